"""Shared fixtures: one pipeline for the whole session, and a check of every record against the schema."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import claimx
from claimx.records import json_schema
from claimx.records import spans as spans

# A shell that runs the tests in the background ignores SIGINT for them, which programs started by tests would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]
SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TRIM = " \t\r\n\u00a0\"'“”‘’«»„`.,;:!?()[]–—-…"

ARTICLE = (
    'Kepala Dinas Surya Mahesa membantah tudingan bahwa kantornya menahan izin tambak, Senin (4/3/2024).\n\n"Harga naik," kata Surya.\n'
)


def check(document: Any, text: str) -> Any:
    """Fail unless a record follows the schema and every span is a stretch whose text equals its slice; return the record."""
    VALIDATOR.validate(document)
    for span in spans(document):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert text[span["start"] : span["end"]] == span["text"]
    return document


Extract = Callable[..., dict[str, Any]]


@pytest.fixture
def extract() -> Extract:
    """Return a function from text (and publication day) to a checked record."""

    def run(text: str, published: str | None = None, min_confidence: float | None = None) -> dict[str, Any]:
        return check(claimx.extract(text, published, min_confidence), text)

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder of two articles, `a.txt` and `b.txt`, each with the text `ARTICLE`."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


Put = Callable[[str, str | bytes | list[Any]], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Return a function that writes a file below `tmp_path`, a list as JSON Lines, and returns its path."""

    def write(name: str, content: str | bytes | list[Any]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(json.dumps(record) + "\n" for record in content) if isinstance(content, list) else content
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
