"""VK002 fix-refused: a fix that the guard did not let through."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Nothing: these findings are made where fixes are (fixing/engine.py)."""
    yield from ()


RULE = Rule(
    code="VK002",
    name="fix-refused",
    scope="file",
    stage="vaultkit",
    check=check,
    severity="error",
)
