from __future__ import annotations

from vaultkit.checks import run
from vaultkit.checks.clipping.missing_alt import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note


def test_all_images_of_a_note_are_one_finding() -> None:
    text = (
        "![lamp](a.png)\n![](b.png) ![ 300 ](c.png) [![|300x20](d.png)](e.md) ![][f]\n\n[f]: g.png"
    )
    (finding,) = run.check(Note("note.md", text), [Active(RULE, NoOptions())])
    assert finding.span.of(text) == "![](b.png)"
    assert finding.message == "4 images have no text: write in `[]` what each of them shows"
