"""TG002: what it says, of entries and of tags in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks import run
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.tags import invalid_tag, tags_list
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note
from vaultkit.note.spans import Span
from vaultkit.note.tags import Tag

ACTIVE = [Active(invalid_tag.RULE, NoOptions())]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "---\ntags: ['a b.c', d]\n---\n",
            "'a b.c'",
            "`a b.c` is no tag for Obsidian, which allows no space and no `.` in one",
        ),
        (
            "---\nTags: a`\n---\n",
            "a`",
            "`a`` is no tag for Obsidian, which allows no backtick in one",
        ),
        (
            "---\ntags:\n  - '12'\n---\n",
            "'12'",
            "`12` is no tag for Obsidian, which wants something besides digits in one",
        ),
        (
            "---\ntags: [a\u200bb]\n---\n",
            "a\u200bb",
            "`a\u200bb` is no tag for Obsidian, which allows no U+200B in one",
        ),
        ("灯 #C++ 灯\n", "#C", "for Obsidian this tag ends before `++`: it is only `#C`"),
        ("#Vue.js\n", "#Vue", "for Obsidian this tag ends before `.`: it is only `#Vue`"),
        ("#F# 灯\n", "#F", "for Obsidian this tag ends before `#`: it is only `#F`"),
    ],
)
def test_the_place_and_the_reason(text: str, place: str, message: str) -> None:
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == place
    assert finding.message == message
    assert finding.edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\ntags: [~, 1, true, '', [a b], '#a', ' a ', 'a, b', <% a.b %>]\n---\n",
        "---\ntags: a b\n---\n",
        "---\ntags: |\n  a.b\n  c\n---\n",
        "---\nkeywords: [a b]\n---\n",
        "#a&nbsp;b #a+b #a++b #a. #a.B #灯# #a & b #a' #a-1.\n",
    ],
)
def test_silence(text: str) -> None:
    assert run.check(Note("note.md", text), ACTIVE) == []


@given(st.lists(st.text("ab灯 ,，#.'\"[2/-", max_size=6), min_size=1, max_size=4))
def test_after_the_fixes_of_tg001_every_entry_is_a_tag_or_named(entries: list[str]) -> None:
    quoted = (entry.replace("'", "''") for entry in entries)
    note = Note("note.md", "---\ntags:\n" + "".join(f"  - '{one}'\n" for one in quoted) + "---\n")
    fixed = fix(note, [Active(tags_list.RULE, NoOptions())], unsafe=("TG001",))
    assert not fixed.refused
    named = {finding.span for finding in run.check(fixed.note, ACTIVE)}
    left = {finding.span for finding in fixed.findings}
    for item in fixed.note.fields[0].items:
        value = str(item.value)
        is_tag = Note("note.md", f"#{value} ").tags == [Tag(value, Span(0, len(value) + 1))]
        if value.strip("#＃, ，") and not is_tag and "[[" not in value and item.span not in left:
            assert item.span in named
