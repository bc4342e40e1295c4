from __future__ import annotations

import pytest
from alone import alone
from hypothesis import given
from hypothesis import strategies as st
from markdown_text import bodies

from vaultkit.checks.text.half_width_punctuation import RULE

check, after = alone(RULE)
# The spaces beside a mark go with it.
TO_FULL = str.maketrans(",:;?!()", "，：；？！（）", " ")


def test_a_mark_is_one_finding() -> None:
    first, second = check("灯,塔 😀 灯!")
    assert first.span == (1, 2)
    assert first.message == "half-width `,` beside Chinese characters: write `，`"
    assert second.span == (7, 8)
    assert second.edits == ((7, 8, "！"),)


def test_a_run_is_one_finding_and_a_pair_of_brackets_too() -> None:
    (run_,) = check("灯!!!")
    assert run_.edits == ((1, 4, "！！！"),)
    (pair,) = check("灯(塔)")
    assert pair.span == (1, 4)
    assert pair.edits == ((1, 2, "（"), (3, 4, "）"))
    assert pair.message == "half-width `(…)` beside Chinese characters: write `（…）`"


@pytest.mark.parametrize(
    "text, fixed",
    [
        # What touches, and from how far.
        ("AI,灯", "AI，灯"),
        ("灯,AI", "灯，AI"),
        ("灯, AI", "灯，AI"),
        ("AI, 灯", "AI, 灯"),
        ("灯 , 塔", "灯 , 塔"),
        ("灯 ,塔", "灯，塔"),
        ("“灯”,AI", "“灯”，AI"),
        ("“AI”,Lux", "“AI”,Lux"),
        ("AI:“灯”", "AI：“灯”"),
        ("**灯**:AI", "**灯**：AI"),
        ("AI:**灯**", "AI：**灯**"),
        ("**灯:**AI", "**灯：**AI"),
        ("**灯:**塔", "**灯：**塔"),
        ("==灯==,~~塔~~,*海*!", "==灯==，~~塔~~，*海*！"),
        ('"灯",塔', '"灯"，塔'),
        ('{"灯":"塔","a":1}', '{"灯":"塔","a":1}'),
        ("灯塔《AI》,Lux", "灯塔《AI》，Lux"),
        ("《AI》,Lux", "《AI》,Lux"),
        ("灯(AI),Lux", "灯(AI),Lux"),
        ("`a`,灯", "`a`，灯"),
        ("[a](b),灯", "[a](b)，灯"),
        ("[[a]],灯", "[[a]]，灯"),
        ("$a$,灯", "$a$，灯"),
        ("<br>,灯", "<br>，灯"),
        ("灯[^1],塔[^1]\n\n[^1]: 海,岸\n", "灯[^1]，塔[^1]\n\n[^1]: 海，岸\n"),
        # Numbers and times.
        ("有3,000人", "有3,000人"),
        ("中国,2024年", "中国，2024年"),
        ("2024,灯", "2024，灯"),
        ("比分3:2", "比分3:2"),
        ("时间:12:30", "时间：12:30"),
        # Letters and colons.
        ("A:你好", "A：你好"),
        ("C:盘", "C:盘"),
        ("AC:盘", "AC：盘"),
        ("Yahoo!的", "Yahoo!的"),
        ("我爱你!的", "我爱你！的"),
        # Runs.
        ("灯?!", "灯？！"),
        ("灯!?", "灯！？"),
        ("灯?!?", "灯?!?"),
        ("灯,,塔", "灯,,塔"),
        ("灯?！塔", "灯?！塔"),
        ("灯？!塔", "灯？!塔"),
        ("灯,。", "灯,。"),
        # Signs that are no punctuation.
        ("灯&lt;塔&#x2B;海&amp;", "灯&lt;塔&#x2B;海&amp;"),
        ("灯&塔;", "灯&塔；"),
        ("灯:smile:塔:+1:", "灯:smile:塔:+1:"),
        ("灯:) 塔;-) 海:D", "灯:) 塔;-) 海:D"),
        ("分两类:(一)灯(二)塔", "分两类：（一）灯（二）塔"),
        ("灯::塔", "灯::塔"),
        ("灯:::塔", "灯:::塔"),
        ("灯\\,塔", "灯\\,塔"),
        ("见[甲]:乙", "见[甲]:乙"),
        ("灯![塔]", "灯![塔]"),
        ("灯?![^1]", "灯?![^1]"),
        (": 灯\n:灯\n!灯\n", ": 灯\n:灯\n!灯\n"),
        (",灯\n", "，灯\n"),
        ("- 灯:塔\n> 灯:塔\n", "- 灯：塔\n> 灯：塔\n"),
        # What a mark would become part of.
        ("#a,灯", "#a,灯"),
        ("#a ,灯", "#a ，灯"),
        ("灯#a,塔", "灯#a，塔"),
        ("灯 #12,塔", "灯 #12,塔"),
        ("---\ntitle: 灯\n---\n#,塔", "---\ntitle: 灯\n---\n#,塔"),
        ("(灯 #a)塔", "(灯 #a)塔"),
        ("(灯 #12)塔", "(灯 #12)塔"),
        ("https://a.b/c,灯 塔,灯", "https://a.b/c,灯 塔，灯"),
        ("https://a.b/c?灯:塔", "https://a.b/c?灯:塔"),
        ("<https://a.b/c>,灯", "<https://a.b/c>，灯"),
        ("(灯https://a.b/c)塔", "(灯https://a.b/c)塔"),
        # Braces, and labels of footnotes that are nowhere.
        ("## 灯,塔 {#灯,塔 .a,灯}", "## 灯，塔 {#灯,塔 .a,灯}"),
        ("![灯](a.png){width=50%,灯:塔},海", "![灯](a.png){width=50%,灯:塔}，海"),
        ("灯{%塔,海%} ${灯,塔} {灯,", "灯{%塔,海%} ${灯,塔} {灯，"),
        ("灯,塔[^海,岸]", "灯，塔[^海,岸]"),
        # Both sides of a name in Latin letters, or of a few.
        ("灯塔, Lux, 海岸", "灯塔，Lux，海岸"),
        ("灯塔，Lux and Nox, 海岸", "灯塔，Lux and Nox，海岸"),
        ("用 Lux, Nox, 和海岸", "用 Lux, Nox, 和海岸"),
        # Brackets.
        ("灯(AI)塔", "灯(AI)塔"),
        ("AI(灯)塔", "AI（灯）塔"),
        ("灯 (塔) 海", "灯（塔）海"),
        ("灯, 塔,  海, tower", "灯，塔，  海，tower"),
        ("灯 (塔)\n- (海)", "灯（塔）\n- （海）"),
        ("the Light (灯) of Lux", "the Light (灯) of Lux"),
        ("the Light (灯)", "the Light (灯)"),
        ("(灯)", "（灯）"),
        ("- (灯)\n## (塔)\n", "- （灯）\n## （塔）\n"),
        ("灯(塔\n海)", "灯(塔\n海)"),
        ("1)灯(塔)", "1)灯（塔）"),
        ("灯(塔(海))", "灯（塔（海））"),
        ("今天会议 (负责人:: 张三,李四) 结束。", "今天会议 (负责人:: 张三,李四) 结束。"),
        ("作者:: 张三,李四", "作者:: 张三,李四"),
        ("今天{{date:YYYY年,MM月}},晴", "今天{{date:YYYY年,MM月}}，晴"),
        ("(设 (灯 (塔)))", "(设 (灯 (塔)))"),
        ("灯f(塔),print(塔),a.b(塔)", "灯f(塔)，print(塔)，a.b(塔)"),
        ("[灯] (塔)海 [灯](塔 海)海", "[灯]（塔）海 [灯](塔 海)海"),
        ("灯\\(塔\\)", "灯\\(塔\\)"),
        ("灯(かな)塔", "灯(かな)塔"),
        ("戰(zhàn)", "戰(zhàn)"),
        ("灯（塔)", "灯（塔)"),
        ("灯塔的地址是: www.example.com", "灯塔的地址是： www.example.com"),
        ("灯塔的来源: [Lux](a.md)", "灯塔的来源：[Lux](a.md)"),
        ("点亮 (灯塔) lamp, 灯", "点亮（灯塔） lamp, 灯"),
        # Formulas and anchors.
        ("“(3 + 根号5) 的平方", "“(3 + 根号5) 的平方"),
        ("乘以 (1 - 概率)，再加 (灯 - 塔)", "乘以 (1 - 概率)，再加（灯 - 塔）"),
        ("灯塔(约2×3米)很小", "灯塔（约2×3米）很小"),
        ("- (#灯塔)", "- (#灯塔)"),
        ("(灯塔 (高 大)))", "(灯塔 (高 大)))"),
        # Drawings, code and diagrams.
        ("│   └── 灯塔:  高 (直的)", "│   └── 灯塔:  高 (直的)"),
        ("key: number, // 灯 [1-左, 2-中间, 3-右]", "key: number, // 灯 [1-左, 2-中间, 3-右]"),
        ("灯 -> 塔 <- 海: 连接", "灯 -> 塔 <- 海: 连接"),
        ("打开灯 -> 塔,再看海", "打开灯 -> 塔，再看海"),
        ('s = input("写下灯塔的名字: ") 再打印', 's = input("写下灯塔的名字: ") 再打印'),
        (";; 作者: 灯塔", ";; 作者: 灯塔"),
        ("灯塔\n\n(system-role 老船长)\n", "灯塔\n\n(system-role 老船长)\n"),
        ("灯塔写作\n[图片]\n(网址)\n", "灯塔写作\n[图片]\n(网址)\n"),
        ("灯塔的每组(R,G,B,亮度)数字", "灯塔的每组(R,G,B,亮度)数字"),
        # References.
        ("李灯塔, 王海岸, & 张渔. (2009). 灯塔史", "李灯塔, 王海岸, & 张渔. (2009). 灯塔史"),
        ("李灯塔, 王海岸. 灯塔史 [M/OL]", "李灯塔, 王海岸. 灯塔史 [M/OL]"),
        ("灯塔学报, _36_(08), 1–6.", "灯塔学报, _36_(08), 1–6."),
        # Names of commands and formats that are spoken of.
        ("选择**灯塔: 点亮灯塔**。", "选择**灯塔: 点亮灯塔**。"),
        ("可以用“灯塔: 点亮”命令", "可以用“灯塔: 点亮”命令"),
        ("写成“灯名: 高度”的格式", "写成“灯名: 高度”的格式"),
        ("保存为“行: 列”", "保存为“行: 列”"),
        ("他说“灯塔: 很高”。", "他说“灯塔：很高”。"),
        ("**注意: 灯塔**很高", "**注意：灯塔**很高"),
    ],
)
def test_what_a_mark_becomes(text: str, fixed: str) -> None:
    assert after(text) == fixed


