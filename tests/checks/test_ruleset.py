from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import rule

from vaultkit.checks import registry
from vaultkit.checks.rule import STAGES
from vaultkit.checks.ruleset import Ruleset, build, matches
from vaultkit.config import Config, ConfigError, LintTable, Selection, VaultTable


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: int = 3
    script: str = "none"
    types: dict[str, str] = {}


# One of them is off.
RULES = [
    rule("TX801", "lamp", None),
    rule("TX802", "boat", None, default=False),
    rule("FM801", "title", None, scope="matter", stage="frontmatter"),
    rule("ZZ801", "sea", None, stage="encoding", options=Options),
]
PLANTED = {one.code: one for one in RULES}


@pytest.fixture(autouse=True)
def planted(monkeypatch):
    """The four rules beside the real ones."""
    for code, one in PLANTED.items():
        monkeypatch.setitem(registry.rules(), code, one)


def codes(rules: Ruleset, path: str = "note.md") -> set[str]:
    """Which of the four run."""
    return {active.rule.code for active in rules.for_path(path)} & PLANTED.keys()


def lint(per_path: dict[str, Selection] | None = None, **selection: tuple[str, ...]) -> Config:
    return Config(lint=LintTable(per_path=per_path or {}, **selection))


# Selecting


def test_without_a_selection_the_default_rules_run():
    assert codes(build(Config(), {})) == {"TX801", "FM801", "ZZ801"}


@pytest.mark.parametrize(
    ("select", "chosen"),
    [
        (("ALL",), {"TX801", "TX802", "FM801", "ZZ801"}),
        (("TX",), {"TX801", "TX802"}),
        (("TX802",), {"TX802"}),
        (("T", "ZZ801"), {"TX801", "TX802", "ZZ801"}),
        (("VK",), set()),
    ],
)
def test_codes_prefixes_and_all_can_be_selected(select, chosen):
    assert codes(build(lint(select=select), {})) == chosen
    assert codes(build(Config(), {}, select)) == chosen


@pytest.mark.parametrize(
    ("ignore", "chosen"),
    [
        (("ALL",), set()),
        (("TX",), {"FM801", "ZZ801"}),
        (("TX802", "ZZ8"), {"TX801", "FM801"}),
    ],
)
def test_codes_prefixes_and_all_can_be_ignored(ignore, chosen):
    assert codes(build(lint(ignore=ignore), {})) == chosen
    assert codes(build(Config(), {}, (), ignore)) == chosen


def test_what_is_ignored_is_ignored_though_it_is_selected():
    assert codes(build(lint(select=("TX",), ignore=("TX801",)), {})) == {"TX802"}


def test_the_command_line_s_select_is_in_the_place_of_the_configuration_s():
    assert codes(build(lint(select=("TX",)), {}, ["FM"])) == {"FM801"}


def test_the_command_line_s_ignore_is_added_to_the_configuration_s():
    config = lint(ignore=("FM",))
    assert codes(build(config, {}, (), ["ZZ"])) == {"TX801"}
    assert codes(build(config, {}, ["ALL"])) == {"TX801", "TX802", "ZZ801"}


@pytest.mark.parametrize("selection", [{"select": ("TX",)}, {"ignore": ("ALL",)}])
def test_what_could_not_be_done_is_always_said(selection):
    running = [active.rule.code for active in build(lint(**selection), {}).for_path("note.md")]
    assert {"VK000", "VK002"} <= set(running)
    assert "VK001" not in running


@given(st.sampled_from(["TX001", "VK002", "FM"]), st.lists(st.sampled_from(["T", "FM0", "ALL"])))
def test_a_selector_is_a_beginning_or_all(code, selectors):
    assert matches(code, selectors) == (
        "ALL" in selectors or any(code[: len(selector)] == selector for selector in selectors)
    )


# Paths

DIARY = {"diary/**": Selection(ignore=("FM",)), "*.txt": Selection(select=("TX",))}


def test_a_path_may_have_a_selection_of_its_own():
    rules = build(lint(DIARY), {})
    assert codes(rules, "note.md") == {"TX801", "FM801", "ZZ801"}
    assert codes(rules, "diary/a.md") == {"TX801", "ZZ801"}
    assert codes(rules, "a/b.txt") == {"TX801", "TX802"}
    assert codes(rules, "diary/a.txt") == {"TX801", "TX802"}
    assert codes(rules, "日记/a.md") == codes(rules, "note.md")


def test_of_several_patterns_the_later_decides():
    later = {"a/**": Selection(select=("TX",)), "a/b/**": Selection(ignore=("TX802",))}
    rules = build(lint(later), {})
    assert codes(rules, "a/x.md") == {"TX801", "TX802"}
    assert codes(rules, "a/b/x.md") == {"TX801"}


def test_the_command_line_decides_last():
    rules = build(lint(DIARY), {}, ["FM", "ZZ"])
    assert codes(rules, "a.txt") == {"FM801", "ZZ801"}
    assert codes(rules, "diary/a.md") == {"ZZ801"}
    assert codes(build(lint(DIARY), {}, (), ["TX801"]), "a.txt") == {"TX802"}


# Order and options


def test_rules_are_in_the_order_of_their_stages_then_codes():
    order = [active.rule for active in build(Config(), {}).known]
    assert order == sorted(order, key=lambda one: (STAGES.index(one.stage), one.code))
    assert {one.code for one in order} == set(registry.rules())


def test_a_rule_gets_its_options():
    config = Config(rules={"ZZ801": {"limit": 5}}, vault=VaultTable(script="zh-Hans"))
    rules = build(config, {"date": "date"})
    (options,) = [active.options for active in rules.known if active.rule.code == "ZZ801"]
    assert options == Options(limit=5, script="zh-Hans", types={"date": "date"})


# Codes that no rule has


@pytest.mark.parametrize("option", ["select", "ignore"])
@pytest.mark.parametrize(
    ("entry", "hint"), [("TX8O1", "TX801"), ("FM801X", "FM801"), ("AL", "ALL"), ("QQQ", "rules")]
)
def test_a_code_that_no_rule_has_is_an_error_with_the_nearest(option, entry, hint):
    for build_with in (
        lambda: build(lint(**{option: (entry,)}), {}),
        lambda: build(Config(), {}, **{option: ["VK001", entry]}),
    ):
        with pytest.raises(ConfigError) as caught:
            build_with()
        assert entry in str(caught.value)
        assert "\n" not in str(caught.value)
        if hint != "rules":
            assert f"did you mean {hint}?" in str(caught.value)


def test_the_command_line_is_named_where_the_fault_is_there():
    with pytest.raises(ConfigError) as caught:
        build(Config(), {}, ["QQQ"])
    assert str(caught.value) == "--select QQQ: there is no such rule; `vaultkit rules` lists them"
    with pytest.raises(ConfigError, match=r"^--ignore TX8O1: there is no such rule; did you mean"):
        build(Config(), {}, (), ["TX8O1"])
