from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks.cutting import cut
from vaultkit.fixing.edits import apply
from vaultkit.note.note import Note


def without(text: str, *numbers: int, are_blocks: bool = True) -> str:
    edits = cut(Note("note.md", text), [(number, number) for number in numbers], are_blocks)
    return apply(text, edits)


@pytest.mark.parametrize(
    "text, numbers, left",
    [
        ("a\n\nX\n\nb\n", [3], "a\n\nb\n"),
        ("a\r\n\r\nX\r\n\r\nb\r\n", [3], "a\r\n\r\nb\r\n"),
        ("X\n\na\n", [1], "a\n"),
        ("\ufeffX\n\na\n", [1], "\ufeffa\n"),
        ("---\nb: 1\n---\n\nX\n\na\n", [5], "---\nb: 1\n---\n\na\n"),
        ("a\n\nX\n", [3], "a\n"),
        ("a\n\nX", [3], "a\n"),
        ("a\n\nX\n\nX\n", [3, 5], "a\n"),
        ("a\n\nX\nX\n\nX\n\nb\n", [3, 4, 6], "a\n\nb\n"),
        ("a\nX\n\nb\n", [2], "a\n\nb\n"),
        ("a\n\nX\nb\n", [3], "a\n\nb\n"),
        ("a\nX\nb\n", [2], "a\n\nb\n"),
        ("X\n", [1], ""),
    ],
)
def test_the_blank_lines_that_go(text: str, numbers: list[int], left: str) -> None:
    assert without(text, *numbers) == left


def test_a_line_of_a_paragraph_leaves_no_blank_line() -> None:
    assert without("a\nX\nb\n", 2, are_blocks=False) == "a\nb\n"


@given(st.lists(st.sampled_from(["a", "b", "", "X"]), max_size=12), st.booleans())
def test_text_stays_in_its_paragraphs(lines: list[str], ends: bool) -> None:
    text = "\n".join(lines) + ("\n" if ends else "")
    numbers = [number for number, line in enumerate(lines, 1) if line == "X"]
    left = without(text, *numbers)
    assert paragraphs(left) == paragraphs(text)
    assert left.count("\n\n\n") <= text.count("\n\n\n")


def paragraphs(text: str) -> list[str]:
    """The paragraphs, of which one is never part of two that an `X` or a blank line parts."""
    return [part for part in re.split(r"(?:^|\n)(?:X?(?:\n|\Z))+", text) if part.strip("\n")]
