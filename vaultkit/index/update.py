"""What is to be written and removed so that the generated pages say what the notes say."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from vaultkit.fixing import writer
from vaultkit.fixing.writer import WriteError
from vaultkit.index.backlinks import collect
from vaultkit.index.pages import render
from vaultkit.index.places import Places, is_page_name
from vaultkit.index.seal import is_intact, is_marked
from vaultkit.note.source import UnreadableError, encode
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault


class Update(msgspec.Struct, frozen=True):
    """Vault paths, sorted.

    `written` are pages that are new or differ, `removed` those about what nothing links to any
    more. `edited` are pages that were changed by hand, and files of others where a page would
    be: they are left alone.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    edited: tuple[str, ...]


State = Literal["intact", "edited", "foreign"]


class _File(NamedTuple):
    """A file in the index folder with the name of a page: as generated, changed, or no page.

    `text` is empty for what is no text file; its line ends are LF.
    """

    path: str
    text: str
    state: State


def plan(vault: Vault) -> tuple[Update, dict[str, str]]:
    """The update, and the text of every page by its vault path. Writes nothing.

    A note that cannot be read is put down in `vault.unreadable` and has no links.
    """
    stored = _stored(vault)
    generated = {comparable(file.path) for file in stored if file.state != "foreign"}
    backlinks = collect(vault, generated)
    places = _places(vault, stored)
    overview = places.take_overview()
    stems = [places.take(target.name) for target in backlinks.targets]
    return _compare(stored, render(vault, backlinks, overview, stems))


def apply(vault: Vault, update: Update, pages: dict[str, str]) -> None:
    """Write and remove what `plan` found.

    Raises fixing.writer.WriteError where a file cannot be written, or is no longer the page
    that it was.
    """
    folder = vault.root / vault.config.index.folder
    # Not resolve(): for a circle of links that raises RuntimeError before Python 3.13.
    if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(vault.root)):
        raise WriteError(f"{folder}: is a link to a folder outside the vault; not written")
    # What goes, goes first: on some disks `← ai.md` is the file that `← AI.md` is written to.
    for path in update.removed:
        if _exists_intact(vault, path):
            writer.remove(vault.root / path)
    for path in update.written:
        _exists_intact(vault, path)
        writer.write(vault.root / path, encode(pages[path]))


def _exists_intact(vault: Vault, path: str) -> bool:
    """Whether a page is there. Raises WriteError for any other file."""
    exists = os.path.lexists(vault.root / path)
    if exists and _read(vault, path).state != "intact":
        raise WriteError(f"{path}: changed while the index was made; not written, run again")
    return exists


def _stored(vault: Vault) -> list[_File]:
    """What stands where pages are, by name; it may be excluded from the vault."""
    folder = vault.config.index.folder
    try:
        names = sorted(os.listdir(vault.root / folder))
    except OSError:
        return []
    return [
        _read(vault, f"{folder}/{name}")
        for name in names
        if is_page_name(name) and name.lower().endswith(".md")
    ]


def _read(vault: Vault, path: str) -> _File:
    file = vault.root / path
    if file.is_symlink() or not os.path.isfile(file):
        return _File(path, "", "foreign")
    try:
        # Git may have changed the line ends.
        text = vault.read(path).replace("\r\n", "\n")
    except UnreadableError:
        return _File(path, "", "foreign")
    if is_intact(text):
        return _File(path, text, "intact")
    return _File(path, text, "edited" if is_marked(text) else "foreign")


def _places(vault: Vault, stored: list[_File]) -> Places:
    """The names that are left for pages."""
    there = {comparable(file.path) for file in stored}
    elsewhere = {
        comparable(entry.path).rpartition("/")[2]
        for entry in vault.listing.entries
        if "←" in entry.path and comparable(entry.path) not in there
    }
    in_the_way = {
        comparable(file.path).rpartition("/")[2] for file in stored if file.state != "intact"
    }
    return Places(elsewhere, in_the_way)


def _compare(stored: list[_File], texts: dict[str, str]) -> tuple[Update, dict[str, str]]:
    by_path: dict[str, list[_File]] = {}
    for file in stored:
        by_path.setdefault(comparable(file.path), []).append(file)
    pages: dict[str, str] = {}
    written: list[str] = []
    removed: list[str] = []
    edited: list[str] = []
    for path, text in texts.items():
        there = by_path.pop(comparable(path), [])
        in_the_way = [file.path for file in there if file.state != "intact"]
        # A disk may spell the name in a way of its own; another case is another name.
        same = next((file for file in there if _nfc(file.path) == _nfc(path)), None)
        place = same.path if same else path
        pages[place] = text
        if not in_the_way and (same is None or same.text != text):
            written.append(place)
        edited += in_the_way
        removed += [file.path for file in there if file != same and file.state == "intact"]
    for files in by_path.values():
        removed += [file.path for file in files if file.state == "intact"]
        edited += [file.path for file in files if file.state == "edited"]
    return Update(tuple(sorted(written)), tuple(sorted(removed)), tuple(sorted(edited))), pages


def _nfc(path: str) -> str:
    return unicodedata.normalize("NFC", path)
