from __future__ import annotations

import pytest
from alone import alone
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks.text.mojibake import RULE

check, after = alone(RULE)


def as_latin(text: str) -> str:
    return text.encode().decode("latin-1")


def shifted(text: str) -> str:
    return "?" + text.encode("gb18030")[1:].decode("gb18030")


def test_a_torn_end_is_found_and_repaired() -> None:
    (finding,) = check("他說：“燈亮了?！?/p>\n")
    assert finding.span == (7, 13)
    assert finding.message == ("`?！?/p>` is what a wrong encoding made of `。”`: put that back")


@pytest.mark.parametrize(
    "text",
    [
        "他说：“灯”亮了?!?/p>",
        "他说：“灯“亮了?!?/p>",
        "他说：“灯「亮了?!?/p>",
        "“他说?!?/p>“灯亮了?!?/p>",
        "“\n他说灯亮了?!?/p>",
    ],
)
def test_without_one_open_quotation_it_is_only_reported(text: str) -> None:
    found = check(text)
    assert found and not any(finding.edits for finding in found)


def test_characters_of_two_halves_are_put_together() -> None:
    text = "守燈人提出。“一帶一路”倡議，大家都說好。\n"
    old = shifted("。“一帶一路”倡議")
    damaged = text.replace("。“一帶一路”倡議", old)
    assert after(damaged) == text
    assert after(damaged.replace("！", "!")) == text
    (finding,) = check(damaged.replace("說好", "“說好"))
    assert finding.edits == ()


def test_where_bytes_are_missing_nothing_is_put_together() -> None:
    (finding,) = check("他們說起燈塔?！耙粠б宦贰背h得到好評。\n")
    assert finding.edits == () and finding.span == (6, 15)


@pytest.mark.parametrize(
    "text, why",
    [
        ("守塔人的日記：" + "关于灯塔的日记，".encode().decode("gb18030"), "UTF-8 read as GBK"),
        ("灯塔在北角".encode("gbk").decode("latin-1"), "GBK read in a wrong encoding"),
        ("涓枃鏄笘鐣屼笂鏈€鍙よ€佺殑璇█涔嬩竴", "UTF-8 read as GBK"),
        ("ÖÐ¹ú ÈËÃñ", "GBK read in a wrong encoding"),
        ("å¥½ä½ å¥½å¡”", "UTF-8 read in a wrong encoding"),
        ("ä½ å¥½å¡”", "UTF-8 read in a wrong encoding"),
        ("ðŸ˜€", "UTF-8 read in a wrong encoding"),
    ],
)
def test_what_cannot_be_put_right_is_named(text: str, why: str) -> None:
    (finding,) = check(f"{text}\n")
    assert finding.edits == () and finding.message == f"here is {why}: look at the original"


@pytest.mark.parametrize(
    "text",
    ["Ïðèâåò ìèð", "·········· ××××××", "鐨与锛不同，涓涓细流", "“什么?！被他说中了”", "“真?！好”"],
)
def test_rare_letters_alone_are_no_damage(text: str) -> None:
    assert check(f"{text}\n") == []


@pytest.mark.parametrize("text", ["什么?!好的A", "为什么?，F级", "啊?！一A", "?；\n粠бA"])
def test_two_marks_alone_are_no_damage(text: str) -> None:
    assert check(text) == []


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=9))
def test_utf_8_read_as_latin_comes_back(text: str) -> None:
    damaged = f"灯 {as_latin(text)}，**{as_latin('公燈')}**\n"
    assert after(damaged) == f"灯 {text}，**公燈**\n"


def test_all_repairs_of_a_note_are_one_finding() -> None:
    (finding,) = check("灯æš´é›¨灯，公司在é›¨æš´\n")
    assert len(finding.edits) == 2
    assert finding.message == (
        "2 places have UTF-8 read in a wrong encoding, as in `æš´é›¨` for `暴雨`: read it again"
    )


@pytest.mark.parametrize("text", ["é…”", "« café »", "“café…”", "È…¬", "Ærø", "São Tomé"])
def test_letters_with_accents_are_right(text: str) -> None:
    assert check(f"灯 {text} 灯\n") == []


def test_what_is_only_partly_there_is_reported() -> None:
    (finding,) = check("灯 æš´é›¨ç\n")
    assert finding.edits == () and finding.span == (2, 9)
