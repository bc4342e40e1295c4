"""Link text -> file. The numbers are the steps of the lookup, in its order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultkit.vault.resolve import UNRESOLVED, Names, Resolution


def goes_to(paths: list[str], link: str, source: str = "src.md") -> str | None:
    """The one file that a link means; an ambiguous link fails the test."""
    resolution = Names(paths).resolve(link, source)
    assert resolution.candidates == ()
    return resolution.path


# 2: the note itself


def test_an_empty_linkpath_is_the_source():
    assert goes_to(["a/N.md", "N.md"], "", "a/N.md") == "a/N.md"


def test_a_note_that_is_not_on_disk_can_link_to_itself():
    assert goes_to(["N.md"], "", "new.md") == "new.md"


# 3: the extension


@pytest.mark.parametrize(
    ("paths", "link", "target"),
    [
        (["Note.md"], "Note", "Note.md"),
        (["Note.md"], "Note.md", "Note.md"),
        (["v2.0.md"], "v2.0", "v2.0.md"),
        (["v2.0.md", "v2.0"], "v2.0", "v2.0"),
        (["Note.md", "Note.md.md"], "Note.md", "Note.md"),
        (["Note.md.md"], "Note.md", "Note.md.md"),
        (["x.canvas", "x.base", "x.png"], "x", None),
        (["x.canvas", "x.md"], "x.canvas", "x.canvas"),
        (["x.png"], "x.png", "x.png"),
        (["LICENSE"], "LICENSE", None),
        (["a.b/Note.md"], "a.b/Note", "a.b/Note.md"),
        # The literal name is found, in the wrong folder: `.md` is not tried any more.
        (["b/v2.0", "a/v2.0.md"], "a/v2.0", None),
    ],
)
def test_the_extension_is_added_only_when_the_name_as_written_is_not_found(paths, link, target):
    assert goes_to(paths, link) == target


# 4: nothing found


@pytest.mark.parametrize(
    "link", ["Other", "Other/Note", "No", "ote", ".", "..", "/", "./", "../", ".md"]
)
def test_what_no_file_is_called_is_unresolved(link):
    assert goes_to(["Note.md", "a/Note2.md"], link) is None


# 5: a unique name, wherever it stands


def test_a_unique_name_is_found_in_any_folder():
    assert goes_to(["deep/down/Note.md", "Other.md"], "Note", "x/src.md") == "deep/down/Note.md"


# 6: relative


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("./N", "a/b/N.md"),
        ("../N", "a/N.md"),
        ("../../N", "N.md"),
        ("../../../../N", "N.md"),
        (".././N", "a/N.md"),
        ("../c/N", "a/c/N.md"),
        ("../N.md", "a/N.md"),
    ],
)
def test_a_relative_link_starts_at_the_folder_of_the_source(link, target):
    assert goes_to(["N.md", "a/N.md", "a/b/N.md", "a/c/N.md"], link, "a/b/src.md") == target


def test_a_relative_link_that_misses_is_looked_up_with_the_resolved_path():
    assert goes_to(["x/a/N.md", "y/N.md"], "../N", "a/b/src.md") == "x/a/N.md"
    assert goes_to(["y/N.md"], "../N", "a/b/src.md") is None
    assert goes_to(["y/N.md"], "./N", "src.md") == "y/N.md"


def test_dots_after_a_folder_are_not_resolved():
    assert goes_to(["N.md", "a/M.md"], "a/../N") is None


# 7: absolute


def test_a_leading_slash_means_the_exact_vault_path():
    paths = ["N.md", "a/N.md", "a/b/M.md"]
    assert goes_to(paths, "/N", "a/src.md") == "N.md"
    assert goes_to(paths, "/a/N", "src.md") == "a/N.md"
    assert goes_to(paths, "/M", "a/b/src.md") is None
    assert goes_to(paths, "/b/M", "a/b/src.md") is None


# 8: the exact path


def test_an_exact_path_wins_over_the_file_beside_the_source():
    assert goes_to(["Note.md", "b/Note.md"], "Note", "b/src.md") == "Note.md"
    assert goes_to(["b/Note.md", "a/b/Note.md"], "b/Note", "a/src.md") == "b/Note.md"


# 9: the end of the path, the source's folder, the length


@pytest.mark.parametrize(
    ("paths", "link", "source", "target"),
    [
        (["x/b/Note.md", "c/Note.md"], "b/Note", "src.md", "x/b/Note.md"),
        (["ab/Note.md", "c/Note.md"], "b/Note", "src.md", "ab/Note.md"),
        (["c/Note.md"], "b/Note", "src.md", None),
        # its own folder, however long the path
        (["a/Note.md", "zzzz/Note.md"], "Note", "zzzz/src.md", "zzzz/Note.md"),
        # a descendant of its own folder
        (["a/Note.md", "zzzz/deep/Note.md"], "Note", "zzzz/src.md", "zzzz/deep/Note.md"),
        # an ancestor is no better than any other folder
        (["zzzz/Note.md", "b/Note.md"], "Note", "zzzz/deep/src.md", "b/Note.md"),
        # the length of the string, not the number of folders
        (["zzzz/Note.md", "a/b/Note.md"], "Note", "src.md", "a/b/Note.md"),
        (["a/b/Note.md", "b/Note.md"], "Note", "src.md", "b/Note.md"),
        # folders are compared as strings
        (["c/Note.md", "ab/Note.md"], "Note", "a/src.md", "ab/Note.md"),
        # JavaScript counts two units outside the basic plane
        (["📁/Note.md", "书/Note.md"], "Note", "src.md", "书/Note.md"),
    ],
)
def test_of_several_the_nearest_then_the_shortest_wins(paths, link, source, target):
    assert goes_to(paths, link, source) == target
    assert goes_to(paths[::-1], link, source) == target


# 10: ties


def test_equal_length_is_ambiguous_and_names_every_file_that_fits():
    paths = ["longer/Tie.md", "bb/Tie.md", "aa/Tie.md", "Other.md"]
    expected = Resolution("aa/Tie.md", ("aa/Tie.md", "bb/Tie.md", "longer/Tie.md"), 2, "ambiguous")
    assert Names(paths).resolve("Tie", "src.md") == expected
    assert Names(paths[::-1]).resolve("Tie", "src.md") == expected


def test_a_tie_farther_away_is_not_ambiguous():
    assert goes_to(["aa/Tie.md", "bb/Tie.md", "c/Tie.md"], "Tie", "c/src.md") == "c/Tie.md"
    assert goes_to(["aa/Tie.md", "bb/Tie.md"], "bb/Tie") == "bb/Tie.md"


def test_names_that_differ_only_by_case_are_ambiguous_and_the_spelling_decides():
    names = Names(["a/note.md", "a/Note.md"])
    assert names.resolve("a/note", "src.md").path == "a/note.md"
    assert names.resolve("a/Note", "src.md").path == "a/Note.md"
    assert set(names.resolve("a/Note", "src.md").candidates) == {"a/note.md", "a/Note.md"}


# 11: case, Unicode, no-break spaces


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("Ext.md", "Ext.MD"),
        ("Log.md", "LOG"),
        ("Pic.PNG", "pic.png"),
        ("Übung.md", "übung"),
        ("Dir/Note.md", "dIR/nOTE"),
        ("Cafe\u0301.md", "Caf\u00e9"),
        ("Caf\u00e9.md", "Cafe\u0301"),
        ("\u304b\u3099.md", "\u304c"),
        ("two words.md", "two\u00a0words"),
        ("two\u00a0words.md", "two words"),
    ],
)
def test_spellings_that_are_one_name(path, link):
    assert goes_to([path], link) == path


@pytest.mark.parametrize(
    ("path", "link"),
    [("智谱.md", "智譜"), ("A.md", "\uff21"), ("a-b.md", "a b"), ("a b.md", "a%20b")],
)
def test_spellings_that_are_not(path, link):
    assert goes_to([path], link) is None


# 14: hidden files


@pytest.mark.parametrize("path", [".hidden/Note.md", "a/.trash/Note.md", ".Note.md", "a/.Note.md"])
def test_a_hidden_file_is_no_target(path):
    assert goes_to([path], "Note") is None
    assert goes_to([path], path) is None


# Notes with other extensions


def test_other_note_extensions_come_after_md():
    names = Names(["a/x.md", "x.txt", "y.txt", "c/z.txt", "b/z.md"], (".md", ".txt"))
    assert names.resolve("x", "src.md") == Resolution("a/x.md")
    assert names.resolve("x.txt", "src.md") == Resolution("x.txt")
    assert names.resolve("y", "src.md") == Resolution("y.txt")
    assert names.resolve("c/z", "src.md") == Resolution("c/z.txt")
    assert Names(["y.txt"]).resolve("y", "src.md") == UNRESOLVED


# The shortest form


@pytest.mark.parametrize(
    ("paths", "path", "text"),
    [
        (["a/Note.md", "Other.md"], "a/Note.md", "Note"),
        (["a/Note.md", "b/Note.md"], "a/Note.md", "a/Note"),
        (["Note.md", "b/Note.md"], "Note.md", "Note"),
        # unique only because it is near: the full path all the same
        (["src/Note.md", "b/Note.md"], "src/Note.md", "src/Note"),
        (["a/pic.png"], "a/pic.png", "pic.png"),
        (["a/pic.png", "a/pic.md"], "a/pic.md", "pic"),
        (["a/X.MD"], "a/X.MD", "X"),
        (["a/v2.0.md"], "a/v2.0.md", "v2.0"),
        (["a/v2.0.md", "b/v2.0"], "a/v2.0.md", "a/v2.0.md"),
        (["a/Cafe\u0301.md"], "a/Cafe\u0301.md", "Caf\u00e9"),
    ],
)
def test_shortest(paths, path, text):
    assert Names(paths).shortest(path, "src/src.md") == text


def test_a_txt_note_is_written_with_its_extension():
    assert Names(["a/x.txt"], (".md", ".txt")).shortest("a/x.txt", "src.md") == "x.txt"


# Properties

NAMES = st.text("aAbé中.# \u0301\u00a0📁", min_size=1, max_size=4)
PATHS = st.builds(
    lambda folders, name, extension: "/".join([*folders, name + extension]),
    st.lists(NAMES, max_size=3),
    NAMES,
    st.sampled_from([".md", ".md", ".MD", ".png", ".txt", ""]),
)
VAULTS = st.lists(PATHS, unique=True, max_size=12)
LINKS = PATHS | st.text("ab./\\#中 ", max_size=12) | st.text(max_size=8)


def related(paths: list[str], data: st.DataObject) -> str:
    """A link that has a chance to be found: the end of a path, perhaps without its extension."""
    path = data.draw(st.sampled_from(paths))
    link = path[data.draw(st.integers(0, len(path))) :]
    return link.removesuffix(".md") if data.draw(st.booleans()) else link


@given(VAULTS, LINKS, PATHS)
def test_any_link_resolves_to_a_file_of_the_vault_or_to_none(paths, link, source):
    resolution = Names(paths, (".md", ".txt")).resolve(link, source)
    assert resolution.path is None or resolution.path in {*paths, source}
    assert set(resolution.candidates) <= set(paths)
    if resolution.candidates:
        assert resolution.candidates[0] == resolution.path
        assert len(set(resolution.candidates)) == len(resolution.candidates) > 1


@given(VAULTS.filter(bool), PATHS, st.data())
def test_case_and_composition_make_no_difference(paths, source, data):
    link = related(paths, data)
    names = Names(paths)
    expected = names.resolve(link, source)
    for spelling in (link.swapcase(), *(unicodedata.normalize(f, link) for f in ("NFC", "NFD"))):
        found = names.resolve(spelling, source)
        assert set(found.candidates) == set(expected.candidates)
        assert found.path == expected.path or expected.candidates


@given(VAULTS.filter(bool), PATHS, st.data())
def test_the_order_of_the_index_makes_no_difference(paths, source, data):
    link = related(paths, data)
    shuffled = data.draw(st.permutations(paths))
    assert Names(shuffled).resolve(link, source) == Names(paths).resolve(link, source)


@given(VAULTS.filter(bool), PATHS, st.data())
def test_the_shortest_form_leads_back(paths, source, data):
    path = data.draw(st.sampled_from(paths))
    assume(not path.startswith(".") and "/." not in path and "." in path.rpartition("/")[2])
    names = Names(paths)
    text = names.shortest(path, source)
    assert names.resolve(text, source).path == path
