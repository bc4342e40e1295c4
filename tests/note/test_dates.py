from __future__ import annotations

import calendar
import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.note.datereading import orders
from vaultkit.note.dates import Moment, Unclear, canonical, is_canonical_with_offset, read

SHANGHAI = ZoneInfo("Asia/Shanghai")


def outcome(value: str) -> str:
    """What `value` says, in one word or as a date."""
    found = read(value)
    if found is None:
        return "unknown"
    if isinstance(found, Unclear):
        return found.kind
    if canonical(value):
        return "canonical"
    return found.text()


READ = {
    # numeric
    "2024-3-14 9:05": "2024-03-14T09:05:00",
    "  2024-03-14\n": "2024-03-14",
    "2024-03-14\u00a015:30": "2024-03-14T15:30:00",
    "2024-03-14t15:30": "2024-03-14T15:30:00",
    "2022-01-25 20：51：00": "2022-01-25T20:51:00",
    "2013/7/13 20:46:25": "2013-07-13T20:46:25",
    "3/14/2024,": "2024-03-14",
    "04/04/2024": "2024-04-04",
    "14.03.2024 15:30": "2024-03-14T15:30:00",
    "Mon, 03/04/2024": "2024-03-04",
    "Wed 03/04/2024": "2024-04-03",
    "20240314T153000Z": "2024-03-14T15:30:00Z",
    "20240314_153000": "2024-03-14T15:30:00",
    "20240314-1530": "2024-03-14T15:30:00",
    "20240314 15:30": "2024-03-14T15:30:00",
    "2024-03-14 15-30-00": "2024-03-14T15:30:00",
    "2024-03-14T15-30-00": "2024-03-14T15:30:00",
    "2024-02-29": "canonical",
    "0755-12-16": "canonical",
    # offsets
    "2024-03-14T15:30:00.0000000&#x2B;08:00": "2024-03-14T15:30:00+08:00",
    "2024-03-14T15:30:00,000+08": "2024-03-14T15:30:00+08:00",
    "2024-03-14T15:30:00 UTC+8": "2024-03-14T15:30:00+08:00",
    "2024-03-14T15:30:00−03:30": "2024-03-14T15:30:00-03:30",
    "2024-03-14T15:30:00-00:00": "2024-03-14T15:30:00Z",
    "2024-03-14 09:30 -0500": "2024-03-14T09:30:00-05:00",
    "2024-03-14T09:30-10:30": "2024-03-14T09:30:00-10:30",
    "2024-03-14 15:30 GMT": "2024-03-14T15:30:00Z",
    "2024-03-14 15:30:00 (UTC)": "2024-03-14T15:30:00Z",
    "940000000": "1999-10-15T15:06:40Z",
    "4100000000": "2099-12-03T16:53:20Z",
    "940000000000": "1999-10-15T15:06:40Z",
    # Chinese and Japanese
    "2022年1月25日20:51:00": "2022-01-25T20:51:00",
    "2024年3月14": "2024-03-14",
    "2024年3月14号": "2024-03-14",
    "2024年3月14日 15點30分20秒": "2024-03-14T15:30:20",
    "2024年3月14日下午3点半": "2024-03-14T15:30:00",
    "2024年3月14日 下午3时": "2024-03-14T15:00:00",
    "二零二四年十二月三十一日": "2024-12-31",
    "二○二四年三月廿四日": "2024-03-24",
    "二〇二四年三月十四日下午三时三十分": "2024-03-14T15:30:00",
    "二〇二四年三月十四日十五时五分": "2024-03-14T15:05:00",
    "中華民國一百一十三年三月十四日": "2024-03-14",
    "民國元年1月1日": "1912-01-01",
    "民國113/3/14": "2024-03-14",
    "平成元年1月8日": "1989-01-08",
    "㍻31年4月30日": "2019-04-30",
    "昭和64年1月7日": "1989-01-07",
    "公元2024年3月14日": "2024-03-14",
    "2024年3月14日(木)": "2024-03-14",
    "2024年3月14日（木）午後3:30": "2024-03-14T15:30:00",
    "2024年3月17日日曜日": "2024-03-17",
    "2024/3/14(四) 15:30": "2024-03-14T15:30:00",
    "星期四，2024-03-14": "2024-03-14",
    # what sites write around it
    "發佈於 2024-03-14 15:30": "2024-03-14T15:30:00",
    "编辑于 2024-12-10 10:41・IP 属地北京": "2024-12-10T10:41:00",
    "发布于 2024-12-10 10:41 · IP属地：未知": "2024-12-10T10:41:00",
    "最新推荐文章于 2022-11-16 18:32:14 发布": "2022-11-16T18:32:14",
    "原创 于 2018-03-17 13:17:49 发布": "2018-03-17T13:17:49",
    "原创 于 2018-03-17 13:17:49 发布 · 4.5w 阅读": "2018-03-17T13:17:49",
    "已于 2024-03-14 15:30:00 修改": "2024-03-14T15:30:00",
    "发布时间：2024年3月14日": "2024-03-14",
    # English
    "Sept. 3, 2024": "2024-09-03",
    "14th of March 2024": "2024-03-14",
    "March 1st, 2024": "2024-03-01",
    "14-Mar-2024": "2024-03-14",
    "2024 Mar 14": "2024-03-14",
    "MAY 5 2024": "2024-05-05",
    "Thursday, March 14, 2024 at 3:30 PM": "2024-03-14T15:30:00",
    "3/14/2024, 3:30:00\u202fp.m.": "2024-03-14T15:30:00",
    "2024-03-14 3 PM": "2024-03-14T15:00:00",
}


