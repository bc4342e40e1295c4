"""Where the marks of emphasis in a note may not do what they are meant to.

CommonMark decides by the two characters around a mark such as `**` whether it can open or close
emphasis, and takes a full-width stop for a sign that words are parted by: behind one, and before
a letter, `**` cannot close. Offsets are characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from vaultkit.note.note import Note
from vaultkit.note.spans import Span, is_covered, span_of

# Two patterns, since a search for one character that stands first takes a tenth of the time.
_STARS = re.compile(r"\*\**")
_STARS_OR_TILDES = re.compile(r"\*+|~~+")
# Bold and struck-out text whose marks do their part in either reading: each has a letter or digit
# on the inside, or white space on the outside.
_BOLD, _STRUCK = (
    re.compile(
        rf"{sign}{sign}(?<![{sign}\\]{sign}{sign})(?:(?<!\S{sign}{sign})(?=\S)|(?=[^\W_]))"
        rf"[^*~\r\n\\]+{sign}{sign}(?!{sign})"
        rf"(?:(?<=[^\W_]{sign}{sign})|(?<=\S{sign}{sign})(?!\S))"
    )
    for sign in (r"\*", "~")
)
# The mark of a list item, and what may stand before it.
_BULLET = re.compile(r"[ \t>]*\*(?=[ \t])")
_QUOTE_MARKS = re.compile(r"(?<=[\r\n])[ \t]*>[> \t]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_HIDDEN = re.compile("\0+")
_LONE_TILDE = re.compile(r"(?<![~\\])~(?!~)")
_NO_MARKS = str.maketrans("*~_", "xxx")

# A longer passage is no paragraph that a person wrote, and it is read once for each attempt.
_LONGEST = 5000


class Passage(NamedTuple):
    """The text of a paragraph, a heading, a table cell, or of a list item up to what it holds.

    `source` is as long as the note's text from `start` on, with the marks of quotations blank
    and no sign of emphasis in what is not prose. `prose` is that part of the prose mask.
    """

    start: int
    source: str
    prose: str


@lru_cache(maxsize=1)
def marks(note: Note) -> list[Span]:
    """The runs of two or more of `*`, and then of `~`, in prose."""
    folded, prose = note.folded, note.prose
    found = []
    for sign in "*~":
        # One character is found in a tenth of the time that two take.
        at = folded.find(sign, note.body_start)
        while at >= 0:
            end = at + 1
            if folded.startswith(sign, end):
                end += 1
                while folded.startswith(sign, end):
                    end += 1
                if prose[at] == sign:
                    found.append(span_of((at, end)))
            at = folded.find(sign, end)
    return found


@lru_cache(maxsize=1)
def is_plain(note: Note) -> bool:
    """Whether every `**` and `~~` of a note is one of a pair that does its part."""
    text, folded, start = note.text, note.folded, note.body_start
    if "***" in folded or "~~~" in folded:
        return False
    # Lone stars pair with one another: CommonMark's rule of three keeps `*` and `**` apart.
    return all(
        folded.count(mark, start) == 2 * len(pair.findall(text, start))
        for mark, pair in (("**", _BOLD), ("~~", _STRUCK))
    )


def doubtful(note: Note) -> list[int]:
    """The marks between punctuation and a letter that are in lines that are not sound."""
    if is_plain(note):
        return []
    text = note.text
    found = []
    line = Span(0, -1)
    sound = False
    for start, end in _not_plain(note):
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() != after.isalnum() and not (before.isspace() or after.isspace()):
            if not line.start <= start < line.end:
                line = line_of(note, start)
                sound = is_sound(note, line)
            if not sound:
                found.append(start)
    return sorted(found)


def _not_plain(note: Note) -> Iterator[Span]:
    """The marks without those of lines in which each `**` is seen at once to do its part."""
    line: list[Span] = []
    end = -1
    for mark in marks(note):
        if mark.start > end or mark.start < line[0].start:
            if not _are_plain(note, line, end):
                yield from line
            line = []
            end = note.folded.find("\n", mark.end)
            end = len(note.folded) if end < 0 else end
        line.append(mark)
    if not _are_plain(note, line, end):
        yield from line


def _are_plain(note: Note, line: list[Span], line_end: int) -> bool:
    """Whether the marks of a line are pairs with a letter or digit on the inside of each."""
    text = note.text
    for index, (start, end) in enumerate(line):
        inside = text[start - 1 : start] if index % 2 else text[end : end + 1]
        is_pair_of_stars = (
            end - start == 2 and text[start] == "*" and text[start - 1 : start] != "\\"
        )
        if not (is_pair_of_stars and inside.isalnum()):
            return False
    stars = note.folded.count("*", line[0].start, line_end) if line else 0
    return len(line) % 2 == 0 and stars == 2 * len(line)


def is_sound(note: Note, line: Span) -> bool:
    """Whether the `**` and `~~` of a line pair up, one after the other.

    They are all shown then, in either reading. A line that needs a closer look is not sound.
    """
    folded = note.folded
    bullet = _BULLET.match(folded, *line)
    pattern = _STARS_OR_TILDES if folded.find("~~", *line) >= 0 else _STARS
    opened = ""
    for run in pattern.finditer(folded, bullet.end() if bullet else line.start, line.end):
        start, end = run.span()
        if note.prose[start] == "\0":
            continue
        before, after = neighbours(note.text, start, end)
        if run[0] not in ("**", "~~") or before == "\\" or opened not in ("", run[0]):
            return False
        if not (can_open(after, before) if opened else can_open(before, after)):
            return False
        opened = "" if opened else run[0]
    return not opened


def line_of(note: Note, offset: int, start: int = 0) -> Span:
    """The line of the body that an offset lies in, from `start` on, without its line end."""
    folded = note.folded
    start = max(start, note.body_start, folded.rfind("\n", start, offset) + 1)
    start = max(start, folded.rfind("\r", start, offset) + 1)
    end = folded.find("\n", offset)
    end = len(folded) if end < 0 else end
    lone = folded.find("\r", offset, end)
    return Span(start, end if lone < 0 else lone)


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and behind a mark; a line end where the text has none."""
    return text[start - 1 : start] or "\n", text[end : end + 1] or "\n"


