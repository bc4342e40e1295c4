"""Where in a note's text a rule about Chinese may speak of single characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vaultkit.checks.apart import hide, masked
from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import late
from vaultkit.note.sentences import Language, Sentences
from vaultkit.note.spans import Span

_LINE = re.compile(r"[^\r\n]*+")
# Attributes (`{{#id .class}}`), templates and code that is not marked as such; labels of footnotes;
# a list as a program writes it: `['灯塔', '码头']`.
_DATA = late(
    r"""\{[^{}\r\n]*+\}|\[\^[^\[\]\s]*+\]|\[ ?(?:'[^\[\]\r\n]*'|"[^\[\]\r\n]*") ?\](?!\()"""
)
# What a reader may take for the rest of a URL: all up to white space or Chinese punctuation.
_URL_TAIL = late(r"[^\s\0，。、；：！？“”‘’「」『』《》〈〉【】（）…]*+")


class Places:
    """The places of a note, each an offset into its text."""

    def __init__(self, note: Note) -> None:
        prose = note.prose
        self._sentences = Sentences(prose, note.body_start)
        self._shown = FILLER * len(prose)
        if note.genre == "modern":
            data = [*_tails(note), *note.bare_code]
            data += (Span(*found.span()) for found in _DATA.finditer(prose))
            self._shown = masked(hide(note), data)

    def language(self, offset: int) -> Language:
        """The language of the sentence there."""
        return self._sentences.language(offset)

    def is_apart(self, offset: int) -> bool:
        """Whether the place is data or code: part of a Dataview field, of an address or path, of
        what stands in braces, of code without a fence, or of a note which is a dictionary,
        classical Chinese, Japanese or code.
        """
        return self._shown[offset] == FILLER

    def is_chinese(self, offset: int) -> bool:
        """Whether the place is in a sentence of modern Chinese, and no data."""
        return not self.is_apart(offset) and self.language(offset) == "chinese"


def _tails(note: Note) -> Iterator[Span]:
    """What follows the `::` of a field, and an address."""
    for kind, (_, end) in note.protected:
        tail = None
        if kind == "field":
            tail = _LINE.match(note.prose, end)
        elif kind == "url" and note.text[end - 1] != ">":
            tail = _URL_TAIL.match(note.prose, end)
        if tail:
            yield Span(*tail.span())


@lru_cache(maxsize=1)
def places(note: Note) -> Places:
    """The places of a note. Slow: ask only where something was found."""
    return Places(note)
