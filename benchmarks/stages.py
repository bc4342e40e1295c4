"""What each stage of looking at one note costs, measured in this process."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import pyromark
import yaml

from vaultkit import config as configuration
from vaultkit.checks import ruleset
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note
from vaultkit.note.source import decode
from vaultkit.vault.catalog import entry_of
from vaultkit.vault.vault import Vault

Result = TypeVar("Result")

# Every sign that has to be looked for in a note's text.
_NEEDLES = ("[[", "%%", "#", "://", "^", "<%", "[!", "::")
_OPENING = re.compile(r"\ufeff?---\r?\n")
_MARKDOWN = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_MATH
)


class Stopwatch:
    """Keeps the best time of each stage on each note."""

    def __init__(self) -> None:
        self._best: dict[str, dict[Path, float]] = defaultdict(dict)
        self.file = Path()

    def time(self, stage: str, work: Callable[[], Result]) -> Result:
        """Do the work, and keep how long it took if it was never quicker for this file."""
        start = perf_counter()
        result = work()
        taken = perf_counter() - start
        times = self._best[stage]
        times[self.file] = min(taken, times.get(self.file, taken))
        return result

    def per_note(self, notes: int) -> dict[str, float]:
        """Microseconds a note by stage, in the order of their first use."""
        return {stage: sum(times.values()) / notes * 1e6 for stage, times in self._best.items()}


class Costs:
    """Microseconds a note: the stages of our parse, the least it could cost, and each rule.

    `first_use` are the parts of a note that are made when a rule first asks for them.
    """

    def __init__(self, root: Path, files: Sequence[Path], repetitions: int) -> None:
        vault = Vault.open(root, configuration.load(root))
        rules = ruleset.build(vault.config, vault.obsidian.types)
        parse, least, first_use, checks = (Stopwatch() for _ in range(4))
        for repetition in range(repetitions):
            for file in files:
                for watch in (parse, least, first_use, checks):
                    watch.file = file
                # Whoever comes second finds the processor's caches warm: take turns.
                if repetition % 2:
                    _building_blocks(least, file)
                    note = _parse(parse, file, root)
                else:
                    note = _parse(parse, file, root)
                    _building_blocks(least, file)
                _first_use(first_use, note)
                _check(checks, vault, note, rules.for_path(note.path))
                vault.entries[note.path] = entry_of(note)
            checks.file = root
            _compare(checks, vault, rules.known)
        self.parse, self.least, self.first_use, self.checks = (
            watch.per_note(len(files)) for watch in (parse, least, first_use, checks)
        )

    @property
    def ratio(self) -> float:
        """How many times the least the parse of one note costs."""
        return sum(self.parse.values()) / sum(self.least.values())


def _parse(watch: Stopwatch, file: Path, root: Path) -> Note:
    """Everything that a note says, as a run asks for it."""
    path = file.relative_to(root).as_posix()
    data = watch.time("read", file.read_bytes)
    text = watch.time("decode", lambda: decode(data))
    note = Note(path, text)
    watch.time("front matter", lambda: note.matter)
    watch.time("body", lambda: note.body)
    watch.time("links, tags, comments", lambda: (note.links, note.tags, note.comments))
    watch.time("prose mask", lambda: note.prose)
    return note


def _building_blocks(watch: Stopwatch, file: Path) -> None:
    """The cheapest way to have all of it read by someone."""
    data = watch.time("read", file.read_bytes)
    text = watch.time("decode", data.decode)
    opening = _OPENING.match(text)
    body = text
    if opening:
        block, _, body = text[opening.end() :].partition("\n---")
        watch.time("YAML compose", lambda: _composed(block))
    folded = watch.time("fold to ASCII", lambda: _folded(body))
    watch.time("CommonMark events", lambda: _events(folded))
    watch.time("find every sign", lambda: _hits(body))


def _composed(block: str) -> object:
    try:
        return yaml.compose(block, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return error


def _folded(body: str) -> str:
    return body.encode("ascii", "replace").replace(b"?", b"x").decode("ascii")


def _events(folded: str) -> list[object]:
    return list(_MARKDOWN.events_with_range(folded, merge_text=True))


def _hits(body: str) -> int:
    hits = 0
    for needle in _NEEDLES:
        at = body.find(needle)
        while at >= 0:
            hits += 1
            at = body.find(needle, at + 1)
    return hits


def _first_use(watch: Stopwatch, note: Note) -> None:
    watch.time("blocks", lambda: note.body.blocks)
    watch.time("protected spans", lambda: note.protected)
    watch.time("lines", lambda: note.lines)
    watch.time("script", lambda: note.script)


def _check(watch: Stopwatch, vault: Vault, note: Note, active: Iterable[Active]) -> None:
    """The checks of one note; of a rule about several, what it gathers of this one."""
    for rule, options in active:
        name = f"{rule.code} {rule.name}"
        if rule.scope != "vault":
            checked = partial(rule.check, note, options)
            watch.time(name, lambda: list(checked()))  # noqa: B023
        elif rule.gather:
            facts = watch.time(f"{name}: gather", partial(rule.gather, note, options))
            if facts is not None:
                vault.gathered.setdefault(rule.code, {})[note.path] = facts


def _compare(watch: Stopwatch, vault: Vault, active: Iterable[Active]) -> None:
    """The checks of all notes at once."""
    for rule, options in active:
        if rule.scope == "vault" and rule.default:
            vault.gathered.setdefault(rule.code, {})
            vault.evidence.setdefault(rule.code, {})
            checked = partial(rule.check, vault, options)
            watch.time(f"{rule.code} {rule.name}", lambda: list(checked()))  # noqa: B023
