"""FM016 sentinel-value: a word that stands where there is no value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Span
from vaultkit.note.values import fold, words

# All of a value; in other text braces may be quoted.
_TEMPLATE = re.compile(r"(?:\{\{[^{}]*\}\}[ \tT:_-]*)+")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every such word, alone or in a list, and every field that a template left unfilled."""
    starts = words().starts
    for index, field in enumerate(note.fields):
        value = field.value
        if isinstance(value, str):
            if value[:1] in starts:
                yield from _text(note, index, field, value, field.value_span)
        elif field.items:
            for item in field.items:
                if isinstance(item.value, str):
                    yield from _text(note, index, field, item.value, item.span)
                elif item.style == "flow":
                    yield from _flow(note, field, item.span)
        elif field.style == "flow":
            yield from _flow(note, field, field.value_span)


def _text(note: Note, index: int, field: Field, value: str, span: Span) -> Iterator[Finding]:
    word = fold(value)
    if _is_no_value(note, index, word):
        message = f"`{value}` is a text for Obsidian, not an empty `{field.key}`"
        yield Finding(span, f"{message}: leave it empty")
    elif "{{" in word and _TEMPLATE.fullmatch(value.strip()):
        yield _left(field, value, span)


def _flow(note: Note, field: Field, span: Span) -> Iterator[Finding]:
    """`{{date}}` without quotes is a mapping for YAML."""
    if _TEMPLATE.fullmatch(note.text, *span):
        yield _left(field, span.of(note.text), span)


def _is_no_value(note: Note, index: int, word: str) -> bool:
    """Whether the field is one in which nobody means such a word."""
    table = words()
    if word in table.failed:
        return decide(note)[index].field not in table.not_failed
    if word in table.absent:
        field = decide(note)[index].field
        return field is not None and field not in table.not_absent
    return False


def _left(field: Field, written: str, span: Span) -> Finding:
    message = f"a template left `{written}` in `{field.key}`"
    return Finding(span, f"{message}: fill it in or leave it empty")


RULE = Rule(
    code="FM016",
    name="sentinel-value",
    scope="matter",
    stage="frontmatter",
    check=check,
)
