"""The seal of a report for people: a last line, which no viewer shows, with a digest of all that stands before it.

It holds while the report is as claimx wrote it, and no longer where somebody has gone on writing.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

GENERATOR = b'<meta name="generator" content="claimx">'  # in the head of every page
_LENGTH = len("<!-- claimx sha256: -->\n") + 64
_SEAL = re.compile(rb"<!-- claimx sha256:([0-9a-f]{64}) -->\n")


def sealed(text: str) -> str:
    """Return a report with its seal; `text` ends with a line end."""
    return f"{text}<!-- claimx sha256:{hashlib.sha256(_bytes(text)).hexdigest()} -->\n"


def is_sealed(path: Path) -> bool:
    """Return whether a file holds reports with their seals, one after the other, and nothing else."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LENGTH - 1))
        if _SEAL.search(file.read()) is None:
            return False  # nothing large is read in vain
    data = path.read_bytes()
    at = 0
    for seal in _SEAL.finditer(data):
        if hashlib.sha256(data[at : seal.start()]).hexdigest().encode() != seal[1]:
            return False
        at = seal.end()
        if data[at : at + 1] == b"\n":  # between two reports of one file
            at += 1
    return 0 < at == len(data)


def _bytes(text: str) -> bytes:
    """Return the bytes that a file of this text has."""
    return text.encode("utf-8", "backslashreplace")
