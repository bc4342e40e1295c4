from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.clipping.bare_url import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


@pytest.mark.parametrize(
    "text, fixed",
    [
        ("(https://a.example/b_(c))", "(<https://a.example/b_(c)>)"),
        ("HTTPS is http://a.example: see", "HTTPS is <http://a.example>: see"),
        ("“https://a.example/?b=1”。", "“<https://a.example/?b=1>”。"),
        ("a -- https://a.example", "a -- <https://a.example>"),
        ("- npm：https://a.example", "- npm：<https://a.example>"),
        ("**https://a.example**", "**<https://a.example>**"),
        ("a:: b\nhttps://a.example", "a:: b\n<https://a.example>"),
        ("> [!note] https://a.example", "> [!note] <https://a.example>"),
        ("[^1]: https://a.example", "[^1]: <https://a.example>"),
    ],
)
def test_what_becomes_a_link(text: str, fixed: str) -> None:
    done = fix(Note("note.md", text), ACTIVE)
    assert done.note.text == fixed
    assert done.refused == []


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example后文",
        "https://a.example/?b=灯",
        "https://a.example.灯",
        "https://a.example/a|b",
        "https://a.example[1]",
        "https://a.example/\u200bb",
        "[a: https://a.example]",
        "<https://a.example b>",
        '"url": "https://a.example"',
        "href=https://a.example b",
        "[see https://a.example](b.md)",
        "[![https://a.example](b.png)](c.md)",
        "[[b|https://a.example]]",
        "%% https://a.example %%",
        "$https://a.example$",
        "git clone --depth 1 https://a.example",
        "-useb https://a.example | iex",
        "a(b) // https://a.example",
        "ftp://a.example file:///a",
        "---\nurl: https://a.example\n---\n",
    ],
)
def test_what_stays(text: str) -> None:
    assert run.check(Note("note.md", text), ACTIVE) == []
