"""Findings for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from vaultkit.checks.located import Record


def print_findings(records: Sequence[Record]) -> None:
    """Print the findings as one JSON array."""
    print_json(list(records))


def print_json(data: Any) -> None:
    """Print any data as JSON. A file name that is not UTF-8 is printed with escapes."""
    try:
        encoded = msgspec.json.encode(data)
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(_escaped(msgspec.to_builtins(data)))
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.format(encoded, indent=2) + b"\n")
    sys.stdout.flush()


def _escaped(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("utf-8", "backslashreplace").decode()
    if isinstance(data, dict):
        return {key: _escaped(value) for key, value in data.items()}
    return [_escaped(value) for value in data] if isinstance(data, list | tuple) else data
