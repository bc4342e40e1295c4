"""Findings for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from vaultkit.checks.located import Located
from vaultkit.note.patterns import late

# How much of a long line is shown around the place.
_BEFORE, _AFTER, _MARKED = 40, 60, 60
# What would move or hide text in a terminal: control and bidi characters, line separators.
_UNPRINTABLE = late("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def print_findings(findings: Sequence[tuple[str, Located]], stream: TextIO) -> None:
    """Print each finding with its line; each comes with its path as it is to be shown."""
    for path, found in findings:
        record = found.record
        head = f"{path}:{record.line}:{record.column}: {record.code} {record.message}"
        print(printable(head), file=stream)
        if found.source and not found.source.isspace():
            print(_excerpt(found), file=stream)


def printable(text: str) -> str:
    """One line of text without what would move or hide it in a terminal."""
    return _UNPRINTABLE.sub(" ", text)


def summary(findings: Sequence[Located], fixed: int, notes: int) -> str:
    """How many findings there are, how many can be fixed, and how."""
    done = f"fixed {count(fixed, 'problem')} in {count(notes, 'note')}; " if fixed else ""
    if not findings:
        return done + ("nothing is left to report" if fixed else "nothing to report")
    fixes = [found.record.fix for found in findings if found.record.fix is not None]
    safe = sum(fix.safety == "safe" for fix in fixes)
    files = len({found.record.path for found in findings})
    text = f"{done}{count(len(findings), 'problem')} in {count(files, 'note')}"
    text += " left" if fixed else ""
    if safe:
        text += f"; {safe:,} can be fixed with --fix"
    if unsafe := len(fixes) - safe:
        text += f"; {unsafe:,} {'more ' if safe else 'can be fixed '}with --fix --unsafe-fixes"
    return text


def count(number: int, noun: str) -> str:
    """A number and what it counts: `1 page`, `2,000 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _excerpt(found: Located) -> str:
    """The line, clipped around the place, and under it a mark as wide as the span."""
    from rich.cells import cell_len

    record, source = found
    start = record.column - 1
    end = record.end_column - 1 if record.end_line == record.line else len(source)
    end = min(max(end, start + 1), start + _MARKED)
    # Only this part is looked at: a line may be a megabyte long, and its findings many.
    first, last = max(0, start - _BEFORE), end + _AFTER
    before, marked, after = (
        printable(source[a:b]) for a, b in ((first, start), (start, end), (end, last))
    )
    before = ("…" if first else "") + before
    shown = before + marked + after + ("…" if last < len(source) else "")
    width = max(1, cell_len(marked))
    return f"    | {shown.rstrip()}\n    | {' ' * cell_len(before)}{'^' * width}"
