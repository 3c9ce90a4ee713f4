"""Fit the ledger: whether a cue tells an act (`acts`), what it is done to in its own sentence (`targets`), who does it (`agents`), what it is about (`matters`),
whether two are about one matter (`one`), whether a line is right (`line`).

    python training/ledger.py [--gold ../shared/gold] [--jobs 2] [--write] [--steps acts targets agents matters one line]

Learned from are the articles of train, dev, dev2 and the project's own gold with `matters`, the judged cues of ordinary news (train/cues_in_news.jsonl, `acts` of the own gold), and the invented texts
(mini, constructions, ledger.jsonl, `gold/own/short.jsonl`, `gold/own/patterns.jsonl` (not for targets and lines), and `gold/own/typed.jsonl`: denials without a verb of denial, of one pattern many, and words of denial in other senses). Each text is read by the names, speakers and earlier steps of its fold, which have not seen it; the folds of articles are by
outlet and year, those of the others by their ids. Written are three conditional logits (`ranking/targets.json`, `agents.json`, `matters.json`) and three logistic models (`ranking/acts.json`, `ledger.toml`), of each
fold into `training/.work/foldN`, with `--write` of all into the package. Run `training/names.py` and `training/speakers.py` first.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from common import Rows, chance, fit, table
from gold import FOLDS, articles, asked_for, digest, folder, in_processes, options
from logit import Logit, Numbers, columns, crossed, logistic, placed, sparse, store
from marked import cued
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, diags, hstack, vstack
from scipy.special import logsumexp

from claimx.acts.judge import Proposal
from claimx.acts.rules import FORMS, rules
from claimx.acts.targets import UNTOLD_BY
from claimx.annotations import Cue
from claimx.ledger.matter import COLUMNS, NONE, PLACES, places_of
from claimx.ledger.status import status_of
from claimx.ranking.logit import BRIEF
from claimx.ranking.model import share
from claimx.scoring import characters, overlap
from claimx.scoring_ledger import RIGHT, accepts, folded, likeness, score_ledger

PACKAGE = Path(__file__).parent.parent / "src/claimx/ranking"
SETS = ("train", "dev", "dev2")
ARTICLES = (*SETS, "own")  # whole articles with matters; own: those that the project annotated
MINI = ("mini", "typed", "short", "patterns")  # short texts whose acts are told; all but the first are the project's own
ONLY_LINES = ("constructions", "ledger")  # short texts of which only the lines are told
INVENTED = (*MINI, *ONLY_LINES)
FEWEST = 8  # candidates that have a feature which is weighed
FEWEST_WORDS = 4
FEWEST_STRETCHES = 20  # of the matters of all acts
ONE = 0.7  # probability from which two acts share a line: two lines for one matter do less harm than one line for two
LINE = 0.38  # probability from which a line is sure: F1 on articles is the same from 0.34 to 0.42, and of the sure lines more are right the higher it is
ACT = 0.42  # probability from which a cue is an act: out of fold F1 is the same from 0.35 to 0.5, and sentences as a user types them fire
REAL = 2.0  # how much a line of a real article counts in `line`, one of the others 1: of 276 sure lines of real articles 188 are right out of fold, 187 at 1, of others as many
PENALTY = {"acts": 3.0, "targets": 3.0, "agents": 6.0, "matters": 5.0, "one": 2.0, "line": 20.0}
# `typed`: as users type them, denials without a verb of denial and what only looks like one; `short`: articles and notes; `patterns`: articles of one frame, where
# the claim stands apart from its act
OWN = Path(__file__).parent.parent / "gold/own"
# of a target that a candidate covers: what `score` calls right, so what is learned from (from the best candidates alone: exacter spans, 74 % whole in place of 64 on
# train, but what an act is about is worded rightly less often, 1,565 in place of 1,587 times of 2,484); and what a reader would
HALF, WHOLE = 0.5, 0.9
_NEAR = 250  # characters on either side of an act in which the wording of its matter is what it is done to
_ENDS = re.compile(r"[.?!][\"”’]?\s|\n")  # of sentences
_POINTER = r"(?:\s(?:itu|ini|tersebut)\b)?"  # a target holds what points at it, a wording of a matter does not
_PROBE = 0.6  # wording of a line of an invented text, as `score_ledger.py` has it
_CHOSEN: dict[str, Any] = {}


@dataclass(slots=True)
class Text:
    """One text to learn from: the set it is of, its fold, and its gold."""

    set: str
    id: str
    text: str
    published: str | None
    gold: dict[str, Any]
    fold: int


def texts(gold: Path, fold: int) -> Iterator[Text]:
    """Yield the texts of a fold."""
    known = articles(gold, SETS, own=True)
    for article in (article for article in known if article.fold == fold):
        if "matters" in article.gold:
            name = article.set if article.set in SETS else "own"
            yield Text(name, article.id, article.text, article.gold.get("published"), article.gold, fold)
        if "acts" in article.gold:
            yield Text("news", article.id, article.text, article.gold.get("published"), {"cues": _judged(article.gold["acts"])}, fold)
    judged = {article.text for article in known if not article.gold.keys().isdisjoint(("matters", "acts"))}
    folds = {article.text: article.fold for article in known}
    files = {name: (OWN if name in MINI[1:] else gold) / f"{name}.jsonl" for name in INVENTED} | {"news": gold / "train/cues_in_news.jsonl"}
    for name, file in files.items():
        for line in file.read_text(encoding="utf-8").splitlines():
            held = json.loads(line)
            if held["text"] not in judged and folds.get(held["text"], crc32(held["id"].encode()) % FOLDS) == fold:
                yield Text(name, held["id"], held["text"], held.get("published"), held, fold)


def cases(fold: int) -> Iterator[Text]:
    """Yield the sentences of `tests/data/cues.toml` that are of a fold, from which whether a cue is an act is learned, too: one that fires, and its near misses."""
    labels = {rule.name: rule.label for row in rules().values() for rule in row}
    for case in cued():
        if not case.fails and crc32(case.text.encode()) % FOLDS == fold:
            held = {"label": labels[case.rule], "span": case.span if case.fires else None}
            yield Text("cases", case.rule, case.text, None, held, fold)


def _judged(acts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the judged acts of an article in the form of `cues_in_news`: strings for spans, the stretch where the matter has no wording of its own."""
    rows = [act | act["cue"] | {key: span["text"] for key in ("agent", "target") if (span := act.get(key))} for act in acts]
    return [row | {"matter": row.get("matter") or (row["stretch"]["text"] if row.get("stretch") else None)} for row in rows]


