"""Everything that lies in a folder, whether it is a file of the vault or not."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Literal

from vaultkit.fixing.writer import is_left_over

Kind = Literal["file", "link", "empty folder"]

# What a new vault does not get: the history of this one, and what vaultkit notes down there.
LEFT_BEHIND = frozenset([".git", ".vaultkit"])


def walk(
    root: Path,
    without: Collection[str] = LEFT_BEHIND,
    failed: Callable[[OSError], None] | None = None,
) -> Iterator[tuple[str, Kind]]:
    """Each file, symbolic link and empty folder, relative with `/`, and what it is.

    Links are not followed. Names in `without` are left out at the top: a repository inside the
    vault stays one. So is what a killed run left half-written. `failed` is told of folders that
    cannot be read.
    """
    for folder, folders, files in os.walk(root, onerror=failed):
        here = os.path.relpath(folder, root)
        prefix = "" if here == "." else here.replace(os.sep, "/") + "/"
        if not prefix:
            folders[:] = [name for name in folders if name not in without]
            files = [name for name in files if name not in without]
        elif not folders and not files:
            yield prefix[:-1], "empty folder"
        folders.sort()
        for name in sorted(name for name in files if not is_left_over(name)):
            is_link = os.path.islink(os.path.join(folder, name))
            yield prefix + name, "link" if is_link else "file"
        for name in folders:
            if os.path.islink(os.path.join(folder, name)):
                yield prefix + name, "link"


def parents(path: str) -> Iterator[str]:
    """The folders above a path, from the nearest up."""
    while path := path.rpartition("/")[0]:
        yield path
