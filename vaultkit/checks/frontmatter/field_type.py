"""FM004 field-type: a value that is not of its field's type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.clippers import is_address, is_kept, tells_address
from vaultkit.note.fields import assigned, certain, meanings, table
from vaultkit.note.frontmatter import block_list, indent, replace_value, scalar
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Edit
from vaultkit.note.values import BOXES, may_be_several

_QUOTED = ("single", "double")
_ONE_LINE = ("plain", *_QUOTED)
_ALWAYS_TEXT = ("title", "description")
_OBSIDIAN = {"multitext": "list", "aliases": "list"}
# Only what comes back as it was: no leading zero, no exponent, no more digits than are kept.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})|-?(?:0|[1-9][0-9]{0,7})\.[0-9]{0,5}[1-9]")
# `Arts and Crafts` is one category, a word next to a word is two.
_WORDS = re.compile(r"[^\W_]+(?:[ ]*[,，、;；][ ]*[^\W_]+)+")
_WORD = re.compile(r"[^\W_]+")
_MARKDOWN_LINK = re.compile(r"\[[^\[\]\r\n]*\]\(<?([^<>()\s]+)>?\)")
_LINK = r"\[\[[^\[\]\r\n]+\]\]"
_LINKS = re.compile(f"{_LINK}(?:[ ]*[,，、;；][ ]*{_LINK})+")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types` are the types of properties in `.obsidian/types.json`, which win."""

    types: dict[str, str] = {}


class _Change(NamedTuple):
    """What is wrong with a value, said of its property, and the edits that make it right."""

    message: str
    edits: tuple[Edit, ...]


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Lists, numbers, texts, checkboxes and addresses that are written as something else."""
    kinds, types = _kinds(), options.types
    for field, meaning in zip(note.fields, decide(note), strict=True):
        kind = kinds[meaning.field]
        if meaning.field is None and "source" in meanings(field.key):
            kind = "url"
        own = assigned(types, field.key) if types else None
        # For Obsidian an address is a text.
        if own and (own, kind) != ("text", "url"):
            kind = _OBSIDIAN.get(own, own)
        if kind is None:
            continue
        change = _change(note, field, kind)
        if change and not _is_left(field.key):
            yield Finding(
                field.value_span,
                f"`{field.key}` {change.message}",
                change.edits,
                properties=(field.key,),
            )


@lru_cache(maxsize=4096)
def _is_left(key: str) -> bool:
    """Ids and what programs read are never touched, and tags have a rule of their own."""
    name = certain(key)
    return name in ("id", "tags") or is_kept(name or key) or is_kept(key)


@cache
def _kinds() -> dict[str | None, str | None]:
    """The type of each field; None where there is nothing to say of it."""
    kinds: dict[str | None, str | None] = {None: None}
    for name, spec in table().items():
        # A number may well be meant in `status` or `type`. Dates and tags have their own rules.
        is_other = spec.type == "text" and name not in _ALWAYS_TEXT
        kinds[name] = None if is_other or spec.type == "date" or name == "tags" else spec.type
    return kinds


def _change(note: Note, field: Field, kind: str) -> _Change | None:
    """The change that a value needs; None where it is right, or what is meant is not certain."""
    value = field.value
    if kind == "list" and field.items:
        return _quoted_entries(note, field)
    if field.style not in _ONE_LINE or value is None or isinstance(value, str) == (kind == "text"):
        return None
    if kind == "url" and is_address(str(value)):
        return None
    written = field.value_span.of(note.text)
    if "\n" in written or "\r" in written:
        return None
    if not isinstance(value, str):
        edit = replace_value(note.text, field, f'"{written}"')
        return _Change("is text: put quotes around it", (edit,))
    if kind == "number" and field.style in _QUOTED and _NUMBER.fullmatch(value):
        return _Change(
            "is a number: write it without quotes", (replace_value(note.text, field, value),)
        )
    if kind == "checkbox" and value.casefold() in BOXES:
        box = BOXES[value.casefold()]
        return _Change(f"is a checkbox: write `{box}`", (replace_value(note.text, field, box),))
    if kind == "list" and value.strip():
        return _list(note, field, value, written)
    return _address(note, field, value) if kind == "url" else None


def _list(note: Note, field: Field, value: str, written: str) -> _Change | None:
    spaces = indent(note.text, note.matter) if note.matter else None
    if spaces is None:
        return None
    message = "is a list: write each entry on a line of its own"
    entries = [written]
    quote = written[0] if field.style in _QUOTED else ""
    if may_be_several(value):
        pattern = re.compile(_LINK) if _LINKS.fullmatch(value) else None
        if pattern is None and certain(field.key) == "categories" and _WORDS.fullmatch(value):
            pattern = _WORD
        # A name may have a comma in it. A value with escapes is not what is written.
        if pattern is None or written != f"{quote}{value}{quote}":
            return _Change("is a list, and may be several: write each on a line of its own", ())
        entries = [
            f"{quote}{entry}{quote}" if quote else scalar(entry) for entry in pattern.findall(value)
        ]
    edit = replace_value(note.text, field, block_list(entries, note.newline, spaces))
    return _Change(message, (edit,))


def _address(note: Note, field: Field, value: str) -> _Change | None:
    """An address with brackets or blanks around it; the text of a link would be lost."""
    # A plugin knows its note by what it wrote.
    if any(tells_address(one.key) for one in note.fields):
        return None
    if link := _MARKDOWN_LINK.fullmatch(value.strip()):
        is_certain = certain(field.key) == "source" or field.key == "source"
        message = f"is an address: write `{link[1]}` alone"
        return _Change(message, ()) if is_certain and is_address(link[1]) else None
    bare = value.strip()
    if bare.startswith("<") and bare.endswith(">"):
        bare = bare[1:-1].strip()
    if bare == value or not is_address(bare):
        return None
    quote = note.text[field.value_span.start] if field.style in _QUOTED else ""
    if quote and field.value_span.of(note.text)[1:-1] != value:
        return None
    edit = replace_value(note.text, field, f"{quote}{bare}{quote}" if quote else scalar(bare))
    return _Change(f"is an address: write `{bare}` alone", (edit,))


def _quoted_entries(note: Note, field: Field) -> _Change | None:
    """Names that look like numbers or checkboxes, which Obsidian leaves out of a list of names."""
    if certain(field.key) not in ("author", "aliases"):
        return None
    edits = [
        Edit(*item.span, f'"{item.span.of(note.text)}"')
        for item in field.items
        if item.style == "plain" and item.value is not None and not isinstance(item.value, str)
    ]
    message = "has an entry that is no text for Obsidian: put quotes around it"
    return _Change(message, tuple(edits)) if edits else None


RULE = Rule(
    code="FM004",
    name="field-type",
    scope="matter",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
    options=Options,
)