# -- what gold says of an act ------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Act:
    """An act as gold has it: who may be named as its agent (empty: nobody; None: not told), how its matter may be worded (empty where no line is due), and which that is."""

    agents: list[str] | None
    wordings: list[str]
    matter: str | None = None
    optional: bool = False


def act_of(text: Text, cue: Cue) -> Act | None:
    """Return the act of gold at a cue, None where gold has none."""
    if text.set in ONLY_LINES:
        lines = set_by(text, cue.label, cue.subtype)
        return Act(lines[0].get("by"), lines[0]["about"]) if len(lines) == 1 else None
    told = next((told for told in told_at(text, cue.start, cue.end) if told.get("real", True)), None)
    if told is None:
        return None
    wordings = [told["matter"]] if text.set == "news" and told.get("matter") else wordings_of(text, told.get("matter"))
    agents = [name for name in (told.get("agent"), *told.get("agent_aliases", ())) if name]
    if text.set in MINI:  # a line names its agent in all forms that are right
        agents += [name for line in text.gold["lines"] if agents and agents[0] in (line.get("by") or ()) for name in line["by"]]
    return Act(agents, wordings, told.get("matter") if text.set != "news" else None, bool(told.get("optional")))


def set_by(text: Text, label: str, subtype: str | None) -> list[dict[str, Any]]:
    """Return the lines of a text that an act of a class could set, by their status."""
    status = status_of(label, subtype)
    return [line for line in text.gold["lines"] if status in (line["status"], *line.get("status_aliases", ()))]


def wordings_of(text: Text, matter: str | None) -> list[str]:
    """Return how a matter of gold may be worded, nothing where no line is due."""
    if text.set not in ARTICLES:
        return next((line["about"] for line in text.gold.get("lines", ()) if line.get("matter") == matter), [])
    found = next((m for m in text.gold["matters"] if m["id"] == matter), None)
    stated = found is not None and found["spans"] and found["kind"] != "incident"
    return [found["text"], *(span["text"] for span in found["spans"])] if found is not None and stated else []


def told_at(text: Text, start: int, end: int) -> list[dict[str, Any]]:
    """Return the acts that gold tells at a place."""
    here = set(range(start, end))
    return [told for told in text.gold["acts" if text.set in MINI else "cues"] if here & places(text, told)]


def names_agent(text: Text, name: str | None, act: Act) -> bool:
    """Return whether a name is that of who does an act; judges of news saw a stretch and not the whole article, so that one name may hold the other."""
    if name is None or not act.agents:
        return name is None and not act.agents
    if text.set != "news":
        return accepts(name, act.agents)
    one, other = set(folded(name).split()), set(folded(act.agents[0]).split())
    return bool(one and other) and (one <= other or other <= one)


def tells_act(text: Text, label: str, start: int, end: int) -> bool | None:
    """Return whether gold has an act of a class at a place; None where it counts neither for nor against, or nobody judged the place."""
    near = told_at(text, start, end)
    if text.set == "news":
        return bool(near[0]["real"]) if near else None
    same = [told for told in near if label in (told["class"], *told.get("class_aliases", ()))]
    return None if any(told.get("optional") for told in same or near) else bool(same)


