"""Whether a stretch of another article states the matter of a claim: the window that words it best, named features, a fitted model.

The features are those of `ranking/trace.toml`, fitted by training/trace.py. Opposite statements, other persons, other amounts and
other years are told apart by `negation`, `names`, `numbers` and `days`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claimx.ranking.model import Features, probability
from claimx.syntax.classes import lexical_class
from claimx.trace.store import Stretch, Told, weight
from claimx.trace.terms import Term, negated

MODEL = "same"
WORTH = 0.25  # F1 of weighted terms below which a window is not judged
FEWEST = 2  # stems of a claim, and of it in a window
LONGEST = 48  # terms of a window
MARGIN = 24  # characters before a window in which a negation belongs to it
FAR = 60  # days after which more make no difference


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim that a cue acts on, as it is looked for elsewhere: its place, terms and act."""

    told: Told
    number: int  # of the claim in its record
    start: int
    end: int
    terms: tuple[Term, ...]
    stems: frozenset[str]
    agents: frozenset[str]  # the stems of who acted on it
    confidence: float
    text: str  # what it says, as its article words it


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an article that words a claim: offsets in its text or title, how well (F1, precision, recall of weighted stems)."""

    start: int
    end: int
    title: bool
    f1: float
    precision: float
    recall: float
    stretch: Stretch


def widened(told: Told, window: Window) -> tuple[int, int]:
    """Return the offsets of a window with the words of its outer phrases: it begins and ends with terms, which may be the midst of one."""
    low, high = window.stretch.start, window.stretch.end
    start, end = window.start, window.end
    before = list(_WORD.finditer(told.text(low, start, window.title)))
    for match in reversed(before):
        if lexical_class(match[0].lower()) not in _NOMINAL or low + match.end() + 1 < start:
            break
        start = low + match.start()
    for match in _WORD.finditer(told.text(end, high, window.title)):
        if lexical_class(match[0].lower()) not in _NOMINAL or window.end + match.start() > end + 1:
            break
        end = window.end + match.end()
    return start, end


_WORD = re.compile(r"\w+")
_NOMINAL = frozenset({"noun", "name", "number", "adjective"})


def window_of(claim: Claim, told: Told) -> Window | None:
    """Return the window of an article that words a claim best, None where it has but one of its words, or only who acted on it."""
    window = best_window(claim.stems, told.stretches)
    if window is None:
        return None
    inside = {term.stem for term in window.stretch.terms if window.start <= term.start < window.end}
    return window if len(inside.intersection(term.stem for term in claim.terms)) >= FEWEST else None


def best_window(stems: frozenset[str], stretches: Iterable[Stretch]) -> Window | None:
    """Return the window of some stretches that words some stems best, None where none is worth judging."""
    total = sum(map(weight, stems))
    best: Window | None = None
    for stretch in stretches:
        shared = sum(weight(stem) for stem in stems.intersection(term.stem for term in stretch.terms))
        if total <= 0 or 2 * shared / (shared + total) <= (best.f1 if best else WORTH):
            continue  # even the best window of it is worse
        best = _of_stretch(stems, total, stretch, best)
    return best


def _of_stretch(stems: frozenset[str], total: float, stretch: Stretch, best: Window | None) -> Window | None:
    terms = stretch.terms
    for first in (n for n, term in enumerate(terms) if term.stem in stems):
        held: set[str] = set()
        inside = shared = 0.0
        for term in terms[first : first + LONGEST]:
            if term.stem not in held:
                held.add(term.stem)
                inside += weight(term.stem)
                shared += weight(term.stem) if term.stem in stems else 0.0
            if term.stem not in stems or inside <= 0:
                continue
            precision, recall = shared / inside, shared / total
            f1 = 2 * precision * recall / (precision + recall) if shared else 0.0
            if f1 > (best.f1 if best else WORTH):
                best = Window(terms[first].start, term.end, stretch.title, f1, precision, recall, stretch)
    return best


def features(claim: Claim, told: Told, window: Window) -> Features:
    """Return the named features of a claim and a window of another article."""
    around = {term.stem for term in window.stretch.terms}
    names = {term.stem for term in claim.terms if term.name} | (claim.stems & claim.agents)
    numbers = {term.stem for term in claim.terms if term.stem[0].isdigit()}
    theirs = {term.stem for term in window.stretch.terms if term.stem[0].isdigit() and window.start <= term.start < window.end}
    said = told.text(max(0, window.start - MARGIN), window.end, window.title)
    before = claim.told.text(max(0, claim.start - MARGIN), claim.end, False)
    named = sum(map(weight, names))
    affair = claim.told.likeness(told)
    return {
        "f1": window.f1,
        "both": window.f1 * affair,
        "names": sum(weight(stem) for stem in names & around) / named if named else 1.0,
        "numbers": len(numbers & around) / len(numbers) if numbers else 1.0,
        "other_number": float(bool(theirs - numbers) and bool(numbers)),
        "agent": float(not claim.agents.isdisjoint(told.stems)) if claim.agents else 0.5,
        "negation": float(negated(said) != negated(before)),
        "affair": affair,
        "days": _apart(claim.told, told),
    }


def same(claim: Claim, told: Told, window: Window) -> tuple[float, Features]:
    """Return the probability, 0 to 1, that a window states the matter of a claim, and the features that it rests on."""
    found = features(claim, told, window)
    return probability(MODEL, found), found


def _apart(one: Told, other: Told) -> float:
    """Return how far apart two articles came out, 0 (the same day) to 1 (`FAR` days or more); a half where a day is not known."""
    if one.day is None or other.day is None:
        return 0.5
    return min(FAR, abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)) / FAR
