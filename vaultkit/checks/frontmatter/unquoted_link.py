"""FM009 unquoted-link: a wikilink in a property that YAML reads as lists in one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.frontmatter import quoted
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Edit

_UNQUOTED = re.compile(r"[ \t,\[]\[\[")
# A number is an entry of a table of numbers; a day or an id of many digits is a note.
_LINK = re.compile(r"\[\[(?![ \t]*(?:-?(?:\d{1,7}|\d*\.\d+)[ \t]*)?\]\])[^\[\]{}<>,\"'\r\n]*\]\]")
_IS_LINK = re.compile(r"\[\[(?!\[)")
# With a comma, and more than numbers.
_UNSURE = re.compile(r"\[\[(?![-\d., \t]*\]\])[^\[\]{}<>\"'\r\n]*\]\]")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding for each property with such links."""
    if note.matter is None:
        return
    start, end = note.matter.inner
    if note.text.find("[[", start, end) < 0 or not _UNQUOTED.search(note.text, start, end):
        return
    for field in note.fields:
        if field.items:
            yield from _links(note.text, field)


def _links(text: str, field: Field) -> Iterator[Finding]:
    spans = [item.span for item in field.items if item.style == "flow"]
    if _IS_LINK.match(text, field.value_span.start):
        spans = [field.value_span]
    found = [span for span in spans if text.startswith("[[", span.start)]
    links = [span for span in found if _LINK.fullmatch(text, *span)]
    first = (links or found or [field.value_span])[0]
    message = f"`{field.key}`: a link in a property needs quotes, write `{quoted(first.of(text))}`"
    if links:
        edits = tuple(Edit(*span, quoted(span.of(text))) for span in links)
        yield Finding(first, message, edits, (field.key,))
    elif found and all(_UNSURE.fullmatch(text, *span) for span in found):
        # A comma may be part of the link's name, or stand between the entries of a list.
        yield Finding(first, f"{message} if this is a link")


RULE = Rule(
    code="FM009",
    name="unquoted-link",
    scope="matter",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
    severity="error",
)
