"""CL006 empty-template-section: what a template asked for and nobody filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultkit.checks.cutting import cut
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span

# `-`, `- [ ]`, `2.`, `- Q1:`; what stands before the colon is no sentence.
_EMPTY_ITEM = late(
    r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+\[ \])?"
    r"(?:[ \t]+[^\s:：。，,.\[\]<>{}|`][^:：。，,.\[\]<>{}|`]{0,19}[:：])?[ \t]*"
)
# An item that has not even a name.
_PLACE = late(r"[ \t]*[-*+0-9][^:：]*")
# A heading that is a sentence, or is as long as one, says something by itself.
_SENTENCE = late(r"[：，。；？！:,.;?!][^#]|.{25}")
_TEMPLATE = ("<%", "{{")
# So many lists without a word behind their names are a form.
_FORM = 2


class _Part(NamedTuple):
    """Lines from the first to the last: a heading, a list of nothing, or text.

    `level` is 0 for what is no heading. `is_empty` tells of a heading that it is only a name.
    `is_place` tells of a list that an item of it has not even a name.
    """

    first: int
    last: int
    level: int = 0
    is_empty: bool = False
    is_place: bool = False


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Lists whose items hold nothing, with the heading that has nothing else below it.

    In a note that holds nothing else, and in a template, they are yet to be filled in. A single
    list of names may be what its heading speaks of, and a heading by itself an outline.
    """
    if any(sign in note.folded for sign in _TEMPLATE):
        return
    parts = list(_parts(note))
    if all(part.level or part.is_empty for part in parts):
        return
    found = list(_empty(parts))
    lists = [part for run in found for part in run if not part.level]
    if len(lists) < _FORM and not any(part.is_place for part in lists):
        return
    edits = cut(note, [(run[0].first, run[-1].last) for run in found])
    for (part, *_), edit in zip(found, edits, strict=True):
        start, _ = note.lines.bounds(part.first)
        end = note.lines.bounds(part.last)[0] + len(note.lines.line(part.last).rstrip())
        what = "below this heading is nothing" if part.level else "this list holds nothing"
        yield Finding(
            Span(max(start, note.body_start), end), f"{what}: fill it in or delete it", (edit,)
        )


def _parts(note: Note) -> Iterator[_Part]:
    known: dict[int, _Part] = {}
    end = 0
    for block in note.body.blocks:
        if block.span.start < end:
            continue
        end = block.span.end
        if block.kind not in ("heading", "list"):
            continue
        written = block.span.of(note.text).rstrip(" \t\r\n")
        first, _ = note.lines.place(block.span.start)
        last, _ = note.lines.place(block.span.start + len(written))
        if block.level:
            # What is underlined is often text above the dash of a list.
            if written.startswith("#"):
                name = written.strip("# \t")
                known[first] = _Part(first, last, block.level, not _SENTENCE.search(name))
        elif all(_EMPTY_ITEM.fullmatch(line) for line in written.splitlines() if line.strip()):
            is_place = any(_PLACE.fullmatch(line) for line in written.splitlines())
            known[first] = _Part(first, last, is_empty=True, is_place=is_place)
    number, _ = note.lines.place(note.body_start)
    bottom, _ = note.lines.place(len(note.text))
    while number <= bottom:
        part = known.get(number, _Part(number, number))
        if number in known or note.lines.line(number).strip():
            yield part
        number = part.last + 1


def _empty(parts: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    """The runs that hold nothing: a section with lists and all below it, or a list.

    A heading of the first level is a title, or a comment of a script that was pasted.
    """
    index = 0
    while index < len(parts):
        part, end = parts[index], index + 1
        if part.level > 1:
            while end < len(parts) and not 0 < parts[end].level <= part.level:
                end += 1
            run = parts[index:end]
            if not all(below.is_empty for below in run):
                end = index + 1
            elif not all(below.level for below in run):
                yield run
        elif part.is_empty and not part.level and (end == len(parts) or parts[end].level):
            # Text right behind a list may be what its last item was to hold.
            yield parts[index:end]
        index = end


RULE = Rule(
    code="CL006",
    name="empty-template-section",
    scope="file",
    stage="clipping",
    check=check,
    fix="unsafe",
    reach=("delete",),
    default=False,
)
