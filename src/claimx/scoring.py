"""Measures records against a user's own annotation, with the figures of the field.

Gold is `NAME.txt` beside `NAME.gold.json`, an object with any of `quotes`, `dates`, `cues` and, for the ledger, `matters` in the fields of the output: a layer
that is not there is not scored. Where it lists `people` and `bodies`, a speaker of none of them is a description, right by all words of either wording
(`speaker` and `agent` hold names; `speaker_aliases`, `agent_aliases`, `value_aliases`, `class_aliases` other right
answers; `"optional": true` counts neither way). Quotes and cues follow the STATEMENT figures of DirectQuote and PARC
(exact, and by overlap), dates those of TempEval-3: strict, relaxed, and value F1 = relaxed F1 times the share of right
values. All documents are pooled.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimx.errors import InputError
from claimx.inputs.bytes import read
from claimx.records import Document, Json, formed, spans
from claimx.scoring_ledger import accepts, best_first, folded, score_ledger

_LARGEST = 500_000_000  # bytes of predictions
BANDS = (0.9, 0.8, 0.7, 0.0)  # lower bounds of the bands of confidence
_EDGES = " \t\r\n\u00a0\u200b\"'“”‘’«»„`.,;:!?()[]–—-…"

Characters = frozenset[int]


@dataclass(slots=True)
class Ratio:
    """Precision, recall and F1 as shares of one, with the counts that they rest on."""

    matched: float
    gold: float
    predicted: float

    @property
    def p(self) -> float:
        """Return the share of what was predicted that is right."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def r(self) -> float:
        """Return the share of gold that was found."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0

    def record(self) -> dict[str, float]:
        """Return the figure as a JSON object."""
        return {"p": self.p, "r": self.r, "f1": self.f1, "gold": self.gold, "predicted": self.predicted, "matched": self.matched}


@dataclass(slots=True)
class Fault:
    """One difference: in which document, of which kind, what gold wants and what was found."""

    document: str
    kind: str
    wanted: str
    found: str


@dataclass(slots=True)
class Tally:
    """Counts over all documents, the faults among them, and (confidence, right) of every scored quote."""

    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    answers: list[tuple[float, bool]] = field(default_factory=list)
    without: list[str] = field(default_factory=list)  # gold texts for which there is no record

    def add(self, *key: str, count: float = 1) -> None:
        """Count one thing."""
        self.counts[key] += count  # type: ignore[assignment]

    def sum(self, *key: str) -> float:
        """Return the count of a key and of all that it begins."""
        return sum(n for k, n in self.counts.items() if k[: len(key)] == key)


@dataclass(slots=True)
class Pairing:
    """Gold and predictions paired one to one: `(gold index, predicted index, overlap)`, and what stays unpaired."""

    pairs: list[tuple[int, int, float]]
    missed: list[int]
    spurious: list[int]
    excused: set[int]  # predictions that found an optional item


# -- spans and names -------------------------------------------------------------------------------------------------------


def characters(text: str, spans: Iterable[Json]) -> Characters:
    """Return the offsets that spans cover, each trimmed of white space, quotation marks and punctuation."""
    covered: set[int] = set()
    for span in spans:
        start, end = span["start"], span["end"]
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        covered.update(range(start, end))
    return frozenset(covered)


def overlap(a: Characters, b: Characters) -> float:
    """Return the shared part of two sets of offsets (Jaccard), 0 to 1."""
    return len(a & b) / len(a | b) if a and b else 0.0


def is_right(name: str | None, gold: Json, key: str) -> bool:
    """Return whether a name is one of the right answers under `key`; no answer is right where gold has none."""
    return accepts(name, _accepted(gold, key)) if name else name is None and not gold.get(key)


def same_description(name: str | None, accepted: list[str]) -> bool:
    """Return whether one description holds all words of the other: `sebuah studi` and `sebuah studi yang dimuat di X` are one sayer."""
    words = set(folded(name or "").split())
    others = (set(folded(other).split()) for other in accepted)
    return bool(words) and any(other and (words <= other or other <= words) for other in others)


def _accepted(gold: Json, key: str) -> list[str]:
    return [name for name in (gold.get(key), *gold.get(f"{key}_aliases", ())) if name]


def paired(gold: Sequence[Json], predicted: Sequence[object], likeness: Callable[[int, int], float]) -> Pairing:
    """Pair gold with predictions one to one, the best likeness first."""
    pairs = [*best_first((value, i, j) for i in range(len(gold)) for j in range(len(predicted)) if (value := likeness(i, j)) > 0)]
    found, right = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    return Pairing(
        [pair for pair in pairs if not gold[pair[0]].get("optional")],
        [i for i in range(len(gold)) if i not in found and not gold[i].get("optional")],
        [j for j in range(len(predicted)) if j not in right],
        {j for i, j, _ in pairs if gold[i].get("optional")},
    )


# -- one document ----------------------------------------------------------------------------------------------------------


def score_document(name: str, text: str, gold: Json, record: Json, tally: Tally) -> None:
    """Add one document to the tally; an empty `record` counts as nothing found."""
    names = {speaker["id"]: speaker["name"] for speaker in record.get("speakers", ())}
    for span in (
        *(part for quote in record.get("quotes", ()) for part in quote["content"]),
        *record.get("dates", ()),
        *(cue["cue"] for cue in record.get("cues", ())),
    ):
        if text[span["start"] : span["end"]] != span["text"]:
            tally.add("bad_offsets")
    if not {"quotes", "dates", "cues"} & gold.keys():
        raise KeyError("quotes, dates or cues")
    tally.add("documents")
    if "quotes" in gold:
        _score_quotes(name, text, _described(gold), record.get("quotes", []), names, tally)
    if "dates" in gold:
        _score_dates(name, text, gold["dates"], record.get("dates", []), tally)
    if "cues" in gold:
        _score_cues(name, text, gold["cues"], record.get("cues", []), names, tally)
    if "matters" in gold:
        tally.faults += [Fault(name, *fault) for fault in score_ledger(gold, record, tally.add)]


def _described(gold: Json) -> list[Json]:
    """Return the quotes, those marked whose speaker is a description: one that no list of the gold's names holds, of which it has one wording only."""
    if "people" not in gold:
        return gold["quotes"]  # type: ignore[no-any-return]
    known = {name for row in (*gold["people"], *gold["bodies"]) for name in row}
    return [quote | {"described": bool(quote.get("speaker")) and quote["speaker"] not in known} for quote in gold["quotes"]]


