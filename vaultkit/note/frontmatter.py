"""Front matter: the fences, and each property with its exact place.

Values are read as Obsidian reads them, in the core schema of YAML 1.2: dates and `17:27` are
text, `no` is text, a duplicate key is an error. Nothing is ever written by dumping YAML: a fix
replaces a key or a value and leaves comments, order, quoting and every other line as they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vaultkit.note import matter_lines
from vaultkit.note.patterns import late
from vaultkit.note.properties import Field, MatterError, plain_value
from vaultkit.note.source import BOM
from vaultkit.note.spans import Edit, Span

_OPEN = re.compile(r"\ufeff?---(?:\r\n?|\n)")
_CLOSE = re.compile(r"(?:\r\n?|\n)---[ \t]*(?=[\r\n]|\Z)(?:\r\n?|\n)?")
_KEY_LINE = re.compile(r"[^\s:#-][^:\r\n]*:(?:[ \t\r\n]|\Z)")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)")
_BREAKS = re.compile("[\x85\u2028\u2029]")

_PLAIN_SAFE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=].*", re.DOTALL)
_CONTROL = late("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class FrontMatter(msgspec.Struct, frozen=True):
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
        fence = text.index("---")
        error = MatterError("the block is opened by `---` and never closed", Span(fence, fence + 3))
        return FrontMatter(Span(0, len(text)), Span(start, len(text)), error=error)
    inner = Span(start, max(start, closing.start()))
    span = Span(0, closing.end())
    outcome = _read(text, inner)
    if isinstance(outcome, MatterError):
        return FrontMatter(span, inner, error=outcome)
    return FrontMatter(span, inner, outcome)


def replace_value(text: str, field: Field, written: str) -> Edit:
    """The edit that gives a property another value; `written` is YAML source.

    The text between colon and value stays, but that a block list leaves no blanks behind it.
    """
    start, end = field.value_span
    if written[:1] in "\r\n":
        start = field.key_span.end + len(text[field.key_span.end : start].rstrip())
    elif start == end:
        written = f" {written}"
    return Edit(start, end, written)


def rename(text: str, field: Field, key: str) -> Edit:
    """The edit that gives a property another name; quotes stay."""
    quote = text[field.key_span.start]
    # In `{"name":1}` a plain name would take the colon in.
    return Edit(*field.key_span, f"{quote}{key}{quote}" if quote in "'\"" else scalar(key))


def add(
    text: str,
    matter: FrontMatter | None,
    key: str,
    written: str,
    newline: str,
    after: Field | None = None,
) -> Edit | None:
    """The edit that adds a property behind another one, or at the top of the block.

    A note without a block gets one. None where the block is not lines of `name: value`.
    """
    line = f"{scalar(key)}: {written}"
    if matter is None:
        start = len(BOM) if text.startswith(BOM) else 0
        return Edit(start, start, f"---{newline}{line}{newline}---{newline}")
    spaces = indent(text, matter)
    if spaces is None:
        return None
    if after is not None and after == matter.fields[-1]:
        return Edit(matter.inner.end, matter.inner.end, f"{newline}{spaces}{line}")
    start = matter.inner.start
    if after is not None:
        start = matter.fields[matter.fields.index(after) + 1].key_span.start - len(spaces)
    return Edit(start, start, f"{spaces}{line}{newline}")


def remove(text: str, matter: FrontMatter, field: Field) -> Edit | None:
    """The edit that takes a property out with its lines; None where they hold something else."""
    spaces = indent(text, matter)
    rest = _REST_OF_LINE.match(text, field.value_span.end)
    if spaces is None or rest is None or has_comment(text, field):
        return None
    return Edit(field.key_span.start - len(spaces), rest.end(), "")


def has_comment(text: str, field: Field) -> bool:
    """Whether a comment may stand between a property's name and the end of its value."""
    parts = []
    at = field.key_span.end
    for value in field.entries:
        start, end = value.span
        if value.style in ("plain", "single", "double"):
            parts.append(text[at:start])
        elif value.style in ("literal", "folded"):
            parts += (text[at:start], text[start:end].splitlines()[0])
        else:
            parts.append(text[at:end])
        at = end
    return "#" in "".join([*parts, text[at : field.value_span.end]])


def indent(text: str, matter: FrontMatter) -> str | None:
    """The spaces before each property; None where the block is not lines of `name: value`."""
    fields = matter.fields or (matter.error.fields if matter.error else ())
    end = fields[0].key_span.start if fields else matter.inner.end
    *lines, spaces = text[matter.inner.start : end].replace("\r", "\n").split("\n")
    if any(line.strip()[:1] not in ("", "#") for line in lines) or spaces.strip(" "):
        return None
    # A key may stand behind `? `.
    starts = (field.key_span.start - len(spaces) for field in fields)
    return spaces if all(text[start - 1] in "\r\n" for start in starts) else None


def block_list(entries: Sequence[str], newline: str, spaces: str = "") -> str:
    """A list of YAML sources as the block list that Obsidian writes, to follow a colon.

    `spaces` are those before the property.
    """
    return "".join(f"{newline}{spaces}  - {entry}" for entry in entries)


def scalar(value: str) -> str:
    """A text as a YAML scalar of one line: plain where it reads back as the same text."""
    if (
        _PLAIN_SAFE.fullmatch(value)
        and value == value.rstrip()
        and ": " not in value
        and " #" not in value
        and not value.endswith(":")
        # What merges maps in YAML 1.1, which many programs read.
        and value != "<<"
        and not _CONTROL.search(value)
        and isinstance(plain_value(value), str)
    ):
        return value
    return _double_quoted(value)


def quoted(value: str) -> str:
    """A text in quotes, as it stands where one of the two kinds of quotes allows that."""
    if not _CONTROL.search(value):
        if '"' not in value and "\\" not in value:
            return f'"{value}"'
        if "'" not in value:
            return f"'{value}'"
    return _double_quoted(value)


def _double_quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_CONTROL.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def _read(text: str, inner: Span) -> tuple[Field, ...] | MatterError:
    source = inner.of(text)
    if not source or source.isspace():
        return ()
    # The line end before the fence is part of a block value.
    source += "\n"
    if (fields := matter_lines.read(source, inner.start)) is not None:
        return fields
    if found := _BREAKS.search(source):
        at = inner.start + found.start()
        return MatterError(
            f"U+{ord(found[0]):04X} stands here, a line end for some programs and none for others",
            Span(at, at + 1),
        )
    from vaultkit.note import matter_nodes

    return matter_nodes.read(source, inner.start)
