"""Files that were not looked at and may name one that was: found by their bytes, then read."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from vaultkit.note.links import Link
from vaultkit.note.patterns import late
from vaultkit.vault.catalog import has_links_only
from vaultkit.vault.resolve import Resolution, comparable
from vaultkit.vault.vault import Vault

# Characters that have one spelling in a link, besides case and percent-encoding: no accents,
# which may be written apart, and nothing that Markdown escapes.
_PLAIN = late("[0-9a-z]+|[\u3400-\u9fff]+")
# An encoded destination that does not lead out of the vault.
_ENCODED = re.compile(rb"\]\((?!https?:)[^)\r\n]*%")
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
    shared = set(filter(vault.names.has_rival, vault.entries))
    if not shared:
        return
    names = {_stem(path) for path in shared}
    for path in mentioning(vault, names):
        entry = vault.entry(path)
        for link in entry.links if entry else ():
            # Most links have another name, and need no look-up.
            if _stem(link.target) in names or _name(link.target) in names:
                resolution = vault.find(link, path)
                tied = shared.intersection(resolution.candidates[: resolution.tied])
                if tied:
                    yield Mention(path, link, resolution, min(tied))


def mentioning(vault: Vault, names: Collection[str]) -> Iterator[str]:
    """The notes that were not looked at and may link to one of these names, and every such board.

    Names are comparable, without extension. What a note must hold are the plain parts of one, in
    any case, perhaps percent-encoded, behind what opens a link.
    """
    needles = list(map(_needle, names))
    for path in (*vault.notes, *vault.boards):
        if path in vault.entries:
            continue
        try:
            with open(os.path.join(vault.root, path), "rb") as file:
                data = file.read().lower()
        except OSError:
            continue
        if has_links_only(path) or any(needle.is_linked_in(data) for needle in needles):
            yield path
        elif b"%" in data and _ENCODED.search(data):
            decoded = unquote_to_bytes(data).lower()
            if any(needle.is_linked_in(decoded) for needle in needles):
                yield path


class _Needle(NamedTuple):
    """The longest plain part of a name, and the pattern of all of them."""

    longest: bytes
    pattern: re.Pattern[bytes]

    def is_linked_in(self, data: bytes) -> bool:
        """Whether the name stands behind what opens a link, as far as a path may be long."""
        if self.longest not in data:
            return False
        for found in self.pattern.finditer(data):
            start, at = max(0, found.start() - _LONGEST_PATH), found.start()
            if data.rfind(b"[[", start, at) >= 0 or data.rfind(b"](", start, at) >= 0:
                return True
        return False


def _needle(name: str) -> _Needle:
    parts = [part.encode() for part in _PLAIN.findall(name)]
    # Between them stands what may be written in several ways, in up to so many bytes.
    gap = rb"[^\r\n]{1,%d}?" % (12 * len(name))
    return _Needle(max(parts, key=len, default=b""), re.compile(gap.join(parts)))


def _name(target: str) -> str:
    return comparable(target).rpartition("/")[2]


def _stem(path: str) -> str:
    """The comparable name of a file without its extension."""
    name = _name(path)
    return name.rpartition(".")[0] or name
