"""CL005 body-metadata: a line at the head of a clipping that says what a property says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultkit.checks.clips import source
from vaultkit.checks.cutting import cut
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import tracking
from vaultkit.note.clippers import is_address
from vaultkit.note.dates import Moment, read
from vaultkit.note.fields import certain, loose_key, meanings, table
from vaultkit.note.meaning import decide
from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import late
from vaultkit.note.properties import Field
from vaultkit.note.spans import Span

# So many lines are the head of a note, up to the first that is longer than this.
_HEAD = 20
_LONGEST_LINE = 200
# What stands before a colon near the start of a line, with its marks.
_NAME = late(r"([^:：丨｜\r\n]{1,39})[:：丨｜]")
# `作者：灯塔`, `作者丨灯塔`, `**Saved**: 2024`, `- date: 2024`; with two colons it is a field of
# Dataview's.
_LINE = late(
    r" {0,3}(?:[-*+] +)?(?:\*\*|__)?([^\W\d_][\w -]{0,29}?)(?:\*\*|__)? ?"
    r"[:：丨｜](?!:)(?:\*\*|__)?[ \t]*(\S.*)"
)
_UNDERLINE = re.compile(r"[ \t]*(?:-+|=+)\s*")
_LINK = re.compile(r"\[[^\[\]]*\]\(<?([^()\s<>]*)>?\)")
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_BETWEEN = late(r"[,，、;；]")
_AROUND = " \t\u3000*_`\"'<>#"
# A sentence, an address, a link: no name.
_NO_NAME = late(r"[。！？!?丨｜\[\]()<>{}]|://")
# What a page says of itself in such lines, and not of something that it is about.
_REPORTED = ("author", "source", "published", "created", "saved", "updated")
_LONGEST_NAME = 30


class _Line(NamedTuple):
    """A line that is a name and a value."""

    number: int
    span: Span
    key: str
    value: str


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """The lines that repeat a property, and those that should be one."""
    if "://" not in note.folded or source(note) is None:
        return
    said: list[tuple[_Line, Field]] = []
    missing: list[_Line] = []
    for line in _lines(note):
        held = list(_holding(note, line.key))
        if same := [field for field, kind in held if _says(line, field, kind)]:
            said.append((line, same[0]))
        elif not held and _should_be_held(line):
            missing.append(line)
    runs = [(line.number, line.number) for line, _ in said]
    edits = cut(note, runs, are_blocks=False)
    for (line, field), edit in zip(said, edits, strict=True):
        yield Finding(
            line.span, f"this line repeats the property `{field.key}`: delete it", (edit,)
        )
    for line in missing:
        yield Finding(
            line.span,
            f"`{line.key}` stands in the text: write it as a property, where it can be found",
        )


def _lines(note: Note) -> Iterator[_Line]:
    """The names with values at the head of the body, each on a line of its own."""
    text = note.text
    own = {field.key.casefold() for field in note.fields}
    start = note.body_start
    for _ in range(_HEAD):
        at, end = start, text.find("\n", start) + 1 or len(text)
        is_long = end - at > _LONGEST_LINE and not text.startswith("![", at)
        if at == end or is_long:
            return
        line, start = text[at:end], end
        named = _NAME.match(line)
        name = named[1].strip(" \t*_+-") if named else ""
        if not name or not (name.casefold() in own or certain(name) or _is_source(name)):
            continue
        found = _LINE.fullmatch(line.rstrip())
        below = text[end : end + _LONGEST_LINE].partition("\n")[0]
        # The line of a heading, or of a list that goes on below it.
        if found is None or _UNDERLINE.fullmatch(below) or (below[:1] in " \t" and below.strip()):
            continue
        if note.prose[at + found.start(1)] != FILLER:
            number, _ = note.lines.place(at)
            yield _Line(number, Span(at, at + found.end()), found[1].rstrip(), found[2])


def _is_source(name: str) -> bool:
    """Whether a name can mean the address of the page: `链接`, or `来源`, which may be a site."""
    return "source" in meanings(name)


def _holding(note: Note, key: str) -> Iterator[tuple[Field, str]]:
    """The properties that a line of this name can repeat, and the type of each."""
    name = certain(key)
    for field, meaning in zip(note.fields, decide(note), strict=True):
        is_source = meaning.field == "source" and _is_source(key)
        is_same = loose_key(field.key) == loose_key(key) or (name and meaning.field == name)
        if is_same or is_source:
            yield field, table()[meaning.field].type if meaning.field else "text"


def _says(line: _Line, field: Field, kind: str) -> bool:
    """Whether all that a line says is in a property, with the time if it says one."""
    values = [str(item.value) for item in field.entries if item.value not in (None, "")]
    if kind == "date" and len(values) == 1:
        there, here = read(values[0]), read(line.value.strip(_AROUND))
        if isinstance(there, Moment) and isinstance(here, Moment):
            return here.date == there.date and here.time in (None, there.time)
    if address := _address(line.value):
        return address in map(_untracked, values)
    if "](" in line.value:
        return False
    known = {_fold(value) for value in values}
    return _fold(line.value) in known or known.issuperset(map(_fold, _BETWEEN.split(line.value)))


def _should_be_held(line: _Line) -> bool:
    """Whether a line is for certain what a page says of itself."""
    name = certain(line.key)
    if name not in _REPORTED:
        return False
    if name == "source":
        return bool(_address(line.value))
    value = _fold(line.value)
    if name == "author":
        return 0 < len(value) <= _LONGEST_NAME and _NO_NAME.search(line.value) is None
    return isinstance(read(line.value.strip(_AROUND)), Moment)


def _address(value: str) -> str:
    """The address that a value is, or is a link to, without what tracks; empty for another."""
    found = _LINK.fullmatch(value)
    address = found[1] if found else value.strip("<>")
    return _untracked(address) if is_address(address) else ""


def _untracked(address: str) -> str:
    for part in reversed(tracking.find(address)):
        address = address[: part.span.start] + address[part.span.end :]
    return address


def _fold(value: str) -> str:
    """A value as values are compared: without brackets, emphasis, spaces and case."""
    return "".join(_WIKILINK.sub(r"\1", value).casefold().split()).strip(_AROUND)


RULE = Rule(
    code="CL005",
    name="body-metadata",
    scope="file",
    stage="clipping",
    check=check,
    fix="unsafe",
    reach=("delete",),
)
