"""TG005 inline-and-property: a tag that a note has twice."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.listing import cut
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.frontmatter import remove
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Edit
from vaultkit.note.tags import entries


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Entries of the property that are also tags in the text; only the entry can go."""
    if not note.tags:
        return
    inline = {_folded(tag.name): tag.name for tag in reversed(note.tags)}
    for field, item, _ in entries(note):
        name = inline.get(_folded(item.value)) if isinstance(item.value, str) else None
        if name is None:
            continue
        edit = cut(note, field, item) if field.items else _gone(note, field)
        yield Finding(
            item.span,
            f"the text has the tag `#{name}` too: one of the two is enough",
            (edit,) if edit else (),
            (field.key,),
        )


def _folded(name: str) -> str:
    """Obsidian takes no heed of case, and of a `/` at the end."""
    return name.casefold().rstrip("/")


def _gone(note: Note, field: Field) -> Edit | None:
    return remove(note.text, note.matter, field) if note.matter else None


RULE = Rule(
    code="TG005",
    name="inline-and-property",
    scope="file",
    stage="tags",
    check=check,
    fix="unsafe",
    reach=("matter",),
    default=False,
)
