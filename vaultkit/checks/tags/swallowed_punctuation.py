"""TG004 swallowed-punctuation: a tag that goes on behind a Chinese comma."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit
from vaultkit.note.tags import Tag, entries, find_tags, is_name, meant_end

_LONGEST_SHOWN = 20
_LONGEST_AT_START = 12


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Tags in the text with punctuation that is legal in a tag and was not meant as part of it."""
    for tag in note.tags:
        # Full-width punctuation stands above everything else that a name usually has.
        if tag.name.isascii():
            continue
        end = meant_end(tag.name)
        # `#196）` is the number of something.
        if end is None or not is_name(tag.name[:end].replace("/", "")):
            continue
        if _is_meant(note, tag, end) or _is_no_tag(note, tag, end):
            continue
        shown = tag.name
        if len(shown) > _LONGEST_SHOWN:
            shown = f"{shown[:_LONGEST_SHOWN]}…"
        yield Finding(
            tag.span,
            f"Obsidian reads `#{shown}` as one tag: for the tag `#{tag.name[:end]}`, put a space"
            " behind it",
            _edits(note, tag, end),
        )


def _is_meant(note: Note, tag: Tag, end: int) -> bool:
    """Whether the note has the whole tag a second time: in the property, or in another place.

    In the text, what ends in the mark is met twice by chance.
    """
    name = tag.name
    if end + 1 < len(name) and sum(other.name == name for other in note.tags) > 1:
        return True
    return any(item.value == name for _, item, _ in entries(note))


def _is_no_tag(note: Note, tag: Tag, end: int) -> bool:
    """Whether a line has its `#` for another reason: before a sentence, or a heading `#内容：`."""
    start, stop = note.lines.bounds(note.lines.place(tag.span.start)[0])
    if note.text[start : tag.span.start].strip(" \t>"):
        return False
    is_label = tag.name[end:] == "：" and not note.text[tag.span.end : stop].strip()
    return is_label or end > _LONGEST_AT_START


def _edits(note: Note, tag: Tag, end: int) -> tuple[Edit, ...]:
    if any(comment.start <= tag.span.start < comment.end for comment in note.comments):
        return ()
    behind = tag.span.start + 1 + end
    edits = [Edit(behind, behind, " ")]
    # In `#a，#b` the second is no tag either without a space before it.
    if note.text.startswith("#", tag.span.end):
        following = next(find_tags(note.text, tag.span.end), None)
        if following and following.span.start == tag.span.end:
            edits.append(Edit(tag.span.end, tag.span.end, " "))
    return tuple(edits)


RULE = Rule(
    code="TG004",
    name="swallowed-punctuation",
    scope="body",
    stage="tags",
    check=check,
    fix="unsafe",
    reach=("space", "tags"),
)
