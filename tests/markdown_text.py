"""Texts for property tests: what notes are made of, in any order."""

from __future__ import annotations

from hypothesis import strategies as st

# Signs of Markdown and of Obsidian's additions to it, whole and in halves.
_SIGNS = [
    "[[",
    "]]",
    "![[",
    "|",
    "\\|",
    "#",
    "^",
    "%%",
    "`",
    "``",
    "```",
    "~~~",
    "$",
    "$$",
    "<",
    ">",
    "<!--",
    "-->",
    "<%",
    "%>",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[^1]",
    "[^中]",
    "[x]",
    "[中]",
    "::",
    "://",
    "https://",
    "====",
    "***",
    "---",
    "**",
    "*",
    "_",
    "~~",
    "\\",
    '"',
    "'",
    "?",
    "!",
    "@",
    "&",
    "&amp;",
    "[!note]",
    "<div>",
    "</div>",
    "<b>",
    "<b",
    "</",
    "<?",
    "?>",
    "<!",
    '="',
    "='",
    "[[A]]",
    "[[甲|乙]]",
    "[[|甲]]",
    "[[甲#乙]]",
    "![[图.png|100]]",
    "[甲](b.md)",
    "[a](<b.md>)",
    "![](x.png)",
    "#标签",
    "#a/b-c",
    "https://例.com/a?b=1,",
    "^id",
    "<a@b.c>",
    "<https://a.b>",
    "`甲`",
    "$x$",
    "%%甲%%",
    "[x]:",
    "[中]:",
    "[^1]:",
]
_LINES = ["# ", "## ", "> ", "- ", "* ", "1. ", "- [ ] ", "    ", "\t", "[x]: ", "[^中]: ", "```\n"]
_LINES += ["| a | 甲 |\n|---|---|\n| ", "甲\n===", "> [!note] ", "key:: ", "$$\n", "%%\n"]
_ENDS = ["\n", "\n", "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n"]
# An emoji of several characters, combining marks, astral Han, white space that is not ASCII,
# characters that some programs take for line ends.
_CHARACTERS = [
    "a",
    "B",
    "1",
    "x",
    " ",
    " ",
    "中",
    "文",
    "，",
    "。",
    "、",
    "（",
    "”",
    "：",
    "\u3000",
]
_CHARACTERS += ["\u00a0", "e\u0301", "👍🏽", "😀", "𠮷", "\ufeff", "\u200b", "\x0b", "\x0c", "\x85"]
_CHARACTERS += ["\u2028", "ß", "İ", "ﬁ"]

_PIECES = st.one_of(
    st.sampled_from(_SIGNS),
    st.sampled_from(_LINES),
    st.sampled_from(_ENDS),
    st.sampled_from(_CHARACTERS),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=2),
)
_MATTER = st.sampled_from(
    ["", "", "---\ntitle: 甲乙\n---\n", '\ufeff---\r\nup: "[[甲]]"\r\n---\r\n', "---\n---\n"]
)

bodies = st.lists(_PIECES, max_size=30).map("".join)
notes = st.tuples(_MATTER, bodies).map("".join)
