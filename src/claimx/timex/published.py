"""The publication day of an article that comes without one: told in its frame, or weighed from the days that its text states.

What is not certain is not said: without a year the day is `XXXX-10-12`, and a day that the evidence does not bear out is none,
though relative expressions still count from it, as a reader would count them from the text's own day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, passive_cues, via_cues
from claimx.lexicons import any_of, entries, load
from claimx.timex.calendar import SAME_CALENDAR, stated_day
from claimx.timex.context import weekday_number
from claimx.timex.days import day_month
from claimx.timex.patterns import Found
from claimx.timex.values import tag

LONGEST_DATE_LINE = 120  # characters; those of all weekdays, months and labels have half of it
ENOUGH = 0.6  # the confidence from which a weighed day is told
_CERTAIN = 0.99  # of a day that the frame tells

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
    relative expressions count from, also where it is too weak; of a day without a year, in some year of the same calendar. `confidence`: 0 to 1.
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
    before: str
    after: str

    @property
    def kind(self) -> str:
        """What the day is told of: one of the kinds of `[confidence]`."""
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
    """Return the latest day of which the text speaks as of one that was there, with what speaks for it."""
    stated = [day for found in expressions if (day := _stated(found, reading)) is not None]
    if not stated:
        return None
    year = reading.layout.copyright_year
    told = None if year is not None else _latest_year(expressions, reading)
    year = year or _year_of(stated, told)
    days = [(on, day) for day in stated if (on := _dated(day, year)) is not None and _counts(day, on)]
    if not days:
        return _without_year(stated, years if told is None else [y for y in years if told <= y <= told + 1])
    latest = max(on for on, _ in days)
    kinds = {day.kind for on, day in days if on == latest}
    if kinds == {"closing"} and any(day.kind == "said" for _, day in days):
        kinds = {"other"}  # what is said is said earlier: the later day is one of an event
    later = _said_later(latest, expressions, reading)
    if later is not None:
        latest, kinds = later, {"said"}
    confidence = max(_confidence()[kind] for kind in kinds)
    return Publication(latest.isoformat() if confidence >= ENOUGH else None, "inferred", confidence, latest, True)


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
    if _looks_ahead(before) or after.lstrip().startswith("mendatang"):
        return None
    year = int(parts["year"]) if "year" in parts else None
    if year is not None and year < 100:
        year += 2000
    weekday = weekday_number(parts["weekday"]) if "weekday" in parts else None
    return _Stated(*pair, year, weekday, before, after)


_CLAUSE = 140  # characters before a day in which a verb of saying governs it
_CLOSES = ("", ".", ",", '"', "“")


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{any_of(load('publication')['words']['ahead'])}\b")


def _looks_ahead(before: str) -> bool:
    """Return whether the clause before an expression speaks of what is to come."""
    return _ahead().search(re.split(r"[.,!?\n]\s", before[-120:])[-1]) is not None


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


@cache
def _confidence() -> dict[str, float]:
    return {kind: value for kind, value in load("publication")["confidence"].items() if isinstance(value, float)}


def _dated(day: _Stated, year: int | None) -> date | None:
    return day.on(day.year) if day.year is not None else day.on(year) if year is not None else None


_RANGE = re.compile(r"(?:[-–]|\b(?:hingga|sampai))\s*$")
_NOT_YET = 20  # characters before a year in which a word looks ahead
FIRST_YEAR, LAST_YEAR = 1990, 2100


def _latest_year(expressions: Iterable[Found], reading: Reading) -> int | None:
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


def _year_of(stated: list[_Stated], told: int | None) -> int | None:
    """Return the year of days that state none: the latest year told, or the next, by which of them their weekdays agree with.

    Of 1,183 articles those that state days only so have been published at most a year after the latest year that they tell; where the
    weekdays leave neither, the year is not known.
    """
    named = [day for day in stated if day.weekday is not None and day.year is None]
    full = [day.year for day in stated if day.year is not None and day.weekday is not None and day.agrees(day.year)]
    if told is None or not (named or full):
        return None
    if full and max(full) >= told:
        return max(full)
    for year in (told, told + 1):
        agreeing = sum(day.agrees(year) for day in named)
        if agreeing * 2 > len(named):
            return year
    return None


_SOME_YEAR = 1994  # with the 27 after it, one of every calendar
_MOST = 0.9  # of the neighbours in whose years the weekdays agree, so many are to be of one year


def _without_year(stated: list[_Stated], years: Sequence[int]) -> Publication | None:
    """Return the latest day and month, where their weekdays agree on a calendar, in the year of the neighbours that have it.

    `years`: of the neighbours, those that the text leaves open: one that tells of 2018 is not of 2025.
    """
    named = [day for day in stated if day.weekday is not None and day.year is None]
    if not named:
        return None

    def agreeing(year: int) -> int:
        return sum(day.agrees(year) for day in named)

    likely = [year for year in years if agreeing(year) * 2 > len(named)]
    year, count = Counter(likely).most_common(1)[0] if likely else (0, 0)
    known = count >= len(likely) * _MOST and count > 0
    if not known:
        score, year = max((agreeing(year), year) for year in range(_SOME_YEAR, _SOME_YEAR + SAME_CALENDAR))
        if score * 2 <= len(named):
            return None
    anchor = max(on for day in named if day.agrees(year) and (on := day.on(year)))
    sure = max(_confidence()[day.kind] for day in named if day.on(year) == anchor)
    both = sure * _confidence()["neighbours"]
    if known and both >= ENOUGH:
        return Publication(anchor.isoformat(), "neighbours", both, anchor, True)
    return Publication(f"XXXX-{anchor:%m-%d}" if sure >= ENOUGH else None, "inferred", sure, anchor, False)


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


def days_of(expressions: list[Found], reading: Reading) -> Iterator[tuple[date, str]]:
    """Yield the days that a text states in full with their weekday, each with its kind: what the confidences are fitted on."""
    for found in expressions:
        day = _stated(found, reading)
        if day is not None and day.year is not None and (on := day.on(day.year)) is not None and _counts(day, on):
            yield on, day.kind
