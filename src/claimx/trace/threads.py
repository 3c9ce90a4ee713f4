"""Threads: the claims of many articles that are one matter, with who states it, which acts changed its status, and who is silent.

Claims that cues act on are looked for in the other articles, and joined where one states the other's matter. What is decided depends
on the articles alone: they are taken in order of publication, whatever order they came in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from claimx.ledger.status import STRENGTH, status_of
from claimx.ranking.model import Features, model, reasons
from claimx.records import Cue, Document
from claimx.trace.match import FEWEST, MARGIN, MODEL, Claim, Window, best_window, same, widened, window_of
from claimx.trace.store import Store, Stretch, Told, weight
from claimx.trace.terms import negated, terms

VERBATIM = 0.9  # F1 of weighted terms from which two claims are the same words
ALIKE = 0.6  # F1 of weighted terms from which two claims of one article are one matter
NEAREST = 40  # articles that are looked at for one claim, and as many again as long as half of them state it
FARTHEST = 4000
WORDS = 24  # stems that they are looked up by, the rarest
OPPOSED = 0.45  # F1 of weighted terms from which a negated sentence is the matter's opposite
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
    """An act of a cue on the matter of a thread."""

    told: Told
    cue: Cue
    agent: str | None
    date: str | None
    status: str


@dataclass(slots=True)
class Thread:
    """One matter over articles: its claims, its statements in order of publication, its acts in order of time, and the silent articles."""

    claims: list[Claim]
    statements: list[Statement]
    acts: list[Act]
    status: str
    silent: list[Told]
    confidence: float


def threads(store: Store, everything: bool = False) -> list[Thread]:
    """Return the threads of the articles of a store, the surest first.

    A matter that stands in one article is a thread where its line is sure enough, and always with `everything`.
    """
    claims = [claim for number, record in store.records() for claim in claims_of(store.told(number), record)]
    alike: dict[Any, list[int]] = defaultdict(list)  # those of the same words, which are looked for once
    for n, claim in enumerate(claims):
        alike[claim.stems, negated(claim.text)].append(n)
    asked = []
    for first, *_ in alike.values():
        held = store.held(_rarest(claims[first]))
        asked.append((store.near(held, NEAREST), first, held))
    # claims with the same articles near them are judged one after the other, as the content of these is then at hand
    links = {n: _elsewhere(store, claims[n], held, near) for near, n, held in sorted(asked, key=lambda row: (sorted(row[0]), row[1]))}
    found = []
    for group in _groups(store, claims, list(alike.values()), links):
        thread = _thread([claims[n] for n in group], [links[n] for n in group if n in links])
        if everything or len(thread.statements) > 1 or max(claim.confidence for claim in thread.claims) >= model("line")["threshold"]:
            found.append(thread)
    return sorted(found, key=lambda t: (-len(t.statements), -t.confidence, t.statements[0].told.key, t.statements[0].start))


def claims_of(told: Told, record: Document) -> list[Claim]:
    """Return the claims of an article that acts moved and that are worth looking for."""
    found = []
    for number, claim in enumerate(record["claims"]):
        if not claim["set_by"]:
            continue
        span = claim["span"]
        said = _without_aside(span["text"])
        held = tuple(terms(said, span["start"]))
        acting = {cue["agent"] for cue in record["cues"] if cue["id"] == claim["set_by"]}
        agents = frozenset(term.stem for s in record["speakers"] if s["id"] in acting for term in terms(s["name"]))
        stems = frozenset(term.stem for term in held)
        if _OWN.search(said):
            stems |= agents  # `dugaan yang menyeretnya`: him who answers it
        if len(stems) >= FEWEST:
            found.append(Claim(told, number, span["start"], span["start"] + len(said), held, stems, agents, claim["confidence"], said))
    return found


_OWN = re.compile(r"(?i)\b(?:saya|kami|dirinya|pihaknya)\b|\w{4}nya\b")


def _without_aside(text: str) -> str:
    """Return a claim without a relative clause that a comma sets off: it tells of the matter and is no part of it."""
    before, comma, _ = text.partition(", yang ")
    return before if comma and len(terms(before)) >= FEWEST else text


Links = dict[int, tuple[Told, Window, float, Features]]  # by the number of the article


def _rarest(claim: Claim) -> list[str]:
    """Return the stems that the matter of a claim is looked up by, the rarest first."""
    return sorted(claim.stems, key=lambda stem: (-weight(stem), stem))[:WORDS]


def _elsewhere(store: Store, claim: Claim, held: list[tuple[int, str]], near: list[int]) -> Links:
    """Return the articles that state the matter of a claim, each with its window and how sure that is; `near` are those that are looked at first."""
    found: Links = {}
    for after in range(0, FARTHEST, NEAREST):
        numbers = store.near(held, NEAREST, after) if after else near
        stating = 0
        for number in numbers:
            match = _stated(store, claim, store.told(number))
            if match is not None:
                stating += 1
                found[number] = match
        if len(numbers) < NEAREST or stating * 2 < NEAREST:
            break  # what is farther states something else
    return found


def _stated(store: Store, claim: Claim, told: Told) -> tuple[Told, Window, float, Features] | None:
    window = window_of(claim, told)
    if window is None:
        return None
    sure, why = same(claim, told, window)
    return (told, window, sure, why) if sure >= model(MODEL)["threshold"] else None


def _groups(store: Store, claims: list[Claim], alike: list[list[int]], links: dict[int, Links]) -> list[list[int]]:
    """Return the claims of each matter: two of different articles are joined where one states the other, word for word or as the model says."""
    of_article: dict[int, list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        of_article[claim.told.id].append(n)
    parent = list(range(len(claims)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for same_words in alike:
        for n in same_words[1:]:
            parent[n] = same_words[0]
    for n, found in links.items():
        for number in sorted({*found, claims[n].told.id}):
            for other in of_article[number]:
                if root(n) != root(other) and _one_matter(store, claims[n], claims[other]):
                    parent[max(root(n), root(other))] = min(root(n), root(other))
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(len(claims)):
        groups[root(n)].append(n)
    return list(groups.values())


def _one_matter(store: Store, one: Claim, other: Claim) -> bool:
    stretch = Stretch(other.start, other.end, False, other.terms)
    window = best_window(one.stems, [stretch])
    if window is not None and window.f1 >= VERBATIM and negated(one.text) == negated(other.text) and _numbers(one) == _numbers(other):
        return True
    if one.told.id == other.told.id:  # the model knows other articles only
        return window is not None and window.f1 >= ALIKE
    return window is not None and same(one, other.told, window)[0] >= model(MODEL)["threshold"]


def _numbers(claim: Claim) -> frozenset[str]:
    return frozenset(term.stem for term in claim.terms if term.stem[0].isdigit())


def _thread(claims: list[Claim], links: list[Links]) -> Thread:
    fullest = _fullest(claims)
    statements: dict[int, Statement] = {}
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.told.key, c.start)):
        status: str = claim.told.record["claims"][claim.number]["status"]
        own = Statement(claim.told, claim.start, claim.end, False, "acts", status, claim.confidence)
        stretch = Stretch(claim.start, claim.end, False, claim.terms)
        statements.setdefault(claim.told.id, own if claim is fullest else _fuller(own, fullest, stretch))
    for found in links:
        for number, (told, window, sure, why) in sorted(found.items()):
            held = statements.get(number)
            if held is None or (held.stance != "acts" and held.sure < sure):
                start, end = widened(told, window)
                own = Statement(told, start, end, window.title, _stance(told, window), "asserted", sure, why)
                statements[number] = _fuller(own, fullest, window.stretch)
    acts = sorted(
        (act for claim in claims for act in _acts(claim)), key=lambda a: (a.date or a.told.day or "9999", a.told.key, a.cue["cue"]["start"])
    )
    status, moved = settled(acts)
    ordered = sorted(statements.values(), key=lambda s: (s.told.key, s.start))
    sure = sum(s.sure for s in ordered) / len(ordered)
    return Thread(claims, ordered, acts, status, _silent(ordered, acts, moved, claims), round(sure, 2))


def _fullest(claims: list[Claim]) -> Claim:
    """Return the claim that words a matter most fully, of equals the surest."""
    return max(claims, key=lambda claim: (sum(map(weight, claim.stems)), claim.confidence, claim.told.key, -claim.start))


def _fuller(own: Statement, fullest: Claim, stretch: Stretch) -> Statement:
    """Return the statement of an article in the words of it that are nearest to the fullest statement of the matter."""
    here = best_window(fullest.stems, [stretch])
    other = best_window(fullest.stems, own.told.stretches)
    if other is None or (here is not None and here.f1 > other.f1):
        return own
    start, end = widened(own.told, other)
    return replace(own, start=start, end=end, title=other.title)


def _stance(told: Told, window: Window) -> str:
    """Return whether an article states something in somebody's words or its own."""
    if window.title:
        return "asserts"
    quoted = any(span["start"] < window.end and window.start < span["end"] for quote in told.record["quotes"] for span in quote["content"])
    return "reports" if quoted else "asserts"


