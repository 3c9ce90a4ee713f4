"""How fast the pipeline and its dates component run, as ratios measured in one process on the same text.

    python benchmarks/throughput.py [FILE.jsonl]      # default: the samples, repeated

Prints words a second of: spaCy's stock Indonesian tokenizer and sentencizer doing nothing else; the whole claimx
pipeline; its dates component alone; and `dateparser.search.search_dates(languages=["id"])` (extra `claimx[bench]`).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def texts() -> list[str]:
    """Return the texts to run on."""
    if len(sys.argv) > 1:
        return [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text(encoding="utf-8").split("\n") if line.strip()]
    samples = sorted((Path(__file__).parents[1] / "data/samples").glob("*.txt"))
    return [path.read_text(encoding="utf-8") for path in samples] * 20


def rate(run: Callable[[str], object], articles: list[str]) -> float:
    """Return words a second, best of three passes."""
    words = sum(len(text.split()) for text in articles)
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for text in articles:
            run(text)
        best = min(best, time.perf_counter() - started)
    return words / best


def main() -> None:
    """Print the rates and their ratios."""
    import spacy

    from claimx.pipeline import load

    articles = texts()
    stock = spacy.blank("id")
    stock.add_pipe("sentencizer")
    whole = load()
    dates = spacy.blank("xx")
    dates.tokenizer = whole.tokenizer
    dates.add_pipe("claimx_dates")

    base = rate(stock, articles)
    ours = rate(whole, articles)
    alone = rate(dates, articles)
    print(f"stock tokenizer + sentencizer {base:12,.0f} words/s")
    print(f"claimx, whole pipeline        {ours:12,.0f} words/s   {ours / base:6.3f} x stock")
    print(f"claimx, dates alone           {alone:12,.0f} words/s")
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed: pip install 'claimx[bench]'")
        return
    few = articles[:8]
    theirs = rate(lambda text: search_dates(text, languages=["id"]), few)
    ours_few = rate(dates, few)
    print(f"dateparser search_dates       {theirs:12,.0f} words/s   dates alone is {ours_few / theirs:6.1f} x on the same text")


if __name__ == "__main__":
    main()
