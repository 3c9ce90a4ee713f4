"""Threads: the matters that several articles state, with who states each, which acts changed its status, and who is silent.

A thread is made of a star (`stars`): the places of articles that state one matter. Whether an act moved it is judged over the whole thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean
from typing import Any

from claimx import records
from claimx.ledger.status import STRENGTH, status_of
from claimx.ranking.model import Features, model, probability, reasons
from claimx.records import Claim, Json, Span
from claimx.syntax.classes import members
from claimx.trace.match import MODEL, Window, best_window, same, widened, window_of
from claimx.trace.seeds import MARGIN, NEXT, Seed
from claimx.trace.stars import ITS_OWN, Place, Star, alike, stars_of
from claimx.trace.store import Store, Stretch, Told, weigh
from claimx.trace.terms import CLAIMED, TURNED, called_off_in, denied_in, denier_in, negated, terms

MOVED = "moved"  # the judgement whether an act moved the matter of a thread
LIKELY = 0.15  # probability of that from which a thread is sure: of 24 such threads of ordinary news 9 were right and 8 more of one matter, of 43 below none and 15
ALIKE = 0.45  # F1 of weighted stems from which a claim of the ledger, or what a cue is about, is the matter of a statement
OPPOSED = 0.45  # F1 of weighted terms from which a negated sentence is the matter's opposite
SOME = 0.2  # probability times likeness of a claim from which it counts as one of the matter
MANY = 6  # articles of a thread: more make no difference to the judgement
WITHIN = 730  # days between two articles that may state one matter; of the gold threads none is longer than 286, and of 14 threads of news that were none was right
FAR = 60  # days between the articles of a thread, likewise
SHARED = 2  # words of two threads alike, from which a denial in the title of an article may be the one in its body
FOLLOWING = 3  # content words after a word of negation, one of which is denied
BESIDE = 160  # characters before a statement, and a third of them after it, in which a word may tell that it is claimed
# A confirmation takes nothing back, so that nobody owes it to his readers.
DISPUTED = frozenset({"denied", "debunked", "contested"})
TAKEN_BACK = DISPUTED | {"retracted", "revoked", "corrected", "clarified"}


@dataclass(slots=True)
class Statement:
    """A matter as one article states it. `stance` is acts, reports or asserts; `sure` the probability that it is this matter."""

    told: Told
    start: int
    end: int
    title: bool
    stance: str
    status: str
    sure: float
    why: Features = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What stands there."""
        return self.told.text(self.start, self.end, self.title)


@dataclass(frozen=True, slots=True)
class Act:
    """An act on the matter of a thread: its class, cue, the name of its agent and its day; `sure` whether its line of the ledger is sure."""

    told: Told
    kind: str
    cue: Span
    agent: str | None
    date: str | None
    polarity: str
    modality: str
    status: str
    sure: bool
    title: bool = False  # whether it was found in the title

    @property
    def happened(self) -> bool:
        """Whether it is told as one that happened."""
        return (self.polarity, self.modality) == ("affirmed", "asserted")


@dataclass(slots=True)
class Thread:
    """One matter over articles: its wording, claimants, statements in order of publication, acts in order of time, and the silent articles.

    `moved` is the probability that an act moved it, `confidence` the mean of those that each statement is of this matter.
    """

    text: str
    claimants: list[str]
    statements: list[Statement]
    acts: list[Act]
    status: str
    silent: list[Told]
    confidence: float
    moved: float
    why: Features

    @property
    def happened(self) -> bool:
        """Whether an act on the matter is told as one that happened."""
        return any(act.happened for act in self.acts)

    @property
    def likely(self) -> bool:
        """Whether it is likely enough that such an act moved the matter, or the line of the ledger that tells one is sure."""
        return self.happened and (self.moved >= LIKELY or any(act.sure for act in self.acts))


def threads(store: Store, everything: bool = False, within: int | None = None) -> list[Thread]:
    """Return the threads of the articles of a store, the likely ones first; of these, those that somebody took back and others still state.

    A thread has two articles at least and an act that happened, and this is likely enough to have moved it; with `everything` each matter is one that several articles
    state or an act moved. `within`: days between two articles from which they are not compared, `WITHIN` where none is given.
    """
    found = []
    for star in stars_of(store, everything, WITHIN if within is None else within):
        thread = _thread(store, star)
        if everything or (thread.happened and thread.moved >= model(MOVED)["threshold"]):
            found.append(thread)
    return sorted(_once(found), key=_order)


