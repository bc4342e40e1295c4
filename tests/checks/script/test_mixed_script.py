from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.checks.script.mixed_script import RULE, Options
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

HANS = "这几天港口很热闹，渔船陆续回来了，码头边摆满摊贩，老板说今年的鱼比去年贵。\n" * 60
HANT = "這幾天港口很熱鬧，漁船陸續回來了，碼頭邊擺滿攤販，老闆說今年的魚比去年貴。\n" * 60
STRAY_HANT = "海報上寫著：由於風浪太大，今晚停航，請旅客們見諒。\n"
STRAY_HANS = "海报上写着：由于风浪太大，今晚停航，请旅客们见谅。\n"


def active(script: str = "keep") -> list[Active]:
    return [Active(RULE, Options(script=script))]  # type: ignore[arg-type]


def check(text: str, script: str = "keep") -> list[Finding]:
    return run.check(Note("note.md", text), active(script))


def after(text: str, script: str = "keep") -> str:
    fixed = fix(Note("note.md", text), active(script), unsafe=["SC001"])
    assert fixed.refused == []
    return fixed.note.text


def test_one_finding_at_the_first_character_names_five() -> None:
    text = HANS + STRAY_HANT
    (finding,) = check(text)
    assert finding.span == (text.index("報"), text.index("報") + 1)
    assert finding.message == (
        "7 Traditional characters in a Simplified text (報 寫 風 請 們 …) on line 61: "
        "convert them, unless they are quoted"
    )
    assert finding.safety is None
    assert RULE.fix == "unsafe"


def test_the_message_says_on_which_lines() -> None:
    (finding,) = check(f"{HANS}門窗\n\n見張\n{HANS}時間\n")
    assert "(門 見 張 時 間) on lines 61, 63, 124: convert" in finding.message
    (finding,) = check(HANS + "門見張時\n" * 6)
    assert "on lines 61, 62, 63, 64, 65 …: convert" in finding.message


def test_the_fix_converts_the_phrase_and_leaves_the_rest() -> None:
    assert after(HANS + STRAY_HANT) == HANS + STRAY_HANS
    # Not a stray, and not beside one.
    assert "於" in after(HANS + STRAY_HANT + "於\n")


def test_nothing_is_fixed_unless_the_rule_is_named() -> None:
    text = HANS + STRAY_HANT
    assert fix(Note("note.md", text), active()).note.text == text


def test_simplified_characters_in_a_traditional_text_need_a_region() -> None:
    (finding,) = check(HANT + STRAY_HANS)
    assert finding.message.startswith("7 Simplified characters in a Traditional text (报 写 ")
    assert finding.edits == ()
    assert after(HANT + STRAY_HANS, "zh-Hant-TW") == HANT + STRAY_HANT


def test_no_word_becomes_another() -> None:
    # s2tw makes 想像 of 想象, and the guard would refuse the whole fix.
    text = f"{HANT}报纸上写的新闻，说得很长，想象不到。\n"
    assert after(text, "zh-Hant-TW") == f"{HANT}報紙上寫的新聞，說得很長，想象不到。\n"
    text = f"{HANT}报纸上写的新闻说得很长想象不到。\n"
    assert after(text, "zh-Hant-TW") == f"{HANT}報紙上寫的新聞說得很長想象不到。\n"


def test_only_strays_are_converted_in_a_traditional_phrase() -> None:
    text = f"{HANT}台灣报紙上写的新聞，说得很長，还附了圖。\n"
    assert after(text, "zh-Hant-TW") == f"{HANT}台灣報紙上寫的新聞，說得很長，還附了圖。\n"


SHORT_HANS = (
    "山里下大雨，小河涨水，走到半路只好回家，在窗下听雨，煮一壶茶，把旧书翻出来，又读了一回。"
)
LONG_HANT = "這個週末我們去看海，回來時發現書架邊的燈還亮，熱茶卻已經涼了。"


@pytest.mark.parametrize("quote", ["\n\n> {}\n", "“{}”\n", "「{}」\n"])
def test_what_is_quoted_does_not_say_what_the_note_is_in(quote: str) -> None:
    (finding,) = check("今天读完了这本书，写得不错。" + quote.format(LONG_HANT))
    assert finding.message.startswith("16 Traditional characters in a Simplified text")


def test_the_longer_part_says_what_the_note_is_in() -> None:
    # 14 characters are of one script and 16 of the other.
    (finding,) = check(f"{SHORT_HANS}\n\n{LONG_HANT}\n")
    assert finding.message.startswith("16 Traditional characters in a Simplified text")


def test_a_mostly_traditional_note_is_no_simplified_text() -> None:
    text = f"{HANT[:200]}他寫道：“{STRAY_HANS}”\n"
    assert "Simplified characters in a Traditional text" in check(text)[0].message
    message = check(text, "zh-Hans")[0].message
    assert "Traditional characters in a mixed note of a Simplified vault" in message


@pytest.mark.parametrize("script", ["zh-Hant-TW", "zh-Hant-HK"])
def test_a_note_in_the_other_script_than_the_vault_is_for_another_rule(script: str) -> None:
    assert check(HANS + STRAY_HANT, script) == []
    assert check(HANT + STRAY_HANS, "zh-Hans") == []


def test_of_a_mixture_the_half_is_foreign_that_the_vault_is_not_in() -> None:
    text = HANT + HANS[:800]
    (finding,) = check(text, "zh-Hans")
    assert finding.span.start == 0
    assert "Traditional characters in a mixed note of a Simplified vault" in finding.message
    assert check(after(text, "zh-Hans"), "zh-Hans") == []


@pytest.mark.parametrize(
    "text",
    [
        HANS,
        HANT,
        f"{HANS}張愛玲、張愛玲、張愛玲。\n",  # a name, however often
        f"{HANT}张爱玲。\n",
        f"{HANS}登上瞭望台，慰藉，乾坤，甄嬛，魏徵。\n",  # both scripts have these
        f"{HANS}「図書館で勉強する學生達、開館時間變更」\n",
        f"{HANS}`海報上寫著` ![[海報上寫著.png]] [图](海報上寫著風請們.md)\n",
        f"{HANS}https://example.com/海報寫風請們見諒\n",
        "図書館で勉強する學生達が、開館時間の變更を見て、帰っていった。讓與、們這。",
        "",
        "plain ASCII",
    ],
)
def test_silence(text: str) -> None:
    assert check(text) == []
