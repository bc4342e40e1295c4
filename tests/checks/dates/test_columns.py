"""Every spelling of a date that was met in notes, and what DT001 and DT006 make of it."""

from __future__ import annotations

import pytest

from vaultkit.checks.dates import date_format, offset
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import Fixed, fix
from vaultkit.note.note import Note

# A value, what it becomes without a time zone, and with Asia/Shanghai. None: it is kept.
SPELLINGS: list[tuple[str, str | None, str | None]] = [
    ("2024-03-14", None, None),
    ("2024-3-14", "2024-03-14", "2024-03-14"),
    ("2024/03/14", "2024-03-14", "2024-03-14"),
    ("2024/3/14", "2024-03-14", "2024-03-14"),
    ("2024.03.14", "2024-03-14", "2024-03-14"),
    ("2024.3.14", "2024-03-14", "2024-03-14"),
    ("20240314", "2024-03-14", "2024-03-14"),
    ("202403141530", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("20240314153000", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("2024-03-14T15:30", None, None),
    ("2024-03-14T15:30:00", None, None),
    ("2024-03-14 15:30", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("2024-03-14 15:30:00", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("2024-03-14T15:30:00+08:00", "2024-03-14T15:30:00+08:00", "2024-03-14T15:30:00"),
    ("2024-03-14T07:30:00Z", "2024-03-14T07:30:00Z", "2024-03-14T15:30:00"),
    ("2024-03-14T07:30:00.000Z", "2024-03-14T07:30:00.000Z", "2024-03-14T15:30:00"),
    ("2024-03-14 15:30:00 +0800", "2024-03-14T15:30:00+08:00", "2024-03-14T15:30:00"),
    ("2024-03-14T15:30:00 (UTC +08:00)", "2024-03-14T15:30:00+08:00", "2024-03-14T15:30:00"),
    ("1710401400", "2024-03-14T07:30:00Z", "2024-03-14T15:30:00"),
    ("1710401400000", "2024-03-14T07:30:00Z", "2024-03-14T15:30:00"),
    ("2023年8月31日", "2023-08-31", "2023-08-31"),
    ("2025年06月26日 17:27", "2025-06-26T17:27:00", "2025-06-26T17:27:00"),
    ("2024年3月", None, None),
    ("2024年3月14日 星期四", "2024-03-14", "2024-03-14"),
    ("2024年3月14日 下午3:30", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("2024 年 3 月 14 日", "2024-03-14", "2024-03-14"),
    ("3月14日", None, None),
    ("03-14 15:30", None, None),
    ("二〇二四年三月十四日", "2024-03-14", "2024-03-14"),
    ("民國113年3月14日", "2024-03-14", "2024-03-14"),
    ("民国三十八年十月一日", "1949-10-01", "1949-10-01"),
    ("令和6年3月14日", "2024-03-14", "2024-03-14"),
    ("昨天", None, None),
    ("昨天 15:30", None, None),
    ("前天", None, None),
    ("3天前", None, None),
    ("5小时前", None, None),
    ("刚刚", None, None),
    ("今天 08:00", None, None),
    ("周四", None, None),
    ("Mar 14, 2024", "2024-03-14", "2024-03-14"),
    ("March 14, 2024 3:30 PM", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("14 Mar 2024", "2024-03-14", "2024-03-14"),
    ("14/03/2024", "2024-03-14", "2024-03-14"),
    ("03/14/2024", "2024-03-14", "2024-03-14"),
    ("03/04/2024", None, None),
    ("3/14/2024, 3:30:00 PM", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("Thu, 14 Mar 2024 15:30:00 +0800", "2024-03-14T15:30:00+08:00", "2024-03-14T15:30:00"),
    (
        "Thu Mar 14 2024 15:30:00 GMT+0800 (中国标准时间)",
        "2024-03-14T15:30:00+08:00",
        "2024-03-14T15:30:00",
    ),
    ("2024-W11-4", None, None),
    ("2024-074", None, None),
    ("2024", None, None),
    ("2024-03", None, None),
    ("[[2024-03-14]]", None, None),
    ("2024-03-14 周四", "2024-03-14", "2024-03-14"),
    ("编辑于 2024-03-14 15:30", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("发布于2024-03-14", "2024-03-14", "2024-03-14"),
    ("2024-02-30", None, None),
    ("0000-00-00", None, None),
    ("2024-03-14T25:00:00", None, None),
    ("{{date}}", None, None),
    ("<% tp.date.now() %>", None, None),
    ("2024-12-16 Monday", "2024-12-16", "2024-12-16"),
    ("甲辰年二月初五", None, None),
    ("2024年3月14日15时30分", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("24/3/14", None, None),
    ("2024-03-14T15:30:00+0800", "2024-03-14T15:30:00+08:00", "2024-03-14T15:30:00"),
    ("2024-03-14_15-30-00", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("2024-03-14-15-30", "2024-03-14T15:30:00", "2024-03-14T15:30:00"),
    ("2024－03－14", "2024-03-14", "2024-03-14"),
    ("２０２４年３月１４日", "2024-03-14", "2024-03-14"),
]


def run(value: str, timezone: str | None, key: str = "created") -> Fixed:
    active = [
        Active(date_format.RULE, date_format.Options()),
        Active(offset.RULE, offset.Options(timezone=timezone)),
    ]
    fixed = fix(Note("note.md", f"---\n{key}: {value}\n---\n"), active)
    assert fixed.refused == []
    return fixed


def block(value: str, key: str = "created") -> str:
    return f"---\n{key}: {value}\n---\n"


@pytest.mark.parametrize(("value", "written", "local"), SPELLINGS)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_spelling(value: str, written: str | None, local: str | None, quote: str) -> None:
    before = f"{quote}{value}{quote}"
    without = run(before, None)
    assert without.note.text == block(f"{quote}{written or value}{quote}")
    expected = ["DT006"] if written != local else []
    assert [finding.code for finding in without.findings] == expected

    within = run(before, "Asia/Shanghai")
    assert within.note.text == block(f"{quote}{local or value}{quote}")
    assert within.findings == []


@pytest.mark.parametrize(("value", "written", "local"), SPELLINGS)
@pytest.mark.parametrize("key", ["id", "title", "height", "版本"])
def test_outside_a_date_property_nothing_is_touched(
    key: str, value: str, written: str | None, local: str | None
) -> None:
    fixed = run(value, "Asia/Shanghai", key)
    assert fixed.note.text == block(value, key)
    assert fixed.findings == []
