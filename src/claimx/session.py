"""One run of a command over its inputs: articles in, records out, failures told and counted, and how the program ends.

What was finished is on disk or in the pipe whole, however the run ends; what was not is named on standard error.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Timer
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from claimx import errors
from claimx.analysis import Analysis
from claimx.batch import analyse
from claimx.inputs import Article, Settings, read_all
from claimx.inputs.earlier import tells_failures, was_written
from claimx.inputs.neighbours import beside, years_beside
from claimx.inputs.paths import SIDECAR, expand, folder_of, listed, readable
from claimx.inputs.published import sidecars
from claimx.outputs.destination import must_be_new, only_writer, part_of, resolved, written_with
from claimx.outputs.formats import DATABASES, into_folder
from claimx.outputs.writers import Folder, View, open_writer
from claimx.records import Document, Json, Warning
from claimx.render.inert import plain
from claimx.render.lines import json_text
from claimx.render.progress import shown, told_above
from claimx.render.words import say, spoken, warning_in_words
from claimx.selection import DateSelection, Selection, ThreadSelection

if TYPE_CHECKING:
    from claimx.trace.store import Store

_AGAIN = 0.05  # seconds until a dropped signal is sent anew
_PAGE_OF_MANY = re.compile(r"index\.html|T\d+\.html")  # what a folder of pages has beside those that are named after their sources
Passes = Callable[[Article], bool]  # whether an article was written before


@dataclass(slots=True)
class Run:
    """What a command was asked to do, and what has failed so far."""

    inputs: list[str]
    files_from: str | None
    settings: Settings
    jobs: int
    ordered: bool
    errors_to: str | None
    quiet: bool
    verbose: bool
    read: int = 0
    failed: list[errors.InputError] = field(default_factory=list)
    output: str | None = None  # a file or folder, `-` or None standard output
    force: bool = False  # write over what is there
    resume: bool = False  # go on with what is there
    reads_records: bool = False  # what `extract` wrote is an input too
    records: set[str] = field(default_factory=set)  # files of an input folder that were read as records
    passed_over: set[str] = field(default_factory=set)  # files of an input folder that an earlier run wrote

    @property
    def writes_into_folder(self) -> bool:
        """Whether the output is a folder, of a file for each article."""
        return self.writes_away and into_folder(str(self.output))

    @property
    def writes_away(self) -> bool:
        """Whether the output goes into a file or folder, so that the terminal is free for a bar."""
        return bool(self.output) and self.output != "-"

    def extract(
        self, view: View, output: str | None, wanted: Selection | DateSelection, analysis: Analysis, limit: int | None = None
    ) -> int:
        """Write the records of the inputs, `limit` at most; return how many hold something that was looked for."""
        found = 0
        self.output, self.force, self.resume = output, view.force, view.resume

        def work() -> None:
            nonlocal found
            written = 0
            passes: Passes = _nothing
            if view.resume and view.format == "jsonl" and not into_folder(output or ""):
                passes = partial(_counted, take_up(output or "", view.force))
            writer = open_writer(view, output)
            if view.resume:
                passes = getattr(writer, "has", passes)
            try:
                as_line = view.format == "jsonl" and not isinstance(writer, Folder)
                for shaped in self._results(Shape(wanted, as_line), analysis, passes):
                    found += shaped.holds
                    if shaped.shown is not None:
                        writer.write(shaped.shown)
                        written += 1
                    if view.format != "table" or output:
                        self._warn(shaped)
                    if written == limit:
                        break
                writer.close()
            except BaseException:
                writer.abandon()
                raise

        self._ended(work)
        return found

    def trace(self, view: View, output: str | None, wanted: ThreadSelection, everything: bool, versions: bool, within: int | None) -> int:
        """Write the threads of the inputs, of one article or no likely act too (`everything`), or `versions` instead; return how many there are.

        A database among the inputs takes in the articles of the others. `within`: days between two articles from which they are not compared.
        """
        self.output, self.force, self.reads_records = output, view.force, True
        shown = 0

        def work() -> None:
            from claimx.trace.store import Store

            databases, others = _parted(self._arguments())
            if view.format == "db":
                databases = _one_database(databases, output)
            if databases and not others and not Path(databases[0]).exists():
                raise errors.InputError(databases[0], "no_file")
            reads = bool(databases) and not others and view.format != "db"  # then it may lie where nothing can be written
            with only_writer(databases[0] if databases and databases[0] != output and not reads else None):
                follow(Store(Path(databases[0]), reads) if databases else Store(), others)

        def follow(store: Store, others: list[str]) -> None:
            nonlocal shown
            from claimx.outputs.threads import write_tables, write_threads, write_versions
            from claimx.trace.threads import as_record, threads

            try:
                self.inputs = others
                if others:
                    store.add(self._documents(store))
                if versions:
                    shown = write_versions(store, view.format, output, view.force)
                    return
                found = [as_record(number, thread) for number, thread in enumerate(threads(store, everything, within), 1)]
                asked = [thread for thread in found if wanted.fits(thread)]
                shown = len(asked)
                if view.format == "db":
                    write_tables(store, asked)
                    return
                write_threads(asked, view.format, output, view.explain, view.force, view.lang)
            finally:
                store.close()

        self._ended(work)
        return shown

    def _documents(self, store: Store) -> Iterator[Document]:
        """Yield the records of the inputs: those that are records, and those that are extracted now; articles that the store has are passed over."""
        from claimx.trace.records import holds_records, read_records

        limit = self.settings.max_bytes
        files = [path for argument in self.inputs for path in readable(argument, self._is_written) if holds_records(path, limit)]
        for path in files:
            for item in read_records(path, limit):
                if isinstance(item, errors.InputError):
                    self._fail(item)
                else:
                    self.read += 1
                    yield item
        self.records.update(files)
        self.inputs = [path for path in self.inputs if path not in self.records]
        if self.inputs:
            for shaped in self._results(
                Shape(Selection(), False), Analysis(include_text=True), lambda article: store.number(article) is not None
            ):
                self._warn(shaped)
                yield shaped.shown

    def on_cluster(self, address: str, view: View, output: str, wanted: Selection, analysis: Analysis) -> int:
        """Let a cluster write the records of the inputs, a part for each file; return how many hold something that was looked for."""
        found = 0
        self.output, self.force, self.resume = None if "://" in output else output, view.force, view.resume

        def work() -> None:
            nonlocal found
            from claimx import cluster

            task = cluster.Task(self.settings, view, Shape(wanted, view.format == "jsonl"), analysis)
            for part in cluster.run(address, self._arguments(), output, task, self._is_output):
                for error in part.failed:
                    self._fail(error)
                self.read += part.read
                found += part.found
                if self.verbose:
                    tell("part", path=part.path, read=part.read, failed=len(part.failed))

        self._ended(work)
        return found

    # -- the parts -----------------------------------------------------------------------------------------------------------
    def _arguments(self) -> list[str]:
        if self.files_from:  # read once: it may be standard input
            self.inputs += listed(self.files_from)
            self.files_from = None
        return self.inputs

    def _fail(self, error: errors.InputError) -> None:
        """Tell of an input that failed, on standard error and in the file of errors."""
        self.failed.append(error)
        echo(error.said(spoken()))
        if self.errors_to:
            try:
                with Path(self.errors_to).open("a", encoding="utf-8", errors="backslashreplace") as out:
                    out.write(json.dumps({"source": error.source, "what": error.what, "hint": error.hint}, ensure_ascii=False) + "\n")
            except OSError as fault:
                raise errors.OutputError(self.errors_to, "unwritable", why=fault.strerror) from None

    def _articles(self, passes: Passes) -> Iterator[Article | errors.InputError]:
        years = {} if self.settings.published else years_beside(self._arguments(), self.settings, self._is_output)
        for item in read_all(self._arguments(), self.settings, self._is_output, self._skip):
            if isinstance(item, Article):
                self.read += 1
                if item.page is not None:
                    item.neighbours = years
                else:
                    item.years = years.get(beside(item), ())
                if passes(item):
                    continue
                if self.verbose:
                    tell("read", source=item.source)
            yield item

    def _results(self, finish: Callable[[Document], Shaped], analysis: Analysis, passes: Passes) -> Iterator[Shaped]:
        results = analyse(self._articles(passes), finish, analysis, self.jobs, self.ordered)
        for result in shown(results, self._arguments(), hidden=self.quiet or (sys.stdout.isatty() and not self.writes_away)):
            if isinstance(result, errors.InputError):
                self._fail(result)
            else:
                yield result

    def _written(self) -> list[str]:
        return [path for path in (self.output, self.errors_to) if path and path != "-"]

    def _keep_apart(self) -> None:
        """Raise `OutputError` where a run would write over its own input, or two outputs into one file."""
        from claimx.trace.records import holds_records

        written = self._written()
        taken = [path for name in written for path in dict.fromkeys((name, *_under_way(name)))]
        if len(written) == 2 and any(_same(written[1], name) for name in written_with(written[0])):
            raise errors.OutputError(written[1], "also_errors")
        listing = self.files_from
        if any(listing and (_is_standard_input(path) if listing == "-" else _same(path, listing)) for path in written):
            raise errors.OutputError(str(listing), "also_input")
        for path in taken:
            ours = Path(path).is_file() and (
                not Path(path).stat().st_size
                or (was_written(path) and not (self.reads_records and holds_records(path, self.settings.max_bytes)))
            )
            if any(_is_among(path, argument, ours) for argument in self._arguments()):
                raise errors.OutputError(path, "also_input")
        if self.writes_into_folder:
            into = Path(str(self.output)).resolve()
            for argument in self._arguments():
                folder = folder_of(argument)
                if folder is None and Path(argument).resolve().parent == into and _PAGE_OF_MANY.fullmatch(Path(argument).name):
                    raise errors.OutputError(argument, "also_input")
                if folder is not None and folder.is_relative_to(into):
                    raise errors.OutputError(str(self.output), "holds_input", folder=argument)

    def _begin_errors(self, path: Path) -> None:
        try:
            if path.is_relative_to("/dev") or (path.exists() and not path.is_file()):
                return  # `/dev/stderr`
            if not (self.resume and path.is_file() and tells_failures(path)):  # what failed then is tried again
                must_be_new(path, self.force)
            path.write_bytes(b"")
        except OSError as error:
            raise errors.OutputError(str(path), "unwritable", why=error.strerror) from None

    def _is_output(self, path: str) -> bool:
        """Return whether a file of an input folder is what this run writes, what an earlier one wrote, or was read as records."""
        if self._is_written(path) or path in self.records:
            return True
        with suppress(OSError):
            if was_written(path):
                self.passed_over.add(path)
                return True
        return False

    def _is_written(self, path: str) -> bool:
        """Return whether a file is what this run writes, or lies in the folder that it writes to."""
        if self.output and self.writes_into_folder:
            return Path(path).resolve().is_relative_to(Path(self.output).resolve())
        return any(_same(path, taken) for written in self._written() for taken in (written, *_under_way(written)))

    def _skip(self, path: str) -> None:
        if not self.quiet:
            tell("skipped", path=path)

    def _warn(self, shaped: Shaped) -> None:
        for warning in () if self.quiet else shaped.warnings:
            echo(f"{shaped.source}: {warning_in_words(warning, spoken())}")

    def _ended(self, work: Callable[[], None]) -> None:
        """Do the work, and end the program where an input failed."""

        def begin() -> None:
            self._keep_apart()
            if self.writes_away and not self.quiet and not (folder := Path(str(self.output)).parent).exists():
                tell("new_folder", folder=folder)
            apart = self.errors_to  # so that no other run writes there
            if apart and not resolved(Path(apart)).parent.is_dir():
                apart = None  # told when it is opened
            with only_writer(self.output), only_writer(apart):
                if self.errors_to:
                    self._begin_errors(Path(self.errors_to))
                work()

        guarded(begin)
        if (earlier := len(self.passed_over)) and not self.quiet:
            tell("earlier", n=earlier)
        if self.verbose and not self.quiet:
            tell("counts", read=self.read, failed=len(self.failed))
        if self.failed:
            raise typer.Exit(errors.FAILED_INPUT)


def _same(one: str, other: str) -> bool:
    """Return whether two paths lead to one file."""
    try:
        return Path(one).samefile(other)
    except ValueError:  # a NUL: no file has such a name
        return False
    except OSError:  # one of them is not there
        return not any(map(os.path.exists, (one, other))) and os.path.realpath(one) == os.path.realpath(other)


def _under_way(output: str) -> list[str]:
    """Return the names that a file has until it is complete: beside the output, and beside what it leads to where it is a link."""
    return [str(part_of(Path(output))), str(part_of(resolved(Path(output))))]


def _is_among(path: str, argument: str, ours: bool) -> bool:
    """Return whether what is to be written is an input: the argument, or a file that it stands for, where that is not `ours` to write over.

    The sidecar of an input is one, and so is the file that the shell feeds to standard input.
    """
    if argument == "-":
        return _is_standard_input(path)
    if any(_same(path, name) for name in (argument, *sidecars(argument))):
        return True
    if not (path.endswith(SIDECAR) or Path(path).is_file()):  # nothing is there, nor would a sidecar begin to be
        return False
    with suppress(OSError, errors.InputError):  # which is told when it is read
        return any(_same(path, name) for other in expand(argument) for name in (*(() if ours else (other,)), *sidecars(other)))
    return False


def _is_standard_input(path: str) -> bool:
    with suppress(OSError, ValueError, AttributeError):  # no such file; no descriptor, or closed before we came
        return Path(path).is_file() and os.path.samestat(Path(path).stat(), os.fstat(sys.stdin.fileno()))
    return False


def review_lines(database: Path, name: str, program: str, again: bool, lang: str) -> None:
    """Ask a person, or a program, of each line of a database that has no verdict of theirs; each verdict is kept at once."""
    from rich.console import Console

    from claimx.render.review import ask, show
    from claimx.review import PATIENCE, PERSON, PROGRAM, SKIPPED, Program, Reviews

    def read(question: str) -> str:
        console.print(question, end=" ")
        answer = sys.stdin.readline() if sys.stdin is not None else ""
        if not answer:
            raise EOFError
        return answer

    console = Console(markup=False, emoji=False, highlight=False)
    with only_writer(str(database) if database.is_file() else None):
        reviews = Reviews(database)
        kind, who = (PROGRAM, name or program) if program else (PERSON, name or _account())
        judge = None
        given: list[str] = []
        try:
            judge = Program(program, lambda: tell("slow_program", seconds=PATIENCE)) if program else None
            lines = reviews.lines(kind, who, again)
            if kind == PERSON and (others := reviews.others(kind, who)):
                console.print(plain(say(lang, "review.as", who=who, others=", ".join(others))))
            for number, line in enumerate(lines, start=1):
                if judge is None:
                    show(line, number, len(lines), console, lang)
                    verdict = ask(line, read, console.print, lang)
                    if verdict is None:
                        break
                else:
                    verdict = judge.judge(line)
                reviews.put(line, verdict, kind, who)
                given.append(verdict.verdict)
        finally:
            if judge is not None:
                judge.close()
            left, skipped = reviews.left(kind, who), given.count(SKIPPED)
            reviews.close()
            console.print(say(lang, "review.end", kept=len(given) - skipped, skipped=skipped, left=left))


def _account() -> str:
    """Return the name of the account, `reviewer` where it has none, as in a container."""
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):
        return "reviewer"


def write_reviewed(database: Path, form: str | None, output: str | None, export: str | None, force: bool, lang: str) -> None:
    """Print the accepted lines of a database in a format, None for none, and write them into a folder as gold and as ClaimReview."""
    from claimx.outputs.destination import write_to, write_whole
    from claimx.render.review import write
    from claimx.review import Reviews, claim_review

    if output and any(_same(name, str(database)) for name in (output, *_under_way(output))):
        raise errors.OutputError(output, "also_input")
    reviews = Reviews(database, reads=True)
    try:
        lines = reviews.accepted()
        if form is not None:
            write_to(output, lambda stream: write(lines, form, stream, lang), force)
        if export:
            folder = Path(export)
            articles = [*reviews.gold()]
            names = ["claimreview.jsonl", *(f"{name}{ending}" for name, _, _ in articles for ending in (".txt", ".gold.json"))]
            if taken := next((name for name in names if folder.resolve() / name == database.resolve()), None):
                raise errors.OutputError(str(folder / taken), "also_input")
            reviewed = "".join(json.dumps(claim_review(line), ensure_ascii=False) + "\n" for line in lines)
            write_whole(folder / "claimreview.jsonl", reviewed, force)
            for name, text, gold in articles:
                write_whole(folder / f"{name}.txt", text, force)
                write_whole(folder / f"{name}.gold.json", json.dumps(gold, ensure_ascii=False, indent=1) + "\n", force)
    finally:
        reviews.close()


def guarded(work: Callable[[], None]) -> None:
    """Do the work of a command, and end the program with words and a code that say how it went where it did not go well."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # out of pipes and into them the text is UTF-8, whatever the locale
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _terminate)
    sys.unraisablehook = _send_again
    try:
        work()
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader went away: nothing more to say, and nothing to say it to
        _silence()
        raise typer.Exit(errors.CLOSED_PIPE) from None
    except KeyboardInterrupt:
        tell("interrupted")
        raise typer.Exit(errors.INTERRUPTED) from None
    except _Terminated:
        tell("terminated")
        raise typer.Exit(errors.TERMINATED) from None
    except (errors.InputError, errors.OutputError) as error:
        echo(error.said(spoken()))
        raise typer.Exit(errors.FAILED_INPUT) from None
    except OSError as error:  # standard output, onto a full disk
        tell("unwritable", why=error.strerror)
        _silence()
        raise typer.Exit(errors.FAILED_INPUT) from None
    except Exception as error:
        if type(error).__module__ == "sqlite3":
            tell("database", why=error)
            raise typer.Exit(errors.FAILED_INPUT) from None
        tell("unforeseen", why=f"{type(error).__name__}: {error}")
        raise typer.Exit(errors.FAILED_INPUT) from None