_Key = tuple[
    int, int, str
]  # of an act: its article, where its cue begins and what that is; -1 and its class for one of that class anywhere


def _once(found: list[Thread]) -> Iterator[Thread]:
    """Yield threads, none whose acts are all those of one that more articles state, of equals a likelier one: it is that matter in other words.

    A denial in a title is that of the same class in the body, where both threads share words and the second has more articles.
    """
    holding: dict[_Key, list[tuple[set[_Key], frozenset[str]]]] = {}  # of each act, the threads that hold it: acts and words
    for thread in sorted(found, key=lambda thread: (-len(thread.statements), -thread.moved, _order(thread))):
        happened = [a for a in thread.acts if a.happened]
        acts = {(a.told.id, -1, a.kind) if a.title else (a.told.id, a.cue["start"], a.cue["text"]) for a in happened}
        words = frozenset(term.stem for term in terms(thread.text))
        least = SHARED if any(a.title for a in happened) else 0
        if not acts or not any(acts <= others and len(words & held) >= least for others, held in holding.get(min(acts), ())):
            told = acts | {(a.told.id, -1, a.kind) for a in happened}
            for act in told:
                holding.setdefault(act, []).append((told, words))
            yield thread


def _order(thread: Thread) -> tuple[bool, bool, float, int, tuple[str, str, str], int]:
    disputed = thread.status in TAKEN_BACK and any(s.stance != "acts" for s in thread.statements)
    first = thread.statements[0]
    return not thread.likely, not disputed, -round(thread.moved, 3), -len(thread.statements), first.told.key, first.start


def _thread(store: Store, star: Star) -> Thread:
    seed = star.seed
    held = [(store.told(number), place) for number, place in ((seed.told.id, Place(seed.start, seed.end, seed.title)), *star.found.items())]
    wordings = [_stems(told, place) for told, place in held]
    statements, acts, matters = [], [], []
    for told, place in held:
        claims = [(likeness, claim) for claim in told.record["claims"] if (likeness := _claimed(told, claim, wordings, place)) >= ALIKE]
        own = [*_acts(told, wordings, place, [claim for _, claim in claims])]
        acts += own
        matters += [(likeness, claim, told) for likeness, claim in claims]
        statements.append(_statement(seed, told, place, own))
    statements.sort(key=lambda s: (s.told.key, s.start))
    acts += [*_without_verb(statements), *_contradicting(statements)]
    acts.sort(key=lambda act: (act.date or act.told.day or "9999", act.told.key, act.cue["start"]))
    why = gate_features(seed, statements, wordings, acts)
    status, moved = settled(acts)
    sure = sum(s.sure for s in statements) / len(statements)
    silent = _silent(seed, statements, acts, moved)
    return Thread(
        _wording(seed, matters), _claimants(matters), statements, acts, status, silent, round(sure, 2), probability(MOVED, why), why
    )


def _contradicting(statements: list[Statement]) -> Iterator[Act]:
    """Yield the denials without a verb of denial: an article negates, in its own words or somebody's, what another one states. The statement is one that acts."""
    deniers = [_denier(said) for said in statements]
    plain = (said for said, denier in zip(statements, deniers, strict=True) if denier is None)
    stated = frozenset[str]().union(*(_stems(said.told, Place(said.start, said.end, said.title)) for said in plain))
    for said, denier in zip(statements, deniers, strict=True):
        if denier is not None and said.stance != "acts" and not stated.isdisjoint(_denied(said, denier[1])):
            yield _acting(said, "denial", "denied", denier)


def _denied(said: Statement, start: int) -> set[str]:
    """Return the stems of what a word of negation in a statement denies: those that follow it, from an offset on."""
    return {term.stem for term in terms(said.told.text(start, said.end + MARGIN, said.title))[:FOLLOWING]}


def _without_verb(statements: list[Statement]) -> Iterator[Act]:
    """Yield the denials that a title tells before what it states (`Rina Bantah P`), and in a body the acts of calling a plan off without a verb of
    revoking (`Rina batal tampil`). The statement is one that acts."""
    for said in statements:
        if said.stance != "acts":
            words = denied_in(said.told.text(0, said.end, True)) if said.title else _called_off(said)
            if words is not None:
                yield _acting(said, *(("denial", "denied") if said.title else ("revocation", "revoked")), words)


