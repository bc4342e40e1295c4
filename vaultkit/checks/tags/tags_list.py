"""TG001 tags-list: tags that Obsidian does not read."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.listing import cut
from vaultkit.checks.rule import Finding, NoOptions, Rule, Safety
from vaultkit.note.frontmatter import block_list, indent, replace_value, scalar
from vaultkit.note.note import Note
from vaultkit.note.patterns import late
from vaultkit.note.properties import Field, Item
from vaultkit.note.spans import Edit, Span
from vaultkit.note.tags import HASHES, SEPARATOR, entries, is_name, part

_ONE_LINE = ("plain", "single", "double")
_LIKE_A_TAG = late(r"[ \t]+#[^\s#]")
_CHINESE_SEPARATOR = late("[，、；]")
_REST_OF_LINE = late(r"[ \t]*([^\r\n]*)")
# A mark of a block list, from the start of its line.
_DASH = late(r"[ \t]*-[ \t]+")
_BLOCK_HEAD = late(r"[|>][-+0-9]*[ \t]*(?=[\r\n])")
# Links and templates are no tags, and what a template will write is not known.
_NO_TAGS = ("[[", "{{", "<%")
_ADDRESS = ("](", "://")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """The property `tags` where it is not a list of names; a single name is read too."""
    for field, item, is_plain in entries(note):
        # `-coast` below the name is an entry whose writer forgot the blank.
        if is_plain and (field.items or not str(item.value).startswith("-")):
            continue
        if field.items:
            yield from _entry(note, field, item)
        elif field.style == "empty":
            yield from _comment(note, field)
        elif field.style in ("literal", "folded"):
            yield from _block(note, field)
        elif field.style in _ONE_LINE and field.value is not None:
            yield from _text(note, field)


def _text(note: Note, field: Field) -> Iterator[Finding]:
    written = field.value_span.of(note.text)
    value = field.value if isinstance(field.value, str) else written
    if value.startswith("-") and "\n" in note.text[field.key_span.end : field.value_span.start]:
        lines = _without_dashes(written.splitlines()) or []
        yield _listed(note, field, value, [name for line in lines for name in part(line)])
        return
    names = part(value if SEPARATOR.search(value) else ",".join(value.split()))
    if not names or any(mark in value for mark in _NO_TAGS):
        return
    if value.strip().lstrip(HASHES) == names[0]:
        yield from _entry(note, field, Item(field.value, field.value_span, field.style))
        return
    # In `tags: a, #b` the second tag is a comment: its writer has to say that it is none.
    certain = not _LIKE_A_TAG.match(note.text, field.value_span.end)
    yield _listed(note, field, value, names if certain else [])


def _block(note: Note, field: Field) -> Iterator[Finding]:
    """A block of several lines; one of a single line is for FM010."""
    written = field.value_span.of(note.text)
    if len(written.splitlines()) < 3 or any(mark in written for mark in _NO_TAGS):
        return
    _, *lines = written.splitlines()
    dashed = _without_dashes(lines)
    names = [name for line in dashed or lines for name in part(line)]
    if field.style == "folded" and dashed is None:
        names = [name for text in names for name in text.split()]
    if names:
        certain = _BLOCK_HEAD.match(written) and all(line.strip()[:2] != "# " for line in lines)
        yield _listed(note, field, str(field.value), names if certain else [])


def _without_dashes(lines: list[str]) -> list[str] | None:
    """The entries of lines that each begin with a dash; None for others."""
    lines = [line.strip() for line in lines if line.strip()]
    return [line[1:] for line in lines] if all(line[0] == "-" for line in lines) else None


def _comment(note: Note, field: Field) -> Iterator[Finding]:
    """`tags: #a #b`, which is nothing but a comment."""
    rest = _REST_OF_LINE.match(note.text, field.value_span.end)
    if rest is None or not rest[1].startswith("#"):
        return
    names = part(rest[1])
    words = rest[1].split()
    if any(word[0] != "#" for word in words) or not names or not all(map(is_name, names)):
        return
    spaces = indent(note.text, note.matter) if note.matter else None
    edits: tuple[Edit, ...] = ()
    if spaces is not None:
        written = block_list(list(map(scalar, names)), note.newline, spaces)
        edits = (Edit(field.value_span.end, rest.end(), written),)
    yield Finding(
        Span(*rest.span(1)),
        f"`{rest[1].strip()}` is a comment here, and no tag: write each without `#` on a line of"
        " its own",
        edits,
        properties=(field.key,),
        # A single word may be a comment indeed.
        safety=None if len(names) > 1 else "unsafe",
    )


def _listed(note: Note, field: Field, value: str, names: list[str]) -> Finding:
    """What is said of a text of several tags; without `names` it is only reported."""
    spaces = indent(note.text, note.matter) if note.matter else None
    edits: tuple[Edit, ...] = ()
    # A dash or `#` by itself may be a mark of a list or of a comment.
    certain = all(name[0] != "-" for name in names) and set(value.split()).isdisjoint(HASHES)
    if spaces is not None and names and certain and not any(mark in value for mark in _ADDRESS):
        written = block_list([scalar(name) for name in names], note.newline, spaces)
        edits = (replace_value(note.text, field, written),)
    message = (
        f"Obsidian reads no tag in `{' '.join(value.split())}`: write each on a line of its own"
    )
    if value.startswith("-"):
        message = f"`{' '.join(value.split())}` is read as text: a list has `- ` before each entry"
    return Finding(field.value_span, message, edits, properties=(field.key,))


def _entry(note: Note, field: Field, item: Item) -> Iterator[Finding]:
    if item.style not in _ONE_LINE:
        return
    written = item.span.of(note.text)
    if item.value is None:
        edit = cut(note, field, item)
        message = f"`{written}` is an empty entry for Obsidian, and no tag: take it out"
        yield Finding(item.span, message, (edit,) if edit else (), (field.key,))
        return
    if not isinstance(item.value, str):
        more = " and add something besides digits" if written.isdigit() else ""
        message = f"`{written}` is no text for Obsidian, and so no tag: put quotes around it{more}"
        yield Finding(item.span, message, (Edit(*item.span, f'"{written}"'),), (field.key,))
        return
    value = item.value
    names = part(value)
    if not names or names == [value] or any(mark in value for mark in _NO_TAGS):
        return
    quote = written[0] if item.style != "plain" else ""
    pieces = [f"{quote}{name}{quote}" if quote else scalar(name) for name in names]
    gap = _gap(note, field, item) if len(names) > 1 else ""
    edits: tuple[Edit, ...] = ()
    # A value with escapes is not what is written.
    is_address = any(mark in value for mark in _ADDRESS)
    if gap is not None and not is_address and written == f"{quote}{value}{quote}":
        edits = (Edit(*item.span, gap.join(pieces)),)
    safety: Safety | None = None
    if len(names) > 1:
        message = f"`{value}` is read as one tag: write each as an entry of its own"
        # A comma may belong to the name in a list that its writer parted, and a Chinese comma is
        # legal in a tag.
        doubtful = _CHINESE_SEPARATOR if len(field.items) == 1 else SEPARATOR
        safety = "unsafe" if doubtful.search(value) else None
    elif value.strip() == names[0]:
        message = f"`{names[0]}` has spaces around it: take them out"
    else:
        mark = next(mark for mark in value if mark in HASHES or SEPARATOR.match(mark))
        message = f"in the property a tag has no `{mark}`"
    yield Finding(item.span, message, edits, (field.key,), safety)


def _gap(note: Note, field: Field, item: Item) -> str | None:
    """What parts an entry of this list from the next; None where that is not certain."""
    if field.style == "flow":
        return ", "
    start, _ = note.lines.bounds(note.lines.place(item.span.start)[0])
    dash = _DASH.fullmatch(note.text, start, item.span.start)
    return note.newline + dash[0] if dash and field.style == "block" else None


RULE = Rule(
    code="TG001",
    name="tags-list",
    scope="matter",
    stage="tags",
    check=check,
    fix="safe",
    reach=("matter",),
)
