"""Links that follow the notes they point at."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping

from vaultkit.fixing.edits import apply
from vaultkit.note import base, canvas
from vaultkit.note.links import written
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span
from vaultkit.note.written import Reference, spelled
from vaultkit.vault.resolve import Names, comparable

# Files that are no notes and name others.
BOARDS = (".canvas", ".base")


class Moves:
    """The moves of a plan, as the names of the vault before and after them."""

    def __init__(self, before: Names, after: Names, moved: Mapping[str, str]) -> None:
        """`moved` maps old paths to new ones, for what moves alone."""
        self._before = before
        self._after = after
        self._moved = moved
        self._origins = {new: old for old, new in moved.items()}

    def edits(self, path: str, text: str) -> tuple[list[Edit], set[str]]:
        """The edits after which every link that resolved resolves to the same file.

        `path` is the old path of a note, canvas or base. With the edits come the files, by old
        path, that must not move, because a link could not be written so that it holds.
        """
        found = references(path, text)
        targets = [self._target(reference, path) for reference in found]
        pairs = list(zip(found, targets, strict=True))
        lost = [reference for reference, target in pairs if target is None]
        changed = [
            (reference, target)
            for reference, target in pairs
            if target is not None and target != reference.link.target
        ]
        edits = [_rewrite(text, reference, target) for reference, target in changed]
        if edits:
            # A name may hold what means something where the link stands, such as a backtick.
            read = [again.link.target for again in references(path, apply(text, edits))]
            wanted = [target or reference.link.target for reference, target in pairs]
            if read != wanted:
                lost += (reference for reference, _ in changed)
        return edits, {bound for reference in lost for bound in self._bound(reference, path)}

    def _target(self, reference: Reference, source: str) -> str | None:
        """What a link must say, which is what it says where that is right; None if nothing is."""
        link = reference.link
        old = resolved(self._before, reference, source)
        if old is None or not link.target:
            return link.target
        new, there = self._moved.get(old, old), self._moved.get(source, source)
        if resolved(self._after, reference, there) == new:
            return link.target
        for target in self._spellings(reference, source, old):
            if resolved(self._after, reference, there, target) == new:
                return target
        return None

    def _spellings(self, reference: Reference, source: str, old: str) -> Iterator[str]:
        """What the link could say, the best first: as it was said before, then the shortest."""
        link = reference.link
        new, there = self._moved.get(old, old), self._moved.get(source, source)
        extension = posixpath.splitext(new)[1]
        keeps = link.target.lower().endswith((".md", ".markdown", ".txt"))
        if reference.kind == "path":
            yield new if comparable(link.target) == comparable(old) else new.removesuffix(".md")
            return
        if link.is_markdown and _is_relative(link.target, source, old):
            relative = os.path.relpath(new, posixpath.dirname(there) or ".").replace(os.sep, "/")
            relative = relative if keeps else relative.removesuffix(".md")
            yield relative
            yield f"./{relative}"
        shortest = self._after.shortest(new, there)
        yield shortest + extension if keeps and not shortest.endswith(extension) else shortest
        yield shortest
        yield new

    def _bound(self, reference: Reference, source: str) -> Iterator[str]:
        """What moves and makes a link mean something else."""
        there = self._moved.get(source, source)
        now = resolved(self._after, reference, there) or ""
        old = resolved(self._before, reference, source) or ""
        for path in (source, old, self._origins.get(now, "")):
            if path in self._moved:
                yield path


def _is_relative(target: str, source: str, path: str) -> bool:
    """Whether a destination leads from its note to the file as other Markdown programs read it."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    return joined in (path, posixpath.splitext(path)[0])


def resolved(
    names: Names, reference: Reference, source: str, target: str | None = None
) -> str | None:
    """The file that a reference in the file `source` means, or would mean with another target."""
    target = reference.link.target if target is None else target
    if reference.link.is_external or reference.kind == "folder":
        return None
    return names.resolve(f"/{target}" if reference.kind == "path" else target, source).path


def _rewrite(text: str, reference: Reference, target: str) -> Edit:
    link = reference.link
    start, end = link.target_span
    if link.is_markdown:
        target = written(target, in_angles=text[start - 1] == "<")
    elif link.kind == "property" and "'" in target and text[link.span.start - 1] == "'":
        # Doubled quotes would be read by YAML, but not by everyone who looks for links.
        start, end = link.span.start - 1, link.span.end + 1
        before, after = Span(start + 1, link.target_span.start), Span(link.target_span.end, end - 1)
        target = f'"{before.of(text)}{target}{after.of(text)}"'
    return Edit(start, end, spelled(target, reference.quote))


def references(path: str, text: str) -> list[Reference]:
    """What a note, canvas or base names; nothing where it cannot be read."""
    name = path.lower()
    if name.endswith(BOARDS):
        named = (canvas if name.endswith(".canvas") else base).read(text)
        return named.references if named else []
    links = Note(path, text).links
    return [Reference(link, "lookup", "", link.subpath_span(text)) for link in links]
