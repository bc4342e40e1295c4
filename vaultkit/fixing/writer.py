"""The only place that writes files."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from vaultkit.note.source import encode

_PREFIX = ".vaultkit-"
# What mkstemp puts behind it.
_RANDOM = 8


class WriteError(Exception):
    """A file that was not written, with the reason; what was there is still there."""


def rewrite(root: Path, path: str, before: str, after: str) -> None:
    """Replace the text of the note at a vault-relative path, whole or not at all.

    The mode is kept. Raises WriteError when the file no longer holds `before`, lies outside the
    vault behind a symbolic link, or cannot be written.
    """
    file = root / path
    try:
        # Not resolve(): for a circle of links that raises RuntimeError before Python 3.13.
        target = Path(os.path.realpath(file, strict=True))
        if not target.is_relative_to(os.path.realpath(root)):
            raise WriteError(f"{path}: is a link to a file outside the vault; not written")
        data = target.read_bytes()
        if data == encode(after):
            return  # two names of one file, fixed alike
        if data != encode(before):
            raise WriteError(f"{path}: changed while it was read; not written, run again")
        _replace(target, encode(after), target.stat().st_mode, is_only_copy=True)
    except OSError as error:
        raise WriteError(f"{path}: not written: {_reason(error)}") from None


def write(file: Path, data: bytes) -> None:
    """Write a file that can be made again, whole or not at all, and the folders above it.

    Raises WriteError.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        mode = file.stat().st_mode if file.exists() else None
        _replace(file, data, mode, is_only_copy=False)
    except OSError as error:
        raise WriteError(f"{file}: not written: {_reason(error)}") from None


def copy(source: Path, file: Path) -> None:
    """Copy a file as it is, with its mode and times. Raises WriteError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, file, follow_symlinks=False)
    except OSError as error:
        raise WriteError(f"{source}: not copied: {_reason(error)}") from None


def remove(file: Path) -> None:
    """Remove a file or a folder with all that is in it. Raises WriteError."""
    try:
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        else:
            file.unlink()
    except OSError as error:
        raise WriteError(f"{file}: not removed: {_reason(error)}") from None


def move(source: Path, target: Path) -> None:
    """Rename a folder to a name that is free, on the same disk. Raises WriteError."""
    try:
        os.rename(source, target)
    except OSError as error:
        raise WriteError(f"{target}: not written: {_reason(error)}") from None


def is_left_over(name: str) -> bool:
    """Whether a file's name is that of a half-written one, which a killed run leaves behind."""
    return name.startswith(_PREFIX) and len(name) == len(_PREFIX) + _RANDOM


def _replace(file: Path, data: bytes, mode: int | None, *, is_only_copy: bool) -> None:
    # The temporary file must be on the same disk as the target for the rename to be atomic.
    handle, temporary = tempfile.mkstemp(prefix=_PREFIX, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if is_only_copy:
                # On the disk before the old text goes; it takes milliseconds.
                os.fsync(stream.fileno())
        os.chmod(temporary, (mode & 0o7777) if mode is not None else 0o666 & ~_umask())
        os.replace(temporary, file)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
