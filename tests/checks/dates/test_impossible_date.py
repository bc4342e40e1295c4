"""DT002: where it finds, and what it says."""

from __future__ import annotations

import planted

from vaultkit.checks.dates.impossible_date import RULE


def test_the_place_is_the_value_and_the_reason_is_given() -> None:
    inner = "title: 🦭\ncreated: '2024-02-30' # a remark\nupdated: 2024-03-14 25:00\n"
    outcome = planted.lint({"a.md": f"---\n{inner}---\n"}, RULE)
    assert [(found.record.message, found.record.line) for found in outcome.findings] == [
        ("`2024-02-30` in `created` cannot be right: 2024-02 has 29 days", 3),
        ("`2024-03-14 25:00` in `updated` cannot be right: there is no hour 25", 4),
    ]
    first = outcome.findings[0].record
    assert (first.column, first.end_column) == (10, 22)
    assert first.severity == "error"
    assert first.fix is None


def test_a_value_of_several_lines_or_entries_is_none() -> None:
    text = "---\ncreated: [2024-02-30]\nupdated: |\n  2024-02-30\n---\n"
    assert planted.lint({"a.md": text}, RULE).findings == []
