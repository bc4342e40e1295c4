"""Every example of the rulebook, as it stands and in other surroundings."""

from __future__ import annotations

from pathlib import Path

import pytest
from rulebook import Example, examples, write_vault

from vaultkit import config as configuration
from vaultkit.checks import ruleset
from vaultkit.checks.pages import pages
from vaultkit.checks.registry import rules
from vaultkit.fixing import run
from vaultkit.fixing.run import Outcome
from vaultkit.note.note import Note
from vaultkit.vault.vault import Vault

EXAMPLES = examples()


def of_scope(scope: str) -> list[Example]:
    return [example for example in EXAMPLES if rules()[example.page.code].scope == scope]


def lint(folder: Path, example: Example, text: str, fix: bool = True) -> Outcome:
    """Run the example's rule alone on its vault, with `text` as the note."""
    write_vault(folder, example, text)
    vault = Vault.open(folder, configuration.load(folder))
    unsafe = None if not fix else ("ALL",) if example.unsafe else ()
    # The rule alone, unless the example's configuration says with which others.
    select = [] if vault.config.lint.select else [example.page.code]
    rules_of_example = ruleset.build(vault.config, vault.obsidian.types, select)
    paths = vault.notes if rules()[example.page.code].scope == "vault" else [example.name]
    return run.lint(vault, rules_of_example, paths, unsafe)


def fixed(outcome: Outcome, example: Example, text: str) -> str:
    changed = outcome.changed.get(example.name)
    return changed.after if changed else text


def codes(outcome: Outcome) -> list[str]:
    return [found.record.code for found in outcome.findings]


def test_every_rule_has_a_page_that_agrees_with_it() -> None:
    assert rules().keys() == pages().keys()
    for code, rule in rules().items():
        page = pages()[code]
        assert page.file.stem == rule.name == page.name
        assert page.fix == (rule.fix or "none")
        assert rule.check.__module__ == (
            f"vaultkit.checks.{page.file.parent.name}.{rule.name.replace('-', '_')}"
        )
        assert page.text.startswith(f"# {code} {rule.name}\n")


def test_every_rule_that_looks_at_notes_has_examples_of_finding_and_of_silence() -> None:
    kinds: dict[str, set[str]] = {}
    for example in EXAMPLES:
        kinds.setdefault(example.page.code, set()).add(example.kind)
    for code, rule in rules().items():
        if code.startswith("VK"):
            continue
        assert "silent" in kinds.get(code, ()), code
        assert kinds[code] & ({"fixed"} if rule.fix else {"report"}), code


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example, tmp_path: Path) -> None:
    expect(example, tmp_path, example.before, example.after)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example_with_crlf(example: Example, tmp_path: Path) -> None:
    before, after = (text.replace("\n", "\r\n") for text in (example.before, example.after))
    expect(example, tmp_path, before, after)


@pytest.mark.parametrize("example", of_scope("body"), ids=str)
def test_body_example_in_a_block_quote(example: Example, tmp_path: Path) -> None:
    expect(example, tmp_path, quoted(example.before), quoted(example.after))


@pytest.mark.parametrize("example", of_scope("body"), ids=str)
def test_body_example_in_a_code_fence(example: Example, tmp_path: Path) -> None:
    matter, body = split(example.before)
    if matter != split(example.after)[0]:
        pytest.skip("the example is about front matter")
    text = f"{'`' * 9}\n{body if body.endswith(chr(10)) else body + chr(10)}{'`' * 9}\n"
    outcome = lint(tmp_path, example, text)
    assert fixed(outcome, example, text) == text
    assert codes(outcome) == []


@pytest.mark.parametrize("example", of_scope("matter"), ids=str)
def test_matter_example_as_text_under_other_front_matter(example: Example, tmp_path: Path) -> None:
    text = f"---\ntitle: Other\n---\n{example.before}"
    after = fixed(lint(tmp_path, example, text), example, text)
    assert after[Note("note.md", after).body_start :] == example.before


def expect(example: Example, folder: Path, before: str, after: str) -> None:
    untouched = lint(folder, example, before, fix=False)
    assert untouched.changed == {}
    if example.kind == "silent":
        assert codes(untouched) == []
    else:
        assert example.page.code in codes(untouched)
    once = lint(folder, example, before)
    assert fixed(once, example, before) == after
    assert "VK002" not in codes(once)
    again = lint(folder, example, after)
    assert fixed(again, example, after) == after


def split(text: str) -> tuple[str, str]:
    note = Note("note.md", text)
    return text[: note.body_start], text[note.body_start :]


def quoted(text: str) -> str:
    """The text with its body in a block quote."""
    matter, body = split(text)
    lines = body.split("\n")
    final = lines.pop() if lines[-1] == "" else None
    quote = "\n".join(f"> {line}" if line else ">" for line in lines)
    return matter + quote + ("\n" if final is not None else "")
