"""The properties of a note that hold dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.note.dates import Moment, Unclear, canonical, read
from vaultkit.note.fields import assigned, holds_date
from vaultkit.note.properties import Field
from vaultkit.note.spans import Span

if TYPE_CHECKING:
    from vaultkit.note.note import Note


class DateValue(NamedTuple):
    """A value of one line in a date property.

    `at` is the position of `field` among the note's. `span` is the value's place inside the quotes,
    `text` what stands there and `reading` what that says; `is_canonical`: it is written as
    Obsidian writes it. `type` is what Obsidian has been told that the property is: date, datetime
    or nothing.
    """

    at: int
    field: Field
    span: Span
    text: str
    type: str | None
    reading: Moment | Unclear | None
    is_canonical: bool


def date_values(note: Note, types: Mapping[str, str]) -> tuple[DateValue, ...]:
    """The values of date properties; `types` are those of `.obsidian/types.json`, which win."""
    latest = _latest(note)
    for known, values in latest:
        if known == types:
            return values
    values = tuple(_found(note, types))
    latest.append((types, values))
    return values


@lru_cache(maxsize=1)
def _latest(note: Note) -> list[tuple[Mapping[str, str], tuple[DateValue, ...]]]:
    """What was found in the latest note: every rule about dates asks for the same."""
    return []


def _found(note: Note, types: Mapping[str, str]) -> Iterator[DateValue]:
    for at, field in enumerate(note.fields):
        kind = assigned(types, field.key) if types else None
        if kind not in ("date", "datetime") and (kind or not holds_date(field.key)):
            continue
        if field.style not in ("plain", "single", "double") or isinstance(field.value, bool):
            continue
        span = field.value_span
        if field.style != "plain":
            span = Span(span.start + 1, span.end - 1)
        text = span.of(note.text)
        moment = canonical(text)
        reading = read(text) if moment is None else moment
        yield DateValue(at, field, span, text, kind, reading, moment is not None)
