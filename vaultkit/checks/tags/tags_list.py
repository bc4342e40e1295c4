"""TG001 tags-list: tags that Obsidian does not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.frontmatter import Field, Item, block_list, indent, replace_value, scalar
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit

_SEPARATOR = re.compile("[,，、;；]")
_LIKE_A_TAG = re.compile(r"[ \t]+#[^\s#]")
_HASHES = "#＃"
# Links and templates are no tags, and what a template will write is not known.
_NO_TAGS = ("[[", "{{", "<%")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """The property `tags` where it is not a list of names; a single name is read too."""
    for field in note.fields:
        # Obsidian knows it in any case; other names are for FM003.
        if field.key.casefold() != "tags":
            continue
        if field.items:
            for item in field.items:
                yield from _entry(note, field, item)
        elif field.style in ("plain", "single", "double") and field.value is not None:
            yield from _text(note, field)


def _text(note: Note, field: Field) -> Iterator[Finding]:
    value = field.value if isinstance(field.value, str) else field.value_span.of(note.text)
    names = _names(value)
    if not names or any(mark in value for mark in _NO_TAGS):
        return
    if value.strip().lstrip(_HASHES) == names[0]:
        yield from _entry(note, field, Item(field.value, field.value_span, field.style))
        return
    spaces = indent(note.text, note.matter) if note.matter else None
    edits: tuple[Edit, ...] = ()
    # In `tags: a, #b` the second tag is a comment: its writer has to say that it is none.
    if spaces is not None and not _LIKE_A_TAG.match(note.text, field.value_span.end):
        written = block_list([scalar(name) for name in names], note.newline, spaces)
        edits = (replace_value(note.text, field, written),)
    message = f"Obsidian reads no tag in `{value}`: write each on a line of its own"
    yield Finding(field.value_span, message, edits, properties=(field.key,))


def _names(value: str) -> list[str]:
    """The tags of a text: parted at commas and their like, else at white space."""
    parts = _SEPARATOR.split(value) if _SEPARATOR.search(value) else value.split()
    names: list[str] = []
    for part in parts:
        # `#a #b, c`: a part may be several tags where each has its mark.
        words = part.split()
        marked = len(words) > 1 and all(word[0] in _HASHES for word in words)
        names += words if marked else [" ".join(words)]
    return [name.lstrip(_HASHES) for name in names if name.strip(_HASHES)]


def _entry(note: Note, field: Field, item: Item) -> Iterator[Finding]:
    if item.style not in ("plain", "single", "double") or item.value is None:
        return
    written = item.span.of(note.text)
    if not isinstance(item.value, str):
        message = f"`{written}` is no text for Obsidian, and so no tag: put quotes around it"
        edit = Edit(*item.span, f'"{written}"')
    else:
        quote = written[0] if item.style != "plain" else ""
        marks = len(written) - len(written[len(quote) :].lstrip(_HASHES)) - len(quote)
        if not marks or not item.value.strip(_HASHES):
            return
        message = f"in the property a tag has no `{item.value[0]}`"
        edit = Edit(item.span.start + len(quote), item.span.start + len(quote) + marks, "")
    yield Finding(item.span, message, (edit,), properties=(field.key,))


RULE = Rule(
    code="TG001",
    name="tags-list",
    scope="matter",
    stage="tags",
    check=check,
    fix="safe",
    reach=("matter",),
)
