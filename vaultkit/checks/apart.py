"""What stands in the text and is no prose: Dataview fields, paths, elements of a named language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import late
from vaultkit.note.spans import Span

_LINE = re.compile(r"[^\r\n]*+")
# What Dataview reads: a line `key:: value`, and in a line `[key:: value]` or `(key:: value)`.
_MARKS = re.compile(r"[ \t>]*+(?:(?:[-*+]|[0-9]++[.)])[ \t]+)?(?:\[.\][ \t]+)?")
_KEY_OF_LINE = re.compile(r"[\w \t/*~-]++\Z")
_KEY_IN_LINE = re.compile(r"[\[(][^\[\]()]++\Z")
# Neither is longer in a line.
_LONGEST = 200
_CLOSING = {"[": "]", "(": ")"}
# What a path may have in it. It ends behind its suffix, if another script follows: `說明.md裡`.
_SIGN = r"[\w./\\~%?#&=+:@!$-]"
_REST = rf"(?:{_SIGN}*?\.[A-Za-z0-9]{{1,5}}(?=[^\x00-\x7f])|{_SIGN}*+)"
# The rest of an address behind its last ASCII character.
_TAIL = late(_REST)
# `D:\…`, `\\host\…`, `~/…`, `./…`, `/usr/…`, and what has a slash and ends in a suffix.
_PATH = late(
    r"(?:(?<![A-Za-z0-9])[A-Za-z]:[\\/]"
    r"|(?<![\w./~\\])(?:\\\\(?=[\w.-]++\\)|~/|\.{1,2}[\\/]|/(?=[A-Za-z0-9._-]++/)))"
    + _REST
    + r"|(?<![\w./\\-])[\w-]++(?:[/\\][\w-]++)+\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])"
)
_SUFFIX = late(
    r"\.(?i:docx|xlsx|pptx|pdf|md|txt|csv|jpe?g|png|gif|svg|mp[34]|zip|html|css|js|json|ya?ml|toml"
    r"|ini|py)(?![A-Za-z0-9_])"
)
# What stands before a suffix: in quotes that close behind it all of them, else a run of letters
# and what borders it. A Latin word behind Chinese is a name of its own: `安裝Node.js`.
_QUOTED = late(
    r"[「『“‘\"'《](?![^\r\n]*[^\0-\x7f] [A-Za-z][\w.-]*\Z)"
    r"([^\0\r\n「」『』“”‘’\"'《》，、。；：！？]*)\Z"
)
_STEM = late(r"(^|[^\w.-])([\w.-]*(?![\0-\x7f])\w(?:[\d_.-]|[vV](?=\d))*)\Z")
# A suffix of no name: `將.txt`, and where Chinese runs into it, `修改.md 文件`.
_BARE = late("(?:[的將将為为是把以從从在個个成或和與与及]|打[開开])\\Z")
_KIND = late(" ?(?:文件|[檔档]|格式|[後后][綴缀]|副[檔档])")
_SAID = late("(?:[請请]看|打[開开]|[開开][啟启]|[存名][成為为]|叫做)(?=.)")
_BORDERS = " \t\u3000「『“‘\"'《（([【|*"
# How long a name is where it has a border, and where Chinese runs into it.
_LONGEST_NAME = 60
_END_OF_NAME = 8
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_LANG = re.compile(r"[ \t\r\n]lang[ \t]*=", re.IGNORECASE)
# How many elements an end may close: those without an end of their own add up.
_DEPTH = 50
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t>]*(?:\r\n?|\n)|\Z")


@lru_cache(maxsize=1)
def hide(note: Note) -> str:
    """The note's mask with all this masked too."""
    prose = note.prose
    spans = [*_fields_and_addresses(note)]
    if "lang" in note.folded:
        spans += _elements(note)
    if "/" in prose or "\\" in prose:
        spans += (Span(*path.span()) for path in _PATH.finditer(prose, note.body_start))
    return masked(prose, spans)


def masked(prose: str, spans: list[Span]) -> str:
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
    line = Span(0, 0)
    done = 0
    for kind, (start, end) in note.protected:
        if kind == "url" and text[end - 1] in "/=":
            if rest := _TAIL.match(prose, end):
                yield Span(*rest.span())
        elif kind == "field" and start >= done:
            if start >= line.end and (rest := _LINE.match(text, end)):
                before = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start))
                line = Span(before + 1, rest.end())
            if field := _field(text, Span(start, end), line):
                yield field
                done = field.end


def _field(text: str, mark: Span, line: Span) -> Span | None:
    """Key and value of the field with its `::` there; None for `std::vector`."""
    start, end = mark
    around = text[start - 1 : start] + text[end : end + 1]
    if around.isascii() and around.isalnum() and len(around) == 2:
        return None
    if key := _KEY_IN_LINE.search(text, max(line.start, start - _LONGEST), start):
        opening, depth = text[key.start()], 1
        for at in range(end, min(line.end, end + _LONGEST)):
            depth += (text[at] == opening) - (text[at] == _CLOSING[opening])
            if not depth:
                return Span(key.start(), at)
    marks = _MARKS.match(text, line.start, start)
    if marks and _KEY_OF_LINE.match(text, marks.end(), start):
        return Span(marks.end(), line.end)
    return None


def file_names(prose: str, start: int) -> Iterator[Span]:
    """The names of files: `漁港.jpg`. Where nothing tells where one starts, the last characters."""
    for suffix in _SUFFIX.finditer(prose, start):
        at, end = suffix.span()
        before = prose[max(start, at - _LONGEST_NAME) : at]
        start = end
        if prose.startswith(tuple("」』”’\"'》"), end) and (quoted := _QUOTED.search(before)):
            yield Span(at - len(quoted[1]), end)
        elif (stem := _STEM.search(before)) and not _BARE.search(stem[2]):
            name = stem[2]
            borders = _BORDERS + "\r\n" * (prose[end : end + 1] in "\r\n")
            if not stem[1] or stem[1] not in borders:
                if _KIND.match(prose, end):
                    continue
                name = _SAID.split(name)[-1][-_END_OF_NAME:]
            yield Span(at - len(name), end)


def _elements(note: Note) -> Iterator[Span]:
    """The insides of HTML elements that name their language: `<span lang="ja">…</span>`. One that
    nothing closes reaches to the end of its paragraph.
    """
    text = note.text
    # Name, whether it names a language, and where its inside starts.
    opened: list[tuple[str, bool, int]] = []
    unclosed: list[int] = []
    for kind, (at, end) in note.protected:
        for tag in _TAG.finditer(text, at, end) if kind == "html" else ():
            name, rest = tag[2].lower(), tag[3]
            if not tag[1]:
                if not rest.endswith("/"):
                    opened.append((name, bool(_LANG.search(rest)), tag.end()))
            elif any(name == other for other, *_ in opened[-_DEPTH:]):
                while (last := opened.pop())[0] != name:
                    unclosed += [last[2]] * last[1]
                if last[1]:
                    yield Span(last[2], tag.start())
    unclosed += (start for _, has_lang, start in opened if has_lang)
    done = 0
    for start in sorted(unclosed):
        if start >= done and (blank := _BLANK_LINE.search(text, start)):
            done = blank.start()
            yield Span(start, done)
