from __future__ import annotations

import pytest
from planted import BROKEN, fingerprint, found, plant, rule, ruleset

from vaultkit import config as configuration
from vaultkit.checks.links import unresolved_link
from vaultkit.fixing import run
from vaultkit.fixing.run import Outcome
from vaultkit.vault.vault import Vault

COMMAS = rule("TX801", "(?<=[\u4e00-\u9fff]),", "，", reach=("width",), marks={",": "，"})
LAMP = rule("TX802", "lamp", None)
LINKS = unresolved_link.RULE
BROKEN_RULE, BROKEN_TEXT, _ = BROKEN["drops an embed"]
RULES = ruleset(COMMAS, LAMP, LINKS, BROKEN_RULE)


def results(vault: Vault, unsafe: tuple[str, ...] | None, workers: int) -> Outcome:
    return run.lint(vault, RULES, vault.notes, unsafe, workers=workers)


@pytest.fixture
def vault(tmp_path) -> Vault:
    """Enough notes for several portions of work, a few of each kind."""
    kinds = [
        "灯,船 lamp\r\n",
        BROKEN_TEXT,
        "[[0]] [[gone]]\n",
        "%% vaultkit: ignore TX801 %%\nsea\n",
        "%% vaultkit: ignore WL001 %%\n[[gone]]\n%% vaultkit: ignore WL001 %%\n[[1]]\n",
        b"\xff\xfe",
        "",
        "---\ntitle: [\n---\n灯,\n",
        "---\nkanban-plugin: board\n---\n灯,\n",
    ]
    plant(tmp_path, {f"{n}.md": kinds[n % len(kinds)] for n in range(100)})
    (tmp_path / "folder.md").mkdir()
    return Vault.open(tmp_path, configuration.load(tmp_path))


@pytest.mark.parametrize("unsafe", [None, ()])
def test_the_number_of_workers_changes_nothing(vault, unsafe):
    alone = results(vault, unsafe, 1)
    again = Vault.open(vault.root, vault.config)
    assert results(again, unsafe, 2) == alone
    assert {line.split()[1] for line in found(alone)} >= {"WL001", "TX802", "VK000"}
    assert bool(alone.changed) == (unsafe is not None)


def test_linting_or_fixing_writes_nothing(vault):
    state = fingerprint(vault.root)
    results(vault, None, 1)
    results(vault, (), 2)
    assert fingerprint(vault.root) == state


def test_what_was_found_is_in_the_order_of_paths_and_places(vault):
    records = [one.record for one in results(vault, (), 1).findings]
    order = [(record.path, record.line, record.column, record.code) for record in records]
    assert order == sorted(order)


def test_changes_are_told_with_the_text_before(vault):
    outcome = results(vault, (), 1)
    assert outcome.changed["0.md"] == ("灯,船 lamp\r\n", "灯，船 lamp\r\n")
    assert outcome.changed["3.md"] == ("%% vaultkit: ignore TX801 %%\nsea\n", "sea\n")
    assert outcome.changed["4.md"].after == "%% vaultkit: ignore WL001 %%\n[[gone]]\n[[1]]\n"
    assert outcome.changed["7.md"].after == "---\ntitle: [\n---\n灯，\n"
    assert not outcome.changed.keys() & {"1.md", "2.md", "5.md", "6.md", "8.md"}
    assert outcome.fixed == {"TX801": 23, "VK001": 22}


def test_a_note_that_vanishes_is_a_finding(vault):
    (vault.root / "0.md").unlink()
    assert "0.md:1:1 VK000" in found(results(vault, (), 1))


def test_texts_that_are_given_are_not_read(vault):
    texts = {"0.md": "[[gone]]\n", "new.md": "lamp\n"}
    outcome = run.lint(vault, RULES, list(texts), texts=texts)
    own = [line for line in found(outcome) if not line.endswith("VK000")]
    assert own == ["0.md:1:1 WL001", "new.md:1:1 TX802"]


def test_a_path_named_twice_is_one_note(vault):
    outcome = run.lint(vault, RULES, ["0.md", "0.md"])
    own = [line for line in found(outcome) if not line.endswith("VK000")]
    assert own == ["0.md:1:2 TX801", "0.md:1:5 TX802"]
