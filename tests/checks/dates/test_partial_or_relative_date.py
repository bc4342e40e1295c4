"""DT004: where it finds, and what it says."""

from __future__ import annotations

import planted
import pytest

from vaultkit.checks.dates.partial_or_relative_date import RULE


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2024年3月", "`2024年3月` is only a part of a date: write year, month and day"),
        ("昨天 15:30", "`昨天 15:30` alone says no day: write the date that is meant"),
    ],
)
def test_the_place_is_the_value(value: str, message: str) -> None:
    outcome = planted.lint({"a.md": f"---\ntitle: 🦭\ncreated: '{value}'\n---\n"}, RULE)
    (found,) = outcome.findings
    assert found.record.message == message
    assert planted.found(outcome) == ["a.md:3:10 DT004"]
    assert found.record.end_column == 12 + len(value)
    assert found.record.fix is None


@pytest.mark.parametrize("value", ["undefined", "N/A", "2024", "'[[2024]]'", "<% now %>", "''"])
def test_what_is_meant_or_for_another_rule_is_left(value: str) -> None:
    assert planted.lint({"a.md": f"---\ncreated: {value}\n---\n"}, RULE).findings == []


@pytest.mark.parametrize("key", ["时间", "time", "update", "finished", "added"])
def test_a_property_that_may_be_something_else_is_left(key: str) -> None:
    assert planted.lint({"a.md": f"---\n{key}: 周四\n---\n"}, RULE).findings == []
