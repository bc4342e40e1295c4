"""WL015 placeholder-link: what a template or a program left where a link should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import translate

import msgspec

from vaultkit.checks.linking import unresolved
from vaultkit.checks.rule import Finding, Rule
from vaultkit.vault.vault import Vault


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`patterns`: what stands for a target; `*` is any text, `?` any character."""

    patterns: tuple[str, ...] = ("…*…", "...*...", "{{*}}", "<*>", "TODO")


def check(vault: Vault, options: Options) -> Iterator[Finding]:
    """Every link that finds no file and has such a target."""
    if not options.patterns:
        return
    pattern = re.compile("|".join(map(translate, options.patterns)), re.IGNORECASE)
    for path, link, _, _ in unresolved(vault):
        if pattern.match(link.target):
            message = f"`{link.target}` stands where a link should be: fill it in or take it out"
            yield Finding(link.span, message, path=path)


RULE = Rule(
    code="WL015",
    name="placeholder-link",
    scope="vault",
    stage="links",
    check=check,
    options=Options,
)
