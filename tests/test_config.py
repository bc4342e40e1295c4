from __future__ import annotations

import pickle
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.config import Config, ConfigError, check_codes, load, options

CODES = ["FM003", "FM005", "DT001", "TX001", "TX009", "CL001"]

EVERYTHING = """
[vault]
script = "zh-Hans"
fields = "zh-Hant"
timezone = "Asia/Shanghai"
include = ["**/*.txt"]
exclude = ["templates/**"]

[lint]
select = ["ALL"]
ignore = ["TX001"]
[lint.per-path]
"diary/**" = { ignore = ["FM"] }
"clippings/*" = { select = ["CL", "DT001"] }

[rules.FM005]
required = ["title", "source"]

[[layout]]
when = "source"
path = "clippings/{published|created|saved:%Y}/{title}"
[[layout]]
path = "notes/{title|name}"

[normalize]
also = ["CL001"]

[index]
folder = "目录/index"
"""


def write(folder: Path, text: str, name: str = "vaultkit.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def error_of(folder: Path, text: str, name: str = "vaultkit.toml") -> str:
    """What is said of a configuration, after the name of its file."""
    file = write(folder, text, name)
    with pytest.raises(ConfigError) as caught:
        check_codes(load(folder), CODES)
    message = str(caught.value)
    assert message.startswith(f"{file}: ")
    assert len(message.splitlines()) == 1
    return message.removeprefix(f"{file}: ")


# Reading


def test_everything_is_read(tmp_path):
    file = write(tmp_path, EVERYTHING)
    config = load(tmp_path)
    check_codes(config, CODES)
    assert config.file == file
    assert config.vault.script == "zh-Hans"
    assert config.vault.fields == "zh-Hant"
    assert config.vault.timezone == "Asia/Shanghai"
    assert config.vault.include == ("**/*.txt",)
    assert config.vault.exclude == ("templates/**",)
    assert config.lint.select == ("ALL",)
    assert config.lint.ignore == ("TX001",)
    assert config.lint.per_path["diary/**"].ignore == ("FM",)
    assert config.lint.per_path["diary/**"].select is None
    assert config.lint.per_path["clippings/*"].select == ("CL", "DT001")
    assert config.rules == {"FM005": {"required": ["title", "source"]}}
    assert [(entry.when, entry.path) for entry in config.layout] == [
        ("source", "clippings/{published|created|saved:%Y}/{title}"),
        (None, "notes/{title|name}"),
    ]
    assert config.normalize.also == ("CL001",)
    assert config.index.folder == "目录/index"


def test_an_empty_file_gives_the_defaults(tmp_path):
    file = write(tmp_path, "")
    config = load(tmp_path)
    assert config == Config(file=file)
    assert (config.vault.script, config.vault.fields, config.vault.timezone) == ("keep", "en", None)
    assert (config.lint.select, config.lint.ignore, config.lint.per_path) == (None, (), {})
    assert (config.layout, config.normalize.also, config.index.folder) == ((), (), "index")


def test_a_configuration_can_be_sent_to_a_worker(tmp_path):
    write(tmp_path, EVERYTHING)
    config = load(tmp_path)
    assert pickle.loads(pickle.dumps(config)) == config


# Which file


def test_the_nearest_file_upward_counts(tmp_path):
    outer = write(tmp_path, "")
    inner = write(tmp_path / "a", "[tool.vaultkit]", "pyproject.toml")
    (tmp_path / "a/b/c").mkdir(parents=True)
    (tmp_path / "d").mkdir()
    assert load(tmp_path / "a/b/c").file == inner
    assert load(tmp_path / "d").file == outer
    both = write(tmp_path / "a", "")
    assert load(tmp_path / "a/b").file == both


def test_a_project_that_is_not_ours_is_passed_over(tmp_path):
    outer = write(tmp_path, "")
    for text in ("", "[tool.other]\na = 1", "tool = 5  # vaultkit", "this is = = no TOML"):
        write(tmp_path / "a", text, "pyproject.toml")
        assert load(tmp_path / "a").file == outer


def test_an_explicit_file_wins_under_any_name(tmp_path):
    write(tmp_path, "[index]\nfolder = 'near'")
    file = write(tmp_path / "far", "[index]\nfolder = 'far'", "other.toml")
    assert load(tmp_path, file).index.folder == "far"
    project = write(tmp_path / "far", "[tool.vaultkit.index]\nfolder = 'p'", "pyproject.toml")
    assert load(tmp_path, project).index.folder == "p"


def test_an_explicit_file_must_be_there(tmp_path):
    with pytest.raises(ConfigError, match=r"gone\.toml: cannot be read: "):
        load(tmp_path, tmp_path / "gone.toml")
    with pytest.raises(ConfigError, match="cannot be read: "):
        load(tmp_path, tmp_path)
    project = write(tmp_path, "[tool.other]", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"has no table \[tool\.vaultkit\]$"):
        load(tmp_path, project)


# What is not TOML


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[vault]\nscript = \n", "is not valid TOML: Invalid value (at line 2, column 10)"),
        (b"a = 1\na = 2\n", "is not valid TOML: Cannot overwrite a value (at line 2, column 6)"),
        (b'a = """\n\n', "is not valid TOML: Unterminated string (at line 3)"),
        (b"\xef\xbb\xbf[vault]\n", "line 1: starts with a byte order mark, which TOML forbids"),
        (b'[vault]\n# \xd6\xd0\nscript = "keep"\n', "line 2: is not UTF-8"),
        (b"\xff\xfe[\x00", "line 1: is not UTF-8"),
    ],
)
def test_what_is_not_toml_is_an_error_with_its_line(tmp_path, data, message):
    file = tmp_path / "vaultkit.toml"
    file.write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    # Python's own parser words and counts these a little differently from version to version.
    assert (
        str(caught.value).partition(", column")[0] == f"{file}: {message}".partition(", column")[0]
    )


