"""TG003 tag-variant: one tag in several spellings across the vault."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.frontmatter import scalar
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.script import is_simplified
from vaultkit.note.spans import Edit, Span, is_covered
from vaultkit.note.tags import Tag, entries, meant_end

_COMMENT = "%%"
_QUOTES = {"plain": "", "single": "'", "double": '"'}
# `#FFF2E2` is a colour, and in its letters no case is wrong.
_COLOUR = late(r"[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?|(?=[a-f]*\d)[0-9a-f]{3}|([a-f])\1\1", re.I)
_HAN = late("[\u3005-\U000323af]")


class Count(NamedTuple):
    """How often a spelling is used: in how many notes, and at how many places."""

    notes: int = 0
    places: int = 0

    def plus(self, other: Count) -> Count:
        return Count(self.notes + other.notes, self.places + other.places)


_NONE = Count()


class Use(NamedTuple):
    """One place where a tag stands: its name there, and the whole of it with its mark.

    `mark` is `#` in the text, `%%` in a comment, else the quote around an entry of the property
    `key`, empty for a plain one.
    """

    name: str
    span: Span
    mark: str
    key: str = ""


def gather(note: Note, options: NoOptions) -> list[Use] | None:
    """The tags of a note, those of the property and those in the text."""
    uses = [
        Use(str(item.value), item.span, _QUOTES[item.style], field.key)
        for field, item, is_plain in entries(note)
        if is_plain and item.style in _QUOTES
    ]
    tags, comments = note.tags, note.comments
    compared = _compared(note, tags) if len(tags) > 1 else ()
    for tag in tags:
        name = tag.name
        # What a tag has swallowed is for TG004.
        if _meant(name) != name or _COLOUR.fullmatch(name):
            continue
        if compared and _folded(name) in compared:
            continue
        hidden = comments and is_covered(tag.span.start, comments)
        uses.append(Use(name, tag.span, _COMMENT if hidden else "#"))
    return uses or None


@lru_cache(maxsize=4096)
def _meant(name: str) -> str:
    """A tag without what it has swallowed."""
    return name if name.isascii() else name[: meant_end(name)]


def _compared(note: Note, tags: Sequence[Tag]) -> set[str]:
    """The tags, folded, that one line of a note has in two spellings.

    Such a note tells of spelling: `#tag` and `#TAG` are read alike.
    """
    names = [_meant(tag.name) for tag in tags]
    if len({*map(_folded, names)}) == len({*names}):
        return set()
    spellings: dict[tuple[int, str], str] = {}
    found = set()
    for tag, name in zip(tags, names, strict=True):
        line, _ = note.lines.place(tag.span.start)
        if spellings.setdefault((line, _folded(name)), name) != name:
            found.add(_folded(name))
    return found


def check(vault: Any, options: NoOptions) -> Iterator[Finding]:
    """For each note and each spelling that is not the most used one, all its places."""
    gathered: Mapping[str, list[Use]] = vault.gathered["TG003"]
    counts = _count(gathered.values())
    best = _best_spellings(counts)
    if not best:
        return
    for path, uses in gathered.items():
        by_name: dict[str, list[Use]] = {}
        for use in uses:
            if use.name in best:
                by_name.setdefault(use.name, []).append(use)
        for name, places in by_name.items():
            wanted = best[name]
            more = ", which is used more" if counts.get(wanted, _NONE) > counts[name] else ""
            yield Finding(
                places[0].span,
                f"`{name}` and `{wanted}` are one tag: write `{wanted}`{more}",
                tuple(_edit(use, wanted) for use in places if use.mark != _COMMENT),
                tuple({use.key: None for use in places if use.key}),
                path=path,
            )


def _count(gathered: Iterable[list[Use]]) -> dict[str, Count]:
    counts: dict[str, Count] = {}
    for uses in gathered:
        for name, places in Counter(use.name for use in uses).items():
            counts[name] = counts.get(name, _NONE).plus(Count(1, places))
    return counts


def _edit(use: Use, name: str) -> Edit:
    if use.mark == "#":
        return Edit(*use.span, f"#{name}")
    return Edit(*use.span, f"{use.mark}{name}{use.mark}" if use.mark else scalar(name))


def _best_spellings(counts: Mapping[str, Count]) -> dict[str, str]:
    """The spelling that each name should have, for those that have another.

    Each level of a nested tag is spelled as most tags below it have it; of spellings that are
    used as much, the first stays.
    """
    levels = {name: name.rstrip("/").split("/") for name in counts}
    loose = _loose({level for parts in levels.values() for level in parts})
    spellings: dict[tuple[str, ...], dict[str, Count]] = defaultdict(dict)
    for name, parts in levels.items():
        folded = tuple(loose[part] for part in parts)
        for depth, part in enumerate(parts):
            found = spellings[folded[: depth + 1]]
            found[part] = found.get(part, _NONE).plus(counts[name])
    best: dict[str, str] = {}
    for name, parts in levels.items():
        folded = tuple(loose[part] for part in parts)
        wanted = "/".join(
            max(spellings[folded[:depth]].items(), key=lambda pair: pair[1])[0]
            for depth in range(1, len(parts) + 1)
        )
        # A `/` at the end is no other spelling where nobody goes without it.
        if name != wanted and (name.rstrip("/") != wanted or wanted in counts):
            best[name] = wanted
    return best


def _loose(levels: Collection[str]) -> dict[str, str]:
    """What spellings of one level have in common: case, width, joints and script apart."""
    loose = {level: _folded(level) for level in levels}
    # Only names that are alike but for their Han characters can differ in script alone.
    alike: dict[str, set[str]] = defaultdict(set)
    for folded in loose.values():
        if not folded.isascii():
            alike[_HAN.sub("\0", folded)].add(folded)
    traditional = [
        folded
        for group in alike.values()
        if len(group) > 1
        for folded in group
        if not is_simplified(folded)
    ]
    if not traditional:
        return loose
    from vaultkit.note.script import convert

    simplified = dict(
        zip(traditional, convert("\n".join(traditional), "t2s").split("\n"), strict=True)
    )
    return {level: simplified.get(folded, folded) for level, folded in loose.items()}


@lru_cache(maxsize=4096)
def _folded(level: str) -> str:
    if not level.isascii():
        level = unicodedata.normalize("NFKC", level)
    return level.casefold().replace("_", "-")


RULE = Rule(
    code="TG003",
    name="tag-variant",
    scope="vault",
    stage="tags",
    gather=gather,
    check=check,
    fix="unsafe",
    reach=("tags", "matter"),
)
