"""TX015 missing-sentence-end: a paragraph of sentences whose last one has no mark at its end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.markdown import Block
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.script import HAN
from vaultkit.note.spans import Span

# A paragraph that ends in a character, a letter or a digit, perhaps in quotes or bold.
_OPEN_END = late(rf"[{HAN}A-Za-z0-9%][”’」』》*_~=]*\Z")
_SENTENCE_END = re.compile("[。！？]")
_BLANK = " \t\r\n>"
_NO_PROSE = frozenset(("item", "table", "heading", "footnote", "html", "code"))
# Who is quoted: `——王小明`.
_ATTRIBUTION = late(r"(?:\A|[\r\n])[ \t>]*(?:——?|--)[^\r\n]*\Z")
# Shorter last sentences are captions, names and dates as often as not.
_SHORTEST = 12
# So many lines that end openly are verse, or a list without its marks.
_OPEN_LINE = late(rf"[{HAN}A-Za-z0-9][ \t]*(?=\r?\n)")
_LINES = 2


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every paragraph of two sentences or more that is left open."""
    prose = note.prose
    if not _SENTENCE_END.search(prose, note.body_start):
        return
    for block in _paragraphs(note):
        text = block.span.of(prose).rstrip(_BLANK)
        if not _OPEN_END.search(text):
            continue
        end = block.span.start + len(text)
        last = max(text.rfind(mark) for mark in "。！？")
        if (
            last >= 0
            and len(text) - last > _SHORTEST
            and not _ATTRIBUTION.search(text)
            and len(_OPEN_LINE.findall(text)) < _LINES
            and places(note).is_chinese(end - 1)
        ):
            yield Finding(
                Span(end - 1, end), f"the paragraph ends with `{text[-6:]}` and no `。`"
            )


def _paragraphs(note: Note) -> Iterator[Block]:
    """The paragraphs that stand in nothing but quotations."""
    blocks = note.body.blocks
    others = [block.span for block in blocks if block.kind in _NO_PROSE]
    starts = [span.start for span in others]
    reach = 0
    ends = []
    for span in others:
        reach = max(reach, span.end)
        ends.append(reach)
    for block in blocks:
        if block.kind == "paragraph":
            index = bisect_right(starts, block.span.start)
            if index == 0 or ends[index - 1] <= block.span.start:
                yield block


RULE = Rule(
    code="TX015",
    name="missing-sentence-end",
    scope="body",
    stage="text",
    check=check,
    default=False,
)
