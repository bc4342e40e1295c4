"""Subpaths of links (`#Heading`, `#One#Two`), and how they follow headings that change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vaultkit.note.anchors import DROPPED, Heading, comparable_heading

# What Obsidian replaces by a space when it writes a heading into a link.
_NOT_WRITTEN = re.compile(r"[:#|^\\\r\n]|%%|\[\[|\]\]")


def parts(subpath: str) -> list[str]:
    """The headings that a subpath names, the outermost first; none where it names a block."""
    found = [part for part in subpath.split("#") if part]
    return [] if len(found) == 1 and found[0].startswith("^") else found


def leads_to(subpath: str, headings: Sequence[Heading]) -> list[int]:
    """The places in `headings` of those that a subpath leads through; none where it is broken.

    They are walked in order, and each must be deeper than the one before it.
    """
    wanted = [comparable_heading(part) for part in parts(subpath)]
    found: list[int] = []
    depth = 0
    for at, (level, text) in enumerate(headings):
        if len(found) == len(wanted):
            break
        if level > depth and comparable_heading(text) == wanted[len(found)]:
            depth = level
            found.append(at)
    return found if len(found) == len(wanted) else []


def following(subpath: str, before: Sequence[Heading], after: Sequence[Heading]) -> list[str]:
    """The subpaths that lead in `after` to where a subpath leads in `before`, the best first.

    It is the first itself, and alone, where it does or where it led nowhere. Empty where the
    heading is gone, or where no subpath leads to it.
    """
    through = leads_to(subpath, before)
    if not through:
        return [subpath]
    places = _places(before, after)
    goal = places.get(through[-1])
    if goal is None:
        return []
    if leads_to(subpath, after)[-1:] == [goal]:
        return [subpath]
    named = [(part, places.get(at)) for part, at in zip(parts(subpath), through, strict=True)]
    found = []
    for candidate in _spellings(named, goal, after):
        if candidate not in found and leads_to(candidate, after)[-1:] == [goal]:
            found.append(candidate)
    return found


def _spellings(
    named: Sequence[tuple[str, int | None]], goal: int, after: Sequence[Heading]
) -> Iterator[str]:
    """As it was said, with new names where they changed; then with all the headings above it."""
    kept = [(part, at) for part, at in named if at is not None]
    for write in (_fragment, _bare):
        yield "".join(
            f"#{part if _is_same(part, after[at][1]) else write(after[at][1])}" for part, at in kept
        )
    for write in (_fragment, _bare):
        yield "".join(f"#{write(after[at][1])}" for at in _above(goal, after))


def _above(at: int, headings: Sequence[Heading]) -> list[int]:
    """The headings that one stands below, from the outermost, and itself."""
    found = [at]
    for index in range(at - 1, -1, -1):
        if headings[index][0] < headings[found[-1]][0]:
            found.append(index)
    return found[::-1]


def _is_same(part: str, text: str) -> bool:
    return comparable_heading(part) == comparable_heading(text)


def _fragment(text: str) -> str:
    """A heading as Obsidian writes it into a link."""
    return " ".join(_NOT_WRITTEN.sub(" ", text).split())


def _bare(text: str) -> str:
    """A heading without any mark that could mean something where the link stands."""
    return " ".join(text.translate(DROPPED).split())


def _places(before: Sequence[Heading], after: Sequence[Heading]) -> dict[int, int]:
    """Where each heading is afterwards; those that are gone are left out."""
    if len(before) == len(after):
        return {at: at for at in range(len(before))}
    from difflib import SequenceMatcher

    old, new = ([(level, comparable_heading(text)) for level, text in h] for h in (before, after))
    places: dict[int, int] = {}
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "equal" or (tag == "replace" and end - start == new_end - new_start):
            places |= zip(range(start, end), range(new_start, new_end), strict=True)
    return places
