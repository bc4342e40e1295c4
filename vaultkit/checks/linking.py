"""What links find, looked up once for all rules about them, and why a link finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from vaultkit.note.links import Link
from vaultkit.vault.catalog import has_links_only
from vaultkit.vault.loose import script_name, width_name, without_suffix
from vaultkit.vault.resolve import Names, Resolution, State, comparable
from vaultkit.vault.vault import Vault

_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


class Unresolved(NamedTuple):
    """A link that finds no file: the note it stands in, the code of the rule that can say why,
    empty if none can, and the files that it may mean.
    """

    path: str
    link: Link
    code: str
    files: tuple[str, ...]


class _Found(NamedTuple):
    """What the links of one file find: each its file, and those that find none, or several.

    A link that finds no file for certain has None in `files`.
    """

    links: Sequence[Link]
    files: list[str | None]
    unresolved: list[Unresolved]
    ambiguous: list[tuple[Link, Resolution]]


# The links of a note change when it is fixed, the names of the vault do not.
_KNOWN: WeakKeyDictionary[Names, dict[str, _Found]] = WeakKeyDictionary()


def unresolved(vault: Vault) -> Iterator[Unresolved]:
    """Every link that finds no file, by note."""
    for _, found in _found(vault):
        yield from found.unresolved


def ambiguous(vault: Vault) -> Iterator[tuple[str, Link, Resolution]]:
    """Every link that finds several files, with the path of the note it stands in."""
    for path, found in _found(vault):
        for link, resolution in found.ambiguous:
            yield path, link, resolution


def resolved(vault: Vault) -> Iterator[tuple[str, Link, str]]:
    """Every link of a note that names a file and finds it for certain: note, link, file."""
    for path, found in _found(vault):
        if not has_links_only(path):
            for link, file in zip(found.links, found.files, strict=True):
                if file is not None and link.target:
                    yield path, link, file


def missing(vault: Vault, state: State) -> Iterator[tuple[str, Link, str]]:
    """Every link that finds its file for certain, and in it not the heading, or not the block."""
    states: dict[tuple[str, str], State] = {}
    sign = "#^" if state == "missing-block" else "#"
    for path, found in _found(vault):
        for link, file in zip(found.links, found.files, strict=True):
            if file is None or sign not in link.subpath:
                continue
            named = (file, link.subpath)
            if named not in states:
                states[named] = vault.subpath_state(*named)
            if states[named] == state:
                yield path, link, file


def _found(vault: Vault) -> Iterator[tuple[str, _Found]]:
    """For each file; every link is looked up once for all rules."""
    known = _KNOWN.setdefault(vault.names, {})
    for path, links in vault.links.items():
        found = known.get(path)
        if found is None or found.links is not links:
            found = known[path] = _look_up(vault, path, links)
        yield path, found


def _look_up(vault: Vault, path: str, links: Sequence[Link]) -> _Found:
    found = _Found(links, [], [], [])
    for link in links:
        resolution = vault.find(link, path)
        is_certain = resolution.state == "ok"
        found.files.append(resolution.path if is_certain else None)
        if resolution.state == "unresolved":
            found.unresolved.append(Unresolved(path, link, *_reason(vault, link, path)))
        elif resolution.state == "ambiguous":
            found.ambiguous.append((link, resolution))
    return found


def _reason(vault: Vault, link: Link, source: str) -> tuple[str, tuple[str, ...]]:
    target = link.target
    if not link.is_markdown and "%" in target and _PERCENT.search(target):
        found = vault.names.resolve(unquote(target), source)
        if found.path is not None:
            return "WL020", found.candidates or (found.path,)
    parts = [part for part in target.split("/") if part not in ("", ".", "..")]
    near = vault.loose.find(parts[-1]) if parts else []
    suffix = target[len(without_suffix(target)) :].lower()
    near = [file for file in near if file.lower().endswith(suffix)]
    if not near:
        return "", ()
    # In the same folders, as far as the link names them.
    for code, name in (("WL013", comparable), ("WL005", width_name), ("WL004", script_name)):
        wanted = [name(part) for part in (*parts[:-1], without_suffix(parts[-1]))]
        files = tuple(p for p in near if _tail(p, len(parts), name) == wanted)
        if files and (code != "WL004" or any(_differ_in_script(p, parts) for p in files)):
            return code, files
    last = comparable(without_suffix(parts[-1]))
    same = tuple(p for p in near if comparable(_stem(p)) == last)
    return ("WL013", same) if same and "/" in target else ("", ())


def _tail(path: str, length: int, name: Callable[[str], str]) -> list[str]:
    return [name(part) for part in without_suffix(path).split("/")[-length:]]


def _stem(path: str) -> str:
    return without_suffix(path.rpartition("/")[2])


def _differ_in_script(path: str, parts: Sequence[str]) -> bool:
    """Whether there is more between a path and what a link says than spaces and hyphens."""

    def bare(name: str) -> str:
        return re.sub(r"[\s\u2010-]+", "", width_name(name))

    return _tail(path, len(parts), bare) != [*map(bare, (*parts[:-1], without_suffix(parts[-1])))]
