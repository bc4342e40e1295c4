from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.text.quotes import RULE
from vaultkit.note.note import Note


def check(text: str) -> list[Finding]:
    return run.check(Note("note.md", text), [Active(RULE, NoOptions())])


def test_there_is_one_finding_of_each_kind_at_the_first_place() -> None:
    straight, mixed = check('他说"灯"和"塔"。“甲”“乙”「丙」「丁」“戊”')
    assert straight.span == (2, 5)
    assert straight.message == (
        "2 pairs of straight quotes beside Chinese, here the first: write `“…”` or `「…」`"
    )
    assert mixed.span == (16, 19)
    assert mixed.message == "quotes in two styles, 3 × `“”` and 2 × `「」`: use one of them"


@pytest.mark.parametrize(
    "text, count",
    [
        ('灯"塔A"。', 1),
        ('灯"A塔"。', 1),
        ('灯"塔":海', 1),
        ('灯"A塔B"。', 0),
        ('灯 "A"。', 0),
        ('灯"塔": 1', 0),
        ('灯 git commit -m "塔"', 0),
        ('灯"""塔"""海', 0),
        ('灯"塔\n海"', 0),
        ('灯塔海岸，The "灯塔"。', 1),
        ('The old and tired "灯".', 0),
        ("“甲”「乙」", 1),
        ("“甲”‘乙’『丙』", 0),
        ("“甲「乙」”「丙", 0),
        ("甲“”「」乙", 0),
        ("“甲”[[a|「乙」]]", 0),
        ("“甲”[「乙」](a)", 0),
        ("“甲”`「乙」`", 0),
        ("“甲”\n\n> 「乙」", 0),
        ("> “甲”\n> 「乙」", 1),
        ("> “甲”\n>\n> > 「乙」", 0),
        ("「あかり」“甲”", 0),
        ("《「甲」乙》，“丙”", 0),
        ("“「甲」”，「乙」", 0),
        ("《甲》，“乙”和「丙」", 1),
        ("灯＂塔＂海", 1),
        ('灯“塔"海', 1),
        ('灯“塔"海”', 0),
        ('“灯"塔"海”', 1),
        ('“灯塔"海"”', 1),
        ('“灯塔" 27"', 0),
        ("---\ntitle: 「乙」\n---\n“甲”", 0),
    ],
)
def test_what_is_found(text: str, count: int) -> None:
    assert len(check(text)) == count
