"""SC005 script-of-name: a file name, tag, alias or title in the other script than the vault."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from vaultkit.checks import chinese
from vaultkit.checks.chinese import Target, to_traditional, without
from vaultkit.checks.linking import unresolved
from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.fields import certain
from vaultkit.note.note import FILLER, Note
from vaultkit.note.script import config_to_simplified, convert, has_simplified, has_traditional
from vaultkit.note.sentences import has_kana
from vaultkit.note.spans import Edit, Span, is_covered
from vaultkit.note.tags import entries
from vaultkit.vault.resolve import comparable

_QUOTES = {"plain": 0, "single": 1, "double": 1}
_START = Span(0, 0)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`script` is what names are to be in, `keep` what stays as it is written."""

    script: Target = "keep"
    keep: tuple[str, ...] = ()


class Use(NamedTuple):
    """One place of a name: what kind it is, as it stands and as it should.

    `span` is that of the characters, without quotes and marks; `key` is its property's. A file
    name stands at the start, and is the whole path.
    """

    kind: str
    written: str
    wanted: str
    span: Span = _START
    key: str = ""


def rename(note: Note, options: Options, path: str) -> str:
    """The path with the name of the file in the vault's script; folders stay as they are."""
    folder, slash, name = path.rpartition("/")
    bare, extension = posixpath.splitext(name)
    wanted = _converted(bare, options)
    if wanted == bare or note.script.kind == "ja":
        return path
    return f"{folder}{slash}{wanted}{extension}"


def gather(note: Note, options: Options) -> list[Use] | None:
    """The names of a note that are to be converted."""
    if options.script == "keep":
        return None
    found = [*_tags(note, options), *_aliases(note, options), *_title(note, options)]
    if note.matter is not None and note.matter.error is not None:
        # A change in front matter that cannot be read would be refused.
        found = [use for use in found if not use.key]
    path = rename(note, options, note.path)
    if path != note.path:
        found.insert(0, Use("file", note.path, path))
    return found if found and note.script.kind != "ja" else None


def check(vault: Any, options: Options) -> Iterator[Finding]:
    """One finding for each name of each note, with all places where the note has it."""
    gathered: Mapping[str, list[Use]] = vault.gathered["SC005"]
    if not gathered:
        return
    taken = {comparable(entry.path) for entry in vault.listing.entries}
    linked = {comparable(found.link.target) for found in unresolved(vault)}
    for path, uses in gathered.items():
        names: dict[tuple[str, str], list[Use]] = {}
        for use in uses:
            names.setdefault((use.kind, use.written), []).append(use)
        for (kind, written), places in names.items():
            wanted = places[0].wanted
            if kind == "alias" and comparable(written) in linked:
                continue  # The link finds its note by it: WL012.
            if kind == "file":
                name = posixpath.splitext(posixpath.basename(wanted))[0]
                what = 'which `normalize` with `also = ["SC005"]` renames'
                if comparable(wanted) in taken:
                    what = "but another note has that name"
                message = f"the name of the file is not in the vault's script: `{name}`, {what}"
                yield Finding(_START, message, path=path)
                continue
            mark = "#" if kind == "tag" else ""
            yield Finding(
                places[0].span,
                f"the {kind} `{mark}{written}` is not in the vault's script: `{mark}{wanted}`",
                tuple(_edit(use) for use in places),
                tuple(dict.fromkeys(use.key for use in places if use.key)),
                path=path,
            )


def _edit(use: Use) -> Edit:
    if use.kind == "tag" and not use.key:
        return Edit(use.span.start - 1, use.span.end, f"#{use.wanted}")
    return Edit(*use.span, use.wanted)


def _tags(note: Note, options: Options) -> Iterator[Use]:
    known = [item.value for _, item, _ in entries(note)]
    for field, item, is_plain in entries(note):
        # Where the list has both, TG003 says so.
        for use in _use("tag", note, field.key, item, options) if is_plain else ():
            if use.wanted not in known:
                yield use
    for tag in note.tags:
        wanted = _converted(tag.name, options)
        if wanted != tag.name and not is_covered(tag.span.start, note.comments):
            yield Use("tag", tag.name, wanted, Span(tag.span.start + 1, tag.span.end))


def _aliases(note: Note, options: Options) -> Iterator[Use]:
    """Without those that say what the note is called elsewhere: they are there to be found by."""
    own = posixpath.splitext(posixpath.basename(note.path))[0]
    for field in note.fields:
        if certain(field.key) == "aliases":
            known = [own, _converted(own, options), *(item.value for item in field.entries)]
            for item in field.entries:
                for use in _use("alias", note, field.key, item, options):
                    if use.wanted not in known:
                        yield use


def _title(note: Note, options: Options) -> Iterator[Use]:
    """Where the note as a whole is not converted, or looked at, with the title in it."""
    for field in note.fields:
        if certain(field.key) == "title" and not field.items:
            for use in _use("title", note, field.key, field.entries[0], options):
                found = chinese.read(note, options.keep)
                if found is None or (options.script.startswith(found.main) and not found.strays):
                    yield use


def _use(kind: str, note: Note, key: str, item: Any, options: Options) -> Iterator[Use]:
    """The use of a name in a property, where it is written as it is meant."""
    value, quote = item.value, _QUOTES.get(item.style)
    if not isinstance(value, str) or value.isascii() or quote is None:
        return
    span = Span(item.span.start + quote, item.span.end - quote)
    wanted = _converted(value, options)
    if wanted != value and span.of(note.text) == value:
        yield Use(kind, value, wanted, span, key)


def _converted(name: str, options: Options) -> str:
    """The name in the vault's script; as it is, where nothing in it is surely of the other."""
    if name.isascii() or options.script == "keep":
        return name
    shown = without(name, options.keep)
    to_simplified = options.script == "zh-Hans"
    has_foreign = has_traditional if to_simplified else has_simplified
    if not has_foreign(shown) or has_kana(name):
        return name
    if to_simplified:
        new = convert(shown, config_to_simplified(shown))
    else:
        letters = list(shown)
        for at, letter in to_traditional(shown, options.script):
            letters[at] = letter
        new = "".join(letters)
    return "".join(own if to == FILLER else to for own, to in zip(name, new, strict=True))


RULE = Rule(
    code="SC005",
    name="script-of-name",
    scope="vault",
    stage="script",
    gather=gather,
    check=check,
    rename=rename,
    fix="unsafe",
    reach=("tags", "matter"),
    options=Options,
    default=False,
)
