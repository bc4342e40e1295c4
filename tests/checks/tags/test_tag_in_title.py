"""TG006: which titles it looks at."""

from __future__ import annotations

from vaultkit.checks import run
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.checks.tags.tag_in_title import RULE
from vaultkit.note.note import Note


def test_titles_of_every_kind_and_nothing_else() -> None:
    text = "---\n标题: 'x #a'\nid: '#b'\n---\n# #c [[x]] #d/e\n\n## #f\n\ng #h\n===\n\n#j #1\n"
    findings = run.check(Note("note.md", text), [Active(RULE, NoOptions())])
    assert [finding.span.of(text) for finding in findings] == ["#a", "#c", "#d/e", "#h"]
    assert [finding.message for finding in findings][:2] == [
        "the tag `#a` stands in `标题`: put it in `tags` or in the text",
        "the tag `#c` stands in a title: put it in `tags` or in the text",
    ]
