"""Fixes that change headings: the links to them follow, or the heading stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vaultkit.fixing.across import Across
from vaultkit.fixing.following import Follower, Pointer, is_renamed, may_point
from vaultkit.fixing.job import Changed, Job, do
from vaultkit.vault.references import resolved


def follow(job: Job, across: Across, may_change: Callable[[str, str], bool]) -> None:
    """Let the links of this run follow the headings that its fixes changed.

    A heading stays as it was where a file points at it that is not of this run, or that cannot be
    written so.
    """
    if job.unsafe is None:
        return
    # Each time one more heading stays.
    while any(is_renamed(*changed) for changed in _changed(across).values()):
        ours: dict[str, str] = {}
        others: dict[str, str] = {}
        for path, text in _texts(job, across).items():
            is_ours = path in across.results and may_change(path, text)
            (ours if is_ours else others)[path] = text
        written, lost = _follower(job, across, ours).run()
        if not _keep(job, across, [*lost, *_follower(job, across, others).stranded()]):
            for path, text in written.items():
                across.amend(path, text)
            return
        across.fix()


def _keep(job: Job, across: Across, lost: Sequence[Pointer]) -> bool:
    """Fix the notes anew that these point at, with their headings kept; whether there was one."""
    missing: dict[str, set[str]] = {}
    for pointer in lost:
        subpath = pointer.reference.link.subpath
        if subpath not in job.kept.get(pointer.path, ()):
            missing.setdefault(pointer.path, set()).add(subpath)
    for path, subpaths in missing.items():
        job.kept.setdefault(path, set()).update(subpaths)
        across.results[path] = do(job, path)
    return bool(missing)


def _changed(across: Across) -> dict[str, Changed]:
    return {path: result.changed for path, result in across.results.items() if result.changed}


def _texts(job: Job, across: Across) -> dict[str, str]:
    """The texts, as they are now, of every file of the vault that may point at a heading."""
    texts = {}
    for path in dict.fromkeys([*across.results, *job.vault.notes, *job.vault.boards]):
        text = across.text(path)
        if may_point(path, text):
            texts[path] = text
    return texts


def _follower(job: Job, across: Across, sources: dict[str, str]) -> Follower:
    changed = _changed(across)
    names = job.vault.names
    return Follower(
        sources,
        lambda reference, source: resolved(names, reference, source),
        lambda path: changed[path].before if path in changed else across.text(path),
        {path: texts.after for path, texts in changed.items()},
    )
