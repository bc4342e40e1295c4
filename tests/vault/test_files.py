from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.vault.files import (
    Entry,
    Listing,
    ObsidianSettings,
    find_root,
    is_excluded,
    obsidian_settings,
    scan,
)


def make(root: Path, *paths: str) -> Path:
    """Empty files under `root`; a path that ends in `/` is a folder."""
    for path in paths:
        target = root / path
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
    return root


def listed(listing: Listing) -> list[str]:
    return [entry.path for entry in listing.entries]


# The root


def test_the_root_is_the_nearest_folder_with_a_mark(tmp_path):
    make(tmp_path, "vaultkit.toml", "a/.obsidian/", "a/b/c/note.md", "d/note.md")
    assert find_root(tmp_path / "a/b/c/note.md") == tmp_path / "a"
    assert find_root(tmp_path / "a/b") == tmp_path / "a"
    assert find_root(tmp_path / "a") == tmp_path / "a"
    assert find_root(tmp_path / "d/note.md") == tmp_path
    assert find_root(tmp_path / "a/b/../../d") == tmp_path


def test_without_a_mark_the_root_is_the_folder_itself(tmp_path):
    make(tmp_path, "a/note.md", "a/b/.obsidian", "a/c/vaultkit.toml/")
    assert find_root(tmp_path / "a") == tmp_path / "a"
    assert find_root(tmp_path / "a/note.md") == tmp_path / "a"
    assert find_root(tmp_path / "a/not-there.md") == tmp_path / "a"
    # A file called .obsidian is no mark, nor is a folder called vaultkit.toml.
    assert find_root(tmp_path / "a/b") == tmp_path / "a/b"
    assert find_root(tmp_path / "a/c") == tmp_path / "a/c"


def test_a_relative_path_is_taken_from_the_working_directory(tmp_path, monkeypatch):
    make(tmp_path, ".obsidian/", "a/")
    monkeypatch.chdir(tmp_path / "a")
    assert find_root(Path("note.md")) == tmp_path
    assert find_root(Path(".")) == tmp_path


# What belongs to the vault


def test_notes_and_attachments_sorted_by_path(tmp_path):
    make(tmp_path, "b.md", "a/x.markdown", "a/图.png", "C.MD", "中文/笔记 一.md", "x.txt", "md")
    assert scan(tmp_path, [], []) == Listing(
        (
            Entry("C.MD", True),
            Entry("a/x.markdown", True),
            Entry("a/图.png", False),
            Entry("b.md", True),
            Entry("md", False),
            Entry("x.txt", False),
            Entry("中文/笔记 一.md", True),
        ),
        (),
    )


def test_include_makes_notes_of_other_files(tmp_path):
    make(tmp_path, "a/x.txt", "b/y.txt", "z.text")
    notes = {entry.path: entry.is_note for entry in scan(tmp_path, ["a/*.txt"], []).entries}
    assert notes == {"a/x.txt": True, "b/y.txt": False, "z.text": False}


def test_what_is_hidden_or_another_repository_is_not_read(tmp_path):
    make(
        tmp_path,
        *("note.md", ".git/config", ".obsidian/app.json", ".trash/x.md", ".hidden.md"),
        *(".vaultkit/rules/r.md", "a/.b/x.md", "node_modules/x.md", "a/node_modules/p/x.md"),
        *("nested/.git/config", "nested/x.md", "nested/deep/x.md", "submodule/.git"),
        *("submodule/x.md", "a/kept.md"),
    )
    assert scan(tmp_path, ["**/*.json"], []) == Listing(
        (Entry("a/kept.md", True), Entry("note.md", True)), ()
    )


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["templates/**"], ["a/t.tmp", "a/templates/n.md", "n.md"]),
        (["templates/"], ["a/t.tmp", "n.md"]),
        (["/templates"], ["a/t.tmp", "a/templates/n.md", "n.md"]),
        (["*.tmp", "n.md"], []),
        (["*.md", "!templates/**"], ["a/t.tmp", "templates/n.md"]),
        (["templates/**", "!templates/n.md", "a/**"], ["n.md", "templates/n.md"]),
        (["# n.md", ""], ["a/t.tmp", "a/templates/n.md", "n.md", "templates/n.md"]),
    ],
)
def test_exclude_takes_gitignore_patterns(tmp_path, patterns, left):
    make(tmp_path, "n.md", "a/t.tmp", "templates/n.md", "a/templates/n.md")
    assert listed(scan(tmp_path, [], patterns)) == left