def _group(quote: Json) -> str:
    return "direct" if quote["type"] == "direct" else "indirect"


def _score_quotes(name: str, text: str, gold: list[Json], predicted: list[Json], names: dict[str, str], tally: Tally) -> None:
    wanted = [characters(text, quote["content"]) for quote in gold]
    found = [characters(text, quote["content"]) for quote in predicted]
    pairing = paired(gold, predicted, lambda i, j: overlap(wanted[i], found[j]))
    for quote in gold:
        if not quote.get("optional"):
            tally.add("quotes.gold", _group(quote))
    for j, quote in enumerate(predicted):
        if j not in pairing.excused:
            tally.add("quotes.predicted", _group(quote))
    right: set[int] = set()
    met: set[int] = set()
    for i, j, value in pairing.pairs:
        group = _group(gold[i])
        if _group(predicted[j]) == group:
            tally.add("quotes.exact", group, count=wanted[i] == found[j])
            tally.add("quotes.overlap80", group, count=value >= 0.8)
            tally.add("quotes.overlap50", group, count=value >= 0.5)
        if value < 0.5:
            tally.faults.append(Fault(name, "quote missed", gold[i]["type"], gold[i]["content"][0]["text"]))
            continue
        met.add(j)
        if _score_attribution(name, text, gold[i], predicted[j], names, tally) and value >= 0.8:
            tally.add("quotes.attributed", group)
            right.add(j)
    for i in pairing.missed:
        tally.faults.append(Fault(name, "quote missed", gold[i]["type"], gold[i]["content"][0]["text"]))
    judged = [(j, quote) for j, quote in enumerate(predicted) if j not in pairing.excused]
    tally.answers += [(quote.get("confidence", 0.0), j in right) for j, quote in judged]
    for j, quote in judged:
        if j not in met:
            tally.faults.append(Fault(name, "quote spurious", quote["type"], quote["content"][0]["text"] if quote["content"] else ""))