def moves_claim(text: Text, start: int, end: int) -> bool:
    """Return whether gold has a line that the act at a place sets or repeats."""
    near = told_at(text, start, end)
    if text.set == "news":
        return any(bool(told.get("line")) for told in near)
    if text.set in ARTICLES:
        moved = {m["id"] for m in text.gold["matters"] if m["kind"] != "incident" and m["status"] != "asserted" and m["spans"]}
    else:
        moved = {line.get("matter") for line in text.gold["lines"]}
    done = (told.get("polarity", "affirmed") == "affirmed" and told.get("modality", "asserted") == "asserted" for told in near)
    return any(did and told.get("matter") in moved for did, told in zip(done, near, strict=True))


def places(text: Text, told: dict[str, Any]) -> frozenset[int]:
    """Return the offsets that an act of gold covers."""
    cue = told.get("cue", told)  # judged cues of news are their own span
    if isinstance(cue, dict) and "start" in cue:
        return frozenset(range(cue["start"], cue["end"])) if text.set == "news" else frozenset(characters(text.text, [cue]))
    said, wanted = (cue["text"], cue.get("n", 1)) if isinstance(cue, dict) else (cue, 1)
    found = list(re.finditer(re.escape(said), text.text))
    return frozenset(range(*found[wanted - 1].span())) if len(found) >= wanted else frozenset()


def is_right(text: Text, line: dict[str, Any], record: dict[str, Any]) -> bool | None:
    """Return whether a line, printed alone, is right; None where gold counts it neither for nor against."""
    if text.set in ARTICLES:
        counts: Counter[str] = Counter()
        score_ledger(text.gold, {**record, "claims": [line]}, lambda _, part, count=1: counts.update({part: int(count)}))
        return counts["right"] > 0 if counts["predicted"] else None
    cues = {cue["id"]: cue for cue in record["cues"]}
    names = {speaker["id"]: speaker["name"] for speaker in record["speakers"]}
    agent = names.get(cues[line["set_by"]]["agent"] or "")
    if text.set == "news":
        held = [cues[n]["cue"] for n in line["history"]]
        judged = [cue for cue in text.gold["cues"] if any(cue["start"] < c["end"] and c["start"] < cue["end"] for c in held)]
        return any(cue.get("line") for cue in judged) if judged else None
    return any(
        max(likeness(line["span"]["text"], said) for said in wanted["about"]) >= _PROBE
        and line["status"] in (wanted["status"], *wanted.get("status_aliases", ()))
        and (wanted.get("by") is None or accepts(agent, wanted["by"]))
        for wanted in text.gold["lines"]
    )


def due(text: Text) -> int:
    """Return how many lines gold wants of a text."""
    if text.set == "cases":
        return 0  # of them only acts are told
    if text.set in ARTICLES:
        return sum(
            m["kind"] != "incident" and m["status"] != "asserted" and bool(m["spans"]) and not m.get("optional")
            for m in text.gold["matters"]
        )
    return sum(bool(cue.get("line")) for cue in text.gold["cues"]) if text.set == "news" else len(text.gold["lines"])


# -- rows ---------------------------------------------------------------------------------------------------------------------
class Doers(NamedTuple):
    """Who may do an act: the form of its cue, the features of each candidate, which of them are right, whether syntax alone would be, and whether gold calls the act optional."""

    form: str
    features: list[dict[str, float]]
    right: list[bool]
    syntax: bool
    optional: bool


class Done(NamedTuple):
    """What an act is done to: the features of all candidates (a column each of `known`), and how far each covers what gold has, 0 to 1."""

    known: dict[str, int]
    rows: csr_matrix
    covers: list[float]


class Stated(NamedTuple):
    """What an act may be about: the numbers of each stretch, the words at its bounds, which of them gold has, and how far the text is brief, 0 to 1."""

    numbers: Numbers
    words: list[tuple[str, ...]]
    right: list[bool]
    brief: float


@dataclass(slots=True)
class Held:
    """What a text teaches: of each cue whether it is an act, of each act what it is done to, who may do it, the numbers of its stretches and which are right, of pairs of acts whether they share a matter, of lines whether right."""

    set: str
    id: str
    fold: int
    due: int
    asked: list[Stated] = field(default_factory=list)
    acts: list[tuple[dict[str, float], bool | None, bool | None]] = field(default_factory=list)
    targets: list[Done] = field(default_factory=list)
    doers: list[Doers] = field(default_factory=list)
    pairs: Rows = field(default_factory=list)
    lines: list[tuple[dict[str, float], bool]] = field(default_factory=list)


