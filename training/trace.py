"""Fit the two judgements of traces, `ranking/trace.toml`, from articles with gold threads.

    python training/trace.py FOLDER ... [--worded FOLDER ...] [--news FOLDER] [--gold FOLDER] [--write] [--usual FILE.jsonl ...] [--out FOLDER]

Each FOLDER holds `articles.jsonl` and `threads.json` (threads, and `singles` that look like one). `same`: a row is a clause that words a gold
matter and the window of another article that words it best; it is right where both word one matter, from 0.50 on, and left out where
that article states the matter but not clearly there. `moved`: a row is a thread that `same` makes, right where two of its articles word one
matter that an act moved. Both are logistic with an L2 penalty, and folds are affairs, that is, matters that share an article; each affair counts by
the root of its rows. A FOLDER of `--worded` teaches `same` alone: invented affairs, each matter in many words, whose acts are many more than those of news (a gate that
learned from them printed 145 threads of news in place of 88). FOLDER of `--news` holds ordinary news, that of `--gold` the annotated articles of train, dev and dev2; of threads that were once made of them
`judged_threads.jsonl`, beside this file, tells by reading whether two articles state one matter that an act moved: each is an affair of its own. `--out` writes the threads of each folder, none judged by a model that has seen its affair, for the scorer. Written is a fit
on all. `--usual` first counts in how many of other articles each stem stands, and keeps the frequent ones in `ranking/stems.toml`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from common import Rows, fit, table
from gold import articles

from claimx.analysis import Analysis
from claimx.inputs import Article, Settings, read_all
from claimx.pipeline import analyse
from claimx.ranking import model as ranking
from claimx.scoring_ledger import likeness
from claimx.trace import match, stars, threads
from claimx.trace.match import features, window_of
from claimx.trace.seeds import Seed, clauses, seed_of
from claimx.trace.store import Store, usual
from claimx.trace.terms import terms

WEIGHTS = Path(ranking.__file__).with_name("trace.toml")
STEMS = WEIGHTS.with_name("stems.toml")
FREQUENT = 0.01
PENALTY = 60.0  # of `same`, whose rows are many and alike
JUDGED = Path(__file__).with_name("judged_threads.jsonl")
PENALTY_OF_MOVED = 0.5
LEAST = 0.25  # F1 from which a window is learned from, lower than what is judged (`WORTH` of trace/match.py): what is far teaches too
SAME = 0.53  # threshold; below it more places join stars that they do not state best, above it fewer pairs are found: both sets find less
MOVED = 0.06  # threshold from which a thread is printed; from `LIKELY` of trace/threads.py on it is told first
PLACED = 0.5  # wording from which a stretch is a gold matter's, as the scorer counts it
SAME_TEXT = 150  # characters that two articles begin with, from which they are one
BESIDE = 0.1  # and others that it words as well within so much


def count_stems(files: list[Path]) -> None:
    """Write the share of articles that hold each frequent stem."""
    held: Counter[str] = Counter()
    total = 0
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            held.update({term.stem for term in terms(json.loads(line)["text"])})
            total += 1
    shares = {stem: round(count / total, 3) for stem, count in held.items() if count >= FREQUENT * total and not stem[0].isdigit()}
    text = (
        "# The share of news articles that hold a stem, of the stems in one of a hundred or more; counted by training/trace.py, not written by hand.\n"
        f"# Counted {datetime.now(UTC).date()} in {total} articles of {', '.join(file.name for file in files)}.\n\n[share]\n"
    )
    STEMS.write_text(text + "".join(f'"{stem}" = {share}\n' for stem, share in sorted(shares.items())), encoding="utf-8")
    usual.cache_clear()


class Gold:
    """The matters of each article, with their wordings."""

    def __init__(self, folder: Path) -> None:
        data = json.loads((folder / "threads.json").read_text(encoding="utf-8"))
        self.threads: list[dict[str, Any]] = data["threads"]
        self.matters: dict[str, list[tuple[str, list[str]]]] = {}
        for thread in self.threads:
            for article, told in thread["articles"].items():
                self._add(article, thread["id"], thread["text"], told["spans"])
        for number, single in enumerate(data["singles"]):
            self._add(single["article"], f"single{number}", single["text"], single["spans"])

    def _add(self, article: str, matter: str, text: str, spans: list[Any]) -> None:
        said = [span["title"] if isinstance(span, dict) else span for span in spans]
        self.matters.setdefault(article, []).append((matter, [text, *said]))

    def told_in(self, article: str) -> frozenset[str]:
        """Return the matters that an article states."""
        return frozenset(matter for matter, _ in self.matters.get(article, []))

    def placed(self, article: str, said: str) -> frozenset[str]:
        """Return the matters of an article that a stretch words."""
        marks = [(max(likeness(said, words) for words in wordings), matter) for matter, wordings in self.matters.get(article, [])]
        top = max((mark for mark, _ in marks), default=0.0)
        return frozenset(matter for mark, matter in marks if mark >= PLACED and mark >= top - BESIDE)


def read(*files: Path) -> list[Article]:
    """Return the articles of some files."""
    return [item for item in read_all(list(map(str, files)), Settings()) if isinstance(item, Article)]


def annotated(gold: Path, without: list[Article]) -> list[Article]:
    """Return the annotated articles of train, dev and dev2, without those of some others, whose threads are gold."""
    known = {article.text[:SAME_TEXT] for article in without}
    return [
        Article(
            told.id,
            told.text,
            hashlib.sha256(told.text.encode()).hexdigest(),
            told.gold.get("published"),
            outlet=told.gold.get("outlet"),
            url=told.gold.get("url"),
        )
        for told in articles(gold, ("train", "dev", "dev2"))
        if not any(text in told.text for text in known)
    ]


def store_of(told: list[Article]) -> Store:
    """Return some articles, extracted."""
    found = Store()
    records = (analyse(article, Analysis(True)) for article in told)
    found.add(record for record in records if isinstance(record, dict))
    return found


Affair = str
Judged = dict[Affair, Rows]


def affairs(gold: Gold) -> dict[str, Affair]:
    """Return the affair of each matter: the first of those that share an article with it, directly or by others."""
    parent: dict[str, str] = {}

    def root(matter: str) -> str:
        while parent.setdefault(matter, matter) != matter:
            matter = parent[matter]
        return matter

    for matters in gold.matters.values():
        for matter, _ in matters:
            parent[root(matter)] = root(matters[0][0])
    return {matter: root(matter) for matter in list(parent)}


def rows_of(folder: str, store: Store, gold: Gold) -> Judged:
    """Return the rows of `same` of each affair."""
    found: Judged = {}
    articles = [store.told(number) for number, _ in store.records()]
    of_matter = affairs(gold)
    for told in articles:
        for stretch in told.stretches:
            for held in clauses(told, stretch):
                seed = seed_of(told, stretch, held, 1.0)
                matters = gold.placed(told.record["source"], seed.text)
                for other in articles:
                    if other.id == told.id or not matters:
                        continue
                    window = window_of(seed, other.stretches, LEAST)
                    if window is None:
                        continue
                    theirs = gold.placed(other.record["source"], other.text(window.start, window.end, window.title))
                    if not theirs and matters & gold.told_in(other.record["source"]):
                        continue  # it states the matter, in words too short to tell whether here
                    found.setdefault(f"{folder} {of_matter[min(matters)]}", []).append(
                        (features(seed, other, window), bool(matters & theirs))
                    )
    return found


class Verdicts:
    """The judged threads of articles without gold threads: `statements` (article, start, end, whether in the title), `one`, `act`."""

    def __init__(self) -> None:
        self.known: list[dict[str, Any]] = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
        self._held: dict[str, list[tuple[int, stars.Place]]] = {}
        for number, verdict in enumerate(self.known):
            for article, *place in verdict["statements"]:
                self._held.setdefault(article, []).append((number, stars.Place(*place)))

    def of(self, statements: list[threads.Statement]) -> int | None:
        """Return the number of the verdict that shares most statements with a thread that is made now, None where none shares two."""
        met: Counter[int] = Counter()
        for said in statements:
            place = stars.Place(said.start, said.end, said.title)
            met.update(number for number, other in self._held.get(said.told.record["source"], ()) if place.meets(other))
        number, shared = max(met.items(), key=lambda row: (row[1], -row[0]), default=(0, 0))
        return number if shared > 1 else None


def fitted(rows: Judged, penalty: float, threshold: float) -> dict[str, Any]:
    """Return a fit in which each affair counts by the root of its rows."""
    counts = [len(group) ** -0.5 for group in rows.values() for _ in group]
    mean = sum(counts) / len(counts)
    model = fit([row for group in rows.values() for row in group], penalty, [count / mean for count in counts])
    return {**model, "threshold": threshold}


class Judge:
    """Stands in place of the program's models, with those of an affair that is not seen."""

    def __init__(self, gold: dict[str, Gold]) -> None:
        self.gold, self.folder = gold, ""
        self.of_matter = {folder: affairs(held) for folder, held in gold.items()}
        self.models: dict[str, dict[Affair, Any]] = {}
        self.known = ranking.model
        self.affair: Affair = ""
        self.verdicts = Verdicts()
        same, gate = match.same, threads.gate_features

        def judged(seed: Seed, *rest: Any) -> Any:
            self.affair = self.of(seed.told.record["source"])
            return same(seed, *rest)

        def gated(seed: Seed, statements: list[threads.Statement], *rest: Any) -> Any:
            self.affair = self.of_thread(statements)
            return gate(seed, statements, *rest)

        stars.same, threads.same, threads.gate_features = judged, judged, gated  # type: ignore[assignment, attr-defined]
        ranking.model = stars.model = threads.model = self.model  # type: ignore[assignment, attr-defined]

    def of(self, article: str) -> Affair:
        """Return the affair of an article, the article itself where gold has none."""
        told = self.gold[self.folder].told_in(article) if self.folder in self.gold else None
        return f"{self.folder} {self.of_matter[self.folder][min(told)]}" if told else f"{self.folder} {article}"

    def of_thread(self, statements: list[threads.Statement]) -> Affair:
        """Return the affair of a thread: the first of its articles', or the verdict on it where its folder has no gold."""
        if self.folder in self.gold:
            return min(self.of(said.told.record["source"]) for said in statements)
        return f"judged {self.verdicts.of(statements)}"

    def model(self, name: str) -> Any:
        """Return the model of a judgement for the article that is looked at."""
        held = self.models.get(name)
        return self.known(name) if held is None else held.get(self.affair, held[""])

    def learn(self, name: str, rows: Judged, penalty: float, threshold: float) -> Any:
        """Fit a judgement for each affair without its rows; return the fit on all."""
        self.models[name] = {out: fitted({a: r for a, r in rows.items() if a != out}, penalty, threshold) for out in rows}
        self.models[name][""] = fitted(rows, penalty, threshold)
        return self.models[name][""]


