"""The publication day of an article that comes without one: told in its frame, or inferred from its latest full date."""

from __future__ import annotations

import re
from datetime import date

from claimx.language.reading import Reading
from claimx.timex.patterns import Found
from claimx.timex.values import tag

LONGEST_DATE_LINE = 120  # characters; those of all weekdays, months and labels have half of it
_DIGIT = re.compile(r"\d")
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
    lines = reading.layout.lines
    near = (place for place in (*lines[:5], *lines[-4:]) if place[1] - place[0] <= LONGEST_DATE_LINE)
    places = [(place, "byline") for place in near if _DATE_LINE.match(text[slice(*place)])]
    if reading.layout.dateline:
        places.append((reading.layout.dateline, "dateline"))
    for place, basis in places:
        if not _DIGIT.search(text, *place):
            continue
        for timex in tag(text[slice(*place)]):
            if _ISO_DAY.match(timex.value):
                return {"value": timex.value[:10], "basis": basis}
    return None


def inferred(reading: Reading, expressions: list[Found]) -> dict[str, str] | None:
    """Return {"value": ISO day, "basis": inferred}, the latest day that the text states in full, or None; `expressions`: those found in it."""
    text = reading.text
    year = reading.layout.copyright_year
    in_full = [found for found in expressions if found.kind == "weekday" and _SAID_IN_FULL.match(text, found.start, found.end)]
    if not in_full and not year:
        return None
    alone = not year and all("year" in found.parts for found in in_full)  # none takes its year from the others
    tagged = tag(text, None, reading.sentence_at, reading.in_body, in_full if alone else expressions)
    starts = {found.start for found in in_full}
    full = [
        date.fromisoformat(t.value[:10])
        for t in tagged
        if t.start in starts and _ISO_DAY.match(t.value) and t.begin and t.conflict is None and not _looks_ahead(text, t.start)
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
