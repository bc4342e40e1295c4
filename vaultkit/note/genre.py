"""What kind of text a note is: rules for modern Chinese prose do not hold for all of them.

A program's text, a dictionary's entries and what was written in classical Chinese or Japanese
have a punctuation, and characters, that belong to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from vaultkit.note.patterns import HAN, late
from vaultkit.note.script import Script
from vaultkit.note.spans import Span

Genre = Literal["modern", "classical", "japanese", "dictionary", "code"]

# Fewer lines are an example in a text, and what is longer is no line of code.
_LINES = 3
_LONGEST = 300
_LINE = re.compile(r"[^\r\n]+")
_HAN = late(f"[{HAN}]")
_WORD = late(f"[{HAN}A-Za-z0-9]")
_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,3}[.)、])[ \t]+)?")

# An entry begins with its word, and then says how it is spoken or what part of speech it is.
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# Without one of these, or a tone, there is no entry.
_SHORT = re.compile(r"[ \n\[(|](?:n|v|vt|vi|adj|adv)\.|\[[名动動形副]")
_ABBREVIATED = r"(?:n|v|vt|vi|adj|adv|prep|conj|pron|int|num|art|abbr|aux|phr)\.(?![A-Za-z])"
_PART_OF_SPEECH = (
    rf"\b{_ABBREVIATED}|[\[(]{_ABBREVIATED}"
    r"|[\[〔【〈<（(](?:名|动|動|形|副|代|量|介|连|連|助|叹|嘆)[词詞]?[\]〕】〉>）)]"
)
_ENTRY = late(
    rf"[*_【「《]{{0,3}}(?:[{HAN}]{{1,8}}|[A-Za-z][A-Za-z' -]{{0,30}})[*_】」》]{{0,3}}"
    rf"[ \t:：|]*(?:[\[/(（][^\r\n/]{{1,40}}?[\]/)）][ \t]*)?"
    rf"(?:[(（\[/|]*[ \t]*[A-Za-z' /]{{0,12}}[{_TONED}]|[ \t|]*(?:{_PART_OF_SPEECH}))"
    rf"|{_ABBREVIATED}|[A-Za-z' -]{{1,30}}[ \t]*[/\[][^/\[\]\r\n]{{1,40}}[/\]][ \t]*\Z"
)

# `(defun 解释 (词)`, `(风格 . 鲁迅)` and `;; 版本: 2` are Lisp, in which prompts are written.
_CODE = late(
    r"(?:import|from|package|using|#include|def|class|function|func|fn|var|let|const|return|public"
    r"|private|protected|static|void|int|String|if|elif|else|for|while|try|except|catch|end|echo"
    r"|sudo|apt|npm|pip|git|cd|SELECT|INSERT|CREATE|UPDATE)\b[^。！？]*[;:,(){}=\"'\]]"
    r"|return [^。！？，：]*$|\"{3}"
    r"|[A-Za-z_][\w.]*(?:\[[^\]]*\])?(?:[ \t]*[-+*/:|]?=|\()[^。！？：]*$"
    r"|[^\r\n=(\"']*[=(\"'][^\r\n]*[;{}]|//|/\*|\$[ \t]|[)}\]]+[;,]?|;;"
    r"|\((?:[^\s()]+ [(\"'*.]|\()",
    re.MULTILINE,
)
# A line of Chinese that is neither a text in quotes nor, maybe, a comment.
_CHINESE = late(f"[^\"'#][^{HAN}]*[{HAN}]|[{HAN}]")

# Characters that modern prose cannot do without, and those that classical prose lives by.
_MODERN = "的了这這们們"
_CLASSICAL = late(
    f"[之乎者矣焉哉曰兮其而乃吾汝豈岂何孰遂亦皆欲莫此斯彼猶犹未君堪几幾尽盡昔谁誰惟無]|也(?![{HAN}])"
)
_PARTICLES = 4
_QUOTED = re.compile("“[^”\r\n]*”|「[^」\r\n]*」")
# Verse: clauses of five or seven characters, and of one length from line to line.
_CLAUSE = late(rf"(?<![{HAN}])[{HAN}]+(?=[ \t]*[，。、；：！？,.;:!?])")
_FEET = (5, 7)
_CLAUSES = 4


def find(prose: str, body_start: int, script: Script, code: Sequence[Span]) -> Genre:
    """What most of a note's body is, by its prose mask, the script of that and the code in it.

    Slow: ask only where something was found.
    """
    if script.kind == "ja":
        return "japanese"
    if code and _is_most(prose, body_start, script.han, code):
        return "code"
    has_entries = any(map(prose.__contains__, _TONED)) or _SHORT.search(prose)
    if has_entries and _is_dictionary(prose[body_start:]):
        return "dictionary"
    return "classical" if _is_classical(prose, script.han) else "modern"


def _is_most(prose: str, body_start: int, han: int, spans: Sequence[Span]) -> bool:
    """Whether some spans have most of what is shown of a body, and most of its Chinese."""
    parts = [span.of(prose).replace("\0", "") for span in spans]
    shown = len(prose) - body_start - prose.count("\0", body_start)
    own = sum(len(_HAN.findall(part)) for part in parts)
    return sum(map(len, parts)) * 2 > shown and own * 2 >= han


def code_spans(prose: str, body_start: int) -> Iterator[Span]:
    """Code that stands in the text without a fence: from three lines that look like it on, with
    no more than one Chinese one between two of them that does not. `# words` may be a comment or
    a heading, and a text in quotes is a part of either.
    """
    if sum(map(prose.count, '=;{()"')) < _LINES:
        return
    first = last = found = others = 0
    for line in _LINE.finditer(prose, body_start):
        start = line.start() + _mark_end(line[0])
        if prose[start : start + 1].isascii() and _CODE.match(
            prose, start, min(line.end(), start + _LONGEST)
        ):
            first = first if found else line.start()
            last, found, others = line.end(), found + 1, 0
        elif found and _CHINESE.match(line[0]):
            others += 1
            if others > 1:
                if found >= _LINES:
                    yield Span(first, last)
                found = 0
    if found >= _LINES:
        yield Span(first, last)


def _mark_end(line: str) -> int:
    mark = _MARKS.match(line)
    return mark.end() if mark else 0


def _is_dictionary(prose: str) -> bool:
    lines = [line for line in prose.splitlines() if line[:1] != "#" and _WORD.search(line)]
    bare = (line[_mark_end(line) :].lstrip("| ") for line in lines)
    found = sum(_ENTRY.match(line, 0, _LONGEST) is not None for line in bare)
    return found >= _LINES and found * 2 >= len(lines)


def _is_classical(prose: str, han: int) -> bool:
    if sum(map(prose.count, _MODERN)) * 20 > han:
        return False
    own = _QUOTED.sub("", prose)
    if len(own) * 2 >= len(prose):
        prose = own  # What a text on the classics quotes is not its own.
    modern = sum(map(prose.count, _MODERN))
    classical = len(_CLASSICAL.findall(prose))
    if classical >= _PARTICLES and classical * 30 >= han and modern * 4 <= classical:
        return True
    if modern * 40 > han:
        return False
    clauses = [len(clause) for clause in _CLAUSE.findall(prose)]
    paired = sum(one == next_one and one in _FEET for one, next_one in pairwise(clauses))
    return len(clauses) >= _CLAUSES and paired * 4 >= len(clauses) * 3 - 4
