"""Who links to what: every note, and every name without a note, with the lines of its links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

import msgspec

from vaultkit.index.places import is_page_name
from vaultkit.index.seal import is_generated
from vaultkit.note.fields import loose_key, table
from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.vault.filenames import whole_characters
from vaultkit.vault.files import is_attachment_name
from vaultkit.vault.resolve import Names, comparable
from vaultkit.vault.vault import Vault, names_of

_WIDTH = 120

# Most clippings link to the web only: they need no parse.
_MAY_LINK = re.compile(r"\[\[|\]\((?!https?://)")
_LEADING_FOLDERS = re.compile(r"\A(?:\.{0,2}/)+")
_INDENT = re.compile(r"[ \t\u3000]*")
_BLANKS = re.compile("[ \x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]+")


class Target(msgspec.Struct):
    """A note, or a name that no note has, and the notes that link to it.

    `path` is None for a name. `name` is the note's file name without its extension, or the name
    as it is most often written. `sources` maps the path of each linking note, in order, to the
    lines of its links: 1-based number to text. `links` counts all links.
    """

    path: str | None
    name: str
    links: int = 0
    sources: dict[str, dict[int, str]] = {}


class Backlinks(msgspec.Struct, frozen=True):
    """Every target: notes by path, then names in order.

    `titles` has every note that was read, with None where the title is the file's name. `names`
    are the files of the vault without the generated pages.
    """

    targets: list[Target]
    titles: dict[str, str | None]
    names: Names


def collect(vault: Vault, pages: Collection[str]) -> Backlinks:
    """Read every note but `pages`, the comparable paths of generated pages, once.

    A note that cannot be read is put down in `vault.unreadable`. A link of a note to itself is
    none, nor is one to an address or an attachment.
    """
    return _Collector(vault, pages).run()


def stem_of(path: str) -> str:
    """The name of a note's file without its extension."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def one_line(text: str) -> str:
    """A text as it can stand in a line of a page: without line ends and other controls."""
    return _BLANKS.sub(" ", text).strip()


class _Collector:
    def __init__(self, vault: Vault, pages: Collection[str]) -> None:
        self._vault = vault
        entries = [
            entry
            for entry in vault.listing.entries
            if "←" not in entry.path or comparable(entry.path) not in pages
        ]
        self._is_note = {entry.path: entry.is_note for entry in entries}
        # Links are looked up as if there were no pages, so that pages cannot beget pages.
        self._names = names_of(self._is_note)
        self._titles: dict[str, str | None] = {}
        self._notes: dict[str, Target] = {}
        self._unresolved: dict[str, Target] = {}
        self._spellings: dict[str, dict[str, int]] = {}

    def run(self) -> Backlinks:
        for path, is_note in self._is_note.items():
            if is_note:
                self._read(path)
        # A copy of a page is no note, and nothing of it was read.
        notes = [
            target
            for path, target in sorted(self._notes.items())
            if path in self._titles or path in self._vault.unreadable
        ]
        names = []
        for key, target in sorted(self._unresolved.items()):
            spellings = self._spellings[key]
            target.name = min(spellings, key=lambda name: (-spellings[name], name))
            names.append(target)
        return Backlinks([*notes, *names], self._titles, self._names)

    def _read(self, path: str) -> None:
        try:
            note = self._vault.note(path)
        except UnreadableError as error:
            self._vault.unreadable[path] = str(error)
            return
        if is_generated(note):
            return
        self._titles[path] = _title(note)
        if not _MAY_LINK.search(note.text):
            return
        for link in note.links:
            target = None if link.is_external else self._target(link, path)
            if target is not None:
                target.links += 1
                number, _ = note.lines.place(link.span.start)
                lines = target.sources.setdefault(path, {})
                if number not in lines:
                    lines[number] = _clipped(note, link, number)

    def _target(self, link: Link, source: str) -> Target | None:
        path = self._names.resolve(link.target, source).path
        if path == source:
            return None
        if path is not None:
            if not self._is_note[path]:
                return None
            return self._notes.setdefault(path, Target(path, stem_of(path)))
        name = _name(link)
        if not name:
            return None
        key = comparable(name)
        spellings = self._spellings.setdefault(key, {})
        spellings[name] = spellings.get(name, 0) + 1
        return self._unresolved.setdefault(key, Target(None, name))


def _name(link: Link) -> str | None:
    """The name that an unresolved link means; None for an attachment, an address or a page."""
    written = unicodedata.normalize("NFC", one_line(link.target))
    name = written[:-3] if written.lower().endswith(".md") else written
    # A Markdown destination without `.md` is an address on the site that a clipping is from.
    if link.is_markdown and name == written:
        return None
    if is_attachment_name(written) or is_page_name(name.rpartition("/")[2]):
        return None
    return _LEADING_FOLDERS.sub("", name).strip()


@lru_cache(maxsize=4096)
def _is_title(key: str) -> bool:
    return loose_key(key) in table()["title"].aliases


def _title(note: Note) -> str | None:
    """The note's title property, where it says more than the file's name."""
    for found in note.fields:
        if _is_title(found.key) and isinstance(found.value, str | int | float):
            # A number is a title as it is written: `1.10` is not `1.1`.
            is_text = isinstance(found.value, str)
            title = one_line(str(found.value) if is_text else found.value_span.of(note.text))
            if title:
                return None if title == one_line(stem_of(note.path)) else title
    return None


def _clipped(note: Note, link: Link, number: int) -> str:
    """The text of a line, clipped around the link where it is long."""
    text = note.text
    start, after = note.lines.bounds(number)
    end = after - (2 if text.startswith("\r\n", after - 2) else 1)
    if indent := _INDENT.match(text, start, end):
        start = indent.end()
    room = max(0, _WIDTH - (min(end, link.span.end) - link.span.start)) // 2
    low = max(start, min(link.span.start - room, end - _WIDTH))
    high = min(end, low + _WIDTH)
    head = tail = ""
    if low > start:
        low, head = whole_characters(text, low), "…"
    if high < end:
        high, tail = whole_characters(text, high), "…"
    return head + one_line(text[low:high]) + tail
