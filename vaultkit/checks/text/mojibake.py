"""TX007 mojibake: characters that a wrong reading of bytes has made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.mojibake import (
    HIGH,
    PUNCTUATION,
    damaged,
    from_halves,
    from_latin,
    gbk_from_latin,
    is_common,
    torn_tag,
)
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Edit, Span

# A note about mojibake shows it, and so does a line about encodings.
_ABOUT = late(r"乱码|亂碼|[Mm]ojibake")
_ABOUT_ENCODINGS = late(
    r"编码|編碼|字符集|字元集|(?i:utf-?8|gbk|gb2312|gb18030|big-?5|unicode|encod|charset)"
)
_IN_QUOTES = "“\"'‘「『（(《"
_LINE = re.compile(r"[^\r\n]*")

# Both end a sentence.
_BEHIND = rf"(?<=[{HAN}A-Za-z0-9”」』）》])"
_BEHIND_WORD = late(_BEHIND)
_TORN = late(r"[?？][!！][?？]/(?:p|div|span|strong|h[1-6])>")
_TAG = re.compile(r"/(?:p|div|span|strong|h[1-6])>")
_QUOTES = {"“": "”", "「": "」", "『": "』"}

# Behind the lost byte every character is read from the halves of two, up to a half in ASCII.
_HALVED = late(rf"\?(?<={_BEHIND}\?)([!！,，:：;；?？][^\0-\x7f]*[A-Za-z])")
# A letter behind Han is the half of a character, or another one is missing before it.
_INCOMPLETE = late(rf"[{HAN}][A-Za-z]\Z")
# So many characters that hardly any text has.
_RARE = 2
# A longer line is no paragraph that a person wrote, and it is read once for each place.
_LONGEST = 5000

# What the first bytes of Han in UTF-8 are read as; and of accented letters and quotes.
_LEADS = "äåæçèé"
_OTHER_LEADS = "Ãâð"
# The same of `的`, `，` and `中` in GBK.
_OF_GBK = "µ£Ö"
# So many different characters come of no letters by chance.
_DIFFERENT = 3
# A space may have been U+00A0, which is half of some characters.
_LATIN = late(f"[{HIGH}](?: ?[{HIGH}]){{2,}}")
# The marks and quotes that may stand behind an accented letter by right are not among these.
_ODD = late("[\x80-\x9f¡-ª¬-º¼-¿]")
_HAN = late(f"[{HAN}]")
_TWO_HAN = late(f"(?:[{_LEADS}][{HIGH}]{{2}}){{2}}")
_LETTER = late(f"Ã[\x80-\x9f¡-¿ƒ‰ŠšŒœ]|â€[™œ\x9d“”˜¦]|ð[\x9fŸ][{HIGH}]{{2}}")

# What `，`, `。` and `的` in UTF-8 are read as in GBK; hardly any text has them otherwise.
_READ_AS_GBK = "锛紝銆鐨殑"
_NOT_ASCII = late(r"[^\0-\x7f]{4,}")
_CHINESE = late(f"[{HAN}{PUNCTUATION}]{{4,}}")

_HALF_END = late(rf"\?(?<={_BEHIND}\?)！([{HAN}])(?![^\0-\x7f]*[A-Za-z])")

_LOST = late("\ufffd+|(?:锟斤拷)+|烫{3,}|屯{4,}")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """What a wrong reading left; with a fix where damaging it again gives what is there."""
    prose = note.prose
    if note.text.isascii():
        return
    found = [
        *_torn(note),
        *_halved(prose),
        *_ends_halved(prose),
        *_latin(prose),
        *_as_gbk(prose),
        *_lost(prose),
    ]
    if found and not _ABOUT.search(prose):
        yield from found


def _torn(note: Note) -> Iterator[Finding]:
    """`?!?/p>`: the `。”</p>` of a page in GBK that lost a byte."""
    if not _TAG.search(note.folded):
        return
    prose = note.prose
    lines = _Lines(prose)
    in_html = [
        torn
        for block in note.body.blocks
        if block.kind == "html"
        for torn in _TORN.finditer(note.text, *block.span)
    ]
    for torn in sorted([*_TORN.finditer(prose), *in_html], key=re.Match.start):
        span = Span(*torn.span())
        if lines.show(span):
            continue
        new = _before_tag(lines.of(span.start)) if _BEHIND_WORD.match(prose, span.start) else ""
        if new and _is_proven(torn[0], new):
            message = f"`{torn[0]}` is what a wrong encoding made of `{new}`: put that back"
            yield Finding(span, message, (Edit(*span, new),))
        else:
            yield Finding(span, f"`{torn[0]}` is left of a sentence's end: look at the original")


@lru_cache(maxsize=1)
def _before_tag(line: str) -> str:
    """What stood before the torn tag of a line; empty where that is not certain."""
    quote = _missing_quote(line)
    return f"。{quote}" if quote and len(_TORN.findall(line)) == 1 else ""


def _missing_quote(line: str) -> str:
    """The one closing quotation mark that a line lacks; empty where it is not just one."""
    missing = ""
    for opening, closing in _QUOTES.items():
        lack = line.count(opening) - line.count(closing)
        if lack < 0:
            return ""
        missing += lack * closing
    return missing if len(missing) == 1 else ""


def _halved(prose: str) -> Iterator[Finding]:
    """`?！耙粠б宦贰背h`: a sentence's end and what follows it, read from halves."""
    if "?" not in prose:
        return
    lines = _Lines(prose)
    for halved in _HALVED.finditer(prose):
        span = Span(*halved.span())
        if sum(not is_common(character) for character in halved[1][1:-1]) < _RARE:
            continue
        if lines.show(span):
            continue
        line = lines.of(span.start)
        new = from_halves(halved[1])
        if (
            new.startswith("。")
            and not _INCOMPLETE.search(halved[1])
            and len(line) <= _LONGEST
            and all(map(is_common, new))
            and not _missing_quote(line.replace(halved[0], new))
            and _is_proven(halved[0], new)
        ):
            message = f"`{halved[0]}` is what a wrong encoding made of `{new}`: put that back"
            yield Finding(span, message, (Edit(*span, new),))
        else:
            yield Finding(span, f"`{halved[0]}` was read in a wrong encoding: look at the original")


