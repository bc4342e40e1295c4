"""FM007 field-order: properties in the order of the field table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.fields import table
from vaultkit.note.frontmatter import FrontMatter, indent
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Edit, Span


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding for the block; properties that the table does not know come last, as they are."""
    matter = note.matter
    if matter is None:
        return
    places = _places()
    ranks = [places[meaning.field] for meaning in decide(note)]
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    first = next((index for index, other in enumerate(order) if index != other), None)
    if first is None:
        return
    late, early = matter.fields[order[first]], matter.fields[first]
    parts = _parts(note.text, matter)
    edits: tuple[Edit, ...] = ()
    if parts is not None:
        whole = Span(parts[0].start, parts[-1].end)
        edits = (Edit(*whole, "".join(parts[index].of(note.text) for index in order)),)
    message = f"`{late.key}` comes before `{early.key}` in the order of properties"
    if not edits:
        message += "; what belongs together here is not clear, so move it yourself"
    yield Finding(
        late.key_span,
        message,
        edits,
        properties=tuple(_moved(matter.fields, ranks)),
    )


@cache
def _places() -> dict[str | None, int]:
    """The place of each field in the order; None stands for what is not in the table."""
    return {name: place for place, name in enumerate([*table(), None])}


def _parts(text: str, matter: FrontMatter) -> list[Span] | None:
    """Each property with the comments above it, whole lines; None where they cannot be told apart.

    A blank line may part groups, and what an alias means may depend on what is above it.
    """
    spaces = indent(text, matter)
    if spaces is None or any(_is_tied(text, field) for field in matter.fields):
        return None
    # The line end before the closing fence is that of the last property.
    end = matter.inner.end + (2 if text.startswith("\r\n", matter.inner.end) else 1)
    # Where the lines of each property end, and where the key of the next one begins.
    ends = [matter.inner.start]
    ends += [_rest_of_line(text, field.value_span.end) for field in matter.fields]
    keys = [field.key_span.start - len(spaces) for field in matter.fields] + [end]
    for start, key in zip(ends, keys, strict=True):
        if not all(line.startswith(f"{spaces}#") for line in text[start:key].splitlines()):
            return None
    return [Span(*pair) for pair in pairwise(ends)] if ends[-1] == end else None


def _rest_of_line(text: str, start: int) -> int:
    """Where the next line starts."""
    found = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)").match(text, start)
    return found.end() if found else start


def _is_tied(text: str, field: Field) -> bool:
    return field.style == "other" or (
        field.style in ("flow", "block") and "&" in field.value_span.of(text)
    )


def _moved(fields: Sequence[Field], ranks: Sequence[int]) -> Iterator[str]:
    """The properties that are not in the longest row of those that are in order already."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, rank in enumerate(ranks):
        at = bisect_left(tails, rank + 1)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [rank]
        ends[at : at + 1] = [index]
    index, kept = ends[-1], set()
    while index >= 0:
        kept.add(index)
        index = before[index]
    return (field.key for index, field in enumerate(fields) if index not in kept)


RULE = Rule(
    code="FM007",
    name="field-order",
    scope="matter",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
    default=False,
)
