"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from vaultkit.note.spans import Edit, Span

Scope = Literal["body", "matter", "file", "vault"]
Safety = Literal["safe", "unsafe"]
Severity = Literal["error", "warning"]
Reach = Literal[
    "matter",
    "script",
    "width",
    "terms",
    "space",
    "delete",
    "repair",
    "links",
    "tags",
    "emphasis",
    "headings",
    "blocks",
]


class NoOptions(msgspec.Struct, forbid_unknown_fields=True):
    """The options of a rule that has none."""


class Finding(msgspec.Struct):
    """Something wrong at one place of one note.

    `span` is in characters of the note's text. `edits` are applied whole or not at all; they may
    not overlap one another. `safety` is only set where this finding's fix is less certain than
    its rule promises, `severity` where it is not that of its rule. `properties` are the names,
    old and new, of the front-matter properties that a fix of reach `matter` touches. `path` and
    `code` are filled in by the runner; a check of scope `vault` sets `path` itself, and `cause`
    where a note of this run has made something wrong at the path of another note.
    """

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    properties: tuple[str, ...] = ()
    safety: Safety | None = None
    severity: Severity | None = None
    path: str = ""
    code: str = ""
    cause: str = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule: its identity, how far its fix may go, and its check.

    `fix` is the best safety that its fixes can have, None where it only reports. `reach` names
    the kinds of change that the guard lets its fixes make; `marks` is the map that a fix of
    reach `width` may apply, and for `terms` has the words that may become one another, each with
    the one that stands for them. `stage` places its fixes in the order of a pass (see STAGES).
    `check(note, options)` yields findings. For scope `vault` it is `check(vault, options)`;
    `gather(note, options)` then makes of each note what the rule needs to know of it, something
    small that can be sent between processes, or None: `vault.gathered[code]` has it by path.
    A rule of scope `vault` in the stage `links` reads `vault.links`: the links of every note,
    canvas and base of the run.
    `evidence(note, options)` makes the same of each note as it was before any fix, for what other
    rules' fixes take away: `vault.evidence[code]`.
    `rename(note, options, path)` is the path that a note should have instead of that: normalize
    moves the note there, where it may make the rule's fixes. What the rule finds wrong with the
    path stands at the start of the note, without edits.
    A finding of a rule of scope `vault` is dropped where one of the rules in `yields_to` says of
    the same place more precisely what is wrong.
    An option named `script`, `fields`, `timezone`, `keep` or `types` that the user has not set
    for the rule takes the vault's setting.
    """

    code: str
    name: str
    scope: Scope
    stage: str
    check: Callable[[Any, Any], Iterator[Finding]]
    gather: Callable[[Any, Any], Any] | None = None
    evidence: Callable[[Any, Any], Any] | None = None
    rename: Callable[[Any, Any, str], str] | None = None
    fix: Safety | None = None
    reach: tuple[Reach, ...] = ()
    marks: Mapping[str, str] = {}
    yields_to: tuple[str, ...] = ()
    default: bool = True
    severity: Severity = "warning"
    options: type[msgspec.Struct] = NoOptions


# The order of fixes in one pass: each stage sees the text that the one before it left.
# Out of order, spacing would separate a gloss from its character, punctuation would rewrite the
# remains of a broken encoding, and a line would be joined to one that is still damaged.
STAGES = (
    "encoding",
    "clipping",
    "lines",
    "frontmatter",
    "dates",
    "tags",
    "script",
    "text",
    "emphasis",
    "structure",
    "links",
    "vaultkit",
)
