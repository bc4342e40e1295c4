"""The new vault on disk: what is in it, and what it never takes the place of."""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import tempfile
from pathlib import Path

import pytest
from planted import fingerprint, plant

from vaultkit import config as configuration
from vaultkit.checks import ruleset
from vaultkit.fixing.writer import WriteError
from vaultkit.index import update as index
from vaultkit.normalize import plan as planning
from vaultkit.normalize import result
from vaultkit.normalize.result import MANIFEST, InTheWayError
from vaultkit.vault.vault import Vault

CONFIG = """\
[vault]
include = ["*.txt"]
exclude = ["templates/"]
[[layout]]
path = "n/{title|name}"
"""
NOTE = "---\ntitle: {}\n---\n\ntext \n"


@pytest.fixture
def source(tmp_path):
    """A vault with a note to move and one to leave, in a folder of its own."""
    root = tmp_path / "vault"
    plant(root, {"vaultkit.toml": CONFIG, "a.txt": NOTE.format("灯") + "[[b]]\n", "b.md": "x\n"})
    return root


def normalized(root: Path, folder: Path) -> list[str]:
    vault = Vault.open(root, configuration.load(root))
    rules = ruleset.build(vault.config, vault.obsidian.types)
    return result.write(vault, planning.make(vault, rules), folder)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink()
    }


# What is in it


def test_notes_are_at_their_places_with_their_fixes(source, tmp_path):
    assert normalized(source, tmp_path / "new") == []
    files = files_of(tmp_path / "new")
    assert files["n/灯.md"] == "---\ntitle: 灯\n---\n\ntext\n[[b]]\n".encode()
    assert files["n/b.md"] == b"x\n"
    assert files["vaultkit.toml"] == CONFIG.encode()
    assert "a.txt" not in files and "b.md" not in files
    pages = {path for path in files if path.startswith("index/")}
    assert pages == {"index/←← overview.md", "index/← b.md"}
    assert files.keys() - pages == {"n/灯.md", "n/b.md", "vaultkit.toml", MANIFEST}


def test_all_else_is_copied_as_it_is(source, tmp_path):
    kept = {
        ".obsidian/app.json": b"{}",
        ".obsidian/plugins/x/data.json": b"[1]",
        ".hidden.md": b"hidden \n",
        "img/a b.png": bytes(range(256)),
        "img/.b.png": b"",
        "n": None,
        "templates/t.md": b"---\n<% x %>: \n---\n",
        "node_modules/x/readme.md": b"x ",
        "sub/.git/config": b"[core]\n",
        "sub/notes.md": b"of another repository ",
        "sub/.vaultkit/x": b"",
        "gbk.txt": "灯".encode("gb18030"),
        "nul.md": b"a\0b ",
        "broken.txt": b"---\na: [\n---\nx \n",
        "no extension": b"x ",
        "data.csv": b"a,b\r\n",
        "\u0065\u0301.png": b"NFD",
    }
    del kept["n"]
    plant(source, kept)
    plant(source, {".git/config": b"[core]\n", ".git/objects/x": b"", ".vaultkit/rules/r.md": b""})
    assert normalized(source, tmp_path / "new") == []
    files = files_of(tmp_path / "new")
    assert {path: files[path] for path in kept} == kept
    top = {path.split("/")[0] for path in files}
    assert ".git" not in top
    assert [path for path in files if path.startswith(".vaultkit")] == [MANIFEST]


def test_what_a_killed_run_left_half_written_is_not_copied(source, tmp_path):
    plant(source, {"in/.vaultkit-a1_b2c3d": b"half", "in/.vaultkit-mine": b"x", "in/a.png": b"x"})
    assert normalized(source, tmp_path / "new") == []
    assert {path for path in files_of(tmp_path / "new") if path.startswith("in/")} == {
        "in/.vaultkit-mine",
        "in/a.png",
    }
    plant(tmp_path, {"new/in/.vaultkit-a1_b2c3d": b"half"})
    assert normalized(source, tmp_path / "new") == []


