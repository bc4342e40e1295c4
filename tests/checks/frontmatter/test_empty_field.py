"""FM006: where it finds, and what it says."""

from __future__ import annotations

from vaultkit.checks import run
from vaultkit.checks.frontmatter.empty_field import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


def test_the_place_is_the_name() -> None:
    text = "---\n🦭: 1\n摘要: []\n---\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == "摘要"
    assert finding.message == "`摘要` has no value: fill it in or delete it"
    assert finding.properties == ("摘要",)


def test_nothing_is_deleted_that_nobody_allowed() -> None:
    note = Note("note.md", "---\na:\nb: 1\nc: ''\n---\n")
    assert fix(note, ACTIVE).note.text == note.text
    assert fix(note, ACTIVE, ["FM006"]).note.text == "---\nb: 1\n---\n"


def test_a_block_may_become_empty() -> None:
    result = fix(Note("note.md", "---\na:\n---\nText.\n"), ACTIVE, ["FM006"])
    assert result.refused == []
    assert result.note.text == "---\n---\nText.\n"


def test_a_block_in_braces_is_only_reported() -> None:
    (finding,) = run.check(Note("note.md", "---\n{a: , b: 1}\n---\n"), ACTIVE)
    assert finding.edits == ()
