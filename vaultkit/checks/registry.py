"""Every rule that there is: each module in a family's folder is one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from vaultkit.checks.rule import Rule


@cache
def rules() -> dict[str, Rule]:
    """The rules by code, in the order of the codes."""
    found: list[Rule] = []
    for family in pkgutil.iter_modules(importlib.import_module("vaultkit.checks").__path__):
        if family.ispkg:
            package = importlib.import_module(f"vaultkit.checks.{family.name}")
            for module in pkgutil.iter_modules(package.__path__):
                found.append(importlib.import_module(f"{package.__name__}.{module.name}").RULE)
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
