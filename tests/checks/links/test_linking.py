"""What the rules about links say and mend together, on vaults of several notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import planted
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from vaultkit.checks.registry import rules
from vaultkit.checks.relinking import shown
from vaultkit.checks.rule import Finding, NoOptions
from vaultkit.config import Config
from vaultkit.fixing import run
from vaultkit.fixing.run import Outcome
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit
from vaultkit.vault.files import Entry, Listing, ObsidianSettings
from vaultkit.vault.vault import Vault, names_of

LINKS = [rule for code, rule in rules().items() if code.startswith("WL")]


def lint(
    files: Mapping[str, str], fix: bool = False, others: tuple[str, ...] = (), **selection
) -> Outcome:
    """Lint notes that are on no disk; `others` are further files of their vault."""
    entries = [Entry(path, True) for path in files] + [Entry(path, False) for path in others]
    vault = Vault(Path(), Config(), Listing(tuple(entries), ()), ObsidianSettings())
    ruleset = planted.ruleset(*LINKS, **selection)
    return run.lint(vault, ruleset, list(files), () if fix else None, files)


def mended(text: str, *names: str, **selection) -> str:
    """A note after the fixes, in a vault that has other files."""
    outcome = lint({"note.md": text, **dict.fromkeys(names, "")}, fix=True, **selection)
    assert "VK002" not in {one.record.code for one in outcome.findings}
    return outcome.changed["note.md"].after if outcome.changed else text


def test_a_link_is_reported_once_by_the_rule_that_knows_most() -> None:
    files = {
        "a.md": "---\naliases: [旧塔, 燈樓]\n---\n",
        "b/灯塔.md": "",
        "灯楼.md": "",
        "C d.md": "",
    }
    links = "[[燈塔]] [[灯　塔]] [[Ｃ d]] [[旧塔]] [[x/C d]] [[C%20d]] [[{{x}}]] [[燈樓]] [[无]]"
    found = planted.found(lint({**files, "note.md": links}))
    codes = [one.split()[1] for one in found if one.startswith("note.md")]
    assert codes == [
        "WL004",
        "WL001",
        "WL005",
        "WL012",
        "WL013",
        "WL020",
        "WL015",
        "WL012",
        "WL001",
    ]


def test_a_missing_attachment_that_is_elsewhere_is_reported_as_that() -> None:
    found = lint({"note.md": "![[x/灯.png]] ![[塔.png]]"}, others=("a/灯.png",))
    assert planted.found(found) == ["note.md:1:1 WL013", "note.md:1:14 WL014"]


def test_the_general_rule_speaks_where_the_other_does_not_run() -> None:
    files = {"note.md": "[[燈塔]]", "灯塔.md": ""}
    assert planted.found(lint(files)) == ["note.md:1:1 WL004"]
    assert planted.found(lint(files, select=("WL001",))) == ["note.md:1:1 WL001"]
    assert planted.found(lint(files, ignore=("WL004",))) == ["note.md:1:1 WL001"]
    ignored = {**files, "note.md": "%% vaultkit: ignore WL004 %%\n[[燈塔]]\n"}
    assert planted.found(lint(ignored)) == []
    # It is still what is wrong with the link, though another rule says it better.
    ignored["note.md"] = "%% vaultkit: ignore WL001 %%\n[[燈塔]]\n"
    assert planted.found(lint(ignored)) == ["note.md:2:1 WL004"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\na: '[[燈塔]]'\n---\n", "---\na: '[[灯塔|燈塔]]'\n---\n"),
        ('---\na:\n  - "[[燈塔#高|塔]]" # x\n---\n', '---\na:\n  - "[[灯塔#高|塔]]" # x\n---\n'),
        ("[[ 燈塔 ]] [[燈塔 #高 ]]", "[[ 灯塔|燈塔]] [[灯塔 #高|燈塔 > 高]]"),
        ("[塔](<燈塔.md> '高')", "[塔](<灯塔.md> '高')"),
        ("> | a |\n> |---|\n> | [[燈塔]] |\n", "> | a |\n> |---|\n> | [[灯塔\\|燈塔]] |\n"),
        (
            "- x\n\n  |a|b|\n  |-|-|\n  |[[燈塔]]|\n",
            "- x\n\n  |a|b|\n  |-|-|\n  |[[灯塔\\|燈塔]]|\n",
        ),
        ("**[[燈塔]]** ==[[燈塔]]==", "**[[灯塔|燈塔]]** ==[[灯塔|燈塔]]=="),
        ("# [[燈塔]] ^x\n", "# [[灯塔|燈塔]] ^x\n"),
        # What an empty text shows is not certain; a comment, a drawing and code stay.
        ("[[燈塔|]]", "[[燈塔|]]"),
        ("%% [[燈塔]] %%", "%% [[燈塔]] %%"),
        ("---\nexcalidraw-plugin: parsed\n---\n[[燈塔]]", None),
        ("`[[燈塔]]` <!-- [[燈塔]] -->", None),
    ],
)
def test_a_link_is_mended_where_it_stands(before: str, after: str | None) -> None:
    assert mended(before, "灯塔.md") == (before if after is None else after)


@pytest.mark.parametrize(
    ("names", "before", "after"),
    [
        # Where the bare name would be another file, or several, the path is written.
        (("a/灯塔.md",), "[[燈塔|x]]", "[[灯塔|x]]"),
        (("a/灯塔.md", "a/灯塔.png"), "![[燈塔.png]]", "![[灯塔.png]]"),
        # Not what would end the link, or the quotes around it.
        (("灯#塔.md",), "[[燈#塔]]", "[[燈#塔]]"),
        (("灯'塔.md",), "---\na: '[[燈‘塔]]'\n---\n", "---\na: '[[燈‘塔]]'\n---\n"),
        (("a/Log's.md",), '---\na: "[[b/Log\'s|x]]"\n---\n', '---\na: "[[a/Log\'s|x]]"\n---\n'),
        # An extension is part of the name, but for that of notes.
        (("灯塔.pdf",), "[[燈塔]]", "[[燈塔]]"),
        (("灯塔.md",), "[[燈塔.md|x]] [[燈塔.txt|x]]", "[[灯塔.md|x]] [[燈塔.txt|x]]"),
        # More steps up than there are folders lead out of the vault.
        (("a/Log.md",), "[x](../../Log.md)", "[x](../../Log.md)"),
    ],
)
def test_what_is_written(names: tuple[str, ...], before: str, after: str) -> None:
    assert mended(before, *names) == after


def test_many_notes_are_mended_in_one_run() -> None:
    notes = {f"{number}.md": "[[燈塔]] [[x/Log]] [[Ｌog]] [[旧塔]]" for number in range(300)}
    files = {**notes, "灯塔.md": "---\naliases: 旧塔\n---\n", "a/Log.md": ""}
    outcome = lint(files, fix=True)
    assert outcome.findings == []
    assert outcome.fixed == dict.fromkeys(("WL004", "WL005", "WL012", "WL013"), 300)
    expected = "[[灯塔|燈塔]] [[a/Log|x/Log]] [[Log|Ｌog]] [[灯塔|旧塔]]"
    assert {changed.after for changed in outcome.changed.values()} == {expected}


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("[[灯塔]]", "“燈” would become “灯”"),
        ("[[灯塔|塔]]", "text would be deleted: 燈"),
        ("[[灯塔|燈塔]]x", "text would be added: x"),
        ("灯塔", "“燈塔” would no longer be a link"),
    ],
)
def test_a_wrong_fix_is_refused(new: str, reason: str) -> None:
    def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
        for path, links in vault.links.items():
            for link in links:
                yield Finding(link.span, "", (Edit(*link.span, new),), path=path)

    wrong = replace(rules()["WL004"], check=check)
    outcome = planted.lint({"note.md": "看[[燈塔]]。"}, wrong, unsafe=())
    assert not outcome.changed
    assert [one.record.message for one in outcome.findings if one.record.code == "VK002"] == [
        f"the fix of WL004 script-variant was not made: {reason}"
    ]


NAMES = ["灯塔", "燈塔", "AI 灯", "ＡＩ 燈", "Log", "log", "C d", "x"]
PATHS = st.builds(
    lambda folder, name, end: f"{folder}{name}{end}",
    st.sampled_from(["", "a/", "A/b/", "燈/"]),
    st.sampled_from(NAMES),
    st.sampled_from([".md", ".md", ".png"]),
)
TARGETS = st.builds(
    lambda folder, name, end: f"{folder}{name}{end}",
    st.sampled_from(["", "", "a/", "灯/", "../", "./", "/"]),
    st.sampled_from([*NAMES, "C%20d", "C  d", "旧名", "舊名"]),
    st.sampled_from(["", "", ".md", ".png", "#高", "#^x"]),
)
SHAPES = st.sampled_from(
    [
        "[[{}]]",
        "[[{}|t]]",
        "![[{}]]",
        "[t](<{}>)",
        "\n\n|a|b|\n|-|-|\n|[[{}]]|[[{}\\|t]]|\n\n",
        "*[[{}]]*",
    ]
)


def read(vault: Vault, note: Note) -> list[tuple[str | None, str]]:
    """Where each link leads, and what it shows."""
    names = names_of(entry.path for entry in vault.listing.entries)
    found = []
    for link in note.links:
        seen = shown(link.target, link.subpath) if link.display is None else link.display
        target = names.resolve(link.target, note.path)
        found.append((target.path, "" if link.kind == "embed" else seen))
    return found


@settings(deadline=None)
@given(
    st.lists(PATHS, max_size=6, unique_by=str.lower),
    st.lists(st.tuples(SHAPES, TARGETS), min_size=1, max_size=6),
    st.sampled_from(["", "---\naliases: [旧名]\nup: '[[a/log]]'\n---\n"]),
)
def test_a_fix_changes_neither_what_readers_see_nor_a_link_that_was_right(paths, links, matter):
    text = matter + " ".join(shape.replace("{}", target) for shape, target in links) + "\n"
    files = {"a/note.md": text} | dict.fromkeys(p for p in paths if p.endswith(".md"))
    files = {path: text or "" for path, text in files.items()}
    others = tuple(path for path in paths if not path.endswith(".md"))
    entries = [Entry(path, True) for path in files] + [Entry(path, False) for path in others]
    vault = Vault(Path(), Config(), Listing(tuple(entries), ()), ObsidianSettings())
    outcome = lint(files, fix=True, others=others, select=("WL",))
    assert "VK002" not in {one.record.code for one in outcome.findings}
    after = outcome.changed["a/note.md"].after if outcome.changed else text
    pairs = zip(*(read(vault, Note("a/note.md", one)) for one in (text, after)), strict=True)
    for (old, seen), (new, seen_now) in pairs:
        assert seen == seen_now
        assert old is None or old == new
