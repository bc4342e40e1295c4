"""The sentences of a note's prose, and the language that each is in."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from vaultkit.note.patterns import HAN, late

Language = Literal["chinese", "japanese", "korean", "other"]

_END = re.compile(r"[。！？!?\r\n]|\.(?=[ \t])")
_HIDDEN = re.compile("\0+")
_HAN = late(f"[{HAN}]")
_WORD = re.compile("[A-Za-z]+")
_HAN_OR_WORD = late(f"[A-Za-z{HAN}]")
# Not the middle dot ・, which stands in Chinese names too.
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = late("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


class Sentences:
    """The sentences of a prose mask whose body begins at `body_start`. Offsets are characters.

    A sentence ends with its line at the latest. In front matter every title or description is
    one sentence.
    """

    def __init__(self, prose: str, body_start: int) -> None:
        self._prose = prose
        self._starts = [
            0,
            *(found.end() for found in _HIDDEN.finditer(prose, 0, body_start)),
            *(found.end() for found in _END.finditer(prose, body_start)),
        ]
        self._languages: dict[int, Language] = {}

    def without_japanese(self) -> str:
        """The mask with every sentence hidden that holds kana."""
        parts = []
        for index, start in enumerate(self._starts, 1):
            end = self._end(index)
            is_japanese = _KANA.search(self._prose, start, end)
            parts.append("\0" * (end - start) if is_japanese else self._prose[start:end])
        return "".join(parts)

    def language(self, offset: int) -> Language:
        """The language of the sentence that an offset lies in.

        One kana makes it Japanese. It is Chinese when it has no fewer Han characters than words
        in Latin letters, so an English sentence that quotes a Chinese word is not. It takes
        twice as many where it begins with such a word and two or more of them are no names, as in
        `I met 李雷, and left`.
        """
        index = bisect_right(self._starts, offset)
        if index not in self._languages:
            self._languages[index] = self._find_language(index)
        return self._languages[index]

    def _find_language(self, index: int) -> Language:
        start, end = self._starts[index - 1], self._end(index)
        if _KANA.search(self._prose, start, end):
            return "japanese"
        if _HANGUL.search(self._prose, start, end):
            return "korean"
        han = len(_HAN.findall(self._prose, start, end))
        words = _WORD.findall(self._prose, start, end)
        needed = len(words)
        if needed <= han < 2 * needed and sum(map(str.islower, words)) > 1:
            first = _HAN_OR_WORD.search(self._prose, start, end)
            needed *= 1 + bool(first and first[0].isascii())
        return "chinese" if han and han >= needed else "other"

    def _end(self, index: int) -> int:
        return self._starts[index] if index < len(self._starts) else len(self._prose)


def has_kana(text: str) -> bool:
    """Whether a text holds kana, by which Japanese is told from Chinese."""
    return _KANA.search(text) is not None
