"""The proof that fixes changed what their rules may change, and nothing else.

Every edit must satisfy some kind of its rule's reach by itself. Then both texts are read by other
parsers than the rules use (mistune with the Obsidian dialect, python-frontmatter) and must agree
in all that those kinds do not name. What cannot be proven is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import groupby, islice, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import unquote

from vaultkit.checks.rule import Finding, Rule
from vaultkit.note.source import BOM
from vaultkit.note.spans import Edit, Span

if TYPE_CHECKING:
    from vaultkit.fixing.dialect import Token

_T = TypeVar("_T")
_BLOCK = re.compile(
    r"\ufeff?---([ \t]*)(?:\r\n?|\n)(|.*?(?:\r\n?|\n))---[ \t]*(?=[\r\n]|\Z)(?:\r\n?|\n)?",
    re.DOTALL,
)
_EMPHASIS = {"bold": "**", "italic": "*", "highlighted": "==", "struck through": "~~"}
_BLOCKS = ["paragraph", "list", "numbered list", "list item", "quotation", "table", "table body"]
_BLOCKS += ["table row", "table cell", "horizontal rule", "line break"]
_HEADINGS = ["paragraph", *(f"heading of level {level}" for level in range(1, 7))]
# The nodes of a kind, and the characters that make them: those its fixes may add and remove.
_NODES = {
    "emphasis": (frozenset(_EMPHASIS), "*_~="),
    "headings": (frozenset(_HEADINGS), "#=-"),
    "blocks": (frozenset(_BLOCKS), "|\\>*+-"),
}


def refusal(
    before: str, after: str, fixed: Sequence[Finding], rules: Mapping[str, Rule]
) -> str | None:
    """Why `after` is not what the fixes were allowed to make of `before`, in one sentence.

    `fixed` are the findings whose edits, offsets into `before`, were applied together; `rules`
    holds their rules by code. None when all is proven. Never raises: a proof that breaks off,
    as where nesting is too deep for a parser, has not succeeded.
    """
    try:
        return _Proof(before, after, fixed, rules).refusal()
    except Exception as error:
        return f"the fixed text could not be checked ({type(error).__name__})"


class _Change(NamedTuple):
    """One edit: what it replaces, where its text stands in `after`, and its rule."""

    edit: Edit
    old: str
    place: int
    rule: Rule

    @property
    def cut(self) -> Span | None:
        """What a fix of reach `delete` takes out: one piece from the start or the end."""
        (start, end, new), old = self.edit, self.old
        if "delete" not in self.rule.reach or len(new) >= len(old):
            return None
        if old.startswith(new):
            return Span(start + len(new), end)
        return Span(start, end - len(new)) if old.endswith(new) else None


class _Parts(NamedTuple):
    """A text's front matter without its fences, where it starts, and where the body starts.

    Obsidian reads a block only if its opening fence has no blanks behind it.
    """

    matter: str | None
    start: int
    end: int
    is_read: bool = True


def _parts(text: str, start: int = 0) -> _Parts:
    if block := _BLOCK.match(text, start):
        return _Parts(block[2], block.start(2), block.end(), not block[1])
    end = len(BOM) if text.startswith(BOM) else 0
    return _Parts(None, end, end)


class _Proof:
    def __init__(
        self, before: str, after: str, fixed: Sequence[Finding], rules: Mapping[str, Rule]
    ) -> None:
        self._before = before
        self._after = after
        self._changes = list(_changes(before, fixed, rules))
        self._named = {
            name
            for finding in fixed
            if "matter" in rules[finding.code].reach
            for name in finding.properties
        }
        self._old, self._new = _parts(before), _parts(after)
        reaches = {kind for change in self._changes for kind in change.rule.reach}
        if "matter" in reaches and self._old.matter is None and self._new.matter is not None:
            # A block after blank lines is not yet front matter: a fix may remove the lines.
            lead = len(before) - len(before.lstrip(BOM + " \t\r\n"))
            self._old = _parts(before, lead)

    def refusal(self) -> str | None:
        if _applied(self._before, self._changes) != self._after:
            return "the fixed text is not what the edits make of it"
        for change in self._changes:
            old, new = change.old, change.edit.text
            if old != new and not any(self._is_within(change, kind) for kind in change.rule.reach):
                if change.rule.reach == ("matter",):
                    return "text outside the front matter would change"
                # Of an edit that also deletes, what it deletes is the trouble.
                folded = list(map(_folding([change]), (old, new)))
                shown = folded if len(folded[0]) != len(folded[1]) else (old, new)
                return _difference(*((old, new) if new in old else shown))
        return self._matter_refusal() or self._body_refusal()

    def _is_within(self, change: _Change, kind: str) -> bool:
        """Whether the edit by itself is a change of this kind; of links only the tree tells."""
        (_, end, new), old, _, rule = change
        if kind == "matter":
            return end <= self._old.end
        if kind == "script":
            return len(old) == len(new) and self._is_same_script(change)
        if kind == "width":
            return rule.marks.get(old) == new or (
                _marked(old, rule.marks) == _marked(new, rule.marks)
                and all(new.count(mark) <= old.count(mark) for mark in rule.marks)
            )
        if kind == "space":
            return _bare(old) == _bare(new)
        if kind == "delete":
            return change.cut is not None
        if kind in _NODES:
            drop = dict.fromkeys(map(ord, _NODES[kind][1]))
            return _bare(old).translate(drop) == _bare(new).translate(drop)
        return kind == "links"

    def _is_same_script(self, change: _Change) -> bool:
        # Some characters convert by the word they stand in, and a fix may see the word or not.
        (start, end, new), old, place, _ = change
        before, after = self._simplified
        return before[start:end] == after[place : place + len(new)] or (
            _simplified(old) == _simplified(new)
        )

    @cached_property
    def _simplified(self) -> tuple[str, str]:
        return _simplified(self._before), _simplified(self._after)

    def _matter_refusal(self) -> str | None:
        old, new = self._old.matter, self._new.matter
        if old is not None and (new is None or self._new.is_read < self._old.is_read):
            return "the front matter would be lost"
        if new is None or old == new:
            return None
        changes = [change for change in self._changes if change.edit.end <= self._old.end]
        was, now = {} if old is None else _properties(old), _properties(new)
        if was is None or now is None:
            if was is not None:
                return "the front matter could no longer be read"
            if all("matter" in change.rule.reach for change in changes):
                return None
            return "the front matter cannot be read, so a change in it cannot be checked"
        codes = ", ".join(sorted({change.rule.code for change in changes})) or "the fix"
        unnamed = [key for key in was if key not in self._named]
        if unnamed != [key for key in now if key not in self._named]:
            for key in [*was, *now]:
                if key not in self._named and (key in was) != (key in now):
                    verb = "be lost" if key in was else "appear"
                    return f"the property {key!r} would {verb} though {codes} did not name it"
            return f"properties that {codes} did not name would change places"
        for key in unnamed:
            if repr(was[key]) != repr(now[key]):
                touching = [change for change in changes if key in self._touched(change)]
                if not _is_prose_change(key, was[key], now[key], touching, self._before):
                    return f"the property {key!r} would change though {codes} did not name it"
        return None

    def _touched(self, change: _Change) -> Iterator[str]:
        """The property that the edit lies in."""
        start, end, _ = change.edit
        for key, place in _places(self._old.matter or ""):
            if place.start <= start - self._old.start and end - self._old.start <= place.end:
                yield key

    def _body_refusal(self) -> str | None:
        start = self._old.end
        body, new_body = self._before[start:], self._after[self._new.end :]
        if body == new_body:
            return None
        changes = [
            change._replace(edit=Edit(edit.start - start, edit.end - start, edit.text))
            for change in self._changes
            if (edit := change.edit).start >= start
        ]
        linking = [change for change in changes if "links" in change.rule.reach]
        others = [change for change in changes if "links" not in change.rule.reach]
        if linking and others:
            # Apart, so that no other fix can change a target under the name of this one.
            middle = _applied(body, others) or ""
            return _body_difference(body, middle, others) or _body_difference(
                middle, new_body, linking
            )
        return _body_difference(body, new_body, changes)


def _changes(before: str, fixed: Iterable[Finding], rules: Mapping[str, Rule]) -> Iterator[_Change]:
    shift = 0
    edits = [(edit, rules[finding.code]) for finding in fixed for edit in finding.edits]
    for edit, rule in sorted(edits, key=lambda pair: pair[0][:2]):
        yield _Change(edit, before[edit.start : edit.end], edit.start + shift, rule)
        shift += len(edit.text) - (edit.end - edit.start)


def _applied(text: str, changes: Iterable[_Change]) -> str | None:
    """The text with the edits made; None if they overlap or lie outside it."""
    pieces, at = [], 0
    for (start, end, new), *_ in changes:
        if not at <= start <= end <= len(text):
            return None
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _bare(text: str) -> str:
    """Without white space; a byte order mark counts as white space."""
    return "".join(text.replace(BOM, " ").split())


def _simplified(text: str) -> str:
    from vaultkit.note.script import convert

    # The configurations disagree on this pair alone where it is a particle.
    return convert(text, "t2s").replace("著", "着")


def _marked(text: str, marks: Mapping[str, str]) -> str:
    """With every mark put in the place of the one it stands for, the longest first."""
    if not marks:
        return text
    pattern = "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
    return re.sub(pattern, lambda found: marks[found[0]], text)


def _folding(changes: Iterable[_Change]) -> Callable[[str], str]:
    """What makes texts equal that differ only by white space and as the edits of script and
    width, each proven by itself, allow.
    """
    leaders: dict[str, str] = {}

    def leader(character: str) -> str:
        while character in leaders:
            character = leaders[character]
        return character

    marks: dict[str, str] = {}
    for (_, _, new), old, _, rule in changes:
        marks |= {_bare(mark): _bare(value) for mark, value in rule.marks.items() if _bare(mark)}
        if "script" in rule.reach and len(old) == len(new):
            for one, other in zip(old, new, strict=True):
                if leader(one) != leader(other):
                    leaders[leader(one)] = leader(other)
    table = {ord(character): leader(character) for character in leaders}
    return lambda text: _marked(_bare(text), marks).translate(table)


@lru_cache(maxsize=4)
def _properties(matter: str) -> dict[str, Any] | None:
    """The properties as the core schema of YAML 1.2 has them; None if they cannot be read."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        data = YAMLHandler().load(matter, Loader=_core_loader())
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    if data is None:
        return {}
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else None


