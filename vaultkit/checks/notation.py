"""Where punctuation beside Chinese is part of a notation, and not of a sentence."""

from __future__ import annotations

import re

from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late

# How much of a line tells what it is: what lies further off says nothing of a mark.
_REACH = 160
_LINE_END = re.compile(r"[\r\n]")

# Trees and frames; comments, values and calls in code that is not marked as such.
_DRAWN_OR_CODE = late(
    r"[│├└┌┐┘┤┬┴┼║╔╗╚╝╠╣]|(?:\A|[ \t;])(?://|;;)[ \t]|[a-z_]\([\"']|#define |[^\s|] {4,}[0-9]"
    rf"|\A[ \t>-]*[A-Za-z_][\w.]*(?:: [\"']| ?= )|\\n[{HAN}\"']"
    rf"|\A\[[{HAN}A-Za-z]{{2,12}}\] [^。！？]*\Z|[0-9]: +\""
    r"|\b(?:SELECT|INSERT|UPDATE|DELETE) .*\b(?:FROM|INTO|SET)\b|\bCREATE TABLE |\(defun "
    r"|\A[ \t>]*(?:def|class|function|func|fn) \S+?[(:{]"
)
# What is said of signs has them beside it.
_BESIDE = 6
_OF_SIGNS = late(
    "[半全][角形]|[标標][点點]|英文[的符]|[逗冒分问問叹嘆][号號]|[写寫][法成]|改[成为為]"
)
# `(2009).`, `2020: 12-15`, `[M/OL]`, `_36_(08), 1–6`: the marks of a reference follow its style.
_REFERENCE = late(
    r"\((?:19|20)[0-9]{2}[a-z]?\)\.|(?:19|20)[0-9]{2}: ?[0-9]+[-–]|\[[A-Z]{1,2}(?:/OL)?\]"
    r"|[0-9]_?\([0-9]{1,3}\), ?[0-9]"
)
_FLAT = r"\([^()\r\n]*\)"
_NESTED = rf"\((?:[^()\r\n]|{_FLAT})*\)"
_IN_BRACKETS = rf"\((?:[^()\r\n]|{_NESTED})*\)"
_WITHIN = late(
    "|".join(
        (
            # Calls: `max(甲, 乙)`, `VLOOKUP(姓名,A:B,2)`, `df[行,列]`; lists of texts.
            r"(?<![A-Za-z0-9_])(?:[a-z_][A-Za-z0-9_.]*|[A-Z][A-Z0-9]+(?=\((?:[^()]*[,\"=<>]|[A-Z]+\()))"
            rf"{_IN_BRACKETS}:?",
            r"[(\[]['\"][^()\[\]\r\n]*['\"], ?['\"][^()\[\]\r\n]*[)\]]",
            r"(?<![A-Za-z0-9_])[a-z_][A-Za-z0-9_.]*\[[^\[\]\r\n]*\](?![(\0])",
            # What a command takes: `name="张三,李四"`, `-m "修复:登录"`, `echo "完成,再见"`.
            r"(?:[A-Za-z]=|(?<![A-Za-z0-9])--?[A-Za-z][\w-]*[ =]|\b(?:echo|grep|rm|find|curl)"
            r" (?:-\S+ )*)(?:\"[^\"\r\n]*\"|'[^'\r\n]*')",
            # LaTeX, `[ti:歌名]`, `font-family:宋体;`, `tag:读书`, `:微笑:` and `长:宽=1.6:1`.
            r"\\[(\[].*?\\[)\]]|\[[a-z]{2,6}:[^\]]*\]",
            rf"(?<![A-Za-z-])[a-z]+(?:-[a-z]+)*:(?:[^;\s，。]{{1,30}};|(?<=[a-z]{{2}}:)(?=[{HAN}(]))",
            rf"(?<![{HAN}A-Za-z0-9]):[{HAN}]{{1,4}}:",
            rf"[{HAN}]{{1,6}}(?::[{HAN}]{{1,6}})+ ?[=＝≈为為是约約]* ?[0-9.]+ ?: ?[0-9](?![0-9])",
            # Addresses, paths and names of files.
            r"(?:[a-z]+:)?//[^\s，。；！？、“”（）]+",
            r"[\w-]+\.(?:com|cn|org|net)/[^\s，。；！？、“”（）]*",
            r"(?:[A-Za-z]:\\|\.{1,2}/|~/|(?<![\w/<:>*)\]`])/(?=[^\s/]+/))[^\s，。；！？、“”]*",
            r"[^\s\0，。；：！？、“”《》|]{1,60}"
            r"\.(?:docx?|xlsx?|pptx?|pdf|md|txt|csv|jpe?g|png|gif|mp[34]|zip)\b",
        )
    )
)
_ARROW = re.compile(r"->|<-|=>")

