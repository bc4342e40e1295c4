"""What holds for the pages of any vault."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit import config
from vaultkit.index.update import Update, apply, plan
from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault

OVERVIEW = "←← overview"

STEMS = st.sampled_from(
    [
        *("AI", "ai", "智谱", "智譜", "张三 李四", "📁👩\u200d👧", "Cafe\u0301", "Café", "v2.0"),
        *("v2.0.md", "overview", "a`b", "US$", "a_b_", "CON", "50%", "长" * 70, "x" * 200),
        *(
            "← AI",
            "← ai 2",
            "← ← AI",
            "← v2.0",
            "← v2.0.md",
            "←AI",
            "←",
            "←← overview",
            "← overview",
        ),
        *("a#b", "a|b", "x]]y", "[z", "<b>", "%%c%%", "d\\"),
    ]
)
FOLDERS = st.sampled_from(
    ["", "", "a/", "A/", "b/", "a/b/", "中文/", "index/", "c/index/", "← AI/"]
)
SUFFIXES = st.sampled_from([".md", ".md", ".md", ".MD", ".markdown", ".txt", ".png", ""])
PATHS = st.builds(str.__add__, FOLDERS, st.builds(str.__add__, STEMS, SUFFIXES))
TARGETS = st.one_of(
    st.builds(str.__add__, FOLDERS | st.sampled_from(["/", "./", "../"]), STEMS),
    st.builds(str.__add__, FOLDERS, st.builds(str.__add__, STEMS, SUFFIXES)),
    st.text("AIai智谱←.|#[/`$%<\\e\u0301\xa0", min_size=1, max_size=6),
)
LINKS = st.builds(
    str.format,
    st.sampled_from(
        [
            "[[{0}]]",
            "[[{0}|x]]",
            "![[{0}#y]]",
            "[x]({0})",
            "[x](<{0}.md>)",
            "`[[{0}]]`",
            "%%[[{0}]]%%",
        ]
    ),
    TARGETS,
)
TITLES = st.sampled_from(
    ["", "Title", "a | b # c", "]] [[AI]]", "`x` $y$ %%z%% <!-- <% --> \\", "智谱", "← AI", "1"]
)
TEXTS = st.builds(
    lambda title, property_link, links, gap: (
        f"---\ntitle: '{title}'\nauthor: \"[[{property_link}]]\"\n---\n{gap.join(links)}\n"
    ),
    TITLES,
    STEMS.filter(lambda stem: "\\" not in stem),
    st.lists(LINKS, max_size=8),
    st.sampled_from([" ", "\n", "\n\n- ", "，"]),
)
VAULTS = st.dictionaries(PATHS, TEXTS, min_size=1, max_size=7)


@contextmanager
def made(files: dict[str, str]) -> Iterator[Path]:
    """A vault with these files, but for those whose place another one has taken."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, text in {"vaultkit.toml": "", **files}.items():
            file = root / path
            if any(above.is_file() for above in file.parents) or file.is_dir():
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        yield root


def opened(root: Path) -> Vault:
    return Vault.open(root, config.load(root))


def run(root: Path) -> tuple[Update, dict[str, str]]:
    vault = opened(root)
    update, pages = plan(vault)
    apply(vault, update, pages)
    return update, pages


def files_of(vault: Vault) -> list[str]:
    return [entry.path for entry in vault.listing.entries]


def is_to_a_page(link: Link) -> bool:
    return comparable(link.target).rpartition("/")[2].startswith(("← ", OVERVIEW))


def graph(vault: Vault) -> Counter[tuple[str | None, frozenset[str]]]:
    """For each target its path, if it has one, and who links to it: found out the plain way."""
    notes: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for source in vault.notes:
        for link in vault.note(source).links:
            path = vault.resolve(link, source).path
            name = comparable(link.target).strip()
            if path == source or link.is_external:
                pass
            elif path is not None:
                notes.setdefault(path, set()).add(source)
            elif is_to_a_page(link) or name.endswith(".png"):
                pass
            elif name.endswith(".md") or not link.is_markdown:
                while name.startswith(("/", "./", "../")):
                    name = name.partition("/")[2]
                if name := name.removesuffix(".md").strip():
                    names.setdefault(name, set()).add(source)
    found = [(path, sources) for path, sources in notes.items() if path in vault.notes]
    unresolved = [(None, sources) for sources in names.values()]
    return shown([*found, *unresolved])


