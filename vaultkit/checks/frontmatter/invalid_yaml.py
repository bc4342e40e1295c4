"""FM001 invalid-yaml: front matter that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding where reading stopped: until it is mended the note has no properties at all."""
    error = note.matter.error if note.matter is not None else None
    # A name that stands twice is for FM002.
    if error is not None and not error.fields:
        reason, span, _ = error
        yield Finding(span, f"the front matter cannot be read: {reason}")


RULE = Rule(
    code="FM001",
    name="invalid-yaml",
    scope="file",
    stage="frontmatter",
    check=check,
    severity="error",
)
