"""SC002 off-target-script: a note in the other script than the vault."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vaultkit.checks import chinese
from vaultkit.checks.chinese import Target
from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.note import Note
from vaultkit.note.script import Config, changes, config_to_simplified, convert
from vaultkit.note.spans import Edit, Span

_NAMES = {
    "zh-Hans": "Simplified",
    "zh-Hant": "Traditional",
    "zh-Hant-TW": "Traditional (Taiwan)",
    "zh-Hant-HK": "Traditional (Hong Kong)",
}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`script` is what every note is to be in."""

    script: Target = "keep"


def check(note: Note, options: Options) -> Iterator[Finding]:
    """One finding for a note that is not in the vault's script, with an edit per character.

    A note that mixes both scripts is left to SC001.
    """
    target = options.script
    if target == "keep" or (target == "zh-Hans" and not note.has_traditional):
        return
    found = chinese.read(note)
    if found is None or found.is_mixed or target.startswith(found.main):
        return
    if target == "zh-Hans":
        changed = changes(found.prose, config_to_simplified(found.prose))
    else:
        changed = _to_traditional(found.prose, "s2tw" if target == "zh-Hant-TW" else "s2hk")
    edits = tuple(Edit(at, at + 1, new) for at, new in changed)
    if edits:
        yield Finding(
            Span(edits[0].start, edits[0].end),
            f"this note is in {_NAMES[found.main]} Chinese and the vault in {_NAMES[target]}: "
            f"convert {len(edits)} characters",
            edits,
            # Many Simplified characters stand for several Traditional ones.
            safety=None if target == "zh-Hans" else "unsafe",
        )


def _to_traditional(prose: str, config: Config) -> Iterator[tuple[int, str]]:
    """The changes that a conversion back to Simplified undoes: 想象 does not become 想像."""
    before = _simplified(prose)
    after = _simplified(convert(prose, config))
    for at, new in changes(prose, config):
        if before[at] == after[at]:
            yield at, new


def _simplified(text: str) -> str:
    # 著 is 着 in Simplified after a verb only: either way it is the same character.
    return convert(text, "t2s").replace("著", "着")


RULE = Rule(
    code="SC002",
    name="off-target-script",
    scope="body",
    stage="script",
    check=check,
    fix="safe",
    reach=("script",),
    options=Options,
)
