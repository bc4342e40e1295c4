"""CL009 missing-alt: an image without a text that stands for it."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import late

# Obsidian reads a width, or width and height, behind the text or in its place.
_SIZE = late(r"[ \t]*(?:\|?[ \t]*[0-9]+(?:x[0-9]+)?|\|)?[ \t]*")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every image whose brackets hold nothing but its size."""
    if "![" not in note.folded:
        return
    for image in note.body.destinations:
        if image.is_image and _SIZE.fullmatch(note.text, *image.text):
            yield Finding(
                image.span,
                "this image has no text that stands for it: write in `[]` what it shows",
            )


RULE = Rule(
    code="CL009",
    name="missing-alt",
    scope="body",
    stage="clipping",
    check=check,
    default=False,
)
