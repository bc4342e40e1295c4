"""TX011 space-beside-emphasis: the spaces that converters leave around bold text in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note import emphasis, readings
from vaultkit.note.emphasis import Passage
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.readings import Letters
from vaultkit.note.sentences import has_kana
from vaultkit.note.spans import Edit, Span, apply, span_of

# Full-width marks bring their own white space.
_BEFORE = "。，、；：！？（《「『【〈〔“‘"
_BEHIND = "。，、；：！？（）》」』】〉〕”’…"
_SIGNS = "*_~="
# One for each sign, since a search for one character that stands first takes no time.
_SPACE_OUTSIDE = {
    sign: late(rf"\{sign}(?: [{_BEHIND}]|(?<=[{_BEFORE}] \{sign}))") for sign in _SIGNS
}
_HIGHLIGHT = re.compile(r"(?<![=\\])==(?![=\s])[^=\r\n]+(?<!\s)==(?!=)")
_HAN = late(f"[{HAN}]")
_CHINESE = late(f"[{HAN}。，、；：！？（）《》「」『』【】]")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """The single spaces between emphasis and Chinese punctuation, and those inside its marks."""
    offsets = sorted(_suspects(note))
    if not offsets or note.script.kind == "ja":
        return
    for passage in emphasis.passages(note, offsets):
        if _CHINESE.search(passage.prose) and not has_kana(passage.prose):
            yield from _outside(passage)
            yield from _inside(passage)


def _suspects(note: Note) -> Iterator[int]:
    """The marks with a space that may be one too many: beside punctuation, or inside a pair, if
    the marks of a line are paired one after the other.
    """
    text = note.text
    for sign, pattern in _SPACE_OUTSIDE.items():
        if sign in note.folded:
            for found in pattern.finditer(text, note.body_start):
                yield found.start()
    first = line_end = -1
    is_open = False
    for start, end in () if emphasis.is_plain(note) else emphasis.marks(note):
        if not first <= start <= line_end:
            first = start
            line_end = note.folded.find("\n", end)
            line_end = len(text) if line_end < 0 else line_end
            is_open = False
        is_open = not is_open
        if text[end : end + 1] == " " if is_open else text[start - 1 : start] == " ":
            yield start


def _outside(passage: Passage) -> Iterator[Finding]:
    """`《 **x** 》` and `**x** ，`."""
    at, source, prose = passage
    shown = readings.letters_rendered(source)
    reached = 0
    highlights = [span_of(found.span()) for found in _HIGHLIGHT.finditer(prose)]
    for start, end in sorted([*readings.rendered(source), *highlights]):
        while source[start - 1 : start] in tuple(_SIGNS):
            start -= 1
        while source[end : end + 1] in tuple(_SIGNS):
            end += 1
        edits = []
        if start >= max(reached, 2) and source[start - 1] == " " and prose[start - 2] in _BEFORE:
            edits.append(Edit(start - 1, start, ""))
        if source[end : end + 1] == " " and prose[end + 1 : end + 2] in tuple(_BEHIND):
            edits.append(Edit(end, end + 1, ""))
        if not edits or start < reached or readings.letters_rendered(apply(source, edits)) != shown:
            continue
        reached = end + 1
        beside = [prose[start - 2] if edit.end == start else prose[end + 1] for edit in edits]
        yield Finding(
            Span(at + edits[0].start, at + edits[-1].end),
            f"a space between emphasised text and {_quoted(beside)}: delete it",
            tuple(Edit(at + edit.start, at + edit.end, "") for edit in edits),
        )


def _quoted(marks: list[str]) -> str:
    return " and ".join(f"`{mark}`" for mark in marks)


def _inside(passage: Passage) -> Iterator[Finding]:
    """`** x **`, where no other `**` of the line can be meant."""
    at, source, _ = passage
    spans = readings.rendered(source)
    used = {edge for start, end in spans for edge in (start, end - 1, end - 2)}
    literal = [
        found
        for found in readings.runs(source)
        if found.start not in used and source[found.start - 1 : found.start] != "\\"
    ]
    lines: dict[int, list[Span]] = {}
    for run in literal:
        lines.setdefault(source.count("\n", 0, run.start), []).append(run)
    for runs in lines.values():
        edits = _inner_spaces(source, runs)
        if not edits:
            continue
        content = Span(runs[0].start, runs[-1].end)
        expected = [*readings.letters_rendered(source), Letters(source).of(content)]
        if sorted(readings.letters_rendered(apply(source, edits))) == sorted(expected):
            yield Finding(
                Span(at + content.start, at + content.end),
                "bold text cannot begin or end with a space: delete the space inside the `**`",
                tuple(Edit(at + edit.start, at + edit.end, "") for edit in edits),
            )


def _inner_spaces(source: str, runs: list[Span]) -> list[Edit]:
    """The spaces inside two `**` that are certainly a pair; none where that is not certain."""
    if len(runs) != 2 or any(run.end - run.start != 2 for run in runs):
        return []
    (start, inner), (end, behind) = runs
    content = source[inner:end]
    bare = content.strip()
    before, after = source[start - 1 : start], source[behind : behind + 1]
    is_operator = content == f" {bare} " and before == after == " "
    # A tag is one only behind a space.
    if is_operator or "**" in content or bare.startswith("#") or not _HAN.search(bare):
        return []
    # A word outside would run into the bold text.
    if any(side.isascii() and side.isalnum() for side in (before, after)):
        return []
    edits = [Edit(inner, inner + 1, "")] if content.startswith(" ") else []
    if content.endswith(" "):
        edits.append(Edit(end - 1, end, ""))
    return edits if len(content) - len(edits) == len(bare) else []


RULE = Rule(
    code="TX011",
    name="space-beside-emphasis",
    scope="body",
    stage="emphasis",
    check=check,
    fix="safe",
    reach=("space", "emphasis"),
)
