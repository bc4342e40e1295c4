"""The links in a base (`.base`, YAML): in the few functions of its expressions that name files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import ScalarEvent

from vaultkit.note.links import Link, is_address
from vaultkit.note.patterns import late
from vaultkit.note.source import BOM
from vaultkit.note.spans import Span

# A text in an expression, which may itself stand in quotes. One with an escape is left alone.
_TEXT = r"""(?P<quote>\\"|"|''|')(?P<text>[^"'\\\r\n]+)(?P=quote)"""
# Any other quoted text may be what it likes: only these name a file (Obsidian's help, Bases).
_NAMES = late(rf"(?<![\w.])(?:file[ ]*\.[ ]*hasLink|link)[ ]*\([ ]*{_TEXT}")
_PATHS = late(rf"(?<![\w.])file[ ]*\.[ ]*path[ ]*[=!]=[ ]*{_TEXT}")
_TEMPLATE = "newItemTemplate"


def links(text: str) -> list[Link]:
    """The links in a base, in order; none where it is not YAML. Folders and tags are no links."""
    found: list[Link] = []
    try:
        key = ""
        for event in yaml.parse(text, yaml.CSafeLoader):
            if isinstance(event, ScalarEvent):
                found += _in_scalar(text, _span(text, event), key == _TEMPLATE)
                key = event.value
            else:
                key = ""
    except yaml.YAMLError:
        return []
    found.sort(key=lambda link: link.span)
    return found


def _span(text: str, event: Any) -> Span:
    skipped = len(BOM) if text.startswith(BOM) else 0
    return Span(event.start_mark.index + skipped, event.end_mark.index + skipped)


def _in_scalar(text: str, span: Span, is_template: bool) -> Iterator[Link]:
    if is_template:
        quotes = int(span.of(text)[:1] in ("'", '"'))
        inside = Span(span.start + quotes, span.end - quotes)
        if path := inside.of(text).strip():
            yield Link("base", inside, path, "", None, inside, is_path=True)
        return
    for pattern in (_NAMES, _PATHS):
        for match in pattern.finditer(text, *span):
            written, place = match["text"], Span(*match.span("text"))
            if pattern is _PATHS:
                yield Link("base", place, written, "", None, place, is_path=True)
            elif is_address(written):
                yield Link("base", place, written, "", None, place, is_external=True)
            else:
                path, mark, subpath = written.partition("#")
                name = Span(place.start, place.start + len(path))
                yield Link("base", place, path, mark + subpath, None, name)
