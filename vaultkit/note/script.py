"""Which Chinese script a text is in, and conversion between scripts by OpenCC.

The two sets of characters in `script_sets.json` are made from OpenCC's dictionaries by
`tests/note/make_script_sets.py`. Offsets are characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import compress, count
from operator import ne
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from vaultkit.note.patterns import HAN_RANGES, RARE_HAN

if TYPE_CHECKING:
    from opencc import OpenCC

Kind = Literal["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "mixed", "ja", "none"]
ToSimplified = Literal["t2s", "tw2s", "hk2s"]
# Those with a `p` also swap regional words, which is wrong too often (程序员 -> 进程员).
Config = Literal["t2s", "tw2s", "hk2s", "s2t", "s2tw", "s2hk", "t2tw", "t2hk"]

# Without ・, which stands in foreign names in Chinese too.
_KANA = ((0x3041, 0x3096), (0x309D, 0x309E), (0x30A1, 0x30FA), (0x30FC, 0x30FE), (0xFF66, 0xFF9D))
# Fewer decide nothing: a personal name is three characters, and a kaomoji has a kana or two.
_EVIDENCE = 4
# Of a text's Traditional-only and Simplified-only characters, one part in this many may be of
# the other script. A Traditional text with more than 2 % is a mixture: it can be converted with
# no one looking. A Simplified text may quote a paragraph, up to 5 %: with that 444 of 444 real
# notes came out right.
_STRAY_SIMPLIFIED = 50
_STRAY_TRADITIONAL = 20
# Japanese when one of so many Han characters and kana is kana. Japanese prose has one in three
# or more; Chinese that quotes Japanese titles stays below one in ten.
_KANA_SHARE = 5

# Where `t2tw` and `t2hk` differ, the forms that only one region writes, and Cantonese. Left
# out: 台 群 參 煙 峰 床 梁, which others write too, and 户 税 脱 温, which are Simplified too.
_TAIWAN = "[裡啟說戶衛麵稅脫溫臥閱鉤銳蔥臺菸]"
_HONG_KONG = "[裏啓説衞麪峯牀閲鈎鋭羣着嘅咗喺冇啲嚟佢哋唔]"
_TAIWAN_WORDS = (
    "軟體|硬體|韌體|網路|專案|品質|部落格|程式碼|使用者|資料庫|資料夾|螢幕|滑鼠|記憶體|演算法"
    "|人工智慧|智慧型|行動裝置|函式|變數|迴圈|陣列|字串|佇列|外掛|視訊|簡訊|晶片|網際網路"
    "|隨身碟|最佳化|計程車|捷運|公車|雷射|奈米"
)
# Hong Kong says these too, but not the mainland: two speak for Taiwan where nothing else does.
_SHARED_WORDS = "程式|資訊|影片|支援|介面|伺服器|連結|設定|檔案|透過|選單|視窗|筆記|新增|匯入|匯出"

# Names in which 昇 is no character of Traditional alone.
_OWN_SHENG = re.compile("昇(?=腾)|(?<=[毕洪])昇")

_TRADITIONAL_IN_GB2312 = frozenset("乾菸薹拚捱摺吒後徵夥榘於袷麴醣麽")


class Script(msgspec.Struct, frozen=True):
    """What a text is written in.

    `traditional` and `simplified` count the characters, each time they occur, that only the one
    script has; `han` counts all Han characters. The kind `none` is a text with too few of both,
    `mixed` one in which neither Traditional makes up 98 % of the two nor Simplified 95 %.
    """

    kind: Kind
    traditional: int
    simplified: int
    han: int


class _Sets(msgspec.Struct):
    traditional: str
    simplified: str
    kept: list[str]


def classify(text: str) -> Script:
    """The script of a note's prose, or of a paragraph or span of it; where the text is masked, of
    what the mask leaves.
    """
    if text.isascii() or not re.search("[^\0-\u3004]", text):
        return Script("none", 0, 0, 0)
    classes = text.translate(_classes())
    traditional, simplified, other, kana = map(classes.count, "tshk")
    han = traditional + simplified + other
    if not classes.isascii():
        rare = re.findall(RARE_HAN, text)
        traditional += sum(map(_only("traditional")[0].__contains__, rare))
        simplified += sum(map(_only("simplified")[0].__contains__, rare))
        han += len(rare)
    if "昇" in text:
        traditional -= len(_OWN_SHENG.findall(text))
    total = traditional + simplified
    kind: Kind = "mixed"
    if kana >= _EVIDENCE and kana * _KANA_SHARE >= kana + han:
        kind = "ja"
    elif total < _EVIDENCE:
        kind = "none"
    elif traditional * _STRAY_TRADITIONAL <= total:
        kind = "zh-Hans"
    elif simplified * _STRAY_SIMPLIFIED <= total:
        kind = _region(text)
    return Script(kind, traditional, simplified, han)


def has_traditional(text: str) -> bool:
    """Whether a text has a Traditional-only character: told in a seventh of the time of all."""
    return next(foreign(text, "zh-Hans"), None) is not None


def has_simplified(text: str) -> bool:
    """Whether a text has a Simplified-only character."""
    return next(foreign(text, "zh-Hant"), None) is not None


def foreign(text: str, kind: Kind) -> Iterator[int]:
    """Offsets of the Traditional-only characters in a Simplified text, or of the
    Simplified-only ones in a Traditional text. A text of another kind has none.
    """
    if kind in ("mixed", "ja", "none") or text.isascii():
        return
    others, pattern = _only("traditional" if kind == "zh-Hans" else "simplified")
    own = {found.start() for found in _OWN_SHENG.finditer(text)} if "昇" in text else ()
    for found in pattern.finditer(text):
        if found[0] in others and found.start() not in own:
            yield found.start()


def config_to_simplified(text: str) -> ToSimplified:
    """The conversion that suits a Traditional text."""
    region = _region(text)
    return "tw2s" if region == "zh-Hant-TW" else "hk2s" if region == "zh-Hant-HK" else "t2s"


def convert(text: str, config: Config) -> str:
    """`text` in another script, of the same length, each character in its old place.

    NUL (a masked character) stays as it is, and no word is seen across it; a text with a lone
    surrogate comes back unchanged. To Simplified, a second conversion changes nothing more.
    Raises ValueError for a configuration that is not offered, RuntimeError when another package
    has taken OpenCC's place.
    """
    # OpenCC's configurations of two steps cut a text off at the first NUL.
    filler = next(character for character in map(chr, count(1)) if character not in text)
    shown = text.replace("\0", filler)
    try:
        if config in get_args(ToSimplified):
            from vaultkit.note.simplified import to_simplified

            converted = to_simplified(shown, partial(_opencc, config=config), tuple(_sets().kept))
        else:
            converted = _opencc(shown, config)
        return converted.replace(filler, "\0")
    except UnicodeEncodeError:
        return text


def changes(text: str, config: Config) -> Iterator[tuple[int, str]]:
    """Offset and new character of each character that `convert` would change."""
    converted = convert(text, config)
    if converted != text:
        old, new = (memoryview(one.encode("utf-32-le")).cast("I") for one in (text, converted))
        yield from ((at, converted[at]) for at in compress(count(), map(ne, old, new)))


def simplify(text: str) -> str:
    """A text in Simplified characters whatever its region, for comparing with another one."""
    # Each region has characters of its own; 著 is a particle to some configurations alone.
    return convert(convert(convert(text, "hk2s"), "tw2s"), "t2s").replace("著", "着")


def is_simplified(text: str) -> bool:
    """Whether a conversion to Simplified would change nothing, told without loading OpenCC.

    GB 2312 is the set of Simplified characters; it has a few Traditional ones besides.
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return _TRADITIONAL_IN_GB2312.isdisjoint(text)


