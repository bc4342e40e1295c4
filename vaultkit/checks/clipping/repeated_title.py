"""CL004 repeated-title: a heading that shows the title once more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vaultkit.checks.clips import source
from vaultkit.checks.cutting import cut
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.clippers import host_name
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span
from vaultkit.note.values import is_site

if TYPE_CHECKING:
    from vaultkit.note.markdown import Block

_SEPARATORS = frozenset("|｜丨-–—·_")
_MARKS = "# \t\u3000*`\\"
_MARKUP = re.compile(r"[\s*`\\]+")
# A name behind a title, as pages have it: `灯塔 | 海边`, `Lamp - Harbour`.
_AND_NAME = late(r"(.*\S)[ \t]*(?:[|｜丨]|(?<=[ \t])[-–—·](?=[ \t])|_)[ \t]*([^|｜丨_]{1,30})")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """The headings that say what the title says, but for the highest of them."""
    if len(note.body.headings) < 2:
        return
    title = _title(note)
    if title is None:
        return
    readings = _readings(note, title)
    starts = tuple({reading[:1] for reading in readings})
    shown: list[Block] = []
    deepest = 0
    for block in note.body.headings:
        start = block.span.start
        # Most headings begin otherwise, which is quick to see.
        is_like = note.text[start : start + 20].lstrip(_MARKS).casefold().startswith(starts)
        if not is_like or readings.isdisjoint(_readings(note, _text(note, block))):
            deepest = max(deepest, block.level)
        elif block.level > deepest and _is_own(note, block):
            # Below a section of its own level it is a section too.
            shown.append(block)
    # Three of one level are sections that are called alike.
    levels = Counter(block.level for block in shown)
    shown = [block for block in shown if levels[block.level] < 3]
    if len(shown) < 2:
        return
    shown.remove(min(shown, key=lambda block: block.level))
    for block, edit in zip(shown, cut(note, [_lines(note, one) for one in shown]), strict=True):
        yield Finding(
            Span(block.span.start, block.span.start + len(block.span.of(note.text).rstrip())),
            "this heading repeats the title, which another one shows already: delete it",
            (edit,),
        )


def _title(note: Note) -> str | None:
    """The title by its property; without one, the first heading of the first level."""
    for field, meaning in zip(note.fields, decide(note), strict=True):
        if meaning.field == "title" and isinstance(field.value, str):
            return field.value.strip() or None
    for block in note.body.headings:
        if block.level == 1 and _is_own(note, block):
            return _text(note, block) or None
    return None


def _is_own(note: Note, block: Block) -> bool:
    """Whether a heading stands in no quotation, callout or list."""
    start, _ = note.lines.bounds(note.lines.place(block.span.start)[0])
    return not note.text[max(start, note.body_start) : block.span.start].strip()


def _lines(note: Note, block: Block) -> tuple[int, int]:
    """The first and the last line of a heading."""
    written = block.span.of(note.text).rstrip()
    (first, _), (last, _) = map(
        note.lines.place, (block.span.start, block.span.start + len(written))
    )
    return first, last


def _text(note: Note, block: Block) -> str:
    """What a heading says; empty for one of several lines."""
    written = block.span.of(note.text).strip()
    if written.startswith("#"):
        return written.strip("#").strip()
    lines = written.splitlines()
    return lines[0].strip() if len(lines) == 2 else ""


def _readings(note: Note, title: str) -> set[str]:
    """A title as titles are compared, with the name of its site and without."""
    readings = {_fold(title)}
    if not _SEPARATORS.isdisjoint(title):
        found = _AND_NAME.fullmatch(title.strip())
        if found and _is_site(note, found[2]):
            readings.add(_fold(found[1]))
    return readings


def _is_site(note: Note, name: str) -> bool:
    address = source(note)
    return is_site(name) or "".join(name.casefold().split()) in host_name(address or "")


def _fold(title: str) -> str:
    return _MARKUP.sub("", title).casefold()


RULE = Rule(
    code="CL004",
    name="repeated-title",
    scope="file",
    stage="clipping",
    check=check,
    fix="unsafe",
    reach=("delete",),
)
