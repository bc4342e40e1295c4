"""WL016 table-pipe: a wikilink in a table whose `|` ends the cell instead of the target."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.checks.tables import may_have_tables, pipes_of_table
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, is_covered


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every wikilink and embed with a pipe that a table takes for its own."""
    if not may_have_tables(note):
        return
    for link in note.links:
        pipes = pipes_of_table(note, link)
        if pipes and not is_covered(link.span.start, note.comments):
            yield Finding(
                link.span,
                "`|` ends the table cell here: write `\\|` in the link",
                tuple(Edit(pipe, pipe, "\\") for pipe in pipes),
            )


RULE = Rule(
    code="WL016",
    name="table-pipe",
    scope="body",
    stage="links",
    check=check,
    fix="safe",
    reach=("blocks",),
    severity="error",
)
