"""TX005 invisible-character: characters that nobody sees and every search stumbles over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from vaultkit.checks import hidden
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.sentences import Sentences
from vaultkit.note.spans import Edit, Span

# Spaces of another width, or that keep words on one line; not U+3000, which is Chinese.
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
# Without any width. In emoji, and in some scripts, they belong to the writing.
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x02\x03\x08"

# Most of them in UTF-8, where one look finds any; each of the others is found at once in text.
_MOST = re.compile(rb"\xe2(?:\x80[\x80-\x8f\xa8-\xaf]|\x81[\x9f-\xaf])")
_OTHERS = "\u00a0\u00ad\ufeff\x02\x03\x08\x85\u180e\u3164\ufffc"

_SPACE_RUN = late(f"[ {_SPACES}]*[{_SPACES}][ {_SPACES}]*")
_WIDTHLESS_RUN = late(f"[{_WIDTHLESS}]+")

_MARKS = "，。、；：！？“”‘’「」『』《》〈〉【】（）…—"
# PDFs write ⼯ and ⽬, radicals, for 工 and 目.
_CHINESE = f"{HAN}\u2e80-\u2fdf"
_HAN = late(f"[{_CHINESE}]")
_WORD = late(f"[{_CHINESE}{_MARKS}A-Za-z0-9]")
# Where words are parted by spaces, one more of them parts words.
_PARTED = late(f"[{_CHINESE}] [{_CHINESE}]")
_RUNNING = re.compile("[，。；！？]")
# A clause may end here, with a space for its only mark.
_PARTICLES = "吗呢吧啊呀哦嘛了么嗎麼"
_LETTER = late(f"[{_CHINESE}A-Za-z]")
# What may stand beside something without width that goes: no mark of Markdown.
_PLAIN = late(rf"[{_CHINESE}{_MARKS}A-Za-z0-9 .,;?\"'%/&()\r\n{_SPACES}]")
_EMPHASIS = "*~="
_MARK_OF_EMPHASIS = re.compile(r"[*~=]+(?![ \t])")
# The edges of code and links, which the mask hides.
_EDGES = "`[]"

# Where a line is more than text: it begins so, or it is nothing else.
_MARKER = re.compile(r"[ \t>]*(?:[-*+|\[]|[0-9]{1,9}[.)]|#{1,6}|\[[^\]]*\]:?)?(?:[ \t]+\[.?\]?)?")
_NO_TEXT = re.compile(rf"[-*_=|:>\s{_SPACES}{_WIDTHLESS}]*")
_BLOCK_ID = re.compile(r"(?:\A|[ \t])\^[A-Za-z0-9-]*\Z")
_BEFORE_LINE_END = re.compile(r"(?:\\|\^[A-Za-z0-9-]+)\Z")
# Where French, Czech or a careful printer has a space that does not break.
_ACCENTED = late("[\u00c0-\u024f\u0370-\u052f]")
_TYPOGRAPHY = "0123456789;:!?%«»–—°€$§№"


# No more of a line is looked at, on each side: it may be a megabyte long, and full of them.
_REACH = 120


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """For each such character one finding of all its places that can be mended, and one of those
    that stand where Markdown may depend on them.
    """
    if note.folded is note.text:
        return
    prose = note.prose
    contains = prose.__contains__
    encoded = prose.encode()
    yield from hidden.in_names(note)
    is_found = any(map(contains, _OTHERS)) or _MOST.search(encoded)
    # All tags and most variation selectors start with this byte, and no other writing does.
    payload = hidden.payload(prose) if is_found or b"\xf3" in encoded else []
    if payload:
        yield hidden.look(prose, payload)
    if not is_found:
        return
    if any(map(contains, hidden.BIDI)):
        yield from hidden.bidi(prose)
    if any(map(contains, hidden.ODD)) and note.script.kind != "ja":
        yield from hidden.odd(prose)
    runs = [
        run
        for signs, pattern in ((_SPACES, _SPACE_RUN), (_WIDTHLESS, _WIDTHLESS_RUN))
        if any(map(contains, signs))
        for run in pattern.finditer(prose)
    ]
    if not runs or note.script.kind == "ja":
        return
    places = _Places(note)
    edits: dict[str, list[Edit]] = defaultdict(list)
    left: dict[str, list[Span]] = defaultdict(list)
    hiding = {offset for span in payload for offset in range(*span)}
    for run in runs:
        span = Span(*run.span())
        if span.start in hiding:
            continue
        sign = run[0].strip(" ")[0]
        new = places.space(span) if sign in _SPACES else places.widthless(span)
        if new is None:
            left[sign].append(span)
        elif new != run[0]:
            edits[sign].append(Edit(*span, new))
    for sign, made in edits.items():
        does = "nobody sees it and it breaks up words, so delete it"
        if sign in _SPACES:
            does = "no search for a space finds it, so write a normal one"
        yield Finding(Span(*made[0][:2]), f"{hidden.named(sign, len(made))}: {does}", tuple(made))
    for sign, spans in left.items():
        does = "it stands beside a mark of Markdown and may keep it from working, so look there"
        yield Finding(spans[0], f"{hidden.named(sign, len(spans))}: {does}")


class _Places:
    """What becomes of a run of such characters, by what stands beside it.

    `""` or a space is what to write, the run itself where it is right as it is, None where it
    should go but Markdown might read the text in another way.
    """

    def __init__(self, note: Note) -> None:
        self._note = note
        self._prose = note.prose
        self._sentences = Sentences(note.prose, note.body_start)
        self._link_ends = {link.span.end for link in note.links}
        self._is_accented = _ACCENTED.search(note.prose) is not None

    def space(self, span: Span) -> str | None:
        prose, text = self._prose, span.of(self._prose)
        before, after = self._beside(span)
        line = self._line(span)
        head = prose[line.start : span.start]
        if head.endswith("[email") and prose.startswith("protected]", span.end):
            return text
        if self._is_foreign(span, before, after) or _NO_TEXT.fullmatch(prose, *line):
            return text
        if not head.strip(" \t>"):
            is_indent = len(text) > 1 or not _LETTER.match(after)
            return text if is_indent else " " * head.endswith(">")
        if _MARKER.fullmatch(head):
            return " " if text[0] == " " else None
        if after in ("", "\r", "\n"):
            if _BEFORE_LINE_END.search(head):
                return None
            return text if text.endswith("  ") else ""
        if (before in _MARKS and self._is_word(span.end, after)) or (
            after in _MARKS and self._is_word(span.start - 1, before)
        ):
            return ""
        if not _HAN.match(before) or not _HAN.match(after):
            return " "
        # In a title or a list of names the space parts what it stands between.
        is_running = _RUNNING.search(prose, *line) and before not in _PARTICLES
        return "" if len(text) == 1 and is_running and not _PARTED.search(prose, *line) else " "

    def _is_word(self, offset: int, character: str) -> bool:
        """Whether a word stands there, or the edge of code or of a link."""
        edge = self._note.text[offset] if offset >= self._note.body_start else ""
        is_edge = edge != "" and edge in _EDGES
        return is_edge or bool(_WORD.match(character)) or offset + 1 in self._link_ends

    def widthless(self, span: Span) -> str | None:
        before, after = self._beside(span)
        text = span.of(self._prose)
        if self._sentences.language(span.start) in ("japanese", "korean"):
            return text
        line = self._line(span)
        head = self._prose[line.start : span.start].strip(f" \t>{_WIDTHLESS}")
        if not head and not self._prose[span.end : line.end].strip(f" \t{_WIDTHLESS}"):
            return "" if self._is_alone(line) else text
        if head not in ("", "[") and _MARKER.fullmatch(head):
            return None
        if _BLOCK_ID.search(head) or (head.isdecimal() and after in (".", ")")):
            return None
        if _NO_TEXT.fullmatch(self._prose, *line):
            return None
        if FILLER in (before, after):
            return "" if self._is_free_of_hidden(span, before, after) else None
        if not head and not _LETTER.match(after):
            return None if after.isascii() else text
        if (before and before in _EMPHASIS) or (after and after in _EMPHASIS):
            return "" if self._is_free_of_emphasis(span) else None
        if (
            before == "["
            and _LETTER.match(after)
            and self._prose[span.end + 1 : span.end + 2] not in ("", "]")
        ):
            return ""
        sides = before or "\n", after or "\n"
        if all(map(_PLAIN.match, sides)):
            return ""
        return None if all(side.isascii() or _PLAIN.match(side) for side in sides) else text

    def _is_free_of_emphasis(self, span: Span) -> bool:
        """Whether letters stand on both sides, or nothing on one, beyond the marks of emphasis:
        those beside punctuation go by what is next to them. What stands on the inside of a mark
        with a letter on its outside counts as punctuation for some readers of Markdown.
        """
        line = self._line(span)
        before = self._prose[line.start : span.start].rstrip(_EMPHASIS + _WIDTHLESS)[-1:].strip()
        after = self._prose[span.end : line.end].lstrip(_EMPHASIS + _WIDTHLESS)[:1].strip()
        if not all(_LETTER.match(side) for side in (before, after) if side):
            return False
        marks = len(_MARK_OF_EMPHASIS.findall(self._prose, line.start, span.start))
        outside = (
            self._prose[line.start : span.start].rstrip(_EMPHASIS)[-1:],
            self._prose[span.end : line.end].lstrip(_EMPHASIS)[:1],
        )
        is_inside = marks % 2 == 1 and all(map(_LETTER.match, outside))
        return bool(before or after) and not is_inside

    def _is_free_of_hidden(self, span: Span, before: str, after: str) -> bool:
        """Whether what the mask hides beside a run is code, or the edge of a link or a title."""
        if span.start < self._note.body_start:
            return True
        hidden = [
            self._note.text[offset]
            for offset, side in ((span.start - 1, before), (span.end, after))
            if side == FILLER
        ]
        seen = (before + after).replace(FILLER, "")
        is_one = len(hidden) == 1 and (not seen or _PLAIN.match(seen) is not None)
        return is_one and hidden[0] in _EDGES and not (hidden[0] == "]" and seen == "(")

    def _beside(self, span: Span) -> tuple[str, str]:
        """The characters on both sides, empty at the ends of the text."""
        return self._prose[max(0, span.start - 1) : span.start], self._prose[
            span.end : span.end + 1
        ]

    def _line(self, span: Span) -> Span:
        """The line that a run stands in; of a very long one, the part around it."""
        prose = self._prose
        first, last = max(0, span.start - _REACH), min(len(prose), span.end + _REACH)
        starts = [prose.rfind(end, first, span.start) + 1 for end in "\r\n"]
        ends = [end for end in (prose.find(one, span.end, last) for one in "\r\n") if end >= 0]
        return Span(max(first, *starts, self._matter_end(span)), min(ends, default=last))

    def _matter_end(self, span: Span) -> int:
        return self._note.body_start if span.start >= self._note.body_start else 0

    def _is_alone(self, line: Span) -> bool:
        """Whether the lines on both sides are empty, so that an empty one changes nothing."""
        lines = self._note.lines
        number, _ = lines.place(line.start)
        return not any(lines.line(one).strip(" \t>") for one in (number - 1, number + 1) if one)

    def _is_foreign(self, span: Span, before: str, after: str) -> bool:
        """Whether the space is the typography, or a character the damage, of another language."""
        sides = before + after
        if any("\x80" <= side <= "\xff" for side in sides):
            return True
        language = self._sentences.language(span.start)
        if language == "chinese":
            return False
        is_odd = span.of(self._prose).strip(" \u00a0") != ""
        is_typography = any(side in _TYPOGRAPHY for side in sides)
        return language != "other" or self._is_accented or is_odd or is_typography


RULE = Rule(
    code="TX005",
    name="invisible-character",
    scope="body",
    stage="encoding",
    check=check,
    fix="safe",
    reach=("space", "delete"),
)
