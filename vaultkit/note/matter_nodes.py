"""YAML nodes to properties: libyaml finds the places, the core schema of YAML 1.2 the values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import yaml
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from vaultkit.note.properties import Field, Item, MatterError, Style, Value, plain_value
from vaultkit.note.spans import Span

# libyaml recurses on nesting and takes the process down with it; a block of fewer characters
# cannot nest deeply enough for that, and no real one comes near.
_SHALLOW = 2000
_DEEPEST = 100
# A few aliases of aliases can stand for billions of values.
_MOST_VALUES = 100_000
_PLAIN = "plain"
_TEXT = "text"
_STYLES: dict[str | None, Style] = {
    None: "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_COLON = re.compile(r"[ \t\r\n]*:")
if TYPE_CHECKING:
    _Parser: Any = object
else:
    _Parser = CParser


class _Composer(_Parser):  # type: ignore[misc]
    """Composes nodes, with nothing resolved: the values are ours, and lazy resolvers are slow."""

    def descend_resolver(self, current_node: Node | None, current_index: object) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        return _PLAIN if kind is ScalarNode and implicit[0] else _TEXT


class _Refused(Exception):
    def __init__(self, reason: str, span: Span, fields: Iterable[Field] = ()) -> None:
        self.error = MatterError(reason, span, tuple(fields))


def read(source: str, base: int) -> tuple[Field, ...] | MatterError:
    """The properties of a block; `base` is the offset of `source` in its note's text."""
    try:
        if len(source) > _SHALLOW and (mark := _too_deep(source)):
            at = base + mark.index
            return MatterError("values are nested too deeply", Span(at, at + 1))
        node = _Composer(source).get_single_node()
    except yaml.YAMLError as error:
        from vaultkit.note import matter_errors

        return matter_errors.explain(error, source, base)
    if node is None:
        return ()
    if not isinstance(node, MappingNode):
        return MatterError(
            "the block is text, not `name: value` lines", Span(base, base + len(source))
        )
    try:
        return _Reader(source, base).fields(node)
    except _Refused as refused:
        return refused.error


def _too_deep(source: str) -> Any:
    """The mark of the first value that is nested too deeply; None without one."""
    depth = 0
    for event in yaml.parse(source, yaml.CSafeLoader):
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                return event.start_mark
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
    return None


class _Reader:
    def __init__(self, source: str, base: int) -> None:
        self._source = source
        self._base = base
        self._left = _MOST_VALUES

    def fields(self, mapping: MappingNode) -> tuple[Field, ...]:
        fields: list[Field] = []
        keys: set[str] = set()
        twin: Field | None = None
        for key_node, value_node in mapping.value:
            after_key = key_node.end_mark.index
            key_span = self._span(key_node.start_mark.index, after_key)
            if not isinstance(key_node, ScalarNode):
                raise _Refused("a property's name is not text", key_span)
            key = key_node.value
            field = self._field(key, key_span, after_key, value_node)
            fields.append(field)
            if key in keys and twin is None:
                twin = field
            keys.add(key)
        if twin is not None:
            reason = f"the property {twin.key!r} stands here a second time"
            raise _Refused(reason, twin.key_span, fields)
        return tuple(fields)

    def _field(self, key: str, key_span: Span, after_key: int, node: Node) -> Field:
        start = node.start_mark.index
        end = self._end(node)
        if start < end and start > after_key:
            span = self._span(start, end)
            style = self._style(node)
            if isinstance(node, SequenceNode) and style != "other":
                items = tuple(map(self._item, node.value))
                if any(item.style == "other" for item in items):
                    style = "other"
                return Field(key, self._value(node, ()), key_span, span, style, items)
            return Field(key, self._value(node, ()), key_span, span, style)
        colon = _COLON.match(self._source, after_key)
        after_colon = colon.end() if colon else after_key
        if start < after_key:
            # An alias: the node stands where its anchor is.
            span = self._span(after_colon, self._line_end(after_colon))
            return Field(key, None, key_span, span, "other")
        return Field(key, None, key_span, self._span(after_colon, after_colon), "empty")

    def _item(self, node: Node) -> Item:
        start = node.start_mark.index
        end = max(start, self._end(node))
        style: Style = "empty" if end == start else self._style(node)
        return Item(self._value(node, ()), self._span(start, end), style)

    def _style(self, node: Node) -> Style:
        if self._source[node.start_mark.index] in "&!*":
            return "other"
        if isinstance(node, ScalarNode):
            return _STYLES[node.style or None]
        return "flow" if isinstance(node, CollectionNode) and node.flow_style else "block"

    def _value(self, node: Node, above: tuple[int, ...]) -> Value:
        if isinstance(node, ScalarNode):
            return plain_value(node.value) if node.tag == _PLAIN else str(node.value)
        if id(node) in above or len(above) > 100:
            return None  # an alias of itself
        above = (*above, id(node))
        self._left -= len(node.value)
        if self._left < 0:
            whole = self._span(0, len(self._source))
            raise _Refused("its lists hold one another until there are too many values", whole)
        if isinstance(node, SequenceNode):
            return [self._value(child, above) for child in node.value]
        values: dict[str, Value] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                continue
            if key.value in values and key.value != "<<":
                span = self._span(key.start_mark.index, key.end_mark.index)
                raise _Refused(f"inside a value, the name {key.value!r} stands twice", span)
            values[str(key.value)] = self._value(value, above)
        return values

    def _end(self, node: Node) -> int:
        """Where a value ends; libyaml runs a block on to the next token, comments included."""
        if isinstance(node, ScalarNode) and node.style not in ("|", ">"):
            return int(node.end_mark.index)
        while isinstance(node, CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            child = last[1] if isinstance(node, MappingNode) else last
            if child.start_mark.index < node.start_mark.index:
                return self._line_end(node.start_mark.index)
            if child.end_mark.index == child.start_mark.index:
                # An empty last entry: up to its dash or colon.
                return len(self._source[: child.start_mark.index].rstrip())
            node = child
        end = int(node.end_mark.index)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            start = node.start_mark.index
            end = start + len(self._source[start:end].rstrip(" \t\r\n"))
        return end

    def _line_end(self, index: int) -> int:
        found = re.compile(r"[\r\n]|\Z").search(self._source, index)
        return found.start() if found else len(self._source)

    def _span(self, start: int, end: int) -> Span:
        return Span(self._base + start, self._base + end)
