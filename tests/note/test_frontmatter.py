"""Front matter: fences, and fields with their places."""

from __future__ import annotations

import pytest
from matter_block import block, fields, matter, one, reason

from vaultkit.note.frontmatter import (
    parse,
)
from vaultkit.note.properties import plain_value
from vaultkit.note.spans import Span

# --- fences


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("---\na: 1\n---\n", "a: 1"),
        ("---\na: 1\n---", "a: 1"),
        ("---\na: 1\n---  \nBody", "a: 1"),
        ("---\n---\n", ""),
        ("---\n\n---\n", ""),
        ("---\n# only a comment\n---\n", "# only a comment"),
        ("---\r\na: 1\r\n---\r\nBody", "a: 1"),
        ("---\ra: 1\r---\rBody", "a: 1"),
        ("\ufeff---\na: 1\n---\n", "a: 1"),
        ("---\na: 1\n--- no fence\n---\n", "a: 1\n--- no fence"),
        ("---\na: |\n  x\n  ---\n---\n", "a: |\n  x\n  ---"),
    ],
)
def test_the_block_is_between_its_fences(text: str, inner: str) -> None:
    found = matter(text)
    assert found.inner.of(text) == inner
    body = text[found.span.end :]
    assert found.span.start == 0
    assert body in ("", "Body")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Body.\n",
        "\n---\na: 1\n---\n",
        " ---\na: 1\n---\n",
        "----\na: 1\n----\n",
        "--- \na: 1\n---\n",
        "---",
        "---\n",
        "---\n\nA thematic break above, and no block.\n",
        "---\nJust: text, `a:b` and no fence?".replace(": ", ","),
        "***\na: 1\n***\n",
        "\ufeff\ufeff---\na: 1\n---\n",
    ],
)
def test_there_is_no_block(text: str) -> None:
    assert parse(text) is None


def test_a_block_that_is_never_closed_is_an_error_of_the_whole_note() -> None:
    text = "---\ntitle: Quay\n\nNo fence here.\n"
    found = matter(text)
    assert found.error is not None
    assert "never closed" in found.error.reason
    assert found.error.span.of(text) == "---"
    assert found.span == Span(0, len(text))


# --- values and their places


@pytest.mark.parametrize(
    ("inner", "value", "written", "style"),
    [
        ("a: quay\n", "quay", "quay", "plain"),
        ("a:   quay   \n", "quay", "quay", "plain"),
        ("a: quay # old\n", "quay", "quay", "plain"),
        ("a: quay#old\n", "quay#old", "quay#old", "plain"),
        ("a: one\n  two\n", "one two", "one\n  two", "plain"),
        ("a:\n  quay\n", "quay", "quay", "plain"),
        ("a: 'it''s'\n", "it's", "'it''s'", "single"),
        ('a: "x\\ty"  # c\n', "x\ty", '"x\\ty"', "double"),
        ('a: ""\n', "", '""', "double"),
        ("a: |\n  one\n  two\n\nb: 1\n", "one\ntwo\n", "|\n  one\n  two", "literal"),
        ("a: |\n  one\n# comment\nb: 1\n", "one\n", "|\n  one", "literal"),
        ("a: |-\n  one\u3000\n", "one\u3000", "|-\n  one\u3000", "literal"),
        ("a: >-\n  one\n  two\n", "one two", ">-\n  one\n  two", "folded"),
        ("a: [x, 'y']\n", ["x", "y"], "[x, 'y']", "flow"),
        ("a: []\n", [], "[]", "flow"),
        ("a: {x: 1}\n", {"x": 1}, "{x: 1}", "flow"),
        ("a:\n  - x\n  - 'y'\n\n# c\nb: 1\n", ["x", "y"], "- x\n  - 'y'", "block"),
        ("a:\n- x\n-\n", ["x", None], "- x\n-", "block"),
        ("a:\n  b:\n    c: 1 # deep\n", {"b": {"c": 1}}, "b:\n    c: 1", "block"),
        ("a:\n", None, "", "empty"),
        ("a:   # nothing\n", None, "", "empty"),
        ("a: ~\n", None, "~", "plain"),
        ("a: 🦭 [[quay]]\n", "🦭 [[quay]]", "🦭 [[quay]]", "plain"),
        ("a: &x quay\n", "quay", "&x quay", "other"),
        ("a: !!str 12\n", "12", "!!str 12", "other"),
    ],
)
def test_a_value_and_its_place(inner: str, value: object, written: str, style: str) -> None:
    field, found = one(inner)
    assert (field.value, found, field.style) == (value, written, style)


def test_an_alias_is_left_alone() -> None:
    found = fields("a: &x [1]\nb: *x\nc:\n  - *x\n")
    assert [field.style for field in found.values()] == ["other", "other", "other"]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("17:27", "17:27"),
        ("2024-03-14", "2024-03-14"),
        ("2024-02-30", "2024-02-30"),
        ("0000-00-00", "0000-00-00"),
        ("no", "no"),
        ("On", "On"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("0012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("+12", 12),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.2.3", "1.2.3"),
        ("-.inf", float("-inf")),
        ("<<", "<<"),
        ("=", "="),
    ],
)
def test_plain_values_are_those_of_yaml_1_2(source: str, value: object) -> None:
    field, _ = one(f"a: {source}\n")
    assert field.value == value
    assert type(field.value) is type(value)