# What stands between quotes or in bold, seen from a mark in it.
_BEFORE = late(r"""(\*\*|[“「『"])[^*“”「」『』"]{1,40}\Z""")
_BEHIND = late(r"""[^*“”「」『』"]{1,40}(\*\*|[”」』"])(.{0,4})""")
_OF_LABEL = late("命令|[选選][择擇取]|[运運執执]行|[点點][击擊]|按[钮鈕]|菜[单單]|[选選][单單项項]")
_OF_FORMAT = late("\\A ?的?(?:格式|形式|[语語]法|[写寫]法|[样樣]式)")
_NAMES_FORMAT = late("""[为為成作][“「『"]\\Z""")

# `3 + 根号 5`, `1 - 概率`, `x,y,高度`.
_FORMULA = late(
    r"\A[A-Za-z0-9]{1,8},[A-Za-z0-9]{1,8},|"
    f"[0-9] ?[+=^÷] ?[{HAN}0-9A-Za-z]|[{HAN}A-Za-z] ?[+=^÷] ?[0-9]|[0-9] - [{HAN}]|[{HAN}] - [0-9]"
)
_OF_LISP = ("((", ")))")
_SYMBOL = re.compile(r"[a-z]+(?:-[a-z]+)+ ")


def is_notation(note: Note, at: int) -> bool:
    """Whether the mark at an offset belongs to a drawing, code, a reference, a diagram's label,
    the name of a command, or a format or sign that is spoken of.
    """
    mark = note.text[at]
    before, behind = _around(note.text if at >= note.body_start else note.prose, at)
    line = f"{before}{mark}{behind}"
    if _DRAWN_OR_CODE.search(line) or _REFERENCE.search(line):
        return True
    if mark not in "()" and _OF_SIGNS.search(f"{before[-_BESIDE:]}{mark}{behind[:_BESIDE]}"):
        return True
    shown = mark.join(_around(note.prose, at))
    if any(found.start() <= len(before) < found.end() for found in _WITHIN.finditer(shown)):
        return True
    is_colon = mark == ":"
    if is_colon and _ARROW.search(before):
        return True
    opened, closed = _BEFORE.search(before), _BEHIND.match(behind)
    if not opened or not closed:
        return False
    if opened[1] != "**" and _OF_FORMAT.search(closed[2]):
        return True
    is_named = _NAMES_FORMAT.search(before, 0, opened.end(1)) or _OF_LABEL.search(line)
    return is_colon and is_named is not None


def _around(text: str, at: int) -> tuple[str, str]:
    """What stands before and behind a character in its line, as far as it tells what it is."""
    before = _LINE_END.split(text[max(0, at - _REACH) : at])[-1]
    return before, _LINE_END.split(text[at + 1 : at + _REACH], maxsplit=1)[0]


def is_formula(text: str, start: int, end: int) -> bool:
    """Whether brackets, at these two offsets, hold a formula, an anchor or lists of Lisp."""
    content = text[start + 1 : end]
    if content[:1] in ("'", '"') and content[-1:] == content[:1] and content[1] != " ":
        return True
    if (
        content.startswith("#")
        or "|" in content
        or _SYMBOL.match(content)
        or _FORMULA.search(content)
    ):
        return True
    around = text[max(0, start - 2) : end + 3]
    return any(sign in around for sign in _OF_LISP)
