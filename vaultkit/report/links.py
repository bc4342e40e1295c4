"""Links for people: by the note that they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from vaultkit.report.text import printable
from vaultkit.vault.placed_links import PlacedLink


def print_links(links: Iterable[PlacedLink], stream: TextIO) -> None:
    """Print each file's path, and below it its links with place, state and where they lead."""
    for path, own in groupby(links, key=lambda link: link.path):
        print(printable(path), file=stream)
        for link in own:
            line = f"  {link.line}:{link.column}: {link.state} {link.raw}"
            if link.candidates:
                line += f" -> one of {', '.join(link.candidates)}"
            elif link.resolved is not None:
                line += f" -> {link.resolved}"
            print(printable(line), file=stream)


def summary(links: Iterable[PlacedLink]) -> str:
    """How many links there are of each state."""
    states = Counter(link.state for link in links)
    counts = ", ".join(f"{count:,} {state}" for state, count in states.most_common())
    total = states.total()
    return f"{total:,} link{'' if total == 1 else 's'}{': ' if counts else ''}{counts}"
