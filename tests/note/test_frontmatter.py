"""Front matter: fences, fields with their places, and edits that change only what they say."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from vaultkit.fixing.edits import apply
from vaultkit.note.frontmatter import (
    Edit,
    FrontMatter,
    add,
    block_list,
    parse,
    remove,
    rename,
    replace_value,
    scalar,
)
from vaultkit.note.properties import Field, plain_value
from vaultkit.note.spans import Span


def block(inner: str) -> str:
    return f"---\n{inner}---\n\nBody.\n"


def matter(text: str) -> FrontMatter:
    found = parse(text)
    assert found is not None
    return found


def fields(inner: str) -> dict[str, Field]:
    found = matter(block(inner))
    assert found.error is None, found.error
    return {field.key: field for field in found.fields}


def one(inner: str) -> tuple[Field, str]:
    """The first field of a block, and its value as written."""
    text = block(inner)
    field = matter(text).fields[0]
    return field, field.value_span.of(text)


def reason(text: str) -> str:
    found = matter(text)
    assert found.error is not None
    assert found.fields == ()
    return found.error.reason


def read_elsewhere(inner: str) -> Any:
    """The block as another program reads it: ruamel.yaml, in YAML 1.2, dates as text."""
    yaml = YAML(typ="rt", pure=True)
    yaml.version = (1, 2)
    yaml.Constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    return yaml.load(io.StringIO(inner))


def plain(value: Any) -> Any:
    """A value without the types of ruamel.yaml."""
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


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


# --- edits


def edited(text: str, *edits: Edit | None) -> str:
    return apply(text, [edit for edit in edits if edit is not None])


@pytest.mark.parametrize(
    ("inner", "written", "after"),
    [
        ("a: x # c\n", "y", "a: y # c\n"),
        ("a:\n", "y", "a: y\n"),
        ("a:   # c\n", "y", "a: y   # c\n"),
        ('a:  "x"\n', "58", "a:  58\n"),
        ("a: [x]\nb: 1\n", "\n  - x", "a:\n  - x\nb: 1\n"),
        ("a:  x # c\n", "\n  - x", "a:\n  - x # c\n"),
        ("a:\n", "\n  - x", "a:\n  - x\n"),
        ("a: |\n  x\n\nb: 1\n", "x", "a: x\n\nb: 1\n"),
        ("a: # c\n  x\n", "y", "a: # c\n  y\n"),
        ("'a' : x\n", "\n  - x", "'a' :\n  - x\n"),
    ],
)
def test_replacing_a_value(inner: str, written: str, after: str) -> None:
    text = block(inner)
    assert edited(text, replace_value(text, matter(text).fields[0], written)) == block(after)


@pytest.mark.parametrize(
    ("inner", "key", "after"),
    [
        ("a: x\n", "b", "b: x\n"),
        ('"a": x\n', "b", '"b": x\n'),
        ("'a': x\n", "b", "'b': x\n"),
        ('{"a":1}\n', "b", '{"b":1}\n'),
        ("a : x\n", "b", "b : x\n"),
        ("a:\n  - x\n", "date created", "date created:\n  - x\n"),
    ],
)
def test_renaming(inner: str, key: str, after: str) -> None:
    text = block(inner)
    assert edited(text, rename(text, matter(text).fields[0], key)) == block(after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Body.\n", "---\nt: x\n---\nBody.\n"),
        ("\ufeffBody.\n", "\ufeff---\nt: x\n---\nBody.\n"),
        ("", "---\nt: x\n---\n"),
        ("---\n---\nBody.\n", "---\nt: x\n---\nBody.\n"),
        ("---\n# c\na: 1\n---\n", "---\nt: x\n# c\na: 1\n---\n"),
        ("---\n  a: 1\n  b: 2\n---\n", "---\n  t: x\n  a: 1\n  b: 2\n---\n"),
        ("\ufeff---\na: 1\n---", "\ufeff---\nt: x\na: 1\n---"),
    ],
)
def test_adding_at_the_top(text: str, after: str) -> None:
    assert edited(text, add(text, parse(text), "t", "x", "\n")) == after


def test_adding_behind_a_field() -> None:
    text = block("a:\n  - x\n\nb: |+\n  y\n\nc: 1 # c\n")
    found = matter(text)
    first, second, third = found.fields
    assert edited(text, add(text, found, "t", "x", "\n", first)) == block(
        "a:\n  - x\n\nt: x\nb: |+\n  y\n\nc: 1 # c\n"
    )
    assert edited(text, add(text, found, "t", "x", "\n", second)) == block(
        "a:\n  - x\n\nb: |+\n  y\n\nt: x\nc: 1 # c\n"
    )
    assert edited(text, add(text, found, "t", "x", "\n", third)) == block(
        "a:\n  - x\n\nb: |+\n  y\n\nc: 1 # c\nt: x\n"
    )


@pytest.mark.parametrize("inner", ["{a: 1,\n b: 2}\n", "{}\n", "&x\na: 1\n", "? a\n: 1\n"])
def test_nothing_is_added_to_a_block_that_is_not_lines(inner: str) -> None:
    text = block(inner)
    assert matter(text).error is None
    assert add(text, matter(text), "t", "x", "\n") is None


@pytest.mark.parametrize(
    ("inner", "after"),
    [
        ("a:\nb: 1\n", "b: 1\n"),
        ("# c\na: x\nb: 1\n", "# c\nb: 1\n"),
        ("a:\n  - x\n  - y\n\nb: 1\n", "\nb: 1\n"),
        ("  a: x\n  b: 1\n", "  b: 1\n"),
        ("a: x\n", ""),
        ("a: x # kept\nb: 1\n", None),
        ("{a: 1, b: 2}\n", None),
    ],
)
def test_removing(inner: str, after: str | None) -> None:
    text = block(inner)
    found = matter(text)
    edit = remove(text, found, found.fields[0])
    assert (None if edit is None else edited(text, edit)) == (
        None if after is None else block(after)
    )


def test_a_block_list() -> None:
    assert block_list(["x", '"y"'], "\r\n") == '\r\n  - x\r\n  - "y"'
    assert block_list(["x"], "\n", "  ") == "\n    - x"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("渡口：一", "渡口：一"),
        ("A: B", '"A: B"'),
        ("A #b", '"A #b"'),
        ("C#", "C#"),
        ("=", '"="'),
        ("<<", '"<<"'),
        ("https://a.example/#b", "https://a.example/#b"),
        ("2024", '"2024"'),
        ("2024-03-14", "2024-03-14"),
        ("true", '"true"'),
        ("yes", "yes"),
        ("", '""'),
        (" x", '" x"'),
        ("- x", '"- x"'),
        ("[[x]]", '"[[x]]"'),
        ('say "x"', 'say "x"'),
        ('"x"', '"\\"x\\""'),
        ("a\nb", '"a\\u000Ab"'),
        ("a | b", "a | b"),
        ("back\\slash", "back\\slash"),
    ],
)
def test_a_text_as_a_scalar(value: str, written: str) -> None:
    assert scalar(value) == written


# --- properties

texts = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_characters="\0"),
        st.sampled_from("-:#[]{}'\"|>&*!?%@`,~ \n\t\r\ufeff\u2028\u3000标🦭0123truenull"),
    ),
    max_size=40,
)


@given(texts)
@example("---\n? \n---\n")
@example("---\n: x\n---\n")
@example("---\n%YAML 1.1\n---\n")
def test_parsing_never_raises(inner: str) -> None:
    for text in (
        inner,
        f"---\n{inner}",
        block(inner),
        block(f"a: {inner}\n"),
        block(f"{inner}: x\n"),
    ):
        found = parse(text)
        if found is not None:
            assert 0 <= found.span.start <= found.inner.start <= found.inner.end <= found.span.end


@given(texts)
def test_a_scalar_reads_back_as_the_same_text(value: str) -> None:
    written = scalar(value)
    assert "\n" not in written and "\r" not in written
    for inner in (f"a: {written}\nb: 1\n", f"a:\n  - {written}\n"):
        found = fields(inner)["a"].value
        assert found in (value, [value])
        elsewhere = read_elsewhere(inner)["a"]
        assert plain(elsewhere) in (value, [value])


names = st.sampled_from(
    ["title", "标题", "date created", "it's", "a-b", "_x", "Ω", "🦭", "2024", "last updated at"]
)
words = st.text(
    st.one_of(st.sampled_from("ab标题🦭 -:#'\",.[]{}0123456789/"), st.characters(codec="utf-8")),
    max_size=12,
).map(scalar)
quoted = st.text(st.sampled_from("ab标🦭 :#-,"), max_size=8).map(lambda text: f"'{text}'")
comments = st.sampled_from(["", " # 🦭 note", "   "])


@st.composite
def values(draw: st.DrawFn) -> str:
    """What follows a colon, up to the line end."""
    kind = draw(st.sampled_from(["one", "one", "empty", "flow", "block", "literal", "map"]))
    one = st.one_of(words, quoted)
    if kind == "one":
        return f" {draw(one)}{draw(comments)}"
    if kind == "empty":
        return draw(comments)
    if kind == "flow":
        return f" [{', '.join(draw(st.lists(quoted, max_size=3)))}]{draw(comments)}"
    if kind == "block":
        entries = draw(st.lists(one, min_size=1, max_size=3))
        return "".join(f"\n  - {entry}{draw(comments)}" for entry in entries)
    if kind == "literal":
        mark = draw(st.sampled_from(["|", "|-", ">", ">-"]))
        lines = draw(st.lists(st.sampled_from(["one", "标题", "# x", "a: b"]), min_size=1))
        return f" {mark}\n" + "\n".join(f"  {line}" for line in lines)
    return f"\n  inner: {draw(one)}\n  other: {draw(one)}"


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A note whose block can be read."""
    lines = []
    for name in draw(st.lists(names, unique=True, min_size=1, max_size=5)):
        written = draw(st.sampled_from(["{}", '"{}"'])).format(name)
        if draw(st.integers(0, 4)) == 0:
            lines.append(draw(st.sampled_from(["", "# a comment"])))
        lines.append(f"{written}:{draw(values())}")
    text = f"---\n{chr(10).join(lines)}\n---\nBody: [x\n"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def inner_of(text: str) -> str:
    return matter(text).inner.of(text) + "\n"


