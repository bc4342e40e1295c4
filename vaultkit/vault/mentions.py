"""Files that were not looked at and may name one that was: found by their bytes, then read."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from vaultkit.note.links import Link, find_wikilinks
from vaultkit.note.patterns import late
from vaultkit.vault.catalog import has_links_only
from vaultkit.vault.resolve import Resolution, comparable
from vaultkit.vault.vault import Vault

# Characters that have one spelling in a link, besides case and percent-encoding: no accents,
# which may be written apart, and nothing that Markdown escapes.
_PLAIN = late("[0-9a-z]+|[\u3400-\u9fff]+")
# A Markdown destination that does not lead out of the vault.
_LOCAL = re.compile(rb"\]\((?![A-Za-z][A-Za-z0-9+.-]*:)[^)]")


class Mention(NamedTuple):
    """A link in a file that was not looked at, and the file that was and that it may mean."""

    path: str
    link: Link
    resolution: Resolution
    cause: str


def newly_ambiguous(vault: Vault) -> Iterator[Mention]:
    """The ambiguous links of other files for which one that was looked at is as good as another.

    A new note can make them so without a change where they stand.
    """
    if len(vault.entries) >= len(vault.notes) + len(vault.boards):
        return
    shared = set(filter(vault.names.has_rival, vault.entries))
    if not shared:
        return
    names = {_stem(path) for path in shared}
    for path in _mentioning(vault, names):
        entry = vault.entry(path)
        for link in entry.links if entry else ():
            # Most links have another name, and need no look-up.
            if _is_one_of(names, link.target):
                resolution = vault.find(link, path)
                tied = shared.intersection(resolution.candidates[: resolution.tied])
                if tied:
                    yield Mention(path, link, resolution, min(tied))


def _mentioning(vault: Vault, names: Collection[str]) -> Iterator[str]:
    """The notes that were not looked at and may link to one of these names, and every such board.

    Names are comparable, without extension.
    """
    needles = [max(_PLAIN.findall(name), key=len, default="").encode() for name in names]
    for path in (*vault.notes, *vault.boards):
        if path in vault.entries:
            continue
        try:
            with open(os.path.join(vault.root, path), "rb") as file:
                data = file.read()
        except OSError:
            continue
        if has_links_only(path) or _may_link(data, names, needles):
            yield path


def _may_link(data: bytes, names: Collection[str], needles: Sequence[bytes]) -> bool:
    """Whether a note may link to one of the names, told without parsing it.

    `needles` are the longest plain parts of the names.
    """
    is_named = any(map(data.lower().__contains__, needles))
    if is_named:
        text = data.decode(errors="replace")
        if any(_is_one_of(names, link.target) for link in find_wikilinks(text, 0)):
            return True
    if not _LOCAL.search(data):
        return False
    return is_named or any(map(unquote_to_bytes(data).lower().__contains__, needles))


def _is_one_of(names: Collection[str], target: str) -> bool:
    """Whether a link's target has one of the names, with or without an extension."""
    return _stem(target) in names or _name(target) in names


def _name(target: str) -> str:
    return comparable(target).rpartition("/")[2]


def _stem(path: str) -> str:
    """The comparable name of a file without its extension."""
    name = _name(path)
    return name.rpartition(".")[0] or name