def of_fold(fold: int, step: str) -> list[Held]:
    """Return what the texts of a fold teach for one step, by the models that have not seen them."""
    os.environ["CLAIMX_MODELS"] = str(folder(fold))
    held = (*texts(_CHOSEN["gold"], fold), *(cases(fold) if step == "acts" else ()))
    return [read(text, step) for text in held]


def read(text: Text, step: str) -> Held:
    """Return what a text teaches for one step."""
    from claimx import pipeline
    from claimx.components.store import annotations_of

    nlp = pipeline.shared(pipeline.COMPONENTS[: {"acts": -3, "targets": -2}.get(step, -1)])
    doc = nlp.make_doc(text.text)
    annotations_of(doc).published = {"value": text.published, "basis": "option", "confidence": None} if text.published else None
    held = Held(text.set, text.id, text.fold, due(text))
    _READ[step](text, nlp(doc), held)
    return held


def _read_acts(text: Text, doc: Any, held: Held) -> None:
    from claimx.acts.judge import Judge
    from claimx.acts.match import propose
    from claimx.components.store import annotations_of, reading_of, syntax_of

    quotes, syntax = annotations_of(doc).quotes, syntax_of(doc)
    proposals = propose(reading_of(doc), syntax, quotes)
    judge = Judge(syntax, quotes, proposals)
    held.acts = [(judge.features(one), *told) for one, told in zip(proposals, taught(text, proposals), strict=True)]


def taught(text: Text, proposals: Sequence[Proposal]) -> list[tuple[bool | None, bool | None]]:
    """Return of each proposal whether it tells an act and whether that moves a claim; None where gold does not say.

    Where only lines are told, the act of a line is the only proposal whose class gives its status, or the only one of them that fires in full; what fits no
    line and does not fire tells none.
    """
    if text.set == "cases":
        span, label = text.gold["span"], text.gold["label"]
        if span is None:  # a near miss: no act of this class, whatever else
            return [(False, False) if one.rule.label == label else (None, None) for one in proposals]
        return [(True if one.rule.label == label and one.span[0] < span[1] and span[0] < one.span[1] else None, None) for one in proposals]
    if text.set not in ONLY_LINES:
        acts = [tells_act(text, one.rule.label, *one.span) for one in proposals]
        return [(act, None if act is None else moves_claim(text, *one.span)) for act, one in zip(acts, proposals, strict=True)]
    lines = [set_by(text, one.rule.label, one.rule.subtype) for one in proposals]
    found: list[tuple[bool | None, bool | None]] = []
    for one, own in zip(proposals, lines, strict=True):
        rivals = [other for other, others in zip(proposals, lines, strict=True) if own and own[0] in others]
        first = [other for other in rivals if other.fires] or rivals
        if len(own) == 1 and first == [one]:
            found.append((True, True))
        else:  # a rule that fires in full may tell an act that is only planned, asked for or denied
            found.append((None if own or one.fires else False, None if own else False))
    return found


def _read_targets(text: Text, doc: Any, held: Held) -> None:
    from claimx.acts.targets import NONE, Targets
    from claimx.components.store import annotations_of, syntax_of

    syntax, quotes, cues = syntax_of(doc), annotations_of(doc).quotes, annotations_of(doc).cues
    crowds = Counter(syntax.reading.whole(cue.start) for cue in cues)
    for cue in cues:
        wanted = target_of(text, cue) if cue.form != "label" and text.set != "patterns" else None  # there nearly all acts only point
        if wanted is None:
            continue
        asked = Targets(syntax, quotes, cue, crowds[syntax.reading.whole(cue.start)])
        candidates = asked.candidates()
        covers = [float(not wanted) if c == NONE else covered(text, wanted, syntax.offsets(c)) for c in candidates]
        features = [crossed(cue.form, asked.features(candidate)) for candidate in candidates]
        known = columns(features, 1)
        held.targets.append(Done(known, sparse(features, known), covers))


def target_of(text: Text, cue: Cue) -> frozenset[int] | None:
    """Return the offsets of what gold says that an act is done to, none where it tells nothing; None where that is not known.

    Invented texts tell how a matter may be worded: the longest wording that stands near the act is taken, in articles only in the act's own sentence.
    """
    if text.set in INVENTED:
        act, near = act_of(text, cue), text.text[max(0, cue.start - _NEAR) : cue.end + _NEAR]
        if text.set in MINI and text.set != "typed":
            near = _ENDS.split(text.text[: cue.start])[-1] + text.text[cue.start : cue.end] + _ENDS.split(text.text[cue.end :])[0]
        said = max((words for words in act.wordings if words in near), key=len, default=None) if act is not None else None
        return nearest(text, said, cue.start, _POINTER) if said is not None else None
    told = next((told for told in told_at(text, cue.start, cue.end) if told.get("real", True)), None)
    if told is None:
        return None
    target = told.get("target")
    if target is None or isinstance(target, dict):
        return frozenset(characters(text.text, [target])) if target is not None else frozenset()
    return nearest(text, target, cue.start) or None


