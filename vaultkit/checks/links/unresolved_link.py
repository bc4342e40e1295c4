"""WL001 unresolved-link: a link to a note that is not in the vault."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link into the vault that finds no file, by Obsidian's own rules."""
    for path, links in vault.links.items():
        for link in links:
            if link.is_external or vault.resolve(link, path).path is not None:
                continue
            yield Finding(
                link.span,
                f"nothing in the vault is called `{link.target}`: "
                "create it, or correct the name in the link",
                path=path,
            )


RULE = Rule(
    code="WL001",
    name="unresolved-link",
    scope="vault",
    stage="links",
    check=check,
)
