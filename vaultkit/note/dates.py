"""Dates as people, web pages and programs write them.

`read` answers only for a whole value of a date property, never for a place in running text, and
gives a `Moment` only where one reading exists: which of two readings is meant, and what day
"yesterday" was, is not in the value. Years are 1000 to 2999 in every spelling but Obsidian's own
(https://help.obsidian.md/properties), which keeps any year that the calendar has.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that has exactly one reading.

    `time` is None for a date alone. `offset` is None where none was written, zero for `Z`, `UTC`
    and epoch numbers, whole minutes else; it is never set without a time.
    """

    date: datetime.date
    time: datetime.time | None
    offset: datetime.timedelta | None

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
        return Moment(there.date(), there.time(), None)


@dataclass(frozen=True, slots=True)
class Unclear:
    """A date that does not say one day.

    "impossible": no such day, hour or offset, or a weekday that contradicts the date; "partial":
    the year or the day is missing; "relative": it depends on when it was written. `readings` is
    for "ambiguous" alone: each reading as `Moment.text` writes it, sorted. There is only one where
    the century of a short year is all that is not certain.
    """

    kind: Literal["impossible", "ambiguous", "partial", "relative"]
    readings: tuple[str, ...] = ()


def is_canonical(value: str) -> bool:
    """Whether Obsidian writes it so: `2024-03-14`, `2024-03-14T15:30` or `…:00`, and it exists."""
    return _canonical(value) is not None


def read(value: str) -> Moment | Unclear | None:
    """What the whole of `value` says, or None where it is no date that we know.

    A fraction of a second other than zero gives None too: `Moment.text` cannot write it, and
    a value that was never read cannot lose it.
    """
    moment = _canonical(value)
    if moment is not None:
        return moment
    if len(value) > _LONGEST:
        return None
    text = _plain(value)
    epoch = _epoch(text)
    if epoch is not None:
        return epoch
    lead = _compiled(_LEAD).match(text)
    start = lead.end() if lead else 0
    for spelling in _SPELLINGS:
        found = _compiled(spelling).match(text, start)
        rest = found and _compiled(_REST).fullmatch(text, found.end())
        if found and rest:
            weekdays = {lead["w0"] if lead else None, rest["w1"], rest["w2"]}
            return _settle(found, rest, weekdays - {None})
    if _opens(_PARTIAL, text, start):
        return Unclear("partial")
    if _opens(_RELATIVE, text, 0):
        return Unclear("relative")
    return None


_LONGEST = 120  # characters; prose is no date, however long it takes to find out
_CANONICAL = r"(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?"

# `_plain` leaves few characters to tell apart: names of weekdays become W0 (Monday) to W6, names
# of months M01 to M12, all other letters lower-case, Han Simplified, numerals digits and 十百.
_NAMES = (
    " monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december"
)
_WEEKDAYS = dict(zip("一二三四五六日月火水木金土天", [*range(7), *range(7)], strict=True))
_WORD = (
    r"(?<![a-z])[a-z]{3,9}(?![a-z])|(?:[周週]|星期|[礼禮]拜)(?P<zh>[一二三四五六日天])"
    r"|(?P<ja>[月火水木金土日])曜日?|\((?P<mark>[一二三四五六日月火水木金土])\)"
)
_VALUES = {"廿": "2十", "卅": "3十"}
_VALUES |= zip("〇○零一二三四五六七八九两兩", "00012345678922", strict=True)
_VALUES |= zip(
    "發佈編輯創錄於時間屬閱讀薦轉載後萬這個鐘點週禮國華號剛幾數−",
    "发布编辑创录于时间属阅读荐转载后万这个钟点周礼国华号刚几数-",
    strict=True,
)
_SIMPLE = str.maketrans(_VALUES)

# What sites write around a date: Zhihu's and CSDN's footers, and labels.
_ACT = "(?:首次|最后|已)?(?:发布|发表|编辑|修改|更新|创建|收录)"
_FRAME = (
    rf"(?:(?:原创|转载|最新推荐文章|已)? ?(?:{_ACT})?于 ?:? ?|{_ACT}(?:时间|日期)? ?: ?)?"
    rf"(?P<date>.+?) ?(?:{_ACT})?(?: ?[・·|]? ?ip ?属地:? ?[^0-9 ]{{1,12}})?"
    r"(?: ?[・·] ?[0-9.]+ ?[wk万]? ?阅读)?"
)

