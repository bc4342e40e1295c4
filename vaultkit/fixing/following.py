"""Links that follow the headings they lead to, when those change."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from vaultkit.fixing.edits import apply
from vaultkit.note.anchors import Heading, comparable_heading, headings
from vaultkit.note.note import Note
from vaultkit.note.subpaths import following, parts
from vaultkit.note.written import Reference
from vaultkit.vault.catalog import has_links_only
from vaultkit.vault.references import redirect, references

_MOST_ROUNDS = 10
_FROM_LINK = re.compile(r"(?:\[\[|\]\(|\]:)[^\r\n]*")
_UNDERLINED = re.compile(r"^[^\r\n]*(?:\r\n?|\n)[ \t>]*(?:=+|-+)[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)


class Pointer(NamedTuple):
    """A reference in the file `source` to a heading of the note `path`."""

    source: str
    reference: Reference
    path: str


def may_point(path: str, text: str) -> bool:
    """Whether a file may hold a link with a subpath."""
    if has_links_only(path):
        return "#" in text
    return "#" in text and any("#" in found[0] for found in _FROM_LINK.finditer(text))


def is_renamed(before: str, after: str) -> bool:
    """Whether a heading changes from one text of a note to another, as links see it."""
    if _heading_lines(before) == _heading_lines(after):
        return False
    return _compared(_headings(before)) != _compared(_headings(after))


def leads_elsewhere(subpath: str, before: str, after: str) -> bool:
    """Whether a subpath does not lead in one text of a note to where it led in another."""
    return following(subpath, _headings(before), _headings(after))[:1] != [subpath]


class Follower:
    """Makes links follow: `was` gives each note's text as it was, `now` the texts that differ.

    `means` is the note that a reference in a file leads to. Texts are by path.
    """

    def __init__(
        self,
        sources: Mapping[str, str],
        means: Callable[[Reference, str], str | None],
        was: Callable[[str], str],
        now: Mapping[str, str],
    ) -> None:
        self._was = was
        self._now = now
        self._sources = sources
        self._pointers: dict[str, list[Pointer]] = {}
        self._known: dict[str, list[Heading]] = {}
        for source, text in sources.items():
            for reference in references(source, text) if may_point(source, text) else ():
                if parts(reference.link.subpath) and (path := means(reference, source)):
                    self._pointers.setdefault(source, []).append(Pointer(source, reference, path))

    def stranded(self) -> list[Pointer]:
        """The references that do not lead any more to the heading that they led to."""
        every = (pointer for pointers in self._pointers.values() for pointer in pointers)
        return [pointer for pointer in every if self._written(pointer, {})[:1] != [_said(pointer)]]

    def run(self) -> tuple[dict[str, str], list[Pointer]]:
        """The new texts of the sources, and the references that cannot follow."""
        texts: dict[str, str] = {}
        lost: list[Pointer] = []
        for _ in range(_MOST_ROUNDS):
            made: dict[str, str] = {}
            lost = []
            for source, pointers in self._pointers.items():
                text, more = self._followed(source, pointers, texts)
                lost += more
                if text != self._sources[source]:
                    made[source] = text
            # A heading may hold a link that follows, and be pointed at itself.
            if made == texts:
                return texts, lost
            texts = made
        # One that points at itself never has the name that it says.
        return texts, [*lost, *(p for source in texts for p in self._pointers[source])]

    def _followed(
        self, source: str, pointers: Iterable[Pointer], texts: Mapping[str, str]
    ) -> tuple[str, list[Pointer]]:
        text = self._sources[source]
        changed = [
            (pointer, written)
            for pointer in pointers
            if _said(pointer) not in (written := self._written(pointer, texts))[:1]
        ]
        first = {pointer: written[0] for pointer, written in changed if written}
        if len(first) == len(changed) and _holds(text, first):
            return _redirected(text, first), []
        # Some way to say it means something else where the link stands.
        chosen = {}
        for pointer, written in changed:
            for subpath in written:
                if _holds(text, {pointer: subpath}):
                    chosen[pointer] = subpath
                    break
        return _redirected(text, chosen), [p for p, _ in changed if p not in chosen]

    def _written(self, pointer: Pointer, texts: Mapping[str, str]) -> list[str]:
        path = pointer.path
        now = texts.get(path, self._now.get(path))
        if now is None:
            return [_said(pointer)]
        return following(_said(pointer), self._headings(self._was(path)), self._headings(now))

    def _headings(self, text: str) -> list[Heading]:
        if text not in self._known:
            self._known[text] = _headings(text)
        return self._known[text]


def _said(pointer: Pointer) -> str:
    return pointer.reference.link.subpath


def _redirected(text: str, subpaths: Mapping[Pointer, str]) -> str:
    edits = [redirect(text, pointer.reference, new) for pointer, new in subpaths.items()]
    return apply(text, edits)


def _holds(text: str, subpaths: Mapping[Pointer, str]) -> bool:
    """Whether these references get these subpaths, and no other becomes another."""
    if not subpaths:
        return True
    source = next(iter(subpaths)).source
    wanted = {pointer.reference.link.span: new for pointer, new in subpaths.items()}
    before = (reference.link for reference in references(source, text))
    after = (reference.link for reference in references(source, _redirected(text, subpaths)))
    return [(link.target, link.subpath) for link in after] == [
        (link.target, wanted.get(link.span, link.subpath)) for link in before
    ]


def _headings(text: str) -> list[Heading]:
    return headings(Note("", text))


def _compared(found: Collection[Heading]) -> list[Heading]:
    return [(level, comparable_heading(text)) for level, text in found]


def _heading_lines(text: str) -> list[str]:
    """All lines that can be headings, and some others."""
    return [line for line in text.splitlines() if "#" in line] + _UNDERLINED.findall(text)
