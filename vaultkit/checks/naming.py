"""What rules do that give properties the name of their field: rename one, make several one."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding
from vaultkit.note import dates
from vaultkit.note.fields import certain, table
from vaultkit.note.frontmatter import (
    FrontMatter,
    block_list,
    has_comment,
    remove,
    rename,
    replace_value,
)
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Edit
from vaultkit.note.values import may_be_several

_ONE_LINE = ("plain", "single", "double")
# Neither a tag nor a class has a blank in it.
_OF_WORDS = ("tags", "cssclasses")


def renamed(note: Note, matter: FrontMatter, name: str, field: Field, message: str) -> Finding:
    """The finding that gives a property another name, where no other property has it."""
    # Obsidian knows properties without regard to case.
    if any(one.key.casefold() == name.casefold() for one in matter.fields if one is not field):
        return Finding(field.key_span, f"{message}, but another property has that name")
    return Finding(
        field.key_span, message, (rename(note.text, field, name),), properties=(field.key, name)
    )


def united(note: Note, matter: FrontMatter, name: str, fields: list[Field]) -> Iterator[Finding]:
    """Findings about properties that are one field, of this name: they become one where nothing
    is lost by it, that is where they are equal, one is empty, or the field is a list.
    """
    kept = next((field for field in fields if field.key == name), fields[0])
    for other in fields:
        if other is kept:
            continue
        message = f"`{other.key}` and `{kept.key}` are one field, `{name}`"
        edits = _merged(note, matter, name, kept, other)
        if edits is not None:
            properties = tuple(dict.fromkeys((other.key, kept.key, name)))
            yield Finding(other.key_span, f"{message}: one of them is enough", edits, properties)
            return
        # Some programs write two descriptions, a short and a long one.
        if certain(name) != "description":
            yield Finding(other.key_span, f"{message}, and differ: keep one of them")


def _merged(
    note: Note, matter: FrontMatter, name: str, kept: Field, other: Field
) -> tuple[Edit, ...] | None:
    """The edits that make two properties one of this name; None where a value would be lost."""
    if _is_empty(kept) and not _is_empty(other):
        kept, other = other, kept
    removal = remove(note.text, matter, other)
    if removal is None:
        return None
    edits = [removal] if kept.key == name else [removal, rename(note.text, kept, name)]
    if _is_empty(other) or _is_equal(kept, other):
        return tuple(edits)
    spec = table().get(certain(name) or "")
    if spec is None or spec.type != "list":
        return None
    entries, more = _entries(note.text, kept), _entries(note.text, other)
    if entries is None or more is None:
        return None
    missing = [source for value, source in more.items() if value not in entries]
    is_followed = bool(kept.items and _behind(note, kept))
    if missing and kept.style != "block" and (has_comment(note.text, kept) or is_followed):
        return None
    if missing:
        edits.append(_extended(note, kept, [*entries.values()], missing))
    return tuple(edits)


def _extended(note: Note, field: Field, entries: list[str], missing: list[str]) -> Edit:
    """The edit that puts entries at the end of a list; a flow list or a text becomes a block."""
    lead = ""
    if field.style == "block":
        first = field.items[0].span.start
        start, _ = note.lines.bounds(note.lines.place(first)[0])
        lead = note.text[start:first]
    if lead.strip() != "-":
        # A comment stays with the entry that it stands behind.
        behind = "" if field.items else _behind(note, field)
        entries = [f"{entry}{behind}" for entry in entries]
        edit = replace_value(note.text, field, block_list([*entries, *missing], note.newline))
        return edit._replace(end=edit.end + len(behind))
    # Behind the comment that the last entry may have.
    last, _ = note.lines.place(field.value_span.end)
    end = note.lines.bounds(last)[0] + len(note.lines.line(last))
    return Edit(end, end, "".join(f"{note.newline}{lead}{entry}" for entry in missing))


def _behind(note: Note, field: Field) -> str:
    """What stands behind a value on its line, if it is more than blanks."""
    end = field.value_span.end
    number, _ = note.lines.place(end)
    start, _ = note.lines.bounds(number)
    return note.lines.line(number)[end - start :].rstrip()


def _entries(text: str, field: Field) -> dict[str, str] | None:
    """A list's texts with their sources; None where one is not a text of one line."""
    items = field.items or ()
    sources = [(item.value, item.style, item.span.of(text)) for item in items]
    if not sources:
        sources = [(field.value, field.style, field.value_span.of(text))]
        # Written as one text they are still to be parted.
        words = str(field.value).split()
        is_parted = certain(field.key) not in _OF_WORDS or len(words) == 1
        if not is_parted or may_be_several(" ".join(words)):
            return None
    entries = {}
    for value, style, source in sources:
        if not isinstance(value, str) or style not in _ONE_LINE or "\n" in source:
            return None
        entries[value] = source
    return entries


def _is_empty(field: Field) -> bool:
    return field.value is None or field.value in ("", [])


def _is_equal(one: Field, other: Field) -> bool:
    if isinstance(one.value, bool) or isinstance(other.value, bool):
        return one.value is other.value
    if one.value == other.value or str(one.value).strip() == str(other.value).strip():
        return True
    if isinstance(one.value, str | int) and isinstance(other.value, str | int):
        moment = dates.read(str(one.value))
        return isinstance(moment, dates.Moment) and moment == dates.read(str(other.value))
    return False
