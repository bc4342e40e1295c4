"""The rules that need every note: what they find, and their fixes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from vaultkit.checks import run, suppressions
from vaultkit.checks.rule import Finding
from vaultkit.checks.suppressions import Suppression
from vaultkit.checks.vaultkit import unused_suppression
from vaultkit.fixing import engine
from vaultkit.fixing.job import Changed, Job, Result, do
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.note.spans import Span
from vaultkit.vault.catalog import has_links_only


class Found(NamedTuple):
    """What was found in each note, by path, and the suppressions that nothing was left for."""

    findings: dict[str, list[Finding]]
    left: dict[str, list[Suppression]]


class Across:
    """The rules of scope `vault`, and VK001, over the results of a run.

    `results` is brought up to date by the fixes. `refused` holds the VK002 findings by the path
    and the code of the fixes that were not made.
    """

    def __init__(self, job: Job, results: dict[str, Result]) -> None:
        self._job = job
        self._rules = job.ruleset.rules
        self._order = {code: number for number, code in enumerate(self._rules)}
        self.results = results
        self.refused: dict[tuple[str, str], Finding] = {}

    def fix(self) -> None:
        """Make the fixes that need every note, one rule of a note at a time, until none is left."""
        # Each rule may need a pass of its own.
        fixing = [rule for rule in self._rules.values() if rule.scope == "vault" and rule.fix]
        for _ in range(engine.MAX_PASSES + len(fixing)):
            todo = self._todo()
            if not todo:
                return
            for path, findings in todo.items():
                self._fix_one(path, findings)
        for path, findings in self._todo().items():
            code = findings[0].code
            self.refused[path, code] = engine.endless(path, [code])
            self.results[path] = do(self._job, path)

    def freeze(self, may_change: Callable[[str, str], bool]) -> None:
        """Take the fixes back of what must not be changed to the text that it has now."""
        for path, result in self.results.items():
            if result.changed and not may_change(path, result.changed.after):
                self._job.frozen.add(path)
                self.results[path] = do(self._job, path)

    def findings(self) -> dict[str, list[Finding]]:
        """What is left, by path; what was refused is no longer offered."""
        found, left = self._found()
        for path, findings in found.items():
            findings += self._unused(path, left.get(path, []))
            for finding in findings:
                if (path, finding.code) in self.refused:
                    finding.edits = ()
        for (path, _), refusal in self.refused.items():
            found.setdefault(path, []).append(refusal)
        return found

    def text(self, path: str) -> str:
        """A note's text as it is now; empty for a file that cannot be read."""
        result = self.results.get(path)
        if result and result.changed:
            return result.changed.after
        try:
            return self._job.text(path)
        except UnreadableError:
            return ""

    def _found(self) -> Found:
        vault, ruleset = self._job.vault, self._job.ruleset
        vault.gathered = {code: {} for code in self._rules}
        vault.evidence = {code: {} for code in self._rules}
        vault.texts = dict(self._job.texts)
        for path, result in self.results.items():
            if result.entry is not None:
                vault.entries[path] = result.entry
            if result.changed:
                vault.texts[path] = result.changed.after
            for code, facts in result.gathered.items():
                vault.gathered[code][path] = facts
            for code, facts in result.evidence.items():
                vault.evidence[code][path] = facts
            if result.unreadable is not None:
                vault.unreadable[path] = result.unreadable
        found: dict[str, list[Finding]] = {path: [] for path in self.results}
        left = {path: list(result.left) for path, result in self.results.items()}
        said: dict[str, set[tuple[str, Span]]] = {}
        # Those that give way to others come behind them.
        for active in sorted(ruleset.anywhere, key=lambda active: len(active.rule.yields_to)):
            rule = active.rule
            if rule.scope != "vault":
                continue
            said[rule.code] = set()
            for finding in run.stamped(rule.code, "", rule.check(vault, active.options)):
                path = finding.path
                if active not in ruleset.for_path(path):
                    continue
                place = (path, finding.span)
                said[rule.code].add(place)
                if has_links_only(path):
                    finding.edits = ()  # no fix is proven for what is no note
                known = self._known(finding)
                covering = [s for s in known if s.covers(finding.code, finding.span.start)]
                if covering:
                    left[path] = [s for s in left.get(path, []) if s not in covering]
                elif not any(place in said.get(code, ()) for code in rule.yields_to):
                    found.setdefault(path, []).append(finding)
        return Found(found, left)

    def _known(self, finding: Finding) -> Sequence[Suppression]:
        """The suppressions of the note that a finding stands in."""
        path = finding.path
        if path in self.results:
            return self.results[path].known
        return list(suppressions.find(Note(path, self.text(path)))) if finding.cause else []

    def _todo(self) -> dict[str, list[Finding]]:
        """For each note that has any, the fixable findings of the first rule that has some."""
        if self._job.unsafe is None:
            return {}
        found, left = self._found()
        todo = {}
        for path in self.results:
            fixable = [f for f in found[path] if self._may_fix(f)]
            fixable.sort(key=lambda finding: self._order[finding.code])
            # Without use is only what nothing is left to be found for.
            fixable = fixable or [f for f in self._unused(path, left[path]) if self._may_fix(f)]
            if fixable:
                todo[path] = [f for f in fixable if f.code == fixable[0].code]
        return todo

    def _may_fix(self, finding: Finding) -> bool:
        if not finding.edits or (finding.path, finding.code) in self.refused:
            return False
        if finding.path in self._job.frozen:
            return False
        safety = finding.safety or self._rules[finding.code].fix
        return self._job.may_fix(finding.code, safety)

    def _fix_one(self, path: str, findings: Sequence[Finding]) -> None:
        """Fix a note of findings of one rule, and then of what its own rules say to that."""
        note, code = Note(path, self.text(path)), findings[0].code
        kept = self._job.kept.get(path, ())
        fixed = engine.fix_with(note, findings, self._rules[code], kept)
        if isinstance(fixed, Finding):
            self.refused[path, code] = fixed
        else:
            self.amend(path, fixed.text, Counter({code: len(findings)}))

    def amend(self, path: str, text: str, made: Mapping[str, int] = {}) -> None:
        """Give a note another text, after the fixes that `made` counts by code."""
        result = self.results[path]
        before = result.changed.before if result.changed else self.text(path)
        again = do(replace(self._job, texts={**self._job.texts, path: text}), path)
        after = again.changed.after if again.changed else text
        applied = Counter(result.applied) + Counter(again.applied) + Counter(made)
        self.results[path] = replace(
            again, changed=Changed(before, after), applied=applied, evidence=result.evidence
        )

    def _unused(self, path: str, left: Sequence[Suppression]) -> list[Finding]:
        """VK001, for codes that no rule has or whose rules have all looked."""
        if not left:
            return []
        active = {rule.code for rule, _ in self._job.ruleset.for_path(path)}
        own = unused_suppression.RULE.code
        if own not in active:
            return []
        known = set(self._rules)
        idle = [s for s in left if not s.names(own) and set(filter(s.names, known)) <= active]
        note = Note(path, self.text(path))
        suppressed = self.results[path].known
        findings = run.stamped(own, path, unused_suppression.unused(note, suppressed, idle, known))
        return [f for f in findings if not any(s.covers(own, f.span.start) for s in suppressed)]