def test_exclude_holds_for_a_path_that_is_named():
    assert is_excluded("templates/a.md", ["templates/**"])
    assert is_excluded("x/y/z.md", ["y/"])
    assert not is_excluded("notes/templates.md", ["templates/**"])
    assert not is_excluded("a.md", [])


def test_a_pattern_matches_a_decomposed_file_name(tmp_path):
    make(tmp_path, "Cafe\u0301/x.md")
    assert listed(scan(tmp_path, [], ["Caf\u00e9/"])) == []


PARTS = st.sampled_from(["a", "b", "c.md", "a.md"])
PATTERNS = st.text("ab*?/!c.md[]", min_size=1, max_size=6)


@given(
    st.sets(st.lists(PARTS, min_size=1, max_size=3).map("/".join), max_size=6),
    st.lists(PATTERNS, max_size=3),
)
def test_a_scan_and_a_named_path_agree_on_what_is_excluded(paths, patterns):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path in paths:
            blocked = any((root / above).is_file() for above in Path(path).parents)
            if not blocked and not (root / path).is_dir():
                make(root, path)
        try:
            found = scan(root, [], patterns)
        except (ValueError, re.error):  # no pattern: no configuration that has it is read
            return
        everything = listed(scan(root, [], []))
        assert listed(found) == [path for path in everything if not is_excluded(path, patterns)]


# Symbolic links


def test_a_link_to_a_file_of_the_vault_is_followed(tmp_path):
    make(tmp_path, "a/note.md")
    (tmp_path / "alias.md").symlink_to("a/note.md")
    assert scan(tmp_path, [], []) == Listing(
        (Entry("a/note.md", True), Entry("alias.md", True)), ()
    )


def test_a_folder_is_walked_once_and_under_its_own_name(tmp_path):
    make(tmp_path, "real/note.md", "z/")
    (tmp_path / "a-link").symlink_to("real")
    (tmp_path / "z/link").symlink_to("../real")
    assert scan(tmp_path, [], []) == Listing((Entry("real/note.md", True),), ())


def test_a_link_to_an_excluded_folder_is_walked(tmp_path):
    make(tmp_path, "real/note.md", "real/sub/x.md")
    (tmp_path / "b").symlink_to("real")
    (tmp_path / "c").symlink_to("real/sub")
    assert listed(scan(tmp_path, [], ["real/"])) == ["b/note.md", "b/sub/x.md"]
    assert scan(tmp_path, [], ["real/", "b/", "c/"]) == Listing((), ())


def test_loops_end(tmp_path):
    make(tmp_path, "a/note.md", "b/note.md")
    (tmp_path / "a/up").symlink_to("..")
    (tmp_path / "a/b").symlink_to("../b")
    (tmp_path / "b/a").symlink_to("../a")
    assert scan(tmp_path, [], []) == Listing(
        (Entry("a/note.md", True), Entry("b/note.md", True)), ()
    )


def test_a_link_that_leaves_the_vault_is_not_followed(tmp_path):
    make(tmp_path, "outside/x.md", "vault/n.md", "vault/.hidden/h.md", "vault-2/x.md")
    vault = tmp_path / "vault"
    (vault / "folder").symlink_to("../outside")
    (vault / "x.md").symlink_to("../outside/x.md")
    (vault / "sibling").symlink_to("../vault-2")
    (vault / "h.md").symlink_to(".hidden/h.md")
    (vault / "excluded").symlink_to("../outside")
    listing = scan(vault, [], ["excluded"])
    assert listed(listing) == ["n.md"]
    sentence = "is a symbolic link that leaves the vault and is not followed"
    assert listing.problems == tuple(
        (path, sentence) for path in ("folder", "h.md", "sibling", "x.md")
    )


def test_a_vault_that_is_itself_reached_by_a_link(tmp_path):
    make(tmp_path, "real/n.md")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real/alias.md").symlink_to("n.md")
    listing = scan(tmp_path / "link", [], [])
    assert listing == Listing((Entry("alias.md", True), Entry("n.md", True)), ())


