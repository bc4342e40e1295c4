"""`vaultkit links` and the link rules of `vaultkit lint`, as people and scripts use them."""

from __future__ import annotations

import json

import pytest
from planted import fingerprint, plant
from typer.testing import CliRunner, Result

from vaultkit.cli.app import app

FILES = {
    "vaultkit.toml": '[vault]\nexclude = ["old/**"]\n',
    "src.md": '---\nup: "[[Keeper]]"\n---\n灯 [[Tie]] ![[Gone.png|300]]\r\n'
    "[k](a/Keeper.md#Two) [[Keeper#^no|b]] [w](https://example.com)\n",
    "a/Keeper.md": "# One\n\n[[#One]] [[old]] `[[code]]`\n",
    "bb/Tie.md": "%% [[Keeper]] %%\n",
    "cc/Tie.md": "",
    "old/old.md": "[[Keeper]]\n",
    "board.canvas": '{"nodes": [\n {"type": "text", "text": "\\n[[Tie]]"},\n'
    ' {"type": "file", "file": "a/Keeper.md"}\n]}\n',
    "all.base": 'filters: file.hasLink("Nobody")\n',
    ".obsidian/app.json": '{"userIgnoreFilters": ["a/"]}',
    "node_modules/x/y.md": "[[Keeper]]\n",
    "module/.git": "gitdir: elsewhere\n",
    "module/sub.md": "[[Keeper]]\n",
}


@pytest.fixture(autouse=True)
def vault(tmp_path, monkeypatch):
    monkeypatch.chdir(plant(tmp_path, FILES))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def records(*arguments: str) -> list[dict[str, object]]:
    return json.loads(run("links", *arguments, "--output-format", "json").stdout)


def brief(*arguments: str) -> list[str]:
    """`path:line:column kind target state` of each link."""
    return [
        f"{r['path']}:{r['line']}:{r['column']} {r['kind']} {r['target']} {r['state']}"
        for r in records(*arguments)
    ]


def test_every_link_of_the_vault_and_nothing_else():
    assert brief() == [
        "a/Keeper.md:3:1 wikilink  ok",
        "a/Keeper.md:3:10 wikilink old unresolved",
        "all.base:1:24 base Nobody unresolved",
        "bb/Tie.md:1:4 wikilink Keeper ok",
        "board.canvas:2:30 canvas Tie ambiguous",
        "board.canvas:3:28 canvas a/Keeper.md ok",
        "src.md:2:6 property Keeper ok",
        "src.md:4:3 wikilink Tie ambiguous",
        "src.md:4:11 embed Gone.png unresolved",
        "src.md:5:1 markdown a/Keeper.md missing-heading",
        "src.md:5:22 wikilink Keeper missing-block",
        "src.md:5:39 markdown https://example.com external",
    ]


def test_a_record_has_the_fields_that_scripts_rely_on():
    found = records("--from", "src.md")
    assert found[1] == {
        "path": "src.md",
        "line": 4,
        "column": 3,
        "kind": "wikilink",
        "raw": "[[Tie]]",
        "target": "Tie",
        "subpath": "",
        "display": None,
        "state": "ambiguous",
        "resolved": "bb/Tie.md",
        "candidates": ["bb/Tie.md", "cc/Tie.md"],
    }
    assert (found[2]["raw"], found[2]["display"]) == ("![[Gone.png|300]]", "300")
    assert (found[2]["resolved"], found[2]["candidates"]) == (None, [])
    assert (found[4]["subpath"], found[4]["resolved"]) == ("#^no", "a/Keeper.md")


def test_the_links_of_one_file_to_one_file_and_those_that_are_broken(vault, monkeypatch):
    assert {line.split(":")[0] for line in brief("--from", "board.canvas")} == {"board.canvas"}
    assert len(brief("--to", "a/Keeper.md")) == 6
    assert len(brief("--to", "cc/Tie.md")) == 2
    assert brief("--to", "a/Keeper.md", "--broken", "--from", "src.md") == [
        "src.md:5:1 markdown a/Keeper.md missing-heading",
        "src.md:5:22 wikilink Keeper missing-block",
    ]
    assert [line.split()[-1] for line in brief("--broken")].count("unresolved") == 3
    monkeypatch.chdir(vault / "a")
    assert brief("..", "--from", "Keeper.md") == brief("..", "--from", "a/Keeper.md") != []


def test_text_is_grouped_by_note():
    result = run("links", "--from", "src.md")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == [
        "src.md",
        "  2:6: ok [[Keeper]] -> a/Keeper.md",
        "  4:3: ambiguous [[Tie]] -> one of bb/Tie.md, cc/Tie.md",
    ]
    assert "6 links: 1 ok, 1 ambiguous, 1 unresolved" in result.stderr


def test_a_file_that_is_not_there_is_named_with_a_near_one():
    result = run("links", "--from", "Keepr.md")
    assert result.exit_code == 2
    assert "Keepr.md: there is no such file in the vault; did you mean `Keeper`?" in result.stderr