def test_modes_times_and_links_are_kept(source, tmp_path):
    plant(source, {"img/a.png": b"1", "run.sh": b"2", "img/old.pdf": b"3"})
    os.chmod(source / "img/a.png", 0o600)
    os.chmod(source / "run.sh", 0o755)
    os.chmod(source / "a.txt", 0o400)
    os.chmod(source / "b.md", 0o640)
    os.utime(source / "img/old.pdf", ns=(10**18, 10**18 + 7))
    links = {
        "to file": "img/a.png",
        "to folder": "img",
        "gone": "no/where",
        "out": "../x",
        "round": "round",
        "abs.md": "/etc/hostname",
    }
    for name, target in links.items():
        (source / name).symlink_to(target)
    assert normalized(source, tmp_path / "new") == []
    new = tmp_path / "new"
    assert {name: os.readlink(new / name) for name in links} == links
    modes = {path: stat.S_IMODE((new / path).stat().st_mode) for path in files_of(new)}
    assert (modes["img/a.png"], modes["run.sh"]) == (0o600, 0o755)
    # A private note does not become public by being fixed.
    assert (modes["n/灯.md"], modes["n/b.md"]) == (0o400, 0o640)
    assert (new / "img/old.pdf").stat().st_mtime_ns == 10**18 + 7


def test_empty_folders_are_kept(source, tmp_path):
    (source / "attachments/2024").mkdir(parents=True)
    (source / "x.md").mkdir()
    (source / "n").mkdir()
    plant(source, {"only/c.md": "x\n"})
    normalized(source, tmp_path / "new")
    new = tmp_path / "new"
    assert (new / "attachments/2024").is_dir() and (new / "x.md").is_dir()
    assert sorted(os.listdir(new / "n")) == ["b.md", "c.md", "灯.md"]
    # The notes of this one are elsewhere now.
    assert not (new / "only").exists()


def test_the_vault_is_never_changed(source, tmp_path):
    plant(source, {"img/a.png": b"1", "index/mine.md": b"x", ".obsidian/app.json": b"{}"})
    (source / "link.md").symlink_to("b.md")
    before = fingerprint(source)
    normalized(source, tmp_path / "new")
    normalized(source, tmp_path / "new")
    assert fingerprint(source) == before


def test_names_that_are_not_utf_8_are_copied(source, tmp_path):
    name = os.fsencode(source) + b"/\xff.png"
    with open(name, "wb") as file:
        file.write(b"1")
    os.symlink(b"\xfe", os.fsencode(source) + b"/l\xff")
    normalized(source, tmp_path / "new")
    normalized(source, tmp_path / "new")
    new = os.fsencode(tmp_path / "new")
    assert {b"\xff.png", b"l\xff"} < set(os.listdir(new))
    assert os.readlink(new + b"/l\xff") == b"\xfe"
    with open(new + b"/\xff.png", "ab") as file:
        file.write(b"2")
    with pytest.raises(InTheWayError, match=r"was edited .*: \\udcff\.png; nothing"):
        normalized(source, tmp_path / "new")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="a system without such files")
def test_what_cannot_be_copied_is_said_and_all_else_is(source, tmp_path, monkeypatch):
    monkeypatch.chdir(source)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock")
        problems = normalized(source, tmp_path / "new")
    assert problems == [f"{source / 'sock'}: not copied: is not a regular file"]
    assert "n/灯.md" in files_of(tmp_path / "new")


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="a system without users")
def test_what_may_not_be_read_is_said_and_all_else_is_copied(source, tmp_path):
    plant(source, {"img/a.png": b"1", "b.png": b"2", "c.md": "x\n"})
    normalized(source, tmp_path / "loaded before the rights are gone")
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        root = Path(shutil.copytree(source, Path(folder, "vault")))
        for path in ("img", "b.png", "c.md"):
            os.chmod(root / path, 0)
        os.seteuid(65534 if user == 0 else user)
        try:
            problems = normalized(root, Path(folder, "new"))
        finally:
            os.seteuid(user)
        os.chmod(root / "img", 0o700)
        files = files_of(Path(folder, "new"))
    assert sorted(problems) == [
        f"{root / 'b.png'}: not copied: permission denied",
        f"{root / 'c.md'}: not copied: permission denied",
        f"{root / 'img'}: not copied: permission denied",
    ]
    assert files.keys() >= {"n/灯.md", "n/b.md", "vaultkit.toml"}


