"""Fit how likely content and speaker of a quote are both right: `ranking/quote.toml`, from annotated articles.

    python training/quotes.py [--gold ../shared/gold] [--jobs 2] [--write]

Names and speakers are those of the models of the article's fold: run `training/names.py` and `training/speakers.py` first. A row is a quote that the program finds; it is right where a gold quote has its content by 80 %
and its speaker, as `claimx score` counts it. The features are the rule that found it, the uncertainty of the case, and how likely its speaker is. The model is logistic
with an L2 penalty; printed are the bands of confidence out of fold: each article is judged by weights fitted on the others.
"""

from __future__ import annotations

import math
import os
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from common import Rows, chance, fit, write_model
from gold import FOLDS, Article, articles, asked_for, folder, in_processes, options

import claimx
from claimx import summary
from claimx.ranking.model import Features
from claimx.ranking.quotes import SELDOM, features
from claimx.scoring import BANDS, Tally, score_document

WEIGHTS = Path(__file__).parent.parent / "src/claimx/ranking/quote.toml"
SETS = ("train", "dev", "dev2")
PENALTY = 1.0
FEWEST = 10  # quotes of a rule that is weighed alone


def rows_of(article: Article) -> Rows:
    """Return the rows of an annotated article."""
    found: list[Features] = []

    def noted(rule: str, uncertainty: float, speaker: float) -> float:
        found.append(features(rule, uncertainty, speaker))
        return len(found) - 1.0  # by which the answers below are known again

    known = summary.confidence  # type: ignore[attr-defined]
    summary.confidence = noted  # type: ignore[attr-defined]
    try:
        record: Any = claimx.extract(article.text, article.gold.get("published"))
    finally:
        summary.confidence = known  # type: ignore[attr-defined]
    tally = Tally()
    score_document(article.id, article.text, article.gold, record, tally)
    return [(found[int(number)], right) for number, right in tally.answers]


def of_fold(gold: Path, fold: int) -> list[Rows]:
    """Return the rows of the articles of a fold, each as the models that have not seen it read it."""
    os.environ["CLAIMX_MODELS"] = str(folder(fold))
    return [rows_of(article) for article in articles(gold, SETS, own=True) if article.fold == fold and "quotes" in article.gold]


def _pooled(groups: list[Rows]) -> list[Rows]:
    """Put the rules that are seen less than `FEWEST` times into one feature, as they tell too little each."""
    seen = Counter(name for rows in groups for found, _ in rows for name in found)

    def pooled(name: str) -> str:
        kind = name.partition("_")[0]
        return f"{kind}_{SELDOM}" if kind == "rule" and seen[name] < FEWEST else name

    return [[({pooled(name): value for name, value in found.items()}, right) for found, right in rows] for rows in groups]


def main() -> None:
    """Print the out-of-fold bands and, with `--write`, keep the weights."""
    arguments = asked_for(options(__doc__))
    read = in_processes(partial(of_fold, arguments["gold"]), range(FOLDS), arguments["jobs"])
    groups = _pooled([rows for fold in read for rows in fold])
    answers: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        model = fit([row for n, rows in enumerate(groups) if n % FOLDS != fold for row in rows], PENALTY)
        for found, right in (row for n, rows in enumerate(groups) if n % FOLDS == fold for row in rows):
            answers.append((chance(model, found), right))
    loss = -sum(math.log(sure if right else 1 - sure) for sure, right in answers) / len(answers)
    bands = []
    for low, above in zip(BANDS, (1.01, *BANDS), strict=False):
        band = [right for sure, right in answers if low <= round(sure, 2) < above]
        bands.append([low, len(band), sum(band)])
    print(f"{len(answers)} quotes of {len(groups)} articles; log loss out of fold {loss:.4f}; from, quotes, right: {bands}")
    if arguments["write"]:
        head = (
            "# Weights of the confidence of a quote, fitted by training/quotes.py, not written by hand. `rule_` names what found it, `speaker` are the log odds of its speaker.\n"
            f"# Fitted {datetime.now(UTC).date()} on {len(answers)} quotes of {len(groups)} articles. `out_of_fold`: of each band of confidence its lower bound, quotes, right ones.\n"
        )
        write_model(WEIGHTS, "quote", fit([row for rows in groups for row in rows], PENALTY), head, f"out_of_fold = {bands}\n")


if __name__ == "__main__":
    main()
