"""The proof for front matter: only the properties that the fixes named may differ.

It is read by python-frontmatter, with the core schema of YAML 1.2.
"""

from __future__ import annotations

import re
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
    was, now = {} if old.matter is None else _properties(old.matter), _properties(new.matter)
    if was is None or now is None:
        if was is not None:
            return "the front matter could no longer be read"
        if all("matter" in rule.reach for rule in rules):
            return None
        return "the front matter cannot be read, so a change in it cannot be checked"
    codes = ", ".join(sorted({rule.code for rule in rules})) or "the fix"
    unnamed = [key for key in was if key not in named]
    if unnamed != [key for key in now if key not in named]:
        for key in [*was, *now]:
            if key not in named and (key in was) != (key in now):
                verb = "be lost" if key in was else "appear"
                return f"the property {key!r} would {verb} though {codes} did not name it"
        return f"properties that {codes} did not name would change places"
    for key in unnamed:
        one, other = was[key], now[key]
        are_texts = isinstance(one, str) and isinstance(other, str)
        if repr(one) != repr(other) and not (
            are_texts and is_prose(key) and may_change(key, one, other)
        ):
            return f"the property {key!r} would change though {codes} did not name it"
    return None


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
