"""What TX010 and TX011 promise together, and what their pages cannot show."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks import run
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.text import emphasis_not_rendered, space_beside_emphasis
from vaultkit.fixing.dialect import tokens
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note
from vaultkit.note.spans import apply

TX010 = Active(emphasis_not_rendered.RULE, NoOptions())
TX011 = Active(space_beside_emphasis.RULE, NoOptions())
PARTS = ["灯", "亮着", "ab", "5", " ", " ", "。", "，", "《", "》", "“", "”", "（", "）", ")", "%"]
PARTS += ["`x`", "[灯](u)", "[[a]]", "\n", "\n\n- ", "\n> ", *(["**"] * 6), "~~", "*"]


def check(text: str, active: Active) -> list[Finding]:
    return run.check(Note("a.md", text), [active])


@pytest.mark.parametrize(
    "active, text, span, message",
    [
        (
            TX010,
            "看**灯。**亮",
            (1, 7),
            "`**灯。**` is not shown in bold here: put `。` behind the `**`",
        ),
        (
            TX010,
            "~~《灯》~~亮",
            (0, 7),
            "`~~《灯》~~` is not shown struck through here: put `《` and `》` outside the `~~`",
        ),
        (
            TX010,
            "**灯（旧的灯，早已不用，只在夜里点一次，照不到海上的人）**亮",
            (0, 31),
            "`**灯（旧的灯，早已不用，只…点一次，照不到海上的人）**` is not shown in bold here: "
            "put a space outside the `**`",
        ),
        (
            TX010,
            "看**#灯**A**$码头的人**（旧）**“走。”**，",
            (1, 7),
            "`**#灯**` is not shown in bold here: see which marks belong together",
        ),
        (
            TX011,
            "看《 **灯** 》",
            (2, 9),
            "a space between emphasised text and `《` and `》`: delete it",
        ),
        (
            TX011,
            "看** 灯**",
            (1, 7),
            "bold text cannot begin or end with a space: delete the space inside the `**`",
        ),
    ],
)
def test_what_is_said(active, text, span, message):
    (finding,) = check(text, active)
    assert finding.span == span
    assert finding.message == message


def test_bold_italics_are_two_emphases_of_one_text():
    (finding,) = check("***灯。***亮", TX010)
    assert apply("***灯。***亮", finding.edits) == "***灯***。亮"


def test_every_mark_is_its_own_finding():
    text = "**灯。**亮，**船。**走，**（海）。**浪\n\n> - **灯。**亮\n"
    assert [text[slice(*finding.span)] for finding in check(text, TX010)] == [
        "**灯。**",
        "**船。**",
        "**（海）。**",
        "**灯。**",
    ]


@given(st.lists(st.sampled_from(PARTS), min_size=4, max_size=25).map("".join))
def test_fixes_only_add_emphasis(text):
    fixed = fix(Note("a.md", text), [TX010, TX011])
    after = fixed.note.text
    assert Counter("".join(after.split())) == Counter("".join(text.split()))
    assert emphases(after) >= emphases(text)
    again = fix(fixed.note, [TX010, TX011])
    assert again.note.text == after
    assert not any(finding.edits for finding in again.findings)


def emphases(text: str) -> int:
    """How many there are as mistune reads it, by which neither rule goes."""
    return sum(token.kind == "open" and token.name in ("bold", "italic") for token in tokens(text))


# What writers make bold, and what they write around it.
BOLD = [
    "灯塔",
    "看天色。",
    "1.",
    "A.",
    "No.",
    "《海图》",
    "“好。”",
    "海图（旧的）",
    "50%",
    "注意：",
]
BOLD += [
    "注意:",
    "……沉默了",
    "¥100",
    ".md",
    "😀甲",
    "f()",
    "%5",
    "会吗？！",
    "[图](u)",
    "`x`",
    "+5%",
]
AROUND = [
    "船",
    "走。",
    "，",
    "A船",
    "1又",
    "5个",
    "（x）",
    "选项",
    "：",
    "、",
    "的 ",
    "。",
    "“",
    "）",
]


@given(st.lists(st.tuples(st.sampled_from(BOLD), st.sampled_from(AROUND)), min_size=1, max_size=4))
def test_what_is_bold_is_what_stands_between_two_marks(parts):
    text = "".join(f"**{bold}**{behind}" for bold, behind in parts)
    for line in (text, f"看{text}"):
        fixed = fix(Note("a.md", line), [TX010])
        wanted = [letters(bold) for bold, _ in parts]
        shown = [letters(bold) for bold in bolds(fixed.note.text)]
        # Before a Latin letter the amended reading does not close behind a sign of ASCII.
        if any(behind[0].isascii() and behind[0].isalnum() for _, behind in parts):
            assert fixed.note.text == line or set(shown) <= set(wanted)
        else:
            assert shown == wanted


@given(
    st.lists(st.sampled_from(BOLD + AROUND), max_size=4).map("".join),
    st.lists(st.sampled_from(["**", *BOLD, *AROUND]), max_size=9).map("".join),
)
def test_a_line_with_a_mark_too_many_stays(before, behind):
    text = f"看{before}{behind}"
    if text.count("**") % 2:
        assert fix(Note("a.md", text), [TX010]).note.text == text


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.replace("](u)", "")))


def bolds(text: str) -> list[str]:
    found: list[str] = []
    depth = 0
    for token in tokens(text):
        if token.name == "bold":
            depth += 1 if token.kind == "open" else -1
            found += [""] if token.kind == "open" else []
        elif depth and token.kind in ("text", "leaf"):
            found[-1] += token.value
    return found
