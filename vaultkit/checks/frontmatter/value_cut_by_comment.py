"""FM015 value-cut-by-comment: a text that ends for YAML where a `#` begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.fields import certain, is_prose, loose_key, table
from vaultkit.note.frontmatter import quoted
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Edit, Span

# A comment of a writer has a blank behind its `#`; `#130` and `#word` seldom are one.
_CUT = re.compile(r"[ \t]+#(?:\d|[^\s#!])")
_TO_LINE_END = re.compile(r"[^\r\n]*")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding for each value, or entry of a list, that a `#` cuts."""
    matter = note.matter
    if matter is None:
        return
    start, end = matter.inner
    if note.text.find(" #", start, end) < 0 and note.text.find("\t#", start, end) < 0:
        return
    for field in note.fields:
        for entry in field.entries if field.style == "block" else (field,):
            span = entry.value_span if isinstance(entry, Field) else entry.span
            if entry.style not in ("plain", "empty") or not _CUT.match(note.text, span.end):
                continue
            line = _TO_LINE_END.match(note.text, span.end)
            behind = line[0].strip() if line else ""
            if "\n" not in span.of(note.text) and _is_cut(field.key, entry.value, behind):
                yield _finding(note.text, field, span, behind)


def _is_cut(key: str, value: object, behind: str) -> bool:
    """Whether what stands behind a value, from the `#` on, is part of it."""
    name = certain(key)
    # What a `#` does to tags is for TG001.
    if name == "tags" or (value is not None and not _is_text(value)):
        return False
    if name and any(alias in loose_key(behind) for alias in table()[name].aliases):
        return False  # `title: Lamp #title` says what the value is
    return is_prose(key) or (value is not None and behind[1:2].isdecimal())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and "://" not in value and any(map(str.isalpha, value))


def _finding(text: str, field: Field, span: Span, behind: str) -> Finding:
    end = text.index(behind, span.end) + len(behind)
    # An empty value begins behind the blanks.
    start = span.start if span.start < span.end else end - len(behind)
    whole = Span(start, end)
    message = (
        f"`{field.key}` ends before `{behind[:20]}` for YAML: put quotes around the whole value"
    )
    return Finding(whole, message, (Edit(*whole, quoted(whole.of(text))),), (field.key,))


RULE = Rule(
    code="FM015",
    name="value-cut-by-comment",
    scope="matter",
    stage="frontmatter",
    check=check,
    fix="unsafe",
    reach=("matter",),
)
