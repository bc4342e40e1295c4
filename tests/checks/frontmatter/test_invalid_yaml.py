"""FM001: an error of the front matter becomes a finding at its place, and is mended if certain."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vaultkit.checks import run
from vaultkit.checks.frontmatter.invalid_yaml import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("---\ntitle: A: B\n---\n", (2, 8), "a value with `: ` in it needs quotes around it"),
        ("---\na: 1\ntitle: `A`\n---\n", (3, 8), "cannot start with a backtick"),
        ("---\ntags:\n  - [x] y\n---\n", (3, 5), "there is text behind `[x]`"),
        ("---\r\ntags:\r\n\t- y\r\n---\r\n", (3, 1), "a tab stands here"),
        ("---\n标题：灯\nid: 1\n---\n", (2, 3), "behind `标题` there must be `:` and a space"),
        ("---\ntitle: “A: B”\n---\n", (2, 8), '`“` is no quote for YAML: write `"`'),
        ("---\n🦭: 1\n🦭: [x\n---\n", (3, 4), "a `[` is opened and never closed"),
        ("---\r\ntitle: x\r\n", (1, 1), "the block is opened by `---` and never closed"),
        ('---\na: "x\nb: 1\nc: 2\n---\n', (2, 4), "a quote is opened and never closed"),
        ("---\na: [x\nb: 1\nc: 2\n---\n", (2, 4), "a `[` is opened and never closed"),
        ("---\na: > x\n---\n", (2, 6), "the text begins on the next line"),
        ('---\na: "\\d \\n"\n---\n', (2, 5), "must be written twice"),
        ("---\na: A: B\n>>>>>>> x\nb: 1\n---\n", (3, 1), "the marks of an unfinished merge"),
        ("---\ntitle: x\nsome text\n---\n", (3, 1), "this line is not `name: value`"),
        ("---\r\na: x\r\n<!-- c -->\r\n---\r\n", (3, 1), "this line is not `name: value`"),
        ("---\na: 1\nno colon\nb: 2\n---\n", (3, 1), "this line is not `name: value`"),
        ("---\n// c\na: 1\n---\n", (2, 1), "this line is not `name: value`"),
        ("---\na: x\n---b\n---\n", (3, 1), "this line is not `name: value`"),
        ("---\na: x\n\t\n---\n", (3, 1), "a tab stands here"),
        ("---\na: x\n\n b: c\n---\n", (4, 2), "further right than the property above it"),
        ("---\n a: x\nb: c\n---\n", (3, 1), "further left than the first property"),
        ('---\na: ["b" "c"]\n---\n', (2, 9), "between two entries there must be a `,`"),
        ('---\na: "b"c\n---\n', (2, 7), 'there is text behind `"`'),
        ("---\na:\n  - [[B]], [[C]]\n---\n", (3, 10), "there is text behind `]`"),
        ("---\na:\n  - b\n  c: d\n---\n", (4, 3), "this line is no entry of the list"),
        ("---\na: [b,,c]\n---\n", (2, 7), "a value cannot start with `,`"),
        ("---\n...\n---\n", (2, 1), "a line with `...` is none of front matter"),
        ("---\na: x\n...\nb: c\n---\n", (3, 1), "a line with `...` is none of front matter"),
        ("---\n%YAML 1.2\na: x\n---\n", (2, 1), "a line with `%` is none of front matter"),
        ("---\na: 1\nb: {{c}} d\n---\n", (3, 4), "the code of a template stands here"),
    ],
)
def test_the_place_and_the_reason(text: str, place: tuple[int, int], said: str) -> None:
    note = Note("note.md", text)
    (finding,) = run.check(note, ACTIVE)
    assert note.lines.place(finding.span.start) == place
    assert finding.message.startswith("the front matter cannot be read: ")
    assert said in finding.message


def test_a_colon_in_a_value_that_ends_the_name() -> None:
    note = Note("n.md", "---\na: 1\ntitle：b: c\n---\n")
    (finding,) = run.check(note, ACTIVE)
    assert note.lines.place(finding.span.start) == (3, 6)
    assert finding.message.startswith("`title：b` is read as the name")
    assert finding.edits == ()


def test_a_mended_block_names_its_properties() -> None:
    (finding,) = run.check(Note("n.md", "---\na: b: c\nd: e\n'f g': @h\n---\n"), ACTIVE)
    assert finding.properties == ("a", "f g")
    assert finding.safety is None


def test_an_alias_is_no_text() -> None:
    text = "---\na: &x 1\nb: *x\nc: d: e\n---\n"
    assert fix(Note("n.md", text), ACTIVE).note.text == text


@pytest.mark.parametrize(
    "inner",
    [
        "提示：今天下雨，记得带伞。\n",
        "主持人：欢迎。\n嘉宾：谢谢。\n",
        "tags:\n\t- a\n\t\t- b\n",
        "tags:\n\t- a\n\t\t- b\n\t- c\n",
        "tags:\n  - a\n\t\t- b\n",
    ],
)
def test_what_has_more_than_one_reading_is_only_reported(inner: str) -> None:
    (finding,) = run.check(Note("n.md", f"---\n{inner}---\n"), ACTIVE)
    assert finding.edits == ()


@pytest.mark.parametrize(
    "text", ["", "Text.\n", "---\n---\n", "---\ntitle: x\n---\n", "---\n\nx\n", "--- \n\nx\n---\n"]
)
def test_silence(text: str) -> None:
    assert run.check(Note("note.md", text), ACTIVE) == []


pieces = st.sampled_from(
    [
        *["a", "灯", "title", "标题", " ", "  ", ": ", ":", "：", "#", " #b", "- ", "\t", ", "],
        *['"', "'", "“", "”", "‘", "[", "]", "[[a]]", "{", "}", "@", "*", "`", "%", "&a", "*a"],
        *["\\", "58", "\u3000", "\xa0", "\ufeff", "<%", "---"],
    ]
)
values = st.lists(pieces, max_size=7).map("".join)
starts = st.sampled_from(
    [
        "",
        "a: ",
        "b: ",
        "标题: ",
        "'c d': ",
        "tags:\n  - ",
        "  - ",
        "\t- ",
        "- ",
        "  ",
        "标题：",
        "title:",
    ]
)


def test_a_name_that_stands_twice_is_left_for_another_rule() -> None:
    fixed = fix(Note("n.md", "---\na: b: c\nd: 1\na: 2\nd: 1\n---\n"), ACTIVE)
    assert fixed.refused == []
    assert fixed.note.text == '---\na: "b: c"\nd: 1\na: 2\nd: 1\n---\n'
    assert fixed.findings == []


@settings(max_examples=300)
@given(
    st.lists(st.tuples(starts, values), max_size=5, unique_by=lambda line: line[0]),
    st.sampled_from(["\n", "\r\n"]),
)
@example([("a: ", "A: B"), ("b: ", '"x')], "\n")
@example([("a: ", "| "), ("\t- ", "a")], "\n")
@example([("标题：", ""), ("", "[[a]]")], "\n")
def test_what_is_mended_is_proven_and_nothing_else_changes(
    lines: list[tuple[str, str]], newline: str
) -> None:
    inner = "".join(f"{start}{value}\n" for start, value in lines).replace("\n", newline)
    before = Note("n.md", f"---{newline}{inner}---{newline}Text.{newline}")
    fixed = fix(before, ACTIVE)
    assert fixed.refused == []
    assert fix(fixed.note, ACTIVE).note.text == fixed.note.text
    if fixed.note.text == before.text:
        return
    # A name may stand twice, for FM002.
    assert fixed.note.matter is not None
    assert fixed.note.matter.error is None or fixed.note.matter.error.fields
    # The same characters, but for those of quotes, blanks and colons.
    ignored = dict.fromkeys(map(ord, " \t\u3000\xa0\"'“”‘\\：:[],"))
    assert fixed.note.text.translate(ignored) == before.text.translate(ignored)
    # Lines that are not touched are where they were.
    assert len(fixed.note.text.splitlines()) == len(before.text.splitlines())
