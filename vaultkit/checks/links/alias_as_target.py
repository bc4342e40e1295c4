"""WL012 alias-as-target: a wikilink to an alias, which Obsidian does not look up."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.linking import Editor, unresolved
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault


def gather(note: Note, options: NoOptions) -> tuple[str, ...] | None:
    """The aliases of a note, as names are compared."""
    for field in note.fields:
        if field.key.lower() == "aliases":
            entries = (entry.value for entry in field.entries)
            return tuple(comparable(one.strip()) for one in entries if isinstance(one, str))
    return None


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds no file and is the alias of one."""
    files: dict[str, list[str]] = {}
    for path, aliases in vault.gathered["WL012"].items():
        for alias in dict.fromkeys(aliases):
            files.setdefault(alias, []).append(path)
    if not files:
        return
    editor = Editor(vault)
    for path, link, _, _ in unresolved(vault):
        if found := files.get(comparable(link.target)):
            yield editor.finding(link, path, found, _message)


def _message(link: Link, file: str) -> str:
    return f"`{link.target}` is an alias of `{file}`, and links find no aliases: link to the note"


RULE = Rule(
    code="WL012",
    name="alias-as-target",
    scope="vault",
    stage="links",
    gather=gather,
    check=check,
    fix="safe",
    reach=("links", "matter"),
)
