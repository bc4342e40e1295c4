"""`vaultkit rules`."""

from __future__ import annotations

import sys

from vaultkit.checks.pages import Page, pages, patterns_of
from vaultkit.checks.registry import rules
from vaultkit.cli.session import UsageError, guarded


def run(code: str | None) -> int:
    """List the rules, or show one page; the exit code."""
    return guarded(lambda: _list() if code is None else _show(code))


def _list() -> int:
    for rule in rules().values():
        state = "on " if rule.default else "off"
        print(f"{rule.code}  {state}  {rule.fix or 'report':<6}  {rule.name}")
    return 0


def _show(code: str) -> int:
    book = pages()
    named = [*book.values(), *(p.page for page in book.values() for p in patterns_of(page))]
    page = book.get(code.upper()) or next((p for p in named if p.name == code), None)
    if page is None:
        import difflib

        near = difflib.get_close_matches(code.upper(), book, n=1)
        hint = f"; did you mean {near[0]}?" if near else "; `vaultkit rules` lists them"
        raise UsageError(f"there is no rule {code}{hint}")
    _print(page)
    return 0


def _print(page: Page) -> None:
    text = page.text
    if found := patterns_of(page):
        listed = "\n".join(f"- `{pattern.page.name}`: {pattern.title}" for pattern in found)
        text += f"\n\n## Patterns\n\nEach has a page: `vaultkit rules NAME` shows it.\n\n{listed}"
    if not sys.stdout.isatty():
        print(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))
