"""DT002 impossible-date: a day or a time that there is not."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.dateprops import date_values
from vaultkit.note.dates import Unclear
from vaultkit.note.note import Note


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Values that have the form of a date and are none."""
    for value in date_values(note, options.types):
        reading = value.reading
        if isinstance(reading, Unclear) and reading.kind == "impossible":
            yield Finding(
                value.field.value_span,
                f"`{value.text}` in `{value.field.key}` cannot be right: {reading.reason}",
            )


RULE = Rule(
    code="DT002",
    name="impossible-date",
    scope="matter",
    stage="dates",
    check=check,
    severity="error",
    options=Options,
)
