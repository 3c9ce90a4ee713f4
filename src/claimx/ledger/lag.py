"""When an act took place, and how long after the claim: the date beside a cue, and its lag as an ISO 8601 duration."""

from __future__ import annotations

import re

from claimx.annotations import Cue, Timex
from claimx.language.reading import Reading
from claimx.records import Lag
from claimx.timex.spans import first_from, nearest

_AFTER = re.compile(r"\s+(?:setelah|sesudah|usai|seusai|sejak|pasca|kemudian|berselang|setelahnya|sesudahnya)\b", re.IGNORECASE)
_SE = re.compile(
    r"\b(?P<word>sehari|seminggu|sepekan|sebulan|setahun|sejam|satu jam)\s+(?:setelah|sesudah|usai|kemudian|setelahnya|sesudahnya|berselang)",
    re.IGNORECASE,
)
_OF_A_DAY = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d-\d\d|W)")  # or of a week
_LEAD = re.compile(r"\b(?:selang|berselang)\s+$", re.IGNORECASE)
_LEAD_REACH = 16  # characters
_AHEAD = 60  # characters by which a date before the act counts as farther than one after it
_VALUES = {"sehari": "P1D", "seminggu": "P1W", "sepekan": "P1W", "sebulan": "P1M", "setahun": "P1Y", "sejam": "PT1H", "satu jam": "PT1H"}


def lag_of(reading: Reading, cue: Cue, dates: list[Timex]) -> Lag | None:
    """Return {"value", "mod"} of a duration in the cue's sentence that counts from an anchor (`lima jam setelah …`)."""
    text = reading.text
    start, end = reading.sentences[reading.sentence_at(cue.start)]
    best: tuple[int, Lag] | None = None
    for found in dates[first_from(dates, start) : first_from(dates, end)]:
        if found.type != "DURATION":
            continue
        said = text[found.start : found.end]
        counted = _AFTER.match(text, found.end) or said.lower().endswith("kemudian")
        lead = _LEAD.search(text, max(start, found.start - _LEAD_REACH), found.start)
        if counted or lead:
            distance = abs(found.start - cue.start)
            if best is None or distance < best[0]:
                best = (distance, {"value": found.value, "mod": found.mod if found.mod == "APPROX" else None})
    if best is None:
        match = _SE.search(text, start, end)
        if match:
            return {"value": _VALUES[match["word"].lower()], "mod": None}
    return best[1] if best else None


def date_of(reading: Reading, cue: Cue, dates: list[Timex], said: int | None = None) -> int | None:
    """Return the index of the date of an act: in its sentence, the nearest after the cue before the nearest ahead of it.

    `said` is the day on which what holds the act was said: it is that of the act, and not one that stands inside the quotation
    (`"Pernyataan kemarin keliru," kata X, Rabu (20/8)`).
    """
    around = reading.quotation_at(cue.start) if said is not None else None

    def fits(found: Timex) -> bool:
        """A year or a month tells no day of an act; a day within its target is of what it acts on (`larangan yang berlaku sejak 1 Februari 2023`)."""
        on_target = cue.target is not None and cue.target[0] <= found.start < cue.target[1]
        inside = around is not None and around.inner <= found.start < around.inner_end
        return _OF_A_DAY.match(found.value) is not None and not on_target and not inside

    return nearest(dates, reading.sentences[reading.sentence_at(cue.start)], (cue.start, cue.end), _AHEAD, fits)
