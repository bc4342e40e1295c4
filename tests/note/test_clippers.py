"""What clippers leave in a note."""

from __future__ import annotations

import pytest

from vaultkit.note.clippers import (
    clippers,
    is_address,
    is_copy,
    is_kept,
    is_tool,
    original_address,
    stated,
    tells_address,
    tells_post,
)
from vaultkit.note.fields import certain
from vaultkit.note.note import Note

PAGE = "https://example.com/quay"
OMNIVORE = "[Read on Omnivore](https://omnivore.app/me/quay)"
ORIGINAL = f"[Read Original]({PAGE})"


def lifted(*lines: str) -> str | None:
    return original_address(Note("note.md", "\n".join(lines)))


@pytest.mark.parametrize(
    "text",
    [PAGE, "http://example.com", "HTTPS://例子.中国/路?a=b#c", "https://u:p@example.com:80/a(b)"],
)
def test_an_address(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["", "example.com", "https://", "https:///a", f"{PAGE} b", f"<{PAGE}>", "ftp://a.b"]
)
def test_no_address(text: str) -> None:
    assert not is_address(text)


def test_a_tool_is_known_by_its_name_and_a_copy_by_its_host() -> None:
    assert is_tool("instapaper")
    assert is_tool("简悦")
    assert not is_tool("海岸周刊")
    assert is_copy("https://omnivore.app/me/quay")
    assert is_copy("https://www.Instapaper.com/read/1")
    assert not is_copy("https://notomnivore.app/")
    assert not is_copy(f"{PAGE}?from=omnivore.app")


def test_the_line_of_omnivore() -> None:
    assert lifted("# Quay", "#Omnivore", "", OMNIVORE, "", ORIGINAL, "", "Text.") == PAGE
    assert lifted(f"{OMNIVORE} {ORIGINAL}") == PAGE
    assert lifted("---", "title: x", "---", OMNIVORE, ORIGINAL) == PAGE
    assert (
        lifted(OMNIVORE, "[Read Original](https://example.com/a(b))") == "https://example.com/a(b)"
    )


def test_the_line_of_simpread() -> None:
    line = "> 本文由 [简悦 SimpRead](http://ksria.com/simpread/) 转码， 原文地址 [example.com]({})"
    assert lifted(line.format(PAGE), "", "正文") == PAGE
    assert lifted(line.format("quay.md"), "", "正文") is None


@pytest.mark.parametrize(
    "lines",
    [
        [ORIGINAL],
        [OMNIVORE],
        [ORIGINAL, "", OMNIVORE],
        [OMNIVORE, "", "Text between.", "", ORIGINAL],
        ["[Read on Omnivore](https://example.com)", ORIGINAL],
        [OMNIVORE, "[Another](https://example.org)", ORIGINAL],
        [OMNIVORE, "[Read Original](quay.md)"],
        [OMNIVORE, f"![Read Original]({PAGE})"],
        ["```", OMNIVORE, ORIGINAL, "```"],
        [f"`{OMNIVORE}` `{ORIGINAL}`"],
        [*["A line."] * 30, OMNIVORE, ORIGINAL],
        ["See [简悦 SimpRead](http://ksria.com/simpread/).", "", f"[Quay]({PAGE}) is a page."],
    ],
)
def test_other_links_are_no_clippers(lines: list[str]) -> None:
    assert lifted(*lines) is None


WECHAT = "[海岸周刊](https://mp.weixin.qq.com/s/) *2024年03月14日 17:27*"


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        (f"原创 看守人 {WECHAT}", "看守人", "2024-03-14T17:27:00"),
        (f"看守人 {WECHAT} *浙江*", "看守人", "2024-03-14T17:27:00"),
        (f"原创 {WECHAT}", None, "2024-03-14T17:27:00"),
        (WECHAT.replace("https://mp.weixin.qq.com/s/", "javascript:void(0);"), None, True),
        (f"> 原创 看守人 {WECHAT}", None, None),
        (WECHAT.replace("weixin", "example"), None, None),
        (WECHAT.replace("03月14", "02月30"), None, None),
        ("发布于 2024-03-14 10:41", None, "2024-03-14T10:41:00"),
        ("发布于 2024-03-14 10:41 的文章", None, None),
        ("原创 于 2018-03-17 13:17:49 发布 · 4.5w 阅读", None, "2018-03-17T13:17:49"),
        ("编辑于 2024-03-14 10:41・IP 属地浙江", None, None),
    ],
)
def test_the_lines_of_pages(line: str, author: str | None, published: str | bool | None) -> None:
    note = Note("note.md", f"正文。\n\n{line}\n")
    assert stated(note, "author") == author
    assert stated(note, "published") == ("2024-03-14T17:27:00" if published is True else published)


def test_the_properties_of_programs() -> None:
    kept = ["doc_type", "bookId", "Kindle-Sync", "publish", "dg-home", "Pocket URL", "ticktick"]
    assert all(map(is_kept, kept))
    assert not any(map(is_kept, ["type", "url", "dg", "dgraph", "id", "title"]))
    assert tells_address("bookmark_id") and not tells_address("permalink")
    assert tells_post("lastmod") and not tells_post("date")


def test_what_a_program_reads_means_no_other_field() -> None:
    keys = [key for clipper in clippers() for key in clipper.keys]
    assert {certain(key) for key in keys} <= {None, "id", "publish", "cssclasses"}
