"""What the rules about script go by: a note's Chinese, the characters of the other script in it,
and what becomes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import late
from vaultkit.note.script import HAN, Config, changes, classify, convert, foreign
from vaultkit.note.sentences import Sentences, has_kana
from vaultkit.note.spans import Span, is_covered

# The value of an option named `script`: what the vault is to be in.
Target = Literal["keep", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]

_RUN = late(f"[{HAN}]+")
_TO_TRADITIONAL: dict[Target, Config] = {"zh-Hant-TW": "s2tw", "zh-Hant-HK": "s2hk"}
# So many different characters of the other script are more than a quoted name.
DIFFERENT = 4


class Chinese(msgspec.Struct, frozen=True):
    """A note's Chinese.

    `prose` is the note's mask without the sentences that hold kana, the ends of URLs and the
    names to keep. `main` is the script that most of it is in, `strays` the offsets of characters
    of the other one: empty where those are no more than a name. `is_mixed` says that there are so
    many of them that nothing can be said of the note as a whole.
    """

    prose: str
    main: Literal["zh-Hans", "zh-Hant"]
    strays: tuple[int, ...]
    is_mixed: bool


def read(note: Note, keep: tuple[str, ...] = ()) -> Chinese | None:
    """The note's Chinese; None for a Japanese note, and where too little tells the script.

    `keep` are the names and terms that stay as they are written.
    """
    script = note.script
    if script.kind in ("ja", "none"):
        return None
    shown = _without_url_ends(note)
    prose = without(shown, keep)
    has_japanese = script.traditional and has_kana(prose)
    if has_japanese:
        prose = Sentences(prose, note.body_start).without_japanese()
    if has_japanese or prose != shown:
        script = classify(prose)
        if script.kind in ("ja", "none"):
            return None
    main: Literal["zh-Hans", "zh-Hant"] = "zh-Hans"
    if script.traditional > script.simplified:
        main = "zh-Hant"
    strays: tuple[int, ...] = ()
    if min(script.traditional, script.simplified) >= DIFFERENT:
        strays = tuple(foreign(prose, main))
        if len({prose[offset] for offset in strays}) < DIFFERENT:
            strays = ()
    return Chinese(prose, main, strays, script.kind == "mixed" and bool(strays))


def without(text: str, names: tuple[str, ...]) -> str:
    """The text with a FILLER for every character of the names."""
    return _any_of(names).sub(lambda found: FILLER * len(found[0]), text) if names else text


def phrases(prose: str, offsets: Iterable[int]) -> list[Span]:
    """The runs of Han characters that have one of the offsets in them; these are in order."""
    found: list[Span] = []
    runs = _RUN.finditer(prose)
    for offset in offsets:
        if not found or offset >= found[-1].end:
            run = next(run for run in runs if offset < run.end())
            found.append(Span(*run.span()))
    return found


def to_traditional(prose: str, target: Target) -> Iterator[tuple[int, str]]:
    """Offset and new character of what a conversion to a Traditional region changes.

    Only what a conversion back undoes: 想象 does not become 想像. In a phrase that is partly
    Traditional, only the Simplified characters. Nothing where the target is no such region.
    """
    config = _TO_TRADITIONAL.get(target)
    if config is None:
        return
    before = _simplified(prose)
    after = _simplified(convert(prose, config))
    simplified = set(foreign(prose, "zh-Hant"))
    partly = phrases(prose, foreign(prose, "zh-Hans"))
    for at, new in changes(prose, config):
        if before[at] == after[at] and (at in simplified or not is_covered(at, partly)):
            yield at, new


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def _simplified(text: str) -> str:
    # 著 is 着 in Simplified after a verb only: either way it is the same character.
    return convert(text, "t2s").replace("著", "着")


def _without_url_ends(note: Note) -> str:
    """The mask without the Chinese in paths and queries (`https://example.com/燈塔`): everywhere
    else a bare URL ends before the first Han character.
    """
    prose = note.prose
    parts: list[str] = []
    at = 0
    for kind, (_, end) in note.protected:
        if kind == "url" and note.text[end - 1] in "/=" and (name := _RUN.match(prose, end)):
            parts += (prose[at:end], FILLER * len(name[0]))
            at = name.end()
    return "".join([*parts, prose[at:]]) if parts else prose
