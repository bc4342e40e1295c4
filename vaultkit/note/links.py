"""Wikilinks, embeds, Markdown links and links in properties (rules: Obsidian's help and index)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import unquote

import msgspec

from vaultkit.note.frontmatter import FrontMatter
from vaultkit.note.markdown import Destination
from vaultkit.note.spans import Span, span_of

LinkKind = Literal["wikilink", "embed", "markdown", "property", "canvas", "base"]

# Two brackets that no third one follows, and all up to the next `]]`, on one line, without `[[`.
_WIKILINK = re.compile(r"\[\[(?!\[|\]\])([^\[\]\r\n]*+(?:(?:\](?!\])|\[(?!\[))[^\[\]\r\n]*+)*)\]\]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
# What Obsidian encodes when it writes a destination, and what would end a path or begin another.
_ENCODED = {ord(c): f"%{ord(c):02X}" for c in [*map(chr, range(0x21)), *"\x7f\\()<>%#:"]}
_ENCODED_IN_ANGLES = {c: code for c, code in _ENCODED.items() if chr(c) not in " ()"}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Link(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One link.

    `target` is what is looked up: without subpath, trimmed, decoded where it is a Markdown
    destination. `subpath` is empty or begins with `#`. `display` is None where the link has no
    text of its own. `target_span` covers the target as written, for an edit of it alone.
    `is_external` links lead out of the vault: a Markdown destination with a scheme does, and the
    address in a canvas; the target is all of it. With `is_path` the target is a whole vault path,
    as programs write it into canvases and bases: no name to be looked up.
    """

    kind: LinkKind
    span: Span
    target: str
    subpath: str
    display: str | None
    target_span: Span
    is_markdown: bool = False
    is_external: bool = False
    is_path: bool = False

    def subpath_span(self, text: str) -> Span:
        """Where the subpath is written in the note's text, with its `#`; empty without one."""
        start = end = self.target_span.end
        if not self.subpath:
            return Span(start, end)
        if not self.is_markdown:
            start = text.index("#", start)
            return Span(start, start + len(self.subpath))
        if text[self.target_span.start - 1] == "<":
            return Span(start, text.index(">", start))
        # Behind the destination there may be a title.
        inside = text[start : self.span.end - 1]
        return Span(start, start + len(inside.split(None, 1)[0]))


def from_text(text: str) -> Link:
    """A link text, such as `Note#Heading|alias`, as the wikilink whose brackets would hold it."""
    return _split(text, 0, Span(0, len(text)), "wikilink")


def is_address(target: str) -> bool:
    """Whether a destination leads out of the vault: it begins with a scheme, or with `//`."""
    return _SCHEME.match(target) is not None


def find_wikilinks(text: str, start: int) -> Iterator[Link]:
    """The wikilinks and embeds from `start` on, in code and comments too."""
    for found in _WIKILINK.finditer(text, start):
        opening, end = found.span()
        inside = found[1]
        before = text[opening - 1] if opening > start else ""
        if inside.isspace() or (before == "\\" and _is_escaped(text, opening)):
            continue
        if before == "!" and not _is_escaped(text, opening - 1):
            yield _split(inside, opening + 2, span_of((opening - 1, end)), "embed")
        else:
            yield _split(inside, opening + 2, span_of((opening, end)), "wikilink")


def from_destinations(text: str, destinations: Iterable[Destination]) -> Iterator[Link]:
    """The links that Markdown links and images are; those without a destination are none."""
    for found in destinations:
        start, end = found.destination
        if start == end:
            continue
        display = found.text.of(text)
        kind: LinkKind = "markdown"
        if found.is_image:
            kind = "embed"
        elif not display:
            continue
        written = text[start:end]
        if is_address(written):
            target = _read(written)
            yield Link(kind, found.span, target, "", display, found.destination, True, True)
        else:
            path, mark, subpath = written.partition("#")
            target_span = span_of((start, start + len(path)))
            subpath = mark + _read(subpath)
            yield Link(kind, found.span, _read(path), subpath, display, target_span, True)


def from_properties(text: str, matter: FrontMatter) -> Iterator[Link]:
    """The links in properties: values, or entries of lists, that are wholly a quoted `[[…]]`."""
    if text.find("[[", *matter.inner) < 0:
        return
    for field in matter.fields:
        for item in field.entries:
            value, span = item.value, item.span
            if item.style not in ("single", "double") or not isinstance(value, str):
                continue
            inside = Span(span.start + 1, span.end - 1)
            if not (value.startswith("[[") and value.endswith("]]") and len(value) > 4):
                continue
            if "[[" in value[2:] or "]]" in value[:-2] or inside.of(text) != value:
                continue
            yield _split(value[2:-2], inside.start + 2, inside, "property")


def _split(written: str, start: int, span: Span, kind: LinkKind) -> Link:
    """The link at `span` whose brackets hold `written`, which starts at offset `start`."""
    inside = written.lstrip()
    start += len(written) - len(inside)
    display, subpath = None, ""
    # A pipe at the very start is part of the name.
    if (pipe := inside.find("|", 1)) > 0:
        display = inside[pipe + 1 :].strip()
        inside = inside[:pipe].removesuffix("\\")
    if (mark := inside.find("#")) >= 0:
        subpath = inside[mark:].rstrip()
        inside = inside[:mark]
    path = inside.rstrip()
    return Link(kind, span, path, subpath, display, span_of((start, start + len(path))))


def written(target: str, in_angles: bool) -> str:
    """A target as a Markdown destination is written, in angle brackets or without."""
    return target.translate(_ENCODED_IN_ANGLES if in_angles else _ENCODED)


def _read(destination: str) -> str:
    """What a Markdown destination means: without backslashes before marks, percent-decoded."""
    return unquote(_ESCAPE.sub(r"\1", destination) if "\\" in destination else destination)


def _is_escaped(text: str, index: int) -> bool:
    backslashes = 0
    while index > backslashes and text[index - backslashes - 1] == "\\":
        backslashes += 1
    return backslashes % 2 == 1
