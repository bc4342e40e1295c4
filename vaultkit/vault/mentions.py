"""Files that were not looked at and may name one that was: found by their bytes, then read."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from vaultkit.note.links import Link
from vaultkit.vault.catalog import has_links_only
from vaultkit.vault.resolve import Resolution, comparable
from vaultkit.vault.vault import Vault

# Characters that have one spelling in a link, besides case and percent-encoding: no accents,
# which may be written apart, and nothing that Markdown escapes.
_PLAIN = re.compile("[0-9a-z]+|[\u3400-\u9fff]+")
# In bytes; each of them may be written as three.
_LONGEST_PATH = 3000


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
    shared = {path for path in vault.entries if len(vault.names.twins(path)) > 1}
    if not shared:
        return
    names = {_stem(path) for path in shared}
    for path in mentioning(vault, names):
        entry = vault.entry(path)
        for link in entry.links if entry else ():
            # Most links have another name, and need no look-up.
            if _stem(link.target) in names or _name(link.target) in names:
                resolution = vault.resolve(link, path)
                tied = shared.intersection(resolution.candidates[: resolution.tied])
                if tied:
                    yield Mention(path, link, resolution, min(tied))


def mentioning(vault: Vault, names: Collection[str]) -> Iterator[str]:
    """The notes that were not looked at and may link to one of these names, and every such board.

    Names are comparable, without extension. What a note must hold is the longest plain part of
    one, in any case, in brackets or percent-encoded.
    """
    needles = [max(_PLAIN.findall(name), key=len, default="").encode() for name in names]
    for path in (*vault.notes, *vault.boards):
        if path in vault.entries:
            continue
        try:
            with open(os.path.join(vault.root, path), "rb") as file:
                data = file.read().lower()
        except OSError:
            continue
        if has_links_only(path) or any(_may_link(data, needle) for needle in needles):
            yield path
        elif b"%" in data:
            decoded = unquote_to_bytes(data).lower()
            if any(_may_link(decoded, needle) for needle in needles):
                yield path


def _may_link(data: bytes, needle: bytes) -> bool:
    """Whether a needle stands behind what opens a link, as far as a path may be long."""
    at = data.find(needle)
    while at >= 0:
        start = max(0, at - _LONGEST_PATH)
        if data.rfind(b"[[", start, at) >= 0 or data.rfind(b"](", start, at) >= 0:
            return True
        at = data.find(needle, at + len(needle) + 1)
    return False


def _name(target: str) -> str:
    return comparable(target).rpartition("/")[2]


def _stem(path: str) -> str:
    """The comparable name of a file without its extension."""
    name = _name(path)
    return name.rpartition(".")[0] or name
