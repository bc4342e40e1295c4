"""FM001 invalid-yaml: front matter that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import frontmatter
from vaultkit.note.fields import meanings
from vaultkit.note.frontmatter import FrontMatter
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span

_BLANKS_BEHIND_FENCE = re.compile(r"\ufeff?---([ \t]+)(?=[\r\n])")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding, where reading stopped: until it is mended the note has no properties at all."""
    matter = note.matter
    if matter is None:
        if note.text.startswith(("--- ", "---\t", "\ufeff--- ", "\ufeff---\t")):
            yield from _blanks_behind_fence(note.text)
    elif matter.error is None:
        fence = note.text[matter.inner.end : matter.span.end].strip("\r\n")
        if fence != "---" and matter.fields:
            yield from _blanks_behind_closing(note.text, matter)
        if note.text.find("：", *matter.inner) >= 0:
            yield from _swallowed(note.text, matter)
    # A name that stands twice is for FM002.
    elif not matter.error.fields:
        # Nothing is mended where nothing is wrong, and mending takes time to load.
        from vaultkit.note.mending import diagnose

        reason, span, edits, names = diagnose(note.text, matter)
        yield Finding(span, f"the front matter cannot be read: {reason}", edits, names)


def _swallowed(text: str, matter: FrontMatter) -> Iterator[Finding]:
    """`title：Lamp: light`, where a colon in the value ends the name."""
    for field in matter.fields:
        name, colon, value = field.key.partition("：")
        if colon and value and meanings(name) and text.startswith(name, field.key_span.start):
            at = field.key_span.start + len(name)
            message = f"`{field.key}` is read as the name: behind `{name}` there must be `: `"
            yield Finding(Span(at, at + 1), message)


def _blanks_behind_closing(text: str, matter: FrontMatter) -> Iterator[Finding]:
    """A closing fence with blanks behind it, which Obsidian reads and other programs do not."""
    start = text.index("---", matter.inner.end) + len("---")
    end = matter.span.end - len(text[start : matter.span.end].lstrip(" \t"))
    message = "blanks stand behind the closing `---`, and not every program reads that: "
    yield Finding(Span(start, end), f"{message}take them out", (Edit(start, end, ""),))


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
