"""Every spelling of a date that was met in notes, and what the rules about dates make of it.

A row of spellings.tsv has a value, what it is after fixing without a time zone, and with one.
`keep` leaves it as it is; codes after it are reported.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks import ruleset
from vaultkit.checks.dates import date_format, offset
from vaultkit.checks.ruleset import Active
from vaultkit.config import Config, LintTable, VaultTable
from vaultkit.fixing import run
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note
from vaultkit.vault.vault import Vault

with (Path(__file__).parent / "spellings.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
VALUES = [value for value, _, _ in ROWS]
DATES = ("created", "published")
OTHERS = ("id", "title", "height", "版本")
QUOTES = ("", "'", '"')

Fixed = dict[str, tuple[str, list[str]]]


def block(key: str, value: str, quote: str) -> str:
    return f"---\n{key}: {quote}{value}{quote}\n---\n"


def fixed(folder: Path, timezone: str | None) -> Fixed:
    """Each value in each property and each quotes, fixed in one vault: the text and the codes."""
    for number, value in enumerate(VALUES):
        for key in DATES + OTHERS:
            for quote in QUOTES:
                note = folder / f"{number} {key} {QUOTES.index(quote)}.md"
                note.write_text(block(key, value, quote), encoding="utf-8")
    # The rows are of one vault only here, so they are not compared with one another.
    lint = LintTable(select=("DT", "VK"), ignore=("DT007",))
    config = Config(vault=VaultTable(timezone=timezone), lint=lint)
    vault = Vault.open(folder, config)
    outcome = run.lint(vault, ruleset.build(config, {}), vault.notes, unsafe=(), workers=1)
    codes: dict[str, list[str]] = {path: [] for path in vault.notes}
    for finding in outcome.findings:
        codes[finding.record.path].append(finding.record.code)
    changed = {path: changed.after for path, changed in outcome.changed.items()}
    return {path: (changed.get(path, vault.read(path)), codes[path]) for path in vault.notes}


@pytest.fixture(scope="module")
def without_zone(tmp_path_factory: pytest.TempPathFactory) -> Fixed:
    return fixed(tmp_path_factory.mktemp("without"), None)


@pytest.fixture(scope="module")
def in_shanghai(tmp_path_factory: pytest.TempPathFactory) -> Fixed:
    return fixed(tmp_path_factory.mktemp("shanghai"), "Asia/Shanghai")


def expect(notes: Fixed, key: str, value: str, outcome: str) -> None:
    written, *codes = outcome.split(", ")
    for number, quote in enumerate(QUOTES):
        text, found = notes[f"{VALUES.index(value)} {key} {number}.md"]
        assert text == block(key, value if written == "keep" else written, quote)
        # What no rule about dates says is said by a rule about empty values.
        assert found == [code for code in codes if code.startswith("DT")]


@pytest.mark.parametrize("key", DATES)
@pytest.mark.parametrize(("value", "without", "within"), ROWS)
def test_a_spelling(
    without_zone: Fixed, in_shanghai: Fixed, key: str, value: str, without: str, within: str
) -> None:
    expect(without_zone, key, value, without)
    expect(in_shanghai, key, value, within)


@given(
    st.sampled_from([*VALUES, "2024-03-14 00:00", "2024-03-14T07:30:00.125Z", "1710401400125"]),
    st.sampled_from([None, "Asia/Shanghai"]),
    st.sampled_from(["date", "datetime", "text", None]),
    st.sampled_from([(), ("ALL",)]),
)
def test_what_was_fixed_is_fixed_whatever_the_type_of_the_property(
    value: str, timezone: str | None, kind: str | None, unsafe: tuple[str, ...]
) -> None:
    types = {"created": kind} if kind else {}
    active = [
        Active(date_format.RULE, date_format.Options(types=types)),
        Active(offset.RULE, offset.Options(timezone=timezone, types=types)),
    ]
    once = fix(Note("note.md", block("created", value, "")), active, unsafe)
    assert once.refused == []
    if kind == "text":
        assert once.note.text == block("created", value, "")
    again = fix(once.note, active, unsafe)
    assert again.note.text == once.note.text
    assert [finding.message for finding in again.findings] == [
        finding.message for finding in once.findings
    ]


@pytest.mark.parametrize("key", OTHERS)
@pytest.mark.parametrize("value", VALUES)
def test_outside_a_date_property_nothing_is_touched(
    in_shanghai: Fixed, key: str, value: str
) -> None:
    expect(in_shanghai, key, value, "keep")
