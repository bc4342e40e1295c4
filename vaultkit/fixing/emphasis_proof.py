"""The part of the proof for bodies that sees to it that fixes of emphasis take none away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vaultkit.fixing.dialect import Token

_INLINE = frozenset(["bold", "italic", "highlighted", "struck through", "link"])
_MARKS = ("**", "~~")


class _Paragraph(NamedTuple):
    """Its letters, the numbers of those that are emphasised, and the text that is shown."""

    letters: str
    emphasised: set[int]
    text: str


def lost(old: Iterable[Token], new: Iterable[Token]) -> str | None:
    """The first letters that would lose their emphasis, though marks would be left beside them.

    Where none is left in a paragraph, they stood between two pairs and now all pairs are shown.
    Paragraphs whose letters changed are not compared.
    """
    for was, now in zip_longest(_paragraphs(old), _paragraphs(new)):
        if not (was and now and was.letters == now.letters):
            continue
        gone = sorted(was.emphasised - now.emphasised)
        if gone and any(mark in now.text for mark in _MARKS):
            return "".join(was.letters[index] for index in gone)
    return None


def _paragraphs(tokens: Iterable[Token]) -> Iterator[_Paragraph]:
    paragraph = _Paragraph("", set(), "")
    depth = 0
    for token in tokens:
        if token.kind in ("open", "close") and token.name not in _INLINE:
            yield paragraph
            paragraph = _Paragraph("", set(), "")
        elif token.kind in ("open", "close"):
            depth += (token.kind == "open") - (token.kind == "close") if token.name != "link" else 0
            paragraph = paragraph._replace(text=paragraph.text + "\n")
        else:
            letters, emphasised, text = paragraph
            come = "".join(filter(str.isalnum, token.value))
            if depth:
                emphasised.update(range(len(letters), len(letters) + len(come)))
            shown = token.value if token.kind == "text" else "\n"
            paragraph = _Paragraph(letters + come, emphasised, text + shown)
    yield paragraph