def test_a_number_of_very_many_digits_stays_text() -> None:
    assert plain_value("9" * 5000) == "9" * 5000


def test_entries_have_their_own_places() -> None:
    text = block("tags:\n  - plain # c\n  - 'single'\n  -\n  - \"🦭\"\n  - [x]\n")
    items = matter(text).fields[0].items
    assert [item.span.of(text) for item in items] == ["plain", "'single'", "", '"🦭"', "[x]"]
    assert [item.style for item in items] == ["plain", "single", "empty", "double", "flow"]
    assert [item.value for item in items] == ["plain", "single", None, "🦭", ["x"]]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_places_are_characters_whatever_stands_before(newline: str, bom: str) -> None:
    inner = '# 🦭 e\u0301\n标题: "渡口🦭"\n作者:\n  - 甲\n  - "乙"\nend: x\n'
    text = bom + block(inner).replace("\n", newline)
    found = matter(text)
    assert [field.key_span.of(text) for field in found.fields] == ["标题", "作者", "end"]
    assert found.fields[0].value_span.of(text) == '"渡口🦭"'
    assert [item.span.of(text) for item in found.fields[1].items] == ["甲", '"乙"']
    assert found.fields[2].span.of(text) == "end: x"


def test_quoted_names_and_names_with_spaces() -> None:
    text = block("\"date created\": x\n'it''s': y\nlast updated at: z\n")
    found = matter(text).fields
    assert [field.key for field in found] == ["date created", "it's", "last updated at"]
    assert found[0].key_span.of(text) == '"date created"'


def test_a_block_of_one_flow_map_has_its_fields() -> None:
    assert {key: field.value for key, field in fields('{"a": 1, "b": [x]}\n').items()} == {
        "a": 1,
        "b": ["x"],
    }


# --- what cannot be read


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("title: A: B\n", "needs quotes"),
        ("title: @quay\n", "cannot start with `@`"),
        ("title: `quay`\n", "cannot start with a backtick"),
        ("a: 1\nno colon\nb: 2\n", "not `name: value`"),
        ('title: "open\n', "quote is opened"),
        ("title: [a, b\nb: 1\n", "`[` is opened"),
        ("a:\n\t- b\n", "tab"),
        ("标题：渡口\n作者：甲\n", "text, not `name: value` lines"),
        ("- a\n- b\n", "text, not `name: value` lines"),
        ("a: 1\nb: 2\na: 3\n", "'a' stands here a second time"),
        ("a:\n  b: 1\n  b: 2\n", "inside a value, the name 'b' stands twice"),
        ("[a]: 1\n", "name is not text"),
        ("a: x\x07y\n", "control character"),
        ("a: *nothing\n", "alias"),
    ],
)
def test_an_error_says_what_is_wrong(inner: str, said: str) -> None:
    assert said in reason(block(inner))


def test_an_error_has_its_place() -> None:
    text = block("# 🦭🦭\na: 1\n键: x\n键: y\n")
    error = matter(text).error
    assert error is not None
    assert error.span == Span(text.rindex("键"), text.rindex("键") + 1)
    text = block("# 🦭🦭\na: x\x07y\n")
    error = matter(text).error
    assert error is not None
    assert error.span.of(text) == "\x07"


@pytest.mark.parametrize("character", "\x85\u2028\u2029")
def test_a_line_break_that_yaml_reads_in_its_own_way_is_an_error(character: str) -> None:
    text = block(f"a: one{character}two\n")
    assert f"U+{ord(character):04X}" in reason(text)


@pytest.mark.parametrize(
    "inner",
    [
        "a: " + "[" * 100_000,
        "a: " + "[" * 100_000 + "]" * 100_000,
        "a: " + "{a: " * 100_000,
        "a: " + "[x,\n" * 100_000,
        'a: ["' + '", ["' * 100_000,
        "a: " + "!!seq [ " * 100_000,
        "a:\n " + "- " * 100_000 + "x",
        "? " * 100_000 + "x",
        "".join(" " * depth + "a:\n" for depth in range(1500)),
    ],
)
def test_deep_nesting_is_an_error(inner: str) -> None:
    assert "too deeply" in reason(block(f"{inner}\n"))


def test_a_long_block_that_is_not_deep_is_read() -> None:
    inner = "".join(f"key{number}: [[x]]\n" for number in range(1000)) + "rule: " + "-" * 3000
    assert len(fields(f"{inner}\n")) == 1001


def test_a_short_block_can_nest_and_is_read() -> None:
    assert fields(f"a: {'[' * 900}{']' * 900}\n")["a"].style == "flow"


def test_a_few_aliases_that_stand_for_billions_of_values_are_an_error() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "too many values" in reason(block("\n".join(lines) + "\n"))


def test_an_alias_of_itself_ends() -> None:
    assert fields("a: &x [1, *x]\n")["a"].value == [1, None]
