"""What the fixes of rules about links do to the links of a vault.

    python benchmarks/links.py VAULT

copies the folder, runs `vaultkit lint --fix --select WL` on the copy, and resolves every link of
both. It prints the number of links by state before and after, and every link that was ok and is
not, or that leads to another file; then the exit code is 1.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from vaultkit import config as configuration
from vaultkit.note.source import UnreadableError
from vaultkit.vault.vault import Vault


class Resolved(NamedTuple):
    """One link: what it says, its state, and the file that it leads to."""

    written: str
    state: str
    file: str | None


def resolved(root: Path) -> dict[str, list[Resolved]]:
    """The links of every note, in order."""
    vault = Vault.open(root, configuration.load(root))
    links: dict[str, list[Resolved]] = {}
    for path in vault.notes:
        try:
            note = vault.note(path)
        except UnreadableError:
            continue
        links[path] = []
        for link in note.links:
            found = vault.resolve(link, path)
            state = "ambiguous" if found.candidates else "ok" if found.path else "unresolved"
            if link.is_external:
                state, found = "external", vault.names.resolve("", path)
            links[path].append(Resolved(link.span.of(note.text), state, found.path))
    return links


def harmed(before: list[Resolved], after: list[Resolved]) -> list[str]:
    """The links of a note that were ok and are not as they were."""
    if len(before) != len(after):
        return [f"{len(before)} links became {len(after)}"]
    pairs = zip(before, after, strict=True)
    return [
        f"{old.written} led to {old.file}, {new.written} is {new.state}: {new.file}"
        for old, new in pairs
        if old.state == "ok" and (new.state, new.file) != ("ok", old.file)
    ]


def main(vault: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "vault")
        shutil.copytree(vault, copy, symlinks=True)
        before = resolved(copy)
        start = time.perf_counter()
        command = [sys.executable, "-m", "vaultkit", "lint", "--fix", "--select", "WL", str(copy)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - start
        after = resolved(copy)
    states = [
        Counter(one.state for links in side.values() for one in links) for side in (before, after)
    ]
    print(f"{'state':<12}{'before':>8}{'after':>8}")
    for state in sorted(states[0] | states[1]):
        print(f"{state:<12}{states[0][state]:>8}{states[1][state]:>8}")
    changed = sum(
        one.written != other.written
        for path, links in before.items()
        for one, other in zip(links, after[path], strict=False)
    )
    print(f"{changed} links changed, {seconds:.1f} s, exit code {done.returncode}")
    wrong = [f"{path}: {said}" for path in before for said in harmed(before[path], after[path])]
    wrong += [line for line in done.stdout.splitlines() if "VK002" in line]
    print("\n".join(wrong) if wrong else "no link that was ok is anything else")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
