"""Front matter in the shape that each source of notes writes it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple


class Facts(NamedTuple):
    """What the front matter of one note says; `moment` is year to second."""

    title: str
    author: str
    url: str
    moment: tuple[int, int, int, int, int, int]
    tags: list[str]
    summary: str

    def date(self, separator: str = "-") -> str:
        """The day, with two digits for month and day."""
        year, month, day = self.moment[:3]
        return f"{year}{separator}{month:02}{separator}{day:02}"

    def time(self) -> str:
        """The time of day."""
        hour, minute, second = self.moment[3:]
        return f"{hour:02}:{minute:02}:{second:02}"

    def digits(self) -> str:
        """Day and time in 14 digits."""
        return self.date("") + self.time().replace(":", "")


def _listed(entries: list[str], quote: str = "") -> str:
    return "".join(f"\n  - {quote}{entry}{quote}" for entry in entries)


def _own(facts: Facts) -> str:
    """What a vault looks like that has been through `normalize`."""
    return (
        f"title: {facts.title}\nsource: {facts.url}\nauthor:{_listed([facts.author])}\n"
        f"published: {facts.date()}\ncreated: {facts.date()}T{facts.time()}\n"
        f"tags:{_listed(facts.tags)}\n"
    )


def _web_clipper(facts: Facts) -> str:
    return (
        f'title: "{facts.title}"\nsource: "{facts.url}"\nauthor:{_listed([facts.author], chr(34))}'
        f"\npublished: {facts.date()}\ncreated: {facts.date()}\n"
        f'description: "{facts.summary}"\ntags:{_listed(["clippings", *facts.tags], chr(34))}\n'
    )


def _omnivore(facts: Facts) -> str:
    return (
        f"id: {facts.digits()}-e22b-11ee\ntitle: |\n  {facts.title}\nauthor: |\n  {facts.author}\n"
        f"tags:{_listed(facts.tags)}\ndate_saved: {facts.date()} {facts.time()}\n"
        f"date_published: {facts.date()} {facts.time()}\nstate: ARCHIVED\n"
    )


def _cubox(facts: Facts) -> str:
    return (
        f"id: '{facts.digits()}00'\ntitle: {facts.title}\ncubox_url: https://cubox.example/my/card\n"
        f"url: {facts.url}\ncreate_time: {facts.date()}\nupdate_time: {facts.date()}\n"
        f"tags:{_listed(facts.tags)}\n"
    )


def _hexo(facts: Facts) -> str:
    return (
        f"title: {facts.title}\ndate: {facts.date('/')} {facts.time()}\n"
        f"categories:{_listed(facts.tags[:1])}\ntags:{_listed(facts.tags)}\nlayout: post\n"
    )


def _chinese(facts: Facts) -> str:
    return (
        f'title: "{facts.title}"\n发布日期: {facts.date()}\n作者: "{facts.author}"\n'
        f'来源: "微信公众号"\n原文链接: "{facts.url}"\n'
    )


def _chinese_template(facts: Facts) -> str:
    return (
        f'标题: "{facts.title}"\n链接: "{facts.url}"\n作者: "[[{facts.author}]]"\n'
        f'创建时间: "{facts.date()}T{facts.time()}+08:00"\n摘要:\ntags:\n  - "clippings"\n'
        f'字数: "58"\n状态: "未开始"\n'
    )


def _markdownload(facts: Facts) -> str:
    return (
        f"created: {facts.date()}T{facts.time()} (UTC +08:00)\ntags: [{', '.join(facts.tags)}]\n"
        f"source: {facts.url}\nauthor: {facts.author}\n"
    )


def _joplin(facts: Facts) -> str:
    return (
        f"title: {facts.title}\nupdated: {facts.date()} {facts.time()}Z\n"
        f"created: {facts.date()} {facts.time()}Z\nlatitude: 31.23040000\n"
        f"longitude: 121.47370000\naltitude: 0.0000\ntags:{_listed(facts.tags)}\n"
    )


def _pkmer(facts: Facts) -> str:
    return (
        f"uid: {facts.digits()}\ntitle: {facts.title}\ndescription: {facts.summary}\n"
        f"author: {facts.author}\ntype: other\ndraft: false\neditable: false\n"
        f"modified: {facts.digits()}\ntags: [{', '.join(facts.tags)}]\n"
    )


def _weread(facts: Facts) -> str:
    return (
        f'doc_type: weread-highlights-reviews\nbookId: "{facts.digits()}"\ntitle: {facts.title}\n'
        f"author: {facts.author}\nreviewCount: 3\nnoteCount: 27\nprogress: 85%\n"
        f"readingStatus: 在读\nreadingDate: {facts.date()}\n"
    )


# The name of a source, its share in a hundred notes, and its block.
SOURCES: list[tuple[str, int, Callable[[Facts], str]]] = [
    ("the vault's own", 38, _own),
    ("Web Clipper", 22, _web_clipper),
    ("Omnivore", 5, _omnivore),
    ("Cubox", 4, _cubox),
    ("Hexo", 4, _hexo),
    ("Chinese keys", 4, _chinese),
    ("Chinese template", 4, _chinese_template),
    ("MarkDownload", 4, _markdownload),
    ("Joplin", 3, _joplin),
    ("PKMer", 4, _pkmer),
    ("WeRead", 2, _weread),
    ("none", 6, lambda facts: ""),
]


def front_matter(random: Random, facts: Facts) -> str:
    """A block with its fences, of a source chosen by its share; empty for a note without one."""
    _, _, write = random.choices(SOURCES, [share for _, share, _ in SOURCES])[0]
    block = write(facts)
    return f"---\n{block}---\n" if block else ""
