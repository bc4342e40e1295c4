"""What stands in the text and is no prose: Dataview fields, paths, elements of a named language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span

_LINE = re.compile(r"[^\r\n]*+")
# What Dataview reads: a line `key:: value`, and in a line `[key:: value]` or `(key:: value)`.
_MARKS = re.compile(r"[ \t>]*+(?:(?:[-*+]|[0-9]++[.)])[ \t]+)?(?:\[.\][ \t]+)?")
_KEY_OF_LINE = re.compile(r"[\w \t/*~-]++\Z")
_KEY_IN_LINE = re.compile(r"[\[(][^\[\]()]++\Z")
_CLOSING = {"[": "]", "(": ")"}
# The rest of an address behind its last ASCII character.
_TAIL = late(r"[\w./~%?#&=+:@!$-]*+")
# `D:\…`, `\\host\…`, `~/…`, `./…`, `/usr/…`, and what has a slash and ends in a suffix.
_PATH = late(
    r"(?:(?<![A-Za-z0-9])[A-Za-z]:[\\/]"
    r"|(?<![\w./~\\])(?:\\\\|~/|\.{1,2}[\\/]|/(?=[A-Za-z0-9._-]++/)))[\w./\\~%@#+=&$-]++"
    r"|(?<![\w./\\-])[\w-]++(?:[/\\][\w-]++)+\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])"
)
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_LANG = re.compile(r"[ \t\r\n]lang[ \t]*=", re.IGNORECASE)
# How many elements an end may close: those without an end of their own add up.
_DEPTH = 50
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t>]*(?:\r\n?|\n)|\Z")


def hide(note: Note) -> str:
    """The note's mask with all this masked too."""
    prose = note.prose
    spans = [*_fields_and_addresses(note)]
    if "lang" in note.folded:
        spans += _elements(note)
    if "/" in prose or "\\" in prose:
        spans += (Span(*path.span()) for path in _PATH.finditer(prose, note.body_start))
    return hidden(prose, spans)


def hidden(prose: str, spans: list[Span]) -> str:
    """The mask with a FILLER for every character of some spans, which may overlap."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            parts += (prose[at:start], FILLER * (end - start))
            at = end
    return "".join([*parts, prose[at:]]) if parts else prose


def _fields_and_addresses(note: Note) -> Iterator[Span]:
    text, prose = note.text, note.prose
    for kind, (start, end) in note.protected:
        if kind == "field":
            yield from _field(text, start, end)
        elif kind == "url" and text[end - 1] in "/=" and (rest := _TAIL.match(prose, end)):
            yield Span(*rest.span())


def _field(text: str, start: int, end: int) -> Iterator[Span]:
    """Key and value of the field with its `::` there; nothing for `std::vector`."""
    if text[start - 1 : start].isascii() and text[end : end + 1].isalnum() and text[end].isascii():
        return
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    rest = _LINE.match(text, end)
    last = rest.end() if rest else end
    if key := _KEY_IN_LINE.search(text, line, start):
        depth = 1
        opening = text[key.start()]
        for at in range(end, last):
            depth += (text[at] == opening) - (text[at] == _CLOSING[opening])
            if not depth:
                yield Span(key.start(), at)
                return
    marks = _MARKS.match(text, line, start)
    if marks and _KEY_OF_LINE.match(text, marks.end(), start):
        yield Span(marks.end(), last)


def _elements(note: Note) -> Iterator[Span]:
    """The insides of HTML elements that name their language: `<span lang="ja">…</span>`. One that
    nothing closes reaches to the end of its paragraph.
    """
    text = note.text
    # Name, whether it names a language, and where its inside starts.
    opened: list[tuple[str, bool, int]] = []
    for kind, (at, end) in note.protected:
        for tag in _TAG.finditer(text, at, end) if kind == "html" else ():
            name, rest = tag[2].lower(), tag[3]
            if not tag[1]:
                if not rest.endswith("/"):
                    opened.append((name, bool(_LANG.search(rest)), tag.end()))
            elif any(name == other for other, *_ in opened[-_DEPTH:]):
                while opened:
                    other, has_lang, start = opened.pop()
                    if other == name:
                        if has_lang:
                            yield Span(start, tag.start())
                        break
                    yield from _unclosed(text, has_lang, start)
    for _, has_lang, start in opened:
        yield from _unclosed(text, has_lang, start)


def _unclosed(text: str, has_lang: bool, start: int) -> Iterator[Span]:
    if has_lang and (blank := _BLANK_LINE.search(text, start)):
        yield Span(start, blank.start())
