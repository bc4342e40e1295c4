from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.note import emphasis, readings
from vaultkit.note.note import Note
from vaultkit.note.spans import Span

TEXT = st.lists(
    st.sampled_from(
        ["灯", "ab", "5", " ", "。", "《", "》", "(", ")", "**", "**", "~~", "*", "\\"]
    ),
    max_size=14,
).map("".join)


@pytest.mark.parametrize(
    "source, rendered, pairs",
    [
        ("**灯。**亮", [], ["**灯。**"]),
        ("看**《灯》**亮", [], ["**《灯》**"]),
        ("**灯。** 亮", ["**灯。**"], ["**灯。**"]),
        ("~~灯。~~亮", [], ["~~灯。~~"]),
        ("**灯。**亮**了**", ["**灯。**亮**了**", "**亮**"], ["**灯。**", "**了**"]),
        ("***灯***亮，**了**", ["***灯***", "**灯**", "**了**"], ["***灯***", "**了**"]),
        ("**灯~~亮。~~**了", ["~~亮。~~"], ["**灯~~亮。~~**", "~~亮。~~"]),
        ("**a.**b **a,** b", ["**a,**"], ["**a.**", "**a,**"]),
        # A line that is in doubt does not matter to the others.
        ("**灯。**亮\n**灯", [], ["**灯。**"]),
        ("**灯。****亮**", ["**亮**"], []),
        ("***灯。**亮*", ["*亮*"], []),
        ("**灯。\\**亮", [], []),
        ("灯**，亮**了", [], []),
        ("灯**亮（**了）", [], []),
    ],
)
def test_what_is_shown_and_how_marks_pair_up(source, rendered, pairs):
    assert [span.of(source) for span in readings.rendered(source)] == rendered
    assert [span.of(source) for line in readings.pairs(source) for span in line] == pairs


@given(TEXT)
def test_a_sound_line_is_shown_as_it_is_paired(line):
    note = Note("a.md", f"灯{line}")
    if emphasis.is_sound(note, emphasis.line_of(note, 0)):
        marks = note.text.count("**") + note.text.count("~~")
        assert 2 * len(readings.rendered(note.text)) == marks


def passage_of(text: str, needle: str) -> str:
    note = Note("a.md", text)
    (passage,) = emphasis.passages(note, [text.index(needle)])
    assert len(passage.source) == len(passage.prose)
    assert text[passage.start :][: len(passage.source)].count(needle) == 1
    return passage.source


@pytest.mark.parametrize(
    "text, source",
    [
        ("亮\n\n灯**旧\n了**\n\n亮\n", "灯**旧\n了**\n"),
        ("# 灯**旧**\n亮\n", "# 灯**旧**\n"),
        ("> 亮\n> 灯**旧\n>   了**\n", "亮\n  灯**旧\n    了**\n"),
        ("- 亮\n- 灯**旧**\n  了\n  - 里\n", "- 灯**旧**\n  了\n  "),
        ("- 亮\n\t- 灯**旧**\n\t  了\n", "- 灯**旧**\n\t  了\n"),
        ("1. 亮\n\n   灯**旧**\n", "灯**旧**\n"),
        ("| 亮 | 灯**旧\\|** |\n|---|---|\n| 亮 | 了 |\n", "灯**旧\\|** "),
        ("亮 | 灯\n---|---\n    灯**旧** | 了\n", "灯**旧** "),
        ("灯**旧** `a**b` [[c**d]] 3~5 ~~e~~", "灯**旧** `axxb` [[cxxd]] 3,5 ~~e~~"),
    ],
)
def test_the_passage_around_emphasis(text, source):
    assert passage_of(text, "灯**旧").rstrip("\n") == source.rstrip("\n")


def test_every_passage_comes_once_and_in_order():
    text = "**灯**亮**了**\n\n- **灯**\n  - **亮**\n\n| **灯** | **亮** |\n|---|---|\n"
    note = Note("a.md", text)
    starts = [mark.start for mark in emphasis.marks(note)]
    found = list(emphasis.passages(note, starts))
    assert [passage.source.strip() for passage in found] == [
        "**灯**亮**了**",
        "- **灯**",
        "- **亮**",
        "**灯**",
        "**亮**",
    ]
    assert [passage.start for passage in found] == sorted(passage.start for passage in found)


@pytest.mark.parametrize(
    "source, start, end, letters",
    [("**灯。**亮a", 0, 6, (0, 1)), ("a_1 **灯**", 4, 9, (2, 3)), ("a《**灯**》", 2, 7, (1, 2))],
)
def test_letters_are_numbered(source, start, end, letters):
    assert readings.Letters(source).of(Span(start, end)) == letters
