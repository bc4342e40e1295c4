"""`vaultkit index` as people use it."""

from __future__ import annotations

import os

import pytest
from planted import plant
from typer.testing import CliRunner, Result

from vaultkit.cli.app import app


@pytest.fixture(autouse=True)
def vault(tmp_path, monkeypatch):
    """A vault with one link to nothing, and the tests stand in it."""
    plant(tmp_path, {"vaultkit.toml": "", "a.md": "[[Keeper of lights]]\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_it_says_what_it_did(vault):
    would = "vaultkit: 2 pages would be written, 0 would be removed\n"
    assert run("index", "--check").stderr == would
    assert run("index").stderr == "vaultkit: 2 pages written, 0 removed\n"
    (vault / "index/← Keeper of lights.md").unlink()
    assert run("index").stderr == "vaultkit: 1 page written, 0 removed\n"
    assert run("index").stderr == "vaultkit: the pages are up to date\n"


def test_a_page_that_was_edited_is_left_and_said(vault):
    run("index")
    page = vault / "index/← Keeper of lights.md"
    page.write_bytes(page.read_bytes() + b"mine\n")
    for arguments in (["index"], ["index", "--check"]):
        result = run(*arguments)
        assert result.exit_code == 2
        error, rest = result.stderr.splitlines()
        assert error == (
            "vaultkit: error: index/← Keeper of lights.md: is in the way and was edited by hand; "
            "it was left as it is"
        )
        assert rest == "vaultkit: the other pages are up to date"
    assert page.read_bytes().endswith(b"mine\n")


@pytest.mark.parametrize("command", ["index", "links"])
def test_a_note_is_no_vault(vault, command):
    result = run(command, "a.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"vaultkit: error: a.md is a part of the vault {vault}; name the vault itself\n"
    )
    assert not (vault / "index").exists()


def test_its_pages_are_nothing_that_a_link_may_have_meant(vault):
    run("index")
    result = run("lint", "--select", "WL001", "a.md")
    assert "did you mean" not in result.stdout
    assert "create it" in result.stdout


def test_an_index_folder_that_is_a_circle(vault):
    (vault / "index").symlink_to("index")
    result = run("index")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("vaultkit: error: ")
    assert "not written" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="there the current folder cannot be removed")
@pytest.mark.parametrize("arguments", [["index"], ["lint"], ["lint", "-"]])
def test_a_current_folder_that_is_gone(vault, monkeypatch, arguments):
    gone = vault / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "vaultkit: error: the current folder cannot be used: no such file or directory\n"
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may enter any folder")
@pytest.mark.parametrize("command", ["index", "links", "normalize"])
def test_a_folder_that_may_not_be_entered(vault, command):
    (vault / "shut/in").mkdir(parents=True)
    (vault / "shut").chmod(0)
    try:
        result = run(command, "shut/in")
    finally:
        (vault / "shut").chmod(0o755)
    assert result.exit_code == 2
    assert result.stderr == "vaultkit: error: shut/in: there is no such file or folder\n"
