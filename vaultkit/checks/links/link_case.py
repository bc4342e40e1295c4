"""WL003 link-case: a link that spells its target in other capital and small letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from vaultkit.checks.linking import resolved
from vaultkit.checks.relinking import Editor
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.vault.loose import without_suffix
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault


def check(vault: Vault, options: NoOptions) -> Iterator[Finding]:
    """Every link that finds its file only because case does not count."""
    editor = Editor(vault)
    for path, link, file in resolved(vault):
        if file.endswith((link.target, f"{link.target}.md")):
            continue
        wanted = _spelled(link.target, file)
        if wanted != link.target:
            message = f"`{file}` is spelled `{wanted}`: write it so"
            yield editor.retargeted(link, path, message, wanted)


def _spelled(target: str, file: str) -> str:
    """A target with the letters that the file's own path has, as far as they are the same."""
    whole = unicodedata.normalize("NFC", file)
    for spelled in (whole, without_suffix(whole)):
        own = spelled[-len(target) :]
        if comparable(own) == comparable(target):
            return target if own == unicodedata.normalize("NFC", target) else own
    return target


RULE = Rule(
    code="WL003",
    name="link-case",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
    default=False,
)
