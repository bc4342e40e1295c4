"""The configuration: `vaultkit.toml`, or `[tool.vaultkit]` in `pyproject.toml`."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeGuard, TypeVar, Union, get_args, get_origin

import msgspec

OptionsT = TypeVar("OptionsT", bound=msgspec.Struct)
Place = tuple[str | int, ...]


class ConfigError(Exception):
    """A configuration that cannot be used: one line with the file, the place and the value."""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; a key that it does not name is an error."""


class VaultTable(Table, frozen=True):
    """`[vault]`: what the notes are, and which files are notes (gitignore-style patterns)."""

    script: Literal["keep", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"] = "keep"
    fields: Literal["en", "zh-Hans", "zh-Hant"] = "en"
    timezone: str | None = None
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
_ARRAYS = {list, tuple, set, frozenset}
_PLAIN_WORDS = {
    "`str`": "a string",
    "`int`": "an integer",
    "`float`": "a number",
    "`bool`": "true or false",
    "`array`": "an array",
    "`object`": "a table",
}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


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

    An option named `script`, `fields` or `timezone` that `[rules.CODE]` leaves out takes the
    value of `[vault]`, one named `types` the given property types. Raises ConfigError.
    """
    given = config.rules.get(code, {})
    known = {field.encode_name for field in msgspec.structs.fields(cls)}
    inherited = {
        "script": config.vault.script,
        "fields": config.vault.fields,
        "timezone": config.vault.timezone,
        "types": dict(types or {}),
    }
    for name, value in inherited.items():
        if name in known and value is not None:
            given = {name: value} | given
    return _convert(config.file, given, cls, ("rules", code))


def check_codes(config: Config, codes: Collection[str]) -> None:
    """Raise ConfigError for a rule, or a prefix of rules, that is not among `codes`.

    `[rules.CODE]` takes whole codes; `select`, `ignore` and `also` take prefixes and ALL too.
    """
    families = dict.fromkeys(code.rstrip("0123456789") for code in codes)
    for code, table in config.rules.items():
        if code not in codes:
            reason = _no_such("rule", code, codes, families)
            raise _error(config.file, ("rules", code), table, reason)
    for place, entries in _selectors(config):
        for number, entry in enumerate(entries):
            if entry != "ALL" and not (entry and any(code.startswith(entry) for code in codes)):
                reason = _no_such("rule", entry, ["ALL", *families, *codes], ["ALL", *families])
                raise _error(config.file, (*place, number), entry, reason)


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
    tables = _convert(file, data, Tables, ())
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
        raise _error(file, ("vault", "timezone"), zone, reason)
    places: dict[Place, str] = {("index", "folder"): tables.index.folder}
    for number, entry in enumerate(tables.layout):
        places["layout", number, "path"] = entry.path
        if reason := _layout_fault(entry.path):
            raise _error(file, ("layout", number, "path"), entry.path, reason)
    for place, path in places.items():
        if not all(part and not part.startswith(".") for part in path.split("/")):
            reason = "expected a path inside the vault, with no part that is empty or hidden"
            raise _error(file, place, path, reason)


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
        nearest = _nearest(name, zones) or "Asia/Shanghai"
        return f"no such time zone; try {nearest}"
    return None


def _convert(file: Path | None, data: object, cls: type[OptionsT], place: Place) -> OptionsT:
    try:
        return msgspec.convert(data, cls)
    except msgspec.ValidationError as error:
        raise _fault(file, data, cls, place, str(error)) from error


def _fault(file: Path | None, value: object, kind: Any, place: Place, message: str) -> ConfigError:
    """The error for the innermost part of `value` that cannot be converted to `kind`.

    msgspec's message, given for the whole, names no keys of a dict: so the place is looked for.
    """
    for part, part_kind, step in _parts(value, kind):
        try:
            msgspec.convert(part, part_kind)
        except msgspec.ValidationError as error:
            return _fault(file, part, part_kind, (*place, step), str(error))
    if isinstance(value, dict) and _is_table(kind):
        fields = msgspec.structs.fields(kind)
        known = [field.encode_name for field in fields]
        for key in value:
            if key not in known:
                return _error(file, (*place, key), value[key], _no_such("key", key, known))
        absent = [f.encode_name for f in fields if f.required and f.encode_name not in value]
        return _error(file, place, value, f"needs {' and '.join(absent)}" if absent else message)
    if get_origin(kind) is Literal:
        return _error(file, place, value, _no_such("value", str(value), get_args(kind)))
    for word, plain in _PLAIN_WORDS.items():
        message = message.replace(word, plain)
    return _error(file, place, value, message.partition(" - at ")[0].lower())


def _parts(value: object, kind: Any) -> Iterator[tuple[object, Any, str | int]]:
    """The parts of a value that have a type of their own, each with that and its key."""
    if isinstance(value, dict) and _is_table(kind):
        for field in msgspec.structs.fields(kind):
            if field.encode_name in value:
                yield value[field.encode_name], _required(field.type), field.encode_name
    elif isinstance(value, dict) and get_origin(kind) is dict:
        for key, part in value.items():
            yield part, _required(get_args(kind)[1]), key
    elif isinstance(value, list) and get_origin(kind) in _ARRAYS:
        for number, part in enumerate(value):
            yield part, _required(get_args(kind)[0]), number


def _is_table(kind: Any) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _required(kind: Any) -> Any:
    """A type without None, which TOML cannot write."""
    if get_origin(kind) in {Union, UnionType}:
        kinds = [argument for argument in get_args(kind) if argument is not type(None)]
        if len(kinds) == 1:
            return kinds[0]
    return kind


def _no_such(
    what: str, name: str, known: Collection[str], listed: Collection[str] | None = None
) -> str:
    nearest = _nearest(name, known)
    if nearest:
        return f"no such {what}; did you mean {nearest}?"
    valid = known if listed is None else listed
    return f"no such {what}; expected {'one of ' + ', '.join(valid) if valid else 'none'}"


def _nearest(name: str, known: Collection[str]) -> str | None:
    import difflib

    folded = {other.casefold(): other for other in known}
    close = difflib.get_close_matches(name.casefold(), folded, n=1)
    return folded[close[0]] if close else None


def _error(file: Path | None, place: Place, value: object, reason: str) -> ConfigError:
    """`FILE: [vault] script = "zh": reason`; a table is shown by its name alone."""
    if file is not None and file.name == "pyproject.toml":
        place = ("tool", "vaultkit", *place)
    where = "configuration" if file is None else str(file)
    if isinstance(value, dict):
        return ConfigError(f"{where}: {_header(place)}: {reason}")
    own = max((number for number, step in enumerate(place) if isinstance(step, str)), default=0)
    shown = json.dumps(value, ensure_ascii=False, default=str)
    if len(shown) > 60:
        shown = shown[:59] + "…"
    header = _header(place[:own]) + " " if own else ""
    return ConfigError(f"{where}: {header}{_dotted(place[own:])} = {shown}: {reason}")


def _header(place: Place) -> str:
    """`[lint.per-path."a/**"]`, or `[[layout]] #2` for the second of its kind."""
    if place and isinstance(place[-1], int):
        return f"[[{_dotted(place[:-1])}]] #{place[-1] + 1}"
    return f"[{_dotted(place)}]"


def _dotted(place: Place) -> str:
    """`a."b c"[0]`."""
    text = ""
    for step in place:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            key = step if _BARE_KEY.fullmatch(step) else json.dumps(step, ensure_ascii=False)
            text += f".{key}" if text else key
    return text
