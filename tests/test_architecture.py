"""The house rules that no type checker knows: who imports whom, who writes, what is loaded."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import vaultkit

PACKAGE = Path(vaultkit.__file__).parent
PROJECT = PACKAGE.parent
MODULES = {
    ".".join(file.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
# Each layer may import those before it, and itself.
LAYERS = [["note"], ["vault"], ["checks"], ["fixing"], ["normalize", "index", "report"], ["cli"]]
# They know nothing of notes, and every layer but the first may import them.
CONFIG = {"vaultkit.config", "vaultkit.config_errors"}
HEAVY = {
    "charset_normalizer",
    "frontmatter",
    "jinja2",
    "mistune",
    "numpy",
    "opencc",
    "pypinyin",
    "rich",
}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """The modules that import statements name; `from a import b` names `a` and `a.b`."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_start(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: not the bodies of functions, nor what types need."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            yield from (part for other in child.orelse for part in (other, *at_start(other)))
            continue
        yield child
        yield from at_start(child)


def layer(module: str) -> int | None:
    """The number of a module's layer; None for one that stands outside the layers."""
    part = module.split(".")[1] if module.count(".") else ""
    return next((number for number, names in enumerate(LAYERS) if part in names), None)


def test_every_module_has_its_layer():
    outside = {module for module in MODULES if layer(module) is None}
    assert outside == {"vaultkit", "vaultkit.__main__", *CONFIG}


def may_import(module: str, other: str) -> bool:
    """Whether one module of ours may import another."""
    own, below = layer(module), layer(other)
    if module == "vaultkit.__main__":
        return other in ("vaultkit.cli", "vaultkit.cli.main")
    if below is None:
        return other == "vaultkit" or (other in CONFIG and (module in CONFIG or bool(own)))
    return own is not None and below <= own


def test_imports_go_one_way():
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        for name in imported(ast.walk(tree(module)))
        if name in MODULES and not may_import(module, name)
    ]
    assert wrong == []


def test_the_layers_are_found_in_the_imports():
    # The test above would pass if nothing were read as an import of ours.
    assert "vaultkit.fixing.run" in set(imported(ast.walk(tree("vaultkit.cli.lint"))))


# One file writes

# Making a folder is no writing: nothing can be lost by it.
WRITING_METHODS = {
    "hardlink_to",
    "rmdir",
    "symlink_to",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}
WRITING_FUNCTIONS = {
    "os": {
        "link",
        "open",
        "remove",
        "removedirs",
        "rename",
        "renames",
        "replace",
        "rmdir",
        "symlink",
        "truncate",
        "unlink",
        "utime",
        "write",
    },
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move", "rmtree"},
}


def writes(node: ast.Call) -> bool:
    """Whether a call changes files."""
    function = node.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    owner = ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""
    if name == "open" and owner != "os":
        modes = [*node.args[owner in ("", "io") :], *(word.value for word in node.keywords)]
        return any(isinstance(mode, ast.Constant) and is_mode(mode.value) for mode in modes)
    if owner == "tempfile":
        return name != "mkdtemp"
    return name in WRITING_METHODS or name in WRITING_FUNCTIONS.get(owner, ())


def is_mode(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[rwaxbt+]*[wax+][rwaxbt+]*", value) is not None


def writing_calls(code: ast.Module) -> list[str]:
    return [ast.unparse(n) for n in ast.walk(code) if isinstance(n, ast.Call) and writes(n)]


@pytest.mark.parametrize(
    "call",
    [
        "open(file, 'w')",
        "open(file, mode='ab')",
        "file.open('w')",
        "file.write_text('')",
        "os.replace(a, b)",
        "shutil.copy2(a, b)",
        "tempfile.mkstemp()",
    ],
)
def test_a_call_that_writes_is_known(call):
    assert writing_calls(ast.parse(call)) == [call]


@pytest.mark.parametrize(
    "call", ["open(file)", "open(file, 'rb')", "text.replace('a', 'b')", "tempfile.mkdtemp()"]
)
def test_a_call_that_does_not_write_is_known(call):
    assert writing_calls(ast.parse(call)) == []


def test_only_the_writer_writes():
    writing = {module: calls for module in MODULES if (calls := writing_calls(tree(module)))}
    assert writing.keys() == {"vaultkit.fixing.writer"}, writing


# Quick to start


def test_heavy_modules_are_imported_where_they_are_needed():
    # The guard's dialect is made of mistune's classes, and is itself imported inside a function.
    dialect = {"vaultkit.fixing.dialect", "vaultkit.fixing.dialect_blocks"}
    heavy = HEAVY | dialect
    wrong = {
        f"{module} imports {name}"
        for module in MODULES
        for name in imported(at_start(tree(module)))
        if (name in heavy or name.split(".")[0] in heavy)
        and not (module in dialect and (name in dialect or name.startswith("mistune")))
    }
    assert wrong == set()


def loaded_by(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "vaultkit", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


def test_the_version_is_told_without_a_command_line_parser(tmp_path):
    loaded = loaded_by("--version", cwd=tmp_path)
    assert "vaultkit" in loaded
    assert not loaded & {*HEAVY, "typer", "msgspec", "yaml", "vaultkit.config"}


def test_linting_a_note_with_nothing_wrong_loads_nothing_heavy(tmp_path):
    (tmp_path / "note.md").write_text("---\ntitle: Lamp\n---\n# Lamp\n\nA lamp.\n", "utf-8")
    loaded = loaded_by("lint", "note.md", cwd=tmp_path)
    assert "vaultkit.checks.run" in loaded
    assert not loaded & HEAVY


# Python 3.11.0 to 3.11.4 match a group wrongly that gives nothing back, such as `(a|b)++`. One
# character or class may be so repeated.
GREEDY_GROUP = re.compile(r"(?<![(\\])\)[*+?]\+|\(\?>")


def test_no_pattern_repeats_a_group_without_giving_back():
    found = []
    for file in sorted((PROJECT / "vaultkit").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found += [f"{file.name}: {node.value}"] if GREEDY_GROUP.search(node.value) else []
    assert found == []


# The project speaks of itself alone

PLACES = ("/" + "work/", "/" + "home/", "/" + "Users/", "/" + "tmp/")
SKIPPED = {".git", ".venv", "venv", "build", "dist", "__pycache__"}
SUFFIXES = {"", ".cfg", ".json", ".md", ".py", ".toml", ".txt", ".yaml", ".yml", ".html", ".j2"}


def texts() -> Iterator[Path]:
    for folder, folders, files in os.walk(PROJECT):
        folders[:] = [
            name
            for name in folders
            if name not in SKIPPED and not name.endswith((".egg-info", "_cache", ".hypothesis"))
        ]
        yield from (Path(folder, name) for name in files if Path(name).suffix in SUFFIXES)


@pytest.mark.skipif(not (PROJECT / "pyproject.toml").exists(), reason="not in a checkout")
def test_no_text_names_a_place_on_one_machine():
    found = [
        f"{file.relative_to(PROJECT)}: {place}"
        for file in texts()
        for place in PLACES
        if place in file.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []
