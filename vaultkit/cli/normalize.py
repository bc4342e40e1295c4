"""`vaultkit normalize`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from vaultkit.checks import ruleset
from vaultkit.checks.located import Located
from vaultkit.cli.session import UsageError, guarded, open_vault, say
from vaultkit.normalize import plan as planning
from vaultkit.normalize import result
from vaultkit.normalize.plan import Plan
from vaultkit.report import json as json_report
from vaultkit.report import text as text_report


def run(vault: Path, to: Path | None, dry_run: bool, json: bool, config: Path | None) -> int:
    """Plan the new vault, and write it unless this is a dry run; the exit code."""
    return guarded(lambda: _run(vault, to, dry_run, json, config))


def _run(path: Path, to: Path | None, dry_run: bool, json: bool, config: Path | None) -> int:
    if to is None and not dry_run:
        raise UsageError("say where the new vault goes: --to DIR (or look first: --dry-run)")
    vault = open_vault(path, config)
    if not os.path.samefile(path, vault.root):
        raise UsageError(f"{path} is a part of the vault {vault.root}; name the vault itself")
    try:
        if to is not None:
            result.check_place(vault, to)
        also = vault.config.normalize.also
        rules = ruleset.build(vault.config, vault.obsidian.types, also=also)
        plan = planning.make(vault, rules)
        problems = [] if dry_run or to is None else result.write(vault, plan, to)
    except result.InTheWayError as error:
        raise UsageError(str(error)) from None
    if json:
        _print_json(plan)
    else:
        _print_text(plan, to, dry_run)
    for note, reason in plan.held.items():
        say(f"{note}: stays where it is: {reason}")
    for base, reason in plan.doubtful.items():
        say(f"{base}: {reason}; look whether it still shows what it should")
    for problem in problems:
        say(f"error: {problem}")
    refused = any(found.record.code == "VK002" for found in plan.findings)
    return 2 if problems or refused else 0


def _print_text(plan: Plan, to: Path | None, dry_run: bool) -> None:
    for old, new in sorted(plan.moves.items()):
        print(f"{old} -> {new}")
    for path in sorted(plan.texts.keys() - plan.moves.keys()):
        print(f"{path}: changed")
    if not dry_run:
        shown = [_in_result(plan, to, found) for found in plan.findings]
        text_report.print_findings(shown, sys.stdout)
    notes = "note" if len(plan.moves) == 1 else "notes"
    summary = text_report.summary(plan.findings, sum(plan.fixed.values()), len(plan.texts))
    if dry_run and plan.fixed:
        summary = f"would have {summary}"
    say(
        f"{'would write' if dry_run else 'wrote'} {len(plan.moves)} {notes} to new places, "
        f"{len(plan.texts)} with changes; {summary}"
    )


def _in_result(plan: Plan, to: Path | None, found: Located) -> tuple[str, Located]:
    return str((to or Path()) / plan.target(found.record.path)), found


def _print_json(plan: Plan) -> None:
    moves = [{"from": old, "to": new} for old, new in sorted(plan.moves.items())]
    json_report.print_json(
        {
            "moves": moves,
            "changed": sorted(plan.texts),
            "findings": [found.record for found in plan.findings],
        }
    )
