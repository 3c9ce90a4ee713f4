"""Fit on which day an article that tells none was published: `ranking/published.toml`, and `[year]` of `lexicons/publication.toml`.

    python training/publication.py GOLD_DIR... [--articles FILE.jsonl] [--write]

GOLD_DIR holds texts with their gold (`x.txt`, `x.gold.json`), FILE.jsonl articles with `id`, `text` and `published`. The year comes from shares that are
counted; whether the latest day that a text states is the day of publication, or next to it, from a logistic model over articles whose day is exact, given the year.
Printed are the shares, and how many days would be told right by models that have not seen the article.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from common import Rows, fit, options, write_model

from claimx.language.reading import Reading
from claimx.ranking.model import Features, share
from claimx.timex import era, find
from claimx.timex.patterns import Found
from claimx.timex.published import ENOUGH, latest_day, latest_year, stated_days

ROOT = Path(__file__).parent.parent / "src/claimx"
WEIGHTS, LEXICON = ROOT / "ranking/published.toml", ROOT / "lexicons/publication.toml"
FOLDS, PENALTY = 10, 1.0
LATE = ("s", "n")  # of the articles of train, those whose day is an aggregator's, often a day or two after the text's; the year is right


class Article(NamedTuple):
    """A text with its day of publication; `exact` where that is to be trusted to the day."""

    reading: Reading
    expressions: list[Found]
    published: date
    exact: bool


def articles(folders: list[Path], files: list[Path]) -> Iterator[Article]:
    """Yield each article that has a day, once."""
    seen: set[str] = set()
    for folder in folders:
        for gold in sorted(folder.glob("*.gold.json")):
            published, name = json.loads(gold.read_text(encoding="utf-8")).get("published"), gold.name.removesuffix(".gold.json")
            if published and name not in seen:
                seen.add(name)
                text = gold.with_name(f"{name}.txt").read_bytes().decode("utf-8")
                yield Article(Reading(text), find(text), date.fromisoformat(published), folder.name != "train" or name[0] not in LATE)
    for file in files:
        for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            if record.get("published") and record["id"] not in seen:
                yield Article(Reading(record["text"]), find(record["text"]), date.fromisoformat(record["published"]), True)


def years(known: list[Article]) -> dict[str, float | list[float]]:
    """Return the shares from which a year is told, each with Laplace's rule of succession."""
    gaps = {"dated": Counter[int](), "told": Counter[int]()}
    agree: Counter[bool] = Counter()
    named: defaultdict[str, set[str]] = defaultdict(set)
    for article in known:
        year = article.published.year
        stated = stated_days(article.reading, article.expressions)
        full = [day.year for day in stated if day.year is not None and day.weekday is not None and day.agrees(day.year)]
        told = latest_year(article.expressions, article.reading)
        if full:
            gaps["dated"][year - max(full)] += 1
        elif told is not None:
            gaps["told"][year - told] += 1
        days = [day for day in stated if day.weekday is not None and day.year is None]
        if days:
            agree[2 * sum(day.agrees(year) for day in days) > len(days)] += 1
        for name, span in era.named(article.reading.text).items():
            named[name].add("before" if year < span.first else "after" if year > span.last else "in")
    found: dict[str, float | list[float]] = {}
    for how, gap in gaps.items():
        counts = [gap[n] for n in range(-1, 4)]
        counts += [sum(gap[n] for n in gap if n > 3), sum(gap[n] for n in gap if n < -1)]
        found[how] = [round((count + 1) / (gap.total() + len(counts)), 4) for count in counts]
    found["weekdays"] = round((agree[True] + 1) / (agree.total() + 2), 3)
    return found | {how: round((sum(how in when for when in named.values()) + 1) / (len(named) + 2), 3) for how in ("before", "after")}


def days(known: list[Article]) -> Iterator[tuple[Features, int]]:
    """Yield of each exact article the features of its latest day, and how many days that is off."""
    for article in known:
        stated = stated_days(article.reading, article.expressions)
        found = latest_day(article.reading, article.expressions, stated, article.published.year) if article.exact else None
        if found is not None:
            yield found[1], abs((found[0] - article.published).days)


def main() -> None:
    """Print the figures and, with `--write`, keep shares and weights."""
    parser = options(__doc__)
    parser.add_argument("--articles", action="append", type=Path, default=[])
    arguments = parser.parse_args()
    known = list(articles(arguments.folders, arguments.articles))
    shares = years(known)
    for name, value in shares.items():
        print(f"{name:10} {value}")
    found = list(days(known))
    rows: Rows = [(features, off <= 1) for features, off in found]
    told = []
    for fold in range(FOLDS):
        unseen = fit([row for n, row in enumerate(rows) if n % FOLDS != fold], PENALTY)
        for features, off in found[fold::FOLDS]:
            score = unseen["bias"] + sum(unseen["weights"].get(name, 0.0) * value for name, value in features.items())
            if share(score) >= ENOUGH:
                told.append(off)
    exact, of = sum(off == 0 for off in told), sum(article.exact for article in known)
    near = sum(off == 1 for off in told)
    print(
        f"{of} articles with an exact day, {len(rows)} that state one; out of fold, given the year: {len(told)} told, {exact} exact, {near} by a day, {len(told) - exact - near} off"
    )
    if arguments.write:
        source = f"{', '.join(path.name for path in [*arguments.folders, *arguments.articles])}, {datetime.now(UTC).date()}"
        head = (
            "# Weights of the judgement whether the latest day that a text states is its day of publication, or next to it, fitted by training/publication.py,\n"
            f"# not written by hand. What each feature is: timex/published.py.\n# {source}: {len(rows)} articles; of {len(told)} days told out of fold {exact} are exact, {near} next to it.\n"
        )
        write_model(WEIGHTS, "published", fit(rows, PENALTY), head)
        text = LEXICON.read_text(encoding="utf-8")
        for name, value in shares.items():
            text = re.sub(rf"(?m)^{name} = .*", f"{name} = {value}", text)
        text = re.sub(r"(?m)^source = .*", f'source = "{source}, n = {len(known)} articles"', text)
        LEXICON.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
