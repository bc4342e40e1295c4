from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import found, lint, rule

from vaultkit.checks.links import unresolved_link
from vaultkit.checks.suppressions import find
from vaultkit.note.note import Note

LAMP = rule("TX801", "lamp", None)
COMMAS = rule("TX802", "(?<=灯),", "，", reach=("width",), marks={",": "，"})
BOAT = rule("WL801", "boat", None)
LINKS = unresolved_link.RULE


def covered(text: str) -> list[tuple[str, str]]:
    """Each code that is suppressed and the text for which it is."""
    return [(s.code, text[s.start : s.end]) for s in find(Note("note.md", text))]


def of(text: str, *rules, fix: bool = False) -> list[str]:
    """The findings of some rules on one note."""
    outcome = lint({"note.md": text}, *(rules or (LAMP, BOAT)), unsafe=() if fix else None)
    return [line.removeprefix("note.md:") for line in found(outcome)]


def after_fix(text: str, *rules) -> str:
    outcome = lint({"note.md": text}, *rules, unsafe=())
    assert "VK002" not in [one.record.code for one in outcome.findings]
    return outcome.changed["note.md"].after if outcome.changed else text


# Comments


@pytest.mark.parametrize(
    "comment",
    [
        "%% vaultkit: ignore TX801 %%",
        "%%vaultkit:ignore TX801%%",
        "<!-- vaultkit: ignore TX801 -->",
        "<!--vaultkit:ignore: TX801-->",
        "%%\tvaultkit: ignore\ttx801 %%",
        "Some words. %% vaultkit: ignore TX801 %% More words.",
        "> %% vaultkit: ignore TX801 %%",
        "- <!-- vaultkit: ignore TX801 -->",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_holds_for_the_next_line(comment, newline):
    text = f"{comment}{newline}a lamp{newline}a boat{newline}"
    assert covered(text) == [("TX801", f"a lamp{newline}")]
    assert of(text) == ["3:3 WL801"]


def test_a_comment_holds_for_the_next_line_alone():
    text = "lamp\n%% vaultkit: ignore TX801 %%\nlamp lamp\nlamp\n"
    assert of(text) == ["1:1 TX801", "4:1 TX801"]


def test_a_comment_does_not_hold_for_its_own_line():
    assert of("lamp %% vaultkit: ignore TX801 %%\nlamp\n") == ["1:1 TX801"]


def test_a_finding_is_on_the_line_where_it_begins():
    across = rule("TX803", r"boat\nlamp", None)
    text = "{}boat\n{}lamp\n"
    comment = "%% vaultkit: ignore TX803 %%\n"
    assert of(text.format(comment, ""), across) == []
    # On a blank line in between nothing begins.
    assert of(text.format("", comment), rule("TX803", r"boat\n%%.*\nlamp", None)) == [
        "1:1 TX803",
        "2:1 VK001",
    ]


@pytest.mark.parametrize("comment", ["%% vaultkit: ignore %%", "<!--vaultkit:ignore: -->"])
def test_a_comment_that_names_no_rule_ignores_nothing_and_is_reported(comment):
    assert of(f"{comment}\nlamp\n") == ["1:1 VK001", "2:1 TX801"]
    assert after_fix(f"{comment}\nlamp\n", LAMP) == f"{comment}\nlamp\n"


def test_a_comment_may_name_several_codes_and_prefixes():
    both = "lamp boat\n"
    assert covered(f"%% vaultkit: ignore TX801, WL801 %%\n{both}") == [
        ("TX801", both),
        ("WL801", both),
    ]
    assert of(f"%% vaultkit: ignore TX801 WL801 %%\n{both}") == []
    assert of(f"%% vaultkit: ignore TX8, W %%\n{both}") == []
    assert of(f"%% vaultkit: ignore ALL %%\n{both}") == []
    assert of(f"%% vaultkit: ignore WL %%\n{both}") == ["2:1 TX801"]


def test_a_comment_on_the_last_line_holds_for_nothing():
    text = "lamp\n%% vaultkit: ignore TX801 %%"
    assert covered(text) == [("TX801", "")]
    assert of(text) == ["1:1 TX801", "2:1 VK001"]


def test_a_comment_before_the_last_line_holds_to_its_very_end():
    end = rule("TX804", r"\Z", None)
    assert of("%% vaultkit: ignore TX804 %%\nlamp", end) == []


@pytest.mark.parametrize(
    "text",
    [
        "`%% vaultkit: ignore TX801 %%`\nlamp\n",
        "```\n%% vaultkit: ignore TX801 %%\nlamp\n```\n",
        "    <!-- vaultkit: ignore TX801 -->\nlamp\n",
        "vaultkit: ignore TX801\nlamp\n",
        "%% vaultkit: keep TX801 %%\nlamp\n",
        "$$\n%% vaultkit: ignore TX801 %%\nlamp\n$$\n",
        "---\ntitle: '%% vaultkit: ignore TX801 %%'\n---\nlamp\n",
    ],
)
def test_what_is_no_comment_suppresses_nothing(text):
    assert covered(text) == []
    assert [line.split()[1] for line in of(text)] == ["TX801"]


def test_a_comment_that_is_never_closed_suppresses_nothing():
    assert of("%% vaultkit: ignore TX801\nlamp\n") == ["2:1 TX801"]


def test_a_vault_s_rule_is_suppressed_too():
    text = "%% vaultkit: ignore WL001 %%\n[[Lamp]] and [[Boat]]\n[[Sea]]\n"
    assert of(text, LINKS) == ["3:1 WL001"]


# The property


@pytest.mark.parametrize(
    "value",
    [
        "TX801",
        '"TX801"',
        "TX",
        "[TX801]",
        "[WL801, TX801]",
        "\n  - TX801",
        "tx801, wl801",
        "ALL",
    ],
)
def test_the_property_holds_for_the_note(value):
    text = f"---\nvaultkit-ignore: {value}\n---\nlamp\nboat\n\nlamp"
    assert "TX801" not in str(of(text))


@pytest.mark.parametrize("value", ["", "[]", "5", "true", "TX9", "{a: b}"])
def test_a_property_that_names_no_such_code_suppresses_nothing(value):
    text = f"---\nvaultkit-ignore: {value}\n---\nlamp\n"
    assert "4:1 TX801" in of(text)


def test_the_property_holds_for_the_front_matter_too():
    titles = rule("FM801", "title", None)
    assert of("---\ntitle: Lamp\nvaultkit-ignore: FM801\n---\n", titles) == []


def test_the_property_of_one_note_holds_for_no_other():
    files = {"a.md": "---\nvaultkit-ignore: TX801\n---\nlamp\n", "b.md": "lamp\n"}
    assert found(lint(files, LAMP)) == ["b.md:1:1 TX801"]


def test_a_property_of_the_vault_s_rules():
    assert of("---\nvaultkit-ignore: [WL001]\n---\n[[Lamp]]\n", LINKS) == []


# Suppressions without use


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("%% vaultkit: ignore TX801 %%\nboat\n", "1:1"),
        ("A sea. <!-- vaultkit: ignore TX801 -->\nboat\n", "1:8"),
        ("---\ntitle: Sea\nvaultkit-ignore: [TX801]\n---\nsea\n", "3:1"),
    ],
)
def test_a_suppression_without_use_is_reported(text, place):
    assert f"{place} VK001" in of(text)