def _acts(claim: Claim) -> list[Act]:
    record = claim.told.record
    cues = {cue["id"]: cue for cue in record["cues"]}
    names = {speaker["id"]: speaker["name"] for speaker in record["speakers"]}
    days = {day["id"]: day["begin"] for day in record["dates"]}
    found = []
    for identifier in record["claims"][claim.number]["history"]:
        cue = cues[identifier]
        found.append(
            Act(claim.told, cue, names.get(cue["agent"] or ""), days.get(cue["date"] or ""), status_of(cue["class"], cue["subtype"]))
        )
    return found


def settled(acts: list[Act]) -> tuple[str, Act | None]:
    """Return the status that acts leave a matter in, and the act that moved it: the strongest, of equals the first in time."""
    moving = [act for act in acts if act.cue["polarity"] == "affirmed" and act.cue["modality"] == "asserted" and act.status in STRENGTH]
    if not moving:
        return "asserted", None
    strongest = max(moving, key=lambda act: STRENGTH.index(act.status))
    deniers = {act.agent for act in moving if act.status == "denied" and act.agent}
    confirmers = {act.agent for act in moving if act.status == "confirmed" and act.agent}
    if deniers and confirmers and strongest.status in ("denied", "confirmed") and deniers - confirmers and confirmers - deniers:
        return "contested", next(act for act in reversed(moving) if act.status in ("denied", "confirmed"))
    return strongest.status, next(act for act in moving if act.status == strongest.status)


