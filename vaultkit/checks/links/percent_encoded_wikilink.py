"""WL020 percent-encoded-wikilink: a wikilink that is encoded as a Markdown link is."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.relinking import explained
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.links import Link
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every wikilink that finds a file when it is decoded."""
    yield from explained(vault, "WL020", _message)


def _message(link: Link, file: str) -> str:
    return f"`{link.target}` is encoded, which wikilinks are not: write the name of `{file}`"


RULE = Rule(
    code="WL020",
    name="percent-encoded-wikilink",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
    yields_to=("WL012",),
)
