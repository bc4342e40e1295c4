"""`vaultkit lint -`: standard input as a note."""

from __future__ import annotations

import pytest
from linting import heads, lint, records, say
from planted import BROKEN, plant, vaultkit_command

from vaultkit.checks import registry


@pytest.fixture(autouse=True)
def vault(tmp_path, monkeypatch):
    """An empty vault, and the tests stand in it."""
    plant(tmp_path, {"vaultkit.toml": ""})
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Standard input


def test_standard_input_is_linted_as_the_note_that_is_named(vault):
    config = '[lint]\nselect = ["MD", "WL001"]\n[lint.per-path]\n"a/*" = { ignore = ["MD001"] }\n'
    plant(vault, {"vaultkit.toml": config, "b/sea.md": "", "a/note.md": "old \n", "x.md": b"\xff"})
    result = lint("-", "--stdin-filename", "a/note.md", stdin=b"[[sea]] [[Boat]] \n", select=None)
    assert result.exit_code == 1
    assert heads(result) == ["a/note.md:1:9: WL001"]
    result = lint("-", "--stdin-filename", "a/new/note.md", stdin=b"lamp", select=None)
    assert heads(result) == ["a/new/note.md:1:5: MD002"]


def test_standard_input_without_a_name_is_a_note_here(vault):
    assert heads(lint("-", stdin=b"lamp \n")) == ["note.md:1:5: MD001"]
    assert lint("-", stdin=b"lamp\n").exit_code == 0
    assert lint("-", stdin=b"").exit_code == 0


def test_standard_input_needs_a_vault_or_a_folder(vault, tmp_path_factory):
    name = tmp_path_factory.mktemp("none") / "a/b/note.md"
    result = lint("-", "--stdin-filename", str(name), stdin=b"lamp \n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert say(result) == f"error: {name.parent}: there is no such file or folder"


def test_standard_input_as_json(vault):
    result = lint("-", "--output-format", "json", "--stdin-filename", "b.md", stdin=b"lamp \n")
    assert [record["path"] for record in records(result)] == ["b.md"]


@pytest.mark.parametrize(
    ("given", "printed", "code"),
    [
        ("lamp \r\n灯 \r\n", "lamp\r\n灯\r\n", 0),
        ("\ufefflamp\r\n", "\ufefflamp\r\n", 0),
        ("lamp \n[[Sea]]", "lamp\n[[Sea]]\n", 1),
        ("lamp \r", "lamp\r", 0),
        ("", "", 0),
    ],
)
def test_with_fix_the_text_is_printed_byte_for_byte(vault, given, printed, code):
    plant(vault, {"note.md": "on disk \n"})
    result = lint("-", "--fix", "--stdin-filename", "note.md", stdin=given.encode())
    assert result.stdout_bytes == printed.encode()
    assert result.exit_code == code
    assert ("WL001" in result.stderr) == (code == 1)
    assert (vault / "note.md").read_text() == "on disk \n"


def test_in_a_process_of_its_own_the_bytes_are_the_same(vault):
    done = vaultkit_command(
        "lint", "-", "--fix", "--select", "MD", cwd=vault, stdin="灯 \r\n\u2028 \r\nsea".encode()
    )
    assert done.stdout == "灯\r\n\u2028\r\nsea\r\n".encode()
    assert done.returncode == 0


def test_with_diff_the_difference_is_printed(vault):
    result = lint("-", "--diff", "--stdin-filename", "a.md", stdin=b"lamp \n")
    assert result.exit_code == 1
    assert "-lamp " in result.stdout.splitlines()
    assert lint("-", "--diff", stdin=b"lamp\n").exit_code == 0


@pytest.mark.parametrize("data", [b"\xff\xfel\x00", "灯塔".encode("gb18030"), b"a\0b \n"])
def test_standard_input_that_is_no_text_comes_back_as_it_is(vault, data):
    result = lint("-", "--fix", stdin=data)
    assert result.stdout_bytes == data
    assert result.exit_code == 1
    assert "note.md:1:1: VK000" in result.stderr
    result = lint("-", stdin=data)
    assert heads(result) == ["note.md:1:1: VK000"]


def test_an_excluded_note_comes_back_as_it_is(vault):
    plant(vault, {"vaultkit.toml": "[vault]\nexclude = ['a/']\n"})
    result = lint("-", "--fix", "--stdin-filename", "a/b.md", stdin=b"lamp \n")
    assert (result.exit_code, result.stdout_bytes) == (0, b"lamp \n")
    result = lint("-", "--stdin-filename", "a/b.md", stdin=b"lamp \n")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_broken_fix_of_standard_input_is_refused(vault, monkeypatch):
    broken, text, _ = BROKEN["eats a link's pipe"]
    monkeypatch.setitem(registry.rules(), broken.code, broken)
    result = lint("-", "--fix", stdin=text.encode(), select=broken.code)
    assert result.stdout_bytes == text.encode()
    assert result.exit_code == 2
    assert "VK002" in result.stderr
