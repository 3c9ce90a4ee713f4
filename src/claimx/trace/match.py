"""Whether a stretch of another article states the matter of a seed: the window that words it best, named features, a fitted model.

The features are those of `ranking/trace.toml`, fitted by training/trace.py. Opposite statements, other persons and other amounts are told
apart by `negation`, `names` and `other_number`, one affair and another by `affair` and `in_article`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claimx.names.features import kinds
from claimx.ranking.model import Features, probability
from claimx.syntax.classes import lexical_class
from claimx.trace.seeds import FEWEST, Seed
from claimx.trace.store import Stretch, Told, weight
from claimx.trace.terms import Term, negated

MODEL = "same"
WORTH = 0.25  # F1 of weighted terms below which a window is not judged
LONGEST = 48  # terms of a window
MARGIN = 24  # characters before a window in which a negation belongs to it
MANY = 4  # common words of a seed that a window shares: more make no difference
LONG = 20  # stems of a window, likewise


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

    @property
    def held(self) -> list[Term]:
        """The terms in it."""
        return [term for term in self.stretch.terms if self.start <= term.start < self.end]


def widened(told: Told, stretch: Stretch, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a part of a stretch with the words of its outer phrases and a negation before it: it begins and ends with terms, the midst of one perhaps."""
    before = told.text(stretch.start, start, stretch.title)
    reached = start
    for match in reversed(list(_WORD.finditer(before))):
        low = match[0].lower()
        if (lexical_class(low) not in _NOMINAL and not negated(low)) or stretch.start + match.end() + 1 < reached:
            break
        reached = stretch.start + match.start()
    last = end
    for match in _WORD.finditer(told.text(end, stretch.end, stretch.title)):
        if lexical_class(match[0].lower()) not in _NOMINAL or end + match.start() > last + 1:
            break
        last = end + match.end()
    return reached, last


_WORD = re.compile(r"\w+")
_NOMINAL = frozenset({"noun", "name", "number", "adjective"})


def window_of(seed: Seed, stretches: Iterable[Stretch]) -> Window | None:
    """Return the window of some stretches of another article that words a seed best, None where it has but one of its words, or only who acted on it."""
    window = best_window(seed.stems, stretches)
    if window is None:
        return None
    held = window.held
    names = {term.stem for term in (*seed.terms, *held) if term.name}
    shared = {term.stem for term in held}.intersection(term.stem for term in seed.terms)
    return window if len(shared) >= FEWEST and shared - names else None


def shares_words(seed: Seed, window: Window) -> bool:
    """Return whether a window shares more with a seed than who acted and when: a word that is no name and no number."""
    names = {term.stem for term in (*seed.terms, *window.held) if term.name}
    return any(not stem[0].isdigit() for stem in seed.stems.intersection(term.stem for term in window.held) - names)


def best_window(stems: frozenset[str], stretches: Iterable[Stretch]) -> Window | None:
    """Return the window of some stretches that words some stems best, None where none is worth judging."""
    total = sum(map(weight, stems))
    best: Window | None = None
    for stretch in stretches:
        shared = sum(weight(stem) for stem in stems & stretch.stems)
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


def features(seed: Seed, told: Told, window: Window) -> Features:
    """Return the named features of a seed and a window of another article."""
    held, around = window.held, window.stretch.stems
    said = frozenset(term.stem for term in held)
    names = {term.stem for term in seed.terms if term.name}
    numbers = {term.stem for term in seed.terms if term.stem[0].isdigit()}
    theirs = {term.stem for term in held if term.stem[0].isdigit()}
    common = seed.stems - names - numbers
    shared = (common & said) - {term.stem for term in held if term.name} - theirs
    total, named, weighed = (sum(map(weight, stems)) or 1.0 for stems in (seed.stems, names, common))
    affair = seed.told.likeness(told)
    doing = {term.stem for term in seed.terms if term.does}
    other = another_party(seed, told, window)
    return {
        "f1": window.f1,
        "names": sum(map(weight, names & around)) / named if names else 1.0,
        "common": min(len(shared), MANY) / MANY,
        "common_in_affair": affair * (sum(map(weight, shared)) / weighed if common else 0.5),
        "in_article": sum(map(weight, seed.stems & told.stems)) / total,
        "length": min(len(said), LONG) / LONG,
        "even": 1 - abs(len(said) - len(seed.stems)) / max(len(said), len(seed.stems)),
        "besides": sum(map(weight, said - seed.stems)) / 10,
        "other_name": float(other),
        "does": sum(map(weight, doing & said)) / sum(map(weight, doing)) if doing else 0.5,
        "other_number": float(bool(theirs - numbers) and bool(numbers - around)),
        "negation": float(negated(told.text(max(0, window.start - MARGIN), window.end, window.title)) != _is_negated(seed)),
        "affair": affair,
    }


def another_party(seed: Seed, told: Told, window: Window) -> bool:
    """Return whether a window is of somebody else: the sentence names who stands nowhere in the seed's article, and who the seed is about stands nowhere in this one."""
    ours = {term.stem for term in seed.terms if term.name} or seed.subject
    theirs = {term.stem for term in window.stretch.terms if term.name and "day" not in kinds(term.stem)}
    return bool(ours - told.stems) and bool(theirs - seed.told.stems)


def _is_negated(seed: Seed) -> bool:
    """Return whether a seed is negated, in it or right before."""
    return negated(seed.told.text(max(0, seed.start - MARGIN), seed.end, seed.title))


def same(seed: Seed, told: Told, window: Window) -> tuple[float, Features]:
    """Return the probability, 0 to 1, that a window states the matter of a seed, and the features that it rests on."""
    found = features(seed, told, window)
    return probability(MODEL, found), found