@pytest.mark.parametrize(("value", "written"), READ.items())
def test_read(value: str, written: str) -> None:
    assert outcome(value) == written


@pytest.mark.parametrize(
    ("clock", "time"),
    [
        ("上午9:05", "09:05"),
        ("上午12:30", "00:30"),
        ("上午0:30", "00:30"),
        ("凌晨12:30", "00:30"),
        ("凌晨3点", "03:00"),
        ("早上7:00", "07:00"),
        ("中午11:50", "11:50"),
        ("中午12点半", "12:30"),
        ("中午1:15", "13:15"),
        ("下午12:30", "12:30"),
        ("下午0:30", "12:30"),
        ("下午3:30", "15:30"),
        ("下午15:30", "15:30"),
        ("傍晚6:30", "18:30"),
        ("晚上8:30", "20:30"),
        ("晚上20:30", "20:30"),
        ("12:30 AM", "00:30"),
        ("12:30 PM", "12:30"),
        ("11:59pm", "23:59"),
        ("15:30 PM", "15:30"),
    ],
)
def test_half_days(clock: str, time: str) -> None:
    assert outcome(f"2024-03-14 {clock}") == f"2024-03-14T{time}:00"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2023-02-29", "2023-02 has 28 days"),
        ("2024年2月30日", "2024-02 has 29 days"),
        ("20240230", "2024-02 has 29 days"),
        ("Feb 30, 2024", "2024-02 has 29 days"),
        ("31/04/2024", "2024-04 has 30 days"),
        ("04/31/2024", "2024-04 has 30 days"),
        ("2024-13-01", "there is no month 13"),
        ("13/13/2024", "there is no month 13"),
        ("2024-00-10", "there is no month 0"),
        ("2024-03-00", "there is no day 0"),
        ("2024-03-32", "there is no day 32"),
        ("民國0年3月14日", "an era begins with year 1"),
        ("2024-03-14T24:00:00", "there is no hour 24"),
        ("202403142530", "there is no hour 25"),
        ("2024-03-14 15:60", "there is no minute 60"),
        ("2024-03-14T23:59:60Z", "there is no second 60"),
        ("2024-03-14T15:30:00+23:00", "no place is +23:00 from UTC"),
        ("2024-03-14 上午15:30", "15 is no hour of the morning"),
        ("2024-03-14 15:30 AM", "15 is no hour of the morning"),
        ("2024-03-14 中午8:00", "8 is no hour of noon"),
        ("2024-03-15 周四", "2024-03-15 is a Friday"),
        ("2024-03-14 星期五 15:30", "2024-03-14 is a Thursday"),
        ("2024年3月14日(金)", "2024-03-14 is a Thursday"),
        ("Fri, 14 Mar 2024 15:30:00 +0800", "2024-03-14 is a Thursday"),
        ("Thu 03/04/2024", "2024-04-03 is a Wednesday"),
    ],
)
def test_impossible(value: str, reason: str) -> None:
    assert read(value) == Unclear("impossible", reason=reason)
    assert canonical(value) is None


