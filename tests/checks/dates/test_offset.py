"""DT006: where it finds, what it says, and the clock that it goes by."""

from __future__ import annotations

import msgspec
import pytest

from vaultkit.checks import run
from vaultkit.checks.dates.offset import RULE, Options
from vaultkit.checks.rule import Finding
from vaultkit.checks.ruleset import Active
from vaultkit.config import Config, ConfigError, options
from vaultkit.fixing.engine import fix
from vaultkit.note.note import Note


def active(timezone: str | None) -> list[Active]:
    return [Active(RULE, Options(timezone=timezone))]


def check(inner: str, timezone: str | None = None) -> list[Finding]:
    return run.check(Note("note.md", f"---\n{inner}---\n"), active(timezone))


def test_without_a_time_zone_it_only_reports() -> None:
    inner = "created: '2024-03-14T15:30:00+08:00'\n"
    (finding,) = check(inner)
    assert finding.span.of(f"---\n{inner}") == "'2024-03-14T15:30:00+08:00'"
    assert finding.edits == ()
    assert finding.message == (
        "the time of `created` has an offset, so Obsidian takes it for text: "
        "name your `timezone` in the configuration to have it written as local time"
    )


@pytest.mark.parametrize(
    ("value", "timezone", "local"),
    [
        ("2024-03-14T15:30:00+08:00", "Asia/Shanghai", "2024-03-14T15:30:00"),
        ("2024-03-14T15:30+08:00", "Asia/Shanghai", "2024-03-14T15:30:00"),
        ("2024-03-14T23:30:00Z", "Asia/Shanghai", "2024-03-15T07:30:00"),
        ("2024-03-14T01:30:00Z", "America/New_York", "2024-03-13T21:30:00"),
        ("2024-12-31T23:59:59-01:00", "UTC", "2025-01-01T00:59:59"),
        ("2024-03-31T01:30:00Z", "Europe/Berlin", "2024-03-31T03:30:00"),
        ("2024-10-27T01:30:00Z", "Europe/Berlin", "2024-10-27T02:30:00"),
        ("1950-07-01T00:00:00Z", "Asia/Kolkata", "1950-07-01T05:30:00"),
    ],
)
def test_the_time_that_the_clock_shows(value: str, timezone: str, local: str) -> None:
    fixed = fix(Note("note.md", f"---\ncreated: {value}\n---\n"), active(timezone))
    assert fixed.note.text == f"---\ncreated: {local}\n---\n"
    assert fixed.findings == []


@pytest.mark.parametrize(
    "inner",
    [
        "created: 2024-03-14T15:30:00\n",
        "created: 2024-03-14\n",
        "created: Tomorrow\n",
        "created: 2024-03-14T25:00:00Z\n",
        "height: 2024-03-14T15:30:00Z\n",
        "created: [2024-03-14T15:30:00Z]\n",
    ],
)
def test_silence(inner: str) -> None:
    assert check(inner, "Asia/Shanghai") == []


@pytest.mark.parametrize("name", ["Mars/Phobos", "", "../etc/passwd", "Asia"])
def test_a_time_zone_that_there_is_not_is_an_error_of_the_configuration(name: str) -> None:
    config = Config(rules={"DT006": {"timezone": name}})
    with pytest.raises(ConfigError, match="time zone"):
        options(config, RULE.code, RULE.options, {})
    assert msgspec.convert({"timezone": "Asia/Taipei"}, Options).timezone == "Asia/Taipei"
