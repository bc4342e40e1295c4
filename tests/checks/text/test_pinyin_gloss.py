from __future__ import annotations

import subprocess
import sys

import pytest
from alone import alone

from vaultkit.checks.text.pinyin_gloss import RULE

check, after = alone(RULE)
# Twelve glosses of six characters, each glossed every time, in sixty Han characters.
GLOSSED = (
    "這個(gè)港口的業(yè)務(wù)發(fā)展很快，業(yè)務(wù)多了，人也多了。每個(gè)時(shí)代都有自己的業(yè)務(wù)，"
    "每個(gè)時(shí)代也有自己的船。船長在燈下讀報，海風吹過，桅杆輕輕地響，沒有人說話。\n"
)
PLAIN = (
    "這個港口的業務發展很快，業務多了，人也多了。每個時代都有自己的業務，"
    "每個時代也有自己的船。船長在燈下讀報，海風吹過，桅杆輕輕地響，沒有人說話。\n"
)


def test_all_glosses_are_one_finding() -> None:
    (finding,) = check(GLOSSED)
    assert finding.span == (2, 6)
    assert finding.message == (
        "12 characters have their pronunciation behind them, as in `個(gè)`: delete it"
    )
    assert [GLOSSED[edit.start : edit.end] for edit in finding.edits[:3]] == [
        "(gè)",
        "(yè)",
        "(wù)",
    ]
    assert after(GLOSSED) == PLAIN


@pytest.mark.parametrize(
    "text, fixed",
    [
        ("# 業(yè)務(wù)\n", "# 業務\n"),
        ("**業(yè)務(wù)**\n", "**業務**\n"),
        ("在**個(gè)**人身上\n", "在**個**人身上\n"),
        ("[業(yè)務(wù)](業(yè).md)\n", "[業務](業(yè).md)\n"),
        ("業(yè)(yè)務(wù)(註)\n", "業(yè)務(註)\n"),
        ("港(gǎng)\n", "港\n"),
        ("綠(lǜ)\n", "綠\n"),
        # No glosses: another character's reading, two syllables, capitals, no tone, a space.
        ("港(lóng) 港(hǎigǎng) 港(Gǎng) 港(gang) 港 (gǎng) 港（gǎng）\n",) * 2,
        ("a(ā) (ā)\n",) * 2,
        ("`業(yè)` ![[業(yè).png]] #業(yè)\n",) * 2,
    ],
)
def test_what_goes_and_what_stays(text: str, fixed: str) -> None:
    assert after(GLOSSED + text) == PLAIN + fixed


def test_a_title_is_prose() -> None:
    text = f"---\ntitle: 業(yè)務(wù)\nauthor: 業(yè)\n---\n{GLOSSED}"
    assert after(text) == f"---\ntitle: 業務\nauthor: 業(yè)\n---\n{PLAIN}"


FILLING = "船長在燈下讀報，海風吹過，桅杆輕輕地響，沒有人說話，天快亮的時候雨也停了。"


@pytest.mark.parametrize(
    "text, why",
    [
        ("業(yè)務(wù)發(fā)個(gè)業(yè)務(wù)個(gè)", "too few"),
        ("業(yè)務(wù)發(fā)" * 3, "too few different ones"),
        ("港(gǎng)口(kǒu)業(yè)務(wù)發(fā)個(gè)長(cháng)時(shí)", "each only once"),
        ("業(yè)務(wù)發(fā)個(gè)" * 3 + "業務發個", "often without"),
        ("業(yè)務(wù)發(fā)個(gè)時(shí)" * 3 + "個(gě)", "one with two readings"),
        ("港(gǎng)口(kǒu)街(jiē)市(shì)" * 4, "no Traditional characters"),
        ("業(yè)務(wù)港(lóng)口(zhàn)船(mǎ)個(gè)人(yú)風(tù)雨(kē)水(mó)" * 2, "wrong readings"),
    ],
)
def test_too_little_to_go_by(text: str, why: str) -> None:
    assert check(text + FILLING * 3) == []


def test_less_than_certain_is_unsafe() -> None:
    for text in ("業(yè)務(wù)發(fā)個(gè)" * 2, "港(gǎng)口(kǒu)街(jiē)市(shì)" * 5):
        (finding,) = check(text + FILLING * 3)
        assert finding.safety == "unsafe"
        assert finding.message.endswith("delete it if no person wrote it")


def test_a_text_with_its_pronunciation_throughout_is_a_reader() -> None:
    assert check("業(yè)務(wù)發(fā)個(gè)" * 5) == []


def test_pypinyin_is_loaded_only_where_there_are_glosses() -> None:
    source = (
        "import sys\n"
        "from vaultkit.checks.text.pinyin_gloss import RULE\n"
        "from vaultkit.note.note import Note\n"
        "list(RULE.check(Note('a.md', '港(gǎng)口(如圖)' * 3), RULE.options()))\n"
        "print('pypinyin' in sys.modules)\n"
    )
    command = [sys.executable, "-c", source]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
