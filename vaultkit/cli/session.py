"""What every command does first: find the vault, its configuration and its rules."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from vaultkit import config as configuration
from vaultkit.config import ConfigError
from vaultkit.fixing.writer import WriteError
from vaultkit.vault.files import find_root
from vaultkit.vault.vault import Vault


class UsageError(Exception):
    """What was asked for cannot be done: one line, exit code 2."""


def open_vault(path: Path, config: Path | None) -> Vault:
    """The vault that a folder is, or lies in. Raises UsageError and ConfigError."""
    # Not Path.exists(), which raises where a folder above may not be entered.
    if not os.path.exists(path):
        raise UsageError(f"{path}: there is no such file or folder")
    root = find_root(path)
    if not os.path.isdir(path):
        raise UsageError(f"{path} is a part of the vault {root}; name the vault itself")
    return Vault.open(root, configuration.load(root, config))


def guarded(run: Callable[[], int]) -> int:
    """Run a command's body; what it cannot do is one line on standard error, exit code 2."""
    try:
        os.getcwd()
    except OSError as error:
        say(f"error: the current folder cannot be used: {(error.strerror or str(error)).lower()}")
        return 2
    try:
        return run()
    except (UsageError, ConfigError, WriteError) as error:
        say(f"error: {error}")
        return 2


def say(text: str) -> None:
    """One line to the person, not to the next program."""
    print(f"vaultkit: {text}", file=sys.stderr)
