"""CL007 lone-number-line: the number of a section, alone on a line of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Span

_NUMBER = re.compile(r"\n[ \t>]*(0?[1-9]|[12][0-9])[ \t]*(?=\r?\n)")
_BEFORE = re.compile(r"(?:[。！？!?…”」』）)\0]|\A)[*_]*\Z")
# The title that the number belongs to.
_TITLE = late(rf"[\s>]*+(?![-*+][ \t]|[|#，。、；：！？）\0])[^\r\n\0]*[{HAN}]")
# Where a number is part of something else.
_OTHERS = ("heading", "table", "list", "html")
_FIRST = ("0", "1", "00", "01")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every number alone on a line that ends one text and begins the next."""
    if note.folded is note.text:
        return
    prose = note.prose
    found = [
        number
        for number in _NUMBER.finditer(prose, note.body_start)
        if _BEFORE.search(prose[note.body_start : number.start()].rstrip(" \t\r\n>")[-4:])
        and _TITLE.match(prose, number.end())
    ]
    if not found or found[0][1] not in _FIRST:
        return
    blocks = [block for block in note.body.blocks if block.kind in _OTHERS]
    for number in found:
        start, end = number.span(1)
        if not any(block.span.start <= start < block.span.end for block in blocks):
            yield Finding(
                Span(start, end),
                f"`{number[1]}` stands alone on its line, as the number of a section does on a "
                "page: make a heading of it and of what follows",
            )


RULE = Rule(
    code="CL007",
    name="lone-number-line",
    scope="body",
    stage="clipping",
    check=check,
)
