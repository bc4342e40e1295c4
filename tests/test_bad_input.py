"""Files that are no notes, and notes that no writer writes: said in one line, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted import fingerprint, plant, vaultkit_command
from typer.testing import CliRunner, Result

from vaultkit.checks import ruleset
from vaultkit.cli.app import app
from vaultkit.config import Config
from vaultkit.fixing import run
from vaultkit.vault.files import Listing, ObsidianSettings
from vaultkit.vault.vault import Vault

CHINESE = "灯塔上的灯一直亮着，船从远处的海上慢慢地回来了。"


@pytest.fixture(autouse=True)
def vault(tmp_path, monkeypatch):
    """A vault with one note that has one thing to fix, and the tests stand in it."""
    plant(tmp_path, {"vaultkit.toml": "", "fine.md": "---\ntitle: Lamp\n---\nA lamp. \n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["lint", *arguments], input=stdin)


def heads(result: Result) -> list[str]:
    """`path:line:column: CODE` of each finding printed."""
    lines = [line for line in result.stdout.split("\n") if line and not line.startswith("    | ")]
    return [" ".join(line.split(" ")[:2]) for line in lines]


def one(result: Result, path: str, code: str) -> str:
    """The only line about a file, which is a finding with this code."""
    (line,) = [line for line in result.stdout.split("\n") if line.startswith(f"{path}:")]
    assert f": {code} " in line
    return line


def fixed(result: Result) -> bool:
    """Whether the run went on: the other note was fixed."""
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return Path("fine.md").read_text() == "---\ntitle: Lamp\n---\nA lamp.\n"


# Files that cannot be read as notes


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\0" * 4096, "NUL byte at byte 1"),
        (b"A lamp.\n\0\n", "NUL byte at byte 9"),
        (CHINESE.encode("gb18030"), "GB18030"),
        (CHINESE.encode("gb18030") + b"\n" + b"lamp " * 20000, "not UTF-8 (byte 1)"),
        (CHINESE.encode("utf-16"), "UTF-16"),
        (CHINESE.encode("utf-16-be"), "cannot be read as a note"),
        (b"A lamp \xff.\n", "byte 8"),
        (b"\xed\xa0\xbd\xed\xb2\xa1\n", "byte 1"),
        (CHINESE.encode()[:-1], "not UTF-8"),
        (b"\xc0\xaf", "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0", "NUL"),
    ],
)
def test_bytes_that_are_no_text(vault, data, words):
    plant(vault, {"bad.md": data})
    result = lint("--fix")
    line = one(result, "bad.md", "VK000")
    if words != "cannot be read as a note":
        assert words in line
    assert result.exit_code == 1
    assert (vault / "bad.md").read_bytes() == data
    assert fixed(result)


def test_a_folder_named_as_a_note(vault):
    plant(vault, {"x.md/inner.md": "---\ntitle: Sea\n---\nsea \n"})
    result = lint("--fix")
    assert "is a folder" in one(result, "x.md", "VK000")
    assert (vault / "x.md/inner.md").read_text().endswith("sea\n")
    assert fixed(result)
    assert heads(lint("x.md")) == ["x.md:1:1: VK000"]


@pytest.mark.parametrize(
    ("target", "words"), [("gone.md", "symbolic link"), ("bad.md", "symbolic link")]
)
def test_a_link_that_leads_nowhere(vault, target, words):
    (vault / "bad.md").symlink_to(target)
    for arguments in (["--fix"], ["bad.md", "fine.md", "--fix"], ["bad.md"]):
        result = lint(*arguments)
        assert words in one(result, "bad.md", "VK000")
        assert result.exit_code == 1
        assert fixed(result)
    assert os.readlink(vault / "bad.md") == target


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_is_not_waited_for(vault):
    os.mkfifo(vault / "bad.md")
    for arguments in (["--fix"], ["bad.md", "fine.md"]):
        result = lint(*arguments)
        assert "not a regular file" in one(result, "bad.md", "VK000")
        assert result.exit_code == 1
        assert fixed(result)


def test_folders_that_hold_one_another(vault):
    (vault / "a").mkdir()
    (vault / "a/loop").symlink_to("..")
    result = lint("--fix")
    assert result.exit_code == 0
    assert fixed(result)


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A vault that belongs to somebody else, seen by one who is not root."""
    if not hasattr(os, "seteuid"):
        pytest.skip("no users here")
    is_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = plant(Path(name), {"vaultkit.toml": "", "fine.md": "lamp \n"})
        folder.chmod(0o777)
        with chdir(folder):
            # Whatever is loaded on first use is loaded before the rights are gone.
            assert lint("--diff", "--fix", "--select", "MD001").exit_code == 1
            assert lint("--select", "MD001").exit_code == 1
            try:
                if is_root:
                    os.seteuid(65534)
            except OSError:
                pytest.skip("cannot be another user")
            try:
                yield folder
            finally:
                if is_root:
                    os.seteuid(0)


