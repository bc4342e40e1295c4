"""DT001: where it finds, what it says, and what it leaves."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.dates.date_format import RULE, Options
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit


def check(inner: str, **types: str) -> list[Finding]:
    return run.check(Note("note.md", f"---\n{inner}---\n"), [Active(RULE, Options(types=types))])


def test_the_place_is_the_value_and_the_edit_is_inside_its_quotes() -> None:
    inner = '发布时间: "2024/3/14" # 🦭\n'
    (finding,) = check(inner)
    assert finding.span.of(f"---\n{inner}") == '"2024/3/14"'
    assert (
        finding.message == "`2024/3/14` is a date that Obsidian does not know: write `2024-03-14`"
    )
    assert finding.properties == ("发布时间",)
    assert finding.edits == (Edit(finding.span.start + 1, finding.span.end - 1, "2024-03-14"),)


@pytest.mark.parametrize("kind", ["text", "number", "multitext", "checkbox"])
def test_a_property_that_obsidian_holds_for_something_else_is_none(kind: str) -> None:
    assert check("created: 2024/3/14\n", created=kind) == []
    assert check("Created: 2024/3/14\n", created=kind) == []


def test_a_property_that_obsidian_holds_for_a_date_is_one() -> None:
    assert len(check("due: 2024/3/14\n", due="date")) == 1
    assert len(check("Due: 2024/3/14\n", due="datetime")) == 1
    assert check("due: 2024/3/14\n") == []


@pytest.mark.parametrize("value", ["2024/3/14 15:30", "2024-03-14T15:30:00"])
def test_a_time_in_a_property_that_is_a_date_alone_is_not_safely_taken_out(value: str) -> None:
    (finding,) = check(f"created: {value}\n", created="date")
    assert finding.safety == "unsafe"
    assert [edit.text for edit in finding.edits] == ["2024-03-14"]
    assert finding.message == (
        "`created` is a date for Obsidian, and this value has a time: "
        "make the property a date and time, or write `2024-03-14`"
    )


def test_what_day_it_is_with_an_offset_only_the_time_zone_tells() -> None:
    assert check("created: 2024-03-14T23:30:00Z\n", created="date") == []
    (finding,) = check("created: 2024-03-14 23:30:00 +0000\n", created="date")
    assert [edit.text for edit in finding.edits] == ["2024-03-14T23:30:00Z"]


def test_a_date_without_a_time_stays_one_where_it_is_well_written() -> None:
    assert check("created: 2024-03-14\n", created="date") == []
    assert check("created: 2024-03-14\n", created="datetime") == []


@pytest.mark.parametrize(
    "inner",
    [
        "created: [2024/3/14]\n",
        "created:\n  - 2024/3/14\n",
        "created: |\n  2024/3/14\n",
        "created: &x 2024/3/14\n",
        "created: {y: 2024/3/14}\n",
        "created: true\n",
        "created: 2024.5\n",
        "created: 12\n",
        'created: "2024\\/3\\/14"\n',
        "created: 2024-03-14T15:30:00.123Z\n",
    ],
)
def test_silence(inner: str) -> None:
    assert check(inner) == []
