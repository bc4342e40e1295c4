"""What a base names (https://help.obsidian.md/bases/syntax): only where that is certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaultkit.note.links import Link, is_address
from vaultkit.note.patterns import late
from vaultkit.note.source import BOM, UnreadableError
from vaultkit.note.spans import Span
from vaultkit.note.written import Kind, Named, Quote, Reference, Written, find

_LITERAL = r"(?:\"(?P<{0}1>[^\"\\]*)\"|'(?P<{0}2>[^'\\]*)')"
# A name behind a dot is another one; a literal that something is added to is not all of the name.
_EXPRESSION = late(
    r"(?<![\w.])(?:(?:(?:file\.hasLink|link)\([ \t]*"
    + _LITERAL.format("link")
    + r"|file\.inFolder\([ \t]*"
    + _LITERAL.format("folder")
    + r")(?=[ \t]*[,)])|file\.path[ \t]*==[ \t]*"
    + _LITERAL.format("path")
    + r"(?=[ \t]*(?:\Z|[\]),&|]))|file\.folder[ \t]*==[ \t]*"
    + _LITERAL.format("within")
    + r"(?=[ \t]*(?:\Z|[\]),&|])))"
    + r"|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
)
_KINDS: Mapping[str, Kind] = {
    "link": "lookup",
    "folder": "folder",
    "path": "path",
    "within": "folder",
}


def read(text: str) -> Named:
    """What a base says. Raises UnreadableError where it is not YAML.

    Certain are the first texts of `file.hasLink`, `link` and `file.inFolder`, what `file.path`
    and `file.folder` are compared with by `==`, and the properties `newItemFolder` and
    `newItemTemplate`.
    """
    import yaml

    references: list[Reference] = []
    others: list[str] = []
    try:
        for path, value, written in _strings(text):
            at = 0
            for span, reference in _certain(path, written) if written else ():
                references.append(reference)
                others.append(value[at : span.start])
                at = span.end
            others.append(value[at:])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f": see line {mark.line + 1}" if mark else ""
        raise UnreadableError(f"cannot be read as YAML{where}") from None
    return Named(references, others)


def links(text: str) -> list[Link]:
    """The links in a base, in order; folders are no links. Raises UnreadableError."""
    return [reference.link for reference in read(text).references if reference.kind != "folder"]


def _certain(path: Sequence[str], written: Written) -> Iterator[tuple[Span, Reference]]:
    """What a string names for certain, and where in it; `path` are the names that lead to it."""
    whole = Span(0, len(written.text))
    if path[-1:] == ["newItemFolder"]:
        yield whole, _reference("folder", written, whole)
    elif path[-1:] == ["newItemTemplate"]:
        yield whole, _reference("path", written, whole)
    elif "filters" in path or "formulas" in path:
        for found in _EXPRESSION.finditer(written.text):
            if name := found.lastgroup:
                span = Span(*found.span(name))
                yield span, _reference(_KINDS[name[:-1]], written, span)


def _reference(kind: Kind, written: Written, span: Span) -> Reference:
    said = span.of(written.text)
    target, mark, subpath = said.partition("#") if kind == "lookup" else (said, "", "")
    end = span.start + len(target)
    in_file = Link(
        "base",
        written.place(*span),
        target,
        mark + subpath,
        None,
        written.place(span.start, end),
        is_external=kind == "lookup" and is_address(said),
        is_path=kind == "path",
    )
    return Reference(in_file, kind, written.quote, written.place(end, span.end))


def _strings(text: str) -> Iterator[tuple[list[str], str, Written | None]]:
    """Each value that is text, and the names that lead to it. Raises YAMLError."""
    import yaml

    start = len(BOM) if text.startswith(BOM) else 0
    open_nodes: list[_Open] = []
    for event in yaml.parse(text[start:], yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        above = open_nodes[-1] if open_nodes else None
        is_name = above is not None and above.take(event)
        if isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append(_Open(isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.ScalarEvent) and not is_name:
            written = _written(text, start, event)
            yield [node.name for node in open_nodes], event.value, written


class _Open:
    """A mapping or list that is being read; `name` is that of the value that is read."""

    def __init__(self, is_mapping: bool) -> None:
        self.name = ""
        self._is_mapping = is_mapping
        self._has_name = False

    def take(self, event: Any) -> bool:
        """Take what comes next; whether it is the name of a value."""
        if not self._is_mapping:
            return False
        self._has_name = not self._has_name
        if self._has_name:
            self.name = getattr(event, "value", "")
        return self._has_name


def _written(text: str, start: int, event: Any) -> Written | None:
    """The string of a scalar, where it stands on one line and is neither tagged nor anchored."""
    begin, end = start + event.start_mark.index, start + event.end_mark.index
    quote: Quote = event.style if event.style in ("'", '"') else ""
    if quote and text[begin] == quote:
        begin, end = begin + 1, end - 1
    return find(text, begin, end, quote, event.value)
