"""Stars: a seed and the places in other articles that state its matter, each place in one star alone.

Stars are taken the strongest first, and a stretch belongs to the first star that holds it, unless it states the matter of another far more surely: every statement joins
what it states best, and no chain of likeness is followed. What is found depends on the articles alone, whatever order they came in.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain
from typing import NamedTuple

from claimx.ranking.model import model
from claimx.trace.match import MODEL, WORTH, reach, same, shares_words, window_of
from claimx.trace.seeds import Seed, seeds_of
from claimx.trace.store import Store, Stretch, Told, weigh, weight
from claimx.trace.terms import negated

ITS_OWN = 0.6  # probability of a statement from which an article may be called silent
NEAREST = 40  # articles that are looked at for one sentence, and as many again as long as half of them state something of it
FARTHEST = 4000
WORDS = 24  # stems that they are looked up by, the rarest
SURER = 0.2  # probability by which a place must state a weaker star's matter more surely to be of both: a whole sentence and a part of it may state two
AGAIN = 0.6  # F1 of weighted stems from which two seeds beside one another are two wordings of one matter


class Place(NamedTuple):
    """Where an article states something: offsets in its text or title, and the probability that it is the matter looked for."""

    start: int
    end: int
    title: bool
    sure: float = 1.0

    def meets(self, other: Place) -> bool:
        """Return whether two places of one article share more than half of the shorter."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return self.title == other.title and 2 * shared > min(self.end - self.start, other.end - other.start)


@dataclass(frozen=True, slots=True)
class Star:
    """A seed and the articles that state its matter, by their numbers."""

    seed: Seed
    found: dict[int, Place]
    strength: float

    @property
    def order(self) -> tuple[object, ...]:
        """What stars are sorted by: the strongest first, then the fullest, then in order of publication."""
        seed = self.seed
        return (-round(self.strength, 3), -round(seed.total, 3), *seed.told.key, seed.title, seed.start, seed.end)


def stars_of(store: Store, everything: bool, within: int | None) -> list[Star]:
    """Return the stars of the articles of a store, the strongest first; with `everything` also the claims of the ledger that no other article states.

    `within`: days between two articles from which they are not compared.
    """
    with closing(sqlite3.connect("")) as waiting:  # on disk, as so many do not fit into memory
        waiting.execute("CREATE TABLE stars (strength, total, day, source, sha256, title, first, last, star)")
        rows = ((*star.order, _written(star)) for star in _stars(store, everything, within))
        waiting.executemany("INSERT INTO stars VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        ordered = waiting.execute("SELECT star FROM stars ORDER BY strength, total, day, source, sha256, title, first, last, rowid")
        return _apart((_read(store, written) for (written,) in ordered), everything)


def _written(star: Star) -> bytes:
    """Return a star as bytes, its article by the number that the store has it by."""
    seed = star.seed
    return pickle.dumps((seed.told.id, [getattr(seed, field.name) for field in fields(Seed)[1:]], star.found, star.strength))


def _read(store: Store, written: bytes) -> Star:
    number, seed, found, strength = pickle.loads(written)
    return Star(Seed(store.told(number), *seed), found, strength)


def _stars(store: Store, everything: bool, within: int | None) -> Iterator[Star]:
    """Yield the star of each seed; one that no other article states only with `everything`, where it is a matter of the ledger."""
    # what stands word for word in many articles is looked for once: a hash each, as all words do not fit into memory
    asked: set[int] = set()
    for number, _ in store.records():
        told = store.told(number)
        for stretch, seeds in seeds_of(told):
            if not everything:
                said = hash((stretch.stems, negated(told.text(stretch.start, stretch.end, stretch.title))))
                if said in asked:
                    continue
                asked.add(said)
            found = _elsewhere(store, told, seeds, within)
            for seed, places in zip(seeds, found, strict=True):
                if places:
                    yield Star(seed, places, seed.hint * sum(place.sure for place in places.values()))
                elif everything and seed.claim is not None:
                    yield Star(seed, {}, 0.0)


def _elsewhere(store: Store, told: Told, seeds: list[Seed], within: int | None) -> list[dict[int, Place]]:
    """Return for each seed of a sentence the articles that state its matter, the nearest looked at first."""
    found: list[dict[int, Place]] = [{} for _ in seeds]
    stems = frozenset(chain.from_iterable(seed.stems for seed in seeds))
    held = store.held(sorted(stems, key=lambda stem: (-weight(stem), stem))[:WORDS])
    for after in range(0, FARTHEST, NEAREST):
        numbers = store.near(held, NEAREST, after)
        stating = 0
        for number in numbers:
            other = store.told(number)
            if number == told.id or (within is not None and _apart_by(told, other) > within):
                continue
            said = other.stems
            able = [(s, places) for s, places in zip(seeds, found, strict=True) if reach(s.stems, s.total, said) > WORTH]
            if not able:
                continue
            near = [s for s in other.stretches if len(stems & s.stems) > 1]
            states = False
            for seed, places in able:
                place = _stated(seed, other, near)
                if place is not None:
                    places[number] = place
                    states = True
            stating += states
        if len(numbers) < NEAREST or stating * 2 < NEAREST:
            break  # what is farther states something else
    return found


def _apart_by(one: Told, other: Told) -> int:
    """Return the days between two articles, 0 where a day is not known."""
    if one.day is None or other.day is None:
        return 0
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)


def _stated(seed: Seed, other: Told, near: list[Stretch]) -> Place | None:
    window = window_of(seed, near)
    if window is None or not shares_words(seed, window):
        return None
    sure, _ = same(seed, other, window)
    return Place(window.start, window.end, window.title, sure) if sure >= model(MODEL)["threshold"] else None


def _apart(stars: Iterator[Star], everything: bool) -> list[Star]:
    """Return stars, the strongest of which comes first, each without what a stronger one holds; one that words the matter of a stronger one of the same article again is part of that."""
    taken: dict[int, list[tuple[Place, Star]]] = {}
    found = []

    def is_taken(number: int, place: Place) -> bool:
        return any(place.meets(other) and other.sure >= place.sure - SURER for other, _ in taken.get(number, ()))

    for star in stars:
        seed = star.seed
        own = Place(seed.start, seed.end, seed.title)
        stated = max((place.sure for place in star.found.values()), default=0.0)  # how surely another article states the seed
        if is_taken(seed.told.id, own._replace(sure=stated)):
            continue
        left = {number: place for number, place in star.found.items() if not is_taken(number, place)}
        if not left and not (everything and seed.claim is not None):
            continue
        beside = [other for number in (seed.told.id, *left) for _, other in taken.get(number, ())]
        whole = next((other for other in beside if alike(seed.stems, other.seed.stems) >= AGAIN or _states_seed(star, other)), None)
        if whole is None:
            whole = Star(seed, left, star.strength)
            found.append(whole)
        else:
            for number, place in ((seed.told.id, own), *left.items()):
                if number != whole.seed.told.id:
                    whole.found.setdefault(number, place)
        for number, place in ((seed.told.id, own), *left.items()):
            taken.setdefault(number, []).append((place, whole))
    return found


def _states_seed(star: Star, other: Star) -> bool:
    """Return whether the seed of another star is among what states the matter of a star: then both are of one matter, though that seed alone did not find this one."""
    place = star.found.get(other.seed.told.id)
    own = Place(other.seed.start, other.seed.end, other.seed.title)
    return place is not None and place.sure >= ITS_OWN and place.meets(own)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the F1 of two sets of stems by their weights."""
    total = weigh(one) + weigh(other)
    return 2 * weigh(one & other) / total if total else 0.0
