"""WL013 stale-path: a link to a folder where its file is not, or is no longer."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from vaultkit.checks.linking import unresolved
from vaultkit.checks.relinking import Editor
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.links import Link
from vaultkit.vault.vault import Vault

# Names that many folders have a file of: it is not sure which of them is meant.
_COMMON = frozenset(
    [
        *("readme", "index", "_index", "home", "main", "about", "license", "contributing", "faq"),
        *("changelog", "todo", "template", "untitled", "未命名", "首页", "首頁", "目录", "目錄"),
    ]
)


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds a file when its folder does not count."""
    editor = Editor(vault)
    for path, link, code, files in unresolved(vault):
        if code != "WL013":
            continue
        if _stem(files[0]) in _COMMON or link.target.count("../") > path.count("/"):
            yield Finding(link.span, f"`{link.target}` is not there: correct the path", path=path)
        else:
            yield editor.finding(link, path, files, _message)


def _stem(file: str) -> str:
    return posixpath.splitext(posixpath.basename(file))[0].lower()


def _message(link: Link, file: str) -> str:
    return f"`{link.target}` is not there, a file of that name is at `{file}`: link to that"


RULE = Rule(
    code="WL013",
    name="stale-path",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
    yields_to=("WL012",),
)
