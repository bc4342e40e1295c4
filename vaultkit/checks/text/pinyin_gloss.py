"""TX009 pinyin-gloss: the pronunciation that a converter left in brackets behind characters."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.script import simplify
from vaultkit.note.spans import Edit, Span

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# The bracket stands first in the pattern, since a literal is what `re` looks for fastest.
_GLOSS = late(rf"\((?<=([{HAN}])\()((?=[a-zü]*[{_TONED}])[a-zü{_TONED}]{{1,6}})\)")

# What sets a converter's glosses apart from a reader's or a dictionary's, measured on fourteen
# damaged pages (843 glosses, all found) and 441 clean ones (none): there are many, of several
# characters, most of those more than once, and hardly ever without one, but for 7 to 28 of 100
# characters of the text only. A lesson on a character with two readings gives both.
_GLOSSES = 8
_CHARACTERS = 4
_PER_CHARACTER = 1.3
_BARE = 0.15
_PER_HAN = 0.35
# People gloss what is hard to read, and in Simplified; the converter what it made Traditional.
_TRADITIONAL = 0.8
_CERTAIN = 12
_UNCERTAIN = 20


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding for all glosses of the note."""
    prose = note.prose
    if "(" not in prose:
        return
    found = list(_GLOSS.finditer(prose))
    if len(found) < _GLOSSES:
        return
    readings = {character: _readings(character) for character in {gloss[1] for gloss in found}}
    glosses = [gloss for gloss in found if gloss[2] in readings[gloss[1]]]
    spoken = [(gloss[1], gloss[2]) for gloss in glosses]
    if not _is_conversion(prose, spoken, note.script.han):
        return
    characters = {gloss[1] for gloss in glosses}
    converted = [character for character in characters if simplify(character) != character]
    is_traditional = len(converted) >= _TRADITIONAL * len(characters)
    if len(glosses) < _UNCERTAIN and not is_traditional:
        return
    is_certain = is_traditional and len(glosses) >= _CERTAIN
    first = glosses[0]
    yield Finding(
        Span(*first.span()),
        f"{len(glosses)} characters have their pronunciation behind them, "
        f"as in `{first[1]}{first[0]}`: delete it{'' if is_certain else ' if no person wrote it'}",
        tuple(Edit(*gloss.span(), "") for gloss in glosses),
        safety=None if is_certain else "unsafe",
    )


def _is_conversion(prose: str, glossed: list[tuple[str, str]], han: int) -> bool:
    """Whether a converter may have written these, each a character and how it is spoken."""
    characters = {character for character, _ in glossed}
    occurrences = sum(map(prose.count, characters))
    return (
        len(glossed) >= _GLOSSES
        and len(characters) >= _CHARACTERS
        and len(set(glossed)) == len(characters)
        and len(glossed) >= _PER_CHARACTER * len(characters)
        and occurrences - len(glossed) <= _BARE * occurrences
        and len(glossed) <= _PER_HAN * han
    )


def _readings(character: str) -> Iterable[str]:
    # Half of the time that the package takes to load goes into phrases, and one character is none.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import Style, pinyin

    return pinyin(character, style=Style.TONE, heteronym=True)[0]


RULE = Rule(
    code="TX009",
    name="pinyin-gloss",
    scope="body",
    stage="clipping",
    check=check,
    fix="safe",
    # `**戰(zhàn)**新` is no emphasis before the bracket has gone, and `**戰**新` is.
    reach=("delete", "emphasis"),
)