def forbid(file: Path) -> None:
    user = os.geteuid()
    os.seteuid(os.getuid())
    file.chmod(0)
    os.seteuid(user)


def test_a_file_that_may_not_be_read(nobody):
    plant(nobody, {"bad.md": "lamp \n"})
    forbid(nobody / "bad.md")
    for arguments in (["."], ["bad.md"], ["--diff"]):
        result = lint(*arguments, "--select", "MD001")
        assert "permission denied" in (result.stdout + result.stderr).lower()
        assert result.exit_code == 1
    assert lint("fine.md", "--select", "MD002").exit_code == 0


def test_a_folder_that_may_not_be_read(nobody):
    plant(nobody, {"closed/bad.md": "lamp \n"})
    forbid(nobody / "closed")
    result = lint("--select", "MD001")
    assert heads(result) == ["closed:1:1: VK000", "fine.md:1:5: MD001"]
    for path in ("closed/bad.md", "closed/gone.md"):
        result = lint(path)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1


def test_a_folder_that_may_not_be_written(nobody):
    plant(nobody, {"shut/bad.md": "lamp \n"})
    (nobody / "shut").chmod(0o555)
    result = lint("--fix", "--select", "MD001")
    assert result.exit_code == 2
    assert "vaultkit: error: shut/bad.md: not written: permission denied" in result.stderr
    assert (nobody / "shut/bad.md").read_text() == "lamp \n"
    assert (nobody / "fine.md").read_text() == "lamp\n"


# Notes that are strange


def test_an_empty_file(vault):
    plant(vault, {"empty.md": b"", "mark.md": b"\xef\xbb\xbf", "blank.md": b" \r\n\r\n"})
    result = lint("--fix", "--select", "MD,WL,FM001,FM003,FM004,TX,TG,DT")
    assert result.exit_code == 0
    assert (vault / "empty.md").read_bytes() == b""
    assert (vault / "mark.md").read_bytes() == b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    "matter",
    [
        "title: [\n",
        "title: 'a\n",
        "- a\n- b\n",
        "just text\n",
        "a: b\na: c\n",
        "title: \x07\n",
        "title: a\u2028b\n",
        "title: a\x85b\n",
        "? [a]\n: b\n",
        "a: &a [*a, *a]\n",
        "a: !!python/object/apply:os.getcwd []\n",
        "title: " + "[" * 50_000 + "\n",
        "title: " + "{a: " * 50_000 + "\n",
        "title: " + "[a, " * 50_000 + "]" * 50_000 + "\n",
        "title:\n" + " [\n" * 20_000 + "\n",
        "title: " + "- " * 50_000 + "\n",
        "title: " + "? " * 50_000 + "\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(1500)),
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)),
        "x: " + "9" * 50_000 + "\n",
        "x: 1e999999999\n",
        "<<: 5\n",
        "date: 2024-02-30\n",
        "a: 0x" + "f" * 5000 + "\n",
    ],
    ids=lambda matter: repr(matter[:16]),
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_that_is_hard_to_read(vault, matter, newline):
    block = f"---\n{matter}---\n".replace("\n", newline)
    plant(vault, {"bad.md": f"{block}sea \n"})
    result = lint("--fix", "--select", "FM001,MD,TX,WL")
    assert result.exit_code in (0, 1)
    # Nothing but the blank at the end of the body has changed.
    assert (vault / "bad.md").read_bytes() == f"{block}sea\n".encode()
    assert fixed(result)
    findings = [head for head in heads(result) if head.startswith("bad.md")]
    assert len(findings) <= 1
    assert all(head.endswith("FM001") for head in findings)


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: a\nsea \n", "---\ntitle: a", "\ufeff---\r\ntitle: a\r\n"],
)
def test_front_matter_that_is_never_closed(vault, text):
    plant(vault, {"bad.md": text})
    result = lint("--fix", "--select", "FM001,FM003,FM004,DT,TG")
    assert "never closed" in one(result, "bad.md", "FM001")
    assert (vault / "bad.md").read_bytes() == text.encode()


