"""Sentences in three languages, made of common words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import NamedTuple


class Language(NamedTuple):
    """What a sentence is made of; `glue` stands between the parts of a clause."""

    nouns: list[str]
    verbs: list[str]
    modifiers: list[str]
    names: list[str]
    glue: list[str]
    joint: str
    comma: str
    colon: str
    ends: str
    quotes: list[str]


_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


def _language(code: str) -> Language:
    lists = ("nouns", "verbs", "modifiers")
    entries = _WORDS[code]
    return Language(**{**entries, **{name: entries[name].split() for name in lists}})


SIMPLIFIED = _language("zh-Hans")
TRADITIONAL = _language("zh-Hant")
ENGLISH = _language("en")
LATIN: list[str] = _WORDS["any"]["latin"].split()
EMOJI: list[str] = _WORDS["any"]["emoji"].split()
CODE: list[str] = _WORDS["any"]["code"].strip().split("\n")


class Prose:
    """Writes sentences of one language."""

    def __init__(self, random: Random, language: Language) -> None:
        self._random = random
        self.language = language
        # As a person has it: one style in a note.
        self._quotes = random.choice(language.quotes)

    def sentence(self, special: str = "") -> str:
        """One to four clauses and an end; `special` is put between two words."""
        random, language = self._random, self.language
        clauses = [self._clause() for _ in range(random.randint(1, 4))]
        if special:
            place = random.randrange(len(clauses))
            clauses[place] = self._around(clauses[place], special)
        joined = language.comma.join(clauses)
        if random.random() < 0.05:
            joined = self._clause() + language.colon + joined
        return joined + random.choice(language.ends)

    def words(self, count: int = 2) -> str:
        """Some nouns, as a name or a heading has them."""
        return self.language.joint.join(self._random.sample(self.language.nouns, count))

    def number(self) -> str:
        """A number, a time, a fraction."""
        return self._random.choice(["3", "17", "2,048", "3.5", "10:45", "2024", "1/3"])

    def _clause(self) -> str:
        random, language = self._random, self.language
        pick = random.choice
        parts = [pick(language.modifiers), pick(language.nouns), pick(language.verbs)]
        for _ in range(random.randint(0, 2)):
            parts += [pick(language.glue), pick(language.nouns)]
        if random.random() < 0.12:
            opening, closing = self._quotes
            parts[-1] = opening + parts[-1] + closing
        if random.random() < 0.1:
            parts.append(pick(language.names))
        clause = language.joint.join(parts)
        if random.random() < 0.15:
            clause = self._around(clause, self._foreign())
        return clause

    def _foreign(self) -> str:
        kind = self._random.random()
        if kind < 0.6:
            return self._random.choice(LATIN)
        return f"{self._random.randint(1, 99)}%" if kind < 0.8 else self._date()

    def _around(self, clause: str, inner: str) -> str:
        return f"{clause} {inner} {self._random.choice(self.language.nouns)}"

    def _date(self) -> str:
        year, month = self._random.randint(2000, 2025), self._random.randint(1, 12)
        if self.language is ENGLISH:
            return f"{year}-{month:02}-09"
        return f"{year}年{month}月9日"
