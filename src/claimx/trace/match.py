"""Whether a stretch of another article states the matter of a seed: the window that words it best, named features, a fitted model.

The features are those of `ranking/trace.toml`, fitted by training/trace.py. Opposite statements, other persons and other amounts are told
apart by `negation`, `names` and `other_number`, one affair and another by `affair` and `in_article`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from claimx.names.features import kinds
from claimx.ranking.model import Features, probability
from claimx.syntax.classes import lexical_class
from claimx.trace.seeds import FEWEST, MARGIN, Seed
from claimx.trace.store import Stretch, Told, weigh, weight
from claimx.trace.terms import Term, negated

MODEL = "same"
WORTH = 0.35  # F1 of weighted terms below which a window is not judged: the few below it that were taken for the matter were not of it
LONGEST = 48  # terms of a window
MANY = 4  # common words of a seed that a window shares: more make no difference
LONG = 20  # stems of a window, likewise


@dataclass(frozen=True)
class Window:
    """A stretch of an article that words a claim: offsets in its text or title, how well (F1 of weighted stems)."""

    start: int
    end: int
    title: bool
    f1: float
    stretch: Stretch

    @cached_property
    def held(self) -> list[Term]:
        """The terms in it."""
        return [term for term in self.stretch.terms if self.start <= term.start < self.end]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems in it."""
        return frozenset(term.stem for term in self.held)


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


def window_of(seed: Seed, stretches: Iterable[Stretch], worth: float = WORTH) -> Window | None:
    """Return the window of some stretches of another article that words a seed best, None where it has but one of its words, or only who acted on it."""
    window = best_window(seed.stems, seed.total, stretches, worth)
    if window is None:
        return None
    held = window.held
    names = {term.stem for term in (*seed.terms, *held) if term.name}
    shared = window.stems.intersection(term.stem for term in seed.terms)
    return window if len(shared) >= FEWEST and shared - names else None


def shares_words(seed: Seed, window: Window) -> bool:
    """Return whether a window shares more with a seed than who acted and when: a word that is no name and no number."""
    names = {term.stem for term in (*seed.terms, *window.held) if term.name}
    return any(not stem[0].isdigit() for stem in (seed.stems & window.stems) - names)


def reach(stems: frozenset[str], total: float, other: frozenset[str]) -> float:
    """Return the F1 that a window could have at best, of a text with some other stems; `total` is the weight of the stems that are looked for."""
    shared = weigh(stems & other)
    return 2 * shared / (shared + total) if shared else 0.0


def best_window(stems: frozenset[str], total: float, stretches: Iterable[Stretch], worth: float = WORTH) -> Window | None:
    """Return the window of some stretches that words some stems best, None where none has an F1 above `worth`; `total` is the weight of the stems."""
    best: Window | None = None
    for stretch in stretches:
        if reach(stems, total, stretch.stems) > (best.f1 if best else worth):  # else even the best window of it is worse
            best = _of_stretch(stems, total, stretch, best, best.f1 if best else worth)
    return best


def _of_stretch(stems: frozenset[str], total: float, stretch: Stretch, best: Window | None, least: float) -> Window | None:
    terms = stretch.terms
    wanted = [n for n, term in enumerate(terms) if term.stem in stems]
    left = weigh(stems & stretch.stems)  # what a window that begins here or later may still hold
    for k, first in enumerate(wanted):
        held: set[str] = set()
        inside = shared = 0.0
        for term in terms[first : first + LONGEST]:
            stem = term.stem
            if stem not in held:
                held.add(stem)
                inside += weight(stem)
                if stem in stems:
                    shared += weight(stem)
                elif 2 * left <= least * (inside + total):
                    break  # however it goes on, it is worse
            if stem in stems and inside > 0:
                precision, recall = shared / inside, shared / total
                f1 = 2 * precision * recall / (precision + recall) if shared else 0.0
                if f1 > least:
                    best, least = Window(terms[first].start, term.end, stretch.title, f1, stretch), f1
        if all(terms[n].stem != terms[first].stem for n in wanted[k + 1 :]):
            left -= weight(terms[first].stem)
    return best


def features(seed: Seed, told: Told, window: Window) -> Features:
    """Return the named features of a seed and a window of another article."""
    held, around = window.held, window.stretch.stems
    said = window.stems
    names = {term.stem for term in seed.terms if term.name}
    numbers = {term.stem for term in seed.terms if term.stem[0].isdigit()}
    theirs = {term.stem for term in held if term.stem[0].isdigit()}
    common = seed.stems - names - numbers
    shared = (common & said) - {term.stem for term in held if term.name} - theirs
    named, weighed = (weigh(stems) or 1.0 for stems in (names, common))
    affair = seed.told.likeness(told)
    doing = {term.stem for term in seed.terms if term.does}
    other = another_party(seed, told, window)
    return {
        "f1": window.f1,
        "names": weigh(names & around) / named if names else 1.0,
        "common": min(len(shared), MANY) / MANY,
        "common_in_affair": affair * (weigh(shared) / weighed if common else 0.5),
        "in_article": weigh(seed.stems & told.stems) / (seed.total or 1.0),
        "length": min(len(said), LONG) / LONG,
        "even": 1 - abs(len(said) - len(seed.stems)) / max(len(said), len(seed.stems)),
        "besides": weigh(said - seed.stems) / 10,
        "other_name": float(other),
        "does": weigh(doing & said) / weigh(doing) if doing else 0.5,
        "other_number": float(bool(theirs - numbers) and bool(numbers - around)),
        "negation": float(negated(told.text(max(0, window.start - MARGIN), window.end, window.title)) != seed.negated),
        "affair": affair,
    }


def another_party(seed: Seed, told: Told, window: Window) -> bool:
    """Return whether a window is of somebody else: the sentence names who stands nowhere in the seed's article, and who the seed is about stands nowhere in this one."""
    ours = {term.stem for term in seed.terms if term.name} or seed.subject
    theirs = {term.stem for term in window.stretch.terms if term.name and "day" not in kinds(term.stem)}
    return bool(ours - told.stems) and bool(theirs - seed.told.stems)


def same(seed: Seed, told: Told, window: Window) -> tuple[float, Features]:
    """Return the probability, 0 to 1, that a window states the matter of a seed, and the features that it rests on."""
    found = features(seed, told, window)
    return probability(MODEL, found), found
