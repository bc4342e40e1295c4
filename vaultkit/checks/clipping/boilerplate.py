"""CL001 boilerplate: lines that belong to the page that a note was clipped from, not to its text.

Each kind is a page in rules/clipping/boilerplate.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vaultkit.checks.pages import Pattern, patterns
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span, is_covered

# The head and the tail of a note, in lines that are not blank.
_PART = 20
# What may stand around the text of a line.
_AROUND = " \t\r\n\u3000\xa0>"
_NOT_TEXT = ("code", "math", "html", "comment", "template")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every run of lines that a pattern knows, with the blank lines that it leaves."""
    text = note.text
    for pattern in patterns("clipping/boilerplate"):
        if not any(sign in text for sign in pattern.has) or _lacks(note, pattern.needs):
            continue
        yield from _found(note, pattern)


def _lacks(note: Note, field: str | None) -> bool:
    if field is None:
        return False
    meanings = zip(note.fields, decide(note), strict=True)
    return not any(meaning.field == field and one.value for one, meaning in meanings)


class _Line(NamedTuple):
    """A line that is not blank: its number, and its text without what stands around it."""

    number: int
    text: str
    span: Span


def _found(note: Note, pattern: Pattern) -> Iterator[Finding]:
    lines = _lines(note)
    not_text = [span for kind, span in note.protected if kind in _NOT_TEXT]
    index = 0
    while index < len(lines):
        if (last := _match(lines, index, pattern)) is None:
            index += 1
            continue
        start, end = lines[index].span.start, lines[last].span.end
        if not is_covered(start, not_text):
            yield Finding(
                Span(start, end),
                f"{pattern.title}: it came along with the page, delete it",
                (_deletion(note, lines[index].number, lines[last].number),),
            )
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


def _match(lines: list[_Line], index: int, pattern: Pattern) -> int | None:
    """The index of the last line of a match that begins at one; None where there is none."""
    most = pattern.lines.pattern.count(r"\n") + 1
    run = "\n".join(line.text for line in lines[index : index + most])
    matched = pattern.lines.match(run)
    if matched is None or not matched[0]:
        return None
    last = index + matched[0].count("\n")
    after = len(lines) - 1 - last
    stands = {"head": index < _PART, "tail": after < _PART, "end": after == 0}
    return last if stands.get(pattern.where, True) else None


def _deletion(note: Note, first: int, last: int) -> Edit:
    """Whole lines; of the blank lines around them, those on one side stay."""
    text, lines = note.text, note.lines
    start, end = max(lines.bounds(first)[0], note.body_start), lines.bounds(last)[1]
    if _is_blank(text[end:]):
        # At the end of the note nothing is left to be parted from.
        before = text[note.body_start : start].rstrip()
        return Edit(note.body_start + len(before), len(text.rstrip()), "")
    if start == note.body_start or _is_blank(lines.line(first - 1)):
        while _is_blank(lines.line(last + 1)):
            last += 1
        end = lines.bounds(last)[1]
    return Edit(start, end, "")


def _is_blank(line: str) -> bool:
    return not line.strip(_AROUND)


RULE = Rule(
    code="CL001",
    name="boilerplate",
    scope="file",
    stage="clipping",
    check=check,
    fix="unsafe",
    reach=("delete",),
)
