"""`python -m vaultkit`."""

from __future__ import annotations

from vaultkit.cli.app import main

main()
