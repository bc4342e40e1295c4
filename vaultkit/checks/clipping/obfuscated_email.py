"""CL002 obfuscated-email: what a website shows in the place of an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import FILLER, Note
from vaultkit.note.spans import Span, is_covered

# Cloudflare writes this, with a space that does not break, for readers without its script.
_HIDDEN = re.compile(r"\[email(?:[ \u00a0]|&#160;|&nbsp;)?protected\]")
# The address itself is in the link or its tag, where the clipper kept it: a key, and bytes XOR
# that key.
_KEPT = re.compile(r"/cdn-cgi/l/email-protection#((?:[0-9a-fA-F]{2}){4,128})")
_IN_TAG = re.compile(r"\bdata-cfemail=[\"']?((?:[0-9a-fA-F]{2}){4,128})\b[^<>\n]*>\Z")
_REACH = 400
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every address that was hidden, with the address where the link still has it."""
    if "[email" not in note.folded:
        return
    html = [span for kind, span in note.protected if kind == "html"]
    for hidden in _HIDDEN.finditer(note.text, note.body_start):
        start, end = hidden.span()
        in_tag = _IN_TAG.search(note.text[max(note.body_start, start - _REACH) : start])
        is_html = in_tag and is_covered(start, html)
        is_prose = note.prose[start] != FILLER
        # With a link behind it, it looks like a wikilink.
        if not (is_prose or is_html or any(one.span.start + 1 == start for one in note.links)):
            continue
        line = note.text[end : end + _REACH].partition("\n")[0]
        kept = in_tag or _KEPT.search(line.partition("[email")[0])
        address = _decoded(kept[1]) if kept else ""
        if address:
            message = f"the website hid an e-mail address here; by the link it is `{address}`"
        else:
            message = (
                "the website hid an e-mail address here, and it is not in this note: "
                f"look for it {_where(note)}"
            )
        yield Finding(Span(start, end), message)


def _decoded(code: str) -> str:
    key, *data = bytes.fromhex(code)
    address = bytes(byte ^ key for byte in data).decode("utf-8", "replace")
    return address if _ADDRESS.fullmatch(address) else ""


def _where(note: Note) -> str:
    addresses = (field.value for field in note.fields if isinstance(field.value, str))
    source = next((value for value in addresses if value.startswith(("http:", "https:"))), None)
    return f"at {source}" if source else "on the page itself"


RULE = Rule(
    code="CL002",
    name="obfuscated-email",
    scope="body",
    stage="clipping",
    check=check,
)
