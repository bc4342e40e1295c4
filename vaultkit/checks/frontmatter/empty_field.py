"""FM006 empty-field: a property without a value."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.clippers import is_kept
from vaultkit.note.frontmatter import remove
from vaultkit.note.note import Note


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Properties that are empty, null, or an empty text, list or mapping."""
    matter = note.matter
    if matter is None:
        return
    for field in matter.fields:
        if field.value or isinstance(field.value, int | float):
            continue
        # A plugin may look for the name alone.
        if field.style == "other" or is_kept(field.key):
            continue
        edit = remove(note.text, matter, field)
        yield Finding(
            field.key_span,
            f"`{field.key}` has no value: fill it in or delete it",
            (edit,) if edit else (),
            properties=(field.key,),
        )


RULE = Rule(
    code="FM006",
    name="empty-field",
    scope="matter",
    stage="frontmatter",
    check=check,
    fix="unsafe",
    reach=("matter",),
    default=False,
)
