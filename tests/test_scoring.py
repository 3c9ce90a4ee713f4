"""`claimx score`: figures that can be worked out by hand, clear errors, and agreement with the gold's own scorer."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import claimx
from claimx import scoring
from claimx.cli import app
from claimx.errors import InputError

from .conftest import ROOT, Put

ANNOTATION = ROOT / "tests/data/annotation"
SHARED = ROOT.parent / "shared"


@pytest.fixture
def record() -> Any:
    text = (ANNOTATION / "pasar.txt").read_text(encoding="utf-8")
    return {**claimx.extract(text, published="2024-03-05"), "source": "somewhere/pasar.txt"}


def scored(put: Put, record: dict[str, Any]) -> Any:
    return scoring.score(ANNOTATION, put("predictions.jsonl", [record]))


def told(predictions: Path, *options: str, gold: Path = ANNOTATION, code: int = 0) -> str:
    """Return what the command says of predictions; it ends with an exit code."""
    done = CliRunner().invoke(app, ["score", str(gold), str(predictions), *options])
    assert done.exit_code == code
    return done.output


def test_what_is_right_counts_and_what_is_optional_does_not(put: Put, record: dict[str, Any]) -> None:
    figures = scoring.figures(scored(put, record))
    exact = figures["quotes.direct.exact"]
    assert (exact.gold, exact.predicted, exact.matched) == (2, 2, 2)
    assert figures["dates.strict"].gold == figures["dates.strict"].predicted == 1
    assert figures["cues.denial"].f1 == figures["cues.agent"] == figures["cues.target"] == 1
    assert figures["cues.claim"] is None
    assert figures["bad_offsets"] == 0


def test_each_fault_lowers_its_figure_and_is_named(put: Put, record: dict[str, Any]) -> None:
    record["speakers"][0]["name"] = "Orang Lain"
    record["quotes"] = record["quotes"][:1]
    record["dates"][-1]["value"] = "2024-04-03"
    record["cues"][0]["polarity"] = "negated"
    tally = scored(put, record)
    figures = scoring.figures(tally)
    assert figures["quotes.direct.exact"].r == 0.5
    assert figures["attributed.direct"].matched == 0
    assert figures["dates.value_f1"] == 0
    assert figures["cues.polarity"] == 0
    assert {fault.kind for fault in tally.faults} == {"speaker", "quote missed", "date", "agent"}


def test_bands_of_confidence_hold_every_scored_quote(put: Put, record: dict[str, Any]) -> None:
    rows = scoring.by_confidence(scored(put, record))
    assert sum(quotes for _, quotes, _ in rows) == 2
    assert sum(right for _, _, right in rows) == 2
    record["quotes"][0]["confidence"], record["quotes"][1]["confidence"] = 1.0, 0.1
    assert [quotes for _, quotes, _ in scoring.by_confidence(scored(put, record))] == [1, 0, 0, 1]


def test_an_article_without_a_record_is_named_and_counts_as_nothing_found(tmp_path: Path, put: Put, record: dict[str, Any]) -> None:
    for ending in ("txt", "gold.json"):
        for name in ("pasar", "lain"):
            put(f"{name}.{ending}", (ANNOTATION / f"pasar.{ending}").read_bytes())
    path = put("predictions.jsonl", [record])
    tally = scoring.score(tmp_path, path)
    exact = scoring.figures(tally)["quotes.direct.exact"]
    assert (exact.predicted, exact.gold) == (2, 4)
    assert tally.without == ["lain"]
    assert "lain: no record" in told(path, gold=tmp_path)


def test_records_of_other_texts_are_refused(put: Put, record: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="no record for any text"):
        scored(put, {**record, "source": "other.txt"})


def test_the_table_speaks_indonesian(put: Put, record: dict[str, Any]) -> None:
    shown = told(put("predictions.jsonl", [{**record, "quotes": []}]), "--errors", "1", "--lang", "id")
    assert all(word in shown for word in ("ukuran", "keyakinan kutipan", "0.9 hingga 1.0", "seharusnya"))
    assert "attributed.direct" in shown
    assert not any(word in shown for word in ("figure", "wanted", "confidence"))


def test_the_command_prints_a_table_and_json(put: Put, record: dict[str, Any]) -> None:
    path = put("predictions.jsonl", [record])
    assert "quotes.direct.exact" in told(path, "--errors", "3")
    data = json.loads(told(path, "--json"))
    assert data["figures"]["attributed.direct"]["f1"] == 1
    assert [row["from"] for row in data["confidence"]] == list(scoring.BANDS)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON Lines"),
        ("[" * 100_000, "nested deeper"),
        ('{"source": "pasar"}', "no record of this claimx"),
        ('{"id": 1}', "no record of this claimx"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_bad_predictions_are_refused_clearly(put: Put, content: bytes | str, said: str) -> None:
    assert said in told(put("x.jsonl", content), code=2)


@pytest.mark.parametrize(
    ("place", "odd", "said"),
    [
        (("quotes", 0, "content"), "x", "jsonl#1: is no record of this claimx (quotes.0.content: "),
        (("cues", 0, "class"), 1, "jsonl#1: is no record of this claimx (cues.0.class: "),
        (("claims",), "x", "jsonl#1: is no record of this claimx (claims: "),
        (("speakers", 0, "name"), None, "jsonl#1: is no record of this claimx (speakers.0.name: "),
        (("quotes", 0, "content", 0, "end"), 10**9, "jsonl (pasar): is no record of this claimx (offsets"),
    ],
)
def test_a_fault_of_the_predictions_is_not_told_of_gold(
    put: Put, record: dict[str, Any], place: tuple[str | int, ...], odd: object, said: str
) -> None:
    held: Any = record
    for key in place[:-1]:
        held = held[key]
    held[place[-1]] = odd
    assert f"predictions.{said}" in told(put("predictions.jsonl", [record]), code=2)


def test_two_records_of_one_name_are_refused(put: Put, record: dict[str, Any]) -> None:
    path = put("predictions.jsonl", [record | {"source": f"{folder}/pasar.txt"} for folder in "ab"])
    assert "two records of one name: a/pasar.txt and b/pasar.txt" in told(path, code=2)


def test_bad_gold_is_refused_clearly(tmp_path: Path, put: Put, record: dict[str, Any]) -> None:
    path = put("predictions.jsonl", [record])
    assert "holds no NAME.gold.json" in told(path, gold=tmp_path, code=2)
    put("a.gold.json", '{"people": []}')
    put("a.txt", "x")
    assert "lacks a field" in told(path, gold=tmp_path, code=2)


def test_the_documents_show_the_bands_of_confidence_as_they_were_out_of_fold() -> None:
    fitted = tomllib.loads((ROOT / "src/claimx/ranking/quote.toml").read_text(encoding="utf-8"))["quote"]
    rows = [
        f"| {low:.1f} to {above:.1f} | {quotes} | {right} | {100 * right / quotes:.1f} |"
        for (low, quotes, right), above in zip(fitted["out_of_fold"], (1.0, *scoring.BANDS), strict=False)
    ]
    assert "\n".join(rows) in (ROOT / "docs/accuracy.md").read_text(encoding="utf-8")


ZERO = {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 0.0, "predicted": 0.0, "matched": 0.0}


@pytest.mark.gold
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason=f"needs the gold annotation at {SHARED}/gold, which is not in this repository")
def test_figures_are_those_of_the_golds_own_scorer(put: Put) -> None:
    gold = SHARED / "gold/test"
    records = []
    for path in sorted(gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
        records.append({**claimx.extract(text, json.loads(path.read_text(encoding="utf-8")).get("published")), "source": name})
    predictions = put("predictions.jsonl", records)
    scorer = [sys.executable, str(SHARED / "score.py"), str(gold), str(predictions), "--json"]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)
    tally = scoring.score(gold, predictions)
    # of a class of which gold holds optional acts only, theirs tells zeros
    scored_by_both = {name: figure for name, figure in theirs.items() if not (name.startswith("cues.") and figure == ZERO)}
    assert scoring.record(tally)["figures"] == scored_by_both
    f = {name: 100 * (figure["f1"] if isinstance(figure, dict) else figure or 0) for name, figure in theirs.items()}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    column = [cell.strip() for cell in next(line for line in readme.splitlines() if "| train |" in line).split("|")].index("test")
    table = {row[1].strip(): row[column].strip() for line in readme.splitlines() if len(row := line.split("|")) > column}
    for line, figure in (
        ("direct quotes, exact, F1", "quotes.direct.exact"),
        ("indirect quotes, exact, F1", "quotes.indirect.exact"),
        ("all quotes with the right speaker, F1", "attributed.all"),
        ("speakers, where a source stands beside the quote", "speaker.explicit.accuracy"),
        ("cues, F1", "cues.all"),
        ("lines of the ledger, F1", "ledger.line"),
    ):
        assert table[line] == f"{f[figure]:.1f}", line
    sure = scoring.by_confidence(tally)[0]
    assert sure[1] >= 100
    assert sure[2] / sure[1] >= 0.9
