"""Choose the edits of one pass, and apply them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from vaultkit.checks.rule import Finding
from vaultkit.note.spans import apply as apply


def choose(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose edits can be made together: where two overlap, the earlier given wins.

    A finding's edits are taken whole or not at all; the others wait for the next pass.
    """
    taken: list[tuple[int, int]] = []
    chosen = []
    for finding in findings:
        spans = [(edit.start, edit.end) for edit in finding.edits]
        if not any(_meets(taken, start, end) for start, end in spans):
            for span in spans:
                insort(taken, span)
            chosen.append(finding)
    return chosen


def _meets(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span overlaps one of the disjoint, sorted spans; two insertions at one place do."""
    index = bisect_left(taken, (start, end))
    for other_start, other_end in taken[max(0, index - 1) : index + 2]:
        if (start < other_end and other_start < end) or start == other_start:
            return True
    return False
