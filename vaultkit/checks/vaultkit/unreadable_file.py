"""VK000 unreadable-file: a file that vaultkit cannot read as a note."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.spans import Span
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """One finding for each file that could not be read, with the reason."""
    for path, reason in sorted(vault.unreadable.items()):
        yield Finding(Span(0, 0), f"this file {reason}", path=path)


RULE = Rule(
    code="VK000",
    name="unreadable-file",
    scope="vault",
    stage="vaultkit",
    check=check,
    severity="error",
)