_YEAR = r"[12]\d{3}"
_HAN_YEAR = r"(?:\d{4}|\d?百\d?十?\d?|\d{3}|\d?十\d?|\d\d?|元)"
_HAN = r"(?:\d?十\d?|\d\d?|元)"
_ERA = "(?:(?:中华)?民国|令和|平成|昭和|公元|西元)"
_YEAR_BEFORE_ERA = {"中": 1911, "民": 1911, "令": 2018, "平": 1988, "昭": 1925, "公": 0, "西": 0}
_TH = "(?:st|nd|rd|th)?"
_TO_END = rf"(?P<y>{_YEAR}|\d\d)(?![0-9:])"
_SPELLINGS = (
    rf"(?P<y>{_YEAR})(?P<mark>[/.-])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)(?!\d)",
    rf"(?:(?P<era>{_ERA}) ?)?(?P<y>{_HAN_YEAR}) ?(?P<han>年) ?(?P<m>{_HAN}) ?月"
    rf" ?(?P<d>{_HAN})(?: ?日| ?号|(?![0-9十]))",
    r"(?=\d{8}(?:\d{4}(?:\d\d)?)?(?!\d))(?P<y>19\d\d|20\d\d)(?P<m>\d\d)(?P<d>\d\d)",
    rf"(?P<a>\d\d?)(?P<mark>[/.-])(?P<b>\d\d?)(?P=mark)(?P<c>{_YEAR}|\d\d?)(?!\d)",
    rf"(?:(?P<era>{_ERA}) ?|(?=1\d\d[/-]))(?P<y>\d{{1,3}})(?P<mark>[/.-])"
    r"(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)(?!\d)",
    rf"M(?P<m>\d\d)\.? ?(?P<d>\d\d?){_TH}(?:, ?| ){_TO_END}",
    rf"(?P<d>\d\d?){_TH}[ /-]?(?:of )?M(?P<m>\d\d)[.,]?[ /-]?{_TO_END}",
    rf"(?P<y>{_YEAR})[ /-]?M(?P<m>\d\d)\.?[ /-]?(?P<d>\d\d?){_TH}(?![0-9:])",
)

_LEAD = r"\(?W(?P<w0>\d)\)?[.,]? ?"
_AM_PM = r"[ap]\.?m\.?(?![a-z])"
_PERIOD = rf"(?:上午|午前|早上|早晨|清晨|凌晨|下午|午后|傍晚|中午|晚上|晚间|{_AM_PM})"
_ZONE = (
    r" ?(?P<open>\()?(?:(?P<zulu>z|utc|gmt)(?![a-z]| ?[+-])"
    r"|(?P<utc>utc|gmt)? ?(?P<sign>[+-])(?P<zh>\d\d?)(?:(?P<colon>:?)(?P<zm>\d\d))?)(?(open)\))"
    r"(?: ?\([^()0-9]{1,40}\))?"
)
# All that may follow a date: weekday, time, offset. `-` and `_` join a time in names of files.
_REST = (
    r"(?: ?,? ?\(?W(?P<w1>\d)\)?)?(?:(?:"
    rf"(?:(?P<t1>t)| ?(?:,|·|・|\||_)? ?(?:at )?)(?:(?P<p1>{_PERIOD}) ?)?"
    r"(?:(?P<h1>\d\d?):(?P<m1>\d\d)(?::(?P<s1>\d\d)(?P<fraction>[.,]\d+)?)?"
    rf"|(?P<h2>{_HAN}) ?(?:时|点)(?: ?(?:(?P<half>半)|整|钟"
    rf"|(?P<m2>\d?十\d?|\d\d|\d(?= ?分))(?: ?分(?: ?(?P<s2>{_HAN}) ?秒)?)?))?"
    rf"|(?P<h3>\d\d?)(?= ?{_AM_PM}))(?(p1)|(?: ?(?P<p2>{_AM_PM}))?)"
    r"|(?:(?P<t2>t)|[_-]|(?<=\d)| (?=\d\d-\d\d-\d\d))"
    r"(?P<h4>\d\d)(?P<dash>-?)(?P<m4>\d\d)(?:(?P=dash)(?P<s4>\d\d))?"
    rf")(?:{_ZONE})?(?: ?,? ?\(?W(?P<w2>\d)\)?)?)?"
)

