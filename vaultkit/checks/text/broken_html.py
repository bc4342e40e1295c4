"""TX008 broken-html: what is left of a page's HTML, shown as text or without its other half."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Span, is_covered

_NAMES = "p|div|span|strong|em|font|section|article|center|blockquote|h[1-6]|ul|ol|li|td|tr|table"
_TAG = late(rf"<(/?)({_NAMES}|a|b|i|u)(\s[^<>]*)?>", re.IGNORECASE)
# Browsers close these by themselves.
_MAY_STAY_OPEN = ("p", "li", "td", "tr")

# A tag that has lost its `<` or its `>`, at an end of a line or in the midst of Chinese.
_HALF = late(
    rf"(?<=[{HAN}])/(?:p|div|span|h[1-6])>(?=[{HAN}])|"
    rf"(?<=[{HAN}。！？”」）])/(?:{_NAMES})>(?=[ \t]*(?:[\r\n]|\Z))"
    rf"|(?<=[{HAN}。！？”」）])(?<!<)br[ ]?/?>(?=[ \t]*(?:[\r\n]|\Z))"
    rf"|<(?:br|/(?:{_NAMES}))[ ]?/?(?=[ \t]*(?:[\r\n]|\Z))"
)
# The quick look for those with a `>`.
_CLOSES_LINE = re.compile(r">(?<=[a-z1-6/ ]>)[ \t]*(?:[\r\n]|\Z)")
# A paragraph between tags that show as they are written.
_ESCAPED = late(
    r"^[ \t>]*(&lt;(p|div|span|section|h[1-6])(?: [^&\r\n]*)?&gt;)"
    r"[^\r\n]*&lt;/\2&gt;[ \t]*\r?$",
    re.MULTILINE,
)
_ENTITY_NAMES = "nbsp|lt|gt|amp|quot|apos|ldquo|rdquo|mdash|hellip|middot|emsp|ensp"
_ENTITY = late(
    rf"&amp;(?:{_ENTITY_NAMES}|#[0-9]{{2,6}}|#x[0-9a-fA-F]{{2,6}});"
    rf"|&(?:{_ENTITY_NAMES})(?![;=A-Za-z0-9])|& (?:{_ENTITY_NAMES});"
)
# Such a line is about HTML.
_ABOUT = late(
    r"标签|標籤|元素|标记|標記|转义|轉義|实体|實體|符号|符號|字符|字元|代码|代碼|语法|語法"
    r"|(?i:html|xml|tag|escap|entit|element)"
)


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Each kind of leftover once, with the number of its places."""
    folded = note.folded
    found: dict[str, list[Span]] = defaultdict(list)
    if "<" in folded:
        for span in _unpaired(note):
            found[_shown(span.of(note.text))].append(span)
        if "<!--" in folded:
            found["<!--"].extend(_open_comments(note))
    # The `x` stands for any character that is not ASCII.
    if "<" in note.prose or ">x" in folded or _CLOSES_LINE.search(note.prose, note.body_start):
        for half in _HALF.finditer(note.prose, note.body_start):
            if note.prose[half.start() - 1] not in "?？":
                found[half[0]].append(Span(*half.span()))
    if "&" in folded:
        for entity in _ENTITY.finditer(note.prose, note.body_start):
            found[entity[0]].append(Span(*entity.span()))
        if "&lt;/" in folded:
            for escaped in _ESCAPED.finditer(note.prose, note.body_start):
                found[escaped[1]].append(Span(*escaped.span(1)))
    about: dict[int, bool] = {}
    for what, places in found.items():
        spans = [span for span in places if not _is_about_html(note, span, about)]
        if spans:
            times = "" if len(spans) == 1 else f", {len(spans)} times"
            yield Finding(spans[0], f"`{what}`{times}: {_why(what)}")


def _why(what: str) -> str:
    if what == "<!--":
        return "a comment that does not end, so that the rest of the note is not shown"
    if what.startswith("&lt;"):
        return "a tag that shows as it is written: take it and its other half out"
    if what[0] == "&":
        return "a sign of HTML that shows as it is written: write the character itself"
    return "half of a tag or of a pair of tags, left of a page: take it out"


def _unpaired(note: Note) -> Iterator[Span]:
    """The tags of which the note has only one side: all that close, or with attributes all that
    open.
    """
    tags = []
    counts: Counter[tuple[str, bool]] = Counter()
    for kind, (start, end) in note.protected:
        if kind != "html":
            continue
        # A block may hold comments, and the insides of `pre`.
        hidden = list(_comments(note.text, start, end))
        for tag in _TAG.finditer(note.text, start, end):
            if not (tag[3] or "").endswith("/") and not is_covered(tag.start(), hidden):
                tags.append(tag)
                counts[tag[2].lower(), bool(tag[1])] += 1
    for tag in tags:
        name, closes = tag[2].lower(), bool(tag[1])
        is_half = closes or (tag[3] and name not in _MAY_STAY_OPEN)
        if is_half and not counts[name, not closes]:
            yield Span(*tag.span())


def _open_comments(note: Note) -> Iterator[Span]:
    """Where a comment begins that hides all up to the end of the note, which has more lines."""
    for kind, (start, end) in note.protected:
        if (
            kind == "html"
            and note.text.startswith("<!--", start)
            and end >= len(note.text.rstrip())
        ):
            inside = note.text[start + 4 : end]
            if "-->" not in inside and "\n" in inside.strip():
                yield Span(start, start + 4)


def _comments(text: str, start: int, end: int) -> Iterator[Span]:
    at = text.find("<!--", start, end)
    while at >= 0 and (close := text.find("-->", at + 4, end)) >= 0:
        yield Span(at, close + 3)
        at = text.find("<!--", close, end)


def _shown(tag: str) -> str:
    return re.sub(r"\s[\s\S]*>", " …>", tag)


def _is_about_html(note: Note, span: Span, known: dict[int, bool]) -> bool:
    """Whether the line of a place is about HTML; each line is looked at once."""
    number, _ = note.lines.place(span.start)
    if number not in known:
        known[number] = _ABOUT.search(note.lines.line(number)) is not None
    return known[number]


RULE = Rule(
    code="TX008",
    name="broken-html",
    scope="body",
    stage="encoding",
    check=check,
)