def test_a_code_that_no_rule_has_is_reported():
    text = "%% vaultkit: ignore TX999 %%\nlamp\n"
    assert of(text) == ["1:1 VK001", "2:1 TX801"]


def test_one_finding_names_all_codes_without_use():
    text = "%% vaultkit: ignore TX801, WL801, TX999 %%\na ship\n"
    (one,) = lint({"note.md": text}, LAMP, BOAT).findings
    assert one.record.code == "VK001"
    assert one.record.message == "no rule is called TX999: correct it or delete it"
    assert one.record.fix is None


def test_a_code_that_no_rule_has_is_never_deleted():
    text = "%% vaultkit: ignore TX99 %%\na ship\n"
    outcome = lint({"note.md": text}, LAMP, BOAT, unsafe=())
    assert outcome.changed == {}
    assert [found.record.code for found in outcome.findings] == ["VK001"]


def test_a_rule_that_does_not_run_leaves_its_suppressions_in_peace():
    text = "%% vaultkit: ignore TX801 %%\nboat\n"
    assert found(lint({"note.md": text}, LAMP, BOAT, ignore=("TX", "WL"))) == []
    # Nor does it matter that nothing comes after the comment.
    assert found(lint({"note.md": text[:28]}, LAMP, BOAT, ignore=("TX", "WL"))) == []


def test_a_prefix_is_judged_only_when_all_its_rules_run():
    text = "%% vaultkit: ignore TX %%\n灯,\n"
    assert found(lint({"note.md": text}, LAMP, COMMAS)) == []
    # With TX802 off this suppression has no use now, but will have again.
    assert found(lint({"note.md": text}, LAMP, COMMAS, ignore=("TX802",))) == []
    assert found(lint({"note.md": text}, LAMP, ignore=())) == ["note.md:1:1 VK001"]


def test_the_report_can_be_turned_off():
    text = "%% vaultkit: ignore TX801 %%\nboat\n"
    assert found(lint({"note.md": text}, LAMP, ignore=("VK001",))) == []


@pytest.mark.parametrize("code", ["VK001", "VK", "ALL"])
def test_the_report_can_be_suppressed_as_any_other(code):
    text = f"---\nvaultkit-ignore: {code}\n---\n%% vaultkit: ignore TX801 %%\nboat\n"
    assert of(text, LAMP) == []
    comments = "%% vaultkit: ignore VK001 %%\n%% vaultkit: ignore TX801 %%\nboat\n"
    assert of(comments, LAMP) == []


