"""TIMEX3 values in Indonesian words, for people: `2024-07-19TNI` is `Jumat malam, 19 Juli 2024`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from claimx.lexicons import load


def _names(of: str) -> tuple[str, ...]:
    """Return the usual names of the weekdays or months in order: those that the lexicon lists first."""
    first: dict[int, str] = {}
    for word, number in load("dates")["words"][of].items():
        first.setdefault(number, word.capitalize())
    return tuple(first[number] for number in sorted(first))


WEEKDAYS, MONTHS = _names("weekday"), _names("month")
PARTS = {"TMO": "pagi", "TAF": "siang", "TEV": "petang", "TNI": "malam"}
UNITS = {"Y": "tahun", "M": "bulan", "W": "pekan", "D": "hari", "DE": "dekade", "CE": "abad"}
CLOCK_UNITS = {"H": "jam", "M": "menit", "S": "detik"}
REFERENCES = {"PAST_REF": "waktu lampau", "PRESENT_REF": "saat ini", "FUTURE_REF": "waktu mendatang"}
MODIFIERS = {
    "START": "awal", "MID": "pertengahan", "END": "akhir", "APPROX": "sekitar", "MORE_THAN": "lebih dari", "LESS_THAN": "kurang dari",
    "EQUAL_OR_MORE": "paling sedikit", "EQUAL_OR_LESS": "paling lama", "BEFORE": "sebelum", "AFTER": "setelah",
}  # fmt: skip
ROMAN = ("I", "II", "III", "IV")


def in_words(value: str, mod: str | None = None) -> str:
    """Return a TIMEX3 value as people write it, with its modifier before it; a value of another form as it is."""
    words = REFERENCES.get(value)
    if words is None:
        words = next((said for pattern, say in _FORMS if (match := pattern.fullmatch(value)) and (said := say(match)) is not None), value)
    return f"{MODIFIERS[mod]} {words}" if mod in MODIFIERS else words


def _time(code: str | None) -> str:
    return f" pukul {code[1:].replace(':', '.')}" if code and code not in PARTS else ""


def _day(match: re.Match[str]) -> str | None:
    year, month, number, time = match.groups()
    part = f" {PARTS[time]}" if time in PARTS else ""
    if year == "XXXX":
        return f"{int(number)} {MONTHS[int(month) - 1]} (tahun tak disebut){part}{_time(time)}"
    try:
        day = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return f"{WEEKDAYS[day.weekday()]}{part}, {day.day} {MONTHS[day.month - 1]} {year}{_time(time)}"


def _week(match: re.Match[str]) -> str | None:
    year, week, weekend = match.groups()
    try:
        first, last = (date.fromisocalendar(int(year), int(week), number) for number in ((6, 7) if weekend else (1, 7)))
    except ValueError:
        return None
    begins = str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    if first.year != last.year:
        begins = f"{begins} {first.year}"
    return f"{'akhir ' if weekend else ''}pekan {begins}–{last.day} {MONTHS[last.month - 1]} {last.year}"


def _duration(match: re.Match[str]) -> str | None:
    days, clock = match.groups()
    said = [
        f"{number.replace('X', 'beberapa').replace('.', ',')} {units[unit]}"
        for part, units in ((days, UNITS), (clock, CLOCK_UNITS))
        for number, unit in re.findall(r"(X|[\d.]+)(DE|CE|[A-Z])", part or "")
        if unit in units
    ]
    return " ".join(said) or None


def _returning(match: re.Match[str]) -> str:
    weekday, time = match.groups()
    day = "akhir pekan" if weekday == "WE" else WEEKDAYS[int(weekday) - 1]
    part = f" {PARTS[time]}" if time in PARTS else ""
    return f"hari {day}{part}{_time(time)}" if weekday != "WE" else f"{day}{part}{_time(time)}"


_TIME = r"(T(?:MO|AF|EV|NI|[\d:]+))?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(rf"(\d{{4}}|XXXX)-(\d\d)-(\d\d){_TIME}"), _day),
    (re.compile(rf"XXXX-XX-XX{_TIME}"), lambda m: f"hari tak disebut{' ' + PARTS[m[1]] if m[1] in PARTS else ''}{_time(m[1])}"),
    (re.compile(r"XXXX-XX-(\d\d)"), lambda m: f"tanggal {int(m[1])}"),
    (re.compile(r"(\d{4})-(\d\d)"), lambda m: f"{MONTHS[int(m[2]) - 1]} {m[1]}" if 1 <= int(m[2]) <= len(MONTHS) else None),
    (re.compile(r"XXXX-(\d\d)"), lambda m: f"{MONTHS[int(m[1]) - 1]} (tahun tak disebut)" if 1 <= int(m[1]) <= len(MONTHS) else None),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(rf"XXXX-WXX-(\d|WE){_TIME}"), _returning),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda m: f"kuartal {ROMAN[int(m[2]) - 1]} {m[1]}"),
    (re.compile(r"(\d{4})-H([12])"), lambda m: f"semester {ROMAN[int(m[2]) - 1]} {m[1]}"),
    (re.compile(r"\d{4}"), lambda m: m[0]),
    (re.compile(r"(\d{3})"), lambda m: f"{m[1]}0-an"),
    (re.compile(r"(\d\d)"), lambda m: f"abad ke-{int(m[1]) + 1}"),
    (re.compile(r"P((?:(?:X|[\d.]+)(?:DE|CE|[YMWD]))*)(?:T((?:(?:X|[\d.]+)[HMS])+))?"), _duration),
)