def shown(
    found: Iterable[tuple[str | None, Iterable[str]]],
) -> Counter[tuple[str | None, frozenset[str]]]:
    """What of a graph can be shown as links."""
    return Counter(
        (path if path and is_linkable(path) else None, frozenset(filter(is_linkable, sources)))
        for path, sources in found
    )


def is_linkable(path: str) -> bool:
    return not set(path) & set("#|[]<\\") and "%%" not in path


# The pages


@settings(max_examples=60, deadline=None)
@given(VAULTS)
def test_every_page_says_who_links_to_what_with_links_that_lead_there(files):
    with made(files) as root:
        expected = graph(opened(root))
        update, pages = run(root)
        names = opened(root).names
        found = []
        for path, text in pages.items():
            note = Note(path, text)
            assert note.is_hands_off
            paths = [names.resolve(link.target, path).path for link in note.links]
            if comparable(path).startswith("index/← "):
                assert comparable(paths[0]).startswith("index/←← overview")
                [heading] = [line for line in text.split("\n") if line.startswith("# ")]
                in_heading = "[[" in heading
                found.append((paths[1] if in_heading else None, paths[1 + in_heading :]))
            else:
                assert len(set(paths)) == len(paths) == len(pages) - 1
                assert set(paths) <= {*pages, *update.edited}
        assert shown(found) == expected


@settings(max_examples=60, deadline=None)
@given(VAULTS)
def test_every_page_is_plain_markdown(files):
    with made(files) as root:
        for path, text in plan(opened(root))[1].items():
            assert text.endswith("\n") and not text.endswith("\n\n")
            assert text.splitlines() == text[:-1].split("\n")
            assert not any(line != line.rstrip() for line in text.split("\n"))
            assert len(path.rpartition("/")[2].encode()) <= 255
            note = Note(path, text)
            assert [field.key for field in note.fields] == ["title", "vaultkit-index"]
            assert (note.tags, note.comments, note.body.hard_breaks) == ([], [], [])


@settings(max_examples=60, deadline=None)
@given(VAULTS)
def test_the_pages_change_what_no_link_means(files):
    with made(files) as root:
        before = opened(root)
        _, pages = run(root)
        after = opened(root)
        for source in before.notes:
            for link in before.note(source).links:
                was, is_now = before.resolve(link, source), after.resolve(link, source)
                # A link that is written to a page leads to it once it is there.
                if was.path is None and is_to_a_page(link):
                    assert is_now.path is None or is_now.path in pages
                else:
                    assert is_now == was


@settings(max_examples=60, deadline=None)
@given(VAULTS)
def test_a_second_run_writes_nothing(files):
    with made(files) as root:
        update, pages = run(root)
        assert plan(opened(root)) == (Update((), (), update.edited), pages)


@settings(max_examples=60, deadline=None)
@given(VAULTS, st.data())
def test_a_page_changed_by_hand_is_left_alone_and_named(files, data):
    with made(files) as root:
        update, pages = run(root)
        path = data.draw(st.sampled_from(update.written or [None]))
        if path is None:
            return
        at = data.draw(st.integers(0, len(pages[path])))
        changed = pages[path][:at] + data.draw(st.sampled_from("x[1 ")) + pages[path][at:]
        if "\nvaultkit-index:" not in changed:
            return  # without the mark it is a note like any other
        (root / path).write_text(changed, encoding="utf-8", newline="")
        again, _ = run(root)
        assert again == Update((), (), tuple(sorted([*update.edited, path])))
        assert (root / path).read_bytes().decode() == changed


@settings(max_examples=60, deadline=None)
@given(VAULTS)
def test_when_nothing_is_linked_to_any_more_only_the_overview_is_left(files):
    with made(files) as root:
        first, _ = run(root)
        for path in opened(root).notes:
            if path not in first.written:
                (root / path).write_text("", encoding="utf-8")
        update, pages = run(root)
        assert len(pages) == 1
        assert set(update.removed) == set(first.written) - set(pages)
        assert not any((root / path).exists() for path in update.removed)


@settings(max_examples=60, deadline=None)
@given(VAULTS)
def test_pages_that_were_deleted_come_back_as_they_were(files):
    with made(files) as root:
        expected = plan(opened(root))
        update, _ = run(root)
        for path in update.written:
            (root / path).unlink()
        assert plan(opened(root)) == expected
