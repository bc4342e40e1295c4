"""Which files belong to the vault."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

NOTE_SUFFIXES = (".md", ".markdown")
# The attachments that Obsidian knows (its help: accepted file formats). `Vue.js` is a name.
_ATTACHMENT = re.compile(
    r".*\.(?:3gp|avif|base|bmp|canvas|flac|gif|jpe?g|m4a|mkv|mov|mp[34]|og[gv]|pdf|png|svg|wav|web[mp])",
    re.IGNORECASE,
)


class Entry(msgspec.Struct, frozen=True):
    """One file. `path` is relative to the vault, `/` between folders, spelled as on disk."""

    path: str
    is_note: bool


class Listing(msgspec.Struct, frozen=True):
    """The files of a vault, sorted by path.

    `problems` pairs a vault path with a predicate ("cannot be read: ...") for each thing that
    stands in the vault and was not taken as a file of it, or that is named so that other
    programs will fail on it.
    """

    entries: tuple[Entry, ...]
    problems: tuple[tuple[str, str], ...]


class ObsidianSettings(msgspec.Struct, frozen=True):
    """What vaultkit heeds of `.obsidian/`.

    `types` maps a property to the type that the user gave it (`types.json`); `new_link_format`
    is `shortest`, `relative`, `absolute` or None (`app.json`).
    """

    types: dict[str, str] = {}
    new_link_format: str | None = None


def find_root(path: Path) -> Path:
    """The vault that a file or folder is in, as an absolute path.

    That is the nearest folder upward that holds `vaultkit.toml` or `.obsidian/`; where there is
    none, the folder itself or the folder of the file. A path that does not exist is a file.
    """
    # Not resolve(): a path through a symbolic link belongs to the vault it was reached by.
    here = Path(os.path.abspath(path))
    folder = here if os.path.isdir(here) else here.parent
    for above in (folder, *folder.parents):
        if os.path.isfile(above / "vaultkit.toml") or os.path.isdir(above / ".obsidian"):
            return above
    return folder


def scan(root: Path, include: Sequence[str], exclude: Sequence[str]) -> Listing:
    """List the vault's files; what cannot be read is a problem and ends nothing.

    Left out: whatever has a leading dot in its name, `node_modules`, repositories inside the
    vault, and what `exclude` matches. Notes are `*.md`, `*.markdown` and what `include` matches;
    both take gitignore-style patterns. A symbolic link is followed where it stays in the vault.
    Each folder is walked once, under its own name if it has one, so a link to a folder adds
    nothing unless that folder is excluded under its own name.
    """
    walk = _Walk(root, include, exclude)
    walk.run()
    walk.entries.sort(key=lambda entry: entry.path)
    return Listing(tuple(walk.entries), tuple(sorted(walk.problems)))


def is_attachment_name(target: str) -> bool:
    """Whether a link's target names no note, by its extension."""
    return _ATTACHMENT.fullmatch(target) is not None


def is_excluded(path: str, exclude: Sequence[str]) -> bool:
    """Whether `exclude` leaves out the file at a vault path."""
    return matcher(tuple(exclude))(path)


@lru_cache(maxsize=256)
def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """A test of vault paths (a folder's ends in `/`) against gitignore-style patterns."""
    if not patterns:
        return lambda path: False
    from pathspec import GitIgnoreSpec

    # The other backends cannot match a name that is not UTF-8.
    spec = GitIgnoreSpec.from_lines(
        [unicodedata.normalize("NFC", pattern) for pattern in patterns], backend="simple"
    )
    return lambda path: spec.match_file(unicodedata.normalize("NFC", path))


def obsidian_settings(root: Path) -> ObsidianSettings:
    """Read `.obsidian/`; a file that is missing or broken counts as empty."""
    types = _settings_file(root, "types.json").get("types")
    link_format = _settings_file(root, "app.json").get("newLinkFormat")
    return ObsidianSettings(
        {name: kind for name, kind in types.items() if isinstance(kind, str)}
        if isinstance(types, dict)
        else {},
        link_format if isinstance(link_format, str) else None,
    )


