"""DT001 date-format: a date that is not written as Obsidian writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.dateprops import date_values
from vaultkit.note.dates import Moment, is_canonical, read
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit

# The right form, but for the offset, which is for DT006.
_WITH_OFFSET = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Dates that have one reading; what has none, or several, is for other rules."""
    for field, span, text, kind in date_values(note, options.types):
        if kind != "date" and (is_canonical(text) or _WITH_OFFSET.fullmatch(text)):
            continue
        moment = read(text)
        if not isinstance(moment, Moment):
            continue
        if kind == "date" and moment.time is not None:
            message = f"`{field.key}` is a date for Obsidian, and this value has a time"
            yield Finding(field.value_span, f"{message}: make the property a date and time")
        elif (written := moment.text()) != text:
            yield Finding(
                field.value_span,
                f"`{text}` is a date that Obsidian does not know: write `{written}`",
                (Edit(*span, written),),
                properties=(field.key,),
            )


RULE = Rule(
    code="DT001",
    name="date-format",
    scope="matter",
    stage="dates",
    check=check,
    fix="safe",
    reach=("matter",),
    options=Options,
)
