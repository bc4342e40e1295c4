"""WL005 width-or-unicode: a link that differs from a file by width, spaces or what is not seen."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.relinking import explained
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.links import Link
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds a file when such differences do not count."""
    yield from explained(vault, "WL005", _message)


def _message(link: Link, file: str) -> str:
    return (
        f"nothing is called `{link.target}`, but `{file}` is, with other spaces or another width "
        "of characters: link to that"
    )


RULE = Rule(
    code="WL005",
    name="width-or-unicode",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
    yields_to=("WL012",),
)
