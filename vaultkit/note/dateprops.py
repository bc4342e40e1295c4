"""The properties of a note that hold dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.note.fields import assigned, holds_date
from vaultkit.note.frontmatter import Field
from vaultkit.note.spans import Span

if TYPE_CHECKING:
    from vaultkit.note.note import Note


class DateValue(NamedTuple):
    """A value of one line in a date property.

    `span` is its place inside the quotes, `text` what stands there, `type` what Obsidian has
    been told that the property is: date, datetime or nothing.
    """

    field: Field
    span: Span
    text: str
    type: str | None


def date_values(note: Note, types: Mapping[str, str]) -> Iterator[DateValue]:
    """The values of date properties; `types` are those of `.obsidian/types.json`, which win."""
    for field in note.fields:
        kind = assigned(types, field.key)
        if kind not in ("date", "datetime") and (kind or not holds_date(field.key)):
            continue
        if field.style not in ("plain", "single", "double") or isinstance(field.value, bool):
            continue
        quote = 0 if field.style == "plain" else 1
        span = Span(field.value_span.start + quote, field.value_span.end - quote)
        yield DateValue(field, span, span.of(note.text), kind)
