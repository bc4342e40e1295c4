"""The new vault: written beside its place, and put there whole."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import msgspec

from vaultkit.fixing import writer
from vaultkit.fixing.writer import WriteError
from vaultkit.index import update as index
from vaultkit.normalize.plan import Plan
from vaultkit.normalize.tree import LEFT_BEHIND, walk
from vaultkit.note.source import encode
from vaultkit.vault.vault import Vault

MANIFEST = ".vaultkit/normalized.json"

_NAMED = 5


class InTheWayError(Exception):
    """The new vault cannot go there: one line that names what is in the way."""


class Manifest(msgspec.Struct, forbid_unknown_fields=True):
    """What normalize wrote: from which vault (seen from the result), and a digest of each file."""

    vault: str
    files: dict[str, str]


def check_place(vault: Vault, folder: Path) -> None:
    """Raise InTheWayError unless `folder` is new, empty, or an unedited result of this vault."""
    target, root = _real(folder), _real(vault.root)
    if _is_in(target, root):
        raise InTheWayError(f"{folder}: lies inside the vault {vault.root}; choose another place")
    if _is_in(root, target):
        raise InTheWayError(f"{folder}: holds the vault {vault.root}; choose another place")
    for above in target.parents:
        if os.path.lexists(above) and not os.path.isdir(above):
            raise InTheWayError(f"{folder}: {above} is no folder; choose another place")
    if not os.path.lexists(folder):
        return
    if not os.path.isdir(folder):
        raise InTheWayError(f"{folder}: is there and is no folder; choose another place")
    try:
        there = os.listdir(folder)
    except OSError as error:
        raise InTheWayError(f"{folder}: cannot be read: {_reason(error)}") from None
    if there:
        _check_unedited(vault, folder, there)


def _check_unedited(vault: Vault, folder: Path, there: list[str]) -> None:
    manifest = _manifest(folder)
    if manifest is None:
        raise InTheWayError(f"{folder}: holds {_some(there)}; nothing was written")
    if manifest.vault != _seen_from(_real(folder), _real(vault.root)):
        raise InTheWayError(f"{folder}: was made from another vault; nothing was written")
    names = dict(_names(folder))
    names.pop(MANIFEST, None)
    edited = names.keys() ^ manifest.files.keys() or {
        name for name, path in names.items() if _digest(folder / path) != manifest.files[name]
    }
    if edited:
        raise InTheWayError(
            f"{folder}: was edited since normalize wrote it: {_some(edited)}; nothing was written"
        )


def write(vault: Vault, plan: Plan, folder: Path) -> list[str]:
    """Make the new vault at `folder`, with its index pages, in the place of an earlier result.

    Gives a line for each thing that could not be read or brought up to date. Raises
    InTheWayError and WriteError; then all is as it was.
    """
    check_place(vault, folder)
    target = _real(folder)
    try:
        beside = next(above for above in target.parents if os.path.isdir(above))
        staged = Path(tempfile.mkdtemp(prefix=".vaultkit-", dir=beside))
    except OSError as error:
        raise WriteError(f"{folder}: not written: {_reason(error)}") from None
    try:
        problems = _fill(vault, plan, staged)
        problems += _bring_index(vault, staged)
        digests = {name: _digest(staged / path) for name, path in _names(staged)}
        manifest = Manifest(_seen_from(target, _real(vault.root)), dict(sorted(digests.items())))
        data = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        writer.write(staged / MANIFEST, data + b"\n")
        os.chmod(staged, vault.root.stat().st_mode & 0o777 | stat.S_IRWXU)
        # All this took its time.
        check_place(vault, folder)
        _swap(staged, target)
    except OSError as error:
        raise WriteError(f"{folder}: not written: {_reason(error)}") from None
    finally:
        if staged.exists():
            writer.remove(staged)
    return problems


def _fill(vault: Vault, plan: Plan, staged: Path) -> list[str]:
    problems: list[str] = []

    def failed(error: OSError) -> None:
        problems.append(f"{error.filename}: not copied: {_reason(error)}")

    for path, kind in walk(vault.root, LEFT_BEHIND, failed):
        source, goal = vault.root / path, staged / plan.target(path)
        if kind == "empty folder":
            goal.mkdir(parents=True, exist_ok=True)
            continue
        if os.path.lexists(goal):
            # Another spelling on this disk, or new in the vault since the plan was made.
            raise WriteError(
                f"{source}: not copied: another file has its place; nothing was written"
            )
        if kind == "file" and (reason := _unreadable(source)):
            problems.append(f"{source}: not copied: {reason}")
        else:
            writer.copy(source, goal)
            if path in plan.texts:
                writer.write(goal, encode(plan.texts[path]))
    return problems


def _unreadable(file: Path) -> str | None:
    """Why a file cannot be read; None where it can."""
    try:
        if not file.is_file():
            return "is not a regular file"
        with open(file, "rb"):
            return None
    except OSError as error:
        return _reason(error)


def _bring_index(vault: Vault, staged: Path) -> list[str]:
    fresh = Vault.open(staged, vault.config)
    update, pages = index.plan(fresh)
    index.apply(fresh, update, pages)
    return [f"{path}: was edited by hand, so it was left as it is" for path in update.edited]


def _swap(staged: Path, target: Path) -> None:
    """Put the new folder in the place of the old one, which is removed last."""
    if not os.path.exists(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        writer.move(staged, target)
        return
    old = Path(tempfile.mkdtemp(prefix=".vaultkit-old-", dir=target.parent))
    try:
        writer.move(target, old / "vault")
        writer.move(staged, target)
    except BaseException:
        if not os.path.exists(target):
            writer.move(old / "vault", target)
        # What could not be moved back is all there is.
        if not os.listdir(old):
            writer.remove(old)
        raise
    writer.remove(old)


def _names(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything in a result, by its name in the manifest, which is UTF-8 where the path is not."""

    def failed(error: OSError) -> NoReturn:
        raise InTheWayError(f"{error.filename}: cannot be read: {_reason(error)}")

    for path, kind in walk(folder, (), failed):
        yield _printable(path) + ("/" if kind == "empty folder" else ""), path


def _digest(file: Path) -> str:
    if file.is_symlink():
        return f"-> {_printable(os.readlink(file))}"
    if not os.path.isfile(file):
        return "no file"
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


def _real(folder: Path) -> Path:
    # Not resolve(), which fails on links that lead in a circle.
    return Path(os.path.realpath(folder))


def _is_in(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or in it, however the disk spells their names."""
    return any(_is_same(above, folder) for above in (path, *path.parents))


def _is_same(path: Path, other: Path) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def _seen_from(folder: Path, vault: Path) -> str:
    try:
        return _printable(Path(os.path.relpath(vault, folder)).as_posix())
    except ValueError:  # on another drive
        return _printable(vault.as_posix())


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def _some(names: Iterable[str]) -> str:
    listed = sorted(names)
    shown = ", ".join(listed[:_NAMED])
    return shown if len(listed) <= _NAMED else f"{shown} and {len(listed) - _NAMED} more"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
