from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import rule
from rich.cells import cell_len

from vaultkit.checks.located import Located, locate
from vaultkit.checks.rule import Finding
from vaultkit.note.source import Lines
from vaultkit.note.spans import Edit, Span
from vaultkit.report.text import print_findings, summary

RULE = rule("TX801", "lamp", None)


def located(text: str, start: int, end: int, message: str = "a message") -> Located:
    finding = Finding(Span(start, end), message, path="note.md", code="TX801")
    return locate(finding, RULE, Lines(text))


def printed(*findings: Located, path: str = "vault/note.md") -> list[str]:
    stream = io.StringIO()
    print_findings([(path, one) for one in findings], stream)
    return stream.getvalue().split("\n")[:-1]


def marked(text: str, part: str) -> tuple[str, str]:
    """The line that is shown for a part of a text, and the marks under it."""
    start = text.index(part)
    _, line, marks = printed(located(text, start, start + len(part)))
    assert line.startswith("    | ")
    assert marks.startswith("    | ")
    return line[6:], marks[6:]


# Findings


def test_a_finding_names_place_code_and_message():
    head, *_ = printed(located("a\nthe lamp\n", 6, 10))
    assert head == "vault/note.md:2:5: TX801 a message"


def test_the_span_is_marked():
    assert marked("the lamp burns\n", "lamp") == ("the lamp burns", "    ^^^^")


@pytest.mark.parametrize(
    ("line", "part", "marks"),
    [
        ("灯塔,海", ",", "    ^"),
        ("a灯塔b", "塔", "   ^^"),
        ("，。", "。", "  ^^"),
        ("e\u0301e\u0301 lamp", "lamp", "   ^^^^"),
        ("🗼🗼 lamp", "lamp", "     ^^^^"),
        ("\tlamp", "lamp", " ^^^^"),
        ("コト ﾗﾝﾌﾟ", "ﾗﾝﾌﾟ", "     ^^^^"),
        ("𠮷 lamp", "lamp", "   ^^^^"),
    ],
)
def test_the_marks_stand_under_the_span_whatever_the_width(line, part, marks):
    assert marked(line + "\n", part)[1] == marks


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_line_end_is_not_shown(newline):
    text = f"lamp{newline}boat{newline}"
    assert printed(located(text, text.index("boat"), len(text)))[1:] == [
        "    | boat",
        "    | ^^^^",
    ]


def test_an_empty_span_gets_one_mark():
    assert printed(located("lamp", 4, 4))[1:] == ["    | lamp", "    |     ^"]


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first():
    assert printed(located("a lamp\na boat", 2, 13))[1:] == ["    | a lamp", "    |   ^^^^"]


def test_white_space_at_the_end_is_marked_but_not_printed():
    assert printed(located("lamp  \n", 4, 6))[1:] == ["    | lamp", "    |     ^^"]


@pytest.mark.parametrize("text", ["", "   \n", "\n"])
def test_of_an_empty_line_nothing_is_shown(text):
    assert len(printed(located(text, 0, 0))) == 1


def test_of_a_long_line_the_part_around_the_span_is_shown():
    line, marks = marked(f"{'灯' * 500}lamp{'海' * 500}\n", "lamp")
    assert line.startswith("…灯")
    assert line.endswith("海…")
    assert cell_len(line) < 250
    assert cell_len(line[: line.index("lamp")]) == marks.index("^")
    assert marks.strip() == "^^^^"


def test_of_a_long_span_the_beginning_is_marked():
    line, marks = marked(f"a {'x' * 5000} b", "x" * 5000)
    assert line.startswith("a xxx")
    assert len(line) < 200
    assert 1 < len(marks.strip()) < 100


UNPRINTABLE = ["\x1b[31m", "\x07", "\x9b", "\u202e", "\u2066", "\u2028", "\x85", "\u061c", "\x0b"]


@pytest.mark.parametrize("character", UNPRINTABLE)
def test_what_would_move_or_hide_text_is_not_printed(character):
    text = f"a{character}lamp\n"
    one = located(text, text.index("lamp"), len(text) - 1, f"nothing is called `{character}`")
    lines = printed(one, path=f"{character}.md")
    assert len(lines) == 3
    assert not any(character[0] in line for line in lines)


def test_a_line_break_in_a_name_or_message_breaks_no_line():
    assert len(printed(located("lamp", 0, 4, "a\nb"), path="a\nb.md")) == 3


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=200),
    st.data(),
)
def test_the_marks_are_under_what_is_meant(line, data):
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    head, *shown = printed(located(f"{line}\nnext\n", start, end))
    assert head == f"vault/note.md:1:{start + 1}: TX801 a message"
    if not line.strip():
        assert shown == []
        return
    text, marks = (one[6:] for one in shown)
    before = len(marks) - len(marks.lstrip())
    part = line[start : min(max(end, start + 1), start + 60)]
    assert marks.strip() == "^" * max(1, cell_len(part))
    text = text.ljust(len(text) + 60)
    assert any(
        cell_len(text[:at]) == before and text[at:].startswith(part.rstrip())
        for at in range(len(text))
    )


# The summary


def fixable(safety: str, path: str = "a.md") -> Located:
    own = rule("TX801", "lamp", "boat", fix=safety)
    finding = Finding(Span(0, 4), "", (Edit(0, 4, "boat"),), path=path, code="TX801")
    return locate(finding, own, Lines("lamp"))


REPORTED = located("lamp", 0, 4)
SAFE, UNSAFE = fixable("safe"), fixable("unsafe")


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], "nothing to report"),
        ([REPORTED], "1 problem in 1 note"),
        ([SAFE], "1 problem in 1 note; 1 can be fixed with --fix"),
        (
            [SAFE, REPORTED, SAFE],
            "3 problems in 2 notes; 2 can be fixed with --fix",
        ),
        ([UNSAFE], "1 problem in 1 note; 1 can be fixed with --fix --unsafe-fixes"),
        (
            [UNSAFE, SAFE, SAFE],
            "3 problems in 1 note; 2 can be fixed with --fix; 1 more with --fix --unsafe-fixes",
        ),
        ([SAFE] * 1234, "1,234 problems in 1 note; 1,234 can be fixed with --fix"),
    ],
)
def test_the_summary_says_how_many_and_how_they_are_fixed(findings, expected):
    assert summary(findings, 0, 0) == expected


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], "fixed 3 problems in 2 notes; nothing is left to report"),
        ([REPORTED], "fixed 3 problems in 2 notes; 1 problem in 1 note left"),
        (
            [UNSAFE],
            "fixed 3 problems in 2 notes; 1 problem in 1 note left; "
            "1 can be fixed with --fix --unsafe-fixes",
        ),
    ],
)
def test_the_summary_says_what_was_fixed(findings, expected):
    assert summary(findings, 3, 2) == expected


def test_a_finding_less_certain_than_its_rule_counts_as_unsafe():
    finding = Finding(Span(0, 4), "", (Edit(0, 4, ""),), safety="unsafe", path="a", code="TX801")
    one = locate(finding, rule("TX801", "lamp", ""), Lines("lamp"))
    assert one.record.fix is not None
    assert one.record.fix.safety == "unsafe"
