"""`python -m vaultkit`."""

from __future__ import annotations

from vaultkit.cli.main import main

main()