def test_a_line_of_five_megabytes(vault):
    plant(vault, {"bad.md": "[[fine]] " + "a lamp at sea " * 360_000 + "[[gone]] \n"})
    result = lint("--select", "MD,WL")
    assert result.exit_code == 1
    assert [head.split()[1] for head in heads(result)] == ["WL001", "MD001", "MD001"]
    assert len(result.stdout) < 1500


def test_a_line_of_half_a_megabyte_is_fixed(vault):
    text = "[[fine]] " + "a lamp at sea " * 36_000 + "[[gone]]"
    plant(vault, {"bad.md": f"{text} \n"})
    result = lint("--fix", "--select", "MD,WL")
    assert [head.split()[1] for head in heads(result)] == ["WL001"]
    assert (vault / "bad.md").read_text() == f"{text}\n"
    assert fixed(result)


def test_a_line_with_many_findings(vault):
    plant(vault, {"bad.md": "[[gone]]" * 10_000 + "\n"})
    result = lint("--select", "WL")
    assert len(heads(result)) == 10_000
    assert len(result.stdout) < 5_000_000


OFTEN = ["[[", "![[a", ">", "**a", "`", "%%", "#", "<%", "[^a]", "$a", "::", "<!--", "http://"]
OFTEN += ["â€œ", "\u202a", "Ａ灯", "</p>"]
OFTEN += ["**。灯", "<p ", "&amp;", '"灯', "「", "...", "?!", "ä¸\xad", "\u200b", "喜欢作者"]
LESS_OFTEN = ["[a](", "_", "> [!", "[[a]]", ")", "- ", "---\n", "\\", "灯,", "(dēng)", "^a ", "|"]
LESS_OFTEN += [
    "?!?/p>",
    "灯。\n。\n",
    "是是",
    "灯?！耙粠б宦贰背h",
    "后於里",
    "# 灯\n",
    "灯 ** 灯 ** ",
    "！！灯--灯",
]
LESS_OFTEN += ["https://a.example/?utm_source=b ", "![](a) ", "Ａ", "1\n\n", "扫码关注\n\n", "項目"]


def read(text: str, unsafe: tuple[str, ...] | None) -> str:
    """Lint a text with every rule, or fix it; the text after it."""
    vault = Vault(Path(), Config(), Listing((), ()), ObsidianSettings())
    rules = ruleset.build(Config(), {}, ["ALL"])
    outcome = run.lint(vault, rules, ["note.md"], unsafe, {"note.md": text})
    for located in outcome.findings:
        record = located.record
        assert (1, 1) <= (record.line, record.column) <= (record.end_line, record.end_column)
    return outcome.changed["note.md"].after if outcome.changed else text


@pytest.mark.parametrize("piece", OFTEN)
def test_a_piece_repeated_a_hundred_thousand_times_is_linted(piece):
    text = piece * 100_000
    assert read(text, None) == text


@pytest.mark.parametrize("piece", OFTEN + LESS_OFTEN)
def test_a_piece_repeated_very_often_is_fixed(piece):
    text = piece * 3000
    assert read(text, None) == text
    assert len(read(text, ())) <= 2 * len(text)


# Names


