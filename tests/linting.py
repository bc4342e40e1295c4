"""`vaultkit lint` as tests run it, and what it said."""

from __future__ import annotations

import json

from typer.testing import CliRunner, Result

from vaultkit.cli.app import app

# Rules whose findings are plain to see: blanks at a line's end, the last line end, links.
FEW = "MD001,MD002,WL001,VK001"


def lint(*arguments: str, stdin: bytes = b"", select: str | None = FEW) -> Result:
    chosen = ["--select", select] if select else []
    return CliRunner().invoke(app, ["lint", *arguments, *chosen], input=stdin)


def heads(result: Result) -> list[str]:
    """`path:line:column: CODE` of each finding printed."""
    lines = [line for line in result.stdout.splitlines() if not line.startswith("    | ")]
    return [" ".join(line.split(" ")[:2]) for line in lines]


def say(result: Result) -> str:
    """The one line on standard error."""
    (line,) = result.stderr.splitlines()
    return line.removeprefix("vaultkit: ")


def records(result: Result) -> list[dict[str, object]]:
    return json.loads(result.stdout)
