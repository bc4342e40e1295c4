"""What a canvas names: JSON Canvas 1.0 (https://jsoncanvas.org/spec/1.0/)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.note.source import BOM, UnreadableError
from vaultkit.note.spans import Span
from vaultkit.note.written import Named, Reference, Written, find

_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\]:,]')
_NODES = [None, "nodes"]

# The strings of a node, by their names.
_Node = dict[str, Written]


def read(text: str) -> Named:
    """What a canvas names. Raises UnreadableError where it is not JSON.

    Certain are the files of nodes and the backgrounds of groups, both whole vault paths, and the
    links in the Markdown of text nodes. The addresses of link nodes are there too.
    A new canvas is an empty file.
    """
    if not text.strip():
        return Named([], [])
    try:
        msgspec.json.decode(text.removeprefix(BOM))
    except (msgspec.DecodeError, RecursionError):
        raise UnreadableError(f"cannot be read as JSON{_where(text)}") from None
    references: list[Reference] = []
    others: list[str] = []
    for node in _nodes(text, others):
        kind = node["type"].text if "type" in node else None
        for name, written in node.items():
            if name == "file" and kind in (None, "file"):
                references.append(_path(written, node.get("subpath")))
            elif name == "background" and kind in (None, "group"):
                references.append(_path(written, None))
            elif name == "url" and kind in (None, "link"):
                references.append(_address(written))
            elif name == "text" and kind in (None, "text"):
                references += _links(written)
            else:
                others.append(written.text)
    references.sort(key=lambda reference: reference.link.span)
    return Named(references, others)


def links(text: str) -> list[Link]:
    """The links in a canvas, in order, addresses among them. Raises UnreadableError."""
    return [reference.link for reference in read(text).references]


def _where(text: str) -> str:
    import json

    try:
        json.loads(text.removeprefix(BOM))
    except json.JSONDecodeError as error:
        return f": see line {error.lineno}"
    except RecursionError:
        return ": it is nested too deep"
    return ""


def _path(written: Written, subpath: Written | None) -> Reference:
    said = subpath.text if subpath else ""
    link = Link("canvas", written.span, written.text, said, None, written.span, is_path=True)
    return Reference(link, "path", written.quote, subpath.span if subpath else Span(0, 0))


def _address(written: Written) -> Reference:
    span = written.span
    link = Link("canvas", span, written.text, "", None, span, is_external=True)
    return Reference(link, "path", written.quote)


def _links(written: Written) -> Iterator[Reference]:
    text = written.text
    if "[[" not in text and "](" not in text:
        return
    for link in Note("", text).links:
        in_file = msgspec.structs.replace(
            link,
            kind="canvas",
            span=written.place(*link.span),
            target_span=written.place(*link.target_span),
        )
        yield Reference(in_file, "lookup", written.quote, written.place(*link.subpath_span(text)))


def _nodes(text: str, others: list[str]) -> Iterator[_Node]:
    """The nodes of a canvas, which is JSON; strings that are no direct part go to `others`."""
    # The names that lead to where a token stands; None for an entry of a list.
    path: list[str | None] = []
    node: _Node = {}
    name: str | None = None
    last = ""
    for token in _TOKEN.finditer(text):
        sign = token[0][0]
        if sign == ":":
            name = last
        elif sign == ",":
            name = None
        elif sign in "{[":
            path.append(name)
            name = None
        elif sign in "}]":
            path.pop()
            name = None
            if path == _NODES:
                yield node
                node = {}
        else:
            last = msgspec.json.decode(token[0], type=str)
            written = find(text, *token.span(1), '"', last)
            if name is not None and written is not None and path == [*_NODES, None]:
                node[name] = written
            else:
                # The name of a value, or a value of no known meaning.
                others.append(last)
