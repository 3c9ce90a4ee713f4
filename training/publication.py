"""Fit on which day an article that tells none was published: `ranking/published.toml`, and `[year]` of `lexicons/publication.toml`.

    python training/publication.py [--gold ../shared/gold] [--articles FILE.jsonl] [--write]

Learned from are the articles of train, dev and dev2 that have a day, and those of FILE.jsonl (`id`, `text`, `published`). The year comes from shares that are
counted; whether the latest day that a text states is the day of publication, or next to it, from a logistic model over articles whose day is exact, given the year.
Printed are the shares, and how many days would be told right by models of other outlets and years.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from common import chance, fit, write_model
from gold import FOLDS, SHARED, Group, folds
from gold import articles as annotated

from claimx.language.reading import Reading
from claimx.ranking.model import Features
from claimx.timex import era, find
from claimx.timex.published import ENOUGH, latest_day
from claimx.timex.stated import Stated, latest_year, mostly_agree, stated_days, whole_years, without_year

ROOT = Path(__file__).parent.parent / "src/claimx"
WEIGHTS, LEXICON = ROOT / "ranking/published.toml", ROOT / "lexicons/publication.toml"
SETS = ("train", "dev", "dev2")
PENALTY = 1.0
LATE = ("s", "n")  # of the articles of train, those whose day is an aggregator's, often a day or two after the text's; the year is right


class Known(NamedTuple):
    """A text with its day of publication, and what it states; `exact` where the day is to be trusted."""

    reading: Reading
    published: date
    exact: bool
    group: Group
    stated: list[Stated]
    told: int | None


def known(gold: Path, file: Path) -> Iterator[Known]:
    """Yield each article that has a day, once."""
    seen: set[str] = set()
    for article in annotated(gold, SETS):
        if day := article.gold.get("published"):
            seen.add(article.id)
            yield of(article.reading, day, article.set != "train" or article.id[0] not in LATE, str(article.gold.get("outlet")))
    for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        if record["id"] not in seen:
            yield of(Reading(record["text"]), record["published"], True, record["outlet"])


def of(reading: Reading, day: str, exact: bool, outlet: str) -> Known:
    """Return an article with what it states."""
    found = find(reading.text)
    return Known(reading, date.fromisoformat(day), exact, (outlet, day[:4]), stated_days(reading, found), latest_year(reading, found))


def years(articles: list[Known]) -> dict[str, float | list[float]]:
    """Return the shares from which a year is told, each with Laplace's rule of succession, and the last year that an article is of."""
    gaps = {"dated": Counter[int](), "told": Counter[int]()}
    agree: Counter[bool] = Counter()
    named: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        year, whole, days = article.published.year, whole_years(article.stated), without_year(article.stated)
        if whole:
            gaps["dated"][year - max(whole)] += 1
        elif article.told is not None:
            gaps["told"][year - article.told] += 1
        if days:
            agree[mostly_agree(days, year)] += 1
        for name, (first, last) in era.named(article.reading.text).items():
            named[name].add("before" if year < first else "after" if year > last else "in")
    found: dict[str, float | list[float]] = {"last": max(article.published.year for article in articles)}
    for how, gap in gaps.items():
        counts = [*(gap[n] for n in range(-1, 4)), sum(gap[n] for n in gap if n > 3), sum(gap[n] for n in gap if n < -1)]
        found[how] = [round((count + 1) / (gap.total() + len(counts)), 4) for count in counts]
    found["weekdays"] = round((agree[True] + 1) / (agree.total() + 2), 3)
    return found | {how: round((sum(how in when for when in named.values()) + 1) / (len(named) + 2), 3) for how in ("before", "after")}


def main() -> None:
    """Print the figures and, with `--write`, keep shares and weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--articles", type=Path, default=SHARED / "news/detik.jsonl")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    articles = list(known(arguments.gold, arguments.articles))
    shares = years(articles)
    for name, value in shares.items():
        print(f"{name:10} {value}")
    exact = [article for article in articles if article.exact]
    fold_of = folds([article.group for article in exact])
    rows: list[tuple[int, Features, int]] = []  # fold, features, and how many days off the latest day is
    for article in exact:
        latest = latest_day(article.reading, find(article.reading.text), article.stated, article.published.year)
        if latest is not None:
            rows.append((fold_of[article.group], latest[1], abs((latest[0] - article.published).days)))
    told = []
    for fold in range(FOLDS):
        unseen = fit([(features, off <= 1) for n, features, off in rows if n != fold], PENALTY)
        for features, off in ((features, off) for n, features, off in rows if n == fold):
            if chance(unseen, features) >= ENOUGH:
                told.append(min(off, 2))
    right, near, far = (told.count(off) for off in range(3))
    said = f"{len(exact)} articles with an exact day, {len(rows)} that state one; out of fold by outlet and year, given the year: {right} told right, {near} off by a day, {far} by more"
    print(said)
    if arguments.write:
        source = f"{', '.join(SETS)}, {arguments.articles.name}, {datetime.now(UTC).date()}"
        head = (
            "# Weights of the judgement whether the latest day that a text states is its day of publication, or next to it, fitted by training/publication.py,\n"
            f"# not written by hand. What each feature is: timex/published.py.\n# {source}: {said}.\n"
        )
        write_model(WEIGHTS, "published", fit([(features, off <= 1) for _, features, off in rows], PENALTY), head)
        text = LEXICON.read_text(encoding="utf-8")
        for line in (f'source = "{source}, n = {len(articles)} articles"', *(f"{name} = {value}" for name, value in shares.items())):
            text = re.sub(rf"(?m)^{line.split()[0]} = .*", line, text)
        LEXICON.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
