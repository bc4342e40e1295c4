"""TX012 full-width-alphanumeric: letters and digits of Chinese width, as in `ＡＢＣ１２３`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Edit, Span, is_covered

_WIDE = "０-９Ａ-Ｚａ-ｚ"
_MARKS = {
    chr(code): chr(code - 0xFEE0)
    for code in range(ord("０"), ord("ｚ") + 1)
    if chr(code - 0xFEE0).isalnum()
}
_TO_HALF = str.maketrans(_MARKS)
_RUN = re.compile(f"[{_WIDE}]+")
# What may stand beside a run. Beside other signs of ASCII it could become a tag, a block id, a
# task, the mark of a list; and `３．１４` or `１，０００` would be half changed.
_BESIDE = late(rf"[{HAN}A-Za-z0-9\s\0“”‘’「」『』《》〈〉【】（）…—·，、。：；！？～％＋*,!;]")
_BRACKETS = "[]()"
_BEFORE_NUMBER = late(r"[0-9０-９][，．：]\Z")
_BEHIND_NUMBER = late(r"[，．：][0-9０-９]")
# A sentence about widths shows them.
_SPOKEN_OF = late("[全半][角形宽寬]")
_OPAQUE = frozenset(("tag", "url", "block id", "field", "html", "template"))


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every run of such letters and digits."""
    prose = note.prose
    spoken_of: dict[int, bool] = {}
    for found in _RUN.finditer(prose):
        span = Span(*found.span())
        if (
            _is_apart(note, span)
            and places(note).is_chinese(span.start)
            and not _is_spoken_of(note, span, spoken_of)
        ):
            new = found[0].translate(_TO_HALF)
            message = f"full-width `{found[0]}`: write `{new}`"
            yield Finding(span, message, (Edit(*span, new),))


def _is_apart(note: Note, run: Span) -> bool:
    """Whether a run stays text when it has become ASCII."""
    prose = note.prose
    start, end = run
    if prose[start].isdigit() and _BEFORE_NUMBER.search(prose, max(0, start - 2), start):
        return False
    if prose[end - 1].isdigit() and _BEHIND_NUMBER.match(prose, end):
        return False
    is_long = end - start > 1
    for at in (start - 1, end):
        beside = prose[at : at + 1] if at >= 0 else ""
        if beside == FILLER and is_covered(at, _opaque(note)):
            return False
        if beside and not (_BESIDE.match(beside) or (is_long and beside in _BRACKETS)):
            return False
    return True


@lru_cache(maxsize=1)
def _opaque(note: Note) -> list[Span]:
    return [span for kind, span in note.protected if kind in _OPAQUE]


def _is_spoken_of(note: Note, run: Span, known: dict[int, bool]) -> bool:
    """Whether widths are what the line of a run is about; each line is looked at once."""
    number, _ = note.lines.place(run.start)
    if number not in known:
        start, end = note.lines.bounds(number)
        known[number] = _SPOKEN_OF.search(note.prose, start, end) is not None
    return known[number]


RULE = Rule(
    code="TX012",
    name="full-width-alphanumeric",
    scope="body",
    stage="text",
    check=check,
    fix="safe",
    reach=("width",),
    marks=_MARKS,
    default=False,
)
