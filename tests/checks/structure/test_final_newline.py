from __future__ import annotations

import pytest
from hypothesis import given
from markdown_text import notes

from vaultkit.checks import run
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.structure.final_newline import RULE
from vaultkit.fixing.edits import apply
from vaultkit.note.note import Note


def check(text: str) -> list[Finding]:
    return run.check(Note("note.md", text), [Active(RULE, NoOptions())])


def after(text: str) -> str:
    return apply(text, [edit for finding in check(text) for edit in finding.edits])


def test_the_finding_stands_at_the_end() -> None:
    (missing,) = check("灯")
    assert missing.span == (1, 1)
    assert missing.message == "the last line has no line end: add one"
    (blank,) = check("灯\n\n\n")
    assert blank.span == (2, 4)
    assert blank.message == "blank lines at the end of the file: delete them"


@pytest.mark.parametrize(
    "text, fixed",
    [
        ("a", "a\n"),
        ("a\r\nb", "a\r\nb\r\n"),
        ("a\rb", "a\rb\r"),
        ("a\n\nb  ", "a\n\nb  \n"),
        ("a\r\n\r\n", "a\r\n"),
        ("a\n \t\n  ", "a\n"),
        ("a \n\n", "a \n"),
        ("a\u3000\n\u3000", "a\u3000\n\u3000\n"),
        ("\ufeffa", "\ufeffa\n"),
        ("---\ntitle: a\n---", "---\ntitle: a\n---\n"),
        ("---\ntitle: a\n---\n\n\n", "---\ntitle: a\n---\n"),
        ("---\ntitle: a\n", "---\ntitle: a\n"),
        ("---\ntitle: a\n\n\n", "---\ntitle: a\n\n\n"),
        ("---\ntitle: 'a\n---\nb\n\n", "---\ntitle: 'a\n---\nb\n"),
        ("```\na", "```\na\n"),
        ("```\na\n```\n\n", "```\na\n```\n"),
        ("    code\n\n\n", "    code\n"),
        ("<div>\n\n\n", "<div>\n"),
        ("<!--\na\n\n\n", "<!--\na\n\n\n"),
        ("> ```\n> a\n\n\n", "> ```\n> a\n"),
    ],
)
def test_what_the_end_becomes(text: str, fixed: str) -> None:
    assert after(text) == fixed


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", " ", "\ufeff", "\ufeff\r\n\r\n"])
def test_a_file_without_text_is_left(text: str) -> None:
    assert check(text) == []


@given(notes)
def test_one_fix_is_enough_and_touches_only_white_space_at_the_end(text: str) -> None:
    fixed = after(text)
    assert check(fixed) == []
    assert fixed.rstrip(" \t\r\n") == text.rstrip(" \t\r\n")
