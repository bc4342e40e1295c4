"""SC001 mixed-script: characters of one Chinese script in a text of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from vaultkit.checks import chinese
from vaultkit.checks.chinese import Target, phrases, to_traditional
from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.note import Note
from vaultkit.note.script import changes, foreign
from vaultkit.note.spans import Edit, Span, is_covered

_NAMED = 5


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`script` is what every note is to be in, `keep` what stays as it is written."""

    script: Target = "keep"
    keep: tuple[str, ...] = ()


def check(note: Note, options: Options) -> Iterator[Finding]:
    """One finding for all characters of a note that are not of its script, at the first."""
    if not (note.has_traditional and note.has_simplified):
        return
    found = chinese.read(note, options.keep)
    if found is None or not found.strays:
        return
    main, strays = found.main, found.strays
    if options.script != "keep" and not options.script.startswith(main):
        if not found.is_mixed:
            return  # SC002 converts the note.
        main = "zh-Hant" if main == "zh-Hans" else "zh-Hans"
        strays = tuple(foreign(found.prose, main))
    edits = tuple(_conversion(found.prose, main, strays, options.script))
    if main == "zh-Hans":
        # OpenCC keeps some, as in 瞭望: those are Simplified too.
        changed = {edit.start for edit in edits}
        strays = tuple(filter(changed.__contains__, strays))
    characters = list(dict.fromkeys(found.prose[offset] for offset in strays))
    if len(characters) < chinese.DIFFERENT:
        return
    lines = dict.fromkeys(str(note.lines.place(offset)[0]) for offset in strays)
    where = f"line{'s' if len(lines) > 1 else ''} {_some(list(lines), ', ')}"
    here, there = ("Simplified", "Traditional")[:: 1 if main == "zh-Hans" else -1]
    yield Finding(
        Span(strays[0], strays[0] + 1),
        f"{len(strays)} {there} characters in a {here} text "
        f"({_some(characters, ' ')}) on {where}: "
        "convert them, unless they are quoted",
        edits,
    )


def _some(names: Sequence[str], joint: str) -> str:
    return joint.join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _conversion(prose: str, main: str, strays: Sequence[int], target: Target) -> Iterator[Edit]:
    """Converts the runs of Han characters that strays are in: 於 and 几 are no strays by
    themselves, but beside one they are of its script too. To Traditional it takes a region.
    """
    changed = changes(prose, "t2s") if main == "zh-Hans" else to_traditional(prose, target)
    mixed = phrases(prose, strays)
    yield from (Edit(at, at + 1, new) for at, new in changed if is_covered(at, mixed))


RULE = Rule(
    code="SC001",
    name="mixed-script",
    scope="body",
    stage="script",
    check=check,
    fix="unsafe",
    reach=("script",),
    options=Options,
)
