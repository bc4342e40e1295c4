"""CL010 bare-url: an address in the text that is not marked as one."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.addresses import is_whole
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span, is_covered

# Before an address: it is the rest of a link, a tag or an attribute that Markdown does not read.
_NOT_BEHIND = ("](", "<", "=", '="', "='", "@", "|")
_NOT_BEFORE = "]>\"'"


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every bare address whose end is certain, but in the text of a link and in a field."""
    if "://" not in note.folded:
        return
    links = [link.span for link in note.body.destinations]
    fields = [span for kind, span in note.protected if kind == "field"]
    for kind, span in note.protected:
        if kind != "url" or note.text[span.start] == "<":
            continue
        if is_covered(span.start, links) or not _is_alone(note, span):
            continue
        if any(_is_value(note, field, span) for field in fields):
            continue
        yield Finding(
            span,
            "this address stands in the text as it is: put it between `<` and `>`",
            (Edit(span.start, span.start, "<"), Edit(span.end, span.end, ">")),
        )


def _is_alone(note: Note, address: Span) -> bool:
    before = note.text[max(note.body_start, address.start - 2) : address.start]
    after = note.text[address.end : address.end + 1]
    return (
        not before.endswith(_NOT_BEHIND)
        and after not in tuple(_NOT_BEFORE)
        and is_whole(note, address)
    )


def _is_value(note: Note, field: Span, address: Span) -> bool:
    """Whether an address stands behind the `::` of a field in its line."""
    return field.end <= address.start and not {"\n", "\r"} & set(
        note.text[field.end : address.start]
    )


RULE = Rule(
    code="CL010",
    name="bare-url",
    scope="body",
    stage="clipping",
    check=check,
    fix="safe",
    reach=("links",),
    default=False,
)
