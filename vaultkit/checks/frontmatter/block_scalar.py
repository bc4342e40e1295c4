"""FM010 block-scalar: a value of one line written as a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.clippers import is_kept
from vaultkit.note.fields import certain
from vaultkit.note.frontmatter import replace_value, scalar
from vaultkit.note.note import Note

_ONE_LINE = re.compile(r"[|>][-+0-9]*[ \t]*(?:\r\n?|\n)[ \t]*[^ \t\r\n][^\r\n]*")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Blocks of one line; a text of several lines, or one wrapped over several, needs its block."""
    for field in note.fields:
        # What a program knows a note by comes back only as it was written.
        if (
            field.style not in ("literal", "folded")
            or certain(field.key) == "id"
            or is_kept(field.key)
        ):
            continue
        if _ONE_LINE.fullmatch(note.text, *field.value_span):
            written = scalar(str(field.value).strip())
            yield Finding(
                field.value_span,
                f"`{field.key}` is one line written as a block: write it behind the colon",
                (replace_value(note.text, field, written),),
                properties=(field.key,),
            )


RULE = Rule(
    code="FM010",
    name="block-scalar",
    scope="matter",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
)
