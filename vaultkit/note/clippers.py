"""What read-later tools, web clippers, plugins and site generators leave in a note.

The table is rules/frontmatter/clippers.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from vaultkit import RULEBOOK
from vaultkit.note import dates
from vaultkit.note.fields import loose_key

if TYPE_CHECKING:
    from vaultkit.note.note import Note

_ADDRESS = re.compile(r"https?://([^\s/?#<>\"\\]+)[^\s<>\"\\]*", re.IGNORECASE)
_SECOND_LEVEL = ("ac", "co", "com", "edu", "gov", "net", "org")
# A clipper's own lines stand at the head of a note; further down they are quoted.
_HEAD = 20


class Clipper(msgspec.Struct, frozen=True):
    """One tool: its names (case folded), its hosts, and the links and properties that it writes.

    `mark` is the text of its link to itself, empty if it writes none; `source` the text of the
    link to the page behind it, empty for the very next link. `keys` are properties that it
    reads, as loose keys, and `knows_address` whether it knows a note by its address too; `posts`,
    loose too, are properties that only posts of a site have. `lines` are patterns of lines that
    stand in a clipped page, with a group for each field that they tell.
    """

    names: frozenset[str]
    hosts: tuple[str, ...]
    mark: str
    source: str
    keys: frozenset[str]
    prefixes: tuple[str, ...]
    knows_address: bool
    posts: frozenset[str]
    lines: tuple[str, ...]


@cache
def clippers() -> tuple[Clipper, ...]:
    """Every tool."""
    with open(RULEBOOK / "frontmatter" / "clippers.toml", "rb") as file:
        data = tomllib.load(file)
    return tuple(_clipper(**entry) for entry in data.values())


def _clipper(
    names: Sequence[str] = (),
    hosts: Sequence[str] = (),
    mark: str = "",
    source: str = "",
    keys: Sequence[str] = (),
    address: bool = False,
    posts: Sequence[str] = (),
    lines: Sequence[str] = (),
) -> Clipper:
    return Clipper(
        names=frozenset(name.casefold() for name in names),
        hosts=tuple(hosts),
        mark=mark,
        source=source,
        keys=frozenset(loose_key(key) for key in keys if not key.endswith("-")),
        prefixes=tuple(key for key in keys if key.endswith("-")),
        knows_address=address,
        posts=frozenset(map(loose_key, posts)),
        lines=tuple(lines),
    )


@cache
def _marked() -> tuple[Clipper, ...]:
    """The tools that write a link to themselves."""
    return tuple(clipper for clipper in clippers() if clipper.mark)


def is_address(text: str) -> bool:
    """Whether all of a text is the address of a web page."""
    return _ADDRESS.fullmatch(text) is not None


def host_name(address: str) -> tuple[str, ...]:
    """What the host of an address may be called: `www.a.example`, `a.example` and `a`."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return ()
    host = found[1].casefold().rpartition("@")[2].partition(":")[0]
    bare = host.removeprefix("www.")
    labels = bare.split(".")
    # `a.co.uk` is a's.
    is_second = len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    return (host, bare, *labels[-3 if is_second else -2 :][:1])


def is_tool(text: str) -> bool:
    """Whether a text is the name of a tool."""
    return any(text.casefold() in clipper.names for clipper in clippers())


def is_copy(address: str) -> bool:
    """Whether an address leads to a copy that a tool keeps."""
    return any(_is_at(address, clipper.hosts) for clipper in clippers())


@lru_cache(maxsize=4096)
def is_kept(key: str) -> bool:
    """Whether a program reads the property of this name, so that it is never changed."""
    loose, folded = loose_key(key), key.casefold()
    return any(loose in one.keys or folded.startswith(one.prefixes) for one in clippers())


@lru_cache(maxsize=4096)
def tells_address(key: str) -> bool:
    """Whether a note with this property is known by its address to a plugin."""
    loose = loose_key(key)
    return any(one.knows_address and loose in one.keys for one in clippers())


@lru_cache(maxsize=4096)
def tells_post(key: str) -> bool:
    """Whether a note with this property is a post of a site."""
    loose = loose_key(key)
    return any(loose in one.posts for one in clippers())


def original_address(note: Note) -> str | None:
    """The address of the page that a note was made from, where its tool's own lines say it."""
    known = [clipper for clipper in _marked() if clipper.mark in note.text]
    if not known:
        return None
    text, links = note.text, note.body.destinations
    first_line, _ = note.lines.place(note.body_start)
    _, head = note.lines.bounds(first_line + _HEAD - 1)
    for clipper in known:
        for mark, link in pairwise(links):
            gap = text[mark.span.end : link.span.start]
            address = link.destination.of(text)
            if (
                mark.span.end < head
                and mark.text.of(text) == clipper.mark
                and _is_at(mark.destination.of(text), clipper.hosts)
                and not link.is_image
                and (not clipper.source or link.text.of(text) == clipper.source)
                and (not gap.strip() or "\n" not in gap)
                and is_address(address)
            ):
                return address
    return None


def stated(note: Note, field: str) -> str | None:
    """What a line that is known to stand in clipped pages says of a field.

    None where no line, or more than one, says it. A date is as Obsidian writes it.
    """
    found = [
        match[field]
        for clipper in clippers()
        for pattern in clipper.lines
        if f"(?P<{field}>" in pattern
        for match in re.compile(pattern, re.MULTILINE).finditer(note.text, note.body_start)
        # Not in code, where it is quoted.
        if match[field] and note.prose[match.start()] == note.text[match.start()]
    ]
    if len(found) != 1 or field != "published":
        return found[0] if len(found) == 1 else None
    moment = dates.read(found[0])
    return moment.text() if isinstance(moment, dates.Moment) else None


def _is_at(address: str, hosts: tuple[str, ...]) -> bool:
    found = _ADDRESS.fullmatch(address)
    host = found[1].casefold() if found else ""
    return any(host == own or host.endswith(f".{own}") for own in hosts)
