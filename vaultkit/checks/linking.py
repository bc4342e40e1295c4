"""What rules about links share: why a link finds nothing, and how a link is given a target."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from vaultkit.checks.rule import Finding
from vaultkit.note.links import Link, written
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.note.spans import Edit, Span, is_covered
from vaultkit.vault.catalog import has_links_only
from vaultkit.vault.loose import script_name, width_name, without_suffix
from vaultkit.vault.resolve import Names, Resolution, comparable
from vaultkit.vault.vault import Vault

_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
# What ends a wikilink's target, or may be the start of something else where the link stands.
UNFIT = re.compile(r"[|#^\[\]\\`$<>\r\n]|%%")
_FILES_OF_MANY = 3
_PIPE = re.compile(r"(?<!\\)\|")
# The line under the head of a table.
_RULER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_RULER_PART = re.compile(r"\|[ \t]*:?-")
STYLES = ("shortest", "relative", "absolute")


class Unresolved(NamedTuple):
    """A link that finds no file: the note it stands in, the code of the rule that can say why,
    empty if none can, and the files that it may mean.
    """

    path: str
    link: Link
    code: str
    files: tuple[str, ...]


class _Doubtful(NamedTuple):
    """The links of one file that find nothing, and those that find several files."""

    links: Sequence[Link]
    unresolved: list[Unresolved]
    ambiguous: list[tuple[Link, Resolution]]


# The links of a note change when it is fixed, the names of the vault do not.
_KNOWN: WeakKeyDictionary[Names, dict[str, _Doubtful]] = WeakKeyDictionary()


def unresolved(vault: Vault) -> Iterator[Unresolved]:
    """Every link that finds no file, by note."""
    for _, doubtful in _doubtful(vault):
        yield from doubtful.unresolved


def ambiguous(vault: Vault) -> Iterator[tuple[str, Link, Resolution]]:
    """Every link that finds several files, with the path of the note it stands in."""
    for path, doubtful in _doubtful(vault):
        for link, found in doubtful.ambiguous:
            yield path, link, found


def resolved(vault: Vault) -> Iterator[tuple[str, Link, str]]:
    """Every link of a note that names a file and finds it for certain: note, link, file."""
    for path, links in vault.links_of_notes.items():
        for link in links:
            found = vault.find(link, path)
            if link.target and found.path is not None and not found.candidates:
                yield path, link, found.path


def _doubtful(vault: Vault) -> Iterator[tuple[str, _Doubtful]]:
    """For each file; every link is looked up once for all rules."""
    known = _KNOWN.setdefault(vault.names, {})
    for path, links in vault.links.items():
        doubtful = known.get(path)
        if doubtful is None or doubtful.links is not links:
            doubtful = known[path] = _look_up(vault, path, links)
        yield path, doubtful


def _look_up(vault: Vault, path: str, links: Sequence[Link]) -> _Doubtful:
    doubtful = _Doubtful(links, [], [])
    for link in links:
        found = vault.find(link, path)
        if found.state == "unresolved":
            doubtful.unresolved.append(Unresolved(path, link, *_reason(vault, link, path)))
        elif found.state == "ambiguous":
            doubtful.ambiguous.append((link, found))
    return doubtful


def _reason(vault: Vault, link: Link, source: str) -> tuple[str, tuple[str, ...]]:
    target = link.target
    if not link.is_markdown and "%" in target and _PERCENT.search(target):
        found = vault.names.resolve(unquote(target), source)
        if found.path is not None:
            return "WL020", found.candidates or (found.path,)
    parts = [part for part in target.split("/") if part not in ("", ".", "..")]
    near = vault.loose.find(parts[-1]) if parts else []
    suffix = target[len(without_suffix(target)) :].lower()
    near = [file for file in near if file.lower().endswith(suffix)]
    if not near:
        return "", ()
    # In the same folders, as far as the link names them.
    for code, name in (("WL013", comparable), ("WL005", width_name), ("WL004", script_name)):
        wanted = [name(part) for part in (*parts[:-1], without_suffix(parts[-1]))]
        files = tuple(p for p in near if _tail(p, len(parts), name) == wanted)
        if files and (code != "WL004" or any(_differ_in_script(p, parts) for p in files)):
            return code, files
    last = comparable(without_suffix(parts[-1]))
    same = tuple(p for p in near if comparable(_stem(p)) == last)
    return ("WL013", same) if same and "/" in target else ("", ())


def _tail(path: str, length: int, name: Callable[[str], str]) -> list[str]:
    return [name(part) for part in without_suffix(path).split("/")[-length:]]


def _stem(path: str) -> str:
    return without_suffix(path.rpartition("/")[2])


def _differ_in_script(path: str, parts: Sequence[str]) -> bool:
    """Whether there is more between a path and what a link says than spaces and hyphens."""

    def bare(name: str) -> str:
        return re.sub(r"[\s\u2010-]+", "", width_name(name))

    return _tail(path, len(parts), bare) != [*map(bare, (*parts[:-1], without_suffix(parts[-1])))]


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


def is_in_table(note: Note, offset: int) -> bool:
    """Whether an offset lies in a table, where a pipe ends a cell."""
    return is_covered(offset, note.body.tables)


def may_have_tables(note: Note) -> bool:
    """Whether something in the note looks like the line under the head of a table."""
    return "|" in note.text and _RULER_PART.search(note.text) is not None


def pipes_of_table(note: Note, link: Link) -> list[int]:
    """The pipes of a wikilink or embed that a table takes for its own."""
    if link.display is None or link.is_markdown or link.kind == "property":
        return []
    # A pipe that begins a link is no separator.
    start, end = link.target_span.start + 1, link.span.end - 2
    pipes = [found.start() for found in _PIPE.finditer(note.text, start, end)]
    if pipes and _is_in_code(note, link.span.start):
        return []
    if pipes and (is_in_table(note, link.span.start) or _is_in_head(note, link.span.start)):
        return pipes
    return []


def _is_in_code(note: Note, offset: int) -> bool:
    """Whether a table's pipe may have cut a code span open: backticks stand alone before."""
    start, _ = note.lines.bounds(note.lines.place(offset)[0])
    return note.text.count("`", start, offset) % 2 == 1


def _is_in_head(note: Note, offset: int) -> bool:
    """Whether a line would be the head of a table if its links had no pipes."""
    number, _ = note.lines.place(offset)
    ruler = note.lines.line(number + 1)
    if "|" not in ruler or not _RULER.fullmatch(ruler.strip(" \t>")):
        return False
    start, end = note.lines.bounds(number)
    head = note.text[start:end]
    for link in note.links:
        if start <= link.span.start < end and not link.is_markdown:
            head = head.replace(link.span.of(note.text), "x")
    return _cells(head) == _cells(ruler)


def _cells(line: str) -> int:
    inner = line.strip(" \t>\r\n").removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return len(_PIPE.findall(inner)) + 1


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def matter_properties(note: Note, link: Link) -> tuple[str, ...]:
    """The name of the property that a link stands in, for a fix of it."""
    if link.kind != "property":
        return ()
    start = link.span.start
    return tuple(field.key for field in note.fields if _holds(field.value_span, start))
