"""Amounts of time: durations, how often something returns, and what lies so long ago or ahead of publication."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from claimx.annotations import Timex
from claimx.lexicons import load, word_class
from claimx.timex.calendar import add_months, iso_week
from claimx.timex.context import (
    Context,
    Ending,
    Value,
    clock_of,
    duration_value,
    mod_of,
    normal,
    number_of,
    shift_of,
    timex_of,
    weekday_number,
)
from claimx.timex.patterns import Found

_OLD = "perempuan|pria|lelaki|laki-laki|wanita|anak|bocah|remaja|pemuda|pemudi|kakek|nenek|gadis|balita|bayi|pebalap|pembalap|pemain|penyerang|gelandang|bek|kiper|petenis|petinju|penyanyi|aktor|aktris|berusia|usia|umur|berumur|seumur|usianya|umurnya|menginjak|genap|ulang tahun|ulang tahun ke-?"

_AGE_LIMIT = "hingga|sampai|di atas|di bawah|lebih dari|kurang dari|sekitar|antara|minimal|maksimal"

_AGE = Ending(rf"\b(?:{_OLD})(?:\s+(?:{_AGE_LIMIT}))?\s*", 34, re.IGNORECASE)

_AGE_ENDS = frozenset(phrase.split()[-1].strip("-?") for phrase in f"{_OLD}|{_AGE_LIMIT}".split("|"))  # the last words of what it matches

# an age in any unit, with who is that old (`usia mereka`) or the other end of a range before the number
_AGE_WORD = re.compile("u(?:sia|mur)|ba(?:yi|lita)")  # one of which it holds

_AGE_IN_ANY_UNIT = re.compile(
    r"\b(?:berusia|berumur|seusia|seumur|(?:usia|umur)(?:nya|\s+(?!sekitar|antara)[a-z]+(?:\s+(?:itu|ini|tersebut))?)?|bayi|balita)(?:\s+(?:sekitar|antara|minimal|maksimal|baru|masih))?"
    r"(?:\s+\d+(?:,\d+)?\s*(?:-|–|hingga|sampai(?:\s+dengan)?|dan|atau))?\s*$",
    re.IGNORECASE,
)

_ONE: dict[str, str] = load("dates")["one"]
_ONE_UNIT = {f"se{unit}": unit for unit in load("dates")["words"]["unit"]}


def _relative(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    unit = normal(parts["runit"])
    if (
        parts["runit"][0].isupper()
        and unit == "minggu"
        and "this" in parts
        and re.search(r"(?i)\b(?:sekolah|hari)\s+$", context.before(found))
    ):
        return None
    shift = shift_of(parts)
    if unit == "tahun" and context.published is not None:
        context.relative_year = (found.end, context.published.year + shift)
    return _shifted(found, context, unit, shift, None)


_IN_YEARS = {"hari": 1 / 365, "minggu": 1 / 52, "pekan": 1 / 52, "bulan": 1 / 12, "windu": 8, "dekade": 10, "dasawarsa": 10, "abad": 100}


def _within_calendar(year: int, unit: str, shift: float) -> bool:
    """Return whether so many units from a year a calendar of four digits still holds."""
    return 1 < year + shift * _IN_YEARS.get(unit, 1) < 9998


def _shifted(found: Found, context: Context, unit: str, shift: int, mod: str | None) -> Timex | None:
    """Value `shift` units from publication, at the unit's own grain."""
    base = context.published
    if not _within_calendar((base or date.today()).year, unit, shift):
        return timex_of(found, "DATE", "PAST_REF" if shift < 0 else "FUTURE_REF", mod)
    if base is None:
        if unit == "tahun" and context.year:
            return timex_of(found, "DATE", f"{(context.dates[-1][1].year if context.dates else context.year) + shift}", mod)
        if unit == "bulan" and context.dates:
            year, month = add_months(context.dates[-1][1], shift)
            return timex_of(found, "DATE", f"{year:04d}-{month:02d}", mod)
        blanks = {"hari": "XXXX-XX-XX", "minggu": "XXXX-WXX", "pekan": "XXXX-WXX", "bulan": "XXXX-XX", "tahun": "XXXX"}
        return timex_of(found, "DATE", blanks.get(unit, "PAST_REF" if shift < 0 else "FUTURE_REF"), mod)
    if unit == "hari":
        day = base + timedelta(shift)
        context.dates.append((found.start, day))
        return timex_of(found, "DATE", day.isoformat(), mod)
    if unit in ("minggu", "pekan"):
        return timex_of(found, "DATE", iso_week(base + timedelta(7 * shift)), mod)
    if unit == "bulan":
        year, month = add_months(base, shift)
        return timex_of(found, "DATE", f"{year:04d}-{month:02d}", mod)
    if unit in ("tahun", "windu", "dekade", "dasawarsa", "abad"):
        value = f"{base.year + int(_IN_YEARS.get(unit, 1)) * shift:04d}"
        return timex_of(found, "DATE", value[:3] if unit in ("dekade", "dasawarsa") else value, mod)
    if unit in ("jam", "menit", "detik"):
        return timex_of(found, "TIME", "PAST_REF" if shift < 0 else "FUTURE_REF", mod)
    return None


