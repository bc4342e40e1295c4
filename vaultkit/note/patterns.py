"""Regular expressions that are compiled when they are first used.

A set of characters that has all of Chinese in it takes milliseconds to compile: longer than it
takes to check a note, and for most commands in vain.
"""

from __future__ import annotations

import re
from typing import Any, cast


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
