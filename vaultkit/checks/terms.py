"""The words that Taiwan, the mainland and Hong Kong say differently.

The table is rules/script/terms.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from vaultkit import RULEBOOK
from vaultkit.note.script import convert

Region = Literal["tw", "cn", "hk"]


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One term, in Traditional characters; the table says what each part means."""

    tw: str
    cn: str
    hk: str = ""
    only: Literal["", "tw", "cn"] = ""
    within: tuple[str, ...] = ()


class Word(NamedTuple):
    """A word of another region: that region, and what the wanted one says."""

    region: Region
    wanted: str


class Words(NamedTuple):
    """What to look for in a text for one region.

    `pattern` finds the words of other regions, in both scripts, and longer ones that are none of
    them; `foreign` has the former. `hint` finds, in a tenth of the time, whether there is one.
    """

    hint: re.Pattern[str]
    pattern: re.Pattern[str]
    foreign: Mapping[str, Word]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    terms: tuple[Term, ...]


@cache
def table() -> tuple[Term, ...]:
    """Every term."""
    with open(RULEBOOK / "script" / "terms.toml", "rb") as file:
        return msgspec.convert(tomllib.load(file), _Table).terms


@cache
def words(region: Region) -> Words:
    """What to look for where the words of one region are wanted."""
    foreign: dict[str, Word] = {}
    others: list[str] = []
    for term in table():
        own: str = getattr(term, region)
        for source in ("tw", "cn"):
            word: str = getattr(term, source)
            if own and word != own and term.only in ("", source):
                foreign[word] = Word(source, own if region != "cn" else _simplified()[own])
        others += (own, *term.within)
    foreign |= {_simplified()[word]: found for word, found in foreign.items()}
    others += [_simplified()[word] for word in others if word]
    longest_first = sorted({*foreign, *filter(None, others)}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return Words(_hint(foreign), pattern, foreign)


def _hint(words: Iterable[str]) -> re.Pattern[str]:
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:2], []).append(word[2:])
    first, second = ("".join({pair[at] for pair in rests}) for at in (0, 1))
    ends = [f"(?<={pair})(?:{'|'.join(rest)})" for pair, rest in rests.items()]
    # The first two characters alone are found many times faster than one of some hundred words.
    return re.compile(f"[{first}][{second}](?:{'|'.join(ends)})")


@cache
def _simplified() -> dict[str, str]:
    """Every word of the table in Simplified characters."""
    every = [word for term in table() for word in (term.tw, term.cn, term.hk, *term.within)]
    return dict(zip(every, convert("\n".join(every), "t2s").split("\n"), strict=True))


class Marks(Mapping[str, str]):
    """For the guard: each word, in both scripts, with the one that stands for its term. The table
    is read when it is first needed.
    """

    def __getitem__(self, word: str) -> str:
        return _leaders()[word]

    def __iter__(self) -> Iterator[str]:
        return iter(_leaders())

    def __len__(self) -> int:
        return len(_leaders())


@cache
def _leaders() -> dict[str, str]:
    simplified = _simplified()
    return {
        form: simplified[term.cn]
        for term in table()
        for word in filter(None, (term.tw, term.cn, term.hk))
        for form in (word, simplified[word])
    }