def can_open(outside: str, inside: str) -> bool:
    """Whether a mark with these characters around it can open emphasis, or close it."""
    if inside.isspace():
        return False
    return not is_punctuation(inside) or outside.isspace() or is_punctuation(outside)


def is_punctuation(character: str) -> bool:
    """Whether CommonMark calls a character punctuation; symbols are that, too."""
    return unicodedata.category(character)[0] in "PS"


def passages(note: Note, offsets: Iterable[int]) -> Iterator[Passage]:
    """The passages that some offsets, in order, lie in; each once."""
    edges = sorted({edge for block in note.body.blocks for edge in block.span})
    reached = note.body_start
    for offset in offsets:
        if offset < reached:
            continue
        index = bisect_right(edges, offset)
        start = edges[index - 1] if index else reached
        end = edges[index] if index < len(edges) else len(note.text)
        if is_covered(offset, note.body.tables):
            start, end = _cell(note, offset, Span(start, end))
        reached = end
        if end - start > _LONGEST:
            continue
        # White space would make it code.
        start = end - len(note.text[start:end].lstrip())
        yield Passage(start, _source(note, start, end), note.prose[start:end])


def _cell(note: Note, offset: int, block: Span) -> Span:
    """The cell of a table that an offset lies in."""
    line = line_of(note, offset, block.start)
    pipes = [pipe.span() for pipe in _CELL_END.finditer(note.text, line.start, line.end)]
    edges = sorted({*line, *chain.from_iterable(pipes)})
    index = bisect_right(edges, offset)
    return Span(edges[index - 1], edges[index])


def _source(note: Note, start: int, end: int) -> str:
    prose, text = note.prose, note.text
    parts: list[str] = []
    at = start
    for hidden in _HIDDEN.finditer(prose, start, end):
        parts += (text[at : hidden.start()], text[slice(*hidden.span())].translate(_NO_MARKS))
        at = hidden.end()
    source = "".join([*parts, text[at:end]])
    # One tilde strikes nothing through in Obsidian.
    source = _LONE_TILDE.sub(",", source)
    return _QUOTE_MARKS.sub(lambda found: " " * len(found[0]), source)
