from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_text import bodies

from vaultkit.checks import run
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.text.repeated_punctuation import RULE
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


def after(text: str) -> str:
    fixed = fix(Note("note.md", text), ACTIVE, unsafe=("TX003",))
    assert fixed.refused == []
    return fixed.note.text


def test_a_run_is_one_finding_and_a_mixed_one_has_no_fix() -> None:
    one, other = run.check(Note("note.md", "灯！！！塔，：海"), ACTIVE)
    assert one.span == (1, 4)
    assert one.edits == ((2, 4, ""),)
    assert one.message == "`！！！` repeats itself: write `！`"
    assert other.span == (5, 7)
    assert other.edits == ()
    assert other.message == "`，：` is several marks in a row: keep the one that is meant"


@pytest.mark.parametrize(
    "text, fixed",
    [
        ("灯。。", "灯。"),
        ("A！！", "A！"),
        ("“灯”，，塔", "“灯”，塔"),
        ("**灯**！！", "**灯**！"),
        ("**灯！！**塔", "**灯！**塔"),
        ("灯。。。", "灯。。。"),
        ("灯？！", "灯？！"),
        ("灯？！！", "灯？！！"),
        ("我：！！！", "我：！！！"),
        ("！！！", "！！！"),
        ("`a`！！", "`a`！！"),
        ("灯\n！！", "灯\n！！"),
        ("https://a.b/灯！！", "https://a.b/灯！"),
        ("あかり！！", "あかり！！"),
        ("灯:: 塔！！", "灯:: 塔！！"),
    ],
)
def test_what_it_becomes(text: str, fixed: str) -> None:
    assert after(text) == fixed


_PIECES = [
    *"，。！？：、；灯塔A \n“”*|>",
    "**",
    "==",
    "`",
    "[[",
    "]]",
    "か",
    "#标签",
    "https://a.b/",
    "::",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join) | bodies)
def test_the_guard_lets_every_fix_through_and_one_run_is_enough(text: str) -> None:
    assert not any(found.edits for found in run.check(Note("note.md", after(text)), ACTIVE))
