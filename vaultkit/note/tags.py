"""Tags in a note's text, as Obsidian reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from vaultkit.note.spans import Span, span_of

# obsidian-importer, src/util.ts, ILLEGAL_TAG_CHARS. Chinese punctuation is legal in a tag.
ILLEGAL = "\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\\[\\]\\\\\\s\0"
_NAME = re.compile(f"[^{ILLEGAL}]+")


class Tag(msgspec.Struct, frozen=True, gc=False):
    """A tag: its name without `#`, and its span with it."""

    name: str
    span: Span


def find_tags(text: str, start: int) -> Iterator[Tag]:
    """What looks like a tag from `start` on; the caller drops those in code and links."""
    at = text.find("#", start)
    while at >= 0:
        if at == start or text[at - 1].isspace():
            found = _NAME.match(text, at + 1)
            # `#1984` is a number, `#1984年` a tag.
            if found and not found[0].isdigit():
                yield Tag(found[0], span_of((at, found.end())))
        at = text.find("#", at + 1)