def nearest(text: Text, words: str, offset: int, after: str = "") -> frozenset[int]:
    """Return the offsets of some words, and of what else an expression lets follow them, where they stand nearest to an offset."""
    found = sorted((match.span() for match in re.finditer(re.escape(words) + after, text.text)), key=lambda span: abs(span[0] - offset))
    return frozenset(range(*found[0])) if found else frozenset()


def covered(text: Text, wanted: frozenset[int], span: tuple[int, int]) -> float:
    """Return how many of the characters of two stretches both have, 0 to 1."""
    return overlap(wanted, characters(text.text, [{"start": span[0], "end": span[1]}])) if wanted else 0.0


def _read_agents(text: Text, doc: Any, held: Held) -> None:
    from claimx.components.store import annotations_of, syntax_of
    from claimx.speakers.resolver import Walk

    found = annotations_of(doc)
    walk = Walk(syntax_of(doc), found.quotes, found.cues)
    for n, cue in enumerate(found.cues):
        act = act_of(text, cue)
        if act is not None and act.agents is not None:
            candidates = walk.candidates(n)
            right = [names_agent(text, c.who.name if c.who else None, act) for c in candidates]
            told = walk.parties.agents[n]
            syntax = names_agent(text, told.name if told else None, act)
            held.doers.append(Doers(cue.form, [c.features for c in candidates], right, syntax, act.optional))


def _read_matters(text: Text, doc: Any, held: Held) -> None:
    from claimx.components.store import annotations_of, syntax_of
    from claimx.ledger.matter import Scene

    found, syntax = annotations_of(doc), syntax_of(doc)
    scene = Scene(syntax, found.quotes, found.cues, found.entities)
    for n, cue in enumerate(found.cues):
        act = act_of(text, cue)
        if act is not None and act.wordings:
            stretches, numbers = scene.numbers(n)
            said = [text.text[slice(*syntax.offsets((s.start, s.stop)))] for s in stretches]
            right = [max(likeness(words, known) for known in act.wordings) >= RIGHT for words in said]
            if stretches:
                held.asked.append(
                    Stated(numbers.astype(np.float32), [scene.words(stretch) for stretch in stretches], right, scene.reading.brief)
                )


def _ledger(doc: Any) -> Any:
    from claimx.components.store import annotations_of, syntax_of
    from claimx.ledger.matters import Ledger

    found = annotations_of(doc)
    return Ledger(syntax_of(doc), found.quotes, found.cues, found.entities)


def _read_one(text: Text, doc: Any, held: Held) -> None:
    ledger = _ledger(doc)
    acts = {n: act for n in ledger.meant if (act := act_of(text, ledger.cues[n])) is not None and act.matter}
    held.pairs = [(ledger.shared(n, m), acts[n].matter == acts[m].matter) for n in acts for m in acts if n < m]


def _read_line(text: Text, doc: Any, held: Held) -> None:
    from claimx.components.claims import settle
    from claimx.inputs.article import Article
    from claimx.summary import summarize

    ledger = _ledger(doc)
    record: Any = summarize(settle(doc, min_confidence=0.0), Article(text.id, text.text, "", text.published))
    lines = {(c["span"]["start"], c["span"]["end"]): c for c in record["claims"] if c["status"] != "asserted"}
    for matter in ledger.matters:
        if matter.set_by is not None and matter.span in lines:
            right = is_right(text, lines[matter.span], record)
            if right is not None:
                held.lines.append((ledger.features(matter), right))


_READ = {
    "acts": _read_acts,
    "targets": _read_targets,
    "agents": _read_agents,
    "matters": _read_matters,
    "one": _read_one,
    "line": _read_line,
}


# -- steps --------------------------------------------------------------------------------------------------------------------
def gather(step: str) -> list[Held]:
    """Return what all texts teach for one step."""
    return [held for found in in_processes(partial(of_fold, step=step), range(FOLDS), _CHOSEN["jobs"]) for held in found]


