"""TG006 tag-in-title: a tag that was left in a title."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.fields import certain
from vaultkit.note.note import Note
from vaultkit.note.spans import is_covered
from vaultkit.note.tags import Tag, find_tags


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Tags in a heading of the first level and in the property that holds the title."""
    for field in note.fields:
        one_line = field.style in ("plain", "single", "double")
        if one_line and "#" in field.value_span.of(note.text) and certain(field.key) == "title":
            quote = field.style != "plain"
            for tag in find_tags(note.text, note.folded, field.value_span.start + quote):
                if tag.span.end > field.value_span.end:
                    break
                yield _finding(tag, f"in `{field.key}`")
    if note.tags:
        titles = [block.span for block in note.body.blocks if block.level == 1]
        for tag in note.tags:
            if is_covered(tag.span.start, titles):
                yield _finding(tag, "in a title")


def _finding(tag: Tag, place: str) -> Finding:
    message = f"the tag `#{tag.name}` stands {place}: put it in `tags` or in the text"
    return Finding(tag.span, message)


RULE = Rule(
    code="TG006",
    name="tag-in-title",
    scope="file",
    stage="tags",
    check=check,
    default=False,
)
