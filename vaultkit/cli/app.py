"""The command `vaultkit`: every command's arguments, and nothing else.

What a command needs is imported when it runs, so that `--version` and `--help` are quick.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vaultkit import __version__

app = typer.Typer(
    help="Turn a folder of Markdown notes into one consistent vault.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How findings and plans are printed."""

    text = "text"
    json = "json"


Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Use this configuration.")
]
OutputFormat = Annotated[Format, typer.Option("--output-format", help="How to print.")]


@app.command()
def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]…", help="Notes or folders; `-` is standard input."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write the safe fixes.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Make the unsafe fixes too.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would write; write nothing.")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE,…", help="Only these rules: codes, prefixes, or ALL."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODE,…", help="Not these rules.")
    ] = None,
    output_format: OutputFormat = Format.text,
    stdin_filename: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The note that standard input is the text of."),
    ] = None,
    config: Config = None,
) -> None:
    """Report what is wrong in notes, and fix what is certain."""
    from vaultkit.cli import lint as command

    arguments = command.Arguments(
        paths=paths or ["."],
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        select=_split(select),
        ignore=_split(ignore),
        json=output_format is Format.json,
        stdin_filename=stdin_filename,
        config=config,
    )
    raise typer.Exit(command.run(arguments))


@app.command()
def normalize(
    vault: Annotated[Path, typer.Argument(metavar="VAULT", help="The vault; it is not changed.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Where the new vault goes.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the plan; write nothing.")
    ] = False,
    output_format: OutputFormat = Format.text,
    config: Config = None,
) -> None:
    """Make a new vault of this one: all safe fixes, one layout, links that follow."""
    from vaultkit.cli import normalize as command

    raise typer.Exit(command.run(vault, to, dry_run, output_format is Format.json, config))


@app.command()
def index(
    vault: Annotated[Path, typer.Argument(metavar="[VAULT]", help="The vault.")] = Path("."),
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether the pages are up to date.")
    ] = False,
    config: Config = None,
) -> None:
    """Bring the generated pages up to date: who links to what."""
    from vaultkit.cli import index as command

    raise typer.Exit(command.run(vault, check, config))


@app.command()
def links(
    vault: Annotated[Path, typer.Argument(metavar="[VAULT]", help="The vault.")] = Path("."),
    source: Annotated[
        str | None, typer.Option("--from", metavar="NOTE", help="Only the links in this note.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("--to", metavar="NOTE", help="Only the links to this file.")
    ] = None,
    broken: Annotated[
        bool, typer.Option("--broken", help="Only links to what is not there.")
    ] = False,
    output_format: OutputFormat = Format.text,
    config: Config = None,
) -> None:
    """List every link and where it goes."""
    from vaultkit.cli import links as command

    is_json = output_format is Format.json
    raise typer.Exit(command.run(vault, source, target, broken, is_json, config))


@app.command()
def rules(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="One rule.")] = None,
) -> None:
    """List the rules, or show the page of one."""
    from vaultkit.cli import rules as command

    raise typer.Exit(command.run(code))


def _split(codes: list[str] | None) -> list[str]:
    """`--select FM,TX001 --select DT` as a list of codes."""
    return [
        code.strip().upper() for entry in codes or () for code in entry.split(",") if code.strip()
    ]


def _version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None: ...
