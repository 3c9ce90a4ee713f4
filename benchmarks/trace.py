"""Time and memory of `claimx trace` by the number of articles: `python benchmarks/trace.py [N ...]` (1,000 and 10,000 by default).

The articles are invented: the affair of `data/samples/trace`, again and again with other places, objects and persons, so that each is a thread
of its own. What counts is the ratio: the time an article of the larger run is that of the smaller one, where the work grows in proportion.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from pathlib import Path
from typing import Any

from claimx.analysis import Analysis
from claimx.inputs import Article
from claimx.pipeline import analyse
from claimx.trace.store import Store
from claimx.trace.threads import LEAST, threads

SAMPLE = Path(__file__).parent.parent / "data/samples/trace/articles.jsonl"
CHANGED = tuple(
    "Sarwa Rejosari Mandirejo Wulan Prameswari Retno Widuri Rawi Karsiman Basuki Gunawan Danang balok merkuri petasan penjualan pasar tradisional pelanggan ikan pabrik "
    "bakteri kantornya tongkol nelayan galon saringan sampel laboratorium tangkapan protes halaman".split()
)
ONSETS, VOWELS = "b c d g h j k l m n p r s t w".split(), "aeiou"


def word(chance: random.Random) -> str:
    """Return an invented word of three syllables."""
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(3))


def affair(number: int, articles: list[dict[str, Any]]) -> list[Article]:
    """Return the articles of an affair with names and objects of its own."""
    chance = random.Random(number)
    other = {name: word(chance) for name in CHANGED}
    found = []
    for article in articles:
        text = article["text"]
        for name, new in other.items():
            text = text.replace(name, new.title() if name[0].isupper() else new)
        found.append(
            Article(
                f"{number}-{article['id']}",
                text,
                f"{number}-{article['id']}",
                article["published"],
                outlet=article["outlet"],
                url=f"{article['url']}/{number}",
            )
        )
    return found


def run(count: int) -> tuple[float, float, int]:
    """Return the seconds of extraction, those of adding and tracing, and the number of threads."""
    articles = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    begin = time.perf_counter()
    records = [
        analyse(article, Analysis(True, None, LEAST)) for number in range(count // len(articles)) for article in affair(number, articles)
    ]
    extracted = time.perf_counter()
    store = Store()
    store.add(record for record in records if isinstance(record, dict))
    found = threads(store)
    return extracted - begin, time.perf_counter() - extracted, len(found)


def main() -> None:
    """Print a line for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000]
    base = None
    for size in sizes:
        extraction, tracing, found = run(size)
        each = tracing / size
        base = base or each
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:9,} articles  extract {extraction:7.1f} s  trace {tracing:7.1f} s  {each * 1e6:7.0f} µs an article ({each / base:.2f} of the first)  {found:,} threads  {memory:,.0f} MB"
        )


if __name__ == "__main__":
    main()
