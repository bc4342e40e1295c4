"""FM011 property-type-clash: one property with values of several types across the vault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.checks.suppressions import PROPERTY
from vaultkit.note import dates
from vaultkit.note.fields import assigned, certain, holds_date
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.properties import Field, Value, plain_value
from vaultkit.note.spans import Span
from vaultkit.note.values import BOXES

_DATE = late(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(?::\d\d)?)?")
_CALLED = {
    "text": "text",
    "list": "a list",
    "number": "a number",
    "checkbox": "a checkbox",
    "date": "a date",
    "datetime": "a date with time",
}
_OBSIDIAN = {"multitext": "list", "tags": "list", "aliases": "list"}
# What a property of a type may hold besides, or what FM004 and the rules for dates say of it.
_PASSES = {
    "text": ("date", "datetime", "number", "checkbox"),
    "list": ("text", "date", "datetime"),
    "date": ("datetime",),
    "datetime": ("date",),
}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


class Seen(NamedTuple):
    """A property of one note, its type there, and the one that the vault's settings give it.

    One that `has_rules` is only counted: what it means in its note is known, and other rules look
    after that.
    """

    key: str
    kind: str
    span: Span
    wanted: str = ""
    has_rules: bool = False


def gather(note: Note, options: Options) -> list[Seen] | None:
    """The types of a note's properties, but for those whose name alone has rules for it."""
    seen = []
    types = options.types
    for field, meaning in zip(note.fields, decide(note), strict=True):
        given = assigned(types, field.key) if types else None
        if field.key == PROPERTY:
            # One code or a list of them: we take both.
            continue
        # All that is sure is so by its name, but `source`.
        is_named = meaning.sure and meaning.field != "source"
        if given is None and (is_named or _has_rules(field.key)):
            continue
        kind = _kind(field.value)
        if kind is None or field.style == "other":
            continue
        wanted = _OBSIDIAN.get(given, given) if given else ""
        if not wanted or _is_other(field, kind, wanted):
            is_known = given is None and meaning.field is not None
            seen.append(Seen(field.key, kind, field.value_span, wanted, is_known))
    return seen or None


@lru_cache(maxsize=4096)
def _has_rules(key: str) -> bool:
    """Whether other rules look after a property, whatever its value."""
    return certain(key) is not None or holds_date(key)


def _kind(value: Value) -> str | None:
    """The type that Obsidian sees in a value; None for an empty one, and one that it has not."""
    if isinstance(value, bool):
        return "checkbox"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list):
        nested = any(isinstance(entry, list | dict) for entry in value)
        return "list" if value and not nested else None
    if not isinstance(value, str) or not value.strip() or "{{" in value or "<%" in value:
        return None
    found = _DATE.fullmatch(value) if value[0].isdecimal() else None
    return "text" if not found else "datetime" if found[1] else "date"


def _is_other(field: Field, kind: str, wanted: str) -> bool:
    """Whether a value is not of the type that it should have, and no other rule says so."""
    if wanted not in _CALLED or kind == wanted or kind in _PASSES.get(wanted, ()):
        return False
    # What a number says as a date is for the rules about dates.
    if wanted in ("date", "datetime") and not isinstance(field.value, bool | list | dict):
        return not str(field.value).strip() or dates.read(str(field.value).strip()) is None
    text = field.value.strip() if isinstance(field.value, str) else ""
    if wanted == "number":
        return not isinstance(plain_value(text), int | float)
    if wanted == "checkbox":
        return text.casefold() not in BOXES
    return True


def check(vault: Any, options: Options) -> Iterator[Finding]:
    """Each value that is not of the type which most notes have in that property.

    Where no type has more than half of the notes, the clash is said once.
    """
    gathered: Mapping[str, list[Seen]] = vault.gathered["FM011"]
    places: dict[str, list[tuple[str, Seen]]] = {}
    for path, found in gathered.items():
        for seen in found:
            # Obsidian tells names apart without regard to case.
            places.setdefault(seen.key.casefold(), []).append((path, seen))
    for everywhere in places.values():
        yield from _clash(everywhere)


def _clash(places: list[tuple[str, Seen]]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for _, seen in places:
        counts[seen.kind] = counts.get(seen.kind, 0) + 1
    wanted = places[0][1].wanted
    if not wanted and len(counts) == 1:
        return
    most = max(counts, key=lambda kind: counts[kind])
    if wanted:
        rule = f"is set to be {_CALLED[wanted]} in Obsidian"
    elif 2 * counts[most] > len(places):
        rule = f"is {_CALLED[most]} in {counts[most]} of {_notes(len(places))}"
    else:
        named = [f"{_CALLED[kind]} in {_notes(count)}" for kind, count in counts.items()]
        others = [place for place in places if not place[1].has_rules]
        for path, seen in [one for one in others if one[1].kind != places[0][1].kind][:1]:
            message = f"`{seen.key}` is {', '.join(named[:-1])} and {named[-1]}: decide for one"
            yield Finding(seen.span, message, path=path)
        return
    for path, seen in places:
        if not seen.has_rules and (wanted or seen.kind != most):
            message = f"`{seen.key}` {rule}, and {_CALLED[seen.kind]} here"
            yield Finding(seen.span, message, path=path)


def _notes(count: int) -> str:
    return f"{count} note" if count == 1 else f"{count} notes"


RULE = Rule(
    code="FM011",
    name="property-type-clash",
    scope="vault",
    stage="frontmatter",
    gather=gather,
    check=check,
    options=Options,
)
