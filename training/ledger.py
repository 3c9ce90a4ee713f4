"""Fit the two judgements of the ledger, out of fold over articles: what a pointing cue means (`link`), whether a line is right (`line`).

    python training/ledger.py GOLD [GOLD ...] [--probes PROBES.jsonl] [--news FOLDER] [--precision 0.75] [--write]

GOLD is a folder of NAME.txt beside NAME.gold.json with `matters`; PROBES holds short texts with the lines that must come out. A link row
is a candidate of a pointing cue, right where its wording is the gold matter's; a line row an entry, right as `claimx score` counts it.
Both models are logistic with an L2 penalty. Each article's figures come from models that have not seen it (folds by article); the
threshold of `line` is the lowest at which the out-of-fold precision is at least the one asked for. `--held N` prints the figures of every
N-th article of the last folder apart. Written is a fit on all articles.

The lines of `training/judged_lines.jsonl` count too where FOLDER holds their texts (NAME.jsonl with `id`, `text` and `published`). Four readers judged on
2026-11-26 each entry that claimx found, at any confidence, in 1,050 articles nobody had annotated (40 of 144 right); the file holds offsets and no text.
They read more strictly than the gold is scored, and few of these articles are about a retraction: a constant of their own (`JUDGED`) takes up that
difference, so that they teach what tells right from wrong and not how often it is right.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from common import Rows, fit, judged

from claimx import pipeline
from claimx.components.claims import Claims
from claimx.components.store import annotations_of, syntax_of
from claimx.inputs.article import Article
from claimx.ledger import link, matters
from claimx.ranking import model as ranking
from claimx.ranking.model import probability
from claimx.scoring import accepts, characters, overlap
from claimx.scoring_ledger import RIGHT, likeness, score_ledger
from claimx.summary import summarize

FOLDS = 10
# of 1, 2, 5, 12 and 30 for `link`, 12 gave the best precision out of fold at a recall of 53 %: 85.5 %, against 82 to 84.5 %
# for `line`, 1 to 3 gave 66 to 68 right lines of 77 to 80 out of fold
PENALTY = {"link": 12.0, "line": 1.5}
JUDGED = 3.0  # size of the features that mark a judged line in the fit: the larger, the less it is held down by the penalty
WEIGHTS = Path(ranking.__file__).with_name("weights.toml")
Found = dict[str, "tuple[list[Entry], dict[str, Any]]"]  # by article: its entries by models that have not seen it, and its record


@dataclass
class Example:
    """One annotated text: its Doc up to the speakers, its gold, and whether it is a probe."""

    name: str
    doc: Any
    article: Article
    gold: dict[str, Any]
    probe: bool
    links: Rows = field(default_factory=list)
    groups: list[int] = field(default_factory=list)


@dataclass
class Entry:
    """One moved entry: its features, whether it is right, how likely the models in use find it, and its line of the record."""

    features: dict[str, float]
    right: bool
    probability: float
    line: dict[str, Any]


def examples(folders: list[Path], probes: Path | None) -> list[Example]:
    """Return the annotated texts, analysed up to the speakers."""
    nlp = pipeline.load(pipeline.COMPONENTS[:-1])
    found = []

    def add(name: str, text: str, published: str | None, gold: dict[str, Any], probe: bool) -> None:
        doc = nlp.make_doc(text)
        annotations_of(doc).published = {"value": published, "basis": "option", "confidence": None} if published else None
        found.append(Example(name, nlp(doc), Article(name, text, "", published), gold, probe))

    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if "matters" not in gold:
                continue
            name = path.name.removesuffix(".gold.json")
            text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
            add(f"{folder.name}/{name}", text, gold.get("published"), gold, False)
    for line in probes.read_text(encoding="utf-8").splitlines() if probes else ():
        probe = json.loads(line)
        add(f"probes/{probe['id']}", probe["text"], probe.get("published"), _as_gold(probe), True)
    return found


def _as_gold(probe: dict[str, Any]) -> dict[str, Any]:
    """Return a probe in the fields of gold: a matter a line."""
    acts, wanted = [], []
    for n, line in enumerate(probe["lines"]):
        accepted = line.get("by") or []
        acts.append(
            {"id": f"k{n}", "agent": accepted[0] if accepted else None, "agent_aliases": accepted[1:], "any": line.get("by") is None}
        )
        wanted.append({
            "kind": "proposition", "text": line["about"][0], "spans": [{"text": text} for text in line["about"]], "status": line["status"],
            "status_aliases": line.get("status_aliases", []), "set_by": [f"k{n}"], "claimants": [line["claimant"]] if line.get("claimant") else [],
        })  # fmt: skip
    return {"cues": acts, "matters": wanted}


def judged_lines(news: Path | None) -> list[tuple[Example, list[dict[str, Any]]]]:
    """Return the unannotated articles whose lines readers judged, analysed up to the speakers, with these judgements."""
    if news is None:
        return []
    nlp = pipeline.load(pipeline.COMPONENTS[:-1])
    found = []
    for article, verdicts in judged("judged_lines.jsonl", news):
        name, published = verdicts[0]["article"], article["published"]
        doc = nlp.make_doc(article["text"])
        annotations_of(doc).published = {"value": published, "basis": "option", "confidence": None} if published else None
        found.append((Example(name, nlp(doc), Article(name, article["text"], "", published), {}, False), verdicts))
    return found


def judged_rows(example: Example, verdicts: list[dict[str, Any]]) -> Rows:
    """Return (features, right) of the entries that were judged and are still found."""
    ledger, _ = ledger_of(example)
    rows: Rows = []
    for matter in ledger.matters:
        if matter.set_by is not None:
            cue = ledger.cues[matter.set_by]
            said = [v["right"] for v in verdicts if (v["cue"], tuple(v["span"]), v["status"]) == (cue.start, matter.span, matter.status)]
            marks = {"judged": JUDGED, "judged_confirmation": JUDGED * (cue.label == "confirmation")}
            rows += [(ledger.features(matter) | marks, right) for right in said]
    return rows


# -- models ------------------------------------------------------------------------------------------------------------------
@contextmanager
def using(fitted: dict[str, dict[str, Any]]) -> Iterator[None]:
    """Let the pipeline judge by these models."""
    before = ranking.model
    replacement: Callable[[str], Any] = lambda name: fitted.get(name) or before(name)  # noqa: E731
    ranking.model = link.model = replacement  # type: ignore[assignment, attr-defined]
    try:
        yield
    finally:
        ranking.model = link.model = before  # type: ignore[attr-defined]


# -- rows --------------------------------------------------------------------------------------------------------------------
def ledger_of(example: Example) -> tuple[matters.Ledger, dict[str, Any]]:
    """Return the ledger of an article by the models in use, and its record with every moved entry, however unsure."""
    doc = Claims("claimx_claims", 0.0)(example.doc)
    found = annotations_of(doc)
    ledger = matters.Ledger(syntax_of(doc), found.quotes, found.cues, found.entities)
    return ledger, summarize(doc, example.article)  # type: ignore[return-value]


def collect_links(example: Example) -> None:
    """Fill the link rows of an article: the candidates of each gold cue that the program found and whose target only points."""
    ledger, _ = ledger_of(example)
    text = example.article.text
    by_id = {m["id"]: m for m in example.gold["matters"] if m.get("id")}
    for number, cue in enumerate(ledger.cues):
        own = ledger.target(number)
        if cue.label in matters.SILENT or (own is not None and own.says_it):
            continue
        found = characters(text, [{"start": cue.start, "end": cue.end}])
        meant = next(
            (
                g
                for g in example.gold["cues"]
                if g.get("matter") in by_id and g.get("cue") and overlap(characters(text, [g["cue"]]), found) > 0
            ),
            None,
        )
        if example.probe or meant is None or not by_id[meant["matter"]]["spans"]:
            continue
        wanted = by_id[meant["matter"]]
        rows = link.rows(ledger.syntax, cue, own, ledger.agents[number], ledger.names, ledger.candidates)
        for candidate, features in rows:
            said = text[slice(*candidate.span)]
            right = max(likeness(said, known) for known in [wanted["text"], *(s["text"] for s in wanted["spans"])]) >= RIGHT
            example.links.append((features, right))
            example.groups.append(number)


def entries(example: Example) -> tuple[list[Entry], dict[str, Any]]:
    """Return the moved entries of an article with their features, and its record; no entry that gold counts neither for nor against."""
    ledger, record = ledger_of(example)
    found = []
    for matter in ledger.matters:
        if matter.set_by is None:
            continue
        line = next(c for c in record["claims"] if c["status"] != "asserted" and (c["span"]["start"], c["span"]["end"]) == matter.span)
        right = is_right(example, line, record)
        if right is not None:
            found.append(Entry(ledger.features(matter), right, matter.confidence, line))
    return found, record


def line_rows(example: Example) -> Rows:
    """Return (features, right) of the moved entries of an article."""
    return [(entry.features, entry.right) for entry in entries(example)[0]]


def is_right(example: Example, line: dict[str, Any], record: dict[str, Any]) -> bool | None:
    """Return whether an entry, printed alone, would be a right line; None where it is of a matter that gold marks as optional."""
    counts: Counter[str] = Counter()
    score(example, {**record, "claims": [line]}, counts)
    return counts["right"] > 0 if counts["predicted"] else None


def score(example: Example, record: dict[str, Any], counts: Counter[str]) -> None:
    """Count the lines of a record against gold."""

    def add(_: str, part: str, count: float = 1) -> None:
        counts[part] += int(count)

    gold = example.gold
    if example.probe:  # a probe that names no agent takes any
        names = {s["id"]: s["name"] for s in record["speakers"]}
        cues = {c["id"]: c for c in record["cues"]}
        doers = [names.get((cues.get(c["set_by"]) or {}).get("agent") or "") for c in record["claims"]]
        gold = {
            **gold,
            "cues": [{**a, "agent_aliases": [*a["agent_aliases"], *filter(None, doers)]} if a["any"] else a for a in gold["cues"]],
        }
        for act in gold["cues"]:
            if act["any"] and None in doers:
                act["agent"], act["agent_aliases"] = None, []
    score_ledger(gold, record, accepts, add)


def main() -> None:
    """Fit, print the out-of-fold figures and, asked to, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--probes", type=Path)
    parser.add_argument("--news", type=Path, help="folder with the texts of judged_lines.jsonl")
    parser.add_argument("--precision", type=float, default=0.75, help="out-of-fold precision that the threshold of line must reach")
    parser.add_argument("--held", type=int, default=3, help="print every N-th article of the last folder apart")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    arguments = parser.parse_args()
    found = examples(arguments.gold, arguments.probes)
    for example in found:
        collect_links(example)
    others = judged_lines(arguments.news)
    out: Found = {}
    unseen: list[tuple[bool, float]] = []
    for fold in range(FOLDS):
        train = [e for n, e in enumerate(found) if n % FOLDS != fold]
        test = [e for n, e in enumerate(found) if n % FOLDS == fold]
        linking = linked(train)
        with using({"link": linking}):
            rows = [row for e in train for row in line_rows(e)]
            rows += [row for n, (e, verdicts) in enumerate(others) if n % FOLDS != fold for row in judged_rows(e, verdicts)]
            left_out = [row for n, (e, verdicts) in enumerate(others) if n % FOLDS == fold for row in judged_rows(e, verdicts)]
        with using({"link": linking, "line": fit(rows, PENALTY["line"])}):
            for example in test:
                out[example.name] = entries(example)
            unseen += [(right, probability("line", features)) for features, right in left_out]
    articles = [e for e in found if not e.probe]
    threshold = choose(articles, out, arguments.precision)
    held = [
        e for n, e in enumerate(e for e in articles if e.name.startswith(arguments.gold[-1].name + "/")) if (n + 1) % arguments.held == 0
    ]
    for title, group in (("articles", articles), ("held", held), ("probes", [e for e in found if e.probe])):
        report(title, group, out, threshold)
    if unseen:
        kept = [right for right, p in unseen if p >= threshold]
        print(
            f"judged    from {threshold:.2f}: {len(kept)} of {len(unseen)} lines, {sum(kept)} of {sum(right for right, _ in unseen)} right"
        )
    if arguments.write:
        linking = linked(found)
        with using({"link": linking}):
            rows = [row for e in found for row in line_rows(e)]
            rows += [row for e, verdicts in others for row in judged_rows(e, verdicts)]
        line = fit(rows, PENALTY["line"])
        line["threshold"] = threshold
        write({"link": linking, "line": line}, len(articles), len(found) - len(articles), len(rows))


