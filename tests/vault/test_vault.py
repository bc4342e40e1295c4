"""What the links of a vault mean, with files on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import plant

from vaultkit.config import Config
from vaultkit.note.links import from_text
from vaultkit.vault.catalog import read_entry
from vaultkit.vault.mentions import newly_ambiguous
from vaultkit.vault.vault import Vault

FILES = {
    "src.md": "[[Keeper]]\n",
    "a/Keeper.md": "---\naliases: [Guard, 守灯人]\n---\n# One\n\n## Two\n\nLamp. ^lamp\n",
    "bb/Tie.md": "",
    "cc/Tie.md": "",
    "plan.pdf": "",
    "board.canvas": '{"nodes": [{"type": "file", "file": "a/Keeper.md", "subpath": "#Three"}]}',
}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.open(plant(tmp_path, FILES))


@pytest.mark.parametrize(
    ("text", "path", "state"),
    [
        ("Keeper", "a/Keeper.md", "ok"),
        ("keeper#two|the second", "a/Keeper.md", "ok"),
        ("a/Keeper.md#One#Two", "a/Keeper.md", "ok"),
        ("Keeper#^LAMP", "a/Keeper.md", "ok"),
        ("Keeper#Three", "a/Keeper.md", "missing-heading"),
        ("Keeper#Two#One", "a/Keeper.md", "missing-heading"),
        ("Keeper#^tower", "a/Keeper.md", "missing-block"),
        ("#Nothing", "src.md", "missing-heading"),
        ("", "src.md", "ok"),
        ("Guard", None, "unresolved"),
        ("Nobody#One", None, "unresolved"),
        ("Tie#Nothing", "bb/Tie.md", "ambiguous"),
        ("plan.pdf#page=2", "plan.pdf", "ok"),
        ("board.canvas#x", "board.canvas", "ok"),
    ],
)
def test_a_link_text_is_resolved(vault, text, path, state):
    found = vault.resolve(text, "src.md")
    assert (found.path, found.state) == (path, state)


def test_the_configuration_is_found_and_the_folder_may_be_text(tmp_path):
    plant(tmp_path, {**FILES, "vaultkit.toml": '[vault]\nexclude = ["a/**"]\n'})
    assert Vault.open(str(tmp_path)).resolve("Keeper", "src.md").state == "unresolved"
    assert Vault.open(tmp_path, Config()).resolve("Keeper", "src.md").state == "ok"


def test_a_path_in_a_canvas_is_the_whole_path(vault):
    (link,) = read_entry("board.canvas", FILES["board.canvas"]).links
    assert vault.resolve(link, "board.canvas").state == "missing-heading"
    (name,) = read_entry("x.canvas", FILES["board.canvas"].replace("a/Keeper", "Keeper")).links
    assert vault.resolve(name, "board.canvas").state == "unresolved"


def test_a_target_that_cannot_be_read_is_not_said_to_lack_anything(vault):
    plant(vault.root, {"a/Keeper.md": b"\xff\xff# One"})
    assert vault.resolve("Keeper#Two", "src.md").state == "ok"


def test_what_a_note_tells():
    entry = read_entry("a.md", FILES["a/Keeper.md"])
    assert entry.headings == [(1, "One"), (2, "Two")]
    assert entry.blocks == ["lamp"]
    assert entry.aliases == ["Guard", "守灯人"]
    assert read_entry("a.md", "---\nalias: a\nAliases: b\n---\n").aliases == ["b"]


# The loose name


@pytest.mark.parametrize(
    ("target", "suggested"),
    [
        ("智譜 清言", "`智谱清言`"),
        ("ＬＡＭＰ－ｒｏｏｍ", "`Lamp room`"),
        ("lamp_room.md", "`Lamp room`"),
        ("old/place/lamproom", "`Lamp room`"),
        ("Lamp rooms", "`Lamp room`"),
        ("tower.png", ""),
        ("Twin", "`a/Twin` or `b/Twin`"),
        ("Log 2024-05-02", ""),
        ("Sea", ""),
        # A picture is not meant by the name of a note, nor a note by that of a picture.
        ("Lamp room.png", ""),
        ("Tower 2.png", ""),
        ("Towers 1.png", "`Tower 1.png`"),
        # A name with one word more, or with another word, is another name.
        ("Templater", ""),
        ("Internal-link", ""),
        ("External-lynks", "`external-links`"),
        ("Airtable", "`从 Airtable 导入`"),
        ("海边样式-用 Lamp 做的小桌", ""),
        ("Shore 流图", "`Shore语法-流程图`"),
        ("https://example.com/Lamp roam", ""),
        ("Something else", ""),
        ("", ""),
    ],
)
def test_names_that_are_nearly_it(tmp_path, target, suggested):
    files = [
        "智谱清言.md",
        "Lamp room.md",
        "pictures/Tower 1.png",
        "a/Twin.md",
        "b/Twin.md",
        "Log 2024-05-01.md",
        "See.md",
        "ai-templater.md",
        "external-links.md",
        "从 Airtable 导入.md",
        "海边样式-Lamp样式.md",
        "Shore语法-流程图.md",
    ]
    vault = Vault.open(plant(tmp_path, dict.fromkeys(files, "")))
    assert vault.near.suggest(from_text(target)) == suggested


# Links that a new note makes ambiguous

NAMES = st.sampled_from(["Tie", "灯 塔", "A.b", "Été", "x-1"])
FOLDERS = st.sampled_from(["", "aa/", "bb/", "aa/cc/", "ccc/", "bb/灯/"])
LINKS = st.sampled_from(
    [
        "[[{0}]]",
        "![[{0}#x|y]]",
        "[[{1}{0}]]",
        "[t]({2}.md)",
        '---\nup: "[[{0}]]"\n---\n',
        "`[[{0}]]`",
        "{0}",
        "[[ {0}.MD ]]",
    ]
)


def spelled(pattern: str, name: str, folder: str) -> str:
    from urllib.parse import quote

    return pattern.format(name, folder, quote(folder + name.upper()))


SOURCES = st.dictionaries(
    st.builds("{}{}.md".format, FOLDERS, st.sampled_from(["src", "other"]) | NAMES),
    st.builds(spelled, LINKS, NAMES, FOLDERS),
    max_size=6,
)


@given(SOURCES, FOLDERS, NAMES)
def test_a_new_note_shows_exactly_the_links_that_it_makes_ambiguous(
    tmp_path_factory, files, folder, name
):
    new = f"{folder}{name}.md"
    files = {**files, new: ""}
    vault = Vault.open(plant(tmp_path_factory.mktemp("vault"), files), Config())
    vault.entries[new] = read_entry(new, "")
    found = {(path, link.span) for path, link, _, _ in newly_ambiguous(vault)}
    expected = set()
    for path, text in files.items():
        for link in read_entry(path, text).links if path != new else ():
            resolution = vault.resolve(link, path)
            if new in resolution.candidates[: resolution.tied]:
                expected.add((path, link.span))
    assert found == expected