_M = r"(?:0?[1-9]|1[0-2])"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_HAN_MONTH = rf"(?:{_M}|十[12]?|元)"
_MONTH_DAY = rf"{_HAN_MONTH} ?月(?: ?(?:{_D}|[23]?十[1-9]?)(?: ?日| ?号|(?![0-9十:])))?"
_PARTIAL = (
    rf"(?:{_YEAR}[/-]{_M}(?![0-9/-])|(?:{_ERA} ?{_HAN_YEAR}|{_YEAR}) ?年(?: ?{_HAN_MONTH} ?月)?"
    rf"(?:上旬|中旬|下旬|初|底|末)?|\d{{2,3}} ?年 ?{_HAN_MONTH} ?月|{_MONTH_DAY}"
    rf"|{_M}/{_D}(?![0-9/])|{_D}/{_M}(?![0-9/])|(?:0[1-9]|1[0-2])-{_D}(?![0-9-])"
    rf"|M\d\d\.?,? ?(?:{_YEAR}|{_D}{_TH})(?!\d)|(?:{_YEAR}|{_D}{_TH}) (?:of )?M\d\d)"
)
_RELATIVE = (
    r"(?:刚刚|刚才|(?:今|昨|明|前|后|大前|大后)(?:天|日|晚|早)|(?:上|下|本|这)个?(?:月|周|星期|W\d)"
    rf"|(?:去|今|明|前|后)年(?: ?{_MONTH_DAY})?"
    r"|(?:\d{1,4}|\d?十\d?|半|几|数) ?个?(?:秒|分|小时|时|天|日|周|星期|月|年)钟?"
    r" ?(?:之|以)?(?:前|后)"
    r"|W\d|(?:just )?now|today|yesterday|tomorrow|(?:last|this|next) (?:week|month|year|W\d)"
    r"|(?:\d{1,4}|an?) (?:second|minute|min|hour|day|week|month|year)s? ago)"
)

_IMPOSSIBLE = Unclear("impossible")
_UTC = datetime.timedelta(0)
_EPOCH = datetime.datetime(1970, 1, 1)
_FARTHEST = datetime.timedelta(hours=14)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Not compiled on import: most values are canonical and need only one of them.
    return re.compile(pattern, re.ASCII)


def _canonical(value: str) -> Moment | None:
    found = _compiled(_CANONICAL).fullmatch(value)
    if found is None:
        return None
    year, month, day, hour, minute, second = found.groups()
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    time = datetime.time(int(hour), int(minute), int(second or 0)) if hour else None
    return Moment(date, time, None)


def _plain(value: str) -> str:
    """The spelling alone, in the few characters that the patterns know."""
    text = " ".join(unicodedata.normalize("NFKC", value).lower().split()).rstrip(" ,")
    if "&" in text:
        text = _compiled("&#(?:x2b|43);|&plus;").sub("+", text)
    text = _compiled(_WORD).sub(_token, text)
    if text.isascii():
        return text
    text = text.translate(_SIMPLE)
    frame = _compiled(_FRAME).fullmatch(text)
    return frame["date"] if frame else text


def _token(word: re.Match[str]) -> str:
    mark = word["zh"] or word["ja"] or word["mark"]
    if mark:
        return f"W{_WEEKDAYS[mark]}"
    at = _NAMES.find(" " + word[0])
    if at < 0:
        return word[0]
    number = _NAMES.count(" ", 0, at)
    return f"W{number}" if number < 7 else f"M{number - 6:02}"


def _opens(pattern: str, text: str, start: int) -> bool:
    found = _compiled(pattern).match(text, start)
    return found is not None and _compiled(_REST).fullmatch(text, found.end()) is not None


def _epoch(text: str) -> Moment | Unclear | None:
    """Seconds or milliseconds since 1970, for days from October 1999 to December 2099."""
    if not _compiled(r"[1-9]\d{8,12}").fullmatch(text):
        return None
    number = int(text)
    if 940_000_000_000 <= number <= 4_100_000_000_000 and number % 1000 == 0:
        number //= 1000
    if not 940_000_000 <= number <= 4_100_000_000:
        return None
    there = _EPOCH + datetime.timedelta(seconds=number)
    moment = Moment(there.date(), there.time(), _UTC)
    if len(text) > 10 or text[:2] not in ("19", "20"):
        return moment
    try:  # 2024031415 is 2034 in seconds, and 15 o'clock as a stamp of year, month, day and hour
        year, month, day, hour = (int(part) for part in (text[:4], text[4:6], text[6:8], text[8:]))
        stamp = datetime.datetime(year, month, day, hour)
    except ValueError:
        return moment
    return Unclear("ambiguous", (stamp.isoformat(), moment.text()))


def _settle(
    found: re.Match[str], rest: re.Match[str], weekdays: set[str | None]
) -> Moment | Unclear | None:
    if (rest["fraction"] or "").strip(".,0") or _is_span(rest):
        return None
    try:
        days, certain = _days(found)
        clocks = _clocks(rest)
        offset = _offset(rest)
    except ValueError:
        return _IMPOSSIBLE
    moments = set()
    for day in days:
        date = _date(*day)
        if date is None or weekdays - {str(date.weekday())}:
            continue
        for time, days_later in clocks:
            moments.add(Moment(date + datetime.timedelta(days=days_later), time, offset))
    if certain and len(moments) == 1:
        return moments.pop()
    if moments:
        return Unclear("ambiguous", tuple(sorted(moment.text() for moment in moments)))
    return _IMPOSSIBLE if certain else None


