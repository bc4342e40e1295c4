"""What one note comes to in a run: read, checked, perhaps fixed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import msgspec

from vaultkit.checks import run, suppressions
from vaultkit.checks.located import Located, locate
from vaultkit.checks.rule import Safety
from vaultkit.checks.ruleset import Ruleset, matches
from vaultkit.checks.suppressions import Suppression
from vaultkit.fixing import engine
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.vault.catalog import Entry, entry_of, has_links_only, read_entry
from vaultkit.vault.vault import Vault


class Changed(NamedTuple):
    """A note's text before and after its fixes."""

    before: str
    after: str


class Job(msgspec.Struct, frozen=True):
    """What is to be done to each note: `unsafe` is None where nothing is to be fixed.

    `texts` are notes that are given, not read (standard input). `kept` has, by note, the subpaths
    that must lead to the same heading after its fixes; `frozen` are notes that get none.
    """

    vault: Vault
    ruleset: Ruleset
    unsafe: Collection[str] | None
    texts: Mapping[str, str]
    kept: dict[str, set[str]] = {}
    frozen: set[str] = set()

    def text(self, path: str) -> str:
        """A note's text as it was given. Raises UnreadableError."""
        return self.texts[path] if path in self.texts else self.vault.read(path)

    def may_fix(self, code: str, safety: Safety | None) -> bool:
        """Whether the run makes the fixes of a rule that are this safe."""
        if self.unsafe is None:
            return False
        return safety == "safe" or (safety == "unsafe" and matches(code, self.unsafe))


class Result(msgspec.Struct, frozen=True):
    """What one note came to: small enough to be sent from one process to another.

    `gathered` is what each rule of scope `vault` wants to know of the note, by code, `evidence`
    what it wants to know of it as it was before any fix. `left` are the suppressions that have
    suppressed nothing yet. `entry` is what the file tells others, where a rule asks for that.
    """

    path: str
    unreadable: str | None = None
    findings: list[Located] = []
    changed: Changed | None = None
    applied: dict[str, int] = {}
    entry: Entry | None = None
    gathered: dict[str, Any] = {}
    evidence: dict[str, Any] = {}
    known: list[Suppression] = []
    left: list[Suppression] = []


def do(job: Job, path: str) -> Result:
    """Read, check and perhaps fix one note. Of a canvas or a base only the links are read."""
    try:
        text = job.text(path)
        if has_links_only(path):
            return Result(path, entry=read_entry(path, text) if job.ruleset.reads_links else None)
    except UnreadableError as error:
        return Result(path, unreadable=str(error))
    active = job.ruleset.for_path(path)
    note = Note(path, text)
    if job.unsafe is None or path in job.frozen:
        fixed = engine.inspect(note, active)
    else:
        fixed = engine.fix(note, active, job.unsafe, job.kept.get(path, ()))
    rules = job.ruleset.rules
    after = fixed.note
    known = list(suppressions.find(after))
    return Result(
        path,
        findings=[
            locate(finding, rules[finding.code], after.lines)
            for finding in (*fixed.findings, *fixed.refused)
        ],
        changed=Changed(text, after.text) if after.text != text else None,
        applied=fixed.applied,
        entry=entry_of(after) if job.ruleset.reads_links else None,
        gathered={} if after.is_hands_off else run.gather(after, active),
        evidence={} if note.is_hands_off else run.evidence(note, active),
        known=known,
        left=[] if after.is_hands_off else [s for s in known if s not in fixed.used],
    )