def _settings_file(root: Path, name: str) -> dict[str, object]:
    try:
        data = msgspec.json.decode((root / ".obsidian" / name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _is_note_name(name: str) -> bool:
    return name.endswith(NOTE_SUFFIXES) or name.lower().endswith(NOTE_SUFFIXES)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "node_modules"


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Walk:
    """One walk through a vault."""

    def __init__(self, root: Path, include: Sequence[str], exclude: Sequence[str]) -> None:
        self.entries: list[Entry] = []
        self.problems: list[tuple[str, str]] = []
        self._root = os.path.realpath(root)
        self._included = matcher(tuple(include))
        self._excluded = matcher(tuple(exclude))
        # A pattern with `!` may take back a file of a folder that another one excludes.
        self._prunes = not any(pattern.startswith("!") for pattern in exclude)
        # Folders to walk, as (vault path ending in `/`, real path).
        self._folders = [("", self._root)]
        self._linked: list[tuple[str, str]] = []
        self._seen: set[str] = set()

    def run(self) -> None:
        while self._folders or self._linked:
            if not self._folders:
                # Only now is it known which folders have been walked under their own name.
                self._linked.sort(reverse=True)
                self._folders.append(self._linked.pop())
            prefix, real = self._folders.pop()
            if real not in self._seen:
                self._seen.add(real)
                self._walk(prefix, real)

    def _walk(self, prefix: str, real: str) -> None:
        try:
            with os.scandir(real) as found:
                children = list(found)
        except OSError as error:
            self._problem(prefix[:-1] or ".", f"cannot be read: {error.strerror}")
            return
        if prefix and any(child.name == ".git" for child in children):
            return
        for child in children:
            if _is_hidden(child.name):
                continue
            path = prefix + child.name
            if not child.name.isascii() and not _is_utf8(child.name):
                self._problem(path, "has a name that is not UTF-8")
            try:
                self._take(path, child)
            except OSError as error:
                self._problem(path, f"cannot be read: {error.strerror}")

    def _take(self, path: str, child: os.DirEntry[str]) -> None:
        if child.is_symlink():
            self._take_link(path, child)
        elif child.is_dir(follow_symlinks=False):
            if self._enters(path):
                self._folders.append((path + "/", child.path))
        elif not self._excluded(path):
            if child.is_file(follow_symlinks=False):
                self._add(path)
            else:
                self._problem(path, "is not a regular file")

    def _take_link(self, path: str, child: os.DirEntry[str]) -> None:
        if self._excluded(path):
            return
        try:
            target = os.path.realpath(child.path, strict=True)
        except OSError as error:
            self._problem(path, f"is a symbolic link that cannot be followed: {error.strerror}")
            return
        if not self._holds(target):
            self._problem(path, "is a symbolic link that leaves the vault and is not followed")
        elif os.path.isdir(target):
            if self._enters(path):
                self._linked.append((path + "/", target))
        elif os.path.isfile(target):
            self._add(path)
        else:
            self._problem(path, "is not a regular file")

    def _enters(self, path: str) -> bool:
        """Whether to walk a folder."""
        excluded = self._excluded(path + "/")
        if not excluded and _is_note_name(path):
            self._problem(path, "is a folder, not a note")
        return not (excluded and self._prunes)

    def _holds(self, target: str) -> bool:
        """Whether a real path is in a part of the vault that may be read."""
        base = self._root.rstrip(os.sep) + os.sep
        if not (target + os.sep).startswith(base):
            return False
        return not any(_is_hidden(part) for part in target[len(base) :].split(os.sep))

    def _add(self, path: str) -> None:
        self.entries.append(Entry(path, _is_note_name(path) or self._included(path)))

    def _problem(self, path: str, predicate: str) -> None:
        self.problems.append((path, predicate))
