"""CL004 repeated-title: a heading that shows the title once more."""

from __future__ import annotations

import re
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

_MARKUP = re.compile(r"[\s*`\\]+")
# A name behind a title, as pages have it: `灯塔 | 海边`, `Lamp - Harbour`.
_AND_NAME = late(r"(.*\S)[ \t]*(?:[|｜丨]|(?<=[ \t])[-–—·](?=[ \t])|_)[ \t]*([^|｜丨_]{1,30})")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """The headings that say what the title says, but for the highest of them."""
    if len(note.body.headings) < 2:
        return
    headings = [(block, text) for block in _own(note) if (text := _text(note, block))]
    title = _title(note, headings) if len(headings) > 1 else None
    if title is None:
        return
    readings = _readings(note, title)
    shown: list[Block] = []
    deepest = 0
    for block, text in headings:
        if readings.isdisjoint(_readings(note, text)):
            deepest = max(deepest, block.level)
        elif block.level > deepest:
            # Below a section of its own level it is a section too.
            shown.append(block)
    if len(shown) < 2:
        return
    shown.remove(min(shown, key=lambda block: block.level))
    lines = [_lines(note, block) for block in shown]
    for block, edit in zip(shown, cut(note, lines), strict=True):
        yield Finding(
            Span(block.span.start, block.span.start + len(block.span.of(note.text).rstrip())),
            "this heading repeats the title, which another one shows already: delete it",
            (edit,),
        )


def _title(note: Note, headings: list[tuple[Block, str]]) -> str | None:
    """The title by its property; without one, the first heading of the first level."""
    for field, meaning in zip(note.fields, decide(note), strict=True):
        if meaning.field == "title" and isinstance(field.value, str):
            return field.value
    return next((text for block, text in headings if block.level == 1), None)


def _own(note: Note) -> Iterator[Block]:
    """The headings that stand in no quotation, callout or list."""
    for block in note.body.headings:
        start, _ = note.lines.bounds(note.lines.place(block.span.start)[0])
        if not note.text[max(start, note.body_start) : block.span.start].strip():
            yield block


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
    if (found := _AND_NAME.fullmatch(title.strip())) and _is_site(note, found[2]):
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
