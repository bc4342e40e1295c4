"""DT003 ambiguous-date: a date that can be read as several days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.dateprops import DateValue, date_values
from vaultkit.note.dates import Unclear
from vaultkit.note.fields import certain
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span
from vaultkit.vault.vault import Vault

# A single one may be an exception, or come from another program than the date in doubt.
_ENOUGH = 2
_FIRST = {"dmy": "day", "mdy": "month", "ymd": "year"}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


class Kind(NamedTuple):
    """Dates that are likely to be in one order: those of one field, with years of one length."""

    field: str
    has_whole_year: bool


class Doubt(NamedTuple):
    """An ambiguous value: `value_span` is its place, `span` the same without quotes.

    `by_order` has the reading in each order of day, month and year, where only the order is not
    certain.
    """

    key: str
    kind: Kind
    value_span: Span
    span: Span
    text: str
    readings: tuple[str, ...]
    by_order: dict[str, str]


def gather(note: Note, options: Options) -> list[Doubt] | None:
    """The ambiguous dates of a note."""
    return [
        Doubt(
            value.field.key,
            _kind(value),
            value.field.value_span,
            value.span,
            value.text,
            value.reading.readings,
            _orders(value),
        )
        for value in date_values(note, options.types)
        if isinstance(value.reading, Unclear) and value.reading.kind == "ambiguous"
    ] or None


def evidence(note: Note, options: Options) -> list[tuple[Kind, str]] | None:
    """The dates of a note that can be in one order only: their kind, and the order."""
    found = []
    for value in date_values(note, options.types):
        if not value.is_canonical and value.reading is not None:
            order, *others = _orders(value) or [""]
            if order and not others:
                found.append((_kind(value), order))
    return found or None


def check(vault: Vault, options: Options) -> Iterator[Finding]:
    """Every ambiguous date, with the order that all others of its kind have, if they have one."""
    proven: dict[Kind, Counter[str]] = {}
    for found in vault.evidence[RULE.code].values():
        for kind, order in found:
            proven.setdefault(kind, Counter())[order] += 1
    for path, doubts in vault.gathered[RULE.code].items():
        for doubt in doubts:
            finding = _finding(doubt, proven.get(doubt.kind, Counter()))
            finding.path = path
            yield finding


def _finding(doubt: Doubt, proven: Counter[str]) -> Finding:
    if len(doubt.readings) == 1:
        message = f"the year of `{doubt.text}` is cut short: write `{doubt.readings[0]}`"
        return Finding(doubt.value_span, f"{message} if that is meant")
    message = f"`{doubt.text}` may be {' or '.join(doubt.readings)}"
    order, *others = proven or [""]
    if others or proven[order] < _ENOUGH or order not in doubt.by_order:
        return Finding(doubt.value_span, f"{message}: write the one that is meant")
    written = doubt.by_order[order]
    why = f"all others of `{doubt.key}` that are certain have the {_FIRST[order]} first"
    return Finding(
        doubt.value_span,
        f"{message}: {why}, so write `{written}`",
        (Edit(*doubt.span, written),),
        properties=(doubt.key,),
    )


def _kind(value: DateValue) -> Kind:
    field = certain(value.field.key) or value.field.key.casefold()
    return Kind(field, re.search(r"\d{4}", value.text) is not None)


def _orders(value: DateValue) -> dict[str, str]:
    # Most notes have no such date.
    from vaultkit.note.datereading import orders

    return orders(value.text)


RULE = Rule(
    code="DT003",
    name="ambiguous-date",
    scope="vault",
    stage="dates",
    gather=gather,
    evidence=evidence,
    check=check,
    fix="unsafe",
    reach=("matter",),
    options=Options,
)
