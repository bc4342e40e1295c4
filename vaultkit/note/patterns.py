"""What a Han character is to a regular expression, and expressions that are compiled when they
are first used.

A set of characters that has all of Chinese in it takes milliseconds to compile: longer than it
takes to check a note, and for most commands in vain.
"""

from __future__ import annotations

import re
from typing import Any, cast

HAN_RANGES = (
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)
RARE_HAN = "[\U00020000-\U000323af]"
# A Han character, for use inside a regular expression's class: f"[{HAN}]". Ideographs with
# their extensions and compatibility forms; 々 and 〇, which stand for one; no radicals.
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES) + RARE_HAN[1:-1]


def late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern, compiled at its first use, which raises re.error where it is none."""
    return cast(re.Pattern[str], _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        # Called once for each name: from then on the object has what the pattern has.
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)
        return value
