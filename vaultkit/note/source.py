"""Bytes to text and back, and offsets to lines.

A note's text is what its bytes say in UTF-8 and nothing else: a byte order mark stays its first
character and every line end stays as it was written, so that `encode(decode(data)) == data` and
a text that no edit touched is written back byte for byte.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

BOM = "\ufeff"

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"\r\n?|\n")


class UnreadableError(ValueError):
    """A file that is not text; `str()` is the reason, for the writer of the note."""


def decode(data: bytes) -> str:
    """The text of a file.

    Raises UnreadableError for bytes that are not UTF-8 and for NUL, which no text holds: such a
    file is never edited.
    """
    nul = data.find(b"\0")
    if nul >= 0 and data[:2] not in _UTF_16:
        raise UnreadableError(f"has a NUL byte at byte {nul + 1}: this is not a text file")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"is not UTF-8 (byte {error.start + 1}){_guess(data)}; save it as UTF-8 first"
        ) from None


def encode(text: str) -> bytes:
    """The bytes of a text: the inverse of `decode`."""
    return text.encode()


def fold(text: str) -> str:
    """The text with an `x` in the place of every character that is not ASCII, and of every `?`.

    It has the same offsets and is many times as quick to search for a sign in ASCII; and in UTF-8
    it has as many bytes as characters. A text that is all ASCII is returned as it is.
    """
    if text.isascii():
        return text
    return text.encode("ascii", "replace").replace(b"?", b"x").decode("ascii")


def newline_of(text: str) -> str:
    """The line end that a new line of this text gets: the first one that the text has."""
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


class Lines:
    """Where the lines of a text start, to turn offsets into lines and columns.

    A line ends at LF, CRLF or a lone CR, as in CommonMark.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Every line end as one LF, in a text that is as long.
        lines = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of a character offset; columns count characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Where a 1-based line starts, and where the next one does.

        The last line ends after the end of the text, and so does every line behind it.
        """
        if number > len(self._starts):
            return len(self._text), len(self._text)
        end = self._starts[number] if number < len(self._starts) else len(self._text) + 1
        return self._starts[number - 1], end

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line end."""
        start, end = self.bounds(number)
        return self._text[start:end].rstrip("\r\n")


def _guess(data: bytes) -> str:
    # Only a hint for the writer: a guessed encoding is never acted on.
    if data[:2] in _UTF_16:
        return ", it looks like UTF-16"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536], cp_isolation=["gb18030", "big5", "utf_16"]).best()
    return f", it looks like {best.encoding.upper().replace('_', '-')}" if best else ""
