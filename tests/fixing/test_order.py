"""Why the stages stand in the order that they do: damaged text, mended in every order.

Each piece of the text is damaged in two ways, and comes right only if one is mended before the
other. Where the fixes of a stage are made too early in a pass, a later pass may still help
(a word is converted once it is whole), but often it cannot: a space that parts emphasis from what
follows stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import permutations
from typing import NamedTuple

from vaultkit.checks.registry import rules
from vaultkit.checks.rule import STAGES
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note


class Piece(NamedTuple):
    """Text damaged in two ways or more, what it was, and the rule that must go before others."""

    first: str
    then: set[str]
    damaged: str
    restored: str


# The rules of Chinese text, and their options.
OPTIONS = {
    "TX007": {},
    "TX009": {},
    "TX006": {},
    "SC002": {"script": "zh-Hans"},
    "TX001": {},
    "TX002": {"spacing": "add"},
    "TX010": {},
    "TX011": {},
}
PIECES = [
    # Half of the character that is glossed looks like a letter, which no gloss stands behind;
    # and what is read again is still Traditional.
    Piece(
        "TX007",
        {"TX009", "SC002"},
        "他說到這裡?！俺彼\ue178背彼畷\ue49eh(yì)很好。",
        "他说到这里。“潮水”潮水会议很好。",
    ),
    # A line without a word that can be read is no sentence to end.
    Piece("TX007", {"TX006"}, "æš´é›¨\n。", "暴雨。"),
    # OpenCC converts 乾 by the word that it stands in.
    Piece("TX009", {"SC002"}, "他說的是乾(qián)坤。", "他说的是乾坤。"),
    # Behind the bracket the colon touches no Han, and a space would part it from its character.
    Piece("TX009", {"TX001"}, "這項業(yè)務(wù):A 級。", "这项业务：A 级。"),
    Piece("TX009", {"TX002"}, "這項業(yè)務(wù)AI會做。", "这项业务 AI 会做。"),
    # A bracket before `**` is punctuation, and only a space would help.
    Piece("TX009", {"TX010"}, "新的**業(yè)務(wù)**很多。", "新的**业务**很多。"),
    # Behind a bracket a half-width mark does not move out of emphasis.
    Piece("TX001", {"TX010"}, "**新燈《舊》!**要亮。", "**新灯《旧》**！要亮。"),
]
# So many glosses that it must have been a converter.
GLOSSED = (
    "這個(gè)漁村的業(yè)務(wù)發(fā)展很快，每個(gè)人都談業(yè)務(wù)和發(fā)展，"
    "會議(yì)也多，現(xiàn)場熱鬧，時(shí)間不長(cháng)，大家都很高興。"
)
BARE = "这个渔村的业务发展很快，每个人都谈业务和发展，会议也多，现场热闹，时间不长，大家都很高兴。"


def stage(code: str) -> str:
    return rules()[code].stage


@cache
def mended(name: str, text: str) -> str:
    """The text after the fixes of one stage, made once."""
    active = [
        Active(rules()[code], rules()[code].options(**options))
        for code, options in OPTIONS.items()
        if code in rules() and stage(code) == name
    ]
    fixed = fix(Note("a.md", text), active)
    assert fixed.refused == []
    return fixed.note.text


def in_order(stages: Sequence[str], text: str) -> str:
    for name in stages:
        text = mended(name, text)
    return text


def document(damaged: str) -> str:
    return f"{GLOSSED}\n\n{damaged}\n"


def test_only_orders_like_ours_restore_a_damaged_text():
    known = rules().keys()
    pieces = [piece for piece in PIECES if {piece.first, *piece.then} <= known]
    present = {stage(code) for code in OPTIONS if code in known}
    ours = tuple(name for name in STAGES if name in present)
    for piece in pieces:
        text, restored = document(piece.damaged), f"{BARE}\n\n{piece.restored}\n"
        behind = {stage(code) for code in piece.then}
        for order in permutations(ours):
            is_ours = behind.issubset(order[order.index(stage(piece.first)) :])
            # Behind Simplified characters the glosses may be a reader's.
            is_ours &= order.index("clipping") < order.index("script")
            assert (in_order(order, text) == restored) == is_ours, (piece, order)
    text = document("\n\n".join(piece.damaged for piece in pieces))
    restored = "\n\n".join([BARE, *(piece.restored for piece in pieces)])
    assert in_order(ours, text) == f"{restored}\n"