def test_a_page_that_was_edited_by_hand_is_said(source, tmp_path):
    vault = Vault.open(source, configuration.load(source))
    update, pages = index.plan(vault)
    index.apply(vault, update, pages)
    overview = source / "index/←← overview.md"
    overview.write_text(overview.read_text("utf-8") + "mine\n", "utf-8")
    problems = normalized(source, tmp_path / "new")
    assert problems == ["index/←← overview.md: was edited by hand, so it was left as it is"]
    assert files_of(tmp_path / "new")["index/←← overview.md"].endswith(b"mine\n")


def test_the_index_of_the_vault_becomes_that_of_the_result(source, tmp_path):
    vault = Vault.open(source, configuration.load(source))
    update, pages = index.plan(vault)
    index.apply(vault, update, pages)
    assert normalized(source, tmp_path / "one") == []
    for page in pages:
        (source / page).unlink()
    assert normalized(source, tmp_path / "two") == []
    one, two = files_of(tmp_path / "one"), files_of(tmp_path / "two")
    assert one.pop(MANIFEST) and two.pop(MANIFEST)
    assert one == two


# Where it goes


def test_folders_above_it_are_made(source, tmp_path):
    normalized(source, tmp_path / "x/y/new")
    assert (tmp_path / "x/y/new/n/b.md").is_file()
    assert os.listdir(tmp_path / "x/y") == ["new"]


def test_an_empty_folder_is_taken(source, tmp_path):
    (tmp_path / "new").mkdir()
    normalized(source, tmp_path / "new")
    assert (tmp_path / "new/n/b.md").is_file()
    assert sorted(os.listdir(tmp_path)) == ["new", "vault"]


def test_a_link_to_an_empty_folder_stays_a_link(source, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "new").symlink_to("real")
    normalized(source, tmp_path / "new")
    assert (tmp_path / "new").is_symlink()
    assert (tmp_path / "real/n/b.md").is_file()


def test_an_earlier_result_is_replaced(source, tmp_path):
    new = tmp_path / "new"
    normalized(source, new)
    before = files_of(new)
    normalized(source, new)
    assert files_of(new) == before
    plant(source, {"a.txt": NOTE.format("影"), "c.md": "new\n"})
    (source / "b.md").unlink()
    normalized(source, new)
    files = files_of(new)
    assert {path for path in files if path.startswith(("n/", "index/"))} == {
        "n/影.md",
        "n/c.md",
        "index/←← overview.md",
    }
    assert sorted(os.listdir(tmp_path)) == ["new", "vault"]


def test_an_earlier_result_may_have_moved_with_its_vault(source, tmp_path):
    normalized(source, tmp_path / "new")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    source.rename(moved / "vault")
    (tmp_path / "new").rename(moved / "new")
    normalized(moved / "vault", moved / "new")


def refused(source: Path, folder: Path, reason: str) -> None:
    """Nothing is written there, nor anywhere beside it, and the reason says what is in the way."""
    top = source.parent
    before = fingerprint(top)
    vault = Vault.open(source, configuration.load(source))
    with pytest.raises(InTheWayError) as error:
        result.check_place(vault, folder)
    assert reason in str(error.value) and str(folder) in str(error.value)
    with pytest.raises(InTheWayError):
        normalized(source, folder)
    assert fingerprint(top) == before


