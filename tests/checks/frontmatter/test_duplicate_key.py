"""FM002: where it finds, what it says, and that every other property is as it was."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from vaultkit.checks import run
from vaultkit.checks.frontmatter import duplicate_key, invalid_yaml
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(duplicate_key.RULE, NoOptions()), Active(invalid_yaml.RULE, NoOptions())]


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("🦭: a\n🦭: b\n", "`🦭` stands twice, as `a` in line 2 and `b` in 3: keep one of them"),
        ("🦭: a\n🦭:\n", "`🦭` stands twice, as `a` in line 2 and nothing in 3: keep one of them"),
        ("🦭: a\n🦭: a\n", "`🦭` stands twice, the same in lines 2 and 3: one is enough"),
        ("🦭: a\n🦭: a # c\n", "`🦭` stands twice, the same in lines 2 and 3: delete one of them"),
        (
            f"🦭: {'a' * 50}\n🦭: [b,\n  c]\n",
            f"`🦭` stands twice, as `{'a' * 39}…` in line 2 and `[b, c]` in 3: keep one of them",
        ),
    ],
)
def test_the_place_is_the_second_name(inner: str, message: str) -> None:
    note = Note("note.md", f"---\n{inner}---\n")
    (finding,) = run.check(note, ACTIVE)
    assert finding.message == message
    assert note.lines.place(finding.span.start)[1] == 1
    assert finding.span.start == note.text.rindex("🦭")
    assert finding.properties == ("🦭",)


@pytest.mark.parametrize("inner", ["a: 1\na: 1\nb: @\n", "? [a]\n: 1\nb: 1\nb: 1\n"])
def test_a_block_with_another_mistake_is_not_for_this_rule(inner: str) -> None:
    (finding,) = run.check(Note("note.md", f"---\n{inner}---\n"), ACTIVE)
    assert finding.code == "FM001"


def test_other_rules_see_the_properties_once_none_stands_twice() -> None:
    result = fix(Note("note.md", "---\na: x\nb: 1\na: x\n---\n"), ACTIVE)
    assert [field.key for field in result.note.fields] == ["a", "b"]
    assert result.findings == result.refused == []


VALUES = [
    "1",
    "'1'",
    "x",
    '"x"',
    "",
    "[x, '1']",
    "\n  - x\n  - '1'",
    "\n  x: 1",
    "{x: 1}",
    "|\n  x",
]


def read(text: str) -> list[tuple[str, object]]:
    """Each property by itself, by another reader; a value of several lines goes to the next key."""
    pairs: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[0] in "abc":
            pairs.append("")
        pairs[-1] += line
    yaml = YAML(typ="safe", pure=True)
    return [pair for source in pairs for pair in yaml.load(io.StringIO(source)).items()]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(VALUES)), min_size=1, max_size=7))
def test_what_is_left_is_each_value_of_each_name_once(pairs: list[tuple[str, str]]) -> None:
    inner = "".join(f"{key}: {value}\n" for key, value in pairs)
    result = fix(Note("note.md", f"---\n{inner}---\n"), ACTIVE)
    assert result.refused == []
    after = result.note.text.removeprefix("---\n").removesuffix("---\n")
    was, now = read(inner), read(after)
    assert set(map(repr, was)) == set(map(repr, now))
    # Only what equals the first of its name goes.
    firsts = dict(reversed(was))
    expected, seen = [], set()
    for key, value in was:
        if key not in seen or repr(value) != repr(firsts[key]):
            expected.append((key, value))
        seen.add(key)
    assert now == expected
