"""DT007: what it says of the notes that are unlike the others."""

from __future__ import annotations

import planted

from vaultkit.checks.dates.mixed_precision import RULE


def messages(*values: str) -> list[str]:
    notes = {f"{at}.md": f"---\ncreated: {value}\n---\n" for at, value in enumerate(values)}
    outcome = planted.lint(notes, RULE, select=("DT007",))
    return [f"{found.record.path} {found.record.message}" for found in outcome.findings]


def test_it_names_the_precision_and_the_number_of_the_others() -> None:
    times = [f"2024-03-{day}T08:00:00" for day in (14, 15, 16)]
    days = [f"2024-03-{day}" for day in (14, 15, 16)]
    assert messages(*times, "2024-03-17") == [
        "3.md `created` has no time here, and one in 3 of 4 notes: write all alike"
    ]
    assert messages(*days, "2024-03-17 08:00") == [
        "3.md `created` has a time here, and none in 3 of 4 notes: write all alike"
    ]
    assert messages(*days, *times) == [
        f"{at}.md `created` has no time here, and one in 3 of 6 notes: write all alike"
        for at in range(3)
    ]


def test_only_what_is_no_list_and_no_block_is_compared() -> None:
    assert messages("2024-03-14T08:00", "[2024-03-14]", "|\n  2024-03-14") == []
