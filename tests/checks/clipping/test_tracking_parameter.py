from __future__ import annotations

import re

import pytest
from alone import alone
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.checks.clipping.tracking_parameter import RULE

check, after = alone(RULE)


def test_an_address_is_one_finding() -> None:
    text = "---\nsource: https://a.example/?utm_id=1&b=2&fbclid=3\n---\n"
    (finding,) = check(text)
    assert finding.span == (31, 52)
    assert (
        finding.message == "this address tracks who follows it by `utm_id`, `fbclid`: delete that"
    )
    assert finding.properties == ("source",)
    assert after(text) == "---\nsource: https://a.example/?b=2\n---\n"


@pytest.mark.parametrize(
    "address, left",
    [
        # What stays before and behind keeps its sign, whatever goes.
        ("https://a.example?utm_id=1", "https://a.example"),
        ("https://a.example/?utm_id=1&gclid=2&b=3&dclid=4&c", "https://a.example/?b=3&c"),
        ("https://a.example/?&utm_id=1&", "https://a.example/"),
        ("https://a.example/?b&&utm_id=1#c", "https://a.example/?b&#c"),
        ("https://USER@WWW.Bilibili.com:443/?vd_source=1", "https://USER@WWW.Bilibili.com:443/"),
        ("https://x.com/lamp/status/7?s=20&t=a", "https://x.com/lamp/status/7"),
        ("https://mp.weixin.qq.com/s/a?scene=1#rd", "https://mp.weixin.qq.com/s/a"),
        (
            "https://mp.weixin.qq.com/s?t=pages/lamp&__biz=1&mid=2&token=3&lang=zh&wm=4#rd",
            "https://mp.weixin.qq.com/s?t=pages/lamp&__biz=1&mid=2",
        ),
        # No value, another name, another case, another page, another site, a place in the page.
        *[
            (address,) * 2
            for address in (
                "https://a.example/?utm_id&utmost=1&UTM_ID=2",
                "https://a.example/utm_id=1#utm_id=2",
                "https://x.com/search?s=20&t=a",
                "https://notx.com/lamp/status/7?s=20",
                "https://mp.weixin.qq.com/s/a#lamp",
                "https://a.example/?utm_id=1&url=http%253A%252F%252Fb.example",
                "https://a.example/http:/b.example?utm_id=1",
                "https://web.archive.org/web/b.example?utm_id=1",
                "https://a.example/?utm_id=1&SIGN=2",
                "ftp://a.example/?utm_id=1",
            )
        ],
    ],
)
def test_what_goes_of_an_address(address: str, left: str) -> None:
    assert after(f"[lamp]({address}) <{address}>\n") == f"[lamp]({left}) <{left}>\n"


@pytest.mark.parametrize("key", ["pocket_url", "raindrop_id"])
def test_a_program_keeps_the_address_in_the_property_only(key: str) -> None:
    text = f"---\n{key}: 7\nsource: https://a.example/?utm_id=1\n---\n"
    assert after(f"{text}<https://a.example/?utm_id=1>\n") == f"{text}<https://a.example/>\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ncover: https://a.example/?utm_id=1\n---\n",
        '---\nsource: "https://a.example/?utm\\x5Fid=1"\n---\n',
        "https://a.example/?utm_id=灯\n",
        "https://a.example/?utm_id=a|b\n",
        "`https://a.example/?utm_id=1` %% https://a.example/?utm_id=1 %%\n",
        '<a href="https://a.example/?utm_id=1">lamp</a>\n',
        "Of UTM parameters: https://a.example/?utm_id=1\n",
        "https://a.example/?utm_id=1\u200b\n",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert check(text) == []


NAMES = st.sampled_from(["utm_id", "gclid", "b", "c", "utm"])
PARAMETERS = st.lists(st.tuples(NAMES, st.sampled_from(["=1", "=", "", "=%20"])), max_size=6)


@given(PARAMETERS, st.sampled_from(["&", "&amp;"]), st.sampled_from(["", "#lamp"]))
def test_what_stays_is_in_its_order_and_as_written(
    parameters: list[tuple[str, str]], sign: str, fragment: str
) -> None:
    written = [name + value for name, value in parameters]
    stay = [one for one in written if not re.match("(?:utm_id|gclid)=", one)]
    query = f"?{sign.join(written)}" if written else ""
    left = f"?{sign.join(stay)}" if stay or not written else ""
    if not written:
        left = ""
    expected = f"[x](https://a.example/{left}{fragment})"
    assert after(f"[x](https://a.example/{query}{fragment})") == expected
