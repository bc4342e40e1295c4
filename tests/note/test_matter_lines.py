"""The quick reader of front matter against the exact one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultkit.note import matter_lines, matter_nodes

words = st.text(
    st.sampled_from("ab1 :#-'\"[],{}&*!|>%@`?~.=\\\t灯：，🏮é\u3000\u00a0\u0085_/"), max_size=8
)
scalars = """lamp|2024-05-06|10:20|58|-3|1e3|true|null|~|.inf|-.INF|.nan|0x1F|0o17|'灯'|"a: b #c"|[]
|[a, b]|['a', "b"]|[ 灯 , a ]|[a,]|https://a.b/c#d|C#|a #b|a: b|[[a]]|'it''s'|"\\n"|- a|a:"""
values = st.sampled_from([*scalars.replace("\n", "").split("|"), "|", ">-"])
keys = st.sampled_from(["title", "标题", "a-b", "a_1", "1a", "a b", "-a", "a:", "#a", ""])
lines = st.one_of(
    st.builds("{}:{}{}{}".format, keys, st.sampled_from(["", " ", "  "]), values | words, words),
    st.builds("{}-{}{}".format, st.sampled_from(["", " ", "  ", "    "]), values, words),
    st.builds("{}- {}".format, st.sampled_from(["", "  "]), values),
    st.sampled_from(["title:", "tags:", "", " ", "# note", "  more", "---", "..."]),
)


@given(st.lists(lines, max_size=6), st.sampled_from(["\n", "\r\n"]))
@example(["title: a b ", "tags:", "  - a", "  - 灯 ", "", "n: 58"], "\n")
@example(["tags:", "- a", "", "- b", "x: [a, 'b , c' ] "], "\r\n")
@example(["tags:", "  - a", "    - b"], "\n")
@example(["title: a", "  b"], "\n")
@example(["title: a", "title: b"], "\n")
def test_what_it_reads_is_what_yaml_reads(block, newline):
    source = newline.join([*block, ""])
    fields = matter_lines.read(source, 4)
    if fields is not None:
        assert repr(fields) == repr(matter_nodes.read(source, 4))


@pytest.mark.parametrize(
    "block",
    [
        "title: A lamp\nauthor:\n  - Keeper\n  - '灯'\ncreated: 2024-05-06T10:20:30\n",
        'source: https://example.com/a?b=c#d\r\ntags: [a, "b c"]\r\nempty:\r\n',
        "title:   \n\nn: 58\n",
    ],
)
def test_common_blocks_are_read_by_it(block):
    assert matter_lines.read(block, 0) is not None
