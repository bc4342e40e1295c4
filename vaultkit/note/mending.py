"""Front matter that cannot be read, and what its writer meant where that has one reading.

Each property is read by itself, so that one mistake does not hide the others. Only what stands
on one line is mended; the block as a whole must then read as its properties do one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultkit.note import frontmatter, matter_nodes, onevalue
from vaultkit.note.fields import meanings
from vaultkit.note.frontmatter import FrontMatter
from vaultkit.note.properties import Field, MatterError, Value
from vaultkit.note.spans import Edit, Span

# Reading every property by itself takes time, and no real block comes near.
_LONGEST = 50_000
_LINES = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
# Programs do not agree on these.
_UNSURE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_TEMPLATE = re.compile(r"<%|\{\{")
_ANCHOR = re.compile(r"[\s\[,]&(\w+)")
_ALIAS = re.compile(r"[\s\[,]\*(\w+)")
_DASHES = re.compile(r"(?:-[ \t]+)*")
_NAME = re.compile(
    r"""(?:"[^"]*"|'[^']*'|[^\s#"'\[\]{},&*!|>%@`:][^:]*(?::(?![ \t]|\Z)[^:]*)*)(:)(?:[ \t]+|\Z)"""
)
# Names whose colon is none for YAML: a full-width one, one with no blank, or a wide one, behind it.
_WIDE = re.compile(r"([^\W\d_][\w \-]{0,19})(：)[ \t\u3000\xa0]*")
_TIGHT = re.compile(r"([^\W\d_][\w \-]{0,19})(:)(?:[\u3000\xa0]+[ \t]*|(?=[^\s:/]))")


class Diagnosis(NamedTuple):
    """Why a block cannot be read, where, and the edits that mend it.

    There are no edits where the block has more than one reading, or none. `names` are the
    properties that the edits touch.
    """

    reason: str
    span: Span
    edits: tuple[Edit, ...] = ()
    names: tuple[str, ...] = ()


class _Mistake(NamedTuple):
    reason: str
    edit: Edit


# A line: its offset in the note's text, its text, its line end.
_Line = tuple[int, str, str]


def diagnose(text: str, matter: FrontMatter) -> Diagnosis:
    """What is wrong with a block that has an error."""
    assert matter.error is not None
    as_read = Diagnosis(matter.error.reason, matter.error.span)
    inner = matter.inner.of(text)
    is_closed = matter.inner.end < matter.span.end
    if not is_closed or len(inner) > _LONGEST or _UNSURE.search(inner):
        return as_read
    # A property with an alias cannot be read without the one that it stands for.
    if set(_ANCHOR.findall(inner)) & set(_ALIAS.findall(inner)):
        return as_read
    if found := _CONFLICT.search(inner):
        at = matter.inner.start + found.start()
        return Diagnosis("the marks of an unfinished merge stand here", Span(at, at + 7))
    is_template = _TEMPLATE.search(inner) is not None
    mistakes: list[_Mistake] = []
    fields: list[Field] = []
    names: list[str] = []
    entries = _entries(text, matter.inner)
    firsts = [entry[0][1].lstrip(" \t") for entry in entries]
    if not firsts or not _starts_property(firsts[0]) or not any(map(_is_property, firsts)):
        return as_read
    source = text[matter.inner.start : entries[0][0][0]]
    for entry in entries:
        written = "".join(line + end for _, line, end in entry)
        field = _only_field(written)
        if not isinstance(field, Field):
            mended = None if is_template else _mended(entry)
            if mended is None:
                return _explained(entry, written, field) or as_read
            written, field, found_here = mended
            mistakes += found_here
            names.append(field.key)
        source += written
        fields.append(field)
    # Where a tab may stand, programs do not agree; a full-width colon may end a shorter name.
    if "\t" in source or any("：" in field.key for field in fields):
        return as_read
    after = frontmatter.parse(f"---\n{source}\n---\n")
    if not mistakes or after is None:
        return as_read
    # Names that stand twice are for FM002.
    if not _agree(after.error.fields if after.error else after.fields, fields):
        return as_read
    reason, first = mistakes[0]
    edits = tuple(mistake.edit for mistake in mistakes)
    return Diagnosis(reason, Span(first.start, first.end), edits, tuple(names))


def _entries(text: str, inner: Span) -> list[list[_Line]]:
    """The lines of each property.

    A property starts on a line with a name that is indented as the first such line is; every
    other line belongs to the property above it.
    """
    entries: list[list[_Line]] = []
    base = None
    for found in _LINES.finditer(text, *inner):
        line, end = found.groups()
        bare = line.lstrip(" \t")
        indent = line[: len(line) - len(bare)]
        if bare and bare[0] != "#":
            base = indent if base is None else base
            if not entries or (indent == base and _starts_property(bare)):
                entries.append([])
        if entries:
            entries[-1].append((found.start(), line, end))
    return entries


