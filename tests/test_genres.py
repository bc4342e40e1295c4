"""Notes whose characters and marks are their own: `genres/*.md`, and what is none of these."""

from __future__ import annotations

from pathlib import Path

import pytest
from linting import lint

from vaultkit.note.note import Note

NOTES = sorted(Path(__file__).with_name("genres").glob("*.md"))


@pytest.mark.parametrize("script", ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"])
@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.stem)
def test_a_note_of_another_kind_comes_out_untouched(
    note: Path, script: str, tmp_path: Path
) -> None:
    (tmp_path / "vaultkit.toml").write_text(f'[vault]\nscript = "{script}"\n', encoding="utf-8")
    copy = tmp_path / note.name
    copy.write_bytes(note.read_bytes())
    lint("--fix", str(tmp_path), select="SC,TX,CL")
    assert copy.read_bytes() == note.read_bytes()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("classical", "子曰：「學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？」"),
        ("classical", "朝辭白帝彩雲間，千里江陵一日還。\n兩岸猿聲啼不住，輕舟已過萬重山。"),
        ("classical", "床前明月光,疑是地上霜.\n举头望明月,低头思故乡."),
        ("classical", "春花秋月何時了,往事知多少?故國不堪回首月明中.問君能有幾多愁?"),
        ("dictionary", "灯 dēng 照明的器具\n塔 tǎ 高的建筑\n港 gǎng 停船的地方"),
        ("dictionary", "- tide n. 潮\n- buoy n. 浮标\n- moor vt. 系泊"),
        ("japanese", "灯台は港の入り口に立っている。"),
        ("code", "x = 求和(1, 2);\nif (x > 3) {\n    print('好,再来');\n}"),
        # A modern text may quote, explain and show all of these.
        ("modern", "他常说“学而时习之，不亦说乎”，可是自己从来不复习，也不看别人写的笔记。"),
        ("modern", "这首诗我背了三遍：\n\n> 远山含暮雪，近水带寒烟。\n\n还是没有记住，明天再来。"),
        ("modern", "灯塔（dēngtǎ）是一种建筑。\n它立在港口，\n夜里会亮，\n船员都认得它。"),
        ("modern", "先运行：\n\n```sh\nls; cd /\n```\n\n再看结果,应该有三行。\n如果没有,重新来。"),
        ("modern", "比如“何陋之有”,就是宾语前置。“也”字表示判断,“者”字表示人。"),
        ("modern", "打开设置,选择网络,点击无线,输入密码,等待连接."),
        ("modern", "加强领导,落实责任.深化改革,扩大开放."),
        ("modern", "提高效率，降低成本。这就是我们的目标，也是大家的目标，没有别的了。"),
        ("modern", ""),
    ],
)
def test_what_kind_of_text_a_note_is(kind: str, text: str) -> None:
    assert Note("note.md", text).genre == kind
