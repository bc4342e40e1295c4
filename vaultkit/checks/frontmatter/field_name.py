"""FM003 field-name: one field, one name."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vaultkit.checks.naming import renamed, united
from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.fields import Language, deprecated, loose_key, table
from vaultkit.note.frontmatter import Field
from vaultkit.note.meaning import Meaning, decide
from vaultkit.note.note import Note


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`names` are the user's own: a property's name to the one that it gets, or to itself."""

    fields: Language = "en"
    names: dict[str, str] = {}


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Every property that has another name than the field that it means, or that stands twice."""
    matter = note.matter
    if matter is None:
        return
    own = {loose_key(key): name for key, name in options.names.items()}
    wanted: dict[str, list[Field]] = {}
    for field, meaning in zip(matter.fields, decide(note), strict=True):
        name = _name(field, meaning, options.fields)
        if own:
            name = own.get(loose_key(field.key), name)
        if name is not None:
            wanted.setdefault(name, []).append(field)
        elif meaning.choices:
            names = [f"`{table()[one].names[options.fields]}`" for one in meaning.choices]
            message = f"`{field.key}` may be {' or '.join(names)}: give it the name that is meant"
            yield Finding(field.key_span, message)
    for name, fields in wanted.items():
        old = [field for field in fields if deprecated().get(field.key.casefold()) == name]
        if old:
            # FM008 names it: it stands for the right one here, unless that is there too.
            if any(field.key == name for field in fields):
                fields = [field for field in fields if field not in old]
            else:
                name = old[0].key
        if len(fields) > 1:
            yield from united(note, matter, name, fields)
        elif fields[0].key != name:
            message = f"`{fields[0].key}` is called `{name}` here"
            yield renamed(note, matter, name, fields[0], message)


def _name(field: Field, meaning: Meaning, language: Language) -> str | None:
    """The name that a property should have; None where it is not known, or never to be changed."""
    if meaning.field is None or meaning.field == "id" or field.style == "other":
        return None
    return table()[meaning.field].names[language]


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
