"""The table of fields, and the names that mean them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vaultkit.note.fields import (
    assigned,
    certain,
    holds_date,
    is_prose,
    loose_key,
    meanings,
    table,
)

OBSIDIANS_OWN = ("tags", "aliases", "cssclasses", "publish", "id")


@pytest.mark.parametrize(
    ("key", "loose"),
    [
        ("Date Created", "datecreated"),
        ("date_created", "datecreated"),
        ("date-created", "datecreated"),
        ("ＴＩＴＬＥ", "title"),
        ("Straße", "strasse"),
        ("标题\u3000", "标题"),
    ],
)
def test_a_loose_key(key: str, loose: str) -> None:
    assert loose_key(key) == loose


def test_every_field_has_a_name_in_each_language_and_a_known_type() -> None:
    for field, spec in table().items():
        assert list(spec.names) == ["en", "zh-Hans", "zh-Hant"]
        assert spec.names["en"] == field
        assert spec.type in ("text", "list", "number", "checkbox", "date", "url")
    for field in OBSIDIANS_OWN:
        assert set(table()[field].names.values()) == {field}


def test_no_name_is_certain_for_two_fields() -> None:
    owner: dict[str, str] = {}
    for field, spec in table().items():
        for alias in spec.aliases:
            assert owner.setdefault(alias, field) == field, alias


def test_names_of_different_fields_differ_in_every_language() -> None:
    for language in ("en", "zh-Hans", "zh-Hant"):
        names = sorted(spec.names[language] for spec in table().values())
        assert all(one != other for one, other in pairwise(names))


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("标题", "title"),
        ("Title", "title"),
        ("作者", "author"),
        ("发布时间", "published"),
        ("發布日期", "published"),
        ("公開日", "published"),
        ("创建时间", "created"),
        ("date_saved", "saved"),
        ("原文链接", "source"),
        ("字数", "word_count"),
        ("状态", "status"),
        ("摘要", "description"),
        ("别名", "aliases"),
        ("cssclass", "cssclasses"),
        ("uid", "id"),
    ],
)
def test_a_name_that_is_certain(key: str, field: str) -> None:
    assert certain(key) == field
    assert meanings(key) == (field,)


@pytest.mark.parametrize(
    "key",
    [
        *("date", "日期", "source", "来源", "url", "链接", "name", "keywords", "language", "words"),
        *("by", "channel", "folder", "format", "progress", "image", "layout", "length", "public"),
    ],
)
def test_a_name_that_is_unsure(key: str) -> None:
    assert certain(key) is None
    assert meanings(key)


@pytest.mark.parametrize("key", ["last", "note", "owner", "links", "location", "due", "灯质", ""])
def test_names_of_somebody_elses_are_not_in_the_table(key: str) -> None:
    assert meanings(key) == ()
    assert certain(key) is None


def test_the_likeliest_meaning_comes_first() -> None:
    assert meanings("source") == ("source", "publisher", "via")


def test_the_names_that_mean_dates() -> None:
    assert all(map(holds_date, ["created", "发布时间", "date", "時間", "Date Saved", "watched"]))
    assert not any(map(holds_date, ["title", "id", "版本", "due"]))


def test_types_are_looked_up_as_written_and_in_lower_case() -> None:
    types = {"Height": "number", "lit": "checkbox"}
    assert assigned(types, "Height") == "number"
    assert assigned(types, "Lit") == "checkbox"
    assert assigned(types, "width") is None


def test_titles_and_descriptions_are_prose() -> None:
    assert all(map(is_prose, ["title", "标题", "Summary", "摘要"]))
    assert not any(map(is_prose, ["author", "name", "source", "tags", "灯质"]))