def _starts_property(bare: str) -> bool:
    return bool(_NAME.match(bare) or _loose_name(bare))


def _is_property(bare: str) -> bool:
    """Whether a line cannot be one of a text, where a wide colon ends the name of who speaks."""
    wide = _WIDE.match(bare)
    return bool(meanings(wide[1])) if wide else _starts_property(bare)


def _loose_name(bare: str) -> re.Match[str] | None:
    """A name whose colon is none for YAML; where no blank follows it, one that notes have."""
    if wide := _WIDE.match(bare):
        return wide
    tight = _TIGHT.match(bare)
    return tight if tight and meanings(tight[1]) else None


def _only_field(source: str) -> Field | MatterError | None:
    """The property that the source is; None where it is none, or several."""
    outcome = matter_nodes.read(source + "\n", 0)
    if isinstance(outcome, MatterError):
        return outcome
    return outcome[0] if len(outcome) == 1 else None


def _mended(entry: Sequence[_Line]) -> tuple[str, Field, list[_Mistake]] | None:
    """A property as it is meant: its source, what it is, what was mended. None if not certain."""
    found = None
    dashes = sum(line.lstrip(" \t").startswith(("- ", "-\t")) for _, line, _ in entry)
    # For a tab stand two spaces, or four where the lines without tabs have four.
    for tab in ("  ", "    "):
        mistakes: list[_Mistake] = []
        source = ""
        for start, line, end in entry:
            for old, new, reason in _pieces(line, tab):
                if old != new:
                    mistakes.append(_Mistake(reason, Edit(start, start + len(old), new)))
                source += new
                start += len(old)
            source += end
        field = _only_field(source)
        # Tabs of a block of text are part of the text.
        if not isinstance(field, Field) or field.style in ("literal", "folded"):
            continue
        # One entry has become part of another's text.
        if _count_entries(field.value) < dashes:
            continue
        if found is None:
            found = source, field, mistakes
        elif repr(found[1].value) != repr(field.value):
            return None
    return found


def _count_entries(value: Value) -> int:
    """How many entries the lists in a value have."""
    if isinstance(value, dict):
        return sum(map(_count_entries, value.values()))
    return len(value) + sum(map(_count_entries, value)) if isinstance(value, list) else 0


def _pieces(line: str, tab: str) -> Iterator[tuple[str, str, str]]:
    """The parts of a line in order: as written, as it should be, and why."""
    bare = line.lstrip(" \t")
    if not bare or bare[0] == "#":
        yield line, line, ""
        return
    indent = line[: len(line) - len(bare)]
    tabs = "a tab stands here where YAML wants spaces"
    yield indent, indent.replace("\t", tab), tabs
    dashes = _DASHES.match(bare)
    at = dashes.end() if dashes else 0
    yield bare[:at], bare[:at].replace("\t", " "), tabs
    name = _NAME.match(bare, at)
    if name:
        yield bare[at : name.end()], bare[at : name.end()], ""
    elif not at and (name := _loose_name(bare)):
        yield name[1], name[1], ""
        gap = " " if name.end() < len(bare) else ""
        known = name[0][len(name[1]) :]
        reason = f"behind `{name[1]}` there must be `:` and a space"
        yield known, f":{gap}", reason
    if name and at:
        # A list of maps, or a text with a colon?
        yield bare[name.end() :], bare[name.end() :], ""
        return
    rest = bare[name.end() if name else at :]
    value = rest.rstrip(" \t")
    mended = onevalue.mended(value, in_list=at > 0)
    for old, new in mended.pieces if mended else ((value, value),):
        yield old, new, mended.reason if mended else ""
    tail = rest[len(value) :]
    yield tail, tail, ""


def _agree(fields: Sequence[Field], alone: Sequence[Field]) -> bool:
    """Whether the properties of a block are those that were read one by one."""
    return [(field.key, repr(field.value)) for field in fields] == [
        (field.key, repr(field.value)) for field in alone
    ]


def _explained(
    entry: Sequence[_Line], source: str, outcome: MatterError | None
) -> Diagnosis | None:
    """What is wrong with a property that is not mended; None where it alone does not say."""
    start = entry[0][0]
    if found := _TEMPLATE.search(source):
        at = start + found.start()
        reason = "the code of a template stands here, and what it stands for is not filled in"
        return Diagnosis(reason, Span(at, at + 2))
    if outcome is None:
        return None
    at = start + outcome.span.start
    return Diagnosis(outcome.reason, Span(at, at + 1))
