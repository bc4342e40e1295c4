"""What the properties of one note mean, in the order of decisions that the rulebook describes."""

from __future__ import annotations

import pytest

from vaultkit.note.meaning import Meaning, decide
from vaultkit.note.note import Note


def found(*lines: str, path: str = "note.md", body: str = "") -> dict[str, str | None]:
    """The field that each property means."""
    note = Note(path, "\n".join(["---", *lines, "---", body]))
    assert note.matter is not None
    assert note.matter.error is None
    return {
        field.key: meaning.field for field, meaning in zip(note.fields, decide(note), strict=True)
    }


def test_a_note_without_front_matter() -> None:
    assert decide(Note("note.md", "Text.\n")) == ()


def test_a_name_that_says_it_all_is_sure() -> None:
    note = Note("note.md", "---\n标题: x\nheight: 31\n---\n")
    assert decide(note) == (Meaning("title", sure=True), Meaning())


@pytest.mark.parametrize("key", ["date", "日期", "日付", "time", "时间", "時間"])
@pytest.mark.parametrize(
    ("others", "field"),
    [
        (["published: 2024-03-01"], "created"),
        (["发布时间: 2024-03-01"], "created"),
        (["published: 2024-03-01", "url: https://example.com"], "saved"),
        (["layout: post"], "published"),
        (["categories: coast"], None),
        (["分类: 海岸"], None),
        (["slug: lighthouse"], "published"),
        (["draft: false"], "published"),
        (["published: 2024-03-01", "layout: post"], None),
        (["published: 2024-03-01", "created: 2024-03-02"], None),
        (["published: true", "permalink: /x"], "published"),
        (["categories: '[[Towers]]'"], None),
        ([], None),
    ],
)
def test_a_date_is_decided_by_its_neighbours(
    key: str, others: list[str], field: str | None
) -> None:
    assert found(*others, f"{key}: 2024-03-14")[key] == field


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("发布于 2024-03-14", "published"),
        ("發佈於 2024-03-14", "published"),
        ("編輯於 2024-03-14", "updated"),
        ("编辑于 2024-03-14 15:30", "updated"),
        ("20240314", None),
        ("soon", None),
        ("true", None),
        ("", None),
    ],
)
def test_a_date_is_decided_by_its_value(value: str, field: str | None) -> None:
    assert found(f"date: {value}")["date"] == field


@pytest.mark.parametrize(
    ("others", "field"),
    [
        (["日期: 发布于 2024-03-13"], "created"),
        (["日期: 编辑于 2024-03-15"], None),
        (["日期: 发布于 2024-03-13", "layout: post"], None),
        (["日期: 发布于 2024-03-13", "url: https://example.com"], "saved"),
    ],
)
def test_what_one_date_says_decides_another(others: list[str], field: str | None) -> None:
    assert found("date: 2024-03-14", *others)["date"] == field
    assert found(*others, "date: 2024-03-14")["date"] == field


def test_what_a_date_says_counts_more_than_the_other_properties() -> None:
    assert found("published: 2024-03-14", "date: 编辑于 2024-03-15")["date"] == "updated"
    assert found("published: 2024-03-14", "date: 发布于 2024-03-15")["date"] is None


def test_of_two_dates_of_a_post_one_is_decided() -> None:
    decided = found("layout: post", "date: 2024-03-14", "time: 2024-03-14 15:30")
    assert decided["date"] == "published" and decided["time"] is None


def test_a_date_that_nothing_decides_is_for_its_writer() -> None:
    for line in ("date: 2024-03-14", "日期: 2024/3/14", "date: 20240314"):
        assert decide(Note("note.md", f"---\n{line}\n---\n")) == (
            Meaning(choices=("published", "created")),
        )
    for lines in (
        "date: soon",
        "time: 2024-03-14",
        "date: 2024-03-14\ncreated: 2024-03-01",
        "date: [2024-03-14]",
    ):
        assert decide(Note("note.md", f"---\n{lines}\n---\n"))[0] == Meaning()


@pytest.mark.parametrize(
    "path",
    [
        "2024-03-14.md",
        "20240314.md",
        "a/2024-03-14 周四.md",
        "diary/x.md",
        "日记/x.md",
        "Daily Notes/x.md",
    ],
)
def test_the_date_of_a_diary_is_its_day(path: str) -> None:
    note = Note(path, "---\ndate: 2024-03-14\n---\n")
    assert decide(note) == (Meaning(),)


@pytest.mark.parametrize(
    "key", ["url", "URL", "link", "链接", "網址", "来源", "來源", "出典", "原文"]
)
def test_an_address_is_the_source(key: str) -> None:
    assert found(f"{key}: https://example.com/a?b=c#d")[key] == "source"


