"""FM002 duplicate-key: a property that stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.frontmatter import remove
from vaultkit.note.note import Note
from vaultkit.note.properties import Field
from vaultkit.note.spans import Edit

_LONGEST = 40
_NESTED = ("flow", "block")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every property of a name that one above it has; while there is one, none can be read."""
    matter = note.matter
    if matter is None or matter.error is None:
        return
    first: dict[str, Field] = {}
    for field in matter.error.fields:
        kept = first.setdefault(field.key, field)
        if kept is field:
            continue
        line, again = (note.lines.place(one.key_span.start)[0] for one in (kept, field))
        edit = None
        if not _is_equal(kept, field):
            values = f"as {_shown(note, kept)} in line {line} and {_shown(note, field)} in {again}"
            message = f"`{field.key}` stands twice, {values}: keep one of them"
        else:
            message = f"`{field.key}` stands twice, the same in lines {line} and {again}"
            if not _holds_anchor(note, field):
                edit = remove(note.text, matter, field)
            message += ": one is enough" if edit else ": delete one of them"
        yield _finding(field, message, edit)


def _finding(field: Field, message: str, edit: Edit | None) -> Finding:
    return Finding(field.key_span, message, (edit,) if edit else (), properties=(field.key,))


def _is_equal(one: Field, other: Field) -> bool:
    # What an alias stands for is not known here, and `1` is not `1.0` nor `true`.
    return "other" not in (one.style, other.style) and repr(one.value) == repr(other.value)


def _holds_anchor(note: Note, field: Field) -> bool:
    """Whether another property may refer to a part of this one."""
    return field.style in _NESTED and "&" in field.value_span.of(note.text)


def _shown(note: Note, field: Field) -> str:
    written = " ".join(field.value_span.of(note.text).split())
    if len(written) > _LONGEST:
        written = written[: _LONGEST - 1] + "…"
    return f"`{written}`" if written else "nothing"


RULE = Rule(
    code="FM002",
    name="duplicate-key",
    scope="file",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
    severity="error",
)