def fit_acts(held: list[Held]) -> None:
    """Fit and write whether a cue tells an act, and print how many are found and how many of those are right, by threshold."""
    known = columns((features for h in held for features, *_ in h.acts), FEWEST_WORDS)

    def fits(group: Sequence[Held]) -> list[tuple[Numbers, float]]:
        found = []
        for n in (1, 2):
            kept = [row for h in group for row in h.acts if row[n] is not None]
            rows = sparse([features for features, *_ in kept], known)
            found.append(logistic(rows, np.array([row[n] for row in kept], float), PENALTY["acts"]))
        return found

    out: list[tuple[str, float, bool]] = []
    for fold in range(FOLDS):
        both = fits([h for h in held if h.fold != fold])
        store_acts(folder(fold) / "acts.json", known, both, {})
        weights, bias = both[0]
        rows = [(h.set, features, right) for h in held if h.fold == fold for features, right, _ in h.acts if right is not None]
        scores = sparse([features for _, features, _ in rows], known) @ weights + bias
        out += [(name, share(score), right) for (name, _, right), score in zip(rows, scores.tolist(), strict=True)]
    for name in dict.fromkeys(name for name, *_ in out):
        for least in (0.3, 0.4, 0.5):
            kept = [right for other, p, right in out if other == name and p >= least]
            print(
                f"acts    {name:6} from {least}: {len(kept)} found, {np.mean(kept):.1%} right; all that are proposed and right {sum(r for o, _, r in out if o == name)}"
            )
    if _CHOSEN["write"]:
        store_acts(PACKAGE / "acts.json", known, fits(held), about(held) | {"proposals": sum(len(h.acts) for h in held)})


