"""Headings and blocks, and which of them a link's subpath means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.note import anchors
from vaultkit.note.note import Note


def headings(text: str) -> list[tuple[int, str]]:
    return anchors.headings(Note("note.md", text))


def blocks(text: str) -> list[str]:
    return anchors.blocks(Note("note.md", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n###### Six\n", [(1, "One"), (6, "Six")]),
        ("## Closed ##  \n", [(2, "Closed")]),
        ("## C# and C#\n", [(2, "C# and C#")]),
        ("#\n\n# \n\n# #\n", [(1, ""), (1, ""), (1, "")]),
        ("Two\nlines\n===\n", [(1, "Two\nlines")]),
        ("Under\r\n---\r\n", [(2, "Under")]),
        ("# [[Tower|the tower]] and `code`\n", [(1, "[[Tower|the tower]] and `code`")]),
        ("> ## Quoted\n\n- # Item\n", [(2, "Quoted"), (1, "Item")]),
        ("#tag\n\n```\n# code\n```\n\n<!--\n# no\n-->\n", []),
        ("---\ntitle: x\n# comment\n---\n# 灯塔：一\n", [(1, "灯塔：一")]),
    ],
)
def test_headings(text, expected):
    assert headings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A lamp. ^one\n", ["one"]),
        ("A lamp. ^One-2  ", ["one-2"]),
        ("A lamp. ^one\r\n\r\nMore.\r\n", ["one"]),
        ("A lamp ^one\nis lit.\n", []),
        ("A lamp ^one\nis lit. ^two\n# Next\n", ["two"]),
        ("- a ^one\n  - b ^two\n- c\n  ^three\n", ["one", "two", "three"]),
        ("> A lamp. ^one\n>\n> More ^two\n", ["one", "two"]),
        ("| a |\n| - |\n| b |\n\n^table\n", ["table"]),
        ("![[lamp.png]]^lamp\n", ["lamp"]),
        ("# Head ^head\n", ["head"]),
        ("x^2\n\n^under_score\n\n^灯\n\n`^code`\n\n```\na ^no\n```\n", []),
    ],
)
def test_blocks(text, expected):
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A: B", "A B"),
        ("A [[B]]", "A B"),
        ("**The  lamp**", "the lamp"),
        ("Cafe\u0301!", "café"),
        ("a/b\\c|d", "A b c d"),
    ],
)
def test_headings_that_are_one_for_a_link(one, other):
    assert anchors.comparable_heading(one) == anchors.comparable_heading(other)


@pytest.mark.parametrize(
    ("one", "other"), [("a-b", "a b"), ("a_b", "a b"), ("灯：塔", "灯 塔"), ("it's", "its")]
)
def test_headings_that_are_two(one, other):
    assert anchors.comparable_heading(one) != anchors.comparable_heading(other)


TREE = [(1, "A"), (2, "B"), (3, "C"), (2, "D"), (1, "E"), (2, "B")]


@pytest.mark.parametrize(
    "subpath", ["#", "#A", "#b", "#A#B", "#A#C", "#A#D", "#B#C", "#E#B", "##A"]
)
def test_a_path_of_headings_goes_deeper(subpath):
    assert anchors.has_heading(subpath, TREE)


@pytest.mark.parametrize("subpath", ["#X", "#B#A", "#B#D", "#D#B", "#A#B#B", "#E#C", "#a-b"])
def test_a_path_that_does_not_is_missing(subpath):
    assert not anchors.has_heading(subpath, TREE)


def test_a_block_is_named_by_a_caret_directly_behind_the_hash():
    assert anchors.block_of("#^Id-1") == "id-1"
    assert anchors.block_of("#foo^bar") is None
    assert anchors.block_of("#One#^id") is None


def test_the_nearest_heading():
    tree = [(1, "The lamp room"), (2, "Tower")]
    assert anchors.nearest_heading("#the-lamp-room", tree) == "The lamp room"
    assert anchors.nearest_heading("#Nowhere#Towers", tree) == "Tower"
    assert anchors.nearest_heading("#Harbour", tree) is None


@given(st.text("ab:#^|[]* -灯：", max_size=12), st.integers(1, 6))
def test_a_heading_written_without_its_marks_is_found(text, level):
    # What Obsidian writes into a link: the characters that end or split one are spaces.
    fragment = "".join(" " if mark in "#^|[]:" else mark for mark in text)
    found = anchors.has_heading(f"#{fragment}", [(level, text)])
    assert found or not fragment.strip("# ")
