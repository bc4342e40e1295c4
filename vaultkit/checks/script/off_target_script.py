"""SC002 off-target-script: a note in the other script than the vault."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from vaultkit.checks import chinese
from vaultkit.checks.chinese import Target, kept_apart, to_traditional
from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.note import Note
from vaultkit.note.script import changes, config_to_simplified
from vaultkit.note.spans import Edit, Span

_NAMES = {
    "zh-Hans": "Simplified",
    "zh-Hant": "Traditional",
    "zh-Hant-TW": "Traditional (Taiwan)",
    "zh-Hant-HK": "Traditional (Hong Kong)",
}
# Of the 276 characters with several Traditional forms in OpenCC's STCharacters, those that are
# often converted wrongly in modern text: the others have one form and a rare second one.
SEVERAL = (
    "发后里干面台只系复钟历冲志余范板松斗谷丑姜舍胡须征准云累汇尽当划制签炼获脏坛团困"
    "几占周郁辟荡蒙采雇背腊术朴朱杰症游托致针于了伙佣仆出表注迹卷杆苏借升咽哄吊吁尝念折据"
)
# The difference of 乾 and 干, 於 and 于, 髮 and 發 is what such a note is about.
_SPECIAL = {
    "classical": "a text in classical Chinese",
    "dictionary": "a dictionary",
    "code": "code",
}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`script` is what every note is to be in, `keep` what stays as it is written."""

    script: Target = "keep"
    keep: tuple[str, ...] = ()


def check(note: Note, options: Options) -> Iterator[Finding]:
    """One finding for a note that is not in the vault's script, with an edit per character.

    A note that mixes both scripts is left to SC001.
    """
    target = options.script
    if target == "keep" or not (
        note.has_traditional if target == "zh-Hans" else note.has_simplified
    ):
        return
    found = chinese.read(note, options.keep)
    if found is None or found.is_mixed or target.startswith(found.main):
        return
    is_certain = target == "zh-Hans" and note.genre == "modern"
    if target == "zh-Hans":
        changed = changes(found.prose, config_to_simplified(found.prose))
    else:
        changed = to_traditional(found.prose, target)
    edits = tuple(Edit(at, at + 1, new) for at, new in kept_apart(found.prose, changed))
    if edits:
        yield Finding(
            Span(edits[0].start, edits[0].end),
            f"this note is in {_NAMES[found.main]} Chinese and the vault in {_NAMES[target]}: "
            f"convert {len(edits)} characters{_advice(note, found.prose, target)}",
            edits,
            safety=None if is_certain else "unsafe",
        )


def _advice(note: Note, prose: str, target: Target) -> str:
    """What there is to look at before or after the conversion, for the message."""
    if kind := _SPECIAL.get(note.genre):
        return f", unless {kind} should stay as it was written"
    return "" if target == "zh-Hans" else _doubtful(note, prose)


def _doubtful(note: Note, prose: str) -> str:
    """The characters to check after a conversion to Traditional, and each place of each."""
    places: dict[str, list[str]] = {}
    for one in re.finditer(f"[{SEVERAL}]", prose):
        line, column = note.lines.place(one.start())
        places.setdefault(one[0], []).append(f"{line}:{column}")
    if not places:
        return ""
    count = sum(map(len, places.values()))
    many = f"{count} characters that have" if count > 1 else "one character that has"
    listed = "; ".join(f"{character} {', '.join(at)}" for character, at in places.items())
    return f", and check {many} several Traditional forms ({listed})"


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
