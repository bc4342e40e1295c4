"""FM004: where it finds, what it says, and what it leaves."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter.field_type import RULE, Options
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note


def active(**types: str) -> list[Active]:
    return [Active(RULE, Options(types=types))]


def check(inner: str, **types: str) -> list[Finding]:
    return run.check(Note("note.md", f"---\n{inner}---\n"), active(**types))


def fixed(inner: str, **types: str) -> str:
    result = fix(Note("note.md", f"---\n{inner}---\n"), active(**types))
    assert result.refused == []
    return result.note.text.removeprefix("---\n").removesuffix("---\n")


@pytest.mark.parametrize(
    ("inner", "written", "message"),
    [
        ("author: a\n", "a", "`author` is a list: write each entry on a line of its own"),
        ("字数: '58'\n", "'58'", "`字数` is a number: write it without quotes"),
        ("title: 2024\n", "2024", "`title` is text: put quotes around it"),
        ('draft: "TRUE"\n', '"TRUE"', "`draft` is a checkbox: write `true`"),
        (
            "aliases: [1984, a]\n",
            "[1984, a]",
            "`aliases` has an entry that is no text for Obsidian: put quotes around it",
        ),
    ],
)
def test_the_place_is_the_value(inner: str, written: str, message: str) -> None:
    (finding,) = check(inner)
    assert finding.span.of(f"---\n{inner}---\n") == written
    assert finding.message == message
    assert finding.properties == (inner.partition(":")[0],)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("author:   '[[a]]'   # c\n", "author:\n  - '[[a]]'   # c\n"),
        ("author: # c\n  a\n", "author: # c\n  - a\n"),
        ("  author: a\n  x: 1\n", "  author:\n    - a\n  x: 1\n"),
        ('author: "[[a|b]], [[c]]、[[d]]"\n', 'author:\n  - "[[a|b]]"\n  - "[[c]]"\n  - "[[d]]"\n'),
        ('author: "[[a, b]]"\n', 'author:\n  - "[[a, b]]"\n'),
        ("categories: 'coast, light'\n", "categories:\n  - 'coast'\n  - 'light'\n"),
        ("categories: 12, true、灯\n", 'categories:\n  - "12"\n  - "true"\n  - 灯\n'),
        ("rating: '-0.5'\n", "rating: -0.5\n"),
        ("draft: 'no'\n", "draft: false\n"),
        ("url: '<https://example.com/a#b>' # c\n", "url: 'https://example.com/a#b' # c\n"),
        ('原文链接: "< https://example.com >"\n', '原文链接: "https://example.com"\n'),
        ("草稿: 是\n", "草稿: true\n"),
        ("title: true\n", 'title: "true"\n'),
        ("title: 0x1F\n", 'title: "0x1F"\n'),
        ("title: 007\n", 'title: "007"\n'),
        ("author: [1984, 'b', true]\n", 'author: ["1984", \'b\', "true"]\n'),
    ],
)
def test_a_fix(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    "inner",
    [
        "author:\n",
        "author: ''\n",
        "author: []\n",
        "author: 12\n",
        "author: |\n  a\n",
        "author: a\n  b\n",
        "? author\n: a\n",
        "x: 1\n? author\n: a\n",
        "author: &x a\n",
        'source: "https://example.com\\t"\n',
        "source: '<ftp://example.com>'\n",
        "来源: '[x](https://example.com)'\n",
        "cssclasses: a\n",
        "bookmark_id: a\nurl: <https://example.com>\n",
        "{author: a}\n",
        "word_count: ''\n",
        "word_count: '1e3'\n",
        "word_count: '+5'\n",
        "word_count: '-'\n",
        "word_count: '٣'\n",
        "word_count: '１２'\n",
        "word_count: '1234567890123456'\n",
        "word_count: 58 字\n",
        "rating: '4.50'\n",
        "rating: ⭐⭐⭐\n",
        "draft: maybe\n",
        "draft: 1\n",
        "title: ~\n",
        "status: 1\n",
        "type: 2\n",
        "title: [a]\n",
        "title: 2024-03-14\n",
        "categories: '[[Towers]]'\n",
        "source: https://example.com\n",
        "published: '20240314'\n",
        "tags: a\n",
        "id: '58'\n",
        "date: 20240314\n",
    ],
)
def test_silence(inner: str) -> None:
    assert check(inner) == []


@pytest.mark.parametrize(
    "inner",
    [
        "author: a,b\n",
        "author: a，b\n",
        "author: 甲、乙\n",
        "author: a & b\n",
        "author: a; b\n",
        "author: a / b\n",
        "author: a and b\n",
        'author: "[[a]], b"\n',
        'author: "[[a]] [[b]]"\n',
        "categories: Arts & Crafts\n",
        "categories: the coast, its lights\n",
        'categories: "a\\u002Cb"\n',
        "keepers: x, y\n",
    ],
)
def test_what_may_be_several_is_never_made_one_entry(inner: str) -> None:
    (finding,) = check(inner, keepers="multitext")
    assert finding.edits == ()
    assert finding.message.endswith(
        "is a list, and may be several: write each on a line of its own"
    )


def test_the_types_of_obsidian_win() -> None:
    assert fixed("author: a\n", author="text") == "author: a\n"
    assert fixed("author: 12\n", author="text") == 'author: "12"\n'
    assert fixed("title: '58'\n", title="number") == "title: 58\n"
    assert fixed("灯质: a\n", 灯质="multitext") == "灯质:\n  - a\n"
    assert fixed("Lit: 'true'\n", lit="checkbox") == "Lit: true\n"
    assert fixed("due: '58'\n", due="date") == "due: '58'\n"
    assert fixed("isbn: '9780306406157'\n", isbn="number") == "isbn: '9780306406157'\n"
    assert fixed("tags: a\n", tags="tags") == "tags: a\n"
    assert fixed("tags: a, b\n", tags="multitext") == "tags: a, b\n"
    assert fixed("source: <https://a.example>\n", source="text") == "source: https://a.example\n"
