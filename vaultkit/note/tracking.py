"""The parts of addresses that only tell a site who followed them.

The table is rules/clipping/tracking.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from vaultkit import RULEBOOK
from vaultkit.note.spans import Span

# Host, path, query and fragment.
_ADDRESS = re.compile(
    r"https?://([^\s/?#<>\"\\]+)([^\s?#<>\"]*)(?:\?([^\s#<>\"]*))?(?:#([^\s<>\"]*))?",
    re.IGNORECASE,
)
# An address in another one, encoded or not. `https:/x` is how some programs clean a path.
_NESTED = re.compile(r"(?::|%(?:25)*3a)(?:/|%(?:25)*2f)", re.IGNORECASE)
# In Markdown `&` may be written as its entity.
_SEPARATOR = re.compile("&(?:amp;)?")


class Tracking(NamedTuple):
    """A part of an address that goes: where it stands in it, and what it is called."""

    span: Span
    name: str


class Site(msgspec.Struct, frozen=True):
    """What one site's addresses carry.

    `names` are parameters, `prefixes` the starts of their names; `path` and `fragments` are
    patterns for all of a path and of a fragment, empty for any path and for no fragment.
    """

    names: frozenset[str]
    prefixes: tuple[str, ...]
    path: str
    fragments: str


class Table(msgspec.Struct, frozen=True):
    """What is dropped everywhere and, by host, on one site; and what is never changed."""

    everywhere: Site
    sites: dict[str, Site]
    never_hosts: frozenset[str]
    never: frozenset[str]


@cache
def table() -> Table:
    """The table."""
    with open(RULEBOOK / "clipping" / "tracking.toml", "rb") as file:
        data = tomllib.load(file)
    never, everywhere = data.pop("never"), data.pop("everywhere")
    sites = {host: _site(**entry) for entry in data.values() for host in entry["hosts"]}
    return Table(
        _site(**everywhere),
        sites,
        frozenset(never["hosts"]),
        frozenset(name.casefold() for name in never["parameters"]),
    )


def _site(
    hosts: Sequence[str] = (),
    path: str = "",
    parameters: Sequence[str] = (),
    fragments: str = "",
) -> Site:
    return Site(
        names=frozenset(name for name in parameters if not name.endswith("*")),
        prefixes=tuple(name[:-1] for name in parameters if name.endswith("*")),
        path=path,
        fragments=fragments,
    )


def find(address: str) -> list[Tracking]:
    """What an address carries that only tracks, in order; what is left without it is as written.

    Empty for an address that holds another one, that is signed, or that leads to a copy.
    """
    found = _ADDRESS.fullmatch(address) if "?" in address or "#" in address else None
    if found is None:
        return []
    hosts = list(_and_above(found[1].casefold().rpartition("@")[2].partition(":")[0]))
    if not table().never_hosts.isdisjoint(hosts) or _NESTED.search(address, found.start(2)):
        return []
    sites = [table().everywhere]
    site = next((table().sites[host] for host in hosts if host in table().sites), None)
    if site and (not site.path or re.fullmatch(site.path, found[2])):
        sites.append(site)
    tracking = list(_parameters(address, Span(*found.span(3)), sites)) if found[3] else []
    if found[4] and any(one.fragments and re.fullmatch(one.fragments, found[4]) for one in sites):
        tracking.append(Tracking(Span(found.start(4) - 1, found.end(4)), f"#{found[4]}"))
    return tracking


def _and_above(host: str) -> Iterator[str]:
    """A host and those that it is below."""
    while host:
        yield host
        host = host.partition(".")[2]


def _parameters(address: str, query: Span, sites: Sequence[Site]) -> Iterator[Tracking]:
    """The parameters that go, each with the sign before it, or behind it where none stays before.

    Where all of them go, the question mark goes with the first.
    """
    breaks = [Span(*found.span()) for found in _SEPARATOR.finditer(address, *query)]
    starts = [query.start, *(span.end for span in breaks)]
    ends = [*(span.start for span in breaks), query.end]
    names = [_name(address[start:end]) for start, end in zip(starts, ends, strict=True)]
    if any(name.casefold() in table().never for name in names):
        return
    goes = [any(_is_of(site, name) for site in sites) for name in names]
    stays = [i for i, name in enumerate(names) if starts[i] < ends[i] and not goes[i]]
    at = query.start - 1
    for index, name in enumerate(names):
        if not goes[index]:
            continue
        if not stays:
            span = Span(at, ends[index] if any(goes[index + 1 :]) else query.end)
            at = span.end
        elif stays[0] < index:
            span = Span(ends[index - 1], ends[index])
        else:
            span = Span(starts[index], starts[index + 1])
        yield Tracking(span, name)


def _name(parameter: str) -> str:
    """The name of a parameter as the site reads it; empty for one that has no value."""
    name, sign, _ = parameter.partition("=")
    return name.replace("\\", "") if sign else ""


def _is_of(site: Site, name: str) -> bool:
    return name in site.names or (bool(site.prefixes) and name.startswith(site.prefixes))
