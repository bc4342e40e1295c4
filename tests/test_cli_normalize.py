"""`vaultkit normalize` as people and scripts use it."""

from __future__ import annotations

import json
import os

import pytest
from planted import fingerprint, plant, vaultkit_command
from typer.testing import CliRunner, Result

from vaultkit.cli.app import app
from vaultkit.index import update as index

CONFIG = """\
[vault]
include = ["*.txt"]
[lint]
select = ["MD001", "FM003", "WL001", "VK"]
[[layout]]
when = "source"
path = "clippings/{published:%Y}/{title}"
[[layout]]
path = "notes/{title|name}"
"""
FILES = {
    "vaultkit.toml": CONFIG,
    "clip.txt": "---\n标题: 灯 | 影\nsource: https://a.b\npublished: 2024-03-14\n---\n[[plain]] \n",
    "in/plain.md": "[[clip]], [[clip#灯|x]] and [[nobody]]\n",
    "in/img/a.png": "1",
}
MOVES = [
    {"from": "clip.txt", "to": "clippings/2024/灯 影.md"},
    {"from": "in/plain.md", "to": "notes/plain.md"},
]


@pytest.fixture(autouse=True)
def vault(tmp_path, monkeypatch):
    """A vault beside which the tests stand."""
    plant(tmp_path / "vault", FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "vault"


def normalize(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["normalize", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def said(result: Result) -> list[str]:
    """What is on standard error, a line for the person each."""
    lines = result.stderr.splitlines()
    assert all(line.startswith("vaultkit: ") for line in lines)
    return [line.removeprefix("vaultkit: ") for line in lines]


def error(result: Result) -> str:
    """The one line that says why nothing was done."""
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = said(result)
    return line.removeprefix("error: ")


# --dry-run


@pytest.mark.parametrize("to", [[], ["--to", "new"]])
def test_a_dry_run_shows_the_plan_and_writes_nothing(tmp_path, to):
    before = fingerprint(tmp_path)
    result = normalize("vault", "--dry-run", *to)
    assert result.exit_code == 0
    assert result.stdout == "clip.txt -> clippings/2024/灯 影.md\nin/plain.md -> notes/plain.md\n"
    assert said(result) == [
        "would write 2 notes to new places, 2 with changes; would have fixed 2 problems in 2 notes;"
        " 1 problem in 1 note left"
    ]
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize("to", [[], ["--to", "new"]])
def test_a_dry_run_for_programs(tmp_path, to):
    before = fingerprint(tmp_path)
    result = normalize("vault", "--dry-run", "--output-format", "json", *to)
    plan = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert list(plan) == ["moves", "changed", "findings"]
    assert plan["moves"] == MOVES
    assert plan["changed"] == ["clip.txt", "in/plain.md"]
    (finding,) = plan["findings"]
    assert (finding["path"], finding["code"], finding["line"]) == ("in/plain.md", "WL001", 1)
    assert fingerprint(tmp_path) == before


def test_a_plan_with_nothing_to_do(vault):
    plant(vault, {"vaultkit.toml": "[lint]\nselect = ['MD001']\n"})
    (vault / "clip.txt").unlink()
    result = normalize("vault", "--dry-run", "--output-format", "json")
    assert json.loads(result.stdout) == {"moves": [], "changed": [], "findings": []}
    result = normalize("vault", "--dry-run")
    assert result.stdout == ""
    assert said(result) == ["would write 0 notes to new places, 0 with changes; nothing to report"]


def test_a_note_that_changes_where_it_is(vault):
    plant(vault, {"vaultkit.toml": "[lint]\nselect = ['MD001']\n", "in/plain.md": "x \n"})
    (vault / "clip.txt").unlink()
    assert normalize("vault", "--dry-run").stdout == "in/plain.md: changed\n"
    result = normalize("vault", "--dry-run", "--output-format", "json")
    assert json.loads(result.stdout) == {"moves": [], "changed": ["in/plain.md"], "findings": []}


def test_a_dry_run_says_what_is_in_the_way(tmp_path):
    plant(tmp_path, {"new/mine.md": "x"})
    assert error(normalize("vault", "--dry-run", "--to", "new")).startswith("new: holds mine.md")


# --to


def test_a_new_vault(tmp_path, vault):
    before = fingerprint(vault)
    result = normalize("vault", "--to", "build/new")
    assert result.exit_code == 0
    new = tmp_path / "build/new"
    assert (new / "clippings/2024/灯 影.md").read_text("utf-8") == (
        "---\ntitle: 灯 | 影\nsource: https://a.b\npublished: 2024-03-14\n---\n[[plain]]\n"
    )
    assert (new / "notes/plain.md").read_text("utf-8") == (
        "[[灯 影]], [[灯 影#灯|x]] and [[nobody]]\n"
    )
    assert (new / "in/img/a.png").read_bytes() == b"1"
    assert (new / "vaultkit.toml").read_text("utf-8") == CONFIG
    assert fingerprint(vault) == before
    # What is left to be done by hand, in the new place.
    assert result.stdout.splitlines()[:2] == [
        "clip.txt -> clippings/2024/灯 影.md",
        "in/plain.md -> notes/plain.md",
    ]
    assert "\nbuild/new/notes/plain.md:1:" in result.stdout and "WL001" in result.stdout
    assert said(result) == [
        "wrote 2 notes to new places, 2 with changes; fixed 2 problems in 2 notes;"
        " 1 problem in 1 note left"
    ]


def test_a_new_vault_for_programs(tmp_path):
    result = normalize("vault", "--to", "new", "--output-format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["moves"] == MOVES
    assert (tmp_path / "new/notes/plain.md").is_file()


def test_its_index_is_up_to_date(tmp_path):
    normalize("vault", "--to", "new")
    assert (tmp_path / "new/index/← nobody.md").is_file()
    assert CliRunner().invoke(app, ["index", "new", "--check"]).exit_code == 0
    # And bringing it up to date is no edit.
    assert CliRunner().invoke(app, ["index", "new"]).exit_code == 0
    assert normalize("vault", "--to", "new").exit_code == 0


def test_it_can_be_run_again_and_stale_files_go(tmp_path, vault):
    normalize("vault", "--to", "new")
    once = fingerprint(tmp_path / "new").keys()
    assert normalize("vault", "--to", "new").exit_code == 0
    assert fingerprint(tmp_path / "new").keys() == once
    plant(vault, {"clip.txt": "x\n"})
    assert normalize("vault", "--to", "new").exit_code == 0
    assert (tmp_path / "new/notes/clip.md").is_file()
    assert not (tmp_path / "new/clippings").exists()
    assert sorted(os.listdir(tmp_path)) == ["new", "vault"]


def test_the_result_normalized_again_is_the_same(tmp_path):
    normalize("vault", "--to", "new")
    result = normalize("new", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "")
    normalize("new", "--to", "newer")
    one, two = fingerprint(tmp_path / "new"), fingerprint(tmp_path / "newer")
    assert {path: state[:2] for path, state in one.items() if not path.startswith(".vaultkit")} == {
        path: state[:2] for path, state in two.items() if not path.startswith(".vaultkit")
    }


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("mine", "mine: holds mine.md; nothing was written"),
        ("file", "file: is there and is no folder; choose another place"),
        ("vault", "vault: lies inside the vault"),
        ("vault/new", "vault/new: lies inside the vault"),
        (".", ".: holds the vault"),
        ("link", "link: lies inside the vault"),
        ("link/new", "link/new: lies inside the vault"),
        ("file/new", "file/new: "),
    ],
)
def test_what_is_in_the_way_is_named_and_nothing_is_written(tmp_path, to, reason):
    plant(tmp_path, {"mine/mine.md": "x", "file": "x"})
    (tmp_path / "link").symlink_to("vault")
    before = fingerprint(tmp_path)
    assert error(normalize("vault", "--to", to)).startswith(reason)
    assert fingerprint(tmp_path) == before


def test_an_edited_result_is_named_and_nothing_is_written(tmp_path):
    normalize("vault", "--to", "new")
    plant(tmp_path, {"new/notes/plain.md": "mine"})
    before = fingerprint(tmp_path)
    assert error(normalize("vault", "--to", "new")) == (
        "new: was edited since normalize wrote it: notes/plain.md; nothing was written"
    )
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize("also", [True, False])
def test_names_go_into_the_script_of_the_vault(tmp_path, also):
    config = '[vault]\nscript = "zh-Hans"\nkeep = ["張愛玲"]\n[lint]\nignore = ["FM"]\n'
    config += '[normalize]\nalso = ["SC005"]\n' if also else ""
    plant(
        tmp_path / "names",
        {
            "vaultkit.toml": config,
            "漁港/漁船.md": "---\ntags: [漁船]\n---\n今天没有出海。\n",
            "渔船.md": "[[漁船]], [燈](燈塔.md#燈) and [[張愛玲]]\n",
            "燈塔.md": "# 燈\n",
            "張愛玲.md": "昨天没有出海。\n",
            "書.md": "---\nkanban-plugin: board\n---\n",
        },
    )
    result = normalize("names", "--to", "new", "--dry-run", "--output-format", "json")
    told = json.loads(result.stdout)
    if not also:
        assert told["moves"] == told["findings"] == []
        return
    assert told["moves"] == [
        {"from": "漁港/漁船.md", "to": "漁港/渔船.md"},
        {"from": "燈塔.md", "to": "灯塔.md"},
    ]
    assert told["findings"] == []
    assert normalize("names", "--to", "new").exit_code == 0
    new = tmp_path / "new"
    assert (new / "漁港/渔船.md").read_text("utf-8").startswith("---\ntags: [渔船]\n")
    text = "[[漁港/渔船]], [燈](灯塔.md#燈) and [[張愛玲]]\n"
    assert (new / "渔船.md").read_text("utf-8") == text
    again = normalize("new", "--dry-run", "--output-format", "json")
    assert json.loads(again.stdout)["moves"] == json.loads(again.stdout)["changed"] == []


def test_a_run_that_is_broken_off_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    before = fingerprint(tmp_path)
    monkeypatch.setattr(index, "plan", interrupted)
    CliRunner().invoke(app, ["normalize", "vault", "--to", "new"])
    assert fingerprint(tmp_path) == before


# What else is said


def test_notes_that_stay_are_said(vault):
    plant(vault, {"board.canvas": '{"nodes": [{"plugin": "in/plain.md"}]}'})
    for arguments in (["--dry-run"], ["--to", "new"], ["--dry-run", "--output-format", "json"]):
        result = normalize("vault", *arguments)
        assert result.exit_code == 0
        reason = "board.canvas names it where it cannot be rewritten for certain"
        assert f"in/plain.md: stays where it is: {reason}" in said(result)
        assert "notes/plain.md" not in result.stdout


def test_bad_files_are_said_and_copied(tmp_path, vault):
    bad = {
        "gbk.txt": "灯塔上的灯一直亮着".encode("gb18030"),
        "nul.md": b"\0\0",
        "broken.txt": b"---\na: [\n---\nx\n",
        "x.md/y.png": b"1",
        "empty.txt": b"",
    }
    plant(vault, bad)
    (vault / "gone.md").symlink_to("nowhere.md")
    result = normalize("vault", "--to", "new")
    assert result.exit_code == 0
    for path in ("gbk.txt", "nul.md", "x.md", "gone.md"):
        assert f"new/{path}:1:1: VK000" in result.stdout
    new = tmp_path / "new"
    for path in ("gbk.txt", "nul.md", "broken.txt", "x.md/y.png"):
        assert (new / path).read_bytes() == bad[path]
    assert os.readlink(new / "gone.md") == "nowhere.md"
    assert (new / "notes/empty.md").read_bytes() == b""


def test_a_page_edited_by_hand_is_not_done(tmp_path, vault):
    assert CliRunner().invoke(app, ["index", "vault"]).exit_code == 0
    page = vault / "index/← nobody.md"
    page.write_text(page.read_text("utf-8") + "mine\n", "utf-8")
    result = normalize("vault", "--to", "new")
    assert result.exit_code == 2
    assert "error: index/← nobody.md: was edited by hand, so it was left as it is" in said(result)
    assert (tmp_path / "new/index/← nobody.md").read_text("utf-8").endswith("mine\n")


def test_names_that_are_not_utf_8(tmp_path, vault):
    with open(os.fsencode(vault) + b"/\xff.md", "w") as file:
        file.write("x \n")
    result = vaultkit_command("normalize", "vault", "--to", "new", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "notes/Untitled.md" in result.stdout.decode()
    plan = vaultkit_command(
        "normalize", "vault", "--dry-run", "--output-format", "json", cwd=tmp_path
    )
    moves = json.loads(plan.stdout)["moves"]
    assert {"from": "\\udcff.md", "to": "notes/Untitled.md"} in moves


# How it is called


def test_it_must_be_said_where_the_vault_goes(tmp_path):
    before = fingerprint(tmp_path)
    assert "--to DIR" in error(normalize("vault")) and "--dry-run" in error(normalize("vault"))
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["vault", "more", "--dry-run"],
        ["vault", "--to"],
        ["vault", "--dry-run", "--output-format", "xml"],
        ["vault", "--dry"],
    ],
)
def test_bad_usage(tmp_path, arguments):
    before = fingerprint(tmp_path)
    assert normalize(*arguments).exit_code == 2
    assert fingerprint(tmp_path) == before


def test_a_vault_that_is_not_there():
    assert error(normalize("nowhere", "--to", "new")) == "nowhere: there is no such file or folder"


@pytest.mark.parametrize("part", ["vault/in", "vault/in/plain.md", "vault/vaultkit.toml"])
def test_a_part_of_a_vault(tmp_path, vault, part):
    assert error(normalize(part, "--to", "new")) == (
        f"{part} is a part of the vault {vault}; name the vault itself"
    )
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["vault/", "./vault", "vault/../vault", "link"])
def test_the_vault_by_another_path(tmp_path, name):
    (tmp_path / "link").symlink_to("vault")
    assert normalize(name, "--to", "new").exit_code == 0
    assert (tmp_path / "new/notes/plain.md").is_file()
    assert normalize("vault", "--to", "new").exit_code == 0


