"""The loose name: what two names share that people would take for one.

It is NFKC, case folded, Simplified, without white space, hyphens and characters that are not
seen. It finds near misses; nothing is ever renamed by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from vaultkit.note.patterns import HAN, late
from vaultkit.note.script import is_simplified, simplify
from vaultkit.vault.files import NOTE_SUFFIXES

# What a link may leave out.
_SUFFIXES = (*NOTE_SUFFIXES, ".txt")
_UNSEEN = re.compile("[\xad\u200b-\u200f\u2028-\u202e\u2060\ufe0e\ufe0f\ufeff]")
_SPACES = re.compile(r"\s+")
_JOINTS = re.compile(r"[\s\u2010-]+")
# Wide and narrow forms, ideographic spaces, and radicals that stand for a character. NFKC would
# also make `x2` of `x²`, which is another name.
_WIDE = late("[\u2e80-\u2fdf\u3000\uff01-\uffee]+")
_HAN = late(f"[{HAN}]")


def width_name(name: str) -> str:
    """A name without regard to case, width, the kind and number of spaces, and what is not seen."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", _UNSEEN.sub("", name))
        name = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), name)
    return _SPACES.sub(" ", name).strip().lower()


def script_name(name: str) -> str:
    """The same also without regard to script, spaces and hyphens."""
    return _simplified(_JOINTS.sub("", width_name(name)))


def loose_name(name: str) -> str:
    """The loose name of a file, or of a part of a path."""
    return _simplified(folded(name))


def without_suffix(path: str) -> str:
    """A path without the extension that a link to a note may leave out."""
    lower = path.lower()
    return next((path[: -len(one)] for one in _SUFFIXES if lower.endswith(one)), path)


class LooseNames:
    """Every file of a vault by its loose name; `by_name` has their paths by `folded` names."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Index vault paths. Files in or named with a leading dot are no targets of links."""
        self.by_name: dict[str, list[str]] = {}
        # Only names that are alike but for their Han characters can differ in script, so the
        # few that are like a name in question are all that is ever converted.
        self._alike: dict[str, list[str]] = {}
        for path in paths:
            if not (path.startswith(".") or "/." in path):
                name = folded(path.rpartition("/")[2])
                self.by_name.setdefault(name, []).append(path)
                self._alike.setdefault(_HAN.sub("\0", name), []).append(path)

    def find(self, name: str) -> list[str]:
        """The paths of the files with this loose name, `.md` or not, whatever their folder."""
        name = folded(name)
        alike = self._alike.get(_HAN.sub("\0", name), [])
        if not alike or name.isascii():
            return list(alike)
        wanted = _simplified(name)
        return [path for path in alike if loose_name(path.rpartition("/")[2]) == wanted]


def folded(name: str) -> str:
    """The loose name of a file or of a link's target, but for its script."""
    name = without_suffix(name)
    if not name.isascii():
        name = unicodedata.normalize("NFKC", _UNSEEN.sub("", name))
    return _JOINTS.sub("", name).casefold()


def _simplified(name: str) -> str:
    return name if is_simplified(name) or not _HAN.search(name) else simplify(name)
