"""Links follow the notes that move, and no other link is touched."""

from __future__ import annotations

import pytest

from vaultkit.fixing.edits import apply
from vaultkit.normalize.moves import Moves
from vaultkit.note.note import Note
from vaultkit.vault.vault import names_of


def follow(files: dict[str, str], moved: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """The texts of the notes after the moves, by old path, and what must not move."""
    moves = Moves(names_of(files), names_of(moved.get(path, path) for path in files), moved)
    texts, stranded = {}, set()
    for path, text in files.items():
        edits, lost = moves.edits(path, text)
        texts[path] = apply(text, edits)
        stranded |= lost
    return texts, stranded


def written(
    text: str,
    moved: dict[str, str],
    *others: str,
    source: str = "src.md",
) -> str:
    """What a note says after the moves; `others` are further files of the vault."""
    files = dict.fromkeys([*others, *moved], "") | {source: text}
    texts, stranded = follow(files, moved)
    assert stranded == set()
    return texts[source]


RENAMED = {"inbox/Old.txt": "notes/New name.md"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[Old]]", "[[New name]]"),
        ("[[Old|alias]]", "[[New name|alias]]"),
        ("[[Old#Heading]]", "[[New name#Heading]]"),
        ("[[Old#A#B|x]]", "[[New name#A#B|x]]"),
        ("[[Old#^block-1]]", "[[New name#^block-1]]"),
        ("![[Old]]", "![[New name]]"),
        ("![[Old#^b|300]]", "![[New name#^b|300]]"),
        ("[[ Old ]]", "[[ New name ]]"),
        ("[[old]]", "[[New name]]"),
        ("[[inbox/Old]]", "[[New name]]"),
        ("[[/inbox/Old]]", "[[New name]]"),
        ("[[./inbox/Old]]", "[[New name]]"),
        ("[[Old.txt]]", "[[New name.md]]"),
        ("[[inbox/Old.txt|x]]", "[[New name.md|x]]"),
        ("a [[Old]], b [[Old]]", "a [[New name]], b [[New name]]"),
        ("| a |\n|---|\n| [[Old\\|x]] |", "| a |\n|---|\n| [[New name\\|x]] |"),
        ("- [ ] [[Old]] ^id", "- [ ] [[New name]] ^id"),
        ("> [!note] [[Old]]\n> text", "> [!note] [[New name]]\n> text"),
        ("%% [[Old]] %%", "%% [[New name]] %%"),
        ("[t](inbox/Old.txt)", "[t](notes/New%20name.md)"),
        ("[t](inbox/Old)", "[t](notes/New%20name)"),
        ("[t](Old.txt)", "[t](New%20name.md)"),
        ("[t](Old)", "[t](New%20name)"),
        ("[t](<inbox/Old.txt>)", "[t](<notes/New name.md>)"),
        ("[t](<Old> 'title')", "[t](<New name> 'title')"),
        ('[t](inbox/Old.txt#h%20i "title")', '[t](notes/New%20name.md#h%20i "title")'),
        ("[r]\n\n[r]: inbox/Old.txt#h%20i 'x'\n", "[r]\n\n[r]: notes/New%20name.md#h%20i 'x'\n"),
        ("> [r]\n>\n> [r]:\n> <inbox/Old>\n", "> [r]\n>\n> [r]:\n> <notes/New name>\n"),
        ("[a]: Old\n[b]: //a.b/Old\n[c]: # (Old)", "[a]: New%20name\n[b]: //a.b/Old\n[c]: # (Old)"),
        ("![t](inbox/Old.txt)", "![t](notes/New%20name.md)"),
        ("[![[Old]]](Old)", "[![[New name]]](New%20name)"),
        ('---\nup: "[[Old]]"\n---\n', '---\nup: "[[New name]]"\n---\n'),
        ("---\nup: '[[Old]]'\n---\n", "---\nup: '[[New name]]'\n---\n"),
        ("---\nup: '[[Old#H|x]]' # why\n---\n", "---\nup: '[[New name#H|x]]' # why\n---\n"),
        ('---\nup:\n  - "[[Old]]"\n  - x\n---\n', '---\nup:\n  - "[[New name]]"\n  - x\n---\n'),
        ('---\nup: ["[[Old]]", x]\n---\n', '---\nup: ["[[New name]]", x]\n---\n'),
        ("\ufeff[[Old]]\r\n😀[[Old]]\r\n", "\ufeff[[New name]]\r\n😀[[New name]]\r\n"),
    ],
)  # fmt: skip
def test_a_link_takes_the_new_name_of_its_target(before, after):
    assert written(before, RENAMED) == after


