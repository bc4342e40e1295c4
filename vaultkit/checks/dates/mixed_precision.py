"""DT007 mixed-precision: one property that has a time in some notes and none in others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.dateprops import date_values
from vaultkit.note.dates import Moment
from vaultkit.note.note import Note
from vaultkit.note.spans import Span
from vaultkit.vault.vault import Vault


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


class Precision(NamedTuple):
    """A property with a date: its name, where its value is, and whether it has a time."""

    key: str
    span: Span
    has_time: bool


def gather(note: Note, options: Options) -> list[Precision] | None:
    """The dates of a note. A property with a type of its own has its precision from that."""
    return [
        Precision(value.field.key, value.field.value_span, value.reading.time is not None)
        for value in date_values(note, options.types)
        if isinstance(value.reading, Moment) and value.type is None
    ] or None


def check(vault: Vault, options: Options) -> Iterator[Finding]:
    """The dates that are unlike most of their property; of as many, those without a time."""
    gathered: dict[str, list[Precision]] = vault.gathered[RULE.code]
    counts: dict[str, list[int]] = {}
    for dates in gathered.values():
        for key, _, has_time in dates:
            counts.setdefault(key.casefold(), [0, 0])[has_time] += 1
    for path, dates in gathered.items():
        for key, span, has_time in dates:
            without, with_time = counts[key.casefold()]
            is_rare = with_time < without if has_time else without <= with_time
            if not (is_rare and without and with_time):
                continue
            one, other = ("a time", "none") if has_time else ("no time", "one")
            count = f"{without if has_time else with_time} of {without + with_time}"
            message = f"`{key}` has {one} here, and {other} in {count} notes: write all alike"
            yield Finding(span, message, path=path)


RULE = Rule(
    code="DT007",
    name="mixed-precision",
    scope="vault",
    stage="dates",
    gather=gather,
    check=check,
    default=False,
    options=Options,
)
