from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.clipping.lone_number_line import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("灯亮了。\n1\n灯塔\n塔。\n2\n塔\n", ["1", "2"]),
        ("# 灯\n\n**灯亮了。**\n\n 01 \n\n**塔**\n", ["01"]),
        ("灯亮了。\n1\n、塔\n", []),
        ("灯亮了。\n1\n2\n", []),
        ("灯亮了。\n1\n- 塔\n", []),
        ("灯亮了。\n1\nlamp\n", []),
        ("灯亮了。\n1\n===\n塔\n", []),
        ("灯亮了。\n3\n塔\n", []),
        ("- 灯亮了。\n  1\n  塔\n", []),
    ],
)
def test_which_numbers_are_of_sections(text: str, numbers: list[str]) -> None:
    found = run.check(Note("note.md", text), [Active(RULE, NoOptions())])
    assert [text[slice(*finding.span)] for finding in found] == numbers
