"""Records that `claimx extract` wrote, read again: JSON Lines of them, told from articles in JSON by what they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from claimx.errors import InputError
from claimx.inputs.article import iso_day
from claimx.inputs.bytes import lines
from claimx.inputs.paths import LINES, ending
from claimx.records import SCHEMA_VERSION, Document

_LAYERS = ("speakers", "quotes", "dates", "cues", "claims")
_MARK = b"\xef\xbb\xbf"


def holds_records(path: str, max_bytes: int) -> bool:
    """Return whether a file is JSON Lines of records: its first line that is not empty has a schema version and claims."""
    if ending(path) not in LINES:
        return False
    try:
        for line in lines(path, max_bytes):
            if isinstance(line, InputError):
                return False
            if line.strip():
                first = json.loads(line.removeprefix(_MARK))
                return isinstance(first, dict) and "schema_version" in first and "claims" in first
    except (InputError, ValueError, RecursionError):
        pass  # told when it is read as articles
    return False


def read_records(path: str, max_bytes: int) -> Iterator[Document | InputError]:
    """Yield the records of a file, an `InputError` in place of a line that is none."""
    for number, line in enumerate(lines(path, max_bytes), 1):
        if isinstance(line, InputError):
            yield line
        elif line.strip():
            try:
                yield _checked(json.loads(line.removeprefix(_MARK)))
            except (ValueError, TypeError, RecursionError) as error:
                yield InputError(f"{path}#{number}", "no_record", why=_told(error))


def _checked(found: object) -> Document:
    """Return an object that is a record: of the form that `extract` prints, of this version, with days that the calendar has and ids that are there.

    Raises ValueError or TypeError, saying what is wrong, so that none reaches a database which could not be read again.
    """
    if not isinstance(found, dict):
        raise TypeError("no object")
    record: Document = _form().validate_python(found, strict=True)
    if not record["sha256"].isascii():
        raise ValueError("sha256")
    if record["schema_version"].partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise ValueError(f"schema_version {record['schema_version']}")
    dates = (date[end] for date in record["dates"] for end in ("begin", "end_date"))
    for day in filter(None, (record["published"] and record["published"]["value"], *dates)):
        iso_day(day.replace("XXXX", "2000"), exact=True)  # a year with 29 February
    ids = {item["id"] for layer in _LAYERS for item in record[layer]}  # type: ignore[literal-required]
    named = [claim[key] for claim in record["claims"] for key in ("speaker", "quote", "date", "set_by")]
    named += [cue for claim in record["claims"] for cue in claim["history"]]
    named += [cue[key] for cue in record["cues"] for key in ("agent", "demander", "claim", "date")]
    named += [quote[key] for quote in record["quotes"] for key in ("speaker", "date")]
    if unknown := [name for name in named if name is not None and name not in ids]:
        raise ValueError(f"id {unknown[0]}")
    return record


@cache
def _form() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Document)


def _told(error: Exception) -> str:
    """Return in a few words what is wrong: of a form that does not fit, the first place."""
    faults = error.errors(include_url=False) if hasattr(error, "errors") else []
    first = f"{'.'.join(map(str, faults[0]['loc']))}: {faults[0]['msg']}" if faults else str(error) or type(error).__name__
    return " ".join(first.split())[:200].rstrip(".")
