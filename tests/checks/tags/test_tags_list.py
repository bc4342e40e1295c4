"""TG001: where it finds, what it says, and what it leaves."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.tags.tags_list import RULE
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


@pytest.mark.parametrize(
    ("inner", "written", "message"),
    [
        (
            "tags: 'a, b'\n",
            "'a, b'",
            "Obsidian reads no tag in `a, b`: write each on a line of its own",
        ),
        ("tags:\n  - a\n  - '#b'\n", "'#b'", "in the property a tag has no `#`"),
        (
            "tags:\n  -a\n  -b\n",
            "-a\n  -b",
            "`-a -b` is read as text: a list has `- ` before each entry",
        ),
        (
            "tags: [12]\n",
            "12",
            "`12` is no text for Obsidian, and so no tag: put quotes around it"
            " and add something besides digits",
        ),
    ],
)
def test_the_place_is_the_text_or_the_entry(inner: str, written: str, message: str) -> None:
    (finding,) = run.check(Note("note.md", f"---\n{inner}---\n"), ACTIVE)
    assert finding.span.of(f"---\n{inner}---\n") == written
    assert finding.message == message
    assert finding.properties == ("tags",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: a,b\n", "tags:\n  - a\n  - b\n"),
        ("tags: a b\u3000c\n", "tags:\n  - a\n  - b\n  - c\n"),
        ("tags: a、b，c；d;e\n", "tags:\n  - a\n  - b\n  - c\n  - d\n  - e\n"),
        ("tags: ',a,,'\n", "tags:\n  - a\n"),
        ("tags: '#a #b, c'\n", "tags:\n  - a\n  - b\n  - c\n"),
        ("tags: a b, c\n", "tags:\n  - a b\n  - c\n"),
        ("tags: a,\n  b\n", "tags:\n  - a\n  - b\n"),
        ("tags: 'a: b, true, 1.0'\n", 'tags:\n  - "a: b"\n  - "true"\n  - "1.0"\n'),
        ("  tags: a, b\n", "  tags:\n    - a\n    - b\n"),
        ("TAGS: a, b # c\n", "TAGS:\n  - a\n  - b # c\n"),
        ("tags: '##a'\n", "tags: 'a'\n"),
        ("tags: ＃a\n", "tags: a\n"),
        ("tags: 2024\n", 'tags: "2024"\n'),
        ("tags: #a #b\n", "tags:\n  - a\n  - b\n"),
        ("  tags:  #a, #b、#c  \n  id: 1\n", "  tags:\n    - a\n    - b\n    - c\n  id: 1\n"),
        ("tags: |\n  a\n\n  b\n", "tags:\n  - a\n  - b\n"),
        ("tags: |-\n  - #a\n  - b, c\nid: 1\n", "tags:\n  - a\n  - b\n  - c\nid: 1\n"),
        ("tags: >\n  a b\n  c\n", "tags:\n  - a\n  - b\n  - c\n"),
        ("tags: >-\n  - a b\n  - c\n", "tags:\n  - a b\n  - c\n"),
        ("tags:\n  -AI\n  -a b\n\n  - LLM\n", "tags:\n  - AI\n  - a b\n  - LLM\n"),
        ("tags: # c\n -AI\n", "tags: # c\n  - AI\n"),
        ("tags: ['a, b']\n", "tags: ['a', 'b']\n"),
        ("tags:\n- a; b # c\n", "tags:\n- a\n- b # c\n"),
        ("tags:\n  - x\n  - '#a #b'\n", "tags:\n  - x\n  - 'a'\n  - 'b'\n"),
        ("tags:\n  - ' a '\n  - \"# b\"\n  - c,\n", "tags:\n  - 'a'\n  - \"b\"\n  - c\n"),
        ("tags: ['#2024', ＃1, 'a']\n", "tags: ['2024', \"1\", 'a']\n"),
        ("tags:\n  - 0012 # c\n  - ~\n", 'tags:\n  - "0012" # c\n'),
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
        "tags:\n",
        "tags: ''\n",
        "tags: []\n",
        "tags: a\n",
        "tags: -a\n",
        "tags: [-a]\n",
        "tags: 'a/b'\n",
        "tags: '#'\n",
        "tags: ','\n",
        "tags: ~\n",
        "tags: |\n  a, b\n",
        "tags: &x a, b\n",
        "tags: {a: b}\n",
        "tags: [[a, b]]\n",
        "tags: # which?\n",
        "tags: ## a\n",
        "tags: #a is what?\n",
        "tags: #1\n",
        "tags: #\n",
        "tags: |\n  {{a}}\n  {{b}}\n",
        "tags: ['{{a}}, b']\n",
        "tags:\n  - a b\n  - ''\n  - '#'\n  - &x '#a'\n",
        "tags: '[[a]], b'\n",
        "tags: <% x %>, b\n",
        "tag: a, b\n",
        "keywords: a, b\n",
    ],
)
def test_silence(inner: str) -> None:
    assert run.check(Note("note.md", f"---\n{inner}---\n"), ACTIVE) == []


def test_a_tag_behind_a_comment_mark_is_not_lost() -> None:
    (finding,) = run.check(Note("note.md", "---\ntags: 2024, #a\n---\n"), ACTIVE)
    assert finding.edits == ()


@pytest.mark.parametrize(
    "inner",
    [
        "tags: #a\n",
        "tags: [x, 'a, b']\n",
        "tags:\n  - 灯塔，海岸\n",
        "tags:\n  - 灯塔、海岸\n  - x\n",
    ],
)
def test_what_may_be_meant_is_unsafe(inner: str) -> None:
    (finding,) = run.check(Note("note.md", f"---\n{inner}---\n"), ACTIVE)
    assert finding.safety == "unsafe"
    assert finding.edits


@pytest.mark.parametrize(
    "inner",
    [
        "tags: | # c\n  a\n  b\n",
        "tags: >\n  a b\n  # note\n",
        "tags: |\n  a\n  # note\n",
        "tags: |\n  - a\n  b\n",
        "tags:\n  -AI\n  LLM\n",
        "tags: -AI -LLM\n",
        "tags: a ＃ b, c\n",
        'tags: "[2025 年](https://example.com/?a=1)"\n',
        "tags: https://example.com/a,b\n",
        "tags: ['[a, b](c)']\n",
        "tags: [&x x, 'a, b']\n",
        'tags: ["a\\x2c b"]\n',
        "tags: ['#a''b']\n",
    ],
)
def test_what_would_lose_more_is_only_reported(inner: str) -> None:
    (finding,) = run.check(Note("note.md", f"---\n{inner}---\n"), ACTIVE)
    assert finding.edits == ()


def test_a_text_in_a_block_that_is_no_lines_is_only_reported() -> None:
    (finding,) = run.check(Note("note.md", "---\n{tags: 'a, b'}\n---\n"), ACTIVE)
    assert finding.edits == ()
