"""FM003 field-name: one field, one name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from vaultkit.checks.naming import renamed, united
from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.fields import Language, deprecated, loose_key, table
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.properties import Field


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`names` are the user's own: a property's name to the one that it gets, or to itself."""

    fields: Language = "en"
    names: dict[str, str] = {}


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Every property that has another name than the field that it means, or that stands twice."""
    matter = note.matter
    if matter is None:
        return
    meant = decide(note)
    right = _names(options.fields)
    if not options.names and all(
        right.get(meaning.field, field.key) == field.key and not meaning.choices
        for field, meaning in zip(matter.fields, meant, strict=True)
    ):
        return
    own = {loose_key(key): name for key, name in options.names.items()}
    wanted: dict[str, list[Field]] = {}
    for field, meaning in zip(matter.fields, meant, strict=True):
        name = right.get(meaning.field) if field.style != "other" else None
        if own:
            name = own.get(loose_key(field.key), name)
        if name is not None:
            wanted.setdefault(name, []).append(field)
        elif meaning.choices:
            names = [f"`{right[one]}`" for one in meaning.choices]
            message = f"`{field.key}` may be {' or '.join(names)}: give it the name that is meant"
            yield Finding(field.key_span, message)
    for name, fields in wanted.items():
        if len(fields) == 1 and fields[0].key == name:
            continue
        old = [field for field in fields if deprecated().get(field.key.casefold()) == name]
        if old:
            # FM008 names it: it stands for the right one here, unless that is there too.
            stands_for = []
            if all(field.key != name for field in fields):
                stands_for = old[:1]
                name = old[0].key
            fields = stands_for + [field for field in fields if field not in old]
        if len(fields) > 1:
            yield from united(note, matter, name, fields)
        elif fields[0].key != name:
            message = f"`{fields[0].key}` is called `{name}` here"
            yield renamed(note, matter, name, fields[0], message)


@cache
def _names(language: Language) -> dict[str | None, str]:
    """The name of each field that may be renamed: plugins know their notes by ids."""
    return {name: spec.names[language] for name, spec in table().items() if name != "id"}


RULE = Rule(
    code="FM003",
    name="field-name",
    scope="matter",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
    options=Options,
)
