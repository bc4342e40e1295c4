"""WL007 md-extension: `.md` in a wikilink, or a Markdown link to a note without it."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import Editor
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link to a note that Obsidian would write otherwise, as far as `.md` goes."""
    editor = Editor(vault)
    for path, links in vault.links_of_notes.items():
        for link in links:
            target = link.target
            has_suffix = target.lower().endswith(".md")
            if link.is_external or not target or has_suffix == link.is_markdown:
                continue
            file = vault.find(link, path).path
            if file is None or not file.lower().endswith(".md"):
                continue
            wanted = f"{target}.md" if link.is_markdown else target[:-3]
            found = vault.names.resolve(wanted, path)
            if found.path != file or found.candidates:
                continue
            message = (
                f"a Markdown link names its file: write `{wanted}`"
                if link.is_markdown
                else f"a wikilink needs no `.md`: write `{wanted}`"
            )
            yield editor.retargeted(link, path, message, wanted)


RULE = Rule(
    code="WL007",
    name="md-extension",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
    default=False,
)
