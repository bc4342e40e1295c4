"""What kind of text a note is: rules for modern Chinese prose do not hold for all of them.

A program's text, a dictionary's entries and what was written in classical Chinese or Japanese
have a punctuation, and characters, that belong to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_WORD = late(f"[{HAN}A-Za-z0-9]")
_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,3}[.)、])[ \t]+)?")

# An entry begins with its word, and then says how it is spoken or what part of speech it is.
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
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


def find(prose: str, body_start: int, script: Script) -> Genre:
    """What most of a note's body is, by its prose mask and the script of that.

    Slow: ask only where something was found.
    """
    if script.kind == "ja":
        return "japanese"
    lines = _lines(prose[body_start:])
    if _most(_ENTRY, lines):
        return "dictionary"
    if _most(_CODE, lines):
        return "code"
    return "classical" if _is_classical(prose, script.han) else "modern"


def code_spans(prose: str, body_start: int) -> Iterator[Span]:
    """Code that stands in the text without a fence: from three lines that look like it on, with
    no more than one Chinese one between two of them that does not. `# words` may be a comment or
    a heading, and a text in quotes is a part of either.
    """
    first = last = found = others = 0
    for line in _LINE.finditer(prose, body_start):
        start = line.start() + _mark_end(line[0])
        if _CODE.match(prose, start, min(line.end(), start + _LONGEST)):
            first = first if found else line.start()
            last, found, others = line.end(), found + 1, 0
        elif _CHINESE.match(line[0]):
            others += 1
            if others > 1:
                if found >= _LINES:
                    yield Span(first, last)
                found = 0
    if found >= _LINES:
        yield Span(first, last)


def _lines(prose: str) -> list[str]:
    """The lines that have a word, and no headings; without marks of quotes, lists and tables."""
    lines = [line for line in prose.splitlines() if _WORD.search(line)]
    return [line[_mark_end(line) :].lstrip("| ") for line in lines if line[0] != "#"]


def _mark_end(line: str) -> int:
    mark = _MARKS.match(line)
    return mark.end() if mark else 0


def _most(pattern: re.Pattern[str], lines: list[str]) -> bool:
    found = sum(pattern.match(line, 0, _LONGEST) is not None for line in lines)
    return found >= _LINES and found * 2 >= len(lines)


def _is_classical(prose: str, han: int) -> bool:
    own = _QUOTED.sub("", prose)
    if len(own) * 2 >= len(prose):
        prose = own  # What a text on the classics quotes is not its own.
    modern, classical = sum(map(prose.count, _MODERN)), len(_CLASSICAL.findall(prose))
    if classical >= _PARTICLES and classical * 30 >= han and modern * 4 <= classical:
        return True
    clauses = [len(clause) for clause in _CLAUSE.findall(prose)]
    paired = sum(one == next_one and one in _FEET for one, next_one in pairwise(clauses))
    return len(clauses) >= _CLAUSES and paired * 4 >= len(clauses) * 3 - 4 and modern * 40 <= han
