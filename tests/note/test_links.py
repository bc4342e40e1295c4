"""Wikilinks, embeds, Markdown links and links in properties."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from markdown_text import notes

from vaultkit.note.links import Link
from vaultkit.note.note import Note


def links(text: str) -> list[Link]:
    return Note("note.md", text).links


def only(text: str) -> Link:
    (link,) = links(text)
    return link


def targets(text: str) -> list[str]:
    return [link.target for link in links(text)]


# Wikilinks


@pytest.mark.parametrize(
    ("inside", "target", "subpath", "display"),
    [
        ("甲", "甲", "", None),
        (" 甲 ", "甲", "", None),
        ("甲|乙", "甲", "", "乙"),
        ("甲 | 乙 ", "甲", "", "乙"),
        ("甲|乙|丙", "甲", "", "乙|丙"),
        ("甲|", "甲", "", ""),
        ("甲#乙", "甲", "#乙", None),
        ("甲#乙#丙|丁", "甲", "#乙#丙", "丁"),
        ("甲# 乙 |丙", "甲", "# 乙", "丙"),
        ("甲#^a1", "甲", "#^a1", None),
        ("#乙", "", "#乙", None),
        ("#乙|丙", "", "#乙", "丙"),
        ("#h#s||x", "", "#h#s", "|x"),
        # A pipe at the very start is part of the name.
        ("|", "|", "", None),
        ("|甲", "|甲", "", None),
        (" |甲", "|甲", "", None),
        ("|甲|乙", "|甲", "", "乙"),
        # In a table the pipe is escaped.
        ("甲\\|乙", "甲", "", "乙"),
        ("甲#乙\\|丙", "甲", "#乙", "丙"),
        ("夹/甲.md", "夹/甲.md", "", None),
        ("甲%20乙", "甲%20乙", "", None),
        ("甲]乙", "甲]乙", "", None),
        ("甲[乙", "甲[乙", "", None),
        ("https://a.cn", "https://a.cn", "", None),
        ("👍🏽𠮷", "👍🏽𠮷", "", None),
    ],
)
def test_what_a_wikilink_says(inside, target, subpath, display):
    text = f"前 [[{inside}]] 后"
    link = only(text)
    assert (link.target, link.subpath, link.display) == (target, subpath, display)
    assert link.kind == "wikilink"
    assert link.span.of(text) == f"[[{inside}]]"
    assert link.target_span.of(text) == target
    assert not link.is_external and not link.is_markdown


@pytest.mark.parametrize(
    ("inside", "target", "display"),
    [
        ("图.png", "图.png", None),
        ("图.png|100", "图.png", "100"),
        ("图.png|100x200", "图.png", "100x200"),
        ("文.pdf#page=3", "文.pdf", None),
        ("图.png\\|100", "图.png", "100"),
    ],
)
def test_embeds(inside, target, display):
    text = f"前![[{inside}]]后"
    link = only(text)
    assert (link.kind, link.target, link.display) == ("embed", target, display)
    assert link.span.of(text) == f"![[{inside}]]"
    assert [(kind, span) for kind, span in Note("note.md", text).protected] == [
        ("embed", link.span)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[甲]][[乙]]", ["甲", "乙"]),
        ("[[甲 [[乙]]", ["乙"]),
        ("[[[甲]]]", ["甲"]),
        ("[[[[甲]]]]", ["甲"]),
        ("[[甲]]]", ["甲"]),
        ("[[甲\n[[乙]]", ["乙"]),
        ("[[甲]]\r\n[[乙]]\r[[丙]]", ["甲", "乙", "丙"]),
        ("甲]] [[乙]]", ["乙"]),
        ("|甲|乙|\n|-|-|\n|[[a\\|b]]|[[c]]|", ["a", "c"]),
        ("\\\\[[甲]]", ["甲"]),
        ("# [[甲]]", ["甲"]),
        ("> [!note] [[甲]]", ["甲"]),
        ("%%[[甲]]%%", ["甲"]),
        ("甲[^1]\n\n[^1]: [[乙]]", ["乙"]),
        ("[甲 [[乙]]](丙)", ["丙", "乙"]),
    ],
)
def test_where_wikilinks_are(text, expected):
    assert targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[[]]",
        "[[  ]]",
        "[[甲]",
        "[[甲",
        "甲]]",
        "[[甲\n乙]]",
        "[[甲\r乙]]",
        "\\[[甲]]",
        "\\\\\\[[甲]]",
        "[\\[甲]]",
        "`[[甲]]`",
        "```\n[[甲]]\n```",
        "    [[甲]]",
        "$[[甲]]$",
        "<!-- [[甲]] -->",
        "<div>\n[[甲]]\n</div>",
        "<% [[甲]] %>",
    ],
)
def test_where_no_wikilink_is(text):
    assert links(text) == []


def test_an_escaped_exclamation_mark_embeds_nothing():
    text = "\\![[甲]]"
    assert (only(text).kind, only(text).span.of(text)) == ("wikilink", "[[甲]]")
    assert only("\\\\![[甲]]").kind == "embed"
    assert only("!![[甲]]").kind == "embed"


@pytest.mark.parametrize(
    ("text", "shown"), [("[[甲|乙]]", "乙"), ("[[|甲|乙]]", "乙"), ("[[甲\\|乙 丙]]", "乙 丙")]
)
def test_the_display_text_of_a_wikilink_is_prose(text, shown):
    assert Note("note.md", text).prose.strip("\0") == shown


# Markdown links


@pytest.mark.parametrize(
    ("written", "target", "subpath"),
    [
        ("乙.md", "乙.md", ""),
        ("乙%20丙.md", "乙 丙.md", ""),
        ("%E4%B9%99.md", "乙.md", ""),
        ("乙.md#丙%20丁", "乙.md", "#丙 丁"),
        ("#丙", "", "#丙"),
        ("../乙.md", "../乙.md", ""),
        ("乙\\(1\\).md", "乙(1).md", ""),
        ("乙%3A丙.md", "乙:丙.md", ""),
        ("Note%3A%20a.md", "Note: a.md", ""),
    ],
)
def test_markdown_links(written, target, subpath):
    text = f'[甲]({written} "题")'
    link = only(text)
    assert (link.kind, link.target, link.subpath) == ("markdown", target, subpath)
    assert link.target_span.of(text) == written.partition("#")[0]
    assert (link.display, link.span.of(text)) == ("甲", text)
    assert link.is_markdown and not link.is_external


@pytest.mark.parametrize(
    "written", ["https://a.cn/b#c", "mailto:a@b.cn", "obsidian://open?a", "//a.cn", "file:///a"]
)
def test_a_destination_with_a_scheme_is_external(written):
    text = f"[甲]({written})"
    link = only(text)
    assert link.is_external
    assert (link.target, link.subpath, link.target_span.of(text)) == (written, "", written)


@pytest.mark.parametrize("text", ["[甲]()", "[甲](<>)", "[](乙.md)", "[]()", "![甲]()"])
def test_a_link_without_text_or_destination_is_none(text):
    assert links(text) == []


@pytest.mark.parametrize(
    ("text", "display"),
    [("![甲](乙.png)", "甲"), ("![](乙.png)", ""), ("![甲|100](<乙.png>)", "甲|100")],
)
def test_markdown_images_are_embeds(text, display):
    link = only(text)
    assert (link.kind, link.target, link.display) == ("embed", "乙.png", display)
    assert link.is_markdown
    assert link.target_span.of(text) == "乙.png"


# Links in properties


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"[[甲]]"', ["甲"]),
        ("'[[甲|乙]]'", ["甲"]),
        ('\n  - "[[甲]]"\n  - "乙"\n  - "[[丙#丁]]"', ["甲", "丙"]),
        ('["[[甲]]", "[[乙]]"]', ["甲", "乙"]),
        ("[[甲]]", []),
        ('"见 [[甲]]"', []),
        ('"[[甲]] [[乙]]"', []),
        ('"[[]]"', []),
        ('"[甲](乙.md)"', []),
        ('"[[\\u7532]]"', []),
    ],
)
def test_links_in_properties(value, expected):
    text = f"---\nup: {value}\n---\n"
    found = links(text)
    assert [link.target for link in found] == expected
    assert {link.kind for link in found} <= {"property"}
    assert all(link.target_span.of(text) == link.target for link in found)
    assert all(link.span.of(text).startswith("[[") for link in found)


def test_links_come_in_the_order_of_the_text():
    text = '---\nup: "[[甲]]"\n---\n[乙](丙.md) [[丁]] ![](戊.png) ![[己]]\n'
    assert targets(text) == ["甲", "丙.md", "丁", "戊.png", "己"]


@given(notes)
def test_a_link_is_where_its_spans_say(text):
    note = Note("note.md", text)
    for link in note.links:
        written = link.span.of(text)
        target = link.target_span.of(text)
        assert link.span.start <= link.target_span.start <= link.target_span.end <= link.span.end
        assert not link.subpath or link.subpath.startswith("#")
        if link.is_markdown:
            assert written.startswith("![" if link.kind == "embed" else "[")
            assert unquote(target.replace("\\", "")) == link.target.replace("\\", "")
            assert link.display is not None and link.display in written
        else:
            assert written.startswith("![[" if link.kind == "embed" else "[[")
            assert written.endswith("]]") and "\n" not in written and "\r" not in written
            assert target == link.target == link.target.strip()
    starts = [link.span.start for link in note.links]
    assert starts == sorted(starts)
