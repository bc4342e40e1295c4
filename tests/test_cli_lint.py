"""`vaultkit lint` as people and scripts use it."""

from __future__ import annotations

import pytest
from linting import heads, lint, records, say
from planted import plant


@pytest.fixture(autouse=True)
def vault(tmp_path, monkeypatch):
    """An empty vault, and the tests stand in it."""
    plant(tmp_path, {"vaultkit.toml": ""})
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
