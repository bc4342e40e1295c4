"""What libyaml says of front matter that it cannot read, said for people."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from vaultkit.note.properties import MatterError
from vaultkit.note.spans import Span

_NO_PROPERTY = "this line is not `name: value`"
_NO_COMMENT_OR_BREAK = "behind `|` or `>` the text begins on the next line"
_BACKSLASH = "a `\\` in double quotes must be written twice"
_REASONS = {
    "mapping values are not allowed in this context": (
        "a value with `: ` in it needs quotes around it"
    ),
    "could not find expected ':'": _NO_PROPERTY,
    "did not find expected key": _NO_PROPERTY,
    "did not find expected '-' indicator": (
        "this line is no entry of the list above it, which begins with `- `"
    ),
    "found unexpected end of stream": "a quote is opened and never closed",
    "did not find expected ',' or ']'": "a `[` is opened and never closed",
    "did not find expected ',' or '}'": "a `{` is opened and never closed",
    "did not find expected alphabetic or numeric character": (
        "a value that starts with `&` or `*` needs quotes around it"
    ),
    "did not find expected comment or line break": _NO_COMMENT_OR_BREAK,
    "did not find expected hexdecimal number": _BACKSLASH,
    "found unknown escape character": _BACKSLASH,
    "block sequence entries are not allowed in this context": (
        "the first `-` of a list stands on a line of its own"
    ),
    "mapping keys are not allowed in this context": "a value cannot start with `? `",
    "did not find expected <document start>": (
        "this line stands further left than the first property"
    ),
    "did not find expected tag URI": "a value that starts with `!` needs quotes around it",
}
# What is wrong with these is where they begin, not where reading stopped.
_FROM_START = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
)
_STARTS_WRONG = (
    "found character that cannot start any token",
    "did not find expected node content",
)
_COLON = re.compile(r":(?:[ \t]|\Z)")
# What only a stream of several documents has.
_DIRECTIVE = re.compile(r"^(?:%|\.\.\.(?=[ \t\r\n]|\Z))", re.MULTILINE)


class _Place(NamedTuple):
    """A place of a source: its line up to it and from it on, and where the line begins."""

    start: int
    before: str
    after: str


def explain(error: yaml.YAMLError, source: str, base: int) -> MatterError:
    """The mistake and its place; `base` is the offset of `source` in its note's text."""
    if isinstance(error, yaml.reader.ReaderError):
        # The reader counts bytes.
        at = len(source.encode()[: error.position].decode(errors="ignore"))
        reason = "a control character stands here, which YAML does not allow"
    else:
        at, reason = _read(error, source)
    at = min(at, len(source))
    return MatterError(reason, Span(base + at, base + min(at + 1, len(source))))


def _read(error: yaml.YAMLError, source: str) -> tuple[int, str]:
    """Where a mistake is, and its reason."""
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return 0, problem
    at = int(mark.index)
    place = _place(source, at)
    if "\t" in source[place.start : at + 1]:
        return at, "a tab stands here where YAML wants spaces"
    if (found := _DIRECTIVE.search(source)) and found.start() <= at:
        return found.start(), f"a line with `{found[0]}` is none of front matter: take it out"
    if problem in _STARTS_WRONG and at < len(source.rstrip()):
        shown = "a backtick" if source[at] == "`" else f"`{source[at]}`"
        return at, f"a value cannot start with {shown}; put quotes around the value"
    if problem.startswith("mapping values") and not _COLON.search(place.before):
        return _not_indented(source, place)
    if (before := place.before.rstrip()) and problem.endswith(("expected key", "'-' indicator")):
        return at, f"there is text behind `{before[-1]}`: put quotes around the value"
    after = place.after
    if problem.endswith(("']'", "'}'")) and problem[-2] in after and after[0] not in "]}":
        return at, "between two entries there must be a `,`"
    if problem in _FROM_START and error.context_mark is not None:  # type: ignore[attr-defined]
        at = int(error.context_mark.index)  # type: ignore[attr-defined]
    return at, _REASONS.get(problem, problem)


def _not_indented(source: str, place: _Place) -> tuple[int, str]:
    """A property below text, or further right than the property above it."""
    above = source[: place.start].rstrip()
    start = above.rfind("\n") + 1
    if _COLON.search(above, start):
        at = place.start + len(place.before) - len(place.before.lstrip())
        return at, "this line stands further right than the property above it"
    return start, _NO_PROPERTY


def _place(source: str, at: int) -> _Place:
    start = max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1
    after = source[at:].splitlines()
    return _Place(start, source[start:at], after[0] if after else "")
