"""TIMEX3 values in words, for people, in their language: `2024-07-19TNI` is `Jumat malam, 19 Juli 2024`, or `Friday night, 19 July 2024`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from claimx.render.words import catalogue, say

_ROMAN = ("I", "II", "III", "IV")
_PARTS = ("TMO", "TAF", "TEV", "TNI")


def in_words(value: str, mod: str | None = None, lang: str = "id") -> str:
    """Return a TIMEX3 value as people write it, with its modifier before it; a value of another form as it is."""
    if value.endswith("_REF") and value in catalogue()["when"]:
        words = say(lang, f"when.{value}")
    else:
        words = next(
            (said for pattern, put in _FORMS if (match := pattern.fullmatch(value)) and (said := put(match, lang)) is not None), value
        )
    return f"{say(lang, f'when.{mod}')} {words}" if mod in catalogue()["when"] else words


def _name(lang: str, of: str, number: int) -> str:
    """Return the name of a weekday or month, counted from 1."""
    return say(lang, f"when.{of}").split()[number - 1]


def _clock(code: str | None, lang: str) -> dict[str, str]:
    """Return the part of a day and the time that a code tells, each with a blank before it, or empty."""
    if not code:
        return {"part": "", "time": ""}
    if code in _PARTS:
        return {"part": f" {say(lang, f'when.{code}')}", "time": ""}
    hour, _, minute = code[1:].partition(":")
    return {"part": "", "time": f" {say(lang, 'when.clock', hour=hour, minute=minute) if minute else say(lang, 'when.hour', hour=hour)}"}


def _day(match: re.Match[str], lang: str) -> str | None:
    year, month, number, time = match.groups()
    parts = {"n": str(int(number)), "month": _name(lang, "months", int(month)), **_clock(time, lang)}
    if year == "XXXX":
        return say(lang, "when.no_year", **parts)
    try:
        day = date(int(year), int(month), int(number))
    except ValueError:
        return None
    parts |= {"year": year, "weekday": _name(lang, "weekdays", day.isoweekday())}
    return say(lang, "when.day", **parts)


def _month(match: re.Match[str], lang: str) -> str | None:
    year, month = match.groups()
    name = _name(lang, "months", int(month))
    return say(lang, "when.no_year", **{"n": "", "month": name, **_clock(None, lang)}).strip() if year == "XXXX" else f"{name} {year}"


def _week(match: re.Match[str], lang: str) -> str | None:
    year, week, weekend = match.groups()
    try:
        first, last = (date.fromisocalendar(int(year), int(week), number) for number in ((6, 7) if weekend else (1, 7)))
    except ValueError:
        return None
    begins = str(first.day) if first.month == last.month else f"{first.day} {_name(lang, 'months', first.month)}"
    if first.year != last.year:
        begins = f"{begins} {first.year}"
    return say(
        lang, "when.weekend" if weekend else "when.week", days=f"{begins}–{last.day} {_name(lang, 'months', last.month)} {last.year}"
    )


def _duration(match: re.Match[str], lang: str) -> str | None:
    said = []
    for clock, part in (("", match[1]), ("T", match[2])):
        for number, unit in re.findall(r"(X|[\d.]+)(DE|CE|[A-Z])", part or ""):
            if f"for_{clock}{unit}" in catalogue()["when"]:
                told = say(lang, "when.several") if number == "X" else number.replace(".", "," if lang == "id" else ".")
                said.append(say(lang, f"when.for_{clock}{unit}", n=int(number) if number.isdecimal() else told))
    return " ".join(said) or None


def _returning(match: re.Match[str], lang: str) -> str:
    weekday, time = match.groups()
    if weekday == "WE":
        return say(lang, "when.weekends", **_clock(time, lang))
    return say(lang, "when.returning", **{"weekday": _name(lang, "weekdays", int(weekday)), **_clock(time, lang)})


_TIME = r"(T(?:MO|AF|EV|NI|[\d:]+))?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str | None]], ...] = (
    (re.compile(rf"(\d{{4}}|XXXX)-(0[1-9]|1[0-2])-(\d\d){_TIME}"), _day),
    (re.compile(rf"XXXX-XX-XX{_TIME}"), lambda m, lang: say(lang, "when.no_day", **_clock(m[1], lang))),
    (re.compile(r"XXXX-XX-(\d\d)"), lambda m, lang: say(lang, "when.of_month", n=str(int(m[1])))),
    (re.compile(r"(\d{4}|XXXX)-(0[1-9]|1[0-2])"), _month),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(rf"XXXX-WXX-([1-7]|WE){_TIME}"), _returning),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda m, lang: say(lang, "when.quarter", n=_ROMAN[int(m[2]) - 1], year=m[1])),
    (re.compile(r"(\d{4})-H([12])"), lambda m, lang: say(lang, "when.half", n=_ROMAN[int(m[2]) - 1], year=m[1])),
    (re.compile(r"\d{4}"), lambda m, lang: m[0]),
    (re.compile(r"(\d{3})"), lambda m, lang: say(lang, "when.decade", n=m[1])),
    (re.compile(r"(\d\d)"), lambda m, lang: say(lang, "when.century", n=str(int(m[1]) + 1))),
    (re.compile(r"P((?:(?:X|[\d.]+)(?:DE|CE|[YMWD]))*)(?:T((?:(?:X|[\d.]+)[HMS])+))?"), _duration),
)
