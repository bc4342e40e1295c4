"""File names that every system takes and every link can hold."""

from __future__ import annotations

import re
import unicodedata

# Most file systems allow 255 bytes; the rest is for an extension, a mark or a number.
_MOST_BYTES = 240
_UNNAMED = "Untitled"

_SLASHES = str.maketrans("/\\", "--")
# What Windows forbids, what a link cannot hold, controls, line separators, lone surrogates.
_FORBIDDEN = re.compile('[?<>:*|"\\[\\]#^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_PERCENTS = re.compile(r"%{2,}")
# Dots and every kind of space.
_EDGE = ". \xa0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)

_JOINER = "\u200d"
# In code points: an emoji of a family has ten, a flag of a region seven.
_LONGEST_CHARACTER = 40


def sanitize(name: str) -> str:
    """A name, such as a title, as the name of a file, without an extension.

    At most 240 bytes in UTF-8, never empty; a name that is already fit comes back as it is, in
    NFC. The rules are those of obsidian-importer's `sanitizeFileName`, and `%%`, which begins a
    comment, is made one `%`.
    """
    name = unicodedata.normalize("NFC", name).translate(_SLASHES)
    name = _PERCENTS.sub("%", _FORBIDDEN.sub("", name))
    # What was dropped may have stood between a letter and its accent.
    name = unicodedata.normalize("NFC", name).strip(_EDGE)
    name = _shorten(name).rstrip(_EDGE)
    return _UNNAMED if not name or _DEVICE.fullmatch(name) else name


def whole_characters(text: str, end: int) -> int:
    """The last offset up to `end` at which a cut leaves letters with accents and emoji whole.

    Where there is none nearby, it is `end` itself.
    """
    for at in range(end, max(0, end - _LONGEST_CHARACTER), -1):
        if at == len(text) or not _is_joined(text, at):
            return at
    return end


def _shorten(name: str) -> str:
    data = name.encode()
    if len(data) <= _MOST_BYTES:
        return name
    end = len(data[:_MOST_BYTES].decode(errors="ignore"))
    return name[: whole_characters(name, end)]


def _is_joined(text: str, at: int) -> bool:
    """Whether the characters before and after an offset are shown as one."""
    before, after = text[at - 1], text[at]
    if before == _JOINER or after == _JOINER or unicodedata.category(after).startswith("M"):
        return True
    # Skin tones, and the tags that spell the flags of regions.
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True
    letters = at
    while letters and "\U0001f1e6" <= text[letters - 1] <= "\U0001f1ff":
        letters -= 1
    # Two letters are one flag.
    return "\U0001f1e6" <= after <= "\U0001f1ff" and (at - letters) % 2 == 1
