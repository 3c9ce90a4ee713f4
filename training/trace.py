"""Fit whether a stretch of another article states the matter of a claim: `ranking/trace.toml`, from articles with gold threads.

    python training/trace.py FOLDER [--write] [--usual FILE.jsonl ...]

FOLDER holds `articles.jsonl` and `threads.json` (threads, and `singles` that look like one). A row is a claim and the window of another
article that words it best; it is right where both word one gold matter, from 0.50 on, and left out where that article states the matter but not
clearly there. The model is logistic with an L2 penalty; what is
printed comes from models that have not seen the thread of the claim, through the program itself. Written is a fit on all threads. `--usual` first counts in how many
of other articles each stem stands, and keeps the frequent ones in `ranking/stems.toml`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from common import Rows, fit, write_model

from claimx.analysis import Analysis
from claimx.inputs import Article, Settings, read_all
from claimx.pipeline import analyse
from claimx.ranking import model as ranking
from claimx.scoring_ledger import likeness
from claimx.trace import match, threads
from claimx.trace.match import Claim, best_window, features
from claimx.trace.store import Store, usual
from claimx.trace.terms import terms

WEIGHTS = Path(ranking.__file__).with_name("trace.toml")
STEMS = WEIGHTS.with_name("stems.toml")
FREQUENT = 0.01
PENALTY = 1.0
PLACED = 0.5  # wording from which a stretch is a gold matter's, as the scorer counts it
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


def store_of(folder: Path) -> Store:
    """Return the articles of a folder, extracted."""
    found = Store()
    articles = [item for item in read_all([str(folder / "articles.jsonl")], Settings()) if isinstance(item, Article)]
    records = (analyse(article, Analysis(True)) for article in articles)
    found.add(record for record in records if isinstance(record, dict))
    return found


def rows_of(store: Store, gold: Gold) -> dict[str, Rows]:
    """Return the rows of each gold thread, by the thread that the claim words."""
    found: dict[str, Rows] = {}
    articles = [store.told(number) for number, _ in store.records()]
    for told in articles:
        for claim in threads.claims_of(told, told.record):
            matters = gold.placed(told.record["source"], claim.text)
            for other in articles:
                if other.id == told.id or not matters:
                    continue
                window = best_window(claim.stems, other.stretches)
                if window is None:
                    continue
                theirs = gold.placed(other.record["source"], other.text(window.start, window.end, window.title))
                if not theirs and matters & gold.told_in(other.record["source"]):
                    continue  # it states the matter, in words too short to tell whether here
                right = bool(matters & theirs)
                if not right and window.f1 >= threads.VERBATIM:
                    continue  # the same words: a short claim that the wordings of two gold matters hold
                row = features(claim, other, window), right
                found.setdefault(min(matters), []).append(row)
    return found


def fitted(rows: dict[str, Rows]) -> dict[str, Any]:
    """Return a fit in which every matter counts as much as every other, however many articles state it."""
    most = sum(map(len, rows.values())) / len(rows)
    counts = [most / len(group) for group in rows.values() for _ in group]
    return fit([row for group in rows.values() for row in group], PENALTY, counts)


def main() -> None:
    """Print the out-of-fold figures and, with `--write`, keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--usual", nargs="+", type=Path, default=[])
    parser.add_argument("--threshold", type=float, default=0.75)
    arguments = parser.parse_args()
    if arguments.usual:
        count_stems(arguments.usual)
    gold, store = Gold(arguments.folder), store_of(arguments.folder)
    rows = rows_of(store, gold)
    everything = [row for group in rows.values() for row in group]
    print(f"{len(everything)} rows of {len(rows)} matters, {sum(right for _, right in everything)} right", file=sys.stderr)
    unseen = {name: fitted({other: group for other, group in rows.items() if other != name}) for name in rows}
    whole = fitted(rows)
    for model in (whole, *unseen.values()):
        model["threshold"] = arguments.threshold
    known = ranking.model
    current: list[Any] = [whole]
    judge = match.same

    def out_of_fold(claim: Claim, *rest: Any) -> Any:
        matters = gold.placed(claim.told.record["source"], claim.text)
        current[0] = unseen.get(min(matters), whole) if matters else whole
        return judge(claim, *rest)

    match.same = threads.same = out_of_fold  # type: ignore[assignment, attr-defined]
    ranking.model = threads.model = lambda name: current[0] if name == "same" else known(name)  # type: ignore[assignment, attr-defined]
    for number, thread in enumerate(threads.threads(store), 1):
        sys.stdout.write(json.dumps(threads.as_record(number, thread), ensure_ascii=False) + "\n")
    if arguments.write:
        head = (
            "# Weights of the judgement whether two articles state one matter, fitted by training/trace.py, not written by hand. What each feature is: trace/match.py.\n"
            f"# Fitted {datetime.now(UTC).date()} on {len(everything)} pairs of claim and article of {len(rows)} matters in {len(store)} articles.\n"
        )
        write_model(WEIGHTS, "same", whole, head)


if __name__ == "__main__":
    main()
