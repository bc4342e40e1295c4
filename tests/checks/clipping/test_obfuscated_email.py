from __future__ import annotations

from vaultkit.checks import run
from vaultkit.checks.clipping.obfuscated_email import RULE
from vaultkit.checks.rule import NoOptions
from vaultkit.checks.ruleset import Active
from vaultkit.note.note import Note


def messages(text: str) -> list[str]:
    found = run.check(Note("note.md", text), [Active(RULE, NoOptions())])
    assert all(text[slice(*f.span)].startswith("[email") for f in found)
    return [finding.message for finding in found]


LOST = "the website hid an e-mail address here, and it is not in this note: look for it "


def test_the_message_says_where_to_look() -> None:
    hidden = "灯 [email\u00a0protected] `[email protected]`\n"
    assert messages(hidden) == [LOST + "on the page itself"]
    matter = "---\ntitle: 灯\nlink: https://example.com/灯\n---\n"
    assert messages(matter + hidden) == [LOST + "at https://example.com/灯"]


def test_the_address_in_the_link_is_read() -> None:
    link = "[[email protected]](/cdn-cgi/l/email-protection#{})"
    code = bytes([7, *(byte ^ 7 for byte in "灯@example.com".encode())]).hex()
    told = "the website hid an e-mail address here; by the link it is `灯@example.com`"
    other = link.format("00112233")
    assert messages(f"{link.format(code)} 和 [email protected] {other}\n") == [
        told,
        LOST + "on the page itself",
        LOST + "on the page itself",
    ]


def test_the_address_in_the_tag_is_read() -> None:
    code = bytes([7, *(byte ^ 7 for byte in b"a@example.com")]).hex()
    told = "the website hid an e-mail address here; by the link it is `a@example.com`"
    tag = f'<a href="#" data-cfemail="{code}" class=x>[email&#160;protected]</a>'
    assert messages(f"来信：{tag}，[email&#160;protected]\n") == [told, LOST + "on the page itself"]
    assert messages(f"<p>{tag}</p>\n") == [told]
    assert messages(f"`{tag}`\n\n<p>[email protected]</p>\n") == []
