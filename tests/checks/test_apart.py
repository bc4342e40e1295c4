from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks.apart import file_names, hide, masked
from vaultkit.note.note import FILLER, Note


def seen(text: str) -> str:
    """What of a text is prose, with one dot for what is not."""
    return re.sub(FILLER + "+", ".", hide(Note("note.md", text)))


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("漁:: 港", "."),
        ("- [ ] 漁 港:: 港\r\n燈", "- [ ] .\r\n燈"),
        ("> **漁**:: 港\n燈", "> .\n燈"),
        ("燈[漁:: [[港]] 港]燈", "燈.]燈"),
        ("燈(漁:: 港(燈)港)燈", "燈.)燈"),
        # No fields.
        ("用 std::vector 寫", "用 std.vector 寫"),
        ("燈，漁:: 港", "燈，漁. 港"),
        ("::: 漁", ".: 漁"),
        ("[漁:: 港", "[漁. 港"),
        # paths
        ("在D:\\漁\\港.md，燈", "在.，燈"),
        ("在D:\\漁.v2\\港.md裡", "在.裡"),
        ("在 \\\\漁\\港 燈", "在 . 燈"),
        ("~/漁/港 ./漁 ../漁/港 /usr/漁 燈", ". . . . 燈"),
        ("漁/港.md 漁/港 燈/", ". 漁/港 燈/"),
        ("漁 / 港，漁/港/燈。", "漁 / 港，漁/港/燈。"),
        ("file:///漁/港.md，燈", ".，燈"),
        ("https://a.b/漁/港?c=燈&d 燈", ". 燈"),
        # languages
        ("燈<i lang=ja>漁<i>港</i>燈</i>燈", "燈.燈"),
        ("燈<i lang=ja>漁<b>港</i>燈</b>燈", "燈.燈.燈"),
        ("燈<i lang=ja>漁\n港\n\n燈<b lang=en>港</b>燈", "燈.\n\n燈.燈"),
        ("<div lang=ja>\n\n漁\n\n</div>\n\n燈", ".\n燈"),
        ("燈<br lang=ja/>燈<i language=ja>燈</i>", "燈.燈.燈."),
    ],
)
def test_what_is_hidden(text: str, prose: str) -> None:
    assert seen(text) == prose


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("看「漁 港.docx」和『漁港.xlsx』，燈", "看「.」和『.』，燈"),
        ("在 漁港.JPG 和（漁港_v2.jpg）、燈.md裡", "在 . 和（.）、.裡"),
        ("請看漁港.jpg，打開漁港-1.ini", "請看.，打開."),
        ("\n一二三四漁港邊的燈塔圖片.png燈.py", "\n一二三四."),
        ("\n一二三四漁港邊的燈塔圖片.png", "\n."),
        ("| 一二三四漁港邊的燈塔圖片.png |", "| . |"),
        ("「看漁 main.py」「燈、漁 港.md」", "「看漁 main.py」「燈、漁 .」"),
        ("「請看燈。漁港.md」", "「請看燈。.」"),
        ("安裝Node.js，用Next.js 寫main.py，漁.港", "安裝Node.js，用Next.js 寫main.py，漁.港"),
        ("將.txt、（.md）漁、.js 打開.py", "將.txt、（.md）漁、.js 打開.py"),
        ("，修改.md 文件，改 漁.md 文件", "，修改.md 文件，改 . 文件"),
        ("漁.mdx 漁.md_ 漁.com 漁 .md", "漁.mdx 漁.md_ 漁.com 漁 .md"),
    ],
)
def test_names_of_files(text: str, prose: str) -> None:
    assert re.sub(FILLER + "+", ".", masked(text, [*file_names(text, 0)])) == prose


SIGNS = "漁 港 a :: : / \\ . [ ] ( ) <i> </i> </b> - > D:\\ ~/ https://a/"
signs = st.sampled_from([*SIGNS.split(" "), " ", "\n", "\r\n", "<i lang=ja>", "<b lang=en>"])
texts = st.lists(signs, max_size=20)


@given(texts.map("".join))
def test_the_mask_keeps_its_length_and_shows_nothing_else(text: str) -> None:
    note = Note("note.md", text)
    mask = hide(note)
    assert len(mask) == len(text)
    assert all(one in (FILLER, other) for one, other in zip(mask, note.prose, strict=True))
