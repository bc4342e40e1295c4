"""The text of the pages, and who is listed on them."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest

from vaultkit import config
from vaultkit.index.update import plan
from vaultkit.note.note import Note
from vaultkit.vault.vault import Vault


def pages(root: Path, files: dict[str, str], settings: str = "") -> dict[str, str]:
    """The pages of a vault by file name without `.md`."""
    for path, text in {"vaultkit.toml": settings, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    _, texts = plan(Vault.open(root, config.load(root)))
    return {Path(path).stem: text for path, text in texts.items()}


def body(text: str) -> str:
    """A page without its front matter and the line that says that it is generated."""
    return text[text.index("\n# ") + 1 :]


def listed(text: str) -> list[str]:
    """The lines of a page's list of notes and places."""
    return [line for line in text.split("\n") if line.lstrip().startswith("- ")]


# What a page looks like


def test_the_page_of_a_note(tmp_path):
    files = {
        "topics/AI.md": "# AI\n",
        "b.md": "---\ntitle: A talk\n---\n\nOn [[AI]].\n\n> - again, ![[AI#Part|x]] and [[AI]]\n",
        "a.md": "[AI](topics/AI.md)",
    }
    text = pages(tmp_path, files)["← AI"]
    seal = frontmatter.loads(text)["vaultkit-index"]
    assert text == (
        f"---\ntitle: Links to AI\nvaultkit-index: {seal}\n---\n\n"
        "> Made by `vaultkit index`, which will overwrite this page.\n"
        "> [[←← overview]]\n\n"
        "# Links to [[AI]]\n\n"
        "- [[a]]\n"
        "  - line 1: `[AI](topics/AI.md)`\n"
        "- [[b|A talk]]\n"
        "  - line 5: `On [[AI]].`\n"
        "  - line 7: `> - again, ![[AI#Part|x]] and [[AI]]`\n"
    )


def test_the_page_of_a_name_has_no_link_to_it(tmp_path):
    text = pages(tmp_path, {"a.md": "[[张三]]"})["← 张三"]
    assert body(text) == (
        "# Links to 张三\n\nNo note has this name yet.\n\n- [[a]]\n  - line 1: `[[张三]]`\n"
    )


def test_the_overview(tmp_path):
    files = {
        "a.md": "---\ntitle: One\n---\n[[b]] [[b]] [[Zoe]] [[Ann]]",
        "b.md": "[[a]] [[Zoe]] [w](https://example.org/) ![[x.png]] [[#here]]",
        "x.png": "",
        "c.md": "[[a]]",
    }
    text = pages(tmp_path, files)["←← overview"]
    seal = frontmatter.loads(text)["vaultkit-index"]
    assert text == (
        f"---\ntitle: Links of this vault\nvaultkit-index: {seal}\n---\n\n"
        "> Made by `vaultkit index`, which will overwrite this page.\n\n"
        "# Links of this vault\n\n"
        "- Notes: 3\n- Links: 7\n- Names without a note: 2\n\n"
        "## Notes, by number of notes that link to them\n\n"
        "- [[← a|One]] (2)\n- [[← b|b]] (1)\n\n"
        "## Names without a note\n\n"
        "- [[← Zoe|Zoe]] (2)\n- [[← Ann|Ann]] (1)\n"
    )


@pytest.mark.parametrize(
    ("settings", "heading", "line", "key"),
    [
        ("", "# Links to [[b]]", "  - line 1: `[[b]]`", "title"),
        ('script = "zh-Hans"', "# 链接到“[[b]]”的笔记", "  - 第 1 行：`[[b]]`", "title"),
        ('script = "zh-Hant-HK"', "# 連結到「[[b]]」的筆記", "  - 第 1 行：`[[b]]`", "title"),
        ('fields = "zh-Hant"', "# 連結到「[[b]]」的筆記", "  - 第 1 行：`[[b]]`", "標題"),
        ('fields = "zh-Hans"', "# 链接到“[[b]]”的笔记", "  - 第 1 行：`[[b]]`", "标题"),
    ],
)
def test_the_language_is_that_of_the_vault(tmp_path, settings, heading, line, key):
    found = pages(tmp_path, {"a.md": "[[b]]", "b.md": ""}, f"[vault]\n{settings}\n")
    lines = found["← b"].split("\n")
    assert heading in lines
    assert line in lines
    assert all(key in frontmatter.loads(text) for text in found.values())


# Who links


def test_a_link_in_a_property_is_listed_with_its_line(tmp_path):
    text = pages(tmp_path, {"a.md": '---\nx: 1\nauthor:\n  - "[[Ann]]"\n---\n'})["← Ann"]
    assert listed(text) == ["- [[a]]", '  - line 4: `- "[[Ann]]"`']


