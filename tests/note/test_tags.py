"""Tags in a note's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_text import notes

from vaultkit.note.note import Note


def tags(text: str) -> list[str]:
    return [tag.name for tag in Note("note.md", text).tags]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#甲", ["甲"]),
        ("甲 #乙 丙 #丁", ["乙", "丁"]),
        ("#甲\n#乙\r\n#丙\r#丁", ["甲", "乙", "丙", "丁"]),
        ("\u3000#甲\u00a0#乙\t#丙", ["甲", "乙", "丙"]),
        ("#a/b-c_d", ["a/b-c_d"]),
        ("#📚", ["📚"]),
        ("#👍🏽 #𠮷 #e\u0301", ["👍🏽", "𠮷", "e\u0301"]),
        # Chinese and full-width punctuation is legal in a tag; curly quotes and dashes end it.
        ("#中文，标签", ["中文，标签"]),
        ("#标签。后文 再后", ["标签。后文"]),
        ("#甲、乙：（丙）", ["甲、乙：（丙）"]),
        ("#甲“乙”", ["甲"]),
        ("#甲——乙", ["甲"]),
        ("#甲…乙", ["甲"]),
        ("#甲\u200b乙", ["甲"]),
        ("#a.b #c,d #e:f #g'h", ["a", "c", "e", "g"]),
        ("#甲|#乙", ["甲"]),
        ("#a#b", ["a"]),
    ],
)
def test_where_a_tag_ends(text, expected):
    assert tags(text) == expected


@pytest.mark.parametrize(
    "text",
    ["甲#乙", "(#甲", "，#甲", "&#x4e2d;", "＃甲", "\\#甲", "##甲", "# 甲", "#", "#“甲”", "#,"],
)
def test_what_is_no_tag(text):
    assert tags(text) == []


@pytest.mark.parametrize("number", ["1984", "0", "１２"])
def test_a_number_is_no_tag(number):
    assert tags(f"#{number} #{number}年 #y{number}") == [f"{number}年", f"y{number}"]


@pytest.mark.parametrize(
    "text",
    [
        "` #甲`",
        "```\n#甲\n```",
        "    #甲",
        "$x #甲$",
        "<div>\n#甲\n</div>",
        "<!-- #甲 -->",
        "<% #甲 %>",
        "[[乙 #甲]]",
        "[[乙| #甲]]",
        "[乙](< #甲>)",
        "https://a.cn/#甲",
        "---\ntags: #甲\n---\n",
    ],
)
def test_where_no_tag_is(text):
    assert tags(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "%% #甲 %%",
        "%%\n\n#甲\n\n%%",
        "> #甲",
        "- #甲",
        "# 乙 #甲",
        "> [!note] #甲",
        "|a|\n|-|\n| #甲 |",
    ],
)
def test_where_tags_are(text):
    assert tags(text) == ["甲"]


@given(notes)
def test_a_tag_is_where_its_span_says(text):
    note = Note("note.md", text)
    for tag in note.tags:
        assert tag.span.of(text) == f"#{tag.name}"
        assert tag.span.start == note.body_start or text[tag.span.start - 1].isspace()
        assert not tag.name.isdigit()
    assert sorted(note.tags, key=lambda tag: tag.span) == note.tags