@pytest.mark.parametrize(
    "text",
    [
        "`[[Old]]`",
        "```\n[[Old]]\n[t](inbox/Old.txt)\n```\n",
        "    [[Old]]\n",
        "$[[Old]]$",
        "<!-- [[Old]] -->",
        "\\[[Old]]",
        "[[]] [[ ]]",
        "[[Other]] [[other/Old]] [t](Other.md)",
        "[t](https://a.b/inbox/Old.txt) [t](obsidian://open?file=Old)",
        "[t](#Old) [[#Old]] [[#^Old]]",
        "[Old]",
        "`[r]: Old`\n\n    [r]: Old\n\n[r]: Other\n[^r]: Old\n[//]: <> (Old)",
        "Old inbox/Old.txt",
        "---\nup: [[Old]]\n---\n",
        "---\nup: see [[Old]]\n---\n",
        "---\nup: '[[Old]] and more'\n---\n",
    ],
)
def test_what_is_no_link_to_it_stays(text):
    assert written(text, RENAMED) == text


@pytest.mark.parametrize(
    "text",
    [
        "[[Old]] [[old|x]] ![[OLD]] [[Old.md]]",
        "[t](Old.md) [t](Old) [t](<Old.md>)",
        '---\nup: "[[Old]]"\n---\n',
    ],
)
def test_a_link_by_name_to_a_note_that_keeps_its_name_stays(text):
    assert written(text, {"inbox/Old.md": "notes/deep/Old.md"}) == text


def test_a_link_by_path_follows_to_another_folder():
    moved = {"inbox/Old.md": "notes/Old.md"}
    assert written("[[inbox/Old]] [t](inbox/Old.md)", moved) == "[[Old]] [t](notes/Old.md)"


# Attachments, and what does not move


def test_links_to_what_stays_stay():
    text = "![[a.png]] ![x](img/a.png) [[img/a.png|300]] [p](doc.pdf#page=2) [[Other]]"
    moved = {"inbox/Old.md": "notes/New.md"}
    assert written(text, moved, "img/a.png", "doc.pdf", "Other.md") == text


def test_a_note_that_moves_takes_its_relative_links_with_it():
    text = "![i](a.png) ![i](./a.png) ![i](../top.png) [n](../other/N.md#h) [s](S.md) [[S]]"
    others = ("in/a.png", "top.png", "other/N.md", "in/S.md", "x/a.png", "x/top.png", "x/S.md")
    after = written(text, {"in/src.md": "out/deep/src.md"}, *others, source="in/src.md")
    assert after == (
        "![i](../../in/a.png) ![i](../../in/a.png) ![i](../../top.png) [n](../../other/N.md#h)"
        " [s](../../in/S.md) [[in/S]]"
    )


def test_two_notes_that_move_together_need_no_change():
    moved = {"in/a.md": "out/a.md", "in/b.md": "out/b.md"}
    text = "[b](b.md) [b](./b.md) [[b]] [b](b)"
    assert written(text, moved, source="in/a.md") == text


def test_a_relative_destination_stays_relative():
    # `N.md` would mean the one at the top.
    moved = {"in/src.md": "out/src.md", "in/N.md": "out/N.md"}
    assert written("[n](../in/N.md)", moved, "N.md", source="in/src.md") == "[n](./N.md)"


def test_a_link_to_the_note_itself_stays():
    moved = {"in/src.md": "out/New.md"}
    assert written("[[#H]] [t](#h) [[src]]", moved, source="in/src.md") == "[[#H]] [t](#h) [[New]]"


