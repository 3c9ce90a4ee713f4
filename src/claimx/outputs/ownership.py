"""Whose a file is, told by its content and not by its name. Only what claimx provably wrote may be written over without being asked.

Reports for people (Markdown, HTML) end with a seal, so that one that somebody has gone on writing is his; data is known by the keys that it begins with.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from claimx.errors import OutputError
from claimx.outputs.names import named_after
from claimx.render.rows import COLUMNS, THREAD_COLUMNS
from claimx.render.seal import GENERATOR, is_sealed

_HEAD = 4096  # bytes of a file by whose beginning it is known
_RECORD = rb'"schema_version": "\d+\.\d+",\s*"source": ".*?",\s*"sha256": "[0-9a-f]{64}"'
_THREAD = rb'"id": "T1",\s*"text": "(?:[^"\\]|\\.)*",\s*"status": "[a-z]+",\s*"claimants": '
_DATE = rb'"source": ".*?", "id": "D\d+", "start": \d+, "end": \d'
_FAILURE = rb'"source": ".*?", "what": .*?"hint": '
_PAGE = rb'"@context": "http://www\.w3\.org/ns/anno\.jsonld", "id": "urn:sha256:[0-9a-f]{64}#annotations", "type": "AnnotationPage", "generator": "claimx"'
_DATA = re.compile(rb"\s*\[?\s*\{\s*(?:%b)" % b"|".join((_RECORD, _THREAD, _DATE, _FAILURE, _PAGE)), re.DOTALL)
_TASKS = b'[\n{"data": {"text": '
_REVIEW = b'{"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": '


def may_replace(path: Path, force: bool, in_place: bool = False) -> None:
    """Raise `OutputError` where a file is there that claimx did not write, and a link in any case.

    What is written `in_place`, and takes no new file's place, must have no second name (a hard link) either: another file would change with it.
    """
    if path.is_symlink() or (in_place and path.is_file() and path.stat().st_nlink > 1):
        raise OutputError(str(path), "link")
    if not force and path.is_file() and not written_by_claimx(path):
        raise OutputError(str(path), "not_ours")


def written_by_claimx(path: Path) -> bool:
    """Return whether the content of a file proves that claimx wrote it, and nobody else in it, or the file holds nothing."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if _DATA.match(head) or _is_nothing(head):
            return True
        if head.startswith(b"PAR1"):
            return _is_our_parquet(path)
        if head.startswith(_TASKS):
            file.seek(_TASKS.index(b"{"))
            return all(line == b"]\n" or _is_task(line) for line in file)
    first = head.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "replace")
    return any(tuple(first.split(sign)) in (*COLUMNS.values(), THREAD_COLUMNS) for sign in ",\t") or is_sealed(path)


def is_no_article(path: Path) -> bool:
    """Return whether claimx wrote what a file begins with, also where somebody has gone on writing: a page, records, drafts of reviews."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return GENERATOR in head or head.startswith(_REVIEW) or (not _is_nothing(head) and written_by_claimx(path))


def is_table(path: Path) -> bool:
    """Return whether a file is a table for people that was written into a folder: it opens with the source that it is named after."""
    if path.suffix != ".txt" or "-" not in path.name:
        return False
    with path.open("rb") as file:
        return named_after(path.name, file.readline(_HEAD).decode("utf-8", "replace").strip())


def _is_nothing(head: bytes) -> bool:
    """Return whether a file is empty, or a list of nothing: there is nothing to lose."""
    return b"".join(head.split()) in (b"", b"[]")


def _is_our_parquet(path: Path) -> bool:
    import pyarrow.parquet

    try:
        return (pyarrow.parquet.read_schema(path).metadata or {}).get(b"generator") == b"claimx"
    except (OSError, pyarrow.ArrowException):
        return False  # cut off, by us or somebody else


def _is_task(line: bytes) -> bool:
    """Return whether a line is a task for Label Studio as claimx writes it, without the annotations of people that an export of it has."""
    try:
        task: Any = json.loads(line.rstrip().removesuffix(b","))
        return task.keys() == {"data", "predictions"} and str(task["predictions"][0]["model_version"]).startswith("claimx ")
    except (ValueError, RecursionError, AttributeError, LookupError, TypeError):
        return False
