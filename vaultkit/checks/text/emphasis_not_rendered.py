"""TX010 emphasis-not-rendered: `**` that Chinese punctuation keeps from making text bold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import emphasis, readings
from vaultkit.note.emphasis import Passage
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.readings import Emphasised, Letters
from vaultkit.note.sentences import has_kana
from vaultkit.note.spans import Edit, Span, apply

_UNSURE = "see which marks belong together"
_LOOKS = {"**": "in bold", "***": "in bold", "~~": "struck through"}
_HAN = late(f"[{HAN}]")
_LETTER = re.compile(r"[^\W_]")
_MARK = re.compile(r"\*+|~+")
_CHINESE = late(f"[{HAN}。，、；：！？]")
# Before the closing mark. Half-width ones belong to the text around where that is Chinese.
_TRAILING = late(
    rf"(?:[。，、；：！？…]+|(?<=[{HAN}])(?:[,:;]|[!?]+)|[,:;](?=[*~]+[{HAN}]))(?=(?:\*+|~+).?\Z)"
)
# As long as two sentences that are meant to be bold may be.
_LONGEST = 40
_STOP = re.compile(r"[。！？]")
# Behind the name of a control or of a place on the screen, which ends in marks of its own.
_IS_NAMED = late(
    r"(?<=[。！？…][*~]{2})旁"
    r"|(?<=…[*~]{2})(?:[选選][项項单單]|菜单|按[钮鈕]|命令|[标標][签籤]|字段|[栏欄]|[图圖][标標])"
)
_PAIRS = dict(zip('《〈「『【〔（“‘"', '》〉」』】〕）”’"', strict=True))
# What text may begin with behind a mark, besides brackets and symbols. The second name of
# `王**，李**` begins with none of it.
_BEGINS = re.compile(r"[\\\"'`#@!-]|[%./&][0-9A-Za-z]|[…—]+\w{2}")
_OPENS = ("Ps", "Pi", "Sc", "Sm", "So")


class _Bold(NamedTuple):
    """Emphasis that was meant: the offsets of its two marks, and which of them do nothing."""

    opening: Span
    closing: Span
    cannot_open: bool
    cannot_close: bool


class _Found(NamedTuple):
    """A pair that is not shown, how it would look, what helps, and the edits that do it."""

    span: Span
    looks: str
    advice: str
    edits: list[Edit]


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every pair of marks that CommonMark does not show as emphasis."""
    offsets = emphasis.doubtful(note)
    if not offsets or note.script.kind == "ja":
        return
    for passage in emphasis.passages(note, offsets):
        if not has_kana(passage.prose):
            yield from _of_passage(passage)


def _of_passage(passage: Passage) -> Iterator[Finding]:
    at, source, _ = passage
    made: list[Edit] = []
    meant = readings.emphasised(source, readings.meant(source))
    for spans in readings.pairs(source):
        found = _of_line(passage, spans, made, meant)
        fixes = [edit for *_, edits in found for edit in edits]
        is_proven = _is_proven(source, spans, made, fixes)
        made += fixes if is_proven else []
        for span, looks, advice, edits in found:
            if not is_proven:
                edits, advice = [], _UNSURE
            yield Finding(
                Span(at + span.start, at + span.end),
                f"`{_clip(span.of(source))}` is not shown {looks} here: {advice}",
                tuple(Edit(at + edit.start, at + edit.end, edit.text) for edit in edits),
            )


def _of_line(
    passage: Passage, spans: list[Span], made: list[Edit], meant: set[Emphasised]
) -> list[_Found]:
    """What is not shown in a line, each with the first of its fixes by which it is: none where
    the amended reading does not have it either.
    """
    source = passage.source
    shown = readings.shown(apply(source, made))
    found = []
    for span in spans:
        bold = _read(source, span)
        wanted = readings.emphasised(source, [span])
        if wanted <= shown or not _is_certain(source, bold):
            continue
        advice, edits = "write it in another way", list[Edit]()
        attempts: Iterable[tuple[list[Edit], str]] = ()
        if not wanted <= meant:
            advice = _UNSURE
        elif _is_long(source[bold.opening.end : bold.closing.start]):
            advice = "see if a mark is missing in it"
        else:
            attempts = _attempts(passage, bold)
        for attempt, how in attempts:
            now = readings.shown(apply(source, [*made, *attempt]))
            if wanted <= now:
                made = [*made, *attempt]
                edits, advice, shown = attempt, how, now
                break
        found.append(_Found(span, _LOOKS[bold.opening.of(source)], advice, edits))
    return found


