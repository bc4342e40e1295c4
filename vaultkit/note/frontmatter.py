"""Front matter: the fences, and each property with its exact place.

Values are read as Obsidian reads them, in the core schema of YAML 1.2: dates and `17:27` are
text, `no` is text, a duplicate key is an error. Nothing is ever written by dumping YAML: a fix
replaces a key or a value and leaves comments, order, quoting and every other line as they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from vaultkit.note.source import BOM
from vaultkit.note.spans import Edit, Span

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
Style = Literal["plain", "single", "double", "literal", "folded", "flow", "block", "empty", "other"]

_OPEN = re.compile(r"\ufeff?---(?:\r\n?|\n)")
_CLOSE = re.compile(r"(?:\r\n?|\n)---[ \t]*(?=[\r\n]|\Z)(?:\r\n?|\n)?")
_KEY_LINE = re.compile(r"[^\s:#-][^:\r\n]*:(?:[ \t\r\n]|\Z)")
# libyaml recurses on nesting and takes the process down with it; no real block comes near this.
_TOO_DEEP = re.compile(r"(?:[-?:\[{][ \t]*){100}|^[ ]{1000}", re.MULTILINE)
_BREAKS = re.compile("[\x85\u2028\u2029]")

_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_TRUE = frozenset(["true", "True", "TRUE"])
_FALSE = frozenset(["false", "False", "FALSE"])
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMERIC = frozenset("-+.0123456789")
_PLAIN_SAFE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`].*", re.DOTALL)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Item(NamedTuple):
    """One entry of a list value: its value and its source, quotes included."""

    value: Value
    span: Span
    style: Style


class Field(NamedTuple):
    """One property.

    `key_span` and `value_span` cover what is written, quotes included; an empty value has an
    empty span directly after the colon. `span` runs from the start of the key to the end of the
    value. `items` are the entries of a list. A value with an anchor, an alias or a tag has the
    style `other` and is left alone by fixes.
    """

    key: str
    value: Value
    key_span: Span
    value_span: Span
    style: Style
    items: tuple[Item, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.key_span.start, self.value_span.end)


class MatterError(NamedTuple):
    """Why a block cannot be read, in words, and where."""

    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block at the start of a note.

    `span` covers both fences with their line ends (and a BOM before them), `inner` what is
    between them. A block with an `error` has no fields.
    """

    span: Span
    inner: Span
    fields: tuple[Field, ...] = ()
    error: MatterError | None = None

    def get(self, key: str) -> Field | None:
        """The property of exactly this name."""
        for field in self.fields:
            if field.key == key:
                return field
        return None


def parse(text: str) -> FrontMatter | None:
    """The front matter of a note's text; None when it has none."""
    opening = _OPEN.match(text)
    if not opening:
        return None
    start = opening.end()
    # The line end of the opening fence may be the one before the closing fence.
    closing = _CLOSE.search(text, start - 1)
    if closing is None:
        if not _KEY_LINE.match(text, start):
            return None  # a thematic break, not a block
        whole = Span(0, len(text))
        fence = Span(start - len(opening[0].lstrip(BOM)), start - 1)
        return FrontMatter(
            whole,
            Span(start, len(text)),
            error=MatterError("the block is opened by `---` and never closed", fence),
        )
    inner = Span(start, max(start, closing.start()))
    span = Span(0, closing.end())
    outcome = _read(text, inner)
    if isinstance(outcome, MatterError):
        return FrontMatter(span, inner, error=outcome)
    return FrontMatter(span, inner, outcome)


def replace_value(field: Field, written: str) -> Edit:
    """The edit that gives a property another value; `written` is YAML source.

    The text between colon and value stays; an empty value gets a space, a block list needs none.
    """
    gap = "" if field.value_span.start < field.value_span.end or written[:1] in "\r\n" else " "
    return Edit(*field.value_span, gap + written)


def rename(field: Field, key: str) -> Edit:
    """The edit that gives a property another name."""
    return Edit(*field.key_span, scalar(key))


def add(text: str, matter: FrontMatter | None, key: str, written: str, newline: str) -> Edit:
    """The edit that adds a property at the top of the block, or a block to a note without one."""
    line = f"{scalar(key)}: {written}{newline}"
    if matter is not None:
        return Edit(matter.inner.start, matter.inner.start, line)
    start = len(BOM) if text.startswith(BOM) else 0
    return Edit(start, start, f"---{newline}{line}---{newline}")


def block_list(entries: Sequence[str], newline: str) -> str:
    """A list of YAML sources as the block list that Obsidian writes, to follow a colon."""
    return "".join(f"{newline}  - {entry}" for entry in entries)


def scalar(value: str) -> str:
    """A text as a YAML scalar of one line: plain where it reads back as the same text."""
    if (
        _PLAIN_SAFE.fullmatch(value)
        and value == value.rstrip()
        and ": " not in value
        and " #" not in value
        and not value.endswith(":")
        and not _CONTROL.search(value)
        and isinstance(plain_value(value), str)
    ):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_CONTROL.sub(_escape, escaped)}"'


def plain_value(source: str) -> Value:
    """What a plain scalar means in the core schema of YAML 1.2."""
    if source[:1] in _NUMERIC:
        if _INT.fullmatch(source):
            # A number of thousands of digits is no number for anyone, and slow to convert.
            return int(source) if len(source) < 1000 else source
        if _OCTAL_HEX.fullmatch(source):
            return int(source, 0)
        if _FLOAT.fullmatch(source):
            return float(source)
        if match := _INFINITE.fullmatch(source):
            return float(f"{match[1]}inf") if match[1] is not None else float("nan")
        return source
    if source in _NULL:
        return None
    if source in _TRUE:
        return True
    if source in _FALSE:
        return False
    return source


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def _read(text: str, inner: Span) -> tuple[Field, ...] | MatterError:
    from vaultkit.note import matter_nodes

    source = inner.of(text)
    if not source or source.isspace():
        return ()
    if found := _BREAKS.search(source):
        at = inner.start + found.start()
        return MatterError(
            f"a line is broken by U+{ord(found[0]):04X}, which YAML does not show", Span(at, at + 1)
        )
    if found := _TOO_DEEP.search(source):
        return MatterError(
            "values are nested too deeply", Span(inner.start + found.start(), inner.end)
        )
    return matter_nodes.read(source, inner.start)
