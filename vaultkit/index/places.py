"""What the generated pages are called.

The page of `AI` is `← AI.md`: if it were `AI.md`, it would be what `[[AI]]` means. Nobody calls
a note of their own so, and where a file of the vault has such a name, the page gets a number.
Only a link that is written to a page, `[[← AI]]`, leads to one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from vaultkit.vault.filenames import sanitize
from vaultkit.vault.files import NOTE_SUFFIXES
from vaultkit.vault.resolve import comparable

_ARROW = "← "
# A second arrow, because `← overview` is the page of a note called `overview`.
OVERVIEW = "←← overview"

_SUFFIXES = (*NOTE_SUFFIXES, ".txt")


def is_page_name(text: str) -> bool:
    """Whether a file name, or the last part of a link, is that of a generated page."""
    return text.startswith("←") and comparable(text).startswith((_ARROW, OVERVIEW))


class Places:
    """Gives out page names that change what no link means, and that lead to their pages."""

    def __init__(self, files: Iterable[str], replaceable: Collection[str] = ()) -> None:
        """`files` are the names of the vault's files, `replaceable` those that a page may meet.

        Both are comparable and with extension.
        """
        self._files = {name for name in files if is_page_name(name)}
        self._replaceable = frozenset(replaceable)
        self._numbers: dict[str, int] = {}

    def take(self, name: str) -> str:
        """The name, without `.md`, of the page about a note or a name.

        The first to come has the plain name, the others get ` 2`, ` 3` ….
        """
        return self._take(_ARROW + sanitize(name))

    def take_overview(self) -> str:
        """The name of the overview, without `.md`."""
        return self._take(OVERVIEW)

    def _take(self, base: str) -> str:
        number = self._numbers.get(comparable(base), 0) + 1
        stem = base if number == 1 else f"{base} {number}"
        while not self._is_free(comparable(stem)):
            number += 1
            stem = f"{base} {number}"
        self._numbers[comparable(base)] = number
        self._files.add(comparable(stem) + ".md")
        return stem

    def _is_free(self, stem: str) -> bool:
        page = stem + ".md"
        # A link may leave an extension out, and a name may end in what looks like one: `← a.md`
        # is `← a.md.md` as long as no file is called so.
        others = [stem, *(stem + suffix for suffix in _SUFFIXES if suffix != ".md")]
        others += [page + suffix for suffix in _SUFFIXES]
        return page not in self._files and not any(
            other in self._files or other in self._replaceable for other in others
        )
