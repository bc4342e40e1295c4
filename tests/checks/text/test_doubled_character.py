from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.text.doubled_character import RULE
from vaultkit.note.note import Note


@pytest.mark.parametrize(
    "text, pairs",
    [
        ("这是是灯，灯的的光", ["是是", "的的"]),
        ("是是灯", ["是是"]),
        ("灯的的", ["的的"]),
        ("看到了了灯塔", ["了了"]),
        ("的的的", []),
        ("他的的确确来过", []),
        ("目的的地方", []),
        ("为了了解", []),
        ("干不了了", []),
        ("没完没了了，小时了了，的的喀喀湖", []),
        ("还在在修", ["在在"]),
        ("正在在海上修", []),
        ("但是是修好的灯，可是是旧的", []),
        ("直到到了海上", []),
        ("实实在在", []),
        ("現在在修", []),
        ("还还有灯", ["还还"]),
        ("偿还还是不还", []),
        ("奔着着灯去", ["着着"]),
        ("看着着火的灯塔", []),
        ("Git的的灯", ["的的"]),
        ("a b c d e 的的", []),
        ("あかりの的的", []),
        ("作者:: 灯的的光", []),
        ("`的的` [[的的]]", []),
    ],
)
def test_what_is_found(text: str, pairs: list[str]) -> None:
    found = run.check(Note("note.md", text), [Active(RULE, NoOptions())])
    assert [one.span.of(text) for one in found] == pairs
    assert all(one.edits == () for one in found)


def test_the_message_names_the_character() -> None:
    (found,) = run.check(Note("note.md", "灯的的光"), [Active(RULE, NoOptions())])
    assert found.message == "`的的` may have one `的` too many: read it again"
