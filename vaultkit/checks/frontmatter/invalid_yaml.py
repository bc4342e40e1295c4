"""FM001 invalid-yaml: front matter that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import frontmatter
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span

_BLANKS_BEHIND_FENCE = re.compile(r"\ufeff?---([ \t]+)(?=[\r\n])")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding, where reading stopped: until it is mended the note has no properties at all."""
    matter = note.matter
    if matter is None:
        if note.text.startswith(("--- ", "---\t", "\ufeff--- ", "\ufeff---\t")):
            yield from _blanks_behind_fence(note.text)
    # A name that stands twice is for FM002.
    elif matter.error is not None and not matter.error.fields:
        # Nothing is mended where nothing is wrong, and mending takes time to load.
        from vaultkit.note.mending import diagnose

        reason, span, edits, names = diagnose(note.text, matter)
        yield Finding(span, f"the front matter cannot be read: {reason}", edits, names)


def _blanks_behind_fence(text: str) -> Iterator[Finding]:
    """An opening fence that is none, because blanks stand behind it."""
    blanks = _BLANKS_BEHIND_FENCE.match(text)
    if blanks is None:
        return
    span = Span(*blanks.span(1))
    matter = frontmatter.parse(text[: span.start] + text[span.end :])
    if matter is not None and matter.fields:
        message = "the front matter is not read: take out the blanks behind its `---`"
        yield Finding(span, message, (Edit(*span, ""),))


RULE = Rule(
    code="FM001",
    name="invalid-yaml",
    scope="file",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
    severity="error",
)
