"""What normalize would make of a vault; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from vaultkit.checks.located import Located
from vaultkit.checks.ruleset import Ruleset
from vaultkit.fixing import run
from vaultkit.fixing.edits import apply
from vaultkit.index.seal import is_intact
from vaultkit.normalize.moves import Moves
from vaultkit.normalize.naming import named_elsewhere
from vaultkit.normalize.places import assign, place
from vaultkit.normalize.tree import Kind, walk
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.vault.files import is_excluded
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault, names_of


@dataclass(slots=True)
class Plan:
    """The new text and the new place of every note that gets one; paths are the old ones.

    `findings` are what stays to be done by hand; `fixed` counts the findings that were fixed, by
    code. `held` are notes that would have moved and cannot, with the reason.
    """

    texts: dict[str, str] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    findings: list[Located] = field(default_factory=list)
    fixed: dict[str, int] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)

    def target(self, path: str) -> str:
        """The path of a file in the new vault."""
        return self.moves.get(path, path)


def make(vault: Vault, ruleset: Ruleset) -> Plan:
    """Fix every note, find each its place, and let the links follow."""
    plan = _fixed(vault, ruleset)
    there = dict(walk(vault.root))
    wanted = _wanted(vault, plan, there)
    held = _held(vault, wanted, there)
    linking = _linking(vault, plan, there)
    while True:
        plan.moves = _moves(wanted, held, there)
        more = _blocked(plan, there)
        edited: dict[str, str] = {}
        if not more:
            edited, more = _follow(vault, plan, linking)
        if not more:
            plan.texts |= edited
            plan.held = {path: held[path] for path in wanted if path in held}
            return plan
        held |= more
