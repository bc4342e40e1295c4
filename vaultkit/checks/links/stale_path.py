"""WL013 stale-path: a link to a folder where its file is not, or is no longer."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import explained
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.links import Link
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds a file when its folder does not count."""
    yield from explained(vault, "WL013", _message)


def _message(link: Link, file: str) -> str:
    return f"`{link.target}` is not there, a file of that name is at `{file}`: link to that"


RULE = Rule(
    code="WL013",
    name="stale-path",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
    yields_to=("WL012",),
)
