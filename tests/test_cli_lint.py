"""`vaultkit lint` as people and scripts use it."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import chdir

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted import BROKEN, fingerprint, plant, rule, vaultkit_command
from typer.testing import CliRunner, Result

from vaultkit.checks import registry
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.cli.app import app
from vaultkit.note.note import Note

# Rules whose findings are plain to see: blanks at a line's end, the last line end, links.
FEW = "MD001,MD002,WL001,VK001"


@pytest.fixture(autouse=True)
def vault(tmp_path, monkeypatch):
    """An empty vault, and the tests stand in it."""
    plant(tmp_path, {"vaultkit.toml": ""})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(*arguments: str, stdin: bytes = b"", select: str | None = FEW) -> Result:
    chosen = ["--select", select] if select else []
    return CliRunner().invoke(app, ["lint", *arguments, *chosen], input=stdin)


def heads(result: Result) -> list[str]:
    """`path:line:column: CODE` of each finding printed."""
    lines = [line for line in result.stdout.splitlines() if not line.startswith("    | ")]
    return [" ".join(line.split(" ")[:2]) for line in lines]


def say(result: Result) -> str:
    """The one line on standard error."""
    (line,) = result.stderr.splitlines()
    return line.removeprefix("vaultkit: ")


def records(result: Result) -> list[dict[str, object]]:
    return json.loads(result.stdout)


# What is found, and the exit code


def test_nothing_found(vault):
    plant(vault, {"note.md": "# Lamp\n\nA lamp.\n"})
    result = lint()
    assert (result.exit_code, result.stdout) == (0, "")
    assert say(result) == "nothing to report"


def test_findings_are_printed_with_their_lines(vault):
    plant(vault, {"灯.md": "灯塔, [[灯光]]  \n海 \n\n", "folder/boat.md": "boat"})
    result = lint()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "folder/boat.md:1:5: MD002 the last line has no line end: add one",
        "    | boat",
        "    |     ^",
        "灯.md:1:5: WL001 nothing in the vault is called `灯光`: "
        "create it, or correct the name in the link",
        "    | 灯塔, [[灯光]]",
        "    |       ^^^^^^^^",
        "灯.md:2:2: MD001 white space at the end of the line does nothing: delete it",
        "    | 海",
        "    |   ^",
        "灯.md:3:1: MD002 blank lines at the end of the file: delete them",
    ]
    assert say(result) == "4 problems in 2 notes; 3 can be fixed with --fix"


def test_json_is_an_array_with_paths_in_the_vault(vault):
    plant(vault, {"a/灯.md": "灯 \n"})
    result = lint("a", "--output-format", "json")
    assert result.exit_code == 1
    assert records(result) == [
        {
            "path": "a/灯.md",
            "code": "MD001",
            "name": "trailing-space",
            "severity": "warning",
            "message": "white space at the end of the line does nothing: delete it",
            "line": 1,
            "column": 2,
            "end_line": 1,
            "end_column": 3,
            "fix": {
                "safety": "safe",
                "edits": [
                    {
                        "path": "a/灯.md",
                        "line": 1,
                        "column": 2,
                        "end_line": 1,
                        "end_column": 3,
                        "text": "",
                    }
                ],
            },
        }
    ]


def test_json_of_nothing_is_an_empty_array(vault):
    result = lint("--output-format", "json")
    assert (result.exit_code, records(result)) == (0, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ["gone.md"],
        ["x" * 5000],
        ["-", "note.md"],
        ["note.md", "--select", "MD01"],
        ["note.md", "--ignore", "QQ"],
        ["note.md", "--config", "gone.toml"],
        ["note.md", "--output-format", "xml"],
        ["note.md", "--no-such-option"],
    ],
)
def test_bad_usage_ends_with_2_and_no_traceback(vault, arguments):
    plant(vault, {"note.md": "lamp \n"})
    result = lint(*arguments, select=None)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
    assert "Traceback" not in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


# Selecting


def test_select_and_ignore_take_codes_prefixes_and_all(vault):
    plant(vault, {"note.md": "[[Sea]] \nlamp"})
    assert heads(lint("--select", "md", select=None)) == [
        "note.md:1:8: MD001",
        "note.md:2:5: MD002",
    ]
    assert heads(lint("--select", "MD002, WL", select=None)) == [
        "note.md:1:1: WL001",
        "note.md:2:5: MD002",
    ]
    two = lint("--select", "MD002", "--select", "WL001", select=None)
    assert heads(two) == ["note.md:1:1: WL001", "note.md:2:5: MD002"]
    few = lint("--select", "ALL", "--ignore", "MD,FM", "--ignore", "TX", select=None)
    assert "note.md:1:1: WL001" in heads(few)
    assert not {head.split()[1][:2] for head in heads(few)} & {"MD", "FM", "TX"}


def test_a_code_that_no_rule_has_is_an_error_with_the_nearest(vault):
    result = lint("--select", "MD01", select=None)
    assert result.exit_code == 2
    assert say(result) == "error: --select MD01: there is no such rule; did you mean MD001?"


# The configuration


def test_the_nearest_configuration_upward_holds(vault):
    plant(vault, {"vaultkit.toml": '[lint]\nselect = ["MD001"]\n', "a/b/note.md": "lamp \nsea"})
    assert heads(lint("a/b", select=None)) == ["a/b/note.md:1:5: MD001"]


def test_a_configuration_can_be_named(vault):
    plant(vault, {"note.md": "lamp \nsea", "other.toml": '[lint]\nselect = ["MD002"]\n'})
    assert heads(lint("--config", "other.toml", select=None)) == ["note.md:2:4: MD002"]


def test_paths_have_their_own_selection(vault):
    config = '[lint]\nselect = ["MD"]\n[lint.per-path]\n"diary/**" = { ignore = ["MD001"] }\n'
    plant(vault, {"vaultkit.toml": config, "diary/a.md": "a ", "b.md": "b \n"})
    assert heads(lint(select=None)) == ["b.md:1:2: MD001", "diary/a.md:1:3: MD002"]


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("[vault]\nscirpt = 'keep'\n", ["[vault]", "scirpt", "did you mean script?"]),
        ("[vault]\nscript = 'zh'\n", ['script = "zh"', "zh-Hans"]),
        ("[lint]\nselect = 'MD'\n", ["[lint]", 'select = "MD"']),
        ("[lint]\nselect = ['MD01']\n", ["MD01", "did you mean MD001?"]),
        ("[rules.MD01]\n", ["MD01"]),
        ("[rules.MD001]\nwidth = 3\n", ["[rules.MD001]", "width"]),
        ("[vault\n", ["not valid TOML"]),
        ("[vault]\nexclude = ['a\\']\n", ["exclude", "not a gitignore pattern"]),
        (b"[vault]\n# \xff\n", ["line 2", "not UTF-8"]),
    ],
)
def test_a_broken_configuration_is_one_line(vault, config, words):
    plant(vault, {"vaultkit.toml": config, "note.md": "lamp \n"})
    result = lint(select=None)
    assert (result.exit_code, result.stdout) == (2, "")
    assert say(result).startswith("error: ")
    assert all(word in say(result) for word in words)


# Paths


def test_a_note_is_linted_as_a_part_of_its_vault(vault):
    plant(vault, {"a/b/one.md": "[[two]] [[three]]\n", "c/two.md": "lamp \n"})
    assert heads(lint("a/b/one.md")) == ["a/b/one.md:1:9: WL001"]
    assert heads(lint("a")) == ["a/b/one.md:1:9: WL001"]


def test_a_vault_is_found_by_obsidian_s_folder(vault):
    (vault / "inner/.obsidian").mkdir(parents=True)
    plant(vault, {"inner/a/one.md": "[[two]]\n", "inner/two.md": "[[three]]\n", "three.md": ""})
    assert heads(lint("inner/a/one.md")) == []
    assert heads(lint("inner/two.md")) == ["inner/two.md:1:1: WL001"]


def test_paths_are_shown_as_seen_from_here(vault, monkeypatch):
    plant(vault, {"a/one.md": "lamp \n", "b/here.md": ""})
    monkeypatch.chdir(vault / "b")
    assert heads(lint("../a")) == ["../a/one.md:1:5: MD001"]
    assert heads(lint(str(vault / "a/one.md"))) == ["../a/one.md:1:5: MD001"]
    assert records(lint("../a", "--output-format", "json"))[0]["path"] == "a/one.md"


def test_a_path_named_twice_is_linted_once(vault):
    plant(vault, {"a/one.md": "lamp \n"})
    assert heads(lint("a/one.md", "a", "./a/one.md", ".")) == ["a/one.md:1:5: MD001"]


def test_a_folder_is_not_one_whose_name_begins_alike(vault):
    plant(vault, {"a/one.md": "lamp \n", "ab/two.md": "lamp \n", "a.md": "lamp \n"})
    assert heads(lint("a")) == ["a/one.md:1:5: MD001"]


def test_several_vaults_have_each_their_own_configuration(vault):
    plant(
        vault,
        {
            "one/vaultkit.toml": '[lint]\nselect = ["MD001"]\n',
            "one/note.md": "[[two]] \nlamp",
            "two/vaultkit.toml": '[lint]\nselect = ["WL001"]\n',
            "two/note.md": "[[one]] \nlamp",
        },
    )
    result = lint("two/note.md", "one", select=None)
    assert sorted(heads(result)) == ["one/note.md:1:8: MD001", "two/note.md:1:1: WL001"]
    assert say(result).startswith("2 problems in ")


def test_excludes_hold_for_paths_that_are_passed(vault):
    config = "[vault]\nexclude = ['templates/', '*.draft.md']\n"
    plant(vault, {"vaultkit.toml": config, "templates/a.md": "a ", "b.draft.md": "b "})
    for paths in (["templates/a.md", "b.draft.md"], ["templates"], ["."]):
        result = lint(*paths, "--fix")
        assert (result.exit_code, result.stdout) == (0, "")
    assert (vault / "templates/a.md").read_text() == "a "


def test_a_file_that_is_named_is_a_note_whatever_its_ending(vault):
    plant(vault, {"clip.txt": "lamp \n"})
    assert heads(lint()) == []
    assert heads(lint("clip.txt")) == ["clip.txt:1:5: MD001"]
    plant(vault, {"vaultkit.toml": "[vault]\ninclude = ['*.txt']\n"})
    assert heads(lint()) == ["clip.txt:1:5: MD001"]


def test_what_cannot_be_read_elsewhere_is_not_reported(vault):
    plant(vault, {"a/note.md": "lamp\n", "b/broken.md": b"\xff\xfe\x00", "b/fine.md": ""})
    (vault / "b/folder.md").mkdir()
    assert lint("a").exit_code == 0
    assert lint("b/fine.md").exit_code == 0
    assert heads(lint("b")) == ["b/broken.md:1:1: VK000", "b/folder.md:1:1: VK000"]
    assert heads(lint("b/folder.md", "a")) == ["b/folder.md:1:1: VK000"]


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


# Suppressions


@pytest.mark.parametrize(
    "text",
    [
        "%% vaultkit: ignore WL001 %%\n[[Sea]]\n",
        "<!-- vaultkit: ignore WL %%-->\n[[Sea]]\n".replace(" %%", " "),
        "---\nvaultkit-ignore: WL001\n---\n[[Sea]]\n",
        "---\nvaultkit-ignore:\n  - WL\n---\n[[Sea]]\n",
    ],
)
def test_what_the_note_ignores_is_not_reported(vault, text):
    plant(vault, {"note.md": text})
    assert lint().exit_code == 0
    assert lint("--fix").exit_code == 0
    assert (vault / "note.md").read_text() == text


def test_a_suppression_without_use_is_reported_and_removed(vault):
    plant(vault, {"note.md": "%% vaultkit: ignore MD001 %%\nsea\n"})
    assert heads(lint()) == ["note.md:1:1: VK001"]
    assert lint("--fix").exit_code == 0
    assert (vault / "note.md").read_text() == "sea\n"


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
