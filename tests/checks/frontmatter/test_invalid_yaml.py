"""FM001: an error of the front matter becomes a finding at its place."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter.invalid_yaml import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("---\ntitle: A: B\n---\n", (2, 9), "a value with `: ` in it needs quotes around it"),
        ("---\n🦭: 1\n🦭: [x\n---\n", (4, 1), "a `[` is opened and never closed"),
        ("---\r\ntitle: x\r\n", (1, 1), "the block is opened by `---` and never closed"),
    ],
)
def test_the_place_and_the_reason(text: str, place: tuple[int, int], said: str) -> None:
    note = Note("note.md", text)
    (finding,) = run.check(note, ACTIVE)
    assert note.lines.place(finding.span.start) == place
    assert finding.message == f"the front matter cannot be read: {said}"
    assert RULE.severity == "error"


@pytest.mark.parametrize(
    "text", ["", "Text.\n", "---\n---\n", "---\ntitle: x\n---\n", "---\n\nx\n"]
)
def test_silence(text: str) -> None:
    assert run.check(Note("note.md", text), ACTIVE) == []
