"""From arguments to articles: files, folders, globs, standard input; plain text and JSON Lines.

One `InputError` for each bad input, and the stream goes on. Text is decoded as UTF-8 without any change: no newline
translation, no normalisation, so that offsets are true.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimx.errors import InputError

TEXT_ENDINGS = (".txt", ".jsonl")


@dataclass(slots=True)
class Article:
    """One text to read: where it came from, its digest, and what its input says of it."""

    source: str
    text: str
    sha256: str
    published: str | None = None
    basis: str = "option"
    title: str | None = None
    include_text: bool = False


def read_all(arguments: Iterable[str], published: str | None = None) -> Iterator[Article | InputError]:
    """Yield the articles of all arguments in order, an `InputError` in place of what cannot be read."""
    for argument in arguments:
        try:
            paths = list(_paths(argument))
        except InputError as error:
            yield error
            continue
        for path in paths:
            try:
                if path == "-":
                    yield _article("-", sys.stdin.buffer.read(), published)
                elif path.endswith(".jsonl"):
                    yield from _json_lines(path, published)
                else:
                    yield _article(path, Path(path).read_bytes(), published)
            except InputError as error:
                yield error
            except OSError as error:
                yield InputError(path, f"cannot be read ({error.strerror})", "Check the path and its permissions")


def _paths(argument: str) -> Iterator[str]:
    """Expand one argument: `-`, a file, a folder (its .txt and .jsonl files, sorted, subfolders too) or a pattern."""
    if argument == "-":
        yield argument
    elif Path(argument).is_dir():
        found = sorted(str(p) for p in Path(argument).rglob("*") if p.suffix in TEXT_ENDINGS and p.is_file())
        if not found:
            raise InputError(argument, "the folder holds no .txt or .jsonl file", "Name the files, or a folder that has some")
        yield from found
    elif os.path.lexists(argument):
        yield argument
    elif glob.has_magic(argument):
        found = sorted(p for p in glob.glob(argument, recursive=True) if Path(p).is_file())
        if not found:
            raise InputError(argument, "no file matches the pattern", "Check the pattern; quote it so that claimx expands it")
        yield from found
    else:
        raise InputError(argument, "there is no such file", "Check the path; - reads standard input")


def _article(source: str, data: bytes, published: str | None) -> Article:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(source, f"not UTF-8 at byte {error.start}", "Convert it, for example with: iconv -t UTF-8") from None
    return Article(source, text, hashlib.sha256(data).hexdigest(), published)


def _json_lines(path: str, published: str | None) -> Iterator[Article | InputError]:
    """Yield the records {"id", "text", "published"} of a JSON Lines file; an empty line is skipped."""
    with Path(path).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path}#{number}"
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (json.JSONDecodeError, UnicodeDecodeError) as error:
                yield InputError(where, f"not JSON ({error.__class__.__name__})", "Each line must be one JSON object")
                continue
            if not isinstance(record, dict) or not isinstance(record.get("text"), str):
                yield InputError(where, "no text in the record", 'Each line needs a string under "text"')
                continue
            day = record.get("published")
            try:
                known = iso_day(str(day)) if day else None
            except ValueError:
                yield InputError(where, f"published is no ISO date: {day!r}", "Write it as 2020-07-12")
                continue
            text = record["text"]
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            title = record.get("title")
            yield Article(
                str(record["id"]) if record.get("id") is not None else where,
                text,
                digest,
                published or known,
                "option" if published else "metadata",
                title if isinstance(title, str) else None,
                include_text=True,
            )


def iso_day(value: str) -> str:
    """Return the ISO day of `2020-07-12` or of a longer ISO time; raises ValueError."""
    return date.fromisoformat(value[:10]).isoformat()
