"""MD002 final-newline: a file ends with exactly one line end."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.source import BOM
from vaultkit.note.spans import Edit, Span

_BLANK = " \t\r\n"


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """A last line without a line end, or blank lines behind it.

    Blank lines inside code, HTML or front matter that is never closed belong to it and stay. A
    file without any text is left as it is.
    """
    text = note.text
    content = text.rstrip(_BLANK)
    if not content.strip(BOM):
        return
    last_line = text[len(content) :]
    end = len(text) - len(last_line.lstrip(" \t"))
    if end == len(text):
        yield Finding(
            Span(end, end),
            "the last line has no line end: add one",
            (Edit(end, end, note.newline),),
        )
        return
    end += 2 if text.startswith("\r\n", end) else 1
    if end < len(text) and not _is_inside(note, end):
        yield Finding(
            Span(end, len(text)),
            "blank lines at the end of the file: delete them",
            (Edit(end, len(text), ""),),
        )


def _is_inside(note: Note, offset: int) -> bool:
    """Whether something that is not prose goes on at an offset near the end."""
    protected = note.protected
    return offset < note.body_start or bool(protected and offset < protected[-1].span.end)


RULE = Rule(
    code="MD002",
    name="final-newline",
    scope="file",
    stage="structure",
    check=check,
    fix="safe",
    reach=("space",),
)
