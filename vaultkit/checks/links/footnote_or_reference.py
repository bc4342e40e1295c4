"""WL019 footnote-or-reference: a footnote or a link's definition that is missing or never used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.spans import Span

_MARK = re.compile(r"\[\^([^\[\]\s^]+)\](:?)")
# In prose: `[^abc]` may also be a set of characters, or be spoken of in quotation marks.
_LOOSE_MARK = re.compile(r"\[\^(?<![\\\"'“‘「『]\[\^)((?!toc\])[\w-]{2,}|\d)\](?!:)", re.IGNORECASE)
_RANGE = re.compile(r"\w-\w")
_DEFINITION = re.compile(r"\[([^\[\]]+)\]:[ \t]*(\S*)")
# As in `[text][label]`, but not `a[0][1]`, which is code that nobody marked.
_LOOSE_REFERENCE = re.compile(r"\[(?<![\\!\w\]]\[)[^\[\]\r\n\0]{2,}\]\[([\w .:-]{2,})\](?![\[(])")
_TARGET_LABEL = re.compile(r"\]\[([^\[\]]+)\]")
# What people write comments with: `[//]: # (a comment)`, `[comment]: <> (a comment)`.
_NO_TARGETS = ("#", "<>")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Marks without a footnote, footnotes without a mark, and the same of references."""
    if "[^" in note.folded:
        yield from _footnotes(note)
    if "]:" in note.folded or "][" in note.folded:
        yield from _references(note)


def _footnotes(note: Note) -> Iterator[Finding]:
    defined: dict[str, Span] = {}
    used: dict[str, Span] = {}
    for kind, span in note.protected:
        if kind == "footnote" and (found := _MARK.fullmatch(span.of(note.text))):
            (defined if found[2] else used).setdefault(found[1].casefold(), span)
    for found in _LOOSE_MARK.finditer(note.prose):
        label = found[1].casefold()
        if label not in defined and not _RANGE.fullmatch(label):
            used.setdefault(label, Span(*found.span()))
    for label, span in used.items():
        if label not in defined:
            mark = span.of(note.text)
            yield Finding(
                span, f"`{mark}` has no footnote: write `{mark}: …` or leave the mark out"
            )
    for label, span in defined.items():
        if label not in used:
            mark = span.of(note.text).removesuffix(":")
            yield Finding(span, f"no `{mark}` in the text leads to this footnote")


def _references(note: Note) -> Iterator[Finding]:
    text = note.text
    used = set()
    for link in note.body.destinations:
        if link.destination.start == link.destination.end:
            named = _TARGET_LABEL.fullmatch(text, link.text.end, link.span.end)
            used.add(_folded(named[1] if named else link.text.of(text)))
    defined = set()
    for kind, span in note.protected:
        if kind != "definition" or not (found := _DEFINITION.match(text, *span)):
            continue
        label = _folded(found[1])
        defined.add(label)
        if label not in used and not found[2].startswith(_NO_TARGETS):
            yield Finding(span, f"no link in the text uses the reference `{found[1]}`")
    for found in _LOOSE_REFERENCE.finditer(note.prose):
        label = _folded(found[1])
        if label not in defined and (defined or not label.isdigit()):
            message = f"`{found[1]}` is not defined: write `[{found[1]}]: …` with the address"
            yield Finding(Span(*found.span()), message)


def _folded(label: str) -> str:
    """A label as CommonMark compares labels."""
    return " ".join(label.split()).casefold()


RULE = Rule(
    code="WL019",
    name="footnote-or-reference",
    scope="body",
    stage="links",
    check=check,
)
