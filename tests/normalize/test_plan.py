"""The whole plan: what is fixed, what moves, what stays, and that every link still leads there."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted import fingerprint, plant

from vaultkit import config as configuration
from vaultkit.checks import ruleset
from vaultkit.normalize import plan as planning
from vaultkit.normalize.plan import Plan
from vaultkit.note.links import Link
from vaultkit.note.note import Note
from vaultkit.note.spans import Span
from vaultkit.vault.resolve import Names
from vaultkit.vault.vault import Vault, names_of

CONFIG = '[lint]\nselect = []\n[vault]\ninclude = ["*.txt"]\n'


def make_vault(root: Path, files: dict[str, str | bytes], config: str = "") -> Vault:
    plant(root, {"vaultkit.toml": CONFIG + config, **files})
    return Vault.open(root, configuration.load(root))


def plan_of(vault: Vault) -> Plan:
    return planning.make(vault, ruleset.build(vault.config, vault.obsidian.types))


def layout(*paths: str) -> str:
    return "".join(f"[[layout]]\npath = {json.dumps(path)}\n" for path in paths)


# Every link still leads to the same file

NONE = Span(0, 0)


def resolved(
    vault: Vault, texts: dict[str, str], moved: dict[str, str]
) -> dict[str, list[str | None]]:
    """What each link of each note means once `moved` is done, by the old path of the note."""
    entries = [entry.path for entry in vault.listing.entries]
    names = names_of(moved.get(path, path) for path in entries)
    return {
        path: [meant(names, link, moved.get(path, path)) for link in links_of(path, texts[path])]
        for path in texts
    }


def meant(names: Names, link: Link, source: str) -> str | None:
    if link.is_external:
        return None
    return names.at(link.target).path if link.is_path else names.resolve(link.target, source).path


def link_to(target: str, is_path: bool) -> Link:
    return Link("base", NONE, target, "", None, NONE, is_path=is_path)


def links_of(path: str, text: str) -> list[Link]:
    """The links of a note, a canvas or a base."""
    if path.endswith(".base"):
        board = json.loads(text)
        named = map(named_in, board["filters"]["and"])
        links = [
            link_to(said, True) if "path" in call[0] else link_to(said.partition("#")[0], False)
            for said, call in named
        ]
        return [*links, link_to(board["views"][0]["newItemTemplate"], True)]
    if not path.endswith(".canvas"):
        return Note(path, text).links
    nodes = json.loads(text)["nodes"]
    links = [link for node in nodes for link in Note("", node.get("text", "")).links]
    paths = [node[key] for node in nodes for key in ("file", "background") if key in node]
    return links + [link_to(path, True) for path in paths]


def named_in(expression: str) -> tuple[str, tuple[str, str]]:
    """What an expression of CALLS names, and what is around it."""
    call = next(call for call in CALLS if expression.startswith(call[0]))
    return expression[len(call[0]) : -len(call[1])], call


def shell(path: str, text: str) -> str:
    """A file without the targets of its links, and without the quotes of its properties."""
    if path.endswith(".base"):
        board = json.loads(text)
        board["filters"]["and"] = [named_in(said)[1] for said in board["filters"]["and"]]
        board["views"][0].pop("newItemTemplate")
        return json.dumps(board)
    if path.endswith(".canvas"):
        canvas = json.loads(text)
        for node in canvas["nodes"]:
            node["text"] = shell("", node.get("text", ""))
            node.pop("file", None)
            node.pop("background", None)
        return json.dumps(canvas)
    parts, at = [], 0
    for link in sorted(Note("", text).links, key=lambda link: link.target_span):
        parts.append(text[at : link.target_span.start])
        at = link.target_span.end
    return "".join([*parts, text[at:]]).replace("'", '"')


FOLDERS = ["", "a/", "a/b/", "ab/", "中文/", "C#/", "notes/"]
STEMS = ["T", "t", "T 2", "智谱", "é", unicodedata.normalize("NFD", "é"), "v2.0", "(x) 1", "Don't"]
TITLES = [*STEMS, "a`b", "a | b", "AC/DC", "100%25", "[x]", "..", "$1 or $2"]
LAYOUTS = [
    [],
    ["notes/{title|name}"],
    ["{folder}/{title}"],
    ["notes/{folder}/{title|name}"],
    ["{title}/{name}", "x/{name} ({folder})"],
    ["{name}"],
]
LINKS = [
    "[[{}]]",
    "[[{}|alias]]",
    "[[{}#H]] and `[[{}]]`",
    "![[{}#^b|10]]",
    "| [[{}\\|x]] |\n|---|",
    "[t](<{}>)",
    "%% [[{}]] %%",
    "| ![[{}\\|100x20]] | ![x\\|30](<{}>) |\n|---|---|",
    "x[^1]\n\n[^1]: [[{}#A#B]] <!-- [[{}]] -->",
    "> [!note] # [[{}|a [x] b]]\n> - [ ] [t](<{}#A%20B> 'c') ^id",
    "# ![[{}]]\n\n[![[{}]]](<{}>)\n\n```dataview\nLIST FROM [[{}]]\n```",
]
# Expressions of bases, around what they name.
CALLS = [('!file.hasLink("', '") && true'), ('x == link("', '", "x")'), ('file.path == "', '"')]
stems = st.sampled_from(STEMS)
paths = st.builds(
    "{}{}{}".format,
    st.sampled_from(FOLDERS),
    stems,
    st.sampled_from([".md", ".md", ".txt", ".markdown", ".png", ""]),
)


@st.composite
def vaults(draw):
    """The files of a small vault whose notes link to one another in every way there is."""
    names = draw(st.lists(paths, min_size=2, max_size=7, unique=True))
    folders = {name.rpartition("/")[0] for name in names}
    names = [name for name in names if name not in folders]
    files = {}
    for name in names:
        links = []
        for _ in range(draw(st.integers(0, 3))):
            target = draw(st.one_of(st.sampled_from(names), paths))
            target = draw(spellings(target))
            form = draw(st.sampled_from([*LINKS, "encoded", "double", "single", "list"]))
            links.append((form, target))
        files[name] = note_text(draw(st.one_of(st.none(), st.sampled_from(TITLES))), links)
    for name in draw(st.lists(st.sampled_from(["x.canvas", "a/x.canvas"]), unique=True)):
        texts = [
            {
                "type": "text",
                "text": draw(st.sampled_from(LINKS)).replace("{}", draw(spellings(to))),
            }
            for to in draw(st.lists(st.sampled_from(names), max_size=3))
        ]
        named = [
            draw(
                st.sampled_from(
                    [
                        {"type": "file", "file": to, "subpath": "#H"},
                        {"type": "group", "background": to},
                    ]
                )
            )
            for to in draw(st.lists(st.sampled_from(names), max_size=2))
        ]
        files[name] = json.dumps(
            {"nodes": named + texts},
            ensure_ascii=draw(st.booleans()),
            indent=draw(st.sampled_from([None, "\t"])),
        )
    for name in draw(st.lists(st.sampled_from(["x.base", "中文/x.base"]), unique=True)):
        said = []
        for to in draw(st.lists(st.sampled_from(names), max_size=3)):
            before, after = draw(st.sampled_from(CALLS))
            to = to if "path" in before else draw(spellings(to)) + draw(st.sampled_from(["", "#H"]))
            said.append(f"{before}{to}{after}")
        views = [{"newItemTemplate": draw(st.sampled_from(names)), "type": "[[x]]"}]
        board = {"filters": {"and": said}, "views": views}
        files[name] = json.dumps(board, ensure_ascii=draw(st.booleans()))
    return files


def spellings(target: str) -> st.SearchStrategy[str]:
    stem = target.rpartition(".")[0] or target
    names = [target.rpartition("/")[2], stem.rpartition("/")[2]]
    return st.sampled_from(
        [target, stem, *names, f"../{target}", f"./{stem}", f"/{target}", target.upper()]
    )


def note_text(title: str | None, links: list[tuple[str, str]]) -> str:
    matter = [] if title is None else [f"title: {json.dumps(title)}"]
    body = []
    for number, (form, target) in enumerate(links):
        if form == "double":
            matter.append(f'p{number}: "[[{target}]]"')
        elif form == "single":
            matter.append(f"p{number}: '[[{target}|x]]'")
        elif form == "list":
            matter.append(f'p{number}: ["[[{target}#H]]", "[[{target}|a b]]"] # [[{target}]]')
        elif form == "encoded":
            body.append(f'[t]({quote(target, safe="/")}#h "title")')
        else:
            body.append(form.replace("{}", target))
    return "---\n" + "".join(f"{line}\n" for line in matter) + "---\n" + "\n\n".join(body) + "\n"


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=vaults(), paths=st.sampled_from(LAYOUTS))
def test_every_link_that_resolved_still_leads_to_the_same_file(files, paths):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        vault = make_vault(Path(one), files, layout(*paths))
        before = {
            path: vault.read(path)
            for path in files
            if path in vault.notes or path.endswith((".canvas", ".base"))
        }
        plan = plan_of(vault)
        after = before | plan.texts
        leads = resolved(vault, before, {})
        means = resolved(vault, after, plan.moves)
        unchanged = resolved(vault, before, plan.moves)
        for path in before:
            expected = [None if old is None else plan.target(old) for old in leads[path]]
            assert [e and m for e, m in zip(expected, means[path], strict=True)] == expected
            assert shell(path, before[path]) == shell(path, after[path])
            links = zip(links_of(path, before[path]), links_of(path, after[path]), strict=True)
            for (old, new), right, now in zip(links, expected, unchanged[path], strict=True):
                if right is None or now == right:
                    assert old.target == new.target
        # What the plan makes needs no plan.
        moved = {plan.target(path): after.get(path, data) for path, data in files.items()}
        assert len(moved) == len(files)
        again = plan_of(make_vault(Path(two), moved, layout(*paths)))
        assert (again.moves, again.texts) == ({}, {})


def test_a_name_that_two_notes_want_goes_to_the_first(tmp_path):
    files = {"b/T.md": "[[a/T]] [[b/T]]", "a/T.md": "[[T]]", "a/t.txt": "[[T]] [[t]] [[t.txt]]"}
    plan = plan_of(make_vault(tmp_path, files, layout("n/{name}")))
    assert plan.moves == {"a/T.md": "n/T.md", "a/t.txt": "n/t 2.md", "b/T.md": "n/T 3.md"}
    assert plan.texts == {
        "b/T.md": "[[T]] [[T 3]]",
        "a/t.txt": "[[T]] [[t]] [[t 2.md]]",
    }


def with_config(root: Path, files: dict[str, str | bytes], config: str) -> Plan:
    """The plan for a vault with this configuration and no other."""
    plant(root, {**files, "vaultkit.toml": config})
    return plan_of(Vault.open(root, configuration.load(root)))


def test_links_of_fixed_notes_follow_too(tmp_path):
    files = {"a.md": "---\n标题: 灯\n---\n\n[[b]] \n", "b.md": "---\ntitle: 影\n---\n\n[[a|灯]]\n"}
    plan = with_config(tmp_path, files, layout("n/{title}"))
    assert plan.moves == {"a.md": "n/灯.md", "b.md": "n/影.md"}
    assert plan.texts == {
        "a.md": "---\ntitle: 灯\n---\n\n[[影]]\n",
        "b.md": "---\ntitle: 影\n---\n\n[[灯|灯]]\n",
    }
    assert plan.fixed["FM003"] == 1
    # Without the rules only the links change.
    plan = plan_of(make_vault(tmp_path, files, layout("n/{title}")))
    assert plan.texts["a.md"] == "---\n标题: 灯\n---\n\n[[影]] \n"


def test_the_rules_of_the_new_place_hold(tmp_path):
    files = {"inbox/a.md": "---\n标题: 灯\n---\nx \n", "raw/b.md": "x \n", "c.md": "x \n"}
    config = layout("raw/{title}", "notes/{name}") + (
        '[lint]\nselect = ["MD001", "FM003"]\n[lint.per-path]\n'
        '"inbox/" = { ignore = ["ALL"] }\n"raw/" = { ignore = ["MD001"] }\n'
    )
    plan = with_config(tmp_path, files, config)
    assert plan.moves == {
        "inbox/a.md": "raw/灯.md",
        "raw/b.md": "notes/b.md",
        "c.md": "notes/c.md",
    }
    assert plan.texts == {
        "inbox/a.md": "---\ntitle: 灯\n---\nx \n",
        "raw/b.md": "x\n",
        "c.md": "x\n",
    }
    after = {plan.target(path): plan.texts[path] for path in files}
    again = with_config(tmp_path / "two", after, config)
    assert (again.moves, again.texts) == ({}, {})


def test_a_note_without_a_place_that_fits_ends_no_run_of_the_others(tmp_path):
    config = '[lint.per-path]\n"titled/" = { ignore = ["ALL"] }\n' + layout(
        "titled/{title}", "notes/{name}"
    )
    files = {"a.md": "---\n标题: 灯\n---\n", "b.md": "x \n"}
    plan = with_config(tmp_path, files, config)
    assert plan.moves["b.md"] == "notes/b.md"


def test_a_plan_writes_nothing(tmp_path):
    vault = make_vault(tmp_path, {"a.txt": "[[b]]", "b.md": "x \n"}, layout("n/{name}"))
    before = fingerprint(tmp_path)
    assert plan_of(vault).moves
    assert fingerprint(tmp_path) == before


# What stays as it is


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("board.md", "---\nkanban-plugin: board\ntitle: T\n---\n## To do \n- [ ] [[{}]]\n"),
        ("draw.excalidraw.md", "---\ntitle: T\n---\n# Embedded Files\nabc: [[{}]] \n"),
        ("draw.md", "---\nexcalidraw-plugin: parsed\ntitle: T\n---\n[[{}]] \n%%\n[[{}|x]]\n%%\n"),
        ("broken.md", "---\ntitle: T\n  - x: [\n---\n[[{}]] \n"),
        ("broken.txt", "---\ntitle: T\ntitle: U\n---\n[[{}]] \n"),
    ],
)
def test_a_note_that_must_not_be_touched_only_has_its_links_follow(tmp_path, path, text):
    files = {path: text.replace("{}", "old"), "old.txt": "x", "other.md": "[[other]]"}
    config = '[vault]\ninclude = ["*.txt"]\n' + layout("n/{title}", "n/new {name}")
    plan = with_config(tmp_path / "one", files, config)
    assert path not in plan.moves
    assert plan.moves["old.txt"] == "n/new old.md"
    assert plan.texts[path] == text.replace("{}", "new old")
    # And without links that must follow it is not touched at all.
    del files["old.txt"]
    plan = with_config(tmp_path / "two", files, config)
    assert path not in plan.texts and path not in plan.moves


@pytest.mark.parametrize(
    "data", ["灯与影".encode("gb18030"), b"a\0b", b"\xff\xfea\0", b"[[b]]\xff"]
)
def test_what_is_no_text_stays_and_keeps_its_name(tmp_path, data):
    vault = make_vault(tmp_path, {"a.txt": data, "b.md": "[[a]]"}, layout("n/{name}"))
    plan = plan_of(vault)
    assert plan.moves == {"b.md": "n/b.md"}
    assert plan.texts == {}


def test_an_empty_note_is_a_note(tmp_path):
    vault = make_vault(tmp_path, {"a.txt": "", "b.md": "[[a]]"}, layout("n/new {name}"))
    assert plan_of(vault).moves == {"a.txt": "n/new a.md", "b.md": "n/new b.md"}


NOT_CERTAIN = """\
{"nodes": [
  {"id": "1", "type": "text", "text": "[[a]]", "file": "in/b.md", "portal": "in/c.md"},
  {"id": "2", "type": "link", "url": "https://a.b/in/f.md", "styles": {"background": "in/d.md"}}
], "in/e.md": 1}
"""
BASE = """\
filters:
  and:
    - file.hasLink("f")
    - file("b").ext == "md"
    - 'link("in/灯" + " 1")'
    - file.path != "in/c.md"
    - author == "[[d]]"