def moved_rows(judge: Judge, store: Store) -> Judged:
    """Return the rows of `moved`: of each thread of a store, whether two of its articles word one matter that an act moved."""
    gold = judge.gold[judge.folder]
    moved = {thread["id"] for thread in gold.threads if not thread.get("optional")}
    found: Judged = {}
    for thread in threads.threads(store):
        worded = Counter(m for said in thread.statements for m in gold.placed(said.told.record["source"], said.text) if m in moved)
        found.setdefault(judge.of_thread(thread.statements), []).append((thread.why, max(worded.values(), default=0) > 1))
    return found


def main() -> None:
    """Print what was fitted and, with `--write`, keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--worded", nargs="+", type=Path, default=[])
    parser.add_argument("--news", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--usual", nargs="+", type=Path, default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--same", type=float, default=SAME)
    parser.add_argument("--moved", type=float, default=MOVED)
    arguments = parser.parse_args()
    if arguments.usual and not arguments.write:
        parser.error("--usual rewrites ranking/stems.toml: give --write too")
    if arguments.usual:
        count_stems(arguments.usual)
    worded = {folder.name for folder in arguments.worded}
    gold = {folder.name: Gold(folder) for folder in (*arguments.folders, *arguments.worded)}
    read_of = {folder.name: read(folder / "articles.jsonl") for folder in (*arguments.folders, *arguments.worded)}
    stores = {name: store_of(held) for name, held in read_of.items()}
    rows = {affair: held for name, store in stores.items() for affair, held in rows_of(name, store, gold[name]).items()}
    others: dict[str, Store] = {}  # without gold threads
    if arguments.news:
        others["news"] = store_of(read(*sorted(arguments.news.glob("*.jsonl"))))
    if arguments.gold:
        others["gold"] = store_of(annotated(arguments.gold, [article for held in read_of.values() for article in held]))
    judge = Judge(gold)
    whole = {"same": judge.learn("same", rows, PENALTY, arguments.same)}
    judge.models["moved"] = {"": {"bias": 0.0, "threshold": 0.0, "weights": {}}}
    made: Judged = {}
    for judge.folder, store in stores.items():
        made |= moved_rows(judge, store) if judge.folder not in worded else {}
    judge.folder = ""
    for thread in (thread for store in others.values() for thread in threads.threads(store)):
        number = judge.verdicts.of(thread.statements)
        if number is not None:
            verdict = judge.verdicts.known[number]
            made.setdefault(judge.of_thread(thread.statements), []).append((thread.why, bool(verdict["one"] and verdict["act"])))
    whole["moved"] = judge.learn("moved", made, PENALTY_OF_MOVED, arguments.moved)
    for name, fits in (("same", rows), ("moved", made)):
        print(
            f"{name}: {sum(map(len, fits.values()))} rows of {len(fits)} affairs, {sum(right for r in fits.values() for _, right in r)} right"
        )
    stores |= others
    for judge.folder, store in stores.items() if arguments.out else ():
        with (arguments.out / f"{judge.folder}.jsonl").open("w", encoding="utf-8") as file:
            for number, thread in enumerate(threads.threads(store), 1):
                file.write(json.dumps(threads.as_record(number, thread), ensure_ascii=False) + "\n")
    if arguments.write:
        head = (
            "# Weights of the judgements of traces, fitted by training/trace.py, not written by hand. What each feature is: trace/match.py, trace/threads.py.\n"
            f"# Fitted {datetime.now(UTC).date()} on {len(rows)} affairs in {sum(map(len, stores.values()))} articles of {', '.join(stores)}.\n"
        )
        WEIGHTS.write_text(head + "".join(table(name, model) for name, model in whole.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
