"""The fields that notes share, whatever their properties are called.

The table is rules/frontmatter/fields.toml. What a name alone does not say is decided for each
note in meaning.py.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

import msgspec

from vaultkit import RULEBOOK

Language = Literal["en", "zh-Hans", "zh-Hant"]

_DROPPED = re.compile(r"[\s_\-]+")


class FieldSpec(msgspec.Struct, frozen=True):
    """One field: its name in each language, its type, and the other names that mean it.

    `names` has the keys `en`, `zh-Hans` and `zh-Hant`; `type` is text, list, number, checkbox,
    date or url; `aliases`, the names among them, `unsure` (`clipped` and `left` among them),
    `clipped` and `left` are loose keys. `deprecated` is the name under which Obsidian knew it
    once, empty for most.
    """

    field: str
    names: Mapping[str, str]
    type: str
    aliases: frozenset[str]
    unsure: frozenset[str]
    clipped: frozenset[str]
    left: frozenset[str]
    deprecated: str


def loose_key(key: str) -> str:
    """A property name as names are compared: NFKC, case folded, without spaces, `_` and `-`."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", key).casefold())


@cache
def table() -> dict[str, FieldSpec]:
    """Every field by its English name, in the order that properties have."""
    with open(RULEBOOK / "frontmatter" / "fields.toml", "rb") as file:
        data = tomllib.load(file)
    return {field: _spec(field, **entry) for field, entry in data.items()}


def _spec(
    field: str,
    names: dict[str, str],
    type: str,
    aliases: Sequence[str] = (),
    unsure: Sequence[str] = (),
    clipped: Sequence[str] = (),
    left: Sequence[str] = (),
    deprecated: str = "",
) -> FieldSpec:
    return FieldSpec(
        field,
        names,
        type,
        aliases=_loose((*aliases, *names.values(), *filter(None, [deprecated]))),
        unsure=_loose((*unsure, *clipped, *left)),
        clipped=_loose(clipped),
        left=_loose(left),
        deprecated=deprecated,
    )


def _loose(names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(loose_key, names))


@lru_cache(maxsize=4096)
def meanings(key: str) -> tuple[str, ...]:
    """The fields that a property name can mean, the likeliest first."""
    loose = loose_key(key)
    found = [spec for spec in table().values() if loose in spec.aliases or loose in spec.unsure]
    return tuple(spec.field for spec in sorted(found, key=lambda spec: loose not in spec.aliases))


@lru_cache(maxsize=4096)
def certain(key: str) -> str | None:
    """The field that a property name means whatever its value; None for one that is unsure."""
    loose = loose_key(key)
    if any(loose in spec.unsure for spec in table().values()):
        return None
    return next(iter(meanings(key)), None)


@cache
def deprecated() -> dict[str, str]:
    """The names under which Obsidian knew some properties once, each with the name of today."""
    return {spec.deprecated: spec.field for spec in table().values() if spec.deprecated}


def assigned(types: Mapping[str, str], key: str) -> str | None:
    """The type of a property in `.obsidian/types.json`; Obsidian looks it up in lower case."""
    return (types.get(key) or types.get(key.casefold())) if types else None


@lru_cache(maxsize=4096)
def holds_date(key: str) -> bool:
    """Whether a property name can mean a date."""
    return any(table()[field].type == "date" for field in meanings(key))


@lru_cache(maxsize=4096)
def is_prose(key: str) -> bool:
    """Whether the property's value is prose: titles and descriptions are, names and ids not."""
    return certain(key) in ("title", "description")