def edit(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"mine\n")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda new: edit(new / "n/b.md"), "n/b.md"),
        (lambda new: edit(new / "index/← b.md"), "index/← b.md"),
        (lambda new: edit(new / "vaultkit.toml"), "vaultkit.toml"),
        (lambda new: (new / "n/b.md").unlink(), "n/b.md"),
        (lambda new: (new / "n/b.md").rename(new / "n/c.md"), "n/b.md, n/c.md"),
        (lambda new: plant(new, {"mine.md": "x"}), "mine.md"),
        (lambda new: plant(new, {".obsidian/workspace.json": "{}"}), ".obsidian/workspace.json"),
        (lambda new: plant(new, {".git/HEAD": "x"}), ".git/HEAD"),
        (lambda new: plant(new, {".vaultkit/journal": "x"}), ".vaultkit/journal"),
        (lambda new: (new / "mine").mkdir(), "mine/"),
        (lambda new: (new / "l").symlink_to("n"), "l"),
        (lambda new: as_link(new / "n/b.md"), "n/b.md"),
        (lambda new: as_folder(new / "n/b.md"), "n/b.md"),
    ],
)  # fmt: skip
def test_an_edited_result_is_left_alone(source, tmp_path, change, named):
    normalized(source, tmp_path / "new")
    change(tmp_path / "new")
    refused(source, tmp_path / "new", f"was edited since normalize wrote it: {named}")


def as_link(file: Path) -> None:
    """A link to the same bytes in the place of a file."""
    file.rename(file.parent.parent.parent / "moved")
    file.symlink_to("../../moved")


def as_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{}",
        b"not JSON",
        b'{"vault": "../vault", "files": {}, "more": 1}',
        b'{"vault": 1, "files": {}}',
        b"\xff",
    ],
)
def test_a_broken_manifest_makes_no_result(source, tmp_path, manifest):
    normalized(source, tmp_path / "new")
    (tmp_path / "new" / MANIFEST).write_bytes(manifest)
    refused(source, tmp_path / "new", "holds .vaultkit, index, n, vaultkit.toml")


def test_a_manifest_alone_covers_nothing_else(source, tmp_path):
    plant(tmp_path / "new", {MANIFEST: '{"vault": "../vault", "files": {}}', "mine.md": "x"})
    refused(source, tmp_path / "new", "mine.md")


def test_the_result_of_another_vault_is_left_alone(source, tmp_path):
    plant(tmp_path / "other", {"vaultkit.toml": "", "x.md": "x\n"})
    normalized(tmp_path / "other", tmp_path / "new")
    refused(source, tmp_path / "new", "was made from another vault")


def test_a_folder_that_holds_anything_is_left_alone(source, tmp_path):
    plant(tmp_path / "mine", {f"{number}.txt": "x" for number in range(9)})
    refused(source, tmp_path / "mine", "holds 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 4 more")
    (tmp_path / "empty/in it").mkdir(parents=True)
    refused(source, tmp_path / "empty", "holds in it")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_in_the_way_is_not_waited_for(source, tmp_path):
    (tmp_path / "mine").mkdir()
    os.mkfifo(tmp_path / "mine/pipe")
    refused(source, tmp_path / "mine", "holds pipe")
    normalized(source, tmp_path / "new")
    (tmp_path / "new/n/b.md").unlink()
    os.mkfifo(tmp_path / "new/n/b.md")
    refused(source, tmp_path / "new", "n/b.md")


def test_a_file_in_the_way_is_left_alone(source, tmp_path):
    plant(tmp_path, {"file": "x"})
    refused(source, tmp_path / "file", "is there and is no folder")
    (tmp_path / "gone").symlink_to("nowhere")
    refused(source, tmp_path / "gone", "is there and is no folder")
    (tmp_path / "round").symlink_to("round")
    refused(source, tmp_path / "round", "is there and is no folder")
    refused(source, tmp_path / "file/new", f"{tmp_path / 'file'} is no folder")
    refused(source, tmp_path / "file/x/new", f"{tmp_path / 'file'} is no folder")


@pytest.mark.parametrize(
    "folder",
    ["vault", "vault/new", "vault/x/../new", "vault/.hidden/new", "x/../vault", "vault/b.md"],
)
def test_no_place_inside_the_vault(source, tmp_path, folder):
    refused(source, tmp_path / folder, "lies inside the vault")


@pytest.mark.parametrize("folder", [".", "..", "/"])
def test_no_place_around_the_vault(source, tmp_path, folder):
    refused(source, tmp_path / folder, "holds the vault")


