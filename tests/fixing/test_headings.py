"""A fix that changes a heading: links follow it, or it stays."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted import plant

from vaultkit import config as configuration
from vaultkit.checks import ruleset
from vaultkit.fixing import run
from vaultkit.fixing.following import leads_elsewhere
from vaultkit.note.anchors import headings
from vaultkit.note.note import Note
from vaultkit.note.subpaths import leads_to
from vaultkit.vault.references import references, resolved
from vaultkit.vault.vault import Vault

CONFIG = '[lint]\nselect = ["SC002", "TX001"]\n[vault]\nscript = "zh-Hans"\n'
BODY = "\n\n這裡說的問題很難，需要討論。\n"
NOTE = f"# 標題,一\n\n## 電腦 %s{BODY}\n### 網絡\n"


def fixed(root: Path, files: dict[str, str], *paths: str) -> tuple[dict[str, str], list[str]]:
    """The texts after the fixes of some notes (all without any), and what was refused."""
    plant(root, {"vaultkit.toml": CONFIG, **files})
    vault = Vault.open(root, configuration.load(root))
    rules = ruleset.build(vault.config, vault.obsidian.types)
    outcome = run.lint(vault, rules, paths or [*vault.notes, *vault.boards], ())
    texts = files | {path: changed.after for path, changed in outcome.changed.items()}
    refused = [f.record.message for f in outcome.findings if f.record.code == "VK002"]
    return texts, refused


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[a#標題,一]]", "[[a#标题，一]]"),
        ("[[a#標題 一|x]]", "[[a#标题，一|x]]"),
        ("![[A#電腦]]", "![[A#电脑]]"),
        ("[[a#標題,一#網絡]]", "[[a#标题，一#网络]]"),
        ("[[a# 標題,一 ]]", "[[a#标题，一 ]]"),
        ("| [[a#電腦\\|x]] |\n|---|", "| [[a#电脑\\|x]] |\n|---|"),
        ('[x](a.md#標題,一 "t") [x](<a#電腦>)', '[x](a.md#标题，一 "t") [x](<a#电脑>)'),
        ("[x][r]\n\n[r]: a.md#電腦 't'", "[x][r]\n\n[r]: a.md#电脑 't'"),
        ("[r]\n\n[r]: <a#電腦>", "[r]\n\n[r]: <a#电脑>"),
        ("%% [[a#電腦]] %%", "%% [[a#电脑]] %%"),
        ('---\nup: "[[a#電腦|x]]"\n---', '---\nup: "[[a#电脑|x]]"\n---'),
        ("[[b#電腦]] [[a#没有]] [[a#^電腦]] [[a]]", "[[b#電腦]] [[a#没有]] [[a#^電腦]] [[a]]"),
        ("`[[a#電腦]]`", "`[[a#電腦]]`"),
    ],
)
def test_links_follow_a_heading_that_is_fixed(tmp_path, before, after):
    texts, refused = fixed(tmp_path, {"a.md": NOTE % "", "b.md": "", "src.md": before + "\n"})
    assert texts["a.md"].startswith("# 标题，一\n\n## 电脑")
    assert texts["src.md"] == after + "\n"
    assert refused == []


def test_links_in_the_note_itself_and_in_headings_follow(tmp_path):
    files = {"a.md": NOTE % "[[#標題,一]]" + "[[#電腦 標題,一]]\n", "b.md": "[[a#電腦 標題 一]]\n"}
    texts, refused = fixed(tmp_path, files)
    assert "## 电脑 [[#标题，一]]\n" in texts["a.md"]
    assert texts["a.md"].endswith("[[#电脑 标题，一]]\n")
    assert texts["b.md"] == "[[a#电脑 标题，一]]\n"
    assert refused == []


def test_a_canvas_and_a_base_follow_too(tmp_path):
    canvas = json.dumps(
        {
            "nodes": [
                {"type": "file", "file": "a.md", "subpath": "#電腦"},
                {"type": "text", "text": "[[a#標題,一|x]]"},
            ]
        }
    )
    files = {"a.md": NOTE % "", "b.md": "", "x.canvas": canvas}
    files["x.base"] = "filters: link('a#電腦')\n"
    texts, _ = fixed(tmp_path, files)
    nodes = json.loads(texts["x.canvas"])["nodes"]
    assert (nodes[0]["subpath"], nodes[1]["text"]) == ("#电脑", "[[a#标题，一|x]]")
    assert texts["x.base"] == "filters: link('a#电脑')\n"
    texts, refused = fixed(tmp_path, files, "a.md")
    assert texts == files
    assert len(refused) == 2


def test_a_heading_that_a_note_of_no_run_points_at_stays(tmp_path):
    files = {"a.md": NOTE % "" + "我們,他們\n", "b.md": "[[a#標題,一]]\n", "c.md": "[[a]]\n"}
    texts, refused = fixed(tmp_path, files, "a.md", "c.md")
    assert texts == files
    assert refused[0] == (
        "the fix of SC002 off-target-script was not made: another link leads to `#標題,一`; "
        "fix all notes, and it follows"
    )
    # A heading that only the run itself points at does not.
    files["b.md"] = "[[a#^x]] [[a#沒有]] [[c#標題,一]]\n"
    texts, refused = fixed(tmp_path, files, "a.md", "c.md")
    assert texts["a.md"].startswith("# 标题，一\n")
    assert refused == []


def test_a_heading_that_becomes_the_name_of_another_is_named_with_those_above(tmp_path):
    files = {"a.md": f"# 一\n## 电脑\n# 二\n## 電腦{BODY}", "b.md": "[[a#電腦]] [[a#电脑]]\n"}
    texts, refused = fixed(tmp_path, files)
    assert texts["b.md"] == "[[a#二#电脑]] [[a#电脑]]\n"
    assert refused == []


def test_a_heading_that_no_link_could_name_any_more_stays(tmp_path):
    files = {"a.md": f"# 电脑\n# 電腦{BODY}", "b.md": "[[a#電腦]]\n"}
    texts, refused = fixed(tmp_path, files)
    assert texts == files
    assert len(refused) == 1


WORDS = ["標題", "电脑", "電腦", "a,b", "電,腦", "**網絡**", "`c`", "[[b#電腦|x]]", "x | y"]
NAMES = [*WORDS[:5], "網絡", "c", "b 電腦", "x y"]
lines = st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), st.sampled_from(WORDS))
links = st.builds(
    "[[{}{}]]".format,
    st.sampled_from(["", "a", "b"]),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(
        lambda parts: "".join(f"#{part}" for part in parts)
    ),
)
notes = st.builds(
    lambda lines, links: "\n\n".join([*lines, *links]) + BODY,
    st.lists(lines, max_size=4),
    st.lists(links, max_size=3),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(a=notes, b=notes, whole=st.booleans())
def test_every_link_leads_to_the_heading_that_it_led_to(a, b, whole):
    files = {"a.md": a, "b.md": b}
    with tempfile.TemporaryDirectory() as folder:
        texts, _ = fixed(Path(folder), files, *([] if whole else ["a.md"]))
        vault = Vault.open(Path(folder), configuration.load(Path(folder)))
        for path in files:
            pairs = zip(references(path, files[path]), references(path, texts[path]), strict=True)
            for before, after in pairs:
                target = resolved(vault.names, before, path)
                assert resolved(vault.names, after, path) == target
                old, new = before.link.subpath, after.link.subpath
                if through := leads_to(old, headings(Note("", files[target]))):
                    assert leads_to(new, headings(Note("", texts[target])))[-1:] == through[-1:]
                if not leads_elsewhere(old, files[target], texts[target]):
                    assert new == old
        again, _ = fixed(Path(folder), texts, *([] if whole else ["a.md"]))
        assert again == texts
