"""How the marks of emphasis in a passage are read: as CommonMark shows them, as they pair up in a
line, and as they are meant beside Chinese punctuation.

Who writes means the first mark of a line to open, the second to close, and so on. The amended
reading is that of the CJK-friendly parsers (https://github.com/tats-u/markdown-cjk-friendly):
Chinese beside a mark never keeps it from opening or closing. Offsets are characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from vaultkit.note.markdown import Body, parse_exactly
from vaultkit.note.source import fold
from vaultkit.note.spans import Span

_STARS = re.compile(r"\*\**")
# Punctuation of ASCII that is no mark itself, and what is neither ASCII nor white space.
_SIGN = r"[!-)+-/:-@\[\]^`{|}]"
_CHINESE = r"[^\s\0-\x7f]"
_BETWEEN = re.compile(rf"(?<={_SIGN})[*~]+(?={_CHINESE})|(?<={_CHINESE})[*~]+(?=\\|{_SIGN})")
_WIDE_SPACE = re.compile(r"[^\S\0-\x7f]")
_LETTER = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\r\n]+")
_RUN = re.compile(r"\*\*+|~~+")
# What stands at the edge of a text that is none: what closes, or ends a sentence, before it.
_TORN = re.compile(r"\A[。，、；：！？）》〉」』】〕”’]|[（《〈「『【〔“‘]\Z")


def runs(source: str) -> list[Span]:
    """The runs of two stars or more in a passage, those that code or links hide left out."""
    return [Span(*run.span()) for run in _STARS.finditer(source) if len(run[0]) > 1]


def rendered(source: str) -> list[Span]:
    """What is emphasised in a passage as CommonMark reads it, marks included."""
    return parse_exactly(source, 0).emphases


def meant(source: str) -> list[Span]:
    """The same in the amended reading."""
    # With a letter between it and the sign a mark can do all that it may be meant for.
    places = [
        run.start() if source[run.start() - 1].isascii() else run.end()
        for run in _BETWEEN.finditer(source)
    ]
    parts = list(pairwise([0, *places, len(source)]))
    letters = "x".join(source[start:end] for start, end in parts)
    # The letter is one more byte, behind as many characters.
    characters = [at for start, end in parts for at in range(start, end + 1)]
    return Body(source, 0, fold(_WIDE_SPACE.sub(" ", letters)), characters).emphases


def pairs(source: str) -> list[list[Span]]:
    """For each line of a passage its marks paired one after the other, as spans with the marks.

    A line where that is in doubt is left out: one whose marks are not of a kind two by two, or
    that would have emphasis begin or end as no text does.
    """
    found = []
    for line in _LINE.finditer(source):
        marks = [Span(*run.span()) for run in _RUN.finditer(source, *line.span())]
        both = [[one for one in marks if source[one.start] == sign] for sign in "*~"]
        paired = [two for side in both for two in zip(side[::2], side[1::2], strict=False)]
        spans = sorted(Span(opening.start, closing.end) for opening, closing in paired)
        if 2 * len(paired) == len(marks) and all(_is_pair(source, *two) for two in paired):
            found.append(spans)
    return [spans for spans in found if spans]


def _is_pair(source: str, opening: Span, closing: Span) -> bool:
    mark, content = opening.of(source), source[opening.end : closing.start]
    return (
        mark == closing.of(source)
        and mark in ("**", "***", "~~")
        and "\\" not in (source[opening.start - 1 : opening.start], source[closing.start - 1])
        and not (_LETTER.search(content) and _TORN.search(content))
    )


class Letters:
    """Numbers the letters of a passage.

    What is done for emphasis adds and removes none, so a span of letters stays what it is when
    marks, punctuation and spaces around it move.
    """

    def __init__(self, source: str) -> None:
        self._places = [found.start() for found in _LETTER.finditer(source)]

    def of(self, span: Span) -> Span:
        """The numbers of the letters in a span: the first, and the one behind the last."""
        return Span(bisect_left(self._places, span.start), bisect_left(self._places, span.end))


def letters_rendered(source: str) -> list[Span]:
    """The letters that CommonMark emphasises, for each emphasis."""
    letters = Letters(source)
    return [letters.of(span) for span in rendered(source)]


class Emphasised(NamedTuple):
    """The numbers of letters, and the mark that they stand between, `**` for `***`."""

    letters: Span
    mark: str


def emphasised(source: str, spans: Iterable[Span]) -> set[Emphasised]:
    """What these spans, marks included, emphasise."""
    letters = Letters(source)
    starts = [(span, source[span.start : span.start + 2]) for span in spans]
    return {
        Emphasised(letters.of(span), mark if mark in ("**", "~~") else mark[0])
        for span, mark in starts
    }


def shown(source: str) -> set[Emphasised]:
    """What CommonMark emphasises."""
    return emphasised(source, rendered(source))
