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

from .conftest import ROOT

ANNOTATION = ROOT / "tests/data/annotation"
SHARED = ROOT.parent / "shared"


@pytest.fixture
def record() -> Any:
    text = (ANNOTATION / "pasar.txt").read_text(encoding="utf-8")
    return {**claimx.extract(text, published="2024-03-05"), "source": "somewhere/pasar.txt"}


def scored(tmp_path: Path, *records: dict[str, Any]) -> Any:
    path = tmp_path / "predictions.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return scoring.score(ANNOTATION, path)


def test_what_is_right_counts_and_what_is_optional_does_not(tmp_path: Path, record: dict[str, Any]) -> None:
    figures = scoring.figures(scored(tmp_path, record))
    exact = figures["quotes.direct.exact"]
    assert (exact.gold, exact.predicted, exact.matched) == (2, 2, 2)
    assert figures["dates.strict"].gold == figures["dates.strict"].predicted == 1
    assert figures["cues.denial"].f1 == figures["cues.agent"] == figures["cues.target"] == 1
    assert figures["cues.claim"] is None
    assert figures["bad_offsets"] == 0


def test_each_fault_lowers_its_figure_and_is_named(tmp_path: Path, record: dict[str, Any]) -> None:
    record["speakers"][0]["name"] = "Orang Lain"
    record["quotes"] = record["quotes"][:1]
    record["dates"][-1]["value"] = "2024-04-03"
    record["cues"][0]["polarity"] = "negated"
    tally = scored(tmp_path, record)
    figures = scoring.figures(tally)
    assert figures["quotes.direct.exact"].r == 0.5
    assert figures["attributed.direct"].matched == 0
    assert figures["dates.value_f1"] == 0
    assert figures["cues.polarity"] == 0
    assert {fault.kind for fault in tally.faults} == {"speaker", "quote missed", "date", "agent"}


def test_bands_of_confidence_hold_every_scored_quote(tmp_path: Path, record: dict[str, Any]) -> None:
    rows = scoring.by_confidence(scored(tmp_path, record))
    assert sum(quotes for _, quotes, _ in rows) == 2
    assert sum(right for _, _, right in rows) == 2
    record["quotes"][0]["confidence"], record["quotes"][1]["confidence"] = 1.0, 0.1
    assert [quotes for _, quotes, _ in scoring.by_confidence(scored(tmp_path, record))] == [1, 0, 0, 1]


def test_an_article_without_a_record_is_named_and_counts_as_nothing_found(tmp_path: Path, record: dict[str, Any]) -> None:
    for name in ("pasar", "lain"):
        for ending in ("txt", "gold.json"):
            (tmp_path / f"{name}.{ending}").write_bytes((ANNOTATION / f"pasar.{ending}").read_bytes())
    path = tmp_path / "predictions.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    tally = scoring.score(tmp_path, path)
    figures = scoring.figures(tally)
    assert (figures["quotes.direct.exact"].predicted, figures["quotes.direct.exact"].gold) == (2, 4)
    assert tally.without == ["lain"]
    assert "lain: no record" in CliRunner().invoke(app, ["score", str(tmp_path), str(path)]).output


def test_records_of_other_texts_are_refused(tmp_path: Path, record: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="no record for any text"):
        scored(tmp_path, {**record, "source": "other.txt"})


