"""Edits of front matter, which change only what they say, and what holds for any block."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from matter_block import block, fields, matter, plain, read_elsewhere
from ruamel.yaml.error import YAMLError

from vaultkit.fixing.edits import apply
from vaultkit.note.frontmatter import (
    Edit,
    add,
    block_list,
    parse,
    remove,
    rename,
    replace_value,
    scalar,
)
from vaultkit.note.spans import Span

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
