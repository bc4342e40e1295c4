"""How fast `vaultkit lint` is, beside rumdl where that is installed: see README.md."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from notes import generate
from stages import Costs

_SAMPLE = 200
_REPETITIONS = 15


class Run(NamedTuple):
    """One run of a tool: seconds on the clock, seconds of CPU, memory in MiB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Make the notes, measure, print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        print(f"{arguments.notes} notes of about {arguments.size} bytes in {folder}")
        files = generate(folder, arguments.notes, arguments.size)
        _tools(folder, arguments.rounds)
        step = max(1, len(files) // _SAMPLE)
        _stages(Costs(folder, files[::step], _REPETITIONS))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=2000, help="how many (default: 2000)")
    parser.add_argument("--size", type=int, default=8000, help="bytes of one (default: 8000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each tool (default: 5)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the notes there; keep them")
    return parser.parse_args()


def _tools(folder: Path, rounds: int) -> None:
    """Run the tools in turns, after one turn that does not count."""
    commands = {"vaultkit lint": [sys.executable, "-m", "vaultkit", "lint", "."]}
    if rumdl := _installed("rumdl"):
        commands["rumdl check"] = [rumdl, "check", "--no-cache", "."]
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            run = _run(command, folder)
            if turn > 0:
                runs[name].append(run)
    print(f"\n{'medians of ' + str(rounds) + ' runs':<24}{'wall s':>9}{'CPU s':>9}{'MiB':>9}")
    for name, taken in runs.items():
        wall, cpu, memory = (median(column) for column in zip(*taken, strict=True))
        print(f"{name:<24}{wall:>9.2f}{cpu:>9.2f}{memory:>9.0f}")
    if len(runs) == 2:
        ours, theirs = runs.values()
        for column in ("wall", "cpu"):
            ratios = [
                getattr(a, column) / getattr(b, column) for a, b in zip(ours, theirs, strict=True)
            ]
            shown = " ".join(f"{ratio:.2f}" for ratio in ratios)
            print(f"{column} ratio, pair by pair: {shown} · median {median(ratios):.2f}")
    else:
        print("rumdl is not installed: nothing to compare with")


def _run(command: Sequence[str], folder: Path) -> Run:
    """Run a tool with `folder` as the working folder. Exits when the tool fails."""
    start = perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        # 1 is "there are findings" for both tools.
        if process.returncode not in (0, 1):
            errors.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{errors.read().decode(errors='replace')}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def _installed(name: str) -> str | None:
    """A tool beside the running interpreter, else on PATH."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


def _stages(costs: Costs) -> None:
    _table("parse of one note", costs.parse)
    _table("building blocks", costs.least)
    print(f"\nparse : building blocks = {costs.ratio:.2f} (target: at most 1.5)")
    _table("made on first use", costs.first_use)
    _table("checks", costs.checks)


def _table(title: str, costs: Mapping[str, float]) -> None:
    print(f"\n{title:<32}{'µs a note':>10}")
    for stage, cost in costs.items():
        print(f"{stage:<32}{cost:>10.1f}")
    print(f"{'sum':<32}{sum(costs.values()):>10.1f}")


if __name__ == "__main__":
    main()
