"""The gold floor: articles that nothing was fitted to and nobody read, scored by their own scorer, stay at or above `tests/gold_floor.json`.

Raise floors, never lower them. Figures out of fold on what was learned from are printed by `training/figures.py`.
"""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from .conftest import ROOT

SHARED = ROOT.parent / "shared"
FLOORS = json.loads((ROOT / "tests/gold_floor.json").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(
        not (SHARED / "gold").is_dir(), reason=f"needs the gold annotation at {SHARED}/gold, which is not in this repository"
    ),
]


def run(*args: object) -> str:
    done = subprocess.run([sys.executable, *map(str, args)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def scored(name: str) -> dict[str, Any]:
    return json.loads(run(SHARED / "score.py", SHARED / "gold" / name, "--run", f"{sys.executable} -m claimx extract -q", "--json"))


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return scored("test")


def number(value: Any) -> float:
    return value["f1"] if isinstance(value, dict) else value


@pytest.mark.parametrize("key", sorted(FLOORS["test"]))
def test_floor_on_unseen_articles(figures: dict[str, Any], key: str) -> None:
    assert 100 * number(figures[key]) >= FLOORS["test"][key]


@pytest.fixture(scope="module")
def tuned() -> dict[str, Any]:
    return scored("dev2")


@pytest.mark.parametrize("key", sorted(FLOORS["dev2"]))
def test_floor_of_dates_and_acts(tuned: dict[str, Any], key: str) -> None:
    assert 100 * number(tuned[key]) >= FLOORS["dev2"][key]


def test_offsets_are_honest(figures: dict[str, Any]) -> None:
    assert figures["bad_offsets"] == 0


def test_probes_floor() -> None:
    shown = json.loads(
        run(SHARED / "score_ledger.py", SHARED / "gold/ledger.jsonl", "--run", f"{sys.executable} -m claimx extract -q", "--json")
    )
    for key, floor in FLOORS["probes"].items():
        assert shown[key] >= floor, shown


@pytest.mark.parametrize("layer", ["cues", "dates"])
def test_sentences_floor(layer: str) -> None:
    shown = run(SHARED / "score_sentences.py", layer, SHARED / f"gold/{layer}.jsonl", "--run", f"{sys.executable} -m claimx extract -q")
    scores = {m[1]: float(m[2]) for m in re.finditer(r"^(\S.*?)\s+(\d+\.\d)\s+\(", shown, re.MULTILINE)}
    for key, floor in FLOORS[layer].items():
        assert scores[key] >= floor, shown


def test_news_runs_without_a_crash_and_with_true_offsets() -> None:
    shown = run("-m", "claimx", "extract", "-q", "--format", "jsonl", SHARED / "news/indosum.jsonl")
    documents = [json.loads(line) for line in shown.split("\n") if line]
    assert len(documents) == 450
    for document in documents:
        for span in [*document["dates"], *(c["cue"] for c in document["cues"]), *(s for q in document["quotes"] for s in q["content"])]:
            assert document["text"][span["start"] : span["end"]] == span["text"]
