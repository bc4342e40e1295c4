"""FM008 deprecated-property: a name that Obsidian no longer reads."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.naming import renamed, united
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.fields import deprecated
from vaultkit.note.meaning import decide
from vaultkit.note.note import Note
from vaultkit.note.properties import Field


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Properties with the name that `tags`, `aliases` or `cssclasses` had before."""
    matter = note.matter
    if matter is None:
        return
    names = deprecated()
    found: dict[str, list[Field]] = {}
    for index, field in enumerate(matter.fields):
        name = names.get(field.key.casefold())
        # With the paths of a site in it, `alias` is another thing.
        if name and field.style != "other" and decide(note)[index].field == name:
            found.setdefault(name, []).append(field)
    for name, fields in found.items():
        same = [one for one in matter.fields if one.key.casefold() == name][:1]
        if same or len(fields) > 1:
            yield from united(note, matter, same[0].key if same else name, [*same, *fields])
        else:
            message = f"Obsidian no longer reads `{fields[0].key}`: write `{name}`"
            yield renamed(note, matter, name, fields[0], message)


RULE = Rule(
    code="FM008",
    name="deprecated-property",
    scope="matter",
    stage="frontmatter",
    check=check,
    fix="safe",
    reach=("matter",),
)
