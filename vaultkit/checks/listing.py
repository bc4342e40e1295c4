"""What rules do with the entries of a list in front matter."""

from __future__ import annotations

from bisect import bisect_left

from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.properties import Field, Item
from vaultkit.note.spans import Edit

_COMMA = late(r"[ \t]*,[ \t]*")
_ENTRY = late(r"[ \t]*-[ \t]+")
_REST_OF_LINE = late(r"[ \t]*(?:\r\n?|\n)")


def cut(note: Note, field: Field, item: Item) -> Edit | None:
    """The edit that takes an entry out of a list; None where something else stands beside it."""
    text, items = note.text, field.items
    start, end = item.span
    if field.style == "block":
        line, _ = note.lines.bounds(note.lines.place(start)[0])
        rest = _REST_OF_LINE.match(text, end)
        return Edit(line, rest.end(), "") if rest and _ENTRY.fullmatch(text, line, start) else None
    if field.style != "flow":
        return None
    if len(items) == 1:
        return Edit(start, end, "")
    index = bisect_left(items, start, key=lambda one: one.span.start)
    gap = (items[index - 1].span.end, start) if index else (end, items[1].span.start)
    if not _COMMA.fullmatch(text, *gap):
        return None
    return Edit(gap[0], end, "") if index else Edit(start, gap[1], "")
