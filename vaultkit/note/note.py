"""One note: its text, and everything that its text says, each found on first use."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.note import frontmatter, inline, links, markdown
from vaultkit.note.fields import is_prose
from vaultkit.note.frontmatter import FrontMatter
from vaultkit.note.links import Link
from vaultkit.note.properties import Field
from vaultkit.note.source import BOM, Lines, fold, newline_of
from vaultkit.note.spans import Span
from vaultkit.note.tags import Tag

if TYPE_CHECKING:
    from vaultkit.note.genre import Genre
    from vaultkit.note.script import Script

# In the mask, in the place of every character that is not prose. No text holds it.
FILLER = "\0"

# Front matter of files that a plugin, or vaultkit itself, writes and reads back.
_HANDS_OFF = ("kanban-plugin", "excalidraw-plugin", "vaultkit-index")
# A value with any of these may be more than prose: a link, code, a template.
_NOT_PLAIN_PROSE = re.compile(r"\[\[|\]\(|://|%%|[`<${#\\]")


class Protected(NamedTuple):
    """A span that is not prose, and what it is."""

    kind: str
    span: Span


class Note:
    """A note's text and what is in it. Every span is in characters of `text`.

    `path` is relative to the vault, with `/`.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The text with an `x` for every character that is not ASCII: quick to search."""
        return fold(self.text)

    @cached_property
    def lines(self) -> Lines:
        """Offsets to lines and columns."""
        return Lines(self.text)

    @cached_property
    def newline(self) -> str:
        """The line end that a new line gets."""
        return newline_of(self.text)

    @cached_property
    def matter(self) -> FrontMatter | None:
        """The front matter; None when the note has none."""
        return frontmatter.parse(self.text)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The properties; none when the block has an error."""
        return self.matter.fields if self.matter else ()

    @property
    def body_start(self) -> int:
        """Where the body begins: behind the front matter, or behind a BOM."""
        if self.matter:
            return self.matter.span.end
        return len(BOM) if self.text.startswith(BOM) else 0

    @cached_property
    def body(self) -> markdown.Body:
        """The body as CommonMark reads it."""
        return markdown.parse(self.text, self.folded, self.body_start)

    @cached_property
    def _inline(self) -> inline.Inline:
        return inline.scan(self.text, self.folded, self.body_start, self.body)

    @cached_property
    def links(self) -> list[Link]:
        """Every link, in order: in properties, then in the body."""
        if self.matter is None:
            return self._inline.links
        return [*links.from_properties(self.text, self.matter), *self._inline.links]

    @property
    def tags(self) -> list[Tag]:
        """The tags in the body; those of the property `tags` are not among them."""
        return self._inline.tags

    @property
    def comments(self) -> list[Span]:
        """The `%% … %%` comments."""
        return self._inline.comments

    @property
    def block_ids(self) -> list[Span]:
        """The `^ids` at the ends of lines, some of which may be text."""
        if "^" not in self.text:
            return []
        return [Span(start, end) for start, end, kind in self._inline.taken if kind == "block id"]

    @cached_property
    def protected(self) -> list[Protected]:
        """The spans of the body that are not prose, in order and disjoint."""
        return [Protected(kind, Span(start, end)) for start, end, kind in self._inline.taken]

    @cached_property
    def prose(self) -> str:
        """The prose mask: the text with every character that is not prose replaced by FILLER.

        Titles, descriptions and the display text of links are prose; all else in front matter,
        and all protected spans, are not. Offsets are those of `text`.
        """
        text = self.text
        parts: list[str] = []
        at = 0
        for start, end in self._prose_values():
            parts += (FILLER * (start - at), text[start:end])
            at = end
        parts.append(FILLER * (self.body_start - at))
        at = self.body_start
        for start, end, _ in self._inline.taken:
            parts += (text[at:start], FILLER * (end - start))
            at = end
        parts.append(text[at:])
        return "".join(parts)

    @cached_property
    def script(self) -> Script:
        """The Chinese script that the note's prose is in."""
        from vaultkit.note.script import classify

        return classify(self.prose)

    @cached_property
    def genre(self) -> Genre:
        """What kind of text most of the body is."""
        from vaultkit.note import genre

        return genre.find(self.prose, self.body_start, self.script, self.bare_code)

    @cached_property
    def bare_code(self) -> list[Span]:
        """The code that stands in the text without a fence."""
        from vaultkit.note import genre

        return list(genre.code_spans(self.prose, self.body_start))

    @cached_property
    def has_traditional(self) -> bool:
        """Whether the prose has a character that is Traditional only."""
        from vaultkit.note.script import has_traditional

        return has_traditional(self.prose)

    @cached_property
    def has_simplified(self) -> bool:
        """Whether the prose has a character that is Simplified only."""
        from vaultkit.note.script import has_simplified

        return has_simplified(self.prose)

    @cached_property
    def is_hands_off(self) -> bool:
        """Whether a program writes this note (a drawing, a board, an index page): never edited."""
        return self.path.endswith(".excalidraw.md") or any(
            field.key in _HANDS_OFF for field in self.fields
        )

    def _prose_values(self) -> list[Span]:
        """The insides of one-line titles and descriptions."""
        found = []
        for field in self.fields:
            if field.style not in ("plain", "single", "double") or not is_prose(field.key):
                continue
            quote = 0 if field.style == "plain" else 1
            span = Span(field.value_span.start + quote, field.value_span.end - quote)
            written = span.of(self.text)
            # A value with escapes is not what is written.
            if written == field.value and not _NOT_PLAIN_PROSE.search(written):
                found.append(span)
        return found
