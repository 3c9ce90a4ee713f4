"""One run of a command over its inputs: articles in, records out, failures told and counted, and how the program ends.

What was finished is on disk or in the pipe whole, however the run ends; what was not is named on standard error.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import typer

from claimx import errors
from claimx.batch import analyse
from claimx.inputs import Article, Settings, read_all
from claimx.inputs.paths import listed
from claimx.outputs.destination import PartFile, file_name, part_of
from claimx.outputs.writers import ENDINGS, NEEDS_TEXT, View, open_writer
from claimx.records import Document
from claimx.selection import Selection, holds_anything, select


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

    def extract(self, view: View, output: str | None, wanted: Selection, include_text: bool, resume: bool) -> int:
        """Write the records of the inputs; return how many hold something that was looked for."""
        found = 0

        def work() -> None:
            nonlocal found
            done = finished(view, output) if resume else set()
            writer = open_writer(view, output, resume)
            try:
                for document in self._documents(include_text or view.format in NEEDS_TEXT, None, done):
                    document = select(document, wanted)
                    holds = holds_anything(document, bool(wanted))
                    found += holds
                    if holds or not wanted:
                        writer.write(document)
                    if view.format != "table" or output:
                        self._warn(document)
                writer.close()
            except BaseException:
                writer.abandon()
                raise

        self._guarded(work)
        return found

    def dates(self, output: str | None) -> None:
        """Write the temporal expressions of the inputs, one JSON object a line."""

        def work() -> None:
            file = PartFile(Path(output)) if output not in (None, "-") else None
            stream = file.stream if file else sys.stdout
            for document in self._documents(False, ("claimx_dates",), set()):
                for expression in document["dates"]:
                    stream.write(json.dumps({"source": document["source"], **expression}, ensure_ascii=False) + "\n")
                self._warn(document)
            if file:
                file.commit()

        self._guarded(work)

    def on_cluster(self, address: str, view: View, output: str, wanted: Selection, include_text: bool, resume: bool) -> int:
        """Let a cluster write the records of the inputs, a part for each file; return how many hold something that was looked for."""
        found = 0

        def work() -> None:
            nonlocal found
            from claimx import cluster

            for part in cluster.run(address, self._arguments(), output, cluster.Task(self.settings, view, wanted, include_text), resume):
                for error in part.failed:
                    self._fail(error)
                self.read += part.read
                found += part.found
                if self.verbose:
                    typer.echo(f"claimx: {part.name}: {part.read} read, {len(part.failed)} failed", err=True)

        self._guarded(work)
        return found

    # -- the parts -----------------------------------------------------------------------------------------------------------
    def _arguments(self) -> list[str]:
        return [*self.inputs, *(listed(self.files_from) if self.files_from else ())]

    def _fail(self, error: errors.InputError) -> None:
        """Tell of an input that failed, on standard error and in the file of errors."""
        self.failed.append(error)
        typer.echo(f"claimx: {error}", err=True)
        if self.errors_to:
            with Path(self.errors_to).open("a" if len(self.failed) > 1 else "w", encoding="utf-8", errors="backslashreplace") as out:
                out.write(json.dumps({"source": error.source, "what": error.what, "hint": error.hint}, ensure_ascii=False) + "\n")

    def _articles(self, done: set[tuple[str, str]]) -> Iterator[Article | errors.InputError]:
        for item in read_all(self._arguments(), self.settings):
            if isinstance(item, Article):
                self.read += 1
                if done and (item.source, item.sha256) in done:
                    continue
                if self.verbose:
                    typer.echo(f"claimx: {item.source}: read", err=True)
            yield item

    def _documents(self, include_text: bool, only: tuple[str, ...] | None, done: set[tuple[str, str]]) -> Iterator[Document]:
        from claimx.render.progress import shown

        results = analyse(self._articles(done), include_text, only, self.jobs, self.ordered)
        for result in shown(results, self.inputs, hidden=self.quiet):
            if isinstance(result, errors.InputError):
                self._fail(result)
            else:
                yield result

    def _warn(self, document: Document) -> None:
        for warning in () if self.quiet else document["warnings"]:
            typer.echo(f"claimx: {document['source']}: {warning['message']}", err=True)

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do the work and end the program with the code that says how it went."""
        # out of pipes and into them the text is UTF-8, whatever the locale
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        signal.signal(signal.SIGTERM, _terminate)
        try:
            work()
            sys.stdout.flush()
        except BrokenPipeError:
            # the reader went away: nothing more to say, and nothing to say it to
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(errors.CLOSED_PIPE) from None
        except KeyboardInterrupt:
            typer.echo(f"claimx: interrupted after {self.read} read", err=True)
            raise typer.Exit(errors.INTERRUPTED) from None
        except _Terminated:
            typer.echo(f"claimx: ended from outside after {self.read} read", err=True)
            raise typer.Exit(errors.TERMINATED) from None
        except (errors.InputError, errors.OutputError) as error:
            typer.echo(f"claimx: {error}", err=True)
            raise typer.Exit(errors.FAILED_INPUT) from None
        except OSError as error:  # standard output, onto a full disk
            typer.echo(f"claimx: the output cannot be written ({error.strerror})", err=True)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(errors.FAILED_INPUT) from None
        if self.verbose:
            typer.echo(f"claimx: {self.read} read, {len(self.failed)} failed", err=True)
        if self.failed:
            raise typer.Exit(errors.FAILED_INPUT)


class _Terminated(BaseException):
    """The program was asked to end (SIGTERM)."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise _Terminated


def finished(view: View, output: str | None) -> set[tuple[str, str]]:
    """Return (source, sha256) of the articles that a run before has written whole; a last line that was cut off is taken away."""
    assert output is not None
    path = Path(output)
    if output.endswith("/") or path.is_dir():
        return _Existing(path, ENDINGS[view.format])
    part = part_of(path)
    done: set[tuple[str, str]] = set()
    if path.exists() and not part.exists():
        path.replace(part)  # a run that ended well: what is new goes behind it
    if not part.exists():
        return done
    whole = 0
    with part.open("rb") as lines:
        for line in lines:
            if not line.endswith(b"\n"):
                break
            try:
                record: Any = json.loads(line)
                done.add((record["source"], record["sha256"]))
            except (ValueError, KeyError, TypeError):
                break
            whole += len(line)
    os.truncate(part, whole)
    return done


class _Existing(set[tuple[str, str]]):
    """The articles that have a file in a folder, asked for one at a time."""

    def __init__(self, folder: Path, ending: str) -> None:
        super().__init__()
        self.folder = folder
        self.ending = ending

    def __bool__(self) -> bool:
        return True

    def __contains__(self, article: object) -> bool:
        source, sha256 = article  # type: ignore[misc]
        return (self.folder / file_name({"source": source, "sha256": sha256}, self.ending)).exists()  # type: ignore[typeddict-item]
