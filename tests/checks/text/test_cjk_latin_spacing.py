from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_text import notes

from vaultkit.checks import run
from vaultkit.checks.ruleset import Active
from vaultkit.checks.text.cjk_latin_spacing import RULE, Options
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

Spacing = Literal["add", "remove"]


def after(text: str, spacing: Spacing = "add") -> str:
    active = [Active(RULE, Options(spacing))]
    fixed = fix(Note("note.md", text), active)
    assert fixed.refused == []
    assert fixed.findings == []
    return fixed.note.text


def test_a_word_is_one_finding() -> None:
    (found,) = run.check(Note("note.md", "用Git提交"), [Active(RULE, Options())])
    assert found.span == (1, 4)
    assert found.edits == ((1, 1, " "), (4, 4, " "))
    assert found.message == "no space between Chinese and `Git`: put one in"
    (found,) = run.check(Note("note.md", "用 Git 提交"), [Active(RULE, Options("remove"))])
    assert found.edits == ((1, 2, ""), (5, 6, ""))


@pytest.mark.parametrize(
    "text, fixed",
    [
        ("用Café吧", "用 Café 吧"),
        ("共1,000.5个", "共 1,000.5 个"),
        ("在10:30到", "在 10:30 到"),
        ("约3-5个", "约 3-5 个"),
        ("用user_name吧", "用 user_name 吧"),
        ("用C++吧，用C#吧", "用 C++ 吧，用C#吧"),
        ("涨3%的", "涨 3% 的"),
        ("涨3％的", "涨 3％ 的"),
        ("看Disney+吧", "看Disney+吧"),
        ("价$5的", "价$5的"),
        ("用.NET吧", "用.NET吧"),
        ("用A_吧_", "用A_吧_"),
        ("**灯**A", "**灯**A"),
        ("*灯A*塔", "*灯 A*塔"),
        ("灯==A==塔", "灯==A==塔"),
        ("灯`a`塔A", "灯`a`塔 A"),
        ("灯https://a.b/塔A，灯A", "灯https://a.b/塔A，灯 A"),
        ("灯#塔A海", "灯#塔A海"),
        ("找@塔A海，灯A", "找@塔A海，灯 A"),
        ("灯&nbsp;塔", "灯&nbsp;塔"),
        ("灯[^a]塔\n\n[^a]: 海A\n", "灯[^a]塔\n\n[^a]: 海 A\n"),
        ("C:\\灯A\\塔", "C:\\灯A\\塔"),
        ("灯塔v2.docx里", "灯塔v2.docx 里"),
        ("第2.png张", "第2.png 张"),
        ("灯A\r\n塔A海", "灯 A\r\n塔 A 海"),
        ("灯\nA", "灯\nA"),
        ("| 灯A|A |\n|---|---|\n|A塔|塔|\n", "| 灯 A|A |\n|---|---|\n|A 塔|塔|\n"),
    ],
)
def test_what_is_put_in(text: str, fixed: str) -> None:
    assert after(text) == fixed


@pytest.mark.parametrize(
    "text, fixed",
    [
        ("用 A 吧", "用A吧"),
        ("灯 A", "灯 A"),
        ("灯 A。", "灯A。"),
        ("灯  A 塔。", "灯  A塔。"),
        ("灯\u3000A\u00a0塔。", "灯\u3000A\u00a0塔。"),
        ("图 2 灯塔，第 3 章 A 塔。", "图 2 灯塔，第3章A塔。"),
        ("- 2 灯塔，3 座。", "- 2 灯塔，3座。"),
        ("- 2 个，3 座。", "- 2个，3座。"),
        ("灯 #A 塔。", "灯 #A 塔。"),
        ("灯 ^a", "灯 ^a"),
        ("给 a@b.cd 发，好。", "给 a@b.cd 发，好。"),
        ("「智领 万象」，A 座。", "「智领 万象」，A座。"),
    ],
)
def test_what_is_taken_out(text: str, fixed: str) -> None:
    assert after(text, "remove") == fixed


_PIECES = [
    "灯",
    "塔",
    "汉字",
    "A",
    "Git",
    "12",
    "3%",
    "C++",
    " ",
    " ",
    "，",
    "。",
    "\n",
    "# ",
    "- ",
]
_PIECES += [
    "*",
    "**",
    "==",
    "`",
    "[[",
    "]]",
    "|",
    "#",
    "^",
    "#标签",
    "^id",
    "[",
    "](b)",
    "1. ",
    "> ",
]
_PIECES += ["か", "https://a.b/", "::", "$", "-", "/", "+", "@", "\\", "&", "~"]


@given(
    st.lists(st.sampled_from(_PIECES), max_size=24).map("".join) | notes,
    st.sampled_from(["add", "remove"]),
)
def test_nothing_but_spaces_changes_and_one_run_is_enough(text: str, spacing: Spacing) -> None:
    active = [Active(RULE, Options(spacing))]
    fixed = fix(Note("note.md", text), active)
    assert "".join(fixed.note.text.split()) == "".join(text.split())
    assert fixed.note.text.count("\n") == text.count("\n")
    assert len(fixed.note.links) == len(Note("note.md", text).links)
    assert fixed.refused == []
