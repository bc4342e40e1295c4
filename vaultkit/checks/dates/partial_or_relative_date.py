"""DT004 partial-or-relative-date: a value that does not say the year or the day."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.dateprops import DateValue, date_values
from vaultkit.note.dates import Unclear
from vaultkit.note.fields import certain, loose_key
from vaultkit.note.meaning import ANY_DATE
from vaultkit.note.note import Note
from vaultkit.note.values import fold, words

_SURE = ("published", "created", "updated", "saved")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Parts of dates, and words that mean another day tomorrow."""
    for value in date_values(note, options.types):
        reading = value.reading
        if reading is None and certain(value.field.key) in _SURE and _says_something(value.text):
            message = f"`{value.text}` is no date: write year, month and day"
            yield Finding(value.field.value_span, message)
        if not isinstance(reading, Unclear) or not _is_date(value):
            continue
        if reading.kind == "partial":
            message = f"`{value.text}` is only a part of a date: write year, month and day"
            yield Finding(value.field.value_span, message)
        elif reading.kind == "relative":
            message = f"`{value.text}` alone says no day: write the date that is meant"
            yield Finding(value.field.value_span, message)


def _says_something(text: str) -> bool:
    """Whether a text is words or one number, which may be no date of any calendar.

    Years are meant, as links and templates are, and `N/A` is for FM016.
    """
    table = words()
    if not text.strip() or fold(text) in table.failed | table.absent:
        return False
    is_number = text.isdecimal() and len(text) != 4
    is_words = text.isascii() and not any(map(str.isdecimal, text))
    return is_number or (is_words and not any(mark in text for mark in ("{{", "<%", "[[")))


def _is_date(value: DateValue) -> bool:
    """Whether the property is surely one: `时间: 周四` and `update: Monday` are timetables."""
    key = value.field.key
    return value.type is not None or certain(key) is not None or loose_key(key) in ANY_DATE


RULE = Rule(
    code="DT004",
    name="partial-or-relative-date",
    scope="matter",
    stage="dates",
    check=check,
    options=Options,
)
