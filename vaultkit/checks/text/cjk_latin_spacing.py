"""TX002 cjk-latin-spacing: the space between Chinese and Latin letters or digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from vaultkit.checks.notation import is_notation
from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Edit, Span

_LATIN = "A-Za-z0-9À-ÖØ-öø-ÿ"
# With the signs that join what is on both sides of them (`A/B`, `S&P`, `3.5`) and those that end
# a word (`C++`, `3%`, `100℃`).
_WORD = late(rf"[{_LATIN}]++(?:[.,_/&'’@:+-]+[{_LATIN}]++)*(?:\+\+|[%％℃℉°])?")
_TOUCHING = late(rf"[{_LATIN}%％℃℉°+](?:(?<=[{HAN}].)|(?=[{HAN}]))")
_SPACED = late(rf" (?:(?<=[{HAN}] )(?=[{_LATIN}])|(?<=[{_LATIN}%％℃℉°+] )(?=[{HAN}]))")
_HAN = late(f"[{HAN}]")

# A word beside one of these is part of something longer: `-5度`, `QQ+微信`, `@某人`, `#1`, `京A·1`.
_JOINTS = frozenset("_#~\\^@$&/-+=·")
# Words of a letter and a character, and those that end in letters.
_FUSED = late(
    "T恤|B超|A[梦夢]|[ABHN]股|[AHN]卡|[XY]光|X[线線]|U[盘盤]|K[线線歌]|P[图圖]|Q[版币幣弹彈萌]|V我"
    "|N[多久]|AA制|[EIFJPT]人|b站|[A-Z][位座柱站咖端字型轮輪级級]"
)
# And nicknames: `小A`, `老D`.
_FUSED_BEHIND = late(
    r"(?:卡拉OK|[维維]生素[A-Z][0-9]*|[维維][A-E]|大[Vv]|(?<!最)小[A-Z]|[老阿][A-Z])\Z"
)
# What is left of a file's name when its Chinese is taken for prose: `周报2024.md`.
_FILE_END = re.compile(
    r"(?:[0-9._-]*[0-9]|[Vv]?[0-9._-]+|[A-Za-z])\.(?:md|txt|pdf|docx?|xlsx?|pptx?|csv|png|jpe?g|gif"
    r"|svg|mp[34]|mov|zip|rar|7z|html?|canvas|base)"
)
_PATH = late(r"(?:(?<![A-Za-z])[A-Za-z]:|(?<![^\s\0])[~.]{0,2})[\\/][^\s\0]*\Z")
_DRIVE = re.compile(r":[\\/]")
# Obsidian reads no tag behind punctuation, but a reader does: `，#标签A`. And who is spoken to
# has a name as long as that: `@某人A`.
_NAMED = late(r"(?<![A-Za-z0-9])[#@][^\s\0，。、；：！？]*\Z")
# The end of a name behind a slash between the scripts: `组1/笔记A`, `资料/usr/灯a`.
_SEGMENT = late(
    rf"(?:[{_LATIN}]/(?=[{HAN}])|[{HAN}]/(?=[{_LATIN}]))[^\s\0/，。、；：！？（）()]{{0,8}}"
    rf"(?<=[{HAN}])[A-Za-z]\Z"
)
# `%20`, but not `85%AI`.
_ESCAPE = re.compile(r"(?<![0-9])%\Z")
_REACH = 64

# A space that parts more than the scripts: behind the number of a chapter, a figure, an entry.
_LINE_START = r"(?:\A|[\r\n\0])[ \t>#*|+-]*(?:[0-9]{1,9}[.)] )?"
_NUMBERED = late(rf"{_LINE_START}(?:第[^\s\0]{{1,6}}|[图圖表][0-9 .-]*|附[录錄])\Z")
_AT_LINE_START = late(rf"{_LINE_START}(?:[图圖表] ?)?\Z")
_NUMBER = re.compile(r"[0-9][0-9.-]*")
_COUNTED = frozenset("年月日号號时時分秒个個天岁歲点點种種名位人次条條项項万萬亿億元")
_STOP = re.compile("[，。；：！？、]")
_LINE = late(r"[^\r\n]*+")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`spacing`: whether to put a space between the scripts, or to take it out."""

    spacing: Literal["add", "remove"] = "add"


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Every word or number that has no space, or has one, between itself and Chinese."""
    prose = note.prose
    adds = options.spacing == "add"
    first = (_TOUCHING if adds else _SPACED).search(prose)
    if first is None:
        return
    joints = _missing if adds else _unwanted
    line = max(prose.rfind("\n", 0, first.start()), 0)
    for found in _WORD.finditer(prose, line):
        span = Span(*found.span())
        if not (edits := joints(prose, span)):
            continue
        where = places(note)
        language = where.language(span.start)
        if (
            language in ("japanese", "korean")
            or where.is_apart(span.start)
            or is_notation(note, span.start)
        ):
            continue
        yield Finding(
            span,
            f"no space between Chinese and `{found[0]}`: put one in"
            if adds
            else f"a space between Chinese and `{found[0]}`: delete it",
            edits,
        )


def _missing(prose: str, word: Span) -> tuple[Edit, ...]:
    """The spaces to put in around a word."""
    start, end = word
    before = start > 0 and _HAN.match(prose, start - 1)
    behind = _HAN.match(prose, end)
    if not (before or behind) or _is_part(prose, word) or _is_fused(prose, word):
        return ()
    edits = []
    if before and not _FILE_END.fullmatch(prose, start, end):
        edits.append(Edit(start, start, " "))
    if behind:
        edits.append(Edit(end, end, " "))
    return tuple(edits)


def _unwanted(prose: str, word: Span) -> tuple[Edit, ...]:
    """The single spaces to take out around a word."""
    start, end = word
    before = prose[start - 1 : start] == " " and start > 1 and _HAN.match(prose, start - 2)
    behind = prose[end : end + 1] == " " and _HAN.match(prose, end + 1)
    if not (before or behind) or _is_part(prose, word) or "@" in word.of(prose):
        return ()
    if not (before and behind) and not _is_sentence(prose, start):
        return ()
    edits = []
    if before and not _NUMBERED.search(prose, max(0, start - _REACH), start - 1):
        edits.append(Edit(start - 1, start, ""))
    if behind and not _is_entry_number(prose, word):
        edits.append(Edit(end, end + 1, ""))
    return tuple(edits)


def _is_part(prose: str, word: Span) -> bool:
    start, end = word
    return (
        prose[start - 1 : start] in _JOINTS
        or prose[start - 1 : start] == "."
        or _ESCAPE.search(prose, max(0, start - 2), start) is not None
        or prose[end : end + 1] in _JOINTS
        or _DRIVE.match(prose, end) is not None
        or _PATH.search(prose, max(0, start - _REACH), start) is not None
        or _NAMED.search(prose, max(0, start - _REACH), start) is not None
        or _SEGMENT.search(prose, max(0, start - _REACH), end) is not None
    )


def _is_fused(prose: str, word: Span) -> bool:
    start, end = word
    return (
        _FUSED.match(prose, start) is not None
        or _FUSED_BEHIND.search(prose, max(0, start - 3), end) is not None
    )


def _is_sentence(prose: str, offset: int) -> bool:
    """Whether the line has punctuation: without it a space may part a heading's two halves."""
    start = max(prose.rfind("\n", 0, offset), prose.rfind("\r", 0, offset)) + 1
    line = _LINE.match(prose, start)
    return line is not None and _STOP.search(prose, start, line.end()) is not None


def _is_entry_number(prose: str, word: Span) -> bool:
    start, end = word
    return (
        _NUMBER.fullmatch(prose, start, end) is not None
        and prose[end + 1] not in _COUNTED
        and _AT_LINE_START.search(prose, max(0, start - _REACH), start) is not None
    )


RULE = Rule(
    code="TX002",
    name="cjk-latin-spacing",
    scope="body",
    stage="text",
    check=check,
    fix="safe",
    reach=("space",),
    options=Options,
    default=False,
)
