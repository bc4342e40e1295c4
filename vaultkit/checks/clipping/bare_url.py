"""CL010 bare-url: an address in the text that is not marked as one."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.addresses import is_whole
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Edit, Span, is_covered

# Before an address: it is the rest of a link, a tag or an attribute that Markdown does not read.
_NOT_BEHIND = ("](", "<", "=", '="', "='", "@", "|")
_NOT_BEFORE = ("]", ">", '"', "'")
# What programs open on one machine is shown to be copied.
_SCHEMES = ("http://", "https://")
# Before an address: a comment of code, or an option of a command.
_IN_CODE = late(r"(?<!\S)(?://|--?[A-Za-z][\w-]*)[ \t]")
_REACH = 80
# Such pairs in an address may be emphasis, and the address end before it.
_PAIR = late(r"\*[^*]+\*|~~[^~]+~~|(?<!\w)_\w*_(?!\w)")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every bare address whose end is certain, but in the text of a link and in a field."""
    if "://" not in note.folded:
        return
    links = [link.span for link in note.body.destinations]
    field_line = 0
    for kind, span in note.protected:
        if kind == "field":
            field_line, _ = note.lines.place(span.start)
        if kind != "url" or not note.text.startswith(_SCHEMES, span.start):
            continue
        is_value = field_line == note.lines.place(span.start)[0]
        if is_value or is_covered(span.start, links) or not _is_alone(note, span):
            continue
        yield Finding(
            span,
            "this address stands in the text as it is: put it between `<` and `>`",
            (Edit(span.start, span.start, "<"), Edit(span.end, span.end, ">")),
        )


def _is_alone(note: Note, address: Span) -> bool:
    line, _ = note.lines.bounds(note.lines.place(address.start)[0])
    start = max(note.body_start, line, address.start - _REACH)
    before = note.text[start : address.start]
    after = note.text[address.end : address.end + 1]
    return (
        not before.endswith(_NOT_BEHIND)
        and after not in _NOT_BEFORE
        and not _IN_CODE.search(note.text, start, address.start)
        and not _PAIR.search(note.text, address.start, address.end + 2)
        and is_whole(note, address)
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
