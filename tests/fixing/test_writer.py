from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import fingerprint, plant

from vaultkit.fixing import writer
from vaultkit.fixing.writer import WriteError, rewrite


def refused(folder: Path, path: str, before: str, after: str) -> str:
    """What is said of a text that is not written; all files are as they were."""
    state = fingerprint(folder)
    with pytest.raises(WriteError) as caught:
        rewrite(folder, path, before, after)
    assert fingerprint(folder) == state
    return str(caught.value)


# Rewriting a note


def test_a_note_gets_its_new_text(tmp_path):
    plant(tmp_path, {"harbour/灯.md": "灯\r\n", "boat.md": "boat\n"})
    rewrite(tmp_path, "harbour/灯.md", "灯\r\n", "\ufeff灯塔\r\n")
    assert (tmp_path / "harbour/灯.md").read_bytes() == "\ufeff灯塔\r\n".encode()
    assert sorted(map(str, fingerprint(tmp_path))) == ["boat.md", "harbour", "harbour/灯.md"]


@given(before=st.text(), after=st.text())
def test_any_text_is_written_as_it_is(tmp_path_factory, before, after):
    folder = plant(tmp_path_factory.mktemp("vault"), {"note.md": before})
    rewrite(folder, "note.md", before, after)
    assert (folder / "note.md").read_bytes() == after.encode()


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o640])
def test_the_mode_is_kept(tmp_path, mode):
    file = plant(tmp_path, {"note.md": "a"}) / "note.md"
    file.chmod(mode)
    rewrite(tmp_path, "note.md", "a", "b")
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_note_that_changed_meanwhile_is_left_alone(tmp_path):
    plant(tmp_path, {"note.md": "written by hand\n"})
    message = refused(tmp_path, "note.md", "a lamp\n", "A lamp.\n")
    assert message.startswith("note.md: ")
    assert "changed" in message


def test_a_note_that_is_gone_is_not_made_again(tmp_path):
    assert refused(tmp_path, "note.md", "a", "b").startswith("note.md: not written: ")


def test_a_folder_is_no_note(tmp_path):
    plant(tmp_path, {"note.md/other.md": "a"})
    assert refused(tmp_path, "note.md", "a", "b").startswith("note.md: not written: ")


def test_a_link_out_of_the_vault_is_not_written_through(tmp_path):
    vault = plant(tmp_path / "vault", {"here.md": "here"})
    plant(tmp_path / "elsewhere", {"note.md": "a"})
    (vault / "note.md").symlink_to("../elsewhere/note.md")
    (vault / "folder").symlink_to("../elsewhere")
    for path in ("note.md", "folder/note.md"):
        assert "outside the vault" in refused(tmp_path / "vault", path, "a", "b")
    assert (tmp_path / "elsewhere/note.md").read_text() == "a"


def test_a_folder_whose_name_begins_as_the_vault_s_is_outside(tmp_path):
    plant(tmp_path, {"vault/here.md": "", "vault-2/note.md": "a"})
    (tmp_path / "vault/note.md").symlink_to("../vault-2/note.md")
    assert "outside the vault" in refused(tmp_path / "vault", "note.md", "a", "b")


def test_a_link_inside_the_vault_stays_a_link(tmp_path):
    plant(tmp_path, {"real.md": "a"})
    (tmp_path / "link.md").symlink_to("real.md")
    rewrite(tmp_path, "link.md", "a", "b")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "b"


def test_a_note_that_was_already_written_under_another_name_is_done(tmp_path):
    plant(tmp_path, {"real.md": "a"})
    (tmp_path / "link.md").symlink_to("real.md")
    rewrite(tmp_path, "real.md", "a", "b")
    state = fingerprint(tmp_path)
    rewrite(tmp_path, "link.md", "a", "b")
    assert fingerprint(tmp_path) == state


def test_the_vault_itself_may_be_reached_through_a_link(tmp_path):
    plant(tmp_path, {"real/note.md": "a"})
    (tmp_path / "vault").symlink_to("real")
    rewrite(tmp_path / "vault", "note.md", "a", "b")
    assert (tmp_path / "real/note.md").read_text() == "b"


def test_a_dangling_link_is_not_written(tmp_path):
    (tmp_path / "note.md").symlink_to("gone.md")
    assert refused(tmp_path, "note.md", "", "b").startswith("note.md: not written: ")


def test_a_circle_of_links_is_not_written(tmp_path):
    (tmp_path / "note.md").symlink_to("note.md")
    assert refused(tmp_path, "note.md", "", "b").startswith("note.md: ")


# Files that are new, copied, removed, renamed


def test_a_new_file_gets_its_folders_and_the_usual_mode(tmp_path):
    usual = tmp_path / "usual"
    usual.touch()
    writer.write(tmp_path / "a/b/page.md", b"page")
    assert (tmp_path / "a/b/page.md").read_bytes() == b"page"
    assert (tmp_path / "a/b/page.md").stat().st_mode == usual.stat().st_mode
    assert list((tmp_path / "a/b").iterdir()) == [tmp_path / "a/b/page.md"]


def test_a_file_that_is_written_again_keeps_its_mode(tmp_path):
    file = plant(tmp_path, {"page.md": "old"}) / "page.md"
    file.chmod(0o600)
    writer.write(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_in_the_way_of_a_folder_is_an_error(tmp_path):
    plant(tmp_path, {"a": "file", "folder/b": ""})
    for goal in (tmp_path / "a/page.md", tmp_path / "folder"):
        state = fingerprint(tmp_path)
        with pytest.raises(WriteError):
            writer.write(goal, b"page")
        assert fingerprint(tmp_path) == state


def test_a_copy_has_content_mode_and_times(tmp_path):
    source = plant(tmp_path, {"a.png": b"\x89PNG"}) / "a.png"
    source.chmod(0o640)
    os.utime(source, (1, 1))
    writer.copy(source, tmp_path / "new/a.png")
    copied = tmp_path / "new/a.png"
    assert copied.read_bytes() == b"\x89PNG"
    assert (copied.stat().st_mode, copied.stat().st_mtime) == (source.stat().st_mode, 1)


def test_a_link_is_copied_as_a_link(tmp_path):
    (tmp_path / "link").symlink_to("gone")
    writer.copy(tmp_path / "link", tmp_path / "new/link")
    assert os.readlink(tmp_path / "new/link") == "gone"


def test_removing_a_link_to_a_folder_leaves_the_folder(tmp_path):
    plant(tmp_path, {"folder/a.md": "a"})
    (tmp_path / "link").symlink_to("folder")
    writer.remove(tmp_path / "link")
    assert list(fingerprint(tmp_path)) == ["folder", "folder/a.md"]
    writer.remove(tmp_path / "folder")
    assert fingerprint(tmp_path) == {}


def test_what_is_not_there_cannot_be_copied_removed_or_moved(tmp_path):
    gone, other = tmp_path / "gone", tmp_path / "other"
    for action in (
        lambda: writer.copy(gone, other),
        lambda: writer.remove(gone),
        lambda: writer.move(gone, other),
    ):
        with pytest.raises(WriteError):
            action()
    assert fingerprint(tmp_path) == {}
