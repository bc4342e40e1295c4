"""What each property of one note means, where its name alone does not say it.

A name such as `date`, `url` or `来源` is decided by its value and by the note's other properties,
in a fixed order. What that does not decide keeps its name: a wrong one is worse than none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.note import dates, titles
from vaultkit.note.clippers import (
    host_name,
    is_address,
    is_copy,
    is_tool,
    tells_address,
    tells_post,
)
from vaultkit.note.fields import certain, loose_key, meanings, table
from vaultkit.note.patterns import late
from vaultkit.note.properties import Field
from vaultkit.note.tags import ILLEGAL
from vaultkit.note.values import is_site, is_status

if TYPE_CHECKING:
    from vaultkit.note.note import Note

_DIARY = {"daily", "dailies", "dailynotes", "diary", "journal", "journals"}
_DIARY |= {"日记", "日記", "日志", "日誌", "每日", "每日笔记", "每日筆記"}
_DAY = re.compile(r"\d{4}[-_.年]?\d\d?[-_.月]?\d\d?(?!\d)")
_SAYS_PUBLISHED = re.compile(
    r"(?:首次)?(?:发布|發布|發佈|发表|發表)[于於]|published", re.IGNORECASE
)
_SAYS_UPDATED = re.compile(
    r"(?:最后|最後)?(?:编辑|編輯|更新|修改)[于於]|(?:edited|updated)", re.IGNORECASE
)
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
ANY_DATE = {"date", "日期", "日付"}
# A note on a book is not called as the book is.
_NAMES = {"name", "名称", "名稱", "名前", "书名", "書名", "片名"}
_ORIGIN = ("source", "publisher")
# Not a list of files, nor a sentence.
_SITE_NAME = late(r"[^\[\]{}<>()（）,，;；:：。、/`\r\n]{1,40}")
# What a program calls something by, such as the skill of an assistant.
_SLUG = late(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_TAG = re.compile(f"#?[^{ILLEGAL}]+")
_SEPARATOR = re.compile("[,，、;；]")
_PERSON = late(r"(?:\[\[)?[^\d/:@#\[\]{}<>]{1,40}(?:\]\])?")
_PICTURE = late(
    r"https?://\S+|!?(?:\[\[)?[^\[\]{}\r\n]+\.(?:png|jpe?g|webp|gif|svg|avif)(?:\]\])?",
    re.IGNORECASE,
)
_CATEGORY = late(r"[^\[\]{}/\\:]+")
_MOST_STARS = 10


class Meaning(NamedTuple):
    """What a property is.

    `field` is the field that it means, None where that is not known; then `choices` are those
    that it may mean if its writer should say which. `sure` is whether it means that whatever
    the other properties of the note are.
    """

    field: str | None = None
    choices: tuple[str, ...] = ()
    sure: bool = False


_UNKNOWN = Meaning()
# What their values may contradict, and what their names do not say.
_DOUBTED = (None, "categories", "aliases")
_SOURCE = Meaning("source", sure=True)


@lru_cache(maxsize=1)
def decide(note: Note) -> tuple[Meaning, ...]:
    """The meaning of each of the note's properties, in their order."""
    fields = note.fields
    found = [_named(field.key) for field in fields]
    for index, meaning in enumerate(found):
        if meaning.field in _DOUBTED or isinstance(fields[index].value, bool):
            found[index] = _alone(fields[index], meaning)
    unsure = [
        index
        for index, meaning in enumerate(found)
        if meaning is _UNKNOWN and _is_unsure(fields[index].key)
    ]
    if unsure:
        decider = _Decider(note, found)
        # Where the page is decides whether the note is a clip, and that decides other things, as
        # does a date that says itself what it is.
        for decide_one in (decider.address, decider.said, decider.other):
            for index in unsure:
                if found[index] is _UNKNOWN:
                    found[index] = decide_one(fields[index])
    return tuple(found)


def _alone(field: Field, meaning: Meaning) -> Meaning:
    """What the name says, with a value that does not contradict it."""
    name = meaning.field
    if name is None:
        # `source` is this program's own name where the value is what it should be.
        own = field.key in table()["source"].names.values()
        is_source = own and (field.value is None or is_address(_text(field)))
        return _SOURCE if is_source else _UNKNOWN
    # `published: true` publishes a post, `read: false` is a box to tick.
    if isinstance(field.value, bool) and table()[name].type == "date":
        return _UNKNOWN
    if name == "categories" and any("[[" in entry for entry in _entries(field)):
        return _UNKNOWN
    # The redirects of a site are not other names of a note.
    if name == "aliases" and any(entry.startswith("/") for entry in _entries(field)):
        return _UNKNOWN
    return meaning


@lru_cache(maxsize=4096)
def _is_unsure(key: str) -> bool:
    """Whether a name may mean a field, and does not say so."""
    return certain(key) is None and bool(meanings(key))


@lru_cache(maxsize=4096)
def _named(key: str) -> Meaning:
    """What a name means whatever the value."""
    name = certain(key)
    return _UNKNOWN if name is None else Meaning(name, sure=True)


