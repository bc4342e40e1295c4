"""What the rules about script go by: a note's Chinese, and the characters of the other script."""

from __future__ import annotations

from typing import Literal

import msgspec

from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import late
from vaultkit.note.script import HAN, classify, foreign
from vaultkit.note.sentences import Sentences, has_kana

# The value of an option named `script`: what the vault is to be in.
Target = Literal["keep", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]

_NAME = late(f"[{HAN}]+")
# So many different characters of the other script are more than a quoted name.
DIFFERENT = 4


class Chinese(msgspec.Struct, frozen=True):
    """A note's Chinese.

    `prose` is the note's mask without the sentences that hold kana and the ends of URLs. `main`
    is the script that most of it is in, `strays` the offsets of characters of the other one:
    empty where those are no more than a name. `is_mixed` says that neither script makes up 98 %
    of what tells them apart, so that nothing can be said of the note as a whole.
    """

    prose: str
    main: Literal["zh-Hans", "zh-Hant"]
    strays: tuple[int, ...]
    is_mixed: bool


def read(note: Note) -> Chinese | None:
    """The note's Chinese; None for a Japanese note, and where too little tells the script."""
    script = note.script
    if script.kind in ("ja", "none"):
        return None
    prose = _without_url_ends(note)
    if script.traditional and has_kana(prose):
        prose = Sentences(prose, note.body_start).without_japanese()
        script = classify(prose)
        if script.kind == "none":
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


def _without_url_ends(note: Note) -> str:
    """The mask without the Chinese in paths and queries (`https://example.com/燈塔`): everywhere
    else a bare URL ends before the first Han character.
    """
    prose = note.prose
    parts: list[str] = []
    at = 0
    for kind, (_, end) in note.protected:
        if kind == "url" and note.text[end - 1] in "/=" and (name := _NAME.match(prose, end)):
            parts += (prose[at:end], FILLER * len(name[0]))
            at = name.end()
    return "".join([*parts, prose[at:]]) if parts else prose
