"""Where a note goes by the layout, and who gets which number."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultkit.config import LayoutEntry
from vaultkit.normalize.places import assign, place
from vaultkit.note.note import Note
from vaultkit.vault.resolve import comparable

CLIPPINGS = "clippings/{published|created|saved:%Y}/{title}"


def goes(matter: str, *layout: str | LayoutEntry, path: str = "inbox/old name.md") -> str:
    """The place of a note with these properties."""
    text = f"---\n{matter}\n---\ntext\n" if matter else "text\n"
    entries = [LayoutEntry(entry) if isinstance(entry, str) else entry for entry in layout]
    return place(Note(path, text), entries)


# Which entry


def test_the_first_entry_that_fits_is_taken():
    layout = (LayoutEntry(CLIPPINGS, when="source"), "notes/{title|name}")
    page = "title: Lamps\nsource: https://a.b/c\n"
    assert goes(page + "published: 2023-08-31", *layout) == "clippings/2023/Lamps.md"
    assert goes(page, *layout) == "notes/Lamps.md"
    assert goes("title: Lamps\npublished: 2023-08-31", *layout) == "notes/Lamps.md"
    assert goes("", *layout) == "notes/old name.md"


@pytest.mark.parametrize("source", ["", '""', "'  '", "~", "[]", "[ ]"])
def test_an_empty_field_is_no_field(source):
    layout = (LayoutEntry("web/{name}", when="source"), "own/{name}")
    assert goes(f"source: {source}", *layout) == "own/old name.md"


@pytest.mark.parametrize("draft", ["false", "0", "no", "x", "[x]", '["", x]'])
def test_a_field_with_any_value_is_there(draft):
    layout = (LayoutEntry("drafts/{name}", when="draft"), "own/{name}")
    assert goes(f"draft: {draft}", *layout) == "drafts/old name.md"


def test_a_placeholder_takes_the_first_field_that_the_note_has():
    dates = "created: 2022-01-01\nsaved: 2021-01-01"
    assert goes(dates, "{published|created|saved:%Y}/{name}") == "2022/old name.md"
    assert goes(dates, "{saved|created:%Y}/{name}") == "2021/old name.md"


def test_a_date_that_is_none_is_passed_over():
    matter = "published: soon\ncreated: 2024-02-30\nsaved: 2021-01-01"
    assert goes(matter, "{published|created|saved:%Y}/{name}") == "2021/old name.md"
    assert goes("published: soon", "{published:%Y}/{name}", "rest/{name}") == "rest/old name.md"


@pytest.mark.parametrize(
    "written", ["2024-03-14", '"2024-03-14T08:21:56"', "2024年3月14日", "[2024-03-14]"]
)
def test_a_date_is_formatted(written):
    assert goes(f"published: {written}", "{published:%Y}/{published:%m-%d}") == "2024/03-14.md"


def test_a_slash_in_a_date_format_makes_folders():
    assert (
        goes("published: 2024-03-14", "log/{published:%Y/%m}/{name}") == "log/2024/03/old name.md"
    )


def test_a_date_can_stand_in_the_name():
    assert goes("", "diary/{name:%Y}/{name}", path="2024-03-14.md") == "diary/2024/2024-03-14.md"
    assert goes("", "diary/{name:%Y}/{name}", path="Lamps.md") == "Lamps.md"


def test_a_field_is_known_by_its_own_name_and_by_what_it_means():
    assert goes("标题: 灯", "n/{title}") == "n/灯.md"
    assert goes("主人: 阿强", "{主人}/{name}") == "阿强/old name.md"
    # The property of that very name comes first.
    assert goes("标题: 灯\ntitle: Lamps", "n/{title}") == "n/Lamps.md"
    assert goes("标题:\ntitle: Lamps", "n/{标题|title}") == "n/Lamps.md"


def test_a_property_that_may_mean_two_fields_is_neither():
    assert goes("date: 2024-03-14", "{published:%Y}/{name}") == "inbox/old name.md"
    assert goes("date: 2024-03-14", "{published|date:%Y}/{name}") == "2024/old name.md"


# Without an entry


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b.md", "a/b.md"),
        ("a/b.txt", "a/b.md"),
        ("b.markdown", "b.md"),
        ("b.MD", "b.md"),
        ("a.b/README", "a.b/README.md"),
        # What stands after a dot is not always an extension.
        ("v2.0", "v2.0.md"),
        ("Mr. Fox.md", "Mr. Fox.md"),
        ("Vue.js.md", "Vue.js.md"),
        ("Mr. Fox", "Mr. Fox.md"),
        ("a: b#c.md", "a: b#c.md"),
    ],
)
def test_a_note_that_no_entry_fits_stays_and_is_markdown(path, expected):
    assert goes("", path=path) == expected
    assert goes("", "{title}", path=path) == expected


# Names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lamps", "Lamps"),
        ("灯与影：一", "灯与影：一"),
        ('"[[Lamps]]"', "Lamps"),
        ('"[[a/Lamps]]"', "Lamps"),
        ('"[[a/Lamps.md#Part]]"', "Lamps"),
        ('"[[a/Lamps|All lamps]]"', "All lamps"),
        ('"On [[a/Lamps|lamps]] and [[oil]]"', "On lamps and oil"),
        ("[Lamps, Oil]", "Lamps"),
        ('["", Oil]', "Oil"),
        ("\n  - Lamps\n  - Oil", "Lamps"),
        ("1.10", "1.10"),
        ("2024", "2024"),
        ("true", "true"),
        ("|\n  Lamps\n  and oil\n", "Lamps and oil"),
        ('"Lamps\\tand  oil"', "Lamps and oil"),
        # Two spaces are one where what stood between them cannot be in a name.
        ("Lamps | Oil", "Lamps Oil"),
        ('"Lamps: Oil"', "Lamps Oil"),
        ('"C# | F#"', "C F"),
        ("AC/DC", "AC-DC"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("/etc/passwd", "-etc-passwd"),
        ('"C:\\\\temp\\\\x"', "C-temp-x"),
        (".hidden", "hidden"),
        ('"..."', "Untitled"),
        ('"?*"', "Untitled"),
        ("CON", "Untitled"),
        ("nul.txt", "Untitled"),
        ("Console", "Console"),
        ("👩‍👩‍👧 家", "👩‍👩‍👧 家"),
        (unicodedata.normalize("NFD", "Café"), unicodedata.normalize("NFC", "Café")),
        ("100%", "100%"),
        ("'a  trailing dot.'", "a trailing dot"),
        ("v2.0", "v2.0"),
        ("notes.md", "notes.md"),
    ],
)
def test_a_title_becomes_a_name(title, name):
    assert goes(f"title: {title}", "{title}") == f"{name}.md"
    # And never more than a name.
    assert goes(f"title: {title}", "a/{title}/b") == f"a/{name}/b.md"


def test_a_link_as_author_is_the_name_that_it_shows():
    assert goes('author:\n  - "[[people/阿强]]"\n  - 阿珍', "{author}/{name}") == "阿强/old name.md"


def test_unquoted_brackets_are_no_name():
    assert goes("title: [[Lamps]]", "{title|name}") == "old name.md"


@pytest.mark.parametrize("letter", ["a", "灯", "👩‍👩‍👧", "é"])
@pytest.mark.parametrize("pattern", ["{title}", "x/{title} - {author}", "{title}{title}/y"])
def test_every_part_fits_in_240_bytes(letter, pattern):
    path = goes(f"title: {letter * 300}\nauthor: {letter * 300}", pattern)
    parts = path.removesuffix(".md").split("/")
    assert 200 < max(len(part.encode()) for part in parts) <= 240


def test_what_the_layout_says_itself_is_a_name_too():
    assert goes("title: T", "a: b/con/{title}?") == "a b/Untitled/T.md"


# {name} and {folder}


def test_name_and_folder_are_those_of_the_file():
    assert goes("title: T", "{folder}/{title}", path="a/b/c.txt") == "a/b/T.md"
    assert goes("title: T", "{folder}/{title}", path="c.txt") == "T.md"
    assert goes("", "all/{folder}/{name}", path="a/b/c.txt") == "all/a/b/c.md"
    assert goes("", "{folder} - {name}", path="a/b/c.txt") == "a-b - c.md"
    assert goes("", "{folder} - {name}", "x/{name}", path="c.txt") == "x/c.md"
    assert goes("", "{name}/{name}", path="a/c.md") == "c/c.md"
    assert goes("", "x/{name}", path="a/c  #1.md") == "x/c  1.md"


@pytest.mark.parametrize("pattern", ["n/{folder}", "{published:%Z}"])
def test_a_path_without_a_name_is_none(pattern):
    assert goes("published: 2024-03-14", pattern, "x", path="c.md") == "x.md"


def test_folders_keep_the_name_that_they_have():
    assert goes("", "{folder}/{name}", path="C#/.x/c#.md") == "C#/.x/c.md"


@pytest.mark.parametrize(
    "pattern",
    [
        "notes/{folder}/{title}",
        "{folder}/notes/{name}",
        "{folder}/{folder}/{title}",
        "x{folder}/{name}",
        "x{folder}/y {folder}/{name}",
        "{created:%Y-%m-%d} {name}",
        "{name}/{name}",
        "{folder}/{name}/{name}",
        "{name} by {author}",
        "{author}/{folder} {name} {title}",
        "{folder}",
        "{folder} - {name}",
        "a.b/{folder}/({name})",
    ],
)
@pytest.mark.parametrize("path", ["c.md", "a/c.txt", "a/b/c d.md", "notes/c.md", "2/1.md"])
def test_a_note_in_its_place_stays_there(pattern, path):
    matter = "title: A (title)\nauthor: B*C\ncreated: 2024-03-14"
    first = goes(matter, pattern, path=path)
    assert goes(matter, pattern, path=first) == first
    # Nor does a number send it deeper.
    numbered = first.removesuffix(".md") + " 2.md"
    assert goes(matter, pattern, path=numbered) in (first, numbered)


names = st.text(
    st.sampled_from("ab灯é?./\\|#[]:%\"' \u0301\u3000👩\u200d~$`") | st.characters(), max_size=12
)


@given(title=names, name=names.filter(lambda name: name.strip("./\0") and "/" not in name))
@example(title="con", name="..")
@example(title="a\ufdd0b\ufdd1c", name="x")
def test_no_title_leads_out_of_its_folder(title, name):
    note = Note(f"in/{name}.md", "")
    hostile = Note(f"in/{name}.md", f"---\ntitle: {quoted(title)}\n---\n")
    for path in (
        place(note, [LayoutEntry("out/{title|name}")]),
        place(hostile, [LayoutEntry("out/{title|name}")]),
    ):
        folder, file = path.split("/")
        assert folder == "out" and file.endswith(".md") and file != ".md"
        assert not file.startswith((".", " ")) and len(file.encode()) <= 243
        assert not set(file) & set('?<>:*|"\\[]#^\0\n')


def quoted(text: str) -> str:
    """A text as a YAML scalar, every character of it escaped."""
    return '"' + "".join(f"\\U{ord(c):08X}" for c in text) + '"'


# Numbers


def test_two_notes_with_one_place_get_numbers_in_order():
    wanted = {"b.md": "T.md", "a.md": "T.md", "c.md": "T.md", "d.md": "U.md"}
    assert assign(wanted, []) == {
        "a.md": "T.md",
        "b.md": "T 2.md",
        "c.md": "T 3.md",
        "d.md": "U.md",
    }


@pytest.mark.parametrize(
    ("one", "other", "numbered"),
    [
        ("n/T.md", "n/t.md", "n/t 2.md"),
        ("n/T.md", "N/T.md", "N/T 2.md"),
        (
            "n/É.md",
            unicodedata.normalize("NFD", "n/É.md"),
            unicodedata.normalize("NFD", "n/É 2.md"),
        ),
        (
            "n/É.md",
            unicodedata.normalize("NFD", "n/é.md"),
            unicodedata.normalize("NFD", "n/é 2.md"),
        ),
        ("n/a b.md", "n/a\xa0b.md", "n/a\xa0b 2.md"),
    ],
)
def test_twins_of_case_and_composition_are_one_place(one, other, numbered):
    assert assign({"1.md": one, "2.md": other}, []) == {"1.md": one, "2.md": numbered}


def test_what_stays_keeps_its_place():
    assert assign({"1.md": "T.md"}, ["T.md", "t 2.md"]) == {"1.md": "T 3.md"}


def test_a_note_in_its_place_comes_before_all_others():
    wanted = {"a.md": "z/T.md", "z/T.md": "z/T.md", "b.md": "z/T.md"}
    assert assign(wanted, []) == {"z/T.md": "z/T.md", "a.md": "z/T 2.md", "b.md": "z/T 3.md"}


def test_a_number_that_is_not_needed_goes():
    assert assign({"T 2.md": "T.md"}, []) == {"T 2.md": "T.md"}
    assert assign({"T 3.md": "T.md", "a.md": "T.md"}, []) == {"T 3.md": "T.md", "a.md": "T 2.md"}


def test_a_number_that_is_needed_stays():
    wanted = {"T.md": "T.md", "T 2.md": "T.md", "T 3.md": "T.md"}
    assert assign(wanted, []) == {path: path for path in wanted}
    # A name that ends in a number of its own is not in the way.
    wanted = {"a/1.md": "T.md", "a/2.md": "T.md", "a/3.md": "T 2.md"}
    once = assign(wanted, [])
    assert once == {"a/1.md": "T.md", "a/2.md": "T 2.md", "a/3.md": "T 2 2.md"}
    assert assign({once[path]: place for path, place in wanted.items()}, []) == {
        path: path for path in once.values()
    }


def test_very_many_notes_of_one_name():
    wanted = {f"{number:05}.md": "Untitled.md" for number in range(20_000)}
    given = assign(wanted, ["untitled 3.md"])
    assert given["00000.md"] == "Untitled.md" and given["19999.md"] == "Untitled 20001.md"
    assert len(set(given.values())) == len(wanted)


stems = st.sampled_from(["T", "t", "T 2", "T 2 2", "T 02", "é", "e\u0301", "É 2", "U", "T 10"])
paths = st.builds(
    lambda folder, stem: f"{folder}{stem}.md", st.sampled_from(["", "a/", "A/"]), stems
)


@given(
    wanted=st.dictionaries(st.one_of(paths, st.sampled_from(["x.txt", "y.md", "z.md"])), paths),
    taken=st.lists(paths),
)
def test_assign_is_a_fixed_point(wanted, taken):
    taken = [path for path in taken if path not in wanted]
    once = assign(wanted, taken)
    assert once.keys() == wanted.keys()
    everything = [comparable(path) for path in (*once.values(), *dict.fromkeys(taken))]
    own = [comparable(path) for path in dict.fromkeys(taken)]
    assert len(set(everything)) == len(once) + len(set(own))
    again = assign({once[path]: place for path, place in wanted.items()}, taken)
    assert again == {path: path for path in once.values()}
