"""One writer for each format: `write` takes a record, `close` ends the output well, `abandon` leaves what is whole.

`open_writer` is the only way in. Formats of one stream (JSON Lines, CSV …) go to standard output or a file; with a folder
every format makes a file for each article. Parquet is binary and needs a file.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from claimx.errors import OutputError
from claimx.inputs.article import Article
from claimx.inputs.earlier import is_page
from claimx.outputs.destination import PartFile, must_be_new, write_whole
from claimx.outputs.formats import into_folder
from claimx.outputs.names import file_name
from claimx.records import Document
from claimx.render.lines import json_text, print_on

if TYPE_CHECKING:
    from rich.console import Console

# the ending of an article's file in a folder
ENDINGS = {
    "table": ".txt", "json": ".json", "jsonl": ".jsonl", "csv": ".csv", "tsv": ".tsv", "markdown": ".md", "html": ".html", "parquet": ".parquet",
    "jsonld": ".jsonld", "labelstudio": ".json",
}  # fmt: skip


@dataclass(slots=True, frozen=True)
class View:
    """How records are shown: the `format`, the `layer` of CSV, TSV and Parquet with its columns (`fields`, all where empty) and whether they are named
    (`header`), whether the table explains, whether what is there is written over (`force`) or gone on with (`resume`), the sections of the table."""

    format: str = "table"
    layer: str = "quotes"
    explain: bool = False
    force: bool = False
    resume: bool = False
    sections: tuple[str, ...] = ("claims", "quotes")
    fields: tuple[str, ...] = ()
    header: bool = True
    lang: str = "en"  # of what people read: `id` or `en`
    back: str = ""  # the address of the page that lists this one

    @property
    def needs_text(self) -> bool:
        """Whether the records that are shown must hold their text."""
        return self.explain or self.format in ("table", "html", "labelstudio", "db") or (self.format in ROWS and self.layer == "ledger")


ROWS = ("csv", "tsv", "parquet")  # formats of the rows of one layer


Item = Any  # a record, the entries of one, or a line that is made already: each format takes its own


class Writer(Protocol):
    """Takes records, one at a time."""

    def write(self, document: Item) -> None:
        """Put one record out; for JSON Lines, of a stream or file, it may be the line already."""

    def close(self) -> None:
        """End the output: the file takes its name."""

    def abandon(self) -> None:
        """End the output of a run that failed: what is whole stays, under the name of an unfinished file."""


def open_writer(view: View, output: str | None) -> Writer:
    """Return the writer for a view and a destination: None or `-` is standard output, a name that ends in `/` or a folder a folder."""
    if output in (None, "-"):
        if view.format in ("parquet", "db"):
            raise OutputError("-", "stream", format=view.format)
        return Stream(view, sys.stdout)
    assert output is not None
    if into_folder(output):
        if view.format == "db":
            raise OutputError(output, "folder_for_database")
        return Folder(view, Path(output))
    if view.format == "db":
        from claimx.outputs.database import Database

        return Database(Path(output))
    return File(view, Path(output))


def inner(view: View, stream: Any) -> Writer:
    """Return what writes to an open stream, one of text or, for Parquet, of bytes."""
    if view.format != "parquet":
        return Stream(view, stream)
    from claimx.outputs.parquet import Rows

    return Rows(view.layer, stream, view.fields)


class Stream:
    """Writes to an open text stream."""

    def __init__(self, view: View, stream: IO[str]) -> None:
        self.stream = stream
        self.ends_whole = view.format in ("json", "labelstudio")  # a list that is not ended is none
        self.put = _putters()[view.format](view, stream)

    def write(self, document: Item) -> None:
        self.put(document)

    def close(self) -> None:
        self.put(None)
        self.stream.flush()

    def abandon(self) -> None:
        if self.ends_whole:
            self.close()


class File:
    """Writes to a file that takes its name when all is written."""

    def __init__(self, view: View, path: Path) -> None:
        binary = view.format == "parquet"
        if binary and find_spec("pyarrow") is None:
            raise OutputError(str(path), "no_pyarrow")
        self.file = PartFile(path, view.resume and not binary, binary, view.force)
        self.inner = inner(view, self.file.stream)

    def write(self, document: Item) -> None:
        try:
            self.inner.write(document)
            self.file.stream.flush()  # what is finished is on disk, however the run ends
        except OSError as error:
            raise OutputError(str(self.file.path), "unwritable", why=error.strerror) from None

    def close(self) -> None:
        try:
            self.inner.close()
            self.file.commit()
        except OSError as error:
            raise OutputError(str(self.file.path), "unwritable", why=error.strerror) from None

    def abandon(self) -> None:
        for part in (self.inner, self.file):
            with suppress(OSError):  # the disk is full: what was flushed before stands
                part.abandon()


class Folder:
    """Writes each record to a file of its own in a folder; HTML gets an index."""

    def __init__(self, view: View, folder: Path) -> None:
        self.view = view
        self.folder = folder
        self.written: Counter[tuple[str, str]] = Counter()
        self.passed: Counter[tuple[str, str]] = Counter()  # of what a run before has written
        index = folder / "index.html"  # of all pages; one that stands there is gone on with
        if view.format == "html" and not (view.resume and index.is_file() and is_page(index)):
            must_be_new(index, view.force)

    def _name(self, source: str, sha256: str, number: int) -> str:
        """Return the name of an article's file: that of a source and text that come once more has a number."""
        ending = ENDINGS[self.view.format]
        name = file_name(source, sha256, ending)
        return f"{name.removesuffix(ending)}-{number}{ending}" if number > 1 else name

    def has(self, article: Article) -> bool:
        """Return whether an article has a file, one for each time that it comes."""
        key = article.source, article.sha256
        if self.written[key] or not (self.folder / self._name(*key, self.passed[key] + 1)).exists():
            return False
        self.passed[key] += 1
        return True

    def write(self, document: Item) -> None:
        import io

        article = document["source"], document["sha256"]
        self.written[article] += 1
        name = self._name(*article, self.passed[article] + self.written[article])
        buffer = io.BytesIO() if self.view.format == "parquet" else io.StringIO()
        page = inner(replace(self.view, back="index.html"), buffer)
        page.write(document)
        page.close()
        write_whole(self.folder / name, buffer.getvalue(), self.view.force)

    def close(self) -> None:
        if self.view.format == "html":
            from claimx.render.html import entries_of, index

            write_whole(self.folder / "index.html", index(entries_of(self.folder), self.view.lang), force=True)

    def abandon(self) -> None:
        with suppress(OutputError):  # what ended the run is what the user hears of
            self.close()


