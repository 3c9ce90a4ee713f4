"""Fit whether what has the shape of a paraphrase is one (`ranking/accept.json`), and which bounds it has (`bounds.json`).

    python training/accept.py [--gold ../shared/gold] [--news ../shared/news] [--jobs 2] [--write] [--errors 20]

Names are those of the model of the article's fold: run `training/names.py` first. A row is a shape that the program proposes, with bounds of several; those are right that are nearest to an indirect
quote of gold, which has half of its content at the least. What is accepted before it in its sentence is what gold has. Rows of unannotated news count a little (`EARLIER`): `earlier_quotes.jsonl`
holds what the hand-written rules found there that this model took the place of (November 2026), as offsets; articles that are annotated by now are left out. The sentences of `tests/data/quotes.toml` count more than once (`TOLD`).
Whether a shape is a quote is a logistic model with an L2 penalty, its bounds are a conditional logit; each fold gets those of the other folds (`training/.work/foldN`), `--write` puts those of all
articles into the package. Needs `pip install -e '.[train]'`.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from common import judged
from gold import FOLDS, OF_CASES, SHARED, Article, articles, asked_for, cases, digest, folder, in_processes, options
from logit import Logit, Numbers, columns, logistic, sparse
from logit import store as store_ranker

from claimx.annotations import Quote
from claimx.attribution import bounds
from claimx.attribution.accept import features
from claimx.attribution.around import Place
from claimx.attribution.direct import find_direct
from claimx.attribution.indirect import find_indirect
from claimx.components.store import dates_of, reading_of
from claimx.language.reading import Reading
from claimx.pipeline import shared
from claimx.ranking.model import Features, share
from claimx.scoring import characters, overlap

FILE = "accept.json"
PACKAGE = Path(__file__).parent.parent / "src/claimx/ranking"
SETS = ("train", "dev", "dev2")
PENALTY = 2.0
BOUNDS_PENALTY = 3.0
FEWEST = 4  # shapes that have a feature which is weighed
FEWEST_BOUNDS = 8  # bounds that have a feature which is weighed
LEAST = 0.02  # of a weight: a smaller one is left out
THRESHOLD = 0.5  # probability from which a shape is a quote
EARLIER = 0.2  # how much a row counts whose answer is what the earlier rules found: as much as gold it teaches their faults
TOLD = 3  # how often a sentence of the tests counts: they are few, and each stands for a construction
_HALF = 0.5  # overlap from which two quotes are one, as `score.py` has it
_CHOSEN: dict[str, Any] = {}


class Row(NamedTuple):
    """One shape: the fold and id of its article, its features, whether it is a quote, the words about its cue, and its bounds: the features of each, and whether they are right."""

    fold: int
    article: str
    features: dict[str, float]
    right: bool
    about: str
    choice: list[tuple[Features, bool]]


def rows_of(article: Article) -> list[Row]:
    """Return the rows of an annotated article."""
    return _rows(article.id, article.text, article.gold["quotes"], article.gold.get("published"), article.fold)


def _rows(identifier: str, text: str, quotes: list[dict[str, Any]], published: str | None, fold: int) -> list[Row]:
    """Return the rows of a text of which some quotes are known; a shape that they hold for optional is none."""
    found: list[Row] = []
    known = [(quote, characters(text, quote["content"])) for quote in quotes]

    def answer(reading: Reading, quote: Quote, place: Place) -> Quote | None:
        proposed = list(bounds.variants(reading, quote, place.start))
        nearest = [max((_nearness(text, gold, held, variant) for gold, held in known), default=_NONE) for _, variant in proposed]
        most = max(nearest)
        right = most.overlap >= _HALF
        if not (right and most.optional):
            at = reading.starts[place.cue]
            about = text[max(place.start, at - 60) : min(place.end, at + 80)].replace("\n", " ")
            choice = [
                (bounds.features(reading, variant, place, change), near == most)
                for (change, variant), near in zip(proposed, nearest, strict=True)
            ]
            found.append(Row(fold, identifier, dict.fromkeys(features(reading, quote, place), 1.0), right, about, choice if right else []))
        return proposed[nearest.index(most)][1] if right else None

    nlp = shared(("claimx_dates",))
    doc = nlp.make_doc(text)
    doc._.claimx_published = published or "2018-01-01"
    reading, dates = reading_of(nlp(doc)), dates_of(doc)
    find_indirect(reading, dates, find_direct(reading, dates), answer)
    return found


class _Near(NamedTuple):
    """How near a quote of gold is to one that is proposed: the overlap of the contents, and whether gold holds it for optional."""

    overlap: float
    optional: bool


_NONE = _Near(0.0, False)


def _nearness(text: str, gold: dict[str, Any], held: frozenset[int], quote: Quote) -> _Near:
    shared_part = overlap(held, characters(text, [{"start": start, "end": end} for start, end in quote.content]))
    if gold["type"] == "direct" and len(quote.content) > 1:
        shared_part = 0.0
    return _Near(round(shared_part, 3), bool(gold.get("optional")))


def of_fold(fold: int | None) -> list[Row]:
    """Return the rows of the articles of a fold, whose names are found by the model that has not seen them; None: those of unannotated news."""
    if fold is None:
        found = []
        annotated = {article.text for article in articles(_CHOSEN["gold"], SETS, own=True)}
        for record, rows in judged("earlier_quotes.jsonl", _CHOSEN["news"]):
            if record["text"] in annotated:
                continue
            quotes = [{"type": "indirect", "content": [{"start": s, "end": e} for s, e in parts]} for parts in rows[0]["quotes"]]
            found += _rows(record["id"], record["text"], quotes, record.get("published"), -1)
        return found
    os.environ["CLAIMX_MODELS"] = str(folder(fold))
    held = (article for article in articles(_CHOSEN["gold"], SETS, own=True) if article.fold == fold and "quotes" in article.gold)
    return [row for article in held for row in rows_of(article)] + [
        row for case in cases(fold) for row in _rows(case.id, case.text, case.gold["quotes"], None, fold)
    ]


def fitted(rows: Sequence[Row]) -> tuple[dict[str, int], Numbers, float]:
    """Return the columns, weights and bias fitted to rows."""
    held = columns((row.features for row in rows), FEWEST)
    right = np.array([row.right for row in rows], float)
    counts = np.array([EARLIER if row.fold < 0 else float(TOLD) if row.article.startswith(OF_CASES) else 1.0 for row in rows])
    weights, bias = logistic(sparse([row.features for row in rows], held), right, PENALTY, counts)
    return held, weights, bias


def choices(rows: Sequence[Row], known: dict[str, int] | None = None) -> tuple[dict[str, int], Logit]:
    """Return the columns and the logit of the bounds of quotes."""
    told = [row for row in rows for _ in range(TOLD if row.article.startswith(OF_CASES) else 1)]
    asked = [row.choice for row in told if len(row.choice) > 1 and any(right for _, right in row.choice)]
    held = columns((found for choice in asked for found, _ in choice), FEWEST_BOUNDS) if known is None else known
    candidates = [found for choice in asked for found, _ in choice]
    return held, Logit(sparse(candidates, held), [len(choice) for choice in asked], [right for choice in asked for _, right in choice])


def store(file: Path, model: tuple[dict[str, int], Numbers, float], about: dict[str, Any]) -> None:
    """Write a model file (`attribution/accept.py` reads it)."""
    held, weights, bias = model
    kept = {name: round(float(weights[n]), 2) for name, n in held.items() if abs(weights[n]) >= LEAST}
    written = {"about": about, "threshold": THRESHOLD, "bias": round(bias, 3), "weights": kept}
    file.write_text(json.dumps(written, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def report(rows: Sequence[Row], likely: Sequence[float]) -> None:
    """Print how many are found and right by threshold, how right bands of probability are, and some errors."""
    for least in (0.3, 0.4, 0.5, 0.6):
        kept = [row.right for row, p in zip(rows, likely, strict=True) if p >= least]
        print(f"from {least}: {sum(kept) / len(kept):.1%} right, {sum(kept) / sum(row.right for row in rows):.1%} found")
    for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 1.01)):
        band = [(p, row.right) for row, p in zip(rows, likely, strict=True) if low <= p < high]
        print(
            f"{low:.2f}: {len(band)} shapes, {np.mean([right for _, right in band]):.1%} right, mean probability {np.mean([p for p, _ in band]):.1%}"
        )
    wrong = [(row, p) for row, p in zip(rows, likely, strict=True) if (p >= THRESHOLD) != row.right]
    random.seed(0)
    for row, p in random.sample(wrong, min(_CHOSEN["errors"], len(wrong))):
        print(f"{'missed' if row.right else 'no quote'} {p:.2f} {row.article}: {row.about}")


def main() -> None:
    """Propose, fit, judge, print."""
    parser = options(__doc__)
    parser.add_argument("--news", type=Path, default=SHARED / "news")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    _CHOSEN.update(asked_for(parser))
    rows = [row for found in in_processes(of_fold, [*range(FOLDS), None], _CHOSEN["jobs"]) for row in found]
    asked: list[Row] = []
    likely: list[float] = []
    chosen: list[tuple[bool, bool]] = []
    for fold in range(FOLDS):
        held, weights, bias = model = fitted([row for row in rows if row.fold != fold])
        store(folder(fold) / FILE, model, {})
        own = [row for row in rows if row.fold == fold and not row.article.startswith(OF_CASES)]
        known, logit = choices([row for row in rows if 0 <= row.fold != fold])
        weighed = logit.fit(BOUNDS_PENALTY)
        store_ranker(folder(fold) / "bounds.json", known, weighed, {})
        _, judge = choices(own, known)
        for scores, right in zip(judge.split(judge.rows @ weighed), judge.split(judge.right), strict=True):
            chosen.append((bool(right[int(scores.argmax())]), bool(right[0])))
        asked += own
        likely += [share(score) for score in (sparse([row.features for row in own], held) @ weights + bias).tolist()]
    print(f"{len(asked)} shapes, {sum(row.right for row in asked)} of them quotes")
    report(asked, likely)
    print(f"bounds of {len(chosen)}: chosen {np.mean([c for c, _ in chosen]):.1%} right, first {np.mean([f for _, f in chosen]):.1%}")
    if _CHOSEN["write"]:
        held_bounds, logit = choices([row for row in rows if row.fold >= 0])
        learned = digest(articles(_CHOSEN["gold"], SETS, own=True))
        about = {
            "by": "training/accept.py",
            "fitted": datetime.now(UTC).date().isoformat(),
            "source": f"gold/train, dev, dev2, own: {learned}; earlier_quotes.jsonl; tests/data/quotes.toml",
        }
        store_ranker(PACKAGE / "bounds.json", held_bounds, logit.fit(BOUNDS_PENALTY), about | {"choices": len(logit.sizes)})
        store(PACKAGE / FILE, fitted(rows), about | {"shapes": len(asked), "articles": len({row.article for row in asked})})


if __name__ == "__main__":
    main()