def store_acts(file: Path, columns: dict[str, int], both: list[tuple[Numbers, float]], told: dict[str, Any]) -> None:
    """Write the models of `acts/judge.py`."""
    pairs = {name: [round(float(weights[n]), 2) for weights, _ in both] for name, n in columns.items()}
    kept = {name: pair for name, pair in pairs.items() if max(map(abs, pair)) >= 0.02}
    head = {"about": told, "threshold": ACT, "bias": [round(bias, 3) for _, bias in both]}
    lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(pair)}" for name, pair in kept.items())
    file.write_text(f'{json.dumps(head)[:-1]}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")


def fit_targets(held: list[Held]) -> None:
    """Fit and write what an act is done to, and print how often the likeliest stretch covers half of what gold has, and nine tenths."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def known_of(group: Sequence[Held]) -> dict[str, int]:
        seen: Counter[str] = Counter()
        for row in (row for h in group for row in h.targets):
            seen.update(dict(zip(row.known, row.rows.getnnz(axis=0).tolist(), strict=True)))
        return {name: n for n, name in enumerate(sorted(name for name, count in seen.items() if count >= FEWEST))}

    def logit(asked: Sequence[Done], known: dict[str, int]) -> Logit:
        rows = vstack([placed(row.rows, row.known, known) for row in asked]).tocsr()
        return Logit(rows, [len(row.covers) for row in asked], [c >= HALF for row in asked for c in row.covers])

    for fold in range(FOLDS):
        others = [h for h in held if h.fold != fold]
        known = known_of(others)
        weights = logit([row for h in others for row in h.targets], known).fit(PENALTY["targets"])
        store(folder(fold) / "targets.json", known, weights, {}, FORMS)
        unseen = [(h.set, row) for h in held if h.fold == fold for row in h.targets]
        judged = logit([row for _, row in unseen], known)
        for (name, row), scores in zip(unseen, judged.split(judged.rows @ weights), strict=True):
            best = int((scores - UNTOLD_BY * (np.arange(len(scores)) == 0)).argmax())
            kind, reached = name + (" untold" if row.covers[0] else ""), row.covers[best]
            counts[kind].update(acts=1, half=reached >= HALF, whole=reached >= WHOLE, none=not best, among=max(row.covers) >= HALF)
    for name, count in counts.items():
        shares = (f"{part} {count[part] / count['acts']:.1%}" for part in ("half", "whole", "among", "none"))
        print(f"targets {name:13} {count['acts']} acts: {', '.join(shares)}", flush=True)
    if _CHOSEN["write"]:
        known, asked = known_of(held), [row for h in held for row in h.targets]
        store(PACKAGE / "targets.json", known, logit(asked, known).fit(PENALTY["targets"]), about(held) | {"acts": len(asked)}, FORMS)


def fit_agents(held: list[Held]) -> None:
    """Fit and write who does an act, and print how often the likeliest is right, and how often syntax alone is."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def logit(group: Sequence[Held], known: dict[str, int] | None = None) -> tuple[dict[str, int], Logit]:
        asked = [row for h in group for row in h.doers]
        rows = [crossed(row.form, found) for row in asked for found in row.features]
        kept = columns(rows, FEWEST) if known is None else known
        return kept, Logit(sparse(rows, kept), [len(row.right) for row in asked], [holds for row in asked for holds in row.right])

    for fold in range(FOLDS):
        known, fitted = logit([h for h in held if h.fold != fold])
        weights = fitted.fit(PENALTY["agents"])
        store(folder(fold) / "agents.json", known, weights, {}, FORMS)
        group = [h for h in held if h.fold == fold]
        _, unseen = logit(group, known)
        judged = [(h.set, row) for h in group for row in h.doers]
        for (name, row), scores in zip(judged, unseen.split(unseen.rows @ weights), strict=True):
            if not row.optional:
                counts[name].update(acts=1, right=row.right[int(scores.argmax())], syntax=row.syntax, reached=any(row.right))
    for name, count in counts.items():
        shares = (f"{part} {count[part] / count['acts']:.1%}" for part in ("right", "syntax", "reached"))
        print(f"agents  {name:6} {count['acts']} acts: {', '.join(shares)}")
    if _CHOSEN["write"]:
        known, fitted = logit(held)
        store(PACKAGE / "agents.json", known, fitted.fit(PENALTY["agents"]), about(held) | {"acts": sum(len(h.doers) for h in held)}, FORMS)


def with_none(known: dict[str, int], weights: Numbers, asked: Logit) -> tuple[dict[str, int], Numbers]:
    """Return the columns and weights with that of no stretch at all: the one that makes what gold says of all acts likeliest, given the others."""
    scores, rights = asked.split(asked.rows @ weights), asked.split(asked.right > 0)
    every = np.array([logsumexp(row) for row in scores])
    meant = np.array([logsumexp(row[right]) if right.any() else np.nan for row, right in zip(scores, rights, strict=True)])

    def loss(none: float) -> float:
        return float((np.logaddexp(every, none) - np.where(np.isnan(meant), none, meant)).sum())

    return known | {NONE: len(weights)}, np.append(weights, minimize_scalar(loss, bounds=(-20, 20), method="bounded").x)


def fit_matters(held: list[Held]) -> None:
    """Fit and write what an act is about, and print how often the likeliest stretch is right."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def by_place(rows: csr_matrix, places: Numbers) -> csr_matrix:
        """Return numbers as they count everywhere, and once more at the place of each row alone."""
        of_place = rows.indices + rows.shape[1] * np.repeat(places, np.diff(rows.indptr))
        return hstack([rows, csr_matrix((rows.data, of_place, rows.indptr), shape=(rows.shape[0], rows.shape[1] * len(PLACES)))])

    def logit(group: Sequence[Held], known: dict[str, int] | None = None) -> tuple[dict[str, int], Logit]:
        asked = [row for h in group for row in h.asked]
        numbers = csr_matrix(np.vstack([row.numbers for row in asked]).astype(float))
        places = places_of(np.vstack([row.numbers for row in asked]))
        stretches = [dict.fromkeys(words, 1.0) for row in asked for words in row.words]
        words = {name: n for n, name in enumerate(sorted({name for held in stretches for name in held}))}
        brief = diags(np.concatenate([np.full(len(row.right), row.brief) for row in asked]))
        rows = hstack([by_place(numbers, places), by_place(sparse(stretches, words), places), brief @ numbers]).tocsr()
        names = [f"{place}{name}" for told in (COLUMNS, words) for place in ("", *(f"{place}:" for place in PLACES)) for name in told]
        names += [f"{BRIEF}:{name}" for name in COLUMNS]
        if known is None:
            enough = (name for name, count in zip(names, rows.getnnz(axis=0).tolist(), strict=True) if count >= FEWEST_STRETCHES)
            known = {name: n for n, name in enumerate(enough)}
        return known, Logit(placed(rows, names, known), [len(row.right) for row in asked], [holds for row in asked for holds in row.right])

    for fold in range(FOLDS):
        known, asked = logit([h for h in held if h.fold != fold])
        weights = asked.fit(PENALTY["matters"])
        store(folder(fold) / "matters.json", *with_none(known, weights, asked), {}, (*PLACES, BRIEF))
        group = [h for h in held if h.fold == fold]
        _, unseen = logit(group, known)
        judged = [(h.set, row) for h in group for row in h.asked]
        for (name, row), scores in zip(judged, unseen.split(unseen.rows @ weights), strict=True):
            counts[name].update(acts=1, right=row.right[int(scores.argmax())], reached=any(row.right))
    for name, count in counts.items():
        shares = (f"{part} {count[part] / count['acts']:.1%}" for part in ("right", "reached"))
        print(f"matters {name:6} {count['acts']} acts: {', '.join(shares)}", flush=True)
    if _CHOSEN["write"]:
        known, asked = logit(held)
        told = about(held) | {"acts": sum(len(h.asked) for h in held)}
        store(PACKAGE / "matters.json", *with_none(known, asked.fit(PENALTY["matters"]), asked), told, (*PLACES, BRIEF))


def about(held: list[Held]) -> dict[str, Any]:
    """Return where a model comes from."""
    known = articles(_CHOSEN["gold"], SETS, own=True)
    return {
        "by": "training/ledger.py", "fitted": datetime.now(UTC).date().isoformat(),
        "source": f"gold/train, dev, dev2, own: {digest(known)}; {', '.join(INVENTED)}, cues_in_news", "texts": len(held),
    }  # fmt: skip


def fit_one(held: list[Held]) -> dict[str, Any]:
    """Fit and write whether two acts are about one matter, and print how often that is judged right."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        model = fit([row for h in held if h.fold != fold for row in h.pairs], PENALTY["one"]) | {"threshold": ONE}
        write(folder(fold) / "ledger.toml", {"one": model, "line": _EMPTY}, "")
        for features, right in (row for h in held if h.fold == fold for row in h.pairs):
            says = chance(model, features) >= model["threshold"]
            counts.update(pairs=1, right=says == right, both=says and right, says=says, are=right)
    print(
        f"one     {counts['pairs']} pairs, judged right {counts['right'] / counts['pairs']:.1%}; one matter P {counts['both'] / counts['says']:.1%} R {counts['both'] / counts['are']:.1%}"
    )
    return fit([row for h in held for row in h.pairs], PENALTY["one"]) | {"threshold": ONE}


_EMPTY: dict[str, Any] = {"bias": 0.0, "threshold": 0.5, "weights": {}}


def fit_line(held: list[Held], one: list[dict[str, Any]], whole: dict[str, Any] | None) -> None:
    """Fit and write whether a line is right, and print its figures; `one` are the models of the folds of the step before, `whole` that of all."""
    judged: list[tuple[Held, float, bool]] = []
    models = []

    def fitted(held: list[Held]) -> dict[str, Any]:
        # those of patterns are so plain that the lines of real articles would seem surer than they are
        kept = [h for h in held if h.set != "patterns"]
        counts = [REAL if h.set in SETS else 1.0 for h in kept for _ in h.lines]
        return fit([row for h in kept for row in h.lines], PENALTY["line"], counts)

    for fold in range(FOLDS):
        model = fitted([h for h in held if h.fold != fold])
        models.append(model)
        judged += [(h, chance(model, features), right) for h in held if h.fold == fold for features, right in h.lines]
    for fold, model in enumerate(models):
        write(folder(fold) / "ledger.toml", {"one": one[fold], "line": model | {"threshold": LINE}}, "")
    report(held, judged, LINE)
    if _CHOSEN["write"] and whole is not None:
        model = fitted(held) | {"threshold": LINE}
        told = about(held)
        head = f"# Fitted {told['fitted']} by {told['by']}, not written by hand, on {told['source']} ({told['texts']} texts, {len(judged)} lines). What each number is: ledger/matters.py.\n"
        write(PACKAGE / "ledger.toml", {"one": whole, "line": model}, head)


def report(held: list[Held], judged: list[tuple[Held, float, bool]], threshold: float) -> None:
    """Print how many lines are right, by set, from the threshold on and in all; and how often lines of each band of confidence are right."""
    for name in dict.fromkeys(h.set for h in held):
        rows = [(p, right) for h, p, right in judged if h.set == name]
        wanted = sum(h.due for h in held if h.set == name)
        for least in (threshold, 0.0):
            kept = [right for p, right in rows if p >= least]
            print(
                f"line    {name:13} from {least:.2f}: {len(kept):4} lines, {sum(kept):3} right of {wanted}: P {sum(kept) / max(1, len(kept)):.1%} R {sum(kept) / max(1, wanted):.1%}"
            )
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 1.01)):
        band = [(p, right) for h, p, right in judged if low <= p < high and h.set in SETS]
        if band:
            print(
                f"line    {low:.1f} to {high:.1f}: {len(band)} lines, mean {np.mean([p for p, _ in band]):.2f}, right {np.mean([r for _, r in band]):.2f}"
            )


