"""The command line: flags to calls. It reads no text and finds nothing itself; `session` does what the commands share."""

from __future__ import annotations

import os
import re
import shlex
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from claimx import __version__, errors
from claimx.inputs.article import MAX_BYTES, TIMEOUT
from claimx.inputs.paths import is_folder
from claimx.outputs.formats import into_folder
from claimx.render.words import say, speak, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimx.selection import Selection
    from claimx.session import Run


class _Commands(TyperGroup):
    """The commands; a file in place of one is answered with the command that reads it."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # of the click that typer brings, which changed its place
        if args[0] not in self.commands and os.path.lexists(args[0]):
            kind = "folder" if is_folder(args[0]) else "file"
            ctx.fail(say(spoken(), f"option.{kind}", name=args[0], arguments=shlex.join(args)))
        return super().resolve_command(ctx, args)


_SELDOM = frozenset(
    "fields no_header limit files_from kind text_key encoding max_bytes timeout min_confidence exit_code include_text unordered cluster errors_to versions within".split()
)


class _Command(TyperCommand):
    """A command whose help tells the options that are seldom needed under a heading of their own, and whose errors are told in words for people."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        try:
            return super().make_context(*args, **more)
        except typer.BadParameter as error:  # in the words of pydantic, which typer asks
            error.message = error.message.removeprefix("Value error, ").replace("Input should", "the value should")
            raise

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what follows the command's name, in the same form whichever version of typer is installed."""
        pieces = ["[OPTIONS]"]
        for param in self.get_params(ctx):
            if param.param_type_name == "argument":
                name = param.metavar or str(param.name).upper()
                pieces.append((name if param.required else f"[{name}]") + ("..." if param.nargs == -1 else ""))
        return pieces

    def format_options(self, ctx: Any, formatter: Any) -> None:
        parts: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": [], "Options that are seldom needed": []}
        for param in self.get_params(ctx):
            if (row := param.get_help_record(ctx)) is not None:
                kind = "Arguments" if param.param_type_name == "argument" else "Options"
                row = (row[0].partition(" <")[0], row[1]) if kind == "Arguments" else row  # without the type, which typer tells
                parts["Options that are seldom needed" if param.name in _SELDOM else kind].append(row)
        for heading, rows in parts.items():
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


