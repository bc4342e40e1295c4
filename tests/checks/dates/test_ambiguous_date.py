"""DT003: what it says, and what it concludes from the other notes."""

from __future__ import annotations

import planted
import pytest

from vaultkit.checks.dates import date_format
from vaultkit.checks.dates.ambiguous_date import RULE
from vaultkit.checks.frontmatter import field_name

CERTAIN = {f"{day}.md": f"---\n发布日期: {day}/12/2023\n---\n" for day in (25, 26)}
CHOICE = "`03/04/2024` may be 2024-03-04 or 2024-04-03"


def test_it_says_every_reading() -> None:
    notes = {
        "a.md": "---\npublished: '03/04/2024'\n---\n",
        "b.md": "---\ncreated: Mar 14, 24\n---\n",
    }
    outcome = planted.lint(notes, RULE)
    assert planted.found(outcome) == ["a.md:2:12 DT003", "b.md:2:10 DT003"]
    assert [found.record.message for found in outcome.findings] == [
        f"{CHOICE}: write the one that is meant",
        "the year of `Mar 14, 24` is cut short: write `2024-03-14` if that is meant",
    ]
    assert all(found.record.fix is None for found in outcome.findings)


def test_other_notes_show_the_order() -> None:
    outcome = planted.lint({**CERTAIN, "a.md": "---\npublished: 03/04/2024\n---\n"}, RULE)
    (found,) = outcome.findings
    assert found.record.message == (
        f"{CHOICE}: all others of `published` that are certain have the day first, "
        "so write `2024-04-03`"
    )
    assert found.record.fix
    assert found.record.fix.safety == "unsafe"


@pytest.mark.parametrize("unsafe", [("ALL",), ()])
def test_what_they_show_is_not_lost_by_other_fixes_of_the_run(unsafe: tuple[str, ...]) -> None:
    notes = {
        **CERTAIN,
        "a.md": "---\n发布日期: 03/04/2024\n---\n",
        "b.md": "---\n发布日期: 05/06/2024\n---\n",
    }
    outcome = planted.lint(notes, RULE, date_format.RULE, field_name.RULE, unsafe=unsafe)
    after = {path: changed.after for path, changed in outcome.changed.items()}
    assert after["25.md"] == "---\npublished: 2023-12-25\n---\n"
    if unsafe:
        assert after["a.md"] == "---\npublished: 2024-04-03\n---\n"
        assert after["b.md"] == "---\npublished: 2024-06-05\n---\n"
        assert outcome.findings == []
    else:
        assert after["a.md"] == "---\npublished: 03/04/2024\n---\n"
        assert planted.found(outcome) == ["a.md:2:12 DT003", "b.md:2:12 DT003"]
