"""A value of one line that YAML cannot read, and the text that it is where only one can be meant.

Nothing here guesses: where a value may be a list or a text, or a quote may belong to the text or
stand around it, there is no answer.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultkit.note.frontmatter import quoted
from vaultkit.note.properties import MatterError

_COMMENT = re.compile(r"[ \t]#")
_COLON = re.compile(r":(?:[ \t]|\Z)")
_LINK = re.compile(r"!?\[\[[^\[\]]+\]\]")
_LINKS = re.compile(r"\[\[[^\[\]]+\]\](?:[ \t,，、;；]+\[\[[^\[\]]+\]\])+")
_BRACKETS = re.compile(r"!?\[\[[^\[\]]+\]\]|!?(?:\[([^\[\]\"']*)\]|\{([^{}\"']*)\})(?=[^,])")
_LIST = re.compile(r"\[[^\[\]{}\"']*\]")
_BETWEEN_ENTRIES = re.compile(r"([ \t]*,[ \t]*)")
_ESCAPE = re.compile(r"\\[\r\n\t 0abtnvfre\"/\\N_LPxuU]")
# What a value cannot start with, though a text may.
_STARTS = "@`%*&,!?]}"
_ENTRY_STARTS = "@`%*&!#|>"
_DOUBLE = '"“”＂'
_SINGLE = "'‘’＇"
_OPENERS = " \t([{（《〈「『【"
_CLOSERS = " \t)]},.;:!?，。、；：！？）》〉」』】"


class Mended(NamedTuple):
    """Why a value cannot be read, and its parts in order, each as written and as it should be."""

    reason: str
    pieces: tuple[tuple[str, str], ...]


def mended(value: str, in_list: bool = False) -> Mended | None:
    """The value in the one way in which it can be read; None where it can be read, or in no way.

    It has no line end and no blanks around it.
    """
    if "\t" in value or not any(map(str.isalnum, value)) or _reads(value):
        return None
    if _LIST.fullmatch(value):
        return _list(value)
    if _LINKS.fullmatch(value):
        if in_list:
            return None  # a list in a list is not what is meant
        links = ", ".join(quoted(link) for link in _LINK.findall(value))
        return Mended("links need quotes around them", ((value, f"[{links}]"),))
    text, reason = _text(value)
    if text is None or not _reads(quoted(text)):
        return None
    return Mended(reason, ((value, quoted(text)),))


def _reads(value: str) -> bool:
    from vaultkit.note import matter_nodes

    outcome = matter_nodes.read(f"x: {value}\n", 0)
    return not isinstance(outcome, MatterError) and len(outcome) == 1


def _list(value: str) -> Mended | None:
    """A list of plain entries, some of which start with a character that they cannot start with."""
    parts = _BETWEEN_ENTRIES.split(value[1:-1])
    pieces = [("[", "[")]
    wrong = ""
    for index, part in enumerate(parts):
        entry = part.strip(" \t")
        if index % 2 == 0 and entry and (entry[0] in _ENTRY_STARTS or entry == "?"):
            lead = part[: part.index(entry)]
            tail = part[len(lead) + len(entry) :]
            if _COMMENT.search(entry):
                return None
            wrong = wrong or entry[0]
            pieces += [(lead, lead), (entry, quoted(entry)), (tail, tail)]
        else:
            pieces.append((part, part))
    pieces.append(("]", "]"))
    if not wrong or not _reads("".join(new for _, new in pieces)):
        return None
    return Mended(_starts_wrong(wrong), tuple(pieces))


def _text(value: str) -> tuple[str | None, str]:
    """The text that a value is, None where that is not certain, and why it cannot be read."""
    if _LINK.fullmatch(value):
        return value, "a link needs quotes around it"
    if _COMMENT.search(_LINK.sub("", value)):
        return None, ""
    first, last = value[0], value[-1]
    for family, quote in ((_DOUBLE, '"'), (_SINGLE, "'")):
        if first in family and last in family and len(value) > 2 and first + last != quote * 2:
            others = any(mark in value[1:-1] for mark in family + "\\")
            curly = first if first != quote else last
            reason = f"`{curly}` is no quote for YAML: write `{quote}`"
            return (None if others else value[1:-1]), reason
    if first in "\"'":
        return _in_quotes(value), f"a `{first}` in a value that starts with one ends the value"
    if first in "[{" or value.startswith("!["):
        brackets = _BRACKETS.match(value)
        if brackets is None or "," in (brackets[1] or brackets[2] or ""):
            # An image has brackets and parentheses, and nothing of YAML.
            return (value if first == "!" else None), _starts_wrong("!")
        return value, f"there is text behind `{brackets[0]}`: put quotes around the value"
    if first in _STARTS:
        return value, _starts_wrong(first)
    if first not in "|>-" and _COLON.search(value):
        return value, "a value with `: ` in it needs quotes around it"
    return None, ""


def _starts_wrong(character: str) -> str:
    shown = "a backtick" if character == "`" else f"`{character}`"
    return f"a value cannot start with {shown}: put quotes around it"


def _in_quotes(value: str) -> str | None:
    """The text of a value that starts with a quote and has more of them than a quoted one can."""
    quote, inner = value[0], value[1:-1]
    if quote == '"' and "\\" in value:
        # A path, a pattern: no backslash of it begins what YAML knows.
        is_path = value.endswith('"') and '"' not in inner and not _ESCAPE.search(value)
        return inner if is_path else None
    if "''" in inner and quote == "'":
        return None
    places = [index for index in range(1, len(value) - 1) if value[index] == quote]
    if not places:
        return None
    if value[-1] == quote:
        if quote == "'" and all(value[i - 1].isalpha() and value[i + 1].isalpha() for i in places):
            return inner
        turns = [_turn(value, index) for index in places]
        if len(turns) % 2 == 0:
            if turns == ["open", "close"] * (len(turns) // 2):
                return inner
            if turns == ["close", "open"] * (len(turns) // 2) and not _is_listed(value, places):
                return value
        return None
    # Text behind a quoted word; a letter right behind the quote may be a slip of the hand.
    is_text = len(places) % 2 == 1 and _turn(value, places[0]) != "open"
    follows = value[places[0] + 1]
    is_slip = follows.isascii() and not follows.isspace()
    return value if is_text and not is_slip and follows not in "，、；" else None


def _turn(value: str, index: int) -> str:
    """Whether a quote can only open what follows it, or only close what stands before it."""
    before, after = value[index - 1], value[index + 1]
    opens = before in _OPENERS and after not in _CLOSERS
    closes = before not in _OPENERS and (after in _CLOSERS or index + 2 == len(value))
    return "open" if opens else "close" if closes else ""


def _is_listed(value: str, places: list[int]) -> bool:
    """Whether nothing but commas stands between the quoted words."""
    between = zip(places[::2], places[1::2], strict=True)
    return any(not value[start + 1 : end].strip(" \t,，、;；") for start, end in between)
