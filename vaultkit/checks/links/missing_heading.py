"""WL008 missing-heading: a link to a heading that the note does not have."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.anchors import nearest_heading
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link whose note is found and whose heading is not, compared as Obsidian does."""
    for path, links in vault.links.items():
        for link in links:
            if not link.subpath:
                continue
            found = vault.resolve(link, path)
            if found.state != "missing-heading" or found.path is None:
                continue
            entry = vault.entry(found.path)
            near = nearest_heading(link.subpath, entry.headings) if entry else None
            where = "this note" if found.path == path else f"`{found.path}`"
            yield Finding(
                link.span,
                f"{where} has no heading `{link.subpath.lstrip('#')}`: "
                + (f"did you mean `{near}`?" if near else "correct it, or link to the note alone"),
                path=path,
            )


RULE = Rule(
    code="WL008",
    name="missing-heading",
    scope="vault",
    stage="links",
    check=check,
)
