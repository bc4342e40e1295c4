"""Blocks, headings and the spans that pulldown-cmark finds: code, math, HTML, links, images.

What CommonMark does not know (wikilinks, tags, comments …) is found in `inline.py` over what is
left here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple

from vaultkit.note.spans import Span


class Block(NamedTuple):
    """A block: paragraph, heading, code, html, table, quote, list, item, footnote or rule.

    `level` is 1 to 6 for a heading, else 0.
    """

    kind: str
    span: Span
    level: int = 0


class Destination(NamedTuple):
    """A Markdown link or image: all of it, its text, and its destination as written.

    `destination` is empty where the link takes it from a reference definition.
    """

    span: Span
    text: Span
    destination: Span
    is_image: bool


class Protected(NamedTuple):
    """A span that is not prose, and what it is."""

    kind: str
    span: Span


class Body:
    """What CommonMark says of a note's body, in document order.

    `protected` are the spans that are not prose; `destinations` the links and images;
    `hard_breaks` the line breaks made by two spaces or a backslash.
    """

    def __init__(self, text: str, start: int, source: str, table: list[int] | None) -> None:
        """`source` is parsed in the place of `text[start:]`; `table` maps its bytes to characters."""
        self._text = text
        self._base = start
        self._table = table
        self._events = list(_parser().events_with_range(source, merge_text=True))
        self.protected: list[Protected] = []
        self.destinations: list[Destination] = []
        self.hard_breaks: list[Span] = []
        self._collect()
        if table is not None and "]:" in source:
            for definition in _parser().reference_definitions(source).values():
                self.protected.append(Protected("definition", self._span(definition["span"])))

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks, containers before what they hold; made only where a rule asks for them."""
        blocks = []
        for event, place in self._events:
            if event == "Rule":
                blocks.append(Block("rule", self._span(place)))
            elif event.__class__ is dict and "Start" in event:
                name, details = _started(event["Start"])
                if kind := _BLOCKS.get(name):
                    level = int(details["level"][1]) if name == "Heading" else 0
                    blocks.append(Block(kind, self._span(place), level))
        return blocks

    def _collect(self) -> None:
        """Turn events into spans. Most events are text or blocks: those are passed over first."""
        protected = self.protected
        open_links: list[str] = []
        last: Mapping[str, int] = {}
        for event, place in self._events:
            if event.__class__ is str:
                if event == "HardBreak":
                    self.hard_breaks.append(self._span(place))
            elif "Text" in event:
                pass
            elif "Start" in event:
                name, details = _started(event["Start"])
                if name in _PROTECTED_BLOCKS:
                    protected.append(Protected(_BLOCKS[name], self._span(place)))
                elif name == "FootnoteDefinition":
                    self._add_label(place)
                elif name == "Link" or name == "Image":
                    open_links.append(details["link_type"])
                    last = {"end": place["start"] + (2 if name == "Image" else 1)}
                    continue
            elif "End" in event:
                if (end := event["End"]) == "Link" or end == "Image":
                    self._add_link(place, last["end"], open_links.pop(), end == "Image")
            elif kind := _LEAVES.get(next(iter(event))):
                protected.append(Protected(kind, self._span(place)))
            last = place

    def _span(self, place: Mapping[str, int]) -> Span:
        if self._table is None:
            return Span(place["start"] + self._base, place["end"] + self._base)
        return Span(
            self._table[place["start"]] + self._base, self._table[place["end"]] + self._base
        )

    def _add_label(self, place: Mapping[str, int]) -> None:
        if label := _FOOTNOTE_LABEL.match(self._text, self._span(place).start):
            self.protected.append(Protected("footnote", Span(*label.span())))

    def _add_link(
        self, place: Mapping[str, int], text_end: int, link_type: str, is_image: bool
    ) -> None:
        """`text_end` is where the last thing inside the link's text ends."""
        span = self._span(place)
        if link_type == "Autolink" or link_type == "Email":
            self.protected.append(Protected("url", span))
            return
        after_text = self._span({"start": text_end, "end": text_end}).start
        tail = _TAIL.fullmatch(self._text, after_text, span.end) if link_type == "Inline" else None
        destination = Span(span.end, span.end)
        if tail:
            destination = Span(*tail.span(1 if tail[1] is not None else 2))
        text_span = Span(span.start + (2 if is_image else 1), after_text)
        self.destinations.append(Destination(span, text_span, destination, is_image))
        if is_image:
            self.protected.append(Protected("embed", span))
        elif tail or link_type.startswith("Reference"):
            self.protected.append(Protected("destination", Span(after_text, span.end)))
        else:
            # The text is also the label of a definition elsewhere: changing it breaks the link.
            self.protected.append(Protected("destination", span))


def parse(text: str, start: int) -> Body:
    """The body of a note's text, which begins at offset `start`; offsets are into `text`.

    The folded parse takes every character outside ASCII for a letter, so that byte offsets are
    character offsets. That is exact unless such a character could make an HTML tag, or a label
    that must differ from another one.
    """
    source = text[start:]
    if source.isascii():
        return Body(text, start, source, None)
    if "]:" in source or ("<" in source and _ODD_TAG.search(source)):
        return parse_exactly(text, start)
    folded = source.encode("ascii", "replace").replace(b"?", b"x").decode("ascii")
    return Body(text, start, folded, None)


def parse_exactly(text: str, start: int) -> Body:
    """The same without the folding: slower, and right for every text."""
    source = text[start:]
    table: list[int] = []
    for index, character in enumerate(source):
        code = ord(character)
        table += [index] * (1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4)
    table.append(len(source))
    return Body(text, start, source, table)


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
}
_PROTECTED_BLOCKS = frozenset(["CodeBlock", "HtmlBlock"])
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
_ODD_TAG = re.compile(r"<(?:[^\x00-\x7f]|\?)")
_FOOTNOTE_LABEL = re.compile(r"\[\^[^\]\r\n]*\]:")


def _started(start: Any) -> tuple[str, Any]:
    if start.__class__ is str:
        return start, None
    name: str = next(iter(start))
    return name, start[name]


@cache
def _parser() -> Any:
    import pyromark

    options = pyromark.Options
    return pyromark.Markdown(
        options=options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_MATH
    )