def test_code_comments_and_addresses(tmp_path):
    text = "`[[no]]` <!-- [[no]] -->\n\n```\n[[no]]\n```\n\n[no](https://no.md)\n\n%% [[yes]] %%\n"
    assert set(pages(tmp_path, {"a.md": text})) == {"← yes", "←← overview"}


@pytest.mark.parametrize(
    ("link", "is_name"),
    [
        ("[[Vue.js]]", True),
        ("[[v2.0]]", True),
        ("![[Drawing.excalidraw]]", True),
        ("[[Ann.md#x|y]]", True),
        ("[Ann](people/Ann%20B.md)", True),
        ("[[https://example.org/]]", True),
        ("![[photo.PNG]]", False),
        ("[[paper.pdf]]", False),
        ("![x](photo.webp)", False),
        ("[about](/wiki/About)", False),
        ("[x](page.html#y)", False),
        ("[x](mailto:a@example.org)", False),
        ("[[#part]]", False),
        ("[[a]]", False),
        ("[[.md]]", False),
        ("[[← Ann]]", False),
        ("[[index/←\xa0Ann|x]]", False),
        ("[[←← overview]]", False),
    ],
)
def test_what_is_a_name(tmp_path, link, is_name):
    assert (len(pages(tmp_path, {"a.md": link})) == 2) == is_name


def test_attachments_have_no_pages(tmp_path):
    files = {"a.md": "[[x.png]] [[y.base]] [[z]]", "x.png": "", "y.base": "", "z.md": ""}
    assert set(pages(tmp_path, files)) == {"← z", "←← overview"}


def test_drawings_and_boards_are_notes(tmp_path):
    files = {"a.md": "---\nkanban-plugin: board\n---\n- [ ] [[b]]\n", "b.excalidraw.md": "[[a]]"}
    found = pages(tmp_path, files)
    assert listed(found["← b"]) == ["- [[a]]", "  - line 4: `- [ ] [[b]]`"]
    assert listed(found["← a"])[0] == "- [[b.excalidraw]]"


def test_spellings_of_a_name_are_one_and_the_most_frequent_is_shown(tmp_path):
    files = {
        "a.md": "[[moe]] [[./MoE.md]] [x](../MoE.md)",
        "b.md": "[[MOE]] [[Cafe\u0301]] [[Café]]",
    }
    found = pages(tmp_path, files)
    assert set(found) == {"← MoE", "← Café", "←← overview"}
    assert [line for line in listed(found["← MoE"]) if line.startswith("-")] == [
        "- [[a]]",
        "- [[b]]",
    ]


# Names of pages


def test_notes_that_share_a_name_have_a_page_each(tmp_path):
    files = {"a/N.md": "", "b/n.md": "", "c.md": "[[a/N]] [[b/N]] [[x/N]] [[x-N]] [[x: N]]"}
    found = pages(tmp_path, files)
    assert set(found) == {"← N", "← n 2", "← x-N", "← x-N 2", "← x N", "←← overview"}
    assert "# Links to [[a/N]]" in found["← N"]
    assert "# Links to [[b/n]]" in found["← n 2"]
    assert "# Links to x-N" in found["← x-N"]
    assert "# Links to x/N" in found["← x-N 2"]
    assert listed(found["←← overview"])[3:5] == ["- [[← N|a/N]] (1)", "- [[← n 2|b/n]] (1)"]


@pytest.mark.parametrize(
    "file", ["← N.md", "x/← n.md", "← N.markdown", "← N.txt", "← N", "← N.md.md", "a/index/← N.md"]
)
def test_a_page_is_not_called_as_a_file_of_the_vault(tmp_path, file):
    found = pages(tmp_path, {"a.md": "[[N]]", file: ""})
    assert set(found) == {"← N 2", "←← overview"}


def test_a_note_called_overview_has_a_page_of_its_own(tmp_path):
    found = pages(tmp_path, {"overview.md": "", "a.md": "[[overview]]", "x/←← overview.md": ""})
    assert set(found) == {"← overview", "←← overview 2"}
    assert "> [[←← overview 2]]" in found["← overview"]


def test_a_page_about_a_page_like_note(tmp_path):
    assert set(pages(tmp_path, {"← N.md": "", "a.md": "[[← N]]"})) == {"← ← N", "←← overview"}


