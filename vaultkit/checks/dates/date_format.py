"""DT001 date-format: a date that is not written as Obsidian writes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.dateprops import DateValue, date_values
from vaultkit.note.dates import Moment, is_canonical_with_offset
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit

_MIDNIGHT = datetime.time()


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Dates that have one reading; what has none, or several, is for other rules."""
    for value in date_values(note, options.types):
        moment = value.reading
        if not isinstance(moment, Moment):
            continue
        if value.type == "date" and moment.time is not None and moment.offset is None:
            yield _without_time(value, moment)
        elif not value.is_canonical and not is_canonical_with_offset(value.text):
            yield _well_written(value, moment)


def _without_time(value: DateValue, moment: Moment) -> Finding:
    """A time in a property that is a date alone: midnight is what programs write for none."""
    written = moment.date.isoformat()
    message = f"`{value.field.key}` is a date for Obsidian, and this value has a time"
    if moment.time == _MIDNIGHT:
        return _finding(value, f"{message}: write `{written}`", written)
    message = f"{message}: make the property a date and time, or write `{written}`"
    return _finding(value, message, written, is_lossless=False)


def _well_written(value: DateValue, moment: Moment) -> Finding:
    if value.type == "datetime" and moment.time is None:
        moment = moment._replace(time=_MIDNIGHT)
    written = moment.text()
    what = "is a date that Obsidian does not know"
    if moment.offset is not None:
        what = "is a time with an offset, in an unusual spelling"
        if value.text.isdecimal():
            what = "counts the time since 1970"
    return _finding(value, f"`{value.text}` {what}: write `{written}`", written, moment.is_exact)


def _finding(value: DateValue, message: str, written: str, is_lossless: bool = True) -> Finding:
    return Finding(
        value.field.value_span,
        message,
        (Edit(*value.span, written),),
        properties=(value.field.key,),
        safety=None if is_lossless else "unsafe",
    )


RULE = Rule(
    code="DT001",
    name="date-format",
    scope="matter",
    stage="dates",
    check=check,
    fix="safe",
    reach=("matter",),
    options=Options,
)
