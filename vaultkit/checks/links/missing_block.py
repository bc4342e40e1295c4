"""WL009 missing-block: a link to a block id that the note does not have."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import missing
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link whose note is found and in it no block with the id, in whatever case."""
    for path, link, file in missing(vault, "missing-block"):
        where = "this note" if file == path else f"`{file}`"
        yield Finding(
            link.span,
            f"{where} has no block `{link.subpath.lstrip('#')}`: "
            "write the id behind the block, or link to the note alone",
            path=path,
        )


RULE = Rule(
    code="WL009",
    name="missing-block",
    scope="vault",
    stage="links",
    check=check,
)
