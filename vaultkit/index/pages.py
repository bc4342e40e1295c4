"""The text of the generated pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from vaultkit.config import VaultTable
from vaultkit.index import seal
from vaultkit.index.backlinks import Backlinks, Target, one_line, stem_of
from vaultkit.note.fields import table
from vaultkit.note.frontmatter import scalar
from vaultkit.note.links import find_wikilinks
from vaultkit.vault.vault import Vault

_TEMPLATES = Path(__file__).parent / "templates"

_WORDS = {
    "en": {
        "generated": "Made by `vaultkit index`, which will overwrite this page.",
        "about": "Links to {}",
        "no_note": "No note has this name yet.",
        "line": "line {}: {}",
        "overview": "Links of this vault",
        "notes": "Notes: ",
        "links": "Links: ",
        "names": "Names without a note: ",
        "linked_notes": "Notes, by number of notes that link to them",
        "names_without_note": "Names without a note",
        "count": "{} ({})",
    },
    "zh-Hans": {
        "generated": "本页由 `vaultkit index` 生成，会被覆盖。",
        "about": "链接到“{}”的笔记",
        "no_note": "还没有叫这个名字的笔记。",
        "line": "第 {} 行：{}",
        "overview": "全库链接总览",
        "notes": "笔记：",
        "links": "链接：",
        "names": "尚无笔记的名称：",
        "linked_notes": "被链接的笔记（按链接它的笔记数排列）",
        "names_without_note": "尚无笔记的名称",
        "count": "{}（{}）",
    },
    "zh-Hant": {
        "generated": "本頁由 `vaultkit index` 產生，會被覆寫。",
        "about": "連結到「{}」的筆記",
        "no_note": "還沒有叫這個名字的筆記。",
        "line": "第 {} 行：{}",
        "overview": "全庫連結總覽",
        "notes": "筆記：",
        "links": "連結：",
        "names": "尚無筆記的名稱：",
        "linked_notes": "被連結的筆記（按連結它的筆記數排列）",
        "names_without_note": "尚無筆記的名稱",
        "count": "{}（{}）",
    },
}

# A link's display text ends at the first `]]`, and code or HTML may begin in it.
_DISPLAYED = str.maketrans("[]|\\<>`", "［］｜＼＜＞｀")
# In a link, these would begin an escape, a comment, HTML or a new line.
_UNLINKABLE = re.compile("%%|[\\\\<\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MARKDOWN = re.compile(r"[!#$%&*:<=>\[\\\]^_`{|}~]")
_BACKTICKS = re.compile("`+")


def render(
    vault: Vault, backlinks: Backlinks, overview: str, stems: Sequence[str]
) -> dict[str, str]:
    """The text of each page by its vault path, the overview first.

    `stems` are the names of the pages about `backlinks.targets`, `overview` that of the
    overview, without `.md`; no other file of the vault may have one of them.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # Nothing is escaped for HTML: the pages are Markdown, and every value is made fit for it here.
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    folder = vault.config.index.folder
    links = _Links(backlinks, f"{folder}/{overview}.md")
    words = _WORDS[_language(vault.config.vault)]
    property_name = table()["title"].names[vault.config.vault.fields]
    fixed = {"property": property_name, "words": words, "unsealed": seal.UNSEALED}

    template = environment.get_template("overview.md.j2")
    context = _overview(backlinks, stems, links, words)
    texts = {f"{folder}/{overview}.md": template.render(**fixed, **context)}
    template = environment.get_template("page.md.j2")
    fixed["overview"] = f"[[{overview}]]"
    for target, stem in zip(backlinks.targets, stems, strict=True):
        context = _page(target, links, words)
        texts[f"{folder}/{stem}.md"] = template.render(**fixed, **context)
    return {path: seal.seal(text) for path, text in texts.items()}


def _overview(
    backlinks: Backlinks, stems: Sequence[str], links: _Links, words: Mapping[str, str]
) -> dict[str, object]:
    notes: list[str] = []
    names: list[str] = []
    pages = zip(backlinks.targets, stems, strict=True)
    for target, stem in sorted(pages, key=lambda page: -len(page[0].sources)):
        link = _wikilink(stem, links.label(target))
        entry = words["count"].format(link, len(target.sources))
        (names if target.path is None else notes).append(entry)
    return {
        "counts": {
            words["notes"]: len(backlinks.titles),
            words["links"]: sum(target.links for target in backlinks.targets),
            words["names"]: len(names),
        },
        "lists": {words["linked_notes"]: notes, words["names_without_note"]: names},
    }


def _page(target: Target, links: _Links, words: Mapping[str, str]) -> dict[str, object]:
    path = target.path
    title = words["about"].format(target.name if path is None else links.title(path))
    subject = _escaped(target.name) if path is None else links.link(path)
    return {
        "title": scalar(one_line(title)),
        "heading": words["about"].format(subject),
        "is_name": path is None,
        "sources": {
            links.link(source): [
                words["line"].format(number, _code_span(line)) for number, line in lines.items()
            ]
            for source, lines in target.sources.items()
        },
    }


class _Links:
    """Links from the pages to notes; what a link text means is the same on every page."""

    def __init__(self, backlinks: Backlinks, source: str) -> None:
        self._titles = backlinks.titles
        self._names = backlinks.names
        self._source = source
        self._links: dict[str, str] = {}

    def title(self, path: str) -> str:
        return self._titles.get(path) or stem_of(path)

    def label(self, target: Target) -> str:
        """What a target is called in a list; notes that share a name are told apart by folder."""
        if target.path is None:
            return target.name
        return self._titles.get(target.path) or self._names.shortest(target.path, self._source)

    def link(self, path: str) -> str:
        """The wikilink to a note, or its path as code where no link can lead to it."""
        if path not in self._links:
            text = self._names.shortest(path, self._source)
            link = _wikilink(text, self._titles.get(path) or "")
            self._links[path] = (
                link if self._leads(link, text, path) else _code_span(one_line(path))
            )
        return self._links[path]

    def _leads(self, link: str, text: str, path: str) -> bool:
        read = next(find_wikilinks(link, 0), None)
        return (
            read is not None
            and read.span == (0, len(link))
            and (read.target, read.subpath) == (text, "")
            and not _UNLINKABLE.search(text)
            and self._names.resolve(text, self._source).path == path
        )


def _language(settings: VaultTable) -> str:
    chosen = settings.fields if settings.script == "keep" else settings.script
    return "zh-Hant" if chosen.startswith("zh-Hant") else chosen


def _wikilink(text: str, display: str) -> str:
    shown = display.translate(_DISPLAYED).replace("%%", "％％")
    return f"[[{text}|{shown}]]" if shown and shown != text else f"[[{text}]]"


def _escaped(text: str) -> str:
    """A text as Markdown that shows just that: no link, no tag, no emphasis."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _code_span(text: str) -> str:
    """A text as code, in which no viewer and no index looks for anything."""
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"
