"""CL008 empty-link: a link or an image that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note

# Nothing, a script, no host, or the address that WeChat gives to what its own program opens.
_NOWHERE = re.compile(
    r"\]\([ \t<]*(?:#?[ \t>]*\)|(?i:javascript:|(?:about:blank|https?:/*)[ \t>]*\)|"
    r"https?://mp\.weixin\.qq\.com/(?:s/?)?[ \t>]*\)))"
)


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every link and image whose destination is empty or stands for none."""
    starts = {found.start() for found in _NOWHERE.finditer(note.folded, note.body_start)}
    if not starts:
        return
    for link in note.body.destinations:
        if link.text.end in starts:
            what = "image" if link.is_image else "link"
            where = f" (`{written}`)" if (written := link.destination.of(note.text)) else ""
            yield Finding(link.span, f"this {what} leads nowhere{where}: fill it in or take it out")


RULE = Rule(
    code="CL008",
    name="empty-link",
    scope="body",
    stage="clipping",
    check=check,
)
