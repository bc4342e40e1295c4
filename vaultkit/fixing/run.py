"""Lint, or fix, any number of notes of one vault, on all cores."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from vaultkit.checks import run, suppressions
from vaultkit.checks.located import Located, Record, locate
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Ruleset
from vaultkit.checks.suppressions import Suppression
from vaultkit.checks.vaultkit import unused_suppression
from vaultkit.fixing import engine
from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.note.source import Lines, UnreadableError
from vaultkit.vault.vault import Vault

# Below this many notes, starting processes costs more than it saves.
_WORTH_PROCESSES = 256


class Changed(NamedTuple):
    """A note's text before and after its fixes."""

    before: str
    after: str


@dataclass(slots=True)
class Outcome:
    """What a run found and what it would write.

    `findings` are in the order of path and place; `fixed` counts the findings that were fixed,
    by code.
    """

    findings: list[Located] = field(default_factory=list)
    changed: dict[str, Changed] = field(default_factory=dict)
    fixed: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done to each note: `unsafe` is None where nothing is to be fixed.

    `texts` are notes that are given, not read (standard input).
    """

    vault: Vault
    ruleset: Ruleset
    unsafe: Collection[str] | None
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Result:
    """What one note came to; `left` are the suppressions that have suppressed nothing yet."""

    path: str
    unreadable: str | None = None
    findings: list[Located] = field(default_factory=list)
    changed: Changed | None = None
    applied: dict[str, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    known: list[Suppression] = field(default_factory=list)
    left: list[Suppression] = field(default_factory=list)


def lint(
    vault: Vault,
    ruleset: Ruleset,
    paths: Sequence[str],
    unsafe: Collection[str] | None = None,
    texts: Mapping[str, str] | None = None,
    workers: int | None = None,
) -> Outcome:
    """Check the notes at `paths`, and fix them where `unsafe` is not None.

    `unsafe` are the codes or prefixes whose unsafe fixes are made besides the safe ones. `texts`
    holds the text of notes that are not to be read from disk. Nothing is written.
    """
    job = Job(vault, ruleset, unsafe, texts or {})
    results = {result.path: result for result in _results(job, paths, workers)}
    refused: dict[str, Finding] = {}
    while mended := _without_unused(job, results, refused):
        for path, (note, count) in mended.items():
            results[path] = _again(job, results[path], note, count)
    return _outcome(job, results, refused)


def _outcome(job: Job, results: Mapping[str, _Result], refused: Mapping[str, Finding]) -> Outcome:
    outcome = Outcome()
    for path, result in results.items():
        outcome.findings += result.findings
        if result.changed:
            outcome.changed[path] = result.changed
        for code, count in result.applied.items():
            outcome.fixed[code] = outcome.fixed.get(code, 0) + count
    found, left = _across(job, results)
    rules = {rule.code: rule for rule, _ in job.ruleset.known}
    for path, findings in found.items():
        own = [*findings, *_unused(job, results, path, left.get(path, []))]
        if path in refused:
            own = [replace(finding, edits=()) for finding in own] + [refused[path]]
        if own:
            # What is no note of this run (a pipe, a link out of the vault) is not opened.
            lines = Lines(_text(job, results, path) if path in results else "")
            outcome.findings += (locate(finding, rules[finding.code], lines) for finding in own)
    outcome.findings.sort(key=lambda found: _order(found.record))
    return outcome


def _order(record: Record) -> tuple[str, int, int, str]:
    return record.path, record.line, record.column, record.code


def _across(
    job: Job, results: Mapping[str, _Result]
) -> tuple[dict[str, list[Finding]], dict[str, list[Suppression]]]:
    """The findings of the rules that need every note, and the suppressions that are left over."""
    for path, result in results.items():
        job.vault.links[path] = result.links
        if result.unreadable is not None:
            job.vault.unreadable[path] = result.unreadable
    found: dict[str, list[Finding]] = {path: [] for path in results}
    left = {path: list(result.left) for path, result in results.items()}
    for active in job.ruleset.known:
        rule = active.rule
        if rule.scope != "vault":
            continue
        for finding in run.stamped(rule.code, "", rule.check(job.vault, active.options)):
            path = finding.path
            if active not in job.ruleset.for_path(path):
                continue
            known = results[path].known if path in results else []
            covering = [s for s in known if s.covers(finding.code, finding.span.start)]
            if covering:
                left[path] = [s for s in left[path] if s not in covering]
            else:
                found.setdefault(path, []).append(finding)
    return found, left


def _unused(
    job: Job, results: Mapping[str, _Result], path: str, left: Sequence[Suppression]
) -> list[Finding]:
    """VK001, for codes that no rule has or whose rules have all looked."""
    if not left:
        return []
    active = {rule.code for rule, _ in job.ruleset.for_path(path)}
    known = {rule.code for rule, _ in job.ruleset.known}
    own = unused_suppression.RULE.code
    if own not in active:
        return []
    idle = [s for s in left if not s.names(own) and set(filter(s.names, known)) <= active]
    note = Note(path, _text(job, results, path))
    suppressed = results[path].known
    findings = run.stamped(own, path, unused_suppression.unused(note, suppressed, idle, known))
    return [f for f in findings if not any(s.covers(own, f.span.start) for s in suppressed)]


def _without_unused(
    job: Job, results: Mapping[str, _Result], refused: dict[str, Finding]
) -> dict[str, tuple[Note, int]]:
    """Where fixes are made: the notes from which suppressions without use have been taken.

    Each comes with the number of findings that it was fixed of. Where the guard does not let
    them go, VK002 is added to `refused`.
    """
    if job.unsafe is None or not any(result.left for result in results.values()):
        return {}
    mended = {}
    for path, left in _across(job, results)[1].items():
        findings = [f for f in _unused(job, results, path, left) if f.edits]
        if findings and path not in refused:
            note = Note(path, _text(job, results, path))
            after = engine.fix_with(note, findings, unused_suppression.RULE)
            if isinstance(after, Note):
                mended[path] = after, len(findings)
            else:
                refused[path] = after
    return mended


def _again(job: Job, result: _Result, note: Note, count: int) -> _Result:
    """The result of a note that has been fixed of `count` suppressions without use."""
    before = result.changed.before if result.changed else _text(job, {}, note.path)
    again = _one(replace(job, texts={**job.texts, note.path: note.text}), note.path)
    after = again.changed.after if again.changed else note.text
    applied = Counter(result.applied) + Counter(again.applied) + Counter(VK001=count)
    return replace(again, changed=Changed(before, after), applied=applied)


def _text(job: Job, results: Mapping[str, _Result], path: str) -> str:
    """A note's text as it is now; empty for a file that cannot be read."""
    result = results.get(path)
    if result and result.changed:
        return result.changed.after
    try:
        return job.texts[path] if path in job.texts else job.vault.read(path)
    except UnreadableError:
        return ""