@pytest.mark.parametrize("data", [b"a = " + b"[" * 10_000, b"a = " + b"9" * 10_000])
def test_hostile_toml_is_an_error(tmp_path, data):
    (tmp_path / "vaultkit.toml").write_bytes(data)
    with pytest.raises(ConfigError, match="is not valid TOML"):
        load(tmp_path)


@given(st.binary(max_size=40) | st.text("[]=\"{}.,#\n abvault'1", max_size=40).map(str.encode))
def test_any_file_is_a_configuration_or_an_error(tmp_path_factory, data):
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(data)
    try:
        assert load(file.parent, file).file == file
    except ConfigError as error:
        assert str(error).startswith(str(file))


# Keys, types, values


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[valut]", "[valut]: no such key; did you mean vault?"),
        ("Lint = 3", "Lint = 3: no such key; did you mean lint?"),
        (
            '[vault]\nscirpt = "zh-Hans"',
            '[vault] scirpt = "zh-Hans": no such key; did you mean script?',
        ),
        ("[lint]\nper_path = {}", "[lint.per_path]: no such key; did you mean per-path?"),
        (
            '[lint.per-path]\n"a/**" = { ignroe = ["FM"] }',
            '[lint.per-path."a/**"] ignroe = ["FM"]: no such key; did you mean ignore?',
        ),
        (
            '[[layout]]\npath = "a"\n[[layout]]\npath = "b"\nif = "c"',
            '[[layout]] #2 if = "c": no such key; expected one of path, when',
        ),
        # A name of our own making is not a key of the file.
        (
            'file = "x"',
            'file = "x": no such key; expected one of vault, lint, rules, layout, normalize, index',
        ),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(tmp_path, text, message):
    assert error_of(tmp_path, text) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("vault = 3", "vault = 3: expected a table, got an integer"),
        (
            '[vault]\ninclude = "*.txt"',
            '[vault] include = "*.txt": expected an array, got a string',
        ),
        ("[vault.include]\na = 1", "[vault.include]: expected an array, got a table"),
        (
            '[vault]\nexclude = ["a", true]',
            "[vault] exclude[1] = true: expected a string, got true or false",
        ),
        ('[vault]\ninclude = ["a", "!"]', '[vault] include[1] = "!": is not a gitignore pattern'),
        (
            '[vault]\nexclude = ["[z-a]"]',
            '[vault] exclude[0] = "[z-a]": is not a gitignore pattern',
        ),
        (
            '[lint.per-path]\n"a\\\\" = { ignore = ["FM"] }',
            '[lint.per-path."a\\\\"]: is not a gitignore pattern',
        ),
        ("[vault]\ntimezone = 8", "[vault] timezone = 8: expected a string, got an integer"),
        ('[lint]\nselect = "ALL"', '[lint] select = "ALL": expected an array, got a string'),
        (
            '[lint.per-path]\n"a b" = { ignore = [1] }',
            '[lint.per-path."a b"] ignore[0] = 1: expected a string, got an integer',
        ),
        ("[rules]\nFM005 = 1", "[rules] FM005 = 1: expected a table, got an integer"),
        ("[[layout]]\nwhen = 'x'", "[[layout]] #1: needs path"),
        (
            "[index]\nfolder = [" + "'long', " * 20 + "]",
            '[index] folder = ["long", "long", "long", "long", "long", "long", "long", "l…: '
            "expected a string, got an array",
        ),
    ],
)
def test_a_wrong_type_is_shown_with_what_is_expected(tmp_path, text, message):
    assert error_of(tmp_path, text) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[vault]\nscript = "zh-hans"',
            '[vault] script = "zh-hans": no such value; did you mean zh-Hans?',
        ),
        (
            '[vault]\nscript = "中文"',
            '[vault] script = "中文": no such value; '
            "expected one of keep, zh-Hans, zh-Hant-TW, zh-Hant-HK",
        ),
        (
            "[vault]\nfields = 5",
            "[vault] fields = 5: no such value; expected one of en, zh-Hans, zh-Hant",
        ),
        (
            '[vault]\ntimezone = "Asia/Shanghia"',
            '[vault] timezone = "Asia/Shanghia": no such time zone; try Asia/Shanghai',
        ),
        (
            '[index]\nfolder = "../x"',
            '[index] folder = "../x": expected a path inside the vault, '
            "with no part that is empty or hidden",
        ),
    ],
)
def test_a_wrong_value_is_shown_with_what_is_valid(tmp_path, text, message):
    assert error_of(tmp_path, text) == message


