"""TG005 inline-and-property: a tag that a note has twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.frontmatter import remove
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.properties import Field, Item
from vaultkit.note.spans import Edit
from vaultkit.note.tags import entries

_COMMA = late(r"[ \t]*,[ \t]*")
_ENTRY = late(r"[ \t]*-[ \t]+")
_REST_OF_LINE = late(r"[ \t]*(?:\r\n?|\n)")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Entries of the property that are also tags in the text; only the entry can go."""
    if not note.tags:
        return
    inline = {_folded(tag.name): tag.name for tag in reversed(note.tags)}
    for field, item, _ in entries(note):
        name = inline.get(_folded(item.value)) if isinstance(item.value, str) else None
        if name is None:
            continue
        edit = _cut(note, field, item) if field.items else _gone(note, field)
        yield Finding(
            item.span,
            f"the text has the tag `#{name}` too: one of the two is enough",
            (edit,) if edit else (),
            (field.key,),
        )


def _folded(name: str) -> str:
    """Obsidian takes no heed of case, and of a `/` at the end."""
    return name.casefold().rstrip("/")


def _gone(note: Note, field: Field) -> Edit | None:
    return remove(note.text, note.matter, field) if note.matter else None


def _cut(note: Note, field: Field, item: Item) -> Edit | None:
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


RULE = Rule(
    code="TG005",
    name="inline-and-property",
    scope="file",
    stage="tags",
    check=check,
    fix="unsafe",
    reach=("matter",),
    default=False,
)
