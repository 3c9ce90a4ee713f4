"""Days and bounds: ISO weeks, month lengths, Indonesian named days, Hijri months. No text is read here."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache, lru_cache

from claimx.lexicons import load


def add_months(day: date, months: int) -> tuple[int, int]:
    """Return (year, month) that lies `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def iso_week(day: date) -> str:
    """Return the ISO week of a day as `2020-W28`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


@cache
def named_days(year: int) -> dict[str, date]:
    """Return the official Indonesian holidays of a year by name, the first day of each (package `holidays`)."""
    import holidays

    found: dict[str, date] = {}
    for day, name in sorted(holidays.country_holidays("ID", years=year, language="id").items()):
        for part in name.split("; "):
            found.setdefault(part, day)
    return found


def named_day(name: str, year: int) -> date | None:
    """Return the day that a name means in a year: `08-17` as month-day, else a name that starts a holiday's name."""
    if not date.min.year <= year <= date.max.year:
        return None
    if re.fullmatch(r"\d\d-\d\d", name):
        return date(year, int(name[:2]), int(name[3:]))
    if name == "Kebangkitan":  # Easter Sunday: the package lists it only since it is a holiday, Good Friday always
        friday = named_day("Wafat", year)
        return friday + timedelta(2) if friday else None
    for title, day in named_days(year).items():
        if name.lower() in title.lower() and "cuti" not in title.lower():
            return day
    return None


def stated_day(value: str) -> date | None:
    """Return the day that a value begins with, None where there is no such day."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


SAME_CALENDAR = 28  # years after which all days have their weekdays again, between 1901 and 2099

# The Hijri months of which Indonesia keeps a day by law: the day in the month, and its holiday.
HIJRI_HOLIDAYS = {1: (1, "Tahun Baru Islam"), 3: (12, "Maulid"), 7: (27, "Isra"), 10: (1, "Idul Fitri"), 12: (10, "Idul Adha")}
_RAMADAN = 9


def indonesian_hijri(year: int, month: int, day: int = 1) -> date | None:
    """Return the Gregorian day of a Hijri date as Indonesia keeps it, None outside the range of `hijridate`.

    A month that has a holiday begins as far from that of Umm al-Qura as the holiday does (mostly a day or none); Ramadan as the ministry of
    religion announced it (`[ramadan]` in `lexicons/dates.toml`). The others are those of Umm al-Qura.
    """
    from hijridate import Hijri

    try:
        reckoned = date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None
    if month == _RAMADAN:
        begins = load("dates")["ramadan"].get(str(year))
        return date.fromisoformat(begins) + timedelta(day - 1) if begins else reckoned
    if month not in HIJRI_HOLIDAYS:
        return reckoned
    kept_on, name = HIJRI_HOLIDAYS[month]
    holiday = reckoned + timedelta(kept_on - day)
    official = next(
        (
            on
            for around in (holiday.year, holiday.year - 1, holiday.year + 1)
            if (on := named_day(name, around)) and abs((on - holiday).days) <= 2
        ),
        None,
    )
    return reckoned + (official - holiday) if official else reckoned


# a day or a month, a week or its end, a quarter or half, a year, decade or century
_CALENDAR_VALUE = re.compile(r"(\d{4})-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|([QH])(\d))|(\d{2,4})")


@lru_cache(maxsize=10_000)  # an article says the same few again and again
def bounds(value: str) -> tuple[str, str] | tuple[None, None]:
    """Return the first and last day of a TIMEX3 value as ISO days, None and None where it has none (`XXXX`, references, durations)."""
    limits = _limits(value)
    return (limits[0].isoformat(), limits[1].isoformat()) if limits else (None, None)


def _limits(value: str) -> tuple[date, date] | None:
    if "X" in value or value.startswith("P") or value.endswith("_REF"):
        return None
    match = _CALENDAR_VALUE.fullmatch(value.split("T")[0])
    if match is None:
        return None
    year, month, day, week, weekend, part, number, digits = match.groups()
    try:
        if day:
            only = date(int(year), int(month), int(day))
            return only, only
        if week:
            start = date.fromisocalendar(int(year), int(week), 1)
            return (start + timedelta(5 if weekend else 0), start + timedelta(6))
        if month:
            return _months(int(year), int(month), int(month))
        if part:
            size = 3 if part == "Q" else 6
            return _months(int(year), (int(number) - 1) * size + 1, int(number) * size)
        width = 10 ** (4 - len(digits))
        first_year = int(digits) * width
        return date(max(first_year, 1), 1, 1), date(first_year + width - 1, 12, 31)
    except (ValueError, OverflowError):
        return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
