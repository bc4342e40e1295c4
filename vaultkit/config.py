"""The configuration: `vaultkit.toml`, or `[tool.vaultkit]` in `pyproject.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from vaultkit.config_errors import ConfigError as ConfigError
from vaultkit.config_errors import OptionsT, Place, convert, error_at, nearest, no_such


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; a key that it does not name is an error."""


class VaultTable(Table, frozen=True):
    """`[vault]`: what the notes are, and which files are notes (gitignore-style patterns).

    `keep` are names and terms that no conversion touches.
    """

    script: Literal["keep", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"] = "keep"
    fields: Literal["en", "zh-Hans", "zh-Hant"] = "en"
    timezone: str | None = None
    keep: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Selection(Table, frozen=True):
    """Which rules run: codes, prefixes of codes, or ALL. No `select`: what holds elsewhere."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


class LintTable(Selection, frozen=True, rename={"per_path": "per-path"}):
    """`[lint]`. Without `select`, the rules marked default; `per_path` is by path pattern."""

    per_path: dict[str, Selection] = {}


class LayoutEntry(Table, frozen=True):
    """`[[layout]]`: where a note goes that has the field `when` and a field per placeholder."""

    path: str
    when: str | None = None


class NormalizeTable(Table, frozen=True):
    """`[normalize]`: the unsafe rules that it may apply."""

    also: tuple[str, ...] = ()


class IndexTable(Table, frozen=True):
    """`[index]`: the folder of the generated pages, relative to the vault."""

    folder: str = "index"


class Tables(Table, frozen=True):
    """Everything that a configuration file may hold."""

    vault: VaultTable = VaultTable()
    lint: LintTable = LintTable()
    rules: dict[str, dict[str, Any]] = {}
    layout: tuple[LayoutEntry, ...] = ()
    normalize: NormalizeTable = NormalizeTable()
    index: IndexTable = IndexTable()


class Config(Tables, frozen=True):
    """A configuration and the file that it was read from, None for the defaults."""

    file: Path | None = None


# `clippings/{published|saved:%Y}/{title}`: literal text and placeholders, each with one or more
# names and perhaps a date format.
_LAYOUT = re.compile(r"(?:[^{}]|\{[^\s{}|:][^{}|:]*(?:\|[^\s{}|:][^{}|:]*)*(?::[^{}]+)?\})+")
_DATE_FORM = re.compile(r":([^{}]+)\}")
_DATE_PART = re.compile(r"%-?.?", re.DOTALL)
# What strftime writes of a date, alike on every system.
_DATE_PARTS = tuple("YymdjUWVGuaAbB")


def load(folder: Path, explicit: Path | None = None) -> Config:
    """Read `explicit`, else the nearest configuration upward from `folder`, else the defaults.

    Raises ConfigError. Codes of rules are not checked here (check_codes), nor are the options
    of a rule (options).
    """
    if explicit is not None:
        return _read(explicit)
    here = Path(os.path.abspath(folder))
    for above in (here, *here.parents):
        if os.path.isfile(above / "vaultkit.toml"):
            return _read(above / "vaultkit.toml")
        project = above / "pyproject.toml"
        # A broken file of someone else's is no concern of ours, so look before parsing.
        ours = os.path.isfile(project) and b"vaultkit" in _bytes(project)
        if ours and _own(_parsed(project)) is not None:
            return _read(project)
    return Config()


def options(
    config: Config, code: str, cls: type[OptionsT], types: Mapping[str, str] | None = None
) -> OptionsT:
    """The options of one rule, as `cls`.

    An option named `script`, `fields`, `timezone` or `keep` that `[rules.CODE]` leaves out takes
    the value of `[vault]`, one named `types` the given property types. Raises ConfigError.
    """
    given = config.rules.get(code, {})
    known = {field.encode_name for field in msgspec.structs.fields(cls)}
    inherited = {
        "script": config.vault.script,
        "fields": config.vault.fields,
        "timezone": config.vault.timezone,
        "keep": config.vault.keep,
        "types": dict(types or {}),
    }
    for name, value in inherited.items():
        if name in known and value is not None:
            given = {name: value} | given
    return convert(config.file, given, cls, ("rules", code))


def check_codes(config: Config, codes: Collection[str]) -> None:
    """Raise ConfigError for a rule, or a prefix of rules, that is not among `codes`.

    `[rules.CODE]` takes whole codes; `select`, `ignore` and `also` take prefixes and ALL too.
    """
    families = dict.fromkeys(code.rstrip("0123456789") for code in codes)
    for code, table in config.rules.items():
        if code not in codes:
            reason = no_such("rule", code, codes, families)
            raise error_at(config.file, ("rules", code), table, reason)
    for place, entries in _selectors(config):
        for number, entry in enumerate(entries):
            if entry != "ALL" and not (entry and any(code.startswith(entry) for code in codes)):
                reason = no_such("rule", entry, ["ALL", *families, *codes], ["ALL", *families])
                raise error_at(config.file, (*place, number), entry, reason)


def _selectors(config: Config) -> Iterator[tuple[Place, tuple[str, ...]]]:
    selections: dict[Place, Selection] = {("lint",): config.lint}
    selections |= {("lint", "per-path", path): s for path, s in config.lint.per_path.items()}
    for place, selection in selections.items():
        yield (*place, "select"), selection.select or ()
        yield (*place, "ignore"), selection.ignore
    yield ("normalize", "also"), config.normalize.also


def _read(file: Path) -> Config:
    data = _parsed(file)
    if file.name == "pyproject.toml":
        own = _own(data)
        if own is None:
            raise ConfigError(f"{file}: has no table [tool.vaultkit]")
        data = own
    tables = convert(file, data, Tables, ())
    _check_values(file, tables)
    return Config(**{name: getattr(tables, name) for name in Tables.__struct_fields__}, file=file)


def _own(project: dict[str, Any]) -> Any:
    """What a pyproject.toml holds for vaultkit, None if nothing."""
    tool = project.get("tool")
    return tool.get("vaultkit") if isinstance(tool, dict) else None


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error


def _parsed(file: Path) -> dict[str, Any]:
    data = _bytes(file)
    if data.startswith(b"\xef\xbb\xbf"):
        raise ConfigError(f"{file}: line 1: starts with a byte order mark, which TOML forbids")
    try:
        return tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{file}: line {line}: is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        last = data.count(b"\n") + 1
        reason = str(error).replace("(at end of document)", f"(at line {last})")
        raise ConfigError(f"{file}: is not valid TOML: {reason}") from error


def _check_values(file: Path, tables: Tables) -> None:
    """What the types cannot say."""
    zone = tables.vault.timezone
    if zone is not None and (reason := _zone_fault(zone)):
        raise error_at(file, ("vault", "timezone"), zone, reason)
    for pattern in tables.lint.per_path:
        if not _is_pattern(pattern):
            raise error_at(file, ("lint", "per-path", pattern), {}, "is not a gitignore pattern")
    for key, own in (("include", tables.vault.include), ("exclude", tables.vault.exclude)):
        for number, pattern in enumerate(own):
            if not _is_pattern(pattern):
                place: Place = ("vault", key, number)
                raise error_at(file, place, pattern, "is not a gitignore pattern")
    places: dict[Place, str] = {("index", "folder"): tables.index.folder}
    for number, entry in enumerate(tables.layout):
        places["layout", number, "path"] = entry.path
        if reason := _layout_fault(entry.path):
            raise error_at(file, ("layout", number, "path"), entry.path, reason)
    for place, path in places.items():
        if not all(part and not part.startswith(".") for part in path.split("/")):
            reason = "expected a path inside the vault, with no part that is empty or hidden"
            raise error_at(file, place, path, reason)


def _is_pattern(text: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([text], backend="simple")
    except (ValueError, re.error):
        return False
    return True


def _layout_fault(path: str) -> str | None:
    if not _LAYOUT.fullmatch(path):
        return "a placeholder is written {name}, {name|other} or {name:%Y}"
    for form in _DATE_FORM.findall(path):
        parts = _DATE_PART.findall(form)
        unknown = next((part for part in parts if part[1:] not in _DATE_PARTS), None)
        if unknown or not parts:
            what = f"{unknown} is no part of a date" if unknown else f"{form} is no form of a date"
            return f"{what}; expected {' '.join('%' + letter for letter in _DATE_PARTS)}"
    return None


def _zone_fault(name: str) -> str | None:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        zones = zoneinfo.available_timezones()
        if not zones:
            return "this machine has no time zones: install the Python package tzdata"
        near = nearest(name, zones) or "Asia/Shanghai"
        return f"no such time zone; try {near}"
    return None
