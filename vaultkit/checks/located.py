"""Findings as people and programs are told of them: in lines and columns."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec

from vaultkit.checks.rule import Finding, Rule, Safety, Severity
from vaultkit.note.source import Lines
from vaultkit.note.spans import Span


class PlacedEdit(msgspec.Struct, frozen=True):
    """An edit in 1-based lines and columns; the end is exclusive, columns count characters."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(msgspec.Struct, frozen=True):
    """A fix; all of its edits belong together."""

    safety: Safety
    edits: tuple[PlacedEdit, ...]


class Record(msgspec.Struct, frozen=True):
    """A finding in the shape of `lint --output-format json`."""

    path: str
    code: str
    name: str
    severity: Severity
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    fix: Fix | None


class Located(NamedTuple):
    """A finding's record, and the text of the line that it starts on."""

    record: Record
    source: str


def locate(finding: Finding, rule: Rule, lines: Lines) -> Located:
    """A finding of `rule` in the lines of the note that it is about."""
    line, column, end_line, end_column = _place(lines, finding.span)
    fix = None
    safety = finding.safety or rule.fix
    if finding.edits and safety is not None:
        edits = (
            PlacedEdit(finding.path, *_place(lines, Span(edit.start, edit.end)), edit.text)
            for edit in finding.edits
        )
        fix = Fix(safety, tuple(edits))
    record = Record(
        path=finding.path,
        code=finding.code,
        name=rule.name,
        severity=finding.severity or rule.severity,
        message=finding.message,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        fix=fix,
    )
    return Located(record, _line(lines, line))


# A line may have a hundred thousand findings and a megabyte: they share it.
@lru_cache(maxsize=1)
def _line(lines: Lines, number: int) -> str:
    return lines.line(number)


def _place(lines: Lines, span: Span) -> tuple[int, int, int, int]:
    return (*lines.place(span.start), *lines.place(span.end))
