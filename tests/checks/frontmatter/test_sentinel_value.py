"""FM016: where it finds, and what it says."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter.sentinel_value import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


@pytest.mark.parametrize(
    ("inner", "written", "message"),
    [
        ("author: 'N/A'\n", "'N/A'", "`N/A` is a text for Obsidian, not an empty `author`"),
        ("author: [x, 暂无]\n", "暂无", "`暂无` is a text for Obsidian, not an empty `author`"),
        (
            "height: Undefined\n",
            "Undefined",
            "`Undefined` is a text for Obsidian, not an empty `height`",
        ),
    ],
)
def test_the_place_is_the_word(inner: str, written: str, message: str) -> None:
    text = f"---\n🦭: 1\n{inner}---\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == written
    assert finding.message == f"{message}: leave it empty"


def test_the_place_is_what_the_template_left() -> None:
    text = "---\ncreated: {{date}}\n---\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == "{{date}}"
    assert finding.message == (
        "a template left `{{date}}` in `created`: fill it in or leave it empty"
    )


@pytest.mark.parametrize(
    "inner",
    [
        "a: none\n",
        "tags: [null, 'undefined']\n",
        "author: Noname\n",
        "author: {name: none}\n",
        "author: [[None]]\n",
        "title: '{{a}} and b'\n",
        "a: {b: {c: 1}}\n",
        "status: 无\n",
        "author: .nan\n",
    ],
)
def test_silence(inner: str) -> None:
    assert run.check(Note("note.md", f"---\n{inner}---\n"), ACTIVE) == []
