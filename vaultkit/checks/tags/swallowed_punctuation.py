"""TG004 swallowed-punctuation: a tag that goes on behind a Chinese comma."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, is_covered
from vaultkit.note.tags import Tag, entries, find_tags, is_name, meant_end

_LONGEST_SHOWN = 20
# At the start of a line, more characters before a comma are a sentence.
_LONGEST_AT_START = 12


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Tags in the text with punctuation that is legal in a tag and was not meant as part of it."""
    # Full-width punctuation is not ASCII, and most tags have nothing of it.
    found = [(tag, meant_end(tag.name)) for tag in note.tags if not tag.name.isascii()]
    if all(end is None for _, end in found):
        return
    counts = Counter(tag.name for tag in note.tags)
    listed = {str(item.value) for _, item, _ in entries(note)}
    for tag, end in found:
        # `#196）` is the number of something.
        if end is None or not is_name(tag.name[:end].replace("/", "")):
            continue
        # A tag that the note has twice is meant as it is; but what only ends in the mark is met
        # twice by chance.
        is_meant = tag.name in listed or (end + 1 < len(tag.name) and counts[tag.name] > 1)
        if not is_meant and not _is_no_tag(note, tag, end):
            yield _finding(note, tag, end)


def _finding(note: Note, tag: Tag, end: int) -> Finding:
    shown = tag.name
    if len(shown) > _LONGEST_SHOWN:
        shown = f"{shown[:_LONGEST_SHOWN]}…"
    return Finding(
        tag.span,
        f"Obsidian reads `#{shown}` as one tag: for the tag `#{tag.name[:end]}`, put a space"
        " behind it",
        _edits(note, tag, end),
    )


def _is_no_tag(note: Note, tag: Tag, end: int) -> bool:
    """Whether a line has its `#` for another reason: before a sentence, or a heading `#内容：`."""
    start, stop = note.lines.bounds(note.lines.place(tag.span.start)[0])
    if note.text[start : tag.span.start].strip(" \t>"):
        return False
    rest = note.text[tag.span.end : stop].strip()
    is_label = tag.name[end:] == "：" and not rest
    # A heading or a sentence; several tags are tags.
    is_prose = bool(rest) and "#" not in rest
    return is_label or is_prose or end > _LONGEST_AT_START


def _edits(note: Note, tag: Tag, end: int) -> tuple[Edit, ...]:
    # The guard lets nobody write in comments.
    if is_covered(tag.span.start, note.comments):
        return ()
    behind = tag.span.start + 1 + end
    edits = [Edit(behind, behind, " ")]
    # In `#a，#b` the second is no tag either without a space before it.
    if note.text.startswith("#", tag.span.end):
        following = next(find_tags(note.text, note.folded, tag.span.end), None)
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
