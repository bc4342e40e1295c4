"""SC003 regional-term: a word that another region says."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vaultkit.checks import chinese, terms
from vaultkit.checks.chinese import Target
from vaultkit.checks.rule import Finding, Rule
from vaultkit.checks.terms import Region
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span, is_covered

_REGIONS: dict[str, Region] = {"zh-Hans": "cn", "zh-Hant-TW": "tw", "zh-Hant-HK": "hk"}
_WHOSE = {"tw": "Taiwan's", "cn": "the mainland's"}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`script` says which region's words are wanted, `keep` what stays as it is written."""

    script: Target = "keep"
    keep: tuple[str, ...] = ()


def check(note: Note, options: Options) -> Iterator[Finding]:
    """One finding for each word of another region, at the first place, with all places.

    Without a target it is the note that tells the region, and then nothing is fixed. Phrases of
    the other script are SC001's.
    """
    target = options.script
    kind: str = target
    if target == "keep":
        kind = note.script.kind if note.has_traditional else "zh-Hans"
    region = _REGIONS.get(kind)
    if region is None or not terms.words(region).hint.search(note.prose):
        return
    found = chinese.read(note, options.keep)
    if found is None:
        return
    _, pattern, foreign = terms.words(region)
    quoted = [] if found.is_mixed else chinese.phrases(found.prose, found.strays)
    places: dict[str, list[Span]] = {}
    for word in pattern.finditer(found.prose):
        if word[0] in foreign and not is_covered(word.start(), quoted):
            places.setdefault(word[0], []).append(Span(*word.span()))
    # What is still in the other script is converted first.
    may_fix = target.startswith(found.main) and not found.is_mixed
    for written, spans in places.items():
        source, wanted = foreign[written]
        times = f", and stands here {len(spans)} times" if len(spans) > 1 else ""
        yield Finding(
            spans[0],
            f"`{written}` is {_WHOSE[source]} word for `{wanted}`{times}",
            tuple(Edit(*span, wanted) for span in spans) if may_fix else (),
        )


RULE = Rule(
    code="SC003",
    name="regional-term",
    scope="body",
    stage="script",
    check=check,
    fix="unsafe",
    reach=("terms",),
    marks=terms.Marks(),
    options=Options,
    default=False,
)