views:
  - type: table
    name: in/e.md
    filters: >-
      link("a")
      == x
"""


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("x.canvas", NOT_CERTAIN, "bcde"),
        ("in/x.base", BASE, "abcde"),
        ("x.canvas", '{"nodes": [{"file": "in/b.md",}, {"text": "[[c]] d"}]}', "bc"),
        ("x.canvas", "", ""),
        ("x.base", "a: [link('c')", "c"),
        ("x.base", "---\n", ""),
        ("x.canvas", "[" * 5000, ""),
        ("x.base", "[" * 5000, ""),
        ("x.json", NOT_CERTAIN, ""),
    ],
)
def test_what_is_named_where_it_cannot_be_rewritten_stays_and_is_said(tmp_path, name, text, named):
    files = {f"in/{stem}.md": "" for stem in "abcdef"}
    plan = plan_of(make_vault(tmp_path, files | {name: text}, layout("n/{name}")))
    reason = f"{name} names it where it cannot be rewritten for certain"
    assert plan.held == {f"in/{stem}.md": reason for stem in named}
    assert plan.moves == {path: f"n{path[2:]}" for path in files if path not in plan.held}


def test_what_a_linked_canvas_names_stays(tmp_path):
    files = {"in/a.md": "", "in/b.md": "", "one/x.canvas": '{"nodes":[{"file":"in/a.md"}]}'}
    vault = make_vault(tmp_path, files, layout("n/{name}"))
    (tmp_path / "y.canvas").symlink_to("one/x.canvas")
    plan = plan_of(Vault.open(tmp_path, vault.config))
    assert plan.moves == {"in/b.md": "n/b.md"}
    assert plan.texts == {}


def test_what_would_not_have_moved_is_not_said_to_stay(tmp_path):
    files = {"n/b.md": "", "x.canvas": json.dumps({"nodes": [{"path": "n/b.md"}]})}
    plan = plan_of(make_vault(tmp_path, files, layout("n/{name}")))
    assert (plan.moves, plan.held) == ({}, {})


def test_a_note_that_a_link_could_not_follow_stays_and_is_said(tmp_path):
    # `[[x/C#/b]]` would be a link to `x/C`.
    files = {"in/a.md": "---\ndir: b\n---\n", "x/C#/b.md": "", "x/C#/src.md": "[[b]]"}
    plan = plan_of(make_vault(tmp_path, files, layout("{dir}")))
    assert plan.moves == {}
    reason = "a link could not be written so that it would still lead there"
    assert plan.held == {"in/a.md": reason}
    # Where the link has other text in it, it can.
    files["x/C#/src.md"] = "[b](b.md)"
    plan = plan_of(make_vault(tmp_path / "two", files, layout("{dir}")))
    assert plan.moves == {"in/a.md": "b.md"}
    assert plan.texts == {"x/C#/src.md": "[b](./b.md)"}


def test_a_fixed_note_is_not_found_wrong_by_another_name(tmp_path):
    (tmp_path / "alias.md").symlink_to("a.md")
    plan = with_config(tmp_path, {"a.md": "---\ntitle: a\n---\n灯,塔 [[gone]]\n"}, "")
    assert [(f.record.path, f.record.code) for f in plan.findings] == [("a.md", "WL001")]


def test_symbolic_links_stay_and_so_does_what_they_lead_to(tmp_path):
    vault = make_vault(tmp_path, {"in/a.md": "x", "in/b.md": "[[alias]]"}, layout("n/{name}"))
    (tmp_path / "alias.md").symlink_to("in/a.md")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "folder").symlink_to("in")
    plan = plan_of(Vault.open(tmp_path, vault.config))
    assert plan.moves == {"in/b.md": "n/b.md"}
    assert plan.held == {"in/a.md": "alias.md is a symbolic link to it"}
    assert plan.texts == {}


def test_notes_behind_a_linked_folder_stay(tmp_path):
    (tmp_path / "linked").symlink_to("real")
    files = {"real/a.md": "[[a]] \n", "b.md": "[[a]]\n"}
    config = '[vault]\nexclude = ["real/"]\n[lint]\nselect = ["MD001"]\n'
    plan = with_config(tmp_path, files, config + layout("n/new {name}"))
    assert (plan.moves, plan.texts) == ({"b.md": "n/new b.md"}, {})


# What is in the way


def test_files_that_are_not_of_the_vault_keep_their_place(tmp_path):
    files = {
        "in/a.md": "[[b]]",
        "in/b.md": "",
        "in/c.md": "",
        "in/d.md": "",
        "n/.git/HEAD": "",
        "n/a.md": "of another repository",
        "n/B.MD/x.png": "a folder",
    }
    vault = make_vault(tmp_path, files, layout("n/{name}"))
    (tmp_path / "n/c.md").symlink_to("nowhere.md")
    plan = plan_of(Vault.open(tmp_path, vault.config))
    assert plan.moves == {
        "in/a.md": "n/a 2.md",
        "in/b.md": "n/b 2.md",
        "in/c.md": "n/c 2.md",
        "in/d.md": "n/d.md",
    }


def test_no_note_moves_to_where_the_vault_does_not_look(tmp_path):
    files = {"in/a.md": "", "in/b.md": "", "src.md": "[[in/b]]\n"}
    config = '[vault]\nexclude = ["n/b*"]\n[lint]\nselect = []\n' + layout("n/{name}")
    plan = with_config(tmp_path, files, config)
    assert plan.moves == {"in/a.md": "n/a.md", "src.md": "n/src.md"}
    assert plan.held == {"in/b.md": "n/b.md, its place by the layout, is excluded"}
    assert plan.texts == {}


def test_a_file_is_not_made_a_folder(tmp_path):
    files = {"in/a.md": "", "Notes": "a file", "in/b.md": "---\ntitle: x\n---\n", "x": "a file"}
    plan = plan_of(make_vault(tmp_path, files, layout("{title}/{name}", "notes/{name}")))
    assert plan.moves == {}
    assert plan.held == {
        "in/a.md": "notes, where it should go, is a file",
        "in/b.md": "x, where it should go, is a file",
    }


def test_a_folder_with_the_name_of_a_moved_note(tmp_path):
    files = {"1.md": "---\ntitle: a.md\n---\n", "2.md": "---\nfile: a\n---\n"}
    plan = plan_of(make_vault(tmp_path, files, layout("{title}/{name}", "{file}")))
    assert plan.moves == {"2.md": "a.md"}
    assert plan.held == {"1.md": "a.md, where it should go, is a file"}


def test_links_follow_a_heading_with_a_link_that_follows(tmp_path):
    files = {
        "in/old.md": "## See [[b]]\n",
        "b.md": "## See [[old]] now\n\n[[#See old now]]\n",
        "c.md": "[[b#See old now|x]] [[old#See b]] [b](b.md#See%20old%20now)\n",
        "x.canvas": '{"nodes":[{"type":"file","file":"b.md","subpath":"#See old now"}]}',
    }
    files["in/old.md"] = "---\nplace: n\n---\n" + files["in/old.md"]
    plan = plan_of(make_vault(tmp_path, files, '[[layout]]\nwhen="place"\npath="n/new"\n'))
    assert plan.moves == {"in/old.md": "n/new.md"}
    assert plan.texts == {
        "b.md": "## See [[new]] now\n\n[[#See new now]]\n",
        "c.md": "[[b#See new now|x]] [[new#See b]] [b](b.md#See%20new%20now)\n",
        "x.canvas": '{"nodes":[{"type":"file","file":"b.md","subpath":"#See new now"}]}',
    }


def test_a_base_that_names_a_folder_which_notes_leave_is_said(tmp_path):
    files = {"in/a.md": "", "n/b.md": "", "x.base": 'filters: file.inFolder("in")\n'}
    files["y.base"] = 'filters: file.inFolder("n") && file.folder != "in"\n'
    plan = plan_of(make_vault(tmp_path, files, layout("n/{name}")))
    assert plan.moves == {"in/a.md": "n/a.md"}
    assert plan.doubtful == {"x.base": "names the folder in, which 1 notes leave"}
    assert plan.texts == {}


# Generated pages


def test_generated_pages_neither_move_nor_change(tmp_path):
    from vaultkit.index import update as index

    vault = make_vault(tmp_path, {"in/a.md": "[[b]]", "in/b.md": ""}, layout("n/new {name}"))
    update, pages = index.plan(vault)
    index.apply(vault, update, pages)
    assert any("[[a]]" in text for text in pages.values())
    plan = plan_of(Vault.open(tmp_path, vault.config))
    assert plan.moves == {"in/a.md": "n/new a.md", "in/b.md": "n/new b.md"}
    assert plan.texts == {"in/a.md": "[[new b]]"}
    # A page that somebody changed is a note like any other that must not be touched.
    page = next(path for path, text in pages.items() if "[[a]]" in text)
    file = tmp_path / page
    file.write_text(pages[page] + "mine: [[a]]\n", "utf-8")
    plan = plan_of(Vault.open(tmp_path, vault.config))
    assert plan.texts.keys() == {"in/a.md", page}
    assert plan.texts[page].endswith("mine: [[new a]]\n")
