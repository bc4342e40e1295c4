"""A vault: its files, its settings, and what its notes say of one another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from vaultkit.config import Config
from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError, decode
from vaultkit.vault.files import NOTE_SUFFIXES, Listing, ObsidianSettings, obsidian_settings, scan
from vaultkit.vault.resolve import Names, Resolution


class Vault(msgspec.Struct):
    """The files below `root` and the configuration that holds for them.

    `links` are the links of the notes that have been looked at, `unreadable` the files that
    could not be, each with the reason; both grow as a run goes on. `gathered` is what each rule
    about several notes knows of each note that was looked at, by code and path; `evidence` is the
    same of the notes as they were before any fix.
    """

    root: Path
    config: Config
    listing: Listing
    obsidian: ObsidianSettings
    links: dict[str, list[Link]] = {}
    unreadable: dict[str, str] = {}
    gathered: dict[str, dict[str, Any]] = {}
    evidence: dict[str, dict[str, Any]] = {}
    _names: Names | None = None

    @classmethod
    def open(cls, root: Path, config: Config) -> Vault:
        """List the vault's files and read Obsidian's settings. Raises ConfigError."""
        listing = scan(root, config.vault.include, config.vault.exclude)
        vault = cls(root, config, listing, obsidian_settings(root))
        vault.unreadable.update(listing.problems)
        return vault

    @property
    def notes(self) -> list[str]:
        """The paths of the notes, sorted."""
        return [entry.path for entry in self.listing.entries if entry.is_note]

    @property
    def names(self) -> Names:
        """Every file by name."""
        if self._names is None:
            self._names = names_of(entry.path for entry in self.listing.entries)
        return self._names

    def read(self, path: str) -> str:
        """The text of a note. Raises UnreadableError with the reason."""
        return read_text(self.root / path)

    def note(self, path: str) -> Note:
        """A note. Raises UnreadableError with the reason."""
        return Note(path, self.read(path))

    def resolve(self, link: Link, source: str) -> Resolution:
        """What a link in the note `source` means."""
        return self.names.resolve(link.target, source)


def names_of(paths: Iterable[str]) -> Names:
    """The index of a vault's paths. Notes of every suffix can be linked to by their bare name."""
    return Names(paths, (*NOTE_SUFFIXES, ".txt"))


def read_text(file: Path) -> str:
    """The text of a file. Raises UnreadableError with the reason."""
    try:
        # Reading a pipe would wait for its writer for ever.
        if not file.is_file() and file.exists():
            raise UnreadableError("is not a regular file")
        return decode(file.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"cannot be read: {reason}") from None
