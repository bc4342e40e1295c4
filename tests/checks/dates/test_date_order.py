"""DT005: what it compares with today, where it finds, and what it says."""

from __future__ import annotations

import datetime

import pytest

from vaultkit.checks import run
from vaultkit.checks.dates.date_order import RULE, Options
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note


def check(inner: str, **types: str) -> list[Finding]:
    return run.check(Note("note.md", f"---\n{inner}---\n"), [Active(RULE, Options(types=types))])


def ahead(days: int) -> str:
    """A day from now on; tests that run over midnight keep a day's distance from the limits."""
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def test_the_place_is_the_value_that_comes_too_early() -> None:
    inner = 'updated: "2023-03-20 08:00" # 🦭\n创建时间: 2024/3/14\n'
    (finding,) = check(inner)
    assert finding.span.of(f"---\n{inner}") == '"2023-03-20 08:00"'
    assert finding.message == (
        "`updated` (2023-03-20) is before `创建时间` (2024-03-14): one of them is wrong"
    )
    assert finding.edits == ()


def test_the_place_is_the_value_that_comes_too_late() -> None:
    inner = "published: 2024-03-20\nsaved: 2024-03-14\n"
    (finding,) = check(inner)
    assert finding.span.of(f"---\n{inner}") == "2024-03-20"
    assert finding.message == (
        "`published` (2024-03-20) is after `saved` (2024-03-14): one of them is wrong"
    )


@pytest.mark.parametrize("key", ["created", "saved", "updated", "date_read", "建立時間"])
def test_what_has_happened_is_not_in_the_future(key: str) -> None:
    assert check(f"{key}: {ahead(0)}\n") == []
    # Elsewhere it is tomorrow already.
    assert check(f"{key}: {ahead(1)}\n") == []
    (finding,) = check(f"{key}: {ahead(3)}T08:00:00Z\n")
    assert finding.message == f"`{key}` ({ahead(3)}) is in the future"


def test_a_post_may_wait_for_a_year() -> None:
    assert check(f"published: {ahead(30)}\n") == []
    (finding,) = check(f"published: {ahead(500)}\n")
    assert finding.message == f"`published` ({ahead(500)}) is more than a year ahead"


def test_a_mistake_is_found_once() -> None:
    assert len(check("created: 2999-01-01\nupdated: 2024-03-14\n")) == 1


@pytest.mark.parametrize("key", ["date", "日期", "due", "title", "publish"])
def test_a_property_that_may_mean_something_else_may_be_in_the_future(key: str) -> None:
    assert check(f"{key}: 2999-01-01\n") == []


def test_a_property_that_obsidian_holds_for_something_else_is_no_date() -> None:
    assert check("created: 2999-01-01\n", created="text") == []


@pytest.mark.parametrize(
    ("created", "updated", "is_found"),
    [
        ("2024-03-14", "2024-03-13", True),
        ("2024-03-14", "2024-03-14", False),
        ("2024-03-14T08:00:00", "2024-03-13T23:00:00", True),
        ("2024-03-14T08:00:00", "2024-03-13", True),
        # the same day in the same place
        ("2024-03-14T08:00:00", "2024-03-14T07:00:00", False),
        ("2024-03-14T08:00:00+08:00", "2024-03-13T23:59:00Z", False),
        ("2024-03-14T08:00:00+08:00", "2024-03-13T15:59:00Z", True),
        # one place is not known
        ("2024-03-14T08:00:00", "2024-03-13T23:59:00Z", False),
        ("2024-03-14T08:00:00", "2024-03-12T23:59:00Z", True),
        ("2024-03-14T08:00:00Z", "2024-03-13", False),
        ("2024-03-14T08:00:00Z", "2024-03-12", True),
    ],
)
def test_days_are_compared_on_one_clock(created: str, updated: str, is_found: bool) -> None:
    assert bool(check(f"created: {created}\nupdated: {updated}\n")) is is_found


@pytest.mark.parametrize(
    ("published", "is_found"),
    [("2024-03-15", False), ("2024-03-16", True), ("2024-03-15T23:00:00+08:00", False)],
)
def test_the_page_may_be_in_another_time_zone(published: str, is_found: bool) -> None:
    assert bool(check(f"saved: 2024-03-14\npublished: {published}\n")) is is_found


@pytest.mark.parametrize(
    "address", ["source: https://example.org/", "url: https://example.org/", "链接: '[[Page]]'"]
)
def test_in_a_clip_the_update_may_be_the_pages(address: str) -> None:
    assert check(f"{address}\ncreated: 2024-03-14\nupdated: 2020-01-01\n") == []
