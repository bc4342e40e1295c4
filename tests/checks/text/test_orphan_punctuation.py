from __future__ import annotations

import pytest
from alone import alone

from vaultkit.checks.text.orphan_punctuation import RULE

check, after = alone(RULE)


def test_a_finding_is_the_mark() -> None:
    (finding,) = check("灯亮了\n。\n")
    assert finding.span == (4, 5)
    assert finding.message == (
        "`。` stands alone on its line: join it to the sentence that it ends"
    )


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("灯亮了  \n  。  \n后", "灯亮了。  \n后"),
        ("灯亮了\r\n\r\n。\r\n", "灯亮了。\r\n"),
        ("> 灯亮了\n>\n> 。\n", "> 灯亮了。\n"),
        ("“灯”\n。", "“灯”。"),
        ("灯亮了 #灯塔\n。", "灯亮了 #灯塔\n。"),
        ("灯亮了 ^lamp\n。", "灯亮了 ^lamp\n。"),
        ("灯（亮\n）。\n灯\n”》\n", "灯（亮）。\n灯”》\n"),
        ("灯亮了\n！\n", "灯亮了！\n"),
        # The other half of a pair
        ("叫\n“\n灯塔\n”。\n", "叫\n“灯塔”。\n"),
        ("叫《\nThe Lamp\n》\n：好。\n", "叫《The Lamp》\n：好。\n"),
        ("叫（\n\n灯塔\n\n）\n", "叫（灯塔）\n"),
        ("叫“\n灯亮了，\n真亮\n”\n", "叫“\n灯亮了，\n真亮\n”\n"),
        ("叫（见下，\n灯塔\n）\n", "叫（见下，\n灯塔）\n"),
        ("叫（见下\n- 灯塔\n）\n", "叫（见下\n- 灯塔\n）\n"),
        ("叫“\n“\n灯\n”\n”\n", "叫“\n“\n灯\n”\n”\n"),
        ("叫“\n\n灯\n\n”，叫“\n\n塔\n\n”。\n", "叫“\n\n灯\n\n”，叫“\n\n塔\n\n”。\n"),
        ("叫“\n灯\n”，好\n\n叫（\n塔\n）\n", "叫“\n灯\n”，好\n\n叫（塔）\n"),
        ("叫“\n灯\n”，叫“\n塔\n”，亮了\n。\n", "叫“\n灯\n”，叫“\n塔\n”，亮了。\n"),
        # Pauses
        ("灯亮了\n。\n\n。\n", "灯亮了\n。\n\n。\n"),
        ("灯（亮\n）\n：好\n", "灯（亮）\n：好\n"),
        ("**灯**\n，`亮`的\n，\n", "**灯**\n，`亮`的，\n"),
        ("共，\n9.5%\n，\n好", "共，9.5%，\n好"),
        ("共，\n\n9.5\n。", "共，\n\n9.5\n。"),
        ("共有\n9.5\n。", "共有\n9.5\n。"),
        ("灯，\n亮了\n。", "灯，\n亮了。"),
        ("灯亮了\n\n\n。", "灯亮了\n\n\n。"),
        ("灯亮了。”\n。", "灯亮了。”\n。"),
        ("灯亮了\n===\n。", "灯亮了\n===\n。"),
        ("灯\n。\n===", "灯\n。\n==="),
        ("- 灯\n\n  。", "- 灯。"),
        ("> 灯\n\n。", "> 灯\n\n。"),
        ("灯\n\n> 。", "灯\n\n> 。"),
        ("。\n灯", "。\n灯"),
    ],
)
def test_what_is_joined_and_what_is_not(text: str, fixed: str) -> None:
    assert after(text) == fixed
