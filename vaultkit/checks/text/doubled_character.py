"""TX014 doubled-character: a small word written twice, as in `的的`."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span

# Each character with those before and behind the pair that make two words of it: `目的|的`,
# `为了|了解`, `实实在在`. Left out are pairs that are mostly two words: 可以|以, 所有|有.
_PAIRS = {
    "是": ("唯诺諾但可于於", "非否，。！？、,!?”」"),
    "的": ("目标標有打", "确確士哥卡喀"),
    "了": ("不得未大没沒时時", "解断斷结結却卻之然事分当當如无無愿願心"),
    "在": (
        "现現实實存所内內外潜潛自旨志意正",
        "线線场場于於乎职職校家岗崗地皆都需可处處有显顯说說证證反",
    ),
    "和": ("共总總饱飽柔温溫暖调調混缓緩平中亲親随隨", "弦声聲平谐諧气氣美睦解乐樂服尚"),
    "就": ("成", "业業职職近地医醫餐诊診读讀寝寢"),
    "或": ("间間", ""),
    "把": ("一拖扫掃火", "关關手脉脈柄"),
    "被": ("棉绵綿毛植羽", "子套单單褥"),
    "这": ("", ""),
    "這": ("", ""),
    "也": ("", "许許门門"),
    "都": ("首成古国國建定京故旧舊迁遷", "柏市城会會江"),
    "很": ("", ""),
    "到": ("直", "处處底达達来來期货貨场場位账賬帐帳手点點访訪站家港校时時此顶頂"),
    "们": ("哥姐爷娘", ""),
    "們": ("哥姐爺娘", ""),
    "还": ("归偿返退交", "款钱清债原价书给"),
    "還": ("歸償返退交", "款錢清債原價書給"),
    "而": ("", "立今"),
    "但": ("", ""),
    "着": ("接看穿附", "手急装裝陆陸火凉涼落力重眼想实實色迷魔"),
    "及": ("普", "时時格早物"),
    "与": ("参给付赋", "会否时如"),
    "與": ("參給付賦", "會否時如"),
}
_FIND = late(f"([{''.join(_PAIRS)}])\\1")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every such pair; a character that stands three times is meant."""
    prose = note.prose
    for found in _FIND.finditer(prose):
        (start, end), character = found.span(), found[1]
        before, behind = prose[start - 1 : start], prose[end : end + 1]
        words_before, words_behind = _PAIRS[character]
        if (
            character not in (before, behind)
            and not (before and before in words_before)
            and not (behind and behind in words_behind)
            and places(note).is_chinese(start)
        ):
            yield Finding(
                Span(start, end),
                f"`{found[0]}` may have one `{character}` too many: read it again",
            )


RULE = Rule(
    code="TX014",
    name="doubled-character",
    scope="body",
    stage="text",
    check=check,
)