@pytest.mark.parametrize(
    "zone", ["", "Asia", "../etc/passwd", "/etc/localtime", "中", "UTC+8", "A" * 300]
)
def test_no_time_zone(tmp_path, zone):
    assert error_of(tmp_path, f'[vault]\ntimezone = "{zone}"').startswith("[vault] timezone = ")


@pytest.mark.parametrize("zone", ["UTC", "Asia/Taipei", "Asia/Hong_Kong"])
def test_a_time_zone(tmp_path, zone):
    write(tmp_path, f'[vault]\ntimezone = "{zone}"')
    assert load(tmp_path).vault.timezone == zone


def test_the_place_in_a_pyproject_is_the_place_in_that_file(tmp_path):
    message = error_of(tmp_path, "[tool.vaultkit.vault]\nscirpt = 1", "pyproject.toml")
    assert message == "[tool.vaultkit.vault] scirpt = 1: no such key; did you mean script?"
    assert error_of(tmp_path, "[tool]\nvaultkit = 1", "pyproject.toml") == (
        "[tool] vaultkit = 1: expected a table, got an integer"
    )


# Layout


@pytest.mark.parametrize(
    "path",
    [
        "notes",
        "{title}",
        "a {b} c/{作者|author}-{x|y|z:%Y-%m}",
        "{reading status}",
        "{d:%Y:%m}",
        "{a:%Y/%m}/b",
    ],
)
def test_a_layout_path(tmp_path, path):
    write(tmp_path, f'[[layout]]\npath = "{path}"')
    assert load(tmp_path).layout[0].path == path


@pytest.mark.parametrize(
    "path",
    ["", "{", "}", "a}", "{a", "{}", "{ }", "{|a}", "{a|}", "{a||b}", "{:%Y}", "{a:}", "{{a}}"],
)
def test_a_layout_path_with_a_broken_placeholder(tmp_path, path):
    assert error_of(tmp_path, f'[[layout]]\npath = "{path}"') == (
        f'[[layout]] #1 path = "{path}": '
        "a placeholder is written {name}, {name|other} or {name:%Y}"
    )


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("%Q", "%Q is no part of a date"),
        ("%Y-%-m", "%-m is no part of a date"),
        ("%Y %", "% is no part of a date"),
        ("%H", "%H is no part of a date"),
        ("YYYY", "YYYY is no form of a date"),
    ],
)
def test_a_layout_path_with_a_broken_date(tmp_path, form, words):
    path = f"{{a|b:{form}}}/{{c}}"
    assert error_of(tmp_path, f'[[layout]]\npath = "{path}"').startswith(
        f'[[layout]] #1 path = "{path}": {words}; expected %Y '
    )


@pytest.mark.parametrize(
    "path", ["/a", "a/", "a//b", "../{title}", "a/../b", "./a", ".obsidian/{title}"]
)
def test_a_layout_path_that_leaves_the_vault(tmp_path, path):
    assert "expected a path inside the vault" in error_of(tmp_path, f'[[layout]]\npath = "{path}"')


# Codes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[rules.FM05]\na = 1", "[rules.FM05]: no such rule; did you mean FM005?"),
        ("[rules.FM]", "[rules.FM]: no such rule; expected one of FM, DT, TX, CL"),
        ("[rules.ALL]", "[rules.ALL]: no such rule; expected one of FM, DT, TX, CL"),
        (
            '[lint]\nselect = ["FM", "tx001"]',
            '[lint] select[1] = "tx001": no such rule; did you mean TX001?',
        ),
        (
            '[lint]\nignore = ["ZZ"]',
            '[lint] ignore[0] = "ZZ": no such rule; expected one of ALL, FM, DT, TX, CL',
        ),
        (
            '[lint]\nignore = [""]',
            '[lint] ignore[0] = "": no such rule; expected one of ALL, FM, DT, TX, CL',
        ),
        (
            '[lint.per-path]\n"a/*" = { select = ["FM0055"] }',
            '[lint.per-path."a/*"] select[0] = "FM0055": no such rule; did you mean FM005?',
        ),
        (
            '[normalize]\nalso = ["CL002"]',
            '[normalize] also[0] = "CL002": no such rule; did you mean CL001?',
        ),
    ],
)
def test_an_unknown_rule(tmp_path, text, message):
    assert error_of(tmp_path, text) == message


