"""Fit where a personal name begins in a run of capitals: `ranking/name.toml`, from the sources of gold and of judged news.

    python tools/fit_name_starts.py GOLD_DIR... [--news FOLDER] [--write]

GOLD_DIR holds texts with their gold: of each source that names its speaker, the words of the name in it. The invented texts of `tests/data/quotes.toml`
count too, each as an article of its own. `tools/judged_names.jsonl` holds the same for sources of articles that nobody had annotated (`source` and `name`:
offsets; two readers, 2026-11-26, every source of three capitals or more); it counts where FOLDER holds the texts (NAME.jsonl with `id` and `text`).
The model is a softmax over the words of the run with an L2 penalty; what is printed comes from models that have not seen the article.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import numpy as np
from fit_ledger import judged, options, write_model

from claimx.attribution.descriptions import describe
from claimx.attribution.naming import candidates, features, is_all_name, likelihood, run_start, weighed
from claimx.language.reading import Reading

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "src/claimx/ranking/name.toml"
FOLDS = 10
PENALTY = 1.0
STEPS = 300
RATE = 0.05


@dataclass(frozen=True)
class Run:
    """The words of a run of capitals, what is known of each as the first of the name, which are weighed, and which one is the first."""

    origin: str
    article: str
    words: tuple[str, ...]
    features: tuple[frozenset[str], ...]
    weighed: frozenset[int]  # empty where nothing is weighed: the run is all name
    first: int


def run_of(origin: str, article: str, reading: Reading, source: Sequence[int], name: Sequence[int]) -> Run | None:
    """Return the run that a name ends in, None where it is one word or the name no part of it."""
    tokens, floor = reading.tokens(*name), reading.tokens(*source).start
    if not tokens or not reading.words[tokens.start][0].isupper():
        return None
    first = run_start(reading, floor, (tokens.start, tokens.stop))
    starts = candidates(reading, first, tokens.stop)
    if len(starts) < 2 or tokens.start not in starts:
        return None
    given = tuple(frozenset(chain.from_iterable(features(reading, first, tokens.stop, k))) for k in starts)
    open_to = () if is_all_name(reading, first, tokens.stop) else weighed(reading, first, tokens.stop)
    return Run(
        origin,
        article,
        tuple(reading.words[k] for k in starts),
        given,
        frozenset(starts.index(k) for k in open_to if k in starts),
        starts.index(tokens.start),
    )


def named_in(text: str, source: Sequence[int], speaker: str, aliases: Sequence[str]) -> tuple[int, int] | None:
    """Return where a source names its speaker: by the longest form of his own name, else of another that the gold allows."""
    own = [name for name in (speaker, *aliases) if set(name.split()) <= set(speaker.split())]
    for names in (own, aliases):
        found = [m for name in names for m in re.finditer(rf"\b{re.escape(name)}", text[source[0] : source[1]])]
        if found:
            best = max(found, key=lambda m: (m.end() - m.start(), m.start()))
            return source[0] + best.start(), source[0] + best.end()
    return None


def mentions(origin: str, article: str, reading: Reading, spans: set[tuple[int, int]]) -> Iterator[Run]:
    """Yield the runs in which the same names, of two words or more, stand elsewhere in the article, each with its wording once."""
    seen: set[tuple[str, ...]] = set()
    for start, end in spans:
        name = reading.text[start:end]
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", reading.text) if " " in name else ():
            whole = (0, len(reading.text)) if match.start() != start else None
            run = whole and run_of(origin, article, reading, whole, match.span())
            if run and run.words not in seen:
                seen.add(run.words)
                yield run


def of_gold(folder: Path) -> Iterator[Run]:
    """Yield the runs of an annotated folder, each wording of a source once an article."""
    for path in sorted(folder.glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        reading, seen, named = Reading(text), set(), set()
        for quote in json.loads(path.read_text(encoding="utf-8"))["quotes"]:
            source = quote.get("source")
            if not source or not quote.get("speaker") or source["text"] in seen:
                continue
            seen.add(source["text"])
            span = source["start"], source["end"]
            name = named_in(text, span, quote["speaker"], quote.get("speaker_aliases", ()))
            if not name or describe(reading, span).kind != "person":
                continue
            named.add(name)
            if run := run_of(folder.name, path.stem, reading, span, name):
                yield run
        yield from mentions(folder.name, path.stem, reading, named)


def of_cases() -> Iterator[Run]:
    """Yield the runs of the invented texts of `tests/data/quotes.toml`, each an article of its own."""
    for case in tomllib.loads((ROOT / "tests/data/quotes.toml").read_text(encoding="utf-8"))["case"]:
        text = case["text"].strip()
        reading = Reading(text)
        for quote in () if "known_failure" in case else case["quotes"]:
            at = text.find(quote["source"]) if quote.get("source") and quote.get("speaker") else -1
            if at < 0:
                continue
            span = at, at + len(quote["source"])
            name = named_in(text, span, quote["speaker"], (quote["speaker"],))
            if name and describe(reading, span).kind == "person" and (run := run_of("cases", f"case {case['name']}", reading, span, name)):
                yield run


def of_news(folder: Path) -> Iterator[Run]:
    """Yield the runs of the judged news whose texts are there."""
    for record, rows in judged("judged_names.jsonl", folder):
        reading, article = Reading(record["text"]), rows[0]["article"]
        for row in rows:
            if run := run_of("news", article, reading, row["source"], row["name"]):
                yield run
        yield from mentions("news", article, reading, {(row["name"][0], row["name"][1]) for row in rows})


def fit(runs: list[Run]) -> dict[str, float]:
    """Return the weights that make the first words of names likeliest, by Adam's gradient steps."""
    names = sorted({name for run in runs for given in run.features for name in given})
    tables = [np.array([[float(name in given) for name in names] for given in run.features]) for run in runs]
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = -PENALTY * weights
        for run, table in zip(runs, tables, strict=True):
            slope += table[run.first] - np.array(likelihood(list(table @ weights))) @ table
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def chosen(run: Run, weights: dict[str, float]) -> int:
    """Return the word of a run at which its name begins by a model, as the program decides it."""
    return max(sorted(run.weighed) or [0], key=lambda k: sum(weights.get(name, 0.0) for name in run.features[k]))


