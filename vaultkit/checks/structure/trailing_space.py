"""MD001 trailing-space: white space at the end of a line that does nothing there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span

# Behind a backslash a space is kept: without it the backslash would break the line.
_TRAILING = re.compile(r"(?<![ \t\\])[ \t]++(?=[\r\n]|\Z)")
# A line that holds nothing yet but the marks of quotations, of a list item or of a heading.
_MARKERS = re.compile(
    r"[ \t]*(?:>[ \t]*|(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*"
    r"(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+\[.\])?|#{1,6})"
)


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every line of the body that ends in spaces or tabs, unless they break the line.

    Behind a mark of structure (`>`, `-`, `- [ ]`, `##`) with nothing after it, one is kept.
    """
    prose = note.prose
    if not (" \n" in prose or "\t" in prose or "\r" in prose or prose.endswith(" ")):
        return
    breaks = {span.start for span in note.body.hard_breaks}
    for found in _TRAILING.finditer(prose, note.body_start):
        start, end = found.span()
        if start in breaks:
            continue
        line_start = max(prose.rfind("\n", 0, start) + 1, note.body_start)
        line_start = max(prose.rfind("\r", line_start, start) + 1, line_start)
        before = prose[line_start:start]
        if _MARKERS.fullmatch(before):
            start += 1
        # Without its space this line would open front matter.
        is_first = note.matter is None and line_start == note.body_start
        opens_block = is_first and before == "---"
        if start < end and not opens_block:
            yield Finding(
                Span(start, end),
                "white space at the end of the line does nothing: delete it",
                (Edit(start, end, ""),),
            )


RULE = Rule(
    code="MD001",
    name="trailing-space",
    scope="body",
    stage="structure",
    check=check,
    fix="safe",
    reach=("space",),
)
