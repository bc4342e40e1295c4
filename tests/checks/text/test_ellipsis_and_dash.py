from __future__ import annotations

import pytest
from alone import alone
from hypothesis import given
from hypothesis import strategies as st
from markdown_text import bodies

from vaultkit.checks.text.ellipsis_and_dash import RULE

check, after = alone(RULE)


def test_a_run_is_one_finding() -> None:
    (found,) = check("灯亮了......走吧")
    assert found.span == (3, 9)
    assert found.edits == ((3, 9, "……"),)
    assert found.message == "`......` in Chinese text: write `……`"


@pytest.mark.parametrize(
    "text, fixed",
    [
        # Pairs, and what ends already.
        ("海 Bug --灯塔--海岸\n灯--塔", "海 Bug --灯塔--海岸\n灯——塔"),
        ("灯--塔，再说 --海", "灯--塔，再说 --海"),
        ("“......灯塔很高......”", "“……灯塔很高……”"),
        ("点“更多…”。。。。", "点“更多…”。。。。"),
        ("灯塔 + ... 也行\n01 灯塔...", "灯塔 + ... 也行\n01 灯塔..."),
        ("他说“... 不”，灯塔...", "他说“... 不”，灯塔……"),
        ("写作`...`的地方，灯塔...", "写作`...`的地方，灯塔..."),
        # How many.
        ("灯..塔", "灯..塔"),
        ("灯....塔", "灯……塔"),
        ("灯.......塔", "灯.......塔"),
        ("灯。。塔", "灯。。塔"),
        ("灯。。。。。。塔", "灯……塔"),
        ("灯。。。。。。。塔", "灯。。。。。。。塔"),
        ("灯．．．塔・・・", "灯……塔……"),
        ("灯....。", "灯……。"),
        ("灯...…", "灯...…"),
        ("灯。...", "灯。..."),
        ("灯...\n...塔", "灯...\n...塔"),
        # What stands beside them.
        ("灯...A", "灯...A"),
        ("灯...1", "灯...1"),
        ("A...灯", "A...灯"),
        ("A。。。灯", "A……灯"),
        ("灯？。。。", "灯？……"),
        ("...灯", "...灯"),
        ("灯 ...塔", "灯 ...塔"),
        ("灯... 塔", "灯……塔"),
        ("灯、... 等", "灯、... 等"),
        ("灯、...等", "灯、……等"),
        ("“...”", "“...”"),
        ("“。。。”", "“。。。”"),
        ("**灯...**塔", "**灯……**塔"),
        ("[灯...](塔...)", "[灯……](塔...)"),
        ("[[灯...|灯...]]", "[[灯...|灯……]]"),
        ("灯...`a`", "灯……`a`"),
        ("`a`...灯", "`a`...灯"),
        # Names of commands.
        ("点击“灯塔...”", "点击“灯塔...”"),
        ("点击它，“灯塔...”\n他说“灯塔...”", "点击它，“灯塔...”\n他说“灯塔……”"),
        # Dashes.
        ("灯--塔", "灯——塔"),
        ("灯---塔----海", "灯——塔——海"),
        ("灯-----塔", "灯-----塔"),
        ("灯－－塔", "灯——塔"),
        ("灯--“塔”--海", "灯——“塔”——海"),
        ("【灯】--【塔】", "【灯】--【塔】"),
        ("灯--A", "灯--A"),
        ("灯 -- 塔", "灯 -- 塔"),
        ("灯\n--\n塔", "灯\n--\n塔"),
        # Other languages.
        ("あかり...灯。。。", "あかり...灯。。。"),
        ("The old 灯...", "The old 灯..."),
    ],
)
def test_what_they_become(text: str, fixed: str) -> None:
    assert after(text) == fixed


_PIECES = [
    "灯",
    "塔",
    "A",
    "1",
    " ",
    "\n",
    "...",
    "....",
    "。。。",
    "。",
    ".",
    "--",
    "-",
    "－－",
    "…",
]
_PIECES += [
    "“",
    "”",
    "（",
    "）",
    "，",
    "*",
    "**",
    "==",
    "`",
    "[[",
    "]]",
    "|",
    "> ",
    "- ",
    "か",
    "・・・",
]
_PIECES += ["#标签", "https://a.b/", "::", "点击", "\\"]


@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join) | bodies)
def test_the_guard_lets_every_fix_through_and_one_run_is_enough(text: str) -> None:
    assert check(after(text)) == []
