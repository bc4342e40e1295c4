from __future__ import annotations

import pytest
from alone import alone
from hypothesis import given
from hypothesis import strategies as st
from markdown_text import bodies

from vaultkit.checks.text.full_width_alphanumeric import RULE

check, after = alone(RULE)


def test_a_run_is_one_finding() -> None:
    (found,) = check("住在Ａ１座")
    assert found.span == (2, 4)
    assert found.edits == ((2, 4, "A1"),)
    assert found.message == "full-width `Ａ１`: write `A1`"


@pytest.mark.parametrize(
    "text, fixed",
    [
        ("灯Ａb塔", "灯Ab塔"),
        ("Ａ、Ｂ，灯", "A、B，灯"),
        ("灯**Ａ**塔", "灯**A**塔"),
        ("灯５０％", "灯50％"),
        ("灯１０：３０，塔", "灯１０：３０，塔"),
        ("灯1．５", "灯1．５"),
        ("灯ｉＯＳ，２０２４年，Ａ座", "灯iOS，2024年，A座"),
        ("灯１２３，ＡＢＣ，塔", "灯123，ABC，塔"),
        ("[Ａ](b)灯", "[Ａ](b)灯"),
        ("[ＡＢ](b)灯", "[AB](b)灯"),
        ("[[a|Ａ]]灯", "[[a|A]]灯"),
        ("灯`a`Ａ", "灯`a`A"),
        ("１. 灯\n１) 塔\n", "１. 灯\n１) 塔\n"),
        ("- [ｘ] 灯", "- [ｘ] 灯"),
        ("灯 ^ａ", "灯 ^ａ"),
        ("灯 #ａ 塔", "灯 #ａ 塔"),
        ("灯&ａｍｐ;塔", "灯&ａｍｐ;塔"),
        ("灯ｈｔｔｐ://a", "灯ｈｔｔｐ://a"),
        ("灯https://a.b/塔Ａ", "灯https://a.b/塔Ａ"),
        ("灯，Ａ。ＡＢ", "灯，A。ＡＢ"),
        ("あかりＡ灯", "あかりＡ灯"),
        ("全形Ａ灯", "全形Ａ灯"),
    ],
)
def test_what_it_becomes(text: str, fixed: str) -> None:
    assert after(text) == fixed


_PIECES = [
    "灯",
    "塔",
    "Ａ",
    "ｘ",
    "１",
    "２０",
    "a",
    "1",
    " ",
    "\n",
    ".",
    ")",
    "[",
    "]",
    "](b)",
    "^",
    "#",
]
_PIECES += [
    "*",
    "**",
    "==",
    "`",
    "[[",
    "]]",
    "|",
    "> ",
    "- ",
    "か",
    "，",
    "．",
    "&",
    ";",
    ":",
    "/",
    "@",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join) | bodies)
def test_the_guard_lets_every_fix_through_and_one_run_is_enough(text: str) -> None:
    assert check(after(text)) == []
