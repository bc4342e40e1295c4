"""Where a note was clipped from."""

from __future__ import annotations

from vaultkit.note.clippers import is_address, original_address
from vaultkit.note.fields import meanings
from vaultkit.note.note import Note


def source(note: Note) -> str | None:
    """The address that a note's properties, or its clipper's own lines, say it is from.

    None for a note that was not clipped, as far as it says.
    """
    for field in note.fields:
        if isinstance(field.value, str) and "://" in field.value:
            address = field.value.strip()
            if "source" in meanings(field.key) and is_address(address):
                return address
    return original_address(note)
