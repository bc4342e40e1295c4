from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.note.mojibake import bytes_of_latin, damaged, torn_tag


@pytest.mark.parametrize(
    ("text", "torn", "old"),
    [
        ("中", "", "ä¸\xad"),
        ("暴雨", "", "æš´é›¨"),
        ("公", "", "å…¬"),
        ("公", "", "å\x85¬"),
        ("乁", "", "ä¹\x81"),
        ("。現", "", "?，F"),
        ("。現", "", "?,F"),
        ("。“一帶一路”倡議", "", "?！耙粠б宦贰背\ue094h"),
        ("。”", "/p>", "?！?/p>"),
        ("。”", "/span>", "?!?/span>"),
        ("。」", "/h2>", "?!?/h2>"),
    ],
)
def test_what_wrong_readings_make_of_a_text(text: str, torn: str, old: str) -> None:
    assert old in damaged(text, torn)
    assert torn_tag(old) == torn


@pytest.mark.parametrize(
    ("text", "old"),
    [("，”", "?!?/p>"), ("。”", "?!/p>"), ("。”好", "?!?/p>"), ("。”", "?!?/b>")],
)
def test_another_text_gives_other_damage(text: str, old: str) -> None:
    assert old not in damaged(text, torn_tag(old))


@given(st.text(st.characters(min_codepoint=0x80, exclude_categories=["Cs"]), min_size=1))
def test_bytes_come_back_from_either_reading(text: str) -> None:
    one, other = list(damaged(text))[:2]
    assert {bytes_of_latin(one), bytes_of_latin(other)} == {text.encode()}


def test_what_is_no_byte_has_none() -> None:
    assert bytes_of_latin("ä中") is None
    assert bytes_of_latin("ä…\x81") == b"\xe4\x85\x81"
