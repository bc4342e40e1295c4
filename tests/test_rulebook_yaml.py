"""Every block that the rulebook shows as fixed, read by a YAML 1.2 reader of another make."""

from __future__ import annotations

import io
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from rulebook import Example, examples

from vaultkit.checks.registry import rules
from vaultkit.note.note import Note

FIXED = [
    example
    for example in examples()
    if example.kind == "fixed"
    and example.page.file.parent.name in ("frontmatter", "dates", "tags")
    and rules()[example.page.code].scope in ("matter", "file")
]


def elsewhere(block: str) -> dict[str, Any]:
    """The properties as ruamel.yaml has them, dates as text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    yaml.Constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    return yaml.load(io.StringIO(block)) or {}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("example", FIXED, ids=str)
def test_a_fixed_block_reads_the_same_elsewhere(example: Example, newline: str) -> None:
    note = Note("note.md", example.after.replace("\n", newline))
    # A fix that takes all of the front matter away, or is about the text, has no place here.
    assert note.matter is not None
    inner = note.matter.inner.of(note.text) + newline
    if note.matter.error is not None:
        # What another rule has to mend is read by nobody.
        with pytest.raises(YAMLError):
            elsewhere(inner)
        return
    values = elsewhere(inner)
    assert repr({field.key: field.value for field in note.fields}) == repr(values)


def test_every_rule_about_properties_that_fixes_is_among_them() -> None:
    families = {"FM", "DT", "TG"}
    fixing = {
        code
        for code, rule in rules().items()
        if code[:2] in families and rule.fix and rule.scope in ("matter", "file")
    }
    assert fixing == {example.page.code for example in FIXED}