def _amount(found: Found, context: Context) -> Timex | None:
    """An amount of time: how long something lasts, how often it comes back, or how far from a day it lies."""
    parts = found.parts
    if "ago" in parts:
        return _counted(found, context, -1)
    if "ahead" in parts:
        return _ahead(found, context)
    if "then" in parts:
        return _then(found, context)
    return _set_every(found, context) if "again" in parts else _duration(found, context)


def _ahead(found: Found, context: Context) -> Timex | None:
    if "se" in found.parts and context.before(found).rstrip().lower().endswith("selama"):
        return timex_of(found, "DURATION", _ONE[normal(found.parts["se"])], mod_of(found.parts))  # so much longer, not then
    return _counted(found, context, 1)


def _number_in(parts: dict[str, str]) -> float | str | None:
    """Return the number of an amount, `setengah` after it counted; `X` where it is vague."""
    number = number_of(parts["num"])
    return number + 0.5 if "andhalf" in parts and isinstance(number, float) else number


def _counted(found: Found, context: Context, sign: int) -> Timex | None:
    parts = found.parts
    mod = mod_of(parts)
    if sign < 0 and mod in ("LESS_THAN", "MORE_THAN"):
        mod = "AFTER" if mod == "LESS_THAN" else "BEFORE"
    unit, number = (_ONE_UNIT.get(normal(parts["se"])), 1.0) if "se" in parts else (normal(parts["unit"]), _number_in(parts))
    if not unit or not isinstance(number, float) or number != int(number):
        return timex_of(found, "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    return _shifted(found, context, unit, sign * int(number), mod)


def _then(found: Found, context: Context) -> Timex | None:
    """`dua hari kemudian`: counted from the last stated date; a duration where that is unknown or the unit is short."""
    parts = found.parts
    unit = _ONE_UNIT.get(normal(parts["se"]), "") if "se" in parts else normal(parts["unit"])
    amount = 1.0 if "se" in parts else _number_in(parts)
    shorter = replace(found, end=found.start + len(context.text[found.start : found.end].rsplit(None, 1)[0]))
    if isinstance(amount, float) and (amount != int(amount) or not _within_calendar(2000, unit, amount)):
        return _duration(shorter, context)
    if unit == "tahun" and isinstance(amount, float) and (context.year or context.dates):
        base_year = context.year or context.dates[-1][1].year
        return timex_of(found, "DATE", f"{base_year + int(amount)}")
    if unit in ("hari", "pekan", "minggu", "bulan") and isinstance(amount, float) and context.dates:
        base = context.dates[-1][1]
        if unit == "bulan":
            year, month = add_months(base, int(amount))
            return timex_of(found, "DATE", f"{year:04d}-{month:02d}")
        day = base + timedelta(int(amount) * (1 if unit == "hari" else 7))
        return timex_of(found, "DATE", day.isoformat() if unit == "hari" else iso_week(day))
    return _duration(shorter, context)


_THEREAFTER = re.compile(r"\s+(?:setelahnya|sesudahnya|sebelumnya|kemudiannya|berikutnya|setelah itu|sebelum itu)")

_OTHER_NUMBER_BEFORE = Ending(r"(?:\b(?:ke|kelas|usia|umur|pasal|ayat|nomor|gol|skor|u)[- ]?|[/-]|\d[.,:])", 7, re.IGNORECASE)

_NUMBER_JOINED = Ending(r"\d\s?[-–]\s?", 4)

_CAPITALISED_UNIT = re.compile(r"\d+\s+\w+\s*[,.]")

_NUMBER_LABEL = Ending(r"\(\s*|\b(?:nomor|no\.?)\s*", 8, re.IGNORECASE)

_NAME_AND_COMMA = Ending(r"[A-Z]\w+,\s+", 40)

_MEASURE = re.compile(r"(?i)\s+(?:lintang|bujur|busur|ls|lu|bt|bb)\b")  # minutes and seconds of a position

_OTHER_HOURS = re.compile(r"\s+(?:tangan|terbang|dinding|malam|kerja)\b")

_POINTED = re.compile(r"\s+(itu|ini|tersebut)\b")

_SOMEBODY = frozenset("pria wanita perempuan lelaki laki-laki pemuda remaja gadis bocah anak rapper kakek nenek".split())

_MARKS = "(“\"‘-'’”«[–—"  # what stands right before or after a word


_OF_SOMEBODY = re.compile(r" (?:asal|kelahiran|yang (?!lalu|akan|lewat))")  # what goes on after an age: `nelayan 58 tahun asal …`


def _age_of_somebody(before: str, lately: bool) -> bool:
    """Return whether a word for a person stands right before a number (`rapper 18 tahun itu`; `presiden 10 tahun ini` may be lately)."""
    words = [word.strip(_MARKS) for word in re.split(r"[\s/]", before.lower().rstrip())]
    last = words[-1]
    if last == "bola" and words[-2:-1] in (["pemain"], ["pesepak"]):
        return True
    return last in _SOMEBODY or (not lately and last in word_class("role") | word_class("group"))


def _duration(found: Found, context: Context) -> Timex | None:
    """An amount of time (`tiga hari`, `dua tahun enam bulan`); None for an age, a measure and a name."""
    parts = found.parts
    tail = normal(parts.get("tail", ""))
    mod = "MORE_THAN" if tail == "lebih" else context.words["approximation"].get(tail, mod_of(parts))
    if "se" in parts:
        return _one_unit(found, context, mod)
    if _is_name_of_an_amount(found, context) or _is_age(found, context) or _is_measure(found, context):
        return None
    number = _number_in(parts)
    if number is None or _last_word(context.before(found)) == "salah":
        return None
    value = duration_value(number, normal(parts["unit"]))
    for more in ("2", "3"):
        added = number_of(parts["num" + more]) if "num" + more in parts else None
        if added is not None and added != "X":
            value = _joined(value, duration_value(added, normal(parts["unit" + more])))
    return timex_of(found, "DURATION", value, mod)


def _last_word(before: str) -> str:
    words = before.lower().rsplit(None, 2)
    return words[-1].strip(_MARKS) if words else ""


def _one_unit(found: Found, context: Context, mod: str | None) -> Timex | None:
    """`setahun`, `setengah jam`; a set after `kali` (`dua kali setahun`)."""
    before, after, said = context.before(found), context.after(found), normal(found.parts["se"])
    if _THEREAFTER.match(after):
        return None
    if re.search(r"(?i)\b(?:kali|x)\s+(?:dalam\s+)?$", before):
        return timex_of(found, "SET", _ONE[said])
    if (said.startswith("setengah") and re.match(r"\s+(?:jadi|mati)", after)) or re.match(r"\s+sekali\b", after):
        return None
    return timex_of(found, "DURATION", _ONE[said], mod)


_PERIODS = frozenset({"semester", "kuartal", "caturwulan", "triwulan"})
_COUNTED = re.compile(r"(?i)(?:dua|tiga|empat|lima|\d|(?:pulu|bela|ratu|ribu)\w*an)\s")


def _is_name_of_an_amount(found: Found, context: Context) -> bool:
    """Return whether an amount is a name (`1.000 Hari Pertama`), a period by its number, or another word (`bulan sabit`)."""
    unit_said, after = found.parts["unit"], context.after(found)
    unit = normal(unit_said)
    said = context.text[found.start : found.end]
    if unit_said[0].isupper() and not said.isupper() and not _CAPITALISED_UNIT.match(said + after[:1]):
        return True
    if unit in _PERIODS and not _COUNTED.match(said):
        return True
    return unit == "bulan" and after.lstrip().startswith(("sabit", "purnama", "madu"))


def _is_age(found: Found, context: Context) -> bool:
    """Return whether an amount tells how old somebody is, or a year is only labelled by its number."""
    parts, before, after = found.parts, context.before(found), context.after(found)
    years = normal(parts["unit"]) == "tahun"
    if years and ((_last_word(before) in _AGE_ENDS and _AGE.of(before)) or (parts["num"][0].isdigit() and _NUMBER_LABEL.of(before))):
        return True
    if _AGE_WORD.search(before.lower()) and _AGE_IN_ANY_UNIT.search(before):
        return True
    if years and _OF_SOMEBODY.match(after) and (after.startswith(" asal") or _age_of_somebody(before, lately=False)):
        return True
    if years and (pointed := _POINTED.match(after)) and _age_of_somebody(before, pointed[1] == "ini"):
        return True
    return years and after.startswith(",") and _NAME_AND_COMMA.of(before) is not None  # an age after a name


def _is_measure(found: Found, context: Context) -> bool:
    """Return whether an amount goes on with another number, or counts angles, hours of the clock or parts of a whole."""
    before, after, unit = context.before(found), context.after(found), normal(found.parts["unit"])
    if _OTHER_NUMBER_BEFORE.of(before) and not _NUMBER_JOINED.of(before):
        return True
    if (unit == "jam" and _OTHER_HOURS.match(after)) or (unit in ("detik", "menit") and _MEASURE.match(after)):
        return True
    return after.startswith(("-an", "/"))


def _joined(first: str, second: str) -> str:
    """Join two durations: P2Y and P6M make P2Y6M, PT15M and PT4S make PT15M4S."""
    return first + second[2 if "T" in first and second.startswith("PT") else 1 :]


def _span_of_days(found: Found, context: Context) -> Timex | None:
    return timex_of(found, "DURATION", f"PT{int(found.parts['times']) * int(found.parts['hours'])}H")


def _plural(found: Found, context: Context) -> Timex | None:
    return timex_of(found, "DURATION", duration_value("X", normal(found.parts["plural"])))


_LENGTH = Ending(r"(?<![^\W\d_])(?:km|kilometer|meter|mil|m)\s*", 12, re.IGNORECASE)


def _set(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    said = normal(context.text[found.start : found.end])
    if said.startswith("per ") and not re.match(r"per (?:hari|bulan|tahun|pekan|minggu|jam|menit|detik|triwulan|kuartal)", said):
        return None
    if _LENGTH.of(context.before(found)):
        return None  # a speed
    time = clock_of(parts) or (context.words["part"].get(normal(parts["part"]), "") if "part" in parts else "")
    value = None
    if "weekend" in parts:
        value = "XXXX-WXX-WE"
    elif parts.get("weekday") == "minggu":
        value = "XXXX-WXX-7" if "hari" in said.split() else "P1W"
    elif "weekday" in parts:
        value = f"XXXX-WXX-{weekday_number(parts['weekday'])}{time}"
    elif "day" in parts:
        value = f"XXXX-XX-{int(parts['day']):02d}"
    elif parts.get("every") == "Minggu":
        value = "XXXX-WXX-7"
    elif time:
        value = f"XXXX-XX-XX{time}"
    elif "every" in parts:
        value = duration_value(1, normal(parts["every"]))
    return timex_of(found, "SET", value) if value else None


def _set_every(found: Found, context: Context) -> Timex | None:
    if "se" in found.parts:
        return timex_of(found, "SET", _ONE[normal(found.parts["se"])], mod_of(found.parts))
    number = _number_in(found.parts)
    if number is None or _LENGTH.of(context.before(found)):
        return None
    return timex_of(found, "SET", duration_value(number, normal(found.parts["unit"])), mod_of(found.parts))


VALUES: dict[str, Value] = {
    "set": _set, "set_every": _set_every, "relative": _relative, "amount": _amount, "span_of_days": _span_of_days, "plural": _plural,
}  # fmt: skip
