from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from note import make_script_sets

from vaultkit.checks import run
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.checks.script import off_target_script
from vaultkit.checks.script.off_target_script import RULE, Options
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

HANS = "这几天港口很热闹，渔船陆续回来了。\n"
HANT = "這幾天港口很熱鬧，漁船陸續回來了。\n"


def active(script: str, keep: tuple[str, ...] = ()) -> list[Active]:
    return [Active(RULE, Options(script=script, keep=keep))]  # type: ignore[arg-type]


def check(text: str, script: str = "zh-Hans", keep: tuple[str, ...] = ()) -> list[Finding]:
    return run.check(Note("note.md", text), active(script, keep))


def edited(text: str, script: str = "zh-Hans") -> str:
    """The text with the edits made, without the guard."""
    characters = list(text)
    for finding in check(text, script):
        for start, end, new in finding.edits:
            assert end == start + 1 == start + len(new)
            characters[start] = new
    return "".join(characters)


def test_one_finding_with_an_edit_for_each_character() -> None:
    (finding,) = check(HANT)
    assert finding.span == (0, 1)
    assert finding.message == (
        "this note is in Traditional Chinese and the vault in Simplified: convert 8 characters"
    )
    assert finding.edits[0] == (0, 1, "这")
    assert len(finding.edits) == 8
    assert finding.safety is None
    assert RULE.fix == "safe"


def test_to_traditional_the_fix_is_unsafe() -> None:
    (finding,) = check(HANS, "zh-Hant-TW")
    assert finding.safety == "unsafe"
    assert finding.message == (
        "this note is in Simplified Chinese and the vault in Traditional (Taiwan): "
        "convert 8 characters, and check 2 characters that have several Traditional forms "
        "(几 1:2; 了 1:16)"
    )
    (finding,) = check("渔船后边。\n" * 3, "zh-Hant-HK")
    assert finding.message.endswith(
        "and check 3 characters that have several Traditional forms (后 1:3, 2:3, 3:3)"
    )
    assert edited(HANS, "zh-Hant-TW") == edited(HANS, "zh-Hant-HK") == HANT


@pytest.mark.parametrize(
    "text, fixed",
    [
        # Taiwan: 著 as a particle, and not in 著作.
        ("使用者說著軟體的網路問題，著作裡沒有。", "使用者说着软体的网路问题，著作里没有。"),
        # Hong Kong.
        ("佢哋嘅衞生間喺裏面，啱啱先鎖咗門。", "佢哋嘅卫生间喺里面，啱啱先锁咗门。"),
        # Neither.
        ("這個爲什麼會這樣，誰都說不清楚。", "这个为什么会这样，谁都说不清楚。"),
    ],
)
def test_the_conversion_follows_the_region(text: str, fixed: str) -> None:
    assert edited(text) == fixed


def test_a_conversion_to_traditional_never_changes_a_word() -> None:
    # s2tw makes 想像 of 想象, which is another character and not another script.
    assert edited(f"{HANS}想象不到。\n", "zh-Hant-TW") == f"{HANT}想象不到。\n"


def test_in_a_quoted_traditional_phrase_nothing_is_converted_to_traditional() -> None:
    text = f"{HANS * 20}他写道「周年慶在台灣」，里面。\n"
    assert edited(text, "zh-Hant-TW") == f"{HANT * 20}他寫道「周年慶在台灣」，裡面。\n"


@pytest.mark.skipif(make_script_sets.DICTIONARY_TOOL is None, reason="OpenCC came without tools")
def test_what_is_to_be_checked_has_several_forms() -> None:
    several = make_script_sets.several_forms()
    assert len(several) == 276
    assert several.issuperset(off_target_script.SEVERAL)


def test_names_to_keep_count_for_nothing() -> None:
    text = f"{HANT}漁船，漁船隊。\n"
    fixed = fix(Note("note.md", text), active("zh-Hans", ("漁船", "漁", "")))
    assert fixed.note.text == f"{HANS.replace('渔船', '漁船')}漁船，漁船队。\n"
    assert check("漁船" * 4, keep=("漁船",)) == []
    assert check("漁船" * 4, keep=("渔船", "")) != []


def test_what_is_not_prose_stays() -> None:
    text = (
        f"---\ntitle: 漁船\nauthor: 陳漁\ntags: [漁船]\n---\n{HANT}"
        "`漁船` $漁船$ #漁船 [[漁船]] [[漁船|漁船]] [漁船](漁船.md) ![漁船](a.png) <b>漁船</b>\n"
        "https://example.com/漁船 https://example.com/a?q=漁船&b https://example.com，漁船\n"
    )
    assert edited(text) == (
        f"---\ntitle: 渔船\nauthor: 陳漁\ntags: [漁船]\n---\n{HANS}"
        "`漁船` $漁船$ #漁船 [[漁船]] [[漁船|渔船]] [渔船](漁船.md) ![漁船](a.png) <b>渔船</b>\n"
        "https://example.com/漁船 https://example.com/a?q=漁船&b https://example.com，渔船\n"
    )


def test_sentences_with_kana_stay() -> None:
    text = f"---\ntitle: 漁の話\n---\n{HANT * 3}漁船は來ない。漁船沒來。「漁船」！漁師サン\n"
    assert edited(text) == (
        f"---\ntitle: 漁の話\n---\n{HANS * 3}漁船は來ない。渔船没来。「渔船」！漁師サン\n"
    )


def test_japanese_does_not_make_a_traditional_note_a_mixture() -> None:
    text = f"{HANT * 3}図書館の学生は、国会で会議があると発表した。\n"
    assert edited(text) == f"{HANS * 3}図書館の学生は、国会で会議があると発表した。\n"


@pytest.mark.parametrize(
    "text, script",
    [
        (HANS, "zh-Hans"),
        (f"{HANS * 4}張愛玲。\n", "zh-Hans"),
        (HANT, "zh-Hant-TW"),
        (HANT, "zh-Hant-HK"),
        ("佢哋嘅衞生間喺裏面，啱啱先鎖咗門。", "zh-Hant-TW"),
        (HANT, "keep"),
        (HANS, "keep"),
        (HANT + HANS, "zh-Hans"),
        (HANT + HANS, "zh-Hant-TW"),
        ("臺灣", "zh-Hans"),
        ("漁船は來ない。漁船がゐるところへ、大きな波が來た。", "zh-Hans"),
        ("", "zh-Hans"),
        ("plain", "zh-Hant-TW"),
    ],
)
def test_silence(text: str, script: str) -> None:
    assert check(text, script) == []


def test_a_quoted_name_does_not_make_a_mixture() -> None:
    text = f"{HANT * 2}作者張愛玲，书名待查。\n"
    assert edited(text).startswith(HANS * 2)


_PARTS = [HANT.strip(), HANS.strip(), "漁", "渔", "か", "`漁船`", "[[漁]]", "#漁", "。", " ", "\n"]
_PARTS += ["著", "說著", "軟體", "乾", "https://a.b/漁", "a"]


@given(st.lists(st.sampled_from(_PARTS), max_size=12).map("".join))
def test_a_second_run_finds_nothing(text: str) -> None:
    fixed = fix(Note("note.md", text), active("zh-Hans"))
    assert fixed.refused == []
    assert check(fixed.note.text) == []