app = typer.Typer(
    name="claimx",
    cls=_Commands,
    help="Who said what, when, and who took it back: claims and retractions in Indonesian news.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_option = partial(typer.Option, show_default=False)
Format = StrEnum("Format", "table json jsonl csv tsv md markdown html parquet db jsonld labelstudio")  # of records
DateFormat = StrEnum("DateFormat", "jsonl table csv tsv parquet")
TraceFormat = StrEnum("TraceFormat", "table json jsonl csv html db claimreview")
Layer = StrEnum("Layer", "quotes dates cues claims ledger")  # of a record
Language = StrEnum("Language", "id en")  # of what people read
Kind = StrEnum("Kind", "text html json jsonl")  # of an input


def _wrong(name: str, /, **parts: object) -> typer.BadParameter:
    """Return the error of an option: an `option` of the catalogue, in the language of this run."""
    return typer.BadParameter(say(spoken(), f"option.{name}", **parts))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimx {__version__}")
        raise typer.Exit


def _day(value: str | None) -> str | None:
    from claimx.inputs import iso_day

    if value is None:
        return None
    try:
        return iso_day(value, exact=True)
    except ValueError:
        raise _wrong("day", value=value) from None


def _jobs(value: str | int) -> int:
    from claimx.batch import jobs_of

    try:
        return jobs_of(str(value))
    except ValueError:
        raise _wrong("workers", value=value) from None


_SIZE = re.compile(r"(\d{1,12})\s*(?:([kMG])B?|B)?", re.IGNORECASE)
_LARGEST = 10**12  # bytes


def _size(value: str | int) -> int:
    """Return the bytes that a size says, as people write it: 800kB, 50MB, 2GB, or a number."""
    match = _SIZE.fullmatch(str(value).strip())
    found = int(match[1]) * 1000 ** ("kmg".index(match[2].lower()) + 1 if match[2] else 0) if match else 0
    if not 1 <= found <= _LARGEST:
        raise _wrong("size", value=value)
    return found


def _list_of(names: str) -> Callable[[str], list[str]]:
    """Return what completes the last name of a list parted by commas, from those that `claimx.selection` has under this name."""

    def complete(incomplete: str) -> list[str]:
        from claimx import selection

        known: tuple[str, ...] = getattr(selection, names)
        begun, comma, last = incomplete.rpartition(",")
        return [f"{begun}{comma}{name}" for name in known if name.startswith(last) and name not in begun.split(",")]

    return complete


def _some_of(flag: str, names: str, help: str) -> Any:
    """Return the option that takes a list of those names that `claimx.selection` has under `names`."""
    return _option(flag, metavar="LIST", autocompletion=_list_of(names), help=help)


def _format(asked: StrEnum | None, output: str | None, known: type[StrEnum], usual: StrEnum) -> str:
    """Return the format that `-f` or the name of the output says."""
    from claimx.outputs.formats import format_of

    try:
        return format_of(asked and asked.value, output, [form.value for form in known], usual.value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _names(value: str | None) -> list[str]:
    return [name.strip() for name in (value or "").split(",") if name.strip()]


def _chosen(value: str | None, known: tuple[str, ...]) -> frozenset[str]:
    """Return the names in a list parted by commas."""
    names = _names(value)
    if value is not None and not names:
        raise _wrong("none_named", value=value, known=", ".join(known))
    if unknown := [name for name in names if name not in known]:
        raise _wrong("unknown", name=unknown[0], known=", ".join(known))
    return frozenset(names)


def _fields(names: str | None, layer: str) -> tuple[str, ...]:
    """Return the columns that `--fields` names."""
    from claimx.render.rows import COLUMNS

    found = tuple(_names(names))
    if unknown := [name for name in found if name not in COLUMNS[layer]]:
        raise _wrong("column", name=unknown[0], layer=layer, known=", ".join(COLUMNS[layer]))
    return found


def _somewhere(value: str | None) -> str | None:
    if value == "":
        raise _wrong("empty")
    return value


def _command(value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise _wrong("no_command")
    return value


def _a_file(value: str | None) -> str | None:
    if value and into_folder(value):
        raise _wrong("one_file", value=value)
    return _somewhere(value)


def _no_stream(value: str | None) -> str | None:
    if value == "-":
        raise _wrong("no_stream")
    return _a_file(value)


@app.callback()
def main(
    version: Annotated[bool, _option("--version", callback=_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Who said what, when, and who took it back: claims and retractions in Indonesian news."""


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUTS",
        help="Text, HTML, JSON and JSON Lines, also .gz, .bz2, .xz, .zst; folders, patterns, or - for standard input.",
        show_default=False,
    ),
]
FilesFrom = Annotated[
    str | None, _option("--files-from", metavar="FILE", help="Also read the files that FILE lists, one a line (- for standard input).")
]
Published = Annotated[
    str | None, _option("--published", metavar="DATE", callback=_day, help="Day of publication (2020-07-12), for all inputs.")
]
From = Annotated[Kind | None, _option("--from", help="What the inputs are, where names and beginnings do not tell.")]
TextKey = Annotated[str | None, _option("--text-key", metavar="KEY", help="Key of the text in JSON (else text, content, body …).")]
Encoding = Annotated[str | None, _option("--encoding", metavar="NAME", help="Encoding of the inputs (else UTF-8, or guessed).")]
MaxBytes = Annotated[
    int, _option("--max-bytes", metavar="SIZE", parser=_size, help="Refuse a text that is larger, decompressed: 800kB, 2GB (else 50MB).")
]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.1, max=86_400, help="Give up on a page of HTML that is not read by then.")
]
Output = Annotated[
    str | None,
    _option("--output", "-o", metavar="FILE|FOLDER/", callback=_somewhere, help="Write there instead: a file, or one for each article."),
]
Force = Annotated[bool, _option("--force", help="Write over what is there.")]
Lang = Annotated[
    Language | None,
    _option("--lang", callback=speak, is_eager=True, help="Language of tables, pages and messages (else that of the locale: id, or en)."),
]
ErrorsTo = Annotated[
    str | None, _option("--errors-to", metavar="FILE", callback=_no_stream, help="Also write what failed there, one JSON object a line.")
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", metavar="N|auto", parser=_jobs, help="Worker processes; auto is one for each processor.")
]
Unordered = Annotated[bool, typer.Option("--unordered", help="With --jobs: print records as they are done, not as they came in.")]
Quiet = Annotated[bool, _option("--quiet", "-q", help="Say nothing on standard error but failures.")]
Verbose = Annotated[bool, _option("--verbose", "-v", help="Tell on standard error what is read.")]


def _run(
    inputs: list[str] | None, files_from: str | None, published: str | None, kind: Kind | None, text_key: str | None, encoding: str | None,
    max_bytes: int, timeout: float, jobs: int, unordered: bool, errors_to: str | None, quiet: bool, verbose: bool,
) -> Run:  # fmt: skip
    from claimx.inputs import Settings
    from claimx.session import Run, tell

    if not inputs and not files_from:
        if sys.stdin is None or sys.stdin.isatty():
            tell("no_input")
            raise typer.Exit(errors.FAILED_INPUT)
        inputs = ["-"]
    settings = Settings(published, text_key, encoding, kind.value if kind else None, max_bytes, timeout)
    return Run(inputs or [], files_from, settings, jobs, not unordered, errors_to, quiet, verbose and not quiet)


def _sections(wanted: Selection, everything: bool) -> tuple[str, ...]:
    """Return what the table shows: the claims or cues that were asked for, or claims and quotes."""
    if everything:
        return "claims", "quotes", "dates", "cues"
    if wanted:
        return ("claims", "cues") if wanted.classes else ("claims",)
    return "claims", "quotes"


@app.command(
    cls=_Command,
    epilog="Examples: claimx extract berita.txt · claimx extract berita/ -o laporan.html · claimx extract berita/ --table ledger -o ledger.csv · "
    "cat berita.txt | claimx extract -f jsonl | jq '.quotes[]'",
)
def extract(
    inputs: Inputs = None,
    format: Annotated[
        Format | None,
        _option("--format", "-f", help="How records are printed; without it as the ending of -o says, else table, for people."),
    ] = None,
    table: Annotated[
        Layer,
        typer.Option(
            "--table", "--csv-of", help="The layer that csv, tsv and parquet hold a row of; ledger is one line for each claim acted upon."
        ),
    ] = Layer.quotes,
    fields: Annotated[str | None, _option("--fields", metavar="LIST", help="Only these columns of csv, tsv and parquet.")] = None,
    no_header: Annotated[bool, _option("--no-header", help="Leave the line with the names of the columns out of csv and tsv.")] = False,
    limit: Annotated[
        int | None, _option("--limit", metavar="N", min=1, help="Stop after N articles were printed (not with --cluster).")
    ] = None,
    output: Output = None,
    force: Force = False,
    resume: Annotated[
        bool, _option("--resume", help="Go on with a run into -o that was cut off (FILE.jsonl, FILE.db, or any FOLDER/).")
    ] = False,
    files_from: FilesFrom = None,
    published: Published = None,
    kind: From = None,
    text_key: TextKey = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    timeout: Timeout = TIMEOUT,
    status: Annotated[str | None, _some_of("--status", "STATUSES", "Only claims of these statuses (retracted,denied).")] = None,
    cue_class: Annotated[
        str | None, _some_of("--class", "CLASSES", "Only cues of these classes (denial,apology), and their claims.")
    ] = None,
    min_confidence: Annotated[
        float | None,
        _option(
            "--min-confidence",
            metavar="P",
            min=0,
            max=1,
            help="Probability from which a ledger line is sure, 0 to 1, in place of the program's, about 0.4; others are possible.",
        ),
    ] = None,
    exit_code: Annotated[bool, _option("--exit-code", help="Exit with 1 when nothing asked for was found.")] = False,
    explain: Annotated[
        bool,
        _option(
            "--explain",
            help="Show, in place of the table, for each quote and cue its spans, its rules in words, the clauses, and the candidates that lost.",
        ),
    ] = False,
    lang: Lang = None,
    include_text: Annotated[bool, _option("--include-text", help="Put the article's text into the JSON.")] = False,
    jobs: Jobs = 1,
    unordered: Unordered = False,
    cluster: Annotated[
        str | None,
        _option("--cluster", metavar="ADDRESS|local", help="Run on a Dask cluster, one part a file, into -o FOLDER/ (claimx[dask])."),
    ] = None,
    errors_to: ErrorsTo = None,
    quiet: Quiet = False,
    verbose: Annotated[
        bool, _option("--verbose", "-v", help="Tell on standard error what is read; the table shows dates and cues too.")
    ] = False,
) -> None:
    """Print quotes with their speakers, dates, cues of retraction, and the ledger of claims.

    With --status or --class, articles that hold no such claim or cue are left out.

    Exit code 0 when all went well, 1 when nothing was found (only with --exit-code), 2 when an input could not be read, the output
    could not be written or an option is wrong.
    """
    from claimx import selection
    from claimx.analysis import Analysis
    from claimx.outputs.writers import View

    form = _format(format, output, Format, Format.table)
    if explain and form != "table":
        raise _wrong("explain")
    if resume and not (output and (into_folder(output) or form in ("jsonl", "db"))):
        raise _wrong("resume")
    if form == "db" and (status or cue_class):
        raise _wrong("whole_database")
    if cluster is not None and limit is not None:
        raise _wrong("cluster_limit")
    if (fields or no_header) and form not in ("csv", "tsv", "parquet"):
        raise _wrong("rows", format=form)
    wanted = selection.Selection(_chosen(status, selection.STATUSES), _chosen(cue_class, selection.CLASSES))
    columns = _fields(fields, table.value)
    view = View(form, table.value, explain, force, resume, _sections(wanted, verbose), columns, not no_header, spoken())
    if cluster is not None and not ((inputs or files_from) and output and output.endswith("/") and form in ("jsonl", "parquet")):
        raise _wrong("cluster")
    run = _run(inputs, files_from, published, kind, text_key, encoding, max_bytes, timeout, jobs, unordered, errors_to, quiet, verbose)
    analysis = Analysis(include_text or view.needs_text, None, min_confidence)
    if cluster is not None:
        found = run.on_cluster(cluster, view, output or "", wanted, analysis)
    else:
        found = run.extract(view, output, wanted, analysis, limit)
    if exit_code and not found:
        raise typer.Exit(errors.NOTHING_FOUND)


@app.command(
    cls=_Command,
    epilog="Examples: claimx dates berita.txt -f table · claimx dates berita/ --type DATE -o tanggal.csv · claimx dates --conflicts berita/",
)
def dates(
    inputs: Inputs = None,
    format: Annotated[
        DateFormat | None,
        _option(
            "--format",
            "-f",
            help="How they are printed: jsonl one a line, table in words for people, csv, tsv and parquet rows; without it as -o ends, else jsonl.",
        ),
    ] = None,
    types: Annotated[str | None, _some_of("--type", "TYPES", "Only those of these types (DATE,TIME,DURATION,SET).")] = None,
    conflicts: Annotated[bool, _option("--conflicts", help="Only those whose weekday disagrees with the date.")] = False,
    output: Annotated[str | None, _option("--output", "-o", metavar="FILE", callback=_a_file, help="Write there instead.")] = None,
    force: Force = False,
    lang: Lang = None,
    files_from: FilesFrom = None,
    published: Published = None,
    kind: From = None,
    text_key: TextKey = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    timeout: Timeout = TIMEOUT,
    jobs: Jobs = 1,
    unordered: Unordered = False,
    errors_to: ErrorsTo = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the temporal expressions alone: JSON Lines, one expression a line, each with its `source`.

    With --type or --conflicts, articles that hold no such expression are left out.

    Exit code 0 when all went well, 2 when an input could not be read or an option is wrong.
    """
    from claimx import selection
    from claimx.analysis import Analysis
    from claimx.outputs.writers import View

    wanted = selection.DateSelection(_chosen(types and types.upper(), selection.TYPES), conflicts)
    form = _format(format, output, DateFormat, DateFormat.jsonl)
    view = View({"jsonl": "date lines", "table": "date table"}.get(form, form), "dates", force=force, lang=spoken())
    run = _run(inputs, files_from, published, kind, text_key, encoding, max_bytes, timeout, jobs, unordered, errors_to, quiet, verbose)
    run.extract(view, output, wanted, Analysis(only=("claimx_dates",)))


@app.command(
    cls=_Command,
    epilog="Examples: claimx trace berita/ · claimx trace claims.db berita-baru/ --silent · claimx trace berita/ --status denied -o jejak.html",
)
def trace(
    inputs: Inputs = None,
    format: Annotated[
        TraceFormat | None,
        _option(
            "--format",
            "-f",
            help="How threads are printed: table for people, html pages, db tables of a database, claimreview drafts in JSON-LD; without it as -o ends, else table.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        _option(
            "--output",
            "-o",
            metavar="FILE|FOLDER/",
            callback=_somewhere,
            help="Write there instead; html into a folder is a page a thread.",
        ),
    ] = None,
    force: Force = False,
    status: Annotated[str | None, _some_of("--status", "STATUSES", "Only threads of these statuses (retracted,denied).")] = None,
    person: Annotated[str, _option("--person", metavar="NAME", help="Only threads in which this name claims or acts.")] = "",
    outlet: Annotated[str, _option("--outlet", metavar="NAME", help="Only threads with an article of this outlet.")] = "",
    since: Annotated[
        str | None, _option("--since", metavar="DATE", callback=_day, help="Only threads with an article of this day or later.")
    ] = None,
    until: Annotated[
        str | None, _option("--until", metavar="DATE", callback=_day, help="Only threads with an article of this day or earlier.")
    ] = None,
    silent: Annotated[bool, _option("--silent", help="Only threads with articles that never told of the act.")] = False,
    about: Annotated[str, _option("--about", metavar="WORDS", help="Only threads that hold all these words.")] = "",
    everything: Annotated[
        bool, _option("--all", help="Also matters that no act is likely to have moved, and those of one article.")
    ] = False,
    within: Annotated[
        int | None,
        _option("--within", metavar="DAYS", min=0, help="Compare only articles that came out so many days apart at most, else two years."),
    ] = None,
    explain: Annotated[bool, _option("--explain", help="Show why statements are taken for one matter.")] = False,
    versions: Annotated[bool, _option("--versions", help="Show instead what changed between the texts of one address.")] = False,
    exit_code: Annotated[bool, _option("--exit-code", help="Exit with 1 when no thread was found.")] = False,
    lang: Lang = None,
    files_from: FilesFrom = None,
    published: Published = None,
    kind: From = None,
    text_key: TextKey = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    timeout: Timeout = TIMEOUT,
    jobs: Jobs = 1,
    errors_to: ErrorsTo = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Follow matters through many articles: who stated them, who told that they were taken back, and who never did.

    Inputs are articles, or records that `extract -f jsonl` wrote. A FILE.db among them is a database: it takes in the articles of the others and
    keeps them, so that the next run adds only what is new.

    Exit code 0 when all went well, 1 when no thread was found (only with --exit-code), 2 when an input could not be read or an option is wrong.
    """
    from claimx import selection
    from claimx.outputs.writers import View

    statuses = _chosen(status, selection.STATUSES)
    form = _format(format, output, TraceFormat, TraceFormat.table)
    if versions and form in ("db", "html", "csv", "claimreview"):
        raise _wrong("versions", format=form)
    wanted = selection.ThreadSelection(statuses, person, outlet, since or "", until or "", silent, about)
    run = _run(inputs, files_from, published, kind, text_key, encoding, max_bytes, timeout, jobs, False, errors_to, quiet, verbose)
    found = run.trace(View(form, explain=explain, force=force, lang=spoken()), output, wanted, everything, versions, within)
    if exit_code and not found:
        raise typer.Exit(errors.NOTHING_FOUND)


ReviewFormat = StrEnum("ReviewFormat", "table jsonl csv claimreview")


@app.command(
    cls=_Command,
    epilog="Examples: claimx extract berita/ -o claims.db && claimx review claims.db · claimx review claims.db --reviewed -f csv -o diterima.csv · "
    "claimx review claims.db --export gold-kami/",
)
def review(
    database: Annotated[Path, typer.Argument(metavar="FILE.db", help="A database that `claimx extract -o FILE.db` wrote.")],
    name: Annotated[str, _option("--name", metavar="NAME", help="Who reviews (else the name of the account).")] = "",
    again: Annotated[bool, _option("--again", help="Also ask of lines that have a verdict.")] = False,
    program: Annotated[
        str | None,
        _option(
            "--with",
            metavar="COMMAND",
            callback=_command,
            help='Let a program judge instead, in its own name: it reads one JSON object a line and answers each at once (flush) with one, {"verdict": accepted, rejected or skipped}, and any of actor, claimant, wording, note.',
        ),
    ] = None,
    reviewed: Annotated[bool, _option("--reviewed", help="Print the lines that a person accepted, and ask nothing.")] = False,
    format: Annotated[
        ReviewFormat | None, _option("--format", "-f", help="How --reviewed prints them (else as -o ends, else table).")
    ] = None,
    output: Annotated[str | None, _option("--output", "-o", metavar="FILE", callback=_a_file, help="Write them there instead.")] = None,
    export: Annotated[
        str | None,
        _option(
            "--export",
            metavar="FOLDER/",
            callback=_somewhere,
            help="Write there what was accepted: annotated articles for `claimx score`, and claimreview.jsonl.",
        ),
    ] = None,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Go through the lines of a ledger one by one: accept, reject, mend who and what, note. Each verdict is kept at once, and later runs keep it.

    Exit code 0 when all went well, 2 when the file could not be read or written or an option is wrong.
    """
    from claimx.session import guarded, review_lines, write_reviewed

    form = _format(format, output, ReviewFormat, ReviewFormat.table)
    if (format or output) and not reviewed:
        raise _wrong("reviewed")
    if program and (reviewed or export):
        raise _wrong("with_reviewed")
    if reviewed or export:
        guarded(lambda: write_reviewed(database, form if reviewed else None, output, export, force, spoken()))
    else:
        guarded(lambda: review_lines(database, name, program or "", again, spoken()))


@app.command(cls=_Command, epilog="Example: claimx extract -f jsonl -o hasil.jsonl gold/*.txt && claimx score gold/ hasil.jsonl --errors 5")
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of NAME.txt and NAME.gold.json.")],
    predictions: Annotated[Path, typer.Argument(metavar="PREDICTIONS", help="What `claimx extract -f jsonl` printed for these texts.")],
    as_json: Annotated[bool, _option("--json", help="Print one JSON object: figures, bands of confidence, faults.")] = False,
    faults: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="Also list N faults of each kind.")] = 0,
    lang: Lang = None,
) -> None:
    """Measure records against your own annotation: precision, recall and F1 of quotes, speakers, dates and cues.

    Exit code 0 when all went well, 2 when a file could not be read.
    """
    from claimx import scoring
    from claimx.session import guarded, tell

    def work() -> None:
        tally = scoring.score(gold, predictions)
        for name in tally.without:
            tell("without", name=name, predictions=predictions)
        if as_json:
            import json

            sys.stdout.write(json.dumps(scoring.record(tally), ensure_ascii=False, indent=1) + "\n")
        else:
            from rich.console import Console

            from claimx.render.figures import show

            show(tally, Console(markup=False, emoji=False, highlight=False), faults, spoken())

    guarded(work)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records that `extract` prints."""
    import json

    from claimx.records import json_schema
    from claimx.session import guarded

    guarded(lambda: print(json.dumps(json_schema(), indent=1, ensure_ascii=False)))
