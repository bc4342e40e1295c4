"""Blocks, headings and the spans that pulldown-cmark finds: code, math, HTML, links, images.

What CommonMark does not know (wikilinks, tags, comments …) is found in `inline.py` over what is
left here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

import msgspec

from vaultkit.note.spans import Span, span_of

# Where an event's source starts and ends, in bytes.
_Place = Mapping[str, int]


class Block(msgspec.Struct, frozen=True, gc=False):
    """A block: paragraph, heading, code, html, table, quote, list, item, footnote or rule.

    `level` is 1 to 6 for a heading, else 0.
    """

    kind: str
    span: Span
    level: int = 0


class Destination(msgspec.Struct, frozen=True, gc=False):
    """A Markdown link or image: all of it, its text, and its destination as written.

    `destination` is empty where the link takes it from a reference definition.
    """

    span: Span
    text: Span
    destination: Span
    is_image: bool


# A span that is not prose, as start, end and what it is. A note has many, and only their offsets
# are needed as a rule: plain tuples cost a fifth of named ones.
Taken = tuple[int, int, str]


class Body:
    """What CommonMark says of a note's body, in document order.

    `taken` are the spans that are not prose; `destinations` the links and images; `hard_breaks`
    the line breaks made by two spaces or a backslash.
    """

    def __init__(
        self, text: str, start: int, source: str, characters: Sequence[int] | None
    ) -> None:
        """`source` is parsed in the place of `text[start:]`.

        `characters` has, for each byte of `source`, how many characters stand before it; without
        it every byte is one character.
        """
        self._text = text
        self._base = start
        self._characters = characters
        self.taken: list[Taken] = []
        self.destinations: list[Destination] = []
        self.hard_breaks: list[Span] = []
        self._starts: list[tuple[Any, _Place]] = []
        self._collect(source)
        if "]:" in source and _DEFINITION.search(source):
            for definition in _parser().reference_definitions(source).values():
                self.taken.append((*self._range(definition["span"]), "definition"))

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks, containers before what they hold; made only where a rule asks for them."""
        blocks = []
        for event, place in self._starts:
            # A rule is no start of anything: its event is its name.
            started: Any = event if isinstance(event, str) else event["Start"]
            name = started if isinstance(started, str) else next(iter(started))
            if kind := _BLOCKS.get(name):
                level = int(started[name]["level"][1]) if name == "Heading" else 0
                blocks.append(Block(kind, Span(*self._range(place)), level))
        return blocks

    @cached_property
    def headings(self) -> list[Block]:
        """The headings among the blocks, without making the others."""
        return [
            Block("heading", span, int(details["level"][1]))
            for span, details in self._named("Heading")
        ]

    @cached_property
    def tables(self) -> list[Span]:
        """Where the tables are, without making the other blocks."""
        return [span for span, _ in self._named("Table")]

    @property
    def emphases(self) -> list[Span]:
        """What is bold, italic or struck through, marks included, outer before inner.

        Only as good as the text that was parsed: of a folded one it is more than is shown.
        """
        spans = []
        for event, place in self._starts:
            started = event["Start"] if event.__class__ is dict else event
            if started.__class__ is str and started in _EMPHASES:
                spans.append(span_of(self._range(place)))
        return spans

    def _named(self, name: str) -> Iterator[tuple[Span, Any]]:
        for event, place in self._starts:
            # A rule starts nothing: its event is a str. What has no details is one, too.
            started = event["Start"] if event.__class__ is dict else event
            if started.__class__ is dict and name in started:
                yield span_of(self._range(place)), started[name]

    def _collect(self, source: str) -> None:
        """Turn events into spans.

        An event is a dict with one key, or a str. A note has hundreds, few of which matter: they
        are not held in a list, and the most frequent are passed over first.
        """
        starts = self._starts
        found: list[tuple[_Place, str]] = []
        open_links: list[tuple[Mapping[str, str], _Place]] = []
        last: _Place = {}
        for pair in _parser().events_with_range(source, merge_text=True):
            event, place = pair
            if "Text" in event:
                pass
            elif "End" in event:
                if open_links and ((ended := event["End"]) == "Link" or ended == "Image"):
                    details, opened = open_links.pop()
                    inside = None if last is opened else last
                    self._add_link(place, inside, details, ended == "Image")
            elif "Start" in event:
                started = event["Start"]
                starts.append(pair)
                if started.__class__ is str:
                    if started == "HtmlBlock":
                        found.append((place, "html"))
                elif "CodeBlock" in started:
                    found.append((place, "code"))
                elif details := started.get("Link") or started.get("Image"):
                    open_links.append((details, place))
                elif "FootnoteDefinition" in started:
                    self._add_label(place)
            elif event.__class__ is str:
                if event == "HardBreak":
                    self.hard_breaks.append(Span(*self._range(place)))
                elif event == "Rule":
                    starts.append(pair)
            elif kind := _LEAVES.get(next(iter(event))):
                found.append((place, kind))
            last = place
        if self._characters is None:
            base = self._base
            self.taken += [(base + at["start"], base + at["end"], kind) for at, kind in found]
        else:
            self.taken += [(*self._range(at), kind) for at, kind in found]

    def _range(self, place: _Place) -> tuple[int, int]:
        """Where a source in bytes lies in the text, in characters."""
        start, end = place["start"], place["end"]
        if self._characters is not None:
            start, end = self._characters[start], self._characters[end]
        return self._base + start, self._base + end

    def _add_label(self, place: _Place) -> None:
        start, _ = self._range(place)
        if label := _FOOTNOTE_LABEL.match(self._text, start):
            self.taken.append((start, label.end(), "footnote"))

    def _add_link(
        self, place: _Place, inside: _Place | None, details: Mapping[str, str], is_image: bool
    ) -> None:
        """`inside` is the place of the last thing in the link's text; None without any."""
        start, end = self._range(place)
        link_type = details["link_type"]
        if link_type == "Autolink" or link_type == "Email":
            self.taken.append((start, end, "url"))
            return
        text_start = start + (2 if is_image else 1)
        text_end = text_start if inside is None else self._range(inside)[1]
        destination = None
        if link_type == "Inline":
            destination = self._destination(text_end, end, len(details["dest_url"]))
        self.destinations.append(
            Destination(
                span_of((start, end)),
                span_of((text_start, text_end)),
                destination or span_of((end, end)),
                is_image,
            )
        )
        if is_image:
            self.taken.append((start, end, "embed"))
        elif destination or link_type == "Reference":
            self.taken.append((text_end, end, "destination"))
        else:
            # The text is also the label of a definition elsewhere: changing it breaks the link.
            self.taken.append((start, end, "destination"))

    def _destination(self, text_end: int, end: int, length: int) -> Span | None:
        """Where a link's destination is written, which is `length` characters long when read."""
        if text_end + len("](") + length + len(")") == end:
            return span_of((text_end + 2, end - 1))
        # There is white space, a title, a pair of `<>`, or an escape.
        tail = _TAIL.fullmatch(self._text, text_end, end)
        return Span(*tail.span(tail.lastindex or 0)) if tail else None


