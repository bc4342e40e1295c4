"""TX012 full-width-alphanumeric: letters and digits of Chinese width, as in `ＡＢＣ１２３`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import late
from vaultkit.note.script import HAN
from vaultkit.note.spans import Edit, Span

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
_LINE = late(r"[^\r\n]*+")
_OPAQUE = frozenset(("tag", "url", "block id", "field", "html", "template"))


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every run of such letters and digits."""
    prose = note.prose
    for found in _RUN.finditer(prose):
        span = Span(*found.span())
        if (
            _is_apart(note, span)
            and places(note).is_chinese(span.start)
            and not _SPOKEN_OF.search(_line(prose, span.start))
        ):
            new = found[0].translate(_TO_HALF)
            message = f"full-width `{found[0]}`: write `{new}`"
            yield Finding(span, message, (Edit(*span, new),))


def _is_apart(note: Note, run: Span) -> bool:
    """Whether a run stays text when it has become ASCII."""
    prose = note.prose
    start, end = run
    if _BEFORE_NUMBER.search(prose, max(0, start - 2), start) or _BEHIND_NUMBER.match(prose, end):
        return False
    is_long = end - start > 1
    for at in (start - 1, end):
        beside = prose[at : at + 1] if at >= 0 else ""
        if beside == FILLER and _is_opaque(note, at):
            return False
        if beside and not (_BESIDE.match(beside) or (is_long and beside in _BRACKETS)):
            return False
    return True


def _is_opaque(note: Note, offset: int) -> bool:
    return any(kind in _OPAQUE and span.start <= offset < span.end for kind, span in note.protected)


def _line(prose: str, offset: int) -> str:
    start = max(prose.rfind("\n", 0, offset), prose.rfind("\r", 0, offset)) + 1
    line = _LINE.match(prose, start)
    return line[0] if line else ""


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