def _is_proven(source: str, spans: list[Span], made: list[Edit], fixes: list[Edit]) -> bool:
    """Whether only pairs become emphasis, and none is left in the line that is no pair.

    What was emphasised stays so, but for what was paired the wrong way where all comes right.
    """
    before, after = (readings.shown(apply(source, edits)) for edits in (made, [*made, *fixes]))
    wanted = readings.emphasised(source, spans)
    start, end = Letters(source).of(Span(spans[0].start, max(span.end for span in spans)))
    wrong = {
        one
        for one in (before | after) - wanted
        if one.mark in ("**", "~~") and one.letters.start < end and one.letters.end > start
    }
    gone = before - after
    return (
        after - before <= wanted
        and gone <= wrong
        and not wrong & after
        and (not gone or wanted <= after)
    )


def _read(source: str, span: Span) -> _Bold:
    mark = _MARK.match(source, span.start)
    assert mark
    starts, ends = Span(*mark.span()), Span(span.end - len(mark[0]), span.end)
    return _Bold(
        starts,
        ends,
        not emphasis.can_open(*emphasis.neighbours(source, *starts)),
        not emphasis.can_open(*reversed(emphasis.neighbours(source, *ends))),
    )


def _is_certain(source: str, bold: _Bold) -> bool:
    """Whether a person would call it bold: stars may also hide a name, or stand for a power."""
    content = source[bold.opening.end : bold.closing.start]
    # Where a space keeps it from being bold, another rule deletes that.
    if not (bold.cannot_open or bold.cannot_close) or content != content.strip():
        return False
    if not _LETTER.search(content) or not _CHINESE.search(source):
        return False
    before, first = emphasis.neighbours(source, *bold.opening)
    last, behind = emphasis.neighbours(source, *bold.closing)
    if bold.cannot_open and not (_is_beside_chinese(before, first) and _begins(content)):
        return False
    # `**1.**A` is bold, and in `2**(3)**4` nothing is.
    is_name = behind.isascii() and not (before.isascii() and before.isalnum())
    return not bold.cannot_close or is_name or _is_beside_chinese(behind, last)


def _begins(content: str) -> bool:
    return unicodedata.category(content[0]) in _OPENS or _BEGINS.match(content) is not None


def _is_beside_chinese(outside: str, inside: str) -> bool:
    is_wide = not inside.isascii() and emphasis.is_punctuation(inside)
    return is_wide or _HAN.match(outside) is not None


def _is_long(content: str) -> bool:
    """Whether a stop stands in the middle of so much text that a mark may be lost in it."""
    return len(content) > _LONGEST and _STOP.search(content, 0, len(content) - 2) is not None


def _attempts(passage: Passage, bold: _Bold) -> Iterator[tuple[list[Edit], str]]:
    """The fixes to try, and in words what each does: marks outside, a pair outside, a space."""
    _, source, prose = passage
    (start, inner), (end, behind) = bold.opening, bold.closing
    mark = bold.opening.of(source)
    is_named = _IS_NAMED.match(source, behind) is not None
    moves = bold.cannot_close and not is_named
    trailing = _TRAILING.search(prose, inner, behind + 1) if moves else None
    moved = trailing[0] if trailing else ""
    content_end = end - len(moved)
    outward = [Edit(content_end, behind, mark + moved)] if moved else []
    if moved:
        yield outward, f"put `{moved}` behind the `{mark}`"
    if pair := _pair(prose[inner:content_end]):
        opening, closing = pair[0], pair[1]
        swap = [
            Edit(start, inner + 1, opening + mark),
            Edit(content_end - 1, behind, mark + closing + moved),
        ]
        yield swap, f"put `{opening}` and `{closing}` outside the `{mark}`"
    spaces = [Edit(start, start, " ")] if bold.cannot_open else []
    if bold.cannot_close and not moved:
        spaces.append(Edit(behind, behind, " "))
    if spaces:
        yield [*spaces, *outward], f"put a space outside the `{mark}`"


def _pair(content: str) -> str:
    """The two characters that a text stands between, if they belong together."""
    opening, closing = content[:1], content[-1:]
    inside = content[1:-1]
    if _PAIRS.get(opening) != closing or not _LETTER.search(inside):
        return ""
    depth = 0
    for character in inside if opening != closing else "":
        depth += (character == opening) - (character == closing)
        if depth < 0:
            return ""
    return "" if depth or (opening == closing and opening in inside) else opening + closing


def _clip(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:14]}…{line[-14:]}"


RULE = Rule(
    code="TX010",
    name="emphasis-not-rendered",
    scope="body",
    stage="emphasis",
    check=check,
    fix="safe",
    reach=("emphasis", "space"),
)
