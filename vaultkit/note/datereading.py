"""What a date in any spelling comes to, by the calendar."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from typing import NamedTuple

from vaultkit.note.dates import Moment, Unclear
from vaultkit.note.datespellings import LONGEST, Spelling, match, plain
from vaultkit.note.patterns import late

_YEAR_BEFORE_ERA = {"中": 1911, "民": 1911, "令": 2018, "平": 1988, "昭": 1925, "公": 0, "西": 0}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SECONDS = late("[1-9][0-9]{8,12}")
_NUMERAL = late("(?:([1-9]?)百)?0?(?:([1-9]?)十)?([0-9])?")
_UTC = datetime.timedelta(0)
_EPOCH = datetime.datetime(1970, 1, 1)
_FARTHEST = datetime.timedelta(hours=14)


class _ImpossibleError(Exception):
    """No such day or time, with a clause that says why."""


class _Day(NamedTuple):
    """Year, month and day as one spelling may mean them.

    `order` is for three bare numbers: dmy, mdy or ymd.
    """

    year: int
    month: int
    day: int
    order: str | None = None


def read(value: str) -> Moment | Unclear | None:
    """As dates.read, for a value that is not in Obsidian's own spelling."""
    if len(value) > LONGEST:
        return None
    text = plain(value)
    epoch = _epoch(text)
    if epoch is not None:
        return epoch
    spelling = match(text)
    if isinstance(spelling, Spelling):
        return _settled(spelling)
    return Unclear(spelling) if spelling else None


def orders(value: str) -> dict[str, str]:
    """The orders that a date of three bare numbers can be in, each with its reading.

    Orders are dmy, mdy and ymd; readings are as `Moment.text` writes them. Empty for any other
    spelling, and where the time of day is not certain either.
    """
    spelling = match(plain(value)) if len(value) <= LONGEST else None
    if not isinstance(spelling, Spelling):
        return {}
    try:
        found = list(_readings(spelling, _days(spelling)[0]))
    except _ImpossibleError:
        return {}
    by_order = {order: moment.text() for order, moment in found if order}
    return by_order if len(by_order) == len(found) else {}


def _epoch(text: str) -> Moment | Unclear | None:
    """Seconds or milliseconds since 1970, for days from October 1999 to December 2099."""
    if not _SECONDS.fullmatch(text):
        return None
    number, thousandths = int(text), 0
    if 940_000_000_000 <= number <= 4_100_000_000_000:
        number, thousandths = divmod(number, 1000)
    if not 940_000_000 <= number <= 4_100_000_000:
        return None
    there = _EPOCH + datetime.timedelta(seconds=number, milliseconds=thousandths)
    moment = Moment(there.date(), there.time(), _UTC)
    if text[:2] not in ("19", "20") or len(text) == 9:
        return moment
    try:  # 2024031415 is 2034 in seconds, and 15 o'clock as a stamp of year, month, day and hour
        stamp = datetime.datetime(int(text[:4]), int(text[4:6]), int(text[6:8]), int(text[8:10]))
    except ValueError:
        return moment
    if len(text) > 10:
        return None  # rather a stamp that has lost a digit than a millisecond of 2034
    return Unclear("ambiguous", (stamp.isoformat(), moment.text()))


def _settled(spelling: Spelling) -> Moment | Unclear | None:
    if _is_span(spelling):
        return None
    try:
        days, is_certain = _days(spelling)
        moments = {moment for _, moment in _readings(spelling, days)}
    except _ImpossibleError as error:
        return Unclear("impossible", reason=str(error))
    if is_certain and len(moments) == 1:
        return moments.pop()
    if moments:
        return Unclear("ambiguous", tuple(sorted(moment.text() for moment in moments)))
    if not is_certain or not all(1000 <= day.year <= 2999 for day in days):
        return None
    return Unclear("impossible", reason=_why_not(days, spelling.weekdays))


def _readings(spelling: Spelling, days: list[_Day]) -> Iterator[tuple[str | None, Moment]]:
    """Each day that there is, at each time that is meant. Raises _ImpossibleError for the time."""
    clocks = _clocks(spelling)
    offset = _offset(spelling)
    for day in days:
        date = _date(day)
        if date is None or spelling.weekdays - {date.weekday()}:
            continue
        for time, days_later in clocks:
            yield day.order, Moment(date + datetime.timedelta(days=days_later), time, offset)


def _days(spelling: Spelling) -> tuple[list[_Day], bool]:
    """The days that the numbers may mean, there or not; False where the year is short."""
    part = spelling.date.groupdict()
    if "a" in part:
        return _in_any_order(part["a"], part["b"], part["c"], part["mark"])
    year, month, day = _number(part["y"]), _number(part["m"]), _number(part["d"])
    if part.get("era"):
        if year == 0:
            raise _ImpossibleError("an era begins with year 1")
        return [_Day(_YEAR_BEFORE_ERA[part["era"][0]] + year, month, day)], True
    if year >= 1000:
        return [_Day(year, month, day)], True
    if 100 <= year < 200:
        return [_Day(_YEAR_BEFORE_ERA["民"] + year, month, day)], False
    if len(part["y"]) == 1 or year >= 100:
        return [], False
    days = [_Day(_in_century(year), month, day)]
    if "han" in part:
        days.append(_Day(_YEAR_BEFORE_ERA["民"] + year, month, day))
    elif len(part["d"]) == 2 and spelling.date.start("d") < spelling.date.start("m"):
        days.append(_Day(_in_century(day), month, year))
    return days, False


