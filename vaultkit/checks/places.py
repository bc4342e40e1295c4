"""Where in a note's text a rule about Chinese may speak of single characters."""

from __future__ import annotations

from functools import lru_cache

from vaultkit.note.genre import code_spans
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.sentences import Language, Sentences
from vaultkit.note.spans import Span, is_covered

_LINE = late(r"[^\r\n]*+")
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
        self._is_apart = note.genre != "modern"
        self._sentences = Sentences(prose, note.body_start)
        # What covers a place: values and addresses, data, and code without a fence.
        self._values: list[Span] = []
        self._data = [Span(*one.span()) for one in _DATA.finditer(prose)]
        self._code = [] if self._is_apart else list(code_spans(prose, note.body_start))
        last = 0
        for kind, (_, end) in note.protected:
            rest = None
            if kind == "field":
                # Its value is data that queries read.
                rest = _LINE
            elif kind == "url" and note.text[end - 1] != ">":
                rest = _URL_TAIL
            if rest and (found := rest.match(prose, max(end, last))):
                self._values.append(Span(*found.span()))
                last = found.end()

    def language(self, offset: int) -> Language:
        """The language of the sentence there."""
        return self._sentences.language(offset)

    def is_apart(self, offset: int) -> bool:
        """Whether the place is part of a Dataview field's value, of an address, of what stands in
        braces or of code without a fence, or the whole note is a dictionary, classical Chinese,
        Japanese or code.
        """
        covers = (self._values, self._data, self._code)
        return self._is_apart or any(is_covered(offset, spans) for spans in covers)

    def is_chinese(self, offset: int) -> bool:
        """Whether the place is in a sentence of modern Chinese, and no data."""
        return not self.is_apart(offset) and self.language(offset) == "chinese"


@lru_cache(maxsize=1)
def places(note: Note) -> Places:
    """The places of a note. Slow: ask only where something was found."""
    return Places(note)
