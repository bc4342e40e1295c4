"""Comments, templates, bare addresses, block ids, callouts and fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_text import notes

from vaultkit.note.note import Note


def protected(text: str) -> list[tuple[str, str]]:
    """What is not prose, by kind and as written."""
    return [(kind, span.of(text)) for kind, span in Note("note.md", text).protected]


def of_kind(kind: str, text: str) -> list[str]:
    return [written for found, written in protected(text) if found == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%%甲%%", ["%%甲%%"]),
        ("甲 %%乙%% 丙 %%丁%%", ["%%乙%%", "%%丁%%"]),
        ("甲 %%乙\n丙%% 丁", ["%%乙\n丙%%"]),
        ("%%\n甲\n\n乙\n%%\n丙", ["%%\n甲\n\n乙\n%%"]),
        ("%%\r\n甲\r\n\r\n乙\r\n%%\r\n", ["%%\r\n甲\r\n\r\n乙\r\n%%"]),
        ("> %% 甲\n>\n> 乙 %%", ["%% 甲\n>\n> 乙 %%"]),
        # Inside a line a comment ends with its paragraph.
        ("甲 %%乙\n\n丙%% 丁", []),
        ("甲 %%乙\r\r丙%% 丁", []),
        ("甲 %%乙\n\n丙 %%丁%%", ["%%丁%%"]),
        ("%%甲", []),
        ("50%% 甲", []),
        ("`%%` 甲 %%乙%%", ["%%乙%%"]),
        ("%%甲 `%%` 乙%%", ["%%甲 `%%` 乙%%"]),
        ("```\n%%甲%%\n```", []),
        ("[甲](乙%%丙.md) %%丁%%", ["%%丁%%"]),
    ],
)
def test_comments(text, expected):
    assert [span.of(text) for span in Note("note.md", text).comments] == expected


def test_a_comment_is_protected_whole():
    assert protected("甲 %%乙 `丙` [[丁]]%% 戊") == [("comment", "%%乙 `丙` [[丁]]%%")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<% tp.file.title %>", ["<% tp.file.title %>"]),
        ("甲 <%* if (a) { %>乙<%* } %>", ["<%* if (a) { %>", "<%* } %>"]),
        ("<% a\nb %> 甲", ["<% a\nb %>"]),
        ("<% 甲", []),
        ("`<% 甲 %>`", []),
        ("<% a <% b %> c %>", ["<% a <% b %>"]),
        ("今天{{date:YYYY年,MM月}},晴", ["{{date:YYYY年,MM月}}"]),
        ("{{甲\n}} `{{乙}}` {{丙}", []),
    ],
)
def test_templates(text, expected):
    assert of_kind("template", text) == expected


def test_a_template_hides_what_is_in_it():
    note = Note("note.md", "<% [[甲]] #乙 %% %> 丙 %%丁%%")
    assert (note.links, note.tags) == ([], [])
    assert [span.of(note.text) for span in note.comments] == ["%%丁%%"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://例.com/a", []),
        ("https://a.cn/b?c=1&d=2#e", ["https://a.cn/b?c=1&d=2#e"]),
        ("见https://a.cn/b，后文", ["https://a.cn/b"]),
        ("https://a.cn/b。", ["https://a.cn/b"]),
        ("https://a.cn/b、https://c.cn", ["https://a.cn/b", "https://c.cn"]),
        ("https://a.cn/b后文", ["https://a.cn/b"]),
        ("“https://a.cn/b”", ["https://a.cn/b"]),
        ("https://a.cn/b…", ["https://a.cn/b"]),
        ("https://a.cn/b——后文", ["https://a.cn/b"]),
        ("https://a.cn/𠮷", ["https://a.cn/"]),
        ("https://a.cn/b.", ["https://a.cn/b"]),
        ("https://a.cn/b?!,;:", ["https://a.cn/b"]),
        ("(https://a.cn/b)", ["https://a.cn/b"]),
        ("https://a.cn/b_(c)", ["https://a.cn/b_(c)"]),
        ("**https://a.cn/b**", ["https://a.cn/b"]),
        ("https://a.cn/é", ["https://a.cn/é"]),
        ("| https://a.cn/b|c |\n|-|-|", ["https://a.cn/b"]),
        ("https://a.cn/https://b.cn c", ["https://a.cn/https://b.cn"]),
        ("obsidian://open?vault=a", ["obsidian://open?vault=a"]),
        ("http:// a", []),
        ("://a.cn", []),
        ("1a://b", []),
        ("www.a.cn", []),
        ("`https://a.cn`", []),
        ("$https://a.cn$", []),
        ("[[https://a.cn]]", []),
        ("[[甲|见 https://a.cn]]", []),
    ],
)
def test_bare_addresses(text, expected):
    assert of_kind("url", text) == expected


def test_an_address_in_a_link_is_the_links():
    text = "[https://a.cn](https://a.cn/b) ![](https://a.cn/c.png)"
    assert protected(text) == [
        ("url", "https://a.cn"),
        ("destination", "](https://a.cn/b)"),
        ("embed", "![](https://a.cn/c.png)"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲 ^a-1", ["^a-1"]),
        ("甲 ^a\n乙 ^B  \n", ["^a", "^B"]),
        ("甲 ^a\r\n乙 ^b\r丙", ["^a", "^b"]),
        ("^a", ["^a"]),
        ("- 甲 ^a\n- 乙", ["^a"]),
        ("甲\u3000^a", ["^a"]),
        ("甲^a", []),
        ("甲 ^a 乙", []),
        ("甲 ^a_b", []),
        ("甲 ^乙", []),
        ("2 ^", []),
    ],
)
def test_block_ids(text, expected):
    assert of_kind("block id", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> [!note] 甲", ["[!note]"]),
        ("> [!tip]- 甲\n> 乙", ["[!tip]-"]),
        ("> [!注意|left]+", ["[!注意|left]+"]),
        (">[!a]", ["[!a]"]),
        ("> > [!b] 甲", ["[!b]"]),
        ("甲\n\n> [!c]\n", ["[!c]"]),
        ("[!note] 甲", []),
        ("> 甲 [!note]", []),
        ("甲 > [!note]", []),
        ("> [!]", []),
        ("> [!a\n> b]", []),
    ],
)
def test_callouts(text, expected):
    assert of_kind("callout", text) == expected


@pytest.mark.parametrize("text", ["键:: 值", "[键:: 值]", "(键:: 值)", "- 键::值"])
def test_the_mark_of_a_field_is_protected_and_its_value_is_not(text):
    assert protected(text) == [("field", "::")]


@pytest.mark.parametrize("text", ["键: 值", "键：：值", "`a::b`", "12:30:45"])
def test_what_is_no_field(text):
    assert of_kind("field", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The one that starts first goes on to its end.
        ("%%甲 `乙%%丙`", [("code", "`乙%%丙`")]),
        ("[[甲 `乙]]丙`", [("wikilink", "[[甲 `乙]]"), ("code", "丙`")]),
        ("    ^a", [("code", "^a")]),
        ("> ```\n> [!a]\n> ```", [("code", "```\n> [!a]\n> ```")]),
        ("[`甲`]\n\n[`甲`]: a", [("destination", "[`甲`]"), ("definition", "[`甲`]: a")]),
    ],
)
def test_what_overlaps(text, expected):
    assert protected(text) == expected


@given(notes)
def test_protected_spans_are_in_order_and_disjoint(text):
    note = Note("note.md", text)
    at = note.body_start
    for _, (start, end) in note.protected:
        assert at <= start < end <= len(text)
        at = end


@given(notes)
def test_spans_and_gaps_together_are_the_text(text):
    note = Note("note.md", text)
    parts, at = [text[: note.body_start]], note.body_start
    for _, span in note.protected:
        parts += [text[at : span.start], span.of(text)]
        at = span.end
    assert "".join([*parts, text[at:]]) == text


_STARTS = {
    "code": ("`", "~"),
    "math": ("$",),
    "html": ("<",),
    "definition": ("[",),
    "footnote": ("[^",),
    "template": ("<%", "{{"),
    "comment": ("%%",),
    "tag": ("#",),
    "block id": ("^",),
    "callout": ("[!",),
    "field": ("::",),
    "embed": ("![",),
}


@given(notes)
def test_a_span_is_what_it_is_called(text):
    note = Note("note.md", text)
    before = 0
    for kind, (start, end) in note.protected:
        # What is left of a span that another one runs into need not begin as the whole did.
        is_whole = start != before or start == note.body_start
        before = end
        line = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start]
        is_indented = line.endswith((" ", "\t"))
        if is_whole and kind in _STARTS:
            assert text.startswith(_STARTS[kind], start) or (kind == "code" and is_indented)
        if kind == "url":
            assert "://" in text[start:end] or text[start] == "<"