@cache
def _core_loader() -> Any:
    from yaml import MappingNode, SafeLoader
    from yaml.constructor import ConstructorError

    class CoreLoader(SafeLoader):
        """PyYAML's loader in Python, with the resolvers of YAML 1.2's core schema."""

        def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
            mapping = super().construct_mapping(node, deep)
            if len(mapping) < len(node.value):
                raise ConstructorError(problem="a key stands twice")
            return mapping

    CoreLoader.yaml_implicit_resolvers = {}
    for tag, pattern, first in (
        ("null", r"(?:~|null|Null|NULL|)\Z", ["~", "n", "N", ""]),
        ("bool", r"(?:true|True|TRUE|false|False|FALSE)\Z", list("tTfF")),
        ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z", list("-+0123456789")),
        (
            "float",
            r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z",
            list("-+.0123456789"),
        ),
    ):
        CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
    CoreLoader.add_constructor(
        "tag:yaml.org,2002:int",
        lambda _, node: int(node.value, 0 if node.value[1:2] in ("o", "x") else 10),
    )
    return CoreLoader


def _places(matter: str) -> Iterator[tuple[str, Span]]:
    """Each property with its place in the block, up to the next one."""
    import yaml

    node = yaml.compose(matter, Loader=_core_loader())
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    starts = [key.start_mark.index for key, _ in entries] + [len(matter)]
    for index, (key, _) in enumerate(entries):
        yield key.value, Span(starts[index], starts[index + 1])