def _region(text: str) -> Kind:
    # Cantonese and Hong Kong's own forms come first: Hong Kong types most of Taiwan's forms too.
    words = len(set(re.findall(_TAIWAN_WORDS, text)))
    hong_kong = len(set(re.findall(_HONG_KONG, text)))
    if hong_kong >= 2 and hong_kong > words:
        return "zh-Hant-HK"
    if words >= 2 or (forms := len(set(re.findall(_TAIWAN, text)))) >= 2:
        return "zh-Hant-TW"
    if hong_kong:
        return "zh-Hant"
    is_taiwan = words or forms or len(set(re.findall(_SHARED_WORDS, text))) >= 2
    return "zh-Hant-TW" if is_taiwan else "zh-Hant"


def _opencc(text: str, config: Config) -> str:
    converted = _converter(config).convert(text)
    return converted if len(converted) == len(text) else text


@cache
def _converter(config: Config) -> OpenCC:
    if config not in get_args(Config):
        raise ValueError(f"no such conversion: {config!r}")
    import opencc

    # Three packages install a module of this name, the last one over the others.
    if not (hasattr(opencc, "__version__") and hasattr(opencc, "opencc_clib")):
        raise RuntimeError(
            "another package has taken the place of opencc: uninstall opencc-python-reimplemented"
            " and opencc-py, then install opencc again"
        )
    return opencc.OpenCC(config, include_tofu_risk_dictionaries=False)


@cache
def _sets() -> _Sets:
    data = Path(__file__).with_name("script_sets.json").read_bytes()
    return msgspec.json.decode(data, type=_Sets)


@cache
def _classes() -> bytes:
    """A table for `str.translate`: the class of each character of the basic plane."""
    table = bytearray(0x10000)
    for ranges, name in ((HAN_RANGES, b"h"), (_KANA, b"k")):
        for first, last in ranges:
            table[first : last + 1] = name * (last + 1 - first)
    for characters, name in ((_sets().traditional, b"t"), (_sets().simplified, b"s")):
        for code in filter(len(table).__gt__, map(ord, characters)):
            table[code] = ord(name)
    return bytes(table)


@cache
def _only(script: Literal["traditional", "simplified"]) -> tuple[frozenset[str], re.Pattern[str]]:
    """The characters that only this script has, and a pattern that finds all of them and more:
    a class with single characters beyond the basic plane is many times slower.
    """
    characters: str = getattr(_sets(), script)
    basic = "".join(character for character in characters if character < "\U00010000")
    return frozenset(characters), re.compile(f"[{basic}{RARE_HAN[1:]}")
