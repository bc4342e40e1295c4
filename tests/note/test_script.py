from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from note import make_script_sets

from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN
from vaultkit.note.script import (
    Config,
    Script,
    ToSimplified,
    changes,
    classify,
    config_to_simplified,
    convert,
    foreign,
)

REPOSITORY = Path(__file__).parents[2]
REAL_SEEDS = os.environ.get("VAULTKIT_REAL_SEEDS", "")
CONFIGS = get_args(Config)
TO_SIMPLIFIED = get_args(ToSimplified)

SIMPLIFIED = "这个周末我们沿着河边走了很远，回来时发现书架上的灯还开着，热茶却已经凉了。"
TRADITIONAL = "這個週末我們去看海，回來時發現書架邊的燈還亮，熱茶卻已經涼了。"
TAIWAN = "這個專案的軟體要連上網路，使用者纔能匯入舊的資料庫。"
TAIWAN_FORMS = "門裡的燈還亮，他說晚點關。"
HONG_KONG = "門裏的燈還亮，街坊提着舊傘，趕在關門前買麪。"
CANTONESE = "佢哋話今晚唔嚟食飯，我喺門口等咗好耐，說明書都睇完，冇人開燈。"
JAPANESE = "週末は海を見に行きました。帰ってくると、本棚のそばの灯りがまだついていました。"


def stored() -> dict[str, object]:
    sets: dict[str, object] = json.loads(make_script_sets.SETS.read_text("utf-8"))
    return sets


# --- the character sets ----------------------------------------------------------------------

AGAIN = "write it again with `python tests/note/make_script_sets.py`"


def test_the_sets_are_what_opencc_has() -> None:
    sets = stored()
    assert sets["traditional"] == "".join(sorted(make_script_sets.traditional_only())), AGAIN
    assert sets["simplified"] == "".join(sorted(make_script_sets.simplified_only())), AGAIN


@pytest.mark.skipif(make_script_sets.DICTIONARY_TOOL is None, reason="OpenCC came without tools")
def test_the_kept_words_are_what_opencc_has() -> None:
    kept = stored()["kept"]
    assert isinstance(kept, list)
    assert set(kept) == make_script_sets.kept_words(), AGAIN
    assert [len(word) for word in kept] == sorted(map(len, kept), reverse=True)


# --- detection -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SIMPLIFIED, "zh-Hans"),
        (TRADITIONAL, "zh-Hant"),
        (TAIWAN, "zh-Hant-TW"),
        (TAIWAN_FORMS, "zh-Hant-TW"),
        (HONG_KONG, "zh-Hant-HK"),
        (CANTONESE, "zh-Hant-HK"),
        (SIMPLIFIED + TRADITIONAL, "mixed"),
        (JAPANESE, "ja"),
        ("", "none"),
        ("No Han character at all — only a dash.", "none"),
        ("He called it 劉海 and moved on.", "none"),
        ("山水之中", "none"),
        ("Nothing to see here (ノ°ー°)ノ", "none"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert classify(text).kind == kind


def test_counts_are_of_occurrences() -> None:
    assert classify("门门门门開〇々x。") == Script("mixed", 1, 4, 7)
    assert classify("𪚏𪚏𪚏𪚏") == Script("zh-Hans", 0, 4, 4)


@pytest.mark.parametrize(
    ("traditional", "simplified", "kind"),
    [
        (5, 95, "zh-Hans"),
        (6, 94, "mixed"),
        (97, 3, "mixed"),
        (196, 5, "mixed"),
        (98, 2, "zh-Hant"),
        (0, 4, "zh-Hans"),
        (0, 3, "none"),
        (4, 0, "zh-Hant"),
        (2, 1, "none"),
    ],
)
def test_thresholds(traditional: int, simplified: int, kind: str) -> None:
    text = "們" * traditional + "们" * simplified
    assert classify(text) == Script(kind, traditional, simplified, len(text))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", "户税脱温卧葱")
def test_what_hong_kong_writes_too_is_no_sign_of_simplified(form: str) -> None:
    assert classify(form * 10) == Script("none", 0, 0, 10)


def test_chinese_that_quotes_japanese_is_chinese() -> None:
    assert classify(SIMPLIFIED + "墙上写着「おかえり」。").kind == "zh-Hans"
    assert classify(SIMPLIFIED + "安娜・李没有来。" * 3).kind == "zh-Hans"


def test_each_paragraph_of_a_note_has_a_script() -> None:
    paragraphs = [SIMPLIFIED, TAIWAN, HONG_KONG, TRADITIONAL, JAPANESE, "`漁船回來` 這個"]
    note = Note("note.md", "\n\n".join(paragraphs))
    assert note.script.kind == "mixed"
    kinds = [classify(paragraph).kind for paragraph in note.prose.split("\n\n")]
    assert kinds == ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant", "ja", "none"]


def test_what_is_masked_does_not_count() -> None:
    masked = "\0" * 12 + SIMPLIFIED + "\0" * 7
    assert classify(masked) == classify(SIMPLIFIED)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("這個軟體還開了，沒關。", "zh-Hant-TW"),
        ("這個軟體還開着，沒關。", "zh-Hant"),
        ("他說這個還沒關。", "zh-Hant-TW"),
        ("他說裏面還沒關。", "zh-Hant"),
        # Hong Kong says these too.
        ("這個檔案還沒關，連結沒開。", "zh-Hant-TW"),
        ("這個檔案還沒關。", "zh-Hant"),
        ("檔案裏的連結還沒關。", "zh-Hant"),
    ],
)
def test_one_sign_of_taiwan_is_enough_where_none_is_of_hong_kong(text: str, kind: str) -> None:
    assert classify(text).kind == kind


