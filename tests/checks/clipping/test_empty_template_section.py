from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.clipping.empty_template_section import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


def test_a_section_goes_with_all_below_it() -> None:
    text = "夜里。\r\n## 预读\r\n- [ ] Q1：\r\n-\r\n\r\n### 图\r\n\r\n## 灯\r\n亮了。\r\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == "## 预读"
    assert finding.message == "below this heading is nothing: fill it in or delete it"
    fixed = fix(Note("note.md", text), ACTIVE, ("CL006",))
    assert fixed.note.text == "夜里。\r\n\r\n## 灯\r\n亮了。\r\n"
    assert fixed.refused == []


@pytest.mark.parametrize(
    "above",
    [
        "## 灯塔\n%% 待写 %%",
        "## 灯塔\n```\n```",
        "## 灯塔\n> ",
        "## 灯塔\n![[lamp.png]]",
        "## 点灯：三步",
        "# 灯塔",
        "> ## 灯塔",
        "灯塔\n----",
    ],
)
def test_what_stays_above_a_list(above: str) -> None:
    text = f"夜里。\n\n{above}\n\n- [ ] \n\n## 海\n\n夜里。\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == "- [ ]"


@pytest.mark.parametrize(
    "section",
    [
        "## 灯塔\n- [x] ",
        "## 灯塔\n- 好。",
        "## 灯塔\n- [[灯]]：\n-",
        "## 灯塔\n- [ ] 灯：\n- 塔:",
        "1.\n灯亮了。\n\n## 灯塔\n- 灯：",
        "- ## 灯塔\n-",
        "## 灯塔",
        "####",
    ],
)
def test_what_is_no_empty_place(section: str) -> None:
    assert run.check(Note("note.md", f"夜里。\n\n{section}\n\n## 海\n\n夜里。\n"), ACTIVE) == []
