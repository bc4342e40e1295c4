"""SC001 mixed-script: characters of one Chinese script in a text of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from vaultkit.checks import chinese
from vaultkit.checks.chinese import Target, kept_apart, phrases, to_traditional
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
    names = {"zh-Hans": "Simplified", "zh-Hant": "Traditional"}
    place = f"a {names[main]} text"
    if options.script != "keep" and not options.script.startswith(main):
        if not found.is_mixed:
            return  # SC002 converts the note.
        main = "zh-Hant" if main == "zh-Hans" else "zh-Hans"
        place = f"a mixed note of a {names[main]} vault"
        strays = tuple(foreign(found.own, main))
    edits = tuple(_conversion(found.own, main, strays, options.script))
    if main == "zh-Hans":
        # OpenCC keeps some, as in 瞭望: those are Simplified too.
        changed = {at for at, _ in changes(found.own, "t2s")}
        strays = tuple(filter(changed.__contains__, strays))
    characters = list(dict.fromkeys(found.own[offset] for offset in strays))
    if len(characters) < chinese.DIFFERENT:
        return
    lines = dict.fromkeys(str(note.lines.place(offset)[0]) for offset in strays)
    where = f"line{'s' if len(lines) > 1 else ''} {_some(list(lines), ', ')}"
    other = names["zh-Hant" if main == "zh-Hans" else "zh-Hans"]
    yield Finding(
        Span(strays[0], strays[0] + 1),
        f"{len(strays)} {other} characters in {place} ({_some(characters, ' ')}) on {where}: "
        "convert them, unless they are quoted",
        edits,
    )


def _some(names: Sequence[str], joint: str) -> str:
    return joint.join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _conversion(own: str, main: str, strays: Sequence[int], target: Target) -> Iterator[Edit]:
    """Converts the runs of Han characters that strays are in: 於 and 几 are no strays by
    themselves, but beside one they are of its script too. To Traditional it takes a region.
    """
    changed = changes(own, "t2s") if main == "zh-Hans" else to_traditional(own, target)
    mixed = phrases(own, strays)
    inside = ((at, new) for at, new in changed if is_covered(at, mixed))
    yield from (Edit(at, at + 1, new) for at, new in kept_apart(own, inside))


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
