"""Fit how likely content and speaker of a quote are both right: `ranking/quote.toml`, from annotated articles.

    python training/quotes.py GOLD_DIR... [--write]

GOLD_DIR holds texts with their gold (`x.txt`, `x.gold.json`). A row is a quote that the program finds; it is right where a gold quote has its content by 80 %
and its speaker, as `claimx score` counts it. The features are the rules that found content and speaker, and the uncertainty of the case. The model is logistic
with an L2 penalty; printed are the bands of confidence out of fold: each article is judged by weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from common import Rows, fit, write_model

import claimx
from claimx import summary
from claimx.ranking.model import Features
from claimx.ranking.quotes import SELDOM, features
from claimx.scoring import BANDS, Tally, score_document

WEIGHTS = Path(__file__).parent.parent / "src/claimx/ranking/quote.toml"
FOLDS = 10
PENALTY = 1.0
FEWEST = 10  # quotes of a rule that is weighed alone


def rows_of(folder: Path) -> Iterator[Rows]:
    """Yield the rows of each annotated article."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        found: list[Features] = []

        def noted(rule: str, uncertainty: float, speaker_rule: str, found: list[Features] = found) -> float:
            found.append(features(rule, uncertainty, speaker_rule))
            return len(found) - 1.0  # by which the answers below are known again

        known = summary.confidence  # type: ignore[attr-defined]
        summary.confidence = noted  # type: ignore[attr-defined]
        try:
            record: Any = claimx.extract(text, gold.get("published"))
        finally:
            summary.confidence = known  # type: ignore[attr-defined]
        tally = Tally()
        score_document(path.name, text, gold, record, tally)
        yield [(found[int(number)], right) for number, right in tally.answers]


def _pooled(groups: list[Rows]) -> list[Rows]:
    """Put the rules that are seen less than `FEWEST` times into one feature, as they tell too little each."""
    seen = Counter(name for rows in groups for found, _ in rows for name in found)

    def pooled(name: str) -> str:
        kind = name.partition("_")[0]
        return f"{kind}_{SELDOM}" if kind in ("rule", "speaker") and seen[name] < FEWEST else name

    return [[({pooled(name): value for name, value in found.items()}, right) for found, right in rows] for rows in groups]


def main() -> None:
    """Print the out-of-fold bands and, with `--write`, keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    groups = _pooled([rows for folder in arguments.folders for rows in rows_of(folder)])
    answers: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        model = fit([row for n, rows in enumerate(groups) if n % FOLDS != fold for row in rows], PENALTY)
        for found, right in (row for n, rows in enumerate(groups) if n % FOLDS == fold for row in rows):
            total = model["bias"] + sum(model["weights"].get(name, 0.0) * value for name, value in found.items())
            answers.append((1 / (1 + math.exp(-total)), right))
    loss = -sum(math.log(sure if right else 1 - sure) for sure, right in answers) / len(answers)
    bands = []
    for low, above in zip(BANDS, (1.01, *BANDS), strict=False):
        band = [right for sure, right in answers if low <= round(sure, 2) < above]
        bands.append([low, len(band), sum(band)])
    print(f"{len(answers)} quotes of {len(groups)} articles; log loss out of fold {loss:.4f}; from, quotes, right: {bands}")
    if arguments.write:
        head = (
            "# Weights of the confidence of a quote, fitted by training/quotes.py, not written by hand. `rule_` and `speaker_` name what found content and speaker.\n"
            f"# Fitted {datetime.now(UTC).date()} on {len(answers)} quotes of {len(groups)} articles. `out_of_fold`: of each band of confidence its lower bound, quotes, right ones.\n"
        )
        write_model(WEIGHTS, "quote", fit([row for rows in groups for row in rows], PENALTY), head, f"out_of_fold = {bands}\n")


if __name__ == "__main__":
    main()
