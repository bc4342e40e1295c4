"""The rulebook's pages."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from vaultkit import RULEBOOK
from vaultkit.note.note import Note
from vaultkit.vault.vault import read_text


class Page(NamedTuple):
    """The page of a rule: where it is, and its text without front matter."""

    file: Path
    code: str
    name: str
    fix: str
    text: str


def pages() -> dict[str, Page]:
    """Every page by code, in the order of the codes."""
    found = [_read(file) for file in RULEBOOK.glob("*/*.md")]
    return {page.code: page for page in sorted(found, key=lambda page: page.code)}


def _read(file: Path) -> Page:
    note = Note(file.name, read_text(file))
    values = {field.key: str(field.value) for field in note.fields}
    return Page(
        file, values["code"], values["name"], values["fix"], note.text[note.body_start :].strip()
    )