def main() -> None:
    """Print the out-of-fold figures and, with `--write`, keep the weights."""
    arguments = options(__doc__).parse_args()
    runs = [*of_cases(), *(run for folder in arguments.folders for run in of_gold(folder))]
    runs += of_news(arguments.news) if arguments.news else []
    fold = {article: n % FOLDS for n, article in enumerate(sorted({run.article for run in runs}))}
    right, total = Counter[str](), Counter[str]()
    for held in range(FOLDS):
        weights = fit([run for run in runs if fold[run.article] != held])
        for run in (run for run in runs if fold[run.article] == held):
            total[run.origin] += 1
            right[run.origin] += chosen(run, weights) == run.first
            if chosen(run, weights) != run.first:
                print(f"  {run.article}: {' '.join(run.words)} -> {' '.join(run.words[chosen(run, weights) :])}")
    figures = ", ".join(f"{origin} {right[origin]} of {total[origin]}" for origin in total)
    print(f"{len(runs)} runs of {len(fold)} articles and invented sentences; out of fold right: {figures}")
    if arguments.write:
        head = (
            "# Weights of the judgement where a personal name begins in a run of capitals, fitted by tools/fit_name_starts.py, not written by hand.\n"
            f"# What each feature is: attribution/naming.py. Fitted {datetime.now(UTC).date()} on {len(runs)} names in {len(fold)} articles and invented sentences;\n"
            f"# out of fold right: {figures}.\n"
        )
        write_model(WEIGHTS, "name", {"bias": 0.0, "threshold": 0.0, "weights": fit(runs)}, head)


if __name__ == "__main__":
    main()