def _latin(prose: str) -> Iterator[Finding]:
    """`æš´é›¨`: UTF-8 that was read as Latin-1 or Windows-1252."""
    if not any(map(prose.__contains__, _LEADS + _OTHER_LEADS + _OF_GBK)):
        return
    repairs: list[Edit] = []
    left: list[Span] = []
    of_gbk: list[Span] = []
    lines = _Lines(prose)
    for run in _LATIN.finditer(prose):
        span = Span(*run.span())
        if lines.show(span):
            continue
        is_utf_8 = _HAN.search(from_latin(run[0]))
        if not is_utf_8 and len(set(gbk_from_latin(run[0]))) >= _DIFFERENT:
            of_gbk.append(span)
        elif _ODD.search(run[0]):
            made = list(_parts(run))
            if all(_HAN.search(new) and _is_proven(old.of(prose), new) for old, new in made):
                repairs += (Edit(*old, new) for old, new in made)
            elif _TWO_HAN.search(run[0]) or _HAN.search(from_latin(run[0].replace(" ", "\xa0"))):
                left.append(span)
    read = [*of_gbk, *(Span(*edit[:2]) for edit in repairs)]
    taken = {offset for span in read for offset in range(*span)}
    letters = (Span(*letter.span()) for letter in _LETTER.finditer(prose))
    left += [span for span in letters if span.start not in taken and not lines.show(span)]
    if repairs:
        start, end, new = repairs[0]
        yield Finding(
            Span(start, end),
            f"{_places(len(repairs))} UTF-8 read in a wrong encoding, "
            f"as in `{prose[start:end]}` for `{new}`: read it again",
            tuple(repairs),
        )
    if left:
        yield _look(left, "UTF-8 read in a wrong encoding")
    if of_gbk:
        yield _look(of_gbk, "GBK read in a wrong encoding")


