"""The publication day of an article that comes without one: told in its frame, or inferred from its latest full date."""

from __future__ import annotations

import re
from datetime import date

from claimx.language.reading import Reading
from claimx.timex.values import Timex, tag

_DATE_LINE = re.compile(
    r"^\W*(?:(?:Diterbitkan|Dipublikasikan|Terbit|Tayang|Published|Tanggal)\W{0,3})?(?:(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad),?\s+)?"
    r"(?:\d{1,2}\s+\w+\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d)(?:[\s,|•-]*(?:pukul\s+)?\d{1,2}[.:]\d\d(?:\s*WI[BT]A?)?)?\W*$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:akan|bakal|hingga|sampai|mendatang|dijadwalkan|rencananya|paling lambat|berencana|hendak)\b", re.IGNORECASE)
_WEEKDAY = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\b"
# weekday, day, month and year, as the day of an interview is told
_SAID_IN_FULL = re.compile(rf"(?i)(?:hari\s+)?{_WEEKDAY}.*(?:\d{{4}}|/\d\d\))")
_DAY_OF_SOME_YEAR = re.compile(r"XXXX-\d\d-\d\d")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def told(reading: Reading) -> dict[str, str] | None:
    """Return {"value": ISO day, "basis": byline | dateline} where the frame of an article tells its day, else None."""
    text = reading.text
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    places = [(place, "byline") for place in (*lines[:5], *lines[-4:]) if _DATE_LINE.match(text[slice(*place)])]
    if reading.layout.dateline:
        places.append((reading.layout.dateline, "dateline"))
    for place, basis in places:
        for timex in tag(text[slice(*place)]):
            if _ISO_DAY.match(timex.value):
                return {"value": timex.value[:10], "basis": basis}
    return None


def inferred(reading: Reading, tagged: list[Timex]) -> dict[str, str] | None:
    """Return {"value": ISO day, "basis": inferred}, the latest day that the text states in full, or None; `tagged` are its
    expressions, valued without a day of publication.
    """
    text = reading.text
    year = reading.layout.copyright_year
    full = [
        date.fromisoformat(t.value[:10])
        for t in tagged
        if t.type in ("DATE", "TIME")
        and _ISO_DAY.match(t.value)
        and t.begin
        and t.conflict is None
        and _SAID_IN_FULL.match(text[t.start : t.end])
        and not _looks_ahead(text, t.start)
    ]
    if full:
        return {"value": max(full).isoformat(), "basis": "inferred"}
    if year:
        partial = [t.value for t in tagged if _DAY_OF_SOME_YEAR.match(t.value) and not _looks_ahead(text, t.start)]
        days = []
        for value in partial:
            try:
                days.append(date.fromisoformat(f"{year}{value[4:10]}"))
            except ValueError:
                continue
        if days:
            return {"value": max(days).isoformat(), "basis": "inferred"}
    return None


def _looks_ahead(text: str, at: int) -> bool:
    """Tell whether the clause before an expression speaks of what is to come."""
    return _AHEAD.search(re.split(r"[.,!?\n]\s", text[max(0, at - 120) : at])[-1]) is not None
