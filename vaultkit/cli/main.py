"""The way in."""

from __future__ import annotations

import gc
import sys

from vaultkit import __version__


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A file name that is not UTF-8, or a terminal that cannot show Chinese, ends no run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts and editors at every start: no command line parser for that.
        print(__version__)
        return
    # What a run makes holds next to no cycles: looking for them less often saves a twentieth of it.
    gc.set_threshold(50_000, 20, 50)
    from vaultkit.cli.app import app

    app()
