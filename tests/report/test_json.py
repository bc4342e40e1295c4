from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import lint, rule

from vaultkit.checks.located import Record, locate
from vaultkit.checks.rule import Finding
from vaultkit.note.source import Lines
from vaultkit.note.spans import Span
from vaultkit.report.json import print_findings, print_json

FIND = rule("TX801", "lamp|灯塔|🗼|e\u0301|\t", None)
FIX = rule("TX802", "boats?|船|🚢|o\u0308", "*", reach=("delete",), severity="error")
PLACE = ["line", "column", "end_line", "end_column"]
KEYS = ["path", "code", "name", "severity", "message", *PLACE, "fix"]


def places(text: str) -> list[str]:
    """The lines of a text with their ends, as an editor counts them."""
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def part(text: str, at: dict[str, object]) -> tuple[int, int]:
    """The offsets of a place in lines and columns."""
    lines = places(text)
    start, end = (
        sum(map(len, lines[: at[line] - 1])) + at[column] - 1  # type: ignore[operator]
        for line, column in (("line", "column"), ("end_line", "end_column"))
    )
    return start, end


def read(records: list[Record], capsysbinary) -> list[dict[str, object]]:
    print_findings(records)
    out = capsysbinary.readouterr().out
    assert out.endswith(b"\n")
    return json.loads(out)


def records(text: str) -> list[Record]:
    return [one.record for one in lint({"a/灯.md": text}, FIND, FIX).findings]


def test_a_finding_has_exactly_these_keys(capsysbinary):
    (one,) = read(records("the lamp\n"), capsysbinary)
    assert list(one) == KEYS
    assert one == {
        "path": "a/灯.md",
        "code": "TX801",
        "name": "planted-tx801",
        "severity": "warning",
        "message": "found 'lamp'",
        "line": 1,
        "column": 5,
        "end_line": 1,
        "end_column": 9,
        "fix": None,
    }


def test_a_fix_has_exactly_these_keys(capsysbinary):
    (one,) = read(records("灯\r\n two boats\r\n"), capsysbinary)
    assert one["severity"] == "error"
    assert one["fix"] == {
        "safety": "safe",
        "edits": [
            {
                "path": "a/灯.md",
                "line": 2,
                "column": 6,
                "end_line": 2,
                "end_column": 11,
                "text": "*",
            }
        ],
    }


def test_nothing_found_is_an_empty_array(capsysbinary):
    assert read([], capsysbinary) == []


def test_a_finding_about_a_whole_file_stands_at_its_beginning(capsysbinary):
    finding = Finding(Span(0, 0), "", path="a.md", code="TX801")
    (one,) = read([locate(finding, FIND, Lines("")).record], capsysbinary)
    assert [one[key] for key in PLACE] == [1, 1, 1, 1]


def test_chinese_is_printed_as_it_is(capsysbinary):
    print_findings(records("灯塔"))
    assert "found '灯塔'".encode() in capsysbinary.readouterr().out


def test_a_name_that_is_not_utf_8_is_printed_with_escapes(capsysbinary):
    finding = Finding(Span(0, 0), "", path="a\udce9.md", code="TX801")
    (one,) = read([locate(finding, FIND, Lines("")).record], capsysbinary)
    assert one["path"] == "a\\udce9.md"


@pytest.mark.parametrize("data", [{}, [], {"moves": [], "changed": ["a\udce9"], "n": 1, "x": None}])
def test_any_data_can_be_printed(data, capsysbinary):
    print_json(data)
    text = json.dumps(data).replace("\\udce9", "\\\\udce9")
    assert json.loads(capsysbinary.readouterr().out) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\ufefflamp", (1, 2, 1, 6)),
        ("🗼", (1, 1, 1, 2)),
        ("🗼e\u0301", (1, 2, 1, 4)),
        ("\r\n\r\nlamp\r\n", (3, 1, 3, 5)),
        ("\r\rlamp", (3, 1, 3, 5)),
        ("a\u2028lamp", (1, 3, 1, 7)),
        ("a\x0clamp", (1, 3, 1, 7)),
        ("灯塔灯塔", (1, 3, 1, 5)),
        ("\t\t", (1, 2, 1, 3)),
    ],
)
def test_lines_and_columns_count_from_one_in_characters(text, place):
    last = records(text)[-1]
    assert (last.line, last.column, last.end_line, last.end_column) == place


def test_an_end_may_be_on_another_line():
    across = rule("TX803", r"lamp\r\nboat\r\n", None)
    (one,) = lint({"a.md": "a lamp\r\nboat\r\n"}, across).findings
    record = one.record
    assert (record.line, record.column, record.end_line, record.end_column) == (1, 3, 3, 1)


PIECES = st.sampled_from(
    [
        *("lamp", "boat", "boats", "船", "灯塔", "🗼", "🚢", "e\u0301", "o\u0308", "\t", " "),
        *("\n", "\r\n", "\r", "\u2028", "\ufeff", "x", "𠮷"),
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_places_and_edits_lead_back_to_the_text(text):
    fixed = text
    for record in reversed(records(text)):
        start, end = part(text, {name: getattr(record, name) for name in PLACE})
        assert record.message == f"found {text[start:end]!r}"
        if record.fix:
            (edit,) = record.fix.edits
            assert edit.path == record.path
            start, end = part(text, {name: getattr(edit, name) for name in PLACE})
            fixed = fixed[:start] + edit.text + fixed[end:]
    assert fixed == re.sub("boats?|船|🚢|o\u0308", "*", text)