def test_links_that_lead_nowhere(tmp_path):
    make(tmp_path, "n.md")
    (tmp_path / "dangling.md").symlink_to("gone.md")
    (tmp_path / "self.md").symlink_to("self.md")
    (tmp_path / "excluded.md").symlink_to("gone.md")
    listing = scan(tmp_path, [], ["excluded.md"])
    assert listed(listing) == ["n.md"]
    assert [path for path, _ in listing.problems] == ["dangling.md", "self.md"]
    for _, sentence in listing.problems:
        assert sentence.startswith("is a symbolic link that cannot be followed: ")


# What cannot be read


def test_a_folder_named_like_a_note_is_walked_and_reported(tmp_path):
    make(tmp_path, "x.md/inner.md", "t.md/x.md")
    assert scan(tmp_path, [], ["t.md"]) == Listing(
        (Entry("x.md/inner.md", True),), (("x.md", "is a folder, not a note"),)
    )


def test_a_pipe_is_reported_and_never_opened(tmp_path):
    make(tmp_path, "n.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "to-pipe.md").symlink_to("pipe.md")
    listing = scan(tmp_path, [], [])
    assert listed(listing) == ["n.md"]
    sentence = "is not a regular file"
    assert listing.problems == (("pipe.md", sentence), ("to-pipe.md", sentence))


def test_a_name_that_is_not_utf8_is_kept_and_reported(tmp_path):
    make(tmp_path, "n.md", "d/")
    name = os.fsdecode(b"\xd6\xd0.md")
    try:
        (tmp_path / "d" / name).touch()
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    listing = scan(tmp_path, ["*.txt"], ["templates/**"])
    assert listing.entries == (Entry(f"d/{name}", True), Entry("n.md", True))
    assert listing.problems == ((f"d/{name}", "has a name that is not UTF-8"),)


def test_a_root_that_is_not_there_or_no_folder(tmp_path):
    make(tmp_path, "file")
    for root in (tmp_path / "gone", tmp_path / "file"):
        listing = scan(root, [], [])
        assert listing.entries == ()
        [(path, sentence)] = listing.problems
        assert path == "."
        assert sentence.startswith("cannot be read: ")


@pytest.fixture
def unprivileged_folder():
    """A folder to work in without the rights of root, who can read everything."""
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() != 0:
        yield folder
    else:
        folder.chmod(0o777)
        os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(0)
    for path in folder.rglob("*"):
        if not path.is_symlink() and path.is_dir():
            path.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)


def test_a_folder_without_permission_is_reported_and_the_walk_goes_on(unprivileged_folder):
    root = make(unprivileged_folder, "a.md", "locked/secret.md", "z/b.md")
    (root / "locked").chmod(0)
    listing = scan(root, [], [])
    assert listed(listing) == ["a.md", "z/b.md"]
    assert listing.problems == (("locked", "cannot be read: Permission denied"),)
    assert listed(scan(root, [], ["locked/"])) == ["a.md", "z/b.md"]
    assert scan(root, [], ["locked/"]).problems == ()


# Obsidian's settings


def settings_of(tmp_path: Path, **files: bytes) -> ObsidianSettings:
    make(tmp_path, ".obsidian/")
    for name, data in files.items():
        (tmp_path / f".obsidian/{name}.json").write_bytes(data)
    return obsidian_settings(tmp_path)


def test_obsidian_settings(tmp_path):
    assert settings_of(
        tmp_path,
        types='{"types":{"出版":"date","rating":"number"}}'.encode(),
        app=b'{"newLinkFormat":"relative","useTab":false}',
    ) == ObsidianSettings({"出版": "date", "rating": "number"}, "relative")


def test_no_obsidian_settings(tmp_path):
    assert obsidian_settings(tmp_path) == ObsidianSettings({}, None)
    assert settings_of(tmp_path) == ObsidianSettings({}, None)


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b"null", b"\xff\xfe{\x00}", b'{"types":5,"newLinkFormat":5}', b"[" * 10**5],
)
def test_broken_settings_count_as_empty(tmp_path, broken):
    assert settings_of(tmp_path, types=broken, app=broken) == ObsidianSettings({}, None)


def test_only_what_is_broken_is_left_out(tmp_path):
    settings = settings_of(tmp_path, types=b'{"types":{"a":"text","b":5}}', app=b"{")
    assert settings == ObsidianSettings({"a": "text"}, None)
