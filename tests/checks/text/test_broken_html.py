from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.text.broken_html import RULE
from vaultkit.note.note import Note

TAG = "half of a tag or of a pair of tags, left of a page: take it out"
SIGN = "a sign of HTML that shows as it is written: write the character itself"


def check(text: str) -> list[Finding]:
    return run.check(Note("note.md", text), [Active(RULE, NoOptions())])


def test_each_kind_is_reported_once() -> None:
    found = check("灯</span>塔</span>&amp;lt;灯<font size=3>塔\n")
    assert [
        (finding.span, finding.message) for finding in sorted(found, key=lambda one: one.span)
    ] == [
        ((1, 8), f"`</span>`, 2 times: {TAG}"),
        ((16, 24), f"`&amp;lt;`: {SIGN}"),
        ((25, 38), f"`<font …>`: {TAG}"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "灯</p>",
        "灯<SPAN class='a'>塔",
        "灯/span>\n塔",
        "灯br/>\n塔",
        "灯</div",
        "灯& nbsp;塔",
        "灯/p>塔",
        "> &lt;div class=a&gt;灯&lt;/div&gt;",
        "灯\n\n<!-- 塔\n\n灯\n",
        "灯&#38;amp;&amp;#8203;塔",
    ],
)
def test_what_is_found(text: str) -> None:
    assert len(check(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<span>灯",
        "<SPAN a=b>灯</span>",
        "灯</span> <span>塔",
        "<!-- </p> -->灯",
        "灯 <!-- 塔\n\n灯",
        "- <!-- 灯\n- 塔",
        "<!-- 灯\n塔 -->\n\n灯\n\n<!-- 塔\n",
        "路径/php>塔 a/p>b 灯/p塔",
        "灯 &lt;p&gt;塔&lt;/p&gt;",
        "<div a=b />灯",
        "<p a=b>灯\n\n<li a=b>塔",
        "灯<Card a=b>塔",
        "灯?!?/p>",
        "路径 a/p>\n灯 1<br\u00e9",
        "灯&ltd; &amplifier &ampere=1",
    ],
)
def test_what_is_not(text: str) -> None:
    assert check(text) == []
