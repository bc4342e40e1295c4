"""Links in canvases and bases, with their places."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.note import base, canvas
from vaultkit.note.note import Note
from vaultkit.note.source import UnreadableError


def of_canvas(*nodes: dict[str, object]) -> list[tuple[str, str, str]]:
    """Source, target and subpath of each link."""
    text = json.dumps({"nodes": nodes, "edges": []})
    return [(link.span.of(text), link.target, link.subpath) for link in canvas.links(text)]


def of_base(text: str) -> list[tuple[str, str, str]]:
    return [(link.span.of(text), link.target, link.subpath) for link in base.links(text)]


def test_files_backgrounds_and_addresses():
    assert of_canvas(
        {"type": "file", "file": "a/b.md", "subpath": "#One"},
        {"type": "group", "label": "[[no]]", "background": "sea.png"},
        {"type": "link", "url": "https://example.com/a"},
        {"type": "group", "label": "plain"},
    ) == [
        ("a/b.md", "a/b.md", "#One"),
        ("sea.png", "sea.png", ""),
        ("https://example.com/a", "https://example.com/a", ""),
    ]


def test_a_text_node_is_markdown():
    text = (
        '# A "lamp"\n-\t[[灯塔#^x|d]] `[[code]]`\n![](sea%20side.png) <!-- [[no]] --> 😀 [[Keeper]]'
    )
    assert of_canvas({"type": "text", "text": text}) == [
        ("[[\\u706f\\u5854#^x|d]]", "灯塔", "#^x"),
        ("![](sea%20side.png)", "sea side.png", ""),
        ("[[Keeper]]", "Keeper", ""),
    ]


def test_only_nodes_are_looked_at():
    node = {"type": "text", "text": "[[a]]"}
    text = json.dumps({"edges": [node], "x": {"nodes": [node]}, "nodes": [[node]], "y": node})
    assert canvas.links(text) == []


@pytest.mark.parametrize(
    "text", ["", " \n", "[]", "null", '{"nodes": 1}', '{"nodes": [1, "a", {}]}']
)
def test_what_is_no_canvas_has_no_links(text):
    assert canvas.links(text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "cannot be read as JSON: see line 1"),
        ('{"nodes": [],\n"edges" 1}', "cannot be read as JSON: see line 2"),
        ("[" * 9999, "cannot be read as JSON: it is nested too deep"),
    ],
)
def test_what_is_no_json_is_said(text, reason):
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        canvas.links(text)


@given(st.text(), st.booleans())
def test_any_text_has_the_links_of_a_note_at_places_that_say_the_same(content, is_ascii):
    content += "\n\n[[Tower]]"
    text = json.dumps({"nodes": [{"type": "text", "text": content}]}, ensure_ascii=is_ascii)
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    wanted = Note("", "\n" + content).links
    found = canvas.links(text)
    assert [link.target for link in found] == [link.target for link in wanted]
    for link, original in zip(found, wanted, strict=True):
        assert json.loads(f'"{link.span.of(text)}"') == original.span.of("\n" + content)


BASE = r"""# file.hasLink("comment")
filters:
  and:
    - file.hasLink("Keeper#One")
    - 'file.hasLink(''Tower'') && link("Lamp", "the lamp")'
    - "!file.hasLink(\"灯塔\")"
    - file.path == "a/b.md" || file.path != 'c.md'
    - file.inFolder("a") && file.hasTag("b") && file.folder == "a"
    - note.path == "x" || mylink("x") || other.link("x") || link(name) || "Tower" == title
formulas:
  web: link("https://example.com")
views:
  - type: table
    newItemFolder: notes
    newItemTemplate: "templates/new one.md"
"""


def test_a_base_names_files_in_known_functions():
    assert of_base(BASE) == [
        ("Keeper#One", "Keeper", "#One"),
        ("Tower", "Tower", ""),
        ("Lamp", "Lamp", ""),
        ("灯塔", "灯塔", ""),
        ("a/b.md", "a/b.md", ""),
        ("https://example.com", "https://example.com", ""),
        ("templates/new one.md", "templates/new one.md", ""),
    ]
    assert of_base("\ufeff" + BASE) == of_base(BASE)


@pytest.mark.parametrize("text", ["", "- - -", "x: !!python/none a"])
def test_what_is_no_base_has_no_links(text):
    assert base.links(text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a: "b', "cannot be read as YAML: see line 1"),
        ("a: b\n\t", "cannot be read as YAML: see line 2"),
        ("a: \x07", "cannot be read as YAML"),
    ],
)
def test_what_is_no_yaml_is_said(text, reason):
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        base.links(text)


@given(st.text(st.sampled_from("flink(\"'):. \n-#é|>"), max_size=40))
def test_a_base_is_read_or_said_to_be_none(text):
    try:
        found = base.links(text)
    except UnreadableError:
        found = []
    for link in found:
        assert link.target in link.span.of(text)
