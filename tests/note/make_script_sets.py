"""Derives `vaultkit/note/script_sets.json` from the installed OpenCC.

Write the file again with `python tests/note/make_script_sets.py`.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import opencc

SETS = Path(__file__).parents[2] / "vaultkit" / "note" / "script_sets.json"
# Ideographs from the radicals on, without the compatibility ideographs: those OpenCC
# replaces in every direction, so they say nothing of the script.
_BLOCKS = ((0x2E80, 0xA000), (0x20000, 0x2F800), (0x30000, 0x323B0))
_CLIB = Path(opencc.__file__).parent / "clib"
DICTIONARY_TOOL = next(iter(sorted((_CLIB / "bin").glob("opencc_dict*"))), None)


def convert(text: str, config: str) -> str:
    """What OpenCC itself makes of `text`."""
    converted: str = opencc.OpenCC(config, include_tofu_risk_dictionaries=False).convert(text)
    return converted


def characters(config: str) -> dict[str, str]:
    """What each ideograph alone becomes."""
    every = [chr(code) for block in _BLOCKS for code in range(*block)]
    return dict(zip(every, convert("\n".join(every), config).split("\n"), strict=True))


def is_encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def traditional_only() -> set[str]:
    """Ideographs that `t2s` changes and that GB 2312 lacks, without those for which few fonts have
    what they become: our conversion leaves them.
    """
    pairs = characters("t2s").items()
    changed = {old for old, new in pairs if new != old and max(old, new) < "\U00010000"}
    return {character for character in changed if not is_encodable(character, "gb2312")}


def simplified_only() -> set[str]:
    """Ideographs that `s2t` changes, that Big5 lacks, that `t2s` keeps, and that are not the
    Hong Kong form of a Traditional character (`户`, `税`, `温` are both).

    OpenCC's table has 3,750 that are no candidate for their own conversion and not in Big5.
    These are 3,726: 4 more (`叶`, `广`, `㐹` and `亘` are a candidate, but not the first), less
    5 that are Traditional too (`醖`, `麽`) and 23 that Hong Kong writes.
    """
    s2t, t2s, t2hk = characters("s2t"), characters("t2s"), characters("t2hk")
    hong_kong = {new for old, new in t2hk.items() if new != old}
    changed = {old for old, new in s2t.items() if new != old and t2s[old] == old} - hong_kong
    return {character for character in changed if not is_encodable(character, "big5")}


def kept_words() -> set[str]:
    """Simplified words in which `t2s` would change a character that it keeps when the same
    word is Traditional (`乾清宮` becomes `乾清宫`, but `乾清宫` would become `干清宫`).
    """
    words = convert("\n".join(_phrases("TSPhrases")), "t2s")
    pairs = zip(words.split("\n"), convert(words, "t2s").split("\n"), strict=True)
    return {word for word, again in pairs if again != word}


def several_forms() -> set[str]:
    """Simplified characters that OpenCC's table gives several Traditional forms."""
    return {simplified for simplified, forms in _rows("STCharacters") if " " in forms}


def _phrases(dictionary: str) -> list[str]:
    return [phrase for phrase, _ in _rows(dictionary)]


def _rows(dictionary: str) -> list[tuple[str, str]]:
    source = _CLIB / "share" / "opencc" / f"{dictionary}.ocd2"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "phrases.txt"
        options = ["-i", str(source), "-o", str(target), "-f", "ocd2", "-t", "text"]
        subprocess.run([str(DICTIONARY_TOOL), *options], check=True, capture_output=True)
        lines = target.read_text("utf-8").splitlines()
        return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


def main() -> None:
    sets = {
        "opencc": opencc.__version__,
        "traditional": "".join(sorted(traditional_only())),
        "simplified": "".join(sorted(simplified_only())),
        "kept": sorted(kept_words(), key=lambda word: (-len(word), word)),
    }
    SETS.write_text(json.dumps(sets, ensure_ascii=False, indent=0) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
