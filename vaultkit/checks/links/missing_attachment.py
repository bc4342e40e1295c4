"""WL014 missing-attachment: a link to a picture or another attachment that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import unresolved
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.files import is_attachment_name
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds no file and has the name of an attachment."""
    for path, link, _, _ in unresolved(vault):
        if is_attachment_name(link.target):
            near = vault.near.suggest(link)
            advice = f"did you mean {near}?" if near else "add it, or take the link out"
            message = f"the file `{link.target}` is not in the vault: {advice}"
            yield Finding(link.span, message, path=path)


RULE = Rule(
    code="WL014",
    name="missing-attachment",
    scope="vault",
    stage="links",
    check=check,
    yields_to=("WL004", "WL005", "WL013", "WL015", "WL020"),
    severity="error",
)
