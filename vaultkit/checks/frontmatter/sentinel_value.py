"""FM016 sentinel-value: a word that stands where there is no value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.frontmatter import Field
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.spans import Span
from vaultkit.note.values import fold, words

# All of a value; in other text braces may be quoted.
_TEMPLATE = re.compile(r"(?:\{\{[^{}]*\}\}[ \tT:_-]*)+")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every such word, alone or in a list, and every field that a template left unfilled."""
    table = words()
    for index, field in enumerate(note.fields):
        for value, span, style in field.items or ((field.value, field.value_span, field.style),):
            if isinstance(value, str):
                word = fold(value)
                if (word in table.failed or word in table.absent) and _is_no_value(
                    note, index, word
                ):
                    message = f"`{value}` is a text for Obsidian, not an empty `{field.key}`"
                    yield Finding(span, f"{message}: leave it empty")
                elif "{{" in word and _TEMPLATE.fullmatch(value.strip()):
                    yield _left(field, value, span)
            # `{{date}}` without quotes
            elif style == "flow" and _TEMPLATE.fullmatch(note.text, *span):
                yield _left(field, span.of(note.text), span)


def _is_no_value(note: Note, index: int, word: str) -> bool:
    """Whether the field is one in which nobody means such a word."""
    field, table = decide(note)[index].field, words()
    if word in table.failed:
        return field not in table.not_failed
    return field is not None and field not in table.not_absent


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
