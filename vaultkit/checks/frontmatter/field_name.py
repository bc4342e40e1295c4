"""FM003 field-name: one field, one name."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note import dates
from vaultkit.note.fields import Language, certain, loose_key, table
from vaultkit.note.frontmatter import (
    Field,
    FrontMatter,
    block_list,
    has_comment,
    remove,
    rename,
    replace_value,
)
from vaultkit.note.meaning import Meaning, decide
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit

_ONE_LINE = ("plain", "single", "double")
# Written as one text they are still to be parted, which TG001 does.
_SEPARATORS = " ,，、;；\u3000"


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
        if len(fields) > 1:
            yield from _together(note, matter, name, fields)
        elif fields[0].key != name:
            yield _alone(note, matter, name, fields[0])


def _name(field: Field, meaning: Meaning, language: Language) -> str | None:
    """The name that a property should have; None where it is not known, or never to be changed."""
    if meaning.field is None or meaning.field == "id" or field.style == "other":
        return None
    return table()[meaning.field].names[language]


def _alone(note: Note, matter: FrontMatter, name: str, field: Field) -> Finding:
    message = f"`{field.key}` is called `{name}` here"
    # Obsidian knows properties without regard to case.
    if any(one.key.casefold() == name.casefold() for one in matter.fields if one is not field):
        return Finding(field.key_span, f"{message}, but another property has that name")
    return Finding(
        field.key_span, message, (rename(note.text, field, name),), properties=(field.key, name)
    )


def _together(note: Note, matter: FrontMatter, name: str, fields: list[Field]) -> Iterator[Finding]:
    """Properties that are one field: made one where nothing is lost by it."""
    kept = next((field for field in fields if field.key == name), fields[0])
    for other in fields:
        if other is kept:
            continue
        message = f"`{other.key}` and `{kept.key}` are one field, `{name}`"
        edits = _merged(note, matter, name, kept, other)
        if edits is not None:
            properties = tuple(dict.fromkeys((other.key, kept.key, name)))
            yield Finding(other.key_span, f"{message}: one of them is enough", edits, properties)
            return
        # Some programs write two descriptions, a short and a long one.
        if certain(name) != "description":
            yield Finding(other.key_span, f"{message}, and differ: keep one of them")


def _merged(
    note: Note, matter: FrontMatter, name: str, kept: Field, other: Field
) -> tuple[Edit, ...] | None:
    """The edits that make two properties one of this name; None where a value would be lost."""
    if _is_empty(kept) and not _is_empty(other):
        kept, other = other, kept
    removal = remove(note.text, matter, other)
    if removal is None:
        return None
    edits = [removal] if kept.key == name else [removal, rename(note.text, kept, name)]
    if _is_empty(other) or _is_equal(kept, other):
        return tuple(edits)
    spec = table().get(certain(name) or "")
    if spec is None or spec.type != "list":
        return None
    entries, more = _entries(note.text, kept), _entries(note.text, other)
    if entries is None or more is None:
        return None
    missing = [source for value, source in more.items() if value not in entries]
    if missing and kept.style != "block" and has_comment(note.text, kept):
        return None
    if missing:
        edits.append(_extended(note, kept, [*entries.values()], missing))
    return tuple(edits)


def _extended(note: Note, field: Field, entries: list[str], missing: list[str]) -> Edit:
    """The edit that puts entries at the end of a list; a flow list or a text becomes a block."""
    lead = ""
    if field.style == "block":
        first = field.items[0].span.start
        start, _ = note.lines.bounds(note.lines.place(first)[0])
        lead = note.text[start:first]
    if lead.strip() != "-":
        return replace_value(note.text, field, block_list([*entries, *missing], note.newline))
    end = field.value_span.end
    return Edit(end, end, "".join(f"{note.newline}{lead}{entry}" for entry in missing))


def _entries(text: str, field: Field) -> dict[str, str] | None:
    """A list's texts with their sources; None where one is not a text of one line."""
    items = field.items or ()
    sources = [(item.value, item.style, item.span.of(text)) for item in items]
    if not sources:
        sources = [(field.value, field.style, field.value_span.of(text))]
        is_parted = isinstance(field.value, str) and not set(_SEPARATORS) & set(field.value)
        if certain(field.key) == "tags" and not is_parted:
            return None
    entries = {}
    for value, style, source in sources:
        if not isinstance(value, str) or style not in _ONE_LINE or "\n" in source:
            return None
        entries[value] = source
    return entries


def _is_empty(field: Field) -> bool:
    return field.value is None or field.value in ("", [])


def _is_equal(one: Field, other: Field) -> bool:
    if isinstance(one.value, bool) or isinstance(other.value, bool):
        return one.value is other.value
    if one.value == other.value or str(one.value).strip() == str(other.value).strip():
        return True
    if isinstance(one.value, str) and isinstance(other.value, str):
        moment = dates.read(one.value)
        return isinstance(moment, dates.Moment) and moment == dates.read(other.value)
    return False


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
