"""Where each note goes: the layout filled in, and two notes never in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vaultkit.config import LayoutEntry
from vaultkit.fixing.edits import apply
from vaultkit.note import dates
from vaultkit.note.dates import Moment
from vaultkit.note.links import Link, find_wikilinks
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Edit
from vaultkit.vault.filenames import sanitize
from vaultkit.vault.resolve import comparable

_PLACEHOLDER = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")
_NUMBERED = re.compile(r"(.*) ([0-9]{1,9})\.md", re.DOTALL)
_EXTENSION = re.compile(r"\.[A-Za-z]+\Z")
_BLANKS = re.compile(r"[ \t\r\n]+")
_SPACES = re.compile(" {2,}")

# In a path that is being filled, in the place of {name} and {folder}. No text holds them.
_NAME, _FOLDER = "\ufdd0", "\ufdd1"
_OWN = re.compile(f"(?<![^/]){_FOLDER}/|{_FOLDER}|{_NAME}")
_WILDCARDS = {
    f"{_FOLDER}/": ("folder", "(?:(?P<folder>.+)/)?"),
    _FOLDER: ("folder", "(?P<folder>.+)"),
    _NAME: ("name", "(?P<name>[^/]+)"),
}


def place(note: Note, layout: Sequence[LayoutEntry]) -> str:
    """The path that a note should have, by the first layout entry that fits it.

    An entry fits when the note has its `when` field and a field for each placeholder. Without
    one the note stays in its folder under its name. Every note is a `.md` file. A note that is
    where this says has its place there. At the top of the vault `{folder}` is empty, and lacking
    where it is a part of a name.
    """
    for entry in layout:
        if entry.when is None or _value(note, entry.when) is not None:
            path = _fill(note, entry.path)
            if path is not None:
                return f"{path}.md"
    return f"{_without_extension(note.path)}.md"


def assign(wanted: Mapping[str, str], taken: Iterable[str]) -> dict[str, str]:
    """The place that each note gets: the wanted one, or that with ` 2`, ` 3` … behind it.

    `wanted` maps a note's path to the place that it should have, `taken` are the paths that stay
    as they are. Paths that differ only by case or composition are one place. A note that is where
    it belongs stays, and so does one that a number brought where it is: what this returns,
    assigned again, does not change.
    """
    occupied = {comparable(path) for path in taken}
    next_numbers: dict[str, int] = {}
    given: dict[str, str] = {}
    for path in sorted(wanted, key=lambda path: _turn(path, wanted[path])):
        base = comparable(wanted[path])
        number = next_numbers.get(base, 1)
        while comparable(target := _numbered(wanted[path], number)) in occupied:
            number += 1
        next_numbers[base] = number + 1
        occupied.add(comparable(target))
        given[path] = target
    return given


def _turn(path: str, wanted: str) -> tuple[int, int, str]:
    """Who chooses first: a note in its place, then one with its number, then by path.

    A number is needed where what stands before it in this order takes the place without it.
    """
    if path == wanted:
        return 0, 0, path
    found = _NUMBERED.fullmatch(path)
    if found and f"{found[1]}.md" == wanted:
        return 1, len(comparable(path)), comparable(path)
    return 2, 0, path


def _numbered(path: str, number: int) -> str:
    return path if number == 1 else f"{path.removesuffix('.md')} {number}.md"


def _fill(note: Note, pattern: str) -> str | None:
    """A layout path with its placeholders filled; None when the note lacks a field for one."""
    parts: list[str] = []
    at = 0
    for found in _PLACEHOLDER.finditer(pattern):
        filled = _first(note, found[1].split("|"), found[2])
        if filled is None:
            return None
        parts += (pattern[at : found.start()], filled)
        at = found.end()
    whole = "".join(parts) + pattern[at:]
    path = "/".join(sanitize(part) for part in whole.split("/") if part)
    if _NAME in path or _FOLDER in path:
        folder, name = _own(note.path, path)
        *above, last = path.split("/")
        needs_folder = [part for part in above if part != _FOLDER] + [last]
        if not folder and any(_FOLDER in part for part in needs_folder):
            return None
        whole = "/".join(
            folder
            if part == _FOLDER
            else _named(part.replace(_NAME, name).replace(_FOLDER, folder))
            for part in path.split("/")
        )
        path = "/".join(part for part in whole.split("/") if part)
    return path or None


def _own(path: str, template: str) -> tuple[str, str]:
    """The folder and the name that a note has by itself.

    They are what a layout path, filled but for them, was filled with where the note stands in
    such a place already: `notes/{folder}/{title}` must not put it deeper with every run.
    """
    path = _without_extension(path)
    folder, _, name = path.rpartition("/")
    # Most notes stand somewhere else, and a pattern for one path alone takes time to make.
    first = _OWN.search(template)
    if first is None or not path.startswith(template[: first.start()]):
        return folder, name
    seen: set[str] = set()

    def wildcard(found: re.Match[str]) -> str:
        group, pattern = _WILDCARDS[found[0]]
        if group in seen:
            return f"(?P={group}){found[0][1:]}"
        seen.add(group)
        return pattern

    pattern = _OWN.sub(wildcard, re.escape(template)) + "(?: [0-9]+)?"
    if found := re.fullmatch(pattern, path, re.DOTALL):
        own = found.groupdict()
        folder, name = own.get("folder", folder) or "", own.get("name", name)
    return folder, name


def _first(note: Note, names: Sequence[str], form: str | None) -> str | None:
    """What fills a placeholder: a part of a path, or several where a date's form has `/`."""
    for name in names:
        if name == "folder":
            return _FOLDER
        if name == "name" and form is None:
            return _NAME
        value = _name(note.path) if name == "name" else _value(note, name)
        if value is not None and form is None:
            return _named(value)
        moment = None if value is None else dates.read(value)
        if form is not None and isinstance(moment, Moment):
            return moment.date.strftime(form)
    return None


def _value(note: Note, name: str) -> str | None:
    """The text of a field, of a list's first entry; None without one.

    `name` is the property's own, or the English name of the field that it means.
    """
    for field in _fields(note, name):
        for item in field.entries:
            value = item.value
            if value is None or isinstance(value, list | dict):
                continue
            # A number is a name as it is written: `1.10` is not `1.1`.
            text = _shown(value) if isinstance(value, str) else item.span.of(note.text)
            if text := _BLANKS.sub(" ", text).strip():
                return text
    return None


def _fields(note: Note, name: str) -> Iterator[Field]:
    for field in note.fields:
        if field.key == name:
            yield field
    for field, meaning in zip(note.fields, decide(note), strict=True):
        if field.key != name and meaning.field == name:
            yield field


def _shown(value: str) -> str:
    """A value as a reader sees it: `[[people/Ada|Ada]]` is `Ada`."""
    return apply(value, (Edit(*link.span, _text(link)) for link in find_wikilinks(value, 0)))


def _text(link: Link) -> str:
    return link.display or link.target.rpartition("/")[2].removesuffix(".md")


def _named(value: str) -> str:
    """A value as a name: sanitized, and no gap where something was dropped."""
    name = sanitize(value)
    return name if "  " in value else _SPACES.sub(" ", name)


def _without_extension(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return folder + slash + (_EXTENSION.sub("", name) or name)


def _name(path: str) -> str:
    return _without_extension(path).rpartition("/")[2]
