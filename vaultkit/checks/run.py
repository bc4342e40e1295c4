"""Run the rules of one note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note


def check(note: Note, active: Sequence[Active]) -> list[Finding]:
    """The findings of every rule that looks at one note, suppressed ones included, in no order.

    Rules of scope `vault` are not run. A hands-off note has no findings. Front matter that
    cannot be read has no properties, so rules of scope `matter` have nothing to say of it.
    """
    if note.is_hands_off:
        return []
    unreadable = note.matter is not None and note.matter.error is not None
    found: list[Finding] = []
    for rule, options in active:
        if rule.scope == "vault" or (rule.scope == "matter" and unreadable):
            continue
        found += stamped(rule.code, note.path, rule.check(note, options))
    return found


def gather(note: Note, active: Sequence[Active]) -> dict[str, Any]:
    """What the rules of scope `vault` want to know of one note, by code."""
    found = ((rule.code, rule.gather(note, options)) for rule, options in active if rule.gather)
    return {code: facts for code, facts in found if facts is not None}


def evidence(note: Note, active: Sequence[Active]) -> dict[str, Any]:
    """What they want to know of it as it was before any fix."""
    found = ((rule.code, rule.evidence(note, options)) for rule, options in active if rule.evidence)
    return {code: facts for code, facts in found if facts is not None}


def stamped(code: str, path: str, findings: Iterable[Finding]) -> list[Finding]:
    """The findings of a rule on one note, with code and path filled in."""
    stamped = []
    for finding in findings:
        finding.code = code
        finding.path = finding.path or path
        stamped.append(finding)
    return stamped
