"""The stretches of an article that a thread may start from: clauses where something hints at an act, and the matters of its ledger.

A clause is one or several pieces of a sentence between marks and conjunctions. How strong the hint is decides only which thread is formed
first; whether an act moved a matter is judged over the whole thread (`threads`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from claimx.lexicons import word_class
from claimx.trace.store import Stretch, Told, weigh
from claimx.trace.terms import Term, called_off_in, negated, terms

FEWEST = 2  # stems of a matter of the ledger, and of a seed in a window
FEWEST_OF_CLAUSE = 3  # stems of a clause: one with fewer says too little by itself
FEWEST_COMMON = 2  # of them that are no name and no number: `Bandung, Jawa Barat` states nothing
LONGEST_CLAUSE = 22  # terms
MOST_PIECES = 8  # of a sentence in one clause
LEAD = 2  # sentences after the title that are seeds in any case
MARGIN = 24  # characters before a stretch in which a negation belongs to it
NEXT = 300  # characters after a sentence in which a cue may point back to it
# how strongly each sign hints at an act: a cue by its probability, less than a claim of the ledger, which counts by its own
CUE, NEXT_CUE, NEGATED, TITLE, LEADING = 0.8, 0.5, 0.6, 0.5, 0.1

_JOINERS = "|".join(sorted(word_class("subordinator") | word_class("clause_joiner")))
_CUTS = re.compile(rf"[,;:()\"“”—–]|(?<=\s)(?:{_JOINERS})(?=\s)")
_OWN = re.compile(r"(?i)\b(?:saya|kami|dirinya|pihaknya)\b|\w{4}nya\b")


@dataclass(frozen=True)
class Seed:
    """A stretch that may state a matter, as it is looked for elsewhere: offsets, terms, stems, and how strongly an act is hinted at (0 to 1)."""

    told: Told
    start: int
    end: int
    title: bool
    terms: tuple[Term, ...]
    stems: frozenset[str]
    hint: float
    claim: int | None = None  # the number of the claim in its record, where it is one of the ledger
    subject: frozenset[str] = frozenset()  # the name of who acted on it, where it names nobody: `membantah [menerima suap]`

    @cached_property
    def total(self) -> float:
        """The weight of its stems."""
        return weigh(self.stems)

    @cached_property
    def negated(self) -> bool:
        """Whether it is negated, in it or right before."""
        return negated(self.told.text(max(0, self.start - MARGIN), self.end, self.title))

    @property
    def text(self) -> str:
        """What stands there."""
        return self.told.text(self.start, self.end, self.title)


def seeds_of(told: Told) -> Iterator[tuple[Stretch, list[Seed]]]:
    """Yield the sentences of an article with the seeds in each."""
    moved = list(_matters(told))
    for number, stretch in enumerate(told.stretches):
        here = [seed for seed in moved if not stretch.title and stretch.start <= seed.start < stretch.end]
        hint = _hint(told, stretch, number)
        here += [seed_of(told, stretch, held, hint) for held in clauses(told, stretch)] if hint else []
        if here:
            yield stretch, here


def seed_of(told: Told, stretch: Stretch, held: tuple[Term, ...], hint: float) -> Seed:
    return Seed(told, held[0].start, held[-1].end, stretch.title, held, frozenset(term.stem for term in held), hint)


def clauses(told: Told, stretch: Stretch) -> Iterator[tuple[Term, ...]]:
    """Yield the terms of each clause of a sentence, each clause once."""
    said = told.text(stretch.start, stretch.end, stretch.title)
    cuts = sorted({0, len(said), *(match.start() for match in _CUTS.finditer(said))})
    pieces = [[term for term in stretch.terms if low <= term.start - stretch.start < high] for low, high in pairwise(cuts)]
    pieces = [piece for piece in pieces if piece]
    for first in range(len(pieces)):
        held: list[Term] = []
        for piece in pieces[first : first + MOST_PIECES]:
            held += piece
            if len(held) > LONGEST_CLAUSE:
                break
            common = {term.stem for term in held if not term.name and not term.stem[0].isdigit()}
            if len({term.stem for term in held}) >= FEWEST_OF_CLAUSE and len(common) >= FEWEST_COMMON:
                yield tuple(held)


def _hint(told: Told, stretch: Stretch, number: int) -> float:
    """Return how strongly a sentence hints at an act on what it says; 0 where nothing does."""
    if stretch.title:
        return TITLE
    record = told.record
    found = [LEADING] if number <= LEAD else []
    for cue in record["cues"]:
        if cue["polarity"] == "affirmed":
            after = cue["cue"]["start"] - stretch.end
            if 0 <= after < NEXT:
                found.append(NEXT_CUE * cue["confidence"])
            elif stretch.start <= cue["cue"]["start"] < stretch.end:
                found.append(CUE * cue["confidence"])
    for claim in record["claims"]:
        if claim["set_by"] and claim["span"]["start"] < stretch.end and stretch.start < claim["span"]["end"]:
            found.append(claim["confidence"])
    said = told.text(stretch.start, stretch.end, False)
    if negated(said) or called_off_in(said):
        found.append(NEGATED)
    return max(found, default=0.0)


def _matters(told: Told) -> Iterator[Seed]:
    """Yield the claims of an article that acts moved and that say enough to be looked for."""
    record = told.record
    for number, claim in enumerate(record["claims"]):
        if not claim["set_by"]:
            continue
        span = claim["span"]
        said = _without_aside(span["text"])
        held = tuple(terms(said, span["start"]))
        acting = {cue["agent"] for cue in record["cues"] if cue["id"] == claim["set_by"]}
        stems = frozenset(term.stem for term in held)
        if _OWN.search(said):  # `dugaan yang menyeretnya`: him who answers it
            stems |= {term.stem for s in record["speakers"] if s["id"] in acting for term in terms(s["name"])}
        named = any(term.name for term in held)
        subject = (
            frozenset[str]() if named else frozenset(t.stem for s in record["speakers"] if s["id"] in acting for t in terms(s["name"]))
        )
        if len(stems) >= FEWEST:
            yield Seed(told, span["start"], span["start"] + len(said), False, held, stems, claim["confidence"], number, subject)


def _without_aside(text: str) -> str:
    """Return a claim without a relative clause that a comma sets off: it tells of the matter and is no part of it."""
    before, comma, _ = text.partition(", yang ")
    return before if comma and len(terms(before)) >= FEWEST else text