# Names that several files have


def test_a_name_that_becomes_ambiguous_gets_its_path():
    moved = {"inbox/b.md": "x/a.md"}
    # Two files are called `a` now, and from a note in x/ the other one would be meant.
    text = written("[[a]] [[a|b]] [t](a.md)", moved, "y/a.md", source="x/src.md")
    assert text == "[[y/a]] [[y/a|b]] [t](y/a.md)"


def test_a_name_that_still_means_the_same_stays():
    assert written("[[a]]", {"inbox/b.md": "x/y/a.md"}, "a.md") == "[[a]]"


def test_twins_of_case_are_told_apart():
    moved = {"in/Note.md": "n/Note.md", "in/note.md": "n/note 2.md"}
    assert written("[[Note]] [[note]]", moved) == "[[Note]] [[note 2]]"


def test_a_link_that_leads_nowhere_stays_even_when_a_note_takes_that_name():
    assert written("[[New]] [[Nothing]]", {"in/Old.md": "n/New.md"}) == "[[New]] [[Nothing]]"


def test_a_name_that_looks_like_one_with_an_extension():
    assert written("[[v2]]", {"v2.txt": "n/v2.0.md"}) == "[[v2.0]]"
    assert written("[[v2]]", {"v2.txt": "n/v2.0.md"}, "v2.0") == "[[n/v2.0.md]]"
    assert written("[[v2.txt]]", {"v2.txt": "n/v2.md.md"}) == "[[v2.md]]"


# How it is written


@pytest.mark.parametrize(
    ("name", "plain", "angles"),
    [
        ("a b", "a%20b", "a b"),
        ("a (b)", "a%20%28b%29", "a (b)"),
        ("50%25", "50%2525", "50%2525"),
        ("灯，影", "灯，影", "灯，影"),
        ("Don't", "Don't", "Don't"),
        ("a`b", "a`b", "a`b"),
    ],
)
def test_a_destination_is_encoded_where_it_must_be(name, plain, angles):
    moved = {"Old.md": f"n/{name}.md"}
    assert written("[t](Old.md)", moved) == f"[t](n/{plain}.md)"
    assert written("[t](<Old.md>)", moved) == f"[t](<n/{angles}.md>)"


def test_a_folder_with_a_name_that_would_end_the_destination():
    moved = {"Old.md": "C#: (a)/New.md"}
    after = written("[t](Old.md)", moved)
    assert after == "[t](C%23%3A%20%28a%29/New.md)"
    assert Note("src.md", after).links[0].target == "C#: (a)/New.md"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"[[Old]]"', '"[[Don\'t]]"'),
        ("'[[Old]]'", '"[[Don\'t]]"'),
        ("'[[Old#H|x]]'", '"[[Don\'t#H|x]]"'),
        ("[ '[[Old]]' ]", '[ "[[Don\'t]]" ]'),
    ],
)
def test_a_quote_in_a_name_does_not_end_a_property(before, after):
    moved = {"Old.md": "n/Don't.md"}
    after = f"---\nup: {after}\nx: 1\n---\n"
    assert written(f"---\nup: {before}\nx: 1\n---\n", moved) == after
    assert Note("src.md", after).links[0].target == "Don't"


# Canvases and bases

CANVAS = """\
{
\t"nodes":[
\t\t{"id":"1","type":"file","file":"in/\\u706f 1.md","subpath":"#H","x":1},
\t\t{"id":"2","type":"text","text":"\\ud83d\\ude00 \\"[[b|x]]\\", \
![[p.png]]\\n[c](<c.md#h> \\"t\\") `[[b]]`"},
\t\t{"id":"3","type":"group","label":"in/b.md?","background":"in/p.png" , "extra" : [{"k":"v"}]},
\t\t{"id":"4","type":"file","file":"stays.md"},
\t\t{"id":"5","type":"file","file":"b.md"}
\t],
\t"edges":[]
}
"""