def tell(name: str, /, **parts: object) -> None:
    """Say a `message` of the catalogue on standard error, in the language of this run."""
    echo(say(spoken(), f"message.{name}", **parts))


def echo(message: str) -> None:
    """Print a line on standard error; names and texts of strangers in it do nothing there."""
    line = f"claimx: {plain(message)}"
    with suppress(OSError):  # nobody listens, or the disk is full: what is found is still written
        if not told_above(line):
            typer.echo(line, err=True)


class Shaped(NamedTuple):
    """What is left of a record for the one who writes: `shown` is a line, or the record itself; None where it holds nothing asked for."""

    source: str
    warnings: list[Warning]
    holds: bool
    shown: Any


@dataclass(slots=True, frozen=True)
class Shape:
    """Picks what was asked for out of a record, and makes it a line of JSON where that is all that is wanted of it."""

    wanted: Selection | DateSelection
    as_line: bool

    def __call__(self, document: Document) -> Shaped:
        document, holds = self.wanted.of(document)
        shown = (json_text(document) if self.as_line else document) if holds or not self.wanted else None
        return Shaped(document["source"], document["warnings"], holds, shown)


def _parted(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Return the databases among the arguments, and the rest. Raises `OutputError` where there are two: articles are added to one."""
    databases = [argument for argument in arguments if argument.lower().endswith(DATABASES)]
    if len(databases) > 1:
        raise errors.OutputError(databases[1], "second_database")
    return databases, [argument for argument in arguments if argument not in databases]


def _one_database(databases: list[str], output: str | None) -> list[str]:
    """Return the database that threads go into: the one among the inputs, or the output. Raises `OutputError` where it is neither."""
    if output in (None, "-") and databases:
        return databases
    if output in (None, "-"):
        raise errors.OutputError("-", "stream", format="db")
    if databases and not _same(databases[0], str(output)):
        raise errors.OutputError(str(output), "second_output")
    return [str(output)]


def _silence() -> None:
    """Let what is still in the buffer of standard output go nowhere, so that Python does not complain of it at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no descriptor below it
        return


class _Terminated(BaseException):
    """The program was asked to end (SIGTERM)."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise _Terminated


def _send_again(dropped: sys.UnraisableHookArgs) -> None:
    """Send the signal anew whose exception Python dropped, as it does where one comes in `__del__` or in the callback of a weak reference."""
    number = {KeyboardInterrupt: signal.SIGINT, _Terminated: signal.SIGTERM}.get(dropped.exc_type)
    if number is None:
        sys.__unraisablehook__(dropped)
    else:
        Timer(_AGAIN, os.kill, (os.getpid(), number)).start()


def _nothing(article: Article) -> bool:
    return False


def _counted(done: Counter[tuple[str, str]], article: Article) -> bool:
    """Return whether an article is among those that were written; it passes as often as it was."""
    key = article.source, article.sha256
    if not done[key]:
        return False
    done[key] -= 1
    return True


_BEGUN = b'{"schema_version": "'  # as every line of records begins


def take_up(output: str, force: bool) -> Counter[tuple[str, str]]:
    """Take up a run of JSON Lines that was cut off, and return (source, sha256) of the articles that it has written whole, each as often as it was.

    In the unfinished file a last line that was cut off is taken away. Raises `OutputError` where the file is finished, or the unfinished one holds
    anything but records.
    """
    path = resolved(Path(output))
    part = part_of(path)
    done: Counter[tuple[str, str]] = Counter()
    if path.is_file() and path.stat().st_size and not force:
        raise errors.OutputError(str(path), "finished")
    if not part.exists():
        return done
    whole = 0
    try:
        with part.open("rb") as lines:
            for line in lines:
                if not line.startswith(_BEGUN[: len(line)]):
                    raise ValueError("no record")
                if line.endswith(b"\n"):
                    record: Json = json.loads(line)
                    done[record["source"], record["sha256"]] += 1
                    whole += len(line)
        os.truncate(part, whole)
    except (ValueError, TypeError, LookupError, RecursionError):
        raise errors.OutputError(str(part), "other_line") from None
    except OSError as error:
        raise errors.OutputError(str(part), "unreadable", why=error.strerror) from None
    return done
