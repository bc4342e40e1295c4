"""What `vaultkit lint` writes, and what it shows instead."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import chdir

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linting import heads, lint, say
from planted import BROKEN, fingerprint, plant, rule, vaultkit_command

from vaultkit.checks import registry
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note


@pytest.fixture(autouse=True)
def vault(tmp_path, monkeypatch):
    """An empty vault, and the tests stand in it."""
    plant(tmp_path, {"vaultkit.toml": ""})
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Fixing


def test_fixes_are_written_and_counted(vault):
    plant(vault, {"note.md": "\ufefflamp \r\nsea", "fine.md": "fine\n"})
    state = fingerprint(vault)["fine.md"]
    result = lint("--fix")
    assert (result.exit_code, result.stdout) == (0, "")
    assert say(result) == "fixed 2 problems in 1 note; nothing is left to report"
    assert (vault / "note.md").read_bytes() == "\ufefflamp\r\nsea\r\n".encode()
    assert fingerprint(vault)["fine.md"] == state
    again = fingerprint(vault)
    assert lint("--fix").exit_code == 0
    assert fingerprint(vault) == again


def test_what_is_left_is_printed_as_it_now_stands(vault):
    plant(vault, {"note.md": "lamp \n\n[[Sea]] \n"})
    result = lint("--fix")
    assert result.exit_code == 1
    assert heads(result) == ["note.md:3:1: WL001"]
    assert say(result) == "fixed 2 problems in 1 note; 1 problem in 1 note left"
    assert (vault / "note.md").read_text() == "lamp\n\n[[Sea]]\n"


def test_unsafe_fixes_are_made_when_asked_for(vault, monkeypatch):
    unsafe = rule("TX801", "灯塔", "灯", reach=("delete",), fix="unsafe")
    monkeypatch.setitem(registry.rules(), "TX801", unsafe)
    plant(vault, {"note.md": "看灯塔。\n"})
    result = lint("--fix", select="TX801")
    assert result.exit_code == 1
    assert say(result) == "1 problem in 1 note; 1 can be fixed with --fix --unsafe-fixes"
    assert lint("--unsafe-fixes", select="TX801").exit_code == 1
    assert (vault / "note.md").read_text("utf-8") == "看灯塔。\n"
    assert lint("--fix", "--unsafe-fixes", select="TX801").exit_code == 0
    assert (vault / "note.md").read_text("utf-8") == "看灯。\n"


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_a_fix_keeps_the_file_s_mode(vault, mode):
    note = plant(vault, {"note.md": "lamp \n"}) / "note.md"
    note.chmod(mode)
    assert lint("--fix").exit_code == 0
    assert note.read_text() == "lamp\n"
    assert stat.S_IMODE(note.stat().st_mode) == mode


def test_a_link_out_of_the_vault_is_left_alone(vault):
    inner = plant(vault / "inner", {"vaultkit.toml": "", "here.md": ""})
    plant(vault / "outside", {"note.md": "lamp \n"})
    (inner / "note.md").symlink_to("../outside/note.md")
    for path in ("inner", "inner/note.md"):
        result = lint(path, "--fix")
        assert result.exit_code == 1
        assert heads(result) == ["inner/note.md:1:1: VK000"]
        # Nor is it shown what stands there.
        assert "lamp" not in result.stdout
    assert (vault / "outside/note.md").read_text() == "lamp \n"


def test_a_note_with_two_names_is_fixed_once(vault):
    plant(vault, {"real.md": "lamp \n"})
    (vault / "alias.md").symlink_to("real.md")
    assert lint("--fix").exit_code == 0
    assert (vault / "real.md").read_text() == "lamp\n"
    assert (vault / "alias.md").is_symlink()


def test_a_note_that_changes_while_it_is_linted_is_not_overwritten(vault, monkeypatch):
    note = plant(vault, {"note.md": "lamp \n", "other.md": "sea \n"}) / "note.md"

    def check(_: Note, options: NoOptions) -> Iterator[Finding]:
        """Somebody saves the note just now."""
        note.write_text("written meanwhile \n")
        yield from ()

    busy = Rule(code="TX802", name="busy", scope="file", stage="links", check=check)
    monkeypatch.setitem(registry.rules(), "TX802", busy)
    result = lint("--fix", select="MD001,TX802")
    assert result.exit_code == 2
    error, summary = result.stderr.splitlines()
    assert error.startswith("vaultkit: error: note.md: changed while it was read")
    assert "fixed" not in summary
    assert note.read_text() == "written meanwhile \n"
    assert (vault / "other.md").read_text() == "sea\n"


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_fix_is_refused(vault, monkeypatch, fault):
    broken, text, _ = BROKEN[fault]
    monkeypatch.setitem(registry.rules(), broken.code, broken)
    plant(vault, {"note.md": text, "other.md": "sea \n"})
    state = fingerprint(vault)["note.md"]
    result = lint("--fix", select=f"{broken.code},MD001")
    assert result.exit_code == 2
    assert fingerprint(vault)["note.md"] == state
    assert (vault / "other.md").read_text() == "sea\n"
    (refused,) = [line for line in result.stdout.splitlines() if " VK002 " in line]
    assert refused.startswith("note.md:1:1: VK002 ")
    assert f"{broken.code} {broken.name}" in refused
    assert "fixed 1 problem in 1 note" in result.stderr
    assert "--fix" not in result.stderr


def test_with_a_broken_fix_a_note_keeps_the_others(vault, monkeypatch):
    broken, text, _ = BROKEN["drops an embed"]
    monkeypatch.setitem(registry.rules(), broken.code, broken)
    plant(vault, {"note.md": text + "sea \n"})
    assert lint("--fix", select=f"{broken.code},MD001").exit_code == 2
    assert (vault / "note.md").read_text() == text + "sea\n"
    # Without the rule there is nothing that could not be done.
    assert lint("--fix", select="MD001").exit_code == 0


# Showing


def test_a_diff_shows_what_a_fix_would_write(vault):
    plant(vault, {"a/note.md": "lamp \nsea\n[[Boat]]\n"})
    state = fingerprint(vault)
    result = lint("--diff")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "--- a/a/note.md",
        "+++ b/a/note.md",
        "@@ -1,4 +1,4 @@",
        "-lamp ",
        "+lamp",
        " sea",
        " [[Boat]]",
        " ",
    ]
    assert result.stderr == ""
    assert fingerprint(vault) == state


def test_a_diff_wins_over_a_fix(vault):
    plant(vault, {"note.md": "lamp \r\n"})
    result = lint("--diff", "--fix")
    assert result.exit_code == 1
    assert "-lamp ␍" in result.stdout.splitlines()
    assert (vault / "note.md").read_bytes() == b"lamp \r\n"


def test_without_a_change_a_diff_is_empty(vault):
    plant(vault, {"note.md": "lamp\n"})
    result = lint("--diff")
    assert (result.exit_code, result.stdout) == (0, "")


def test_what_no_fix_removes_ends_a_diff_with_1(vault):
    plant(vault, {"note.md": "[[Boat]]\n"})
    result = lint("--diff")
    assert (result.exit_code, result.stdout) == (1, "")
    result = lint("-", "--diff", stdin=b"[[Boat]]\n")
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_diff_tells_what_could_not_be_done(vault, monkeypatch):
    broken, text, _ = BROKEN["edits inside code"]
    monkeypatch.setitem(registry.rules(), broken.code, broken)
    plant(vault, {"note.md": text})
    result = lint("--diff", select=broken.code)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "VK002" in result.stderr
    plant(vault, {"note.md": b"\xff"})
    result = lint("--diff", select=broken.code)
    assert result.stdout == ""
    assert "note.md:1:1: VK000" in result.stderr


# What always holds

NAMES = st.sampled_from(["a.md", "灯.md", "b/c.md", "b/灯/d.markdown", "e.txt", "f.png", "🗼 g.md"])
LINES = st.sampled_from(
    [
        "lamp ",
        "灯,船",
        "[[a]] [[gone]]",
        "---",
        "title: 灯塔",
        "tags: [a, b]",
        "date: 2024/03/01",
        "```",
        "> %% vaultkit: ignore ALL %%",
        "![[f.png]]",
        "",
        "\ufeff",
        "# 灯(dēng)塔(tǎ)",
    ]
)
FILES = st.dictionaries(NAMES, st.lists(LINES, max_size=6).map("\r\n".join), max_size=5)
OPTIONS = st.sampled_from(
    [[], ["--diff"], ["--diff", "--fix", "--unsafe-fixes"], ["--output-format", "json"]]
)
FOLDERS = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FOLDERS
@given(files=FILES, options=OPTIONS)
def test_lint_never_writes(tmp_path_factory, files, options):
    folder = plant(tmp_path_factory.mktemp("vault"), {"vaultkit.toml": "", **files})
    state = fingerprint(folder)
    with chdir(folder):
        result = lint(*options, "--select", "ALL", select=None)
    assert result.exit_code in (0, 1)
    assert fingerprint(folder) == state


@FOLDERS
@given(files=FILES)
def test_fixing_twice_is_fixing_once_and_leaves_only_what_is_reported(tmp_path_factory, files):
    folder = plant(tmp_path_factory.mktemp("vault"), {"vaultkit.toml": "", **files})
    with chdir(folder):
        once = lint("--fix", select=None)
        state = fingerprint(folder)
        left = lint(select=None)
        again = lint("--fix", select=None)
    assert fingerprint(folder) == state
    assert heads(again) == heads(once)
    assert set(heads(once)) >= set(heads(left))
    if once.exit_code != 2:
        assert heads(left) == heads(once)
        assert not re.search("with --fix(?! --unsafe)", left.stderr)


def test_a_file_that_is_no_note_is_never_touched(vault):
    plant(vault, {"a.png": b"\x89PNG \n", "b.canvas": "{} \n", "c.txt": "lamp \n"})
    state = fingerprint(vault)
    assert lint("--fix").exit_code == 0
    assert fingerprint(vault) == state


def test_a_reader_that_has_seen_enough_ends_nothing_with_a_traceback(vault):
    plant(vault, {f"{number}.md": "lamp \n" * 200 for number in range(20)})
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = vaultkit_command("lint", "--select", "MD001", cwd=vault, stdout=closed)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
