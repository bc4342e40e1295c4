"""What a wrong reading of bytes makes of Chinese, and the bytes that were read wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Windows-1252 as browsers read it: the bytes that it leaves open are control characters.
_LATIN = "".join(
    chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
    for byte in range(256)
)
_BYTES = {character: byte for byte, character in enumerate(_LATIN)}
# The characters that bytes above 127 are read as, for use in a regular expression's class.
HIGH = "\x80-\xff" + "".join(sorted(character for character in _LATIN if character > "\xff"))

_TORN_TAG = re.compile(r"/(?:p|div|span|strong|h[1-6])>\Z")
PUNCTUATION = "。，、；：！？“”‘’「」『』《》〈〉（）—…"
# The five marks that lose their width where a page is also put in compatibility form.
_TO_ASCII = str.maketrans("！，：；？", "!,:;?")
_TO_FULL = str.maketrans("!,:;?", "！，：；？")


def bytes_of_latin(text: str) -> bytes | None:
    """The bytes that were read as Latin-1 or as Windows-1252; None where neither gives it."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        found = [_BYTES[character] for character in text if character in _BYTES]
        return bytes(found) if len(found) == len(text) else None


def damaged(text: str, torn: str = "") -> Iterator[str]:
    """What each known wrong reading makes of a text.

    UTF-8 read as Latin-1 or as Windows-1252: `中` becomes `ä¸\\xad`.

    GBK whose first byte was replaced, so that characters are read from halves of two: `。現`
    becomes `?，F`. `torn` is what such a reading left of a tag behind the text: `。”</p>` becomes
    `?！?/p>`. Each comes with full-width and with ASCII marks.
    """
    data = text.encode()
    yield data.decode("latin-1")
    yield "".join(_LATIN[byte] for byte in data)
    try:
        halves = text.encode("gb18030")[1:]
    except UnicodeEncodeError:
        return
    read = "?" + (halves + b"<" if torn else halves).decode("gb18030", "replace")
    # The half that is left over takes the `<` with it.
    read = read.replace("\ufffd<", "?") + torn
    yield read
    yield read.translate(_TO_ASCII)


def torn_tag(text: str) -> str:
    """What is left of a tag at the end of a text: `/p>`, or nothing."""
    found = _TORN_TAG.search(text)
    return found[0] if found else ""


def from_latin(run: str) -> str:
    """The text whose UTF-8 was read as these letters, or nothing."""
    try:
        return (bytes_of_latin(run) or b"").decode()
    except UnicodeDecodeError:
        return ""


def gbk_from_latin(run: str) -> str:
    """The Chinese whose GBK was read as these letters; empty where it is not all common."""
    try:
        found = (bytes_of_latin(run.replace(" ", "")) or b"\xff").decode("gb2312")
    except UnicodeDecodeError:
        return ""
    return found if all(map(is_common, found)) else ""


def from_halves(halves: str) -> str:
    """The text whose bytes without the first are read as these characters, or nothing."""
    try:
        return (b"\xa1" + halves.translate(_TO_FULL).encode("gb18030")).decode("gb18030")
    except UnicodeError:
        return ""


def is_common(character: str) -> bool:
    """Whether a character is punctuation, or Han among the frequent half of GB 2312 or Big5."""
    simplified = character.encode("gb2312", "ignore")
    traditional = character.encode("big5", "ignore")
    return (
        character in PUNCTUATION
        or b"\xb0" <= simplified[:1] <= b"\xd7"
        or b"\xa4" <= traditional[:1] <= b"\xc6"
    )
