"""CL003 tracking-parameter: an address that carries who followed it, and from where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultkit.checks.addresses import is_whole
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import tracking
from vaultkit.note.clippers import is_address, is_kept, tells_address
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Edit, Span

# The only site whose fragments track.
_WITH_FRAGMENT = "mp.weixin.qq.com"
_PARAMETER = re.compile(r"[^\s?=<>()]{1,60}=")
_ONE_LINE = ("plain", "single", "double")
# A text about such parameters shows them in its addresses.
_IS_ABOUT_THEM = late(r"(?<![\w?&;#%/\\-])(?:utm(?:_[a-z]+)?|fbclid|gclid|chksm)\b", re.IGNORECASE)


class _Address(NamedTuple):
    """An address: where it is written, and the property that it is the value of, if any."""

    span: Span
    key: str = ""


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """The addresses of links, bare ones, and the property that says where the note is from."""
    text = note.text
    if "://" not in note.folded or not (_has_query(text) or _WITH_FRAGMENT in note.folded):
        return
    found = [
        (address, parts)
        for address in (*_in_properties(note), *_in_body(note))
        if (parts := tracking.find(address.span.of(text)))
    ]
    if not found or _IS_ABOUT_THEM.search(text):
        return
    for address, parts in found:
        start = address.span.start
        edits = [Edit(start + part.span.start, start + part.span.end, "") for part in parts]
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(part.name for part in parts))
        yield Finding(
            Span(edits[0].start, edits[-1].end),
            f"this address tracks who follows it by {names}: delete that",
            tuple(edits),
            properties=(address.key,) if address.key else (),
        )


def _has_query(text: str) -> bool:
    """Whether a question mark is followed by a parameter, as it is in few texts."""
    at = text.find("?")
    while at >= 0 and not _PARAMETER.match(text, at + 1):
        at = text.find("?", at + 1)
    return at >= 0


def _in_properties(note: Note) -> Iterator[_Address]:
    """The source; but not where a program knows the note by it."""
    block = note.text[: note.body_start]
    if "?" not in block and _WITH_FRAGMENT not in block:
        return
    if any(tells_address(field.key) for field in note.fields):
        return
    for field, meaning in zip(note.fields, decide(note), strict=True):
        if meaning.field != "source" or is_kept(field.key):
            continue
        for item in field.entries:
            quote = 0 if item.style == "plain" else 1
            span = Span(item.span.start + quote, item.span.end - quote)
            written = span.of(note.text)
            if item.style in _ONE_LINE and written == item.value and is_address(written):
                yield _Address(span, field.key)


def _in_body(note: Note) -> Iterator[_Address]:
    """The destinations of links and images, and what stands in the text by itself."""
    text = note.text
    for link in note.body.destinations:
        if text.find("?", *link.destination) > 0 or text.find("#", *link.destination) > 0:
            yield _Address(link.destination)
    for kind, span in note.protected:
        if kind != "url" or (text.find("?", *span) < 0 and text.find("#", *span) < 0):
            continue
        if text[span.start] == "<":
            yield _Address(Span(span.start + 1, span.end - 1))
        elif is_whole(note, span):
            yield _Address(span)


RULE = Rule(
    code="CL003",
    name="tracking-parameter",
    scope="file",
    stage="clipping",
    check=check,
    fix="safe",
    reach=("links", "matter"),
)
