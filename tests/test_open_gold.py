"""The open gold in gold/: offsets that are true, names of fields and classes, and the tools that people use on it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from claimx.acts.rules import CLASSES
from claimx.records import Claim
from claimx.scoring import figures, score

from .conftest import ROOT, spans

GOLD = ROOT / "gold"
OWN = sorted((GOLD / "own").glob("*.gold.json"))
SECOND = sorted((GOLD / "second").glob("*.gold.json"))
STATUSES = set(get_args(get_type_hints(Claim)["status"]))


def tool(name: str, *arguments: object) -> str:
    return subprocess.run([sys.executable, ROOT / "tools" / name, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def test_there_are_at_least_thirty_articles_with_text() -> None:
    assert len(OWN) >= 30
    assert all(path.with_name(path.name.replace(".gold.json", ".txt")).exists() for path in OWN)


@pytest.mark.parametrize("path", OWN + SECOND, ids=lambda path: f"{path.parent.name}-{path.name.removesuffix('.gold.json')}")
def test_offsets_classes_and_references_are_true(path: Path) -> None:
    text = (GOLD / "own" / path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert gold["quotes"] or gold["cues"]
    for span in spans(gold):
        assert text[span["start"] : span["end"]] == span["text"]
    acts, matters = ({item["id"] for item in gold[key]} for key in ("cues", "matters"))
    assert {cue["class"] for cue in gold["cues"]} <= set(CLASSES)
    assert {cue["matter"] for cue in gold["cues"]} <= matters | {None}
    assert {matter["status"] for matter in gold["matters"]} <= STATUSES
    assert {act for matter in gold["matters"] for act in matter["set_by"]} <= acts


@pytest.mark.parametrize("name", ["dev", "dev2", "news", "news_acts", "second"])
def test_stand_off_holds_no_text(name: str) -> None:
    rows = [json.loads(line) for line in (GOLD / "standoff" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows
    assert all(len(row["sha256"]) == 64 and not list(spans(row)) for row in rows)


def test_stand_off_is_put_together_again_by_the_bytes_of_the_texts(tmp_path: Path) -> None:
    texts = tmp_path / "teks"
    texts.mkdir()
    for path in OWN[:2]:
        (texts / f"lain-{path.stem}.txt").write_bytes(path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes())
    tool("standoff.py", "write", GOLD / "own", tmp_path / "own.jsonl")
    said = tool("standoff.py", "fill", tmp_path / "own.jsonl", texts, tmp_path / "gold")
    assert said.startswith(f"2 of {len(OWN)} articles")
    for path in OWN[:2]:
        filled = tmp_path / "gold" / path.name
        assert json.loads(filled.read_text(encoding="utf-8")) == json.loads(path.read_text(encoding="utf-8"))


def test_two_annotators_are_compared() -> None:
    lines = dict(line.split() for line in tool("agreement.py", GOLD / "own", GOLD / "second").splitlines()[1:])
    assert float(lines["attributed.direct"]) > 95
    assert float(lines["cues.target"]) > 90


def test_the_program_is_scored_on_it_as_its_page_says(tmp_path: Path) -> None:
    records = tmp_path / "hasil.jsonl"
    articles = [GOLD / "own" / f"{name}.txt" for name in ("a01", "b04", "c05", "d04")]
    subprocess.run([sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", "-o", records, *articles], check=True)
    (tmp_path / "gold").mkdir()
    for article in articles:
        for path in (article, article.with_suffix(".gold.json")):
            (tmp_path / "gold" / path.name).write_bytes(path.read_bytes())
    found = figures(score(tmp_path / "gold", records))
    assert found["quotes.direct.exact"].gold > 10
    assert found["attributed.all"].f1 > 0.7
    assert found["ledger.line"].gold > 3
