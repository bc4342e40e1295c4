"""FM011: which notes are the exceptions, and what is said of them."""

from __future__ import annotations

import planted
import pytest

from vaultkit.checks.frontmatter.property_type_clash import RULE, Options
from vaultkit.checks.ruleset import Active, Ruleset
from vaultkit.config import Config, Selection
from vaultkit.fixing import run
from vaultkit.vault.files import Listing, ObsidianSettings
from vaultkit.vault.vault import Vault


def lint(*inner: str, types: dict[str, str] | None = None) -> list[str]:
    """`name:line:column message` for notes a.md, b.md … with these properties."""
    files = {f"{chr(97 + at)}.md": f"---\n{one}\n---\n" for at, one in enumerate(inner)}
    vault = Vault(planted.Path(), Config(), Listing((), ()), ObsidianSettings())
    ruleset = Ruleset((Active(RULE, Options(types=types or {})),), Selection(), ())
    found = [one.record for one in run.lint(vault, ruleset, list(files), None, files).findings]
    return [f"{one.path[0]}:{one.line}:{one.column} {one.message}" for one in found]


def test_the_exceptions_are_named_in_their_own_notes() -> None:
    assert lint("x: 1", "x: 2", "X: a", "id: 1\nx: 3", "x: [1]") == [
        "c:2:4 `X` is a number in 3 of 5 notes, and text here",
        "e:2:4 `x` is a number in 3 of 5 notes, and a list here",
    ]


def test_what_is_to_be_ignored_may_be_one_code_or_a_list() -> None:
    assert lint("vaultkit-ignore: TX", "vaultkit-ignore: FM", "vaultkit-ignore: [TX, WL]") == []


def test_notes_in_which_its_meaning_is_known_are_counted_and_not_named() -> None:
    known = ["url: https://a.example", "url: https://b.example/c"]
    assert lint(*known, "url: [a, b]") == ["c:2:6 `url` is text in 2 of 3 notes, and a list here"]
    assert lint(*known, "url: [a]", "url: [b]") == [
        "c:2:6 `url` is text in 2 notes and a list in 2 notes: decide for one"
    ]
    assert lint("url: [a]", "url: [b]", *known[:1]) == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("1", "a"), "`x` is a number in 1 note and text in 1 note: decide for one"),
        (
            ("true", "2024-01-02", "2024-01-02T10:00:00", "2024-01-02"),
            "`x` is a checkbox in 1 note, a date in 2 notes and a date with time in 1 note:"
            " decide for one",
        ),
    ],
)
def test_without_a_majority_the_clash_is_said_once(values: tuple[str, ...], message: str) -> None:
    assert lint(*(f"x: {value}" for value in values)) == [f"b:2:4 {message}"]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("a", "text"),
        ("'1'", "text"),
        ("2024-01-02 10:00", "text"),
        ("yes", "text"),
        ("[a]", "list"),
        ("0x1f", "number"),
        (".5", "number"),
        ("False", "checkbox"),
        ("'2024-01-02'", "date"),
        ("2024-01-02T10:00", "date with time"),
        ("|\n  a\n  b", "text"),
    ],
)
def test_types_as_obsidian_sees_them(value: str, kind: str) -> None:
    common = "x: [b]" if kind == "number" else "x: 1"
    (found,) = lint(common, common, f"x: {value}")
    assert found.endswith((f"and {kind} here", f"and a {kind} here"))


@pytest.mark.parametrize(
    "other",
    [
        *["x:", "x: ''", "x: ~", "x: []", "x: {a: b}", "x: [[a]]", "x: '{{a}}'", "x: <% a %>"],
        *["y: a", "x y: a", "a: [x: b]", "x: &a b"],
    ],
)
def test_what_has_no_type(other: str) -> None:
    assert lint("x: 1", "x: 2", other) == []


@pytest.mark.parametrize("name", ["title", "tags", "date", "发布日期", "id", "rating"])
def test_names_with_rules_of_their_own(name: str) -> None:
    assert lint(f"{name}: 1", f"{name}: 2", f"{name}: [a]") == []


@pytest.mark.parametrize(
    ("kind", "value", "called"),
    [
        ("number", "a", "a number"),
        ("number", "[1]", "a number"),
        ("checkbox", "maybe", "a checkbox"),
        ("date", "soon", "a date"),
        ("datetime", "1", "a date with time"),
        ("text", "[a]", "text"),
        ("multitext", "1", "a list"),
    ],
)
def test_the_type_that_obsidian_was_told_wins(kind: str, value: str, called: str) -> None:
    common = [f"x: {value}"] * 2
    found = lint(*common, types={"x": kind})
    assert len(found) == 2
    assert all(f"`x` is set to be {called} in Obsidian, and " in one for one in found)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[("number", "1"), ("number", "'58'"), ("checkbox", "yes"), ("date", "2024/1/2")],
        *[("datetime", "2024-01-02"), ("text", "5"), ("text", "2024-01-02"), ("multitext", "a")],
        *[("aliases", "[a]"), ("unknown", "5")],
    ],
)
def test_what_fits_or_is_said_by_another_rule(kind: str, value: str) -> None:
    assert lint(f"x: {value}", types={"x": kind}) == []


def test_a_number_that_is_a_date_is_for_the_rules_about_dates() -> None:
    assert lint("c: 20240314", types={"c": "date"}) == []
    assert lint("c: 12", types={"c": "date"}) == [
        "a:2:4 `c` is set to be a date in Obsidian, and a number here"
    ]
