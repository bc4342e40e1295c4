from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.checks.script.machine_converted import RULE, Options
from vaultkit.note.note import Note

HANT = "這幾天港口很熱鬧，漁船陸續回來了，碼頭邊擺滿攤販，老闆說今年的魚比去年貴。\n"
LEFT = "由于風浪，這里的建筑冷清。颱風過后，這里只剩其余三家。\n"


def check(text: str, keep: tuple[str, ...] = ()) -> list[Finding]:
    return run.check(Note("note.md", text), [Active(RULE, Options(keep=keep))])


def test_one_finding_at_the_first_character_with_the_count() -> None:
    (finding,) = check(HANT + LEFT)
    assert finding.span.of(HANT + LEFT) == "于"
    assert finding.message == (
        "6 characters are not what any Traditional region writes there (于 里 筑 后 余): "
        "a program converted this text from Simplified, so compare it with its source"
    )
    assert finding.edits == ()


@pytest.mark.parametrize(
    "text",
    [
        HANT + "由于風浪，這里的魚少，心里急。",
        HANT + "# 建筑\n\n```\n由于這里的建筑\n```\n`其余`[颱風](過后.md) #建筑",
        # SC001 finds these, and what stands beside them.
        HANT + "这几天" + LEFT + "进货还不够，请见谅。",
        HANT + "他寫道「由于台风，这里的建筑与其余摊贩」。",
        "由于台风，这里的建筑冷清。台风过后，这里只剩其余三家。",
        "港の由于、這里、建筑、其余という字を調べた。これは図書館の本にあった。",
        "",
    ],
)
def test_silence(text: str) -> None:
    assert check(text) == []


def test_what_is_kept_is_not_counted() -> None:
    assert check(HANT + LEFT, keep=("由于", "建筑", "颱風過后")) == []
