"""Days with a name (holidays by year, Hijri dates, days counted from Idul Fitri) and references without a date (`kini`)."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from claimx.annotations import Timex
from claimx.language.morphology import looks_like_verb
from claimx.lexicons import load
from claimx.timex.calendar import HIJRI_HOLIDAYS, indonesian_hijri, named_day
from claimx.timex.context import (
    Context,
    Ending,
    Value,
    normal,
    timex_of,
)
from claimx.timex.patterns import Found

_IMLEK_ERA = 551  # its year 2575 began in 2024
_BUDDHIST_ERA = 544  # its year 2568 began in 2024

_NO_FEAST = Ending(r"\b(?:usia|umur|berusia|berumur|sekitar|kisaran|kepala)\s+", 12, re.IGNORECASE)


def _feast(found: Found, context: Context) -> str:
    """Return the feast before which a `malam takbiran` lies: the one named after it, else the nearer to publication."""
    after = context.after(found, 60).lower()
    if (said := re.search(r"idul ?(fitri|adha)|lebaran", after)) is not None:
        return "idul adha" if said[1] == "adha" else "idul fitri"
    published = context.published
    if published is None:
        return "idul fitri"
    feasts = ((named_day(context.named[name], published.year), name) for name in ("idul fitri", "idul adha"))
    return min((abs((day - published).days), name) for day, name in feasts if day)[1]


def _named(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    name = normal(parts["named"])
    if parts["named"].islower() and name not in context.words["named_small"]:
        return None
    if name in ("takbiran", "takbir"):  # the night before, on which `Allahu akbar` is called
        if "eve" not in parts:
            return None
        name = _feast(found, context)
    if _names_something_else(name, found, context):
        return None
    key = "08-17" if name in ("hut", "17") else context.named[name]
    year = _year_of(name, key, found, context)
    if year is None:
        return timex_of(found, "DATE", f"XXXX-{key}") if re.match(r"\d\d-", key) else None
    day = named_day(key, year)
    if day is None:
        return None
    if "eve" in parts:
        return timex_of(found, "TIME", (day - timedelta(1)).isoformat() + "TNI")
    context.dates.append((found.start, day))
    return timex_of(found, "DATE", day.isoformat())


def _is_bare(parts: dict[str, str]) -> bool:
    return parts.keys().isdisjoint(("year", "hyear", "imlek", "past", "future", "eve"))


def _names_something_else(name: str, found: Found, context: Context) -> bool:
    """Return whether a named day is told of a thing (`kue Natal`), or stands in somebody's name."""
    before, after = context.before(found), context.after(found)
    follows = re.match(r"\s+[A-Z][a-z]", after)
    if name == "17" and _NO_FEAST.of(before):
        return True
    if _is_bare(found.parts) and name in ("natal", "paskah", "imlek", "lebaran") and _MADE_FOR_IT.search(before):
        return True
    if name in ("natal", "paskah", "tahun baru") and (before[-1:].isalpha() or (follows and "year" not in found.parts)):
        return True
    inside = re.search(r"[A-Z]\w+\s+$", before) and follows
    return bool(inside and not re.search(r"\b(?:Pada|Jelang|Hari|Raya|Libur)\s+$", before))


_MADE_FOR_IT = re.compile(r"(?i)\b(?:pohon|kartu|ucapan|lagu|hadiah|kado|kue|baju|hiasan|ornamen|dekorasi)\s+$")


def _year_of(name: str, key: str, found: Found, context: Context) -> int | None:
    """Return the year of a named day: the one told with it, in any calendar, else by a date beside it, else the nearest to publication."""
    parts, published = found.parts, context.published
    if "hyear" in parts:
        return _gregorian_of(int(parts["hyear"]), key)
    if "imlek" in parts:
        return int(parts["imlek"]) - (_BUDDHIST_ERA if key == "Waisak" else _IMLEK_ERA)
    if "year" in parts:
        return int(parts["year"])
    if name.startswith("hut") and (count := re.search(r"ke-(\d+)", context.text[found.start : found.end])):
        return 1945 + int(count[1])
    if _is_bare(parts) and context.dates and _is_told(key, found, context):
        return context.dates[-1][1].year  # `1 Januari 2024: Tahun Baru`
    if published is None:
        return None
    if "past" in parts or "future" in parts:
        return published.year + (-1 if "past" in parts else 1)
    years = (published.year - 1, published.year, published.year + 1)
    options = [(abs((day - published).days), year) for year in years if (day := named_day(key, year))]
    return min(options)[1] if options else None


_SAME_LINE = 60  # characters from a date to the name of its day


def _is_told(key: str, found: Found, context: Context) -> bool:
    """Return whether the date told last, in the same sentence, is that of a named day: `1 Januari 2024: Tahun Baru`."""
    at, day = context.dates[-1]
    return found.start - at < _SAME_LINE and named_day(key, day.year) == day and context.within(0, at, found.start)


def _gregorian_of(hijri_year: int, key: str) -> int | None:
    month = next((month for month, (_, name) in HIJRI_HOLIDAYS.items() if name == key), 1)
    start = indonesian_hijri(hijri_year, month, HIJRI_HOLIDAYS[month][0])
    return start.year if start else None


