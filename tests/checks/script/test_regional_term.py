from __future__ import annotations

import pytest

from vaultkit.checks import run, terms
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.checks.script.regional_term import RULE, Options
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note
from vaultkit.note.script import convert

HANS = "这几天港口很热闹，渔船陆续回来了。\n"
HANT = "這幾天港口很熱鬧，漁船陸續回來了。\n"
TAIWAN = f"{HANT}門裡的燈還亮，他說晚點關。\n"
HONG_KONG = f"{HANT}門裏的燈還亮，街坊提着舊傘，趕在關門前買麪。\n"


def active(script: str) -> list[Active]:
    return [Active(RULE, Options(script=script))]  # type: ignore[arg-type]


def check(text: str, script: str) -> list[Finding]:
    return run.check(Note("note.md", text), active(script))


def test_one_finding_for_each_word_with_all_its_places() -> None:
    text = f"{HANS}网路和软体，网路。\n"
    network, software = check(text, "zh-Hans")
    assert network.message == "`网路` is Taiwan's word for `网络`, and stands here 2 times"
    assert [edit.text for edit in network.edits] == ["网络", "网络"]
    assert network.span.of(text) == "网路"
    assert software.message == "`软体` is Taiwan's word for `软件`"


@pytest.mark.parametrize(
    "text, script, messages",
    [
        (f"{HANS}网路，网络", "keep", ["`网路` is Taiwan's word for `网络`"]),
        (f"{TAIWAN}網路，網絡", "keep", ["`網絡` is the mainland's word for `網路`"]),
        (f"{HONG_KONG}網路，網絡", "keep", ["`網路` is Taiwan's word for `網絡`"]),
        (f"{HONG_KONG}硬盤，硬碟", "keep", ["`硬盤` is the mainland's word for `硬碟`"]),
        (f"{HANT}網絡", "keep", []),
        (f"{HANT}網路，网络", "zh-Hant-TW", ["`网络` is the mainland's word for `網路`"]),
        ("网路", "zh-Hans", []),
    ],
)
def test_the_region_that_is_wanted(text: str, script: str, messages: list[str]) -> None:
    found = check(text, script)
    assert [finding.message for finding in found] == messages
    assert all(bool(finding.edits) == (script != "keep") for finding in found)


def test_words_are_not_put_into_a_note_of_the_other_script() -> None:
    (finding,) = check(f"{HANS}网络", "zh-Hant-TW")
    assert finding.edits == ()


@pytest.mark.parametrize("script", ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"])
def test_every_fix_is_proven_and_leaves_no_word_to_find(script: str) -> None:
    words = [
        word for term in terms.table() for word in (term.tw, term.cn, term.hk, *term.within) if word
    ]
    if script == "zh-Hans":
        words = [convert(word, "t2s") for word in words]
    text = (HANS if script == "zh-Hans" else HANT) * 20 + "\n".join(f"（{w}）。" for w in words)
    fixed = fix(Note("note.md", text), active(script), unsafe=["SC003"])
    assert fixed.refused == []
    assert fixed.applied.keys() == {"SC003"}
    assert check(fixed.note.text, script) == []


def test_what_is_quoted_in_the_other_script_is_for_another_rule() -> None:
    text = f"{HANS * 60}他写道「這個軟體連上網路後還沒開」。软体\n"
    (finding,) = check(text, "zh-Hans")
    assert [edit.start for edit in finding.edits] == [text.index("软体")]


def test_every_word_stands_for_one_term() -> None:
    leaders: dict[str, set[str]] = {}
    for term in terms.table():
        for word in filter(None, (term.tw, term.cn, term.hk)):
            leaders.setdefault(word, set()).add(term.cn)
        for longer in term.within:
            assert term.tw in longer or term.cn in longer, longer
        assert term.tw != term.cn
    assert all(len(found) == 1 for found in leaders.values())
