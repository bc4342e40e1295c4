"""The examples of the rulebook's pages, as tests use them.

An example is two fences, `before` and `after`, or one fence, `silent` or `report`. A `toml`
fence before it is the vault's configuration, `file NAME` fences are further files of the vault.
What a fence cannot show is written ⟨U+00A0⟩, and ⟨EOF⟩ for a missing final newline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from vaultkit.checks.pages import Page, pages, patterns_of

FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)[ ]*$", re.M | re.S
)
ESCAPE = re.compile("⟨U\\+([0-9A-F]{4,6})⟩")


@dataclass
class Example:
    page: Page
    number: int
    kind: str  # fixed, silent or report
    before: str
    after: str
    unsafe: bool = False
    name: str = "note.md"
    config: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.page.code}-{self.page.name}-{self.number}-{self.kind}"


def examples() -> list[Example]:
    every = list(pages().values())
    every += [pattern.page for page in pages().values() for pattern in patterns_of(page)]
    return [example for page in every for example in of_page(page)]


def of_page(page: Page) -> list[Example]:
    _, _, text = page.text.partition("\n## Examples")
    found: list[Example] = []
    config, files, pending = "", {}, None
    for match in FENCE.finditer(text):
        language, _, info = match["info"].strip().partition(" ")
        words = info.split()
        body = reveal(match["body"])
        if language == "toml":
            config = body
            continue
        kind = words[0] if words else ""
        if kind == "file":
            files[info.partition(" ")[2]] = body
            continue
        if kind == "before":
            assert pending is None, f"{page.file.name}: a `before` without `after`"
            pending = (body, words[1] if len(words) > 1 else "note.md")
            continue
        if kind == "after":
            assert pending is not None, f"{page.file.name}: an `after` without `before`"
            before, name = pending
            example = Example(page, len(found) + 1, "fixed", before, body, "unsafe" in words, name)
            pending = None
        else:
            assert kind in ("silent", "report"), f"{page.file.name}: what is ```{match['info']}?"
            name = words[1] if len(words) > 1 else "note.md"
            example = Example(page, len(found) + 1, kind, body, body, False, name)
        example.config, example.files = config, files
        found.append(example)
        config, files = "", {}
    assert pending is None, f"{page.file.name}: a `before` without `after`"
    return found


def reveal(text: str) -> str:
    """The text that an example's fence stands for."""
    text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.removesuffix("⟨EOF⟩\n").removesuffix("⟨EOF⟩")


def write_vault(folder: Path, example: Example, text: str) -> None:
    """The example's vault, with `text` as its note."""
    (folder / "vaultkit.toml").write_text(example.config, encoding="utf-8")
    for name, content in {**example.files, example.name: text}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode())
