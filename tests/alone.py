"""One rule by itself on a note's text."""

from __future__ import annotations

from collections.abc import Callable

from vaultkit.checks import run
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note


def alone(rule: Rule) -> tuple[Callable[[str], list[Finding]], Callable[[str], str]]:
    """What the rule finds in a text, and the text after its safe fixes, none of them refused."""
    active = [Active(rule, NoOptions())]

    def check(text: str) -> list[Finding]:
        return run.check(Note("note.md", text), active)

    def after(text: str) -> str:
        fixed = fix(Note("note.md", text), active)
        assert fixed.refused == []
        return fixed.note.text

    return check, after