def _is_prose_change(
    key: str, was: object, now: object, touching: Sequence[_Change], before: str
) -> bool:
    """Whether a title or description differs only as the edits in it do."""
    from vaultkit.note.fields import is_prose

    if not (touching and is_prose(key) and isinstance(was, str) and isinstance(now, str)):
        return False
    for change in touching:
        if cut := change.cut:
            was = was.replace(cut.of(before), "", 1)
    fold = _folding(touching)
    return fold(was) == fold(now)


def _body_difference(old: str, new: str, changes: Sequence[_Change]) -> str | None:
    """What differs between two bodies beyond the reach of the changes, in one sentence."""
    from vaultkit.fixing.dialect import tokens

    kinds = {kind for change in changes for kind in change.rule.reach}
    was, now = list(tokens(old)), list(tokens(new))
    if cuts := [cut for change in changes if (cut := change.cut)]:
        was = list(_without(was, old, cuts))
    marks = "".join(_NODES[kind][1] for kind in kinds if kind in _NODES)
    if _count(now, marks) > _count(was, marks):
        return f"a mark such as `{marks[0]}` would stand in the text as it is"
    # Comments go by themselves: they part neither words nor paragraphs.
    comments = [[token for token in side if token.name == "comment"] for side in (was, now)]
    fold = _folding(changes)
    trees = [_folded(_pruned(_relevant(side, kinds, marks)), fold) for side in (was, now)]
    if "links" in kinds:
        trees = [_untargeted(tree, fold) for tree in trees]
    return _lost(*comments) or _difference_of_trees(*trees)


