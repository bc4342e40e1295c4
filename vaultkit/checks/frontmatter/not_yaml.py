"""FM012 not-yaml: front matter in TOML or JSON, which Obsidian does not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import frontmatter
from vaultkit.note.frontmatter import scalar
from vaultkit.note.note import Note
from vaultkit.note.source import BOM
from vaultkit.note.spans import Edit, Span

if TYPE_CHECKING:
    from vaultkit.note.othermatter import OtherMatter

# Reading it back takes time, and no real block comes near.
_LONGEST = 20_000


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """The block as YAML, if every value comes back equal and no comment is lost."""
    if note.matter is not None or not note.text.startswith(("+", ";", "{", BOM)):
        return
    from vaultkit.note import othermatter

    found = othermatter.find(note.text)
    if found is None:
        return
    language, span, _ = found
    fence = Span(span.start, span.start + 3)
    message = f"the front matter is {language}, and Obsidian reads YAML alone"
    try:
        values = othermatter.read(found)
        lines = _lines(found, values) if len(found.source) <= _LONGEST else None
    except RecursionError:
        lines = None
    except ValueError as error:
        if any(mark in found.source for mark in "=:"):
            place = _line_of(note, found, str(error))
            yield Finding(place, f"{message}; this is no {language} either")
        return
    if lines == []:
        return
    block = note.newline.join(["---", *lines, "---"]) if lines else ""
    if block and _reads_as(block, values):
        yield Finding(fence, f"{message}: write it as YAML", (Edit(*span, block),))
    else:
        yield Finding(
            fence, f"{message}: write it as YAML yourself, not all of it can be carried over"
        )


def _reads_as(block: str, values: dict[str, Any]) -> bool:
    """Whether every value comes back equal."""
    try:
        after = frontmatter.parse(block)
    except UnicodeEncodeError:  # half a character, which only JSON can write
        return False
    return after is not None and {field.key: repr(field.value) for field in after.fields} == {
        key: repr(_as_read(value)) for key, value in values.items()
    }


def _line_of(note: Note, found: OtherMatter, error: str) -> Span:
    """The line that a reader's error names, which counts from the line below the fence."""
    named = re.search(r"line (\d+)", error)
    start, end = note.lines.bounds(int(named[1]) + 1 if named else 1)
    return Span(start, max(start, min(end - 1, found.span.end)))


def _as_read(value: Any) -> Any:
    """A value as YAML has it: dates and times are text."""
    if isinstance(value, dict):
        return {key: _as_read(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return list(map(_as_read, value))
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("+00:00", "Z")
    return value


def _lines(found: OtherMatter, values: dict[str, Any]) -> list[str] | None:
    """The properties as lines of YAML, comments among them; None where a comment has no place."""
    if found.language == "JSON" or "#" not in found.source:
        return _block(_as_read(values), "")
    return _with_comments(found.source, values)


def _block(value: Any, indent: str) -> list[str]:
    """A map or list that has entries, as lines."""
    lines = []
    if isinstance(value, dict):
        for key, entry in value.items():
            lines += _property(key, entry, indent)
        return lines
    for entry in value:
        if isinstance(entry, dict | list) and entry:
            first, *others = _block(entry, f"{indent}  ")
            lines += [f"{indent}- {first.lstrip()}", *others]
        else:
            lines.append(f"{indent}- {'null' if entry is None else _one_line(entry)}")
    return lines


def _property(key: str, value: Any, indent: str) -> list[str]:
    head = f"{indent}{scalar(key)}:"
    if isinstance(value, dict | list) and value:
        return [head, *_block(value, f"{indent}  ")]
    if isinstance(value, str) and (text := _literal(value, f"{indent}  ")):
        return [f"{head} {text[0]}", *text[1:]]
    return [f"{head} {_one_line(value)}".rstrip()]


def _literal(value: str, indent: str) -> list[str]:
    """A text of several lines as a block; nothing where it has blanks that a block may lose."""
    lines = value.removesuffix("\n").split("\n")
    is_plain = all(line.isprintable() and line == line.strip() for line in lines)
    if len(lines) < 2 or not is_plain or not lines[0] or not lines[-1]:
        return []
    mark = "|" if value.endswith("\n") else "|-"
    return [mark, *(f"{indent}{line}" if line else "" for line in lines)]


def _one_line(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return scalar(value)
    # Numbers, and what is empty.
    return str(value).replace("inf", ".inf").replace("nan", ".nan")


def _with_comments(source: str, values: dict[str, Any]) -> list[str] | None:
    """The lines of TOML with the comments above and behind its properties.

    None where one stands in a list, in a table, or behind a part of a property.
    """
    import tomllib

    from vaultkit.note import othermatter

    statements = othermatter.statements(source)
    if statements is None:
        return None
    lines: list[str] = []
    done: set[str] = set()
    for written, comment in statements:
        if not written:
            lines += [comment] if comment else []
            continue
        (key,) = tomllib.loads(written)
        if key not in done:
            first, *others = _property(key, _as_read(values[key]), "")
            lines += [f"{first} {comment}".rstrip(), *others]
            done.add(key)
        elif comment:
            return None
    return lines + _block(
        _as_read({key: value for key, value in values.items() if key not in done}), ""
    )


RULE = Rule(
    code="FM012",
    name="not-yaml",
    scope="file",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
)
