"""Periods of the calendar: months, years alone, decades, centuries, quarters, and the beginnings and ends of them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claimx.annotations import Timex
from claimx.timex.calendar import add_months, iso_week
from claimx.timex.context import (
    Context,
    Ending,
    Value,
    normal,
    number_of,
    shift_of,
    timex_of,
    word_before,
)
from claimx.timex.patterns import Found

_NUMBERED = re.compile(r"\b(?:nomor|no)\b\.?\s*:?\s*[\w./-]+\s*$", re.IGNORECASE)


_SAME_CLAUSE = 60  # characters from `tahun lalu` to the month that it dates
_DATE_LEADS = frozenset("pada sejak hingga sampai bulan akhir awal selama di dari pertengahan".split())
_NEAR_DATES = 50  # stated days last told among which one in a bare month is looked for


def _month(found: Found, context: Context) -> Timex | None:
    text, parts = context.text, found.parts
    month_word = parts["month"].rstrip(".")
    month = context.words["month"][month_word.lower()]
    said = text[found.start : found.end]
    before, after = context.before(found), context.after(found)
    bare = "year" not in parts and not any(p in parts for p in ("past", "future", "this")) and not said.lower().startswith("bulan")
    if month_word.islower() and not said.lower().startswith("bulan"):
        return None
    if len(month_word) <= 4 and month_word.lower() not in ("mei", "juni", "juli") and "year" not in parts:
        return None  # Mar, Sep, Des … alone may be anything
    if bare and (_is_name(before, after, said) or re.search(r"[\"“'‘]$", before)):
        return None
    if "year" in parts:
        context.year = int(parts["year"])
        return timex_of(found, "DATE", f"{int(parts['year']):04d}-{month:02d}")
    follow = re.match(r"\s*(?:[-–]|hingga|sampai|dan|,)\s*(\w+)\s+(\d{4})\b", after)
    if follow and follow[1].lower() in context.words["month"]:
        return timex_of(found, "DATE", f"{follow[2]}-{month:02d}")
    year = None if "yearword" in parts and context.published is None else _month_year(parts, context, month, found)
    return timex_of(found, "DATE", f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}")


def _month_year(parts: dict[str, str], context: Context, month: int, found: Found) -> int | None:
    """Return the year of a month named alone."""
    published = context.published
    if published is None:
        return context.year
    if "yearword" in parts:
        return published.year + shift_of(parts)
    if "this" in parts:
        return published.year
    said = context.relative_year
    if said and found.start - said[0] < _SAME_CLAUSE and parts.keys() <= {"month"} and context.within(0, said[0], found.start):
        return said[1]  # `tahun lalu, tepatnya bulan Mei`
    stated = next((day.year for at, day in reversed(context.dates[-_NEAR_DATES:]) if day.month == month and at < found.start), None)
    if stated is not None and parts.keys() <= {"month"}:
        return stated  # `dijadwal ulang pada 1 Mei mendatang. Tiket berlaku di Mei`
    here = published.year * 12 + published.month - 1
    candidates = [(year * 12 + month - 1, year) for year in (published.year - 1, published.year, published.year + 1)]
    if "past" in parts:
        return max(c for c in candidates if c[0] <= here)[1]
    if "future" in parts:
        return min(c for c in candidates if c[0] >= here)[1]
    nearest = min(candidates, key=lambda c: abs(c[0] - here))
    if nearest[0] < here and context.is_future(found):
        return min(c for c in candidates if c[0] >= here)[1]
    if nearest[0] > here and (context.is_past(found) or (not context.is_future(found) and nearest[0] - here > 3)):
        return nearest[1] - 1
    return nearest[1]


def _is_name(before: str, after: str, said: str) -> bool:
    """Return whether a capitalised month or named word stands in a personal name, a title or the name of a body."""
    if said.isupper():
        return False
    if re.search(r"[\"“'‘]\s*(?:[A-Z]\w+\s)?$", before) and re.match(r"\s*(?:[A-Z]\w*)?[\"”'’]|\s+[A-Z]", after):
        return True
    if re.match(r"\s+[A-Z][a-z]+", after) and not re.search(r"\b(?:pada|sejak|hingga|sampai|bulan|dan|selama|akhir|awal)\s+$", before):
        return True
    if re.match(r",\s+sapaan|,\s+(?:nama|panggilan)", after):
        return True
    previous = re.search(r"([A-Z]\w+)\s+$", before)
    if previous and previous[1].lower() not in _DATE_LEADS:
        return bool(before[: previous.start()].strip())
    return bool(re.search(r"(?i)\b(?:sebelas|supersemar|tritura)\s+$", before))


def _year_form(found: Found, context: Context) -> Timex | None:
    """`tahun 2018`, but not the year of a law (`Nomor 5 Tahun 2020`)."""
    if _NUMBERED.search(context.before(found)):
        return None
    decade = context.text[found.start : found.end].endswith("an")
    return timex_of(found, "DATE", found.parts["year"][: 3 if decade else 4])


def _decade(found: Found, context: Context) -> Timex | None:
    word = found.parts["decade"]
    said = context.text[found.start : found.end]
    if len(word) == 4 and re.search(r"(?i)(?:uang|pecahan|lembar|rp\.?|nominal)\s*$", context.before(found)):
        return None
    if len(word) == 4:
        return timex_of(found, "DATE", word[:3])
    if not said.lower().startswith("tahun") and not re.search(r"(?i)(?:tahun|era|dekade|angkatan|generasi)\s+$", context.before(found)):
        return None
    return timex_of(found, "DATE", ("19" if int(word) >= 30 else "20") + word[0])


def _century(found: Found, context: Context) -> Timex | None:
    if "century_word" in found.parts and found.parts["century_word"][0].isupper() and context.before(found).strip():
        return None  # a name: `grup musik Abad Kelima`
    if "century_word" in found.parts:
        number = int(number_of(normal(found.parts["century_word"]).removeprefix("ke")) or 0)
    else:
        word = found.parts["century"]
        number = int(word) if word.isdigit() else _roman(word.upper())
    return timex_of(found, "DATE", f"{number - 1:02d}") if 1 <= number <= 30 else None


def _roman(word: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for letter, following in zip(word, word[1:] + " ", strict=True):
        value = values[letter]
        total += -value if value < values.get(following, 0) else value
    return total


_HALF_LEAD = Ending(r"\b(?:sepanjang|selama|hingga|sampai|akhir|awal|kinerja|laba|realisasi)\s+", 14, re.IGNORECASE)


def _quarter(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    unit = normal(parts["qunit"])
    half = unit in ("semester", "paruh")
    if unit == "q" and (
        parts["qunit"] == "q" or ("year" not in parts and word_before(context.before(found)).lower() not in context.words["quarter_lead"])
    ):
        return None  # a car, a telephone
    ordinal = normal(parts.get("ordinal", ""))
    said = normal(context.text[found.start : found.end])
    base = context.published
    year: int | None
    if "year" in parts:
        year = int(parts["year"])
    elif re.search(r"tahun", said) and base:
        year = base.year + shift_of(parts)
    elif not ordinal and base:  # kuartal lalu, kuartal ini
        size = 6 if half else 3
        index = base.year * (12 // size) + (base.month - 1) // size + shift_of(parts)
        return timex_of(found, "DATE", f"{index // (12 // size)}-{'H' if half else 'Q'}{index % (12 // size) + 1}")
    elif half:
        if "this" not in parts and "past" not in parts and not (ordinal in ("i", "ii") and _HALF_LEAD.of(context.before(found))):
            return None  # a term of study
        year = base.year if base else None
    else:
        year = base.year if base else None
        nearby = re.search(r"tahun\s+(lalu|ini)[^.]{0,20}$", context.before(found), re.IGNORECASE)
        if nearby and year is not None:
            year -= nearby[1].lower() == "lalu"
        elif nearby and context.year:
            year = context.year - (nearby[1].lower() == "lalu")
        elif year is None:
            year = context.year
    number = (2 if half else 4) if ordinal == "terakhir" else context.words["ordinal"].get(ordinal.removeprefix("ke-"))
    if number is None or (half and number > 2):
        return None
    stem = f"{year:04d}" if year else "XXXX"
    return timex_of(found, "DATE", f"{stem}-{'H' if half else 'Q'}{number}")


def _edge(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    mod = context.words["edge"][normal(parts["edge"])]
    said = context.text[found.start : found.end]
    if "eunit" in parts:
        unit = normal(parts["eunit"])
        base = context.published
        shift = shift_of(parts)
        if unit in ("pekan", "minggu"):
            week = iso_week(base + timedelta(7 * shift)) if base else "XXXX-WXX"
            return timex_of(found, "DATE", f"{week}-WE") if mod == "END" else timex_of(found, "DATE", week, mod)
        if base is None:
            return timex_of(found, "DATE", "XXXX-XX" if unit == "bulan" else "XXXX", mod)
        if unit == "bulan":
            year, month = add_months(base, shift)
            return timex_of(found, "DATE", f"{year:04d}-{month:02d}", mod)
        return timex_of(found, "DATE", f"{base.year + shift:04d}", mod)
    if "month" in parts:
        if parts["month"].islower():
            return None
        month = context.words["month"][parts["month"].lower().rstrip(".")]
        stated = int(parts["year"]) if "year" in parts else _month_year(parts, context, month, found)
        return timex_of(found, "DATE", f"{stated:04d}-{month:02d}" if stated else f"XXXX-{month:02d}", mod)
    if "year" in parts:
        if not said.split()[0].islower() and re.match(r"[A-Z][a-z]+\s+[A-Z]", said):
            return None
        return timex_of(found, "DATE", parts["year"], mod)
    return None


def _nth_week(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    month = context.words["month"][parts["month"].lower().rstrip(".")]
    year = int(parts["year"]) if "year" in parts else _month_year(parts, context, month, found)
    number = context.words["ordinal"].get(normal(parts["ordinal"]).removeprefix("ke-"), 4)
    if year is None:
        return timex_of(found, "DATE", f"XXXX-{month:02d}")
    return timex_of(found, "DATE", iso_week(date(year, month, min(28, 7 * (number - 1) + 4))))


VALUES: dict[str, Value] = {
    "month": _month, "nth_week": _nth_week, "edge": _edge, "year": _year_form, "decade": _decade, "century": _century,
    "quarter": _quarter,
}  # fmt: skip
