"""The aliases of the notes of a vault: links do not find them, people write them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError, decode
from vaultkit.vault.catalog import aliases_of
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault


def notes_with_alias(vault: Vault, wanted: Collection[str]) -> dict[str, list[str]]:
    """The paths of the notes that have each of these aliases, which are as names are compared.

    Of notes that were not looked at, only the front matter is read, and that of few.
    """
    found: dict[str, list[str]] = {}
    if wanted:
        every = {path: entry.aliases for path, entry in vault.entries.items()}
        for path, aliases in sorted((*every.items(), *_others(vault, wanted))):
            for alias in {comparable(one.strip()) for one in aliases}.intersection(wanted):
                found.setdefault(alias, []).append(path)
    return found


def _others(vault: Vault, wanted: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """The aliases of the notes that were not looked at and may have one of these."""
    for path in vault.notes:
        if path in vault.entries:
            continue
        try:
            with open(os.path.join(vault.root, path), "rb") as file:
                data = file.read()
            matter = data[: data.find(b"\n---", 3)]
            if b"aliases" in matter.lower() and _may_name(matter, wanted):
                yield path, aliases_of(Note(path, decode(data)))
        except (OSError, UnreadableError):
            continue


def _may_name(matter: bytes, wanted: Collection[str]) -> bool:
    """Whether front matter may hold one of these names, told without parsing it."""
    said = comparable(matter.decode(errors="replace")).replace("''", "'")
    return "\\" in said or any(map(said.__contains__, wanted))