def _called_off(said: Statement) -> tuple[int, int] | None:
    """Return the offsets of words that call a plan off: in its statement, or before what is done in it elsewhere in the article (`akan pulang … tak jadi pulang`)."""
    within = called_off_in(said.text)
    if within is not None:
        return said.start + within[0], said.start + within[1]
    done = {term.stem for term in terms(said.text) if term.does}
    for stretch in said.told.stretches if done else ():
        text = "" if stretch.title else said.told.text(stretch.start, stretch.end, False)
        found = called_off_in(text)
        if found is not None and not done.isdisjoint(term.stem for term in terms(text[found[1] :])[:1]):
            return stretch.start + found[0], stretch.start + found[1]
    return None


def _acting(said: Statement, kind: str, status: str, words: tuple[int, int]) -> Act:
    """Make an act of some words of a statement, which then counts as one that acts; its agent is the speaker of the quote that holds it."""
    record = said.told.record
    quotes = (
        [] if said.title else [q for q in record["quotes"] if any(s["start"] < said.end and said.start < s["end"] for s in q["content"])]
    )
    agent = next((speaker["name"] for speaker in record["speakers"] if quotes and speaker["id"] == quotes[0]["speaker"]), None)
    cue: Span = {"start": words[0], "end": words[1], "text": said.told.text(*words, said.title)}
    said.stance, said.status = "acts", status
    return Act(said.told, kind, cue, agent, None, "affirmed", "asserted", status, sure=False, title=said.title)


def _denier(said: Statement) -> tuple[int, int] | None:
    """Return the offsets of the word in a statement or right before it that denies what it states."""
    low = max(0, said.start - MARGIN)
    found = denier_in(said.told.text(low, said.end, said.title))
    return (low + found[0], low + found[1]) if found else None


def _stems(told: Told, place: Place) -> frozenset[str]:
    return frozenset(
        term.stem for s in told.stretches if s.title == place.title for term in s.terms if place.start <= term.start < place.end
    )


def _worded(told: Told, span: Span, wordings: list[frozenset[str]]) -> float:
    """Return how alike a stretch of an article is to the wording of a matter that is nearest, 0 to 1."""
    stems = _stems(told, Place(span["start"], span["end"], False))
    return max(alike(stems, words) for words in wordings)


def _claimed(told: Told, claim: Claim, wordings: list[frozenset[str]], place: Place | None = None) -> float:
    """Return how alike a claim of the ledger that an act moved is to a matter, 0 to 1; one that stands in the statement of its article is alike enough."""
    if not claim["set_by"]:
        return 0.0
    return max(_worded(told, claim["span"], wordings), ALIKE if place is not None and _holds(place, claim["span"]) else 0.0)


def _holds(place: Place, span: Span) -> bool:
    return not place.title and place.start <= span["start"] and span["end"] <= place.end


def _acts(told: Told, wordings: list[frozenset[str]], place: Place, claims: list[Claim]) -> Iterator[Act]:
    """Yield the acts of an article on a matter: those on its claims, and those whose target words it."""
    record = told.record
    names = {speaker["id"]: speaker["name"] for speaker in record["speakers"]}
    days = {day["id"]: day["begin"] for day in record["dates"]}
    sure = {cue for claim in claims if claim["certainty"] == "sure" for cue in claim["history"]}
    on_claims = {cue for claim in claims for cue in claim["history"]}
    for cue in record["cues"]:
        target = cue["target"]
        on_target = target is not None and (_holds(place, target) or _worded(told, target, wordings) >= ALIKE)
        if cue["id"] in on_claims or on_target:
            agent, day = names.get(cue["agent"] or ""), days.get(cue["date"] or "")
            status = status_of(cue["class"], cue["subtype"])
            yield Act(told, cue["class"], cue["cue"], agent, day, cue["polarity"], cue["modality"], status, cue["id"] in sure)


def _statement(seed: Seed, told: Told, place: Place, acts: list[Act]) -> Statement:
    status, _ = settled(acts)
    if told.id == seed.told.id:
        return Statement(told, *place[:3], "acts" if acts else _stance(told, place), status, 1.0)
    stretch = next(s for s in told.stretches if s.title == place.title and s.start <= place.start < s.end)
    window = window_of(seed, [stretch], 0.0)  # None where the place is another wording of the matter
    why = same(seed, told, window)[1] if window is not None else {}
    start, end = widened(told, stretch, place.start, place.end)
    return Statement(told, start, end, place.title, "acts" if acts else _stance(told, place), status, place.sure, why)


