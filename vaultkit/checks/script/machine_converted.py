"""SC004 machine-converted: Simplified characters that a converter left in a Traditional text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vaultkit.checks import chinese
from vaultkit.checks.chinese import phrases
from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.script import foreign
from vaultkit.note.spans import Span, is_covered

# Each is a Traditional character too, of another meaning. Not 占 周 布 群 台 只 才 了 面 制: one
# region or another writes those where a converter leaves them.
_MARKS = "于里后并愿余范筑沖志系几"
# Where no region writes them. What may be a name, a place (后里, 水里, 公園里), classical (而后,
# 志于學, 鄉愿) or the seam of two words (相關系統, 由于右任) is left out.
_LEFT = late(
    "(?:[由對關屬處位基等終用低高善敢適便益鑒源始利]于(?!右任|謙|斌|敏|丹|田|闐)"
    "|(?:[這那哪家心手眼夜嘴屋型箱袋話片]|房間|時間|空間|期間)里(?![長民程幹鄰])|里[面頭邊](?!積)"
    "|(?<![皇太王天影歌母蜂蟻視女帝立廢封舞球妃艷嬌先夏賢武呂雄竇鄧而神花馬])后(?![妃土羿冠宮座稷里"
    "豐庄位街辛髮戚族冕黨廷翼])"
    "|(?<![兼吞火])并(?![州吞])|(?<![鄉謹朴樸])愿(?!樸|謹)"
    "|[其剩多業殘盈]余(?!光|秋|姓|先|小|女)|余[額款]"
    "|[示規模典]范(?!先|小|女|姓)|范[圍例疇式]|建筑|[構修]筑|筑[起成]"
    "|沖[突擊動刺鋒]|雜志|(?<!相)關系(?![所統列主學科])|几[個年天乎次種百千]|好几)"
)
_NAMED = 8
# Fewer may be a name, an old book's spelling or a quotation.
_DIFFERENT = 3


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`keep` is what stays as it is written."""

    keep: tuple[str, ...] = ()


def check(note: Note, options: Options) -> Iterator[Finding]:
    """One finding for a note, at the first of these characters. Where SC001 finds a mixture of
    the two scripts, they are a part of it.
    """
    if not note.has_traditional or sum(map(note.prose.__contains__, _MARKS)) < _DIFFERENT:
        return
    found = chinese.read(note, options.keep)
    if found is None or found.main != "zh-Hant" or found.strays or note.genre != "modern":
        return  # 于 and 后 have a place of their own in classical Chinese.
    prose = found.prose
    quoted = phrases(prose, foreign(prose, "zh-Hant"))
    left = [
        next(at for at in range(*hit.span()) if prose[at] in _MARKS)
        for hit in _LEFT.finditer(prose)
        if not is_covered(hit.start(), quoted)
    ]
    characters = list(dict.fromkeys(prose[at] for at in left))
    if len(characters) < _DIFFERENT:
        return
    named = " ".join(characters[:_NAMED]) + (" …" if len(characters) > _NAMED else "")
    yield Finding(
        Span(left[0], left[0] + 1),
        f"{len(left)} characters are not what any Traditional region writes there ({named}): "
        "a program converted this text from Simplified, so compare it with its source",
    )


RULE = Rule(
    code="SC004",
    name="machine-converted",
    scope="body",
    stage="script",
    check=check,
    options=Options,
)
