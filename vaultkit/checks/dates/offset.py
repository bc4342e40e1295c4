"""DT006 offset: a time with an offset from UTC, which Obsidian does not read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.dateprops import date_values
from vaultkit.note.dates import Moment, is_canonical_with_offset
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`timezone` is where the note's clock is; `types` are those of `.obsidian/types.json`."""

    timezone: str | None = None
    types: dict[str, str] = {}

    def __post_init__(self) -> None:
        if self.timezone is not None:
            _zone(self.timezone)


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Times with an offset that are otherwise well written; DT001 makes the others so."""
    for value in date_values(note, options.types):
        moment, field = value.reading, value.field
        if not isinstance(moment, Moment) or moment.offset is None:
            continue
        if not is_canonical_with_offset(value.text):
            continue
        message = f"the time of `{field.key}` has an offset, so Obsidian takes it for text"
        if options.timezone is None:
            how = "name your `timezone` in the configuration to have it written as local time"
            yield Finding(field.value_span, f"{message}: {how}")
            continue
        local = moment.local(_zone(options.timezone)).text()
        yield Finding(
            field.value_span,
            f"{message}: write `{local}`",
            (Edit(*value.span, local),),
            properties=(field.key,),
            safety=None if moment.is_exact else "unsafe",
        )


@cache
def _zone(name: str) -> datetime.tzinfo:
    """Raises ValueError for a name that is no time zone's."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise ValueError(f"no such time zone: {name}") from None


RULE = Rule(
    code="DT006",
    name="offset",
    scope="matter",
    stage="dates",
    check=check,
    fix="safe",
    reach=("matter",),
    options=Options,
)