def read_back(text: str) -> dict[str, Any]:
    """The block of a note as another program reads it."""
    return {str(key): plain(value) for key, value in read_elsewhere(inner_of(text)).items()}


@given(blocks())
def test_values_are_what_another_reader_finds(text: str) -> None:
    found = matter(text)
    assert found.error is None
    assert {field.key: field.value for field in found.fields} == read_back(text)


@given(blocks())
def test_each_place_reads_as_its_name_or_value(text: str) -> None:
    for field in matter(text).fields:
        again = matter(f"---\n{field.key_span.of(text)}: x\n---\n").fields
        assert [one.key for one in again] == [field.key]
        written = field.value_span.of(text)
        assert (written == "") == (field.style == "empty")
        between = text[field.key_span.end : field.value_span.start]
        lead = "\n  " if field.style == "block" else " "
        (again_field,) = matter(f"---\nx:{lead}{written}\n---\n").fields
        # The blank lines behind a block, which its chomping may keep, are not in its place.
        assert again_field.value == field.value
        assert between.strip().partition(" ")[0] == ":"
        assert field.span == Span(field.key_span.start, field.value_span.end)
        for item in field.items:
            (entry,) = matter(f"---\nx: {item.span.of(text)}\n---\n").fields
            assert entry.value == item.value


