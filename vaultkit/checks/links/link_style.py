"""WL006 link-style: a link that names its target by another kind of path than the vault does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from vaultkit.checks.linking import resolved
from vaultkit.checks.relinking import STYLES, Editor, spelled
from vaultkit.checks.rule import Finding, Rule
from vaultkit.vault.loose import without_suffix
from vaultkit.vault.resolve import comparable
from vaultkit.vault.vault import Vault


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`style`: how links name files; without it, as Obsidian is set to write them."""

    style: Literal["shortest", "relative", "absolute"] | None = None


def check(vault: Vault, options: Options) -> Iterator[Finding]:
    """Every link whose target is not written in the style."""
    style = options.style or vault.obsidian.new_link_format
    if style not in STYLES:
        return
    editor = Editor(vault)
    for path, link, file in resolved(vault):
        keeps = without_suffix(link.target) != link.target
        wanted = spelled(vault.names, file, path, style, keeps)
        if wanted is None or comparable(wanted) == comparable(link.target):
            continue
        # A name that several files have still leads where it should.
        if style != "shortest" or len(wanted) < len(link.target):
            message = f"`{link.target}` is not the {style} form: write `{wanted}`"
            yield editor.retargeted(link, path, message, wanted)


RULE = Rule(
    code="WL006",
    name="link-style",
    scope="vault",
    stage="links",
    check=check,
    fix="safe",
    reach=("links", "matter"),
    default=False,
    options=Options,
)
