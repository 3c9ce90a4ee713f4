"""The command line: flags to calls. It reads no text and finds nothing itself."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimx import __version__, errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimx.inputs import Article
    from claimx.records import Document

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


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILES|FOLDERS|GLOBS|-]...",
        help="Texts (.txt), JSON Lines (.jsonl), folders, patterns, or - for standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", callback=_day, help="Day of publication (2020-07-12), for all inputs.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but failures.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell on standard error what is read and how long it took.")]


@app.command()
def extract(
    inputs: Inputs = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="table for people, json or jsonl for pipes.")] = Format.table,
    published: Published = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="LIST", help="Only claims of these statuses (retracted,denied).", show_default=False),
    ] = None,
    cue_class: Annotated[
        str | None,
        typer.Option("--class", metavar="LIST", help="Only cues of these classes (denial,apology), and their claims.", show_default=False),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when nothing asked for was found.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show for each quote and cue its spans, its rules in words, and the candidates that lost.")
    ] = False,
    include_text: Annotated[bool, typer.Option("--include-text", help="Put the article's text into the JSON.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print quotes with their speakers, dates, cues of retraction, and the ledger of claims.

    With --status or --class, articles that hold no such claim or cue are left out.

    Exit code 0 when all went well, 1 when nothing was found (only with --exit-code), 2 when an input could not be read
    or an option is wrong.
    """
    if explain and format is not Format.table:
        raise typer.BadParameter("--explain is a view for the terminal; the JSON holds the same under rule, speaker_rule and candidates")
    if status is None and cue_class is None:
        statuses = classes = frozenset[str]()
    else:
        from claimx import selection

        try:
            statuses, classes = selection.parse(status, selection.STATUSES), selection.parse(cue_class, selection.CLASSES)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
    found = _each(
        inputs,
        published,
        verbose,
        lambda articles, report: _print_all(articles, report, format, statuses, classes, include_text, explain, quiet, verbose),
    )
    if exit_code and not found:
        raise typer.Exit(errors.NOTHING_FOUND)


@app.command()
def dates(inputs: Inputs = None, published: Published = None, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Print the temporal expressions alone: JSON Lines, one expression a line, each with its `source`.

    Exit code 0 when all went well, 2 when an input could not be read or an option is wrong.
    """
    _each(inputs, published, verbose, lambda articles, report: _print_dates(articles, report, quiet))


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of NAME.txt and NAME.gold.json.")],
    predictions: Annotated[Path, typer.Argument(metavar="PREDICTIONS", help="What `claimx extract -f jsonl` printed for these texts.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object: figures, bands of confidence, faults.")] = False,
    faults: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="Also list N faults of each kind.")] = 0,
) -> None:
    """Measure records against your own annotation: precision, recall and F1 of quotes, speakers, dates and cues.

    Exit code 0 when all went well, 2 when a file could not be read.
    """
    from claimx import scoring

    try:
        tally = scoring.score(gold, predictions)
    except errors.InputError as error:
        typer.echo(f"claimx: {error}", err=True)
        raise typer.Exit(errors.FAILED_INPUT) from None
    if as_json:
        import json

        typer.echo(json.dumps(scoring.record(tally), ensure_ascii=False, indent=1))
    else:
        from rich.console import Console

        from claimx.render.figures import show

        show(tally, Console(markup=False, emoji=False, highlight=False), faults)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records that `extract` prints."""
    from importlib.resources import files

    sys.stdout.write(files("claimx").joinpath("schema.json").read_text(encoding="utf-8"))


def _each(
    inputs: list[str] | None,
    published: str | None,
    verbose: bool,
    work: Callable[[Iterator[Article], Callable[[errors.InputError], None]], int],
) -> int:
    """Read the inputs for `work`, report those that fail, and return what it counted; ends the program when one failed."""
    from claimx.inputs import read_all

    if not inputs:
        if sys.stdin.isatty():
            typer.echo("claimx: no input. Name a file, or pipe text in.", err=True)
            raise typer.Exit(errors.FAILED_INPUT)
        inputs = ["-"]
    failed: list[errors.InputError] = []
    read = 0

    def report(error: errors.InputError) -> None:
        failed.append(error)
        typer.echo(f"claimx: {error}", err=True)

    def articles() -> Iterator[Article]:
        nonlocal read
        for item in read_all(inputs, published):
            if isinstance(item, errors.InputError):
                report(item)
            else:
                read += 1
                yield item

    # out of pipes and into them the text is UTF-8, whatever the locale
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        found = work(articles(), report)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader went away: nothing more to say, and nothing to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(errors.CLOSED_PIPE) from None
    except KeyboardInterrupt:
        raise typer.Exit(errors.INTERRUPTED) from None
    if verbose:
        typer.echo(f"claimx: {read} read, {len(failed)} failed", err=True)
    if failed:
        raise typer.Exit(errors.FAILED_INPUT)
    return found


def _print_dates(articles: Iterator[Article], report: Callable[[errors.InputError], None], quiet: bool) -> int:
    """Print the temporal expressions of the articles as they are found; return how many."""
    import json

    from claimx.pipeline import run

    count = 0
    for document in run(articles, only=("claimx_dates",)):
        if isinstance(document, errors.InputError):
            report(document)
            continue
        for expression in document["dates"]:
            count += 1
            sys.stdout.write(json.dumps({"source": document["source"], **expression}, ensure_ascii=False) + "\n")
        _warn(document, quiet)
    return count


def _warn(document: Document, quiet: bool) -> None:
    for warning in () if quiet else document["warnings"]:
        typer.echo(f"claimx: {document['source']}: {warning['message']}", err=True)


def _print_all(
    articles: Iterator[Article],
    report: Callable[[errors.InputError], None],
    format: Format,
    statuses: frozenset[str],
    classes: frozenset[str],
    include_text: bool,
    explain: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Print the records of the articles as they are made; return how many hold something that was looked for."""
    import time

    from claimx.pipeline import run
    from claimx.render.lines import json_text
    from claimx.selection import holds_anything, select

    printed = found = 0
    filtered = bool(statuses or classes)
    console = None
    if format is Format.table:
        from rich.console import Console

        console = Console(markup=False, emoji=False, highlight=False, soft_wrap=False)
    started = time.perf_counter()
    for document in run(articles, include_text):
        if isinstance(document, errors.InputError):
            report(document)
            continue
        if verbose:
            typer.echo(f"claimx: {document['source']}: {time.perf_counter() - started:.3f} s", err=True)
            started = time.perf_counter()
        document = select(document, statuses, classes)
        holds = holds_anything(document, filtered)
        found += holds
        if filtered and not holds:
            continue
        printed += 1
        if console is not None:
            from claimx.render import explain as explained
            from claimx.render import table

            if printed > 1:
                console.print()
            (explained if explain else table).show(document, console)
        else:
            sys.stdout.write(json_text(document, 2 if format is Format.json else None) + "\n")
            _warn(document, quiet)
    return found
