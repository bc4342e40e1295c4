"""Findings to a fixed text: passes over the stages, each guarded, until nothing changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

import msgspec

from vaultkit.checks import run, suppressions
from vaultkit.checks.rule import Finding, Rule
from vaultkit.checks.ruleset import Active, matches
from vaultkit.checks.suppressions import Suppression
from vaultkit.fixing.edits import apply, choose
from vaultkit.fixing.following import leads_elsewhere
from vaultkit.note.note import Note
from vaultkit.note.spans import Span

MAX_PASSES = 10


class Fixed(msgspec.Struct):
    """What fixing made of a note.

    `findings` are what is left on the new text, suppressed ones not among them; `applied` counts
    the findings that were fixed, by code; `refused` are the VK002 findings, `used` the
    suppressions that suppressed something.
    """

    note: Note
    findings: list[Finding]
    used: set[Suppression]
    applied: dict[str, int] = {}
    refused: list[Finding] = []


def inspect(note: Note, active: Sequence[Active]) -> Fixed:
    """The findings of a note that is not to be changed."""
    findings, used = _unsuppressed(note, run.check(note, active))
    return Fixed(note, findings, used)


def fix(
    note: Note,
    active: Sequence[Active],
    unsafe: Collection[str] = (),
    kept: Collection[str] = (),
) -> Fixed:
    """Make every safe fix, and the unsafe ones of the codes or prefixes in `unsafe`.

    The rules run stage by stage, each on what the one before it left. A fix that the guard
    refuses, and with it its rule in this note, is dropped and named by VK002; so is one after
    which a subpath in `kept` would lead to another heading. When the passes come to no end the
    note is left as it was.
    """
    original = note
    if note.is_hands_off:
        return inspect(note, active)
    refused: dict[str, Finding] = {}
    applied: dict[str, int] = {}
    texts = [note.text]
    moves: list[set[str]] = []
    for _ in range(MAX_PASSES):
        findings: list[Finding] = []
        used: set[Suppression] = set()
        moved: set[str] = set()
        for _, members in groupby(active, key=lambda active: active.rule.stage):
            stage = _Stage(note, list(members), unsafe, refused, kept)
            findings += stage.findings
            used |= stage.used
            note = stage.run()
            for finding in stage.applied:
                moved.add(finding.code)
                applied[finding.code] = applied.get(finding.code, 0) + 1
        if not moved:
            for finding in findings:
                if finding.code in refused:
                    finding.edits = ()  # it is no longer offered
            return Fixed(note, findings, used, applied, list(refused.values()))
        moves.append(moved)
        if note.text in texts:
            break
        texts.append(note.text)
    # The passes since the text was last what it is now; the last one where it never was.
    circle = moves[min(texts.index(note.text), MAX_PASSES - 1) :]
    return _untouched(original, active, set().union(*circle))


def fix_with(
    note: Note, findings: Sequence[Finding], rule: Rule, kept: Collection[str] = ()
) -> Note | Finding:
    """The note with the fixes of given findings of one rule made, or VK002 if they are refused."""
    chosen = choose(findings)
    text, reason = _try(note, chosen, {rule.code: rule}, kept)
    return _refused(rule, chosen[0], reason) if reason else Note(note.path, text)


class _Stage:
    """The rules of one stage on the note as it stands."""

    def __init__(
        self,
        note: Note,
        members: list[Active],
        unsafe: Collection[str],
        refused: dict[str, Finding],
        kept: Collection[str],
    ) -> None:
        self._note = note
        self._rules = {rule.code: rule for rule, _ in members}
        self._unsafe = unsafe
        self._refused = refused
        self._kept = kept
        self.findings, self.used = _unsuppressed(note, run.check(note, members))
        self.applied: list[Finding] = []

    def run(self) -> Note:
        """The note with the fixes made that the guard lets through."""
        chosen = choose(finding for finding in self.findings if self._may_fix(finding))
        while chosen:
            text, reason = _try(self._note, chosen, self._rules, self._kept)
            if reason is None:
                self.applied = chosen
                return Note(self._note.path, text)
            guilty = self._find_guilty(chosen) or {
                finding.code: (finding, reason) for finding in reversed(chosen)
            }
            for code, (finding, reason) in guilty.items():
                self._refused[code] = _refused(self._rules[code], finding, reason)
            chosen = [finding for finding in chosen if finding.code not in guilty]
        return self._note

    def _may_fix(self, finding: Finding) -> bool:
        if not finding.edits or finding.code in self._refused:
            return False
        safety = finding.safety or self._rules[finding.code].fix
        return safety == "safe" or (safety == "unsafe" and matches(finding.code, self._unsafe))

    def _find_guilty(self, chosen: list[Finding]) -> dict[str, tuple[Finding, str]]:
        """The rules whose fixes are refused when they are made alone, with the reason."""
        guilty = {}
        for code in dict.fromkeys(finding.code for finding in chosen):
            own = [finding for finding in chosen if finding.code == code]
            _, reason = _try(self._note, own, self._rules, self._kept)
            if reason is not None:
                guilty[code] = (own[0], reason)
        return guilty


def _try(
    note: Note, chosen: Sequence[Finding], rules: Mapping[str, Rule], kept: Collection[str]
) -> tuple[str, str | None]:
    """The text with the fixes made, and why the guard, or a link elsewhere, refuses it."""
    # Nothing is guarded where nothing is fixed, and the guard takes time to load.
    from vaultkit.fixing.guard import refusal

    text = apply(note.text, [edit for finding in chosen for edit in finding.edits])
    for subpath in kept:
        if leads_elsewhere(subpath, note.text, text):
            return (
                text,
                f"another link leads to `{subpath}`; fix all notes, and it follows",
            )
    return text, refusal(note.text, text, chosen, rules)


def _unsuppressed(note: Note, findings: list[Finding]) -> tuple[list[Finding], set[Suppression]]:
    """The findings that no suppression covers, and the suppressions that cover one."""
    known = list(suppressions.find(note))
    if not known:
        return findings, set()
    used = {s for s in known if any(s.covers(f.code, f.span.start) for f in findings)}
    left = [f for f in findings if not any(s.covers(f.code, f.span.start) for s in used)]
    return left, used


def _refused(rule: Rule, finding: Finding, reason: str) -> Finding:
    return Finding(
        Span(0, 0),
        f"the fix of {rule.code} {rule.name} was not made: {reason}",
        path=finding.path,
        code="VK002",
    )


def endless(path: str, codes: Collection[str]) -> Finding:
    """VK002 for a note whose fixes undo one another."""
    named = " and ".join(sorted(codes))
    return Finding(
        Span(0, 0),
        f"the fixes of {named} come to no end, so none was made in this note",
        path=path,
        code="VK002",
    )


def _untouched(note: Note, active: Sequence[Active], codes: set[str]) -> Fixed:
    fixed = inspect(note, active)
    for finding in fixed.findings:
        finding.edits = ()
    fixed.refused.append(endless(note.path, codes))
    return fixed