def test_a_vault_without_a_configuration(tmp_path):
    plant(tmp_path / "bare", {"a.markdown": "---\ntitle: A\n---\nx \n", "b.txt": "x \n"})
    result = normalize("bare", "--to", "new")
    assert result.exit_code == 0
    assert (tmp_path / "new/a.md").read_text() == "---\ntitle: A\n---\nx\n"
    assert (tmp_path / "new/b.txt").read_text() == "x \n"


def test_another_configuration(tmp_path):
    plant(tmp_path, {"other.toml": "[lint]\nselect = []\n[[layout]]\npath = 'all/{name}'\n"})
    result = normalize("vault", "--to", "new", "--config", "other.toml")
    assert result.exit_code == 0
    assert (tmp_path / "new/all/plain.md").is_file()
    assert error(normalize("vault", "--to", "newer", "--config", "no.toml")).startswith("no.toml: ")


@pytest.mark.parametrize(
    "config",
    ["[[layout]]\npath = '../{title}'\n", "[[layout]]\npath = '/elsewhere/{title}'\n", "a = 1\n"],
)
def test_a_configuration_that_cannot_be_used(tmp_path, vault, config):
    plant(vault, {"vaultkit.toml": config})
    assert error(normalize("vault", "--to", "new")).startswith(str(vault / "vaultkit.toml"))
    assert not (tmp_path / "new").exists()
