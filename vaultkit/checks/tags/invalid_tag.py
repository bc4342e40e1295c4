"""TG002 invalid-tag: what Obsidian does not allow in a tag."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.properties import Item
from vaultkit.note.tags import ILLEGAL, SEPARATOR, Tag, entries, part

_ILLEGAL = late(f"[{ILLEGAL}]")
_TEMPLATES = ("{{", "<%")
# What goes on behind a tag as the name that its writer means: C++, C#, node.js, R&D. A full stop
# before a capital ends a sentence, `&nbsp;` is a character.
_GOES_ON = late(r"\+\+(?![\w+])|\.(?=[a-z0-9])|&(?=[A-Za-z])(?![A-Za-z]+;)")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Entries of the property that are no tags, tags in the text that end too soon."""
    for field, item, is_plain in entries(note):
        # White space parts a single text, for TG001.
        if not is_plain and (field.items or len(str(item.value).split()) == 1):
            yield from _entry(item)
    for tag in note.tags:
        yield from _inline(note, tag)


def _entry(item: Item) -> Iterator[Finding]:
    if item.style not in ("plain", "single", "double") or not isinstance(item.value, str):
        return
    names = part(item.value)
    if not "".join(names).strip("/") and item.value.strip():
        reason = "which wants a name in one"
        yield Finding(item.span, f"`{item.value.strip()}` is no tag for Obsidian, {reason}")
        return
    # Several tags, and spaces or marks around one, are for TG001.
    if len(names) != 1 or any(mark in item.value for mark in _TEMPLATES):
        return
    name = names[0]
    if SEPARATOR.search(item.value) and name != item.value:
        return
    if illegal := dict.fromkeys(_ILLEGAL.findall(name)):
        reason = f"which allows no {' and no '.join(map(_called, illegal))} in one"
    elif name.isdigit():
        reason = "which wants something besides digits in one"
    else:
        return
    yield Finding(item.span, f"`{' '.join(name.split())}` is no tag for Obsidian, {reason}")


def _inline(note: Note, tag: Tag) -> Iterator[Finding]:
    found = _GOES_ON.match(note.text, tag.span.end)
    # `#C#`; with a longer name it is the way of another service to write a topic.
    is_letter = len(tag.name) == 1 and tag.name.isascii()
    is_sharp = is_letter and note.text.startswith("#", tag.span.end)
    if found or is_sharp:
        mark = found[0] if found else "#"
        message = f"for Obsidian this tag ends before `{mark}`: it is only `#{tag.name}`"
        yield Finding(tag.span, message)


def _called(character: str) -> str:
    named = {" ": "space", "`": "backtick"}.get(character)
    if named:
        return named
    return f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"


RULE = Rule(
    code="TG002",
    name="invalid-tag",
    scope="file",
    stage="tags",
    check=check,
)
