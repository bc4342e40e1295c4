"""Links in tables: which of their pipes a table takes for its own."""

from __future__ import annotations

import re

from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.note.spans import is_covered

_PIPE = re.compile(r"(?<!\\)\|")
# The line under the head of a table.
_RULER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_RULER_PART = re.compile(r"\|[ \t]*:?-")


def is_in_table(note: Note, offset: int) -> bool:
    """Whether an offset lies in a table, where a pipe ends a cell."""
    return is_covered(offset, note.body.tables)


def may_have_tables(note: Note) -> bool:
    """Whether something in the note looks like the line under the head of a table."""
    return "|" in note.folded and _RULER_PART.search(note.text) is not None


def pipes_of_table(note: Note, link: Link) -> list[int]:
    """The pipes of a wikilink or embed that a table takes for its own."""
    if link.display is None or link.is_markdown or link.kind == "property":
        return []
    # A pipe that begins a link is no separator.
    start, end = link.target_span.start + 1, link.span.end - 2
    pipes = [found.start() for found in _PIPE.finditer(note.text, start, end)]
    if pipes and _is_in_code(note, link.span.start):
        return []
    if pipes and (is_in_table(note, link.span.start) or _is_in_head(note, link.span.start)):
        return pipes
    return []


def _is_in_code(note: Note, offset: int) -> bool:
    """Whether a table's pipe may have cut a code span open: backticks stand alone before."""
    start, _ = note.lines.bounds(note.lines.place(offset)[0])
    return note.text.count("`", start, offset) % 2 == 1


def _is_in_head(note: Note, offset: int) -> bool:
    """Whether a line would be the head of a table if its links had no pipes."""
    number, _ = note.lines.place(offset)
    ruler = note.lines.line(number + 1)
    if "|" not in ruler or not _RULER.fullmatch(ruler.strip(" \t>")):
        return False
    start, end = note.lines.bounds(number)
    head = note.text[start:end]
    for link in note.links:
        if start <= link.span.start < end and not link.is_markdown:
            head = head.replace(link.span.of(note.text), "x")
    return _cells(head) == _cells(ruler)


def _cells(line: str) -> int:
    inner = line.strip(" \t>\r\n").removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return len(_PIPE.findall(inner)) + 1
