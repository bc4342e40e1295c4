from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.text.missing_sentence_end import RULE
from vaultkit.note.note import Note

LAST = "船在天亮以前一条一条地从码头开了出去海面上很平风也停了没有人回头看一眼灯"


def check(text: str) -> list[str]:
    found = run.check(Note("note.md", text), [Active(RULE, NoOptions())])
    return [one.span.of(text) for one in found]


@pytest.mark.parametrize("end", ["", "  \n\n灯。", "”", "==", " iPhone", "50%"])
def test_an_open_end(end: str) -> None:
    text = f"==灯亮了。{LAST}{end}"
    assert check(text) == [text.partition("\n")[0].rstrip()[-1]]


@pytest.mark.parametrize(
    "text",
    [
        LAST,
        f"灯亮了。{LAST}。",
        f"灯亮了。{LAST}！”",
        f"灯亮了。{LAST}：",
        f"灯亮了。{LAST}（灯）",
        f"灯亮了。{LAST} a@b.cd",
        f"灯亮了。{LAST}~",
        f"灯亮了。{LAST} = =",
        f"灯亮了。{LAST}`a`",
        f"灯亮了。{LAST}![](a)",
        f"灯亮了。作者：{LAST}",
        f"灯亮了。\n{LAST}",
        f"{LAST}。船开了",
        "灯亮了。船一条一条地开了出去没有回头",
        f"- 灯亮了。{LAST}",
        f"- 灯\n\n  灯亮了。{LAST}",
        f"灯[^1]\n\n[^1]: 灯亮了。{LAST}",
        f"<div>\n灯亮了。{LAST}\n</div>",
        f"あかり。灯台が{LAST}",
        "",
    ],
)
def test_silence(text: str) -> None:
    assert check(text) == []