def _wording(seed: Seed, matters: list[tuple[float, Claim, Told]]) -> str:
    """Return the matter in words: those of the ledger line that is most like the seed, of equals the surest, else those of the seed."""
    if seed.claim is not None or not matters:
        return seed.text
    return max(matters, key=lambda row: (row[1]["confidence"], row[0], row[2].key))[1]["span"]["text"]


def _claimants(matters: list[tuple[float, Claim, Told]]) -> list[str]:
    found = set()
    for _, claim, told in matters:
        found |= {known["name"] for known in told.record["speakers"] if known["id"] == claim["speaker"]}
    return sorted(found)


def _stance(told: Told, place: Place) -> str:
    """Return whether an article states something in somebody's words or its own."""
    if place.title:
        return "asserts"
    quoted = any(span["start"] < place.end and place.start < span["end"] for quote in told.record["quotes"] for span in quote["content"])
    return "reports" if quoted else "asserts"


def gate_features(seed: Seed, statements: list[Statement], wordings: list[frozenset[str]], acts: list[Act]) -> Features:
    """Return the features of whether one of some acts moved the matter of a thread."""
    claims = [
        max((claim["confidence"] * _claimed(said.told, claim, wordings) for claim in said.told.record["claims"]), default=0.0)
        for said in statements
    ]
    names = {term.stem for term in seed.terms if term.name}
    around = [stretch.stems if (stretch := _stretch(said)) else frozenset[str]() for said in statements]
    held = [weigh(names & stems) / weigh(names) for stems in around] if names else [0.5]
    acting = [any(cue["polarity"] == "affirmed" for cue in said.told.record["cues"]) for said in statements]
    return {
        "days": _days(statements),
        "names_held": min(held),
        "claim": max(claims),
        "claims": min(sum(own > SOME for own in claims), 3) / 3,
        "acting": fmean(acting),
        "told_as_claimed": float(any(CLAIMED.search(_beside(said)) for said in statements)),
        "articles": min(len(statements), MANY) / MANY,
        "titles": fmean(said.title for said in statements),
        "confirmed_only": float(all(act.kind == "confirmation" for act in acts if act.happened)),
        "acts": fmean(said.stance == "acts" for said in statements),
        "act_in_title": float(any(said.title and said.stance == "acts" for said in statements)),
        "does": float(any(term.does for term in seed.terms)),
    }


def _beside(said: Statement) -> str:
    """Return a statement with what stands beside it."""
    end = said.end if said.title else said.end + BESIDE // 3
    return said.told.text(max(0, said.start - BESIDE), end, said.title)


def _stretch(said: Statement) -> Stretch | None:
    """Return the sentence of a statement, or the title."""
    return next((s for s in said.told.stretches if s.title == said.title and s.start <= said.start < s.end), None)


def _days(statements: list[Statement]) -> float:
    """Return how many days lie between the first and the last article, 0 (none) to 1 (`FAR` or more); a half where they are not known."""
    known = [date.fromisoformat(said.told.day) for said in statements if said.told.day is not None]
    return min(FAR, (max(known) - min(known)).days) / FAR if len(known) > 1 else 0.5


def settled(acts: list[Act]) -> tuple[str, Act | None]:
    """Return the status that acts leave a matter in, and the act that moved it: the strongest, of equals the first in time."""
    moving = [act for act in acts if act.happened and act.status in STRENGTH]
    if not moving:
        return "asserted", None
    strongest = max(moving, key=lambda act: STRENGTH.index(act.status))
    deniers = {act.agent for act in moving if act.status == "denied" and act.agent}
    confirmers = {act.agent for act in moving if act.status == "confirmed" and act.agent}
    if deniers and confirmers and strongest.status in ("denied", "confirmed") and deniers - confirmers and confirmers - deniers:
        return "contested", next(act for act in reversed(moving) if act.status in ("denied", "confirmed"))
    return strongest.status, next(act for act in moving if act.status == strongest.status)


