"""Rules about several notes: what they gather, what they find, and their fixes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import planted
import pytest

from vaultkit.checks.rule import Finding, NoOptions, Rule, Safety
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span
from vaultkit.vault.vault import Vault

LAMP = re.compile("lamp", re.IGNORECASE)


def majority(fix: Safety | None = "safe", wrong: str = "") -> Rule:
    """A rule that wants one spelling of a word in the vault: the most used one.

    `wrong` is text that its broken fix adds.
    """

    def gather(note: Note, options: NoOptions) -> list[tuple[str, Span]] | None:
        return [(found[0], Span(*found.span())) for found in LAMP.finditer(note.text)] or None

    def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
        gathered: dict[str, list[tuple[str, Span]]] = vault.gathered["TX910"]
        counts = Counter(word for words in gathered.values() for word, _ in words)
        for path, words in gathered.items():
            for word, span in words:
                best = max(counts, key=lambda spelling: (counts[spelling], spelling))
                if word != best:
                    edits = (Edit(*span, best + wrong),) if fix else ()
                    yield Finding(span, f"`{best}` is used more", edits, path=path)

    marks = {"Lamp": "lamp", "LAMP": "lamp"}
    settings: dict[str, Any] = {"name": "one-spelling", "scope": "vault", "stage": "text"}
    return Rule(
        code="TX910",
        gather=gather,
        check=check,
        fix=fix,
        reach=("width",),
        marks=marks,
        **settings,
    )


NOTES = {"a.md": "A lamp and a lamp.\n", "b.md": "Two of it: Lamp, LAMP.\n", "c.md": "None.\n"}


def test_a_rule_sees_what_it_gathered_from_all_notes():
    outcome = planted.lint(NOTES, majority())
    assert planted.found(outcome) == ["b.md:1:12 TX910", "b.md:1:18 TX910"]
    assert not outcome.changed


def test_only_the_notes_where_the_rule_runs_are_compared():
    assert not planted.lint(NOTES, majority(), ignore=("TX910",)).findings


def test_its_safe_fixes_are_made_in_the_notes_that_they_stand_in():
    outcome = planted.lint(NOTES, majority(), unsafe=())
    assert {path: changed.after for path, changed in outcome.changed.items()} == {
        "b.md": "Two of it: lamp, lamp.\n"
    }
    assert outcome.fixed == {"TX910": 2}
    assert not outcome.findings


@pytest.mark.parametrize(("unsafe", "is_fixed"), [((), False), (("TX9",), True), (("ALL",), True)])
def test_unsafe_ones_only_where_they_are_asked_for(unsafe: tuple[str, ...], is_fixed: bool):
    outcome = planted.lint(NOTES, majority(fix="unsafe"), unsafe=unsafe)
    assert bool(outcome.changed) is is_fixed
    assert len(outcome.findings) == (0 if is_fixed else 2)


def test_the_notes_own_rules_look_at_what_they_left():
    own = planted.rule("TX911", r"lamp, lamp", "lamp；lamp", reach=("width",), marks={", ": "；"})
    outcome = planted.lint(NOTES, majority(), own, unsafe=())
    assert outcome.changed["b.md"].after == "Two of it: lamp；lamp.\n"
    assert outcome.changed["b.md"].before == NOTES["b.md"]
    assert outcome.fixed == {"TX910": 2, "TX911": 1}


def test_a_fix_that_is_refused_is_named_and_the_note_left():
    outcome = planted.lint(NOTES, majority(wrong=" (a light)"), unsafe=())
    assert not outcome.changed
    assert planted.found(outcome) == ["b.md:1:1 VK002", "b.md:1:12 TX910", "b.md:1:18 TX910"]
    assert all(one.record.fix is None for one in outcome.findings)


def test_fixes_that_undo_one_another_are_named_and_the_note_left():
    back = planted.rule("TX911", r": lamp", ": Lamp", reach=("width",), marks={"lamp": "Lamp"})
    outcome = planted.lint(NOTES, majority(), back, unsafe=())
    assert not outcome.changed
    assert "b.md:1:1 VK002" in planted.found(outcome)


def test_a_suppression_covers_it_and_is_then_of_use():
    text = "%% vaultkit: ignore TX910 %%\n" + NOTES["b.md"]
    assert not planted.lint({**NOTES, "b.md": text}, majority(), unsafe=()).findings


def test_a_rule_may_look_at_the_notes_as_they_were():
    def gather(note: Note, options: NoOptions) -> int | None:
        return note.text.count("lamp") or None

    def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
        now, then = vault.gathered["TX910"], vault.evidence["TX910"]
        yield Finding(Span(0, 0), f"{sorted(then.items())} {sorted(now.items())}", path="a.md")

    settings: dict[str, Any] = {"name": "lamps", "scope": "vault", "stage": "text"}
    seen = Rule(code="TX910", gather=gather, evidence=gather, check=check, **settings)
    own = planted.rule("TX911", "lamp", "light", reach=("width",), marks={"lamp": "light"})
    outcome = planted.lint(NOTES, seen, own, unsafe=())
    assert "a.md" in outcome.changed
    assert [one.record.message for one in outcome.findings] == ["[('a.md', 2)] []"]


def test_a_note_that_a_program_writes_is_not_changed():
    text = "---\nkanban-plugin: board\n---\n" + NOTES["b.md"]
    outcome = planted.lint({**NOTES, "b.md": text}, majority(), unsafe=())
    assert not outcome.changed
