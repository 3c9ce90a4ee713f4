"""Fit who a source means (`claimx.speakers`) and print how often it is right about articles that it has not seen.

    python training/speakers.py [--gold ../shared/gold] [--jobs 2] [--write] [--errors 20]

Names and quotes are those that the program finds, names by the model of the article's fold: run `training/names.py` first. What was answered before in an article
is taken from gold in the first round, and in those after it from the model that the round before fitted without the article, whose errors are those that the
program makes. The sentences of `tests/data/quotes.toml` are learned from too, each as if it were several, and not counted. A candidate is right where the gold gives its entity as the speaker. The model is a conditional logit with an L2 penalty; each fold gets one
of the other folds (`training/.work/foldN`), `--write` puts that of all articles into the package. Needs `pip install -e '.[train]'`.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from gold import FOLDS, OF_CASES, Article, articles, asked_for, cases, digest, folder, in_processes, options
from logit import Logit, columns, crossed, sparse, store

from claimx.ranking.model import Features
from claimx.scoring import characters, overlap, paired, same_description
from claimx.scoring_ledger import accepts

ROOT = Path(__file__).parent.parent
FILE = "speakers.json"
PENALTY = 5.0
ROUNDS = 3
TOLD = 2  # how often a sentence of the cases counts
FEWEST = 8  # candidates that have a feature which is weighed


@dataclass(slots=True)
class Question:
    """One quote of an article: the form of its source, the features of each candidate, which are right, and what to tell of it."""

    fold: int
    form: str
    explicit: bool
    kind: str
    optional: bool
    features: list[Features]
    right: list[bool]
    strict: list[bool]  # right by its name too
    told: tuple[str, str, list[str], list[str]]  # article, source, names of the candidates, accepted names


def questions(article: Article, told: bool) -> list[Question]:
    """Return the questions of an article, with the answers of its gold; what was answered before is gold's where it is `told`, else the model's."""
    from claimx.components.store import annotations_of, reading_of
    from claimx.pipeline import shared
    from claimx.speakers.resolver import Resolver

    nlp = shared(("claimx_dates", "claimx_quotes"))
    doc = nlp.make_doc(article.text)
    annotations_of(doc).published = {"value": article.gold.get("published") or "2018-01-01", "basis": "option", "confidence": None}
    quotes = annotations_of(nlp(doc)).quotes
    known = [characters(article.text, gold["content"]) for gold in article.gold["quotes"]]
    said = [characters(article.text, [{"start": start, "end": end} for start, end in quote.content]) for quote in quotes]
    pairs = paired(article.gold["quotes"], quotes, lambda i, j: overlap(known[i], said[j])).pairs
    gold_of = {j: article.gold["quotes"][i] for i, j, shared_part in pairs if shared_part >= 0.5}
    resolver = Resolver(reading_of(doc), quotes)
    found = []
    for n in sorted(range(len(quotes)), key=lambda n: resolver.asked(quotes[n]).at):
        asked, gold = resolver.asked(quotes[n]), gold_of.get(n)
        if not told:
            answered = resolver.answer(asked).speaker
        if gold is None:
            if not told:
                resolver.note(asked, answered, quotes[n].end)
            continue
        candidates = resolver.candidates(asked)
        accepted = [name for name in (gold.get("speaker"), *gold.get("speaker_aliases", [])) if name]
        listed = [row for row in (*article.gold.get("people", ()), *article.gold.get("bodies", ())) if gold.get("speaker") in row]
        described = "people" in article.gold and not listed
        names = [candidate.who.name if candidate.who else None for candidate in candidates]
        strict = [_is_right(name, accepted, described) for name in names]
        right = [_is_right(name, [*accepted, *(form for row in listed for form in row)], described) for name in names]
        if any(holds and candidate.who is not None and candidate.who.places for candidate, holds in zip(candidates, right, strict=True)):
            # a short form is who bears the name, and nobody of his own
            right = [
                holds and candidate.who is not None and bool(candidate.who.places)
                for candidate, holds in zip(candidates, right, strict=True)
            ]
        best = next((candidate for candidate, holds in zip(candidates, right, strict=True) if holds), None)
        meant = best.who if best else None
        resolver.note(asked, meant if told else answered, quotes[n].end)
        found.append(
            Question(
                article.fold,
                asked.source.form,
                gold.get("source") is not None,
                gold["type"],
                bool(gold.get("optional")),
                [candidate.features for candidate in candidates],
                right,
                strict,
                (article.id, asked.source.said, [name or "–" for name in names], accepted),
            )
        )
    return found


def _is_right(name: str | None, accepted: list[str], described: bool) -> bool:
    """Return whether an answer is right: by name, or, of somebody whom no list names, where one description holds all words of the other."""
    if name is None or not accepted:
        return name is None and not accepted
    return accepts(name, accepted) or (described and same_description(name, accepted))


def of_fold(fold: int, told: bool) -> list[Question]:
    """Return the questions of the articles of a fold, their names, and the answers before them unless `told`, by the models that have not seen them."""
    os.environ["CLAIMX_MODELS"] = str(folder(fold))
    held = (article for article in articles(_CHOSEN["gold"], _SETS, own=True) if article.fold == fold and "quotes" in article.gold)
    return [question for article in (*held, *TOLD * cases(fold)) for question in questions(article, told)]


_CHOSEN: dict[str, Any] = {}
_SETS = ("train", "dev", "dev2")


def logit_of(asked: Sequence[Question], known: dict[str, int] | None = None) -> tuple[dict[str, int], Logit]:
    """Return the columns and the logit of questions; the columns are those known, else of all that enough candidates have."""
    rows = [crossed(q.form, found) for q in asked for found in q.features]
    held = columns(rows, FEWEST) if known is None else known
    return held, Logit(sparse(rows, held), [len(q.features) for q in asked], [holds for q in asked for holds in q.right])


def fitted(asked: Sequence[Question]) -> tuple[dict[str, int], np.ndarray[Any, Any]]:
    """Return the columns and weights fitted to the questions of which a candidate is right."""
    held, logit = logit_of([q for q in asked if any(q.right)])
    return held, logit.fit(PENALTY)


def heat_of(asked: Sequence[Question], scores: list[np.ndarray[Any, Any]]) -> float:
    """Return the number by which scores are best divided, so that probabilities are right as often as they say, by scores out of fold."""

    def loss(heat: float) -> float:
        total = 0.0
        for q, row in zip(asked, scores, strict=True):
            raised = np.exp((row - row.max()) / heat)
            total -= float(np.log(max(1e-9, (raised * np.array(q.strict)).sum() / raised.sum())))
        return total

    return min((n / 20 for n in range(12, 61)), key=loss)


def out_of_fold(asked: Sequence[Question]) -> tuple[list[Question], list[np.ndarray[Any, Any]]]:
    """Fit and keep the model of each fold, and return the questions with the scores of their candidates, by the model that has not seen them."""
    judged: list[Question] = []
    scores: list[np.ndarray[Any, Any]] = []
    for fold in range(FOLDS):
        known, weights = fitted([q for q in asked if q.fold != fold])
        held = [q for q in asked if q.fold == fold]
        _, found = logit_of(held, known)
        judged += held
        scores += found.split(found.rows @ weights)
        store(folder(fold) / FILE, known, weights, {}, {q.form for q in asked})
    return judged, scores


def main() -> None:
    """Ask, fit, judge, print."""
    parser = options(__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each form")
    _CHOSEN.update(asked_for(parser))
    for round_number in range(ROUNDS):
        asked = [q for found in in_processes(partial(of_fold, told=round_number == 0), range(FOLDS), _CHOSEN["jobs"]) for q in found]
        judged, scores = out_of_fold(asked)
    real = [n for n, q in enumerate(judged) if not q.told[0].startswith(OF_CASES)]
    judged, scores = [judged[n] for n in real], [scores[n] for n in real]
    heat = heat_of(judged, scores)
    about: dict[str, Any] = {"by": "training/speakers.py", "fitted": datetime.now(UTC).date().isoformat()}
    for fold in range(FOLDS):
        held_model = json.loads((folder(fold) / FILE).read_text(encoding="utf-8"))
        (folder(fold) / FILE).write_text(json.dumps(held_model | {"heat": heat}), encoding="utf-8")
    report(judged, scores, heat)
    if _CHOSEN["write"]:
        held, weights = fitted(asked)
        known = articles(_CHOSEN["gold"], _SETS, own=True)
        about |= {
            "source": f"gold/train, dev, dev2, own: {digest(known)}; tests/data/quotes.toml",
            "questions": len(asked),
            "articles": len({q.told[0] for q in asked}),
        }
        store(ROOT / "src/claimx/ranking" / FILE, held, weights, about, {q.form for q in asked}, heat)


def report(asked: Sequence[Question], scores: Sequence[np.ndarray[Any, Any]], heat: float) -> None:
    """Print how often the likeliest candidate is right, by form and by band of probability, and some errors."""
    counts: Counter[tuple[str, bool]] = Counter()
    bands: Counter[tuple[float, bool]] = Counter()
    wrong: dict[str, list[str]] = {}
    sure: defaultdict[float, float] = defaultdict(float)
    for q, row in zip(asked, scores, strict=True):
        if q.optional:
            continue
        best = int(row.argmax())
        for name in ("all", "explicit" if q.explicit else "implicit", q.kind, "form " + q.form):
            counts[name, q.strict[best]] += 1
        likely = float(1 / np.exp((row - row.max()) / heat).sum())
        band = next(low for low in (0.95, 0.8, 0.5, 0.0) if likely >= low)
        bands[band, q.strict[best]] += 1
        sure[band] += likely
        if not q.strict[best]:
            article, said, names, accepted = q.told
            chance = "" if any(q.strict) else "  (not among the candidates)"
            wrong.setdefault(q.form, []).append(f"  {article}: {said!r} is {accepted}, got {names[best]!r}{chance}")
    for name in sorted({name for name, _ in counts}):
        right, of = counts[name, True], counts[name, True] + counts[name, False]
        print(f"{name:24} {100 * right / of:5.1f} of {of}")
    for band in sorted(sure, reverse=True):
        of = bands[band, True] + bands[band, False]
        print(f"from {band:.2f}: {of} answers, {100 * bands[band, True] / of:.1f} right, mean probability {100 * sure[band] / of:.1f}")
    print(f"heat {heat}")
    random.seed(0)
    for form, rows in sorted(wrong.items()):
        shown = random.sample(rows, min(_CHOSEN["errors"], len(rows)))
        if shown:
            print(form, *shown, sep="\n")


if __name__ == "__main__":
    main()
