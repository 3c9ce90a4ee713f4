"""Time and memory of `claimx trace` by the number of articles: `python benchmarks/trace.py [N ...]` (1,000 and 10,000 by default).

The articles are invented: the affair of `data/samples/trace`, again and again with other words, so that each is a thread of its own and shares with the
others only what most news share, and a few days after those before it, as in an archive. They are extracted once; in the records of the others each word is another of the same length, so that all offsets hold. What counts is
the ratio: the time an article of the larger run is that of the smaller one, where the work grows in proportion. Real news share more words, so that more is compared (docs/trace.md).
"""

from __future__ import annotations

import math
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from claimx.analysis import Analysis
from claimx.components.claims import LEAST
from claimx.inputs import Article, Settings, read_all
from claimx.pipeline import analyse
from claimx.records import Document
from claimx.trace.store import Store, weight
from claimx.trace.terms import terms
from claimx.trace.threads import threads

SAMPLE = Path(__file__).parent.parent / "data/samples/trace/articles.jsonl"
A_DAY = 10  # affairs that begin on one day
USUAL = 0.3  # share of news that hold a word from which it stays as it is


def word(chance: random.Random, size: int) -> str:
    """Return a word of so many letters of any kind, so that few affairs share one."""
    return "".join(chance.choice(ascii_lowercase) for _ in range(size))


def replaced(articles: Sequence[Article], records: Sequence[Document]) -> re.Pattern[str]:
    """Return an expression for the words that are others in each affair: all content words but those of acts and those that stand in most news."""
    texts = [text for article in articles for text in (article.title or "", article.text)]
    found = {(text[t.start : t.end].lower(), t.stem) for text in texts for t in terms(text)}
    acts = {said for record in records for cue in record["cues"] for said in cue["cue"]["text"].lower().split()}
    words = {said for said, stem in found if said.isalpha() and weight(stem) > -math.log(USUAL)} - acts
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b", re.IGNORECASE)


def changed(value: Any, pattern: re.Pattern[str], other: Callable[[re.Match[str]], str]) -> Any:
    """Return a part of a record with words replaced in all its texts."""
    if isinstance(value, str):
        return pattern.sub(other, value)
    if isinstance(value, list):
        return [changed(item, pattern, other) for item in value]
    return {key: changed(item, pattern, other) for key, item in value.items()} if isinstance(value, dict) else value


def published(record: Document, number: int) -> dict[str, Any]:
    """Return the publication of a record, as many days later as its affair begins."""
    given = record["published"]
    assert given is not None
    return {"published": {**given, "value": (date.fromisoformat(given["value"]) + timedelta(number // A_DAY)).isoformat()}}


def affairs(count: int) -> Iterator[Any]:
    """Yield the records of so many articles: of affair after affair, each with words of its own."""
    articles = [article for article in read_all([str(SAMPLE)], Settings()) if isinstance(article, Article)]
    records: list[Any] = [analyse(article, Analysis(True, None, LEAST)) for article in articles]
    pattern = replaced(articles, records)
    for number in range(count // len(records)):
        chance = random.Random(number)
        new: dict[str, str] = {}

        def other(match: re.Match[str], new: dict[str, str] = new, chance: random.Random = chance) -> str:
            told = new.setdefault(match[0].lower(), word(chance, len(match[0])))
            return told.title() if match[0][0].isupper() else told

        for record in records:
            text = {key: changed(record[key], pattern, other) for key in ("title", "text", "speakers", "quotes", "cues", "claims")}
            names = {"source": f"{number}-{record['source']}", "sha256": f"{number}-{record['source']}", "url": f"{record['url']}/{number}"}
            yield {**record, **text, **names, **published(record, number)}


def run(count: int) -> tuple[float, float, int]:
    """Return the seconds of the processor for adding to a database and for tracing, and the number of threads."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "claims.db")
        begin = time.process_time()
        store.add(affairs(count))
        added = time.process_time()
        found = threads(store)
        store.close()
        return added - begin, time.process_time() - added, len(found)


def main() -> None:
    """Print a line for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000]
    base = None
    for size in sizes:
        adding, tracing, found = run(size)
        each = (adding + tracing) / size
        base = base or each
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:9,} articles  add {adding:7.1f} s  trace {tracing:7.1f} s  {each * 1e6:7.0f} µs an article ({each / base:.2f} of the first)  {found:,} threads  {memory:,.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
