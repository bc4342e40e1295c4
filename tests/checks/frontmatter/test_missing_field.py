"""FM005: where it finds, what it says, and where it puts what is missing."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter.missing_field import RULE, Options
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note
from vaultkit.note.spans import Span

CLIP = """\
[Read on Omnivore](https://omnivore.app/me/quay)

[Read Original](https://example.com/quay)
"""


def check(text: str, options: Options = Options()) -> list[Finding]:  # noqa: B008
    return run.check(Note("note.md", text), [Active(RULE, options)])


def fixed(text: str, options: Options = Options()) -> str:  # noqa: B008
    result = fix(Note("note.md", text), [Active(RULE, options)])
    assert result.refused == []
    return result.note.text


def test_a_finding_about_the_whole_note_stands_at_its_start() -> None:
    (finding,) = check("Text.\n")
    assert finding.span == Span(0, 0)
    assert finding.message == "this note has no `title`: write it at the top"
    assert finding.edits == ()
    (finding,) = check("# Quay\n")
    assert finding.span == Span(0, 0)
    assert finding.message == "this note has no `title`: its text says `Quay`"
    assert finding.properties == ("title",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# [[Quay]] #\n\nText.\n", ", and its heading `# [[Quay]] #` is not plain text"),
        ("*Quay*\n====\n", ", and its heading `*Quay*` is not plain text"),
        ("# Quay\n\n# Pier\n", ", and 2 headings of the first level"),
        ("## Quay\n", ""),
        ("+++\n+++\n# Quay\n", ""),
    ],
)
def test_it_says_why_the_text_does_not_tell_the_title(text: str, why: str) -> None:
    (finding,) = check(text)
    assert finding.message == f"this note has no `title`{why}: write it at the top"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "\ufeff",
        "---\n---\n",
        "---\n---\n\n",
        "---\ntitle: A: B\n---\n# Quay\n",
        "---\nTITLE: x\n---\n",
        "---\n题目:\n---\n# x\n",
        "---\nname: x\n---\n# y\n",
    ],
)
def test_silence(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    "lead", ["---\n", "+++\nx = 1\n+++\n", "{\n", "\n\n---\nx: 1\n---\n", "<!-- x -->\n"]
)
def test_nothing_is_put_above_another_kind_of_block(lead: str) -> None:
    text = f"{lead}\n# Quay\n"
    (finding,) = check(text)
    assert finding.edits == ()


def test_a_block_that_is_no_lines_is_left_alone() -> None:
    (finding,) = check("---\n{x: 1}\n---\n# Quay\n")
    assert finding.edits == ()


def test_what_is_missing_is_put_in_order() -> None:
    options = Options(required=("source", "title"))
    text = f"---\ntags:\n  - x\nid: 1\n---\n# Quay\n\n{CLIP}"
    assert fixed(text, options).startswith(
        "---\ntitle: Quay\nsource: https://example.com/quay\ntags:\n  - x\nid: 1\n---\n# Quay\n"
    )
    assert fixed(f"# Quay\n\n{CLIP}", options).startswith(
        "---\ntitle: Quay\nsource: https://example.com/quay\n---\n# Quay\n"
    )
    text = f"---\nid: 1\ntitle: x\nauthor: y\n---\n{CLIP}"
    assert fixed(text).startswith(
        "---\nid: 1\ntitle: x\nauthor: y\nsource: https://example.com/quay\n---\n"
    )


def test_the_line_ends_and_the_byte_order_mark_of_the_note() -> None:
    assert fixed("\ufeffQuay\r\n\r\nText.\r\n") == (
        "\ufeff---\r\ntitle: Quay\r\n---\r\nQuay\r\n\r\nText.\r\n"
    )


@pytest.mark.parametrize(
    "line",
    ["source: https://example.org", "原文链接: x", "链接: https://example.org", "source: [[x]]"],
)
def test_an_address_is_not_lifted_where_the_note_has_one(line: str) -> None:
    assert check(f"---\ntitle: x\n{line}\n---\n{CLIP}") == []


def test_an_address_is_lifted_beside_a_publisher() -> None:
    text = f"---\ntitle: x\n来源: 海岸周刊\n---\n{CLIP}"
    assert "\nsource: https://example.com/quay\n" in fixed(text)


def test_properties_that_the_table_does_not_know_can_be_required() -> None:
    options = Options(required=("height", "created"), fields="zh-Hans")
    messages = [finding.message for finding in check("Text.\n", options)]
    assert messages == [
        "this note has no `height`: write it at the top",
        "this note has no `创建日期`: write it at the top",
    ]
    assert check("---\nheight: 1\ndate: 2024-03-14\n---\n", options) == []
