"""The proof for bodies: both are read by mistune, and must agree in all that was not to change.

Two bodies become trees, flat as sequences of tokens; what the fixes may change is taken out of
both, and the rest is compared.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, zip_longest
from typing import TYPE_CHECKING, TypeVar

from vaultkit.fixing import emphasis_proof
from vaultkit.note.spans import Span

if TYPE_CHECKING:
    from vaultkit.fixing.dialect import Token

_T = TypeVar("_T")
_EMPHASIS = {"bold": "**", "italic": "*", "highlighted": "==", "struck through": "~~"}
_BLOCKS = ["paragraph", "list", "numbered list", "list item", "quotation", "table", "table body"]
_BLOCKS += ["table row", "table cell", "horizontal rule", "line break"]
_HEADINGS = ["paragraph", *(f"heading of level {level}" for level in range(1, 7))]
# The nodes of a kind, and the characters that make them: those its fixes may add and remove.
NODES = {
    "emphasis": (frozenset(_EMPHASIS), "*_~="),
    "headings": (frozenset(_HEADINGS), "#=-"),
    "blocks": (frozenset(_BLOCKS), "|\\>*+-"),
}
# Together they let a space part a tag from the punctuation that it swallowed.
_PARTING = frozenset(["tags", "space"])


def difference(
    old: str,
    new: str,
    kinds: Collection[str],
    cuts: Sequence[Span],
    fold: Callable[[str], str],
    respelled: Mapping[str, str],
) -> str | None:
    """What differs between two bodies beyond these kinds of change, in one sentence.

    `cuts` are the places in `old` that were deleted, in order and apart from one another; `fold`
    makes texts equal that may stand for one another, `respelled` has the tags that may become
    others. Raises what `dialect.tokens` raises.
    """
    from vaultkit.fixing.dialect import tokens

    was, now = list(tokens(old)), list(tokens(new))
    if cuts:
        was = list(_without(was, old, cuts))
    marks = "".join(NODES[kind][1] for kind in kinds if kind in NODES)
    if _count(now, marks) > _count(was, marks):
        return f"a mark such as `{marks[0]}` would stand in the text as it is"
    if "emphasis" in kinds and (letters := emphasis_proof.lost(was, now)):
        return f"“{_clip(letters)}” would no longer be emphasised"
    was, now = (list(_respelled(side, respelled)) for side in (was, now))
    if _PARTING.issubset(kinds) and (tag := _lost_tag(was, now)):
        return f"the tag {_clip(tag)} would be lost"
    # Comments go by themselves: they part neither words nor paragraphs.
    comments = [[token for token in side if token.name == "comment"] for side in (was, now)]
    trees = [_folded(_pruned(_relevant(side, kinds, marks)), fold) for side in (was, now)]
    if "links" in kinds:
        trees = [_untargeted(tree, fold) for tree in trees]
    return _lost(*comments) or _tree_difference(*trees)


def _without(tokens: Iterable[Token], body: str, cuts: Sequence[Span]) -> Iterator[Token]:
    """The tokens less what is cut out of the body; what is not prose goes whole or not at all.

    The parser gives no places, but tokens hold the source line by line and in its order.
    """
    at = 0
    for token in tokens:
        if token.name == "line break" and any(cut.start <= at < cut.end for cut in cuts):
            continue
        lines = token.value.split("\n")
        for index, line in enumerate(lines):
            if (stripped := line.strip()) and (start := body.find(stripped, at)) >= 0:
                at = start + len(stripped)
                first = bisect_right(cuts, start, key=lambda cut: cut.end)
                last = bisect_left(cuts, at, key=lambda cut: cut.start)
                for cut in reversed(cuts[first:last]):
                    head = stripped[: max(0, cut.start - start)]
                    lines[index] = stripped = head + stripped[max(0, cut.end - start) :]
        value = "\n".join(lines)
        if value.strip():
            yield token._replace(value=value) if token.kind == "text" else token
        elif token.kind != "leaf" or not token.value:
            yield token._replace(value="")


def _count(tokens: Iterable[Token], marks: str) -> int:
    return sum(token.value.count(mark) for mark in marks for token in tokens if token[0] == "text")


def _relevant(tokens: Iterable[Token], kinds: Collection[str], marks: str) -> Iterator[Token]:
    """Without comments, the nodes of the kinds, and the characters that make those."""
    dropped = {"comment"}.union(*(NODES[kind][0] for kind in kinds if kind in NODES))
    table = dict.fromkeys(map(ord, marks))
    # `#标题` is a tag until a fix of headings puts a space behind the `#`, and `#标签，后文` one
    # until a space parts it.
    names = {"tag"} if "headings" in kinds or _PARTING.issubset(kinds) else set()
    for token in tokens:
        if token.name in dropped:
            continue
        # The line below the head of what is not yet a table, with the colons that align its cells.
        if "blocks" in kinds and token.kind == "text" and not token.value.strip("|:- \t"):
            continue
        if "blocks" in kinds and token.name == "embed":
            yield token._replace(value=token.value.replace("\\|", "|"))
        elif token.kind == "text" or token.name in names:
            yield token._replace(kind="text", name="text", value=token.value.translate(table))
        else:
            yield token


def _respelled(tokens: Iterable[Token], respelled: Mapping[str, str]) -> Iterator[Token]:
    for token in tokens:
        value = respelled.get(token.value, token.value) if token.name == "tag" else token.value
        yield token._replace(value=value)


def _lost_tag(old: Iterable[Token], new: Iterable[Token]) -> str | None:
    """The first tag that is gone; it may lose what follows it from Chinese punctuation on."""
    left = iter([token.value for token in new if token.name == "tag"])
    for tag in (token.value for token in old if token.name == "tag"):
        if not any(one == tag or _is_parted(tag, one) for one in left):
            return tag
    return None


def _is_parted(tag: str, rest: str) -> bool:
    behind = tag.removeprefix(rest)[:1]
    return tag.startswith(rest) and behind > "\x7f" and unicodedata.category(behind)[0] == "P"


def _pruned(tokens: Iterable[Token]) -> list[Token]:
    """Without what holds nothing: white space, empty nodes, line breaks at the edge of a block.

    An empty table cell stays, since it is part of the table's shape.
    """
    kept: list[Token] = []
    opened: list[tuple[int, int]] = []
    held = 0
    for token in tokens:
        if token.name == "line break":
            if not kept or kept[-1].kind == "open" or kept[-1].name == "line break":
                continue
        elif token.kind == "open":
            opened.append((len(kept), held))
        elif token.kind == "close":
            while kept[-1].name == "line break":
                kept.pop()
            start, held_before = opened.pop()
            if held == held_before and not token.value and token.name != "table cell":
                del kept[start:]
                continue
        elif token.kind == "text" and not token.value.strip():
            continue
        # A node's value, the target of a link for one, holds it open as text does.
        held += bool(token.value)
        kept.append(token)
    return kept


def _folded(tokens: Iterable[Token], fold: Callable[[str], str]) -> list[Token]:
    """With neighbouring texts as one, folded."""
    folded: list[Token] = []
    for is_text, run in groupby(tokens, key=lambda token: token.kind == "text"):
        same = list(run)
        if is_text:
            text = fold("".join(token.value for token in same))
            same = [same[0]._replace(value=text)] if text else []
        folded += same
    return folded


def _untargeted(tokens: Iterable[Token], fold: Callable[[str], str]) -> list[Token]:
    """Without link targets; a wikilink that has no text has the one that readers see."""
    kept: list[Token] = []
    for token in tokens:
        if token.kind == "close" and token.name == "link" and kept[-1].value:
            opening = kept[-1]
            if opening.kind == "open":
                shown = fold(_display(opening.value))
                kept.append(opening._replace(kind="text", name="text", value=shown))
        kept.append(token)
    for index, token in enumerate(kept):
        if token.name in ("link", "URL"):
            kept[index] = token._replace(value="")
        elif token.name == "embed":
            kept[index] = token._replace(value=token.value.partition("|")[2])
        elif token.name in ("image", "link definition"):
            kept[index] = token._replace(value=token.value.partition("]")[0])
    return kept


def _display(target: str) -> str:
    """What a wikilink without display text shows."""
    return " > ".join(part for part in target.split("#") if part)


def _tree_difference(old: Sequence[Token], new: Sequence[Token]) -> str | None:
    if old == new:
        return None
    sides = (old, new)
    protected = [
        [one for one in side if one.kind == "leaf" or (one.value and one.kind != "text")]
        for side in sides
    ]
    texts = ["".join(one.value for one in side if one.kind == "text") for side in sides]
    return (
        _lost(*protected)
        or _reshaped(old, new)
        or text_difference(*texts)
        or "the same text would be arranged in another way"
    )


def _lost(old: Sequence[Token], new: Sequence[Token]) -> str | None:
    """The first of these tokens that differs."""
    _, gone, come = _first_difference(old, new)
    if gone:
        stays = come and come.name == gone.name and len(old) == len(new)
        what = f"{gone.name} {_clip(gone.value)}".strip()
        return f"the {what} would {'change' if stays else 'be lost'}"
    return f"{_clip(come.value)} would become {_a(come.name)}" if come else None


def _reshaped(old: Sequence[Token], new: Sequence[Token]) -> str | None:
    """The first node that is gone or new."""
    nodes = [[one.name for one in side if one.kind == "open"] for side in (old, new)]
    index, gone, come = _first_difference(*nodes)
    if gone:
        return f"{_content(old, index)} would no longer be {_a(gone)}"
    return f"{_content(new, index)} would become {_a(come)}" if come else None


def _first_difference(old: Sequence[_T], new: Sequence[_T]) -> tuple[int, _T | None, _T | None]:
    """The first place where there is too few of one or too much of the other, and these two."""
    for index, (was, now) in enumerate(zip_longest(old, new)):
        if was != now:
            gone = was if was is not None and old.count(was) > new.count(was) else None
            come = now if now is not None and new.count(now) > old.count(now) else None
            if gone or come:
                return index, gone, come
    return 0, None, None


def _content(tokens: Sequence[Token], number: int) -> str:
    """The text of a node by its number among the opening tokens, as a quotation."""
    opens = (index for index, token in enumerate(tokens) if token.kind == "open")
    start = next(islice(opens, number, None))
    depth, text = 0, ""
    for token in tokens[start:]:
        depth += (token.kind == "open") - (token.kind == "close")
        text += token.value if token.kind in ("text", "leaf") else ""
        if depth == 0:
            break
    mark = _EMPHASIS.get(tokens[start].name)
    return f"`{mark}{_clip(text)}{mark}`" if mark else f"“{_clip(text)}”"


def text_difference(old: str, new: str) -> str | None:
    """What differs between two texts, between what they begin and end with alike."""
    start = _alike(old, new)
    same = _alike(old[start:][::-1], new[start:][::-1])
    gone, come = old[start : len(old) - same], new[start : len(new) - same]
    if gone and come:
        return f"“{_clip(gone)}” would become “{_clip(come)}”"
    if gone:
        return f"text would be deleted: {_clip(gone)}"
    return f"text would be added: {_clip(come)}" if come else None


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _clip(text: str) -> str:
    line = re.sub(r"\s+", " ", text)
    return line if len(line) <= 40 else f"{line[:39]}…"


def _a(name: str) -> str:
    if name in _EMPHASIS or name in ("HTML", "Templater code"):
        return name
    return f"an {name}" if name[0] in "ei" else f"a {name}"
