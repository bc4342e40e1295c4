"""What the guard lets pass and what it refuses, for edits made by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from judging import MARKS, applied, judged, rule

from vaultkit.checks.rule import Finding
from vaultkit.fixing.dialect import tokens
from vaultkit.fixing.guard import refusal
from vaultkit.note.spans import Edit, Span

# Broken fixes


@pytest.mark.parametrize(
    ("before", "reach", "changes", "sentence"),
    [
        # Code
        ("看 `a,b` 灯", "width", [(",", "，")], "the code span `a,b` would change"),
        ("```\na,b\n```\n", "width", [(",", "，")], "the code block ``` a,b ``` would change"),
        ("```\na  \n```\n", "space", [("  ", "")], "the code block ``` a ``` would change"),
        ("看 `a(b)` 灯", "delete", [("(b)", "")], "the code span `a(b)` would change"),
        # Embeds and links
        ("看灯:\n\n![[灯.png]]\n", "width", [("![[灯.png]]", "")], "would be deleted: ![[灯.png]]"),
        ("![[灯.png]]亮", "delete", [("!", "")], "the embed ![[灯.png]] would be lost"),
        ("![旧,灯](a.png)", "width", [(",", "，")], "the image ![旧,灯](a.png) would change"),
        ("[[旧灯|灯]]", "delete", [("|", "")], "the link 旧灯 would change"),
        ("[[旧灯|灯]]", "links", [("|", "")], "text would be added: 旧灯"),
        ("[[旧灯|灯]]", "links", [("|灯", "")], "text would be added: 旧"),
        ("[[灯]]", "links", [("灯", "灯泡")], "text would be added: 泡"),
        ("[[燈]]", "links", [("燈", "灯|旧燈")], "text would be added: 旧"),
        ("[[灯#座]]", "links", [("灯#座", "灯泡|灯")], "text would be deleted: >座"),
        ("[[灯]]亮", "links", [("灯]]亮", "灯|灯]]灭")], "“亮” would become “灭”"),
        ("|灯|\n|:-|\n|[[旧|灯]]|\n", "blocks", [("旧|", "旧")], "the link 旧 would change"),
        ("|灯|\n|:-|\n|[[旧|灯]]|\n", "blocks", [("旧|", "旧\\\\|")], "the link 旧 would change"),
        (
            "|灯|\n|:-|\n|![[旧|9]]|\n",
            "blocks",
            [("旧|", "旧")],
            "the embed ![[旧|9]] would change",
        ),
        ("[[旧,灯|灯]]", "width", [(",", "，")], "the link 旧,灯 would change"),
        ("[灯](a,b)", "width", [(",", "，")], "the link (a,b) would change"),
        ("[灯](a '旧,的')", "width", [(",", "，")], "the link (a '旧,的') would change"),
        ("[後]\n\n[後]: a\n", "script", [("後", "后")], "would no longer be a link"),
        ("[a]\n\n[a]: 旧,灯\n", "width", [(",", "，")], "definition [a]: 旧,灯 would change"),
        ("| 灯 |\n|---|\n| [[旧,灯\\|灯]] |\n", "width", [(",", "，")], "the link 旧,灯 would"),
        ("https://a.b/c,d 灯", "width", [(",", "，")], "the URL https://a.b/c,d would change"),
        ("æš´ `æš´`", "repair", [("æš´", "暴"), ("æš´", "暴")], "the code span `æš´` would change"),
        ("[[æš´]]", "repair", [("æš´", "暴")], "the link æš´ would change"),
        # Emphasis
        (
            "**重点:** 后",
            "width space",
            [(":", "："), (" ", "")],
            "`**重点：**` would no longer be bold",
        ),
        ("*灯*亮", "delete", [("*", ""), ("*", "")], "`*灯*` would no longer be italic"),
        ("==灯==", "space", [("==", "== ")], "`==灯==` would no longer be highlighted"),
        ("** 灯**", "space", [(" ", "")], "`**灯**` would become bold"),
        # Obsidian's own
        ("#旧灯,亮 了", "width", [(",", "，")], "the tag #旧灯 would change"),
        ("#舊灯 亮", "script", [("舊", "旧")], "the tag #舊灯 would change"),
        ("亮 %%旧,灯%%", "width", [(",", "，")], "the comment %%旧,灯%% would change"),
        ("亮 <!-- 旧,灯 -->", "width", [(",", "，")], "the comment <!-- 旧,灯 --> would change"),
        ("%% 旧,灯 %%\n亮,灯", "delete", [("旧,", "")], "the comment %% 旧,灯 %% would change"),
        ("旧灯 ^a-1", "space", [(" ^", "^")], "the block id ^a-1 would be lost"),
        ("旧灯 ^a-1", "delete", [("-1", "")], "the block id ^a-1 would change"),
        ("> [!note] 灯", "delete", [("no", "")], "the callout [!note] would change"),
        ("> [!note]- 灯", "delete", [("-", "")], "the callout [!note]- would change"),
        ("> [!note] 灯\n> 亮", "space", [("\n> 亮", " > 亮")], "would no longer be a paragraph"),
        ("- [ ] 灯", "space", [("[ ]", "[]")], "the task [ ] would be lost"),
        ("设 $a,b$ 灯", "width", [(",", "，")], "the formula $a,b$ would change"),
        ("$$\na,b\n$$\n", "width", [(",", "，")], "the formula $$ a,b $$ would change"),
        ("灯[^旧,的]", "width", [(",", "，")], "the footnote mark [^旧,的] would change"),
        ("灯\n\n[^旧]: 亮\n", "delete", [("[^旧]: ", "")], "“亮” would no longer be a footnote"),
        ("<% a(b) %> 亮", "width", [("(", "（")], "the Templater code <% a(b) %> would change"),
        ("价格:: 5", "width", [("::", "：：")], "the field mark :: would be lost"),
        ("<div>\n旧,灯\n</div>\n", "width", [(",", "，")], "the HTML <div> 旧,灯 </div> would"),
        # Tags
        (
            "#Lamp `#Lamp`",
            "tags",
            [("#Lamp", "#lamp"), ("#Lamp", "#lamp")],
            "the code span `#Lamp`",
        ),
        ("#旧灯，亮", "tags space", [("旧", "旧 ")], "the tag #旧灯，亮 would be lost"),
        ("看 #旧灯 #亮", "tags space", [(" #", " # ")], "the tag #旧灯 would be lost"),
        ("看 #旧灯 `a b`", "tags space", [("a b", "ab")], "the code span `a b` would change"),
        ("#旧灯，亮", "space", [("灯", "灯 ")], "the tag #旧灯，亮 would change"),
        # Blocks
        ("# 灯\n\n亮", "delete", [("# ", "")], "“灯” would no longer be a heading of level 1"),
        ("## 灯\n", "delete", [("#", "")], "“灯” would no longer be a heading of level 2"),
        ("灯\n\n---\n", "space", [("\n\n", "\n")], "the horizontal rule --- would be lost"),
        ("- 灯\n- 亮\n", "space", [(" ", ""), (" ", "")], "“灯亮” would no longer be a list"),
        ("1. 灯\n", "delete", [("1. ", "")], "“灯” would no longer be a numbered list"),
        ("> 灯\n", "delete", [("> ", "")], "“灯” would no longer be a quotation"),
        ("灯\n\n亮", "space", [("\n\n", "\n")], "“亮” would no longer be a paragraph"),
        ("灯\n  - 亮\n", "space", [("  -", "    -")], "“亮” would no longer be a list"),
        ("| 灯 |\n|---|\n| 亮 |\n", "delete", [("|---|\n", "")], "would no longer be a table"),
        ("|灯|a\\|b|\n|-|-|\n|亮|c|\n", "delete", [("\\", "")], "would no longer be a table"),
        ("灯  \n亮", "space", [("  ", "")], "the line break would be lost"),
    ],
)
def test_a_fix_that_breaks_something_is_refused(before, reach, changes, sentence):
    verdict = judged(before, reach, *changes)
    assert verdict is not None
    assert sentence in verdict


@pytest.mark.parametrize(
    ("before", "reach", "change", "sentence"),
    [
        (
            "灯亮了,人走了。门开着。",
            "width",
            (",人走了。", "，"),
            "text would be deleted: 人走了。",
        ),
        ("灯亮了。", "width", ("亮了。", ""), "text would be deleted: 亮了。"),
        ("灯，亮", "width", ("，", ","), "“，” would become “,”"),
        ("灯,亮", "width", (",", "；"), "“,” would become “；”"),
        ("灯亮", "space", ("亮", ""), "text would be deleted: 亮"),
        ("灯\u200b亮", "space", ("\u200b", ""), "text would be deleted"),
        ("戰爭", "script", ("戰", "占"), "“戰” would become “占”"),
        ("軟體", "script", ("軟體", "软件"), "“軟體” would become “软件”"),
        ("戰爭", "script", ("戰", "战战"), "“戰” would become “战战”"),
        ("灯(旧)亮", "delete", ("灯(旧)亮", "灯亮"), "text would be deleted: (旧)"),
        ("灯亮", "delete", ("亮", "灭"), "“亮” would become “灭”"),
        ("灯亮?!?/p>", "repair", ("?!?/p>", "”。"), "“?!?/p>” would become “”。”"),
        ("灯亮?!?/p>", "repair", ("亮?!?/p>", "。”"), "“亮?!?/p>” would become “。”"),
        ("灯亮?!?/p>", "repair", ("?!?/p>", ""), "text would be deleted: ?!?/p>"),
        ("æš´é›¨", "repair", ("æš´é›¨", "暴风"), "“æš´é›¨” would become “暴风”"),
        ("æš´é›¨亮", "repair", ("亮", "灭"), "“亮” would become “灭”"),
        ("灯亮", "matter", ("亮", "灭"), "text outside the front matter would change"),
        ("灯亮", "emphasis", ("灯", "**旧**"), "“灯” would become “**旧**”"),
        # Marks of emphasis move past punctuation; what else a fix of it might do is none of that.
        ("**灯。**亮", "emphasis", ("。**", "**"), "text would be deleted: 。"),
        ("**灯。**亮", "emphasis", ("。**", "**，"), "“。**” would become “**，”"),
        ("**灯。**亮", "emphasis", ("。**", "。"), "text would be deleted: **"),
        ("**灯。**亮", "emphasis", ("灯。**", "**灯。"), "“灯。**” would become “**灯。”"),
        ("**灯。**亮", "emphasis", ("**灯。**亮", "灯。**亮**"), "would become"),
        ("**《灯》**亮", "emphasis", ("**《灯》**", "《灯**》**"), "would become"),
        ("**灯（旧）**亮", "emphasis", ("**亮", "** 亮"), "text would be added"),
        ("**灯** ，亮", "emphasis", ("** ，", "**，"), "text would be deleted"),
        ("灯亮", "emphasis", ("灯", "**灯**"), "would become"),
        ("#lamp 灯", "tags", ("#lamp", "#light"), "“amp” would become “ight”"),
        ("#舊燈 亮", "tags", ("#舊燈", "#旧火"), "“舊燈” would become “旧火”"),
        ("#Lamp 灯", "tags", ("Lamp", "lamp"), "“L” would become “l”"),
        ("#Lamp 灯", "tags", ("#Lamp 灯", "#lamp灯"), "would become"),
        ("看x#Lamp #Lamp", "tags", ("#Lamp", "#lamp"), "“L” would become “l”"),
        ("---\nid: '#Lamp'\n---\n", "tags", ("#Lamp", "#lamp"), "“L” would become “l”"),
        ("灯" * 60, "space", ("灯" * 50, ""), "text would be deleted: " + "灯" * 39 + "…"),
    ],
)
def test_an_edit_beyond_its_reach_is_refused(before, reach, change, sentence):
    verdict = judged(before, reach, change)
    assert verdict is not None
    assert sentence in verdict


def test_the_text_must_be_what_the_edits_make():
    made = rule("space")
    finding = Finding(Span(0, 0), "", (Edit(1, 2, ""),), code=made.code)
    for after in ("灯 亮", "灯亮 ", ""):
        assert refusal("灯 亮", after, [finding], {made.code: made}) is not None
    assert refusal("灯 亮", "灯亮", [finding], {made.code: made}) is None


@pytest.mark.parametrize(
    "edits", [(Edit(0, 2, ""), Edit(1, 3, "")), (Edit(2, 9, ""),), (Edit(2, 1, ""),)]
)
def test_edits_that_overlap_or_lie_outside_are_refused(edits):
    made = rule("delete")
    finding = Finding(Span(0, 0), "", edits, code=made.code)
    assert refusal("灯亮了", "", [finding], {made.code: made}) is not None


def test_a_rule_that_nobody_knows_is_refused():
    finding = Finding(Span(0, 0), "", (Edit(0, 1, ""),), code="XX999")
    assert refusal("灯", "", [finding], {}) is not None


def test_one_rule_may_not_work_under_the_name_of_another():
    before = "[[灯]] 亮,了 [[旧,的]]"
    edits = {
        "WL900": [Edit(2, 3, "灯泡|灯")],
        "TX900": [Edit(before.index(",了"), before.index("了"), "，")],
    }
    rules = {"WL900": rule("links"), "TX900": rule("width")}

    def verdict():
        fixed = [Finding(Span(0, 0), "", tuple(edits[code]), code=code) for code in edits]
        after = applied(before, [edit for code in edits for edit in edits[code]])
        return refusal(before, after, fixed, rules)

    assert verdict() is None
    edits["TX900"].append(Edit(before.index(",的"), before.index("的"), "，"))
    assert verdict() == "the link 旧,的 would change"


# Sound fixes


@pytest.mark.parametrize(
    ("before", "reach", "changes"),
    [
        # Width
        ("你好,灯:亮了?(旧的)", "width", [*((a, MARKS[a]) for a in ",:?()")]),
        ("灯亮了...", "width", [("...", "……")]),
        ("看 `a,b`,[灯,亮](a,b),[[a,b|灯,亮]],后", "width", [("`,", "`，"), ("灯,", "灯，")]),
        ("> [!note] 灯:亮\n> 旧,的\n", "width", [(":", "："), (",", "，")]),
        ("| 灯,亮 | `a|b` |\n|---|---|\n", "width", [(",", "，")]),
        ("https://a.b/c,后文", "width", [(",", "，")]),
        ("**重点:** 后", "width", [(":", "：")]),
        ("# 灯:亮\n\n- [ ] 旧,的 ^a\n", "width", [(":", "："), (",", "，")]),
        ("灯[^1]\n\n[^1]: 旧,的\n", "width", [(",", "，")]),
        ("<b>灯,亮</b>", "width", [(",", "，")]),
        # Script
        ("戰爭與和平", "script", [("戰", "战"), ("爭", "争"), ("與", "与")]),
        ("隨著燈亮", "script", [("隨著燈", "随着灯")]),
        ("**戰**爭 [燈](燈.md) [[燈|燈]]", "script", [("戰", "战"), ("燈", "灯"), ("|燈", "|灯")]),
        ("艱鉅的", "script", [("艱", "艰"), ("鉅", "巨")]),
        # Deletion
        ("戰(zhàn)爭(zhēng)", "delete", [("(zhàn)", ""), ("(zhēng)", "")]),
        ("```\n  a\n    b\n```\n戰(zhàn)爭 `(zhàn)  a`", "delete", [("(zhàn)", "")]),
        (
            "前\n\n旧 **灯** ![[灯.png]] `a`\n\n---\n\n后\n",
            "delete",
            [("旧 **灯** ", ""), ("---", "")],
        ),
        (
            "前\n\n旧 **灯** ![[灯.png]] `a`\n\n后\n",
            "delete",
            [("旧 **灯** ![[灯.png]] `a`\n\n", "")],
        ),
        ("> 旧 [灯](a\n> 'b')\n\n后\n", "delete", [("> 旧 [灯](a\n> 'b')\n\n", "")]),
        ("- 灯\n- 旧\n- 亮\n", "delete", [("- 旧\n", "")]),
        ("| 灯 |\n|---|\n| 旧 |\n| 亮 |\n", "delete", [("| 旧 |\n", "")]),
        ("前\n\n| 灯 |\n|---|\n| 旧 |\n\n后", "delete", [("| 灯 |\n|---|\n| 旧 |\n\n", "")]),
        ("灯\n旧的  \n亮", "delete", [("旧的  \n", "")]),
        ("灯!!!", "delete", [("!!!", "!")]),
        # Suppressions
        (
            "%% vaultkit: ignore TX001 %%\n灯,亮\n",
            "delete",
            [("%% vaultkit: ignore TX001 %%\n", "")],
        ),
        ("前\n%% vaultkit: ignore X %%\n灯\n", "delete", [("%% vaultkit: ignore X %%\n", "")]),
        (
            "前\n\n<!-- vaultkit: ignore X -->\n# 灯\n",
            "delete",
            [("<!-- vaultkit: ignore X -->\n", "")],
        ),
        (
            "前\n<!-- vaultkit: ignore X -->\n后\n",
            "delete",
            [("<!-- vaultkit: ignore X -->\n", "")],
        ),
        # Repair
        ("“灯?!?/p>\n\n`?!?/p>` 「灯?！?/h2>", "repair", [("?!?/p>", "。”"), ("?！?/h2>", "。」")]),
        ("**å…¬** å\x85¬ [[å…¬]]", "repair", [("å…¬", "公"), ("å\x85¬", "公")]),
        ("---\ntitle: æš´\n---\næš´ æš´", "repair", [("æš´", "暴"), ("æš´", "暴")]),
        # White space
        ("灯 \n\n亮\t\n", "space", [(" \n", "\n"), ("\t\n", "\n")]),
        ("灯", "space", [("灯", "灯\n")]),
        ("```\n灯", "space", [("灯", "灯\n")]),
        ("灯\n\n\n", "space", [("\n\n\n", "\n")]),
        ("灯\r\n亮\r\n", "space", [("\r\n", "\n"), ("\r\n", "\n")]),
        ("智谱AI", "space", [("谱A", "谱 A")]),
        ("灯\u00a0亮\u3000了", "space", [("\u00a0", ""), ("\u3000", " ")]),
        ("灯\n，亮", "space", [("\n", "")]),
        ("- [灯](a \n)", "space", [(" \n", "\n")]),
        # Links
        ("[[灯]] `[[灯]]`", "links", [("灯", "灯泡|灯")]),
        ("[[灯#座]]", "links", [("灯#座", "灯泡#座|灯 > 座")]),
        ("|灯|\n|-|\n|[[灯]]|\n", "links", [("[灯", "[灯泡\\|灯")]),
        (
            "|灯|亮|\n|:-|-:|\n|[[旧|灯]]|![[a|9]]|\n",
            "blocks",
            [("|灯]", "\\|灯]"), ("|9", "\\|9")],
        ),
        ("[[灯|灯]]", "links", [("|灯", "")]),
        ("[[灯#座|灯 > 座]]", "links", [("|灯 > 座", "")]),
        ("![[灯.png|100]]", "links", [("灯.png", "图/灯.png")]),
        ("![旧](灯.png)", "links", [("灯.png", "图/灯.png")]),
        ("[旧](旧%20灯.md)", "links", [("[旧](旧%20灯.md)", "[[旧 灯|旧]]")]),
        ("[旧 灯](旧%20灯.md)", "links", [("[旧 灯](旧%20灯.md)", "[[旧 灯]]")]),
        ("看 https://a.b/?utm_source=c 灯", "links", [("?utm_source=c", "")]),
        ("[灯][a]\n\n[a]: b?c\n", "links", [("?c", "")]),
        # Tags
        ("看 #Lamp 和 #Lamp `#Lamp`", "tags", [("#Lamp", "#lamp")]),
        ("#Lamp/旧_燈/ #ＡＢ", "tags", [("#Lamp/旧_燈/", "#lamp/旧-灯"), ("#ＡＢ", "#ab")]),
        ("#旧灯，亮 `#旧灯，亮`", "tags space", [("灯", "灯 ")]),
        ("#旧灯，#亮（了）。", "tags space", [("灯，", "灯 ， "), ("）", "） ")]),
        # The tree
        ("| 灯 | 亮 |\n|---|---|\n| [[旧|的]] | 了 |\n", "blocks", [("|的", "\\|的")]),
        ("这个时间,\n00:02\n\n。\n", "blocks space", [("\n\n。", "。")]),
        ("**灯。**亮", "emphasis", [("。**", "**。")]),
        ("**《灯》**亮", "emphasis", [("**《灯》**", "《**灯**》")]),
        ("看**《灯》。**亮", "emphasis", [("**《", "《**"), ("》。**", "**》。")]),
        ("**灯（旧）**亮", "emphasis space", [("**亮", "** 亮")]),
        # What stood between two pairs.
        ("船**靠岸。**灯**熄了**。", "emphasis", [("。**灯", "**。灯")]),
        (
            "《 **灯** 》，** 亮 **了",
            "emphasis space",
            [("《 ", "《"), (" 》", "》"), (" 亮 ", "亮")],
        ),
        ("#灯\n\n亮", "headings", [("#", "# ")]),
    ],
)
def test_a_fix_within_its_reach_passes(before, reach, changes):
    assert judged(before, reach, *changes) is None


@pytest.mark.parametrize(
    ("before", "reach", "changes", "sentence"),
    [
        ("**灯。**亮 `*-`", "emphasis", [("。**", "**。"), ("`*-`", "`-*`")], "the code span"),
        ("#灯\n\n- 亮", "headings", [("#", "# "), ("- ", "")], "would no longer be a list"),
        ("#灯\n\n**亮**", "headings", [("#", "# "), ("**", "#**")], "`#` would stand in the text"),
        ("> **灯**", "blocks", [("> **灯**", "灯")], "would no longer be bold"),
        ("**灯**。亮", "emphasis", [("**。", "。**")], "`*` would stand in the text"),
        ("**[灯](a)。**亮", "emphasis", [("](a)。**", "]**(a)。")], "would"),
        ("- **灯。**亮", "emphasis", [("- **", "**- "), ("。**", "**。")], "would"),
        ("**灯。**\n# 亮", "emphasis", [("。**\n#", "#。**\n")], "would"),
        ("**灯** 亮", "emphasis space", [("灯**", "灯 **")], "`*` would stand in the text"),
        (
            "点**灯**的灯**(桌上的**Lamp：旧 (old)**))。",
            "emphasis space",
            [("灯**(", "灯 **(")],
            "“Lamp旧old” would no longer be emphasised",
        ),
    ],
)
def test_a_kind_of_node_is_no_leave_for_another(before, reach, changes, sentence):
    verdict = judged(before, reach, *changes)
    assert verdict is not None
    assert sentence in verdict


# Properties

TEXTS = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [
            *["灯", "lamp", "，", ",", "\n", "\n\n", "  \n", "\r\n", "---\n", "---\na: 1\n---\n"],
            *["**", "*", "==", "`", "```\n", "$", "$$\n", "%%", "<%", "<!-- ", "-->", "<div>\n"],
            *[
                "[",
                "](",
                ")",
                "[[",
                "]]",
                "![[",
                "|",
                "[^1]",
                "[^1]: ",
                "https://a.b/c",
                "#a ",
                " ^a",
            ],
            *["# ", "- ", "1. ", "> ", "> [!a] ", "    ", "| a | b |\n|---|---|\n", "===\n", "::"],
            *["\ufeff", "\0", "\u2028", "a: [\n", "title: 灯\n", "\ud800"],
        ]
    ),
    max_size=20,
).map("".join)
ANY_RULE = rule("matter", "script", "width", "space", "delete", "links")


@settings(deadline=None)
@given(TEXTS)
def test_a_text_that_is_not_changed_passes(text):
    assert refusal(text, text, [], {}) is None


@settings(deadline=None)
@given(TEXTS, TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=3))
@example("> " * 5000, "", [(0, 10000, "")])
@example("---\n" + "[" * 5000 + "\n---\n", "", [(4, 5, "")])
@example("---\na: " + "9" * 5000 + "\n---\n", "", [(4, 5, "b")])
@example("戰\ud800", "战\ud800", [(0, 1, "战")])
def test_no_texts_make_it_raise(before, after, places):
    finding = Finding(Span(0, 0), "", tuple(Edit(*place) for place in places), code=ANY_RULE.code)
    rules = {ANY_RULE.code: ANY_RULE}
    assert isinstance(refusal(before, after, [finding], rules), str | None)
    whole = Finding(Span(0, 0), "", (Edit(0, len(before), after),), code=ANY_RULE.code)
    assert isinstance(refusal(before, after, [whole], rules), str | None)


PROTECTED = {
    "code span": "`a,b(c)`",
    "code block": "\n\n```\na,b(c)\n```\n\n",
    "formula": "$a,b(c)$",
    "embed": "![[a,b(c).png]]",
    "URL": "https://a.b/c,d?e",
    "comment": "%%a,b(c)%%",
    "Templater code": "<% a,b(c) %>",
    "link": "[灯](a,b.md)",
    "HTML": "<i a='b,c'>",
    "tag": " #a灯b ",
}


@settings(deadline=None)
@given(
    st.sampled_from(sorted(PROTECTED)),
    st.text("灯亮 ,，。a\n", max_size=20),
    st.text("灯亮 ,，。a\n", max_size=20),
    st.data(),
)
def test_a_change_inside_what_is_not_prose_is_refused(kind, head, tail, data):
    source = PROTECTED[kind]
    before = f"灯{head}灯{source}灯{tail}"
    assume([token.name for token in tokens(before)].count(kind) >= 1)
    inside = [m.start() for m in re.finditer(r"[a-e,(?]", source) if m.start() > 1]
    at = before.index(source, len(head)) + data.draw(st.sampled_from(inside))
    new = data.draw(st.sampled_from(["", MARKS.get(before[at], "")]))
    finding = Finding(Span(0, 0), "", (Edit(at, at + 1, new),), code="XX900")
    made = rule("emphasis", "script", "width", "space", "delete")
    after = applied(before, [Edit(at, at + 1, new)])
    assert refusal(before, after, [finding], {"XX900": made}) is not None


@settings(deadline=None)
@given(st.text("灯亮,:(). a\n#*-`[]|", max_size=60))
def test_marks_in_prose_are_let_through_or_kept(text):
    # Whatever the text is, what passes has the same code, links and nodes.
    edits = [Edit(m.start(), m.end(), MARKS[m[0]]) for m in re.finditer(r"[,:()](?=[灯亮])", text)]
    made = rule("width")
    after = applied(text, edits)
    fixed = [Finding(Span(0, 0), "", (edit,), code=made.code) for edit in edits]
    if refusal(text, after, fixed, {made.code: made}) is None:
        shapes = [
            [token for token in tokens(side) if token.kind != "text"] for side in (text, after)
        ]
        assert shapes[0] == shapes[1]
