"""FM005 missing-field: a property that every note should have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.clippers import original_address, stated
from vaultkit.note.fields import Language, meanings, table
from vaultkit.note.frontmatter import add, scalar
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.source import BOM
from vaultkit.note.spans import Span
from vaultkit.note.titles import certain_title, first_headings, only_heading

# What may be front matter of another kind, or in another place: nothing is put above it.
_LIKE_A_BLOCK = re.compile(r"(?:---|\+\+\+|;;;|\{|<!--)")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`required` are fields by their English names, or any other properties by theirs."""

    required: tuple[str, ...] = ("title",)
    fields: Language = "en"


def check(note: Note, options: Options) -> Iterator[Finding]:
    """Required fields that a note lacks, and an address that its clipper left in the text."""
    if note.matter is not None and note.matter.error is not None:
        return
    for name in options.required:
        if any(name == field.key or name in meanings(field.key) for field in note.fields):
            continue
        body = note.text[note.body_start :].lstrip(f"{BOM} \t\r\n")
        if not note.fields and not body:
            return
        value = None
        if name in _CERTAIN and not (note.matter is None and _LIKE_A_BLOCK.match(body)):
            value = _CERTAIN[name](note)
        yield _finding(note, options, name, value, _why(note) if name == "title" else "")
    if "source" not in options.required and (address := original_address(note)):
        yield from _lifted(note, options, address)


_CERTAIN: dict[str, Callable[[Note], str | None]] = {
    "title": certain_title,
    "source": original_address,
    "author": partial(stated, field="author"),
    "published": partial(stated, field="published"),
}


def _why(note: Note) -> str:
    """Why the note's text does not say for certain what its title is."""
    headings = first_headings(note)
    if not headings or only_heading(note) is not None:
        return ""
    if len(headings) > 1:
        return f", and {len(headings)} headings of the first level"
    written = headings[0].of(note.text).strip().partition("\n")[0].rstrip()
    return f", and its heading `{written}` is not plain text"


def _lifted(note: Note, options: Options, address: str) -> Iterator[Finding]:
    """What the clipper's own line says, where no property says it."""
    known = {meaning.field for meaning in decide(note)} | {field.key for field in note.fields}
    if not {"source", table()["source"].names[options.fields]} & known:
        yield _finding(note, options, "source", address)


def _finding(note: Note, options: Options, name: str, value: str | None, why: str = "") -> Finding:
    key = table()[name].names[options.fields] if name in table() else name
    message = f"this note has no `{key}`"
    edit = None
    if value is not None:
        written = scalar(value)
        edit = add(note.text, note.matter, key, written, note.newline, _before(note, name))
    if edit is None:
        return Finding(Span(0, 0), f"{message}{'' if value else why}: write it at the top")
    return Finding(Span(0, 0), f"{message}: its text says `{value}`", (edit,), properties=(key,))


def _before(note: Note, name: str) -> Field | None:
    """The last of the note's properties that stand before this one where all are in order."""
    order = list(table())
    found = None
    for field, meaning in zip(note.fields, decide(note), strict=True):
        if meaning.field is not None and order.index(meaning.field) < order.index(name):
            found = field
    return found


RULE = Rule(
    code="FM005",
    name="missing-field",
    scope="file",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
    options=Options,
)
