"""What the guard lets fixes do to front matter."""

from __future__ import annotations

import pytest
from judging import judged

# Front matter

NOTE = "---\n标题: 旧灯, 亮了\nid: 58\n日期: 2024-02-30\ntime: 17:27\nbool: no\n---\n灯亮了\n"
TWICE = "---\na: 1\nb: 5\na: 1\na: 2\na: 3\n---\n灯\n"


@pytest.mark.parametrize(
    ("before", "reach", "changes", "properties"),
    [
        (NOTE, "matter", [("标题", "title")], ("标题", "title")),
        (NOTE, "matter", [("2024-02-30", "2024-02-29")], ("日期",)),
        (NOTE, "matter", [("58", '"58"')], ("id",)),
        (NOTE, "matter", [("17:27", '"17:27"'), ("no", "'no'")], ()),
        (NOTE, "matter", [("id: 58\n", ""), ("no\n", "no\nid: 58\n")], ("id",)),
        (NOTE, "matter", [("id: 58", "id: 58\ntags:\n  - 灯")], ("tags",)),
        (NOTE.replace("\n", "\r\n"), "matter", [("58", "59")], ("id",)),
        ("\ufeff" + NOTE, "matter", [("58", "59")], ("id",)),
        ("\ufeff" + NOTE, "matter", [("\ufeff", "")], ()),
        ("\n \n" + NOTE, "matter", [("\n \n", "")], ()),
        ("灯\n", "matter", [("", "---\ntitle: 灯\n---\n")], ("title",)),
        ("灯\n", "matter", [("", "---\ntitle: 灯\n---\n\n")], ("title",)),
        ("---\n---\n灯\n", "matter", [("---\n---", "---\na: 1\n---")], ("a",)),
        ("---\na: 0o17\nb: 012\n---\n", "matter", [("0o17", "15"), ("012", "12")], ()),
        ("---\na: x # 旧\n---\n", "matter", [("x # 旧", '"x"')], ()),
        ("---\na: |\n  x\nb: [旧, 的]\n---\n", "matter", [("[旧, 的]", "\n  - 旧\n  - 的")], ()),
        ("---\na: [b] c\n---\n灯", "matter", [("[b] c", '"[b] c"')], ("a",)),
        ("---\na: 1\na: 1\n---\n灯", "matter", [("a: 1\n", "")], ("a",)),
        (TWICE, "matter", [("b: 5\na: 1\n", "b: 5\n")], ("a",)),
        # Titles are prose
        (NOTE, "width", [(",", "，")], ()),
        ("---\ntitle: 戰(zhàn)爭\n---\n", "script delete", [("戰", "战"), ("(zhàn)", "")], ()),
        ("---\ntitle: '灯: 亮'\nid: 1\n---\n", "width", [(": 亮", "： 亮")], ()),
        (NOTE, "space", [("58", "58  ")], ()),
        (NOTE, "space", [("\n", "\r\n"), ("\n", "\r\n")], ()),
        ("---\ntitle: 灯\n---", "space", [("灯\n---", "灯\n---\n")], ()),
    ],
)
def test_a_sound_fix_of_front_matter_passes(before, reach, changes, properties):
    assert judged(before, reach, *changes, properties=properties) is None


@pytest.mark.parametrize(
    ("before", "reach", "changes", "properties", "sentence"),
    [
        (
            NOTE,
            "matter",
            [("58", "59")],
            ("标题",),
            "'id' would change though FM900 did not name it",
        ),
        (NOTE, "matter", [("58", '"58"')], (), "the property 'id' would change"),
        (NOTE, "matter", [("标题", "title")], ("title",), "the property '标题' would be lost"),
        (NOTE, "matter", [("标题", "title")], ("标题",), "the property 'title' would appear"),
        (NOTE, "matter", [("id: 58\n", ""), ("no\n", "no\nid: 58\n")], (), "change places"),
        (NOTE, "matter", [("亮了\nid", "亮了\nid: [")], ("id",), "could no longer be read"),
        (NOTE, "matter", [("58\n", "58\nid: 58\n")], ("id",), "could no longer be read"),
        (NOTE, "matter", [("\n---\n灯", "\n灯")], (), "text outside the front matter"),
        (NOTE, "matter", [("no\n---\n", "no\n")], (), "the front matter would be lost"),
        (NOTE, "matter", [("---\n标", "标")], (), "the front matter would be lost"),
        (NOTE, "space", [("---\n标", "--- \n标")], (), "the front matter would be lost"),
        (NOTE, "matter", [("no\n---\n", "no\n---\n旧\n")], (), "text would be added: 旧"),
        ("灯", "matter", [("", "---\ntitle: 灯\n---\n")], (), "'title' would appear"),
        (TWICE, "matter", [("a: 2\n", "")], ("a",), "'a' stands twice, and a value of it"),
        (TWICE, "matter", [("a: 1\n", ""), ("a: 1\n", "")], ("a",), "a value of it"),
        (TWICE, "matter", [("a: 3\n", "a: 3\na: 3\n")], ("a",), "could no longer be read"),
        (TWICE, "matter", [("a: 1\n", ""), ("b: 5", "b: 6")], ("a",), "'b' would change"),
        (TWICE, "matter", [("a: 1\na", "a")], (), "the property 'a' would be lost"),
        (TWICE, "matter", [("a: 1\nb", "b: [\nb")], ("a",), "could no longer be read"),
        ("\n---\na: 1\n---\n", "space", [("\n", "")], (), "the property 'a' would appear"),
        # Only titles are prose
        ("---\nauthor: 旧,灯\n---\n", "width", [(",", "，")], (), "the property 'author' would"),
        ("---\ntags: [舊, 燈]\n---\n", "script", [("舊", "旧")], (), "the property 'tags' would"),
        ("---\n舊: 1\n---\n", "script", [("舊", "旧")], (), "the property '舊' would be lost"),
        ("---\ntitle: 灯\nid: 1\n---\n", "width", [("e:", "e：")], (), "could no longer be read"),
        (
            "---\ntitle: a #b\n---\n",
            "space",
            [(" #", "#")],
            (),
            "the property 'title' would change",
        ),
        ("---\na: [\ntitle: 灯,亮\n---\n", "width", [(",", "，")], (), "cannot be read"),
    ],
)
def test_a_broken_fix_of_front_matter_is_refused(before, reach, changes, properties, sentence):
    verdict = judged(before, reach, *changes, properties=properties)
    assert verdict is not None
    assert sentence in verdict
