"""Blocks, and the spans that CommonMark knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_text import bodies

from vaultkit.note import markdown
from vaultkit.note.markdown import Body
from vaultkit.note.note import Note
from vaultkit.note.source import fold


def parse(text: str, start: int = 0) -> Body:
    return markdown.parse(text, fold(text), start)


def protected(text: str) -> list[tuple[str, str]]:
    """What is not prose, by kind and as written."""
    return [(kind, span.of(text)) for kind, span in Note("note.md", text).protected]


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in parse(text).blocks]


# Blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("one\ntwo\n\nthree", [("paragraph", "one\ntwo\n"), ("paragraph", "three")]),
        ("# 一\n", [("heading", "# 一\n")]),
        ("一\n===\n", [("heading", "一\n===\n")]),
        ("#一\n", [("paragraph", "#一\n")]),
        ("# 一\r\n\r\n二\r\n", [("heading", "# 一\r\n"), ("paragraph", "二\r\n")]),
        ("# 一\r二\r", [("heading", "# 一\r"), ("paragraph", "二\r")]),
        ("```\na\n```\n", [("code", "```\na\n```")]),
        ("    a\n", [("code", "a\n")]),
        ("<div>\na\n</div>\n", [("html", "<div>\na\n</div>\n")]),
        ("---\n", [("rule", "---\n")]),
        ("* * *\n", [("rule", "* * *\n")]),
        ("> a\n", [("quote", "> a\n"), ("paragraph", "a\n")]),
        ("- a\n- b\n", [("list", "- a\n- b\n"), ("item", "- a\n"), ("item", "- b\n")]),
        ("1. a\n", [("list", "1. a\n"), ("item", "1. a\n")]),
        ("- [ ] 甲\n", [("list", "- [ ] 甲\n"), ("item", "- [ ] 甲\n")]),
        ("|a|\n|-|\n|b|\n", [("table", "|a|\n|-|\n|b|\n")]),
        (
            "[^1]\n\n[^1]: a\n",
            [("paragraph", "[^1]\n"), ("footnote", "[^1]: a\n"), ("paragraph", "a\n")],
        ),
    ],
)
def test_blocks(text, expected):
    assert blocks(text) == expected


def test_containers_come_before_what_they_hold():
    kinds = [block.kind for block in parse("> - # 甲\n>\n>   乙\n").blocks]
    assert kinds == ["quote", "list", "item", "heading", "paragraph"]


@pytest.mark.parametrize("level", range(1, 7))
def test_the_level_of_a_heading(level):
    assert [block.level for block in parse(f"{'#' * level} 甲\n").blocks] == [level]


def test_setext_headings_have_two_levels():
    assert [block.level for block in parse("甲\n=\n\n乙\n-\n").blocks] == [1, 2]


def test_an_empty_task_does_not_end_its_list():
    assert blocks("- [ ] \n  more\n")[0] == ("list", "- [ ] \n  more\n")


def test_a_heading_behind_a_byte_order_mark():
    text = "\ufeff# 甲\n"
    (heading,) = Note("note.md", text).body.blocks
    assert (heading.kind, heading.span.of(text)) == ("heading", "# 甲\n")


def test_offsets_are_those_of_the_text_that_the_body_stands_in():
    text = "---\ntitle: 标题\n---\n# 甲 `乙`\n"
    note = Note("note.md", text)
    assert [block.span.of(text) for block in note.body.blocks] == ["# 甲 `乙`\n"]
    assert protected(text) == [("code", "`乙`")]


# Code, math and HTML


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲 `乙` 丙", ["`乙`"]),
        ("``a ` b``", ["``a ` b``"]),
        ("`a\nb`", ["`a\nb`"]),
        ("`a", []),
        ("\\`a`", []),
        ("```py\n[[甲]] #乙\n```\n丙", ["```py\n[[甲]] #乙\n```"]),
        ("~~~\n%% a %%\n~~~\n", ["~~~\n%% a %%\n~~~"]),
        ("```\n没有结束", ["```\n没有结束"]),
        ("- 甲\n\n  ```\n  乙\n  ```\n", ["```\n  乙\n  ```"]),
        ("> ```\n> 甲\n> ```\n丙", ["```\n> 甲\n> ```"]),
        ("    甲\n    乙\n\n丙", ["甲\n    乙\n"]),
        ("\t甲", ["甲"]),
        ("甲\n    乙", []),
        ("`甲`\r\n`乙`\r`丙`", ["`甲`", "`乙`", "`丙`"]),
        ("👍🏽`𠮷`e\u0301`a`", ["`𠮷`", "`a`"]),
        ("| a |\n|---|\n| `甲` |\n", ["`甲`"]),
    ],
)
def test_code(text, expected):
    assert protected(text) == [("code", code) for code in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设 $x_1$ 为", ["$x_1$"]),
        ("$中文$", ["$中文$"]),
        ("$$\nE = mc^2\n$$", ["$$\nE = mc^2\n$$"]),
        ("$$a$$ 和 $b$", ["$$a$$", "$b$"]),
        ("$$\n甲\n\n乙\n$$\n丙", ["$$\n甲\n\n乙\n$$"]),
        ("> $$\n> 甲\n>\n> $$\n> 乙", ["$$\n> 甲\n>\n> $$"]),
        ("> $$\n> 甲\n\n乙\n\n> $$\n", []),
        ("$$ 甲\n\n乙\n$$\n", []),
        ("价格 $5 到 $6", []),
        ("$ a $", []),
        ("\\$a$", []),
    ],
)
def test_math(text, expected):
    assert protected(text) == [("math", math) for math in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>\n[[甲]] #乙\n</div>\n\n丙", ["<div>\n[[甲]] #乙\n</div>\n"]),
        ("按 <kbd>回车</kbd> 键", ["<kbd>", "</kbd>"]),
        ('<a href="甲?乙">丙</a>', ['<a href="甲?乙">', "</a>"]),
        ("<!-- 甲 #乙 -->", ["<!-- 甲 #乙 -->"]),
        ("甲 <!-- [[乙]]\n丙 --> 丁", ["<!-- [[乙]]\n丙 -->"]),
        ("<!-- 甲\n\n乙 -->\n", ["<!-- 甲\n\n乙 -->\n"]),
        ("<?php 甲 ?>", ["<?php 甲 ?>"]),
        # What folding would make a tag of.
        ("<进步与贫困>", []),
        ("<b进步>", []),
        ("</进步>", []),
        ("<b 进步>", []),
        ("<b进步?>", []),
        ("<!进步>", []),
        ("<a@进步.com>", []),
        ("3 < 5，6 > 4", []),
        ("a <b c", []),
    ],
)
def test_html(text, expected):
    assert protected(text) == [("html", html) for html in expected]


# Links


@pytest.mark.parametrize(
    ("text", "destination"),
    [
        ("[甲](乙.md)", "乙.md"),
        ("[甲](乙%20丙.md)", "乙%20丙.md"),
        ("[甲](<乙 丙.md>)", "乙 丙.md"),
        ('[甲](乙.md "丙 丁")', "乙.md"),
        ("[甲](乙.md '丙')", "乙.md"),
        ("[甲](乙.md (丙))", "乙.md"),
        ('[甲](<乙 丙.md> "丁")', "乙 丙.md"),
        ("[甲]( 乙.md\n)", "乙.md"),
        ("[甲](乙(1).md)", "乙(1).md"),
        ("[甲](乙\\)1.md)", "乙\\)1.md"),
        ("[甲](&amp;.md)", "&amp;.md"),
        ("[甲](https://例.com/a?b=1)", "https://例.com/a?b=1"),
        ("[甲]()", ""),
        ("[甲](<>)", ""),
    ],
)
def test_the_destination_of_a_link(text, destination):
    (found,) = parse(text).destinations
    assert found.destination.of(text) == destination
    assert found.text.of(text) == "甲"
    assert found.span.of(text) == text
    assert protected(text) == [("destination", text[2:])]


@pytest.mark.parametrize(
    "shown",
    [
        "甲",
        "**甲**",
        "`甲`",
        "甲 [乙] 丙",
        "甲\\]乙",
        "&amp;",
        "甲\n乙",
        "甲 ",
        "$x$",
        "",
        "[[甲]]",
    ],
)
def test_the_text_of_a_link_ends_where_its_destination_begins(shown):
    text = f"前[{shown}](乙.md)后"
    (found,) = parse(text).destinations
    assert found.text.of(text) == shown
    assert found.destination.of(text) == "乙.md"


@pytest.mark.parametrize(
    "text", ["[甲](乙 丙)", "\\[甲](乙)", "[甲] (乙)", "[甲]\\(乙)", "[甲]", "`[甲](乙)`"]
)
def test_what_is_no_link(text):
    assert parse(text).destinations == []


def test_an_image_is_protected_whole():
    text = "![甲|100](乙.png)"
    (found,) = parse(text).destinations
    assert found.is_image
    assert (found.text.of(text), found.destination.of(text)) == ("甲|100", "乙.png")
    assert protected(text) == [("embed", text)]


def test_an_image_in_a_link():
    text = "[![甲](乙.png)](丙.md)"
    image, link = parse(text).destinations
    assert (image.destination.of(text), link.destination.of(text)) == ("乙.png", "丙.md")
    assert link.text.of(text) == "![甲](乙.png)"
    assert protected(text) == [("embed", "![甲](乙.png)"), ("destination", "](丙.md)")]


@pytest.mark.parametrize("text", ["<https://例.com/甲?b>", "<a@b.cn>"])
def test_an_autolink_is_an_address(text):
    assert protected(f"甲{text}乙") == [("url", text)]


@pytest.mark.parametrize("label", ["a", "x", "甲", "a b", "甲?"])
def test_a_reference_and_its_definition(label):
    definition = f"[{label}]: 乙.md '丙'"
    assert protected(f"[丁][{label}] 和 [{label}]\n\n{definition}\n") == [
        ("destination", f"][{label}]"),
        ("destination", f"[{label}]"),
        ("definition", definition),
    ]


def test_a_label_is_not_taken_for_another_of_the_same_length():
    text = "[文] [x] [中]\n\n[中]: a.md\n"
    assert protected(text) == [("destination", "[中]"), ("definition", "[中]: a.md")]


def test_a_label_with_an_escaped_bracket_is_not_taken_for_another():
    text = "[文\\[b]\n\n[x\\[b]: a"
    assert protected(text) == [("definition", "[x\\[b]: a")]


@pytest.mark.parametrize("label", ["1", "x", "注"])
def test_footnotes(label):
    text = f"甲[^{label}]，[^无]\n\n[^{label}]: 乙 [[丙]]\n"
    assert protected(text) == [
        ("footnote", f"[^{label}]"),
        ("footnote", f"[^{label}]:"),
        ("wikilink", "[[丙]]"),
    ]


# Line breaks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲  \n乙", ["  \n"]),
        ("甲    \r\n乙", ["    \r\n"]),
        ("甲  \r乙", ["  \r"]),
        ("甲\\\n乙", ["\\\n"]),
        ("> 甲  \n> 乙", ["  \n"]),
        ("- 甲  \n  乙", ["  \n"]),
        ("甲 \n乙", []),
        ("甲  \n\n乙", []),
        ("甲  \n", []),
        ("# 甲  \n乙", []),
        ("```\n甲  \n乙\n```", []),
    ],
)
def test_hard_breaks(text, expected):
    assert [span.of(text) for span in parse(text).hard_breaks] == expected


# The fast way and the exact one


def everything(body: Body) -> tuple[object, ...]:
    return body.taken, body.destinations, body.hard_breaks, body.blocks


@given(bodies)
def test_the_fast_way_finds_what_the_exact_one_finds(text):
    assert everything(parse(text)) == everything(markdown.parse_exactly(text, 0))


@given(bodies)
def test_every_span_lies_in_the_body(text):
    start = 3
    body = parse("---" + text, start)
    ends = [
        *((begin, end) for begin, end, _ in body.taken),
        *body.hard_breaks,
        *(block.span for block in body.blocks),
        *(found.span for found in body.destinations),
    ]
    assert all(start <= begin <= end <= len(text) + start for begin, end in ends)
