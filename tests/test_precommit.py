"""The hooks, run by the real pre-commit in a real repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PARTS = ["vaultkit", "rules", "pyproject.toml", "README.md", ".pre-commit-hooks.yaml"]
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: {hook}
"""


@dataclass
class Repository:
    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8"
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self.git("add", name)

    def hook(self) -> subprocess.CompletedProcess[str]:
        done = self.run(sys.executable, "-m", "pre_commit", "run", "--color", "never")
        if done.returncode == 3 and "connection" in done.stdout.lower():
            pytest.skip("the hook's environment cannot be installed without a network")
        return done


def repository(folder: Path, environment: dict[str, str]) -> Repository:
    folder.mkdir()
    made = Repository(folder, environment)
    made.git("init", "--quiet", "--initial-branch=main")
    return made


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The project as a repository of hooks."""
    folder = tmp_path_factory.mktemp("hooks")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(folder / "cache"),
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
    made = repository(folder / "vaultkit", environment)
    for part in PARTS:
        if (PROJECT / part).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(PROJECT / part, made.folder / part, ignore=ignore)
        else:
            shutil.copy(PROJECT / part, made.folder)
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "hooks")
    return made


def notes(hooks: Repository, folder: Path, hook: str) -> Repository:
    made = repository(folder, hooks.environment)
    rev = hooks.git("rev-parse", "HEAD")
    made.write("vaultkit.toml", '[vault]\nexclude = ["templates/**"]\n')
    made.write(
        ".pre-commit-config.yaml", CONFIG.format(repo=hooks.folder.as_posix(), rev=rev, hook=hook)
    )
    return made


CLEAN = "---\ntitle: 灯塔\n---\n\n灯塔今晚亮着。\n"
DAMAGED = "---\n标题: 灯塔 看守\n---\n\n灯塔今晚亮着。 \n"


def test_vaultkit_lint_lets_clean_notes_pass_and_stops_others(
    hooks: Repository, tmp_path: Path
) -> None:
    vault = notes(hooks, tmp_path / "notes", "vaultkit-lint")
    vault.write("灯塔/今晚 亮着.md", CLEAN)
    vault.write("templates/new.md", DAMAGED)
    # In another note of the vault, which is not part of the commit, a link leads here.
    (vault.folder / "other.md").write_text(CLEAN, encoding="utf-8")
    vault.write("links.md", "---\ntitle: a\n---\n\n[[今晚 亮着]] [[other]]\n")
    done = vault.hook()
    assert done.returncode == 0, done.stdout + done.stderr
    vault.write("旧 闻.md", DAMAGED)
    done = vault.hook()
    assert done.returncode == 1
    assert "旧 闻.md:2:1: FM003" in done.stdout and "templates" not in done.stdout
    assert (vault.folder / "旧 闻.md").read_text(encoding="utf-8") == DAMAGED


def test_vaultkit_fix_writes_the_safe_fixes(hooks: Repository, tmp_path: Path) -> None:
    vault = notes(hooks, tmp_path / "notes", "vaultkit-fix")
    vault.write("旧 闻.md", DAMAGED)
    done = vault.hook()
    assert done.returncode == 1 and "files were modified" in done.stdout, done.stdout
    fixed = (vault.folder / "旧 闻.md").read_text(encoding="utf-8")
    assert fixed == "---\ntitle: 灯塔 看守\n---\n\n灯塔今晚亮着。\n"
    vault.git("add", "--all")
    assert vault.hook().returncode == 0