def _in_any_order(a: str, b: str, c: str, mark: str) -> tuple[list[_Day], bool]:
    first, second, third = int(a), int(b), int(c)
    if len(c) == 4:
        return [_Day(third, second, first, "dmy"), _Day(third, first, second, "mdy")], True
    if mark == "." and not len(a) == len(b) == len(c) == 2:
        return [], False  # a version: 22.4.1
    days = []
    if len(a) == 2:
        days.append(_Day(_in_century(first), second, third, "ymd"))
    if len(c) == 2:
        year = _in_century(third)
        days += [_Day(year, second, first, "dmy"), _Day(year, first, second, "mdy")]
    return days, False


def _in_century(year: int) -> int:
    return year + (2000 if year < 69 else 1900)  # POSIX strptime's %y


def _date(day: _Day) -> datetime.date | None:
    try:
        return datetime.date(day.year, day.month, day.day) if 1000 <= day.year <= 2999 else None
    except ValueError:
        return None


def _why_not(days: list[_Day], weekdays: frozenset[int]) -> str:
    """Why none of these days is one; of several, the likeliest is spoken of."""
    for day in days:
        if date := _date(day):
            return f"{date} is a {_WEEKDAYS[date.weekday()]}"
    year, month, day_of_month, _ = next((day for day in days if 1 <= day.month <= 12), days[0])
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if not 1 <= day_of_month <= 31:
        return f"there is no day {day_of_month}"
    return f"{year}-{month:02} has {calendar.monthrange(year, month)[1]} days"


def _number(text: str) -> int:
    if text == "元":
        return 1
    if text.isdecimal():
        return int(text)
    found = _NUMERAL.fullmatch(text)
    if found is None:
        raise _ImpossibleError("its numerals are not one number")
    hundreds, tens, ones = (0 if part is None else int(part or 1) for part in found.groups())
    return 100 * hundreds + 10 * tens + ones


def _clocks(spelling: Spelling) -> list[tuple[datetime.time | None, int]]:
    """Each time of day that is meant, with the days to go on."""
    rest = spelling.rest
    hour = rest["h1"] or rest["h2"] or rest["h3"] or rest["h4"]
    minute = rest["m1"] or rest["m2"] or rest["m4"] or ("30" if rest["half"] else "0")
    second = rest["s1"] or rest["s2"] or rest["s4"] or "0"
    # `datetime` knows no more than six digits of a second.
    fraction = int((rest["fraction"] or ".0")[1:7].ljust(6, "0"))
    if hour is None:
        return [(None, 0)]
    period = rest["p1"] or rest["p2"] or ""
    return [
        (_time(at, _number(minute), _number(second), fraction), days_later)
        for at, days_later in _hours(_number(hour), period)
    ]


def _time(hour: int, minute: int, second: int, fraction: int) -> datetime.time:
    for number, limit, unit in ((hour, 24, "hour"), (minute, 60, "minute"), (second, 60, "second")):
        if number >= limit:
            raise _ImpossibleError(f"there is no {unit} {number}")
    return datetime.time(hour, minute, second, fraction)


def _hours(hour: int, period: str) -> list[tuple[int, int]]:
    if not period or hour > 23:
        return [(hour, 0)]
    if period[0] in "a上早清凌" or period == "午前":
        if hour > 12:
            raise _ImpossibleError(f"{hour} is no hour of the morning")
        return [(hour % 12, 0)]
    if period[0] == "中":
        if not (1 <= hour <= 2 or 10 <= hour <= 14):
            raise _ImpossibleError(f"{hour} is no hour of noon")
        return [(hour + 12 if hour <= 2 else hour, 0)]
    if period[0] == "晚" and (hour < 5 or hour == 12):
        return [(hour % 12, 0), (hour % 12, 1)]  # the night that leads to this day, or follows it
    return [(hour if hour > 12 else hour % 12 + 12, 0)]


def _is_span(spelling: Spelling) -> bool:
    """In `2024-03-14 09:30-10:30` the end of a meeting looks like an offset."""
    rest = spelling.rest
    exact = rest["s1"] or rest["s2"] or rest["s4"] or rest["t1"] or rest["t2"] or rest["utc"]
    return rest["sign"] == "-" and rest["colon"] != "" and not exact


def _offset(spelling: Spelling) -> datetime.timedelta | None:
    rest = spelling.rest
    if rest["zulu"]:
        return _UTC
    if not rest["sign"]:
        return None
    hours, minutes = int(rest["zh"]), int(rest["zm"] or 0)
    offset = datetime.timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > _FARTHEST:
        raise _ImpossibleError(f"no place is {rest['sign']}{hours:02}:{minutes:02} from UTC")
    return -offset if rest["sign"] == "-" else offset
