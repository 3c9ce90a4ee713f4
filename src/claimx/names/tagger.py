"""The names of a text, found by a conditional random field: every question of where a name begins and ends is answered here.

Two readings: the second sees what the first made of the same word in other places of the article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claimx.language.morphology import looks_like_degree
from claimx.language.reading import Reading
from claimx.lexicons import word_class
from claimx.names.features import EDGE, GROUPS, elsewhere, pairs, place, runs, told
from claimx.names.model import LABELS, load

_NEVER = np.float32(-50)  # no name begins with its inside
_INSIDE = [n for n, label in enumerate(LABELS) if label[0] == "I"]


class Name(NamedTuple):
    """One name: tokens [start, stop), `kind` PER or ORG."""

    start: int
    stop: int
    kind: str


class Names:
    """The names of a text, in order and apart, with the token that each holds."""

    def __init__(self, found: list[Name], leaning: dict[int, float]) -> None:
        self.found = found
        self.leaning = leaning  # of each token of a run, how far it leans to a personal name: a score above that of none
        self._starts = [name.start for name in found]
        self._at = {i: name for name in found for i in range(name.start, name.stop)}

    def at(self, i: int) -> Name | None:
        """Return the name that holds token `i`."""
        return self._at.get(i)

    def within(self, start: int, stop: int) -> list[Name]:
        """Return the names that lie in tokens [start, stop)."""
        return [n for n in self.found[bisect_left(self._starts, start) : bisect_left(self._starts, stop)] if n.stop <= stop]

    def before(self, i: int) -> list[Name]:
        """Return the names that begin before token `i`."""
        return self.found[: bisect_right(self._starts, i - 1)]


def names_of(reading: Reading) -> Names:
    """Return the names of a text, found when they are first asked for."""
    found: Names | None = reading.names
    if found is None:
        found = reading.names = _tag(reading)
    return found


def _tag(reading: Reading) -> Names:
    stretches = sorted(runs(reading), key=lambda run: run[0] - run[1])  # the longest first: those that go on are the first of all
    if not stretches:
        return Names([], {})
    tokens = [i for first, stop in stretches for i in range(first, stop)]
    scores = _scores(reading, tokens)
    labels = _decoded(scores, stretches)
    again = elsewhere(reading, {i: LABELS[n] for i, n in zip(tokens, labels, strict=True)})
    if again:
        labels = _decoded(scores + _again(again, tokens), stretches)
    leaning = (scores[:, 1:3].max(1) - scores[:, 0]).tolist()
    found = [_bare(reading, name) for name in _joined(dict(zip(tokens, labels, strict=True)), sorted(stretches))]
    kept = [name for name in found if not (name.stop - name.start == 1 and looks_like_degree(reading.words[name.start]))]
    return Names(list(_parted(reading, kept)), dict(zip(tokens, leaning, strict=True)))


def _bare(reading: Reading, name: Name) -> Name:
    """Return a personal name without a rank or title before it and the degrees after it: closed lists, as `annotation.md` has it."""
    if name.kind != "PER":
        return name
    start, stop = name.start, name.stop
    while stop - start > 1 and _is_degree(reading.words[stop - 1]):
        stop -= 1
        stop -= reading.words[stop - 1] == "," and stop - start > 1
    while stop - start > 1 and (_is_title(reading.words[start]) or (stop - start > 2 and _goes_on_title(reading, start))):
        start += 1
    return Name(start, stop, name.kind)


def _parted(reading: Reading, found: list[Name]) -> Iterator[Name]:
    """Yield the names, those parted that are a body or role and the name after it, told from what stands alone elsewhere: `Dinas Sosial Sukamerta | Rina Puspita`."""
    words = reading.words
    persons = {tuple(words[name.start : name.stop]) for name in found if name.kind == "PER"}
    bodies = {tuple(words[name.start : name.stop]) for name in found if name.kind == "ORG"}
    for name in found:
        held = tuple(words[name.start : name.stop])
        at = next((k for k in range(1, len(held)) if held[k:] in persons and (name.kind == "ORG" or held[:k] in bodies)), None)
        if at is None:
            yield name
        else:
            yield Name(name.start, name.start + at, "ORG")
            yield Name(name.start + at, name.stop, "PER")


@lru_cache(maxsize=1 << 14)
def _is_degree(word: str) -> bool:
    return word.lower().rstrip(".") in word_class("degree") or looks_like_degree(word)


def _goes_on_title(reading: Reading, i: int) -> bool:
    """Return whether a word that is a title or a surname is a title here: `Ketua Majelis Hakim Rina Puspita`, `Jaksa Agung Rina Puspita`."""
    before = reading.low[i - 1].rstrip(".") if i else ""
    return reading.low[i] in word_class("title_or_surname") and (before in word_class("role") or before in ("majelis", "ketua"))


@lru_cache(maxsize=1 << 14)
def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    also_names = ("title_in_name", "title_or_surname", "title_or_first_name", "royal_title", "byname", "name_opening")
    titles = word_class("rank") | word_class("rank_tail") | word_class("role")
    return len(low) > 1 and low in titles and not any(low in word_class(name) for name in also_names)


def _scores(reading: Reading, tokens: list[int]) -> NDArray[np.float32]:
    """Return what speaks for each label of each token, (tokens, labels)."""
    weights, words, n = load().weights, reading.words, len(reading.words)
    ids: list[int] = []
    begun: list[int] = []
    for i in tokens:
        begun.append(len(ids))
        ids += rows_of(0, words[i])
        for offset in (-1, 1, -2, 2):
            k = i + offset
            ids += rows_of(offset, words[k] if 0 <= k < n else EDGE)
        for offset in (-1, 0, 1):
            k = i + offset
            if 0 <= k < n and words[k][0].isupper():
                ids += _named(f"told{offset}:", told(reading, words[k]))
        ids += _named("at:", place(reading, i))
        ids += _named("pair:", pairs(words, i))
    return np.add.reduceat(weights[ids], begun, axis=0)


def _again(again: dict[int, tuple[str, ...]], tokens: list[int]) -> NDArray[np.float32]:
    """Return what the first reading of the same words elsewhere speaks for, (tokens, labels)."""
    weights = load().weights
    nothing = len(weights) - 1
    ids: list[int] = []
    begun: list[int] = []
    for i in tokens:
        begun.append(len(ids))
        ids.append(nothing)
        for offset in (-1, 0, 1):
            if i + offset in again:
                ids += _named(f"else{offset}:", again[i + offset])
    return np.add.reduceat(weights[ids], begun, axis=0)


@lru_cache(maxsize=1 << 17)
def rows_of(offset: int, word: str) -> tuple[int, ...]:
    """Return the rows of the features of a word `offset` words away."""
    group = dict(GROUPS)[offset]
    return _named(f"{offset}:", group(word)) + (_named("", ("bias",)) if not offset else ())


@lru_cache(maxsize=1 << 17)
def _named(prefix: str, names: tuple[str, ...]) -> tuple[int, ...]:
    rows = load().rows
    return tuple(rows[prefix + name] for name in names if prefix + name in rows)


def _decoded(scores: NDArray[np.float32], stretches: list[tuple[int, int]]) -> list[int]:
    """Return the likeliest label of each token, by Viterbi over all runs at once; `stretches`: the longest first."""
    transitions = load().transitions
    lengths = np.array([stop - first for first, stop in stretches])
    offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    longest = int(lengths[0])
    best = scores[offsets].copy()
    best[:, _INSIDE] += _NEVER
    back = np.zeros((longest, len(stretches), len(LABELS)), np.int8)
    going = np.searchsorted(-lengths, -np.arange(longest), side="left")  # how many runs go on at each step
    for step in range(1, longest):
        some = going[step]
        ways = best[:some, :, None] + transitions
        back[step, :some] = ways.argmax(1)
        best[:some] = ways.max(1) + scores[offsets[:some] + step]
    chosen = best.argmax(1)
    labels = np.empty(len(scores), np.int8)
    labels[offsets + lengths - 1] = chosen
    for step in range(longest - 1, 0, -1):
        some = going[step]
        chosen[:some] = back[step, np.arange(some), chosen[:some]]
        labels[offsets[:some] + step - 1] = chosen[:some]
    found: list[int] = labels.tolist()
    return found


def _joined(labels: dict[int, int], stretches: list[tuple[int, int]]) -> list[Name]:
    """Return the names that labels spell, each within its run."""
    found: list[Name] = []
    for first, stop in stretches:
        begun: int | None = None
        for i in range(first, stop + 1):
            label = LABELS[labels[i]] if i < stop else "O"
            goes_on = label[0] == "I" and begun is not None and label[2:] == LABELS[labels[begun]][2:]
            if begun is not None and not goes_on:
                found.append(Name(begun, i, LABELS[labels[begun]][2:]))
                begun = None
            if label != "O" and not goes_on:
                begun = i
    return found


def is_person(reading: Reading, i: int) -> bool:
    """Return whether a token is part of a personal name."""
    name = names_of(reading).at(i)
    return name is not None and name.kind == "PER"


def is_degree(reading: Reading, i: int) -> bool:
    """Return whether a token is an academic degree: one that is listed, or built as they are (`Sp.A`)."""
    return _is_degree(reading.words[i])


def trailing_name(reading: Reading, start: int, stop: int) -> tuple[int, int] | None:
    """Return the tokens of the personal name that ends [start, stop), before degrees and what stands in brackets; None where none ends it."""
    words = reading.words
    if stop > start and words[stop - 1] == ")":  # an age or a short form
        stop = next((k for k in range(stop - 1, start, -1) if words[k] == "("), stop)
    while stop - 1 > start and (is_degree(reading, stop - 1) and not is_person(reading, stop - 1)):
        stop -= 1
    name = names_of(reading).at(stop - 1) if stop > start else None
    return (max(name.start, start), stop) if name is not None and name.kind == "PER" and name.stop == stop else None
