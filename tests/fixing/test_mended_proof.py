"""What the guard lets fixes make of front matter that could not be read, or was none."""

from __future__ import annotations

import pytest

from vaultkit.checks.rule import Finding, Rule
from vaultkit.fixing.edits import apply
from vaultkit.fixing.guard import refusal
from vaultkit.note.spans import Edit, Span

RULE = Rule(
    code="FM900",
    name="made-up",
    scope="file",
    stage="frontmatter",
    check=lambda note, options: iter(()),
    fix="safe",
    reach=("matter",),
)
ALL = ("title", "author", "id", "tags", "x")


def judged(before: str, *changes: tuple[str, str]) -> str | None:
    """The verdict on one finding that names every property and replaces texts in their order."""
    edits, at = [], 0
    for old, new in changes:
        start = before.index(old, at)
        at = start + len(old)
        edits.append(Edit(start, at, new))
    finding = Finding(Span(0, 0), "", tuple(edits), ALL, code=RULE.code)
    return refusal(before, apply(before, edits), [finding], {RULE.code: RULE})


def block(inner: str) -> str:
    return f"---\n{inner}---\nText.\n"


MENDED = ("A: B", '"A: B"')
BROKEN = block("title: A: B\n# c\nauthor: Keeper # c\nid: 58\ntags:\n  - coast\nx:\n")


@pytest.mark.parametrize(
    ("inner", "changes"),
    [
        ("title: A: B\nid: 58\n", [MENDED]),
        ("title: A: B\r\nid: 58\r\n", [MENDED]),
        ('title: it\'s: "A"\n', [('it\'s: "A"', '"it\'s: \\"A\\""')]),
        ("title: “A: B”\n", [("“A: B”", '"A: B"')]),
        ('title: "A: B”\n', [('"A: B”', '"A: B"')]),
        ('title: "a" b\n', [('"a" b', "'\"a\" b'")]),
        ('title: "a "b" c"\n', [('"a "b" c"', "'a \"b\" c'")]),
        ("tags:\n\t- a\nx:\t1\n", [("\t", "  ")]),
        ("tags: [#a, @b]\n", [("#a", '"#a"'), ("@b", '"@b"')]),
        ("x: [[a]], [[b]]\n", [("[[a]], [[b]]", '["[[a]]", "[[b]]"]')]),
        ("id: 58\n标题：灯\n", [("：", ": ")]),
        ("标签：\n  - a\n", [("：", ":")]),
        ("id:58\ntitle: a\n", [(":", ": ")]),
    ],
)
def test_a_mended_block_passes(inner: str, changes: list[tuple[str, str]]) -> None:
    assert judged(block(inner), *changes) is None


