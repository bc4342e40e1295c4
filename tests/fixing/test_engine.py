from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from planted import BROKEN, active, rule

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.fixing.engine import MAX_PASSES, Fixed, fix, inspect
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span

COMMAS = rule("TX801", "(?<=[\u4e00-\u9fff]),", "，", reach=("width",), marks={",": "，"})
BACK = rule("TX802", "，", ",", reach=("width",), marks={"，": ","})
BLANKS = rule("MD801", "[ ]+$", "", reach=("space",), stage="structure")
REPORT = rule("TX803", "lamp", None)


def note(text: str) -> Note:
    return Note("note.md", text)


def run(text: str, *rules: Rule, unsafe: tuple[str, ...] = ()) -> Fixed:
    return fix(note(text), active(*rules), unsafe)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


# Fixing


def test_safe_fixes_are_made_and_counted():
    fixed = run("灯,船,海。 \n", COMMAS, BLANKS)
    assert fixed.note.text == "灯，船，海。\n"
    assert fixed.note.path == "note.md"
    assert fixed.applied == {"TX801": 2, "MD801": 1}
    assert fixed.findings == fixed.refused == []


def test_what_cannot_be_fixed_is_reported_where_it_now_stands():
    fixed = run("灯, a lamp\n", rule("TX804", ", ", "", reach=("delete",)), REPORT)
    assert fixed.note.text == "灯a lamp\n"
    assert [(f.code, f.span, f.path) for f in fixed.findings] == [("TX803", Span(3, 7), "note.md")]


def test_inspecting_changes_nothing():
    text = "灯,船 \n"
    fixed = inspect(note(text), active(COMMAS, BLANKS))
    assert fixed.note.text == text
    assert sorted(codes(fixed.findings)) == ["MD801", "TX801"]
    assert fixed.applied == {}


def test_a_note_with_nothing_to_fix_stays_as_it_is():
    fixed = run("A lamp.\r\n", COMMAS, BLANKS)
    assert fixed.note.text == "A lamp.\r\n"
    assert fixed.applied == {}


def test_every_stage_sees_what_the_one_before_it_left():
    gloss = rule("TX809", r"\(dēng\)", "", reach=("delete",), stage="clipping")
    spacing = rule("TX810", "(?<=灯) ", "", reach=("space",), stage="text")
    assert run("灯(dēng) 亮\n", gloss, spacing).note.text == "灯亮\n"


# Unsafe fixes

UNSAFE = rule("TX805", "灯塔", "灯", reach=("delete",), fix="unsafe")


@pytest.mark.parametrize("asked", [("TX805",), ("TX",), ("T",), ("ALL",), ("FM", "TX805")])
def test_an_unsafe_fix_is_made_when_asked_for(asked):
    assert run("看灯塔。\n", UNSAFE, unsafe=asked).note.text == "看灯。\n"


@pytest.mark.parametrize("asked", [(), ("FM",), ("TX806",), ("TX8055",)])
def test_an_unsafe_fix_is_not_made_unasked(asked):
    fixed = run("看灯塔,回家。\n", UNSAFE, COMMAS, unsafe=asked)
    assert fixed.note.text == "看灯塔，回家。\n"
    assert codes(fixed.findings) == ["TX805"]


def test_a_finding_may_be_less_certain_than_its_rule():
    def check(note: Note, options: NoOptions) -> Iterator[Finding]:
        for at in (i for i, character in enumerate(note.text) if character == ","):
            safety = "unsafe" if note.text[at - 1] == "?" else None
            yield Finding(Span(at, at + 1), "", (Edit(at, at + 1, "，"),), safety=safety)

    doubtful = Rule(
        code="TX806", name="doubtful", scope="file", stage="text", check=check, fix="safe",
        reach=("width",), marks={",": "，"},
    )  # fmt: skip
    assert run("灯,海?,船\n", doubtful).note.text == "灯，海?,船\n"
    assert run("灯,海?,船\n", doubtful, unsafe=("TX806",)).note.text == "灯，海?，船\n"


# Edits that overlap

DASHES = rule("TX811", "-+", "", reach=("delete",))
TAIL = rule("TX812", "-*;+", "", reach=("delete",))


def test_an_edit_that_overlaps_waits_for_the_next_pass():
    fixed = run("lamp--;;boat\n", DASHES, TAIL)
    assert fixed.note.text == "lampboat\n"
    assert fixed.applied == {"TX811": 1, "TX812": 1}


