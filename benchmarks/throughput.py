"""How fast the pipeline and its dates component run, as ratios measured in one process on the same text.

    python benchmarks/throughput.py [FILE.jsonl]      # default: the samples, repeated

Prints words a second of: spaCy's stock Indonesian tokenizer and sentencizer doing nothing else; the whole claimx
pipeline; an untrained spaCy pipeline of the size of `en_core_web_sm`, what a model would cost at least; the dates
component alone, on Docs that are there already; and `dateparser.search.search_dates(languages=["id"])` (`claimx[bench]`).
Each article is made ready right before it is timed, as in a stream. Where the file tells its day of publication, the dates
component is given it; dateparser counts from today.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

Article = tuple[str, str | None]


def texts() -> list[Article]:
    """Return the articles to run on: text, and day of publication where it is told."""
    if len(sys.argv) > 1:
        rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").split("\n") if line.strip()]
        return [(row["text"], row.get("published")) for row in rows]
    samples = sorted((Path(__file__).parents[1] / "data/samples").glob("*.txt"))
    return [(path.read_text(encoding="utf-8"), None) for path in samples] * 20


def text_of(article: Article) -> str:
    """Return the text of an article."""
    return article[0]


Runner = tuple[Callable[[Any], object], Callable[[Article], Any]]  # what is timed, and what makes each article ready for it
PASSES = 5


def rates(runners: Sequence[Runner], articles: Sequence[Article]) -> list[float]:
    """Return the words a second of each runner, best of five passes; what makes an article ready right before it is untimed.

    The runners take turns, a pass each, so that a machine that others use slows all of them alike.
    """
    best = [float("inf")] * len(runners)
    for _ in range(PASSES):
        for number, (run, prepare) in enumerate(runners):
            spent = 0.0
            for article in articles:
                prepared = prepare(article)
                started = time.perf_counter()
                run(prepared)
                spent += time.perf_counter() - started
            best[number] = min(best[number], spent)
    words = sum(len(text.split()) for text, _ in articles)
    return [words / spent for spent in best]


def untrained() -> Language:
    """Return a pipeline of tok2vec, tagger, parser and ner with the sizes of `en_core_web_sm`, with random weights."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("id")
    nlp.add_pipe("tok2vec")
    shared = {"model": {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}}}
    for name in ("tagger", "parser", "ner"):
        nlp.add_pipe(name, config=shared)
    words = "Budi pergi ke pasar".split()
    doc = spacy.tokens.Doc(
        nlp.vocab, words=words, tags=["A", "B", "C", "D"], heads=[1, 1, 3, 1], deps=["s", "ROOT", "c", "o"], ents=["B-P", "O", "O", "O"]
    )
    for number in range(40):
        nlp.get_pipe("tagger").add_label(f"T{number}")
        nlp.get_pipe("parser").add_label(f"d{number}")
    for number in range(17):
        nlp.get_pipe("ner").add_label(f"E{number}")
    nlp.initialize(lambda: [Example(doc.copy(), doc)])
    return nlp


def main() -> None:
    """Print the rates and their ratios."""
    import spacy

    from claimx.components.store import annotations_of
    from claimx.pipeline import load

    articles = texts()
    stock = spacy.blank("id")
    stock.add_pipe("sentencizer")
    whole = load()
    dates = dict(load(("claimx_dates",)).pipeline)["claimx_dates"]

    def tokenized(article: Article) -> Any:
        text, published = article
        doc = whole.make_doc(text)
        if published:
            annotations_of(doc).published = {"value": published, "basis": "metadata", "confidence": None}
        return doc

    base, ours, alone = rates([(stock, text_of), (whole, text_of), (dates, tokenized)], articles)
    (model,) = rates([(untrained(), text_of)], articles[:20])
    print(f"stock tokenizer + sentencizer {base:12,.0f} words/s")
    print(f"claimx, whole pipeline        {ours:12,.0f} words/s   {ours / base:6.3f} x stock")
    print(f"untrained model               {model:12,.0f} words/s   claimx is {ours / model:6.1f} x")
    print(f"claimx, dates alone           {alone:12,.0f} words/s")
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed: pip install 'claimx[bench]'")
        return
    (theirs,) = rates([(lambda text: search_dates(text, languages=["id"]), text_of)], articles[:100])
    print(f"dateparser search_dates       {theirs:12,.0f} words/s   dates alone is {alone / theirs:6.1f} x on the same text")


if __name__ == "__main__":
    main()
