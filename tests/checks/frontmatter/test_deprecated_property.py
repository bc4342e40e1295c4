"""FM008: what it says, and how it goes together with the rules about names, types and tags."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter import deprecated_property, field_name, field_type
from vaultkit.checks.ruleset import Active
from vaultkit.checks.tags import tags_list
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

RULES = (field_name.RULE, field_type.RULE, deprecated_property.RULE, tags_list.RULE)
ACTIVE = [Active(rule, rule.options()) for rule in RULES]


def test_the_place_is_the_name_and_it_is_found_once() -> None:
    text = "---\n🦭: 1\ntag: coast\n---\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == "tag"
    assert finding.code == "FM008"
    assert finding.message == "Obsidian no longer reads `tag`: write `tags`"
    assert finding.properties == ("tag", "tags")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tag: a, b\n", "tags:\n  - a\n  - b\n"),
        ("cssclass: wide full\n", "cssclasses: wide full\n"),
        ("cssclass: wide\n", "cssclasses: wide\n"),
        ("ALIAS: x\n", "aliases:\n  - x\n"),
        # With other names of the field, which FM003 knows
        ("tag: [a]\n标签: [b]\n", "tags:\n  - a\n  - b\n"),
        ("标签: [b]\ntag: [a]\n", "tags:\n  - a\n  - b\n"),
        ("tags: [c]\ntag: [a]\n标签: [b]\n", "tags:\n  - c\n  - b\n  - a\n"),
        ("Tags: [c]\ntag: [a]\n", "tags:\n  - a\n  - c\n"),
        ("tag: [a]\nTAG: [b]\n", "tags:\n  - a\n  - b\n"),
        ("tag: [a]\nTAG: [b]\nTag: c\n标签: d\n", "tags:\n  - a\n  - d\n  - b\n  - c\n"),
        ("alias: x\n别名: y\naliases:\n", "aliases:\n  - y\n  - x\n"),
    ],
)
def test_with_the_rules_about_names_types_and_tags(before: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        text = f"---\n{before}---\n".replace("\n", newline)
        result = fix(Note("note.md", text), ACTIVE)
        assert result.refused == result.findings == []
        assert result.note.text == f"---\n{after}---\n".replace("\n", newline)
