"""Taking whole lines out of a note."""

from __future__ import annotations

from collections.abc import Sequence

from vaultkit.note.note import Note
from vaultkit.note.spans import Edit


def cut(note: Note, runs: Sequence[tuple[int, int]]) -> list[Edit]:
    """For each run of lines, from the first to the last, the edit that takes it out.

    Lines are 1-based and of the body; the runs are in order and disjoint. With a run between two
    blank lines the second of them goes; with the last one of the note, the one before it.
    """
    gone = {number for first, last in runs for number in range(first, last + 1)}
    top, _ = note.lines.place(note.body_start)
    bottom, _ = note.lines.place(len(note.text))
    while bottom >= top and (bottom in gone or _is_blank(note, bottom)):
        bottom -= 1
    edits = []
    for first, last in runs:
        start, end = first, last
        before = first - 1
        while before in gone:
            before -= 1
        if first > bottom:
            if first - 1 not in gone and first > top and _is_blank(note, first - 1):
                start -= 1
        elif (before < top or _is_blank(note, before)) and (
            last + 1 not in gone and _is_blank(note, last + 1)
        ):
            end += 1
        from_, to = note.lines.bounds(start)[0], note.lines.bounds(end)[1]
        edits.append(Edit(max(from_, note.body_start), min(to, len(note.text)), ""))
    return edits


def _is_blank(note: Note, number: int) -> bool:
    return not note.lines.line(number).strip()
