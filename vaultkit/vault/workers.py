"""Work on any number of files, on all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

# Below this many files, starting processes costs more than it saves.
_WORTH_PROCESSES = 256

C = TypeVar("C")
R = TypeVar("R")


def each(
    do: Callable[[C, str], R], context: C, paths: Sequence[str], workers: int | None = None
) -> Iterable[R]:
    """What `do` gives for each of these paths, in their order.

    `do` is a function of a module; the context goes to other processes, and the results come
    from them.
    """
    workers = workers or min(os.cpu_count() or 1, 1 + len(paths) // _WORTH_PROCESSES)
    if workers == 1:
        return (do(context, path) for path in paths)
    # Forking shares what is loaded; it is not safe on macOS and not there on Windows.
    method = "fork" if sys.platform == "linux" else "spawn"
    return _in_processes(do, context, paths, workers, method)


def _in_processes(
    do: Callable[[C, str], R], context: C, paths: Sequence[str], workers: int, method: str
) -> Iterator[R]:
    import multiprocessing

    processes = multiprocessing.get_context(method)
    with processes.Pool(workers, _start, (do, context)) as pool:
        yield from pool.imap(_work, paths, chunksize=32)


_do: Callable[[Any, str], Any]
_context: Any


def _start(do: Callable[[C, str], R], context: C) -> None:
    global _do, _context
    _do, _context = do, context


def _work(path: str) -> Any:
    return _do(_context, path)
