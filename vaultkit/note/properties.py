"""Properties: what front matter holds, and what its values mean in the core schema of YAML 1.2."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import msgspec

from vaultkit.note.spans import Span

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
Style = Literal["plain", "single", "double", "literal", "folded", "flow", "block", "empty", "other"]

_WORDS = (
    dict.fromkeys(["", "~", "null", "Null", "NULL"])
    | dict.fromkeys(["true", "True", "TRUE"], True)
    | dict.fromkeys(["false", "False", "FALSE"], False)
)
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NUMBER = re.compile(
    rf"{_INT.pattern}|{_OCTAL_HEX.pattern}|{_FLOAT.pattern}"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_NUMERIC = frozenset("-+.0123456789")


class Item(msgspec.Struct, frozen=True, gc=False):
    """One entry of a list value: its value and its source, quotes included."""

    value: Value
    span: Span
    style: Style


class Field(msgspec.Struct, frozen=True, gc=False):
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

    @property
    def entries(self) -> tuple[Item, ...]:
        """The entries of a list; of any other value, the value itself."""
        return self.items or (Item(self.value, self.value_span, self.style),)


class MatterError(NamedTuple):
    """Why a block cannot be read, in words, and where.

    `fields` are its properties where nothing else is wrong than that names stand twice.
    """

    reason: str
    span: Span
    fields: tuple[Field, ...] = ()


def plain_value(source: str) -> Value:
    """What a plain scalar means in the core schema of YAML 1.2."""
    if source[:1] in _NUMERIC:
        if not _NUMBER.fullmatch(source):
            return source
        if _INT.fullmatch(source):
            # A number of thousands of digits is no number for anyone, and slow to convert.
            return int(source) if len(source) < 1000 else source
        if _OCTAL_HEX.fullmatch(source):
            return int(source, 0)
        if _FLOAT.fullmatch(source):
            return float(source)
        return float(source.replace(".", ""))  # infinite, or none
    return _WORDS.get(source, source)
