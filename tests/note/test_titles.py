"""The title that a note's text gives it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.note.note import Note
from vaultkit.note.titles import certain_title


def title(text: str) -> str | None:
    return certain_title(Note("note.md", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Quay", "Quay"),
        ("#   Quay  ", "Quay"),
        ("#\tQuay", "Quay"),
        ("# Quay #\n", "Quay"),
        ("# Quay ###  \n", "Quay"),
        ("# C#\n", "C#"),
        ("# C #x\n", None),
        ("   # Quay\n", "Quay"),
        ("Quay\n====\n", "Quay"),
        ("Quay  \n=\n", "Quay"),
        ("Two\nlines\n===\n", None),
        ("# 2024\n", "2024"),
        ("# 渡口 | 海岸周刊\n", "渡口 | 海岸周刊"),
        ("# A & B: a < b, [1], 50% $5\n", "A & B: a < b, [1], 50% $5"),
        ("# snake_case\n", "snake_case"),
        ("Text.\n\n## Part\n\n# Quay\n", "Quay"),
        ("# Quay\n\n> # Quoted\n", "Quay"),
        ("# Quay\n\n- # In a list\n", "Quay"),
        ("# Quay\n\n```\n# code\n```\n", "Quay"),
        ("---\ntags: x\n---\n# Quay\n", "Quay"),
        ("# 🦭\r\n\r\nText.\r\n", "🦭"),
        ("#\n", None),
        ("# #\n", None),
        ("# **Quay**\n", None),
        ("# _Quay_\n", None),
        ("# ==Quay==\n", None),
        ("# `Quay`\n", None),
        ("# [[Quay]]\n", None),
        ("# [Quay](quay.md)\n", None),
        ("# ![](quay.png)\n", None),
        ("# Quay <br>\n", None),
        ("# Quay ^id1\n", None),
        ("# Quay {#quay}\n", None),
        ("# Quay {.wide}\n", None),
        ("Quay {: #quay .wide}\n===\n", None),
        ("# Quay {1}\n", "Quay {1}"),
        ("# Quay %%draft%%\n", None),
        ("# Quay[^1]\n\n[^1]: Note.\n", None),
        ("# Quay\\#1\n", None),
        ("# A &amp; B\n", None),
        ("# {{title}}\n", None),
        ("# <% tp.file.title %>\n", None),
        ("# https://example.com\n", None),
        ("# Quay\u200b\n", None),
        ("# One\n\n# Two\n", None),
        ("> # Quoted\n", None),
        ("## Part\n", None),
        ("#Quay\n", None),
    ],
)
def test_the_only_heading_of_the_first_level(text: str, expected: str | None) -> None:
    assert title(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "渡口：一部简史",
        "渡口，以及别的？",
        "From Quay to Quay",
        "感谢信",
        "第一章 海上的渡口",
        "前言后语",
        "文学之海",
        "编辑部的故事",
        "原创音乐的渡口",
        "x" * 60,
        "图书馆 24 小时",
        "The Quay (1951)",
    ],
)
@pytest.mark.parametrize("lead", ["", "\n\n", "\ufeff", "---\ntags: x\n---\n", "  "])
def test_a_first_line_that_stands_alone(line: str, lead: str) -> None:
    assert title(f"{lead}{line}\n\nText.\n") == line
    assert title(f"{lead}{line}\r\n \r\nText.\r\n".replace("---\n", "---\r\n")) == line


@pytest.mark.parametrize(
    "line",
    [
        "那年的雪下得很早。",
        "大家好",
        "Dear John",
        "感谢阅读",
        "谢谢大家",
        "第一章",
        "Chapter 12",
        "前言",
        "下雪了！",
        "It snowed.",
        "下雪的时候，",
        "如下：",
        "x" * 61,
        "作者 | 看守人",
        "作者看守人邮箱",
        "文/看守人",
        "文 看守人",
        "图｜看守人",
        "【原创】",
        "原创 看守人",
        "编辑：看守人",
        "来源：海岸周刊",
        "来源海岸",
        "转载自海岸",
        "本文由海岸整理",
        "点击上方关注",
        "时间：周四",
        "By The Keeper",
        "by keeper",
        "Posted on Thursday",
        "Author: Keeper",
        "tags: coast",
        "URL：x",
        "2024-03-14",
        "2024年3月14日 15:30",
        "昨天 15:30",
        "March 14, 2024",
        "1",
        "……",
        "***",
        "https://example.com",
        "[Quay](quay.md)",
        "![](quay.png)",
        "[[Quay]]",
        "#quay",
        "`quay`",
        "- Quay",
        "1. Quay",
        "> Quay",
        "| Quay |",
        "<b>Quay</b>",
        "    code",
        "$$x$$",
        "**Quay**",
        "key:: value",
        "%% comment %%",
        "{{title}}",
        "\ufffdQuay",
        "\u3000\u3000那年的雪",
    ],
)
def test_a_first_line_that_is_no_title(line: str) -> None:
    assert title(f"{line}\n\nText.\n") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Quay",
        "Quay\n",
        "Quay\n\n",
        "Quay\nText.\n",
        "Quay\n\n## Part\n",
        "Quay\n---\n\nText.\n",
        "***\n\nQuay\n\nText.\n",
    ],
)
def test_a_note_without_a_certain_title(text: str) -> None:
    assert title(text) is None


@given(
    st.text(st.one_of(st.sampled_from("# \n=-*`[]()！。作者ab\r"), st.characters(codec="utf-8")))
)
def test_a_title_is_a_part_of_one_line(text: str) -> None:
    text = text.replace("\0", "")
    found = title(text)
    if found is not None:
        assert found == found.strip() != ""
        assert any(found in line for line in text.splitlines())
