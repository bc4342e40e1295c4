"""What is wrong with a configuration, and where: one line for a person."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeGuard, TypeVar, Union, get_args, get_origin

import msgspec

OptionsT = TypeVar("OptionsT", bound=msgspec.Struct)
Place = tuple[str | int, ...]

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


class ConfigError(Exception):
    """A configuration that cannot be used: one line with the file, the place and the value."""


def convert(file: Path | None, data: object, cls: type[OptionsT], place: Place) -> OptionsT:
    """Data of a file as `cls`; `place` is where it stands there. Raises ConfigError."""
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
                return error_at(file, (*place, key), value[key], no_such("key", key, known))
        absent = [f.encode_name for f in fields if f.required and f.encode_name not in value]
        return error_at(file, place, value, f"needs {' and '.join(absent)}" if absent else message)
    if get_origin(kind) is Literal:
        return error_at(file, place, value, no_such("value", str(value), get_args(kind)))
    for word, plain in _PLAIN_WORDS.items():
        message = message.replace(word, plain)
    return error_at(file, place, value, message.partition(" - at ")[0].lower())


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


def no_such(
    what: str, name: str, known: Collection[str], listed: Collection[str] | None = None
) -> str:
    """That there is no such thing, with the nearest that there is, else all that are `listed`."""
    near = nearest(name, known)
    if near:
        return f"no such {what}; did you mean {near}?"
    valid = known if listed is None else listed
    return f"no such {what}; expected {'one of ' + ', '.join(valid) if valid else 'none'}"


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that a name is nearest to, None where none is near."""
    import difflib

    folded = {other.casefold(): other for other in known}
    close = difflib.get_close_matches(name.casefold(), folded, n=1)
    return folded[close[0]] if close else None


def error_at(file: Path | None, place: Place, value: object, reason: str) -> ConfigError:
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
