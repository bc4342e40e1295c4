"""FM007: what it says, and that every property is byte for byte as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks import run
from vaultkit.checks.frontmatter.field_order import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]
# In the order of the table; the last two are not in it.
ORDERED = ["title", "作者", "published", "摘要", "tags", "status", "灯质", "height"]
VALUES = [
    "",
    " x",
    " [a, 'b']",
    "\n  - a # c\n  - b",
    " |\n  a\n\n  b",
    "\n  a: 1",
    " x # c",
    "\n- a",
]


def test_the_place_is_the_first_property_that_comes_too_late() -> None:
    text = "---\ntags: [🦭]\nheight: 1\ntitle: x\nauthor: y\n---\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.span.of(text) == "title"
    assert finding.message == "`title` comes before `tags` in the order of properties"
    # Only those that must move are named: the guard holds the others to their order.
    assert finding.properties == ("tags", "height")


@pytest.mark.parametrize(
    "inner",
    [
        "tags: a\n\ntitle: x\n",
        "tags: a\n# c\n\ntitle: x\n",
        "\ntags: a\ntitle: x\n",
        "tags: a\ntitle: x\n\n",
        "tags: a\ntitle: x\n# c\n",
        "tags:\n  - a\n  # c\ntitle: x\n",
        "tags: |+\n  a\n\ntitle: x\n",
        "tags: &a b\ntitle: x\n",
        "tags:\n  - &a b\ntitle: x\n",
        "tags: [&a b]\ntitle: x\n",
        "tags: a\n? title\n: x\n",
        "{tags: a, title: x}\n",
    ],
)
def test_what_is_not_clear_is_only_reported(inner: str) -> None:
    (finding,) = run.check(Note("note.md", f"---\n{inner}---\n"), ACTIVE)
    assert finding.edits == ()


@given(
    st.permutations(ORDERED).flatmap(
        lambda keys: st.tuples(
            st.just(keys), *[st.tuples(st.booleans(), st.sampled_from(VALUES)) for _ in keys]
        )
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_property_is_as_it_was(drawn: tuple, newline: str) -> None:  # type: ignore[type-arg]
    keys, *rest = drawn
    parts = {
        key: ("# over it\n" if comment else "") + f"{key}:{value}\n"
        for key, (comment, value) in zip(keys, rest, strict=True)
    }
    text = f"---\n{''.join(parts.values())}---\nText.\n".replace("\n", newline)
    result = fix(Note("note.md", text), ACTIVE)
    assert result.refused == result.findings == []
    known = ORDERED[:-2]
    unknown = [key for key in keys if key not in known]
    expected = "".join(parts[key] for key in [*known, *unknown])
    assert result.note.text == f"---\n{expected}---\nText.\n".replace("\n", newline)
