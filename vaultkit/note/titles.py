"""The title that a note's text gives it, where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vaultkit.note import dates
from vaultkit.note.patterns import late
from vaultkit.note.source import BOM
from vaultkit.note.spans import Span

if TYPE_CHECKING:
    from vaultkit.note.markdown import Block
    from vaultkit.note.note import Note

_LONGEST_LINE = 60
_CONTAINERS = frozenset(["quote", "list", "item", "footnote"])
# What a title's text would not show as it stands: markup, templates, what nobody sees.
_NOT_PLAIN = late(
    r"[\0-\x1f\ufffd*\\\u200b-\u200f\u202a-\u202e\u2060\ufeff]|==|~~|&[#0-9A-Za-z]+;|\{[{%]"
    r"|(?:\A|\W)_|_(?:\W|\Z)"
)
# An ideographic space opens a paragraph.
_OPENS_BLOCK = ("#", ">", "|", "\u3000")
_ENDS_SENTENCE = tuple("。！.!，,、；;：:")
# Lines that open a clipping and are not its title: who wrote it, where it stood, when.
_BYLINE = late(
    r"[【（(\[〔「]?(?:作者|撰文|撰稿|来源|來源|出处|出處|转自|轉自|转载自|轉載自|本文(?:由|来|來|转|轉|作者|首发|首發)"
    r"|点击|點擊|扫码|掃碼|关注我们|關注我們|投稿"
    r"|(?:图文|圖文|文|图|圖|原创|原創|编辑|編輯|编译|編譯|翻译|翻譯|译者|譯者|责编|責編|记者|記者|整理|出品"
    r"|摄影|攝影|首发|首發|转载|轉載|发布|發布|發佈|更新|时间|時間|日期|标签|標籤|标题|標題|原文|链接|連結"
    r"|公众号|公眾號|微信|著者|執筆|文責)[ \t\u3000]*(?:[|｜丨:：/／·•@＠】）\])〕」 \t\u3000]|\Z)"
    r"|(?:by|(?:written|posted|published|updated|photo|text) (?:by|on|in|at))\b"
    r"|(?:title|author|source|date|published|posted|created|updated|tags|url|link|from|via"
    r"|photo|text)s?[ \t]*[:：])",
    re.IGNORECASE,
)
# A greeting, or the first of several parts.
_NO_TITLE = late(
    r"(?:大家好|各位好|你好|您好|各位|亲爱的|親愛的|感谢|感謝|谢谢|謝謝|致谢|致謝|前言|引言|序言?|目录|目錄|正文|导语|導語|摘要)"
    r"(?:(?:阅读|閱讀|观看|觀看|关注|關注|大家|读者|讀者|朋友们?|朋友們?|们|們|各位).{0,6})?[~～]*"
    r"|第[0-9０-９一二三四五六七八九十百千零〇两兩]{1,6}[章节節回卷篇部集话話讲講课課期]"
    r"|(?:dear|hi|hello|hey|thanks|thank you|hi there)(?: \S+){0,4}"
    r"|(?:chapter|part|section) \S+|introduction|preface|foreword"
    r"|contents|table of contents|abstract",
    re.IGNORECASE,
)
# What Pandoc and kramdown read in a heading.
_ATTRIBUTES = late(r"\{:?[ \t]*[#.][^{}]*\}\Z")
_LETTER = re.compile(r"[^\W\d_]")


def certain_title(note: Note) -> str | None:
    """The only H1; in a note without headings, a first line that stands like a title.

    Such a line has at most 60 characters, a blank line and more text after it, and is neither
    the end of a sentence nor a byline. A heading or line with markup in it is not certain.
    """
    blocks = note.body.blocks
    if any(block.kind == "heading" for block in blocks):
        return only_heading(note)
    return _first_line(note, blocks[0]) if blocks else None


def only_heading(note: Note) -> str | None:
    """The text of the note's only H1, where it is plain text."""
    headings = first_headings(note)
    if len(headings) != 1:
        return None
    start = headings[0].start
    lines = headings[0].of(note.text).rstrip().splitlines()
    if len(lines) == 1:
        marks = len(lines[0]) - len(lines[0].lstrip(" \t#"))
        return _plain(note, Span(start + marks, start + len(_without_closing(lines[0]))))
    return _plain(note, Span(start, start + len(lines[0]))) if len(lines) == 2 else None


def first_headings(note: Note) -> list[Span]:
    """The note's own headings of the first level."""
    return [block.span for block in _top(note.body.blocks) if block.level == 1]


def _without_closing(line: str) -> str:
    """A heading's line without the `#` that may close it."""
    bare = line.rstrip().rstrip("#")
    return bare if bare.endswith((" ", "\t")) else line


def _first_line(note: Note, first: Block) -> str | None:
    text = note.text
    start = len(text) - len(text[note.body_start :].lstrip(f"{BOM} \t\r\n"))
    number, _ = note.lines.place(start)
    line = text[start : note.lines.bounds(number)[1]].rstrip()
    span = Span(start, start + len(line))
    if (
        first.kind != "paragraph"
        or not first.span.start <= start < first.span.end
        or len(line) > _LONGEST_LINE
        or line.startswith(_OPENS_BLOCK)
        or line.endswith(_ENDS_SENTENCE)
        or note.lines.line(number + 1).strip()
        or not text[span.end :].strip()
    ):
        return None
    title = _plain(note, span)
    if title is None or not _LETTER.search(title):
        return None
    is_other = _BYLINE.match(title) or _NO_TITLE.fullmatch(title)
    return None if is_other or dates.read(title) is not None else title


def _plain(note: Note, span: Span) -> str | None:
    """The text at a span; None when there is more to it than prose."""
    title = span.of(note.text).strip()
    if (
        not title
        or _NOT_PLAIN.search(title)
        or _ATTRIBUTES.search(title)
        or "\0" in span.of(note.prose)
    ):
        return None
    return title


def _top(blocks: list[Block]) -> Iterator[Block]:
    """The blocks that no other holds."""
    end = 0
    for block in blocks:
        if block.span.start >= end:
            yield block
        if block.kind in _CONTAINERS:
            end = max(end, block.span.end)
