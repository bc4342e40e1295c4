from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks.rule import Finding
from vaultkit.fixing.edits import apply, choose
from vaultkit.note.spans import Edit, Span


def finding(*edits: tuple[int, int] | tuple[int, int, str]) -> Finding:
    return Finding(Span(0, 0), "", tuple(Edit(*edit, *[""][len(edit) - 2 :]) for edit in edits))


def chosen(*findings: Finding) -> list[int]:
    """The numbers of the findings that are taken."""
    taken = choose(findings)
    return [number for number, one in enumerate(findings) if any(one is other for other in taken)]


# Applying


def test_edits_are_made_in_the_text_as_it_was():
    text = "a lamp in a window"
    edits = [Edit(12, 18, "harbour"), Edit(0, 1, "the"), Edit(2, 2, "old "), Edit(6, 9, "")]
    assert apply(text, edits) == "the old lamp a harbour"


def test_an_insertion_may_touch_a_replacement():
    assert apply("abc", [Edit(1, 2, "B"), Edit(2, 2, "+")]) == "aB+c"
    assert apply("abc", [Edit(1, 1, "+"), Edit(0, 1, "A")]) == "A+bc"


def test_no_edits_change_nothing():
    assert apply("灯\r\n", []) == "灯\r\n"


# Choosing


def test_edits_that_only_touch_are_made_together():
    assert chosen(finding((0, 3)), finding((3, 5)), finding((5, 5))) == [0, 1, 2]


def test_of_two_that_overlap_the_earlier_given_wins():
    assert chosen(finding((2, 5)), finding((4, 6)), finding((0, 3)), finding((6, 7))) == [0, 3]


def test_an_edit_inside_another_overlaps_it():
    assert chosen(finding((0, 9)), finding((3, 3)), finding((4, 5))) == [0]
    assert chosen(finding((3, 3)), finding((0, 9))) == [0]


def test_two_insertions_at_one_place_overlap():
    assert chosen(finding((3, 3)), finding((3, 3))) == [0]
    assert chosen(finding((3, 3)), finding((3, 5))) == [0]


def test_the_edits_of_a_finding_are_taken_whole_or_not_at_all():
    assert chosen(finding((4, 5)), finding((0, 1), (4, 6)), finding((0, 2))) == [0, 2]


def test_a_finding_without_edits_is_in_nobodys_way():
    assert chosen(finding(), finding((0, 1)), finding()) == [0, 1, 2]


# What always holds

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda pair: (pair[0], sum(pair)))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] == other[0] or (one[0] < other[1] and other[0] < one[1])


@given(st.lists(SPANS, max_size=12))
def test_one_edit_each_is_chosen_as_the_definition_says(spans):
    expected: list[tuple[int, int]] = []
    numbers = []
    for number, span in enumerate(spans):
        if not any(overlap(span, other) for other in expected):
            expected.append(span)
            numbers.append(number)
    assert chosen(*(finding(span) for span in spans)) == numbers


def apart(spans: list[tuple[int, int]]) -> bool:
    """Whether no two overlap, as is the duty of a finding's own edits."""
    return not any(overlap(one, other) for at, one in enumerate(spans) for other in spans[:at])


@given(st.lists(st.lists(SPANS, max_size=3).filter(apart), max_size=8))
def test_a_finding_waits_exactly_when_an_edit_meets_one_that_was_taken(groups):
    findings = [finding(*spans) for spans in groups]
    taken = choose(findings)
    before: list[tuple[int, int]] = []
    for one in findings:
        spans = [(start, end) for start, end, _ in one.edits]
        is_free = not any(overlap(span, other) for span in spans for other in before)
        assert is_free == any(one is other for other in taken)
        before += spans if is_free else []


@given(st.text(max_size=16), st.data())
def test_untouched_text_stays_and_edited_text_is_replaced(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    news = [data.draw(st.text(max_size=3)) for _ in pairs]
    edits = [Edit(*pair, new) for pair, new in zip(pairs, news, strict=True)]
    expected = []
    at = 0
    for start, end, new in edits:
        expected += [text[at:start], new]
        at = end
    assert apply(text, data.draw(st.permutations(edits))) == "".join([*expected, text[at:]])
