"""TX003 repeated-punctuation: a mark written several times, as in `！！！` and `，，`."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Edit, Span

_STOPS = "，。、；：！？"
_RUN = late(f"[{_STOPS}][{_STOPS}]+")
# A run that stands alone says something by itself: `（？？？）`.
_BEFORE = late(rf"[{HAN}A-Za-z0-9”’」』》〉】）…*_~=%℃\])]")
_PAIRS = ("？！", "！？")
# `我：？？？` is all that was said.
_SPEECH = ("：？", "：！")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every run of stops behind text; one of different stops has no fix."""
    prose = note.prose
    for found in _RUN.finditer(prose):
        span, run = Span(*found.span()), found[0]
        # `。。。` is an ellipsis, which another rule writes.
        if (
            run in _PAIRS
            or run[:2] in _SPEECH
            or "。。。" in run
            or not _BEFORE.match(prose, max(0, span.start - 1))
        ):
            continue
        where = places(note)
        if where.language(span.start - 1) not in ("chinese", "other") or where.is_apart(span.start):
            continue
        if run == run[0] * len(run):
            message = f"`{run}` repeats itself: write `{run[0]}`"
            yield Finding(span, message, (Edit(span.start + 1, span.end, ""),))
        else:
            yield Finding(span, f"`{run}` is several marks in a row: keep the one that is meant")


RULE = Rule(
    code="TX003",
    name="repeated-punctuation",
    scope="body",
    stage="text",
    check=check,
    fix="unsafe",
    reach=("delete",),
    default=False,
)
