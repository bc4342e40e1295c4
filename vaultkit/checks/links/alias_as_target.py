"""WL012 alias-as-target: a wikilink to an alias, which Obsidian does not look up."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import unresolved
from vaultkit.checks.relinking import Editor
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.links import Link
from vaultkit.vault.aliases import notes_with_alias
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds no file and is the alias of one."""
    links = [(path, link, comparable(link.target)) for path, link, _, _ in unresolved(vault)]
    files = notes_with_alias(vault, {name for _, _, name in links})
    editor = Editor(vault)
    for path, link, name in links:
        if found := files.get(name):
            yield editor.finding(link, path, found, _message)


def _message(link: Link, file: str) -> str:
    return f"`{link.target}` is an alias of `{file}`, and links find no aliases: link to the note"


RULE = Rule(
    code="WL012",
    name="alias-as-target",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
)
