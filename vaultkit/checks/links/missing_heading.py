"""WL008 missing-heading: a link to a heading that the note does not have."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import missing
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.anchors import nearest_heading
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link whose note is found and whose heading is not, compared as Obsidian does."""
    advice: dict[tuple[str, str], str] = {}
    for path, link, file in missing(vault, "missing-heading"):
        named = (file, link.subpath)
        if named not in advice:
            entry = vault.entry(file)
            near = nearest_heading(link.subpath, entry.headings) if entry else None
            advice[named] = (
                f"did you mean `{near}`?" if near else "correct it, or link to the note alone"
            )
        where = "this note" if file == path else f"`{file}`"
        said = f"{where} has no heading `{link.subpath.lstrip('#')}`: {advice[named]}"
        yield Finding(link.span, said, path=path)


RULE = Rule(
    code="WL008",
    name="missing-heading",
    scope="vault",
    stage="links",
    check=check,
)
