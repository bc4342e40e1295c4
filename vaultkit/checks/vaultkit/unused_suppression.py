"""VK001 unused-suppression: an instruction to ignore something that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.checks.suppressions import PROPERTY, Suppression
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Nothing: what is unused is only known when all other rules have run (see `unused`)."""
    yield from ()


def unused(
    note: Note,
    known: Collection[Suppression],
    left: Collection[Suppression],
    codes: Collection[str],
) -> Iterator[Finding]:
    """One finding for each comment or property that holds a code without use.

    `known` are the note's suppressions, `left` those without use, `codes` those of all rules.
    Where only some of the codes are without use, or one may be misspelled, there is no fix.
    """
    for span in dict.fromkeys(suppression.span for suppression in left):
        own = [suppression for suppression in left if suppression.span == span]
        if any(not suppression.code for suppression in own):
            yield Finding(span, "this names no rule: write which one to ignore, or delete it")
            continue
        if strange := [s.code for s in own if not any(map(s.names, codes))]:
            yield Finding(span, f"no rule is called {', '.join(strange)}: correct it or delete it")
            continue
        named = list(dict.fromkeys(s.code for s in own))
        nothing = f"{', '.join(named)} {'finds' if len(named) == 1 else 'find'} nothing"
        whole = len(own) == sum(suppression.span == span for suppression in known)
        edits = (_removal(note, span),) if whole else ()
        yield Finding(
            span,
            f"nothing is ignored here: {nothing}, so this can go",
            edits,
            properties=(PROPERTY,),
        )


def _removal(note: Note, span: Span) -> Edit:
    """Remove what stands at a span, with its lines where nothing else is on them."""
    first, _ = note.lines.place(span.start)
    last, _ = note.lines.place(span.end)
    start, _ = note.lines.bounds(first)
    _, end = note.lines.bounds(last)
    end = min(end, len(note.text))
    around = note.text[start : span.start] + note.text[span.end : end]
    return Edit(start, end, "") if not around.strip() else Edit(*span, "")


RULE = Rule(
    code="VK001",
    name="unused-suppression",
    scope="file",
    stage="vaultkit",
    check=check,
    fix="safe",
    reach=("delete", "matter"),
)
