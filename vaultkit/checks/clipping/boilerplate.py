"""CL001 boilerplate: lines that belong to the page that a note was clipped from, not to its text.

Each kind is a page in rules/clipping/boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from vaultkit.checks.cutting import cut
from vaultkit.checks.pages import Pattern, patterns
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.spans import Span, is_covered

# The head and the tail of a note, in lines that are not blank.
_PART = 20
# What may stand around the text of a line.
_AROUND = " \t\r\n\u3000\xa0>"
_NOT_TEXT = ("code", "math", "html", "comment", "template")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every run of lines that a pattern knows."""
    text = note.text
    if not _sign().search(text):
        return
    found: list[_Found] = []
    for pattern in patterns("clipping/boilerplate"):
        if any(sign in text for sign in pattern.has) and not _lacks(note, pattern.needs):
            found += _found(note, pattern)
    found = _disjoint(found)
    edits = cut(note, [one.lines for one in found], are_blocks=False)
    for one, edit in zip(found, edits, strict=True):
        message = f"{one.pattern.title}: it came along with the page, delete it"
        yield Finding(one.span, message, (edit,))


@cache
def _sign() -> re.Pattern[str]:
    """One of the texts without which no pattern matches: sought together in a fifth of the time."""
    signs = [sign for pattern in patterns("clipping/boilerplate") for sign in pattern.has]
    return re.compile("|".join(map(re.escape, signs)))


def _lacks(note: Note, field: str | None) -> bool:
    if field is None:
        return False
    meanings = zip(note.fields, decide(note), strict=True)
    return not any(meaning.field == field and one.value for one, meaning in meanings)


def _disjoint(found: list[_Found]) -> list[_Found]:
    """In order; of two that share a line only the one that begins first, or is longer."""
    apart: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.lines[0], -one.lines[1])):
        if not apart or one.lines[0] > apart[-1].lines[1]:
            apart.append(one)
    return apart


class _Line(NamedTuple):
    """A line that is not blank: its number, and its text without what stands around it."""

    number: int
    text: str
    span: Span


class _Found(NamedTuple):
    """What a pattern matches: the span, and the first and the last line."""

    pattern: Pattern
    span: Span
    lines: tuple[int, int]


def _found(note: Note, pattern: Pattern) -> Iterator[_Found]:
    lines = _lines(note)
    run = "\n".join(line.text for line in lines)
    starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
    not_text = [span for kind, span in note.protected if kind in _NOT_TEXT]
    index = 0
    while index < len(lines):
        matched = pattern.lines.match(run, starts[index])
        last = index + matched[0].count("\n") if matched and matched[0] else -1
        if last < 0 or not _counts(pattern, index, len(lines) - 1 - last):
            index += 1
            continue
        span = Span(lines[index].span.start, lines[last].span.end)
        if not is_covered(span.start, not_text):
            yield _Found(pattern, span, (lines[index].number, lines[last].number))
        index = last + 1


def _lines(note: Note) -> list[_Line]:
    found: list[_Line] = []
    number, _ = note.lines.place(note.body_start)
    while True:
        start, end = note.lines.bounds(number)
        if start >= len(note.text):
            return found
        start = max(start, note.body_start)
        line = note.text[start:end]
        if text := line.strip(_AROUND):
            start += line.index(text)
            found.append(_Line(number, text, Span(start, start + len(text))))
        number += 1


def _counts(pattern: Pattern, before: int, after: int) -> bool:
    """Whether a match counts where it is, with so many lines before it and after it."""
    stands = {"head": before < _PART, "tail": after < _PART, "end": after == 0}
    return stands.get(pattern.where, True)


RULE = Rule(
    code="CL001",
    name="boilerplate",
    scope="file",
    stage="clipping",
    check=check,
    fix="unsafe",
    reach=("delete",),
)
