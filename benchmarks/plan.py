"""What each generated note will be, drawn before any is written."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from matter import Facts
from prose import ENGLISH, SIMPLIFIED, TRADITIONAL, Language, Prose

_LANGUAGES = [SIMPLIFIED, TRADITIONAL, ENGLISH]
_LANGUAGE_SHARES = [50, 25, 25]


class Kind(NamedTuple):
    """A kind of note: its share, where it lies, and what it is made of.

    `special` is how often a sentence holds something besides words; `blocks` has the weight of
    each block.
    """

    share: int
    folder: str
    special: float
    blocks: Mapping[str, int]


_KINDS = [
    Kind(
        40,
        "clippings/{year}",
        0.25,
        {"paragraph": 60, "heading": 6, "image": 10, "quote": 5, "bold_list": 6, "bullets": 4}
        | {"bare_url": 2, "table": 1, "code": 1, "rule": 1, "html": 1},
    ),
    Kind(
        35,
        "notes/{topic}",
        0.5,
        {"paragraph": 28, "heading": 12, "bullets": 14, "tasks": 5, "links": 4, "callout": 5}
        | {"table": 5, "quote": 3, "embed": 4, "field": 2, "comment": 2, "block_id": 3, "tags": 2},
    ),
    Kind(
        18,
        "docs",
        0.4,
        {"paragraph": 26, "heading": 12, "code": 12, "table": 6, "numbers": 8, "bullets": 8}
        | {"math": 4, "html": 2, "note_reference": 4, "callout": 3, "rule": 2, "setext": 2}
        | {"nested": 4},
    ),
    Kind(
        7,
        "diary",
        0.4,
        {"bullets": 20, "tasks": 12, "paragraph": 16, "heading": 6, "tags": 4, "embed": 3}
        | {"template": 1},
    ),
]


class Plan(NamedTuple):
    """What a note will be: known of all of them first, so that they can link to each other."""

    language: Language
    kind: Kind
    folder: str
    facts: Facts


def draw(random: Random, number: int) -> Plan:
    """The plan of one note; `number` keeps its title apart from all others."""
    prose = Prose(random, random.choices(_LANGUAGES, _LANGUAGE_SHARES)[0])
    kind = random.choices(_KINDS, [kind.share for kind in _KINDS])[0]
    year = random.randint(2019, 2025)
    facts = Facts(
        title=f"{prose.words(3)} {number}",
        author=random.choice(prose.language.names),
        url=f"https://example.com/p/{random.getrandbits(60):x}?id={number}",
        moment=(year, *(random.randint(1, top) for top in (12, 28, 23, 59, 59))),
        tags=random.sample(prose.language.nouns, 2),
        summary=prose.words(4),
    )
    topic = random.choice(["AI", "阅读", "旅行", "工作"])
    return Plan(prose.language, kind, kind.folder.format(year=year, topic=topic), facts)
