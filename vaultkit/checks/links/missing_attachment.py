"""WL014 missing-attachment: a link to a picture or another attachment that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.files import is_attachment_name
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds no file and has the name of an attachment."""
    for path, links in vault.links.items():
        for link in links:
            if is_attachment_name(link.target) and vault.resolve(link, path).state == "unresolved":
                near = vault.near.suggest(link)
                yield Finding(
                    link.span,
                    f"the file `{link.target}` is not in the vault: "
                    + (f"did you mean {near}?" if near else "add it, or take the link out"),
                    path=path,
                )


RULE = Rule(
    code="WL014",
    name="missing-attachment",
    scope="vault",
    stage="links",
    check=check,
    severity="error",
)
