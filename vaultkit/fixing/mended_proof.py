"""The proof for front matter that could not be read before it was fixed.

Then "only the properties that were named differ" says nothing. Instead every edit by itself must
be one that a writer would call the same text (a value put in quotes, a tab, a colon), and every
property that could be read alone must read as it did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from vaultkit.note.spans import Edit

_LINE_END = re.compile(r"\r\n?|\n")
_BEFORE_TEXT = re.compile(r"[ \t-]*")
_NAME = re.compile(r"[ \t]*[\w \-]+")
_COLON = re.compile(r"[:：][ \t\u3000\xa0]*")
_BETWEEN_LINKS = re.compile(r"\]\][ \t,，、;；]+\[\[")
_QUOTES = ('"“”＂', "'‘’＇")

Read = Callable[[str], list[tuple[str, Any]] | None]


def refusal(old: str, new: str, edits: Sequence[Edit], read: Read, loader: Any) -> str | None:
    """Why `new` is not the block that `old` was meant to be, in one sentence.

    `edits` are offsets into `old`; `read` gives the properties of a block, one whose name stands
    twice twice, and None where it cannot be read; `loader` is the YAML loader that it reads with.
    """
    pairs = read(new)
    if pairs is None:
        return "the front matter cannot be read, so a change in it cannot be checked"
    for edit in edits:
        if not _keeps_the_text(old, edit, read):
            written = old[edit.start : edit.end]
            return f"{written!r} in front matter that cannot be read would become {edit.text!r}"
    before, after = _lines(old), _lines(new)
    places = _places(new, loader)
    if [key for key, _ in places] != [key for key, _ in pairs]:
        return "the front matter would not be one property after the other"
    for pair, (key, lines) in zip(pairs, places, strict=True):
        expected = repr([pair])
        was, now = read("".join(before[lines])), read("".join(after[lines]))
        if repr(now) != expected or (was is not None and repr(was) != expected):
            return f"the property {key!r} would not be what its own lines say"
    return None


def _lines(block: str) -> list[str]:
    """With their ends: whether there is one decides what a block of text says."""
    *lines, last = _LINE_END.split(block)
    return [*(f"{line}\n" for line in lines), last]


def _places(block: str, loader: Any) -> list[tuple[str, slice]]:
    """The name and the lines of each property."""
    import yaml

    node = yaml.compose(block, Loader=loader)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return []
    keys = [key for key, _ in node.value]
    ends = [key.start_mark.line for key in keys[1:]] + [None]
    return [
        (str(key.value), slice(key.start_mark.line, end))
        for key, end in zip(keys, ends, strict=True)
    ]


def _keeps_the_text(old: str, edit: Edit, read: Read) -> bool:
    """Whether an edit only writes in YAML what stands there."""
    was, now = old[edit.start : edit.end], edit.text
    if was == now or _LINE_END.search(was + now):
        return was == now
    line = max(old.rfind("\n", 0, edit.start), old.rfind("\r", 0, edit.start)) + 1
    if "\t" in was and _BEFORE_TEXT.fullmatch(old, line, edit.end):
        return "".join(was.split()) == now.replace(" ", "")
    if _COLON.fullmatch(was) and _NAME.fullmatch(old, line, edit.start):
        return now in (":", ": ")
    # A value is put in quotes only where it cannot be read as it stands.
    if read(f"x: {was}") is not None and not was.startswith("#"):
        return False
    text = dict(read(f"x: {now}") or ()).get("x")
    if isinstance(text, list):
        # Several links become a list of links.
        return "".join(map(str, text)) == _BETWEEN_LINKS.sub("]][[", was)
    unquoted = [was[1:-1] for family in _QUOTES if was[:1] in family and was[-1:] in family]
    return now[:1] in "\"'" and isinstance(text, str) and text in (was, *unquoted)