def test_the_first_rule_in_the_order_wins():
    fixed = run("lamp--;;boat\n", TAIL, DASHES)
    assert fixed.note.text == "lampboat\n"
    assert fixed.applied == {"TX812": 1}


def pairs(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Brackets go together, or stay together."""
    start, end = note.text.find("("), note.text.find(")")
    if 0 <= start < end:
        yield Finding(
            Span(start, end + 1), "", (Edit(start, start + 1, ""), Edit(end, end + 1, ""))
        )


BRACKETS = Rule(
    code="TX813", name="brackets", scope="file", stage="text", check=pairs, fix="safe",
    reach=("delete",),
)  # fmt: skip


def test_all_edits_of_a_finding_are_made_in_the_same_pass():
    assert run("a (lamp) b\n", BRACKETS).note.text == "a lamp b\n"


def test_a_finding_waits_whole_when_one_of_its_edits_must():
    # `p)` is not taken from TX813 alone: in the first pass neither of its brackets goes.
    eater = rule("TX814", r"p\)", ")", reach=("delete",))
    fixed = run("a (lamp) b\n", eater, BRACKETS)
    assert fixed.note.text == "a lam b\n"
    assert fixed.applied == {"TX814": 1, "TX813": 1}
    # Where the closing bracket is gone after the first pass, the opening one stays.
    assert run(
        "a (lamp) b\n", rule("TX815", r"p\)", "", reach=("delete",)), BRACKETS
    ).note.text == ("a (lam b\n")


# Passes that come to no end


def shorter(note: Note, options: NoOptions) -> Iterator[Finding]:
    """One `x` of many."""
    if (at := note.text.find("x")) >= 0:
        yield Finding(Span(at, at + 1), "", (Edit(at, at + 1, ""),))


SHORTER = Rule(
    code="TX816", name="shorter", scope="file", stage="text", check=shorter, fix="safe",
    reach=("delete",),
)  # fmt: skip


def test_as_many_passes_are_made_as_are_needed():
    fixed = run(f"a{'x' * (MAX_PASSES - 1)}b\n", SHORTER)
    assert fixed.note.text == "ab\n"
    assert fixed.applied == {"TX816": MAX_PASSES - 1}
    assert fixed.refused == []


def test_after_ten_passes_the_note_is_left_alone():
    text = f"a{'x' * 40}b, 灯,船\n"
    fixed = run(text, SHORTER, COMMAS)
    assert MAX_PASSES == 10
    assert fixed.note.text == text
    assert fixed.applied == {}
    assert codes(fixed.refused) == ["VK002"]
    assert "TX816" in fixed.refused[0].message
    assert "TX801" not in fixed.refused[0].message
    # Nothing is offered that has just been tried in vain.
    assert sorted((f.code, f.edits) for f in fixed.findings) == [("TX801", ()), ("TX816", ())]


@pytest.mark.parametrize("stage", ["text", "structure"])
@pytest.mark.parametrize("text", ["灯,船。 \n", "灯，船。 \n"])
def test_rules_that_undo_one_another_are_both_named(stage, text):
    back = rule("TX802", "，", ",", reach=("width",), marks={"，": ","}, stage=stage)
    fixed = run(text, COMMAS, back, BLANKS)
    assert fixed.note.text == text
    assert fixed.applied == {}
    assert codes(fixed.refused) == ["VK002"]
    assert "TX801" in fixed.refused[0].message
    assert "TX802" in fixed.refused[0].message
    assert "MD801" not in fixed.refused[0].message


# Suppressions and notes that nobody edits


def test_suppressed_findings_are_neither_fixed_nor_left():
    text = "灯,船\n%% vaultkit: ignore TX801 %%\n灯,船\n灯,船\n"
    fixed = run(text, COMMAS)
    assert fixed.note.text == "灯，船\n%% vaultkit: ignore TX801 %%\n灯,船\n灯，船\n"
    assert fixed.findings == []
    assert {suppression.code for suppression in fixed.used} == {"TX801"}


def test_a_note_that_ignores_a_rule_keeps_what_it_would_fix():
    text = "---\nvaultkit-ignore: [TX]\n---\n灯,船 \n"
    assert run(text, COMMAS, BLANKS).note.text == text.replace(" \n", "\n")


@pytest.mark.parametrize("key", ["kanban-plugin: board", "excalidraw-plugin: parsed"])
def test_a_drawing_or_board_is_never_edited(key):
    text = f"---\n{key}\n---\n灯,船 \n"
    fixed = run(text, COMMAS, BLANKS)
    assert fixed.note.text == text
    assert fixed.findings == fixed.refused == []


def test_a_drawing_is_known_by_its_name_too():
    fixed = fix(Note("sketch.excalidraw.md", "灯,船 \n"), active(COMMAS))
    assert fixed.note.text == "灯,船 \n"


def test_rules_about_properties_pass_over_front_matter_that_cannot_be_read():
    text = "---\ntitle: [\n---\n灯,船\n"
    titles = rule("FM801", "title", "name", reach=("matter",), scope="matter", stage="frontmatter")
    fixed = run(text, titles, COMMAS)
    assert fixed.note.text == text.replace(",", "，")
    assert fixed.findings == []


# Fixes that are refused


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_fix_is_refused_and_named_and_the_others_are_kept(fault):
    broken, text, _ = BROKEN[fault]
    text += "灯,船 \n"
    fixed = run(text, COMMAS, broken, BLANKS)
    assert fixed.note.text == text.replace("灯,船 ", "灯，船")
    assert fixed.applied == {"TX801": 1, "MD801": 1}
    assert [(f.code, f.path, f.span) for f in fixed.refused] == [("VK002", "note.md", Span(0, 0))]
    assert f"{broken.code} {broken.name}" in fixed.refused[0].message
    assert "\n" not in fixed.refused[0].message
    assert codes(fixed.findings) == [broken.code]


@pytest.mark.parametrize("fault", BROKEN)
def test_the_broken_fixes_would_do_what_is_said_of_them(fault):
    # So that the test above does not pass because nothing was found.
    broken, text, ruined = BROKEN[fault]
    (finding,) = inspect(note(text), active(broken)).findings
    (edit,) = finding.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == ruined


def test_several_broken_fixes_are_each_named():
    rules, texts = zip(
        *((broken, text) for broken, text, _ in list(BROKEN.values())[:5]), strict=True
    )
    text = "\n".join(texts)
    fixed = run(text, *rules)
    assert fixed.note.text == text
    assert len(fixed.refused) == 5
    for broken, refused in zip(rules, sorted(fixed.refused, key=lambda f: f.message), strict=True):
        assert broken.code in refused.message


def test_a_refused_fix_is_no_longer_offered():
    broken, text, _ = BROKEN["drops an embed"]
    (left,) = run(text, broken).findings
    assert left.code == broken.code
    assert left.edits == ()


def test_fixes_that_ruin_a_note_only_together_are_all_refused():
    # Either line end may go, but with both gone the text above the line becomes a heading.
    first = rule("TX821", r"(?<=lamp\n)\n(?=\n)", "", reach=("space",))
    second = rule("TX822", r"(?<=lamp\n\n)\n(?=---)", "", reach=("space",))
    assert run("lamp\n\n\n---\n", first).note.text == "lamp\n\n---\n"
    assert run("lamp\n\n\n---\n", second).note.text == "lamp\n\n---\n"
    fixed = run("lamp\n\n\n---\n", first, second)
    assert fixed.note.text == "lamp\n\n\n---\n"
    assert ["TX821" in f.message or "TX822" in f.message for f in fixed.refused] == [True, True]


def test_a_finding_whose_own_edits_overlap_is_refused():
    def check(note: Note, options: NoOptions) -> Iterator[Finding]:
        if "lamp" in note.text:
            yield Finding(Span(0, 4), "", (Edit(0, 3, ""), Edit(2, 4, "")))

    careless = Rule(
        code="TX823", name="careless", scope="file", stage="text", check=check, fix="safe",
        reach=("delete",),
    )  # fmt: skip
    fixed = run("lamp 灯,船\n", careless, COMMAS)
    assert fixed.note.text == "lamp 灯，船\n"
    assert "TX823" in fixed.refused[0].message


# Once is enough

PIECES = st.sampled_from(
    [*"灯船海,，-;x ", "\n", "\r\n", "lamp", "# ", "**", "`a,b`", "[[灯,船|海,灯]]", "  \n", "- "]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_fixing_twice_is_fixing_once(text):
    rules = (COMMAS, DASHES, TAIL, BLANKS, REPORT)
    once = run(text, *rules)
    assume(not once.refused)  # on another text the guard may let the fix through
    again = run(once.note.text, *rules)
    assert again.note.text == once.note.text
    assert again.applied == {}
