"""Lint, or fix, any number of notes of one vault, on all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from vaultkit.checks.located import Located, Record, locate
from vaultkit.checks.ruleset import Ruleset
from vaultkit.fixing import headings
from vaultkit.fixing.across import Across
from vaultkit.fixing.job import Changed, Job, Result, do
from vaultkit.note.source import Lines
from vaultkit.vault.vault import Vault

# Below this many notes, starting processes costs more than it saves.
_WORTH_PROCESSES = 256


class Outcome(msgspec.Struct):
    """What a run found and what it would write.

    `findings` are in the order of path and place; `fixed` counts the findings that were fixed,
    by code. `elsewhere` are the paths of notes that were not looked at and in which one that was
    has made something wrong.
    """

    findings: list[Located] = []
    changed: dict[str, Changed] = {}
    fixed: dict[str, int] = {}
    elsewhere: set[str] = set()


def lint(
    vault: Vault,
    ruleset: Ruleset,
    paths: Sequence[str],
    unsafe: Collection[str] | None = None,
    texts: Mapping[str, str] | None = None,
    workers: int | None = None,
    may_change: Callable[[str, str], bool] = lambda path, text: True,
) -> Outcome:
    """Check the notes at `paths`, and fix them where `unsafe` is not None.

    `unsafe` are the codes or prefixes whose unsafe fixes are made besides the safe ones. `texts`
    holds the text of notes that are not to be read from disk. A file is only changed where
    `may_change` is true of its path and its text with the fixes. Nothing is written.
    """
    job = Job(vault, ruleset, unsafe, texts or {})
    across = Across(job, {result.path: result for result in _results(job, paths, workers)})
    across.fix()
    across.freeze(may_change)
    headings.follow(job, across, may_change)
    return _outcome(job, across)


def _outcome(job: Job, across: Across) -> Outcome:
    outcome = Outcome()
    for path, result in across.results.items():
        outcome.findings += result.findings
        if result.changed:
            outcome.changed[path] = result.changed
        for code, count in result.applied.items():
            outcome.fixed[code] = outcome.fixed.get(code, 0) + count
    rules = job.ruleset.rules
    for path, findings in across.findings().items():
        if findings:
            # What is no note of this run (a pipe, a link out of the vault) is not opened.
            if any(finding.cause for finding in findings):
                outcome.elsewhere.add(path)
            is_read = path in across.results or path in outcome.elsewhere
            lines = Lines(across.text(path) if is_read else "")
            outcome.findings += (locate(f, rules[f.code], lines) for f in findings)
    outcome.findings.sort(key=lambda found: _order(found.record))
    return outcome


def _order(record: Record) -> tuple[str, int, int, str]:
    return record.path, record.line, record.column, record.code


def _results(job: Job, paths: Sequence[str], workers: int | None) -> Iterable[Result]:
    workers = workers or min(os.cpu_count() or 1, 1 + len(paths) // _WORTH_PROCESSES)
    if workers == 1:
        return (do(job, path) for path in paths)
    # Forking shares what is loaded; it is not safe on macOS and not there on Windows.
    method = "fork" if sys.platform == "linux" else "spawn"
    return _in_processes(job, paths, workers, method)


def _in_processes(job: Job, paths: Sequence[str], workers: int, method: str) -> Iterator[Result]:
    import multiprocessing

    context = multiprocessing.get_context(method)
    with context.Pool(workers, _start, (job,)) as pool:
        yield from pool.imap(_work, paths, chunksize=32)


_job: Job


def _start(job: Job) -> None:
    global _job
    _job = job


def _work(path: str) -> Result:
    return do(_job, path)
