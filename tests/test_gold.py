"""The gold floor: dev gold, scored by its own scorer, stays at or above `tests/gold_floor.json`. Raise floors, never lower them."""

import json
import re
import subprocess
import sys

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


def run(*args):
    done = subprocess.run([sys.executable, *map(str, args)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def figures():
    return json.loads(run(SHARED / "score.py", SHARED / "gold/dev", "--run", f"{sys.executable} -m claimx extract -q", "--json"))


def number(value):
    return value["f1"] if isinstance(value, dict) else value


@pytest.mark.parametrize("key", sorted(FLOORS["dev"]))
def test_dev_floor(figures, key):
    assert 100 * number(figures[key]) >= FLOORS["dev"][key]


def test_offsets_are_honest(figures):
    assert figures["bad_offsets"] == 0


@pytest.mark.parametrize("layer", ["cues", "dates"])
def test_sentences_floor(layer):
    shown = run(SHARED / "score_sentences.py", layer, SHARED / f"gold/{layer}.jsonl", "--run", f"{sys.executable} -m claimx extract -q")
    scores = {m[1]: float(m[2]) for m in re.finditer(r"^(\S.*?)\s+(\d+\.\d)\s+\(", shown, re.MULTILINE)}
    for key, floor in FLOORS[layer].items():
        assert scores[key] >= floor, shown


def test_news_runs_without_a_crash_and_with_true_offsets():
    shown = run("-m", "claimx", "extract", "-q", "--format", "jsonl", SHARED / "news/indosum.jsonl")
    documents = [json.loads(line) for line in shown.split("\n") if line]
    assert len(documents) == 450
    for document in documents:
        for span in [*document["dates"], *(c["cue"] for c in document["cues"]), *(s for q in document["quotes"] for s in q["content"])]:
            assert document["text"][span["start"] : span["end"]] == span["text"]