def _without(tokens: Iterable[Token], body: str, cuts: Sequence[Span]) -> Iterator[Token]:
    """The tokens less the characters that are cut out of the body, what is not prose whole or not.

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


def _relevant(tokens: Iterable[Token], kinds: Iterable[str], marks: str) -> Iterator[Token]:
    """Without comments, the nodes of the kinds, and the characters that make those."""
    dropped = {"comment"}.union(*(_NODES[kind][0] for kind in kinds if kind in _NODES))
    table = dict.fromkeys(map(ord, marks))
    for token in tokens:
        if token.name in dropped:
            continue
        # `#标题` is a tag until a fix of headings puts a space behind the `#`.
        if token.kind == "text" or (token.name == "tag" and "headings" in kinds):
            yield token._replace(kind="text", name="text", value=token.value.translate(table))
        else:
            yield token


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
        if is_text:
            first, *others = run
            text = fold(first.value + "".join(token.value for token in others))
            run = iter([first._replace(value=text)] if text else [])
        folded += run
    return folded


def _untargeted(tokens: Iterable[Token], fold: Callable[[str], str]) -> list[Token]:
    """Without link targets, and without a display text that says no more than the target."""
    kept: list[Token] = []
    for token in tokens:
        if token.kind == "close" and token.name == "link" and kept[-1].kind == "text":
            opening = kept[-2]
            shown = _display(opening.value or token.value)
            if opening.name == "link" and kept[-1].value == fold(shown):
                kept.pop()
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
    """What a wikilink without display text shows, or a Markdown link to the same note would."""
    if target.startswith("("):
        target = unquote(target.strip("(<>)")).removesuffix(".md")
    return " > ".join(part for part in target.split("#") if part)


def _difference_of_trees(old: Sequence[Token], new: Sequence[Token]) -> str | None:
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
        or _difference(*texts)
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


def _difference(old: str, new: str) -> str | None:
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
