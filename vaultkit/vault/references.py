"""What the notes, canvases and bases of a vault refer to, and how that is changed."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.note import base, canvas
from vaultkit.note.links import Link, from_destinations, written
from vaultkit.note.markdown import Destination
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.source import UnreadableError
from vaultkit.note.spans import Edit, Span
from vaultkit.note.written import Named, Reference, spelled
from vaultkit.vault.catalog import CANVAS, has_links_only
from vaultkit.vault.resolve import Names

_DEFINITION = late(
    r"\[(?P<label>[^\[\]]+)\]:[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?"
    r"(?:<(?P<in_angles>[^<>\r\n]*)>|(?P<bare>[^\s<]\S*))"
)


def named_by(path: str, text: str) -> Named:
    """What a canvas or base names. Raises UnreadableError."""
    return canvas.read(text) if path.lower().endswith(CANVAS) else base.read(text)


def references(path: str, text: str) -> list[Reference]:
    """What a note, canvas or base refers to, in order; nothing where it cannot be read.

    Of a note these are its links, and the definitions of its references.
    """
    if has_links_only(path):
        try:
            return named_by(path, text).references
        except UnreadableError:
            return []
    note = Note(path, text)
    links = [(link, link.subpath_span(text)) for link in note.links]
    if "]:" in text:
        links = sorted([*links, *_definitions(note)], key=lambda found: found[0].span)
    return [Reference(link, "lookup", "", subpath) for link, subpath in links]


def _definitions(note: Note) -> Iterator[tuple[Link, Span]]:
    """What `[label]: destination` leads to: no links by themselves, but `[text][label]` is one."""
    for kind, span in note.protected:
        found = _DEFINITION.match(note.text, *span) if kind == "definition" else None
        if found is None:
            continue
        label, destination = Span(*found.span("label")), Span(*found.span(found.lastgroup or 0))
        for link in from_destinations(note.text, [Destination(span, label, destination, False)]):
            start = link.target_span.end
            yield link, Span(start, destination.end if link.subpath else start)


def resolved(
    names: Names, reference: Reference, source: str, target: str | None = None
) -> str | None:
    """The file that a reference in the file `source` means, or would mean with another target."""
    target = reference.link.target if target is None else target
    if reference.link.is_external or reference.kind == "folder":
        return None
    if reference.kind == "path":
        return names.at(target).path
    return names.resolve(target, source).path


def retarget(text: str, reference: Reference, target: str) -> Edit:
    """The edit that makes a reference in `text` lead to another file."""
    link = reference.link
    start, end = link.target_span
    if link.is_markdown:
        target = _destination(text, reference, target)
    elif link.kind == "property" and "'" in target and text[link.span.start - 1] == "'":
        # Doubled quotes would be read by YAML, but not by everyone who looks for links.
        start, end = link.span.start - 1, link.span.end + 1
        before, after = Span(start + 1, link.target_span.start), Span(link.target_span.end, end - 1)
        target = f'"{before.of(text)}{target}{after.of(text)}"'
    return Edit(start, end, spelled(target, reference.quote))


def redirect(text: str, reference: Reference, subpath: str) -> Edit:
    """The edit that gives a reference in `text`, which has a subpath, another one."""
    if reference.link.is_markdown:
        parts = subpath.split("#")
        subpath = "#".join(_destination(text, reference, part) for part in parts)
    return Edit(*reference.subpath_span, spelled(subpath, reference.quote))


def _destination(text: str, reference: Reference, said: str) -> str:
    return written(said, in_angles=text[reference.link.target_span.start - 1] == "<")