# -- formats of a text stream: a function that takes each record, and None at the end -------------------------------------------
Put = Callable[[Item], None]  # None at the end


def _putters() -> dict[str, Callable[[View, IO[str]], Put]]:
    return {
        "table": _table,
        "json": lambda view, stream: _list(stream, lambda document: json_text(document, 2), lone=True),
        "jsonl": lambda view, stream: _each(stream, lambda shown: shown if isinstance(shown, str) else json_text(shown)),
        "csv": _csv,
        "tsv": _csv,
        "markdown": _markdown,
        "html": _html,
        "jsonld": _web_annotations,
        "labelstudio": _label_studio,
        "date lines": _date_lines,
        "date table": _table,
    }


def _each(stream: IO[str], render: Callable[[Item], str]) -> Put:
    def put(document: Document | None) -> None:
        if document is not None:
            stream.write(render(document) + "\n")

    return put


def _list(stream: IO[str], render: Callable[[Item], str], lone: bool) -> Put:
    """A JSON list, written as its items come; with `lone` an only item stands by itself, not in a list."""
    held: list[str] = []  # the first, until it is known whether another follows
    written = 0

    def put(document: Document | None) -> None:
        nonlocal written
        if document is None:
            stream.write(held.pop() + "\n" if held else "\n]\n" if written else "[]\n")
            return
        shown = render(document)
        written += 1
        if lone and written == 1:
            held.append(shown)
            return
        stream.write((f"[\n{held.pop()},\n" if held else "[\n" if written == 1 else ",\n") + shown)

    return put


def _date_lines(view: View, stream: IO[str]) -> Put:
    """JSON Lines of temporal expressions, one a line."""

    def put(document: Document | None) -> None:
        for found in document["dates"] if document is not None else ():
            stream.write(json.dumps({"source": document["source"], **found}, ensure_ascii=False) + "\n")  # type: ignore[index]

    return put


def _table(view: View, stream: IO[str]) -> Put:
    from claimx.render import explain, table

    if view.format == "date table":
        return _shown(stream, partial(table.show_dates, lang=view.lang))
    return _shown(
        stream, partial(explain.show, lang=view.lang) if view.explain else partial(table.show, sections=view.sections, lang=view.lang)
    )


def _shown(stream: IO[str], show: Callable[[Document, Console], None]) -> Put:
    """A view for people, with a rule between articles."""
    shown = 0

    def one(document: Document, console: Console) -> None:
        if shown > 1:
            console.print()
            console.rule(style="dim")
        show(document, console)

    def put(document: Document | None) -> None:
        nonlocal shown
        if document is not None:
            shown += 1
            print_on(stream, partial(one, document))

    return put


def _csv(view: View, stream: IO[str]) -> Put:
    from claimx.render.inert import cell
    from claimx.render.rows import COLUMNS, rows

    columns = view.fields or COLUMNS[view.layer]
    table = csv.writer(stream, delimiter="\t" if view.format == "tsv" else ",", lineterminator="\n")
    if view.header:
        table.writerow(columns)

    def put(document: Document | None) -> None:
        if document is not None:
            table.writerows([cell(row[name]) for name in columns] for row in rows(document, view.layer))

    return put


def _markdown(view: View, stream: IO[str]) -> Put:
    from claimx.render.markdown import markdown

    return _each(stream, partial(markdown, lang=view.lang))


def _html(view: View, stream: IO[str]) -> Put:
    from claimx.render.html import page

    documents: list[Document] = []

    def put(document: Document | None) -> None:
        if document is not None:
            documents.append(document)
        else:
            stream.write(page(documents, view.lang, view.back))

    return put


def _web_annotations(view: View, stream: IO[str]) -> Put:
    from claimx.render.annotations import web_annotations

    return _each(stream, lambda document: json.dumps(web_annotations(document), ensure_ascii=False))


def _label_studio(view: View, stream: IO[str]) -> Put:
    """A JSON list of tasks, as Label Studio imports it."""
    from claimx.render.annotations import label_studio

    return _list(stream, lambda document: json.dumps(label_studio(document), ensure_ascii=False), lone=False)
