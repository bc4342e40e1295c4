"""Links that follow the notes they point at."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping

from vaultkit.fixing.edits import apply
from vaultkit.note.spans import Edit
from vaultkit.note.written import Reference
from vaultkit.vault.references import references, resolved, retarget
from vaultkit.vault.resolve import Names


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
        edits = [retarget(text, reference, target) for reference, target in changed]
        if edits:
            # A name may hold what means something where the link stands, such as a backtick.
            read = [again.link.target for again in references(path, apply(text, edits))]
            wanted = [target or reference.link.target for reference, target in pairs]
            if read != wanted:
                lost += (reference for reference, _ in changed)
        return edits, {bound for reference in lost for bound in self._bound(reference, path)}

    def means(self, reference: Reference, source: str) -> str | None:
        """The file, by old path, that a reference in the file `source` means after the moves."""
        path = resolved(self._after, reference, self._moved.get(source, source))
        return self._origins.get(path, path) if path else None

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
            yield new
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
