"""What each file of a vault tells the others: its links, and what links can lead to in it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from vaultkit.note import anchors
from vaultkit.note.anchors import Heading
from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.vault.resolve import State

CANVAS, BASE = ".canvas", ".base"
# Files that are no notes and hold links.
LINKING_SUFFIXES = (CANVAS, BASE)


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One file of the catalogue: small enough to be sent from one process to another.

    `headings` are pairs of level and text as written, `blocks` ids in lower case, `aliases` the
    entries of the property. A canvas or a base has links alone.
    """

    links: list[Link] = []
    headings: list[Heading] = []
    blocks: list[str] = []
    aliases: list[str] = []

    def __reduce__(self) -> tuple[Callable[[bytes], Entry], tuple[bytes]]:
        # A tenth of the time and half of the size that pickle needs for links.
        return _decoded, (msgspec.msgpack.encode(self),)

    def subpath_state(self, subpath: str) -> State:
        """Whether a link's subpath (empty, or `#…`) leads to a heading or block of this note."""
        if not subpath.strip("#"):
            return "ok"
        block = anchors.block_of(subpath)
        if block is not None:
            return "ok" if block in self.blocks else "missing-block"
        return "ok" if anchors.has_heading(subpath, self.headings) else "missing-heading"


def _decoded(data: bytes) -> Entry:
    return msgspec.msgpack.decode(data, type=Entry)


def has_links_only(path: str) -> bool:
    """Whether the file at a vault path is a canvas or a base."""
    return path.lower().endswith(LINKING_SUFFIXES)


def entry_of(note: Note) -> Entry:
    """What a note tells."""
    return Entry(note.links, anchors.headings(note), anchors.blocks(note), aliases_of(note))


def read_entry(path: str, text: str) -> Entry:
    """What the text of the file at a vault path tells: of a note, a canvas or a base.

    Raises UnreadableError for a canvas or base that is not JSON or YAML.
    """
    suffix = path[path.rfind(".") :].lower()
    if suffix == CANVAS:
        from vaultkit.note import canvas

        return Entry(canvas.links(text))
    if suffix == BASE:
        from vaultkit.note import base

        return Entry(base.links(text))
    return entry_of(Note(path, text))


def aliases_of(note: Note) -> list[str]:
    """The aliases of a note. Obsidian reads `aliases` in any case, and no other property."""
    return [
        item.value
        for field in note.fields
        if field.key.lower() == "aliases"
        for item in field.entries
        if isinstance(item.value, str) and item.value
    ]
