"""A vault: its files, its settings, and what its notes say of one another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from vaultkit import config as configuration
from vaultkit.config import Config
from vaultkit.note.links import Link, from_text
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError, decode
from vaultkit.vault.catalog import Entry, has_links_only, read_entry
from vaultkit.vault.files import NOTE_SUFFIXES, Listing, ObsidianSettings, obsidian_settings, scan
from vaultkit.vault.loose import LooseNames
from vaultkit.vault.near import Near
from vaultkit.vault.resolve import EXTERNAL, Names, Resolution, State


class Vault(msgspec.Struct):
    """The files below `root` and the configuration that holds for them.

    `entries` are what the files tell that have been looked at, `unreadable` the files that
    could not be, each with the reason; both grow as a run goes on. `gathered` is what each rule
    about several notes knows of each note that was looked at, by code and path; `evidence` is the
    same of the notes as they were before any fix. `texts` are the texts that are not
    on disk, because they were given or are fixed.
    """

    root: Path
    config: Config
    listing: Listing
    obsidian: ObsidianSettings
    entries: dict[str, Entry] = {}
    unreadable: dict[str, str] = {}
    gathered: dict[str, dict[str, Any]] = {}
    evidence: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    _names: Names | None = None
    _near: Near | None = None
    _loose: LooseNames | None = None
    _notes: frozenset[str] | None = None
    _others: dict[str, Entry | None] = {}

    @classmethod
    def open(cls, root: Path | str, config: Config | None = None) -> Vault:
        """List the vault's files and read Obsidian's settings.

        Without `config` it is the nearest configuration upward from `root`. Raises ConfigError.
        """
        root = Path(root)
        config = configuration.load(root) if config is None else config
        listing = scan(root, config.vault.include, config.vault.exclude)
        vault = cls(root, config, listing, obsidian_settings(root))
        vault.unreadable.update(listing.problems)
        return vault

    @property
    def notes(self) -> list[str]:
        """The paths of the notes, sorted."""
        return [entry.path for entry in self.listing.entries if entry.is_note]

    @property
    def boards(self) -> list[str]:
        """The paths of the canvases and bases, sorted: no notes, and they hold links."""
        return [
            entry.path
            for entry in self.listing.entries
            if not entry.is_note and has_links_only(entry.path)
        ]

    @property
    def links(self) -> dict[str, list[Link]]:
        """The links of the files that have been looked at."""
        return {path: entry.links for path, entry in self.entries.items()}

    @property
    def links_of_notes(self) -> dict[str, list[Link]]:
        """The same without canvases and bases, whose links programs write."""
        return {path: links for path, links in self.links.items() if not has_links_only(path)}

    @property
    def names(self) -> Names:
        """Every file by name."""
        if self._names is None:
            self._names = names_of(entry.path for entry in self.listing.entries)
        return self._names

    @property
    def near(self) -> Near:
        """What links that lead nowhere may have meant."""
        if self._near is None:
            self._near = Near(self.loose, self.names)
        return self._near

    @property
    def loose(self) -> LooseNames:
        """Every file by its loose name."""
        if self._loose is None:
            self._loose = LooseNames(entry.path for entry in self.listing.entries)
        return self._loose

    def read(self, path: str) -> str:
        """The text of a note. Raises UnreadableError with the reason."""
        return read_text(self.root / path)

    def note(self, path: str) -> Note:
        """A note. Raises UnreadableError with the reason."""
        return Note(path, self.read(path))

    def entry(self, path: str) -> Entry | None:
        """What a file tells, read now unless it was looked at; None where it cannot be read."""
        if path in self.entries:
            return self.entries[path]
        if path not in self._others:
            try:
                self._others[path] = read_entry(path, self.read(path))
            except UnreadableError:
                self._others[path] = None
        return self._others[path]

    def resolve(self, link: Link | str, source: str) -> Resolution:
        """What a link in the file at the vault path `source` means.

        A link that is text, such as `Note#Heading|alias`, is what stands in a wikilink. A note
        is read where the link names a heading or a block in it, unless it was looked at.
        """
        if isinstance(link, str):
            link = from_text(link)
        found = self.find(link, source)
        if not link.subpath or found.path is None or found.candidates:
            return found
        state = self.subpath_state(found.path, link.subpath)
        return found if state == "ok" else replace(found, state=state)

    def subpath_state(self, path: str, subpath: str) -> State:
        """Whether a file has the heading or block that a subpath (`#…`) names."""
        entry = self.entry(path) if self._is_note(path) else None
        return entry.subpath_state(subpath) if entry else "ok"

    def find(self, link: Link, source: str) -> Resolution:
        """The same without regard to the heading or block that it names."""
        if link.is_external:
            return EXTERNAL
        if link.is_path:
            return self.names.at(link.target)
        return self.names.resolve(link.target, source)

    def _is_note(self, path: str) -> bool:
        if self._notes is None:
            self._notes = frozenset(self.notes)
        # What is in no list was given as a note.
        return path in self._notes or (path in self.entries and not has_links_only(path))

    def current(self, path: str) -> Note:
        """A note as the run has left it so far. Raises UnreadableError with the reason."""
        return Note(path, self.texts[path] if path in self.texts else self.read(path))


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