def _silent(seed: Seed, statements: list[Statement], acts: list[Act], moved: Act | None) -> list[Told]:
    """Return the articles that came out on the day of the act that moved the status or after it, state the matter, and do not tell of it."""
    if moved is None or moved.status not in TAKEN_BACK or not any(act.sure and act.status == moved.status for act in acts):
        return []  # a wrong accusation is worse than none
    since = moved.date or moved.told.day
    if since is None:
        return []
    telling = {act.told.id for act in acts if act.status == moved.status}
    pages = {act.told.record["url"] for act in acts if act.told.id in telling} - {None}
    found = []
    for statement in statements:
        told = statement.told
        late = told.day is not None and told.day >= since
        tells = statement.stance == "acts" or told.record["url"] in pages or _hints(told, moved) or _turns(statement)
        if (
            late
            and not tells
            and not _of_another(statement, seed)
            and statement.sure >= ITS_OWN
            and not (moved.status in DISPUTED and _opposes(statement, seed))
        ):
            found.append(told)
    return found


def _opposes(statement: Statement, seed: Seed) -> bool:
    """Return whether an article says the opposite of the matter somewhere: then it tells of the denial in words of its own."""
    for stretch in statement.told.stretches:
        window: Window | None = best_window(seed.stems, seed.total, [stretch])
        if window is not None and window.f1 >= OPPOSED:
            said = statement.told.text(max(0, window.start - MARGIN), window.end, window.title)
            if negated(said) and not negated(seed.text):
                return True
    return False


def _of_another(statement: Statement, seed: Seed) -> bool:
    """Return whether the statement of an article may be of another party, tells another number, or nothing of what is done (`dalang ternama, termasuk X`)."""
    if any(statement.why.get(name) for name in ("other_name", "other_number")):
        return True
    done = {t.stem for t in seed.terms if t.does or seed.told.text(t.start, t.end, seed.title).lower() in members("state")}
    return bool(done) and done.isdisjoint(_stems(statement.told, Place(statement.start, statement.end, statement.title)))


def _turns(statement: Statement) -> bool:
    """Return whether a title tells that something is denied or taken back, or the sentence of a statement and the next tell what turned out (`semula`, `ternyata`)."""
    told, stretch = statement.told, None if statement.title else _stretch(statement)
    start, end = (stretch.start, stretch.end) if stretch else (statement.start, statement.end)
    return denied_in(told.record["title"] or "") is not None or bool(TURNED.search(told.text(start, end + NEXT, statement.title)))


def _hints(told: Told, moved: Act) -> bool:
    """Return whether an article holds an act of the same kind, whatever it is about: then it may tell of this one, in words that were not recognised."""
    cues = told.record["cues"]
    return any(
        status_of(cue["class"], cue["subtype"]) == moved.status and cue["polarity"] == "affirmed" and cue["modality"] == "asserted"
        for cue in cues
    )


def as_record(number: int, thread: Thread) -> records.Thread:
    """Return a thread as JSON, in the shape of the output contract."""
    record: Any = {
        "id": f"T{number}",
        "text": thread.text,
        "status": thread.status,
        "claimants": thread.claimants,
        "first": thread.statements[0].told.record["source"],
        "statements": [_article(s.told) | _fields(s, "start end text title stance status") for s in thread.statements],
        "acts": [
            {"article": act.told.record["source"], "class": act.kind} | _fields(act, "cue agent date polarity modality")
            for act in thread.acts
        ],
        "silent": [told.record["source"] for told in thread.silent],
        "confidence": thread.confidence,
        "certainty": "sure" if thread.likely else "possible",
        "moved": round(thread.moved, 2),
        "evidence": _evidence(thread),
    }
    return record  # type: ignore[no-any-return]


def _article(told: Told) -> Json:
    record, published = told.record, told.record["published"]
    return {
        "article": record["source"], "outlet": record["outlet"], "published": published["value"] if published else None, "url": record["url"],
    }  # fmt: skip


def _fields(item: Statement | Act, names: str) -> Json:
    return {name: getattr(item, name) for name in names.split()}


def _evidence(thread: Thread) -> list[str]:
    """Return the features that counted most: of whether an act moved the matter, and of each statement that was found by its words."""
    found = [f"{s.told.record['source']}: {', '.join(reasons(MODEL, s.why))}" for s in thread.statements if s.why]
    return [f"moved: {', '.join(reasons(MOVED, thread.why))}", *found]
