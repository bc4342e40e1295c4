"""Wikilinks, embeds, Markdown links and links in properties (rules: Obsidian's help and index)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote

from vaultkit.note.frontmatter import Field, FrontMatter
from vaultkit.note.markdown import Destination
from vaultkit.note.spans import Span

LinkKind = Literal["wikilink", "embed", "markdown", "property"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Link(NamedTuple):
    """One link.

    `target` is what is looked up: without subpath, trimmed, decoded where it is a Markdown
    destination. `subpath` is empty or begins with `#`. `display` is None where the link has no
    text of its own. `target_span` covers the target as written, for an edit of it alone.
    """

    kind: LinkKind
    span: Span
    target: str
    subpath: str
    display: str | None
    target_span: Span
    is_markdown: bool = False

    @property
    def is_external(self) -> bool:
        """Whether it leads out of the vault: only a Markdown destination with a scheme does."""
        return self.is_markdown and _SCHEME.match(self.target) is not None


def find_wikilinks(text: str, start: int) -> Iterator[Link]:
    """The wikilinks and embeds from `start` on, in code and comments too."""
    opening = text.find("[[", start)
    while opening >= 0:
        closing = text.find("]]", opening + 2)
        if closing < 0:
            return
        # A nested `[[` starts the link again.
        opening = text.rfind("[[", opening, closing)
        inner = text[opening + 2 : closing]
        if (
            inner
            and not inner.isspace()
            and "\n" not in inner
            and "\r" not in inner
            and not _is_escaped(text, opening)
        ):
            is_embed = opening > start and text[opening - 1] == "!"
            span = Span(opening - is_embed, closing + 2)
            yield _split(text, span, Span(opening + 2, closing), "embed" if is_embed else "wikilink")
        opening = text.find("[[", closing + 2)


def from_destination(text: str, found: Destination) -> Link | None:
    """The link that a Markdown link or image is; None for an empty destination."""
    written = found.destination.of(text)
    if not written or not found.is_image and found.text.start == found.text.end:
        return None
    path, mark, subpath = written.partition("#")
    span = Span(found.destination.start, found.destination.start + len(path))
    if _SCHEME.match(written):
        path, mark, subpath = written, "", ""
        span = found.destination
    display = found.text.of(text)
    kind: LinkKind = "embed" if found.is_image else "markdown"
    return Link(kind, found.span, unquote(path), mark + unquote(subpath), display, span, True)


def from_properties(text: str, matter: FrontMatter) -> Iterator[Link]:
    """The links in properties: values, or entries of lists, that are wholly a quoted `[[…]]`."""
    for field in matter.fields:
        for entry in field.items or (field,):
            if entry.style not in ("single", "double") or not isinstance(entry.value, str):
                continue
            span = _of(entry)
            inside = Span(span.start + 1, span.end - 1)
            value = entry.value
            if not (value.startswith("[[") and value.endswith("]]") and len(value) > 4):
                continue
            if "[[" in value[2:] or "]]" in value[:-2] or inside.of(text) != value:
                continue
            yield _split(text, inside, Span(inside.start + 2, inside.end - 2), "property")


def _of(entry: object) -> Span:
    return entry.value_span if isinstance(entry, Field) else entry.span  # type: ignore[attr-defined, no-any-return]


def _split(text: str, span: Span, inner: Span, kind: LinkKind) -> Link:
    written = inner.of(text)
    # A pipe at the very start is part of the name.
    pipe = written.find("|", 1)
    display = None
    if pipe > 0:
        display = written[pipe + 1 :].strip()
        written = written[:pipe].removesuffix("\\")
    path, mark, subpath = written.partition("#")
    start = inner.start + len(path) - len(path.lstrip())
    path = path.strip()
    return Link(
        kind, span, path, (mark + subpath).strip(), display, Span(start, start + len(path))
    )


def _is_escaped(text: str, index: int) -> bool:
    backslashes = 0
    while index > backslashes and text[index - backslashes - 1] == "\\":
        backslashes += 1
    return backslashes % 2 == 1
