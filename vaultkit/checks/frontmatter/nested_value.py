"""FM014 nested-value: a value that holds properties or lists of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.clippers import is_kept
from vaultkit.note.note import Note
from vaultkit.note.properties import Field, Value
from vaultkit.note.spans import Span

_LINK = re.compile(r"\[\[[^\[\]]*\]\]")
# A day or an id of as many digits may well be the name of a note.
_LARGEST = 10**7


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Mappings, lists of lists and lists of mappings; what a plugin keeps in them is its own."""
    for field in note.fields:
        if field.style not in ("block", "flow") or not _is_nested(note, field):
            continue
        if is_kept(field.key):
            continue
        what = "properties of its own"
        if not isinstance(field.value, dict):
            is_map = any(isinstance(item.value, dict) for item in field.items)
            what = f"{'properties' if is_map else 'lists'} in its list"
        yield Finding(
            field.key_span,
            f"`{field.key}` holds {what}, which Obsidian cannot show: write them one by one",
        )


def _is_nested(note: Note, field: Field) -> bool:
    nested = [item for item in field.items if item.style in ("block", "flow")]
    if not (nested or isinstance(field.value, dict)):
        return False
    if _is_left(note.text, field.value, field.value_span):
        return False
    return not nested or any(not _is_left(note.text, item.value, item.span) for item in nested)


def _is_left(text: str, value: Value, span: Span) -> bool:
    """Whether it is nested by mistake: a link without quotes, a field of a template."""
    if not isinstance(value, list) or not _LINK.fullmatch(text, *span):
        return text.startswith("{{", span.start)
    entries = value[0]
    return not (isinstance(entries, list) and entries and all(map(_is_number, entries)))


def _is_number(value: Value) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < _LARGEST


RULE = Rule(
    code="FM014",
    name="nested-value",
    scope="matter",
    stage="frontmatter",
    check=check,
    default=False,
)
