from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.clipping.repeated_title import RULE
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


def check(text: str) -> list[Finding]:
    return run.check(Note("note.md", text), ACTIVE)


def test_every_repetition_is_a_finding() -> None:
    text = "---\ntitle: Lamp\n---\n## Lamp\n# LAMP\nText.\n### lamp\n"
    findings = check(text)
    assert [finding.span.of(text) for finding in findings] == ["## Lamp", "### lamp"]
    fixed = fix(Note("note.md", text), ACTIVE, ("CL004",))
    assert fixed.note.text == "---\ntitle: Lamp\n---\n# LAMP\nText.\n"


@pytest.mark.parametrize(
    "title, heading, is_same",
    [
        ("灯塔 | 知乎", "灯塔", True),
        ("灯塔_知乎", "灯 塔", True),
        ("灯塔", "灯塔 - GitHub", True),
        ("灯塔 | 知乎", "灯塔｜少数派", True),
        ("灯塔 - 港口", "灯塔", False),
        ("灯塔 | 港口", "灯塔 | 海", False),
        ("灯塔-知乎", "灯塔", False),
        ("知乎", "灯塔", False),
    ],
)
def test_the_name_of_a_site_does_not_count(title: str, heading: str, is_same: bool) -> None:
    assert bool(check(f"# {title}\n\n## {heading}\n")) is is_same


def test_a_heading_that_another_note_links_to_stays() -> None:
    text = "# 灯塔 | 知乎\n\n## 灯塔\n\n夜里。\n"
    fixed = fix(Note("note.md", text), ACTIVE, ("CL004",), kept=["#灯塔"])
    assert fixed.note.text == text
    assert [finding.code for finding in fixed.refused] == ["VK002"]
