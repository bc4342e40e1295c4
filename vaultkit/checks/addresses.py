"""Addresses that stand in a note's text by themselves."""

from __future__ import annotations

from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span

# Behind the place where a bare address ends, as far as Markdown goes: a letter of any script may
# be more of it, as may what leads on to one.
_GOES_ON = late(r"[?!.,:;*_~'\\()]*[\w&=%/#|\[{}^+@$-]")


def is_whole(note: Note, bare: Span) -> bool:
    """Whether a bare address ends for certain where it seems to: `https://example.com/灯塔` may
    be one or not. With something invisible in it, it is not what it seems to be.
    """
    return bare.of(note.text).isprintable() and _GOES_ON.match(note.text, bare.end) is None
