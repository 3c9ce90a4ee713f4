"""Records that `claimx extract` wrote, read again: JSON Lines of them, told from articles in JSON by what they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator

from claimx.errors import InputError
from claimx.inputs.bytes import lines
from claimx.inputs.paths import LINES, ending
from claimx.records import Document, checked


def holds_records(path: str, max_bytes: int) -> bool:
    """Return whether a file is JSON Lines of records: its first line that is not empty has a schema version and claims."""
    if ending(path) not in LINES:
        return False
    try:
        for line in lines(path, max_bytes):
            if isinstance(line, InputError):
                return False
            if line.strip():
                first = json.loads(line)
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
                yield checked(json.loads(line))
            except (ValueError, RecursionError) as error:
                yield InputError(f"{path}#{number}", "no_record", why=str(error))