def write(file: Path, models: dict[str, dict[str, Any]], head: str) -> None:
    """Write logistic models as readable data."""
    file.write_text(head + "".join(table(name, model) for name, model in models.items()), encoding="utf-8")


def main() -> None:
    """Gather, fit, print, a step after the other."""
    parser = options(__doc__)
    parser.add_argument("--steps", nargs="+", default=["acts", "targets", "agents", "matters", "one", "line"], help="in this order")
    _CHOSEN.update(asked_for(parser))
    if "acts" in _CHOSEN["steps"]:
        fit_acts(gather("acts"))
    if "targets" in _CHOSEN["steps"]:
        fit_targets(gather("targets"))
    if "agents" in _CHOSEN["steps"]:
        fit_agents(gather("agents"))
    if "matters" in _CHOSEN["steps"]:
        fit_matters(gather("matters"))
    whole = None
    if "one" in _CHOSEN["steps"]:
        for fold in range(FOLDS):
            write(folder(fold) / "ledger.toml", {"one": _EMPTY, "line": _EMPTY}, "")
        whole = fit_one(gather("one"))
    if "line" in _CHOSEN["steps"]:
        one = [tomllib.loads((folder(fold) / "ledger.toml").read_text(encoding="utf-8"))["one"] for fold in range(FOLDS)]
        fit_line(gather("line"), one, whole)


if __name__ == "__main__":
    main()
