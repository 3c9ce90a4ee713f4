"""In which year a text was written, as a distribution: the years that it tells, the weekdays of its days, whom and what it names, its neighbours.

Each piece of evidence says how much likelier it is in one year than in another; the shares are fitted by `training/publication.py` and lie,
with the names that have their time, in `lexicons/publication.toml`: public facts and no counts of words, so that years of which no article was
at hand are told as well as others.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import MAXYEAR
from functools import cache

from claimx.lexicons import entries, load
from claimx.timex.stated import Stated, mostly_agree, whole_years, without_year

_FIRST_YEAR = 2000
_WEEKDAYS = 7


Span = tuple[int, int]  # the first and the last year in which news name something


def chances(text: str, stated: Sequence[Stated], told: int | None, neighbours: Sequence[int]) -> dict[int, float]:
    """Return for each year how likely the text is of it; they add up to 1.

    `told`: the latest year that the text states as one that had begun; `neighbours`: the years of articles beside it.
    """
    if whole := whole_years(stated):
        return _normal(_after(max(whole), "dated"))
    beside = Counter(neighbours)
    last = max(int(load("publication")["year"]["last"]), told or 0, *beside, 0)
    weights = dict.fromkeys(range(_FIRST_YEAR, last + 1), 0.0)
    if told is not None:
        _add(weights, _after(told, "told"))
    _add(weights, _by_weekdays(without_year(stated), weights))
    _add(weights, _by_names(text, weights))
    if beside:
        _add(weights, {year: math.log(beside[year] + _share("unseen")) for year in weights})
    return _normal(weights)


def _share(name: str) -> float:
    return float(load("publication")["year"][name])


def _add(weights: dict[int, float], more: Mapping[int, float]) -> None:
    floor = min(more.values(), default=0.0)
    for year in weights:
        weights[year] += more.get(year, floor)


def _normal(weights: Mapping[int, float]) -> dict[int, float]:
    most = max(weights.values())
    shares = {year: math.exp(weight - most) for year, weight in weights.items()}
    total = sum(shares.values())
    return {year: share / total for year, share in shares.items()}


_FAR = 20  # years after the year told and before it over which the share of later and of earlier ones spreads


def _after(told: int, how: str) -> dict[int, float]:
    """Return the log likelihood of the years around a year that is told: the shares of `-1`, `0`, `1`, `2`, `3` years after it, later, and earlier."""
    before, *shares, later, earlier = load("publication")["year"][how]
    found = {told - 1: math.log(before)} | {told + n: math.log(share) for n, share in enumerate(shares)}
    found |= {told + len(shares) + n: math.log(later / _FAR) for n in range(_FAR)}
    return found | {told - 2 - n: math.log(earlier / _FAR) for n in range(_FAR)}


def _by_weekdays(days: Sequence[Stated], years: Iterable[int]) -> dict[int, float]:
    """Return how much likelier than by chance it is that the weekdays of most of the days agree with each year, or do not."""
    if not days:
        return {}
    agree = _share("weekdays")
    right, wrong = math.log(agree * _WEEKDAYS), math.log((1 - agree) * _WEEKDAYS / (_WEEKDAYS - 1))
    return {year: right if mostly_agree(days, year) else wrong for year in years}


@cache
def _names() -> dict[str, list[tuple[str, Span]]]:
    """Return what has its time, by its first word."""
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for years, names in load("publication")["eras"].items():
        first, _, last = years.partition("-")
        for name in entries(names):
            found[name.split()[0]].append((name, (int(first or _FIRST_YEAR), int(last or MAXYEAR))))
    return found


_WORD = re.compile(r"(?<![\w-])[A-Z][\w'’-]*")


def named(text: str) -> dict[str, Span]:
    """Return what a text names that has its time, each once."""
    return {name: span for match in _WORD.finditer(text) for name, span in _names().get(match[0], ()) if _stands(name, text, match.start())}


def _by_names(text: str, years: Iterable[int]) -> dict[int, float]:
    """Return the log likelihood of each year by what the text names."""
    spans = named(text).values()
    early, late = math.log(_share("before")), math.log(_share("after"))
    return {year: sum(early if year < first else late if year > last else 0.0 for first, last in spans) for year in years}


def _stands(name: str, text: str, at: int) -> bool:
    end = at + len(name)
    return text.startswith(name, at) and not text[end : end + 1].isalnum()
