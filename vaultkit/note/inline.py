"""What CommonMark does not know: comments, templates, wikilinks, tags, bare URLs, block ids.

Every construct is looked for by `str.find` from hit to hit, over what is not code, math or HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from vaultkit.note.links import Link, find_wikilinks, from_destination
from vaultkit.note.markdown import Body, Protected
from vaultkit.note.spans import Span
from vaultkit.note.tags import Tag, find_tags

_SCHEME_END = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,19}\Z")
# A bare URL ends at the first CJK or full-width character: `https://a.b，后文` is two things.
_URL_REST = re.compile(
    "[^\\s\0<>\"`|\\[\\]\u2014\u2018-\u201f\u2026\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
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
    taken = list(body.protected)
    opaque = _Cover(taken)
    taken += (found := _templates(text, start, opaque))
    opaque = opaque.plus(found)
    comments = _comments(text, start, opaque)
    links = [link for link in find_wikilinks(text, start) if not opaque.covers(link.span.start)]
    for link in links:
        taken += _protect_link(text, link)
    # Tags are looked for in comments (Obsidian indexes those), but not in links or URLs.
    opaque = opaque.plus(Protected("wikilink", link.span) for link in links)
    taken += (found := _urls(text, start, opaque))
    opaque = opaque.plus(found)
    tags = [tag for tag in find_tags(text, start) if not opaque.covers(tag.span.start)]
    taken += [Protected("tag", tag.span) for tag in tags]
    taken += [Protected("comment", span) for span in comments]
    taken += _marks(text, start)
    for destination in body.destinations:
        if link := from_destination(text, destination):
            links.append(link)
    links.sort(key=lambda link: link.span)
    return Inline(links, tags, comments, _merge(taken))


class _Cover:
    """A set of spans that can say whether an offset lies in one of them."""

    def __init__(self, spans: Iterable[Protected]) -> None:
        self._spans = _merge(list(spans))
        self._starts = [span.start for _, span in self._spans]

    def covers(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._spans[index].span.end

    def plus(self, spans: Iterable[Protected]) -> _Cover:
        more = list(spans)
        return _Cover([*self._spans, *more]) if more else self


def _merge(spans: list[Protected]) -> list[Protected]:
    """The spans in order and disjoint; where two overlap, the one that starts first goes on."""
    spans.sort(key=lambda found: (found.span.start, -found.span.end))
    merged: list[Protected] = []
    end = 0
    for found in spans:
        span = found.span
        if span.start >= end:
            if span.end > span.start:
                merged.append(found)
                end = span.end
        elif span.end > end:
            merged.append(Protected(found.kind, Span(end, span.end)))
            end = span.end
    return merged


def _templates(text: str, start: int, opaque: _Cover) -> list[Protected]:
    found = []
    at = text.find("<%", start)
    while at >= 0:
        end = text.find("%>", at + 2)
        if end < 0:
            break
        if not opaque.covers(at):
            found.append(Protected("template", Span(at, end + 2)))
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
    if link.kind == "embed" or not link.display:
        return [Protected(link.kind, link.span)]
    display = text.index("|", link.target_span.start) + 1
    return [
        Protected(link.kind, Span(link.span.start, display)),
        Protected(link.kind, Span(link.span.end - 2, link.span.end)),
    ]


def _urls(text: str, start: int, opaque: _Cover) -> list[Protected]:
    found = []
    at = text.find("://", start)
    while at >= 0:
        scheme = _SCHEME_END.search(text[max(start, at - 20) : at])
        rest = _URL_REST.match(text, at + 3)
        end = at + 3
        if scheme and rest and not opaque.covers(at):
            end = _url_end(text, at + 3, rest.end())
            found.append(Protected("url", Span(at - len(scheme[0]), end)))
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
        if at == start or text[at - 1].isspace():
            if block_id := _BLOCK_ID.match(text, at):
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