@pytest.mark.parametrize("code", ["VK000", "VK002"])
def test_what_could_not_be_done_is_said_all_the_same(code):
    broken = rule("TX805", "lamp", "boat", reach=("space",))
    text = f"---\nvaultkit-ignore: {code}\n---\nlamp\n"
    outcome = lint({"note.md": text}, broken, unsafe=())
    assert "note.md:1:1 VK002" in found(outcome)


def test_a_suppression_whose_finding_is_fixed_elsewhere_stays_used():
    text = "%% vaultkit: ignore TX802 %%\n灯,\n灯,\n"
    assert after_fix(text, COMMAS) == "%% vaultkit: ignore TX802 %%\n灯,\n灯，\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A.\n\n%% vaultkit: ignore TX801 %%\nsea\n", "A.\n\nsea\n"),
        ("sea <!-- vaultkit: ignore TX801 --> side\nsea\n", "sea  side\nsea\n"),
        ("sea\n\n%% vaultkit: ignore TX801 %%", "sea\n\n"),
        ("---\na: b\nvaultkit-ignore: [TX801]\n---\nsea\n", "---\na: b\n---\nsea\n"),
        ("---\nvaultkit-ignore:\n  - TX801\n  - WL801\na: b\n---\nsea\n", "---\na: b\n---\nsea\n"),
        ("---\nvaultkit-ignore: TX801\n---\nsea\n", "---\n---\nsea\n"),
        ("%% vaultkit: ignore TX801 %%\n%% vaultkit: ignore WL801 %%\nsea\n", "sea\n"),
    ],
)
def test_a_fix_removes_what_has_no_use(before, after, newline):
    before, after = before.replace("\n", newline), after.replace("\n", newline)
    assert after_fix(before, LAMP, BOAT) == after
    assert after_fix(after, LAMP, BOAT) == after


def test_a_suppression_with_some_use_is_not_removed():
    text = "%% vaultkit: ignore TX801, WL801 %%\nlamp\n"
    assert after_fix(text, LAMP, BOAT) == text


def test_a_fix_counts_what_it_removed():
    text = "%% vaultkit: ignore TX801 %%\n灯,\n%% vaultkit: ignore TX801 %%\n灯,\n"
    outcome = lint({"note.md": text}, LAMP, COMMAS, unsafe=())
    assert outcome.fixed == {"TX802": 2, "VK001": 2}
    assert outcome.changed["note.md"] == (text, "灯，\n灯，\n")
    assert found(outcome) == []


def test_nothing_is_taken_from_a_note_that_a_program_writes():
    text = "---\nkanban-plugin: board\n---\n%% vaultkit: ignore TX801 %%\nlamp\n"
    outcome = lint({"note.md": text}, LAMP, unsafe=())
    assert outcome.changed == {}
    assert found(outcome) == []


LINES = st.sampled_from(
    [
        "lamp",
        "boat",
        "灯,",
        "",
        "```",
        "%% vaultkit: ignore TX801 %%",
        "<!-- vaultkit: ignore WL, TX802 -->",
        "%% vaultkit: ignore ALL %%",
        "> lamp %% vaultkit: ignore TX %% boat",
    ]
)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_what_is_suppressed_and_what_is_reported_make_all_findings(text):
    everything = of(text.replace("vaultkit:", "vaultkid:"), LAMP, BOAT, COMMAS)
    reported = of(text, LAMP, BOAT, COMMAS)
    assert set(reported) - set(everything) <= {line for line in reported if "VK001" in line}
    note = Note("note.md", text)
    for line in set(everything) - set(reported):
        place, code = line.split()
        number, column = map(int, place.split(":"))
        offset = note.lines.bounds(number)[0] + column - 1
        assert any(suppression.covers(code, offset) for suppression in find(note))


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_fixing_leaves_no_suppression_without_use_that_can_go(text):
    once = lint({"note.md": text}, LAMP, BOAT, unsafe=())
    after = once.changed["note.md"].after if once.changed else text
    again = lint({"note.md": after}, LAMP, BOAT, unsafe=())
    assert again.changed == {}
    assert found(again) == found(once)
    assert not any(one.record.code == "VK001" and one.record.fix for one in once.findings)


def test_a_comment_that_parts_two_blocks_is_not_removed():
    text = "> lamp\n<!-- vaultkit: ignore WL801 -->\nlamp\n"
    outcome = lint({"note.md": text}, BOAT, unsafe=())
    assert outcome.changed == {}
    assert found(outcome) == ["note.md:1:1 VK002", "note.md:2:1 VK001"]
    refused, left = outcome.findings
    assert "VK001 unused-suppression" in refused.record.message
    assert left.record.fix is None
