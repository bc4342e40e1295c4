"""The new vault: written beside its place, and put there whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vaultkit.fixing import writer
from vaultkit.fixing.writer import WriteError
from vaultkit.index import update as index
from vaultkit.normalize.plan import Plan
from vaultkit.note.source import encode
from vaultkit.vault.vault import Vault

MANIFEST = ".vaultkit/normalized.json"

_LEFT_BEHIND = frozenset([".git", ".vaultkit"])
_NAMED = 5


class InTheWayError(Exception):
    """The new vault cannot go there: one line that names what is in the way."""


class Manifest(msgspec.Struct, forbid_unknown_fields=True):
    """What normalize wrote: from which vault (seen from the result), and a digest of each file."""

    vault: str
    files: dict[str, str]


def check_place(vault: Vault, folder: Path) -> None:
    """Raise InTheWayError unless `folder` is new, empty, or an unedited result of this vault."""
    target, root = folder.resolve(), vault.root.resolve()
    if target.is_relative_to(root):
        raise InTheWayError(f"{folder}: lies inside the vault {vault.root}; choose another place")
    if root.is_relative_to(target):
        raise InTheWayError(f"{folder}: holds the vault {vault.root}; choose another place")
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise InTheWayError(f"{folder}: is a file; choose another place")
    there = dict(_digests(folder))
    if not there:
        return
    manifest = _manifest(folder)
    if manifest is None:
        raise InTheWayError(f"{folder}: holds {_some(sorted(there))}; nothing was written")
    if manifest.vault != _seen_from(target, root):
        raise InTheWayError(f"{folder}: was made from another vault; nothing was written")
    del there[MANIFEST]
    edited = sorted(
        p for p in there.keys() | manifest.files if there.get(p) != manifest.files.get(p)
    )
    if edited:
        raise InTheWayError(
            f"{folder}: was edited since normalize wrote it: {_some(edited)}; nothing was written"
        )


def write(vault: Vault, plan: Plan, folder: Path) -> list[str]:
    """Make the new vault at `folder`, with its index pages, in the place of an earlier result.

    Gives a line for each thing that could not be copied or brought up to date. Raises
    InTheWayError before anything is written, and WriteError.
    """
    check_place(vault, folder)
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        os.chmod(staged, vault.root.stat().st_mode & 0o777)
        problems = _fill(vault, plan, staged)
        problems += _bring_index(vault, staged)
        files = dict(_digests(staged))
        manifest = Manifest(_seen_from(target, vault.root.resolve()), dict(sorted(files.items())))
        data = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        writer.write(staged / MANIFEST, data + b"\n")
        _swap(staged, target)
    except BaseException:
        writer.remove(staged)
        raise
    return problems


def _fill(vault: Vault, plan: Plan, staged: Path) -> list[str]:
    problems = []
    for path in _tree(vault.root):
        source = vault.root / path
        goal = staged / plan.target(path)
        try:
            if path in plan.texts:
                writer.write(goal, encode(plan.texts[path]))
            elif source.is_dir() and not source.is_symlink():
                goal.mkdir(parents=True, exist_ok=True)
            else:
                writer.copy(source, goal)
        except WriteError as error:
            problems.append(str(error))
    return problems


def _bring_index(vault: Vault, staged: Path) -> list[str]:
    fresh = Vault.open(staged, vault.config)
    update, pages = index.plan(fresh)
    index.apply(fresh, update, pages)
    return [f"{path}: was edited by hand, so it was left as it is" for path in update.edited]


def _swap(staged: Path, target: Path) -> None:
    """Put the new folder in the place of the old one, which is removed last."""
    if not target.exists():
        writer.move(staged, target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    writer.move(target, old / "vault")
    writer.move(staged, target)
    writer.remove(old)


def _tree(root: Path) -> Iterator[str]:
    """Every file of a folder and every empty folder, relative, in order; see _LEFT_BEHIND."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _LEFT_BEHIND)
        here = os.path.relpath(folder, root)
        prefix = "" if here == "." else here.replace(os.sep, "/") + "/"
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in sorted([*files, *links]):
            if name not in _LEFT_BEHIND:
                yield prefix + name
        if prefix and not folders and not files:
            yield prefix[:-1]


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file of a result with its digest, the manifest included."""
    for here, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        for name in [*files, *links]:
            file = Path(here, name)
            yield file.relative_to(folder).as_posix(), _digest(file)


def _digest(file: Path) -> str:
    if file.is_symlink():
        return f"-> {os.readlink(file)}"
    try:
        with open(file, "rb") as stream:
            return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError:
        return "unreadable"


def _manifest(folder: Path) -> Manifest | None:
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def _seen_from(folder: Path, vault: Path) -> str:
    return Path(os.path.relpath(vault, folder)).as_posix()


def _some(paths: list[str]) -> str:
    shown = ", ".join(paths[:_NAMED])
    return shown if len(paths) <= _NAMED else f"{shown} and {len(paths) - _NAMED} more"