def _results(job: Job, paths: Sequence[str], workers: int | None) -> Iterable[_Result]:
    workers = workers or min(os.cpu_count() or 1, 1 + len(paths) // _WORTH_PROCESSES)
    if workers == 1:
        return (_one(job, path) for path in paths)
    # Forking shares what is loaded; it is not safe on macOS and not there on Windows.
    method = "fork" if sys.platform == "linux" else "spawn"
    return _in_processes(job, paths, workers, method)


def _in_processes(job: Job, paths: Sequence[str], workers: int, method: str) -> Iterator[_Result]:
    import multiprocessing

    context = multiprocessing.get_context(method)
    with context.Pool(workers, _start, (job,)) as pool:
        yield from pool.imap(_work, paths, chunksize=32)


_job: Job


def _start(job: Job) -> None:
    global _job
    _job = job


def _work(path: str) -> _Result:
    return _one(_job, path)


def _one(job: Job, path: str) -> _Result:
    """Read, check and perhaps fix one note."""
    try:
        text = job.texts[path] if path in job.texts else job.vault.read(path)
    except UnreadableError as error:
        return _Result(path, unreadable=str(error))
    active = job.ruleset.for_path(path)
    note = Note(path, text)
    if job.unsafe is None:
        fixed = engine.inspect(note, active)
    else:
        fixed = engine.fix(note, active, job.unsafe)
    rules = {rule.code: rule for rule, _ in job.ruleset.known}
    after = fixed.note
    known = list(suppressions.find(after))
    return _Result(
        path,
        findings=[
            locate(finding, rules[finding.code], after.lines)
            for finding in (*fixed.findings, *fixed.refused)
        ],
        changed=Changed(text, after.text) if after.text != text else None,
        applied=fixed.applied,
        links=after.links if any(rule.scope == "vault" for rule, _ in active) else [],
        known=known,
        left=[] if after.is_hands_off else [s for s in known if s not in fixed.used],
    )
