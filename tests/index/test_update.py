"""What is written, what is removed, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaultkit import config
from vaultkit.fixing.writer import WriteError
from vaultkit.index.update import Update, apply, plan
from vaultkit.vault.vault import Vault

OVERVIEW = "index/←← overview.md"


def make(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")


def opened(root: Path) -> Vault:
    return Vault.open(root, config.load(root))


def run(root: Path) -> Update:
    vault = opened(root)
    update, pages = plan(vault)
    apply(vault, update, pages)
    return update


def stored(root: Path, folder: str = "index") -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode()
        for file in sorted((root / folder).glob("**/*"))
        if file.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path, {"vaultkit.toml": "", "AI.md": "See [[智谱]].\n", "b/note.md": "On [[AI]].\n"})
    return tmp_path


PAGES = ("index/← AI.md", "index/← 智谱.md", OVERVIEW)


def test_planning_writes_nothing(root):
    update, pages = plan(opened(root))
    assert update == Update(PAGES, (), ())
    assert sorted(pages) == sorted(PAGES)
    assert not (root / "index").exists()


def test_what_was_planned_is_written_and_a_second_run_writes_nothing(root):
    _, pages = plan(opened(root))
    assert run(root) == Update(PAGES, (), ())
    assert stored(root) == pages
    vault = opened(root)
    assert plan(vault) == (Update((), (), ()), pages)
    assert vault.unreadable == {}


def test_only_what_differs_is_written(root):
    run(root)
    make(root, {"c.md": "[[智谱]]"})
    assert run(root) == Update(("index/← 智谱.md", OVERVIEW), (), ())
    assert run(root) == Update((), (), ())


def test_a_page_that_nothing_links_to_any_more_is_removed(root):
    run(root)
    make(root, {"AI.md": "Alone.\n"})
    assert run(root) == Update((OVERVIEW,), ("index/← 智谱.md",), ())
    assert set(stored(root)) == {"index/← AI.md", OVERVIEW}


def test_a_vault_without_links_has_an_overview(tmp_path):
    make(tmp_path, {"vaultkit.toml": ""})
    assert run(tmp_path) == Update((OVERVIEW,), (), ())
    assert run(tmp_path) == Update((), (), ())


def test_a_page_changed_by_hand_is_named_and_left_alone(root):
    run(root)
    page = root / "index/← AI.md"
    changed = page.read_text(encoding="utf-8") + "\nMy own line, with [[another]].\n"
    make(root, {"index/← AI.md": changed, "c.md": "[[AI]]"})
    # Its links count for nothing: `another` gets no page.
    assert run(root) == Update((OVERVIEW,), (), ("index/← AI.md",))
    assert page.read_text(encoding="utf-8") == changed


@pytest.mark.parametrize("old", ["---\n", "title: ", "blake2b-"])
def test_a_page_that_no_longer_reads_as_one_is_no_note(root, old):
    run(root)
    text = stored(root)["index/← AI.md"].replace(old, "x" + old, 1)
    make(root, {"index/← AI.md": text})
    assert run(root) == Update((), (), ("index/← AI.md",))


def test_a_page_changed_by_hand_stays_when_nothing_links_to_its_note_any_more(root):
    run(root)
    text = stored(root)["index/← 智谱.md"].replace("AI", "A.I.")
    make(root, {"index/← 智谱.md": text, "AI.md": ""})
    assert run(root) == Update((OVERVIEW,), (), ("index/← 智谱.md",))
    assert stored(root)["index/← 智谱.md"] == text


def test_a_page_that_is_deleted_comes_back(root):
    run(root)
    pages = stored(root)
    (root / "index/← AI.md").unlink()
    assert run(root) == Update(("index/← AI.md",), (), ())
    assert stored(root) == pages


def test_line_ends_that_git_has_changed_are_no_change(root):
    run(root)
    for path, text in stored(root).items():
        make(root, {path: text.replace("\n", "\r\n")})
    assert run(root) == Update((), (), ())
    make(root, {"c.md": "[[AI]]"})
    assert run(root).written == ("index/← AI.md", OVERVIEW)


def test_a_note_where_a_page_would_be_is_named_and_left_alone(root):
    make(root, {"index/← AI.md": "Mine: [[智谱]].\n"})
    assert run(root) == Update(("index/← 智谱.md", OVERVIEW), (), ("index/← AI.md",))
    assert stored(root)["index/← AI.md"] == "Mine: [[智谱]].\n"
    # It is a note like any other, and the page about what it links to says so.
    assert "[[← AI]]" in stored(root)["index/← 智谱.md"]
    assert run(root) == Update((), (), ("index/← AI.md",))


def test_what_is_no_file_is_in_the_way_too(root):
    (root / "index/← AI.md").mkdir(parents=True)
    make(root, {"elsewhere.md": "x"})
    (root / "index/← 智谱.md").symlink_to("../elsewhere.md")
    make(root, {"index/←← overview.md": ""})
    (root / OVERVIEW).write_bytes(b"\xff")
    assert run(root) == Update((), (), PAGES)
    assert (root / "elsewhere.md").read_text(encoding="utf-8") == "x"


def test_notes_in_the_folder_of_the_pages_are_notes(root):
    make(root, {"index/Start.md": "[[AI]]", "c.md": "[[Start]]"})
    run(root)
    assert "[[Start]]" in stored(root)["index/← AI.md"]
    assert "[[c]]" in stored(root)["index/← Start.md"]
    make(root, {"c.md": ""})
    run(root)
    assert (root / "index/Start.md").exists()


def test_a_page_that_was_copied_elsewhere_is_no_note(root):
    run(root)
    pages = stored(root)
    make(root, {"old/saved.md": pages["index/← AI.md"]})
    assert run(root) == Update((), (), ())
    make(root, {"c.md": "[[saved]]"})
    assert run(root).written == (OVERVIEW,)
    assert "saved" not in stored(root)[OVERVIEW]


def test_a_change_of_case_gives_the_page_its_new_name(root):
    make(root, {"c.md": "[[moe]] [[moe]] [[MoE]]"})
    assert "index/← moe.md" in run(root).written
    make(root, {"c.md": "[[moe]] [[MoE]] [[MoE]]"})
    assert run(root) == Update(("index/← MoE.md", OVERVIEW), ("index/← moe.md",), ())
    assert run(root) == Update((), (), ())


def test_the_folder_is_the_configured_one_and_may_be_excluded_from_the_vault(root):
    make(root, {"vaultkit.toml": '[vault]\nexclude = ["meta/"]\n[index]\nfolder = "meta/links"\n'})
    written = tuple(path.replace("index", "meta/links") for path in PAGES)
    assert run(root) == Update(written, (), ())
    assert run(root) == Update((), (), ())
    make(root, {"AI.md": ""})
    assert run(root).removed == ("meta/links/← 智谱.md",)


def test_a_note_that_cannot_be_read_is_put_down_and_the_rest_goes_on(root):
    (root / "bad.md").write_bytes(b"\xff\xfe[[AI]]")
    make(root, {"c.md": "[[bad]]"})
    vault = opened(root)
    update, pages = plan(vault)
    assert list(vault.unreadable) == ["bad.md"]
    assert "index/← bad.md" in update.written
    assert "[[c]]" in pages["index/← bad.md"]


def test_a_page_that_changes_while_the_run_lasts_is_not_overwritten(root):
    run(root)
    make(root, {"c.md": "[[AI]]", "AI.md": ""})
    vault = opened(root)
    update, pages = plan(vault)
    make(root, {"index/← AI.md": "mine"})
    with pytest.raises(WriteError, match=r"index/← AI\.md: changed while"):
        apply(vault, update, pages)
    assert stored(root)["index/← AI.md"] == "mine"
    make(root, {"index/← 智谱.md": "mine"})
    with pytest.raises(WriteError, match=r"index/← 智谱\.md: changed while"):
        apply(vault, update, pages)
    assert stored(root)["index/← 智谱.md"] == "mine"


def test_nothing_is_written_out_of_the_vault(tmp_path):
    make(tmp_path, {"vault/vaultkit.toml": "", "vault/a.md": "[[b]]", "outside/x.md": ""})
    (tmp_path / "vault/index").symlink_to("../outside")
    with pytest.raises(WriteError, match="outside the vault"):
        run(tmp_path / "vault")
    assert [file.name for file in (tmp_path / "outside").iterdir()] == ["x.md"]


def test_a_file_called_as_the_folder_is_an_error(root):
    make(root, {"index": "mine"})
    with pytest.raises(WriteError, match="index"):
        run(root)
    assert (root / "index").read_text(encoding="utf-8") == "mine"