def _score_attribution(name: str, text: str, gold: Json, quote: Json, names: dict[str, str], tally: Tally) -> bool:
    """Score speaker, cue and source of a quote that was met; return whether the speaker is right."""
    group = _group(gold)
    said_by = names.get(quote.get("speaker") or "")
    right = is_right(said_by, gold, "speaker") or bool(gold.get("described") and same_description(said_by, _accepted(gold, "speaker")))
    tally.add("speaker.met", group)
    tally.add("speaker.right", group, count=right)
    kind = "implicit" if gold.get("source") is None else "explicit"
    tally.add("speaker.met", kind)
    tally.add("speaker.right", kind, count=right)
    if not right:
        tally.faults.append(Fault(name, "speaker", " | ".join(_accepted(gold, "speaker")) or "nobody", said_by or "nobody"))
    for part in ("cue", "source"):
        want, have = gold.get(part), quote.get(part)
        tally.add(part, "gold", count=want is not None)
        tally.add(part, "predicted", count=have is not None)
        a, b = characters(text, [want] if want else ()), characters(text, [have] if have else ())
        if want and have:
            tally.add(part, "exact", count=a == b)
            tally.add(part, "soft", count=overlap(a, b) >= 0.5)
        if a != b:
            tally.faults.append(Fault(name, part, want["text"] if want else "nothing", have["text"] if have else "nothing"))
    return right


def _score_dates(name: str, text: str, gold: list[Json], predicted: list[Json], tally: Tally) -> None:
    wanted = [characters(text, [date]) for date in gold]
    found = [characters(text, [date]) for date in predicted]
    pairing = paired(gold, predicted, lambda i, j: overlap(wanted[i], found[j]))
    tally.add("dates", "gold", count=sum(not date.get("optional") for date in gold))
    tally.add("dates", "predicted", count=len(predicted) - len(pairing.excused))
    for i, j, _ in pairing.pairs:
        value_right = predicted[j].get("value") in (gold[i]["value"], *gold[i].get("value_aliases", ()))
        tally.add("dates", "relaxed")
        tally.add("dates", "strict", count=wanted[i] == found[j])
        tally.add("dates", "type", count=gold[i]["type"] == predicted[j].get("type"))
        tally.add("dates", "value", count=value_right)
        for side, document in (("gold", gold[i]), ("predicted", predicted[j])):
            tally.add("conflicts", side, count=bool(document.get("conflict")))
        tally.add("conflicts", "matched", count=bool(gold[i].get("conflict") and predicted[j].get("conflict")))
        if not value_right or wanted[i] != found[j]:
            tally.faults.append(
                Fault(name, "date", f"{gold[i]['text']} {gold[i]['value']}", f"{predicted[j]['text']} {predicted[j].get('value')}")
            )
    tally.faults += [Fault(name, "date missed", gold[i]["text"], gold[i]["value"]) for i in pairing.missed]
    tally.faults += [Fault(name, "date spurious", predicted[j]["text"], str(predicted[j].get("value"))) for j in pairing.spurious]


