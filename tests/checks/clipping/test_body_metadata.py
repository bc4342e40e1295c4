from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.clipping.body_metadata import RULE
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]
MATTER = """---
source: https://a.example/lamp
作者: ["[[keeper|Keeper]]", 渔夫]
published: 2024-03-14T08:21
word_count: 58
tags: [灯, sea]
---
"""


def check(body: str, matter: str = MATTER) -> list[Finding]:
    return run.check(Note("note.md", matter + body), ACTIVE)


@pytest.mark.parametrize(
    "line",
    [
        "作者：渔夫",
        "Author: keeper、渔夫",
        "**作者**： [[渔夫]]",
        "* **Author:** Keeper",
        "published: 2024-03-14 08:21:00",
        "发布时间：2024年3月14日",
        "字数：58",
        "标签：#灯 ",
        "来源链接：<https://a.example/lamp?utm_id=1>",
        "链接：https://a.example/lamp",
        "来源：[灯](https://a.example/lamp)",
        "作者丨渔夫",
        "**作者**｜[[渔夫]]",
    ],
)
def test_a_line_that_a_property_says(line: str) -> None:
    (finding,) = check(f"{line}\n\n夜里，灯亮了。\n")
    assert finding.span == (len(MATTER), len(MATTER) + len(line.rstrip()))
    fixed = fix(Note("note.md", f"{MATTER}{line}\n\n夜里，灯亮了。\n"), ACTIVE, ("CL005",))
    assert fixed.note.text == f"{MATTER}夜里，灯亮了。\n"
    assert fixed.refused == []


@pytest.mark.parametrize(
    "line",
    [
        "作者：渔夫、水手",
        "作者：[渔夫](https://a.example/fisher)",
        "published: 2024-03-14 09:21",
        "published: yesterday",
        "时间：2024-03-14 08:21",
        "来源链接：https://a.example/LAMP",
        "链接：https://a.example/LAMP",
        "来源：渔夫",
        "作者丨渔夫、水手",
        "> 作者：渔夫",
        "作者:: 渔夫",
        "`作者：渔夫`",
        "作者：渔夫\n-----",
        "- 作者：渔夫\n  - 水手",
        "\n" * 20 + "作者：渔夫",
    ],
)
def test_a_line_that_stays(line: str) -> None:
    assert check(f"{line}\n\n夜里，灯亮了。\n") == []


@pytest.mark.parametrize(
    "line, is_reported",
    [
        ("作者：渔夫", True),
        ("作者丨渔夫", True),
        ("作者丨渔夫 编辑丨水手", False),
        ("published: 2024-03-14", True),
        ("原文地址：https://a.example/lamp", True),
        ("作者：他在灯下读报。后来呢？", False),
        ("published: by the sea", False),
        ("更新：下周", False),
        ("摘要：夜里，灯亮了", False),
        ("时间：2024-03-14", False),
    ],
)
def test_a_line_that_no_property_says(line: str, is_reported: bool) -> None:
    matter = "---\nurl: https://a.example/lamp\n---\n"
    if line.startswith("原文"):
        matter = "---\nx: 1\n---\n[Read on Omnivore](https://omnivore.app/a)\n[Read Original](https://b.example)\n\n"
    found = check(f"{line}\n", matter)
    assert [finding.edits for finding in found] == [()] * is_reported
    assert check(f"{line}\n", "---\nx: https\n---\nhttps://a.example\n\n") == []
