"""What CommonMark does not know: comments, templates, wikilinks, tags, bare URLs, block ids.

Every construct is looked for by `str.find` from hit to hit, over what is not code, math or HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from vaultkit.note.links import Link, find_wikilinks, from_destinations
from vaultkit.note.markdown import Body, Protected
from vaultkit.note.spans import Span
from vaultkit.note.tags import Tag, find_tags

_SPAN = attrgetter("span")
_SCHEME_END = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,19}\Z")
# A bare URL ends at the first CJK or full-width character: `https://a.b，后文` is two things.
_URL_REST = re.compile(
    '[^\\s\0<>"`|\\[\\]\u2014\u2018-\u201f\u2026\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff'
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+"
)
_URL_TAIL = "?!.,:;*_~'\\"
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]+(?=[ \t]*(?:[\r\n]|\Z))")
_CALLOUT = re.compile(r"\[![^\]\r\n]+\][+-]?")
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t>]*(?:\r\n?|\n)")


class Inline(NamedTuple):
    """What a body holds besides CommonMark; `protected` is all of both, merged and in order."""

    links: list[Link]
    tags: list[Tag]
    comments: list[Span]
    protected: list[Protected]


def scan(text: str, start: int, body: Body) -> Inline:
    """Find it all in the body that begins at offset `start`."""
    taken = _merge(body.protected)
    opaque = _Cover(taken)
    taken += _templates(text, start, opaque)
    comments = _comments(text, start, opaque)
    links = [link for link in find_wikilinks(text, start) if not opaque.covers(link.span.start)]
    for link in links:
        taken += _protect_link(text, link)
        opaque.add(link.span)
    # Tags are looked for in comments (Obsidian indexes those), but not in links or URLs.
    taken += _urls(text, start, opaque)
    tags = [tag for tag in find_tags(text, start) if not opaque.covers(tag.span.start)]
    taken += [Protected("tag", tag.span) for tag in tags]
    taken += [Protected("comment", span) for span in comments]
    taken += _marks(text, start)
    if body.destinations:
        links += from_destinations(text, body.destinations)
        links.sort(key=_SPAN)
    return Inline(links, tags, comments, _merge(taken))


class _Cover:
    """A set of offsets, as spans that are in order and disjoint."""

    def __init__(self, spans: Sequence[Protected]) -> None:
        self._starts = [span.start for _, span in spans]
        self._ends = [span.end for _, span in spans]

    def covers(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]

    def add(self, span: Span) -> None:
        """Put a span in, and make one of it and those that it touches."""
        start, end = span
        first = bisect_left(self._ends, start)
        last = bisect_right(self._starts, end)
        if first < last:
            start = min(start, self._starts[first])
            end = max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]


def _merge(spans: Iterable[Protected]) -> list[Protected]:
    """The spans in order and disjoint.

    Where two overlap, the one that starts first goes on; of two that start together, the longer.
    """
    merged: list[Protected] = []
    covered = 0
    for found in sorted(spans, key=_SPAN):
        start, end = found.span
        if end <= covered or start == end:
            continue
        if start < covered:
            if merged[-1].span.start == start:
                merged.pop()
            else:
                found = Protected(found.kind, Span(covered, end))
        merged.append(found)
        covered = end
    return merged


def _templates(text: str, start: int, opaque: _Cover) -> list[Protected]:
    found = []
    at = text.find("<%", start)
    while at >= 0:
        end = text.find("%>", at + 2)
        if end < 0:
            break
        if not opaque.covers(at):
            span = Span(at, end + 2)
            found.append(Protected("template", span))
            opaque.add(span)
        at = text.find("<%", end + 2)
    return found


def _comments(text: str, start: int, opaque: _Cover) -> list[Span]:
    """`%% … %%`: from the start of a line it may hold blank lines, inside a line it may not."""
    marks = []
    at = text.find("%%", start)
    while at >= 0:
        if not opaque.covers(at):
            marks.append(at)
        at = text.find("%%", at + 2)
    comments = []
    index = 0
    while index + 1 < len(marks):
        opening, closing = marks[index], marks[index + 1]
        line_start = max(text.rfind("\n", start, opening) + 1, start)
        at_line_start = not text[line_start:opening].strip(" \t>")
        if at_line_start or not _BLANK_LINE.search(text, opening, closing):
            comments.append(Span(opening, closing + 2))
            index += 2
        else:
            index += 1
    return comments


def _protect_link(text: str, link: Link) -> list[Protected]:
    """All of a link but its display text, which is prose."""
    kind, (start, end) = link.kind, link.span
    if kind == "embed" or not link.display:
        return [Protected(kind, link.span)]
    # A pipe directly behind the brackets is part of the target.
    display = text.index("|", start + 3) + 1
    return [Protected(kind, Span(start, display)), Protected(kind, Span(end - 2, end))]


def _urls(text: str, start: int, opaque: _Cover) -> list[Protected]:
    found = []
    at = text.find("://", start)
    while at >= 0:
        end = at + 3
        if not opaque.covers(at):
            scheme = _SCHEME_END.search(text[max(start, at - 20) : at])
            rest = _URL_REST.match(text, end)
            if scheme and rest:
                end = _url_end(text, end, rest.end())
                span = Span(at - len(scheme[0]), end)
                found.append(Protected("url", span))
                opaque.add(span)
        at = text.find("://", end)
    return found


def _url_end(text: str, start: int, end: int) -> int:
    # As in GFM's autolinks: final punctuation and an unmatched closing bracket are not the URL's.
    while end > start:
        last = text[end - 1]
        if last in _URL_TAIL or (
            last == ")" and text.count(")", start, end) > text.count("(", start, end)
        ):
            end -= 1
        else:
            break
    return end


def _marks(text: str, start: int) -> list[Protected]:
    """Block ids, callout types, and the `::` of Dataview fields."""
    found = []
    at = text.find("^", start)
    while at >= 0:
        is_first = at == start or text[at - 1].isspace()
        if is_first and (block_id := _BLOCK_ID.match(text, at)):
            found.append(Protected("block id", Span(*block_id.span())))
        at = text.find("^", at + 1)
    at = text.find("[!", start)
    while at >= 0:
        line_start = max(text.rfind("\n", start, at) + 1, start)
        before = text[line_start:at]
        if ">" in before and not before.strip(" \t>") and (callout := _CALLOUT.match(text, at)):
            found.append(Protected("callout", Span(*callout.span())))
        at = text.find("[!", at + 2)
    at = text.find("::", start)
    while at >= 0:
        found.append(Protected("field", Span(at, at + 2)))
        at = text.find("::", at + 2)
    return found
