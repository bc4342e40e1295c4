"""CL009 missing-alt: an image without a text that stands for it."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import late

# Obsidian reads a width, or width and height, behind the text or in its place.
_SIZE = late(r"[ \t]*(?:\|?[ \t]*[0-9]+(?:x[0-9]+)?|\|)?[ \t]*")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One finding for all images of the note whose brackets hold nothing but a size."""
    if "![" not in note.folded:
        return
    bare = [
        image.span
        for image in note.body.destinations
        if image.is_image and _SIZE.fullmatch(note.text, *image.text)
    ]
    if len(bare) == 1:
        yield Finding(bare[0], "this image has no text: write in `[]` what it shows")
    elif bare:
        message = f"{len(bare)} images have no text: write in `[]` what each of them shows"
        yield Finding(bare[0], message)


RULE = Rule(
    code="CL009",
    name="missing-alt",
    scope="body",
    stage="clipping",
    check=check,
    default=False,
)
