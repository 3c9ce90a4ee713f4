"""What an earlier run wrote, known by how it begins: in a folder of articles it is none of them. Nothing here decides what may be written over."""

from __future__ import annotations

import re
from pathlib import Path

from claimx.inputs.paths import HTML, JSON, LINES, ending
from claimx.outputs.names import named_after

GENERATOR = b'<meta name="generator" content="claimx">'  # in the head of every page
_HEAD = 4096  # bytes of a file by whose beginning it is known
_RECORD = rb'\[?\s*\{\s*"schema_version": "\d+\.\d+",\s*"source": "'
_THREAD = rb'\[?\s*\{\s*"id": "T1",\s*"text": "(?:[^"\\]|\\.)*",\s*"status": "[a-z]+",\s*"claimants": '
_DATE = rb'\{"source": ".*?", "id": "D\d+", "start": \d+, "end": \d'
_FAILURE = rb'\{"source": ".*?", "what": .*?"hint": '
_PAGE = rb'\{"@context": "http://www\.w3\.org/ns/anno\.jsonld", "id": "urn:sha256:[0-9a-f]{64}#annotations", "type": "AnnotationPage", "generator": "claimx"'
_REVIEW = rb'\{"@context": "https://schema\.org", "@type": "ClaimReview", "claimReviewed": "'
_TASK = rb'\[\n\{"data": \{"text": "'
_DATA = re.compile(rb"\s*(?:" + rb"|".join((_RECORD, _THREAD, _DATE, _FAILURE, _PAGE, _REVIEW, _TASK)) + rb")", re.DOTALL)


def is_page(path: Path) -> bool:
    """Return whether a file is a page of claimx. Raises OSError."""
    return GENERATOR in _head(path)


def tells_failures(path: Path) -> bool:
    """Return whether a file begins as those do that tell what failed. Raises OSError."""
    return re.match(_FAILURE, _head(path)) is not None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def was_written(path: str) -> bool:
    """Return whether claimx wrote what a file begins with: records, threads, pages …, or a table that is named after its source. Raises OSError."""
    file = Path(path)
    if ending(path) in (*HTML, *JSON, *LINES):
        return is_page(file) or _DATA.match(_head(file)) is not None
    if file.suffix != ".txt" or "-" not in file.name:
        return False
    with file.open("rb") as stream:
        return named_after(file.name, stream.readline(_HEAD).decode("utf-8", "replace").strip())
