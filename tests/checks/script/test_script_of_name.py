from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import plant

from vaultkit import config as configuration
from vaultkit.checks import ruleset
from vaultkit.checks.script.script_of_name import Options, rename
from vaultkit.fixing import run
from vaultkit.fixing.run import Outcome
from vaultkit.note.note import Note
from vaultkit.vault.vault import Vault


def lint(
    folder: Path,
    files: dict[str, str],
    script: str = "zh-Hans",
    fix: bool = False,
    select: tuple[str, ...] = ("SC005", "VK"),
) -> Outcome:
    plant(folder, {"vaultkit.toml": f'[vault]\nscript = "{script}"\n', **files})
    vault = Vault.open(folder, configuration.load(folder))
    rules = ruleset.build(vault.config, {}, list(select))
    return run.lint(vault, rules, vault.notes, ("SC005",) if fix else None)


def messages(outcome: Outcome) -> list[str]:
    return [found.record.message for found in outcome.findings]


def test_messages(tmp_path: Path) -> None:
    note = "---\ntitle: 漁港 1\ntags: [漁船]\naliases: 碼頭\n---\n#漁船 #燈\n"
    assert messages(lint(tmp_path, {"漁.md": note, "渔.md": ""})) == [
        "the name of the file is not in the vault's script: `渔`, but another note has that name",
        "the title `漁港 1` is not in the vault's script: `渔港 1`",
        "the tag `#漁船` is not in the vault's script: `#渔船`",
        "the alias `碼頭` is not in the vault's script: `码头`",
        "the tag `#燈` is not in the vault's script: `#灯`",
    ]


def test_a_file_is_renamed_by_another_command(tmp_path: Path) -> None:
    assert messages(lint(tmp_path, {"漁.md": ""})) == [
        "the name of the file is not in the vault's script: `渔`, "
        'which `normalize` with `also = ["SC005"]` renames'
    ]


def test_an_alias_stays_until_the_link_that_names_it_leads_to_the_note(tmp_path: Path) -> None:
    files = {"港口.md": "---\naliases: [碼頭, 燈塔]\n---\n", "a.md": "见 [[碼頭]]。\n"}
    select = ("SC005", "WL012", "VK")
    found = messages(lint(tmp_path, files, select=select))
    assert [one for one in found if "alias `" in one] == [
        "the alias `燈塔` is not in the vault's script: `灯塔`"
    ]
    changed = lint(tmp_path, {}, fix=True, select=select).changed
    assert changed["a.md"].after == "见 [[港口|碼頭]]。\n"
    assert changed["港口.md"].after == "---\naliases: [码头, 灯塔]\n---\n"


def test_quotes_comments_and_the_rest_stay(tmp_path: Path) -> None:
    note = (
        '---\ntags:\n  - \'漁船\' # 漁船\n  - "燈"\naliases: ["漁, 港", &a 漁網]\nnote: 漁船\n---\n'
        "#漁船, `#漁船` 漁船 %% #漁船 %% <b>#漁船</b> [[漁船]] #漁の話\n"
    )
    outcome = lint(tmp_path, {"note.md": note}, fix=True)
    assert outcome.changed["note.md"].after == (
        '---\ntags:\n  - \'渔船\' # 漁船\n  - "灯"\naliases: ["渔, 港", &a 漁網]\nnote: 漁船\n---\n'
        "#渔船, `#漁船` 漁船 %% #漁船 %% <b>#漁船</b> [[漁船]] #漁の話\n"
    )
    assert messages(outcome) == []


def test_a_list_with_a_tag_in_both_scripts_is_for_another_rule(tmp_path: Path) -> None:
    note = "---\ntags: [漁船, 渔船]\n---\n"
    assert messages(lint(tmp_path, {"note.md": note}, fix=True)) == []


def test_values_that_are_no_names_stay(tmp_path: Path) -> None:
    note = "---\ntags: [[漁], {漁: 1}, 3, null]\naliases: [[漁], {漁: 1}, 3]\ntitle: [漁]\n---\n"
    assert messages(lint(tmp_path, {"note.md": note}, fix=True)) == []


def test_front_matter_that_cannot_be_read_stays(tmp_path: Path) -> None:
    note = "---\ntitle: 漁港\ntags: [漁船]\nnote: a: b\n---\n#燈\n"
    outcome = lint(tmp_path, {"note.md": note}, fix=True)
    assert outcome.changed["note.md"].after == note.replace("燈", "灯")
    assert messages(outcome) == []


def test_a_drawing_keeps_its_name(tmp_path: Path) -> None:
    files = {"漁.excalidraw.md": "", "漁.md": "---\nkanban-plugin: board\n---\n", "漁.png": ""}
    assert messages(lint(tmp_path, files)) == []


@pytest.mark.parametrize(
    "path, script, wanted",
    [
        ("漁港/漁船.md", "zh-Hans", "漁港/渔船.md"),
        ("漁船.v2.md", "zh-Hans", "渔船.v2.md"),
        ("隨著.md", "zh-Hans", "随着.md"),
        ("宮崎駿の映画.md", "zh-Hans", "宮崎駿の映画.md"),
        ("漁船 張愛玲.md", "zh-Hans", "渔船 張愛玲.md"),
        ("渔船 想象.md", "zh-Hant-TW", "漁船 想象.md"),
        ("台灣的渔船.md", "zh-Hant-TW", "台灣的漁船.md"),
        ("房间里.md", "zh-Hant-HK", "房間裏.md"),
        ("漁船.md", "zh-Hant-HK", "漁船.md"),
        ("渔船.md", "keep", "渔船.md"),
        ("里.md", "zh-Hant-TW", "里.md"),
    ],
)
def test_names(path: str, script: str, wanted: str) -> None:
    options = Options(script=script, keep=("張愛玲",))  # type: ignore[arg-type]
    assert rename(Note(path, ""), options, path) == wanted


names = st.text(st.sampled_from("漁渔著着隨随里裡裏后後台臺乾干張a "), min_size=1, max_size=8)


@settings(deadline=None)
@given(names, st.sampled_from(["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]))
def test_a_name_is_converted_once(name: str, script: str) -> None:
    options = Options(script=script, keep=("張",))  # type: ignore[arg-type]
    note = Note("note.md", "")
    once = rename(note, options, f"{name}.md")
    assert rename(note, options, once) == once
    assert once.count("張") == name.count("張")
