"""TX013 quotes: straight quotes beside Chinese, and two styles of quotes in one note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Span, is_covered

_QUOTE = re.compile("[“”「」『』《》\r\n]")
_CLOSING = {"“": "”", "「": "」", "『": "』", "《": "》"}
_QUOTATION = re.compile(r"[ \t>]*")
_STRAIGHT = late(r'(["＂])([^"＂\r\n]*)\1')
# One of a pair alone: none stands before it in its line, and nothing else ends the pair.
_HALF_STRAIGHT = late(r'(?<!“)“([^“”"\r\n]+)"(?=[^"“”\r\n]*(?:[“\r\n]|\Z))')
# Chinese at an end of what is quoted; an attribute (`="`) and data (`"a": "灯"`) are no text.
_CHINESE = late(f"[{HAN}]|.*[{HAN}]\\Z")
_DATA_BEFORE = re.compile(r"(?:[={\[:\\\"] ?| -{1,2}[a-z]+ )\Z")
_DATA_BEHIND = late(rf':(?![{HAN}])|[\]}}/>"]')

_REACH = 12


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """At most one finding of each kind, at the first place of it."""
    prose = note.prose
    has_straight = prose.find('"', note.body_start) >= 0 or "＂" in prose
    if has_straight and (straight := [*_straight(note), *_half_straight(note)]):
        first = straight[0]
        count = f"{len(straight)} pairs of" if len(straight) > 1 else "a pair of"
        where = "beside Chinese" if len(straight) == 1 else "beside Chinese, here the first"
        yield Finding(first, f"{count} straight quotes {where}: write `“…”` or `「…」`")
    if "「" in prose and "“" in prose:
        yield from _mixed(note)


def _straight(note: Note) -> Iterator[Span]:
    """The pairs of straight quotes that hold Chinese at one end."""
    prose = note.prose
    for found in _STRAIGHT.finditer(prose, note.body_start):
        start, end = found.span()
        if (
            _CHINESE.match(found[2])
            and not _DATA_BEFORE.search(prose, max(0, start - _REACH), start)
            and not _DATA_BEHIND.match(prose, end)
            and places(note).is_chinese(start + 1)
        ):
            yield Span(start, end)


def _half_straight(note: Note) -> Iterator[Span]:
    """The pairs of which only the end is straight."""
    prose = note.prose
    for found in _HALF_STRAIGHT.finditer(prose, note.body_start):
        start, end = found.span()
        if (
            _CHINESE.match(found[1])
            and prose.rfind('"', prose.rfind("\n", 0, start) + 1, start) < 0
            and places(note).is_chinese(start + 1)
        ):
            yield Span(start, end)


def _mixed(note: Note) -> Iterator[Finding]:
    pairs = _outer(note)
    rare, usual = sorted(("“”", "「」"), key=lambda style: len(pairs.get(style, ())))
    if pairs.get(rare):
        counts = f"{len(pairs[usual])} × `{usual}` and {len(pairs[rare])} × `{rare}`"
        yield Finding(pairs[rare][0], f"quotes in two styles, {counts}: use one of them")


def _outer(note: Note) -> dict[str, list[Span]]:
    """The pairs of each style that stand in no others.

    What the note quotes has the style of its source: pairs in titles and the texts of links are
    left out, and those in quotations unless there are no others.
    """
    prose = note.prose
    links = [link.span for link in note.links]
    # By how many quotations they stand in.
    levels: dict[int, dict[str, list[Span]]] = {}
    opened: list[tuple[str, int]] = []
    level = _level(prose, note.body_start)
    for found in _QUOTE.finditer(prose, note.body_start):
        mark, at = found[0], found.start()
        if mark in "\r\n":
            opened = []
            level = _level(prose, at + 1)
        elif mark in _CLOSING:
            opened.append((mark, at))
        elif opened and _CLOSING[opened[-1][0]] == mark:
            opening, start = opened.pop()
            # Quotes directly around others, or a title, follow from what they hold.
            is_own = (
                not opened
                and at > start + 1
                and opening != "《"
                and prose[start + 1] not in _CLOSING
                and not is_covered(start, links)
            )
            if is_own and places(note).is_chinese(start):
                pairs = levels.setdefault(level, {})
                pairs.setdefault(opening + mark, []).append(Span(start, at + 1))
    return levels[min(levels)] if levels else {}


def _level(prose: str, line: int) -> int:
    marks = _QUOTATION.match(prose, line)
    return marks[0].count(">") if marks else 0


RULE = Rule(
    code="TX013",
    name="quotes",
    scope="body",
    stage="text",
    check=check,
)
