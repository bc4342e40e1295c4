"""Front matter of the simple kind, read line by line in a fraction of the time.

Most blocks are lines of `name: value` and lists with one entry a line, with nothing that needs a
YAML parser: for those this gives what `matter_nodes` gives, and for all others None.
"""

from __future__ import annotations

import re

from vaultkit.note.properties import Field, Item, Style, Value, plain_value
from vaultkit.note.spans import Span, span_of

# What YAML does not allow or takes for a line end.
_ODD = "\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
# A plain value ends at `: ` and ` #`, and some characters cannot be its first.
_FIRST = rf"[^ \-?:,\[\]{{}}#&*!|>'\"%@`{_ODD}]"
_PLAIN = rf"{_FIRST}[^:#{_ODD}]*+(?:(?::(?![ \r\n])|(?<! )#)[^:#{_ODD}]*+)*"
_QUOTED = rf"'[^'{_ODD}]*+'|\"[^\"\\{_ODD}]*+\""
_ENTRY = rf"{_FIRST}[^:#,\[\]{{}}{_ODD}]*+|{_QUOTED}"
_FLOW = rf"\[ *+(?:(?:{_ENTRY}) *(?:, *(?:{_ENTRY}) *)*)?\]"
# A name of more than a thousand characters is none for YAML.
_LINE = re.compile(
    rf"(?:([^\W\d][\w-]{{0,99}}):|( {{0,9}})-)(?=[ \r\n]) *+"
    rf"({_PLAIN}|(?:{_QUOTED}|{_FLOW}) *+)?\r?\n|\r?\n"
)
_ENTRIES = re.compile(_ENTRY)
_STYLES: dict[str, Style] = {"'": "single", '"': "double"}


def read(source: str, base: int) -> tuple[Field, ...] | None:
    """The properties of a block, each of whose lines has its line end; None if it is not simple.

    `base` is the offset of `source` in its note's text.
    """
    fields: dict[str, Field] = {}
    owner: Field | None = None  # the last property, while it has no value
    items: list[Item] = []
    indent, dash = "", 0
    at = 0
    for line in _LINE.finditer(source):
        start = line.start()
        if start != at:
            return None
        at = line.end()
        key, spaces, written = line.groups()
        if key is None:
            if spaces is None:
                continue  # an empty line
            if owner is None or not written or written[0] == "[" or (items and spaces != indent):
                return None
            if not items:
                indent, dash = spaces, base + start + len(spaces)
            items.append(Item(*_value(written, base + line.start(3))))
            continue
        if items and owner is not None:
            fields[owner.key] = _with(owner, items, dash)
            items = []
        if key in fields:
            return None
        key_span = span_of((base + start, base + start + len(key)))
        if written:
            fields[key] = _field(key, key_span, written, base + line.start(3))
            owner = None
        else:
            empty = Span(key_span.end + 1, key_span.end + 1)
            fields[key] = owner = Field(key, None, key_span, empty, "empty")
    if at != len(source):
        return None
    if items and owner is not None:
        fields[owner.key] = _with(owner, items, dash)
    return tuple(fields.values())


def _field(key: str, key_span: Span, written: str, start: int) -> Field:
    if written[0] != "[":
        value, span, style = _value(written, start)
        return Field(key, value, key_span, span, style)
    written = written.rstrip(" ")
    found = _ENTRIES.finditer(written, 1)
    items = tuple(Item(*_value(entry[0], start + entry.start())) for entry in found)
    span = span_of((start, start + len(written)))
    return Field(key, [item.value for item in items], key_span, span, "flow", items)


def _value(written: str, start: int) -> tuple[Value, Span, Style]:
    written = written.rstrip(" ")
    span = span_of((start, start + len(written)))
    style = _STYLES.get(written[0])
    return (written[1:-1], span, style) if style else (plain_value(written), span, "plain")


def _with(owner: Field, items: list[Item], dash: int) -> Field:
    """The property with its list, whose first dash stands at an offset."""
    span = Span(dash, items[-1].span.end)
    values = [item.value for item in items]
    return Field(owner.key, values, owner.key_span, span, "block", tuple(items))