def test_foreign_characters() -> None:
    text = "这本書没有读完，還在桌上。"
    assert [text[at] for at in foreign(text, "zh-Hans")] == ["書", "還"]
    assert list(foreign(text, "zh-Hans")) == [2, 8]
    assert [text[at] for at in foreign(text, "zh-Hant-TW")] == ["这", "没", "读"]
    assert list(foreign(text, "mixed")) == []
    assert list(foreign("𪚏门", "zh-Hant")) == [0, 1]
    assert list(foreign("𠀀", "zh-Hant")) == list(foreign("𠀀", "zh-Hans")) == []
    # In these names it is a Simplified character too.
    named = "华为昇腾与毕昇，旭日昇起"
    assert list(foreign(named, "zh-Hans")) == [10]
    assert classify(named).traditional == 1


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, TAIWAN, HONG_KONG, CANTONESE])
def test_a_text_in_one_script_has_nothing_foreign(text: str) -> None:
    assert list(foreign(text, classify(text).kind)) == []


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    script = classify(text)
    assert script.han == len(re.findall(f"[{HAN}]", text))
    assert script.traditional + script.simplified <= script.han
    if script.kind == "zh-Hans":
        assert len(list(foreign(text, script.kind))) == script.traditional
    if script.kind.startswith("zh-Hant"):
        assert len(list(foreign(text, script.kind))) == script.simplified


def test_han() -> None:
    for character in "一龥㐀豈𠀀𰻝〇々":
        assert re.fullmatch(f"[{HAN}]", character)
    for character in "aあア한，。　⼀1・〆":
        assert not re.match(f"[{HAN}]", character)


# --- conversion ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "config"),
    [
        (TAIWAN, "tw2s"),
        (TAIWAN_FORMS, "tw2s"),
        (HONG_KONG, "hk2s"),
        (CANTONESE, "hk2s"),
        (TRADITIONAL, "t2s"),
        ("", "t2s"),
    ],
)
def test_config_to_simplified(text: str, config: str) -> None:
    assert config_to_simplified(text) == config


@pytest.mark.parametrize(
    ("config", "text", "converted"),
    [
        ("t2s", TRADITIONAL, "这个周末我们去看海，回来时发现书架边的灯还亮，热茶却已经凉了。"),
        ("tw2s", "屋簷下的麵", "屋檐下的面"),
        ("hk2s", "衞生間裏的枱", "卫生间里的台"),
        ("s2t", "房间里", "房間裏"),
        ("s2tw", "房间里", "房間裡"),
        ("s2hk", "卫生间里", "衞生間裏"),
        ("t2tw", "房間裏", "房間裡"),
        ("t2hk", "衛生間", "衞生間"),
    ],
)
def test_convert(config: Config, text: str, converted: str) -> None:
    assert convert(text, config) == converted


