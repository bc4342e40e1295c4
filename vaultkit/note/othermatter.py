"""Front matter in TOML or JSON: where it stands, and its source.

TOML stands between lines of `+++`, as Hugo and Zola have it; JSON stands between lines of `;;;`
or is an object at the start of the file.
"""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from vaultkit.note.fields import meanings
from vaultkit.note.patterns import late
from vaultkit.note.source import BOM
from vaultkit.note.spans import Span

_FENCED = re.compile(
    r"(\+\+\+|;;;)[ \t]*(?:\r\n?|\n)((?:.*?(?:\r\n?|\n))??)\1[ \t]*(?=[\r\n]|\Z)", re.DOTALL
)
_LINE_END = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
# A text of TOML in one of its four kinds of quotes, a comment, or what begins or ends a statement.
# A text of several lines may have up to two quotes of its own before those that end it.
_TOML = late(
    r'"""[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\n]*'|#[^\r\n]*|[\[{\]}\n]"
)


class OtherMatter(NamedTuple):
    """A block: `span` covers its fences, without the line end of the last one."""

    language: Literal["TOML", "JSON"]
    span: Span
    source: str


def find(text: str) -> OtherMatter | None:
    """The block at the start of a note; None without one."""
    start = len(BOM) if text.startswith(BOM) else 0
    if not text.startswith(("+++", ";;;", "{"), start):
        return None
    if fenced := _FENCED.match(text, start):
        language: Literal["TOML", "JSON"] = "TOML" if fenced[1] == "+++" else "JSON"
        source = fenced[2]
        if language == "JSON" and not source.lstrip().startswith("{"):
            source = f"{{{source}}}"  # the braces may be left out
        return OtherMatter(language, Span(*fenced.span()), source)
    return _object(text, start)


def read(found: OtherMatter) -> dict[str, Any]:
    """The values of a block. Raises ValueError, in words, for one that cannot be read."""
    if found.language == "TOML":
        import tomllib

        return tomllib.loads(found.source)
    import json

    values = json.loads(found.source, object_pairs_hook=_unique, parse_constant=_refuse)
    if not isinstance(values, dict):
        raise ValueError("this is no object")
    return values


def statements(source: str) -> list[tuple[str, str]] | None:
    """The statements above the tables of TOML that can be read, each with the comment behind it.

    A line without a statement has an empty one. None where a comment stands in a list or a table.
    """
    found: list[tuple[str, str]] = []
    start = depth = 0
    comment = ""
    for token in _TOML.finditer(f"{source}\n"):
        mark = token[0][0]
        if mark == "#":
            if depth:
                return None
            comment = token[0].rstrip()
        elif mark in "[{":
            if not depth and not source[start : token.start()].strip():
                # The header of a table, of which all that follows is part.
                rest = _TOML.finditer(source, start)
                return None if any(token[0][0] == "#" for token in rest) else found
            depth += 1
        elif mark in "]}":
            depth -= 1
        elif mark == "\n" and not depth:
            written = source[start : token.start()].rstrip()
            found.append((written.removesuffix(comment).strip(), comment))
            start = token.end()
            comment = ""
    return found


def _object(text: str, start: int) -> OtherMatter | None:
    """An object alone on its lines, with a property that notes have and a text behind it."""
    import json

    try:
        values, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    # With nothing behind it the file is data, not a note.
    if text[end:].isspace() or end == len(text) or not _LINE_END.match(text, end):
        return None
    if not any(map(meanings, values)):
        return None
    return OtherMatter("JSON", Span(start, end), text[start:end])


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name stands twice")
    return values


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no value of JSON")
