"""TX001 half-width-punctuation: ASCII punctuation beside Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.notation import is_formula, is_notation
from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Edit, Span

_MARKS = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_TO_FULL = str.maketrans(_MARKS)
_FULL = "，。、；：！？"
_CHINESE_PUNCTUATION = f"{_FULL}“”‘’「」『』《》〈〉【】（）…"

_SINGLE = ",:;?!"
_RUN = re.compile(f"[{_SINGLE}]+")
# Other runs are no punctuation: `::`, `,,`, or what a broken encoding leaves (`?!?/p>`).
_PLAIN_RUN = re.compile(r"[,:;]|\?+|!+|\?!|!\?")
# What a mark touches, and what may stand between. Straight quotes may not, for JSON's sake.
_LEFT = late(f"[{HAN}」』》〉】）]")
_RIGHT = late(rf"[“‘*_~=(]*+[{HAN}「『《〈【（]")
_BETWEEN = "”’*_~=)"

# Marks that are part of something else: `\:`, `#2,` (a tag once it is `#2，`), `[name]:`,
# `:smile:`, `&lt;`, `(x,y,`, `(T):`, a list's `2,` and what follows a bracket; and seen from
# their other side `?/p>`, `![`, `C:盘`, `Yahoo!的`, `:)`, `以!开头` and `老??年` with lost
# characters.
_SHORTCODE = r":(?:[a-z0-9_+-]*[a-z][a-z0-9_+-]*|[+-]1):"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_PART_WITH_BEFORE = late(
    rf"(?:[,(][A-Za-z0-9]{{1,8}},[A-Za-z0-9]{{1,8}},|(?:[\\{_FULL}]|(?<![^\s\0])#[0-9]*)[,:;?!]+|\]:|{_SHORTCODE}|{_ENTITY}"
    rf"|\([A-Z]\):|(?:\A|[\r\n])[ \t>]*[0-9]{{1,3}},|[(（\[【「『《“][,:;?!]+"
    r"|\b(?:nbsp|lt|gt|amp|quot);)\Z"
)
_PART_WITH_AFTER = late(
    rf"[,:;?!]+ ?[{_FULL}]|\?+/|[?!]*!\[|{_SHORTCODE}|(?<![A-Za-z0-9][A-Za-z])(?<=[A-Za-z]):[盘盤]"
    rf"|(?<=[A-Za-z])![{HAN}]|![A-Z]{{1,3}}\$?[0-9]|[!:]=|\?\.[a-z0-9]{{2,5}}\b|(?<=[入行])[:!][a-z]"
    rf"|[:;]['-]?(?:[)DPpOo](?![A-Za-z0-9])|\((?=[\s{_FULL}]|\Z))|[:;]['-][\[\]/*>3(]"
    rf"|(?<![吗嗎呢么麼吧啊呀哪谁誰何])\?\?+[{HAN}]"
    r"|(?<=[为為是用以加把按下符里裡则則])[,:;?!]+(?:[时時]|[开開][头頭]|[结結]尾|[号號键鍵]"
    r"|分[隔开開]|隔[开開]|代替|表示|[换換]成)"
)
_REACH = 34

_LINE = re.compile(r"[^\r\n]*+")
_BRACKET = re.compile(r"[()]")
# Brackets in brackets in brackets are code.
_DEEPEST = 2
_HAN = late(f"[{HAN}]")
_BESIDE_BRACKET = late(f"[{HAN}{_CHINESE_PUNCTUATION}]")
_BEFORE_SPACE = late(rf"[{HAN}{_CHINESE_PUNCTUATION}A-Za-z0-9*_~=\"']")
# The space behind the mark of a list item, a task, a heading or a callout stays.
_STRUCTURE = re.compile(
    r"(?:\A|[\r\n])[ \t>]*"
    r"(?:(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+\[.\])?|#{1,6}|\[![^\]\r\n]*\][+-]?)\Z"
)
_CODE_OR_LINK, _CODE_OR_LINK_END = ("`", "["), ("`", "]")
# An address without `https:` is a link behind a space only.
_BEHIND_SPACE = late(rf"(?!www\.)[{HAN}{_CHINESE_PUNCTUATION}A-Za-z0-9\[\]]")
# Behind the name of a function, the text of a link or a backslash; and behind `#2`.
_NOT_BEFORE_OPENING = re.compile(
    r"(?:[\]\\]|\][\r\n]+|(?<![A-Za-z0-9_])(?:[A-Za-z]|[a-z_][a-z0-9_.]{1,32}))\Z"
)
_LINE_START = re.compile(r"(?:\A|[\r\n\0])[ \t>]*(?:(?:[-*+]|#{1,6}|[0-9]{1,9}[.)])[ \t]+)?\Z")
_NOT_BEFORE_CLOSING = re.compile(r"(?:\\|(?<![^\s\0])#[0-9]*)\Z")

# What stands between two commas of one list, seen from the one and from the other.
_ITEM = rf"[^{_CHINESE_PUNCTUATION},;:?!()\[\]{{}}<>|\"`=*~\r\n\0]{{1,40}}"
_ITEM_BEFORE = late(rf"[,，（]({_ITEM})\Z")
_ITEM_BEHIND = late(rf"({_ITEM})[,，]")
_LONGEST_ITEM = 42
# What makes a list of them: `Hello, world` may be what somebody says.
_LISTED = late(rf" ?(?:[A-Z]|[0-9]+[A-Za-z]|[^{HAN}]*[{HAN}])")
_LISTED_OR_WORD = late(rf" ?(?:[A-Z]|[0-9]+[A-Za-z]|[^{HAN}]*[{HAN}]|[A-Za-z0-9.+#-]+\Z)")
_NEXT = late(rf" ?(?:[A-Z{HAN}]|[0-9]+[A-Za-z])")
_CHINESE_NEXT = late(rf" ?[{HAN}]")
_NUMBERS = re.compile("[0-9], ?[0-9]")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every mark, or run of `!` and `?`, that touches Chinese, and every pair of brackets in it."""
    prose = note.prose
    # English has many such marks, and none beside Chinese.
    if note.folded is note.text or not _HAN.search(prose):
        return
    found = [*((mark,) for mark in _marks(prose)), *_brackets(prose)]
    if not found:
        return
    tags = {tag.span.end for tag in note.tags}
    for pair in found:
        if any(
            mark.start in tags  # it would become part of the tag
            or not places(note).is_chinese(mark.start)
            or is_notation(note, mark.start)
            for mark in pair
        ):
            continue
        marks = tuple(Edit(*mark, mark.of(prose).translate(_TO_FULL)) for mark in pair)
        old = "…".join(mark.of(prose) for mark in pair)
        new = "…".join(mark.text for mark in marks)
        spaces = (Edit(*space, "") for mark in pair for space in _spaces(note, mark))
        yield Finding(
            Span(marks[0].start, marks[-1].end),
            f"half-width `{old}` beside Chinese characters: write `{new}`",
            (*marks, *spaces),
        )


