"""Whether a note was clipped from a page, and from where."""

from __future__ import annotations

from vaultkit.note.clippers import is_address, original_address, stated
from vaultkit.note.fields import meanings
from vaultkit.note.note import Note


def source(note: Note) -> str | None:
    """The address that a note's properties, or its clipper's own lines, say it is from."""
    for field in note.fields:
        if "source" in meanings(field.key) and isinstance(field.value, str):
            address = field.value.strip()
            if is_address(address):
                return address
    return original_address(note)


def is_clip(note: Note) -> bool:
    """Whether a note says in any of these ways, or as one known site does, that it is a copy."""
    return source(note) is not None or any(stated(note, name) for name in ("author", "published"))
