"""What fixes make of the values in front matter, rule by rule, read by another YAML parser.

    python benchmarks/values.py FOLDER

fixes every note of a folder in memory, unsafe fixes included, writes nothing, and prints what a
fix changed beyond what its finding named, and how many fixes each rule made.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import ReusedAnchorWarning, YAMLError

from vaultkit import config as configuration
from vaultkit.checks import ruleset, run
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.fixing import engine
from vaultkit.fixing.edits import choose
from vaultkit.note import dates
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.vault.vault import Vault

_STAGES = ("frontmatter", "dates", "tags")
_BLOCK = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_BETWEEN_WORDS = re.compile(r"[<\s,，、;；:：#＃'\"“”‘’\[\]{}|>+=-]+")


class _Constructor(SafeConstructor):
    """Dates stay text, as for Obsidian."""


_Constructor.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
)


def main() -> int:
    """Print what went wrong; the exit code."""
    root = Path(sys.argv[1])
    vault = Vault.open(root, configuration.load(root))
    active = front_matter_rules(ruleset.build(vault.config, vault.obsidian.types, ["ALL"]).known)
    fixed: Counter[str] = Counter()
    wrong = 0
    for path in vault.notes:
        try:
            note = vault.note(path)
        except UnreadableError:
            continue
        for code, made, problems in steps(note, active):
            fixed[code] += made
            for problem in problems:
                wrong += 1
                print(f"{path}: {code}: {problem}")
    print(f"{len(vault.notes)} notes, {wrong} values changed that should not; fixes made:")
    print(", ".join(f"{code} {count}" for code, count in sorted(fixed.items()) if count))
    return 1 if wrong else 0


def front_matter_rules(known: Sequence[Active]) -> list[Active]:
    """The rules about properties that look at one note, in the order in which they fix."""
    return [one for one in known if one.rule.stage in _STAGES and one.rule.scope != "vault"]


def steps(note: Note, active: Sequence[Active]) -> Iterator[tuple[str, int, list[str]]]:
    """Fix a note with one rule after the other: the code, the fixes made, what they broke."""
    for one in active:
        findings = choose(f for f in run.check(note, [one]) if f.edits)
        if not findings:
            continue
        after = engine.fix_with(note, findings, one.rule)
        if isinstance(after, Finding):
            yield one.rule.code, 0, [after.message]
            continue
        named = {name for finding in findings for name in finding.properties}
        yield one.rule.code, len(findings), list(problems(note.text, after.text, named))
        note = after


def problems(before: str, after: str, named: set[str]) -> Iterator[str]:
    """What differs between two blocks but the properties `named`, and what those lost or won."""
    was, now = properties(before), properties(after)
    if now is None:
        if was is not None:
            yield "the block can no longer be read"
        return
    if was is None:
        return
    if [key for key in was if key not in named] != [key for key in now if key not in named]:
        yield f"{list(was)} became {list(now)}"
    for key in was.keys() & now.keys() - named:
        if repr(was[key]) != repr(now[key]):
            yield f"{key!r} was {was[key]!r} and is {now[key]!r}"
    old = [text for key in was.keys() & named for text in texts(was[key])]
    new = [text for key in now.keys() & named for text in texts(now[key])]
    # A tag of the text need not stand among the properties too, and a title may come from it.
    tags = [tag.name for tag in Note("", after).tags]
    if lost := _missing(old, [*new, *now, *tags]):
        yield f"{lost} is gone"
    if won := _missing(new, [*old, before, "true false 0"]):
        yield f"{won} came from nowhere"


def _missing(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """Those of some texts that others do not say, however they are parted or spell a date."""
    said = {word for text in others for word in _words(text)}
    moments = set(filter(None, map(_moment, others)))
    return [text for text in some if not _words(text) <= said and _moment(text) not in moments]


def _moment(text: str) -> str | None:
    """The date that a text is; a day is its midnight, where a date with time is wanted."""
    moment = dates.read(text.strip()) if len(text) < 100 else None
    return moment.text().removesuffix("T00:00:00") if isinstance(moment, dates.Moment) else None


def properties(text: str) -> dict[str, Any] | None:
    """The properties of a note, read by ruamel.yaml as YAML 1.2; None without readable ones."""
    found = _BLOCK.match(text)
    if not found:
        return None
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            data = yaml.load(found[1])
    except (YAMLError, ValueError, TypeError, RecursionError):
        return None
    if data is None:
        return {}
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else None


def texts(value: Any) -> list[str]:
    """What a value says: the texts in it."""
    if isinstance(value, dict):
        return texts([*value, *value.values()])
    if isinstance(value, list):
        return [text for entry in value for text in texts(entry)]
    if isinstance(value, bool):
        return [str(value).lower()]
    return [] if value is None else [str(value)]


def _words(text: str) -> set[str | float]:
    return {_word(word) for word in _BETWEEN_WORDS.split(text) if word}


def _word(word: str) -> str | float:
    """A number is one however it is spelled: what was 7 and is the text `007` is what it was."""
    try:
        return float(word)
    except ValueError:
        return word


if __name__ == "__main__":
    sys.exit(main())
