"""Link text and where it stands -> file, by Obsidian's rules.

The rules are those of Obsidian's `getFirstLinkpathDest` as its own output shows them: a name is
looked up in the whole vault whatever folder it is in, and a folder in the link only narrows the
choice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

State = Literal["ok", "unresolved", "ambiguous", "missing-heading", "missing-block", "external"]


class Resolution(msgspec.Struct, frozen=True):
    """What a link means.

    `path` is the file's vault path, None where nothing fits. `candidates` is empty unless the
    link is ambiguous: the choice between the first `tied` of them is not one that Obsidian
    promises to keep. It then holds every file that fits, `path` first, those of equal rank next.
    `state` says it in a word.
    """

    path: str | None
    candidates: tuple[str, ...] = ()
    tied: int = 0
    state: State = "ok"


UNRESOLVED = Resolution(None, state="unresolved")
EXTERNAL = Resolution(None, state="external")

# Whether a file is outside the source's folder, and the length of its path: the lowest wins.
Rank = tuple[bool, int]
_EXACT: Rank = (False, 0)


def comparable(text: str) -> str:
    """A name or path as Obsidian compares it: NFC, no-break spaces as spaces, lower case."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\xa0", " ")
    return text.lower()


class Names:
    """Every file of a vault by its name."""

    def __init__(self, paths: Iterable[str], note_extensions: Sequence[str] = (".md",)) -> None:
        """Index vault paths (`/` between folders, each path once), as spelled on disk.

        `note_extensions`, lower case, are what a link may leave out, the first one first;
        Obsidian itself knows only `.md`. Files in or named with a leading dot are no targets.
        """
        self._extensions = tuple(note_extensions)
        self._by_name: dict[str, list[tuple[str, str]]] = {}
        for path in paths:
            if path.startswith(".") or "/." in path:
                continue
            whole = comparable(path)
            self._by_name.setdefault(whole.rpartition("/")[2], []).append((whole, path))

    def resolve(self, linkpath: str, source: str) -> Resolution:
        """The file that a link in the note `source` (a vault path) means.

        `linkpath` is the link's text before its first `#`, unescaped and, for a markdown link,
        percent-decoded; an empty one means the note itself.
        """
        if not linkpath:
            return Resolution(source)
        if "." in linkpath and comparable(linkpath).rpartition("/")[2] in self._by_name:
            return self._look_up(linkpath, source)
        for extension in self._extensions:
            found = self._look_up(linkpath + extension, source)
            if found.path is not None:
                return found
        return UNRESOLVED

    def at(self, path: str) -> Resolution:
        """The file at a whole vault path, as a canvas names it."""
        return self._look_up(f"/{path}", "")

    def has_rival(self, path: str) -> bool:
        """Whether another file has the same name and a path as long, so that links may tie."""
        files = self._by_name.get(comparable(path).rpartition("/")[2], ())
        length = _length(path)
        return any(_length(other) == length and other != path for _, other in files)

    def shortest(self, path: str, source: str) -> str:
        """The link text that Obsidian's shortest form writes in `source` for the file `path`.

        That is the bare name where no other file has it, else the full vault path, without
        `.md`. Where that text means another file (`v2.0` beside `v2.0.md`), the full path with
        its extension. A file that no link can reach (one without an extension) gets that too.
        """
        full = unicodedata.normalize("NFC", path)
        if full.lower().endswith(".md"):
            full = full[:-3]
        alone = len(self._by_name.get(comparable(path).rpartition("/")[2], ())) == 1
        for text in (full.rpartition("/")[2], full) if alone else (full,):
            if self.resolve(text, source).path == path:
                return text
        return path

    def _look_up(self, linkpath: str, source: str) -> Resolution:
        """The file meant by a linkpath whose last part is a whole file name."""
        wanted = comparable(linkpath)
        files = self._by_name.get(wanted.rpartition("/")[2])
        if files is None:
            return UNRESOLVED
        if len(files) == 1 and "/" not in wanted:
            return Resolution(files[0][1])
        if wanted.startswith("/"):
            absolute = [(_EXACT, path) for whole, path in files if whole == wanted[1:]]
            return _lowest(absolute, linkpath[1:])
        folder = comparable(source).rpartition("/")[0]
        if wanted.startswith(("./", "../")):
            wanted = _from_folder(folder, wanted)
        exact = [(_EXACT, path) for whole, path in files if whole == wanted]
        # Strings, not folders, are compared: `b/x` fits `ab/x.md`, and `ab` is near to `a`.
        return _lowest(
            exact
            or [
                ((not whole.startswith(folder), _length(path)), path)
                for whole, path in files
                if whole.endswith(wanted)
            ],
            linkpath,
        )


def _lowest(ranked: list[tuple[Rank, str]], written: str) -> Resolution:
    """The path of the lowest rank.

    Obsidian takes any of several that share it. We take one spelled as the link is, so that two
    names that differ only by case can still be told apart, else the first by code point.
    """
    if not ranked:
        return UNRESOLVED
    best = min(rank for rank, _ in ranked)
    tied = [path for rank, path in ranked if rank == best]
    if len(tied) == 1:
        return Resolution(tied[0])
    tied.sort(key=lambda path: (not path.endswith(written), path))
    others = [path for rank, path in sorted(ranked) if rank != best]
    return Resolution(tied[0], (*tied, *others), len(tied), "ambiguous")


def _from_folder(folder: str, wanted: str) -> str:
    """A path that starts with `./` or `../`, seen from a folder; `../` stops at the root."""
    above = folder.split("/") if folder else []
    parts = wanted.split("/")
    start = 0
    while start < len(parts) - 1 and parts[start] in {".", ".."}:
        if parts[start] == ".." and above:
            above.pop()
        start += 1
    return "/".join(above + parts[start:])


def _length(path: str) -> int:
    """A path's length as JavaScript counts it: UTF-16 units of its NFC form."""
    if path.isascii():
        return len(path)
    normal = unicodedata.normalize("NFC", path)
    return len(normal.encode("utf-16-le", "surrogatepass")) // 2
