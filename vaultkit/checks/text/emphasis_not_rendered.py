"""TX010 emphasis-not-rendered: `**` that Chinese punctuation keeps from making text bold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import emphasis
from vaultkit.note.emphasis import Letters, Passage
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.script import HAN
from vaultkit.note.sentences import has_kana
from vaultkit.note.spans import Edit, Span, apply

_LOOKS = {"**": "in bold", "***": "in bold", "~~": "struck through"}
_HAN = late(f"[{HAN}]")
_LETTER = re.compile(r"[^\W_]")
_RUN = re.compile(r"\*+|~+")
_TRAILING = re.compile(r"[。，、；：！？…]+\Z")
# Behind the name of a control or of a place on the screen, which ends in marks of its own.
_IS_NAMED = late(
    r"(?<=[。！？…][*~]{2})旁"
    r"|(?<=…[*~]{2})(?:[选選][项項单單]|菜单|按[钮鈕]|命令|[标標][签籤]|字段|[栏欄]|[图圖][标標])"
)
_PAIRS = dict(zip('《〈「『【〔（“‘"', '》〉」』】〕）”’"', strict=True))
# What text may begin with behind a mark: what opens something, and signs of ASCII that do.
_BEGINS = "\"'`[<$#@!+-"


class _Bold(NamedTuple):
    """Emphasis that was meant: the offsets of its two marks, and which of them do nothing."""

    opening: Span
    closing: Span
    cannot_open: bool
    cannot_close: bool


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every emphasis of the amended reading that CommonMark does not show."""
    offsets = emphasis.doubtful(note)
    if not offsets or note.script.kind == "ja":
        return
    for passage in emphasis.passages(note, offsets):
        if not has_kana(passage.prose):
            yield from _of_passage(passage)


def _of_passage(passage: Passage) -> list[Finding]:
    start, source, _ = passage
    meant = emphasis.meant(source)
    letters = Letters(source)
    wanted = {letters.of(span) for span in meant}
    at_first = shown = emphasis.letters_rendered(source)
    made: list[Edit] = []
    findings = []
    for span in meant:
        bold = _read(source, span)
        if letters.of(span) in shown or not bold or not _is_certain(source, bold):
            continue
        mark, text = bold.opening.of(source), source[bold.opening.start : bold.closing.end]
        edits, advice = [], "write it in another way"
        # What else is wrong in `**灯****。**` and `**灯 ** 塔，**` only a person sees.
        for attempt, how in () if text.count(mark) > 2 else _attempts(passage, bold):
            now = emphasis.letters_rendered(apply(source, [*made, *attempt]))
            if wanted.intersection(shown) < wanted.intersection(now):
                made += attempt
                edits, advice, shown = attempt, how, now
                break
        findings.append(
            Finding(
                Span(start + bold.opening.start, start + bold.closing.end),
                f"`{_clip(text)}` is not shown {_LOOKS[mark]} here: {advice}",
                tuple(Edit(start + edit.start, start + edit.end, edit.text) for edit in edits),
            )
        )
    if not (len(at_first) <= len(shown) and len(set(shown)) <= len(wanted.union(at_first))):
        for finding in findings:
            finding.edits = ()
    return findings


def _read(source: str, span: Span) -> _Bold | None:
    """The marks of an emphasis; None where they are not alike, or of a kind that is not read."""
    opening = _RUN.match(source, span.start)
    closing = source[: span.end]
    closing = closing[len(closing.rstrip(closing[-1:])) :]
    if not opening or opening[0] != closing or closing not in _LOOKS:
        return None
    ends = Span(span.end - len(closing), span.end)
    starts = Span(*opening.span())
    if source[ends.end : ends.end + 1] == closing[0] or starts.end >= ends.start:
        return None
    return _Bold(
        starts,
        ends,
        not emphasis.can_open(*emphasis.neighbours(source, *starts)),
        not emphasis.can_open(*reversed(emphasis.neighbours(source, *ends))),
    )


def _is_certain(source: str, bold: _Bold) -> bool:
    """Whether a person would call it bold: stars may also hide a name, or stand for a power."""
    content = source[bold.opening.end : bold.closing.start]
    if not (bold.cannot_open or bold.cannot_close) or not _LETTER.search(content):
        return False
    is_chinese = _HAN.search(source, max(0, bold.opening.start - 1), bold.closing.end + 1)
    if not is_chinese and not _TRAILING.search(content):
        return False
    if bold.cannot_open:
        outside, inside = emphasis.neighbours(source, *bold.opening)
        if not (_is_beside_chinese(outside, inside) and _begins(inside)):
            return False
    if bold.cannot_close:
        inside, outside = emphasis.neighbours(source, *bold.closing)
        if not _is_beside_chinese(outside, inside) or unicodedata.category(inside) in ("Ps", "Pi"):
            return False
    return True


def _begins(character: str) -> bool:
    return character in _BEGINS or unicodedata.category(character) in ("Ps", "Pi")


def _is_beside_chinese(outside: str, inside: str) -> bool:
    is_wide = unicodedata.east_asian_width(inside) in ("W", "F")
    return (is_wide and emphasis.is_punctuation(inside)) or _HAN.match(outside) is not None


def _attempts(passage: Passage, bold: _Bold) -> Iterator[tuple[list[Edit], str]]:
    """The fixes to try, and in words what each does: marks outside, a pair outside, a space."""
    _, source, prose = passage
    (start, inner), (end, behind) = bold.opening, bold.closing
    mark = bold.opening.of(source)
    is_named = _IS_NAMED.match(source, behind) is not None
    moves = bold.cannot_close and not is_named
    trailing = _TRAILING.search(prose, inner, end) if moves else None
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
