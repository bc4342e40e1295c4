"""Taking whole lines out of a note."""

from __future__ import annotations

from collections.abc import Sequence

from vaultkit.note.note import Note
from vaultkit.note.spans import Edit


def cut(note: Note, runs: Sequence[tuple[int, int]], are_blocks: bool = True) -> list[Edit]:
    """For each run of lines, from the first to the last, the edit that takes it out.

    Lines are 1-based and of the body; the runs are in order and disjoint. Of blank lines on both
    sides of a run those behind it go too, and with the last run of the note those before it.
    A run that is a block leaves an empty line between two lines of text.
    """
    gone = {number for first, last in runs for number in range(first, last + 1)}
    top, _ = note.lines.place(note.body_start)
    bottom, _ = note.lines.place(len(note.text))
    while bottom >= top and (bottom in gone or _is_blank(note, bottom)):
        bottom -= 1
    edits = []
    # The last line that stays before a run.
    before = 0
    for first, last in runs:
        start, end = note.lines.bounds(first)[0], note.lines.bounds(last)[1]
        if first - 1 not in gone:
            before = first - 1
        is_after_blank = before < top or _is_blank(note, before)
        if first > bottom:
            while first - 1 not in gone and first - 1 > bottom:
                first -= 1
            start = note.lines.bounds(first)[0]
            if last == runs[-1][1]:
                end = len(note.text)
        elif last + 1 not in gone:
            if is_after_blank and _is_blank(note, last + 1):
                while _is_blank(note, last + 1):
                    last += 1
                end = note.lines.bounds(last)[1]
            elif are_blocks and not is_after_blank and not _is_blank(note, last + 1):
                end = note.lines.bounds(last)[0] + len(note.lines.line(last))
        edits.append(Edit(max(start, note.body_start), min(end, len(note.text)), ""))
    return edits


def _is_blank(note: Note, number: int) -> bool:
    return not note.lines.line(number).strip()
