"""The spellings of a date, as patterns over few characters.

`match` finds out which spelling a value has, and its parts; what they come to is for
datereading.py.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from vaultkit.note.patterns import late

LONGEST = 120  # characters; prose is no date, however long it takes to find out

# `plain` leaves few characters to tell apart: names of weekdays become W0 (Monday) to W6, names
# of months M01 to M12, all other letters lower-case, Han Simplified, numerals digits and 十百.
_NAMES = (
    " monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december"
)
_WEEKDAYS = dict(zip("一二三四五六日月火水木金土天", [*range(7), *range(7)], strict=True))
_PLUS = late("&#(?:x2b|43);|&plus;")
_WORD = late(
    r"(?<![a-z])[a-z]{3,9}(?![a-z])|(?:[周週]|星期|[礼禮]拜)(?P<zh>[一二三四五六日天])"
    r"|(?P<ja>[月火水木金土日])曜日?|\((?P<mark>[一二三四五六日月火水木金土])\)",
    re.ASCII,
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
_FRAME = late(
    rf"(?:(?:原创|转载|最新推荐文章|已)? ?(?:{_ACT})?于 ?:? ?|{_ACT}(?:时间|日期)? ?: ?)?"
    rf"(?P<date>.+?) ?(?:{_ACT})?(?: ?[・·|]? ?ip ?属地:? ?[^0-9 ]{{1,12}})?"
    r"(?: ?[・·] ?[0-9.]+ ?[wk万]? ?阅读)?",
    re.ASCII,
)

_YEAR = r"[12]\d{3}"
_HAN_YEAR = r"(?:\d{4}|\d?百\d?十?\d?|\d{3}|\d?十\d?|\d\d?|元)"
_HAN = r"(?:\d?十\d?|\d\d?|元)"
_ERA = "(?:(?:中华)?民国|令和|平成|昭和|公元|西元)"
_TH = "(?:st|nd|rd|th)?"
_TO_END = rf"(?P<y>{_YEAR}|\d\d)(?![0-9:])"
_SPELLINGS = [
    late(pattern, re.ASCII)
    for pattern in (
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
]

_LEAD = late(r"\(?W(?P<w0>\d)\)?[.,]? ?", re.ASCII)
_AM_PM = r"[ap]\.?m\.?(?![a-z])"
_PERIOD = rf"(?:上午|午前|早上|早晨|清晨|凌晨|下午|午后|傍晚|中午|晚上|晚间|{_AM_PM})"
_ZONE = (
    r" ?(?P<open>\()?(?:(?P<zulu>z|utc|gmt)(?![a-z]| ?[+-])"
    r"|(?P<utc>utc|gmt)? ?(?P<sign>[+-])(?P<zh>\d\d?)(?:(?P<colon>:?)(?P<zm>\d\d))?)(?(open)\))"
    r"(?: ?\([^()0-9]{1,40}\))?"
)
# All that may follow a date: weekday, time, offset. `-` and `_` join a time in names of files.
_REST = late(
    r"(?: ?,? ?\(?W(?P<w1>\d)\)?)?(?:(?:"
    rf"(?:(?P<t1>t)| ?(?:,|·|・|\||_)? ?(?:at )?)(?:(?P<p1>{_PERIOD}) ?)?"
    r"(?:(?P<h1>\d\d?):(?P<m1>\d\d)(?::(?P<s1>\d\d)(?P<fraction>[.,]\d+)?)?"
    rf"|(?P<h2>{_HAN}) ?(?:时|点)(?: ?(?:(?P<half>半)|整|钟"
    rf"|(?P<m2>\d?十\d?|\d\d|\d(?= ?分))(?: ?分(?: ?(?P<s2>{_HAN}) ?秒)?)?))?"
    rf"|(?P<h3>\d\d?)(?= ?{_AM_PM}))(?(p1)|(?: ?(?P<p2>{_AM_PM}))?)"
    r"|(?:(?P<t2>t)|[_-]|(?<=\d)| (?=\d\d-\d\d-\d\d))"
    r"(?P<h4>\d\d)(?P<dash>-?)(?P<m4>\d\d)(?:(?P=dash)(?P<s4>\d\d))?"
    rf")(?:{_ZONE})?(?: ?,? ?\(?W(?P<w2>\d)\)?)?)?",
    re.ASCII,
)

_M = r"(?:0?[1-9]|1[0-2])"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_HAN_MONTH = rf"(?:{_M}|十[12]?|元)"
_MONTH_DAY = rf"{_HAN_MONTH} ?月(?: ?(?:{_D}|[23]?十[1-9]?)(?: ?日| ?号|(?![0-9十:])))?"
_PARTIAL = late(
    rf"(?:{_YEAR}[/-]{_M}(?![0-9/-])|(?:{_ERA} ?{_HAN_YEAR}|{_YEAR}) ?年(?: ?{_HAN_MONTH} ?月)?"
    rf"(?:上旬|中旬|下旬|初|底|末)?|\d{{2,3}} ?年 ?{_HAN_MONTH} ?月|{_MONTH_DAY}"
    rf"|{_M}/{_D}(?![0-9/])|{_D}/{_M}(?![0-9/])|(?:0[1-9]|1[0-2])-{_D}(?![0-9-])"
    rf"|M\d\d\.?,? ?(?:{_YEAR}|{_D}{_TH})(?!\d)|(?:{_YEAR}|{_D}{_TH}) (?:of )?M\d\d)",
    re.ASCII,
)
_RELATIVE = late(
    r"(?:刚刚|刚才|(?:今|昨|明|前|后|大前|大后)(?:天|日|晚|早)|(?:上|下|本|这)个?(?:月|周|星期|W\d)"
    rf"|(?:去|今|明|前|后)年(?: ?{_MONTH_DAY})?"
    r"|(?:\d{1,4}|\d?十\d?|半|几|数) ?个?(?:秒|分|小时|时|天|日|周|星期|月|年)钟?"
    r" ?(?:之|以)?(?:前|后)"
    r"|W\d|(?:just )?now|today|yesterday|tomorrow|(?:last|this|next) (?:week|month|year|W\d)"
    r"|(?:\d{1,4}|an?|a few) ?(?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago)",
    re.ASCII,
)


class Spelling(NamedTuple):
    """A date's parts as groups: of the date (y, m, d, or a, b, c in any order), and of the rest.

    `weekdays` are the weekdays that are named, 0 for Monday. All digits are ASCII, Chinese
    numerals are digits and 十百.
    """

    date: re.Match[str]
    rest: re.Match[str]
    weekdays: frozenset[int]


def match(text: str) -> Spelling | Literal["partial", "relative"] | None:
    """The spelling of a `plain` text; "partial" and "relative" are as in dates.Unclear."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    for spelling in _SPELLINGS:
        found = spelling.match(text, start)
        rest = found and _REST.fullmatch(text, found.end())
        if found and rest:
            names = (lead["w0"] if lead else None, rest["w1"], rest["w2"])
            return Spelling(found, rest, frozenset(int(name) for name in names if name))
    if _opens(_PARTIAL, text, start):
        return "partial"
    if _opens(_RELATIVE, text, 0):
        return "relative"
    return None


def plain(value: str) -> str:
    """A value without what sites write around a date, in the few characters of the patterns."""
    text = " ".join(unicodedata.normalize("NFKC", value).lower().split()).rstrip(" ,")
    if "&" in text:
        text = _PLUS.sub("+", text)
    text = _WORD.sub(_token, text)
    if text.isascii():
        return text
    text = text.translate(_SIMPLE)
    frame = _FRAME.fullmatch(text)
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


def _opens(pattern: re.Pattern[str], text: str, start: int) -> bool:
    found = pattern.match(text, start)
    return found is not None and _REST.fullmatch(text, found.end()) is not None