def parse(text: str, folded: str, start: int) -> Body:
    """The body of a note's text, which begins at offset `start`; offsets are into `text`.

    The folded text is parsed (`source.fold`): its byte offsets are character offsets. That is
    exact unless a character that it hides could make an HTML tag, or a label equal to another.
    """
    source = folded[start:]
    if folded is not text and (
        ("<" in source and _ODD_TAG.search(text, start))
        or ("]:" in source and _has_odd_label(text, folded, start))
    ):
        return parse_exactly(text, start)
    return Body(text, start, source, None)


def parse_exactly(text: str, start: int) -> Body:
    """The same without the folding: slower, and right for every text."""
    source = text[start:]
    return Body(text, start, source, [0, *accumulate(source.encode().translate(_IS_FIRST))])


def _has_odd_label(text: str, folded: str, start: int) -> bool:
    """Whether folding could change what a definition's label matches."""
    at = folded.find("]:", start)
    while at >= 0:
        # A label has at most 999 characters; the bracket that opens it may be another's, escaped.
        opening = folded.rfind("[", max(start, at - 1000), at)
        if opening >= 0 and _ODD_LABEL.search(text, max(start, opening - 1), at):
            return True
        at = folded.find("]:", at + 2)
    return False


_BLOCKS = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "CodeBlock": "code",
    "HtmlBlock": "html",
    "Table": "table",
    "BlockQuote": "quote",
    "List": "list",
    "Item": "item",
    "FootnoteDefinition": "footnote",
    "Rule": "rule",
}
_EMPHASES = frozenset(["Emphasis", "Strong", "Strikethrough"])
# 1 for the first byte of each character, 0 for those that continue it in UTF-8.
_IS_FIRST = bytes(byte & 0xC0 != 0x80 for byte in range(256))
_LEAVES = {
    "Code": "code",
    "InlineMath": "math",
    "DisplayMath": "math",
    "InlineHtml": "html",
    "FootnoteReference": "footnote",
}
# Between the end of a link's text and the end of the link.
_TAIL = re.compile(
    r"\]\([ \t\r\n]*(?:<([^<>\r\n]*)>|([^ \t\r\n]*))"
    r"(?:[ \t\r\n]+(?:\".*\"|'.*'|\(.*\)))?[ \t\r\n]*\)",
    re.DOTALL,
)
# A `<` that may open a tag, and in the tag a character that folding changes: `?`, or one that is
# not ASCII. (Named by what is not in it, a set of most characters compiles in no time.)
_ODD_TAG = re.compile(r"<(?![ \t\r\n]|!--)[\0-;=@-\x7f]*+[^\0->@-\x7f]")
_ODD_LABEL = re.compile(r"[^\0->@-WY-\[\]-wy-\x7f]")
# The start of a line that may be the definition of a label, not of a footnote.
_DEFINITION = re.compile(r"(?:\A|[\r\n])[ \t>*+.)0-9-]*\[(?!\^)")
_FOOTNOTE_LABEL = re.compile(r"\[\^[^\]\r\n]*\]:")


@cache
def _parser() -> Any:
    import pyromark

    # Task boxes would only be more events: they hide nothing that we look for.
    options = pyromark.Options
    return pyromark.Markdown(
        options=options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_MATH
        | options.ENABLE_STRIKETHROUGH
    )
