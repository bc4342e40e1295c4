"""FM014 nested-value: a value that holds properties or lists of its own."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.clippers import is_kept
from vaultkit.note.note import Note
from vaultkit.note.properties import Field

# A link without quotes is a list of lists for YAML, a field of a template a mapping of a mapping.
_NO_NESTING = ("[[", "{{")


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
    if isinstance(field.value, dict):
        return not note.text.startswith(_NO_NESTING, field.value_span.start)
    nested = [item for item in field.items if item.style in ("block", "flow")]
    if not nested or note.text.startswith(_NO_NESTING, field.value_span.start):
        return False
    return any(not note.text.startswith(_NO_NESTING, item.span.start) for item in nested)


RULE = Rule(
    code="FM014",
    name="nested-value",
    scope="matter",
    stage="frontmatter",
    check=check,
    default=False,
)
