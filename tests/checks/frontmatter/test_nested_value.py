"""FM014: where it finds, and what it says."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter.nested_value import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("a: {b: 1}\n", "properties of its own"),
        ("a:\n  - - 1\n", "lists in its list"),
        ("a: [{b: 1}]\n", "properties in its list"),
    ],
)
def test_the_place_is_the_name(inner: str, what: str) -> None:
    text = f"---\n🦭: 1\n{inner}---\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == "a"
    assert finding.message == f"`a` holds {what}, which Obsidian cannot show: write them one by one"
