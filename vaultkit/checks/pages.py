"""The rulebook's pages: one for each rule, and one for each pattern of a rule that has some."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from vaultkit import RULEBOOK
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.vault.vault import read_text


class Page(NamedTuple):
    """The page of a rule: where it is, and its text without front matter."""

    file: Path
    code: str
    name: str
    fix: str
    text: str


class Pattern(NamedTuple):
    """Lines of a note that a rule looks for, and the page that describes them.

    `lines` matches lines without the white space and quotation marks around them, blank ones left
    out, with `\\n` between them. One of the texts in `has` stands in everything that matches.
    `where` says in which part of a note it counts: among the first or the last twenty lines, or
    at the `end`, where nothing may follow. `needs` is a field that the note must have.
    """

    page: Page
    lines: re.Pattern[str]
    has: tuple[str, ...]
    where: Literal["anywhere", "head", "tail", "end"]
    needs: str | None

    @property
    def title(self) -> str:
        """What the lines are, in words."""
        return self.page.text.partition("\n")[0].lstrip("# ")


class _PatternHead(msgspec.Struct):
    code: str
    pattern: str
    has: tuple[str, ...]
    where: Literal["anywhere", "head", "tail", "end"] = "anywhere"
    needs: str | None = None


def pages() -> dict[str, Page]:
    """Every rule's page by code, in the order of the codes."""
    found = [_read(file) for file in RULEBOOK.glob("*/*.md")]
    return {page.code: page for page in sorted(found, key=lambda page: page.code)}


@cache
def patterns(rule: str) -> tuple[Pattern, ...]:
    """The patterns of a rule, by name: the pages in the folder beside its own page.

    `rule` is the path of that folder in the rulebook, as `clipping/boilerplate`.
    """
    return tuple(_pattern(file) for file in sorted((RULEBOOK / rule).glob("*.md")))


def patterns_of(page: Page) -> tuple[Pattern, ...]:
    """The same by the rule's page."""
    return patterns(f"{page.file.parent.name}/{page.name}")


def _pattern(file: Path) -> Pattern:
    note = Note(file.name, read_text(file))
    values = {field.key: field.value for field in note.fields}
    head = msgspec.convert(values, _PatternHead)
    page = Page(file, head.code, file.stem, "", note.text[note.body_start :].strip())
    lines = late(f"(?:{head.pattern})(?!.)")  # whole lines
    return Pattern(page, lines, head.has, head.where, head.needs)


def _read(file: Path) -> Page:
    note = Note(file.name, read_text(file))
    values = {field.key: str(field.value) for field in note.fields}
    return Page(
        file, values["code"], values["name"], values["fix"], note.text[note.body_start :].strip()
    )
