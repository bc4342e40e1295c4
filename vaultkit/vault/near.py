"""What a link that leads nowhere may have meant: a name that is alike, or nearly it."""

from __future__ import annotations

import re
from collections import Counter

from vaultkit.note.links import Link
from vaultkit.vault.loose import LooseNames, folded
from vaultkit.vault.resolve import Names

_DIGITS = re.compile("[0-9]")
_SHORTEST = 4
_FREQUENT = 300
_LOOKED_AT = 5
_ALIKE = 0.75


class Near:
    """The files of a vault by what their names have in common."""

    def __init__(self, loose: LooseNames, names: Names) -> None:
        self._names = names
        self._loose = loose
        self._by_pair: dict[str, list[str]] = {}

    def suggest(self, link: Link) -> str:
        """Up to two targets that a link may have meant, for a person; empty if none is near."""
        name = link.target.rpartition("/")[2]
        paths = self._loose.find(name) or self._nearly(folded(name))
        targets = [p if link.is_path else self._names.shortest(p, "") for p in paths[:2]]
        return " or ".join(f"`{target}`" for target in targets)

    def _nearly(self, wanted: str) -> list[str]:
        import difflib

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
        numbers = _DIGITS.findall(wanted)
        best = max(
            (
                (difflib.SequenceMatcher(None, name, wanted).ratio(), name)
                for name, _ in shared.most_common(_LOOKED_AT)
                # Another number is another thing.
                if _DIGITS.findall(name) == numbers
            ),
            default=(0.0, ""),
        )
        return self._loose.by_name[best[1]] if best[0] >= _ALIKE else []


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
