"""WL018 self-link: a link to the note that it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import resolved
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link to its own note as a whole; one to a heading or block in it leads somewhere."""
    for path, link, file in resolved(vault):
        if file == path and not link.subpath:
            yield Finding(
                link.span,
                f"`{link.target}` is this note itself: take the link out, or name the heading "
                "that it should lead to",
                path=path,
            )


RULE = Rule(
    code="WL018",
    name="self-link",
    scope="vault",
    stage="links",
    check=check,
    default=False,
)