@pytest.mark.parametrize(
    "value",
    [
        "/posts/a",
        "example.com",
        "'[[Harbour]]'",
        "ftp://example.com",
        "https://a.example b",
        "[x]",
        "",
        "'[x](https://example.com)'",
    ],
)
@pytest.mark.parametrize("key", ["url", "link", "来源", "source"])
def test_what_is_no_address_is_no_source(key: str, value: str) -> None:
    expected = "source" if key == "source" and not value else None
    assert found(f"{key}: {value}")[key] == expected


def test_the_own_address_goes_before_a_tools_copy() -> None:
    page, copy = "https://example.com", "https://read.omnivore.app/x"
    assert found(f"url: {page}", f"link: {copy}") == {"url": "source", "link": None}
    assert found(f"url: {copy}", f"link: {page}") == {"url": None, "link": "source"}
    assert found(f"url: {copy}") == {"url": "source"}
    assert found("原文链接: " + page, f"url: {copy}") == {"原文链接": "source", "url": None}


def test_a_second_address_is_only_the_source_where_it_is_the_same() -> None:
    one, other = "https://example.com", "https://example.org"
    assert found(f"source: {one}", f"url: {other}") == {"source": "source", "url": None}
    assert found(f"source: {one}", f"url: {one}") == {"source": "source", "url": "source"}
    assert found("source:", f"url: {one}") == {"source": "source", "url": "source"}
    assert found(f"url: {one}", f"link: {other}") == {"url": "source", "link": "source"}


@pytest.mark.parametrize(
    "line",
    [
        "doc_type: hypothesis-highlights",
        "syncnos: {}",
        "raindrop_id: 1",
        "Pocket URL: x",
        "bookmark_id: x",
        "citekey: a2024",
        "kindle-sync: {}",
    ],
)
def test_an_address_by_which_a_plugin_knows_its_note_is_left_alone(line: str) -> None:
    assert found(line, "url: https://example.com")["url"] is None


@pytest.mark.parametrize("key", ["来源", "source", "網站", "公众号", "媒体", "site"])
def test_a_text_beside_the_source_is_the_publisher(key: str) -> None:
    assert found(f"{key}: 知乎", "原文链接: https://example.com")[key] == "publisher"
    assert found(f"{key}: 知乎", "url: https://example.com")[key] == "publisher"
    assert found(f"{key}: 知乎")[key] is None
    assert found(f"{key}: '[[海岸]]'", "url: https://example.com")[key] is None
    both = found(f"{key}: 知乎", "url: https://example.com", "publisher: x")
    assert both[key] is None


@pytest.mark.parametrize(
    ("text", "address", "field"),
    [
        ("Coast Weekly", "https://coastweekly.example/a", "publisher"),
        ("coastweekly.example", "https://www.coastweekly.example/a", "publisher"),
        ("www.Coast.example", "https://www.coast.example:8080", "publisher"),
        ("Coast", "https://news.coast.co.uk", "publisher"),
        ("news", "https://news.coast.example", None),
        ("co", "https://coast.co.uk", None),
        ("海岸周刊", "https://coast.example", None),
        ("同事推荐", "https://coast.example", None),
        ("Coast README", "https://coast.example", None),
    ],
)
def test_a_source_in_words_is_the_publisher_where_it_is_a_site(text, address, field) -> None:
    assert found(f"来源: {text}", f"url: {address}")["来源"] == field
    assert found(f"媒体: {text}", f"url: {address}")["媒体"] == "publisher"


def test_a_tools_name_says_by_what_the_note_was_saved() -> None:
    assert found("source: Instapaper")["source"] == "via"
    assert found("来源: 简悦", "url: https://example.com")["来源"] == "via"
    assert found("source: instapaper", "via: cubox")["source"] is None