def linked(train: list[Example]) -> dict[str, Any]:
    """Return the link model of some articles. Its threshold is low on purpose: whether a line stands on a link, the line model judges."""
    fitted = fit([row for e in train for row in e.links], PENALTY["link"])
    fitted["threshold"] = 0.02
    return fitted


def counted(group: list[Example], out: Found, least: float) -> Counter[str]:
    """Return how many lines a threshold prints that count, how many of them are right and how many gold has, as `claimx score` counts."""
    counts: Counter[str] = Counter()
    for example in group:
        kept, record = out[example.name]
        score(example, {**record, "claims": [entry.line for entry in kept if entry.probability >= least]}, counts)
    return counts


def choose(group: list[Example], out: Found, precision: float) -> float:
    """Return the lowest threshold from which on the share of right lines is at least `precision`, of ten lines at least."""
    best = 1.0
    for least in sorted({round(entry.probability - 0.0005, 3) for example in group for entry in out[example.name][0]}, reverse=True):
        counts = counted(group, out, least)
        if counts["predicted"] >= 10 and counts["right"] >= precision * counts["predicted"]:
            best = least
    return best


def report(title: str, group: list[Example], out: Found, threshold: float) -> None:
    """Print precision and recall of lines at the threshold and, for comparison, without one."""
    ranked = sorted((entry for e in group for entry in out[e.name][0]), key=lambda entry: -entry.probability)
    shares = [sum(entry.right for entry in ranked[:n]) / n for n, entry in enumerate(ranked, 1) if entry.right]
    print(f"{title:9} average precision of what is found, right ones first: {sum(shares) / max(1, len(shares)):.3f}")
    for least in (threshold, 0.0):
        counts = counted(group, out, least)
        right, lines, gold = counts["right"], counts["predicted"], counts["gold"]
        print(
            f"{title:9} n={len(group):3} from {least:.2f}: {lines:3} lines, {right:3} right of {gold}: P {right / max(1, lines):.1%} R {right / max(1, gold):.1%}"
        )


def write(models: dict[str, dict[str, Any]], articles: int, probes: int, lines: int) -> None:
    """Write the weights as readable data."""
    text = (
        "# Weights of the ledger's judgements, fitted by training/ledger.py, not written by hand. What each feature is: ledger/link.py, ledger/matters.py.\n"
        f"# Fitted {datetime.now(UTC).date()} on {articles} annotated articles and {probes} probes ({lines} entries); thresholds out of fold over articles.\n"
    )
    for name, fitted in models.items():
        text += f"\n[{name}]\nbias = {fitted['bias']}\nthreshold = {fitted['threshold']}\n\n[{name}.weights]\n"
        text += "".join(f"{key} = {weight}\n" for key, weight in sorted(fitted["weights"].items()))
    WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