@pytest.mark.parametrize(
    "name",
    ["🗼 灯 塔.md", " .md", "a\nb.md", "a\tb.md", "%s {x}.md", "[a]#^|.md", "é.md", "e\u0301.md"],
)
def test_strange_names(vault, name):
    plant(vault, {name: "lamp \n"})
    for arguments in (["--fix"], [name]):
        result = lint(*arguments, "--select", "MD", "--output-format", "json")
        assert result.exit_code == 0
    assert (vault / name).read_text() == "lamp\n"
    assert fixed(result)
    plant(vault, {name: "[[gone]]\n"})
    result = lint(name, "--select", "WL")
    assert len([line for line in result.stdout.split("\n") if " WL001 " in line]) == 1


def test_a_name_that_begins_with_a_dash(vault):
    plant(vault, {"-x.md": "lamp \n"})
    assert lint("--fix", "--select", "MD", "--", "-x.md").exit_code == 0
    assert (vault / "-x.md").read_text() == "lamp\n"


def test_a_name_that_is_not_utf_8(vault):
    name = b"\xb5\xc6.md"
    try:
        (vault / os.fsdecode(name)).write_bytes(b"lamp \n")
    except OSError:
        pytest.skip("this file system has only names that are UTF-8")
    for arguments in ([name], ["--output-format", "json"], ["--diff"]):
        done = vaultkit_command("lint", "--select", "MD001", *arguments, cwd=vault)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert b"not UTF-8" in done.stdout + done.stderr
        assert done.stdout.decode()
    done = vaultkit_command("lint", "--select", "MD001", "--fix", cwd=vault)
    assert done.stdout.count(b"VK000") == 1
    assert (vault / os.fsdecode(name)).read_bytes() == b"lamp\n"


# Configurations


def test_a_configuration_that_is_a_folder(vault):
    (vault / "folder.toml").mkdir()
    result = lint("--config", "folder.toml")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    (vault / "vaultkit.toml").unlink()
    (vault / "vaultkit.toml").mkdir()
    assert lint("fine.md", "--select", "MD002").exit_code == 0


@pytest.mark.parametrize("data", [b"\xff\xfe[\0", b"\0", b"a = " + b"[" * 100_000, b"\xef\xbb\xbf"])
def test_a_configuration_that_is_no_toml(vault, data):
    plant(vault, {"vaultkit.toml": data})
    result = lint()
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("data", [b"", b"[]", b'{"types": 5}', b"\xff", b"[" * 100_000])
def test_settings_of_obsidian_that_are_broken(vault, data):
    plant(vault, {".obsidian/types.json": data, ".obsidian/app.json": data})
    result = lint("--fix", "--select", "MD")
    assert result.exit_code == 0
    assert fixed(result)


# Anything at all

MARKS = "-:[]|`*_#%!<>$^&'\" \t\n\r\\a灯,\u2028\ufeff~=+.()/{}?"
LINES = st.text(alphabet=MARKS, max_size=12)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=MARKS, max_size=80),
    st.lists(LINES, max_size=5).map(lambda lines: "---\n" + "\n".join(lines) + "\n---\n灯,\n"),
    st.lists(LINES.map("title: {}".format), max_size=2).map("\n".join).map("---\n{}\n---".format),
)


@given(TEXTS)
def test_any_text_can_be_linted(text):
    assert read(text, None) == text


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_can_be_fixed_once_for_all(text):
    once = read(text, ())
    assert read(once, ()) == once
    read(text, ("ALL",))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_any_bytes_can_be_linted(vault, data):
    plant(vault, {"bad.md": data})
    state = fingerprint(vault)
    result = lint()
    assert result.exit_code == 1
    assert fingerprint(vault) == state
    result = lint("-", "--fix", stdin=data)
    assert result.exit_code in (0, 1)
    assert isinstance(result.exception, SystemExit | None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_is_reported_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "note.md").write_text("---\ntitle: a\n---\n", encoding="utf-8")
    for path in (tmp_path, tmp_path / "pipe.md"):
        done = subprocess.run(
            [sys.executable, "-m", "vaultkit", "lint", path],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 1, done.stderr
        assert "pipe.md:1:1: VK000 this file is not a regular file" in done.stdout
