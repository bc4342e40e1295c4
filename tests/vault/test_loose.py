"""The loose name, and the files that are found by it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vaultkit.vault.loose import LooseNames, loose_name, script_name, width_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("智譜 AI", "智谱ai"),
        ("ＡＩ—时代", "AI—時代"),
        ("my-note", "My Note"),
        ("a\u200bb", "ab"),
        ("Cafe\u0301", "Café"),
        ("第①章", "第1章"),
        ("説話", "说话"),
        ("隨著", "随着"),
    ],
)
def test_names_that_are_loosely_one(one: str, other: str) -> None:
    assert loose_name(one) == loose_name(other)


@pytest.mark.parametrize(("one", "other"), [("灯", "塔"), ("a_b", "ab"), ("a.b", "ab"), ("", "a")])
def test_names_that_are_not(one: str, other: str) -> None:
    assert loose_name(one) != loose_name(other)


@pytest.mark.parametrize("name", [width_name, script_name])
@pytest.mark.parametrize(("one", "other"), [("x²", "x2"), ("第①章", "第1章"), ("½", "1/2")])
def test_other_forms_of_a_digit_are_other_names(name, one: str, other: str) -> None:
    assert name(one) != name(other)


def test_files_are_found_by_the_last_part_of_their_path() -> None:
    names = LooseNames(
        ["a/灯塔.md", "b/燈塔.md", "灯塔.png", "c/燈火.md", ".x/灯塔.md", "a/Log.md"]
    )
    assert names.find("燈 塔") == ["a/灯塔.md", "b/燈塔.md"]
    assert names.find("灯塔.MD") == ["a/灯塔.md", "b/燈塔.md"]
    assert names.find("燈塔.png") == ["灯塔.png"]
    assert names.find("l o-g") == ["a/Log.md"]
    assert names.find("Lo") == names.find("灯") == []


def test_opencc_is_only_loaded_for_names_that_may_differ_in_script() -> None:
    program = (
        "from vaultkit.vault.loose import LooseNames\n"
        "names = LooseNames(['灯塔.md', '海燕.md', 'Log.md', '戰爭論.md'])\n"
        "assert names.find('海塔') == [] and names.find('log') and names.find('海燕')\n"
        "print('opencc' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path[:] = {[*sys.path]!r}\n{program}"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == "False\n"
