"""Whose a file is, told by its content and not by its name. Only what claimx provably wrote may be written over without being asked.

Reports for people (Markdown, HTML) end with a seal, so that one that somebody has gone on writing is his; data is known by the keys that it begins with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimx.errors import OutputError
from claimx.render.rows import COLUMNS, THREAD_COLUMNS
from claimx.render.seal import is_sealed

_HEAD = 4096  # bytes of a file by whose beginning it is known
_RECORD = rb'"schema_version": "\d+\.\d+",\s*"source": ".*?",\s*"sha256": "[0-9a-f]{64}"'
_THREAD = rb'"id": "T1",\s*"text": '
_DATE = rb'"source": ".*?", "id": "D\d+", "start": \d+, "end": \d'
_FAILURE = rb'"source": ".*?", "what": .*?"hint": '
_PAGE = rb'"@context": "http://www\.w3\.org/ns/anno\.jsonld", "id": "urn:sha256:[0-9a-f]{64}#annotations", "type": "AnnotationPage", "generator": "claimx"'
_DATA = re.compile(rb"\s*\[?\s*\{\s*(?:%b)" % b"|".join((_RECORD, _THREAD, _DATE, _FAILURE, _PAGE)), re.DOTALL)
_TASKS = b'[\n{"data": {"text": '
_GENERATOR = b'<meta name="generator" content="claimx">'
_FEWEST_COLUMNS = 3  # that make a table ours: two may be anybody's


def may_replace(path: Path, force: bool, in_place: bool = False) -> None:
    """Raise `OutputError` where a file is there that claimx did not write, and a link in any case.

    What is written `in_place`, and takes no new file's place, must have no second name (a hard link) either: another file would change with it.
    """
    if path.is_symlink() or (in_place and path.is_file() and path.stat().st_nlink > 1):
        raise OutputError(str(path), "link")
    if not force and path.is_file() and not written_by_claimx(path):
        raise OutputError(str(path), "not_ours")


def written_by_claimx(path: Path) -> bool:
    """Return whether the content of a file proves that claimx wrote it, and nobody else in it; an empty file is nobody's."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if not head or _DATA.match(head):
            return True
        if head.startswith(b"PAR1"):
            return _is_our_parquet(path)
        if head.startswith(_TASKS):
            file.seek(_TASKS.index(b"{"))
            return _is_task(file.readline())
    first = head.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "replace")
    return any(_is_head(first.split(sign)) for sign in ",\t") or is_sealed(path)


def is_report(path: Path) -> bool:
    """Return whether a page is a report of claimx, also one that somebody has gone on writing: it is no article."""
    with path.open("rb") as file:
        return _GENERATOR in file.read(_HEAD)


def _is_head(names: Iterable[str]) -> bool:
    """Return whether these are the columns of one of our tables, or enough of them (`--fields`)."""
    found = set(names)
    return len(found) >= _FEWEST_COLUMNS and any(found <= set(columns) for columns in (*COLUMNS.values(), THREAD_COLUMNS))


def _is_our_parquet(path: Path) -> bool:
    import pyarrow.parquet

    try:
        return _is_head(pyarrow.parquet.read_schema(path).names)
    except (OSError, pyarrow.ArrowException):
        return False  # cut off, by us or somebody else


def _is_task(line: bytes) -> bool:
    """Return whether a line is a task for Label Studio as claimx writes it, without the annotations of people that an export of it has."""
    try:
        task: Any = json.loads(line.rstrip().removesuffix(b","))
        return task.keys() == {"data", "predictions"} and str(task["predictions"][0]["model_version"]).startswith("claimx ")
    except (ValueError, RecursionError, AttributeError, LookupError, TypeError):
        return False
