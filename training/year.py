"""Fit whether four digits that nothing leads are a year: `ranking/year.toml`, from gold, own cases and judged news.

    python training/year.py GOLD_DIR... [--news FOLDER] [--write]

GOLD_DIR holds texts with their gold; optional dates teach nothing. The cases are those of `tests/data/dates.toml`. `training/judged_years.jsonl` says of
numbers in unannotated articles (`at`: offset) whether they are a year; it counts where FOLDER holds the texts (NAME.jsonl with `id`, `text`, `published`).
The model is logistic with an L2 penalty; what is printed comes from models that have not seen the article or case.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from common import Rows, chance, fit, judged, write_model
from marked import dated

import claimx
from claimx.ranking.model import Features
from claimx.timex import years
from claimx.timex.context import Context
from claimx.timex.patterns import Found

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "src/claimx/ranking/year.toml"
FOLDS = 10
PENALTY = 0.3

Labels = dict[int, bool | None]  # of each offset in doubt whether it is a year, None where nobody says


def undecided(text: str, published: str | None) -> list[tuple[int, Features]]:
    """Return the offsets of the numbers that the model decides on, with their features."""
    rows: list[tuple[int, Features]] = []
    known = years.features

    def noted(found: Found, context: Context, published: date) -> Features:
        rows.append((found.start, known(found, context, published)))
        return rows[-1][1]

    years.features = noted
    try:
        claimx.extract(text, published)
    finally:
        years.features = known
    return rows


def of_gold(folder: Path) -> Iterator[Rows]:
    """Yield the rows of each annotated article."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        rows: Rows = []
        for at, features in undecided(text, gold.get("published")):
            held = [item for item in gold["dates"] if item["start"] <= at < item["end"]]
            if not any(item.get("optional") for item in held):
                rows.append((features, bool(held)))
        yield rows


def of_cases() -> Iterator[Rows]:
    """Yield the rows of each invented sentence."""
    for case in dated():
        yield [(features, any(start <= at < end for start, end, *_ in case.dates)) for at, features in undecided(case.text, case.published)]


def of_news(folder: Path) -> Iterator[Rows]:
    """Yield the rows of each judged article."""
    for record, rows in judged("judged_years.jsonl", folder):
        known = {row["at"]: row["year"] for row in rows}
        found = undecided(record["text"], (record.get("published") or "")[:10] or None)
        yield [(features, known[at]) for at, features in found if at in known]


def main() -> None:
    """Print the out-of-fold figures and, with `--write`, keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    groups = [*of_cases(), *(rows for folder in arguments.folders for rows in of_gold(folder))]
    groups += of_news(arguments.news) if arguments.news else []
    groups = [rows for rows in groups if rows]
    everything = [row for rows in groups for row in rows]
    right = found = wanted = 0
    for fold in range(FOLDS):
        unseen = fit([row for n, rows in enumerate(groups) if n % FOLDS != fold for row in rows], PENALTY)
        for features, year in (row for n, rows in enumerate(groups) if n % FOLDS == fold for row in rows):
            said = chance(unseen, features) >= unseen["threshold"]
            right, found, wanted = right + (said and year), found + said, wanted + year
    print(f"{len(everything)} numbers of {len(groups)} texts, {wanted} years; out of fold P {right / found:.3f} R {right / wanted:.3f}")
    if arguments.write:
        head = (
            "# Weights of the judgement whether four digits are a year, fitted by training/year.py, not written by hand. What each feature is: timex/years.py.\n"
            f"# Fitted {datetime.now(UTC).date()} on {len(everything)} numbers of {len(groups)} articles and invented sentences, {wanted} of them years;"
            f" out of fold P {right / found:.3f} R {right / wanted:.3f}.\n"
        )
        write_model(WEIGHTS, "year", fit(everything, PENALTY), head)


if __name__ == "__main__":
    main()
