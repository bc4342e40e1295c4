"""The blocks of the guard's dialect: those of mistune, what may span blank lines, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from mistune import BlockParser, BlockState


class _State(BlockState):
    """Remembers which openers nothing closes in the rest of the text."""

    def __init__(self, parent: BlockState | None = None) -> None:
        super().__init__(parent)
        self.unclosed: set[str] = set()


class Blocks(BlockParser):
    """mistune's blocks, with the source of those that are data, and none made of spaces alone."""

    state_cls = _State
    # mistune takes a line of many spaces for code, or for more of the paragraph before it.
    SPECIFICATION: ClassVar[dict[str, str]] = {
        **BlockParser.SPECIFICATION,
        "indent_code": BlockParser.SPECIFICATION["indent_code"].replace(
            "[^\\n]+", r"[ \t]*[^\s][^\n]*", 1
        ),
    }

    def _parse_indent_code_fast(self, state: BlockState) -> int | None:
        if not state.get_text(state.find_line_end()).strip():
            return None
        return super()._parse_indent_code_fast(state)

    def parse_thematic_break(self, m: re.Match[str], state: BlockState) -> int:
        end = super().parse_thematic_break(m, state)
        state.tokens[-1]["raw"] = m[0].strip()
        return end

    def parse_fenced_code(self, m: re.Match[str], state: BlockState) -> int | None:
        end = super().parse_fenced_code(m, state)
        if end:
            fence, _, code = state.get_text(end).strip().partition("\n")
            state.tokens[-1]["raw"] = f"{fence.rstrip()}\n{code}"
        return end

    def parse_ref_link(self, m: re.Match[str], state: BlockState) -> int | None:
        last = state.last_token()
        end = super().parse_ref_link(m, state)
        if end and not (last and last["type"] == "paragraph"):
            state.append_token({"type": "link definition", "raw": state.get_text(end).strip()})
        return end


_CLOSERS = {"%%": "%%", "<%": "%>", "<!--": "-->", "$$": "$$"}


def _parse_opaque(block: BlockParser, m: re.Match[str], state: _State) -> int | None:
    """Take what may span blank lines into the paragraph, where the inline rules find it."""
    opener = m[0].strip()
    found = -1 if opener in state.unclosed else state.src.find(_CLOSERS[opener], m.end())
    if found < 0:
        state.unclosed.add(opener)
        return block.parse_raw_html(m, state) if opener == "<!--" else None
    end = found + len(_CLOSERS[opener])
    line_end = state.find_line_end_at(end)
    if opener == "<!--" and state.src[end:line_end].strip():
        return block.parse_raw_html(m, state)
    state.add_paragraph(state.get_text(line_end))
    return line_end


_INDENT = re.compile(r"^(?: {1,4}|\t)", re.MULTILINE)


def _parse_footnote(block: BlockParser, m: re.Match[str], state: BlockState) -> int | None:
    if state.depth() >= block.max_nested_level - 1:
        return None
    child = state.child_state(_INDENT.sub("", m["footnote_text"]))
    block.parse(child, block.list_rules)
    node = {"type": "footnote", "value": m["footnote_label"], "children": child.tokens}
    state.append_token(node)
    return m.end()


# name: pattern, parser. They go before mistune's own rules.
BLOCK_RULES: dict[str, tuple[str, Callable[..., int | None]]] = {
    "opaque": (r"^ {0,3}(?:%%|<%|<!--|\$\$(?=[ \t]*$))", _parse_opaque),
    "footnote": (
        r"^ {0,3}(?P<footnote_label>\[\^[^\[\]\s\\]+\]):[ \t]*(?P<footnote_text>[^\n]*(?:\n|$)"
        # Lines that are indented, and those that go on with the paragraph.
        r"(?:(?:[ \t]*\n)*(?: {2}|\t)[^\n]*\S[^\n]*(?:\n|$)"
        r"|(?![-#>*+|`~0-9 \t\n]|\[\^|%%|<|\$\$)[^\n]+(?:\n|$))*)",
        _parse_footnote,
    ),
}
