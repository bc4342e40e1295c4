from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.clipping.empty_link import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("灯 [塔](javascript:go('a')) 亮", "this link leads nowhere (`javascript:go('a')`)"),
        ("![](<>)", "this image leads nowhere"),
        ("[a]( ) [b](#b)", "this link leads nowhere"),
        (
            "[塔]( <http://MP.weixin.qq.com/> )",
            "this link leads nowhere (`http://MP.weixin.qq.com/`)",
        ),
        ("[塔](https://mp.weixin.qq.com/s/a) [c](#c) [d](javascript.md)", None),
        ("\\[a]() `[a]()` [a] ()", None),
    ],
)
def test_what_leads_nowhere(text: str, found: str | None) -> None:
    findings = run.check(Note("note.md", text), [Active(RULE, NoOptions())])
    expected = [] if found is None else [f"{found}: fill it in or take it out"]
    assert [finding.message for finding in findings] == expected
