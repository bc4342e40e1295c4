from __future__ import annotations

import pytest

from vaultkit.note.sentences import Language, Sentences, has_kana


@pytest.mark.parametrize(
    "prose, place, language",
    [
        ("灯亮了。", "亮", "chinese"),
        ("The lamp is lit.", "lamp", "other"),
        ("あかり。", "か", "japanese"),
        ("등불이 켜졌다.", "불", "korean"),
        ("123, 456", ",", "other"),
        # As many Han characters as words are enough.
        ("Lighthouse 灯", "灯", "chinese"),
        ("A lighthouse 灯", "灯", "other"),
        # But not where they are words, and not only names.
        ("I met 李雷, and 韩梅梅, in Beijing", ",", "other"),
        ("用 Lux 和 Nox, 装 Pharos", ",", "chinese"),
        ("先 install 再 build", "先", "chinese"),
        ("install 之后再 build, 就可以看见灯了", ",", "chinese"),
        ("灯，あかり", "灯", "japanese"),
        # The middle dot stands in Chinese names.
        ("让・灯", "灯", "chinese"),
        # Where a sentence ends.
        ("あかり。灯", "灯", "chinese"),
        ("あかり！灯", "灯", "chinese"),
        ("あかり?灯", "灯", "chinese"),
        ("あかり\n灯", "灯", "chinese"),
        ("あかり\r灯", "灯", "chinese"),
        ("It was lit at six. 灯亮", "灯", "chinese"),
        ("It was lit, by 3.5 灯", "灯", "other"),
        ("It was lit `", "`", "other"),
    ],
)
def test_the_language_of_the_sentence_at_a_place(
    prose: str, place: str, language: Language
) -> None:
    assert Sentences(prose, 0).language(prose.index(place)) == language


def test_every_value_in_front_matter_is_a_sentence() -> None:
    prose = "\0\0灯亮了\0\0\0On the lamps of the harbour\0\0か\n灯"
    sentences = Sentences(prose, prose.index("か"))
    assert sentences.language(2) == "chinese"
    assert sentences.language(prose.index("On")) == "other"
    assert sentences.language(prose.index("か")) == "japanese"
    assert sentences.language(len(prose) - 1) == "chinese"


def test_what_is_hidden_in_the_body_does_not_end_a_sentence() -> None:
    assert Sentences("あかり\0\0灯", 0).language(5) == "japanese"


def test_sentences_with_kana_can_be_hidden() -> None:
    prose = "灯。あかり、灯。\n灯\n"
    assert Sentences(prose, 0).without_japanese() == "灯。" + "\0" * 6 + "\n灯\n"


@pytest.mark.parametrize("text, expected", [("灯・灯", False), ("ー", False), ("灯ノ", True)])
def test_kana_is_what_tells_japanese_from_chinese(text: str, expected: bool) -> None:
    assert has_kana(text) is expected
