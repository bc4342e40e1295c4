"""What the rules about script go by: a note's Chinese, the characters of the other script in it,
and what becomes of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from vaultkit.checks.apart import file_names, hide, masked
from vaultkit.note.note import FILLER, Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.script import Config, Script, changes, classify, convert, foreign
from vaultkit.note.sentences import Sentences, has_kana
from vaultkit.note.spans import Span, is_covered

# The value of an option named `script`: what the vault is to be in.
Target = Literal["keep", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]

_RUN = late(f"([{HAN}]+)")
_LINE = late(r"[^\r\n]+")
_TO_TRADITIONAL: dict[Target, Config] = {"zh-Hant-TW": "s2tw", "zh-Hant-HK": "s2hk"}
# So many different characters of the other script are more than a quoted name.
DIFFERENT = 4
_FAMILY = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹"
    "袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒"
    "熊金陆陸孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文欧歐庄莊严嚴"
)
# A name or several, by themselves or in a list, a title, and what somebody else said.
_NAMES_AND_TITLES = late(
    f"(?<![{HAN}])[{_FAMILY}][{HAN}]{{1,2}}(?![{HAN}])"
    f"|[{_FAMILY}][{HAN}]{{1,2}}(?:[、和与與及][{_FAMILY}][{HAN}]{{1,2}})+"
    "|《[^《》\r\n]{1,60}》"
)
_QUOTED = late('(?m:^[ \t]*>[^\r\n]*)|“[^“”\r\n]*”|「[^「」\r\n]*」|『[^『』\r\n]*』|"[^"\r\n]*"')
_ALONE = late(f"(?<![{HAN}])[{HAN}](?![{HAN}])")
_SINGLE = late(rf"(?<![\w\0 ])([{HAN}])(?![\w\0 ])")
# A word that is spoken of: in quotes, bold or a table's cell of its own.
_SPOKEN_OF = late(f"(?<=[「『“‘\"'*|])[ \t]*([{HAN}]{{1,8}})[ \t]*(?=[」』”’\"'*|])")


class Chinese(msgspec.Struct, frozen=True):
    """A note's Chinese.

    `prose` is the note's mask without the sentences that hold kana, what is no prose (`apart`)
    and the names to keep; `own` is that without other people's names, titles in 《》 and the texts
    of links to other sites. `main` is the script that most of it is in, `strays` the offsets of
    characters of the other one in `own`: empty where those are no more than a name. `is_mixed`
    says that there are so many of them that nothing can be said of the note as a whole.
    """

    prose: str
    own: str
    main: Literal["zh-Hans", "zh-Hant"]
    strays: tuple[int, ...]
    is_mixed: bool


def read(note: Note, keep: tuple[str, ...] = ()) -> Chinese | None:
    """The note's Chinese; None for a Japanese note, and where too little tells the script.

    `keep` are the names and terms that stay as they are written.
    """
    script = note.script
    if script.kind in ("ja", "none"):
        return None
    prose = hide(note)
    prose = without(masked(prose, [*file_names(prose, note.body_start)]), keep)
    if script.traditional and has_kana(prose):
        prose = Sentences(prose, note.body_start).without_japanese()
    if prose != note.prose:
        script = classify(prose)
        if script.kind in ("ja", "none"):
            return None
    own = prose
    if script.traditional and script.simplified:
        own = _own(note, prose)
        of_own = classify(own)
        if of_own.kind not in ("ja", "none"):
            script = of_own
        elif (of_own.traditional - of_own.simplified) * (
            script.traditional - script.simplified
        ) < 0:
            return None  # It is the names that are in another script.
    main = _main(own, script)
    strays: tuple[int, ...] = ()
    if min(script.traditional, script.simplified) >= DIFFERENT:
        strays = tuple(foreign(own, main))
        if len({own[offset] for offset in strays}) < DIFFERENT:
            strays = ()
    return Chinese(prose, own, main, strays, script.kind == "mixed" and bool(strays))


def _own(note: Note, prose: str) -> str:
    spans = [Span(*found.span()) for found in _NAMES_AND_TITLES.finditer(prose)]
    for link in note.body.destinations:
        if "://" in link.destination.of(note.text):
            spans.append(link.text)
    return masked(prose, spans)


def _main(own: str, script: Script) -> Literal["zh-Hans", "zh-Hant"]:
    """The script of most of what is not quoted, by the length of the phrases in it: one script
    shows in more of its characters than the other. A phrase that shows none goes with the last.
    """
    if script.traditional and script.simplified:
        said = _QUOTED.sub(lambda found: FILLER * len(found[0]), own)
        if said != own and classify(said).kind not in ("ja", "none"):
            own = said
        sizes = {"zh-Hans": 0, "zh-Hant": 0, "": 0}
        kind = ""
        for phrase in map(classify, _RUN.findall(own)):
            if phrase.traditional != phrase.simplified:
                kind = "zh-Hant" if phrase.traditional > phrase.simplified else "zh-Hans"
            sizes[kind] += phrase.han
        if sizes["zh-Hans"] != sizes["zh-Hant"]:
            return "zh-Hant" if sizes["zh-Hant"] > sizes["zh-Hans"] else "zh-Hans"
    return "zh-Hant" if script.traditional > script.simplified else "zh-Hans"


def without(text: str, names: tuple[str, ...]) -> str:
    """The text with a FILLER for every character of the names."""
    return _any_of(names).sub(lambda found: FILLER * len(found[0]), text) if names else text


def phrases(prose: str, offsets: Iterable[int]) -> list[Span]:
    """The runs of Han characters that have one of the offsets in them; these are in order."""
    found: list[Span] = []
    runs = _RUN.finditer(prose)
    for offset in offsets:
        if not found or offset >= found[-1].end:
            run = next(run for run in runs if offset < run.end())
            found.append(Span(*run.span()))
    return found


def to_traditional(prose: str, target: Target) -> Iterator[tuple[int, str]]:
    """Offset and new character of what a conversion to a Traditional region changes.

    Only what a conversion back undoes: 想象 does not become 想像. In a phrase that is partly
    Traditional, only the Simplified characters. Nothing where the target is no such region.
    """
    config = _TO_TRADITIONAL.get(target)
    if config is None:
        return
    before = _simplified(prose)
    after = _simplified(convert(prose, config))
    simplified = set(foreign(prose, "zh-Hant"))
    partly = phrases(prose, foreign(prose, "zh-Hans"))
    for at, new in changes(prose, config):
        if before[at] == after[at] and (at in simplified or not is_covered(at, partly)):
            yield at, new


def kept_apart(prose: str, changed: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The changes without those that would make one of two words that stand by themselves: a text
    with 「後」 and 「后」 in it, or a line with 國家 and 国家, is about their difference. So is one
    with 「裡」 and 「裏」, or a line with 「頭發」 and 「頭髮」, which both become a third.
    """
    changes = dict(changed)
    if not changes:
        return

    def converted(run: re.Match[str], start: int) -> str:
        places = range(start + run.start(1), start + run.end(1))
        return "".join(changes.get(at, prose[at]) for at in places)

    alone = {found[0] for found in _ALONE.finditer(prose)}
    spoken = {word[1]: converted(word, 0) for word in _SPOKEN_OF.finditer(prose)}
    alone |= _repeated({word: new for word, new in spoken.items() if len(word) == 1})
    for line in _LINE.finditer(prose):
        runs = [*_RUN.finditer(line[0])]
        words = {run[1] for run in runs}
        spoken = {
            word[1]: converted(word, line.start())
            for word in (*_SPOKEN_OF.finditer(line[0]), *_SINGLE.finditer(line[0]))
        }
        words |= _repeated(spoken)
        for run in runs:
            new = converted(run, line.start())
            if new == run[1] or not (new in words or new in alone):
                places = range(line.start() + run.start(), line.start() + run.end())
                yield from ((at, changes[at]) for at in places if at in changes)


def _repeated(words: dict[str, str]) -> set[str]:
    """What several words become."""
    times = Counter(words.values())
    return {word for word in times if times[word] > 1}


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def _simplified(text: str) -> str:
    # 著 is 着 in Simplified after a verb only: either way it is the same character.
    return convert(text, "t2s").replace("著", "着")
