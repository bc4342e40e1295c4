"""The links in a canvas (JSON Canvas 1.0): files, backgrounds, addresses, and links in texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from vaultkit.note import inline, markdown
from vaultkit.note.links import Link
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span

_TOKEN = late(r'"[^"\\]*+(?:\\.[^"\\]*+)*"|[{}\[\]:]|[^\s{}\[\]:,"]+')
_ESCAPES = late(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")

# The members of a node that are strings: where they stand, without quotes.
_Node = dict[str, Span]


def links(text: str) -> list[Link]:
    """The links in a canvas, in order; none where it is not the JSON of one.

    Spans are in characters of `text`; those of a link in a text node take in what JSON escapes.
    """
    try:
        msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return []
    found = [link for node in _nodes(text) for link in _of_node(text, node)]
    found.sort(key=lambda link: link.span)
    return found


def _nodes(text: str) -> Iterator[_Node]:
    node: _Node = {}
    # The open brackets, each with the key that it is the value of.
    above: list[tuple[str, str]] = []
    key, last = "", Span(0, 0)
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == ":":
            key = last.of(text)
        elif mark in ("{", "["):
            above.append((mark, key))
            if len(above) == 3:
                node = {}
        elif mark in ("}", "]"):
            if above[:2] == [("{", ""), ("[", "nodes")] and len(above) == 3:
                yield node
            above.pop()
            key = ""
        elif mark.startswith('"'):
            last = Span(token.start() + 1, token.end() - 1)
            if len(above) == 3 and key:
                node[key] = last
                key = ""
        else:
            key = ""


def _of_node(text: str, node: _Node) -> Iterator[Link]:
    kind = node["type"].of(text) if "type" in node else ""
    if kind == "text" and "text" in node:
        yield from _in_text(text, node["text"])
    elif kind == "link" and "url" in node:
        span = node["url"]
        yield Link("canvas", span, _read(text, span)[0], "", None, span, is_external=True)
    elif kind in ("file", "group"):
        span = node.get("file" if kind == "file" else "background", Span(0, 0))
        path = _read(text, span)[0]
        subpath = _read(text, node["subpath"])[0] if "subpath" in node else ""
        if path:
            yield Link("canvas", span, path, subpath, None, span, is_path=True)


def _in_text(text: str, span: Span) -> Iterator[Link]:
    content, places = _read(text, span)
    if "[[" not in content and "](" not in content:
        return
    for link in inline.scan(content, 0, markdown.parse(content, 0)).links:
        at, target = (
            Span(places[one.start], places[one.end]) for one in (link.span, link.target_span)
        )
        yield replace(link, kind="canvas", span=at, target_span=target)


def _read(text: str, span: Span) -> tuple[str, Sequence[int]]:
    """What a JSON string says, and where each of its characters stands, and its end."""
    written = span.of(text)
    if "\\" not in written:
        return written, range(span.start, span.end + 1)
    places: list[int] = []
    at = span.start
    for escape in _ESCAPES.finditer(text, *span):
        places += range(at, escape.start())
        places.append(escape.start())
        at = escape.end()
    places += range(at, span.end + 1)
    return msgspec.json.decode(f'"{written}"', type=str), places
