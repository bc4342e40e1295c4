"""Links that follow the notes they point at."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping

from vaultkit.fixing.edits import apply
from vaultkit.note.links import Link, written
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span
from vaultkit.vault.resolve import Names


class Moves:
    """The moves of a plan, as the names of the vault before and after them."""

    def __init__(self, before: Names, after: Names, moved: Mapping[str, str]) -> None:
        """`moved` maps old paths to new ones, for what moves alone."""
        self._before = before
        self._after = after
        self._moved = moved
        self._origins = {new: old for old, new in moved.items()}

    def edits(self, note: Note) -> tuple[list[Edit], set[str]]:
        """The edits after which every link that resolved resolves to the same file.

        `note` has its old path. With them come the files, by old path, that must not move,
        because a link of this note could not be written so that it holds.
        """
        targets = [self._target(link, note.path) for link in note.links]
        lost = [link for link, target in zip(note.links, targets, strict=True) if target is None]
        changed = [
            (link, target)
            for link, target in zip(note.links, targets, strict=True)
            if target is not None and target != link.target
        ]
        edits = [_rewrite(note.text, link, target) for link, target in changed]
        if edits:
            # A name may hold what means something where the link stands, such as a backtick.
            read = [link.target for link in Note(note.path, apply(note.text, edits)).links]
            wanted = [
                target or link.target for link, target in zip(note.links, targets, strict=True)
            ]
            if read != wanted:
                lost += (link for link, _ in changed)
        return edits, {path for link in lost for path in self._bound(link, note.path)}

    def _target(self, link: Link, source: str) -> str | None:
        """What a link must say, which is what it says where that is right; None if nothing is."""
        old = None if link.is_external else self._before.resolve(link.target, source).path
        if old is None or not link.target:
            return link.target
        new, there = self._moved.get(old, old), self._moved.get(source, source)
        if self._after.resolve(link.target, there).path == new:
            return link.target
        for target in self._spellings(link, source, old):
            if self._after.resolve(target, there).path == new:
                return target
        return None

    def _spellings(self, link: Link, source: str, old: str) -> Iterator[str]:
        """What the link could say, the best first: as it was said before, then the shortest."""
        new, there = self._moved.get(old, old), self._moved.get(source, source)
        extension = posixpath.splitext(new)[1]
        keeps = link.target.lower().endswith((".md", ".markdown", ".txt"))
        if link.is_markdown and _is_relative(link.target, source, old):
            relative = os.path.relpath(new, posixpath.dirname(there) or ".").replace(os.sep, "/")
            relative = relative if keeps else relative.removesuffix(".md")
            yield relative
            yield f"./{relative}"
        shortest = self._after.shortest(new, there)
        yield shortest + extension if keeps and not shortest.endswith(extension) else shortest
        yield shortest
        yield new

    def _bound(self, link: Link, source: str) -> Iterator[str]:
        """What moves and makes a link mean something else."""
        there = self._moved.get(source, source)
        now = self._after.resolve(link.target, there).path or ""
        old = self._before.resolve(link.target, source).path or ""
        for path in (source, old, self._origins.get(now, "")):
            if path in self._moved:
                yield path


def _is_relative(target: str, source: str, path: str) -> bool:
    """Whether a destination leads from its note to the file as other Markdown programs read it."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    return joined in (path, posixpath.splitext(path)[0])


def _rewrite(text: str, link: Link, target: str) -> Edit:
    start, end = link.target_span
    if link.is_markdown:
        target = written(target, in_angles=text[start - 1] == "<")
    elif link.kind == "property" and "'" in target and text[link.span.start - 1] == "'":
        # Doubled quotes would be read by YAML, but not by everyone who looks for links.
        start, end = link.span.start - 1, link.span.end + 1
        before, after = Span(start + 1, link.target_span.start), Span(link.target_span.end, end - 1)
        target = f'"{before.of(text)}{target}{after.of(text)}"'
    return Edit(start, end, target)
