"""Strings inside JSON and YAML: what they say, and where each of their characters is written."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

import msgspec

from vaultkit.note.links import Link
from vaultkit.note.spans import Span

Quote = Literal['"', "'", ""]
Kind = Literal["path", "lookup", "folder"]

_ESCAPES = {
    '"': re.compile(
        r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
        r"|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[^\r\n])"
    ),
    "'": re.compile("''"),
}


class Written(msgspec.Struct, frozen=True):
    """A string as it stands in a file.

    `text` is what it says, `span` covers what is written between its quotes. `jumps` are the
    escapes, in order: the offset in `text` behind each, and the one in the file.
    """

    text: str
    span: Span
    quote: Quote
    jumps: tuple[tuple[int, int], ...] = ()

    def place(self, start: int, end: int) -> Span:
        """Where a slice of `text` stands in the file."""
        return Span(self._offset(start), self._offset(end))

    def _offset(self, at: int) -> int:
        index = bisect_right(self.jumps, at, key=lambda jump: jump[0])
        said, written = self.jumps[index - 1] if index else (0, self.span.start)
        return written + at - said


class Reference(msgspec.Struct, frozen=True):
    """A place in a canvas or base that names a file.

    The spans of `link` are in characters of the file. A `path` is a whole vault path, a `lookup`
    is looked up as the links of notes are, a `folder` names a folder. `quote` is that of the
    string it stands in; `subpath_span` covers its subpath and is empty without one.
    """

    link: Link
    kind: Kind
    quote: Quote
    subpath_span: Span = Span(0, 0)


class Named(msgspec.Struct, frozen=True):
    """The files and folders that a canvas or base names for certain, in order.

    `others` are the strings that it says besides, without what is certain.
    """

    references: list[Reference]
    others: list[str]


def find(source: str, start: int, end: int, quote: Quote, text: str) -> Written | None:
    """The string `text` that is written at a span of a file, which excludes the quotes.

    None where not every character of it can be told where it stands, as in a folded string.
    """
    span = Span(start, end)
    written = span.of(source)
    if written == text:
        return Written(text, span, quote)
    if not quote:
        return None
    jumps = []
    saved = 0
    for escape in _ESCAPES[quote].finditer(source, start, end):
        saved += len(escape[0]) - 1
        jumps.append((escape.end() - start - saved, escape.end()))
    if len(written) - saved != len(text):
        return None
    return Written(text, span, quote, tuple(jumps))


def spelled(text: str, quote: Quote) -> str:
    """A text as it is written between such quotes."""
    if quote == '"':
        return msgspec.json.encode(text).decode()[1:-1]
    return text.replace("'", "''") if quote else text
