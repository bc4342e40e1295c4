"""WL010 redundant-display: a wikilink with a text that it would show without it."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.relinking import matter_properties, shown
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.checks.tables import pipes_of_table
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, is_covered


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every wikilink whose text is its target, to the letter."""
    text = note.text
    for link in note.links:
        if not link.display or link.is_markdown or link.kind == "embed":
            continue
        if link.display != shown(link.target, link.subpath):
            continue
        # A pipe in a table is first to be made one of the link.
        if is_covered(link.span.start, note.comments) or pipes_of_table(note, link):
            continue
        pipe = text.index("|", link.target_span.end + len(link.subpath))
        start = pipe - 1 if text[pipe - 1] == "\\" else pipe
        yield Finding(
            link.span,
            f"`{link.display}` is what the link shows anyway: leave out `|{link.display}`",
            (Edit(start, link.span.end - 2, ""),),
            matter_properties(note, link),
        )


RULE = Rule(
    code="WL010",
    name="redundant-display",
    scope="file",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
)