@given(blocks(), st.data())
def test_an_edit_changes_what_it_says_and_nothing_else(text: str, data: st.DataObject) -> None:
    found = matter(text)
    before = read_back(text)
    field = data.draw(st.sampled_from(found.fields))
    value = data.draw(st.text(st.characters(codec="utf-8"), max_size=12))
    newline = "\r\n" if "\r\n" in text else "\n"

    replaced = edited(text, replace_value(text, field, scalar(value)))
    assert read_back(replaced) == before | {field.key: value}
    entries = [scalar(value), '"x"']
    listed = edited(text, replace_value(text, field, block_list(entries, newline)))
    assert read_back(listed) == before | {field.key: [value, "x"]}

    renamed = edited(text, rename(text, field, "quite new"))
    assert list(read_back(renamed).items()) == [
        ("quite new" if key == field.key else key, value) for key, value in before.items()
    ]

    after = data.draw(st.sampled_from([None, *found.fields]))
    added = edited(text, add(text, found, "quite new", scalar(value), newline, after))
    keys = list(before)
    place = 0 if after is None else keys.index(after.key) + 1
    assert read_back(added) == before | {"quite new": value}
    assert list(read_back(added)) == [*keys[:place], "quite new", *keys[place:]]

    removal = remove(text, found, field)
    assume(removal is not None)
    removed = edited(text, removal)
    assert {item.key: item.value for item in matter(removed).fields} == {
        key: value for key, value in before.items() if key != field.key
    }


@given(texts)
def test_what_is_read_is_what_another_reader_reads(inner: str) -> None:
    text = block(f"a: {inner}\nb: 1\n")
    found = matter(text)
    assume(found.error is None and found.fields)
    assume(found.inner.of(text) == f"a: {inner}\nb: 1")
    try:
        elsewhere = read_elsewhere(found.inner.of(text) + "\n")
    except (YAMLError, ValueError, TypeError):
        return
    assert [field.key for field in found.fields] == [str(key) for key in elsewhere]
