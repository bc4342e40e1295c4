"""CL001 beyond its pages' examples: several patterns in one note, and what their removal leaves."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.clipping.boilerplate import RULE
from vaultkit.checks.pages import pages, patterns_of
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing import engine
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]
SWIPE = "继续滑动看下一个\n灯塔日记\n向上滑动看下一个\n灯塔日记"


def found(text: str) -> list[Finding]:
    return run.check(Note("note.md", text), ACTIVE)


def fixed(text: str) -> str:
    return engine.fix(Note("note.md", text), ACTIVE, unsafe=("CL001",)).note.text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (SWIPE, ""),
        (f"{SWIPE}\n", ""),
        (f"---\ntitle: 灯\n---\n{SWIPE}\n", "---\ntitle: 灯\n---\n"),
        (f"---\ntitle: 灯\n---\n\n{SWIPE}\n\n正文。\n", "---\ntitle: 灯\n---\n\n正文。\n"),
        (f"\ufeff{SWIPE}\n正文。\n", "\ufeff正文。\n"),
        # What had no blank line around it gets none, and is not joined.
        (f"正文。\n{SWIPE}\n下文。", "正文。\n下文。"),
        (f"正文。\n\n{SWIPE}\n下文。", "正文。\n\n下文。"),
        (f"正文。\n{SWIPE}\n\n下文。", "正文。\n\n下文。"),
        (f"> 正文。\n>\n> {SWIPE}".replace("\n继", "\n> 继"), "> 正文。\n>\n"),
        (f"正文。\n\n轻触阅读原文\n\n{SWIPE}\n\n其它金额\n", "正文。\n"),
        ("> 轻触阅读原文\n>\n>\n", ">\n>\n"),
        ("轻触阅读原文\n\x0b\n", ""),
        ("正文。\r\n\r\n轻触阅读原文\r\n\r\n下文。\r\n", "正文。\r\n\r\n下文。\r\n"),
        ("正文。\r\r轻触阅读原文\r\r下文。\r", "正文。\r\r下文。\r"),
    ],
)
def test_what_is_left(text: str, after: str) -> None:
    assert fixed(text) == after
    assert fixed(after) == after


def test_a_finding_covers_the_lines_that_go() -> None:
    text = f"正文。\n\n  {SWIPE}  \n"
    (finding,) = found(text)
    assert finding.span.of(text) == SWIPE


@pytest.mark.parametrize("count", [20, 21])
def test_the_tail_of_a_note_has_twenty_lines(count: int) -> None:
    text = "扫码入群\n\n" + "正文。\n\n" * (count - 1)
    assert len(found(text)) == (count == 20)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- 轻触阅读原文 -->",
        "<!--\n轻触阅读原文\n-->",
        "%%\n轻触阅读原文\n%%",
        "```\n轻触阅读原文\n```",
        "- [ ] 轻触阅读原文",
        "扫码关注 ^code",
        "扫码关注 [[灯塔日记]]",
    ],
)
def test_what_is_no_line_of_text_stays(text: str) -> None:
    assert found(text) == []


def test_every_pattern_matches_only_what_one_of_its_signs_stands_in() -> None:
    from rulebook import of_page

    for pattern in patterns_of(pages()["CL001"]):
        for example in of_page(pattern.page):
            if example.kind == "fixed":
                assert any(sign in example.before for sign in pattern.has)
                assert not any(sign in example.after for sign in pattern.has), pattern.page.name
