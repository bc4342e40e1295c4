"""WL002 ambiguous-link: a link that fits several notes equally well."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import ambiguous
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.links import Link
from vaultkit.vault.mentions import newly_ambiguous
from vaultkit.vault.resolve import Resolution
from vaultkit.vault.vault import Vault

_NAMED = 4


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """The links for which Obsidian may take either file; also those that a note has made so."""
    for path, link, found in ambiguous(vault):
        yield Finding(link.span, _message(link, found), path=path)
    for path, link, found, cause in newly_ambiguous(vault):
        yield Finding(link.span, _message(link, found), path=path, cause=cause)


def _message(link: Link, found: Resolution) -> str:
    tied = [f"`{path}`" for path in found.candidates[: found.tied]]
    more = f" and {len(tied) - _NAMED + 1} more" if len(tied) > _NAMED else ""
    named = tied[: _NAMED - 1] if more else tied
    listed = f"{', '.join(named)}{more}" if more else f"{', '.join(named[:-1])} or {named[-1]}"
    return f"`{link.target}` may mean {listed}: put more of the path into the link"


RULE = Rule(
    code="WL002",
    name="ambiguous-link",
    scope="vault",
    stage="links",
    check=check,
)
