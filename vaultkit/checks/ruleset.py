"""Which rules run on which note, with their options."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from vaultkit import config as configuration
from vaultkit.checks.registry import rules
from vaultkit.checks.rule import STAGES, Rule
from vaultkit.config import Config, ConfigError, Selection
from vaultkit.vault.files import matcher

# What could not be done is said whatever is selected.
ALWAYS = ("VK000", "VK002")


class Active(NamedTuple):
    """A rule that runs, and its options."""

    rule: Rule
    options: msgspec.Struct


class Ruleset(msgspec.Struct):
    """Every rule with its options, in the order in which fixes are made, and who runs where."""

    known: tuple[Active, ...]
    selection: Selection
    per_path: tuple[tuple[str, Selection], ...]
    _rules: dict[str, Rule] = {}
    _anywhere: tuple[Active, ...] | None = None
    _chosen: dict[tuple[str, ...], tuple[Active, ...]] = {}

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule by its code, in the order in which fixes are made."""
        if not self._rules:
            self._rules.update((rule.code, rule) for rule, _ in self.known)
        return self._rules

    @property
    def reads_links(self) -> bool:
        """Whether a rule that runs anywhere needs to know of every file what it tells others."""
        return any(rule.scope == "vault" and rule.stage == "links" for rule, _ in self.anywhere)

    @property
    def anywhere(self) -> tuple[Active, ...]:
        """The rules that run on some note."""
        if self._anywhere is None:
            chains = [(self.selection,), *((self.selection, own) for _, own in self.per_path)]
            self._anywhere = tuple(
                active for active in self.known if any(_runs(active.rule, c) for c in chains)
            )
        return self._anywhere

    def for_path(self, path: str) -> tuple[Active, ...]:
        """The rules that run on the note at a vault-relative path."""
        own = tuple(pattern for pattern, _ in self.per_path if matcher((pattern,))(path))
        if own not in self._chosen:
            selections = (self.selection, *(s for pattern, s in self.per_path if pattern in own))
            chosen = tuple(active for active in self.known if _runs(active.rule, selections))
            self._chosen[own] = chosen
        return self._chosen[own]


def build(
    config: Config,
    types: Mapping[str, str],
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    also: Collection[str] = (),
) -> Ruleset:
    """The rules that a configuration and a command line select.

    `select` on the command line replaces the configuration's, for every path; `ignore` adds to
    it. A rule that is off by default is on where `also` has its code. `types` are the types of
    properties in `.obsidian/types.json`. Raises ConfigError.
    """
    by_code = rules()
    configuration.check_codes(config, by_code)
    _check("--select", select, by_code)
    _check("--ignore", ignore, by_code)
    known = [
        Active(
            replace(rule, default=rule.default or rule.code in also),
            configuration.options(config, rule.code, rule.options, types),
        )
        for rule in sorted(by_code.values(), key=lambda rule: (STAGES.index(rule.stage), rule.code))
    ]
    selection = Selection(
        select=tuple(select) or config.lint.select, ignore=(*config.lint.ignore, *ignore)
    )
    per_path = [
        (pattern, Selection(select=None if select else own.select, ignore=(*own.ignore, *ignore)))
        for pattern, own in config.lint.per_path.items()
    ]
    return Ruleset(tuple(known), selection, tuple(per_path))


def matches(code: str, selectors: Collection[str]) -> bool:
    """Whether a code is among selectors: codes, prefixes of codes, or ALL."""
    return any(selector == "ALL" or code.startswith(selector) for selector in selectors)


def _check(option: str, selectors: Collection[str], codes: Collection[str]) -> None:
    for selector in selectors:
        if not any(matches(code, [selector]) for code in codes):
            import difflib

            near = difflib.get_close_matches(selector, ["ALL", *codes], n=1)
            hint = f"did you mean {near[0]}?" if near else "`vaultkit rules` lists them"
            raise ConfigError(f"{option} {selector}: there is no such rule; {hint}")


def _runs(rule: Rule, selections: tuple[Selection, ...]) -> bool:
    runs = rule.default
    for selection in selections:
        if selection.select is not None:
            runs = matches(rule.code, selection.select)
        if matches(rule.code, selection.ignore):
            runs = False
    return runs or rule.code in ALWAYS