def _silent(statements: list[Statement], acts: list[Act], moved: Act | None, claims: list[Claim]) -> list[Told]:
    """Return the articles that came out on the day of the act that moved the status or after it, state the matter, and do not tell of it."""
    since = (moved.date or moved.told.day) if moved is not None else None
    if max(claim.confidence for claim in claims) < model("line")["threshold"]:
        return []  # a wrong accusation is worse than none
    if since is None or moved is None or moved.status not in TAKEN_BACK:
        return []
    telling = {act.told.id for act in acts if act.status == moved.status}
    pages = {act.told.record["url"] for act in acts if act.told.id in telling} - {None}
    found = []
    for statement in statements:
        told = statement.told
        if told.id in telling or told.day is None or told.day < since or told.record["url"] in pages or _hints(told, moved):
            continue
        if moved.status in DISPUTED and _opposes(statement, claims):
            continue
        found.append(told)
    return found


def _opposes(statement: Statement, claims: list[Claim]) -> bool:
    """Return whether an article says the opposite of the matter somewhere: then it tells of the denial in words of its own."""
    fullest = _fullest(claims)
    for stretch in statement.told.stretches:
        window = best_window(fullest.stems, [stretch])
        if window is not None and window.f1 >= OPPOSED:
            said = statement.told.text(max(0, window.start - MARGIN), window.end, window.title)
            if negated(said) and not negated(fullest.text):
                return True
    return False


def _hints(told: Told, moved: Act) -> bool:
    """Return whether an article holds an act of the same kind that was not placed: then it may tell of this one."""
    return any(
        status_of(cue["class"], cue["subtype"]) == moved.status and cue["claim"] is None and cue["polarity"] == "affirmed"
        for cue in told.record["cues"]
    )


def as_record(number: int, thread: Thread) -> dict[str, Any]:
    """Return a thread as JSON, in the shape of the output contract."""
    names = set()
    for claim in thread.claims:
        record = claim.told.record
        speaker = record["claims"][claim.number]["speaker"]
        names |= {known["name"] for known in record["speakers"] if known["id"] == speaker}
    return {
        "id": f"T{number}",
        "text": _fullest(thread.claims).text,
        "status": thread.status,
        "claimants": sorted(names),
        "first": thread.statements[0].told.record["source"],
        "statements": [
            {
                "article": s.told.record["source"],
                "outlet": s.told.record["outlet"],
                "published": s.told.record["published"]["value"] if s.told.record["published"] else None,
                "url": s.told.record["url"],
                "start": s.start,
                "end": s.end,
                "text": s.text,
                "title": s.title,
                "stance": s.stance,
                "status": s.status,
            }
            for s in thread.statements
        ],
        "acts": [
            {
                "article": act.told.record["source"],
                "class": act.cue["class"],
                "cue": act.cue["cue"],
                "agent": act.agent,
                "date": act.date,
                "polarity": act.cue["polarity"],
                "modality": act.cue["modality"],
            }
            for act in thread.acts
        ],
        "silent": [told.record["source"] for told in thread.silent],
        "confidence": thread.confidence,
        "evidence": _evidence(thread),
    }


def _evidence(thread: Thread) -> list[str]:
    """Return for each statement that was found by its words the features that counted most."""
    return [f"{s.told.record['source']}: {', '.join(reasons(MODEL, s.why))}" for s in thread.statements if s.why]
