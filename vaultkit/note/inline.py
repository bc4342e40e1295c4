"""What CommonMark does not know: comments, templates, wikilinks, tags, bare URLs, block ids.

Every construct is looked for by `str.find` from hit to hit, over what is not code, math or HTML,
in the folded text (`source.fold`), where that takes a tenth of the time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import NamedTuple

from vaultkit.note.links import Link, find_wikilinks, from_destinations
from vaultkit.note.markdown import Body, Taken
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span
from vaultkit.note.tags import Tag, find_tags

_SPAN = attrgetter("span")
_START = itemgetter(0)
_SCHEME_END = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,19}\Z")
# A bare URL ends at the first CJK or full-width character: `https://a.b，后文` is two things.
_URL_REST = late(
    '[^\\s\0<>"`|\\[\\]\u2014\u2018-\u201f\u2026\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff'
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+"
)
_URL_TAIL = "?!.,:;*_~'\\"
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]+(?=[ \t]*(?:[\r\n]|\Z))")
_CALLOUT = re.compile(r"\[![^\]\r\n]+\][+-]?")
_TEMPLATE_FIELD = re.compile(r"\{\{[^{}\r\n]*+\}\}")
_FORMULA_MARK = re.compile(r"\$\$[ \t]*(?=[\r\n]|\Z)")
_LINE_OUTSIDE_QUOTE = re.compile(r"[\r\n](?![ \t]*>)")
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t>]*(?:\r\n?|\n)")


class Inline(NamedTuple):
    """What a body holds besides CommonMark.

    `taken` is all that is not prose, what CommonMark knows included, in order and disjoint.
    """

    links: list[Link]
    tags: list[Tag]
    comments: list[Span]
    taken: list[Taken]


def scan(text: str, folded: str, start: int, body: Body) -> Inline:
    """Find it all in the body that begins at offset `start`.

    `folded` is the text as `source.fold` makes it: every sign is in ASCII, and is looked for there.
    """
    taken = sorted(body.taken)
    opaque = _Cover(taken)
    if found := _templates(folded, start, opaque) + _formulas(folded, start, opaque):
        taken = sorted(taken + found)
        opaque = _Cover(taken)
    comments = _comments(folded, start, opaque)
    links = [link for link in find_wikilinks(text, start) if not opaque.covers(link.span.start)]
    if links:
        opaque = _Cover([(*link.span, link.kind) for link in links], opaque)
        for link in links:
            taken += _without_display(folded, link)
    taken += _urls_and_fields(text, folded, start, opaque)
    # Tags are looked for in comments too: Obsidian indexes those.
    tags = [tag for tag in find_tags(text, folded, start) if not opaque.covers(tag.span.start)]
    taken += [(*tag.span, "tag") for tag in tags]
    taken += [(*span, "comment") for span in comments]
    taken += _marks(text, folded, start)
    if body.destinations:
        links += from_destinations(text, body.destinations)
        links.sort(key=_SPAN)
    return Inline(links, tags, comments, _disjoint(taken))


class _Cover:
    """What some spans cover, and what `others` do; the spans are in order and may overlap."""

    def __init__(self, spans: Iterable[Taken], others: _Cover | None = None) -> None:
        self._starts = [start for start, _, _ in spans]
        # How far the spans reach that start here or before.
        self._reach = list(accumulate([end for _, end, _ in spans], max))
        self._others = others

    def covers(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset)
        if index > 0 and offset < self._reach[index - 1]:
            return True
        return self._others is not None and self._others.covers(offset)


def _disjoint(spans: list[Taken]) -> list[Taken]:
    """The spans in order and disjoint.

    Where two overlap, the one that starts first goes on; of two that start together, the longer.
    """
    disjoint: list[Taken] = []
    covered = 0
    for span in sorted(spans, key=_START):
        start, end, kind = span
        if start < covered:
            if end <= covered:
                continue
            if disjoint[-1][0] == start:
                disjoint.pop()
            else:
                span = (covered, end, kind)
        if start < end:
            disjoint.append(span)
            covered = end
    return disjoint


def _hits(folded: str, sign: str, start: int, rare: int = 0) -> Iterator[int]:
    """Where a sign stands, from `start` on.

    Looking for one character is many times as fast as looking for two: `rare` says which of the
    sign's characters is the rarest.
    """
    mark = sign[rare]
    found = folded.find(mark, start + rare)
    while found >= 0:
        at = found - rare
        if folded.startswith(sign, at):
            yield at
            found += len(sign) - 1
        found = folded.find(mark, found + 1)


def _templates(folded: str, start: int, opaque: _Cover) -> list[Taken]:
    found = []
    end = start
    for at in _hits(folded, "<%", start):
        if at >= end:
            end = folded.find("%>", at + 2) + 2
            if end < 2:
                break
            if not opaque.covers(at):
                found.append((at, end, "template"))
    # Obsidian's own: `{{date:YYYY年,MM月}}`, on one line.
    found += [
        (at, field.end(), "template")
        for at in _hits(folded, "{{", start)
        if (field := _TEMPLATE_FIELD.match(folded, at)) and not opaque.covers(at)
    ]
    return found


def _formulas(folded: str, start: int, opaque: _Cover) -> list[Taken]:
    """`$$ … $$` with blank lines in it, each mark alone in its line, both in the same quote."""
    found: list[Taken] = []
    opening, depth = -1, 0
    for at in _hits(folded, "$$", start):
        if opaque.covers(at) or not _FORMULA_MARK.match(folded, at):
            continue
        before = _before_in_line(folded, start, at)
        if before.strip(" \t>"):
            continue
        is_closing = opening >= 0 and depth == before.count(">")
        if is_closing and not (depth and _LINE_OUTSIDE_QUOTE.search(folded, opening, at)):
            found.append((opening, at + 2, "math"))
            opening = -1
        else:
            opening, depth = at, before.count(">")
    return found


def _comments(folded: str, start: int, opaque: _Cover) -> list[Span]:
    """`%% … %%`: from the start of a line it may hold blank lines, inside a line it may not."""
    marks = [at for at in _hits(folded, "%%", start) if not opaque.covers(at)]
    comments = []
    index = 0
    while index + 1 < len(marks):
        opening, closing = marks[index], marks[index + 1]
        is_first = not _before_in_line(folded, start, opening).strip(" \t>")
        if is_first or not _BLANK_LINE.search(folded, opening, closing):
            comments.append(Span(opening, closing + 2))
            index += 2
        else:
            index += 1
    return comments


def _before_in_line(folded: str, start: int, at: int) -> str:
    """What stands before an offset in its line, the last hundred characters of it."""
    return folded[max(start, at - 100) : at].replace("\r", "\n").rpartition("\n")[2]


def _without_display(folded: str, link: Link) -> list[Taken]:
    """All of a link but its display text, which is prose."""
    start, end = link.span
    if link.kind == "embed" or not link.display:
        return [(start, end, link.kind)]
    # A pipe at the start of the target is part of it.
    display = folded.index("|", link.target_span.start + 1) + 1
    return [(start, display, link.kind), (end - 2, end, link.kind)]


def _urls_and_fields(text: str, folded: str, start: int, opaque: _Cover) -> list[Taken]:
    """Bare URLs, and the `::` of Dataview fields: what a colon may be the start of."""
    found = []
    end = start
    at = folded.find(":", start)
    while at >= 0:
        if folded.startswith("://", at) and at >= end and not opaque.covers(at):
            scheme = _SCHEME_END.search(text[max(start, at - 20) : at])
            if scheme and (rest := _URL_REST.match(text, at + 3)):
                end = at + 3 + len(_without_tail(rest[0]))
                found.append((at - len(scheme[0]), end, "url"))
        elif folded.startswith("::", at):
            found.append((at, at + 2, "field"))
            at += 1
        at = folded.find(":", at + 1)
    return found


def _without_tail(address: str) -> str:
    """An address without final punctuation and unmatched closing brackets, as in GFM."""
    end = len(address)
    unmatched = address.count(")") - address.count("(")
    while end > 0:
        if address[end - 1] == ")" and unmatched > 0:
            unmatched -= 1
        elif address[end - 1] not in _URL_TAIL:
            break
        end -= 1
    return address[:end]


def _marks(text: str, folded: str, start: int) -> list[Taken]:
    """Block ids and callout types."""
    found = []
    for at in _hits(folded, "^", start):
        # Obsidian's own help has ids directly behind an embed.
        is_first = at == start or text[at - 1].isspace() or text.startswith("]]", at - 2)
        if is_first and (block_id := _BLOCK_ID.match(text, at)):
            found.append((at, block_id.end(), "block id"))
    for at in _hits(folded, "[!", start, rare=1):
        before = _before_in_line(folded, start, at)
        is_first = ">" in before and not before.strip(" \t>")
        if is_first and (callout := _CALLOUT.match(folded, at)):
            found.append((at, callout.end(), "callout"))
    return found