class _Decider:
    """The decisions that need the rest of the note."""

    def __init__(self, note: Note, found: list[Meaning]) -> None:
        self._note = note
        self._sure = {
            meaning.field: field
            for meaning, field in zip(found, note.fields, strict=True)
            if meaning.field
        }
        self._held = set(self._sure)
        self._is_synced = any(tells_address(field.key) for field in note.fields)
        self._is_post = any(tells_post(field.key) for field in note.fields)
        texts = [_text(field) for field in note.fields if "source" in meanings(field.key)]
        self._addresses = [text for text in texts if is_address(text)]
        self._has_own = any(not is_copy(text) for text in self._addresses)

    def address(self, field: Field) -> Meaning:
        """`url`, `link`, `来源` …: the page's own address, not that of a tool's copy of it."""
        text = _text(field)
        if "source" not in meanings(field.key) or not is_address(text) or self._is_synced:
            return _UNKNOWN
        if self._has_own and is_copy(text):
            return _UNKNOWN
        sure = self._sure.get("source")
        if sure and sure.value is not None and _text(sure) != text:
            return _UNKNOWN
        self._held.add("source")
        return Meaning("source")

    def said(self, field: Field) -> Meaning:
        """A date with words that say what happened then."""
        text = _text(field)
        name = "published" if _SAYS_PUBLISHED.match(text) else "updated"
        if "published" not in meanings(field.key) or name in self._held or not _says(text):
            return _UNKNOWN
        if _is_diary(self._note.path) or not isinstance(dates.read(text), dates.Moment):
            return _UNKNOWN
        self._sure[name] = field
        self._held.add(name)
        return Meaning(name)

    def other(self, field: Field) -> Meaning:
        """All else; a field that the note has by another name is not meant a second time."""
        possible = meanings(field.key)
        if "published" in possible:
            return self._date(field)
        for name in possible:
            if name not in self._held and self._may_mean(name, field) and self._fits(name, field):
                self._held.add(name)
                return Meaning(name)
        return Meaning(choices=_ORIGIN) if self._is_origin(field, possible) else _UNKNOWN

    def _is_origin(self, field: Field, possible: tuple[str, ...]) -> bool:
        """Whether `来源` says in words where the note is from: a page, or who published it."""
        return (
            self._held.isdisjoint(_ORIGIN)
            and set(_ORIGIN) <= set(possible)
            and loose_key(field.key) != "source"
            and is_site(_text(field))
        )

    def _may_mean(self, name: str, field: Field) -> bool:
        """Whether the name of the property can be decided in this note."""
        spec, loose = table()[name], loose_key(field.key)
        return loose not in spec.left and (loose not in spec.clipped or "source" in self._held)

    def _fits(self, name: str, field: Field) -> bool:
        """Whether the value is one of this field's."""
        text = _text(field)
        if name == "title":
            if loose_key(field.key) not in _NAMES:
                return bool(text)
            if _SLUG.fullmatch(text):
                return False
            _, _, file = self._note.path.rpartition("/")
            return bool(text) and text in (file.rpartition(".")[0], titles.only_heading(self._note))
        if name == "author":
            entries = _entries(field)
            return bool(entries) and all(map(_PERSON.fullmatch, entries))
        if name == "publisher":
            if "source" in meanings(field.key) and not self._is_site(text):
                return False
            return bool(_SITE_NAME.fullmatch(text)) and not is_tool(text)
        if name == "via":
            return is_tool(text)
        if name == "tags":
            entries = _entries(field)
            return bool(entries) and all(map(_TAG.fullmatch, entries))
        if name == "word_count":
            return text.isdecimal()
        if name == "lang":
            return _CODE.fullmatch(text) is not None
        if name == "categories":
            entries = _entries(field)
            return bool(entries) and all(map(_CATEGORY.fullmatch, entries))
        if name == "status":
            return is_status(text)
        if name == "rating":
            return _is_rating(field.value)
        if name == "cover":
            return _PICTURE.fullmatch(text) is not None
        if name in ("description", "type"):
            return bool(text)
        return table()[name].type == "date" and dates.read(text) is not None

    def _is_site(self, text: str) -> bool:
        """Whether a text in `来源`, which may be anything else, is the name of a site."""
        name = "".join(text.casefold().split())
        return is_site(text) or any(name in host_name(one) for one in self._addresses)

    def _date(self, field: Field) -> Meaning:
        """`date`, `日期`, `时间` …"""
        text = _text(field)
        if _says(text) or not isinstance(dates.read(text), dates.Moment):
            return _UNKNOWN
        name = None
        if "published" in self._sure:
            # In a post it may be a `date` that was renamed: nothing rests on a guess.
            if self._is_post:
                return _UNKNOWN
            name = "saved" if "source" in self._held else "created"
        elif self._is_post:
            name = "published"
        elif _is_diary(self._note.path):
            return _UNKNOWN
        if name and name not in self._held:
            self._held.add(name)
            return Meaning(name)
        if name or loose_key(field.key) not in ANY_DATE or {"created", "saved"} & self._held:
            return _UNKNOWN
        return Meaning(choices=("published", "created"))


def _says(text: str) -> bool:
    """Whether a date has words with it that say what happened then."""
    return bool(_SAYS_PUBLISHED.match(text) or _SAYS_UPDATED.match(text))


def _is_diary(path: str) -> bool:
    *folders, file = path.split("/")
    return bool(_DAY.match(file)) or any(loose_key(folder) in _DIARY for folder in folders)


def _is_rating(value: object) -> bool:
    if isinstance(value, str):
        return bool(value) and not value.strip("★☆⭐🌟")
    return not isinstance(value, bool) and isinstance(value, int | float) and value <= _MOST_STARS


def _text(field: Field) -> str:
    """A value of one line as text; empty for any other."""
    value = field.value
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def _entries(field: Field) -> list[str]:
    """The texts of a list, or of a single text with separators."""
    if isinstance(field.value, list):
        return [entry if isinstance(entry, str) else "" for entry in field.value]
    return [entry.strip() for entry in _SEPARATOR.split(_text(field)) if entry.strip()]
