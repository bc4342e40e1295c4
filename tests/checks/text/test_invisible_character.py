from __future__ import annotations

import pytest
from alone import alone
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks.located import locate
from vaultkit.checks.text.invisible_character import RULE
from vaultkit.note.note import Note

check, after = alone(RULE)
NB, ZW = "\u00a0", "\u200b"


def test_all_places_of_a_character_are_one_finding() -> None:
    found = check(f"灯{NB}A，{ZW}灯{NB}塔，亮\u00ad了\n")
    assert [(finding.span, finding.message) for finding in found] == [
        (
            (1, 2),
            "no-break space (U+00A0), 2 times: no search for a space finds it, "
            "so write a normal one",
        ),
        (
            (4, 5),
            "zero width space (U+200B): nobody sees it and it breaks up words, so delete it",
        ),
        ((10, 11), "soft hyphen (U+00AD): nobody sees it and it breaks up words, so delete it"),
    ]


def test_what_turns_the_direction_is_a_security_finding() -> None:
    text = "灯\u202eexe.png\u202c 塔\n"
    (finding,) = check(text)
    assert finding.edits == () and finding.span == (1, 2)
    assert finding.message.startswith(
        "a security finding: 2 invisible marks such as the right-to-left override (U+202E)"
    )
    assert locate(finding, RULE, Note("", text).lines).record.severity == "error"
    (other,) = check(f"灯{ZW}塔\n")
    assert locate(other, RULE, Note("", text).lines).record.severity == "warning"


def test_a_hidden_text_is_a_security_finding() -> None:
    (finding,) = check(f"灯{chr(0xE0158) * 9}塔{chr(0xE0041) * 4}\n")
    assert finding.edits == () and finding.span == (1, 10) and finding.severity == "error"
    assert finding.message.startswith("a security finding: 13 invisible characters")


@pytest.mark.parametrize("sign", "\x85\u180e\u2028\u2029\u3164\ufffc")
def test_what_programs_do_not_agree_on_is_reported(sign: str) -> None:
    (finding,) = check(f"灯{sign}塔{sign}\n")
    assert finding.edits == () and f"(U+{ord(sign):04X}), 2 times" in finding.message


def test_a_name_with_a_sign_that_nobody_sees_is_reported() -> None:
    for field in (f"author: 灯{ZW}塔", f"tags:\n  - 灯塔{ZW}"):
        (finding,) = check(f"---\n{field}\n---\n灯\n")
        assert finding.edits == () and "U+200B" in finding.message
    assert check(f"\ufeff---\ntags: [ภาษา{ZW}ไทย]\n---\n灯\n") == []


@pytest.mark.parametrize("text", ["灯 \u2067שלום\u2069 塔", "灯 \u202bשלום\u202c"])
def test_text_from_right_to_left_needs_embeddings(text: str) -> None:
    assert check(text) == []
    assert len(check(text + "\u202e")) == 1


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        # Spaces
        (f"灯，{NB}A {NB}灯{NB}{NB}塔", "灯，A 灯 塔"),
        (f"灯亮了{NB}\n\n后{NB}  \n灯", f"灯亮了\n\n后{NB}  \n灯"),
        (f"{NB}灯亮了，好。", "灯亮了，好。"),
        # ... beside what a PDF has for Chinese
        (
            f"灯塔亮着，值班的是船⼯{NB}，还有⼀个{NB}⼩⼯。",
            "灯塔亮着，值班的是船⼯，还有⼀个⼩⼯。",
        ),
        (f"- {NB}灯亮了\n- [ ] {NB}灯", "- 灯亮了\n- [ ] 灯"),
        (f"灯{NB}[a](b){NB}`c`{NB}[[d]]{NB}", "灯 [a](b) `c` [[d]]"),
        (f"| 灯{NB}A |\n|---|\n| {NB} |\n", f"| 灯 A |\n|---|\n| {NB} |\n"),
        (f"船⼯{ZW}⼩⼯，⼀{ZW}个", "船⼯⼩⼯，⼀个"),
        (f"灯{ZW * 4}塔", "灯塔"),
        (f"灯，{NB}[a](b) `c`{NB}，：{NB}#塔", "灯，[a](b) `c`，： #塔"),
        (f"灯 5{NB}公里，A\u200a座", "灯 5 公里，A 座"),
        (f"灯 #塔{NB}#亮{NB}后", "灯 #塔 #亮 后"),
        (f">{NB}灯亮了\n>>{NB}{NB}灯", f"> 灯亮了\n>>{NB}{NB}灯"),
        (f"看 [a](b){NB}。看 <a://b>{NB}，", "看 [a](b)。看 <a://b> ，"),
        (f"看 https://a.com/b(c){NB}。", "看 https://a.com/b(c) 。"),
        # Signs without width
        (f"灯\n\n{ZW}\n\n{ZW}塔", "灯\n\n\n\n塔"),
        (f"灯\n{ZW}\n塔", f"灯\n{ZW}\n塔"),
        (f"**灯{ZW}**{ZW}塔 **{ZW}塔**", "**灯**塔 **塔**"),
        (f"**灯。**{ZW}塔", f"**灯。**{ZW}塔"),
        (f"[{ZW}A{ZW}](b) `a`{ZW}(b)", "[A](b) `a`(b)"),
        (f"title: 灯 {ZW}\n", "title: 灯 \n"),
        (f"---\ntitle: 灯{ZW}塔{ZW}\n---\n", "---\ntitle: 灯塔\n---\n"),
        (f"\ufeff灯{ZW}塔", "\ufeff灯塔"),
    ],
)
def test_what_is_written(text: str, fixed: str) -> None:
    assert after(text) == fixed


@pytest.mark.parametrize(
    "text",
    [
        f"灯\n\n#{NB}灯",
        f"灯\n\n-{NB}灯",
        f"灯\n\n>{NB}灯\n\n*{NB}灯",
        f"灯 `a`{ZW}`b`",
        f"灯 #灯{ZW}塔 #灯 {ZW}#塔",
        f"灯\n{ZW}# 塔",
        f"灯\n{ZW}- 塔",
        f"灯 [a]{ZW}(b) $a${ZW}5",
        f"灯 _a{ZW}_ *{ZW}* ~~{ZW}~~",
        f"灯 [a]:{NB}b",
        f"灯\n---{NB}\n塔",
        f"灯 a\\{NB}\n塔 ^a{NB}\n",
        f"灯 ^a{ZW}\n\n^b{ZW}c\n\n1{ZW}. 灯",
        f"**灯{ZW}**塔",
    ],
)
def test_no_fix_makes_markdown_of_text(text: str) -> None:
    assert after(text) is not None


@given(
    st.text(
        st.sampled_from(f"灯亮，。A1 \n#-*_`[]()>|:!~={NB}{ZW}\u2009\u200d\ufeff\u00ad\u3000"),
        max_size=30,
    )
)
def test_no_fix_is_refused_and_only_such_characters_go(text: str) -> None:
    fixed = after(text)
    table = dict.fromkeys(map(ord, f" {NB}{ZW}\u2009\u200d\ufeff\u00ad"))
    assert fixed.translate(table) == text.translate(table)
    assert after(fixed) == fixed
