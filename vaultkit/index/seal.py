"""The mark of a generated page: a property that holds a digest of the rest of the page."""

from __future__ import annotations

import hashlib
import re

from vaultkit.note.note import Note

PROPERTY = "vaultkit-index"
# The prefix keeps a digest of digits alone from being a number.
UNSEALED = "blake2b-0000000000000000"

_SEAL = re.compile(r"^vaultkit-index: (blake2b-[0-9a-f]{16})$", re.MULTILINE)


def seal(text: str) -> str:
    """The page with its digest in the place of UNSEALED."""
    found = _SEAL.search(text)
    if found is None:
        raise ValueError("the page has no line for its digest")
    return text[: found.start(1)] + _digest(text) + text[found.end(1) :]


def is_intact(text: str) -> bool:
    """Whether a page is as it was generated; its line ends must be LF."""
    found = _SEAL.search(text)
    if found is None:
        return False
    blank = text[: found.start(1)] + UNSEALED + text[found.end(1) :]
    return found[1] == _digest(blank)


def is_marked(text: str) -> bool:
    """Whether a file that is called as a page is one, even one that no longer reads as one."""
    return f"\n{PROPERTY}:" in text


def is_generated(note: Note) -> bool:
    """Whether a note, wherever it stands, is a generated page or a copy of one."""
    return any(field.key == PROPERTY for field in note.fields)


def _digest(unsealed: str) -> str:
    return "blake2b-" + hashlib.blake2b(unsealed.encode(), digest_size=8).hexdigest()
