"""What a note's writer has told vaultkit to ignore.

`%% vaultkit: ignore WL001 %%`, or the same in an HTML comment, holds for the next line; the
property `vaultkit-ignore` holds for the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from vaultkit.note.note import Note
from vaultkit.note.spans import Span

PROPERTY = "vaultkit-ignore"

_COMMENT = re.compile(
    r"(?:%%|<!--)[ \t]*vaultkit:[ \t]*ignore(?![A-Za-z0-9,])[ \t:]*+([A-Za-z0-9, \t]*+)(?:%%|-->)"
)
_CODE = re.compile(r"[A-Za-z]+[0-9]*")


class Suppression(msgspec.Struct, frozen=True):
    """One code that is to be ignored from `start` to `end`, both characters of the note's text.

    `span` is where the suppression itself stands: the comment or the property. `code` is empty
    for a comment that names none, which ignores nothing.
    """

    code: str
    start: int
    end: int
    span: Span

    def names(self, code: str) -> bool:
        """Whether findings with this code are to be ignored."""
        return self.code == "ALL" or (self.code != "" and code.startswith(self.code))

    def covers(self, code: str, offset: int) -> bool:
        """Whether a finding with this code at this offset is to be ignored."""
        return self.names(code) and self.start <= offset < self.end


def find(note: Note) -> Iterator[Suppression]:
    """The suppressions of a note, one for each code."""
    for field in note.fields:
        if field.key == PROPERTY:
            entries = field.value if isinstance(field.value, list) else [field.value]
            for code in _codes(str(entry) for entry in entries if entry is not None):
                yield Suppression(code, 0, len(note.text) + 1, field.span)
    # Most notes have none: no regular expression without a sign of one.
    if "vaultkit:" not in note.text:
        return
    for found in _COMMENT.finditer(note.text, note.body_start):
        kinds = {p.kind for p in note.protected if p.span.start <= found.start() < p.span.end}
        if not kinds & {"comment", "html"}:
            continue
        line, _ = note.lines.place(found.end())
        start, end = note.lines.bounds(line + 1)
        for code in list(_codes([found[1]])) or [""]:
            yield Suppression(code, start, end, Span(*found.span()))


def _codes(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for code in _CODE.findall(text):
            yield code.upper()
