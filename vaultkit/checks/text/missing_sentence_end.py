"""TX015 missing-sentence-end: a paragraph of sentences whose last one has no mark at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Span, is_covered

# A paragraph that ends in a character or in one word behind it, perhaps in quotes or bold.
_OPEN_END = late(
    rf"[{HAN}](?:[“‘「『《*_~= ]{{0,4}}[A-Za-z0-9%]{{1,20}})?(?:[”’」』》_]|\*{{1,3}}|==|~~)*\Z"
)
_SENTENCE_END = re.compile("[。！？]")
# The last line says something behind its last mark, and no `名称：内容`.
_LAST = re.compile(r"[。！？][^。！？：:\r\n]{12,}\Z")
_BLANK = " \t\r\n>"
# Most paragraphs end in one of these.
_ENDS = frozenset("。！？…：；，、）)\0")
_NO_PROSE = frozenset(("item", "table", "heading", "footnote", "html", "code"))
# Who is quoted: `——王小明`.
_ATTRIBUTION = late(r"(?:\A|[\r\n])[ \t>]*(?:——?|--)[^\r\n]*\Z")
# So many lines that end openly are verse, or a list without its marks.
_OPEN_LINE = late(rf"[{HAN}A-Za-z0-9][ \t]*(?=\r?\n)")
_LINES = 2
# A shorter paragraph may be a title: `如何点亮灯塔？给守望者的指南`.
_TITLE_LENGTH = 40
_REACH = 40


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every paragraph of two sentences or more that is left open."""
    prose = note.prose
    if not _SENTENCE_END.search(prose, note.body_start):
        return
    held: list[Span] | None = None
    for block in note.body.blocks:
        if block.kind != "paragraph":
            continue
        text = block.span.of(prose).rstrip(_BLANK)
        if len(text) < _TITLE_LENGTH or text[-1:] in _ENDS or not _is_open(text):
            continue
        if held is None:
            held = _outermost(block.span for block in note.body.blocks if block.kind in _NO_PROSE)
        end = block.span.start + len(text)
        if not is_covered(block.span.start, held) and places(note).is_chinese(end - 1):
            yield Finding(Span(end - 1, end), f"the paragraph ends with `{text[-6:]}` and no `。`")


def _is_open(text: str) -> bool:
    return (
        _OPEN_END.search(text, max(0, len(text) - _REACH)) is not None
        and _LAST.search(text, max(0, *(text.rfind(mark) for mark in "。！？"))) is not None
        and not _ATTRIBUTION.search(text)
        and len(_OPEN_LINE.findall(text)) < _LINES
    )


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no other, of spans in document order."""
    outermost: list[Span] = []
    for span in spans:
        if not outermost or span.start >= outermost[-1].end:
            outermost.append(span)
    return outermost


RULE = Rule(
    code="TX015",
    name="missing-sentence-end",
    scope="body",
    stage="text",
    check=check,
    default=False,
)
