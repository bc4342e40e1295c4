"""TX006 orphan-punctuation: a line that holds nothing but the end of the sentence before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.markdown import Block
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.sentences import Sentences
from vaultkit.note.spans import Edit, Span

_OPENING = dict(zip("」』”’）》〉】", "「『“‘（《〈【", strict=True))
_CLOSING = "".join(_OPENING)
# No `……`, which is a pause. `！` and `？` by themselves may be all that somebody says.
_ORPHAN = re.compile(
    rf"\n[ \t>]*([！？]?(?:[，。、；：][{_CLOSING}]?|[{_CLOSING}]{{1,2}}[，。、；：！？]?)|[！？])"
    r"[ \t]*(?=\r?\n|\Z)"
)
# What one side of a pair was parted by, joined or not.
_TORN_OPENING = late(rf"([{''.join(_OPENING.values())}])[ \t]*\r?\n")
_TORN_CLOSING = late(rf"\n[ \t>]*([！？]?[{_CLOSING}])")
_EMPTY_LINE = re.compile(r"\n(?=[ \t>]*\r?\n)")
# One line of them behind the other is a pause or a list of marks; so is one behind its name.
_STOPS = "，。、；：！？"
_STOPS_BEHIND = re.compile(rf"(?:[ \t]*\r?\n[ \t>]*)+[{_STOPS}]+[ \t]*(?:\r?\n|\Z)")
_NAME_OF_MARK = re.compile(r"(?:[句逗顿頓分冒问問叹嘆引括][号號]|标点|標點)\Z")
_MARKS_OF_SPEECH = "！？"
# What a sentence breaks off with: a word or a number, and what may close behind it.
_UNFINISHED = late(rf"[{HAN}A-Za-z0-9%℃`)\]][{_CLOSING}*_~=]*\Z")
_HAN = late(f"[{HAN}]")
_WORD = late(f"[{HAN}A-Za-z0-9]")
# `00:02` alone on its line, which was set apart on the page.
_SHORT = re.compile(r"[ \t>]*[A-Za-z0-9:.%*+/ -]{1,16}\Z")
_GOES_ON = ("，", "、")
# A block id, which a mark behind it would become part of.
_BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9-]+\Z")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every line of closing punctuation that was parted from its sentence."""
    if note.folded is note.text:
        return
    prose = note.prose
    found = list(_ORPHAN.finditer(prose, note.body_start))
    if not found or note.script.kind == "ja":
        return
    yield from _whole(note, list(_joined(note, found)))


def _joined(note: Note, found: list[re.Match[str]]) -> Iterator[Finding]:
    """The lines of closing punctuation that are joined to what they close, each by itself."""
    prose = note.prose
    sentences = Sentences(prose, note.body_start)
    for orphan in found:
        start, end = orphan.span(1)
        joint = _joint(note, start)
        line = Span(_line_start(prose, joint.start), joint.start)
        if (
            not _UNFINISHED.search(note.text, line.start, line.end)
            or not _WORD.search(prose, *line)
            or (orphan[1] in _MARKS_OF_SPEECH and prose.count("\n", *joint) > 1)
            or sentences.language(joint.start - 1) in ("japanese", "korean")
            or not _may_join(note, joint)
            or (orphan[1][0] in _STOPS and _STOPS_BEHIND.match(prose, end))
            or _NAME_OF_MARK.search(prose, *line)
        ):
            continue
        edits = [Edit(*joint, "")]
        before = _joint(note, line.start)
        partners = list(_partners(note, line, orphan[1]))
        if partners:
            if partners != [before.start - 1] or not _may_join(note, before):
                continue
            edits.insert(0, Edit(*before, ""))
        elif (
            prose[: before.start].endswith(_GOES_ON)
            and prose.count("\n", *before) == 1
            and _SHORT.match(prose, *line)
            and _may_join(note, before)
        ):
            edits.insert(0, Edit(*before, ""))
        elif not _HAN.search(prose, *line):
            continue
        yield Finding(
            Span(start, end),
            f"`{orphan[1]}` stands alone on its line: join it to the sentence that it ends",
            tuple(edits),
        )


def _whole(note: Note, findings: list[Finding]) -> Iterator[Finding]:
    """The findings; of those that close a pair, only where none of the paragraph stays torn."""
    prose, start = note.prose, note.body_start
    joined = {end for finding in findings for edit in finding.edits for end in edit[:2]}
    torn = [mark.end(1) for mark in _TORN_OPENING.finditer(prose, start)]
    torn += [mark.start(1) for mark in _TORN_CLOSING.finditer(prose, start)]
    breaks = [line.start() for line in _EMPTY_LINE.finditer(prose, start)]
    left = {bisect_left(breaks, offset) for offset in torn if offset not in joined}
    for finding in findings:
        first, last = finding.edits[0].start, finding.edits[-1].end
        is_stop = _OPENING.keys().isdisjoint(finding.span.of(prose))
        if is_stop or left.isdisjoint(
            range(bisect_left(breaks, first), bisect_left(breaks, last) + 1)
        ):
            yield finding


def _partners(note: Note, line: Span, marks: str) -> Iterator[int]:
    """Where what the marks close was opened, if that was at the end of a line above this one or
    outside of what the line stands in.
    """
    for mark in marks:
        if opening := _OPENING.get(mark):
            at = note.prose.rfind(opening, note.body_start, line.end)
            if (
                0 <= at < line.start
                and note.prose.find(mark, at, line.end) < 0
                and (
                    note.prose[at + 1] in "\r\n" or _holding(note, at) != _holding(note, line.start)
                )
            ):
                yield at


def _joint(note: Note, end: int) -> Span:
    """The line ends and marks of quotation before an offset, up to the text before them."""
    before = note.prose[note.body_start : end].rstrip(" \t>\r\n")
    return Span(note.body_start + len(before), end)


def _line_start(prose: str, offset: int) -> int:
    start = prose.rfind("\n", 0, offset) + 1
    while prose[start : start + 1] in (" ", "\t", ">"):
        start += 1
    return start


def _may_join(note: Note, joint: Span) -> bool:
    """Whether texts parted by at most one empty line stand in paragraphs of the same place."""
    if not 1 <= note.prose.count("\n", *joint) <= 2:
        return False
    line = note.text[_line_start(note.prose, joint.start) : joint.start]
    if line.startswith("[!") or _BLOCK_ID.search(line):
        return False
    if any(tag.span.end == joint.start for tag in note.tags):
        return False
    before, behind = (_holding(note, offset) for offset in (joint.start - 1, joint.end))
    kinds = [block.kind for block in before]
    # Any further `>` opens a quotation of its own, or is text.
    depth = max(line.count(">") for line in joint.of(note.prose).split("\n"))
    return (
        before == behind
        and depth <= kinds.count("quote")
        and not {"heading", "table", "html", "code"}.intersection(kinds)
    )


def _holding(note: Note, offset: int) -> list[Block]:
    """The blocks that an offset lies in, without the paragraph."""
    return [
        block
        for block in note.body.blocks
        if block.span.start <= offset < block.span.end and block.kind != "paragraph"
    ]


RULE = Rule(
    code="TX006",
    name="orphan-punctuation",
    scope="body",
    stage="lines",
    check=check,
    fix="safe",
    reach=("space", "blocks"),
)
