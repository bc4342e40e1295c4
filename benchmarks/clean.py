"""What the rules cost on notes in which they find nothing.

    python benchmarks/clean.py

Most notes are clean, so this is what a run is made of. Every rule that is on by default is measured
by itself on a note that is parsed and of which nothing else was asked: what several rules share is
paid by the first.
"""

from __future__ import annotations

from random import Random
from time import perf_counter

from prose import SIMPLIFIED, TRADITIONAL, Language, Prose

from vaultkit.checks import ruleset
from vaultkit.checks.ruleset import Active
from vaultkit.config import Config
from vaultkit.note.note import Note

_ROUNDS = 300
_BYTES = 8000
_MATTER = """---
title: 一盏灯的故事
source: https://example.com/a/b
author:
  - "[[Keeper]]"
publisher: 灯塔
published: 2024-05-06
created: 2024-05-06T12:13:14
description: A story of a lamp, told twice
tags:
  - clippings
  - 灯
word_count: 58
status: unread
---
"""


def main() -> None:
    """Print the cost of each family of rules, and of each rule, in microseconds a note."""
    known = ruleset.build(Config(), {}).for_path("note.md")
    families = {
        "properties, dates and tags: 11 properties": (
            ("FM", "DT", "TG"),
            _MATTER + _text(SIMPLIFIED),
        ),
        "text and script: 8 KB, Simplified": (("TX", "SC"), _text(SIMPLIFIED)),
        "text and script: 8 KB, Traditional": (("TX", "SC"), _text(TRADITIONAL)),
        "clipping damage: 8 KB, Simplified": (("CL",), _MATTER + _text(SIMPLIFIED)),
    }
    for name, (codes, text) in families.items():
        costs = _costs([active for active in known if active.rule.code[:2] in codes], text)
        print(f"{name}: {sum(costs.values()) * 1e6:.0f} µs")
        for code, cost in sorted(costs.items(), key=lambda pair: -pair[1]):
            print(f"  {code} {cost * 1e6:6.1f}")


def _costs(rules: list[Active], text: str) -> dict[str, float]:
    """The best time of each rule, in seconds."""
    best: dict[str, float] = {}
    notes = []
    for number in range(_ROUNDS):
        note = Note(f"notes/{number}.md", text)
        notes.append(note)  # freeing it is no work of a rule's
        _ = note.matter, note.body, note.links, note.prose
        for rule, options in rules:
            start = perf_counter()
            if rule.scope == "vault":
                found = []
                if rule.gather:
                    rule.gather(note, options)
            else:
                found = list(rule.check(note, options))
            taken = perf_counter() - start
            assert not found, f"this note is not clean: {found[0]}"
            best[rule.code] = min(taken, best.get(rule.code, taken))
    return best


def _text(language: Language) -> str:
    prose = Prose(Random(3), language)
    parts = [f"# {prose.words()}"]
    while len("\n\n".join(parts).encode()) < _BYTES:
        sentences = [prose.sentence() for _ in range(4)]
        parts += ["".join(sentences[:3]), f"- **{prose.words()}**：{sentences[3]}"]
        if len(parts) % 9 == 0:
            parts += [f"## {prose.words()}", f"[{prose.words()}](https://example.com/{len(parts)})"]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
