"""The Obsidian dialect of Markdown for mistune: a note's body as a sequence of tokens.

This is the guard's own reading of a note, independent of the parser that the rules stand on.
mistune gives no places, and by itself drops link definitions, unused footnotes, backslashes, the
spelling of link targets and ideographic spaces after a line break; here every character that is
not the mark of a block or of emphasis stands in some token, in the order of the text.
Import it only where it is used: mistune takes 35 ms to load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, ClassVar, Literal, NamedTuple

from mistune import InlineParser, InlineState, Markdown
from mistune.plugins.formatting import mark, strikethrough
from mistune.plugins.table import table, table_in_list, table_in_quote

from vaultkit.fixing.dialect_blocks import BLOCK_RULES, Blocks


class Token(NamedTuple):
    """An opening or closing node, a leaf that is not prose, or text.

    `name` says in words what it is. `value` is the source of a leaf or text, and what a node has
    besides its children: the target of a link (on the closing token for a Markdown link, since
    it stands behind the text), the mark of a task or callout, the label of a footnote.
    """

    kind: Literal["open", "close", "leaf", "text"]
    name: str
    value: str = ""


@lru_cache(maxsize=4)
def tokens(body: str) -> tuple[Token, ...]:
    """The tokens of a note's body (its text without front matter).

    Raises whatever mistune raises on a text that is too much for it.
    """
    nodes, _ = _markdown().parse(body)
    assert not isinstance(nodes, str)  # only a renderer makes text
    return tuple(_flatten(nodes))


# What is called otherwise than by its own type.
_NAMES = {
    "block_code": "code block",
    "block_html": "HTML",
    "block_quote": "quotation",
    "block_text": "paragraph",
    "codespan": "code span",
    "emphasis": "italic",
    "inline_html": "HTML",
    "linebreak": "line break",
    "mark": "highlighted",
    "strikethrough": "struck through",
    "strong": "bold",
    "table_head": "table row",
    "thematic_break": "horizontal rule",
    "wikilink": "link",
}


def _flatten(nodes: Sequence[dict[str, Any]]) -> Iterator[Token]:
    for node in nodes:
        kind = node["type"]
        name = _NAMES.get(kind, kind.replace("_", " "))
        if kind in ("text", "softbreak"):
            yield Token("text", "text", node.get("raw", "\n"))
        elif kind == "image":
            alt = "".join(token.value for token in _flatten(node["children"]))
            yield Token("leaf", name, f"![{alt}]{node['target']}")
        elif "children" in node:
            attrs = node.get("attrs", {})
            if kind == "heading":
                name = f"heading of level {attrs['level']}"
            elif attrs.get("ordered"):
                name = "numbered list"
            yield Token("open", name, node.get("value", ""))
            yield from _flatten(node["children"])
            yield Token("close", name, node.get("target", ""))
        elif kind != "blank_line":
            value = node.get("raw", "")
            if name == "HTML":
                value = value.strip()
                if value.startswith("<!--") and value.find("-->", 4) == len(value) - 3:
                    name = "comment"
            yield Token("leaf", name, value)


_LINE_END = re.compile(r"[ \t]*\n[ \t]*")


class _Inline(InlineParser):
    SPECIFICATION: ClassVar[dict[str, str]] = {
        **InlineParser.SPECIFICATION,
        "link_close": r"\]",
        "linebreak": r"(?:\\| {2,})\n[ \t]*",
        "softbreak": r" *\n[ \t]*",
    }

    def parse_escape(self, m: re.Match[str], state: InlineState) -> int:
        self.process_text(m[0], state, parse_emphasis=False)
        return m.end()

    def parse_codespan(self, m: re.Match[str], state: InlineState) -> int:
        end = super().parse_codespan(m, state)
        if state.tokens[-1]["type"] == "codespan":
            state.tokens[-1]["raw"] = state.src[m.start() : end]
        return end

    def parse_link_close(self, m: re.Match[str], state: InlineState) -> int:
        end = super().parse_link_close(m, state)
        last = state.tokens[-1]
        if last["type"] in ("link", "image") and "target" not in last:
            # Blanks at a line end are no part of a target, and may go.
            last["target"] = _LINE_END.sub("\n", state.src[m.end() : end])
        return end


def _parse_wikilink(inline: InlineParser, m: re.Match[str], state: InlineState) -> int:
    # A pipe at the very start is part of the target; a backslash before it is the table's.
    target, pipe, display = m[0][3:-2].partition("|")
    target = (m[0][2] + target).removesuffix("\\") if pipe else m[0][2:-2]
    children = [{"type": "text", "raw": display}] if pipe else []
    state.append_token({"type": "wikilink", "value": target, "children": children})
    return m.end()


def _parse_inline_footnote(
    inline: InlineParser, m: re.Match[str], state: InlineState
) -> int | None:
    if state.depth >= inline.max_nested_level:
        return None
    child = state.copy()
    child.src = m["inline_footnote_text"]
    state.append_token({"type": "footnote", "children": inline.render(child)})
    return m.end()


def _parse_url(inline: InlineParser, m: re.Match[str], state: InlineState) -> int:
    url = m[0].partition("]")[0] if state.brackets else m[0]
    end, extra = len(url), url.count(")") - url.count("(")
    while url[end - 1] in "?!.,:;*_~'\"" or (url[end - 1] == ")" and extra > 0):
        end -= 1
        extra -= url[end] == ")"
    state.append_token({"type": "URL", "raw": url[:end]})
    return m.start() + end


def _leaf(kind: str, closer: str = "") -> Callable[..., int | None]:
    """What makes a leaf of a match and of all up to the closer, if it has one."""

    def parse(inline: InlineParser, m: re.Match[str], state: InlineState) -> int | None:
        found = state.delimiters.find(closer, m.end()) if closer else m.end()
        if found is None:
            return None
        end = found + len(closer)
        state.append_token({"type": kind, "raw": state.src[m.start() : end]})
        return end

    return parse


_WIKILINK = r"\[\[(?!\]\])[^\[\]\n]*+(?:(?:\[(?!\[)|\](?!\]))[^\[\]\n]*+)*\]\]"
# What Obsidian's importer calls ILLEGAL_TAG_CHARS, and white space.
_IN_TAG = r"[^\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\s\ufeff]"
TAG = rf"(?<!\S)#(?![0-9]+(?!{_IN_TAG})){_IN_TAG}++"
# A bare URL ends at the first CJK or full-width character, quotation mark or ellipsis.
_URL = (
    r"[^\s<>\"`\u1100-\u11ff\u2000-\u206f\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff"
    r"\ufe10-\ufe4f\uff00-\uffef\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
# name: first characters, pattern, parser. They go before mistune's own rules, in this order; the
# last two are its own.
_INLINE_RULES: dict[str, tuple[str, str, Callable[..., int | None]]] = {
    "embed": ("!", "!" + _WIKILINK, _leaf("embed")),
    "wikilink": ("[", _WIKILINK, _parse_wikilink),
    "footnote_ref": ("[", r"\[\^[^\[\]\s\\]++\]", _leaf("footnote mark")),
    "inline_footnote": (
        "^",
        r"\^\[(?P<inline_footnote_text>"
        r"(?:[^\[\]\\]++|\\.|\[\[[^\[\]\n]*+\]\]|\[[^\[\]\n]*+\])+)\]",
        _parse_inline_footnote,
    ),
    "block_id": ("^", r"(?<!\S)\^[A-Za-z0-9-]+\Z", _leaf("block id")),
    "math": (
        "$",
        r"\$\$(?:[^$\\]++|\\[\s\S])+\$\$"
        r"|\$(?![\s$])(?:[^$\\\n]++|\\.)+(?<!\s)\$(?!\d)",
        _leaf("formula"),
    ),
    "comment": ("%", "%%", _leaf("comment", "%%")),
    "templater": ("<", "<%", _leaf("Templater code", "%>")),
    "tag": ("#", TAG, _leaf("tag")),
    "url": ("hHfF", rf"(?<![A-Za-z0-9])(?i:https?|ftp|file)://{_URL}++", _parse_url),
    "field": (":", r"(?<!:)::(?!:)", _leaf("field mark")),
    "auto_link": ("<", InlineParser.SPECIFICATION["auto_link"], _leaf("URL")),
    "auto_email": ("<", InlineParser.SPECIFICATION["auto_email"], _leaf("URL")),
}

_TASK = re.compile(r"\[.\](?=[ \t]|$)", re.MULTILINE)
_CALLOUT = re.compile(r"\[![^\]\n]+\][+-]?")


def _mark_tasks_and_callouts(nodes: Sequence[dict[str, Any]]) -> None:
    for node in nodes:
        children = node.get("children", ())
        _mark_tasks_and_callouts(children)
        if not children or "text" not in children[0]:
            continue
        text = children[0]["text"]
        if node["type"] == "list_item" and (found := _TASK.match(text)):
            node |= {"type": "task", "value": found[0]}
            children[0]["text"] = text[found.end() :]
        elif node["type"] == "block_quote" and (found := _CALLOUT.match(text)):
            # The title is the first line, and the line end behind it is no mere white space.
            node |= {"type": "callout", "value": found[0]}
            title, _, children[0]["text"] = text[found.end() :].partition("\n")
            children.insert(0, {"type": "paragraph", "text": title})


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    block, inline = Blocks(), _Inline()
    for name, (pattern, parse_block) in BLOCK_RULES.items():
        block.register(name, pattern, parse_block, before="fenced_code")
        for rules in (block.block_quote_rules, block.list_rules):
            block.insert_rule(rules, name, before="fenced_code")
    for name, (first, pattern, parse_inline) in _INLINE_RULES.items():
        inline.register(name, pattern, parse_inline, before="escape", start_chars=list(first))
    plugins = (table, table_in_list, table_in_quote, strikethrough, mark)
    markdown = Markdown(renderer=None, block=block, inline=inline, plugins=plugins)
    markdown.before_render_hooks.append(lambda _, state: _mark_tasks_and_callouts(state.tokens))
    return markdown
