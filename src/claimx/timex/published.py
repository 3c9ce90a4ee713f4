"""The publication day of an article that comes without one: told in its frame, or the latest day that its text states, where a fitted model bears it out.

What is not certain is not said: without a year (see `era`) the day is `XXXX-10-12`, and a day that the model does not bear out is none,
though relative expressions still count from it, as a reader would count them from the text's own day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from claimx.language.reading import Reading
from claimx.lexicons import load
from claimx.ranking.model import Features, probability
from claimx.records import Basis
from claimx.timex import era
from claimx.timex.calendar import SAME_CALENDAR, stated_day
from claimx.timex.context import weekday_number
from claimx.timex.patterns import Found
from claimx.timex.stated import (
    Stated,
    around,
    ends_clause,
    is_heard,
    latest_year,
    looks_ahead,
    mostly_agree,
    says,
    stated_days,
    without_year,
)
from claimx.timex.values import tag

LONGEST_DATE_LINE = 120  # characters; those of all weekdays, months and labels have half of it
ENOUGH = 0.75  # the confidence from which a weighed day is told: out of fold 6 % of such days are further off than one day
_CERTAIN = 0.99  # of a day that the frame tells
KNOWN = 0.7  # the chance from which a year is taken for known

_DIGIT = re.compile(r"\d")
_DATE_LINE = re.compile(
    r"^\W*(?:(?-i:(?:[A-Z]\w+\s?:\s*)?[A-Z][\w.]*(?: [A-Z][\w.]*){0,5})\s*[,|–-]\s*|(?:by|oleh)\s[^\d\n]{2,40}\son\s)?(?:(?:Diterbitkan|Dipublikasikan|Terbit|Tayang|Published|Tanggal)\W{0,3})?(?:(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad),?\s+)?"
    r"(?:\d{1,2}\s+\w+\s+\d{4}|[a-z]+\s\d{1,2},\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d)"
    r"(?:[\s,|•/–-]*(?:pukul\s+)?\d{1,2}[.:]\d\d(?:[.:]\d\d)?\s?(?:[ap]m)?(?:\s*WI[BT]A?)?)?(?:\s*[|•/]\s*[^|•/\n]{1,30}){0,4}\W*$",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"\b([A-Za-z]+)\s(\d{1,2}),\s+(\d{4})\b")
_ENGLISH_CLOCK = re.compile(r"\d/\d.*\d\s?[ap]m\b", re.IGNORECASE)  # `08/12/2016 3:15 pm`: nobody knows which is the month
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of the day of publication.

    `value`: the ISO day, `XXXX-MM-DD` where the year is not known, None where the evidence is too weak to tell it. `anchor`: the day that
    relative expressions count from, also where it is too weak; of a day without a year, in some year of the same calendar. `confidence`: the
    probability, 0 to 1, that the day is right or next to the right one.
    """

    value: str | None
    basis: Basis
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
    places: list[tuple[tuple[int, int], Basis]] = [
        (place, "byline") for place in near if _DATE_LINE.match(line := text[slice(*place)]) and not _ENGLISH_CLOCK.search(line)
    ]
    if reading.layout.dateline:
        places.append((reading.layout.dateline, "dateline"))
    for place, basis in places:
        if not _DIGIT.search(text, *place):
            continue
        for timex in tag(_in_indonesian(text[slice(*place)])):
            if _ISO_DAY.match(timex.value) and (day := stated_day(timex.value)):
                return Publication(timex.value[:10], basis, _CERTAIN, day, True)
    return None


def _in_indonesian(line: str) -> str:
    """Return a line with its day before the month, and months that are written in English: `August 12, 2016` is `12 Agustus 2016`."""
    ordered = _MONTH_FIRST.sub(r"\2 \1 \3", line)
    months: dict[str, str] = load("dates")["words"]["english_month"]
    return re.sub(r"[A-Za-z]+", lambda word: months.get(word[0].lower(), word[0]), ordered)


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


def _year(reading: Reading, expressions: list[Found], stated: Sequence[Stated], years: Sequence[int]) -> tuple[int, float, Basis]:
    """Return the likeliest year of a text, its probability, and whether it is inferred from the text or from its neighbours."""
    if reading.layout.copyright_year is not None:
        return reading.layout.copyright_year, _CERTAIN, "inferred"
    told = latest_year(reading, expressions)
    year, sure = max(era.chances(reading.text, stated, told, years).items(), key=itemgetter(1))
    alone = sure if not years else era.chances(reading.text, stated, told, ()).get(year, 0.0)
    return year, sure, "neighbours" if alone < KNOWN <= sure else "inferred"


def latest_day(reading: Reading, expressions: Iterable[Found], stated: Sequence[Stated], year: int | None) -> tuple[date, Features] | None:
    """Return the latest of the days, those without a year in a given one, and what tells how likely it is the day of publication, or next to it."""
    days = [(on, day) for day in stated if day.whole and (on := day.on(year)) is not None]
    if not days:
        return None
    latest = max(on for on, _ in days)
    there = [day for on, day in days if on == latest]
    features = {
        "said": any(day.said for day in there),
        "heard": any(is_heard(day.before) for day in there),
        "past": all(day.past for day in there),
        "own_year": any(day.year is not None for day in there),
        "early": there[0].start < _LEAD,
        "last": there[-1].start >= max(_LEAD, len(reading.text) - _LEAD),
    }
    later = _said_later(latest, expressions, reading)
    return later or latest, {name: 1.0 for name, value in features.items() if value}


_LEAD = 500  # characters at the beginning of a text, and at its end


_SOME_YEAR = 1994  # with the 27 after it, one of every calendar


def _some_year(stated: Sequence[Stated]) -> int | None:
    """Return a year with whose calendar most weekdays agree, None where there is none."""
    named = without_year(stated)
    _, year = max((sum(day.agrees(year) for day in named), year) for year in range(_SOME_YEAR, _SOME_YEAR + SAME_CALENDAR))
    return year if mostly_agree(named, year) else None


_SOON = 2  # days after the latest stated one that a bare weekday of saying can mean


def _said_later(latest: date, expressions: Iterable[Found], reading: Reading) -> date | None:
    """Return the day of a bare weekday of saying (`dikutip dari X, Minggu`) that comes right after the latest stated day."""
    best = None
    for found in expressions:
        if found.kind != "weekday" or not found.parts.keys().isdisjoint(("day", "past", "future", "this")):
            continue
        days = (weekday_number(found.parts["weekday"]) - latest.isoweekday()) % 7
        if not 0 < days <= _SOON or not reading.in_body(found.start, found.end):
            continue
        before, after = around(found, reading)
        if says(before) and not looks_ahead(before) and ends_clause(after):
            best = max(best or latest, latest + timedelta(days))
    return best
