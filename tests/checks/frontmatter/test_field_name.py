"""FM003: where it finds, what it says, and which properties its fix names."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter.field_name import RULE, Options
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note


def check(text: str, options: Options = Options()) -> list[Finding]:  # noqa: B008
    return run.check(Note("note.md", text), [Active(RULE, options)])


def fixed(inner: str, options: Options = Options()) -> str:  # noqa: B008
    note = Note("note.md", f"---\n{inner}---\n")
    result = fix(note, [Active(RULE, options)])
    assert result.refused == []
    return result.note.text.removeprefix("---\n").removesuffix("---\n")


def test_the_place_is_the_name() -> None:
    text = "---\n# 🦭\n发布日期: 2024-03-14\n---\n"
    (finding,) = check(text)
    assert finding.span.of(text) == "发布日期"
    assert finding.message == "`发布日期` is called `published` here"
    assert finding.properties == ("发布日期", "published")


def test_a_choice_is_named_in_the_language_of_the_vault() -> None:
    (finding,) = check("---\ndate: 2024-03-14\n---\n", Options(fields="zh-Hans"))
    assert (
        finding.message == "`date` may be `发布日期` or `创建日期`: give it the name that is meant"
    )
    assert finding.edits == ()


def test_of_two_properties_the_one_without_the_right_name_is_found() -> None:
    text = "---\n标题: a\ntitle: b\n---\n"
    (finding,) = check(text)
    assert finding.span.of(text) == "标题"
    assert (
        finding.message == "`标题` and `title` are one field, `title`, and differ: keep one of them"
    )
    (finding,) = check(text.replace("b", "a"))
    assert finding.message == "`标题` and `title` are one field, `title`: one of them is enough"
    assert finding.properties == ("标题", "title")


def test_many_spellings_become_one_at_once() -> None:
    names = [f"t{'_' * at}ags" for at in range(1, 300)]
    inner = "".join(f"{name}: [{at}x]\n" for at, name in enumerate(names))
    assert fixed(inner) == "tags:\n" + "".join(f"  - {at}x\n" for at in range(299))
    (finding,) = check(f"---\n{inner}---\n")
    assert finding.message == (
        "`t__ags`, `t___ags`, `t____ags`, `t_____ags`, 294 more and `t_ags` are one field, `tags`:"
        " one of them is enough"
    )


def test_what_differs_is_named_beside_what_is_merged() -> None:
    findings = check("---\ntitle: a\n标题: b\nheadline: a\n文章标题: c\n---\n")
    assert [(finding.message, len(finding.edits)) for finding in findings] == [
        ("`标题` and `title` are one field, `title`, and differ: keep one of them", 0),
        ("`文章标题` and `title` are one field, `title`, and differ: keep one of them", 0),
        ("`headline` and `title` are one field, `title`: one of them is enough", 1),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # equal
        ("title: a\n标题: a\n", "title: a\n"),
        ("title: a\n标题: 'a'\n", "title: a\n"),
        ("标题: a\n文章标题: a\n", "title: a\n"),
        ("published: 2024-03-14\n发布日期: 2024/3/14\n", "published: 2024-03-14\n"),
        (
            "modified: 20240101000000\nupdated: 2024-01-01T00:00:00\n",
            "updated: 2024-01-01T00:00:00\n",
        ),
        # one is empty
        ("title:\n标题: a\n", "title: a\n"),
        ("title: ''\n标题: a\nb: 1\n", "title: a\nb: 1\n"),
        ("title: a\n标题:\nb: 1\n", "title: a\nb: 1\n"),
        ("标题:\n文章标题:\n", "title:\n"),
        # lists
        ("  author: a\n  作者: b\n", "  author:\n    - a\n    - b\n"),
        ("author: a\n作者: b\n", "author:\n  - a\n  - b\n"),
        ("author: a\n作者: a\n", "author: a\n"),
        ("author: a, b\n作者: a, b\n", "author: a, b\n"),
        ("author: [a, 'b']\n作者:\n  - \"c\"\n  - a\n", "author:\n  - a\n  - 'b'\n  - \"c\"\n"),
        ("author:\n- a\n作者: b\nx: 1\n", "author:\n- a\n- b\nx: 1\n"),
        ("author:\n  # c\n  - a\n作者: b\n", "author:\n  # c\n  - a\n  - b\n"),
        ("author:\n  - a # c\n\n作者: b\n", "author:\n  - a # c\n  - b\n\n"),
        ("作者:\n  - b\nx: 1\nauthor:\n  - a\n", "x: 1\nauthor:\n  - a\n  - b\n"),
        ("tags:\n  - a\n标签: b\n文章标签: [c]\n", "tags:\n  - a\n  - b\n  - c\n"),
        # a comment stays behind its entry
        ("tags: c # keep\ntag: [x]\n标签: d\n", "tags:\n  - c # keep\n  - d\ntag: [x]\n"),
        ("author: B # x\n作者: A\n", "author:\n  - B # x\n  - A\n"),
        # the old name of Obsidian's becomes the new one by FM008
        ("tag:\n  - a\n标签: b\n", "tag:\n  - a\n  - b\n"),
        ("tag: [a]\n标签: b\ntags: c\n", "tag: [a]\ntags:\n  - c\n  - b\n"),
        ("tag: a\n", "tag: a\n"),
        ("别名: []\n又名: a\n", "aliases: a\n"),
    ],
)
def test_two_properties_become_one(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    "inner",
    [
        "title: a\n标题: b\n",
        "title: a\n标题: # c\n",
        "title: a\n标题: a # c\n",
        "{title: a, 标题: a}\n",
        "word_count: 1\n字数: 2\n",
        "draft: true\n草稿: 1\n",
        "tags: a, b\n标签: c\n",
        "author: b\n作者:\n  # c\n  - a\n",
        "author: b\n作者:\n  - a # c\n  - d\n",
        "author: [a, # c\n  d]\n作者: b\n",
        "author: # c\n  b\n作者: d\n",
        "author: [a] # c\n作者: b\n",
        "author: b\n作者: a # c\n",
        "author: a, b\n作者: c\n",
        "author: a\n作者: b、c\n",
        "author:\n  - a\n作者:\n  - 1\n",
        "author:\n  - a\n作者: |\n  b\n",
        "author:\n  name: a\n作者: b\n",
        "title: a\n标题: |\n  b\n",
    ],
)
def test_where_something_would_be_lost_both_stay(inner: str) -> None:
    (finding,) = check(f"---\n{inner}---\n")
    assert "differ" in finding.message
    assert fixed(inner) == inner


def test_quotes_of_a_name_stay() -> None:
    assert fixed("\"标题\": a\n'作者': b\n") == "\"title\": a\n'author': b\n"
    assert fixed('{"标题":"a"}\n') == '{"title":"a"}\n'


def test_a_name_that_becomes_free_is_given_in_the_next_pass() -> None:
    assert fixed("source: 知乎\nurl: https://example.com\n") == (
        "publisher: 知乎\nsource: https://example.com\n"
    )


def test_no_name_rests_on_one_that_was_guessed() -> None:
    inner = "draft: true\ndate: 2024-07-27\ntime: 2024-07-27 15:57\n日期: 2024-07-28\n"
    (finding,) = check(f"---\n{inner}---\n")
    assert finding.properties == ("date", "published")
    assert fixed(inner) == inner.replace("date:", "published:")


def test_a_name_that_another_property_has_in_another_case() -> None:
    (finding,) = check("---\nPublished: true\n发布日期: 2024-03-14\n---\n")
    assert finding.edits == ()
    assert finding.message.endswith("but another property has that name")


def test_names_of_the_user_are_compared_loosely_and_go_before_the_table() -> None:
    options = Options(names={"Date-Created": "born", "灯质": "light", "url": "url"})
    assert fixed("date created: x\n灯质: y\nurl: https://example.com\n标题: z\n", options) == (
        "born: x\nlight: y\nurl: https://example.com\ntitle: z\n"
    )


@pytest.mark.parametrize("fields", ["en", "zh-Hans", "zh-Hant"])
def test_every_language_can_be_had_from_every_other(fields: str) -> None:
    inner = "标题: a\nauthor:\n  - b\n發布日期: 2024-03-14\nword_count: 58\ntags: [c]\n"
    options = [Options(fields=language) for language in ("en", "zh-Hans", "zh-Hant")]
    once = fixed(inner, Options(fields=fields))  # type: ignore[arg-type]
    for one in options:
        assert fixed(fixed(once, one), Options(fields=fields)) == once  # type: ignore[arg-type]
