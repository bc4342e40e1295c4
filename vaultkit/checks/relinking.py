"""How a link is given another target, and what readers see of it stays as it was."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence

from vaultkit.checks.linking import unresolved
from vaultkit.checks.rule import Finding
from vaultkit.checks.tables import is_in_table
from vaultkit.note.links import Link, written
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.note.spans import Edit, Span, is_covered
from vaultkit.vault.catalog import has_links_only
from vaultkit.vault.loose import without_suffix
from vaultkit.vault.resolve import Names
from vaultkit.vault.vault import Vault

# What ends a wikilink's target, or may be the start of something else where the link stands.
UNFIT = re.compile(r"[|#^\[\]\\`$<>\r\n]|%%")
STYLES = ("shortest", "relative", "absolute")
_FILES_OF_MANY = 3


def explained(vault: Vault, code: str, message: Callable[[Link, str], str]) -> Iterator[Finding]:
    """The findings of the rule that can say why links find nothing.

    `message(link, file)` is about a link that means one file. Where several fit there is no fix.
    """
    editor = Editor(vault)
    for path, link, reason, files in unresolved(vault):
        if reason == code:
            yield editor.finding(link, path, files, message)


class Editor:
    """Gives links of notes of the run other targets."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._note: Note | None = None

    def note(self, path: str) -> Note | None:
        """A note as it is now; None where it is not to be edited."""
        if has_links_only(path):
            return None
        if self._note is None or self._note.path != path:
            try:
                self._note = self._vault.current(path)
            except UnreadableError:
                return None
        return None if self._note.is_hands_off else self._note

    def finding(
        self, link: Link, path: str, files: Sequence[str], message: Callable[[Link, str], str]
    ) -> Finding:
        """A finding about a link that should lead to one of some files: fixed where it is one."""
        said = message(link, files[0])
        if len(files) > 1:
            shown = ", ".join(f"`{file}`" for file in files[:_FILES_OF_MANY])
            more = " …" if len(files) > _FILES_OF_MANY else ""
            said = f"{said.partition(': ')[0]}, and {len(files)} files fit: {shown}{more}"
            return Finding(link.span, said, path=path)
        target = self.spelling(link, path, files[0])
        return self.retargeted(link, path, said, target)

    def retargeted(self, link: Link, path: str, message: str, target: str | None) -> Finding:
        """A finding whose fix gives a link another target, and keeps what readers see."""
        note = None if target is None else self.note(path)
        edit = None if note is None or target is None else _retarget(note, link, target)
        if note is None or edit is None:
            return Finding(link.span, message, path=path)
        return Finding(link.span, message, (edit,), matter_properties(note, link), path=path)

    def spelling(self, link: Link, source: str, file: str) -> str | None:
        """What a link must say to lead to a file, in the manner in which it says it now.

        None where nothing leads there for certain.
        """
        style = self._vault.obsidian.new_link_format
        if style not in STYLES:
            relative = link.target.startswith(("./", "../"))
            style = "relative" if relative else "absolute" if "/" in link.target else "shortest"
        names, keeps = self._vault.names, without_suffix(link.target) != link.target
        return spelled(names, file, source, style, keeps)


def spelled(names: Names, file: str, source: str, style: str, keeps: bool) -> str | None:
    """A file as a link in the note `source` names it, in one of the STYLES if that leads there.

    With `keeps` a note's extension is written. None where nothing leads there for certain.
    """
    for text in _spellings(names, file, source, style, keeps):
        found = names.resolve(text, source)
        if found.path == file and not found.candidates:
            return text
    return None


def _spellings(names: Names, file: str, source: str, style: str, keeps: bool) -> Iterator[str]:
    extension = posixpath.splitext(file)[1]
    full = file if keeps or extension.lower() != ".md" else file[: -len(extension)]
    if style == "relative":
        yield os.path.relpath(full, posixpath.dirname(source) or ".").replace(os.sep, "/")
    if style == "shortest":
        text = names.shortest(file, source)
        yield text if text.endswith(extension) or not keeps else text + extension
    yield full
    yield file


def shown(target: str, subpath: str) -> str:
    """What readers see of a wikilink without a text of its own."""
    return " > ".join(part for part in f"{target}{subpath}".split("#") if part)


def _retarget(note: Note, link: Link, target: str) -> Edit | None:
    """The edit that gives a link a target; None where it would not be the same for readers."""
    text = note.text
    start, end = link.target_span
    if is_covered(link.span.start, note.comments):
        return None
    if link.is_markdown:
        return Edit(start, end, written(target, in_angles=text[start - 1] == "<"))
    # What a link with an empty text shows is not certain.
    if UNFIT.search(target) or link.display == "":
        return None
    new = target
    if link.display is None and link.kind != "embed":
        subpath = text[end : link.span.end - 2].rstrip()
        end = link.span.end - 2
        pipe = "\\|" if is_in_table(note, link.span.start) else "|"
        new = f"{target}{subpath}{pipe}{shown(link.target, link.subpath)}"
    if link.kind == "property" and {text[link.span.start - 1], "\\"}.intersection(new):
        return None
    return Edit(start, end, new)


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def matter_properties(note: Note, link: Link) -> tuple[str, ...]:
    """The name of the property that a link stands in, for a fix of it."""
    if link.kind != "property":
        return ()
    start = link.span.start
    return tuple(field.key for field in note.fields if _holds(field.value_span, start))
