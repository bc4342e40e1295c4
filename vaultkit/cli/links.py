"""`vaultkit links`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from vaultkit.cli.session import UsageError, guarded, open_vault, say
from vaultkit.note.links import from_text
from vaultkit.report import json as json_report
from vaultkit.report import links as links_report
from vaultkit.vault.placed_links import placed_links
from vaultkit.vault.vault import Vault


def run(
    path: Path,
    source: str | None,
    target: str | None,
    broken: bool,
    json: bool,
    config: Path | None,
) -> int:
    """Print the links of a vault; the exit code."""
    return guarded(lambda: _run(path, source, target, broken, json, config))


def _run(
    path: Path,
    source: str | None,
    target: str | None,
    broken: bool,
    json: bool,
    config: Path | None,
) -> int:
    vault = open_vault(path, config)
    sources = None if source is None else [_file(vault, source)]
    wanted = None if target is None else _file(vault, target)
    links = [
        link
        for link in placed_links(vault, sources)
        if (wanted is None or link.may_lead_to(wanted)) and (link.is_broken or not broken)
    ]
    if json:
        json_report.print_json(links)
    else:
        links_report.print_links(links, sys.stdout)
    for name, reason in sorted(vault.unreadable.items()):
        say(f"{name}: {reason}")
    say(links_report.summary(links))
    return 0


def _file(vault: Vault, name: str) -> str:
    """The vault path of a file that is named by it, or by its path from here."""
    files = {entry.path for entry in vault.listing.entries}
    here = Path(os.path.relpath(os.path.abspath(name), vault.root)).as_posix()
    for path in (name, here):
        if path in files:
            return path
    near = vault.near.suggest(from_text(name))
    hint = f"; did you mean {near}?" if near else ""
    raise UsageError(f"{name}: there is no such file in the vault{hint}")
