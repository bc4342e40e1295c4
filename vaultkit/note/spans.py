"""Places in a text and changes to it, in characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of character offsets into a note's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The slice of `text` that the span covers."""
        return text[self.start : self.end]


# A span of the pair of its offsets. A note has a hundred, and a named tuple's own constructor, in
# Python, takes twice the time.
span_of: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)


class Edit(NamedTuple):
    """Replace the characters from `start` to `end` (exclusive) by `text`."""

    start: int
    end: int
    text: str


def is_covered(offset: int, spans: Sequence[Span]) -> bool:
    """Whether an offset lies in one of some spans that are in order and disjoint."""
    index = bisect_right(spans, offset, key=lambda span: span.start)
    return index > 0 and offset < spans[index - 1].end


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made that do not overlap; their order does not matter."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        parts += (text[at:start], new)
        at = end
    parts.append(text[at:])
    return "".join(parts)
