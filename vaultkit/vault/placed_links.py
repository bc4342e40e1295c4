"""Every link of a vault: where it stands and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from vaultkit.note.links import LinkKind
from vaultkit.note.source import Lines, UnreadableError
from vaultkit.vault.catalog import Entry, has_links_only, read_entry
from vaultkit.vault.resolve import State
from vaultkit.vault.vault import Vault
from vaultkit.vault.workers import each

# What leads nowhere. An ambiguous link leads somewhere, and an external one out of the vault.
BROKEN: tuple[State, ...] = ("unresolved", "missing-heading", "missing-block")


class PlacedLink(msgspec.Struct, frozen=True):
    """A link in the shape of `links --output-format json`.

    `line` and `column` are 1-based, and columns count characters. `raw` is the link as written,
    `resolved` the file that it leads to, `candidates` those that an ambiguous one fits.
    """

    path: str
    line: int
    column: int
    kind: LinkKind
    raw: str
    target: str
    subpath: str
    display: str | None
    state: State
    resolved: str | None
    candidates: tuple[str, ...]

    @property
    def is_broken(self) -> bool:
        return self.state in BROKEN

    def may_lead_to(self, path: str) -> bool:
        """Whether the link leads to a file, or is ambiguous and the file fits it too."""
        return self.resolved == path or path in self.candidates


class _Read(NamedTuple):
    """A file with what it tells and where its links are: line, column and source of each."""

    path: str
    entry: Entry | None = None
    places: Sequence[tuple[int, int, str]] = ()
    unreadable: str = ""


def placed_links(vault: Vault, sources: Iterable[str] | None = None) -> Iterator[PlacedLink]:
    """The links of these files, of every note, canvas and base without `sources`, in their order.

    Each file is read once; what cannot be read is put down in `vault.unreadable`.
    """
    paths = sorted((*vault.notes, *vault.boards)) if sources is None else list(sources)
    # No heading is looked up before every note is read, or notes would be read twice.
    read = list(each(_read, vault, paths))
    for one in read:
        if one.unreadable:
            vault.unreadable[one.path] = one.unreadable
        elif one.entry:
            vault.entries[one.path] = one.entry
    for one in read:
        links = one.entry.links if one.entry else ()
        for link, (line, column, raw) in zip(links, one.places, strict=True):
            found = vault.resolve(link, one.path)
            yield PlacedLink(
                one.path,
                line,
                column,
                link.kind,
                raw,
                link.target,
                link.subpath,
                link.display,
                found.state,
                found.path,
                found.candidates,
            )


def _read(vault: Vault, path: str) -> _Read:
    try:
        text = vault.read(path)
        if "[[" not in text and "](" not in text and not has_links_only(path):
            return _Read(path)
        entry = read_entry(path, text)
    except UnreadableError as error:
        return _Read(path, unreadable=str(error))
    lines = Lines(text)
    places = [(*lines.place(link.span.start), link.span.of(text)) for link in entry.links]
    return _Read(path, entry, places)
