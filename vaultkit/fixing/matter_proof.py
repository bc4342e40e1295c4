"""The proof for front matter: only the properties that the fixes named may differ.

It is read by python-frontmatter, with the core schema of YAML 1.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vaultkit.checks.rule import Rule
from vaultkit.note.fields import is_prose
from vaultkit.note.source import BOM
from vaultkit.note.spans import Span

_BLOCK = re.compile(
    r"\ufeff?---([ \t]*)(?:\r\n?|\n)(|.*?(?:\r\n?|\n))---[ \t]*(?=[\r\n]|\Z)(?:\r\n?|\n)?",
    re.DOTALL,
)


Pairs = list[tuple[str, Any]]


class _Twins(list[dict[Any, Any]]):
    """The properties of a block in which a name stands twice, one by one."""


class Parts(NamedTuple):
    """A text's front matter without its fences, where it starts, and where the body starts.

    Obsidian reads a block only if its opening fence has no blanks behind it.
    """

    matter: str | None
    start: int
    end: int
    is_read: bool = True


def parts(text: str, start: int = 0) -> Parts:
    """The parts of a text whose front matter, if it has any, starts at an offset."""
    if block := _BLOCK.match(text, start):
        return Parts(block[2], block.start(2), block.end(), not block[1])
    end = len(BOM) if text.startswith(BOM) else 0
    return Parts(None, end, end)


def refusal(
    old: Parts,
    new: Parts,
    rules: Sequence[Rule],
    named: Collection[str],
    may_change: Callable[[str, str, str], bool],
) -> str | None:
    """What differs between two blocks beyond what is allowed, in one sentence.

    `rules` made the edits in the block; `named` are the properties that they said they touch.
    `may_change` tells whether the edits allow that a title or description, given by its name,
    becomes another text.
    """
    if old.matter is not None and (new.matter is None or new.is_read < old.is_read):
        return "the front matter would be lost"
    if new.matter is None or old.matter == new.matter:
        return None
    was, now = [] if old.matter is None else _properties(old.matter), _properties(new.matter)
    if was is None or now is None:
        if was is not None:
            return "the front matter could no longer be read"
        if all("matter" in rule.reach for rule in rules):
            return None
        return "the front matter cannot be read, so a change in it cannot be checked"
    codes = ", ".join(sorted({rule.code for rule in rules})) or "the fix"
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


def place(old: Parts, key: str) -> Span | None:
    """Where a property stands in the text, up to the next one; None if `<<` merges it in."""
    import yaml

    matter = old.matter or ""
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
        data = YAMLHandler().load(matter, Loader=_core_loader())
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    if data is None:
        return []
    if isinstance(data, dict):
        data = [data]
    elif not isinstance(data, _Twins):
        return None
    return [(str(key), value) for part in data for key, value in part.items()]


@cache
def _core_loader() -> Any:
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
