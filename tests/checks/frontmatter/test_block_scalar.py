"""FM010: where it finds, what it says, and what it leaves."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter.block_scalar import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


def test_the_place_is_the_block() -> None:
    text = "---\n标题: |\n  渡口\nx: 1\n---\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == "|\n  渡口"
    assert finding.message == "`标题` is one line written as a block: write it behind the colon"
    assert finding.properties == ("标题",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: |-\n  x\n", "a: x\n"),
        ("a: >+\n  x\n\n\nb: 1\n", "a: x\n\n\nb: 1\n"),
        ("a: |2\n  x\n", "a: x\n"),
        ("a:   |   \n        x   \nb: 1\n", "a:   x   \nb: 1\n"),
        ("a: |\n  '[[x]]'\n", "a: \"'[[x]]'\"\n"),
        ("a: |\n  x\u3000\n", "a: x\n"),
        ("a: |\n  x\\y\n", "a: x\\y\n"),
        ("a: |\n  true\n", 'a: "true"\n'),
        ('a: |\n  "x\n', 'a: "\\"x"\n'),
    ],
)
def test_a_fix(before: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        text = f"---\n{before}---\n".replace("\n", newline)
        result = fix(Note("note.md", text), ACTIVE)
        assert result.refused == []
        assert result.note.text == f"---\n{after}---\n".replace("\n", newline)


@pytest.mark.parametrize(
    "inner",
    [
        "a: |\n  x\n  y\n",
        "a: >\n  x\n  y\n",
        "a: |\n  x\n\n  y\n",
        "a: |\n",
        "a: |\n\n",
        "a: | # c\n  x\n",
        "a: &x |\n  x\n",
        "a:\n  b: |\n    x\n",
        "a:\n  - |\n    x\n",
        "a: x\n",
        "bookId: |\n  abc\n",
        "uid: |\n  abc\n",
        "kindle-sync: |\n  abc\n",
    ],
)
def test_silence(inner: str) -> None:
    assert run.check(Note("note.md", f"---\n{inner}---\n"), ACTIVE) == []
