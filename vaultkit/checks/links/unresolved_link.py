"""WL001 unresolved-link: a link to a note that is not in the vault."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import unresolved
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.files import is_attachment_name
from vaultkit.vault.vault import Vault

_ADVICE = "create it, or correct the name in the link"


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link into the vault that finds no file, by Obsidian's own rules; no attachments."""
    for path, link, _, _ in unresolved(vault):
        if not is_attachment_name(link.target):
            near = vault.near.suggest(link)
            advice = f"did you mean {near}?" if near else _ADVICE
            message = f"nothing in the vault is called `{link.target}`: {advice}"
            yield Finding(link.span, message, path=path)


RULE = Rule(
    code="WL001",
    name="unresolved-link",
    scope="vault",
    stage="links",
    check=check,
    yields_to=("WL004", "WL005", "WL012", "WL013", "WL015", "WL020"),
)