def _score_cues(name: str, text: str, gold: list[Json], predicted: list[Json], names: dict[str, str], tally: Tally) -> None:
    wanted = [characters(text, [cue["cue"]]) for cue in gold]
    found = [characters(text, [cue["cue"]]) for cue in predicted]

    def likeness(i: int, j: int) -> float:
        label = predicted[j]["class"]
        if label not in (gold[i]["class"], *gold[i].get("class_aliases", ())) or not wanted[i] & found[j]:
            return 0.0
        return overlap(wanted[i], found[j]) + float(label == gold[i]["class"])

    pairing = paired(gold, predicted, likeness)
    meant = {j: gold[i]["class"] for i, j, _ in pairing.pairs}
    for cue in gold:
        if not cue.get("optional"):
            tally.add("cues.gold", cue["class"])
    for j, cue in enumerate(predicted):
        if j not in pairing.excused:
            tally.add("cues.predicted", meant.get(j) or cue["class"])
    for i, j, _ in pairing.pairs:
        want, have = gold[i], predicted[j]
        agent = names.get(have.get("agent") or "")
        agent_right = is_right(agent, want, "agent")
        tally.add("cues.matched", want["class"])
        tally.add("cues", "polarity", count=want.get("polarity", "affirmed") == have.get("polarity"))
        tally.add("cues", "modality", count=want.get("modality", "asserted") == have.get("modality"))
        tally.add("cues", "agent", count=agent_right)
        if not agent_right:
            tally.faults.append(Fault(name, "agent", f"{want['cue']['text']}: {' | '.join(_accepted(want, 'agent'))}", agent or "nobody"))
        for part, key in (("target", "target"), ("claim", "claim_span")):
            if want.get(part):
                tally.add(part, "gold")
                given = [have[key]] if have.get(key) else []
                tally.add(part, "half", count=overlap(characters(text, [want[part]]), characters(text, given)) >= 0.5)
    tally.faults += [Fault(name, "cue missed", gold[i]["class"], gold[i]["cue"]["text"]) for i in pairing.missed]
    tally.faults += [Fault(name, "cue spurious", predicted[j]["class"], predicted[j]["cue"]["text"]) for j in pairing.spurious]


# -- figures ---------------------------------------------------------------------------------------------------------------


def figures(tally: Tally) -> dict[str, Ratio | float | None]:
    """Return the figures of a tally by name: a `Ratio`, a share of one, a count (the last two), or None without a case."""
    return {**_of_quotes(tally), **_of_dates(tally), **_of_cues(tally), **_of_ledger(tally)} | {
        name: tally.counts[(name,)] for name in ("bad_offsets", "documents")
    }


def _share(right: float, of: float) -> float | None:
    return right / of if of else None


Figures = dict[str, Ratio | float | None]


def _of_quotes(tally: Tally) -> Figures:
    count, found = tally.counts, Figures()
    for group in ("direct", "indirect"):
        gold, predicted = count["quotes.gold", group], count["quotes.predicted", group]
        for level in ("exact", "overlap80", "overlap50"):
            found[f"quotes.{group}.{level}"] = Ratio(count[f"quotes.{level}", group], gold, predicted)
        found[f"attributed.{group}"] = Ratio(count["quotes.attributed", group], gold, predicted)
        found[f"speaker.{group}.accuracy"] = _share(count["speaker.right", group], count["speaker.met", group])
    found["attributed.all"] = Ratio(tally.sum("quotes.attributed"), tally.sum("quotes.gold"), tally.sum("quotes.predicted"))
    for kind in ("explicit", "implicit"):
        found[f"speaker.{kind}.accuracy"] = _share(count["speaker.right", kind], count["speaker.met", kind])
    for part in ("cue", "source"):
        for level in ("exact", "soft"):
            found[f"{part}.{level}"] = Ratio(count[part, level], count[part, "gold"], count[part, "predicted"])
    return found


def _of_dates(tally: Tally) -> Figures:
    count, found = tally.counts, Figures()
    for level in ("strict", "relaxed"):
        found[f"dates.{level}"] = Ratio(count["dates", level], count["dates", "gold"], count["dates", "predicted"])
    relaxed = Ratio(count["dates", "relaxed"], count["dates", "gold"], count["dates", "predicted"])
    for part in ("type", "value"):
        found[f"dates.{part}_f1"] = relaxed.f1 * count["dates", part] / relaxed.matched if relaxed.matched else 0.0
    found["dates.conflicts"] = Ratio(count["conflicts", "matched"], count["conflicts", "gold"], count["conflicts", "predicted"])
    return found


def _of_cues(tally: Tally) -> Figures:
    count, found = tally.counts, Figures()
    for label in sorted({key[1] for key in count if key[0] in ("cues.gold", "cues.predicted")}):
        found[f"cues.{label}"] = Ratio(count["cues.matched", label], count["cues.gold", label], count["cues.predicted", label])
    matched = tally.sum("cues.matched")
    found["cues.all"] = Ratio(matched, tally.sum("cues.gold"), tally.sum("cues.predicted"))
    for part in ("polarity", "modality", "agent"):
        found[f"cues.{part}"] = _share(count["cues", part], matched)
    for part in ("target", "claim"):
        found[f"cues.{part}"] = _share(count[part, "half"], count[part, "gold"])
    return found


