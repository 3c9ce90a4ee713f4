"""What days and years a text states as ones that were there when it was written, and how it tells of them. Which is that of publication is for `era` and `published`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, passive_cues, via_cues
from claimx.lexicons import any_of, entries, load
from claimx.timex.context import weekday_number
from claimx.timex.days import day_month
from claimx.timex.patterns import Found

_CLAUSE = 140  # characters before a day in which a verb of saying governs it
_NOT_YET = 20  # characters before a year in which a word looks ahead
_CLOSES = ("", ".", ",", '"', "“")
_RANGE = re.compile(r"(?:[-–]|\b(?:hingga|sampai))\s*$")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100  # of those that a text can be of
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Stated:
    """A day and month, with year and weekday where they are told; `before` and `after`: its sentence, quotations left out before it; `past`: told as gone (`lalu`)."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    start: int
    past: bool
    before: str
    after: str

    @property
    def said(self) -> bool:
        """Whether somebody says something on the day, or it is given as today's."""
        return says(self.before) or _pinned().search(self.before) is not None

    @property
    def whole(self) -> bool:
        """Whether it has a weekday, which is its own where it has a year: as days of saying are told."""
        return self.weekday is not None and (self.year is None or self.agrees(self.year))

    def on(self, year: int | None) -> date | None:
        """Return the date, in the given year where none is told; None where there is no such date."""
        year = self.year if self.year is not None else year
        try:
            return None if year is None else date(year, self.month, self.day)
        except ValueError:
            return None

    def agrees(self, year: int) -> bool:
        """Return whether the weekday is that of the date, in the given year where none is told."""
        day = self.on(year)
        return day is not None and (self.weekday is None or day.isoweekday() == self.weekday)


def stated_days(reading: Reading, expressions: Iterable[Found]) -> list[Stated]:
    """Return the days that a text states, but for those that it looks ahead to."""
    return [day for found in expressions if (day := _stated(found, reading)) is not None]


def _stated(found: Found, reading: Reading) -> Stated | None:
    parts = found.parts
    if "day" not in parts or parts.keys().isdisjoint(("month", "nmonth", "roman")) or "future" in parts:
        return None
    pair = day_month(parts)
    if pair is None or not reading.in_body(found.start, found.end):
        return None
    before, after = around(found, reading)
    if (looks_ahead(before) and not _pinned().search(before)) or after.lstrip().startswith("mendatang"):
        return None
    year = int(parts["year"]) if "year" in parts else None
    if year is not None and year < 100:
        year += 2000
    weekday = weekday_number(parts["weekday"]) if "weekday" in parts else None
    return Stated(*pair, year, weekday, found.start, "past" in parts, before, after)


def whole_years(stated: Iterable[Stated]) -> list[int]:
    """Return the years of the days that are told in full with their own weekday."""
    return [day.year for day in stated if day.year is not None and day.whole]


def without_year(stated: Iterable[Stated]) -> list[Stated]:
    """Return the days that have a weekday and no year."""
    return [day for day in stated if day.weekday is not None and day.year is None]


def mostly_agree(days: Sequence[Stated], year: int) -> bool:
    """Return whether the weekdays of more than half of some days are those of a year."""
    return 2 * sum(day.agrees(year) for day in days) > len(days)


def latest_year(reading: Reading, expressions: Iterable[Found]) -> int | None:
    """Return the latest year that a text states as one that had begun."""
    text = reading.text
    years = [
        year
        for found in expressions
        if "year" in found.parts
        and _FIRST_YEAR <= (year := int(found.parts["year"])) <= _LAST_YEAR
        and not _RANGE.search(text, max(0, found.start - 10), found.start)
        and not looks_ahead(text[max(0, found.start - _NOT_YET) : found.start])
        and reading.in_body(found.start, found.end)
    ]
    return max(years, default=None)


def around(found: Found, reading: Reading) -> tuple[str, str]:
    """Return what stands before an expression in its clause, after the last quotation, and after it in its sentence."""
    low, high = reading.sentences[reading.sentence_at(found.start)]
    before = reading.text[max(low, found.start - _CLAUSE) : found.start]
    return before[max(before.rfind('"'), before.rfind("”")) + 1 :], reading.text[found.end : high]


def looks_ahead(before: str) -> bool:
    """Return whether the clause before an expression speaks of what is to come."""
    return _any("ahead").search(re.split(r"[.,!?\n]\s", before[-120:])[-1]) is not None


def says(before: str) -> bool:
    """Return whether a word of saying or hearing stands in what leads to an expression."""
    return any(word.lower() in _saying() for word in _WORD.findall(before))


def is_heard(before: str) -> bool:
    """Return whether what leads to an expression tells how a newsroom heard or read it (`dikutip dari X`)."""
    return _any("heard").search(before) is not None


def ends_clause(after: str) -> bool:
    """Return whether a mark, or the end, follows an expression."""
    return after.lstrip()[:1] in _CLOSES


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{any_of(load('publication')['words'][name])}\b")


@cache
def _pinned() -> re.Pattern[str]:
    return re.compile(rf"{_any('today').pattern},?\s*\(?$")  # and then its date


@cache
def _saying() -> frozenset[str]:
    words = frozenset(entries(load("publication")["words"]["heard"]))
    return words | frozenset(active_cues()) | bare_cues() | passive_cues() | via_cues()
