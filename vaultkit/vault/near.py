"""What a link that leads nowhere may have meant: the loose name, and names that are nearly it.

The loose name is for suggestions, and for fixes that exactly one file fits; no file is renamed
by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from vaultkit.note.links import Link
from vaultkit.note.patterns import late
from vaultkit.vault.files import NOTE_SUFFIXES
from vaultkit.vault.resolve import Names

_JOINTS = late("[\\s\u200b-\u200d\ufeff_-]+")
_DIGITS = re.compile("[0-9]")
_SHORTEST = 4
_FREQUENT = 300
_LOOKED_AT = 5
_ALIKE = 0.75


def loose_names(names: Sequence[str]) -> list[str]:
    """What spellings of a name have in common: width, case, spaces, joints and script apart.

    OpenCC is loaded only where one of the names is Traditional.
    """
    folded = [_JOINTS.sub("", unicodedata.normalize("NFKC", name).casefold()) for name in names]
    joined = "\n".join(folded)
    if joined.isascii():
        return folded
    from vaultkit.note import script

    if not script.classify(joined).traditional:
        return folded
    return script.convert(joined, "t2s").split("\n")


class Near:
    """The files of a vault by loose name, notes without their extension."""

    def __init__(self, paths: Iterable[str], names: Names) -> None:
        self._names = names
        self._paths = [path for path in paths if not path.startswith(".")]
        self._by_loose: dict[str, list[str]] = {}
        for path, loose in zip(
            self._paths, loose_names(list(map(_name, self._paths))), strict=True
        ):
            self._by_loose.setdefault(loose, []).append(path)
        self._by_pair: dict[str, list[str]] = {}

    def alike(self, target: str) -> list[str]:
        """The files with the same loose name as a link's target, folders aside."""
        (loose,) = loose_names([_name(target)])
        return self._by_loose.get(loose, []) if loose else []

    def suggest(self, link: Link) -> str:
        """Up to two targets that a link may have meant, for a person; empty if none is near."""
        paths = self.alike(link.target) or self._nearly(link.target)
        targets = [p if link.is_path else self._names.shortest(p, "") for p in paths[:2]]
        return " or ".join(f"`{target}`" for target in targets)

    def _nearly(self, target: str) -> list[str]:
        import difflib

        (wanted,) = loose_names([_name(target)])
        if len(wanted) < _SHORTEST:
            return []
        if not self._by_pair:
            for loose in self._by_loose:
                for pair in _pairs(loose):
                    self._by_pair.setdefault(pair, []).append(loose)
        # A pair that is in every name tells none from another.
        found = (self._by_pair.get(pair, []) for pair in _pairs(wanted))
        shared = Counter(loose for list_ in found if len(list_) <= _FREQUENT for loose in list_)
        numbers = _DIGITS.findall(wanted)
        best = max(
            (
                (difflib.SequenceMatcher(None, loose, wanted).ratio(), loose)
                for loose, _ in shared.most_common(_LOOKED_AT)
                # Another number is another thing.
                if _DIGITS.findall(loose) == numbers
            ),
            default=(0.0, ""),
        )
        return self._by_loose[best[1]] if best[0] >= _ALIKE else []


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _name(path: str) -> str:
    """A file's name or a link's target without folders and without the extension of a note."""
    name = path.rpartition("/")[2]
    suffix = name[name.rfind(".") :].lower()
    return name[: -len(suffix)] if suffix in NOTE_SUFFIXES else name