def _of_ledger(tally: Tally) -> Figures:
    count, found = tally.counts, Figures()
    if not count["ledger", "gold"]:
        return found
    met = count["ledger", "matter"]
    found["ledger.line"] = Ratio(count["ledger", "right"], count["ledger", "gold"], count["ledger", "predicted"])
    found["ledger.matter"] = Ratio(met, count["ledger", "gold"], count["ledger", "predicted"])
    found["ledger.any"] = Ratio(count["ledger", "any"], count["ledger", "gold"], count["ledger", "any_predicted"])
    for part in ("status", "agent", "claimant"):
        found[f"ledger.{part}"] = _share(count["ledger", part], met)
    return found


def record(tally: Tally) -> Json:
    """Return the figures, the bands of confidence and the faults as one JSON object."""
    return {
        "figures": {name: figure.record() if isinstance(figure, Ratio) else figure for name, figure in figures(tally).items()},
        "confidence": [{"from": low, "quotes": quotes, "right": right} for low, quotes, right in by_confidence(tally)],
        "faults": [{"document": f.document, "kind": f.kind, "wanted": f.wanted, "found": f.found} for f in tally.faults],
    }


def by_confidence(tally: Tally) -> list[tuple[float, int, int]]:
    """Return (lower bound, quotes, right quotes) of each band of confidence; right is content by 80 % and the speaker."""
    rows: list[tuple[float, int, int]] = []
    above = 2.0
    for low in BANDS:
        band = [right for confidence, right in tally.answers if low <= confidence < above]
        rows.append((low, len(band), sum(band)))
        above = low
    return rows


# -- files -----------------------------------------------------------------------------------------------------------------


def score(gold: Path, predictions: Path) -> Tally:
    """Score a JSON Lines file (or one JSON record) against a folder of gold; raises `InputError`.

    A record belongs to the gold whose NAME is the stem of its `source`; a gold text without a record counts as nothing found.
    """
    records: dict[str, Document] = {}
    annotated = {path.name.removesuffix(".gold.json"): path for path in sorted(gold.glob("*.gold.json"))}
    for record in _records(predictions):
        name = Path(record["source"]).stem
        if name in records and name in annotated:
            raise InputError(str(predictions), "twice_predicted", one=records[name]["source"], other=record["source"])
        records[name] = record
    tally = Tally()
    for name, path in annotated.items():
        try:
            annotation = json.loads(path.read_text(encoding="utf-8"))
            text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
            if name not in records:
                tally.without.append(name)
            elif not all(0 <= span["start"] <= span["end"] <= len(text) for span in spans(records[name])):
                raise InputError(f"{predictions} ({name})", "no_record", why="offsets outside of the text")
            score_document(name, text, annotation, {**records[name]} if name in records else {}, tally)
        except (OSError, ValueError, RecursionError) as error:
            raise InputError(str(path), "bad_gold", why=str(error)) from None
        except (KeyError, TypeError, IndexError) as error:
            raise InputError(str(path), "gold_lacks", why=str(error)) from None
    if not tally.counts:
        raise InputError(str(gold), "no_gold")
    if len(tally.without) == tally.counts[("documents",)]:
        raise InputError(str(predictions), "other_gold")
    return tally


def _records(path: Path) -> Iterator[Document]:
    data = read(str(path), _LARGEST)
    try:
        text = data.decode("utf-8")
        try:
            whole = json.loads(text)
            lines = whole if isinstance(whole, list) else [whole]
        except ValueError:
            lines = [json.loads(line) for line in text.split("\n") if line.strip()]
    except RecursionError:
        raise InputError(str(path), "deep_predictions") from None
    except UnicodeDecodeError as error:
        raise InputError(str(path), "bad_predictions", why=str(error)) from None
    except ValueError as error:
        raise InputError(str(path), "no_predictions", why=str(error)) from None
    for number, record in enumerate(lines, 1):
        try:
            yield formed(record)
        except ValueError as error:
            raise InputError(f"{path}#{number}", "no_record", why=str(error)) from None
