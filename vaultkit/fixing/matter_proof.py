"""The proof for front matter: only the properties that the fixes named may differ.

It is read by python-frontmatter, with the core schema of YAML 1.2. A block that could not be read
has a proof of its own (mended_proof.py); one in TOML or JSON must come back with equal values.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, time
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vaultkit.checks.rule import Rule
from vaultkit.fixing import mended_proof
from vaultkit.note.fields import is_prose
from vaultkit.note.source import BOM
from vaultkit.note.spans import Edit, Span

_BLOCK = re.compile(
    r"\ufeff?---([ \t]*)(?:\r\n?|\n)(|.*?(?:\r\n?|\n))---[ \t]*(?=[\r\n]|\Z)(?:\r\n?|\n)?",
    re.DOTALL,
)
_OTHER_BLOCK = re.compile(r"(\+\+\+|;;;)[ \t]*[\r\n]+(.*?)^\1", re.DOTALL | re.MULTILINE)
# A tab behind a colon or a value is white space to YAML, and a mistake to PyYAML.
_TABS = re.compile(r"^ *[^\s#:'\"][^:\r\n]*: *\t[ \t]*|(?<![ \t])[ \t]+(?=#|\r|$)", re.MULTILINE)


Pairs = list[tuple[str, Any]]


class _Twins(list[dict[Any, Any]]):
    """The properties of a block in which a name stands twice, one by one."""


class Parts(NamedTuple):
    """A text's front matter without its fences, where it starts, and where the body starts.

    Obsidian reads a block only if its opening fence has no blanks behind it. `values` are the
    properties of a block that is not YAML, and so is none.
    """

    matter: str | None
    start: int
    end: int
    is_read: bool = True
    values: dict[str, Any] | None = None


def parts(text: str, start: int = 0) -> Parts:
    """The parts of a text whose front matter, if it has any, starts at an offset."""
    if block := _BLOCK.match(text, start):
        return Parts(block[2], block.start(2), block.end(), not block[1])
    end = len(BOM) if text.startswith(BOM) else 0
    return Parts(None, end, end)


def not_yaml(text: str) -> Parts:
    """The parts of a text that starts with TOML or JSON; those of one without front matter."""
    start = len(BOM) if text.startswith(BOM) else 0
    try:
        if block := _OTHER_BLOCK.match(text, start):
            values, end = _values(block[1], block[2]), block.end()
        else:
            values, end = json.JSONDecoder().raw_decode(text, start)
    except ValueError:
        return Parts(None, start, start)
    rest = re.compile(r"[ \t]*(?:\r\n?|\n)?").match(text, end)
    return Parts(None, start, rest.end() if rest else end, values=_as_text(values))


def _values(fence: str, source: str) -> Any:
    if fence == "+++":
        import tomllib

        return tomllib.loads(source)
    return json.loads(source if source.lstrip().startswith("{") else f"{{{source}}}")


def _as_text(value: Any) -> Any:
    """A value with its dates and times as the core schema of YAML has them."""
    if isinstance(value, dict):
        return {key: _as_text(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_text(entry) for entry in value]
    if isinstance(value, date | time):
        return re.sub(r"\+00:00$", "Z", value.isoformat())
    return value


def with_second(text: str, first: Parts) -> Parts:
    """A block and one that stands right behind it as one; the first alone where they are not."""
    rest = text[first.end :]
    second = parts(text, first.end + len(rest) - len(rest.lstrip(" \t\r\n")))
    if first.matter is None or second.matter is None:
        return first
    both = first.matter + second.matter
    one, other, merged = map(_unique, (first.matter, second.matter, both))
    if not one or not other or repr(merged) != repr(one | other) or one.keys() & other.keys():
        return first
    return Parts(both, first.start, second.end, first.is_read)


def refusal(
    old: Parts,
    new: Parts,
    made: Sequence[tuple[Rule, Edit]],
    named: Collection[str],
    may_change: Callable[[str, str, str], bool],
) -> str | None:
    """What differs between two blocks beyond what is allowed, in one sentence.

    `made` are the edits up to the end of the block, offsets into the text, with their rules;
    `named` are the properties that those said they touch.
    `may_change` tells whether the edits allow that a title or description, given by its name,
    becomes another text.
    """
    if old.matter is not None and (new.matter is None or new.is_read < old.is_read):
        return "the front matter would be lost"
    if new.matter is None or old.matter == new.matter:
        return None
    was = _properties(old.matter) if old.matter is not None else list((old.values or {}).items())
    now = _properties(new.matter)
    if was is None:
        before, after = map(_without_tabs, (old.matter or "", new.matter))
        edits = list(_within(old, (edit for _, edit in made)))
        return mended_proof.refusal(before, after, edits, _properties, _core_loader())
    if now is None:
        return "the front matter could no longer be read"
    codes = ", ".join(sorted({rule.code for rule, _ in made})) or "the fix"
    if reason := _twins_refusal(was, now):
        return reason
    keys, new_keys = ([key for key, _ in pairs if key not in named] for pairs in (was, now))
    if keys != new_keys:
        counts, new_counts = Counter(keys), Counter(new_keys)
        for key in [*keys, *new_keys]:
            if counts[key] != new_counts[key]:
                verb = "be lost" if counts[key] > new_counts[key] else "appear"
                return f"the property {key!r} would {verb} though {codes} did not name it"
        return f"properties that {codes} did not name would change places"
    values, new_values = (
        [value for key, value in pairs if key not in named] for pairs in (was, now)
    )
    for key, one, other in zip(keys, values, new_values, strict=True):
        are_texts = isinstance(one, str) and isinstance(other, str)
        if repr(one) != repr(other) and not (
            are_texts and is_prose(key) and may_change(key, one, other)
        ):
            return f"the property {key!r} would change though {codes} did not name it"
    return None


def _twins_refusal(was: Pairs, now: Pairs) -> str | None:
    """What is wrong with what becomes of properties that stand more than once: of those every
    value stays, if not as often.
    """
    old, new = _by_name(was), _by_name(now)
    for key, values in new.items():
        if len(values) > max(1, len(old.get(key, ()))):
            return "the front matter could no longer be read"
    for key, values in old.items():
        if len(values) > 1 and set(map(repr, values)) != set(map(repr, new.get(key, ()))):
            return f"the property {key!r} stands twice, and a value of it would be lost"
    return None


def _by_name(pairs: Pairs) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _within(old: Parts, edits: Iterable[Edit]) -> Iterable[Edit]:
    """The edits between the fences, as offsets into what stands there."""
    for start, end, text in edits:
        if old.start <= start and end <= old.start + len(old.matter or ""):
            yield Edit(start - old.start, end - old.start, text)


def place(old: Parts, key: str) -> Span | None:
    """Where a property stands in the text, up to the next one; None if `<<` merges it in."""
    import yaml

    matter = _without_tabs(old.matter or "")
    node = yaml.compose(matter, Loader=_core_loader())
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    starts = [name.start_mark.index for name, _ in entries] + [len(matter)]
    for index, (name, _) in enumerate(entries):
        if name.value == key:
            return Span(old.start + starts[index], old.start + starts[index + 1])
    return None


@lru_cache(maxsize=4)
def _properties(matter: str) -> Pairs | None:
    """The properties as the core schema of YAML 1.2 has them; None if they cannot be read.

    One that stands twice is there twice.
    """
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        data = YAMLHandler().load(_without_tabs(matter), Loader=_core_loader())
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    if data is None:
        return []
    if isinstance(data, dict):
        data = [data]
    elif not isinstance(data, _Twins):
        return None
    return [(str(key), value) for part in data for key, value in part.items()]


def _unique(matter: str) -> dict[str, Any] | None:
    """The properties where no name stands twice."""
    pairs = _properties(matter)
    found = None if pairs is None else dict(pairs)
    return found if found is not None and len(found) == len(pairs or ()) else None


def _without_tabs(matter: str) -> str:
    return _TABS.sub(lambda found: found[0].replace("\t", " "), matter)


@cache
def _core_loader() -> Any:
    from collections.abc import Hashable

    from yaml import MappingNode, SafeLoader, ScalarNode, SequenceNode
    from yaml.constructor import ConstructorError

    class CoreLoader(SafeLoader):
        """PyYAML's loader in Python, with the resolvers of YAML 1.2's core schema."""

        def get_single_data(self) -> Any:
            node = self.get_single_node()
            if isinstance(node, MappingNode):
                keys = [key.value for key, _ in node.value if isinstance(key, ScalarNode)]
                if len(set(keys)) < len(keys):
                    parts = [MappingNode(node.tag, [pair]) for pair in node.value]
                    sequence = SequenceNode("tag:yaml.org,2002:seq", parts)
                    return _Twins(self.construct_document(sequence))
            return None if node is None else self.construct_document(node)

        def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
            mapping = {}
            for key_node, value_node in node.value:
                key = self.construct_object(key_node, deep=True)
                # A placeholder such as `{{title}}` is a map whose only key is a map.
                name = key if isinstance(key, Hashable) else repr(key)
                mapping[name] = self.construct_object(value_node, deep=deep)
            if len(mapping) < len(node.value):
                raise ConstructorError(problem="a key stands twice")
            return mapping

        def construct_untagged(self, node: Any) -> Any:
            """A value with a tag that no program knows, as it is without."""
            if "[" in node.tag:
                raise ConstructorError(problem="an embed without quotes")
            if isinstance(node, ScalarNode):
                return self.construct_scalar(node)
            if isinstance(node, SequenceNode):
                return self.construct_sequence(node, deep=True)
            return self.construct_mapping(node, deep=True)

    CoreLoader.add_constructor(None, CoreLoader.construct_untagged)
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