@pytest.mark.parametrize(
    ("value", "readings"),
    [
        ("03/04/2024", ("2024-03-04", "2024-04-03")),
        ("3.4.2024", ("2024-03-04", "2024-04-03")),
        ("03/04/2024 15:30 +0800", ("2024-03-04T15:30:00+08:00", "2024-04-03T15:30:00+08:00")),
        ("24/3/14", ("2014-03-24", "2024-03-14")),
        ("3/14/24", ("2024-03-14",)),
        ("99-12-31", ("1999-12-31",)),
        ("14 Mar 24", ("2014-03-24", "2024-03-14")),
        ("Mar 14, 24", ("2024-03-14",)),
        ("24年3月14日", ("1935-03-14", "2024-03-14")),
        ("113/03/14", ("2024-03-14",)),
        ("113年3月14日", ("2024-03-14",)),
        # past midnight: of this day, or of the one that this evening runs into
        ("2024-03-14 晚上12:30", ("2024-03-14T00:30:00", "2024-03-15T00:30:00")),
        # a stamp of year, month, day, hour is also a number of seconds
        ("2024031415", ("2024-03-14T15:00:00", "2034-02-20T06:56:55Z")),
    ],
)
def test_ambiguous(value: str, readings: tuple[str, ...]) -> None:
    assert read(value) == Unclear("ambiguous", readings)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2022-5", "partial"),
        ("2024/03", "partial"),
        ("2024年", "partial"),
        ("二〇二四年三月", "partial"),
        ("2024年3月下旬", "partial"),
        ("2024年3月11:30", "partial"),
        ("民國113年", "partial"),
        ("三月十四日", "partial"),
        ("3月14日 周四 15:30", "partial"),
        ("3/14", "partial"),
        ("March 2024", "partial"),
        ("March 14th", "partial"),
        ("14 Mar", "partial"),
        ("发布于 03-14", "partial"),
        ("编辑于 昨天 15:30", "relative"),
        ("昨晚8:30", "relative"),
        ("大前天", "relative"),
        ("三天前", "relative"),
        ("半小时前", "relative"),
        ("2 個月前", "relative"),
        ("上周四", "relative"),
        ("禮拜天", "relative"),
        ("木曜日", "relative"),
        ("今年3月14日", "relative"),
        ("Yesterday", "relative"),
        ("2 hours ago", "relative"),
        ("a few mins ago", "relative"),
        ("last Monday", "relative"),
        ("Thursday", "relative"),
    ],
)
def test_partial_and_relative(value: str, kind: str) -> None:
    assert outcome(value) == kind


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "一篇没有日期的文章",
        "2024-03-14 之后的事",
        "写于 2024-03-14 的信",
        "notes of 14 March 2024",
        "may",
        "March",
        "the sun",
        # times and spans of time
        "17:27",
        "下午3:30",
        "15时30分",
        "3 PM",
        "3天",
        "三年",
        "3年2个月",
        "5小时",
        "2024-03-14 09:30-10:30",
        "2024-03-14 09:30 - 10:30",
        "2024-03-14~15",
        "2024-03-14/2024-03-16",
        "2023-24",
        # numbers of other kinds
        "1.2.3",
        "10.15.7",
        "22.4.1",
        "2024.3",
        "2024.03",
        "2024.3.14.1",
        "192.168.1.1",
        "978-7-111-12806-9",
        "9787111128069",
        "13812345678",
        "138-1234-5678",
        "010-12345678",
        "+86 10 1234 5678",
        "12-34",
        "12-34-56",
        "12345678",
        "0310401400",
        "939999999",
        "4100000001",
        "-1710401400",
        # not a date alone, and no spelling of one
        "2024-03-14 (3)",
        "2024/3-14",
        "2024-03-1415:30",
        "2024-03-14 15",
        "2024-03-14 15:3",
        "2024-03-14Z",
        "2024-03-14+08:00",
        "2024-03-14 15:30 CST",
        "公元前221年",
        "二〇二四年正月十四",
        "2024-W11",
        "2024-Q1",
        "0000-00-00 00:00:00",
        # the words of programs for never
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        # a stamp that has lost a digit, or milliseconds of 2034
        "2024031415300",
        "2024-03-14" + " " * 200,
    ],
)
def test_left_alone(value: str) -> None:
    assert read(value) is None
    assert canonical(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-14 ",
        "2024-03-14\n",
        "2024-03-14T15",
        "2024-03-14t15:30",
        "2024-03-14 15:30",
        "2024-03-14T15:30:00Z",
        "2024-03-14T15:30:00.000",
        "2024-03-14T24:00",
        "2024-02-30T15:30",
        "2024-3-14",
        "２０２４-03-14",
        "٢٠٢٤-03-14",
        "20240314",
    ],
)
def test_not_canonical(value: str) -> None:
    assert canonical(value) is None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2024-03-14T07:30:00.123Z", "2024-03-14T07:30:00Z"),
        ("2024-03-14 15:30:59,9", "2024-03-14T15:30:59"),
        ("2024-03-14T15:30:00.1234567+08:00", "2024-03-14T15:30:00+08:00"),
        ("1710401400123", "2024-03-14T07:30:00Z"),
    ],
)
def test_a_fraction_of_a_second_is_read_and_not_written(value: str, written: str) -> None:
    moment = read(value)
    assert isinstance(moment, Moment)
    assert not moment.is_exact
    assert moment.text() == written
    assert moment != read(written)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("25/12/2023", {"dmy": "2023-12-25"}),
        ("12-25-2023 9:05", {"mdy": "2023-12-25T09:05:00"}),
        ("03.04.2024", {"dmy": "2024-04-03", "mdy": "2024-03-04"}),
        ("04/04/2024", {"dmy": "2024-04-04", "mdy": "2024-04-04"}),
        ("Wed 03/04/2024", {"dmy": "2024-04-03"}),
        ("24/3/14", {"ymd": "2024-03-14", "dmy": "2014-03-24"}),
        ("12/25/99", {"mdy": "1999-12-25"}),
        ("13/13/2024", {}),
        ("03/04/2024 25:00", {}),
        ("03/04/2024 晚上12:30", {}),
        ("2023/12/25", {}),
        ("Mar 14, 24", {}),
        ("soon", {}),
        ("25/12/2023" + " " * 200, {}),
    ],
)
def test_orders_of_three_numbers(value: str, found: dict[str, str]) -> None:
    assert orders(value) == found


