"""WL007 md-extension: `.md` in a wikilink, or a Markdown link to a note without it."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import resolved
from vaultkit.checks.relinking import Editor
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link to a note that Obsidian would write otherwise, as far as `.md` goes."""
    editor = Editor(vault)
    for path, link, file in resolved(vault):
        target = link.target
        if target.lower().endswith(".md") == link.is_markdown or not file.lower().endswith(".md"):
            continue
        wanted = f"{target}.md" if link.is_markdown else target[:-3]
        found = vault.names.resolve(wanted, path)
        if found.path != file or found.candidates:
            continue
        need = "a Markdown link names its file" if link.is_markdown else "a wikilink needs no `.md`"
        yield editor.retargeted(link, path, f"{need}: write `{wanted}`", wanted)


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
