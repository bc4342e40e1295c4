"""What the guard's parser makes of Obsidian's Markdown, and that it loses nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.fixing.dialect import tokens


def leaves(body: str) -> list[tuple[str, str]]:
    return [(token.name, token.value) for token in tokens(body) if token.kind == "leaf"]


def nodes(body: str) -> list[str]:
    """The nodes that are opened, with their value in brackets, paragraphs left out."""
    return [
        f"{token.name}({token.value})" if token.value else token.name
        for token in tokens(body)
        if token.kind == "open" and token.name != "paragraph"
    ]


def prose(body: str) -> str:
    return "".join(token.value for token in tokens(body) if token.kind == "text")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("灯 `a  b` 亮", ("code span", "`a  b`")),
        ("```py \nx\n\n\ty\n```\n", ("code block", "```py\nx\n\n\ty\n```")),
        ("> ~~~\n> x\n> ~~~\n", ("code block", "~~~\nx\n~~~")),
        ("    x = 1\n", ("code block", "x = 1")),
        ("设 $a_1 + b$ 为", ("formula", "$a_1 + b$")),
        ("$$\na\n\n- b\n$$\n", ("formula", "$$\na\n\n- b\n$$")),
        ("灯 $$a$$ 亮", ("formula", "$$a$$")),
        ("灯<b>", ("HTML", "<b>")),
        ("<div>\n灯\n</div>\n", ("HTML", "<div>\n灯\n</div>")),
        ("见 <https://lamp.example/a>", ("URL", "<https://lamp.example/a>")),
        ("见https://lamp.example/a_b_c?d=e,后文", ("URL", "https://lamp.example/a_b_c?d=e")),
        ("见（https://lamp.example/a）后", ("URL", "https://lamp.example/a")),
        ("(https://lamp.example/a_(b))", ("URL", "https://lamp.example/a_(b)")),
        ("见 https://lamp.example/a。", ("URL", "https://lamp.example/a")),
        ("[https://lamp.example](b)", ("URL", "https://lamp.example")),
        ("![[lamp.png|100]]", ("embed", "![[lamp.png|100]]")),
        ("![旧*灯*|100](<旧 灯.png> '题')", ("image", "![旧灯|100](<旧 灯.png> '题')")),
        ("#灯/台灯，旧的 亮", ("tag", "#灯/台灯，旧的")),
        ("亮 #2024年", ("tag", "#2024年")),
        ("旧灯 ^lamp-1\n", ("block id", "^lamp-1")),
        ("- 旧灯 ^lamp-1\n- 新灯\n", ("block id", "^lamp-1")),
        ("| 灯 |\n|---|\n\n^lamp-1\n", ("block id", "^lamp-1")),
        ("灯 %%旧 *的*%% 亮", ("comment", "%%旧 *的*%%")),
        ("%% 旧\n\n- 灯\n%%\n", ("comment", "%% 旧\n\n- 灯\n%%")),
        ("灯 <!-- 旧 --> 亮", ("comment", "<!-- 旧 -->")),
        ("<!-- 旧\n\n灯 -->\n", ("comment", "<!-- 旧\n\n灯 -->")),
        ("灯 <% tp.date.now() %> 亮", ("Templater code", "<% tp.date.now() %>")),
        ("<%*\nif (a) {\n\n# b\n%>\n", ("Templater code", "<%*\nif (a) {\n\n# b\n%>")),
        ("灯[^旧] 亮", ("footnote mark", "[^旧]")),
        (
            "[灯]: https://lamp.example '题'\n",
            ("link definition", "[灯]: https://lamp.example '题'"),
        ),
        ("灯\n\n* * *\n", ("horizontal rule", "* * *")),
        ("灯  \n亮", ("line break", "")),
        ("灯\\\n亮", ("line break", "")),
        ("价格:: 5", ("field mark", "::")),
    ],
)
def test_what_is_not_prose_is_one_leaf(body, expected):
    assert leaves(body) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "灯#亮",
        "（#灯",
        "#2024",
        "\\#灯",
        "100%% 的灯",
        "旧灯 ^灯",
        "^lamp-1 灯",
        "5$ 和 6$",
        "$ 灯$",
        "https:// 灯",
        "灯\\`a\\`",
        "[[]]",
        "<% 旧灯",
    ],
)
def test_what_only_looks_like_it_is_text(body):
    assert leaves(body) == []
    assert prose(body) == body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**灯** *灯* ~~灯~~ ==灯==", ["bold", "italic", "struck through", "highlighted"]),
        ("**灯。**亮", []),
        ("[[旧灯#台座|灯]]", ["link(旧灯#台座)"]),
        ("[[|灯]]", ["link(|灯)"]),
        ("[[旧[灯]]", ["link(旧[灯)"]),
        ("[[旧 [[灯]]", ["link(灯)"]),
        ("> [!note|宽]- 灯\n> 亮\n", ["callout([!note|宽]-)"]),
        ("> 灯\n> [!note]\n", ["quotation"]),
        ("- [ ] 灯\n- [/] 亮\n- 台\n", ["list", "task([ ])", "task([/])", "list item"]),
        ("- [灯](a)\n", ["list", "list item", "link"]),
        ("3. 灯\n", ["numbered list", "list item"]),
        ("# 灯\n", ["heading of level 1"]),
        ("灯\n---\n", ["heading of level 2"]),
        ("灯^[旧 [[灯]] 的]", ["footnote", "link(灯)"]),
        ("[^1]: 灯\n  亮\n\n    旧\n\n后\n", ["footnote([^1])"]),
        ("[^1]: 灯\n[^2]: 亮\n", ["footnote([^1])", "footnote([^2])"]),
        ("[灯][a]\n\n[a]: b\n", ["link"]),
    ],
)
def test_nodes(body, expected):
    assert nodes(body) == expected


def test_a_table_keeps_the_pipe_of_a_wikilink():
    body = "灯：\n\n| 灯 | 亮 |\n|---|:-:|\n| [[旧灯\\|旧]] | `a` |\n"
    cell = ["table cell", "table cell"]
    assert nodes(body) == [
        *["table", "table row", *cell, "table body", "table row"],
        *["table cell", "link(旧灯)", "table cell"],
    ]
    assert prose(body) == "灯：灯亮旧"


@pytest.mark.parametrize("prefix", ["> ", "- ", "1. "])
def test_a_table_stands_in_containers(prefix):
    indent = prefix if prefix == "> " else " " * len(prefix)
    assert "table" in nodes(f"{prefix}| 灯 |\n{indent}|---|\n{indent}| 亮 |\n")


def test_the_title_of_a_callout_is_a_paragraph_of_its_own():
    names = [token.name for token in tokens("> [!note] 灯\n> 亮\n") if token.kind == "open"]
    assert names == ["callout", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("[灯](旧%20灯.md)", "(旧%20灯.md)"),
        ("[灯](<旧 灯.md> '题')", "(<旧 灯.md> '题')"),
        ("[灯](旧\\_灯&amp;)", "(旧\\_灯&amp;)"),
        ("[灯][旧]\n\n[旧]: a\n", "[旧]"),
        ("[灯](a \n)", "(a\n)"),
    ],
)
def test_a_link_target_is_kept_as_it_is_written(body, target):
    assert [token.value for token in tokens(body) if token[:2] == ("close", "link")] == [target]


@pytest.mark.parametrize(
    "body",
    [
        "灯\\*亮\\*",
        "&amp;灯&nbsp;",
        "灯\n\u3000亮",
        "灯\u00a0亮",
        "# 灯 # 亮",
        "灯\ufeff亮",
        "<3 灯",
    ],
)
def test_text_is_kept_as_it_is_written(body):
    assert prose(body) == body.removeprefix("# ")


def test_line_ends_are_one():
    assert tokens("灯\r\n亮\r旧\n") == tokens("灯\n亮\n旧\n")


FRAGMENTS = [
    *[
        "灯",
        "lamp ",
        "，",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "\r\n",
        "\u3000",
        "\u00a0",
        "\ufeff",
        "\0",
    ],
    *["**", "*", "_", "~~", "==", "`", "``", "```\n", "~~~", "$", "$$", "$$\n", "%%", "<%", "%>"],
    *["<!--", "-->", "<b>", "</div>", "<div>\n", "<https://a>", "a@b.c", "https://a/b", "https://"],
    *["[", "]", "(", ")", "[[", "]]", "![", "![[", "|", "](", "[^1]", "[^1]: ", "^[", "]: ", " ^a"],
    *[
        "# ",
        "## ",
        " #tag",
        "- ",
        "1. ",
        "- [ ] ",
        "> ",
        "\n> ",
        "> [!note] ",
        "    ",
        "\t",
        "\n  ",
    ],
    *["| a | b |\n|---|---|\n", "---\n", "===\n", "[x]: y\n", "[a][x]", "'t'", '"', "&amp;", "\\"],
    *["::", "\x0b", "\x0c", "\x85", "\u2028", "😀", "é"],
]
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join) | st.text(max_size=30)


@settings(deadline=None)
@given(MARKDOWN)
def test_no_letter_is_lost(body):
    found = Counter("".join(token.value for token in tokens(body)))
    assert {a: n for a, n in found.items() if a.isalpha()} == Counter(filter(str.isalpha, body))


@settings(deadline=None)
@given(MARKDOWN)
def test_every_node_is_closed(body):
    opened: list[str] = []
    for token in tokens(body):
        if token.kind == "open":
            opened.append(token.name)
        elif token.kind == "close":
            assert opened.pop() == token.name
    assert opened == []


@pytest.mark.parametrize("body", ["> " * 3000, "- " * 3000, "[" * 9000, "*灯" * 9000, "[[" * 9000])
def test_deep_nesting_is_read(body):
    assert "".join(token.value for token in tokens(body)).count("灯") == body.count("灯")


@pytest.mark.parametrize("blank", ["", "  ", "          ", "\t\t"])
def test_a_line_of_blanks_ends_a_paragraph(blank: str) -> None:
    assert tokens(f"灯亮了。\n{blank}\n船来了。\n") == tokens("灯亮了。\n\n船来了。\n")