@pytest.mark.parametrize("config", TO_SIMPLIFIED)
@pytest.mark.parametrize(
    ("text", "converted"),
    [
        # a particle
        ("隨著", "随着"),
        ("看著海", "看着海"),
        ("咬著牙", "咬着牙"),
        ("藉著燈光", "借着灯光"),
        ("慢慢走著，笑著。", "慢慢走着，笑着。"),
        ("存在著問題", "存在着问题"),
        ("帶著書包", "带着书包"),
        ("就這麼著", "就这么着"),
        ("怎麼也睡不著", "怎么也睡不着"),
        ("別著急，先著手", "别着急，先着手"),
        ("沉著、執著、附著", "沉着、执着、附着"),
        ("見證著歷史，流露著喜悅，眼裡閃爍著光", "见证着历史，流露着喜悦，眼里闪烁着光"),
        ("她愛著海，他望著，聞著花香", "她爱着海，他望着，闻着花香"),
        ("還在醞釀著，問題也存在著。", "还在酝酿着，问题也存在着。"),
        ("為著理想", "为着理想"),
        ("不著痕跡，不著邊際", "不着痕迹，不着边际"),
        ("他著了涼，像著了魔", "他着了凉，像着了魔"),
        ("棋高一著，燈著了", "棋高一着，灯着了"),
        # writing and renown
        ("效果顯著", "效果显著"),
        ("顯著地提高", "显著地提高"),
        ("顯著重要", "显著重要"),
        ("最著名的原著和名著", "最著名的原著和名著"),
        ("以快著稱", "以快著称"),
        ("編著者與著作", "编著者与著作"),
        ("土著、論著、譯著、專著、巨著", "土著、论著、译著、专著、巨著"),
        ("戰功卓著，臭名昭著", "战功卓著，臭名昭著"),
        ("他靠著書立說過活", "他靠著书立说过活"),
        ("對著作權有想法", "对著作权有想法"),
        ("不著名，尤為著名，認為著作權", "不著名，尤为著名，认为著作权"),
        ("代表著作，這一著作，陳研究著《海》", "代表著作，这一著作，陈研究著《海》"),
        # unsure: it stays
        ("林守望著《山中集》", "林守望著《山中集》"),
        ("林某著，三卷", "林某著，三卷"),
        ("王蒙著，班固著有，康有為著有", "王蒙著，班固著有，康有为著有"),
        ("著", "著"),
        # 么 is not 幺
        ("什麼", "什么"),
        ("么", "么"),
        ("這么多", "这么多"),
        ("老幺", "老幺"),
        # as OpenCC has it
        ("乾坤、乾隆，乾淨", "乾坤、乾隆，干净"),
        ("乾清宮", "乾清宫"),
        ("瞭望臺，明瞭", "瞭望台，明了"),
        ("於梨華對於書", "於梨华对于书"),
        # names
        ("華為昇騰與昇騰 910", "华为昇腾与昇腾 910"),
        ("畢昇看旭日昇起，熱氣昇騰", "毕昇看旭日升起，热气升腾"),
        ("洪昇的戲", "洪昇的戏"),
        ("王乾、李乾和張乾先生", "王乾、李乾和张乾先生"),
        ("張文乾老師", "张文乾老师"),
        ("一張乾淨的紙，這張乾了", "一张干净的纸，这张干了"),
        ("徐乾學與葉乾先生", "徐乾学与叶乾先生"),
        ("乾寧二年，乾符年間，乾封初年", "乾宁二年，乾符年间，乾封初年"),
        ("年號乾祐，改元乾德；乾寧、乾符", "年号乾祐，改元乾德；乾宁、乾符"),
        ("餅乾寧可不吃，餅乾德國做，烘乾封存", "饼干宁可不吃，饼干德国做，烘干封存"),
        ("王昇、馮昇同往，清人劉昇", "王昇、冯昇同往，清人刘昇"),
        ("小馮昇職了，國王昇天，步步高昇", "小冯升职了，国王升天，步步高升"),
        # what OpenCC leaves
        ("她的暱稱，親暱", "她的昵称，亲昵"),
        ("祇有神祇，神祇有靈，祇不過", "只有神祇，神祇有灵，只不过"),
        ("衚衕種苧麻", "胡同种苎麻"),
        ("鍾馗與錢鍾書，鍾先生的鍾", "钟馗与钱锺书，钟先生的钟"),
        # few fonts have 𠮶, 𩠌, 𬴊 and 䢂
        ("嗰陣時煮餸，驎與𨋢", "嗰阵时煮餸，驎与𨋢"),
        # rare variants of what OpenCC takes for a Traditional word
        ("打坏了，壞子", "打坏了，坏子"),
        # outside its usual dictionaries
        ("㑮", "㑮"),
    ],
)
def test_to_simplified(config: Config, text: str, converted: str) -> None:
    assert convert(text, config) == converted
    assert convert(converted, config) == converted


def test_simplified_that_kept_its_zhe_is_mended() -> None:
    assert convert("随著时间过去，效果显著", "t2s") == "随着时间过去，效果显著"


@pytest.mark.parametrize("config", TO_SIMPLIFIED)
def test_simplified_text_stays(config: Config) -> None:
    text = SIMPLIFIED + "什么效果显著，原著有名，么儿也打坏了碗。"
    assert convert(text, config) == text
    assert list(changes(text, config)) == []


@pytest.mark.parametrize("config", CONFIGS)
def test_masked_characters_stay(config: Config) -> None:
    text = "\0\0發現发现\0里\0\0裏隨著\0衛\0\0"
    converted = convert(text, config)
    parts = re.split("(\0+)", text)
    assert converted == "".join(part if "\0" in part else convert(part, config) for part in parts)
    assert converted != text
    assert convert("\0\1" + text, config) == "\0\1" + converted


