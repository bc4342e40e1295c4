"""Lint, or fix, any number of notes of one vault, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from vaultkit.checks.located import Located, Record, locate
from vaultkit.checks.ruleset import Ruleset
from vaultkit.fixing import headings
from vaultkit.fixing.across import Across
from vaultkit.fixing.job import Changed, Job, do
from vaultkit.note.source import Lines
from vaultkit.vault.vault import Vault
from vaultkit.vault.workers import each


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
    across = Across(job, {result.path: result for result in each(do, job, paths, workers)})
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