def _marks(prose: str) -> Iterator[Span]:
    for mark in _SINGLE:
        loose: list[int] = []
        touching: set[int] = set()
        at = prose.find(mark)
        while at >= 0:
            run = _RUN.match(prose, at)
            start, end = span = Span(at, run.end() if run else at + 1)
            if not _touches(prose, start, end):
                loose.append(at)
            elif _is_mark(prose, span):
                touching.add(at)
                yield span
            at = prose.find(mark, end)
        if mark == "," and loose:
            yield from _listed(prose, loose, touching)


def _is_mark(prose: str, span: Span) -> bool:
    """Whether a run is punctuation, and no part of something else."""
    start, end = span
    return (
        (start == 0 or prose[start - 1] not in _SINGLE)
        and _PLAIN_RUN.fullmatch(prose, start, end) is not None
        and not _PART_WITH_AFTER.match(prose, start)
        and not _PART_WITH_BEFORE.search(prose, max(0, start - _REACH), end)
        and (prose[start] == "," or not _begins_line(prose, start))
    )


def _spaces(note: Note, mark: Span) -> Iterator[Span]:
    """The single spaces beside a mark, and within brackets: a full-width mark brings its own."""
    prose, (start, end) = note.prose, mark
    if (
        prose[start - 1 : start] == " "
        and not _STRUCTURE.search(note.text, max(0, start - _REACH), start - 1)
        and (
            (prose[start] == ")" and prose[start - 2] != " ")
            or _BEFORE_SPACE.match(prose, max(0, start - 2))
            or note.text[max(0, start - 2)] in _CODE_OR_LINK_END
        )
    ):
        yield Span(start - 1, start)
    if prose[end : end + 1] == " ":
        if prose[start] == "(":
            is_needless = prose[end + 1] != " "
        elif prose[start] == ")":
            # Behind a bracket the space may part words: `开采 (矿物) pron. 我的`.
            is_needless = _BESIDE_BRACKET.match(prose, end + 1) is not None
        else:
            is_needless = (
                _BEHIND_SPACE.match(prose, end + 1) is not None
                or note.text[end + 1 : end + 2] in _CODE_OR_LINK
            )
        if is_needless:
            yield Span(end, end + 1)


