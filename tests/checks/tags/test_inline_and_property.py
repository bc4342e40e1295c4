"""TG005: which entry goes, and what goes with it."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.tags.inline_and_property import RULE
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [a, x, b]\n", "tags: [x]\n"),
        ("tags: [a, b, a]\n", "tags: []\n"),
        ("tags:\n- a\n- x\n- 'B'\nid: 1\n", "tags:\n- x\nid: 1\n"),
        ("tags:\n  - a\n", "tags:\n"),
        ("id: 1\nTags: 'a/'\n", "id: 1\n"),
    ],
)
def test_a_fix(before: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        texts = (f"---\n{inner}---\n#a 和 #b\n".replace("\n", newline) for inner in (before, after))
        fixed = fix(Note("note.md", next(texts)), ACTIVE, unsafe=("TG005",))
        assert fixed.refused == []
        assert fixed.note.text == next(texts)


@pytest.mark.parametrize(
    "inner",
    ["tags: [x, # c\n  a]\n", "tags: [&x x, a]\n", "tags:\n  - a # c\n", "{tags: a}\n"],
)
def test_what_has_something_beside_it_is_only_reported(inner: str) -> None:
    (finding,) = run.check(Note("note.md", f"---\n{inner}---\n#a\n"), ACTIVE)
    assert finding.edits == ()
    assert finding.message == "the text has the tag `#a` too: one of the two is enough"
