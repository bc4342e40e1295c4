"""Notes that stay where they are, and why."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from vaultkit.normalize.tree import Kind, parents
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.note.written import Named
from vaultkit.vault.files import is_excluded
from vaultkit.vault.references import named_by, resolved
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault

_QUOTES = re.compile("[\"']")
# Functions of a base that take a link (https://help.obsidian.md/bases/functions).
_CALL = re.compile(r"\b(?:link|hasLink|file)\([ \t]*[\"']([^\"'#]+)")


def reasons(vault: Vault, wanted: Mapping[str, str], there: Mapping[str, Kind]) -> dict[str, str]:
    """The notes that must not move, whatever the others do.

    `wanted` maps each note to its place, `there` is everything in the vault's folder.
    """
    exclude = vault.config.vault.exclude
    held = {
        path: f"{place}, its place by the layout, is excluded"
        for path, place in wanted.items()
        if is_excluded(place, exclude)
    }
    root = os.path.realpath(vault.root)
    for link, kind in there.items():
        if kind == "link":
            target = os.path.relpath(os.path.realpath(os.path.join(root, link)), root)
            held[target.replace(os.sep, "/")] = f"{link} is a symbolic link to it"
    notes = {comparable(path): path for path in wanted}
    for board in vault.boards:
        for name in _named(vault, board, is_link=there.get(board) != "file"):
            if path := notes.get(comparable(name)):
                held[path] = f"{board} names it where it cannot be rewritten for certain"
    return held


def blocked(moves: Mapping[str, str], there: Mapping[str, Kind]) -> dict[str, str]:
    """The notes that would move to a folder where a file has the folder's name."""
    files = {
        comparable(moves.get(path, path)) for path, kind in there.items() if kind != "empty folder"
    }
    return {
        path: f"{folder}, where it should go, is a file"
        for path, place in moves.items()
        for folder in parents(place)
        if comparable(folder) in files
    }


def left_folders(vault: Vault, moves: Mapping[str, str]) -> dict[str, str]:
    """The bases that name a folder which notes leave, with that in words.

    Nobody can tell whether such a base means the folder or the notes that were in it.
    """
    found = {}
    for board in vault.boards if moves else ():
        references = _read(vault, board).references
        for folder in [ref.link.target for ref in references if ref.kind == "folder"]:
            inside = comparable(folder).strip("/") + "/"
            gone = [
                old
                for old, new in moves.items()
                if comparable(old).startswith(inside) and not comparable(new).startswith(inside)
            ]
            if gone:
                found[board] = f"names the folder {folder}, which {len(gone)} notes leave"
    return found


def _named(vault: Vault, path: str, is_link: bool) -> Iterator[str]:
    """The paths in a canvas or base that cannot be rewritten, and those of the files it means.

    Nothing can be where the canvas or base is a symbolic link.
    """
    named = _read(vault, path)
    if is_link:
        found = (resolved(vault.names, reference, path) for reference in named.references)
        yield from filter(None, found)
    for text in named.others:
        yield from _QUOTES.split(text)
        targets = _CALL.findall(text)
        if "[[" in text or "](" in text:
            targets += (link.target for link in Note(path, text).links if not link.is_external)
        for target in targets:
            if meant := vault.names.resolve(target, path).path:
                yield meant


def _read(vault: Vault, path: str) -> Named:
    """What a canvas or base names; nothing of one that is broken is certain."""
    text = ""
    try:
        text = vault.read(path)
        return named_by(path, text)
    except UnreadableError:
        return Named([], [text])
