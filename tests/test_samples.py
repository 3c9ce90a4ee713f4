"""The samples, whole: each article in data/samples gives exactly its expected record."""

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest

import claimx

from .conftest import ROOT, check

SAMPLES = sorted((ROOT / "data/samples").glob("*.txt"))


def test_there_are_at_least_six() -> None:
    assert len(SAMPLES) >= 6


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_sample(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    expected = json.loads((ROOT / "tests/data/samples" / f"{path.stem}.json").read_text(encoding="utf-8"))
    found = check(claimx.extract(text), text)
    assert {**found, "source": path.name} == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_line_breaks_that_only_fit_a_width_change_nothing(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    wrapped = "\n".join(textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    assert wrapped != text
    whole, found = (check(claimx.extract(held), held) for held in (text, wrapped))
    for layer in ("quotes", "claims"):
        assert told(found[layer]) == told(whole[layer])


def told(items: list[dict[str, Any]]) -> list[list[Any]]:
    """Return what items are and the words of their spans, without where they stand."""
    spans = [[*item.get("content", []), *(item.get(name) for name in ("source", "cue", "target"))] for item in items]
    words = [[" ".join(span["text"].split()) for span in held if span] for held in spans]
    return [[item.get("type"), item.get("status"), *held] for item, held in zip(items, words, strict=True)]
