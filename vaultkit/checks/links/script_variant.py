"""WL004 script-variant: a link to a name that a file has in another Chinese script."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.relinking import explained
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.links import Link
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds a file when Simplified and Traditional characters count as one."""
    yield from explained(vault, "WL004", _message)


def _message(link: Link, file: str) -> str:
    return f"nothing is called `{link.target}`, but `{file}` is, in another script: link to that"


RULE = Rule(
    code="WL004",
    name="script-variant",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
    yields_to=("WL012",),
)
