"""A note as a whole: the prose mask, and what belongs to no module of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_text import notes

from vaultkit.note.note import FILLER, Note


def shown(text: str) -> str:
    """The prose mask, with a mark that can be seen."""
    return Note("note.md", text).prose.replace(FILLER, "·")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("只有文字，english。\n", "只有文字，english。\n"),
        ("甲 `乙` 丙", "甲 ··· 丙"),
        ("甲\r\n`乙`\r\n丙", "甲\r\n···\r\n丙"),
        ("𠮷`乙`👍🏽", "𠮷···👍🏽"),
        ("[[甲]]和[[乙|丙]]", "·····和····丙··"),
        ("![[甲|丙]]", "········"),
        ("[甲](乙.md)", "[甲·······"),
        ("![甲](乙.md)", "··········"),
        ("见 https://a.cn/b，后", "见 ··············，后"),
        ("#甲 乙", "·· 乙"),
        ("# 甲 ^a1", "# 甲 ···"),
        ("> [!note] 甲\n> 乙", "> ······· 甲\n> 乙"),
        ("键:: 值", "键·· 值"),
        ("甲 %%乙%% 丙", "甲 ····· 丙"),
        ("甲[^1]\n\n[^1]: 乙", "甲····\n\n····· 乙"),
        ("**甲**==乙==~~丙~~", "**甲**==乙==~~丙~~"),
        ("\ufeff甲", "·甲"),
    ],
)
def test_the_prose_of_a_body(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("title: 甲乙", "·······甲乙"),
        ('title: "甲,乙"', "········甲,乙·"),
        ("标题: '甲'", "·····甲·"),
        ("description: 甲", "·············甲"),
        ("author: 甲", "·········"),
        ("tags: 甲", "·······"),
        ("aliases: 甲", "··········"),
        ("title: 2024", "···········"),
        ("title: 甲 # 乙", "·······甲····"),
        # What may be more than prose is left alone.
        ('title: "[[甲]]"', "·" * 14),
        ("title: 甲 `乙`", "·" * 12),
        ("title: https://a.cn", "·" * 19),
        ('title: "{{甲}}"', "·" * 14),
        ('title: "甲\\t乙"', "·" * 13),
        ("title: |\n  甲", "·" * 12),
    ],
)
def test_the_prose_of_front_matter(line, expected):
    assert shown(f"---\n{line}\n---\n乙") == f"····{expected}·····乙"


def test_front_matter_with_an_error_has_no_prose():
    assert shown("---\ntitle: 甲\n  - 乙: [\n---\n丙").endswith("·丙")
    assert "甲" not in shown("---\ntitle: 甲\n  - 乙: [\n---\n丙")


@given(notes)
def test_the_mask_is_the_text_or_filler(text):
    prose = Note("note.md", text).prose
    assert len(prose) == len(text)
    assert all(mask in (character, FILLER) for mask, character in zip(prose, text, strict=True))


@given(notes)
def test_nothing_protected_is_prose_and_all_else_is(text):
    note = Note("note.md", text)
    at = note.body_start
    for _, (start, end) in note.protected:
        assert note.prose[at:start] == text[at:start]
        assert note.prose[start:end] == FILLER * (end - start)
        at = end
    assert note.prose[at:] == text[at:]


@given(notes)
def test_line_ends_stay_line_ends_outside_of_what_is_protected(text):
    note = Note("note.md", text.replace("\n", "\r\n"))
    assert note.newline in ("\r\n", "\r", "\n")
    assert len(note.prose) == len(note.text)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("图.excalidraw.md", "甲", True),
        ("板.md", "---\nkanban-plugin: basic\n---\n", True),
        ("图.md", "---\nexcalidraw-plugin: parsed\n---\n", True),
        ("甲.md", "---\ntitle: kanban-plugin\n---\n", False),
        ("excalidraw.md", "甲", False),
    ],
)
def test_notes_of_other_programs_are_hands_off(path, text, expected):
    assert Note(path, text).is_hands_off is expected


@pytest.mark.parametrize(
    ("text", "newline"), [("", "\n"), ("a", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb\n", "\r")]
)
def test_a_new_line_ends_as_the_first_one_does(text, newline):
    assert Note("note.md", text).newline == newline


def test_places_count_characters():
    note = Note("note.md", "𠮷e\u0301\r\n乙\r丙\n")
    assert [note.lines.place(at) for at in (0, 3, 5, 7)] == [(1, 1), (1, 4), (2, 1), (3, 1)]


_SIGNS = ["[[", "![[a", "[[a]]", "%%", "%% ", "<%", "<% %>", "://", "a://b ", "a://)", "#", "#a "]
_SIGNS += ["^a ", "::", "[!a] ", "> [!a]\n", "]:", "[x]: ", "[中]: ", "[a](b)", "[a](", "<a", "<中"]
_SIGNS += ["\\", "\\[[", "**a", "`", "|a", "$a"]


@pytest.mark.parametrize("sign", _SIGNS)
def test_a_sign_repeated_for_ever_is_read_in_good_time(sign):
    text = "> " + sign * 20_000
    note = Note("note.md", text)
    assert len(note.prose) == len(text)
