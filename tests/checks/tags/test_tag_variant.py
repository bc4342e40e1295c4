"""TG003: which spelling is kept, and what is rewritten."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import planted
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks.tags.tag_variant import RULE
from vaultkit.note.script import convert, is_simplified


@dataclass
class Linted:
    findings: list[str]
    changed: dict[str, str]


def lint(*texts: str, fix: bool = False) -> Linted:
    """The notes a.md, b.md … of a vault; findings as `name:line:column message`."""
    files = {f"{chr(97 + index)}.md": text for index, text in enumerate(texts)}
    outcome = planted.lint(files, RULE, unsafe=("TG003",) if fix else None)
    records = [one.record for one in outcome.findings]
    return Linted(
        [f"{one.path[0]}:{one.line}:{one.column} {one.message}" for one in records],
        {path[0]: changed.after for path, changed in outcome.changed.items()},
    )


def test_one_finding_for_each_spelling_of_a_note() -> None:
    note = "---\ntags: [x, COAST]\n---\n#Coast\n#COAST\n#Coast\n"
    assert lint("#coast\n", "#coast\n", note).findings == [
        "c:2:11 `COAST` and `coast` are one tag: write `coast`, which is used more",
        "c:4:1 `Coast` and `coast` are one tag: write `coast`, which is used more",
    ]


@pytest.mark.parametrize(
    ("notes", "kept"),
    [
        # The notes count before the places, and of equals the first stays.
        (("#A #A #A", "#a", "#a"), "a"),
        (("#a", "#A #A"), "A"),
        (("#b #a", "#A"), "a"),
    ],
)
def test_which_spelling_is_kept(notes: tuple[str, ...], kept: str) -> None:
    findings = lint(*notes).findings
    assert findings
    assert all(f"write `{kept}`" in finding for finding in findings)


@pytest.mark.parametrize(
    ("others", "before", "after"),
    [
        ("#a_b", "#a-b\n#A_B", "#a_b\n#a_b"),
        ("#Ａ１ #Ａ１/x", "#a1", "#Ａ１"),
        ("#臺灣/颱風 #後台", "#台湾/台风 #后台", "#臺灣/颱風 #後台"),
        ("#a/B #a/x", "#A/b #A/B/d", "#a/B #a/B/d"),
        ("#a", "#a/\n#A/ #a/b/", "#a\n#a #a/b/"),
        ("#true", "---\ntags: [tRue, 'TRUE']\n---\n", "---\ntags: [\"true\", 'true']\n---\n"),
        ("#a", '---\nTags: "\\u0041"\n---\n', '---\nTags: "a"\n---\n'),
        ("#a", "%% #A %% #A", "%% #A %% #a"),
    ],
)
def test_a_fix(others: str, before: str, after: str) -> None:
    linted = lint(others, others, before, fix=True)
    assert linted.changed == {"c": after}
    assert not any("VK002" in finding for finding in linted.findings)


@pytest.mark.parametrize(
    "notes",
    [
        ("#a", "#b"),
        ("#a/", "#a/"),
        ("#灯", "#塔"),
        ("#里", "#理"),
        ("#a，b", "#A，b"),
        ("#1a2b3c #FFF #fff", "#1A2B3C"),
        ("---\ntags: ['A b', '#a', 1]\n---\n", "#a"),
        ("---\nkeywords: [A]\n---\n", "#a"),
        ("---\nkanban-plugin: board\n---\n#A", "#a"),
    ],
)
def test_silence(notes: tuple[str, ...]) -> None:
    assert lint(*notes).findings == []


def test_opencc_is_only_loaded_for_names_that_may_differ_in_script() -> None:
    program = (
        "import planted\nfrom vaultkit.checks.tags.tag_variant import RULE\n"
        "planted.lint({'a.md': '#灯塔 #海岸 #燈 #Coast', 'b.md': '#coast'}, RULE)\n"
        "print('opencc' in sys.modules)\n"
    )
    path = [*sys.path]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path[:] = {path!r}\n{program}"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == "False\n"


def test_no_character_of_gb2312_that_converts_is_missed() -> None:
    rows, cells = range(0xB0, 0xF8), range(0xA1, 0xFF)
    codes = bytes(byte for row in rows for cell in cells for byte in (row, cell))
    characters = set(codes.decode("gb2312", "ignore"))
    converted = {one for one in characters if convert(one, "t2s") != one}
    assert len(characters) == 6763
    assert {one for one in characters if not is_simplified(one)} == converted


NAMES = st.sampled_from(
    ["a", "A", "Ａ", "a/", "a_b", "A-b", "a/b", "A/B", "灯", "燈", "灯/A", "燈/a"]
)


@given(st.lists(st.lists(st.tuples(NAMES, st.booleans()), max_size=5), max_size=4))
def test_after_the_fix_every_tag_has_one_spelling(vault: list[list[tuple[str, bool]]]) -> None:
    texts = []
    for tags in vault:
        entries = ", ".join(f"'{name}'" for name, in_property in tags if in_property)
        inline = " ".join(f"#{name}" for name, in_property in tags if not in_property)
        texts.append(f"---\ntags: [{entries}]\n---\n{inline}\n")
    assert lint(*texts, fix=True).findings == []
