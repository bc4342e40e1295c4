"""The guard's verdict on fixes that are made up."""

from __future__ import annotations

from vaultkit.checks.rule import Finding, Rule
from vaultkit.fixing.guard import refusal
from vaultkit.note.spans import Edit, Span

MARKS = {",": "，", ":": "：", ";": "；", "?": "？", "(": "（", ")": "）", "...": "……"}
CODES = {
    "matter": "FM900",
    "script": "SC900",
    "width": "TX900",
    "space": "MD900",
    "delete": "CL900",
    "repair": "TX907",
    "links": "WL900",
    "tags": "TG900",
}


def rule(*reach: str) -> Rule:
    return Rule(
        code=CODES.get(reach[0], "XX900"),
        name="made-up",
        scope="file",
        stage="text",
        check=lambda note, options: iter(()),
        fix="safe",
        reach=reach,
        marks=MARKS if "width" in reach else {},
    )


def applied(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def judged(
    before: str,
    reach: str,
    *changes: tuple[str, str],
    properties: tuple[str, ...] = (),
) -> str | None:
    """The verdict on one finding that replaces texts, each looked for behind the one before."""
    edits, at = [], 0
    for old, new in changes:
        start = before.index(old, at)
        at = start + len(old)
        edits.append(Edit(start, at, new))
    made = rule(*reach.split())
    finding = Finding(Span(0, 0), "", tuple(edits), properties, code=made.code)
    return refusal(before, applied(before, edits), [finding], {made.code: made})
