"""What the rule about spaces beside Chinese (TX002) changes besides spaces: nothing.

    python benchmarks/spacing.py FOLDER

fixes every note of a folder in memory, once with `spacing = "add"` and once with `"remove"`, writes
nothing, and prints the notes whose other characters or lines are not what they were.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from vaultkit import config as configuration
from vaultkit.checks.ruleset import Active
from vaultkit.checks.text.cjk_latin_spacing import RULE, Options
from vaultkit.fixing import engine
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.vault.vault import Vault


def main() -> int:
    """Print what went wrong and how many spaces were put in and taken out; the exit code."""
    root = Path(sys.argv[1])
    vault = Vault.open(root, configuration.load(root))
    modes: tuple[Literal["add", "remove"], ...] = ("add", "remove")
    spaces = dict.fromkeys(modes, 0)
    wrong = refused = 0
    for path in vault.notes:
        try:
            note = vault.note(path)
        except UnreadableError:
            continue
        for mode in modes:
            fixed = engine.fix(note, [Active(RULE, Options(mode))])
            if problem := difference(note, fixed):
                wrong += 1
                print(f"{path}: {mode}: {problem}")
            refused += len(fixed.refused)
            spaces[mode] += abs(len(fixed.note.text) - len(note.text))
    print(f"{len(vault.notes)} notes, {wrong} wrong, {refused} refused; spaces: {spaces}")
    return 1 if wrong else 0


def difference(note: Note, fixed: engine.Fixed) -> str | None:
    """What changed that should not have."""
    before, after = note.text, fixed.note.text
    if "".join(before.split()) != "".join(after.split()):
        return "characters that are no spaces changed"
    if before.count("\n") != after.count("\n"):
        return "line breaks changed"
    return None


if __name__ == "__main__":
    sys.exit(main())
