"""Blocks of front matter, read by us and by another program."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML

from vaultkit.note.frontmatter import (
    FrontMatter,
    parse,
)
from vaultkit.note.properties import Field


def block(inner: str) -> str:
    return f"---\n{inner}---\n\nBody.\n"


def matter(text: str) -> FrontMatter:
    found = parse(text)
    assert found is not None
    return found


def fields(inner: str) -> dict[str, Field]:
    found = matter(block(inner))
    assert found.error is None, found.error
    return {field.key: field for field in found.fields}


def one(inner: str) -> tuple[Field, str]:
    """The first field of a block, and its value as written."""
    text = block(inner)
    field = matter(text).fields[0]
    return field, field.value_span.of(text)


def reason(text: str) -> str:
    found = matter(text)
    assert found.error is not None
    assert found.fields == ()
    return found.error.reason


def read_elsewhere(inner: str) -> Any:
    """The block as another program reads it: ruamel.yaml, in YAML 1.2, dates as text."""
    yaml = YAML(typ="rt", pure=True)
    yaml.version = (1, 2)
    yaml.Constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    return yaml.load(io.StringIO(inner))


def plain(value: Any) -> Any:
    """A value without the types of ruamel.yaml."""
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value
