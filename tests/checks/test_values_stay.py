"""Whatever the front matter, fixes change the values that they name, and lose none of them."""

from __future__ import annotations

import re

import pytest
import values
from hypothesis import example, given
from hypothesis import strategies as st

from vaultkit.checks import ruleset
from vaultkit.config import Config
from vaultkit.fixing import engine
from vaultkit.note.note import Note

ACTIVE = values.front_matter_rules(
    ruleset.build(Config(), {"rating": "number", "due": "datetime"}, ["ALL"]).known
)

KEYS = """title|Title|标题|標題|name|author|authors|作者|byline|source|url|link|来源|原文链接
|date|日期|published|published_date|发布日期|created|created_at|创建时间|date_saved|updated|lastmod|tag|tags|Tags|标签|keywords|分类
|categories|alias|aliases|cssclass|description|excerpt|摘要|word_count|字数|status|draft|id|isbn|rating|due
|custom key|自定|publisher|type""".replace("\n", "").split("|")
SCALARS = """一盏灯|A lamp, lit|"灯: 亮"|'it''s'|"C# \\"2\\""|2024-05-06|2024年5月6日|2024/5/6 08:09
|06/05/2024|"2024-05-06T08:09:10+08:00"|20240506|May 6, 2024|2024-02-30|1714953600|Mon May 06 2024
|58|"58"|007|3.10|1e3|true|"false"|yes|null|~|N/A|无|""|''|#a #b|"#灯"|a, b|a，b|灯、光|a b c
|https://example.com/a?b=c|<https://example.com/>|"[[Keeper]]"|"[[a]], [[b]]"|a #1 b
|微信公众号|read|已读|{{title}}|C++|x@example.com""".replace("\n", "").split("|")
MORE = ["[[Keeper]]", "[]", "[a, '#b', 3]", '[灯, "b c"]', "{a: 1}", "&x lamp", "*x", "|\n  灯\n"]
MORE += ["|\n  one\n  two", ">-\n  wrapped\n  text", "\n  - a\n  - '#灯'", "\n- a\n- 2024", ""]
MORE += ["\n  - a # why\n  - b, c", "58 # words", "\n  nested: 1", "'[a](https://example.com)'"]
BODIES = ["", "# A lamp\n\nText.\n", "原文链接：https://example.com/b\n", "灯\n\n#灯 #a text\n"]

scalars = st.sampled_from(SCALARS)
lists = st.lists(scalars, min_size=1, max_size=3).map(
    lambda entries: "".join(f"\n  - {entry}" for entry in entries)
)
lines = st.builds("{}: {}".format, st.sampled_from(KEYS), scalars | lists | st.sampled_from(MORE))
blocks = st.lists(lines | st.sampled_from(["", "# a comment"]), min_size=1, max_size=7)


@given(blocks, st.sampled_from(BODIES), st.sampled_from(["\n", "\r\n"]))
@example(["tags: #a #b"], "", "\n")
@example(["alias: a, b", "aliases: c"], "", "\n")
@example(["url: https://example.com/", "source: 微信公众号"], "", "\r\n")
def test_only_what_a_finding_names_is_changed_and_nothing_is_lost(block, body, newline):
    text = "---\n" + "".join(f"{line}\n" for line in block) + f"---\n{body}"
    note = Note("a/lamp.md", text.replace("\n", newline))
    for code, _, problems in values.steps(note, ACTIVE):
        assert not problems, (code, note.text)


@given(blocks, st.sampled_from(BODIES))
@example(["Title: |\n  one\n  two", "title: *x"], "")
def test_a_block_that_could_be_read_still_can_and_nothing_is_left_to_fix(block, body):
    text = "---\n" + "".join(f"{line}\n" for line in block) + f"---\n{body}"
    fixed = engine.fix(Note("a/lamp.md", text), ACTIVE, ["ALL"])
    assert not fixed.refused, (text, fixed.refused)
    if values.properties(text) is not None:
        assert values.properties(fixed.note.text) is not None
    assert engine.fix(fixed.note, ACTIVE, ["ALL"]).note.text == fixed.note.text


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("title: Lamp\nn: '3'\n", "'n' was 3 and is '3'"),
        ("title: Lamp\n", "became"),
        ("title: Lantern\nn: 3\n", "came from nowhere"),
        ("title:\nn: 3\n", "is gone"),
        ("title: [Lamp\nn: 3\n", "can no longer be read"),
    ],
)
def test_the_comparison_sees_what_is_wrong(after, said):
    found = values.problems("---\ntitle: Lamp\nn: 3\n---\n", f"---\n{after}---\n", {"title"})
    assert re.search(re.escape(said), " ".join(found))
