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
    indent,
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
_MOST_NAMED = 4


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
    is lost by it, that is where they are equal, all but one empty, or the field is a list.
    """
    kept = next((field for field in fields if field.key == name), fields[0])
    if _is_empty(kept):
        kept = next((field for field in fields if not _is_empty(field)), kept)
    merger = _Merger(note, matter, name, kept)
    merged: list[Field] = []
    for field in fields:
        if field is kept:
            continue
        if merger.takes(field):
            merged.append(field)
        # Some programs write two descriptions, a short and a long one.
        elif certain(name) != "description":
            message = f"`{field.key}` and `{kept.key}` are one field, `{name}`, and differ"
            yield Finding(field.key_span, f"{message}: keep one of them")
    if merged:
        keys = tuple(dict.fromkeys((*(field.key for field in merged), kept.key, name)))
        named = [f"`{field.key}`" for field in merged[:_MOST_NAMED]]
        if len(merged) > _MOST_NAMED:
            named.append(f"{len(merged) - _MOST_NAMED} more")
        message = f"{', '.join(named)} and `{kept.key}` are one field, `{name}`"
        yield Finding(merged[0].key_span, f"{message}: one of them is enough", merger.edits(), keys)


class _Merger:
    """What is put into one property of several that are one field."""

    def __init__(self, note: Note, matter: FrontMatter, name: str, kept: Field) -> None:
        self._note = note
        self._matter = matter
        self._name = name
        self._kept = kept
        self._removals: list[Edit] = []
        self._missing: dict[str, str] = {}
        spec = table().get(certain(name) or "")
        is_list = spec is not None and spec.type == "list"
        self._entries = _entries(note.text, kept) if is_list else None

    def takes(self, field: Field) -> bool:
        """Whether nothing is lost when a property goes; its entries come to those of the list."""
        removal = remove(self._note.text, self._matter, field)
        if removal is None:
            return False
        if not _is_empty(field) and not _is_equal(self._kept, field):
            entries = _entries(self._note.text, field)
            if self._entries is None or entries is None:
                return False
            missing = {value: one for value, one in entries.items() if value not in self._entries}
            if missing and not self._may_grow():
                return False
            for value, source in missing.items():
                self._missing.setdefault(value, source)
        self._removals.append(removal)
        return True

    def edits(self) -> tuple[Edit, ...]:
        """The edits that take out what was taken, and put in what was missing."""
        edits = self._removals
        if self._kept.key != self._name:
            edits = [*edits, rename(self._note.text, self._kept, self._name)]
        if self._missing and self._entries is not None:
            missing = list(self._missing.values())
            edits = [*edits, _extended(self._note, self._kept, [*self._entries.values()], missing)]
        return tuple(edits)

    def _may_grow(self) -> bool:
        """Whether the list can be written as a block without loss of a comment."""
        if self._kept.style == "block":
            return True
        is_followed = bool(self._kept.items and _behind(self._note, self._kept))
        return not (has_comment(self._note.text, self._kept) or is_followed)


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
        spaces = indent(note.text, note.matter) if note.matter else None
        written = block_list([*entries, *missing], note.newline, spaces or "")
        edit = replace_value(note.text, field, written)
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
