"""Time and memory of `claimx trace` by the number of articles: `python benchmarks/trace.py [N ...]` (1,000 and 10,000 by default).

The articles are invented: the affair of `data/samples/trace`, again and again with other places, objects and persons, so that each is a thread
of its own. They are extracted once; in the records of the others each name is another of the same length, so that all offsets hold. What counts is
the ratio: the time an article of the larger run is that of the smaller one, where the work grows in proportion.
"""

from __future__ import annotations

import json
import math
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from claimx.analysis import Analysis
from claimx.components.claims import LEAST
from claimx.inputs import Article, Settings, read_all
from claimx.pipeline import analyse
from claimx.trace.store import Store, weight
from claimx.trace.terms import terms
from claimx.trace.threads import threads

SAMPLE = Path(__file__).parent.parent / "data/samples/trace/articles.jsonl"
USUAL = 0.3  # share of articles that hold a word from which it is one of any affair


def word(chance: random.Random, size: int) -> str:
    """Return a word of so many letters of any kind, so that few affairs share one."""
    return "".join(chance.choice(ascii_lowercase) for _ in range(size))


def _as_written(new: str, old: str) -> str:
    """Return a word with a capital where the one before it had one."""
    return new.title() if old[0].isupper() else new


def changed(articles: Sequence[Article]) -> list[str]:
    """Return the words that are this affair's own: those that few news hold."""
    found = {
        (text[t.start : t.end].lower(), t.stem) for article in articles for text in (article.title or "", article.text) for t in terms(text)
    }
    return sorted({word for word, stem in found if word.isalpha() and weight(stem) > -math.log(USUAL)})


def affairs(count: int) -> Iterator[Any]:
    """Yield the records of so many articles: of affair after affair, each with names and objects of its own."""
    articles = [article for article in read_all([str(SAMPLE)], Settings()) if isinstance(article, Article)]
    records = [json.dumps(analyse(article, Analysis(True, None, LEAST))) for article in articles]
    own = changed(articles)
    name = re.compile(rf"\b(?:{'|'.join(own)})\b", re.IGNORECASE)
    for number in range(count // len(records)):
        chance = random.Random(number)
        other = {old: word(chance, len(old)) for old in own}
        for text in records:
            record = json.loads(name.sub(lambda match: _as_written(other[match[0].lower()], match[0]), text))  # noqa: B023 - called at once
            record["source"] = record["sha256"] = f"{number}-{record['source']}"
            record["url"] = f"{record['url']}/{number}"
            yield record


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
