from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.vault.filenames import sanitize, whole_characters

FAMILY = "👨\u200d👩\u200d👧\u200d👦"


@pytest.mark.parametrize(
    "name",
    [
        "Note",
        "智谱 AI",
        "v2.0",
        "问：为什么？（上）",
        "100% sure",
        "it's `code` & more, (yes)! ~ $5 @home +1",
        "Café",
        "📁 文件夹",
        "console",
        "com10",
        "…",
        "a　b",
    ],
)
def test_a_fit_name_is_left_alone(name):
    assert sanitize(name) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # slashes
        ("AC/DC", "AC-DC"),
        ("a\\b", "a-b"),
        ("/", "-"),
        # what Windows forbids
        ("Why? <really>: *now*", "Why really now"),
        ('He said "no"', "He said no"),
        # what a link cannot hold
        ("[译] C# | 第^2 部", "译 C  第2 部"),
        ("a #1", "a 1"),
        ("50%% off %%%", "50% off %"),
        ("50%|% off", "50% off"),
        # controls
        ("a\nb\tc\x00d\x7fe\x85f", "abcdef"),
        ("a\u2028b\ud800", "ab"),
        # the edges
        (" a ", "a"),
        ("a. . .", "a"),
        (".NET 入门", "NET 入门"),
        ("...", "Untitled"),
        ("\u3000\xa0第一章\u3000", "第一章"),
        ("a.?", "a"),
        # nothing left
        ("", "Untitled"),
        (" ", "Untitled"),
        ("???", "Untitled"),
        # devices
        ("CON", "Untitled"),
        ("nul.txt", "Untitled"),
        ("Com1", "Untitled"),
        ("LPT9.a.b", "Untitled"),
        ("CO|N", "Untitled"),
        # composed
        ("Cafe\u0301", "Café"),
        ("e|\u0301", "é"),
    ],
)
def test_what_is_not_fit_is_replaced_or_dropped(name, expected):
    assert sanitize(name) == expected


def test_a_long_name_is_cut_to_240_bytes_between_characters():
    assert sanitize("a" * 300) == "a" * 240
    assert sanitize("中" * 100) == "中" * 80
    assert sanitize("a" + "中" * 100) == "a" + "中" * 79
    assert sanitize("中" * 79 + " . 中中") == "中" * 79


@pytest.mark.parametrize(
    "character",
    [FAMILY, "x\u0323\u0332", "👍🏽", "🇨🇳", "❤\ufe0f", "🏴\U000e0067\U000e0062\U000e007f"],
)
def test_a_cut_leaves_a_character_whole(character):
    for filling in range(240 - len(character.encode()), 240):
        name = sanitize("a" * filling + character)
        assert name in {"a" * filling, "a" * filling + character}


def test_flags_are_cut_between_pairs():
    flags = "🇨🇳🇹🇼🇭🇰"
    assert [whole_characters(flags, end) for end in range(1, 7)] == [1, 2, 2, 4, 4, 6]


def test_where_nothing_can_be_left_whole_the_cut_is_where_it_must_be():
    assert len(sanitize("a" + "\u0332" * 300).encode()) <= 240
    assert whole_characters("a" + "\u0332" * 300, 200) == 200


NAMES = st.text(
    st.sampled_from('a.B /\\?<>:*|"[]#^%\n\x00\x85\xa0\u3000\u0301e中📁\u200d👩🇨cCoOnN1')
    | st.characters(),
    max_size=120,
)


@given(NAMES)
def test_any_name_becomes_one_that_is_fit(name):
    result = sanitize(name)
    assert sanitize(result) == result
    assert 0 < len(result.encode()) <= 240
    assert unicodedata.is_normalized("NFC", result)
    assert not set(result) & set('/\\?<>:*|"[]#^')
    assert not any(unicodedata.category(character) == "Cc" for character in result)
    assert result == result.strip() == result.strip(".")
