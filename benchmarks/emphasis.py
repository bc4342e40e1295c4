"""What fixes do to emphasis and to spaces, in every note of a folder.

    python benchmarks/emphasis.py FOLDER [CODE …]

makes the safe fixes of some rules (those of TX, if no codes or prefixes are given) in memory and
writes nothing. It prints how many emphases are shown before and after, as mistune reads the notes,
by which the rules do not go; every note that shows fewer; and every rule of spacing or emphasis
that changed more than white space and the places of its marks. Then the exit code is 1.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from vaultkit import config as configuration
from vaultkit.checks import ruleset, run
from vaultkit.checks.rule import Finding, Rule
from vaultkit.checks.ruleset import Active
from vaultkit.fixing import engine
from vaultkit.fixing.dialect import tokens
from vaultkit.fixing.edits import choose
from vaultkit.fixing.tree_proof import text_difference
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.vault.vault import Vault

_EMPHASES = ("bold", "italic", "struck through", "highlighted")
_MARKS = dict.fromkeys(map(ord, "*_~="))


def main(folder: str, *codes: str) -> int:
    """Print what went wrong, and the figures; the exit code."""
    vault = Vault.open(folder, configuration.load(Path(folder)))
    chosen = ruleset.build(vault.config, vault.obsidian.types, codes or ["TX"])
    shown: Counter[str] = Counter()
    made: Counter[str] = Counter()
    wrong = 0
    for path in vault.notes:
        try:
            note = vault.note(path)
        except UnreadableError:
            continue
        active = [one for one in chosen.for_path(path) if one.rule.scope != "vault"]
        fixed = engine.fix(note, active)
        made.update(fixed.applied)
        before, after = emphases(note), emphases(fixed.note)
        shown.update(before=before, after=after)
        problems = [finding.message for finding in fixed.refused]
        if after < before:
            problems.append(f"{before} emphases became {after}")
        for problem in (*problems, *spacing(note, active)):
            wrong += 1
            print(f"{path}: {problem}")
    print(f"{len(vault.notes)} notes, {shown['before']} emphases before, {shown['after']} after")
    print(", ".join(f"{code} {count}" for code, count in sorted(made.items())) or "no fixes")
    print(f"{wrong} things are wrong" if wrong else "nothing is lost")
    return int(bool(wrong))


def emphases(note: Note) -> int:
    """How many emphases a note's body shows."""
    found = tokens(note.text[note.body_start :])
    return sum(token.kind == "open" and token.name in _EMPHASES for token in found)


def spacing(note: Note, active: Sequence[Active]) -> Iterator[str]:
    """What the rules that may change only white space and emphasis changed besides, one by one."""
    for rule, options in active:
        if not rule.fix or not set(rule.reach) <= {"space", "emphasis"}:
            continue
        found = run.check(note, [Active(rule, options)])
        findings = choose(finding for finding in found if is_safe(finding, rule))
        after = engine.fix_with(note, findings, rule) if findings else note
        if isinstance(after, Finding):
            yield after.message
            continue
        old, new = ("".join(side.text.split()) for side in (note, after))
        if "emphasis" in rule.reach and Counter(old) == Counter(new):
            old, new = (side.translate(_MARKS) for side in (old, new))
        if old != new:
            yield f"{rule.code} changed more than white space: {text_difference(old, new)}"
        note = after


def is_safe(finding: Finding, rule: Rule) -> bool:
    return bool(finding.edits) and (finding.safety or rule.fix) == "safe"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
