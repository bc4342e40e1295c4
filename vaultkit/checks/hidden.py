"""Characters that nobody sees and that are reported wherever they stand, but never changed."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding
from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span

_OVERRIDES = "\u202d\u202e"
BIDI = f"\u202a\u202b\u202c{_OVERRIDES}\u2066\u2067\u2068\u2069"
_BIDI_MARK = late(f"[{BIDI}]")
_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

# Variation selectors and tags: each can stand for a byte of a text that only programs read. Behind
# an emoji or a character there is one, behind the black flag the name of a region.
_SELECTORS = "\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef"
# Two kinds of signs without width can stand for its bits. Pages have rows of one kind.
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_PAYLOAD = late(f"(?P<flag>\U0001f3f4)?[{_WIDTHLESS}{_SELECTORS}]{{4,}}")
_REGION = 8

# What ends a line for some programs only, and what stands for nothing that can be seen.
ODD = "\x85\u180e\u2028\u2029\u3164\ufffc"
# Beside such letters U+0085 is damage of another kind, and U+180E part of the writing.
_ODD = late("(?<![\x80-\xff\u1820-\u18aa])[" + ODD + "](?![\x80-\xff\u1820-\u18aa])")

_IN_NAMES = "\u00ad\u200b\u2060\ufeff"
# Thai and its neighbours write no spaces between words.
_IN_NAME = late(f"(?<![\u0e00-\u109f\u1780-\u17ff])[{_IN_NAMES}]")


def bidi(prose: str) -> Iterator[Finding]:
    """The signs that turn the direction of writing."""
    # Text from right to left needs the others.
    signs = _OVERRIDES if _RIGHT_TO_LEFT.search(prose) else BIDI
    found = [Span(*mark.span()) for mark in _BIDI_MARK.finditer(prose) if mark[0] in signs]
    if found:
        yield _security(
            found[0],
            f"{len(found)} invisible marks such as the {named(found[0].of(prose), 1)} can make "
            "this text show another order than it has, so look at what it really says",
        )


def payload(prose: str) -> list[Span]:
    """The runs of characters that may hide a text."""
    return [
        Span(*run.span())
        for run in _PAYLOAD.finditer(prose)
        if (not run["flag"] or len(run[0]) > _REGION)
        and (run[0][0] not in _WIDTHLESS or len(set(run[0])) > 1)
    ]


def look(prose: str, found: list[Span]) -> Finding:
    """The finding of the runs that may hide a text."""
    count = sum(span.end - span.start for span in found)
    return _security(
        found[0],
        f"{count} invisible characters such as the {named(prose[found[0].end - 1], 1)} stand in "
        "a row and can hide a text that programs read, so look where they come from",
    )


def _security(span: Span, message: str) -> Finding:
    return Finding(span, f"a security finding: {message}", severity="error")


def odd(prose: str) -> Iterator[Finding]:
    """The characters that programs do not agree on."""
    places: dict[str, list[Span]] = {}
    for one in _ODD.finditer(prose):
        places.setdefault(one[0], []).append(Span(*one.span()))
    for sign, spans in places.items():
        does = "nobody sees it and programs do not agree on what it is, so take it out"
        yield Finding(spans[0], f"{named(sign, len(spans))}: {does}")


def in_names(note: Note) -> Iterator[Finding]:
    """Signs without width in properties whose values are names and not text."""
    if not any(map(note.text[: note.body_start].__contains__, _IN_NAMES)):
        return
    # A byte order mark may begin the note.
    for sign in _IN_NAME.finditer(note.text, 1, note.body_start):
        if note.prose[sign.start()] == FILLER:
            does = "nobody sees it and names with it are others than without, so delete it"
            yield Finding(Span(*sign.span()), f"{named(sign[0], 1)}: {does}")


def named(sign: str, count: int) -> str:
    """A character's name and number, and how often it is there."""
    import unicodedata

    name = unicodedata.name(sign, "control character").lower()
    times = "" if count == 1 else f", {count} times"
    return f"{name} (U+{ord(sign):04X}){times}"
