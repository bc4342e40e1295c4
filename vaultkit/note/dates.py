"""Dates as people, web pages and programs write them.

`read` answers only for a whole value of a date property, never for a place in running text, and
gives a `Moment` only where one reading exists: which of two readings is meant, and what day
"yesterday" was, is not in the value. Years are 1000 to 2999 in every spelling but Obsidian's own
(https://help.obsidian.md/properties), which keeps any year that the calendar has.
"""

from __future__ import annotations

import datetime
import re
from typing import Literal, NamedTuple

_WITH_OFFSET = (
    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?"
    "(?:Z|[+-][0-9]{2}:[0-9]{2})"
)


class Moment(NamedTuple):
    """A date that has exactly one reading.

    `time` is None for a date alone. `offset` is None where none was written, zero for `Z`, `UTC`
    and epoch numbers, whole minutes else; it is never set without a time.
    """

    date: datetime.date
    time: datetime.time | None = None
    offset: datetime.timedelta | None = None

    @property
    def is_exact(self) -> bool:
        """Whether `text` says all of it: it leaves out fractions of a second."""
        return self.time is None or self.time.microsecond == 0

    def text(self) -> str:
        """`YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm:ss` with `+08:00` or `Z` where there is an offset."""
        if self.time is None:
            return self.date.isoformat()
        text = f"{self.date.isoformat()}T{self.time.isoformat('seconds')}"
        if self.offset is None:
            return text
        minutes = self.offset // datetime.timedelta(minutes=1)
        if minutes == 0:
            return text + "Z"
        hours, minutes_left = divmod(abs(minutes), 60)
        return f"{text}{'-' if minutes < 0 else '+'}{hours:02}:{minutes_left:02}"

    def local(self, zone: datetime.tzinfo) -> Moment:
        """The same moment as a clock in `zone` shows it; without an offset, itself."""
        if self.time is None or self.offset is None:
            return self
        written = datetime.datetime.combine(self.date, self.time, datetime.timezone(self.offset))
        there = written.astimezone(zone)
        return Moment(there.date(), there.time())


class Unclear(NamedTuple):
    """A date that does not say one day.

    "impossible": no such day, hour or offset, or a weekday that contradicts the date; "partial":
    the year or the day is missing; "relative": it depends on when it was written. `readings` is
    for "ambiguous" alone: each reading as `Moment.text` writes it, sorted. There is only one where
    the century of a short year is all that is not certain. `reason` is for "impossible" alone: a
    clause that says why.
    """

    kind: Literal["impossible", "ambiguous", "partial", "relative"]
    readings: tuple[str, ...] = ()
    reason: str = ""


def canonical(value: str) -> Moment | None:
    """What a value says that is written as Obsidian writes it; None for any other.

    `2024-03-14`, `2024-03-14T15:30` or `2024-03-14T15:30:00`, and the day exists.
    """
    # The standard library knows more forms than these, so their shape is looked at first.
    size = len(value)
    try:
        if size == 10 and value[4] == value[7] == "-":
            return Moment(datetime.date.fromisoformat(value))
        if size in (16, 19) and value[4] + value[7] + value[10] + value[13] == "--T:":
            if value[11:13] == "24" or (size == 19 and value[16] != ":"):
                return None
            there = datetime.datetime.fromisoformat(value)
            return Moment(there.date(), there.time())
    except ValueError:
        pass
    return None


def is_canonical_with_offset(value: str) -> bool:
    """Whether a time is written so but for its offset, and perhaps a fraction of a second."""
    return re.fullmatch(_WITH_OFFSET, value) is not None


def read(value: str) -> Moment | Unclear | None:
    """What the whole of `value` says, or None where it is no date that we know."""
    moment = canonical(value)
    if moment is not None:
        return moment
    # Most notes need no other spelling.
    from vaultkit.note import datereading

    return datereading.read(value)
