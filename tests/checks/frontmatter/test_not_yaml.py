"""FM012: which comments of TOML are carried over, and what counts as front matter in JSON."""

from __future__ import annotations

import pytest

from vaultkit.checks import run
from vaultkit.checks.frontmatter.not_yaml import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note

ACTIVE = [Active(RULE, NoOptions())]


def fixed(text: str) -> str:
    return fix(Note("note.md", text), ACTIVE).note.text


@pytest.mark.parametrize(
    ("toml", "yaml"),
    [
        ("a = '#1' # c\n", 'a: "#1" # c\n'),
        ('"a#b" = "\\"#" # c\n', 'a#b: "\\"#" # c\n'),
        ("a = '''\n# x\n#'y'''''#c\n", "a: |- #c\n  # x\n  #'y''\n"),
        ('a = """\n\\"""# x\n""y"""""\n#c\n', 'a: |-\n  """# x\n  ""y""\n#c\n'),
        ("a = [\n  1,\n  [2]\n] # c\n", "a: # c\n  - 1\n  - - 2\n"),
        ("a = {b = '}#', c = 1} # c\n", 'a: # c\n  b: "}#"\n  c: 1\n'),
        ("  # c\n\n a = 1\n#\n[t]\nb = '#'\n", '# c\na: 1\n#\nt:\n  b: "#"\n'),
        ("a.b = 1\na.c = 2\n", "a:\n  b: 1\n  c: 2\n"),
        ("# c\n" + "a = [\n" + '  "x",\n' * 2000 + "]\n", "# c\na:\n" + "  - x\n" * 2000),
        ('a = """\n' + "# a\n" * 3000 + '"""\n', "a: |\n" + "  # a\n" * 3000),
    ],
)
def test_comments_keep_their_places(toml: str, yaml: str) -> None:
    for newline in ("\n", "\r\n"):
        text = f"+++\n{toml}+++\nText.\n".replace("\n", newline)
        expected = f"---\n{yaml}---\nText.\n".replace("\n", newline)
        assert fixed(text) == expected


@pytest.mark.parametrize(
    "toml",
    [
        "a = [\n" + '  "x", # c\n' * 4000 + "]\n",
        "a = [ # c\n]\n",
        "a.b = 1\na.c = 2 # c\n",
        "[t] # c\nb = 1\n",
        "[t]\nb = 1\n# c\n",
    ],
)
def test_a_comment_without_a_place_is_not_lost(toml: str) -> None:
    text = f"+++\n{toml}+++\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.edits == ()


def test_a_block_longer_than_any_real_one_is_reported() -> None:
    text = "+++\n" + "".join(f"k{at} = {at}\n" for at in range(3000)) + "+++\n"
    (finding,) = run.check(Note("note.md", text), ACTIVE)
    assert finding.edits == ()
    assert finding.message.endswith("not all of it can be carried over")
