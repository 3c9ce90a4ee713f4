"""The publication day of an article that comes without one: told in its frame, or the latest day that its text states, where a fitted model bears it out.

What is not certain is not said: without a year (see `era`) the day is `XXXX-10-12`, and a day that the model does not bear out is none,
though relative expressions still count from it, as a reader would count them from the text's own day.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from operator import itemgetter

from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, passive_cues, via_cues
from claimx.lexicons import any_of, entries, load
from claimx.ranking.model import Features, probability
from claimx.timex import era
from claimx.timex.calendar import SAME_CALENDAR, stated_day
from claimx.timex.context import weekday_number
from claimx.timex.days import day_month
from claimx.timex.patterns import Found
from claimx.timex.values import tag

LONGEST_DATE_LINE = 120  # characters; those of all weekdays, months and labels have half of it
ENOUGH = 0.78  # the confidence from which a weighed day is told
_CERTAIN = 0.99  # of a day that the frame tells
KNOWN = 0.7  # the chance from which a year is taken for known

_DIGIT = re.compile(r"\d")
_DATE_LINE = re.compile(
    r"^\W*(?:(?-i:[A-Z][\w.]*(?: [A-Z][\w.]*){0,5})\s*[,|–-]\s*)?(?:(?:Diterbitkan|Dipublikasikan|Terbit|Tayang|Published|Tanggal)\W{0,3})?(?:(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad),?\s+)?"
    r"(?:\d{1,2}\s+\w+\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d)(?:[\s,|•-]*(?:pukul\s+)?\d{1,2}[.:]\d\d(?:\s*WI[BT]A?)?)?\W*$",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of the day of publication.

    `value`: the ISO day, `XXXX-MM-DD` where the year is not known, None where the evidence is too weak to tell it. `anchor`: the day that
    relative expressions count from, also where it is too weak; of a day without a year, in some year of the same calendar. `confidence`: the
    probability, 0 to 1, that the day is right or next to the right one.
    """

    value: str | None
    basis: str
    confidence: float
    anchor: date
    year_known: bool


def publication(reading: Reading, expressions: list[Found], years: Sequence[int] = ()) -> Publication | None:
    """Return what the text tells of its day of publication, None where it tells nothing.

    `expressions`: those found in it; `years`: those of articles beside it, by which a day without a year gets one.
    """
    return _told(reading) or _weighed(reading, expressions, years)


def _told(reading: Reading) -> Publication | None:
    """Return the day that the frame of an article tells in a byline or dateline."""
    text = reading.text
    lines = reading.layout.lines
    near = (place for place in (*lines[:5], *lines[-4:]) if place[1] - place[0] <= LONGEST_DATE_LINE)
    places = [(place, "byline") for place in near if _DATE_LINE.match(text[slice(*place)])]
    if reading.layout.dateline:
        places.append((reading.layout.dateline, "dateline"))
    for place, basis in places:
        if not _DIGIT.search(text, *place):
            continue
        for timex in tag(text[slice(*place)]):
            if _ISO_DAY.match(timex.value) and (day := stated_day(timex.value)):
                return Publication(timex.value[:10], basis, _CERTAIN, day, True)
    return None


