"""What a link that leads nowhere may have meant: a name that is alike, or nearly it."""

from __future__ import annotations

import re
from collections import Counter

from vaultkit.note.links import Link
from vaultkit.note.patterns import HAN, late
from vaultkit.vault.files import is_attachment_name
from vaultkit.vault.loose import LooseNames, folded, without_suffix
from vaultkit.vault.resolve import Names

_DIGITS = re.compile("[0-9]")
_HAN = late(f"[{HAN}]")
_WORDS = late("[^\\W\\d_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_SHORTEST = 4
_FREQUENT = 300
_LOOKED_AT = 5
_ALIKE = 0.75
_ALIKE_WORDS = 0.8
_ALIKE_REST = 0.5


class Near:
    """The files of a vault by what their names have in common."""

    def __init__(self, loose: LooseNames, names: Names) -> None:
        self._names = names
        self._loose = loose
        self._by_pair: dict[str, list[str]] = {}

    def suggest(self, link: Link) -> str:
        """Up to two targets that a link may have meant, for a person; empty if none is near."""
        if "://" in link.target:
            return ""
        name = link.target.rpartition("/")[2]
        paths = self._loose.find(name) or self._nearly(name)
        targets = [p if link.is_path else self._names.shortest(p, "") for p in paths[:2]]
        return " or ".join(f"`{target}`" for target in targets)

    def _nearly(self, target: str) -> list[str]:
        wanted = folded(target)
        if len(wanted) < _SHORTEST:
            return []
        if not self._by_pair:
            # No link of a person means a generated page, which is `← Name`.
            for name in (name for name in self._loose.by_name if name[:1] != "←"):
                for pair in _pairs(name):
                    self._by_pair.setdefault(pair, []).append(name)
        # A pair that is in every name tells none from another.
        found = (self._by_pair.get(pair, []) for pair in _pairs(wanted))
        shared = Counter(name for list_ in found if len(list_) <= _FREQUENT for name in list_)
        ranked = sorted(
            ((_alike(name, wanted), name) for name, _ in shared.most_common(_LOOKED_AT)),
            reverse=True,
        )
        for alike, name in ranked:
            paths = self._loose.by_name[name]
            if alike >= _ALIKE and _may_be_meant(target, paths[0]):
                return paths
        return []


def _alike(one: str, other: str) -> float:
    import difflib

    return difflib.SequenceMatcher(None, one, other).ratio()


def _may_be_meant(target: str, path: str) -> bool:
    """Whether a target and a path with names alike are so in all parts of them."""
    if is_attachment_name(target) != is_attachment_name(path):
        return False
    one, other = (without_suffix(name.rpartition("/")[2]).casefold() for name in (target, path))
    # Another number is another thing.
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    words = _WORDS.findall(one), _WORDS.findall(other)
    rests = [_WORDS.sub("", folded(name)) for name in (one, other)]
    return (
        len(words[0]) == len(words[1])
        and all(_alike(*pair) >= _ALIKE_WORDS for pair in zip(*words, strict=True))
        and (not all(map(_HAN.search, rests)) or _alike(*rests) >= _ALIKE_REST)
    )


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
