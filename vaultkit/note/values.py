"""What a value tells of itself, whatever property it stands in.

The table of words is rules/frontmatter/values.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache

import msgspec

from vaultkit import RULEBOOK
from vaultkit.note.patterns import late

_LINK = late(r"\[\[[^\[\]\r\n]*\]\]")
_BETWEEN_NAMES = late(r"[,，、;；&＆]|[ \t][/|][ \t]|[ \t]and[ \t]", re.IGNORECASE)

# What people write in the place of a checkbox, case folded, and the value that it is.
BOXES = {
    "true": "true",
    "yes": "true",
    "是": "true",
    "false": "false",
    "no": "false",
    "否": "false",
}


class Words(msgspec.Struct, frozen=True):
    """Words as `fold` leaves them: those that say how far a reader is, names of sites, and those
    that say nothing.

    `failed` are what programs write in the place of a value, `absent` what people write;
    `starts` are the characters that those two, and fields of templates, can start with;
    `not_failed` and `not_absent` are the fields, by their English names, in which such a word
    may be meant.
    """

    status: frozenset[str]
    sites: frozenset[str]
    failed: frozenset[str]
    absent: frozenset[str]
    starts: frozenset[str]
    not_failed: frozenset[str]
    not_absent: frozenset[str]


def fold(text: str) -> str:
    """A text as words are compared: case folded, without the blanks around it."""
    return text.casefold().strip()


@cache
def words() -> Words:
    """The table."""
    with open(RULEBOOK / "frontmatter" / "values.toml", "rb") as file:
        data = tomllib.load(file)
    failed, absent = (_folded(data[kind]["words"]) for kind in ("failed", "absent"))
    starts = {word[0] for word in failed | absent} | {" ", "{"}
    return Words(
        status=_folded(data["status"]["words"]),
        sites=_folded(data["site"]["words"]),
        failed=failed,
        absent=absent,
        starts=frozenset(starts | {start.upper() for start in starts}),
        not_failed=frozenset(data["failed"]["except"]),
        not_absent=frozenset(data["absent"]["except"]),
    )


def is_status(text: str) -> bool:
    """Whether a text says how far someone is with something."""
    return fold(text) in words().status


def is_site(text: str) -> bool:
    """Whether a text is the name of a site that is known to publish."""
    return fold(text) in words().sites


def may_be_several(text: str) -> bool:
    """Whether a text may be several entries of a list: `Doe, John` is one name, `a, b` two."""
    return _BETWEEN_NAMES.search(_LINK.sub("", text)) is not None or len(_LINK.findall(text)) > 1


def _folded(entries: Sequence[str]) -> frozenset[str]:
    return frozenset(map(fold, entries))
