"""What holds for any front matter that the rules about properties fix."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from vaultkit.checks.dates import date_format, offset
from vaultkit.checks.frontmatter import (
    block_scalar,
    deprecated_property,
    duplicate_key,
    field_name,
    field_order,
    field_type,
    invalid_yaml,
    missing_field,
)
from vaultkit.checks.rule import STAGES
from vaultkit.checks.ruleset import Active
from vaultkit.checks.tags import tags_list
from vaultkit.fixing.engine import Fixed, fix
from vaultkit.note.fields import meanings, table
from vaultkit.note.note import Note

TYPES = {"height": "number", "lit": "checkbox", "keepers": "multitext", "due": "date"}


def run(text: str, fields: Any = "en", path: str = "note.md") -> Fixed:
    plain = (deprecated_property, duplicate_key, field_order)
    active = [
        *(Active(module.RULE, module.RULE.options()) for module in plain),
        Active(invalid_yaml.RULE, invalid_yaml.RULE.options()),
        Active(field_name.RULE, field_name.Options(fields=fields)),
        Active(field_type.RULE, field_type.Options(types=TYPES)),
        Active(missing_field.RULE, missing_field.Options(fields=fields)),
        Active(block_scalar.RULE, block_scalar.RULE.options()),
        Active(date_format.RULE, date_format.Options(types=TYPES)),
        Active(offset.RULE, offset.Options(timezone="Asia/Shanghai", types=TYPES)),
        Active(tags_list.RULE, tags_list.RULE.options()),
    ]
    active.sort(key=lambda one: (STAGES.index(one.rule.stage), one.rule.code))
    return fix(Note(path, text), active)


def values_of(text: str) -> dict[str, Any]:
    """The properties as ruamel.yaml reads them in YAML 1.2, dates as text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    yaml.Constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    note = Note("note.md", text)
    assert note.matter is not None
    data = yaml.load(io.StringIO(note.matter.inner.of(text) + "\n"))
    return {} if data is None else {str(key): value for key, value in data.items()}


known = sorted({name for spec in table().values() for name in spec.aliases | spec.unsure})
keys = st.one_of(
    st.sampled_from(known),
    st.sampled_from(["Title", "Date Created", "height", "lit", "keepers", "due", "灯质", "name"]),
)
scalars = st.sampled_from(
    [
        "渡口",
        "Quay",
        "'渡口'",
        '"[[Quay]]"',
        '"58"',
        "58",
        "007",
        '"true"',
        "no",
        "true",
        "~",
        '""',
        "2024/3/14",
        "20240314",
        '"2024-03-14 15:30"',
        "2024-03-14T15:30:00+08:00",
        "昨天",
        "1710401400",
        "https://example.com/a?b=c#d",
        "https://omnivore.app/x",
        "instapaper",
        "a, b",
        "'#a'",
        "甲、乙",
        '"[[A]], [[B]]"',
        "zh-CN",
        "a#b",
        "<% x %>",
        '"{{date}}"',
        "one\n  two",
        "'/a/'",
        "4.5",
        "1e3",
    ]
)
comments = st.sampled_from(["", "", "", " # 注", "  "])


@st.composite
def values(draw: st.DrawFn) -> str:
    kind = draw(st.integers(0, 9))
    if kind < 5:
        return f" {draw(scalars)}{draw(comments)}"
    entries = draw(st.lists(scalars.filter(lambda entry: "\n" not in entry), max_size=3))
    if kind == 5:
        return draw(comments)
    if kind == 6:
        inside = [entry for entry in entries if entry[0] in "'\"" or entry.isalnum()]
        return f" [{', '.join(inside)}]{draw(comments)}"
    if kind == 7:
        return f" {draw(st.sampled_from(['|', '>-']))}\n  渡口 | Quay: x" + draw(
            st.sampled_from(["", "\n  two", "\n"])
        )
    if kind == 8:
        return f"\n  inner: {draw(scalars).replace(chr(10), ' ')}"
    return "".join(f"\n  - {entry}{draw(comments)}" for entry in entries)


@st.composite
def notes(draw: st.DrawFn) -> str:
    lines = []
    for key in draw(st.lists(keys, unique=True, max_size=6)):
        if draw(st.integers(0, 5)) == 0:
            lines.append("# 注释")
        lines.append(f"{key}:{draw(values())}")
    body = draw(
        st.sampled_from(["", "Text.\n", "# 渡口\n\n正文\n", "渡口\n\n正文\n", "---\nx: 1\n---\n"])
    )
    block = "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"
    text = block + body if lines or draw(st.booleans()) else body
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text


def comments_of(text: str) -> tuple[int, int]:
    return text.count("# 注释"), text.count(" # 注")


@settings(max_examples=200)
@given(notes(), st.sampled_from(["en", "zh-Hans", "zh-Hant"]))
@example("---\ntitle: 渡口\n标题: 渡口\nauthor: 渡口\n作者: 渡口\n---\n", "en")
@example("---\nsource: instapaper\nurl: https://example.com\n来源: 渡口\n---\n", "en")
def test_fixing_keeps_what_it_does_not_name(text: str, fields: str) -> None:
    before = Note("note.md", text)
    fixed = run(text, fields)
    assert fixed.refused == []
    again = run(fixed.note.text, fields)
    assert again.note.text == fixed.note.text
    if before.matter is None or not before.fields:
        return
    # The body is what it was, and so are the comments and the line ends.
    after = fixed.note
    assert after.text[after.body_start :] == text[before.body_start :]
    assert comments_of(after.text[: after.body_start]) == comments_of(text[: before.body_start])
    assert ("\r\n" in text) == ("\r\n" in after.text)
    was, now = values_of(text), values_of(after.text)
    for key, value in was.items():
        if not meanings(key) and key not in TYPES:
            # But for the line end of a block of one line.
            assert now[key] == value or now[key] == value.removesuffix("\n")
    # No value is lost: each is still there, if perhaps in another form.
    assert len(now) <= len(was) + 1
    texts = "\n".join(
        str(one)
        for value in now.values()
        for one in (value if isinstance(value, list) else [value])
    )
    for key, value in was.items():
        if meanings(key)[:1] in [("title",), ("id",), ("description",)] and isinstance(value, str):
            assert value.strip() in texts or not value.strip()


@given(notes())
def test_no_two_properties_have_one_name(text: str) -> None:
    fixed = run(text).note
    names = [field.key.casefold() for field in fixed.fields]
    before = [field.key.casefold() for field in Note("note.md", text).fields]
    if len(set(before)) == len(before):
        assert len(set(names)) == len(names)


@given(st.text(st.one_of(st.sampled_from("---\n: #'\"[]{}|>标a1,"), st.characters(codec="utf-8"))))
def test_any_text_is_survived(text: str) -> None:
    text = text.replace("\0", "")
    for whole in (text, f"---\n{text}\n---\n", f"---\ntitle: {text}\n"):
        fixed = run(whole)
        assert run(fixed.note.text).note.text == fixed.note.text
