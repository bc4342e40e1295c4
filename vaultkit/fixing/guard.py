"""The proof that fixes changed what their rules may change, and nothing else.

Every edit must satisfy some kind of its rule's reach by itself. Then front matter and body are
read by other parsers than the rules use (matter_proof.py, tree_proof.py) and must agree in all
that those kinds do not name. What cannot be proven is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from vaultkit.checks.rule import Finding, Rule
from vaultkit.fixing import matter_proof, tree_proof
from vaultkit.note.mojibake import damaged, torn_tag
from vaultkit.note.source import BOM
from vaultkit.note.spans import Edit, Span


def refusal(
    before: str, after: str, fixed: Sequence[Finding], rules: Mapping[str, Rule]
) -> str | None:
    """Why `after` is not what the fixes were allowed to make of `before`, in one sentence.

    `fixed` are the findings whose edits, offsets into `before`, were applied together; `rules`
    holds their rules by code. None when all is proven. Never raises: a proof that breaks off,
    as where nesting is too deep for a parser, has not succeeded.
    """
    try:
        return _Proof(before, after, fixed, rules).refusal()
    except Exception as error:
        return f"the fixed text could not be checked ({type(error).__name__})"


class _Change(NamedTuple):
    """One edit: what it replaces, where its text stands in `after`, and its rule."""

    edit: Edit
    old: str
    place: int
    rule: Rule

    @property
    def cut(self) -> Span | None:
        """What a fix of reach `delete` takes out: one piece from the start or the end."""
        (start, end, new), old = self.edit, self.old
        if "delete" not in self.rule.reach or len(new) >= len(old):
            return None
        if old.startswith(new):
            return Span(start + len(new), end)
        return Span(start, end - len(new)) if old.endswith(new) else None

    @property
    def is_repair(self) -> bool:
        """Whether its text, damaged again, gives what it replaces."""
        return "repair" in self.rule.reach and self.old in damaged(
            self.edit.text, torn_tag(self.old)
        )


class _Proof:
    def __init__(
        self, before: str, after: str, fixed: Sequence[Finding], rules: Mapping[str, Rule]
    ) -> None:
        self._before = before
        self._after = after
        self._changes = list(_changes(before, fixed, rules))
        self._named = {
            name
            for finding in fixed
            if "matter" in rules[finding.code].reach
            for name in finding.properties
        }
        self._old, self._new = matter_proof.parts(before), matter_proof.parts(after)
        reaches = {kind for change in self._changes for kind in change.rule.reach}
        if "matter" in reaches and self._old.matter is None and self._new.matter is not None:
            # A block after blank lines is not yet front matter: a fix may remove the lines.
            lead = len(before) - len(before.lstrip(BOM + " \t\r\n"))
            self._old = matter_proof.parts(before, lead)
            if self._old.matter is None and before.lstrip(BOM)[:1] in tuple("+;{"):
                self._old = matter_proof.not_yaml(before)
        end = self._old.end
        if any(
            edit.start < end < edit.end
            for edit, _, _, rule in self._changes
            if "matter" in rule.reach
        ):
            self._old = matter_proof.with_second(before, self._old)

    def refusal(self) -> str | None:
        if _applied(self._before, self._changes) != self._after:
            return "the fixed text is not what the edits make of it"
        for change in self._changes:
            old, new = change.old, change.edit.text
            if old != new and not any(self._is_within(change, kind) for kind in change.rule.reach):
                if change.rule.reach == ("matter",):
                    return "text outside the front matter would change"
                # Of an edit that also deletes, what it deletes is the trouble.
                folded = list(map(_folding([change]), (old, new)))
                shown = folded if len(folded[0]) != len(folded[1]) else (old, new)
                return tree_proof.text_difference(*((old, new) if new in old else shown))
        return self._matter_refusal() or self._body_refusal()

    def _is_within(self, change: _Change, kind: str) -> bool:
        """Whether the edit by itself is a change of this kind; of links only the tree tells."""
        (_, end, new), old, _, rule = change
        if kind == "matter":
            return end <= self._old.end
        if kind == "script":
            return len(old) == len(new) and self._is_same_script(change)
        if kind == "width":
            return rule.marks.get(old) == new or (
                _marked(old, rule.marks) == _marked(new, rule.marks)
                and all(new.count(mark) <= old.count(mark) for mark in rule.marks)
            )
        if kind == "terms":
            return old in rule.marks and rule.marks[old] == rule.marks.get(new)
        if kind == "space":
            return _bare(old) == _bare(new)
        if kind == "delete":
            return change.cut is not None
        if kind == "repair":
            return change.is_repair
        if kind == "tags":
            return change.edit.start >= self._old.end and _is_respelled(old, new)
        if kind == "emphasis":
            return _is_moved(old, new)
        if kind in tree_proof.NODES:
            drop = dict.fromkeys(map(ord, tree_proof.NODES[kind][1]))
            return _bare(old).translate(drop) == _bare(new).translate(drop)
        return kind == "links"

    def _is_same_script(self, change: _Change) -> bool:
        # Some characters convert by the word they stand in, and a fix may see the word or not.
        (start, end, new), old, place, _ = change
        before, after = self._simplified
        return before[start:end] == after[place : place + len(new)] or (
            _simplified(old) == _simplified(new)
        )

    @cached_property
    def _simplified(self) -> tuple[str, str]:
        return _simplified(self._before), _simplified(self._after)

    def _matter_refusal(self) -> str | None:
        end = self._old.end
        made = [(change.rule, change.edit) for change in self._changes if change.edit.end <= end]
        return matter_proof.refusal(self._old, self._new, made, self._named, self._may_become)

    def _may_become(self, key: str, was: str, now: str) -> bool:
        """Whether the text of a property differs only as the edits in it do."""
        place = matter_proof.place(self._old, key)
        if place is None:
            return False
        touching = [
            change
            for change in self._changes
            if place.start <= change.edit.start and change.edit.end <= place.end
        ]
        for change in touching:
            if cut := change.cut:
                was = was.replace(cut.of(self._before), "", 1)
        fold = _folding(touching)
        return bool(touching) and fold(was) == fold(now)

    def _body_refusal(self) -> str | None:
        start = self._old.end
        body, new_body = self._before[start:], self._after[self._new.end :]
        if body == new_body:
            return None
        changes = [change for change in self._changes if change.edit.start >= start]
        linking = [change for change in changes if "links" in change.rule.reach]
        others = [change for change in changes if "links" not in change.rule.reach]
        if linking and others:
            # Apart, so that no other fix can change a target under the name of this one.
            middle = (_applied(self._before, others) or "")[start:]
            return self._body_difference(body, middle, others) or self._body_difference(
                middle, new_body, linking
            )
        return self._body_difference(body, new_body, changes)

    def _body_difference(self, old: str, new: str, changes: Sequence[_Change]) -> str | None:
        """What differs between two bodies beyond the reach of the changes, in one sentence."""
        start = self._old.end
        kinds = sorted({kind for change in changes for kind in change.rule.reach})
        cuts = [
            Span(cut.start - start, cut.end - start) for change in changes if (cut := change.cut)
        ]
        respelled = {
            change.old: change.edit.text
            for change in changes
            if "tags" in change.rule.reach and self._is_within(change, "tags")
        }
        return tree_proof.difference(old, new, kinds, cuts, _folding(changes), respelled)


def _changes(before: str, fixed: Iterable[Finding], rules: Mapping[str, Rule]) -> Iterator[_Change]:
    shift = 0
    edits = [(edit, rules[finding.code]) for finding in fixed for edit in finding.edits]
    for edit, rule in sorted(edits, key=lambda pair: pair[0][:2]):
        yield _Change(edit, before[edit.start : edit.end], edit.start + shift, rule)
        shift += len(edit.text) - (edit.end - edit.start)


def _applied(text: str, changes: Iterable[_Change]) -> str | None:
    """The text with the edits made; None if they overlap or lie outside it."""
    pieces, at = [], 0
    for (start, end, new), *_ in changes:
        if not at <= start <= end <= len(text):
            return None
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _bare(text: str) -> str:
    """Without white space; a byte order mark counts as white space."""
    return "".join(text.replace(BOM, " ").split())


def _simplified(text: str) -> str:
    from vaultkit.note.script import simplify

    return simplify(text)


def _is_respelled(old: str, new: str) -> bool:
    """Whether a tag becomes another spelling of itself: `#Some_灯` and `#some-燈`, but no other."""
    from vaultkit.fixing.dialect import TAG

    return all(re.fullmatch(TAG, tag) for tag in (old, new)) and _spoken(old) == _spoken(new)


def _spoken(tag: str) -> str:
    """A tag without the case, width, script and joints of its spelling."""
    folded = unicodedata.normalize("NFKC", tag).casefold().replace("_", "-").rstrip("/")
    return folded if folded.isascii() else _simplified(folded)


def _is_moved(old: str, new: str) -> bool:
    """Whether marks of emphasis only change places with punctuation, so that all of it stays."""
    marks = tree_proof.NODES["emphasis"][1]
    drop = dict.fromkeys(map(ord, marks))
    sides = [[one for one in text if one in marks or one.isalnum()] for text in (old, new)]
    return sides[0] == sides[1] and old.translate(drop) == new.translate(drop)


def _marked(text: str, marks: Mapping[str, str]) -> str:
    """With every mark put in the place of the one it stands for, the longest first."""
    if not marks:
        return text
    pattern = "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
    return re.sub(pattern, lambda found: marks[found[0]], text)


def _folding(changes: Iterable[_Change]) -> Callable[[str], str]:
    """What makes texts equal that differ only by white space and as the edits of script, width
    and repair, each proven by itself, allow.
    """
    leaders: dict[str, str] = {}

    def leader(character: str) -> str:
        while character in leaders:
            character = leaders[character]
        return character

    marks: dict[str, str] = {}
    for change in changes:
        (_, _, new), old, _, rule = change
        if change.is_repair:
            marks[_bare(old)] = _bare(new)
        own: Mapping[str, str] = rule.marks
        if "terms" in rule.reach:
            # Of all words only these: another one may begin where a fixed one ends.
            own = {word: own[word] for word in (old, new) if word in own}
        marks |= {_bare(mark): _bare(value) for mark, value in own.items() if _bare(mark)}
        if "script" in rule.reach and len(old) == len(new):
            for one, other in zip(old, new, strict=True):
                if leader(one) != leader(other):
                    leaders[leader(one)] = leader(other)
    table = {ord(character): leader(character) for character in leaders}
    return lambda text: _marked(_bare(text), marks).translate(table)