def _parts(run: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """What the spaces of a run part, and what each is when it is read again."""
    at = run.start()
    for part in run[0].split(" "):
        yield Span(at, at + len(part)), from_latin(part)
        at += len(part) + 1


def _as_gbk(prose: str) -> Iterator[Finding]:
    """`鐏鐏`: UTF-8 that was read as GBK."""
    if not any(map(prose.__contains__, _READ_AS_GBK)):
        return
    lines = _Lines(prose)
    found = []
    for run in _NOT_ASCII.finditer(prose):
        # In GBK `€` is the byte 0x80.
        parts = (part.encode("gb18030", "replace") for part in run[0].split("€"))
        again = b"\x80".join(parts).decode("utf-8", "replace")
        if any(map(_has_common, _CHINESE.findall(again))):
            span = Span(*run.span())
            if not lines.show(span):
                found.append(span)
    if found:
        yield _look(found, "UTF-8 read as GBK")


def _has_common(chinese: str) -> bool:
    """Whether four common characters stand in a row; where one is lost, a rare one is made."""
    return "1111" in "".join("01"[is_common(character)] for character in chinese)


def _ends_halved(prose: str) -> Iterator[Finding]:
    """`?！蔽覈`: a sentence's end like those above, where it cannot be told how far it goes."""
    if "?！" not in prose:
        return
    lines = _Lines(prose)
    for end in _HALF_END.finditer(prose):
        span = Span(*end.span())
        quote = _missing_quote(lines.of(span.start))
        # What stands behind the mark has a half of the quotation mark.
        is_half = quote and end[1].encode("gb18030")[:1] == quote.encode("gb18030")[1:]
        if is_half and not lines.show(span):
            yield Finding(span, f"`{end[0]}` was read in a wrong encoding: look at the original")


def _lost(prose: str) -> Iterator[Finding]:
    """Characters that stand for what could not be read, which is lost."""
    if not any(map(prose.__contains__, "\ufffd锟烫屯")):
        return
    spans = [Span(*lost.span()) for lost in _LOST.finditer(prose)]
    lines = _Lines(prose)
    spans = [span for span in spans if not lines.show(span)]
    if spans:
        yield Finding(
            spans[0],
            f"{_places(len(spans))} `{spans[0].of(prose)[:3]}` where characters could not be "
            "read and are lost: look at the original",
        )


def _look(spans: list[Span], why: str) -> Finding:
    return Finding(min(spans), f"{_places(len(spans))} {why}: look at the original")


def _places(count: int) -> str:
    return "here is" if count == 1 else f"{count} places have"


def _is_proven(old: str, new: str) -> bool:
    return old != new and old in damaged(new, torn_tag(old))


class _Lines:
    """The lines of a text, each read once where the offsets asked for are in order: it may be a
    megabyte long, and full of damage.
    """

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._start, self._end, self._line = 0, -1, ""

    def of(self, offset: int) -> str:
        """The line that an offset stands in."""
        if not self._start <= offset <= self._end:
            prose = self._prose
            self._start = prose.rfind("\n", 0, offset) + 1
            self._start = max(self._start, prose.rfind("\r", self._start, offset) + 1)
            found = _LINE.match(prose, self._start)
            self._line = found[0] if found else ""
            self._end = self._start + len(self._line)
        return self._line

    def show(self, span: Span) -> bool:
        """Whether a text only shows the damage: in quotes, or in a line about encodings."""
        before = self._prose[span.start - 1 : span.start]
        return (before != "" and before in _IN_QUOTES) or _is_about_encodings(self.of(span.start))


@lru_cache(maxsize=1)
def _is_about_encodings(line: str) -> bool:
    return _ABOUT_ENCODINGS.search(line) is not None


RULE = Rule(
    code="TX007",
    name="mojibake",
    scope="body",
    stage="encoding",
    check=check,
    fix="safe",
    # `**å…¬**` beside damage may be no emphasis where `**公**` is, and the other way round.
    reach=("repair", "emphasis"),
    severity="error",
)
