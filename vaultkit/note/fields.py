"""The fields that notes share, whatever their properties are called.

The table is rules/frontmatter/fields.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from vaultkit import RULEBOOK

_DROPPED = re.compile(r"[\s_\-]+")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its name in each language, its type, and the other names that mean it.

    `names` has the keys `en`, `zh-Hans` and `zh-Hant`; `type` is text, list, number, checkbox,
    date or url; `aliases` and `unsure` are loose keys.
    """

    field: str
    names: Mapping[str, str]
    type: str
    aliases: frozenset[str]
    unsure: frozenset[str]


def loose_key(key: str) -> str:
    """A property name as names are compared: NFKC, case folded, without spaces, `_` and `-`."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", key).casefold())


@cache
def table() -> dict[str, FieldSpec]:
    """Every field by its English name, in the order that properties have."""
    with open(RULEBOOK / "frontmatter" / "fields.toml", "rb") as file:
        data = tomllib.load(file)
    return {
        field: FieldSpec(
            field=field,
            names=entry["names"],
            type=entry["type"],
            aliases=frozenset(map(loose_key, [*entry["aliases"], *entry["names"].values()])),
            unsure=frozenset(map(loose_key, entry.get("unsure", ()))),
        )
        for field, entry in data.items()
    }


@lru_cache(maxsize=4096)
def meanings(key: str) -> tuple[str, ...]:
    """The fields that a property name can mean; a single one is certain unless it is `unsure`."""
    loose = loose_key(key)
    return tuple(
        spec.field for spec in table().values() if loose in spec.aliases or loose in spec.unsure
    )


@lru_cache(maxsize=4096)
def is_prose(key: str) -> bool:
    """Whether the property's value is prose: titles and descriptions are, names and ids not."""
    loose = loose_key(key)
    return any(loose in table()[field].aliases for field in ("title", "description"))
