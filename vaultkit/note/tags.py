"""Tags in a note's text, as Obsidian reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vaultkit.note.patterns import late
from vaultkit.note.properties import Field, Item, Value
from vaultkit.note.spans import Span, span_of

if TYPE_CHECKING:
    from vaultkit.note.note import Note

# obsidian-importer, src/util.ts, ILLEGAL_TAG_CHARS. Chinese punctuation is legal in a tag.
ILLEGAL = "\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\\[\\]\\\\\\s\0"
# The marks before a tag. Obsidian reads only the first, and none in the property.
HASHES = "#＃"
SEPARATOR = late("[,，、;；]")
_NAME = re.compile(f"[^{ILLEGAL}]+")
_PLAIN = re.compile(f"[^{ILLEGAL}{HASHES}，、；]+")
# Legal in a tag, and meant as the end of one. Not `·` and `～`, which stand in names.
_PUNCTUATION = late("[，。、；：！？（）［］｛｝【】《》〈〉「」『』〔〕〖〗]")
_BRACKETS = dict(zip("）］｝】》〉」』〕〗", "（［｛【《〈「『〔〖", strict=True))


class Tag(msgspec.Struct, frozen=True, gc=False):
    """A tag: its name without `#`, and its span with it."""

    name: str
    span: Span


class Entry(NamedTuple):
    """An entry of the property `tags`, or all of a value that is no list.

    `is_plain` says that it is a tag, and that nothing in it may be meant to part several.
    """

    field: Field
    item: Item
    is_plain: bool


@lru_cache(maxsize=1)
def entries(note: Note) -> tuple[Entry, ...]:
    """What stands in the property `tags` of a note, which Obsidian knows in any case."""
    found = []
    for field in note.fields:
        if field.key.casefold() == "tags":
            found += [Entry(field, item, _is_plain(item.value)) for item in field.entries]
    return tuple(found)


def _is_plain(value: Value) -> bool:
    if not isinstance(value, str) or not _PLAIN.fullmatch(value):
        return False
    # Digits alone are no name, and slashes alone are none.
    return not value.isdigit() and bool(value.strip("/"))


def find_tags(text: str, folded: str, start: int) -> Iterator[Tag]:
    """What looks like a tag from `start` on; the caller drops those in code and links.

    `folded` is the text as `source.fold` makes it.
    """
    at = folded.find("#", start)
    while at >= 0:
        if at == start or text[at - 1].isspace():
            found = _NAME.match(text, at + 1)
            # `#1984` is a number, `#1984年` a tag.
            if found and not found[0].isdigit():
                yield Tag(found[0], span_of((at, found.end())))
        at = folded.find("#", at + 1)


def is_name(text: str) -> bool:
    """Whether all of a text is the name of a tag."""
    return _NAME.fullmatch(text) is not None and not text.isdigit()


def meant_end(name: str) -> int | None:
    """How many characters of a tag's name stand before punctuation; None without any.

    Brackets that are closed in the name are part of it.
    """
    opened: list[tuple[str, int]] = []
    for found in _PUNCTUATION.finditer(name):
        mark = found[0]
        if mark in _BRACKETS.values():
            opened.append((mark, found.start()))
        elif opened and opened[-1][0] == _BRACKETS.get(mark):
            opened.pop()
        else:
            opened.append((mark, found.start()))
            break
    return opened[0][1] if opened else None


def part(text: str) -> list[str]:
    """The tags that one text of the property `tags` holds, without `#`.

    It is parted at commas and their like, and between words that each have a `#`.
    """
    names: list[str] = []
    for piece in SEPARATOR.split(text):
        words = piece.split()
        marked = len(words) > 1 and all(word[0] in HASHES for word in words)
        names += words if marked else [piece.strip()]
    return [name.lstrip(HASHES).strip() for name in names if name.strip(HASHES)]
