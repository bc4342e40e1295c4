"""FM001 invalid-yaml: front matter that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding where reading stopped: until it is mended the note has no properties at all."""
    if note.matter is not None and note.matter.error is not None:
        reason, span = note.matter.error
        yield Finding(span, f"the front matter cannot be read: {reason}")


RULE = Rule(
    code="FM001",
    name="invalid-yaml",
    scope="file",
    stage="frontmatter",
    check=check,
    severity="error",
)
