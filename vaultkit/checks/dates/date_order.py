"""DT005 date-order: dates of one note that contradict each other, or lie in the future."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.dateprops import date_values
from vaultkit.note.dates import Moment
from vaultkit.note.fields import meanings
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.properties import Field

_NONE = datetime.timedelta()
_DAY = datetime.timedelta(days=1)
# What has happened cannot be later than today, which is tomorrow already in other time zones.
# A post may wait for its day, but hardly for more than a year.
_AHEAD = {
    "created": (_DAY, "is in the future"),
    "saved": (_DAY, "is in the future"),
    "updated": (_DAY, "is in the future"),
    "read": (_DAY, "is in the future"),
    "published": (366 * _DAY, "is more than a year ahead"),
}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


class _Date(NamedTuple):
    """A date that has one reading, and its property."""

    field: Field
    moment: Moment

    def __str__(self) -> str:
        return f"`{self.field.key}` ({self.moment.date})"


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Days that cannot be so in any time zone.

    `published` and `created` are not compared: a clip is made after its page is published, the
    draft of a post before.
    """
    dates = _by_meaning(note, options)
    if not dates:
        return
    today = datetime.date.today()
    for meaning, date in list(dates.items()):
        if date.moment.date > today:
            ahead, what = _AHEAD[meaning]
            if date.moment.date > today + ahead:
                yield Finding(date.field.value_span, f"{date} {what}")
                del dates[meaning]
    created, updated = dates.get("created"), dates.get("updated")
    if created and updated and _is_before(updated, created, _NONE) and not _is_clip(note):
        yield _contradiction(updated, "before", created)
    published, saved = dates.get("published"), dates.get("saved")
    # The page has a clock of its own.
    if published and saved and _is_before(saved, published, _DAY):
        yield _contradiction(published, "after", saved)


def _by_meaning(note: Note, options: Options) -> dict[str, _Date]:
    """The first date of each meaning that has one reading."""
    found: dict[str, _Date] = {}
    meant = decide(note)
    for value in date_values(note, options.types):
        if isinstance(value.reading, Moment):
            meaning = meant[value.at].field
            if meaning in _AHEAD:
                found.setdefault(meaning, _Date(value.field, value.reading))
    return found


def _is_clip(note: Note) -> bool:
    """Whether one date may be about the page and another one about the note."""
    return any(field.value and "source" in meanings(field.key) for field in note.fields)


def _is_before(one: _Date, other: _Date, unsure: datetime.timedelta) -> bool:
    """Whether a day is before another one; `unsure` is how far their clocks may be apart.

    Where both time zones are written they are not apart, where one is they may be by a day.
    """
    first, second = one.moment, other.moment
    if first.offset is not None and second.offset is not None:
        return first.local(datetime.timezone(second.offset)).date < second.date
    if first.offset != second.offset:
        unsure = _DAY
    return first.date + unsure < second.date


def _contradiction(date: _Date, how: str, other: _Date) -> Finding:
    return Finding(date.field.value_span, f"{date} is {how} {other}: one of them is wrong")


RULE = Rule(
    code="DT005",
    name="date-order",
    scope="matter",
    stage="dates",
    check=check,
    options=Options,
)
