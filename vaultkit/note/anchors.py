"""What a link can lead to inside a note: headings and blocks (Obsidian's help and index)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from vaultkit.note.note import Note

# A heading's level, 1 to 6, and its text as written, without the marks that make it a heading.
Heading = tuple[int, str]

# The marks that Obsidian's `stripHeading` drops; those of Chinese, `-`, `_` and `'` stay.
DROPPED = str.maketrans(dict.fromkeys('!"#$%&()*+,.:;<=>?@^`{|}~/[]\\\r\n', " "))
_CLOSING = re.compile(r"[ \t]#+\Z")
_NEXT_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)([^\r\n]*)")


def headings(note: Note) -> list[Heading]:
    """The headings of a note, in order."""
    return [(block.level, _written(block.span.of(note.text))) for block in note.body.headings]


def blocks(note: Note) -> list[str]:
    """The ids of a note's blocks in lower case, without the `^`.

    An id stands at the very end of its block, or alone on the line after it; `^x` in the middle
    of a paragraph is text.
    """
    return [
        note.text[span.start + 1 : span.end].lower()
        for span in note.block_ids
        if _ends_block(note, span.end)
    ]


# A heading is compared with every link to its note.
@lru_cache(maxsize=16384)
def comparable_heading(text: str) -> str:
    """A heading as Obsidian compares it: marks as spaces, spaces once, in lower case."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.translate(DROPPED).split()).lower()


def block_of(subpath: str) -> str | None:
    """The id of the block that a subpath (`#^id`) names, in lower case; None if it names none."""
    parts = [part for part in subpath.split("#") if part]
    return parts[0][1:].lower() if len(parts) == 1 and parts[0].startswith("^") else None


def has_heading(subpath: str, headings: Iterable[Heading]) -> bool:
    """Whether a subpath (`#One#Two`) leads to a heading: each of its parts to a deeper one."""
    wanted = [comparable_heading(part) for part in subpath.split("#") if part]
    depth = 0
    for level, text in headings:
        if not wanted:
            break
        if level > depth and comparable_heading(text) == wanted[0]:
            depth = level
            del wanted[0]
    return not wanted


def nearest_heading(subpath: str, headings: Sequence[Heading]) -> str | None:
    """The heading that the last part of a subpath may have meant; None if none is near."""
    import difflib

    wanted = _loose([part for part in subpath.split("#") if part][-1])
    loose = {_loose(text): text for _, text in reversed(headings)}
    near = difflib.get_close_matches(wanted, loose, n=1, cutoff=0.6)
    return loose[near[0]].strip() if near else None


def _loose(text: str) -> str:
    """Also without the hyphens that other programs put in the place of spaces."""
    return comparable_heading(unicodedata.normalize("NFKC", text).replace("-", " "))


def _written(source: str) -> str:
    """The text of a heading's source."""
    source = source.strip()
    if not source.startswith("#"):
        # The last line underlines it.
        return source[: max(source.rfind("\n"), source.rfind("\r"))].rstrip()
    text = source.lstrip("#")
    return _CLOSING.sub("", text).strip() if text.endswith("#") else text.strip()


def _ends_block(note: Note, end: int) -> bool:
    """Whether the block that a line belongs to ends with it; `end` is where its text ends."""
    following = _NEXT_LINE.match(note.text, end)
    if following is None or not following[1].strip(" \t>"):
        return True
    start, stop = following.span(1)
    return any(start <= block.span.start < stop for block in note.body.blocks)