def _touches(prose: str, start: int, end: int) -> bool:
    """Whether Chinese stands on a side, with at most quotes, brackets or emphasis between."""
    if _RIGHT.match(prose, end):
        return True
    while start and prose[start - 1] in _BETWEEN:
        start -= 1
    return start > 0 and _LEFT.match(prose, start - 1) is not None


def _listed(prose: str, commas: list[int], known: set[int]) -> Iterator[Span]:
    """Those of the commas that part a list with others which touch Chinese: `known` is where
    these are. `Kite, 风筝,灯笼` has one, and so has `风筝，Kite, 灯笼`.
    """
    found = set(known)
    for at in commas:
        item = _ITEM_BEFORE.search(prose, max(0, at - _LONGEST_ITEM), at)
        if not item:
            continue
        is_chinese = _CHINESE_NEXT.match(prose, at + 1) is not None
        if item.start() in found:
            is_listed = is_chinese or bool(_LISTED.match(item[1]) and _NEXT.match(prose, at + 1))
        else:
            # `（Kite, 风筝）` is Chinese as a whole, and so is `风筝，Kite, 灯笼`.
            opens = item[0][0] == "（" or _HAN.match(prose, item.start() - 1)
            is_listed = is_chinese and item[0][0] != "," and bool(opens)
        if is_listed:
            found.add(at)
    for at in reversed(commas):
        item = _ITEM_BEHIND.match(prose, at + 1)
        end = item.end() - 1 if item else -1
        # Once there is a list, any word is one of its items.
        is_item = _LISTED if end in known else _LISTED_OR_WORD
        if item and end in found and is_item.match(item[1]):
            found.add(at)
    yield from (Span(at, at + 1) for at in found - known if not _NUMBERS.match(prose, at - 1))


def _begins_line(prose: str, start: int) -> bool:
    """Whether a mark may be one of structure, as in a definition list or `!!!`."""
    before = prose[max(0, start - _REACH) : start].rstrip(" \t>")
    return not before or before.endswith(("\n", "\r"))


def _brackets(prose: str) -> Iterator[tuple[Span, Span]]:
    """The pairs of brackets, on one line, that hold Chinese and stand in Chinese."""
    at = prose.find("(")
    while at >= 0:
        line = _LINE.match(prose, at)
        end = line.end() if line else len(prose)
        yield from _brackets_of_line(prose, at, end)
        at = prose.find("(", end)


def _brackets_of_line(prose: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """All pairs that hold Chinese, when one of them stands in Chinese."""
    opened: list[int] = []
    pairs: list[tuple[Span, Span]] = []
    is_chinese = False
    for bracket in _BRACKET.finditer(prose, start, end):
        at = bracket.start()
        if bracket[0] == "(":
            opened.append(at)
            if len(opened) > _DEEPEST:
                return
        elif opened:
            opening = opened.pop()
            if _holds_chinese(prose, opening, at):
                pairs.append((Span(opening, opening + 1), Span(at, at + 1)))
                is_chinese = is_chinese or _is_in_chinese(prose, opening, at)
    if is_chinese:
        yield from pairs


def _holds_chinese(prose: str, start: int, end: int) -> bool:
    return (
        _HAN.search(prose, start, end) is not None
        and not _NOT_BEFORE_OPENING.search(prose, max(0, start - _REACH), start)
        and not _NOT_BEFORE_CLOSING.search(prose, max(0, end - _REACH), end)
        and not is_formula(prose, start, end)
    )


def _is_in_chinese(prose: str, start: int, end: int) -> bool:
    before = prose[max(0, start - 2) : start].rstrip(" ")[-1:]
    after = prose[end + 1 : end + 3].lstrip(" ")[:1]
    if _BESIDE_BRACKET.match(before) or _BESIDE_BRACKET.match(after):
        return True
    # A mark behind the bracket becomes a full-width one if Chinese stands before the bracket.
    if after and after in _SINGLE and _HAN.match(prose, end - 1):
        return True
    is_line = after in ("", "\n", "\r")
    return is_line and _LINE_START.search(prose, max(0, start - _REACH), start) is not None


RULE = Rule(
    code="TX001",
    name="half-width-punctuation",
    scope="body",
    stage="text",
    check=check,
    fix="safe",
    reach=("width", "space"),
    marks=_MARKS,
)
