"""The samples, whole: each article in data/samples gives exactly its expected record."""

import json
from pathlib import Path

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