def _hijri(found: Found, context: Context) -> Timex | None:
    month = context.words["hijri_month"][normal(found.parts["hijri"])]
    year = int(found.parts["hyear"])
    if "day" in found.parts:
        day = indonesian_hijri(year, month, int(found.parts["day"]))
        return timex_of(found, "DATE", day.isoformat()) if day else None
    start = indonesian_hijri(year, month)
    if start is None:
        return None
    following = indonesian_hijri(year + (month == 12), month % 12 + 1)
    end = (following - timedelta(1)) if following else start + timedelta(29)
    middle = start + (end - start) / 2
    return timex_of(found, "DATE", f"{middle.year:04d}-{middle.month:02d}", begin=start.isoformat(), end_date=end.isoformat())


def _day_count(found: Found, context: Context) -> Timex | None:
    """`H-2`, `H+7 Lebaran`: counted from the first day of Idul Fitri, or of the day named beside it."""
    parts = found.parts
    key = context.named[normal(parts["named"])] if "named" in parts else "Idul Fitri"
    published = context.published
    years = [int(parts["year"])] if "year" in parts else [published.year + d for d in (-1, 0, 1)] if published else []
    options = [(abs((d - published).days) if published else 0, d) for y in years if (d := named_day(key, y))]
    offset = int(parts["offset"]) * (1 if parts["sign"] == "+" else -1)
    if not options:
        return timex_of(found, "DATE", "XXXX-XX-XX")
    return timex_of(found, "DATE", (min(options)[1] + timedelta(offset)).isoformat())


@cache
def _vague_values() -> dict[str, str]:
    return {phrase: reference for reference, phrases in load("dates")["vague"].items() for phrase in phrases}


_DOUBTFUL = frozenset({"belakangan", "tadi", "dulu", "dahulu", "belum lama", "kelak"})  # may be something else in a small letter too

_LATER_ON = re.compile(  # what is after `belakangan` where it is no `belakangan ini`
    r"\s*(?:[,.]|$)|\s+(?:diketahui|ketahuan|terungkap|terbukti|ternyata|muncul|baru|justru|malah|dibantah|dipastikan|ia|dia|kita|mereka|datang)\b"
)


def _vague(found: Found, context: Context) -> Timex | None:
    word = normal(found.parts["vague"])
    if word not in _DOUBTFUL and found.parts["vague"].islower():
        return timex_of(found, "DATE", _vague_values()[word])
    before, after = context.before(found), context.after(found)
    if found.parts["vague"][0].isupper() and re.search(r"[A-Z]\w+\s+$", before) and re.match(r"\s+[A-Z]", after):
        return None  # in a name
    if word == "tadi" and (before.strip() and re.search(r"[a-z]\s+$", before)):
        return None  # `rapat tadi`, a demonstrative
    if word in ("dulu", "dahulu") and re.search(
        r"(?i)\b(?:terlebih|lebih|diperiksa|tunggu|nanti|sebentar|coba|lihat|cek|baca|bicara|terlebih)\s+$", before
    ):
        return None
    if word in ("dulu", "dahulu") and not re.search(r"(?i)\b(?:sejak|dari|zaman|masa|waktu)\s+$", before) and re.search(r"\w\s+$", before):
        return None
    if word == "belakangan" and (_LATER_ON.match(after) or not before.strip() or re.search(r"[.!?\"”]\s*$|\bNamun,?\s+$", before)):
        return None  # later on, or last of all
    if word == "belum lama" and not re.match(r"\s+(?:ini|lalu)", after):
        return None
    if word.startswith("kelak") and re.match(r"-kelok", after):
        return None
    return timex_of(found, "DATE", _vague_values()[word])


_MOVING = re.compile(  # `lari ke depan`, `menatap lurus ke depan`: a direction
    r"(?i)\b(?:(?:me)?maju|menuju|(?:ber)?pindah|(?:ber)?lari|keluar|masuk|condong|lurus|(?:me|se)?langkah|(?:ber)?jalan|duduk|menoleh"
    r"|menatap|melihat|melaju|melompat|(?:ber)?gerak|(?:me)?dorong|(?:me|di)?panggil|kaki|tangan|kanan|kiri|belakang|samping)\b[^,.;]{0,40}$"
)


def _vague_ahead(found: Found, context: Context) -> Timex | None:
    before, after = context.before(found), context.after(found)
    noun = re.search(r"[a-z]\s+$", before) and not looks_like_verb(before.split()[-1].lower()) and not _MOVING.search(before)
    if (
        before.strip()
        and not noun
        and not re.search(r"(?:[,.:;\"“]|(?i:\b(?:rencana|langkah|harapan|tantangan|agenda|target|program|visi|untuk|kerja)))\s*$", before)
    ):
        return None
    if not re.match(r"\s*[,.]|\s+\w", after):
        return None
    return timex_of(found, "DATE", "FUTURE_REF")


VALUES: dict[str, Value] = {
    "hijri": _hijri, "day_count": _day_count, "named": _named, "anniversary": _named, "feast": _named, "vague": _vague,
    "vague_ahead": _vague_ahead,
}  # fmt: skip