def test_local_applies_and_drops_the_offset() -> None:
    moment = read("2024-03-14T23:30:00-05:00")
    assert moment == Moment(
        datetime.date(2024, 3, 14), datetime.time(23, 30), datetime.timedelta(hours=-5)
    )
    assert moment.local(SHANGHAI) == read("2024-03-15T12:30:00")
    assert moment.local(datetime.UTC) == read("2024-03-15T04:30:00")


@pytest.mark.parametrize("value", ["2024-03-14", "2024-03-14T15:30:00"])
def test_local_without_an_offset_changes_nothing(value: str) -> None:
    moment = read(value)
    assert isinstance(moment, Moment)
    assert moment.local(SHANGHAI) == moment


# Properties

PIECES = [
    *READ,
    "03/04/2024",
    "24/3/14",
    "2024年3月",
    "昨天 15:30",
    "3天前",
    "2024-W11-4",
    "1710401400",
]
DATES = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
SECONDS = st.datetimes(datetime.datetime(1000, 1, 1), datetime.datetime(2999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: datetime.timedelta(minutes=minutes))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A known spelling with some of it replaced by a piece of another, or by any characters."""
    value = draw(st.sampled_from(PIECES))
    start = draw(st.integers(0, len(value)))
    end = draw(st.integers(start, len(value)))
    other = draw(st.sampled_from(PIECES))
    cut = draw(st.integers(0, len(other)))
    piece = draw(st.sampled_from(["", other, other[:cut], other[cut:]]) | st.text(max_size=3))
    return value[:start] + piece + value[end:]


def check(value: str) -> None:
    found = read(value)
    if isinstance(found, Moment):
        again = read(found.text())
        assert (again == found) == found.is_exact
        assert isinstance(again, Moment)
        assert again.text() == found.text()
        assert canonical(found.text()) == (again if found.offset is None else None)
        assert is_canonical_with_offset(found.text()) == (found.offset is not None)
        assert found.offset is None or found.time is not None
        assert canonical(found.local(SHANGHAI).text()) is not None
    elif isinstance(found, Unclear):
        assert (found.kind == "ambiguous") == bool(found.readings)
        assert list(found.readings) == sorted(set(found.readings))
        for reading in found.readings:
            moment = read(reading)
            assert isinstance(moment, Moment)
            assert moment.text() == reading
    assert canonical(value) is None or isinstance(found, Moment)


@given(st.text())
def test_any_text(value: str) -> None:
    check(value)


@given(st.text("0123456789-/.:T Z+年月日时分秒上下午晚周四十百廿元MarPth,()于前", max_size=24))
def test_texts_of_the_characters_of_dates(value: str) -> None:
    check(value)


@given(mutated())
def test_mutations_of_known_spellings(value: str) -> None:
    check(value)


@given(
    SECONDS,
    st.sampled_from(
        [
            "{0:%Y-%m-%dT%H:%M:%S}",
            "{0.year}-{0.month}-{0.day} {0:%H:%M:%S}",
            "{0.year}/{0.month}/{0.day}  {0.hour}:{0:%M:%S}",
            "{0:%Y.%m.%d}, {0:%H:%M:%S}",
            "{0:%Y-%m-%d_%H-%M-%S}",
            "{0.year}年{0.month}月{0.day}日{0.hour}时{0.minute}分{0.second}秒",
            "{0.year} 年 {0.month} 月 {0.day} 日 {0:%H:%M:%S}",
            "{0:%b} {0.day}, {0.year}, {0:%I:%M:%S %p}",
            "{0:%A}, {0.day} {0:%B} {0.year} {0:%H:%M:%S}",
            "发布于 {0:%Y-%m-%d %H:%M:%S}・IP 属地上海",
        ]
    ),
)
def test_every_moment_in_every_spelling(moment: datetime.datetime, spelling: str) -> None:
    expected = Moment(moment.date(), moment.time(), None)
    assert read(spelling.format(moment)) == expected


@given(
    SECONDS, OFFSETS, st.sampled_from(["{}", " {}", " GMT{}", " (UTC {})", " UTC{} (somewhere)"])
)
def test_every_offset(moment: datetime.datetime, offset: datetime.timedelta, around: str) -> None:
    sign = "-" if offset < datetime.timedelta(0) else "+"
    hours, minutes = divmod(abs(offset) // datetime.timedelta(minutes=1), 60)
    written = moment.isoformat(" ") + around.format(f"{sign}{hours:02}:{minutes:02}")
    expected = Moment(moment.date(), moment.time(), offset)
    assert read(written) == expected
    there = expected.local(datetime.UTC)
    assert there.time is not None
    assert datetime.datetime.combine(there.date, there.time) == moment - offset


def numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else "零一二三四五六七八九"[tens] + "十"
    return head + ("一二三四五六七八九"[ones - 1] if ones else "")


@given(DATES)
def test_every_date_in_numerals(date: datetime.date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(date.year))
    written = f"{year}年{numeral(date.month)}月{numeral(date.day)}日"
    assert read(written) == Moment(date, None, None)


@given(DATES, st.integers(0, 6), st.sampled_from(["星期{}", "周{}", " ({})", " 禮拜{}"]))
def test_a_weekday_must_agree(date: datetime.date, weekday: int, around: str) -> None:
    written = date.isoformat() + around.format("一二三四五六日"[weekday])
    agrees = weekday == date.weekday()
    assert read(written) == Moment(date) if agrees else outcome(written) == "impossible"


@given(st.integers(1000, 2999), st.integers(1, 12), st.integers(1, 31))
def test_only_days_of_the_calendar(year: int, month: int, day: int) -> None:
    exists = day <= calendar.monthrange(year, month)[1]
    assert (canonical(f"{year}-{month:02}-{day:02}") is not None) == exists
    for written in (f"{year}-{month:02}-{day:02}", f"{year}/{month}/{day}"):
        assert isinstance(read(written), Moment) == exists
        assert exists or outcome(written) == "impossible"


@given(st.integers(940_000_000, 1_899_999_999) | st.integers(2_100_000_000, 4_100_000_000))
def test_every_epoch(seconds: int) -> None:
    there = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    expected = Moment(there.date(), there.time(), datetime.timedelta(0))
    assert read(str(seconds)) == expected
    assert read(f"{seconds}000") == expected