def test_a_flag_is_no_date() -> None:
    assert found("published: true", "read: false", "lastUpdated: true") == {
        "published": None,
        "read": None,
        "lastUpdated": None,
    }
    assert found("published: 2024-03-14")["published"] == "published"


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("finished", "2024-03-14", "read"),
        ("finished", "true", None),
        ("watched", "twice", None),
        ("update", "weekly", None),
        ("update", "2024/3/14", "updated"),
        ("added", "20240314", "saved"),
        ("阅读时间", "5分钟", None),
        ("words", "58", "word_count"),
        ("words", "'58'", "word_count"),
        ("words", "[a, b]", None),
        ("language", "zh-CN", "lang"),
        ("language", "中文", None),
        ("语言", "en", "lang"),
        ("题名", "渡口", "title"),
        ("书名", "渡口", None),
        ("name", "Harbour", None),
        ("progress", "85%", None),
        ("progress", "Reading", "status"),
        ("进度", "读完", "status"),
        ("state", "ARCHIVED", "status"),
        ("state", "California", None),
        ("stars", "4.5", "rating"),
        ("stars", "⭐⭐⭐", "rating"),
        ("stars", "1200", None),
        ("stars", "true", None),
        ("thumbnail", "https://example.com/a", "cover"),
        ("thumbnail", "'[[a.png]]'", "cover"),
        ("thumbnail", "yes", None),
        ("reference", "https://example.com", "source"),
        ("reference", "The log", None),
        ("archived_at", "2024-03-14", "saved"),
        ("viewtime", "5分钟", None),
        ("locale", "zh_CN", "lang"),
    ],
)
def test_a_name_that_its_value_decides(key: str, value: str, field: str | None) -> None:
    assert found(f"{key}: {value}")[key] == field


def test_a_weak_name_does_not_take_what_the_note_has() -> None:
    assert found("title: x", "书名: y") == {"title": "title", "书名": None}
    assert found("read: 2024-03-14", "watched: 2024-03-15")["watched"] is None
    assert found("lang: en", "language: fr")["language"] is None
    assert found("tags: [a]", "keywords: [b]")["keywords"] is None


def test_a_name_is_the_title_where_the_note_says_the_same() -> None:
    assert found("name: Harbour", path="a/Harbour.md")["name"] == "title"
    assert found("name: Harbour", body="# Harbour\n")["name"] == "title"
    assert found("name: Harbour", body="# Harbour\n\n# Quay\n")["name"] is None
    assert found("title: x", "name: Harbour", path="Harbour.md")["name"] is None
    assert found("name: old-harbour", path="old-harbour.md")["name"] is None


@pytest.mark.parametrize(
    ("value", "is_tags"),
    [
        ("[a, b]", True),
        ("'a, b'", True),
        ("灯塔、海岸", True),
        ("['#a']", True),
        ("[coast road]", False),
        ("'[[a]]'", False),
        ("coast road, light", False),
        ("", False),
        ("[1, 2]", False),
    ],
)
def test_keywords_are_tags_where_they_can_be(value: str, is_tags: bool) -> None:
    assert found(f"keywords: {value}")["keywords"] == ("tags" if is_tags else None)


def test_links_in_categories_and_redirects_in_aliases_are_other_things() -> None:
    assert found("分类: '[[建筑]]'")["分类"] is None
    assert found("categories:", "  - '[[Towers]]'")["categories"] is None
    assert found("分类: 建筑")["分类"] == "categories"
    assert found("alias: [/old/path]")["alias"] is None
    assert found("alias: [Old]")["alias"] == "aliases"


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("labels", "[coast]", "tags"),
        ("label", "coast", "tags"),
        ("by", "看守人", "author"),
        ("creator", "['[[Keeper]]', Mate]", "author"),
        ("creator", "https://example.com/keeper", None),
        ("creator", "build 31", None),
        ("domain", "example.com", "publisher"),
        ("channel", "Coast Weekly", "publisher"),
        ("subtitle", "A short history", "description"),
        ("folder", "Coast", "categories"),
        ("folder", "clips/coast", None),
        ("专栏", "'[[海岸]]'", None),
        ("format", "essay", "type"),
        ("format", "{html: default}", None),
        ("score", "8.7", "rating"),
        ("score", "85", None),
        ("img", "https://example.com/a", "cover"),
    ],
)
def test_a_name_that_means_something_in_a_clip_alone(
    key: str, value: str, field: str | None
) -> None:
    assert found(f"{key}: {value}")[key] is None
    assert found(f"{key}: {value}", "url: https://example.com")[key] == field


@pytest.mark.parametrize(
    "line",
    ["image: a.png", "banner: a.png", "layout: post", "length: 1200", "public: true", "grade: 5"],
)
def test_a_name_that_always_stays(line: str) -> None:
    key, _, _ = line.partition(":")
    assert found(line, "url: https://example.com")[key] is None


def test_words_that_may_be_a_page_or_its_publisher() -> None:
    choices = Meaning(choices=("source", "publisher"))
    assert decide(Note("note.md", "---\n来源: 知乎\n---\n")) == (choices,)
    for line in (
        "来源: '[[海岸]]'",
        "来源: 航海日志（第三卷）、海图",
        "来源:",
        "source: 知乎",
        "publisher: x\n来源: 知乎",
        "来源: 海岸周刊",
    ):
        assert choices not in decide(Note("note.md", f"---\n{line}\n---\n"))