def test_no_such_place_behind_a_link(source, tmp_path):
    (tmp_path / "in").symlink_to("vault")
    refused(source, tmp_path / "in", "lies inside the vault")
    refused(source, tmp_path / "in/new", "lies inside the vault")
    (tmp_path / "above").symlink_to(".")
    refused(source, tmp_path / "above", "holds the vault")
    # Nor when the vault is reached by the link.
    refused(tmp_path / "in", source / "new", "lies inside the vault")


def test_a_place_that_only_begins_like_the_vault(source, tmp_path):
    normalized(source, tmp_path / "vault2")
    assert (tmp_path / "vault2/n/b.md").is_file()


# What goes wrong half-way


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(
    ("error", "seen"),
    [
        (RuntimeError("a bug"), RuntimeError),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (OSError(28, "No space left on device"), WriteError),
    ],
)
def test_a_run_that_fails_leaves_all_as_it_was(source, tmp_path, monkeypatch, exists, error, seen):
    def fails(*args: object) -> None:
        raise error

    if exists:
        normalized(source, tmp_path / "new")
    before = fingerprint(tmp_path)
    monkeypatch.setattr(index, "plan", fails)
    for folder in ("new", "x/y/new"):
        with pytest.raises(seen):
            normalized(source, tmp_path / folder)
    assert fingerprint(tmp_path) == before


def test_a_swap_that_fails_puts_the_old_result_back(source, tmp_path, monkeypatch):
    normalized(source, tmp_path / "new")
    before = fingerprint(tmp_path)
    rename = os.rename

    def fails(one: Path, other: Path) -> None:
        if other == tmp_path / "new" and "old" not in str(one):
            raise OSError(28, "No space left on device")
        rename(one, other)

    monkeypatch.setattr(os, "rename", fails)
    with pytest.raises(WriteError, match="no space left"):
        normalized(source, tmp_path / "new")
    monkeypatch.undo()
    assert fingerprint(tmp_path) == before


def test_a_result_that_is_edited_meanwhile_is_left_alone(source, tmp_path, monkeypatch):
    normalized(source, tmp_path / "new")
    make = index.plan

    def edit_and_make(vault: Vault) -> tuple[index.Update, dict[str, str]]:
        plant(tmp_path, {"new/mine.md": "x"})
        return make(vault)

    monkeypatch.setattr(index, "plan", edit_and_make)
    with pytest.raises(InTheWayError, match=r"was edited .*: mine\.md"):
        normalized(source, tmp_path / "new")
    assert (tmp_path / "new/mine.md").is_file() and (tmp_path / "new/n/b.md").is_file()
    assert sorted(os.listdir(tmp_path)) == ["new", "vault"]


def test_a_place_that_cannot_be_is_said(source, tmp_path):
    before = fingerprint(tmp_path)
    with pytest.raises(WriteError, match="not written: file name too long"):
        normalized(source, tmp_path / ("x" * 300))
    assert fingerprint(tmp_path) == before


def test_a_file_that_came_after_the_plan_is_not_lost(source, tmp_path):
    vault = Vault.open(source, configuration.load(source))
    plan = planning.make(vault, ruleset.build(vault.config, vault.obsidian.types))
    plant(source, {"n/灯.md": "mine\n"})
    with pytest.raises(WriteError, match=r"灯\.md: not copied: another file has its place"):
        result.write(vault, plan, tmp_path / "new")
    assert os.listdir(tmp_path) == ["vault"]


# Again


def test_the_result_is_a_vault_that_needs_no_change(source, tmp_path):
    plant(source, {"c/d.markdown": NOTE.format("a | b") + "![[e.png]] [[灯]]\n", "c/e.png": b"1"})
    normalized(source, tmp_path / "one")
    normalized(tmp_path / "one", tmp_path / "two")
    one, two = files_of(tmp_path / "one"), files_of(tmp_path / "two")
    manifest = json.loads(one.pop(MANIFEST))
    assert manifest["vault"] == "../vault" and manifest["files"].keys() == one.keys()
    assert json.loads(two.pop(MANIFEST)) == manifest | {"vault": "../one"}
    assert one == two