def test_a_canvas_follows_and_nothing_else_in_it_changes():
    files = {"x.canvas": CANVAS, "stays.md": ""}
    moved = {"in/灯 1.md": 'n/A "b".md', "in/b.md": "n/new.md", "in/c.md": "n/d c.md"}
    moved["in/p.png"] = "n/q.png"
    texts, stranded = follow(files | dict.fromkeys(moved, ""), moved)
    assert stranded == set()
    assert texts["x.canvas"] == (
        CANVAS.replace("in/\\u706f 1.md", 'n/A \\"b\\".md')
        .replace("[[b|x]]", "[[new|x]]")
        .replace("[[p.png]]", "[[q.png]]")
        .replace("<c.md#h>", "<d c.md#h>")
        .replace("in/p.png", "n/q.png")
    )


def test_a_file_of_a_canvas_is_a_whole_path():
    # In a note both would be links to `in/b.md`.
    text = '{"nodes":[{"type":"file","file":"b.md"},{"type":"file","file":"in/b"}]}'
    texts, _ = follow({"x.canvas": text, "in/b.md": ""}, {"in/b.md": "n/b.md"})
    assert texts["x.canvas"] == text


BASE = """\
# file.hasLink("b")
filters:
  or:
    - file.hasLink("b") || !file.hasLink('in/b') # why
    - 'link("in/灯 1#H", "b") != this || x.link("b") || "link(1)" == file.name'
    - "[link(\\"b\\"), file.path == \\"in/b.md\\"]"
formulas: { up: 'link("b.md")' }
views:
  - type: table
    name: link("b")
    newItemTemplate: in/b.md
    newItemFolder: in
"""


def test_a_base_follows_where_it_is_certain():
    moved = {"in/灯 1.md": "n/Don't.md", "in/b.md": "n/new.md"}
    texts, stranded = follow({"x.base": BASE} | dict.fromkeys(moved, ""), moved)
    assert stranded == set()
    assert (
        texts["x.base"]
        == """\
# file.hasLink("b")
filters:
  or:
    - file.hasLink("new") || !file.hasLink('new') # why
    - 'link("Don''t#H", "b") != this || x.link("b") || "link(1)" == file.name'
    - "[link(\\"new\\"), file.path == \\"n/new.md\\"]"
formulas: { up: 'link("new.md")' }
views:
  - type: table
    name: link("b")
    newItemTemplate: n/new.md
    newItemFolder: in
"""
    )


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("filters: file.hasLink('b')", "n/Don't.md"),
        ("filters: 'link(\"b\")'", 'n/a"b.md'),
        ("newItemTemplate: in/b.md", "n/a: b.md"),
        ("newItemTemplate: in/b.md", "n/a #b.md"),
    ],
)
def test_a_note_stays_where_a_base_could_not_follow(text, target):
    _, stranded = follow({"x.base": text, "in/b.md": ""}, {"in/b.md": target})
    assert stranded == {"in/b.md"}


# What cannot be written


@pytest.mark.parametrize(
    ("text", "target"),
    [
        # A wikilink ends its path at `#` and `|`.
        ("[[Old]]", "C#/New.md"),
        ("[[Old]]", "a|b/New.md"),
        ("[[Old]]", "a]]b/New.md"),
        ('---\nup: "[[Old]]"\n---\n', 'a"b/New.md'),
        ("---\nup: '[[Old|say \"x\"]]'\n---\n", "n/Don't.md"),
        # The code span that begins before the link would take it in.
        ("a ` b [[Old]]", "n/New ` name.md"),
    ],
)
def test_a_note_stays_where_a_link_could_not_follow(text, target):
    files = {"src.md": text, "Old.md": "", "x/New.md": ""}
    _, stranded = follow(files, {"Old.md": target})
    assert stranded == {"Old.md"}


def test_a_note_that_would_steal_a_link_stays():
    # `[[a]]` would mean x/a.md, and the path of the other cannot be written.
    files = {"x/src.md": "[[a]]", "y#/a.md": "", "in/b.md": ""}
    _, stranded = follow(files, {"in/b.md": "x/a.md"})
    assert stranded == {"in/b.md"}
