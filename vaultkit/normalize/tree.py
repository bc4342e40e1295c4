"""Everything that lies in a folder, whether it is a file of the vault or not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

Kind = Literal["file", "link", "empty folder"]


def walk(
    root: Path, failed: Callable[[OSError], None], without: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Kind]]:
    """Each file, symbolic link and empty folder, relative with `/`, in order, and what it is.

    Links are not followed. Names in `without` are left out at the top. `failed` is told of
    folders that cannot be read.
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
        for name in sorted(files):
            is_link = os.path.islink(os.path.join(folder, name))
            yield prefix + name, "link" if is_link else "file"
        for name in folders:
            if os.path.islink(os.path.join(folder, name)):
                yield prefix + name, "link"