def test_the_table_speaks_indonesian(tmp_path: Path, record: dict[str, Any]) -> None:
    path = tmp_path / "predictions.jsonl"
    path.write_text(json.dumps({**record, "quotes": []}) + "\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["score", str(ANNOTATION), str(path), "--errors", "1", "--lang", "id"]).output
    assert all(word in shown for word in ("ukuran", "keyakinan kutipan", "0.9 hingga 1.0", "seharusnya"))
    assert "attributed.direct" in shown
    assert not any(word in shown for word in ("figure", "wanted", "confidence"))


def test_the_command_prints_a_table_and_json(tmp_path: Path, record: dict[str, Any]) -> None:
    path = tmp_path / "predictions.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["score", str(ANNOTATION), str(path), "--errors", "3"])
    assert shown.exit_code == 0
    assert "quotes.direct.exact" in shown.output
    data = json.loads(CliRunner().invoke(app, ["score", str(ANNOTATION), str(path), "--json"]).output)
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
def test_bad_predictions_are_refused_clearly(tmp_path: Path, content: bytes | str, said: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = CliRunner().invoke(app, ["score", str(ANNOTATION), str(path)])
    assert done.exit_code == 2
    assert said in done.output


@pytest.mark.parametrize(
    ("place", "odd"), [(("quotes", 0, "content"), "x"), (("cues", 0, "class"), 1), (("claims",), "x"), (("speakers", 0, "name"), None)]
)
def test_a_fault_of_the_predictions_is_not_told_of_gold(
    tmp_path: Path, record: dict[str, Any], place: tuple[str | int, ...], odd: object
) -> None:
    held: Any = record
    for key in place[:-1]:
        held = held[key]
    held[place[-1]] = odd
    path = tmp_path / "predictions.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["score", str(ANNOTATION), str(path)])
    assert done.exit_code == 2
    assert f"predictions.jsonl#1: is no record of this claimx ({'.'.join(map(str, place))}: " in done.output


def test_offsets_outside_of_the_text_are_told_of_the_predictions(tmp_path: Path, record: dict[str, Any]) -> None:
    record["quotes"][0]["content"][0]["end"] = 10**9
    path = tmp_path / "predictions.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert (
        "predictions.jsonl (pasar): is no record of this claimx (offsets"
        in CliRunner().invoke(app, ["score", str(ANNOTATION), str(path)]).output
    )


def test_two_records_of_one_name_are_refused(tmp_path: Path, record: dict[str, Any]) -> None:
    path = tmp_path / "predictions.jsonl"
    path.write_text("".join(json.dumps(record | {"source": f"{folder}/pasar.txt"}) + "\n" for folder in "ab"), encoding="utf-8")
    assert "two records of one name: a/pasar.txt and b/pasar.txt" in CliRunner().invoke(app, ["score", str(ANNOTATION), str(path)]).output


def test_bad_gold_is_refused_clearly(tmp_path: Path, record: dict[str, Any]) -> None:
    path = tmp_path / "predictions.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    assert "holds no NAME.gold.json" in CliRunner().invoke(app, ["score", str(tmp_path), str(path)]).output
    (tmp_path / "a.gold.json").write_text('{"people": []}', encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert "lacks a field" in CliRunner().invoke(app, ["score", str(tmp_path), str(path)]).output


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
def test_figures_are_those_of_the_golds_own_scorer(tmp_path: Path) -> None:
    gold = SHARED / "gold/test"
    lines = []
    for path in sorted(gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
        lines.append(json.dumps({**claimx.extract(text, json.loads(path.read_text(encoding="utf-8")).get("published")), "source": name}))
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")
    theirs = json.loads(
        subprocess.run(
            [sys.executable, str(SHARED / "score.py"), str(gold), str(predictions), "--json"], capture_output=True, check=True
        ).stdout
    )
    tally = scoring.score(gold, predictions)
    # of a class of which gold holds optional acts only, theirs tells zeros
    told_of = {name: figure for name, figure in theirs.items() if not (name.startswith("cues.") and figure == ZERO)}
    assert scoring.record(tally)["figures"] == told_of
    f = {name: 100 * (figure["f1"] if isinstance(figure, dict) else figure or 0) for name, figure in theirs.items()}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    column = [cell.strip() for cell in next(line for line in readme.splitlines() if "| train |" in line).split("|")].index("test")
    table = {row[1].strip(): row[column].strip() for line in readme.splitlines() if len(row := line.split("|")) > column}
    for told, figure in (
        ("direct quotes, exact, F1", "quotes.direct.exact"),
        ("indirect quotes, exact, F1", "quotes.indirect.exact"),
        ("all quotes with the right speaker, F1", "attributed.all"),
        ("speakers, where a source stands beside the quote", "speaker.explicit.accuracy"),
        ("cues, F1", "cues.all"),
        ("lines of the ledger, F1", "ledger.line"),
    ):
        assert table[told] == f"{f[figure]:.1f}", told
    sure = scoring.by_confidence(tally)[0]
    assert sure[1] >= 100
    assert sure[2] / sure[1] >= 0.9
