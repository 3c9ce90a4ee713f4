"""Writing threads: a table, JSON, CSV, one page or a page a thread, tables of a database, or drafts of ClaimReview."""

from __future__ import annotations

import csv
import difflib
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING

from claimx.errors import OutputError
from claimx.inputs.earlier import is_page
from claimx.outputs.destination import write_to, write_whole
from claimx.outputs.formats import into_folder
from claimx.records import Json, Thread
from claimx.render.inert import cell, plain
from claimx.render.lines import print_on
from claimx.render.trace import claim_review, page, pages, rows, show
from claimx.render.words import say
from claimx.trace.store import Store
from claimx.trace.terms import sentences

if TYPE_CHECKING:
    from rich.console import Console


def write_threads(threads: list[Thread], format: str, output: str | None, explain: bool, force: bool, lang: str) -> None:
    """Write threads in a format: table, json, jsonl, csv, html or claimreview."""
    writers: dict[str, Callable[[list[Thread], IO[str]], None]] = {
        "table": lambda found, stream: _table(found, stream, explain, lang),
        "json": lambda found, stream: print(json.dumps(found, ensure_ascii=False, indent=2), file=stream),
        "jsonl": lambda found, stream: stream.writelines(json.dumps(thread, ensure_ascii=False) + "\n" for thread in found),
        "csv": _csv,
        "html": lambda found, stream: print(page(found, lang), end="", file=stream),
        "claimreview": _reviews,
    }
    if output and into_folder(output):
        if format != "html":
            raise OutputError(output, "folder_for_threads")
        for name, content in pages(threads, lang):
            write_whole(Path(output) / name, content, force)
        number = 1 + max((int(thread["id"][1:]) for thread in threads), default=0)
        while (
            force and (old := Path(output) / f"T{number}.html").is_file() and is_page(old)
        ):  # of an earlier run, which the index lists no more
            old.unlink()
            number += 1
        return
    write_to(output, lambda stream: writers[format](threads, stream), force)


_TABLES = """
CREATE TABLE threads (id TEXT PRIMARY KEY, status TEXT, matter TEXT, claimants TEXT, first TEXT, articles INTEGER, silent INTEGER, confidence REAL);
CREATE TABLE statements (
    thread TEXT REFERENCES threads (id), article TEXT, outlet TEXT, published TEXT, url TEXT, stance TEXT, statement TEXT, silent INTEGER
);
CREATE TABLE acts (
    thread TEXT REFERENCES threads (id), article TEXT, class TEXT, cue TEXT, agent TEXT, date TEXT, polarity TEXT, modality TEXT
);
"""


def write_tables(store: Store, threads: list[Thread]) -> None:
    """Put threads into the tables `threads`, `statements` and `acts` of a database, in place of those that were there."""
    with store.batches() as one, one():
        for table in ("acts", "statements", "threads"):
            store.db.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in filter(str.strip, _TABLES.split(";")):
            store.db.execute(statement)
        told = [row for thread in threads for row in _table_rows(thread)]
        for table in ("threads", "statements", "acts"):
            store.put(table, (row for name, row in told if name == table))


def _table_rows(thread: Thread) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the rows of a thread, each with the name of its table."""
    silent = set(thread["silent"])
    counted = {"claimants": "; ".join(thread["claimants"]), "articles": len(thread["statements"]), "silent": len(thread["silent"])}
    yield "threads", {"matter": thread["text"], **{key: thread[key] for key in ("id", "status", "first", "confidence")}, **counted}
    for said in thread["statements"]:
        told = {key: said[key] for key in ("article", "outlet", "published", "url", "stance")}
        yield "statements", {"thread": thread["id"], **told, "statement": said["text"], "silent": said["article"] in silent}
    for act in thread["acts"]:
        told = {key: act[key] for key in ("article", "class", "agent", "date", "polarity", "modality")}
        yield "acts", {"thread": thread["id"], **told, "cue": act["cue"]["text"]}


def _table(threads: list[Thread], stream: IO[str], explain: bool, lang: str) -> None:
    def put(console: Console) -> None:
        for thread in threads:
            show(thread, console, explain, lang)
        if not threads:
            console.print(say(lang, "trace.none"))

    print_on(stream, put)


def _csv(threads: list[Thread], stream: IO[str]) -> None:
    from claimx.render.rows import THREAD_COLUMNS

    table = csv.writer(stream, lineterminator="\n")
    table.writerow(THREAD_COLUMNS)
    table.writerows([cell(row[name]) for name in THREAD_COLUMNS] for thread in threads for row in rows(thread))


def _reviews(threads: list[Thread], stream: IO[str]) -> None:
    stream.writelines(json.dumps(claim_review(thread), ensure_ascii=False) + "\n" for thread in threads)


def write_versions(store: Store, format: str, output: str | None, force: bool) -> int:
    """Write what changed between the texts of one address, sentence by sentence; return how many addresses have several texts."""
    found: list[Json] = []
    for texts in store.versions():
        for old, new in pairwise(texts):
            removed, added = _changes(old["text"] or "", new["text"] or "")
            named = {"url": new["url"], "outlet": new["outlet"], "from": old["source"], "to": new["source"]}
            found.append({**named, "removed": removed, "added": added})

    def write(stream: IO[str]) -> None:
        if format == "jsonl":
            stream.writelines(json.dumps(change, ensure_ascii=False) + "\n" for change in found)
        elif format == "json":
            print(json.dumps(found, ensure_ascii=False, indent=2), file=stream)
        else:
            for change in found:
                lines = [*(f"- {plain(s)}" for s in change["removed"]), *(f"+ {plain(s)}" for s in change["added"])]
                print(plain(change["url"] or change["to"]), *lines, sep="\n", end="\n\n", file=stream)

    write_to(output, write, force)
    return len(found)


def _changes(old: str, new: str) -> tuple[list[str], list[str]]:
    """Return the sentences of an old text that a new one has no more, and those that it has besides."""
    before, after = ([text[start:end].strip() for start, end in sentences(text)] for text in (old, new))
    removed: list[str] = []
    added: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += before[a:b]
            added += after[c:d]
    return removed, added
