"""The command line: flags to calls. It reads no text and finds nothing itself."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from claimx import __version__, errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimx.inputs import Article

app = typer.Typer(
    name="claimx",
    help="Who said what, when, and who took it back: claims and retractions in Indonesian news.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How a record is printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimx {__version__}")
        raise typer.Exit


def _day(value: str | None) -> str | None:
    from claimx.inputs import iso_day

    if value is None:
        return None
    try:
        return iso_day(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no day of the calendar; write it as 2020-07-12") from None


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Who said what, when, and who took it back: claims and retractions in Indonesian news."""


@app.command()
def extract(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES|FOLDERS|GLOBS|-]...",
            help="Texts (.txt), JSON Lines (.jsonl), folders, patterns, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="table for people, json or jsonl for pipes.")] = Format.table,
    published: Annotated[
        str | None,
        typer.Option(
            "--published", metavar="DATE", callback=_day, help="Day of publication (2020-07-12), for all inputs.", show_default=False
        ),
    ] = None,
    include_text: Annotated[bool, typer.Option("--include-text", help="Put the article's text into the JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but failures.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell on standard error what is read and how long it took.")] = False,
) -> None:
    """Print quotes with their speakers, dates, cues of retraction, and the ledger of claims.

    Exit code 0 when all went well, 2 when an input could not be read or an option is wrong.
    """
    from claimx.inputs import read_all

    if not inputs:
        if sys.stdin.isatty():
            typer.echo("claimx extract: no input. Name a file, or pipe text in.", err=True)
            raise typer.Exit(errors.FAILED_INPUT)
        inputs = ["-"]
    failed: list[errors.InputError] = []

    def report(error: errors.InputError) -> None:
        failed.append(error)
        typer.echo(f"claimx: {error}", err=True)

    def articles() -> Iterator[Article]:
        for item in read_all(inputs, published):
            if isinstance(item, errors.InputError):
                report(item)
            else:
                yield item

    try:
        count = _print_all(articles(), report, format, include_text, quiet, verbose)
    except BrokenPipeError:
        # the reader went away: nothing more to say, and nothing to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(errors.CLOSED_PIPE) from None
    except KeyboardInterrupt:
        raise typer.Exit(errors.INTERRUPTED) from None
    if verbose:
        typer.echo(f"claimx: {count} read, {len(failed)} failed", err=True)
    if failed:
        raise typer.Exit(errors.FAILED_INPUT)


def _print_all(
    articles: Iterator[Article], report: Callable[[errors.InputError], None], format: Format, include_text: bool, quiet: bool, verbose: bool
) -> int:
    """Print the records of the articles as they are made; return how many."""
    import time

    from claimx.pipeline import run
    from claimx.render.lines import json_text

    count = 0
    out = sys.stdout
    out.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    console = None
    if format is Format.table:
        from rich.console import Console

        console = Console(markup=False, emoji=False, highlight=False, soft_wrap=False)
    started = time.perf_counter()
    for document in run(articles, include_text):
        if isinstance(document, errors.InputError):
            report(document)
            continue
        count += 1
        if console is not None:
            from claimx.render.table import show

            if count > 1:
                console.print()
            show(document, console)
        else:
            out.write(json_text(document, 2 if format is Format.json else None) + "\n")
        if verbose:
            typer.echo(f"claimx: {document['source']}: {time.perf_counter() - started:.3f} s", err=True)
            started = time.perf_counter()
        if not quiet and console is None:
            for warning in document["warnings"]:
                typer.echo(f"claimx: {document['source']}: {warning['message']}", err=True)
    out.flush()
    return count