@pytest.mark.parametrize(
    ("before", "changes"),
    [
        # A property is lost, renamed, doubled, swallowed, moved
        (BROKEN, [MENDED, ("author: Keeper # c\n", "")]),
        (BROKEN, [MENDED, ("author", "writer")]),
        (BROKEN, [MENDED, ("id: 58", "id: 58\ny: 1")]),
        (block("title: A: B\ntags:\nid: 1\n"), [MENDED, ("id", "  id")]),
        (block("title: A: B\ntags:\n\nid: 1\n"), [MENDED, ("\n\nid", " [\n\nid"), ("1", "1 ]")]),
        (BROKEN, [("title: A: B", '"title: A: B"')]),
        (block("id: 1\ntitle: A: B\n"), [("id: 1\n", ""), ("A: B\n", '"A: B"\nid: 1\n')]),
        # A value is another one, or of another kind
        (BROKEN, [("A: B", '"A; B"')]),
        (BROKEN, [("A: B", '"A"')]),
        (BROKEN, [("A: B", "{A: B}")]),
        (BROKEN, [MENDED, ("Keeper", "Keepers")]),
        (BROKEN, [MENDED, ("Keeper", '"Keeper"')]),
        (BROKEN, [MENDED, ("58", '"58"')]),
        (BROKEN, [MENDED, ("- coast", "  coast")]),
        (BROKEN, [MENDED, ("x:", "x: 1")]),
        (BROKEN, [MENDED, (" # c\nid", "\nid")]),
        (BROKEN, [MENDED, ("# c\nid", '"# c"\nid')]),
        (block('title: "a" b\n'), [('"a" b', '"a b"')]),
        (block("title: @a\nx: b：c\n"), [("@a", '"@a"'), ("：", ": ")]),
        (block("x: [[a]], [[b]]\n"), [("[[a]], [[b]]", '["[[a]]"]')]),
        (block("title: A: B\nx: |\n  a\n    b\n"), [MENDED, ("    b", "  b")]),
        # The text behind it
        (BROKEN, [MENDED, ("Text.", "Texts.")]),
        # It still cannot be read
        (block("title: A: B\nid: @x\n"), [MENDED]),
        (block("title: A: B\n"), [("A", "a")]),
    ],
)
def test_a_wrong_mending_is_refused(before: str, changes: list[tuple[str, str]]) -> None:
    assert judged(before, *changes) is not None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_of_two_properties_that_say_the_same_may_go(newline: str) -> None:
    before = block("id: 58\ntitle: A\nid: 58\nx:\n  - 1\n").replace("\n", newline)
    assert judged(before, (f"id: 58{newline}", "")) is None
    assert judged(before, (f"title: A{newline}id: 58{newline}", "")) is None
    assert judged(before, (f"id: 58{newline}x:", "x:"), ("1", "2")) is None  # x is named
    other = before.replace("id: 58", "id: 59", 1)
    assert judged(other, (f"id: 59{newline}", "")) is not None


TWO = block("id: 1\n").replace("Text.\n", "") + "\n" + block("y: 2\n")


def test_two_blocks_become_one_when_nothing_is_lost() -> None:
    gap = ("---\n\n---\n", "")
    assert judged(TWO, ("id: 1\n", "id: 1\n"), gap) is None
    assert judged(TWO.replace("y: 2", "id: 2"), ("id: 1\n", "id: 1\n"), gap) is not None
    assert judged(TWO.replace("y: 2", "y: 2\ny: 2"), ("id: 1\n", "id: 1\n"), gap) is not None
    assert judged(TWO, ("id: 1\n", "id: 1\n"), ("---\n\n---\ny: 2\n", "")) is not None
    lost = TWO.replace("---\n\n---", "---\nLost.\n---")
    assert judged(lost, ("id: 1\n", "id: 1\n"), ("---\nLost.\n---\n", "")) is not None


@pytest.mark.parametrize(
    ("before", "after", "passes"),
    [
        ("+++\ny = 1\nd = 2024-03-14\n+++", "---\ny: 1\nd: 2024-03-14\n---", True),
        ("+++\ny = 1\nd = 2024-03-14\n+++", "---\ny: 1\nd: 2024-03-15\n---", False),
        ("+++\ny = 1\nz = 2\n+++", "---\ny: 1\n---", False),
        ("+++\ny = 1\nz = 2\n+++", "---\nz: 2\ny: 1\n---", False),
        ('+++\ny = "1"\n+++', "---\ny: 1\n---", False),
        ("+++\ny = true\n+++", "---\ny: yes\n---", False),
        ('{"y": [1, null]}', "---\ny: [1, null]\n---", True),
        ('{"y": [1, null]}', "---\ny: [1]\n---", False),
        (';;;\n"y": 1.0\n;;;', "---\ny: 1.0\n---", True),
        (';;;\n"y": 1.0\n;;;', "---\ny: 1\n---", False),
        ("+++\ny = 1\n+++", "---\ny: 1\n---\nMore.", False),
        ("+++\ny = \n+++", "---\ny: 1\n---", False),
    ],
)
def test_another_language_becomes_yaml_with_equal_values(
    before: str, after: str, passes: bool
) -> None:
    assert (judged(f"{before}\nText.\n", (before, after)) is None) is passes
