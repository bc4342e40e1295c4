"""FM013 misplaced-block: front matter that does not stand at the very start, or twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import frontmatter
from vaultkit.note.fields import loose_key, meanings
from vaultkit.note.frontmatter import FrontMatter
from vaultkit.note.note import Note
from vaultkit.note.source import BOM
from vaultkit.note.spans import Edit, Span

_FENCE = re.compile(r"---(?:\r\n?|\n)")
_LINE_END = re.compile(r"\r\n?|\n")
_BLANKS = re.compile(r"[ \t\r\n\ufeff]*")
_COMMENT = re.compile(r"[ \t\r\n\ufeff]*<!--(?:[^-]|-(?!->))*-->[ \t]*(?:\r\n?|\n)")
# A line of a block whose properties cannot be read.
_NAME = re.compile(r"([^\W\d][^:\r\n]*):(?=[ \t\r\n]|\Z)")
_OTHER_LINE = re.compile(r"(?:[ \t#].*|-(?:[ \t].*)?|)")
_TEMPLATE = re.compile(r"<%|\{\{")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """What stands before the block, and a second block right behind it."""
    text, matter = note.text, note.matter
    if matter is None:
        if text[:1].isspace() or text.startswith((BOM, "<!--")):
            yield from _before_the_block(text)
        return
    if text.startswith(BOM) and (matter.fields or matter.error):
        message = "a byte order mark stands before the front matter, and Obsidian does not read it"
        yield Finding(Span(0, 1), message, (Edit(0, 1, ""),))
    blanks = _BLANKS.match(text, matter.span.end)
    start = blanks.end() if blanks else matter.span.end
    if text.startswith("---", start) and text[start - 1] in "\r\n" and matter.fields:
        yield from _second_block(text, matter, start)


def _before_the_block(text: str) -> Iterator[Finding]:
    comment = _COMMENT.match(text)
    blanks = _BLANKS.match(text, comment.end() if comment else 0)
    start = blanks.end() if blanks else 0
    if start == 0 or text[start - 1] not in "\r\n" or not _FENCE.match(text, start):
        return
    matter = frontmatter.parse(text[start:])
    if matter is None or not (_is_certain(matter) or _is_broken(text[start:], matter)):
        return
    if comment:
        message = "a comment stands before the front matter, which is not read: move it below"
        yield Finding(Span(start, start + 3), message)
    else:
        message = "blank lines stand before the front matter, and Obsidian does not read it"
        yield Finding(Span(start, start + 3), message, (Edit(0, start, ""),))


def _is_certain(matter: FrontMatter) -> bool:
    """Whether the lines are properties, and no heading between two lines of dashes."""
    return len(matter.fields) > 1 or any(meanings(field.key) for field in matter.fields)


def _is_broken(text: str, matter: FrontMatter) -> bool:
    """Whether the lines are meant as properties, though they cannot be read."""
    if matter.error is None or matter.inner.end == matter.span.end:
        return False
    first = _NAME.match(text, matter.inner.start)
    lines = matter.inner.of(text).splitlines(keepends=True)
    is_block = all(_NAME.match(line) or _OTHER_LINE.fullmatch(line.rstrip()) for line in lines)
    return bool(first and meanings(first[1])) and is_block


def _second_block(text: str, first: FrontMatter, start: int) -> Iterator[Finding]:
    second = frontmatter.parse(text[start:])
    if second is None or not _is_certain(second):
        return
    span = Span(start, start + 3)
    message = "a second front matter stands behind the first, and is not read: merge them"
    known = {loose_key(field.key) for field in first.fields}
    twice = [f"`{field.key}`" for field in second.fields if loose_key(field.key) in known]
    if twice:
        yield Finding(span, f"{message}, both have {', '.join(twice)}")
        return
    # The line end before the fence stays, with nothing else between the blocks.
    line_end = _LINE_END.match(text, first.inner.end)
    gap = Edit(line_end.end() if line_end else start, start + second.inner.start, "")
    merged = frontmatter.parse(text[: gap.start] + text[gap.end :])
    is_one = merged is not None and len(merged.fields) == len(first.fields + second.fields)
    is_template = _TEMPLATE.search(text, 0, start + second.span.end)
    # Of three, or of hundreds, something else has gone wrong.
    is_last = not text[start + second.span.end :].lstrip(" \t\r\n").startswith("---")
    edits = (gap,) if is_one and is_last and not is_template else ()
    yield Finding(span, message, edits, safety="unsafe")


RULE = Rule(
    code="FM013",
    name="misplaced-block",
    scope="file",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
)