def test_nothing_is_written_and_what_cannot_be_read_is_said(vault):
    plant(vault, {"bad.md": b"\xff\xfe"})
    state = fingerprint(vault)
    result = run("links")
    assert "bad.md: is not UTF-8" in result.stderr
    assert fingerprint(vault) == state


def test_a_canvas_or_base_that_cannot_be_read_is_said(vault):
    broken = {
        "broken.canvas": '{"nodes": [\n {"file": "a/Keeper.md",}]}\n',
        "broken.base": 'filters:\n  "a" b\n',
        # As Obsidian makes them.
        "new.canvas": "",
        "new.base": "",
    }
    plant(vault, broken)
    messages = {
        "broken.base": "cannot be read as YAML: see line 2",
        "broken.canvas": "cannot be read as JSON: see line 2",
    }
    result = run("links")
    for path, message in messages.items():
        assert f"{path}: {message}" in result.stderr
    found = json.loads(run("lint", "--select", "WL", "--output-format", "json").stdout)
    said = {r["path"]: r["message"] for r in found if r["code"] == "VK000"}
    assert said == {path: f"this file {message}" for path, message in messages.items()}
    assert "src.md:4:3 WL002" in lint()


# In lint


def lint(*arguments: str) -> list[str]:
    result = run("lint", *arguments, "--select", "WL", "--output-format", "json")
    return [f"{r['path']}:{r['line']}:{r['column']} {r['code']}" for r in json.loads(result.stdout)]


def test_lint_finds_links_in_canvases_and_bases_too():
    assert {line for line in lint() if ".md" not in line} == {
        "all.base:1:24 WL001",
        "board.canvas:2:30 WL002",
    }
    assert lint("board.canvas") == ["board.canvas:2:30 WL002"]


def test_one_note_is_linted_with_the_headings_of_others():
    assert "src.md:5:1 WL008" in lint("src.md")
    assert "src.md:5:22 WL009" in lint("src.md")


def test_one_note_is_linted_with_the_aliases_of_others(vault):
    plant(
        vault,
        {
            "vaultkit.toml": '[lint.per-path]\n"a/**" = { ignore = ["WL"] }\n',
            "a/灯.md": "---\nAliases: [Light House, \"\\xe9\", 'it''s']\n---\n",
            "b.md": "---\naliases: [Two]\n---\n",
            "c.md": "---\naliases:\n  - two\n---\n",
            "no.md": "---\nalias: Nobody\n---\naliases: Nobody\n",
            "bad.md": b"---\naliases: Light House\n---\n\xff\n",
            "one.md": "[[light house]] [[e\u0301]] [[Nobody]]\n[[It's]] [[TWO]]\n",
        },
    )
    wanted = ["one.md:1:1 WL012", "one.md:1:17 WL012", "one.md:1:24 WL001"]
    wanted += ["one.md:2:1 WL012", "one.md:2:10 WL012"]
    assert lint("one.md") == wanted
    assert [line for line in lint() if line.startswith("one.md")] == wanted
    run("lint", "one.md", "--fix", "--select", "WL")
    text = (vault / "one.md").read_text("utf-8")
    assert text == "[[灯|light house]] [[灯|e\u0301]] [[Nobody]]\n[[灯|It's]] [[TWO]]\n"


def test_a_new_note_shows_the_links_elsewhere_that_it_makes_ambiguous(vault):
    other = "%% vaultkit: ignore WL002 %%\n[[灯]]\n\n[[灯]] [x](%E7%81%AF.md) `[[灯]]` [[bb/灯]]\n"
    plant(vault, {"other.md": other, "bb/灯.md": "", "bb/own.md": "[[灯]]\n"})
    before = lint()
    assert lint("bb/灯.md") == []
    plant(vault, {"cc/灯.md": "[[Nobody]]\n", "dddd/灯.md": ""})
    assert lint("cc/灯.md") == ["cc/灯.md:1:1 WL001", "other.md:4:1 WL002", "other.md:4:7 WL002"]
    assert lint("dddd/灯.md") == []
    assert sorted({*lint()} - {*before}) == lint("cc/灯.md")


def test_an_ignored_folder_is_not_reported_from_elsewhere(vault):
    plant(vault, {"vaultkit.toml": '[lint.per-path]\n"src.md" = { ignore = ["WL002"] }\n'})
    assert lint("cc/Tie.md") == ["board.canvas:2:30 WL002"]


def test_headings_are_known_of_notes_where_the_rule_is_off(vault):
    plant(
        vault,
        {
            "vaultkit.toml": '[lint.per-path]\n"a/**" = { ignore = ["WL"] }\n',
            "src.md": "[[Keeper#One]] [[Keeper#Two]]\n",
        },
    )
    assert [line for line in lint() if "WL008" in line] == ["src.md:1:16 WL008"]


def test_fixing_leaves_canvases_as_they_are(vault):
    state = fingerprint(vault)["board.canvas"]
    run("lint", "--fix", "--unsafe-fixes", "--select", "ALL")
    assert fingerprint(vault)["board.canvas"] == state
