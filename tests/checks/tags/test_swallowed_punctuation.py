"""TG004: how far a tag was meant to go, and where it is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks import run
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.tags.swallowed_punctuation import RULE
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


def test_the_place_is_the_whole_tag_and_the_message_names_what_is_meant() -> None:
    text = f"看 #灯塔/旧。{'走' * 20}\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == text[2:-1]
    assert finding.message == (
        f"Obsidian reads `#灯塔/旧。{'走' * 15}…` as one tag:"
        " for the tag `#灯塔/旧`, put a space behind it"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("看 #a，b\n", "看 #a ，b\n"),
        ("看 #a（b\n", "看 #a （b\n"),
        ("看 #a【b】，c\n", "看 #a【b】 ，c\n"),
        ("看 #a「b）c」\n", "看 #a 「b）c」\n"),
        ("看 #a，#b，#3 #c\n", "看 #a ， #b ，#3 #c\n"),
        ("> - #a：\n> # 看 #b！\n", "> - #a ：\n> # 看 #b ！\n"),
        ("| #a，b |\n|-|\n", "| #a ，b |\n|-|\n"),
        ("#a。 #a。\n", "#a 。 #a 。\n"),
        ("---\ntags: a，c\n---\n#a，b #a，c\n", "---\ntags: a，c\n---\n#a ，b #a，c\n"),
    ],
)
def test_a_fix(before: str, after: str) -> None:
    fixed = fix(Note("note.md", before), ACTIVE, unsafe=("TG004",))
    assert fixed.refused == []
    assert fixed.note.text == after


def test_a_tag_in_a_comment_is_only_reported() -> None:
    (finding,) = run.check(Note("note.md", "%% 看 #a，b %%\n"), ACTIVE)
    assert finding.edits == ()


@given(
    st.lists(st.sampled_from(["灯", "a", "#", "，", "。", "（", "）", "、", " ", "1", "/", "\n"]))
)
def test_the_fix_is_never_refused_and_adds_nothing_but_spaces(parts: list[str]) -> None:
    text = "".join(parts)
    fixed = fix(Note("note.md", text), ACTIVE, unsafe=("TG004",))
    assert fixed.refused == []
    assert "".join(fixed.note.text.split()) == "".join(text.split())
