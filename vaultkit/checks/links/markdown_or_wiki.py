"""WL011 markdown-or-wiki: a link of the other syntax than the vault uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from vaultkit.checks.relinking import UNFIT, Editor, shown
from vaultkit.checks.rule import Finding, Rule
from vaultkit.checks.tables import is_in_table
from vaultkit.note.links import Link, written
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, is_covered
from vaultkit.vault.vault import Vault

# A text with any of these may look otherwise in a link of the other kind.
_FORMATTED = re.compile(r"[\[\]|*_`~=<$\\#%!^&]|://|\n|\r")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`style`: what links are to be; without it the rule says nothing."""

    style: Literal["wikilink", "markdown"] | None = None


def check(vault: Vault, options: Options) -> Iterator[Finding]:
    """Every link in a text that finds its file and is not of the style; embeds are left alone."""
    if options.style is None:
        return
    wrong = "markdown" if options.style == "wikilink" else "wikilink"
    other = "a wikilink" if options.style == "wikilink" else "a Markdown link"
    editor = Editor(vault)
    for path, links in vault.links_of_notes.items():
        for link in links:
            if link.kind != wrong or link.is_external:
                continue
            file = vault.names.resolve(link.target, path).path
            if file is None:
                continue
            note = editor.note(path)
            new = None
            if note is not None and not is_covered(link.span.start, note.comments):
                new = _wikilink(note, link) if wrong == "markdown" else _markdown(link, file)
            name = f"`{shown(link.target, link.subpath)}`"
            if new is None:
                message = f"the link to {name} should be {other}: write it anew"
                yield Finding(link.span, message, path=path)
            else:
                message = f"the link to {name} should be {other}: write `{new}`"
                yield Finding(link.span, message, (Edit(*link.span, new),), path=path)


def _wikilink(note: Note, link: Link) -> str | None:
    """A Markdown link as a wikilink; None where it has more to it than target and text."""
    text, (start, end) = note.text, link.target_span
    display = link.display or ""
    rest = text[end : link.span.end - 1].removesuffix(">")
    before = text[link.span.start : start].removesuffix("<")
    if before != f"[{display}](" or re.search(r"\s", rest) or _FORMATTED.search(display):
        return None
    target = link.target[:-3] if link.target.lower().endswith(".md") else link.target
    if UNFIT.search(target) or UNFIT.search(link.subpath.replace("#", "").removeprefix("^")):
        return None
    if display == shown(target, link.subpath):
        return f"[[{target}{link.subpath}]]"
    pipe = "\\|" if is_in_table(note, link.span.start) else "|"
    return f"[[{target}{link.subpath}{pipe}{display}]]"


def _markdown(link: Link, file: str) -> str | None:
    """A wikilink as a Markdown link; None where its text would be read as more than text."""
    display = shown(link.target, link.subpath) if link.display is None else link.display
    if not display or _FORMATTED.search(display):
        return None
    target = link.target
    if target and file.lower().endswith(".md") and not target.lower().endswith(".md"):
        target += ".md"
    subpath = "#".join(written(part, in_angles=False) for part in link.subpath.split("#"))
    return f"[{display}]({written(target, in_angles=False)}{subpath})"


RULE = Rule(
    code="WL011",
    name="markdown-or-wiki",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links",),
    default=False,
    options=Options,
)
