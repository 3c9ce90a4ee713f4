"""Days and bounds: ISO weeks, month lengths, Indonesian named days, Hijri months. No text is read here."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache


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
    if re.fullmatch(r"\d\d-\d\d", name):
        return date(year, int(name[:2]), int(name[3:]))
    if name == "Kebangkitan":  # Easter Sunday: the package lists it only since it is a holiday, Good Friday always
        friday = named_day("Wafat", year)
        return friday + timedelta(2) if friday else None
    for title, day in named_days(year).items():
        if name.lower() in title.lower() and "cuti" not in title.lower():
            return day
    return None


def hijri_start(year: int, month: int, day: int = 1) -> date | None:
    """Return the Gregorian day of a Hijri date (package `hijridate`, Umm al-Qura); None outside its range."""
    from hijridate import Hijri

    try:
        return date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def bounds(value: str) -> tuple[date, date] | None:
    """Return the first and last day of a TIMEX3 value, None where it has none (`XXXX`, references, durations)."""
    if "X" in value or value.startswith("P") or value.endswith("_REF"):
        return None
    body = value.split("T")[0]
    try:
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", body):
            day = date(*map(int, match.groups()))
            return day, day
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", body):
            start = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return (start + timedelta(5 if match[3] else 0), start + timedelta(6))
        if match := re.fullmatch(r"(\d{4})-(\d\d)", body):
            year, month = int(match[1]), int(match[2])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        if match := re.fullmatch(r"(\d{4})-([QH])(\d)", body):
            year, size = int(match[1]), 3 if match[2] == "Q" else 6
            first = (int(match[3]) - 1) * size + 1
            last = first + size - 1
            return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
        if re.fullmatch(r"\d{2,4}", body):
            width = 10 ** (4 - len(body))
            first_year = int(body) * width
            return date(max(first_year, 1), 1, 1), date(first_year + width - 1, 12, 31)
    except ValueError:
        return None
    return None
