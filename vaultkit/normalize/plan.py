"""What normalize would make of a vault; nothing is written here."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import msgspec

from vaultkit.checks.located import Located
from vaultkit.checks.ruleset import Active, Ruleset, matches
from vaultkit.fixing import run
from vaultkit.fixing.edits import apply
from vaultkit.fixing.following import Follower, is_renamed
from vaultkit.index.seal import is_intact
from vaultkit.normalize import held
from vaultkit.normalize.moves import Moves
from vaultkit.normalize.places import assign, place
from vaultkit.normalize.tree import Kind, parents, walk
from vaultkit.note import frontmatter
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError
from vaultkit.vault.catalog import has_links_only
from vaultkit.vault.references import references
from vaultkit.vault.vault import Vault, names_of

# A note that one rule sends to where that rule does not hold has no place that fits.
_MOST_ROUNDS = 4
_STRANDED = "a link could not be written so that it would still lead there"


class Plan(msgspec.Struct):
    """The new text and the new place of every note that gets one; paths are the old ones.

    `findings` are what stays to be done by hand; `fixed` counts the findings that were fixed, by
    code. `held` are notes that would have moved and cannot, with the reason; `doubtful` are bases
    that may not show what they did, with the reason.
    """

    texts: dict[str, str] = {}
    moves: dict[str, str] = {}
    findings: list[Located] = []
    fixed: dict[str, int] = {}
    held: dict[str, str] = {}
    doubtful: dict[str, str] = {}

    def target(self, path: str) -> str:
        """The path of a file in the new vault."""
        return self.moves.get(path, path)


class _RulesThere(Ruleset):
    """The rules that hold for each note in the place where it goes."""

    moves: Mapping[str, str] = {}

    def for_path(self, path: str) -> tuple[Active, ...]:
        return Ruleset.for_path(self, self.moves.get(path, path))


def make(vault: Vault, ruleset: Ruleset) -> Plan:
    """Fix every note, find each its place, and let the links follow.

    What holds for a note is what `[lint.per-path]` says of its new place: otherwise the result
    would not be what normalize makes of it.
    """
    for _ in range(_MOST_ROUNDS):
        plan = _plan(vault, ruleset)
        there = _RulesThere(ruleset.known, ruleset.selection, ruleset.per_path, moves=plan.moves)
        if all(there.for_path(path) == ruleset.for_path(path) for path in plan.moves):
            break
        ruleset = there
    return plan


def _plan(vault: Vault, ruleset: Ruleset) -> Plan:
    there = dict(walk(vault.root))
    plan = _fixed(vault, ruleset, there)
    wanted = _wanted(vault, ruleset, plan, there)
    linking = _linking(vault, plan, there)
    reasons = held.reasons(vault, wanted, there)
    while True:
        plan.moves = _moves(wanted, reasons, there)
        edited, stranded = _follow(vault, plan, linking)
        more = held.blocked(plan.moves, there) | dict.fromkeys(stranded, _STRANDED)
        if not more:
            break
        reasons |= more
    plan.texts |= edited
    plan.held = {
        path: reasons[path] for path, target in wanted.items() if path in reasons and path != target
    }
    plan.doubtful = held.left_folders(vault, plan.moves)
    plan.findings = [
        found for found in plan.findings if not _is_settled(vault, ruleset, plan, found)
    ]
    return plan


def _fixed(vault: Vault, ruleset: Ruleset, there: Mapping[str, Kind]) -> Plan:
    def may_change(path: str, text: str) -> bool:
        # A symbolic link, or behind one: what it leads to is not this note's to change. And what
        # cannot be read is kept as it is.
        matter = None if has_links_only(path) else frontmatter.parse(text)
        return there.get(path) == "file" and (matter is None or matter.error is None)

    paths = [*vault.notes, *vault.boards]
    also = vault.config.normalize.also
    outcome = run.lint(vault, ruleset, paths, also, may_change=may_change)
    texts = {path: changed.after for path, changed in outcome.changed.items()}
    # Another name of a note that is fixed: what was found by that name no longer holds.
    root = os.path.realpath(vault.root)
    stale = {
        path
        for path in paths
        if there.get(path) == "link"
        and os.path.relpath(os.path.realpath(vault.root / path), root).replace(os.sep, "/") in texts
    }
    findings = [found for found in outcome.findings if found.record.path not in stale]
    return Plan(texts, findings=findings, fixed=outcome.fixed)


def _is_settled(vault: Vault, ruleset: Ruleset, plan: Plan, found: Located) -> bool:
    """Whether a finding is about the name of a note that goes where it has the right one."""
    record = found.record
    is_name = record.line == record.end_line == record.column == record.end_column == 1
    rename = ruleset.rules[record.code].rename if is_name else None
    text = _text(vault, plan, record.path) if rename else None
    if rename is None or text is None:
        return False
    options = next(own for rule, own in ruleset.known if rule.code == record.code)
    target = plan.target(record.path)
    return rename(Note(record.path, text), options, target) == target


def _wanted(
    vault: Vault, ruleset: Ruleset, plan: Plan, there: Mapping[str, Kind]
) -> dict[str, str]:
    """The place that each note should have; notes that must not be touched are left out."""
    wanted = {}
    for path in vault.notes:
        if there.get(path) != "file":
            continue
        text = _text(vault, plan, path)
        if text is None:
            continue
        note = Note(path, text)
        if note.is_hands_off:
            continue
        if note.matter is not None and note.matter.error is not None:
            continue
        wanted[path] = place(note, vault.config.layout)
        for rule, options in ruleset.for_path(path):
            if rule.rename and matches(rule.code, vault.config.normalize.also):
                wanted[path] = rule.rename(note, options, wanted[path])
    return wanted


def _linking(vault: Vault, plan: Plan, there: Mapping[str, Kind]) -> list[str]:
    """The files that may have links to be rewritten; generated pages are made anew."""
    pages = vault.config.index.folder + "/"
    found = []
    for path in (*vault.notes, *vault.boards):
        text = _text(vault, plan, path) if there.get(path) == "file" else None
        if text is None or not (has_links_only(path) or "[[" in text or "](" in text):
            continue
        if not (path.startswith(pages) and is_intact(text.replace("\r\n", "\n"))):
            found.append(path)
    return found


def _moves(
    wanted: Mapping[str, str], reasons: Mapping[str, str], there: Mapping[str, Kind]
) -> dict[str, str]:
    moving = {path: target for path, target in wanted.items() if path not in reasons}
    stay = {place for path in there if path not in moving for place in (path, *parents(path))}
    given = assign(moving, stay)
    return {path: target for path, target in given.items() if path != target}


def _follow(vault: Vault, plan: Plan, linking: Sequence[str]) -> tuple[dict[str, str], set[str]]:
    """The texts whose links had to change, and the notes that links could not follow."""
    edited: dict[str, str] = {}
    stranded: set[str] = set()
    renamed = False
    if plan.moves:
        after = names_of(plan.target(entry.path) for entry in vault.listing.entries)
        moves = Moves(vault.names, after, plan.moves)
        for path in linking:
            text = _text(vault, plan, path)
            if text is None:
                continue
            edits, lost = moves.edits(path, text)
            stranded |= lost
            if edits:
                edited[path] = apply(text, edits)
                renamed = renamed or is_renamed(text, edited[path])
        if renamed:
            more, lost = _follow_headings(vault, plan, moves, linking, edited)
            edited |= more
            stranded |= lost
    return edited, stranded


def _follow_headings(
    vault: Vault, plan: Plan, moves: Moves, linking: Sequence[str], edited: Mapping[str, str]
) -> tuple[dict[str, str], set[str]]:
    """The same for links to headings with a link in them that followed a move."""
    texts = {path: edited.get(path) or _text(vault, plan, path) or "" for path in linking}
    follower = Follower(texts, moves.means, lambda path: _text(vault, plan, path) or "", edited)
    followed, lost = follower.run()
    stranded = {
        path
        for pointer in lost
        for reference in references(pointer.path, texts.get(pointer.path, ""))
        if (path := moves.means(reference, pointer.path)) in plan.moves
    }
    return followed, stranded


def _text(vault: Vault, plan: Plan, path: str) -> str | None:
    """The text of a file as the plan has it; None when it cannot be read."""
    if path in plan.texts:
        return plan.texts[path]
    try:
        return vault.read(path)
    except UnreadableError:
        return None