@pytest.mark.parametrize(
    "text",
    [
        # Words in Latin letters outnumber the Han characters of their sentence.
        "In Chinese, 灯,塔 means a lighthouse.",
        "港:ハーバー,海",
        "海,바다",
        "東京都:港の図書館,大きな建物のなか,静かな部屋。概要:以下。",
        "`灯,塔` $灯,塔$ %%灯,塔%% ![灯,塔](a) ![[灯,塔]]",
        "---\nauthor: 灯,塔\naliases: [灯, '塔,海']\n---\n",
        "    灯,塔\n",
        "<div>\n灯,塔\n</div>\n",
        "",
        "a, b: c; d? e! (f)",
    ],
)
def test_silence(text: str) -> None:
    assert check(text) == []


def test_a_sentence_decides_for_itself() -> None:
    lines = ["风吹过港口，雨停了。The lamp (灯) was lit at six, 灯,塔 and sea. 灯,塔都亮了。"]
    lines += ["灯,ともしび。灯,塔"]
    assert after("".join(lines)) == (
        "风吹过港口，雨停了。The lamp (灯) was lit at six, 灯,塔 and sea. 灯，塔都亮了。"
        "灯,ともしび。灯，塔"
    )


def test_a_long_english_description_does_not_decide_for_the_title() -> None:
    text = "---\ntitle: 灯,塔\ndescription: A note on the lamps of the old harbour\n---\n"
    assert after(text) == text.replace(",", "，")


_SIGNS = [*',:;?!()（），。“”"*_~= #\n|>\\/.-', "**", "==", "![x](y)", "[x](y)", "[[a]]", "`a`"]
_SIGNS += ["汉", "灯塔", "か", "iPhone", "a", "12", "#标签", "#2", "https://a.b/c", "&lt", ":smile"]
_SIGNS += ["- ", "> ", "1) ", "::", "$b$", "%%", "[^1]", "[", "]", "C:盘", "戰(zhàn)"]


@given(st.lists(st.sampled_from(_SIGNS), max_size=20).map("".join) | bodies)
def test_the_guard_lets_every_fix_through_and_one_run_is_enough(text: str) -> None:
    fixed = after(text)
    assert fixed.translate(TO_FULL) == text.translate(TO_FULL)
    assert check(fixed) == []