def test_codes_prefixes_and_all(tmp_path):
    write(
        tmp_path,
        '[lint]\nselect = ["ALL"]\nignore = ["F", "FM00", "FM005"]\n[lint.per-path]\n"a" = '
        '{ select = ["DT"], ignore = ["ALL"] }\n[normalize]\nalso = ["ALL", "CL"]\n[rules.TX009]',
    )
    check_codes(load(tmp_path), CODES)


# Options


class Options(msgspec.Struct, forbid_unknown_fields=True):
    required: tuple[str, ...] = ("title",)
    most: Annotated[int, msgspec.Meta(ge=1)] = 60
    style: Literal["block", "flow"] | None = None
    aliases: dict[str, list[str]] = {}


class Inheriting(msgspec.Struct, forbid_unknown_fields=True):
    script: Literal["keep", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"] = "keep"
    fields: str = "en"
    timezone: str | None = None
    types: dict[str, str] = {}
    keep: tuple[str, ...] = ()


def test_options_are_typed_and_have_defaults(tmp_path):
    write(tmp_path, "[rules.FM005]\nrequired = ['title', 'source']\nstyle = 'flow'")
    config = load(tmp_path)
    assert options(config, "FM005", Options) == Options(("title", "source"), style="flow")
    assert options(config, "FM003", Options) == Options()
    assert options(Config(), "FM005", Options) == Options()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("requird = []", "[rules.FM005] requird = []: no such key; did you mean required?"),
        ('required = "a"', '[rules.FM005] required = "a": expected an array, got a string'),
        ("required = [1]", "[rules.FM005] required[0] = 1: expected a string, got an integer"),
        ("most = 0", "[rules.FM005] most = 0: expected an integer >= 1"),
        (
            'style = "inline"',
            '[rules.FM005] style = "inline": no such value; expected one of block, flow',
        ),
        (
            "aliases.a = ['b', 1]",
            "[rules.FM005.aliases] a[1] = 1: expected a string, got an integer",
        ),
        (
            "timezone = 'UTC'",
            '[rules.FM005] timezone = "UTC": no such key; '
            "expected one of required, most, style, aliases",
        ),
    ],
)
def test_wrong_options(tmp_path, text, message):
    file = write(tmp_path, f"[rules.FM005]\n{text}")
    with pytest.raises(ConfigError) as caught:
        options(load(tmp_path), "FM005", Options)
    assert str(caught.value) == f"{file}: {message}"


def test_a_rule_without_options_takes_none(tmp_path):
    class Nothing(msgspec.Struct, forbid_unknown_fields=True):
        pass

    write(tmp_path, "[rules.FM005]\na = 1")
    with pytest.raises(ConfigError, match=r"\[rules.FM005\] a = 1: no such key; expected none$"):
        options(load(tmp_path), "FM005", Nothing)


def test_names_to_keep_are_for_every_rule_that_has_none_of_its_own(tmp_path):
    write(tmp_path, '[vault]\nkeep = ["智譜"]\n[rules.SC002]\nkeep = ["漁港"]')
    config = load(tmp_path)
    assert options(config, "SC001", Inheriting).keep == ("智譜",)
    assert options(config, "SC002", Inheriting).keep == ("漁港",)
    assert options(Config(), "SC001", Inheriting).keep == ()


def test_options_inherit_what_the_vault_says(tmp_path):
    write(tmp_path, EVERYTHING)
    assert options(load(tmp_path), "DT001", Inheriting, {"saved": "date"}) == Inheriting(
        "zh-Hans", "zh-Hant", "Asia/Shanghai", {"saved": "date"}
    )
    assert options(Config(), "DT001", Inheriting) == Inheriting()


def test_what_is_said_for_the_rule_itself_wins(tmp_path):
    write(
        tmp_path,
        "[vault]\nscript = 'zh-Hans'\ntimezone = 'UTC'\n"
        "[rules.DT001]\nscript = 'keep'\ntypes = { a = 'text' }",
    )
    assert options(load(tmp_path), "DT001", Inheriting, {"saved": "date"}) == Inheriting(
        "keep", "en", "UTC", {"a": "text"}
    )


def test_an_error_in_an_option_is_not_hidden_by_what_is_inherited(tmp_path):
    file = write(tmp_path, "[rules.DT001]\ntypes = 5")
    with pytest.raises(ConfigError) as caught:
        options(load(tmp_path), "DT001", Inheriting)
    assert str(caught.value) == (
        f"{file}: [rules.DT001] types = 5: expected a table, got an integer"
    )