# What is shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A talk", "[[b|A talk]]"),
        ('"[Draft] C# | a]] and [[b"', "[[b|［Draft］ C# ｜ a］］ and ［［b]]"),
        ("'50%% `x` <!-- <%'", "[[b|50％％ ｀x｀ ＜!-- ＜%]]"),
        ("1.10", "[[b|1.10]]"),
        ('"a\\nb"', "[[b|a b]]"),
        (r'"a\\"', "[[b|a＼]]"),
        ("b", "[[b]]"),
        ("", "[[b]]"),
        ("true", "[[b|true]]"),
        ("[x, y]", "[[b]]"),
    ],
)
def test_a_title_is_shown_as_far_as_a_link_can_hold_it(tmp_path, title, shown):
    text = pages(tmp_path, {"b.md": f"---\ntitle: {title}\n---\n[[c]]\n", "c.md": ""})["← c"]
    assert listed(text)[0] == f"- {shown}"


def test_a_title_may_be_called_otherwise(tmp_path):
    text = pages(tmp_path, {"b.md": "---\nname: no\n文章标题: 演讲\n---\n[[c]]\n"})["← c"]
    assert listed(text)[0] == "- [[b|演讲]]"


def test_a_text_note_is_linked_with_its_extension(tmp_path):
    settings = '[vault]\ninclude = ["*.txt"]\n'
    found = pages(tmp_path, {"a.txt": "[[b]]", "b.txt": "[[a]]"}, settings)
    assert listed(found["← b"])[0] == "- [[a.txt]]"


@pytest.mark.parametrize("name", ["a#b", "x]]y", "a|b", " x", "50%%", "<b>", "new\nline", "a\\"])
def test_a_note_that_no_link_can_lead_to_is_shown_as_code(tmp_path, name):
    found = pages(tmp_path, {f"d/{name}.md": "[[c]]", "c.md": ""})
    assert listed(found["← c"])[0] == f"- `d/{name}.md`".replace("\n", " ")
    assert [link.target for link in Note("index/x.md", found["← c"]).links] == ["←← overview", "c"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("*a* _b_", r"\*a\* \_b\_"),
        ("<b> & `c`", r"\<b\> \& \`c\`"),
        ("$x$ %%y%%", r"\$x\$ \%\%y\%\%"),
        ("https://example.org", r"https\://example.org"),
        ("（智谱）、a-b. (c)", "（智谱）、a-b. (c)"),
    ],
)
def test_a_name_is_shown_as_it_is(tmp_path, name, shown):
    found = pages(tmp_path, {"a.md": f"[[{name}]]"})
    [text] = [text for stem, text in found.items() if stem != "←← overview"]
    assert f"\n# Links to {shown}\n" in text
    assert frontmatter.loads(text)["title"] == f"Links to {name}"
    note = Note("index/x.md", text)
    assert [link.target for link in note.links] == ["←← overview", "a"]
    assert note.tags == []


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("\u3000\u3000见 [[c]]。\u3000", "`见 [[c]]。`"),
        ("`x` [[c]] ``y``", "``` `x` [[c]] ``y`` ```"),
        ("  - [ ] #tag [[c]] ^id", "`- [ ] #tag [[c]] ^id`"),
        ("a\x0b\u2028[[c]]\t\tb", "`a [[c]] b`"),
        ("\ufeff[[c]]", "`[[c]]`"),
        ("| [[c\\|x]] | b |", "`| [[c\\|x]] | b |`"),
    ],
)
def test_the_line_is_shown_as_code(tmp_path, line, shown):
    text = pages(tmp_path, {"a.md": f"x\n\n{line}\r\nend [[c]]", "c.md": ""})["← c"]
    assert listed(text)[1:] == [f"  - line 3: {shown}", "  - line 4: `end [[c]]`"]


def test_a_long_line_is_clipped_around_the_link(tmp_path):
    text = "甲" * 300 + "[[c]]" + "乙" * 300 + "\n\n" + "\u3000" * 9 + "[[c]]" + "丙" * 300
    text += "\n\n" + "丁" * 300 + "[[c]]\n\n" + "戊" * 57 + "👩\u200d👧[[c]]" + "x" * 100
    text += "\n\n" + "己" * 115 + "[[c]]\n\n[[c|" + "庚" * 300 + "]]"
    found = listed(pages(tmp_path, {"a.md": text, "c.md": ""})["← c"])
    assert found[1:] == [
        f"  - line 1: `…{'甲' * 57}[[c]]{'乙' * 58}…`",
        f"  - line 3: `[[c]]{'丙' * 115}…`",
        f"  - line 5: `…{'丁' * 115}[[c]]`",
        f"  - line 7: `…{'戊' * 54}👩\u200d👧[[c]]{'x' * 58}…`",
        f"  - line 9: `{'己' * 115}[[c]]`",
        f"  - line 11: `[[c|{'庚' * 116}…`",
    ]