@pytest.mark.parametrize(
    ("config", "word", "converted", "apart"),
    [("t2s", "乾坤", "乾坤", "干坤"), ("s2t", "头发", "頭髮", "頭發")],
)
def test_no_word_across_a_mask(config: Config, word: str, converted: str, apart: str) -> None:
    assert convert(word, config) == converted
    assert convert("\0\0".join(word), config) == "\0\0".join(apart)


@pytest.mark.parametrize("config", CONFIGS)
def test_a_lone_surrogate_is_no_error(config: Config) -> None:
    assert convert("發\ud800现", config) == "發\ud800现"
    assert list(changes("發\ud800现", config)) == []


@pytest.mark.parametrize("config", ["s2twp", "tw2sp", "t2jp", "tw2t", ""])
def test_other_configurations_are_refused(config: str) -> None:
    with pytest.raises(ValueError, match="conversion"):
        convert("門", config)  # type: ignore[arg-type]


def test_changes() -> None:
    assert list(changes("看著\r\n門𠮷開。", "tw2s")) == [(1, "着"), (4, "门"), (6, "开")]
    assert list(changes("", "t2s")) == []


# Words that the dictionaries treat apart, in every order, with marks and gaps between.
WORDS = (
    "乾寧 徐乾學 馮昇 職 葉 二年 暱 祇 有 "
    "乾 乾坤 乾清宮 於 於梨華 於是 著 着 么 麼 幺麼 昇 畢昇 坏 壞 布 沈 瀋 思 覆 回覆 藉 憑藉 "
    "瞭 瞭望 徵 魏徵 薴 嗰 𨋢 洪 王 先生 隨 顯 名 作 書 立 稱 急 裡 裏 簷 衞 鯰 發 髮 头 头发 "
    "里 后 台 干 \0 ， a"
)
pieces = st.sampled_from(WORDS.split(" "))
han = st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=12)
# The first conversion loads dictionaries.
patient = settings(deadline=None)
texts = st.lists(pieces | han, max_size=8).map("".join)


@patient
@given(texts, st.sampled_from(TO_SIMPLIFIED))
@example("瀋思", "t2s")
@example("藉著", "t2s")
@example("么麼", "tw2s")
def test_to_simplified_twice_is_once(text: str, config: Config) -> None:
    once = convert(text, config)
    assert convert(once, config) == once


@patient
@given(texts | st.text(), st.sampled_from(CONFIGS))
def test_changes_make_the_conversion(text: str, config: Config) -> None:
    characters = list(text)
    for at, character in changes(text, config):
        assert characters[at] != character
        characters[at] = character
    assert "".join(characters) == convert(text, config)


@patient
@given(texts, texts, st.sampled_from(CONFIGS))
def test_what_a_mask_parts_is_converted_apart(before: str, after: str, config: Config) -> None:
    whole = convert(f"{before}\0{after}", config)
    assert whole == f"{convert(before, config)}\0{convert(after, config)}"


def test_another_package_by_the_name_of_opencc_is_named(tmp_path: Path) -> None:
    (tmp_path / "opencc.py").write_text("class OpenCC: pass\n", "utf-8")
    program = "from vaultkit.note.script import convert\nprint(convert('', 't2s'))\n"
    path = os.pathsep.join([str(tmp_path), str(REPOSITORY)])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "RuntimeError" in done.stderr
    assert "uninstall opencc-python-reimplemented" in done.stderr


# --- real texts ------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL_SEEDS, reason="VAULTKIT_REAL_SEEDS names no folder of real texts")
@pytest.mark.parametrize(
    ("number", "kind", "counts"),
    [
        ("000", "zh-Hans", (0, None)),
        ("001", "zh-Hans", (0, None)),
        ("002", "zh-Hans", (0, None)),
        ("003", "zh-Hant-TW", (663, 0)),
        ("004", "zh-Hant-TW", (427, 0)),
    ],
)
def test_real_texts(number: str, kind: str, counts: tuple[int, int | None]) -> None:
    (path,) = Path(REAL_SEEDS).glob(f"{number}_*.txt")
    text = path.read_bytes().decode("utf-8")
    script = classify(text)
    traditional, simplified = counts
    assert (script.kind, script.traditional) == (kind, traditional)
    assert simplified is None or script.simplified == simplified
    converted = convert(text, config_to_simplified(text))
    assert len(converted) == len(text)
    assert classify(converted).kind == "zh-Hans"
    assert "显着" not in converted
    assert (converted == text) == (kind == "zh-Hans")
