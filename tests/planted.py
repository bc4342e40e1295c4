"""What tests of the machinery work with: rules made in the test, small vaults, the command."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import vaultkit
from vaultkit.checks.rule import STAGES, Finding, NoOptions, Rule
from vaultkit.checks.ruleset import Active, Ruleset
from vaultkit.checks.vaultkit import fix_refused, unreadable_file, unused_suppression
from vaultkit.config import Config, Selection
from vaultkit.fixing import run
from vaultkit.fixing.run import Outcome
from vaultkit.note.note import Note
from vaultkit.note.spans import Edit, Span
from vaultkit.vault.files import Listing, ObsidianSettings
from vaultkit.vault.vault import Vault

OWN = (unreadable_file.RULE, unused_suppression.RULE, fix_refused.RULE)


def rule(
    code: str,
    pattern: str,
    replacement: str | Callable[[re.Match[str]], str] | None,
    *,
    properties: tuple[str, ...] = (),
    **settings: Any,
) -> Rule:
    """A rule that finds a pattern anywhere in the text, code and links included.

    The fix puts `replacement` in its place, a template as in re.sub; None only reports.
    """

    def check(note: Note, options: NoOptions) -> Iterator[Finding]:
        for found in re.finditer(pattern, note.text, re.MULTILINE):
            edits: tuple[Edit, ...] = ()
            if replacement is not None:
                new = replacement(found) if callable(replacement) else found.expand(replacement)
                edits = (Edit(*found.span(), new),)
            yield Finding(Span(*found.span()), f"found {found[0]!r}", edits, properties)

    defaults: dict[str, Any] = {
        "name": f"planted-{code.lower()}",
        "scope": "file",
        "stage": "text",
        "fix": None if replacement is None else "safe",
    }
    return Rule(code=code, check=check, **(defaults | settings))


def active(*rules: Rule) -> list[Active]:
    """The rules, with their default options, in the order given."""
    return [Active(rule, rule.options()) for rule in rules]


# One broken fix of each kind that a guard has to stop: a rule that names a harmless reach, the
# text of a note that it ruins, and what it makes of that.
BROKEN: dict[str, tuple[Rule, str, str]] = {
    "edits inside code": (
        rule("TX901", r"a,b", "a，b", reach=("width",), marks={",": "，"}),
        "A lamp.\n\n```\nprint(a,b)\n```\n",
        "A lamp.\n\n```\nprint(a，b)\n```\n",
    ),
    "drops an embed": (
        rule("TX902", r"!\[\[lamp\.png\]\]\n", "", reach=("space",)),
        "A lamp:\n\n![[lamp.png]]\n\nIt is lit.\n",
        "A lamp:\n\n\nIt is lit.\n",
    ),
    "turns bold into literal asterisks": (
        rule("TX903", r"\*\*lamp\*\*", "** lamp**", reach=("space",)),
        "The **lamp** is lit.\n",
        "The ** lamp** is lit.\n",
    ),
    "eats a link's pipe": (
        rule("TX904", r"\[\[lamp\|", "[[lamp", reach=("links",)),
        "The [[lamp|old lamp]] is lit.\n",
        "The [[lampold lamp]] is lit.\n",
    ),
    "deletes a sentence": (
        rule("TX905", r"灯亮了。", "", reach=("width",), marks={".": "。"}),
        "看灯。灯亮了。回家。\n",
        "看灯。回家。\n",
    ),
    "guesses what a broken encoding held": (
        rule("TX908", r"æš´é›¨", "暴风", reach=("repair",)),
        "今天有æš´é›¨。\n",
        "今天有暴风。\n",
    ),
    "makes another tag of a tag": (
        rule("TG907", r"#lamp", "#light", reach=("tags", "matter")),
        "The #lamp is lit.\n",
        "The #light is lit.\n",
    ),
    "changes a property that it did not name": (
        rule("FM906", r"rating: 5", "rating: 4", reach=("matter",), properties=("title",)),
        "---\ntitle: Lamp\nrating: 5\n---\nA lamp.\n",
        "---\ntitle: Lamp\nrating: 4\n---\nA lamp.\n",
    ),
}


def plant(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files, folders above them included, and return the folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def fingerprint(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Every file's content, mode and time of change; the target of a link that leads nowhere."""
    state = {}
    for file in sorted(folder.rglob("*")):
        status = file.lstat()
        content = os.readlink(file).encode() if file.is_symlink() else b""
        if file.is_file():
            content += file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        state[str(file.relative_to(folder))] = (digest, status.st_mode, status.st_mtime_ns)
    return state


def vaultkit_command(
    *arguments: str | bytes,
    cwd: Path,
    stdin: bytes = b"",
    stdout: int | IO[bytes] = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "vaultkit", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(vaultkit.__file__).parent.parent)},
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=120,
        check=False,
    )


def ruleset(*rules: Rule, **selection: tuple[str, ...]) -> Ruleset:
    """These rules and those of vaultkit itself, in the order of their stages."""
    known = sorted((*rules, *OWN), key=lambda one: (STAGES.index(one.stage), one.code))
    return Ruleset(tuple(active(*known)), Selection(**selection), ())


def lint(
    files: Mapping[str, str],
    *rules: Rule,
    unsafe: tuple[str, ...] | None = None,
    **selection: tuple[str, ...],
) -> Outcome:
    """Lint notes that are on no disk."""
    vault = Vault(Path(), Config(), Listing((), ()), ObsidianSettings())
    return run.lint(vault, ruleset(*rules, **selection), list(files), unsafe, files)


def found(outcome: Outcome) -> list[str]:
    """`path:line:column CODE` for each finding."""
    return [
        f"{one.record.path}:{one.record.line}:{one.record.column} {one.record.code}"
        for one in outcome.findings
    ]
