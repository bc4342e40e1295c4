from __future__ import annotations

import re
from typing import Any

import pyromark
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultkit.checks import run
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.structure.trailing_space import RULE
from vaultkit.fixing.edits import apply
from vaultkit.note.note import Note


def check(text: str) -> list[Finding]:
    return run.check(Note("note.md", text), [Active(RULE, NoOptions())])


def after(text: str) -> str:
    return apply(text, [edit for finding in check(text) for edit in finding.edits])


def test_each_line_is_one_finding_at_its_blanks() -> None:
    findings = check("灯塔 \n\nsea \t \n")
    assert [finding.span for finding in findings] == [(2, 3), (8, 11)]
    assert {finding.message for finding in findings} == {
        "white space at the end of the line does nothing: delete it"
    }


@pytest.mark.parametrize(
    "text, fixed",
    [
        ("a\n   \nb\n", "a\n\nb\n"),
        ("a\r\n \t\r\nb\r\n", "a\r\n\r\nb\r\n"),
        ("a \rb\r", "a\rb\r"),
        ("a ", "a"),
        ("   ", ""),
        ("---\ntitle: x \n---\n \na \n", "---\ntitle: x \n---\n\na\n"),
        # A quotation mark keeps one space, as does an item, a task, a heading, in any depth.
        ("> a\n>    \n> b\n", "> a\n> \n> b\n"),
        ("> - [ ]   \n", "> - [ ] \n"),
        ("- \t\n", "- \n"),
        ("2)  \n", "2) \n"),
        ("#  \n", "# \n"),
        ("> > \n", "> > \n"),
        # But what only looks like one does not.
        ("text -  \n", "text -\n"),
        ("1.5.  \n", "1.5.\n"),
        ("####### \n", "#######\n"),
        ("- [x] done \n", "- [x] done\n"),
        ("标签:: \n", "标签::\n"),
        ("`code` \n[[a]] \n#tag \n^id \n", "`code`\n[[a]]\n#tag\n^id\n"),
        ("```\na  \n```  \nb  \n", "```\na  \n```  \nb\n"),
        ("$$\na  \n$$\n<% a  \nb %>\n", "$$\na  \n$$\n<% a  \nb %>\n"),
        ("- a\n\n      code\n        \n      code\n", "- a\n\n      code\n        \n      code\n"),
        ("a\\ \nb\\  \nc\n", "a\\ \nb\\  \nc\n"),
    ],
)
def test_what_is_deleted(text: str, fixed: str) -> None:
    assert after(text) == fixed


@pytest.mark.parametrize("text", ["--- \nup: a\n---\n", "\ufeff--- \nup: a\n---\n"])
def test_a_line_that_would_open_front_matter_is_left(text: str) -> None:
    assert check(text) == []


_PIECES = [*"a文-+*>`\\|=", "- ", "1. ", "> ", "    ", "~~~", "```", "# h", "---", "***"]
_PIECES += ["<div>", "</div>", "<!--", "-->", "$", "%%", "[x](y)", "[[w]]", "![i](j)", "- [ ] "]
_PIECES += ["[^1]: ", "#tag", "key::", "[!note]", "[a]: b", "\u3000", "\u00a0", "<%", "%>"]
_PIECES += ["| a | b |"]
_LINE = st.lists(st.sampled_from(_PIECES), max_size=5).map("".join)
_LINES = st.lists(st.tuples(_LINE, st.sampled_from(["", " ", "  ", "     "])), max_size=7)


def events(text: str) -> list[Any]:
    """What pulldown-cmark makes of a body, without the blanks around its texts."""
    options = pyromark.Options
    parser = pyromark.Markdown(
        options=options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_MATH
    )
    found: list[Any] = []
    for event in parser.events(text[Note("note.md", text).body_start :], merge_text=True):
        if isinstance(event, dict) and "Text" in event:
            stripped = re.sub(r" *\n *", "\n", event["Text"]).strip()
            event = {"Text": stripped} if stripped else None
        if event is not None:
            found.append(event)
    return found


@given(_LINES)
def test_the_fix_changes_nothing_that_a_parser_sees(lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{line}{blank}\n" for line, blank in lines)
    # pulldown-cmark ends `# a #` at the first space behind it, and others do not.
    assume(not re.search(r"#[ ]*#", text))
    assert events(after(text)) == events(text)
