"""Where in a note's text a rule about Chinese may speak of single characters."""

from __future__ import annotations

from functools import lru_cache

from vaultkit.note.genre import code_spans
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.sentences import Language, Sentences
from vaultkit.note.spans import Span, is_covered

_LINE = late(r"[^\r\n]*+")
# What a reader may take for the rest of a URL: all up to white space or Chinese punctuation.
_URL_TAIL = late(r"[^\s\0，。、；：！？“”‘’「」『』《》〈〉【】（）…]*+")


class Places:
    """The places of a note, each an offset into its text."""

    def __init__(self, note: Note) -> None:
        prose = note.prose
        self._is_apart = note.genre != "modern"
        self._sentences = Sentences(prose, note.body_start)
        self._data: list[Span] = []
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
                self._data.append(Span(*found.span()))
                last = found.end()

    def language(self, offset: int) -> Language:
        """The language of the sentence there."""
        return self._sentences.language(offset)

    def is_apart(self, offset: int) -> bool:
        """Whether the place is part of a Dataview field's value, of an address or of code without
        a fence, or the whole note is a dictionary, classical Chinese, Japanese or code.
        """
        return self._is_apart or is_covered(offset, self._data) or is_covered(offset, self._code)

    def is_chinese(self, offset: int) -> bool:
        """Whether the place is in a sentence of modern Chinese, and no data."""
        return not self.is_apart(offset) and self.language(offset) == "chinese"


@lru_cache(maxsize=1)
def places(note: Note) -> Places:
    """The places of a note. Slow: ask only where something was found."""
    return Places(note)