def _days(found: re.Match[str]) -> tuple[list[tuple[int, int, int]], bool]:
    """Year, month and day in each order that the spelling allows; False: the year is short."""
    part = found.groupdict()
    if "a" in part:
        return _in_any_order(part["a"], part["b"], part["c"], part["mark"])
    year, month, day = _number(part["y"]), _number(part["m"]), _number(part["d"])
    if part.get("era"):
        if year == 0:
            raise ValueError("an era begins with year 1")
        return [(_YEAR_BEFORE_ERA[part["era"][0]] + year, month, day)], True
    if year >= 1000:
        return [(year, month, day)], True
    if 100 <= year < 200:
        return [(_YEAR_BEFORE_ERA["民"] + year, month, day)], False
    if len(part["y"]) == 1 or year >= 100:
        return [], False
    days = [(_in_century(year), month, day)]
    if "han" in part:
        days.append((_YEAR_BEFORE_ERA["民"] + year, month, day))
    elif len(part["d"]) == 2 and found.start("d") < found.start("m"):
        days.append((_in_century(day), month, year))
    return days, False


def _in_any_order(a: str, b: str, c: str, mark: str) -> tuple[list[tuple[int, int, int]], bool]:
    first, second, third = int(a), int(b), int(c)
    if len(c) == 4:
        return [(third, second, first), (third, first, second)], True
    if mark == "." and not len(a) == len(b) == len(c) == 2:
        return [], False  # a version: 22.4.1
    days = []
    if len(a) == 2:
        days.append((_in_century(first), second, third))
    if len(c) == 2:
        year = _in_century(third)
        days += [(year, second, first), (year, first, second)]
    return days, False


def _in_century(year: int) -> int:
    return year + (2000 if year < 69 else 1900)  # POSIX strptime's %y


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if 1000 <= year <= 2999 else None
    except ValueError:
        return None


def _number(text: str) -> int:
    if text == "元":
        return 1
    if text.isdecimal():
        return int(text)
    found = _compiled(r"(?:([1-9]?)百)?0?(?:([1-9]?)十)?(\d)?").fullmatch(text)
    if found is None:
        raise ValueError("not one number")
    hundreds, tens, ones = (0 if part is None else int(part or 1) for part in found.groups())
    return 100 * hundreds + 10 * tens + ones


def _clocks(rest: re.Match[str]) -> list[tuple[datetime.time | None, int]]:
    """Each time of day that is meant, with the days to go on; raises ValueError when none is."""
    hour = rest["h1"] or rest["h2"] or rest["h3"] or rest["h4"]
    minute = rest["m1"] or rest["m2"] or rest["m4"] or ("30" if rest["half"] else "0")
    second = rest["s1"] or rest["s2"] or rest["s4"] or "0"
    if hour is None:
        return [(None, 0)]
    period = rest["p1"] or rest["p2"] or ""
    return [
        (datetime.time(at, _number(minute), _number(second)), days_later)
        for at, days_later in _hours(_number(hour), period)
    ]


def _hours(hour: int, period: str) -> list[tuple[int, int]]:
    if not period or hour > 23:
        return [(hour, 0)]
    if period[0] in "a上早清凌" or period == "午前":
        if hour > 12:
            raise ValueError("an afternoon hour in the morning")
        return [(hour % 12, 0)]
    if period[0] == "中":
        if not (1 <= hour <= 2 or 10 <= hour <= 14):
            raise ValueError("not noon")
        return [(hour + 12 if hour <= 2 else hour, 0)]
    if period[0] == "晚" and (hour < 5 or hour == 12):
        return [(hour % 12, 0), (hour % 12, 1)]  # the night that leads to this day, or follows it
    return [(hour if hour > 12 else hour % 12 + 12, 0)]


def _is_span(rest: re.Match[str]) -> bool:
    """In `2024-03-14 09:30-10:30` the end of a meeting looks like an offset."""
    exact = rest["s1"] or rest["s2"] or rest["s4"] or rest["t1"] or rest["t2"] or rest["utc"]
    return rest["sign"] == "-" and rest["colon"] != "" and not exact


def _offset(rest: re.Match[str]) -> datetime.timedelta | None:
    """Raises ValueError for an offset that no place on earth has."""
    if rest["zulu"]:
        return _UTC
    if not rest["sign"]:
        return None
    hours, minutes = int(rest["zh"]), int(rest["zm"] or 0)
    offset = datetime.timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > _FARTHEST:
        raise ValueError("no such offset")
    return -offset if rest["sign"] == "-" else offset