@dataclass(slots=True)
class _Stated:
    """A day and month that the text states and that was there when it was written; `before` and `after`: its sentence, quotations left out before it."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    start: int
    past: bool
    before: str
    after: str

    @property
    def kind(self) -> str:
        """What the day is told of: something said, whatever ends a clause, or something else."""
        if _says(self.before) or _PINNED.search(self.before):
            return "said"
        return "closing" if self.after.lstrip()[:1] in _CLOSES else "other"

    def on(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def agrees(self, year: int) -> bool:
        """Return whether the weekday stated with the day is its weekday in a year."""
        day = self.on(year)
        return day is not None and (self.weekday is None or day.isoweekday() == self.weekday)


def _weighed(reading: Reading, expressions: list[Found], years: Sequence[int]) -> Publication | None:
    """Return the latest day of which the text speaks as of one that was there, with the probability that it is the day of publication."""
    stated = stated_days(reading, expressions)
    if not stated:
        return None
    year, sure, basis = _year(reading, expressions, stated, years)
    known = sure >= KNOWN
    found = latest_day(reading, expressions, stated, year if known else _some_year(stated))
    if found is None:
        return None
    latest, features = found
    day = probability("published", features)
    if known and day * sure >= ENOUGH:
        return Publication(latest.isoformat(), basis, round(day * sure, 2), latest, True)
    return Publication(f"XXXX-{latest:%m-%d}" if day >= ENOUGH else None, "inferred", round(day, 2), latest, known)


def _year(reading: Reading, expressions: list[Found], stated: Sequence[_Stated], years: Sequence[int]) -> tuple[int, float, str]:
    """Return the likeliest year of a text, its probability, and whether it is inferred from the text or from its neighbours."""
    if reading.layout.copyright_year is not None:
        return reading.layout.copyright_year, _CERTAIN, "inferred"
    told = latest_year(expressions, reading)
    year, sure = max(era.chances(reading.text, stated, told, years).items(), key=itemgetter(1))
    alone = sure if not years else era.chances(reading.text, stated, told, ()).get(year, 0.0)
    return year, sure, "neighbours" if alone < KNOWN <= sure else "inferred"


def stated_days(reading: Reading, expressions: Iterable[Found]) -> list[_Stated]:
    """Return the days that a text states as days that were there."""
    return [day for found in expressions if (day := _stated(found, reading)) is not None]


def latest_day(reading: Reading, expressions: Iterable[Found], stated: Sequence[_Stated], year: int | None) -> tuple[date, Features] | None:
    """Return the latest of the days, those without a year in a given one, and what tells how likely it is the day of publication, or next to it."""
    days = [(on, day) for day in stated if (on := _dated(day, year)) is not None and _counts(day, on)]
    if not days:
        return None
    latest = max(on for on, _ in days)
    there = [day for on, day in days if on == latest]
    earlier = max((on for on, _ in days if on < latest), default=None)
    gap = 0 if earlier is None else (latest - earlier).days
    later = _said_later(latest, expressions, reading)
    kinds = {day.kind for day in there}
    features = {
        "said": "said" in kinds,
        "closing": "closing" in kinds,
        "another_said": "said" not in kinds and any(day.kind == "said" for _, day in days),
        "heard": any(_heard().search(day.before) for day in there),
        "past": all(day.past for day in there),
        "own_year": any(day.year is not None for day in there),
        "year_elsewhere": all(day.year is None for day in there) and any(day.year is not None for _, day in days),
        "gap_day": gap == 1,
        "gap_week": 1 < gap <= _WEEK,
        "gap_more": gap > _WEEK,
        "early": there[0].start < _LEAD,
        "last": there[-1].start >= max(_LEAD, len(reading.text) - _LEAD),
        "weekend": latest.isoweekday() > _FRIDAY,
        "today": _TODAY.search(reading.text) is not None,
        "weekday_later": later is not None,
        "length": max(-1.0, min(1.0, math.log(len(reading.text) / _USUAL))),
    }
    return later or latest, {name: float(value) for name, value in features.items() if value}


_WEEK, _FRIDAY = 7, 5
_LEAD = 500  # characters at the beginning of a text, and at its end
_USUAL = 2500  # characters of an article
_TODAY = re.compile(r"(?i)\b(?:(?:hari|pagi|siang|sore|malam) ini|(?:pagi|siang|sore|malam) tadi|tadi (?:pagi|siang|sore|malam))\b")


def _counts(day: _Stated, on: date) -> bool:
    """Return whether a day is told as days of saying are: with its weekday, which is its own, or in a year that others gave."""
    return day.weekday is not None and (day.year is None or on.isoweekday() == day.weekday)


def _stated(found: Found, reading: Reading) -> _Stated | None:
    """Return the day and month of an expression, None where it has none or looks ahead."""
    parts = found.parts
    if "day" not in parts or parts.keys().isdisjoint(("month", "nmonth", "roman")) or "future" in parts:
        return None
    pair = day_month(parts)
    if pair is None or not reading.in_body(found.start, found.end):
        return None
    low, high = reading.sentences[reading.sentence_at(found.start)]
    before = _unquoted(reading.text[max(low, found.start - _CLAUSE) : found.start])
    after = reading.text[found.end : high]
    if (_looks_ahead(before) and not _PINNED.search(before)) or after.lstrip().startswith("mendatang"):
        return None
    year = int(parts["year"]) if "year" in parts else None
    if year is not None and year < 100:
        year += 2000
    weekday = weekday_number(parts["weekday"]) if "weekday" in parts else None
    return _Stated(*pair, year, weekday, found.start, "past" in parts, before, after)


_CLAUSE = 140  # characters before a day in which a verb of saying governs it
_CLOSES = ("", ".", ",", '"', "“")


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{any_of(load('publication')['words']['ahead'])}\b")


def _looks_ahead(before: str) -> bool:
    """Return whether the clause before an expression speaks of what is to come."""
    return _ahead().search(re.split(r"[.,!?\n]\s", before[-120:])[-1]) is not None


@cache
def _heard() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{any_of(load('publication')['words']['heard'])}\b")


@cache
def _saying() -> frozenset[str]:
    words = frozenset(entries(load("publication")["words"]["heard"]))
    return words | frozenset(active_cues()) | bare_cues() | passive_cues() | via_cues()


_WORD = re.compile(r"\w+")


def _says(before: str) -> bool:
    """Return whether a word of saying or hearing stands in what leads to a day."""
    return any(word.lower() in _saying() for word in _WORD.findall(before))


def _unquoted(before: str) -> str:
    """Return what stands between the last quotation and a day."""
    return before[max(before.rfind('"'), before.rfind("”")) + 1 :]


_PINNED = re.compile(
    r"(?i)\b(?:hari ini|(?:pagi|siang|sore|malam) (?:ini|tadi)|tadi (?:pagi|siang|sore|malam)),?\s*\(?$"
)  # and then its date


def _dated(day: _Stated, year: int | None) -> date | None:
    return day.on(day.year) if day.year is not None else day.on(year) if year is not None else None


_RANGE = re.compile(r"(?:[-–]|\b(?:hingga|sampai))\s*$")
_NOT_YET = 20  # characters before a year in which a word looks ahead
FIRST_YEAR, LAST_YEAR = 1990, 2100


def latest_year(expressions: Iterable[Found], reading: Reading) -> int | None:
    """Return the latest year that the text states as one that had begun."""
    text = reading.text
    years = [
        year
        for found in expressions
        if "year" in found.parts
        and FIRST_YEAR <= (year := int(found.parts["year"])) <= LAST_YEAR
        and not _RANGE.search(text, max(0, found.start - 10), found.start)
        and not _looks_ahead(text[max(0, found.start - _NOT_YET) : found.start])
        and reading.in_body(found.start, found.end)
    ]
    return max(years, default=None)


_SOME_YEAR = 1994  # with the 27 after it, one of every calendar


def _some_year(stated: Sequence[_Stated]) -> int | None:
    """Return a year with whose calendar most weekdays agree, None where there is none."""
    named = [day for day in stated if day.weekday is not None and day.year is None]
    score, year = max((sum(day.agrees(year) for day in named), year) for year in range(_SOME_YEAR, _SOME_YEAR + SAME_CALENDAR))
    return year if score * 2 > len(named) else None


_SOON = 2  # days after the latest stated one that a bare weekday of saying can mean


def _said_later(latest: date, expressions: Iterable[Found], reading: Reading) -> date | None:
    """Return the day of a bare weekday of saying (`dikutip dari X, Minggu`) that comes right after the latest stated day."""
    best = None
    for found in expressions:
        if found.kind != "weekday" or not found.parts.keys().isdisjoint(("day", "past", "future", "this")):
            continue
        after = (weekday_number(found.parts["weekday"]) - latest.isoweekday()) % 7
        if not 0 < after <= _SOON or not reading.in_body(found.start, found.end):
            continue
        low, high = reading.sentences[reading.sentence_at(found.start)]
        before = _unquoted(reading.text[max(low, found.start - _CLAUSE) : found.start])
        if _says(before) and not _looks_ahead(before) and reading.text[found.end : high].lstrip()[:1] in _CLOSES:
            best = max(best or latest, latest + timedelta(after))
    return best
