"""Fit where the noun phrase of a source begins and ends: `ranking/sources.json`.

    python training/sources.py [--gold ../shared/gold] [--jobs 2] [--write] [--errors 20]

Names are those of the model of the article's fold: run `training/names.py` first. A question is each call of `sources.chosen` while quotes are found. Gold answers it where it has a source that begins after the cue, or a cue
at the verb; the answer is `NONE` where that cue has its source elsewhere. What the acts ask besides (`acts/agents.py`) is not learned from. The sentences of `tests/data/quotes.toml` count more than once (`TOLD`), as each
stands for a construction. The model is a conditional logit; each fold gets that of the other folds (`training/.work/foldN`), `--write` puts that of all into the package.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from gold import FOLDS, OF_CASES, Article, articles, asked_for, cases, digest, folder, in_processes, options
from logit import Logit, columns, sparse, store

from claimx.annotations import Quote
from claimx.attribution import sources
from claimx.attribution.around import Place
from claimx.attribution.direct import find_direct
from claimx.attribution.indirect import find_indirect
from claimx.attribution.sources import AFTER, BEFORE, NONE, NONE_BY, Asked, Range
from claimx.components.store import dates_of, reading_of
from claimx.language.reading import Reading
from claimx.pipeline import shared
from claimx.scoring import characters, overlap

PACKAGE = Path(__file__).parent.parent / "src/claimx/ranking"
SETS = ("train", "dev", "dev2")
PENALTY = 2.0
FEWEST = 30  # candidates that have a feature which is weighed
TOLD = 3  # how often a sentence of the tests counts
_FAR = 6  # tokens between where a subject is looked for and its verb: adverbs and marks
_BESIDE = 2  # tokens between where no subject stands and its verb
_ENDS = frozenset(".!?")
_HALF = 0.5  # overlap from which two quotes are one, as `score.py` has it
_CHOSEN: dict[str, Any] = {}


class Question(NamedTuple):
    """One cue: the set and fold of its article, the form, the features of each candidate, which of them are right, and the candidates in words."""

    set: str
    fold: int
    form: str
    features: list[list[str]]
    right: list[bool]
    words: list[str]


def questions(article: Article) -> list[Question]:
    """Return the questions of an annotated article that gold answers."""
    found: list[Question] = []
    quotes = article.gold["quotes"]
    known = [characters(article.text, quote["content"]) for quote in quotes]

    def answer(asked: Asked) -> Range:
        candidates = asked.candidates()
        wanted = _wanted(asked, quotes, article.set == OF_CASES)
        right = [candidate in wanted for candidate in candidates]
        if any(right):
            reading = asked.reading
            words = ["" if c == NONE else reading.text[reading.starts[c[0]] : reading.ends[c[1] - 1]] for c in candidates]
            found.append(Question(article.set, article.fold, asked.form, [asked.features(c) for c in candidates], right, words))
            return candidates[right.index(True)]
        return candidates[0] if candidates else NONE

    def judge(reading: Reading, quote: Quote, place: Place) -> Quote | None:
        held = characters(article.text, [{"start": start, "end": end} for start, end in quote.content])
        return quote if any(overlap(held, content) >= _HALF for content in known) else None

    nlp = shared(("claimx_dates",))
    doc = nlp.make_doc(article.text)
    doc._.claimx_published = article.gold.get("published") or "2018-01-01"
    reading, dates = reading_of(nlp(doc)), dates_of(doc)
    asking, sources.chosen = sources.chosen, answer
    try:
        find_indirect(reading, dates, find_direct(reading, dates), judge)
    finally:
        sources.chosen = asking
    return found


def _wanted(asked: Asked, quotes: list[dict[str, Any]], case: bool) -> list[Range]:
    """Return the candidates that gold has, none where it does not tell."""
    reading = asked.reading
    spans = [(quote["source"]["start"], quote["source"]["end"]) for quote in quotes if quote.get("source")]
    if asked.form == AFTER:
        return [_tokens(reading, span) for span in spans if span[0] == reading.starts[asked.low]]
    low, high = reading.starts[asked.low], reading.ends[asked.high - 1]
    if case:  # which tells no cues
        inside = [span for span in spans if low <= span[0] and span[1] <= high]
        return [_tokens(reading, max(inside, key=lambda span: span[1]))] if inside else []
    verbs = [(reading.token_at(quote["cue"]["start"]), quote) for quote in quotes if quote.get("cue")]
    verbs = [row for row in verbs if 0 <= row[0] - asked.high <= _FAR and _ENDS.isdisjoint(reading.words[asked.high : row[0]])]
    if not verbs:
        return []
    verb, quote = min(verbs, key=lambda row: row[0])
    source = quote.get("source")
    if source is not None and low <= source["start"] and source["end"] <= high:
        return [_tokens(reading, (source["start"], source["end"]))]
    elsewhere = source is None or reading.text[source["start"] : source["end"]] not in reading.text[low:high]
    return [NONE] if elsewhere and verb - asked.high <= _BESIDE else []


def _tokens(reading: Reading, span: tuple[int, int]) -> Range:
    held = reading.tokens(*span)
    return held.start, held.stop


def of_fold(fold: int) -> list[Question]:
    """Return the questions of the articles of a fold, with names by the model that has not seen them."""
    os.environ["CLAIMX_MODELS"] = str(folder(fold))
    told = [a for a in articles(_CHOSEN["gold"], SETS, own=True) if a.fold == fold and "quotes" in a.gold]
    return [row for article in (*told, *TOLD * cases(fold)) for row in questions(article)]


def rows(asked: Sequence[Question]) -> list[dict[str, float]]:
    """Return the features of all candidates."""
    return [dict.fromkeys(held, 1.0) for row in asked for held in row.features]


def fitted(asked: Sequence[Question]) -> tuple[dict[str, int], Any]:
    """Return the columns and weights that questions teach."""
    held = rows(asked)
    known = columns(held, FEWEST)
    return known, _logit(asked, held, known).fit(PENALTY)


def _logit(asked: Sequence[Question], held: list[dict[str, float]], known: dict[str, int]) -> Logit:
    return Logit(sparse(held, known), [len(row.right) for row in asked], [right for row in asked for right in row.right])


def main() -> None:
    """Fit each fold, print how many sources are whole, and with `--write` keep the model of all."""
    parser = options(__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong choices")
    _CHOSEN.update(asked_for(parser))
    asked = [row for held in in_processes(of_fold, range(FOLDS), _CHOSEN["jobs"]) for row in held]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for fold in range(FOLDS):
        known, weights = fitted([row for row in asked if row.fold != fold])
        store(folder(fold) / "sources.json", known, weights, {})
        unseen = [row for row in asked if row.fold == fold]
        held = rows(unseen)
        judged = _logit(unseen, held, known)
        for row, scores in zip(unseen, judged.split(judged.rows @ weights), strict=True):
            if row.form == BEFORE:
                scores[0] -= NONE_BY  # the first is `NONE`
            best = int(np.argmax(scores))
            counts[f"{row.set} {row.form}"].update(sources=1, whole=row.right[best])
            if not row.right[best]:
                wrong.append(f"{row.set} {row.form}: [{row.words[best]}] and not [{row.words[row.right.index(True)]}]")
    for name, count in sorted(counts.items()):
        print(f"sources {name:15} {count['sources']}, whole {count['whole'] / count['sources']:.1%}")
    print("\n".join(wrong[:: max(1, len(wrong) // max(1, _CHOSEN["errors"]))][: _CHOSEN["errors"]]))
    if _CHOSEN["write"]:
        known, weights = fitted(asked)
        told = articles(_CHOSEN["gold"], SETS, own=True)
        about = {
            "by": "training/sources.py", "fitted": datetime.now(UTC).date().isoformat(),
            "source": f"gold/train, dev, dev2, own: {digest(told)}; tests/data/quotes.toml",
            "sources": sum(row.set != OF_CASES for row in asked), "sentences of tests": sum(row.set == OF_CASES for row in asked) // TOLD,
        }  # fmt: skip
        store(PACKAGE / "sources.json", known, weights, about)


if __name__ == "__main__":
    main()
