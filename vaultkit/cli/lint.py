"""`vaultkit lint`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from vaultkit.checks import ruleset
from vaultkit.checks.located import Located
from vaultkit.checks.ruleset import ALWAYS
from vaultkit.cli.session import UsageError, guarded, open_vault, say
from vaultkit.fixing import run as runner
from vaultkit.fixing.run import Outcome
from vaultkit.fixing.writer import WriteError, rewrite
from vaultkit.note.source import UnreadableError, decode, encode
from vaultkit.report import json as json_report
from vaultkit.report import text as text_report
from vaultkit.vault.files import find_root, is_excluded
from vaultkit.vault.vault import Vault


class Arguments(msgspec.Struct, frozen=True, kw_only=True):
    """The command line of `lint`."""

    paths: list[str]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    select: list[str]
    ignore: list[str]
    json: bool
    stdin_filename: Path | None
    config: Path | None

    @property
    def unsafe(self) -> tuple[str, ...] | None:
        """What the runner may fix besides safe fixes; None to fix nothing."""
        if not (self.fix or self.diff):
            return None
        return ("ALL",) if self.unsafe_fixes else ()


def run(arguments: Arguments) -> int:
    """Lint the paths, or standard input; the exit code."""
    if "-" in arguments.paths:
        return guarded(lambda: _Lint(arguments).standard_input())
    return guarded(lambda: _Lint(arguments).files())


class _Lint:
    def __init__(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self._failed = False

    def files(self) -> int:
        """Lint each vault that the paths lie in."""
        vaults: dict[Path, tuple[Vault, set[str]]] = {}
        for path in self._arguments.paths:
            if not os.path.lexists(path):
                raise UsageError(f"{path}: there is no such file or folder")
            root = find_root(Path(path))
            if root not in vaults:
                vaults[root] = (open_vault(root, self._arguments.config), set())
            vault, places = vaults[root]
            places.add(_relative(vault, path))
        outcomes = [(vault, self._lint(vault, places)) for vault, places in vaults.values()]
        if self._arguments.diff:
            for vault, outcome in outcomes:
                _print_diff(vault, outcome)
            return self._exit([o for _, o in outcomes])
        if self._arguments.fix:
            for vault, outcome in outcomes:
                self._write(vault, outcome)
        self._print_findings(outcomes)
        return self._exit([o for _, o in outcomes])

    def standard_input(self) -> int:
        """Lint one text as the note that `--stdin-filename` names; `--fix` prints the text."""
        if self._arguments.paths != ["-"]:
            raise UsageError("`-` stands for the only note: name no other path beside it")
        file = self._arguments.stdin_filename or Path("note.md")
        data = sys.stdin.buffer.read()
        # A name without a vault above it and without a folder would make the whole disk the vault.
        vault = open_vault(find_root(file), self._arguments.config)
        path = _relative(vault, file)
        if is_excluded(path, vault.config.vault.exclude):
            if self._arguments.fix:
                sys.stdout.buffer.write(data)
            return 0
        texts = {}
        try:
            texts[path] = decode(data)
        except UnreadableError as error:
            vault.unreadable[path] = str(error)
        outcome = self._lint(vault, {path}, texts)
        if self._arguments.diff:
            _print_diff(vault, outcome)
            return self._exit([outcome])
        if self._arguments.fix:
            changed = outcome.changed.get(path)
            sys.stdout.flush()
            sys.stdout.buffer.write(encode(changed.after) if changed else data)
            text_report.print_findings(_shown(vault, outcome), sys.stderr)
        else:
            self._print_findings([(vault, outcome)])
        return self._exit([outcome])

    def _lint(
        self, vault: Vault, places: set[str], texts: Mapping[str, str] | None = None
    ) -> Outcome:
        arguments = self._arguments
        rules = ruleset.build(
            vault.config, vault.obsidian.types, arguments.select, arguments.ignore
        )
        paths = list(texts) if texts is not None else _notes_at(vault, places)
        outcome = runner.lint(vault, rules, paths, arguments.unsafe, texts)
        outcome.findings = [
            f
            for f in outcome.findings
            if _is_at(f.record.path, places) or f.record.path in outcome.elsewhere
        ]
        return outcome

    def _write(self, vault: Vault, outcome: Outcome) -> None:
        for path, (before, after) in outcome.changed.items():
            try:
                rewrite(vault.root, path, before, after)
            except WriteError as error:
                say(f"error: {error}")
                self._failed = True

    def _print_findings(self, outcomes: list[tuple[Vault, Outcome]]) -> None:
        if self._arguments.json:
            found = [found.record for _, outcome in outcomes for found in outcome.findings]
            json_report.print_findings(found)
        else:
            shown = [found for vault, outcome in outcomes for found in _shown(vault, outcome)]
            text_report.print_findings(shown, sys.stdout)
        all_found = [found for _, outcome in outcomes for found in outcome.findings]
        # What was not written was not fixed, and how much that is nobody has counted.
        fixed = 0 if self._failed else sum(sum(o.fixed.values()) for _, o in outcomes)
        notes = sum(len(outcome.changed) for _, outcome in outcomes)
        say(text_report.summary(all_found, fixed, notes))

    def _exit(self, outcomes: list[Outcome]) -> int:
        if self._failed or any(f.record.code == "VK002" for o in outcomes for f in o.findings):
            return 2
        would_change = self._arguments.diff and any(o.changed for o in outcomes)
        return int(would_change or any(o.findings for o in outcomes))


def _notes_at(vault: Vault, places: set[str]) -> list[str]:
    """What is to be looked at of vault paths.

    Of folders, the notes, canvases and bases; and every file that is named, whatever it is.
    """
    notes = [path for path in (*vault.notes, *vault.boards) if _is_at(path, places)]
    named = [
        place
        for place in sorted(places.difference(notes))
        if os.path.isfile(vault.root / place)
        and not is_excluded(place, vault.config.vault.exclude)
        and place not in vault.unreadable
    ]
    return [*notes, *named]


def _is_at(path: str, places: set[str]) -> bool:
    """Whether a vault path is one of the places or lies in one of them; `.` is the vault."""
    while path not in places:
        if path == ".":
            return False
        path = path.rpartition("/")[0] or "."
    return True


def _relative(vault: Vault, path: str | Path) -> str:
    return Path(os.path.relpath(os.path.abspath(path), vault.root)).as_posix()


def _shown(vault: Vault, outcome: Outcome) -> list[tuple[str, Located]]:
    """Each finding with its path as seen from the current folder."""
    here = os.path.relpath(vault.root)
    prefix = "" if here == "." else here + os.sep
    return [(prefix + found.record.path, found) for found in outcome.findings]


def _print_diff(vault: Vault, outcome: Outcome) -> None:
    import difflib

    for path, (before, after) in sorted(outcome.changed.items()):
        lines = difflib.unified_diff(
            _lines(before), _lines(after), f"a/{path}", f"b/{path}", lineterm=""
        )
        for line in lines:
            print(line)
    undone = [f for f in outcome.findings if f.record.code in ALWAYS]
    text_report.print_findings([(f.record.path, f) for f in undone], sys.stderr)


def _lines(text: str) -> list[str]:
    """The lines of a text for a diff, line ends that a terminal does not show made visible."""
    return [line.replace("\r", "␍") for line in text.split("\n")]
