"""`vaultkit index`."""

from __future__ import annotations

from pathlib import Path

from vaultkit.cli.session import guarded, open_vault, say
from vaultkit.index import update as index
from vaultkit.report.text import count


def run(path: Path, check: bool, config: Path | None) -> int:
    """Bring the pages up to date, or only say whether they are; the exit code."""
    return guarded(lambda: _run(path, check, config))


def _run(path: Path, check: bool, config: Path | None) -> int:
    vault = open_vault(path, config)
    update, pages = index.plan(vault)
    for name, reason in sorted(vault.unreadable.items()):
        say(f"{name}: {reason}")
    for name in update.edited:
        say(f"error: {name}: is in the way and was edited by hand; it was left as it is")
    stale = bool(update.written or update.removed)
    if not check:
        index.apply(vault, update, pages)
    verb = "would be " if check else ""
    say(
        f"{count(len(update.written), 'page')} {verb}written, {len(update.removed)} {verb}removed"
        if stale
        else f"the {'other ' if update.edited else ''}pages are up to date"
    )
    if update.edited:
        return 2
    return int(check and stale)
