"""Writing threads: a table, JSON, CSV, one page, or drafts of ClaimReview, to standard output or a file."""

from __future__ import annotations

import csv
import difflib
import json
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from claimx.outputs.destination import PartFile
from claimx.render.inert import cell, plain
from claimx.trace.store import Store
from claimx.trace.terms import sentences

Thread = dict[str, Any]


def write_threads(threads: list[Thread], format: str, output: str | None, explain: bool, force: bool) -> None:
    """Write threads in a format: table, json, jsonl, csv, html or claimreview."""
    writers: dict[str, Callable[[list[Thread], IO[str]], None]] = {
        "table": lambda found, stream: _table(found, stream, explain),
        "json": lambda found, stream: print(json.dumps(found, ensure_ascii=False, indent=2), file=stream),
        "jsonl": lambda found, stream: stream.writelines(json.dumps(thread, ensure_ascii=False) + "\n" for thread in found),
        "csv": _csv,
        "html": _page,
        "claimreview": _reviews,
    }
    _put(output, lambda stream: writers[format](threads, stream), force)


def _put(output: str | None, write: Callable[[IO[str]], None], force: bool) -> None:
    if output in (None, "-"):
        write(sys.stdout)
        return
    file = PartFile(Path(str(output)), force=force)
    try:
        write(file.stream)
        file.commit()
    except BaseException:
        file.abandon()
        raise


def _table(threads: list[Thread], stream: IO[str], explain: bool) -> None:
    from rich.console import Console

    from claimx.render.trace import show

    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    if console.is_terminal:
        for thread in threads:
            show(thread, console, explain)
        return
    with console.capture() as captured:
        for thread in threads:
            show(thread, console, explain)
        if not threads:
            console.print("No thread found.")
    stream.write("\n".join(line.rstrip(" ") for line in captured.get().split("\n")))


def _csv(threads: list[Thread], stream: IO[str]) -> None:
    from claimx.render.rows import THREAD_COLUMNS
    from claimx.render.trace import rows

    table = csv.writer(stream, lineterminator="\n")
    table.writerow(THREAD_COLUMNS)
    table.writerows([cell(row[name]) for name in THREAD_COLUMNS] for thread in threads for row in rows(thread))


def _page(threads: list[Thread], stream: IO[str]) -> None:
    from claimx.render.trace import page

    stream.write(page(threads))


def _reviews(threads: list[Thread], stream: IO[str]) -> None:
    from claimx.render.trace import claim_review

    stream.writelines(json.dumps(claim_review(thread), ensure_ascii=False) + "\n" for thread in threads)


def write_versions(store: Store, format: str, output: str | None, force: bool) -> int:
    """Write what changed between the texts of one address, sentence by sentence; return how many addresses have several texts."""
    found: list[dict[str, Any]] = []
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
                print(plain(change["url"]), *lines, sep="\n", end="\n\n", file=stream)

    _put(output, write, force)
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
