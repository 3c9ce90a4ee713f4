"""What a correction says: the old and the new value, and the reason that an act gives."""

from __future__ import annotations

import re

from claimx.annotations import Cue
from claimx.syntax.classes import members

_VALUE = r"(?:[^.;,\"“”]|(?<=\d)[.,](?=\d)){1,60}?"  # a comma or point stands within a number alone
_END = r"(?=\s+(?:pada|di|karena|lantaran|setelah|usai|akibat|oleh|sejak)\b|[.,](?!\d)|[;\"“”)]|$)"
# what a sentence says that a value was, and what it is; the first that fits is taken
_CHANGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bdari\s+(?P<old>{_VALUE})\s+(?:menjadi|ke)\s+(?P<new>{_VALUE}){_END}",  # `dari 27 menjadi 19 orang`
        rf"\b(?:tertulis|ditulis|disebut|disebutkan)\s+(?P<old>{_VALUE})[,.;]?\s+(?:seharusnya|yang\s+benar|yang\s+tepat)(?:\s+(?:adalah|ialah|itu))?,?\s+(?P<new>{_VALUE}){_END}",
        rf"\b(?:semula|sebelumnya|awalnya)\b[^.;]{{0,80}}?\b(?:disebut|ditulis|tertulis|dilaporkan|tercatat)(?:kan)?\s+(?P<old>{_VALUE})[,.;]?\s[^.;]{{0,80}}?\bmenjadi\s+(?P<new>{_VALUE}){_END}",
        r"\bmenulis\b[^;]{0,120}?\b(?P<old>\d[\d.,:]*\d(?:\s\w+)?)[^;]{0,160}?\byang\s+(?:benar|tepat)(?:\s+(?:adalah|ialah))?\s+(?P<new>\d[\d.,:]*\d(?:\s\w+)?)",
        rf"\bmenjadi\s+(?P<new>{_VALUE})\s+dari\s+(?:sebelumnya|semula|awalnya)\s+(?P<old>{_VALUE}){_END}",
        rf"\bbukan(?:lah)?\s+(?P<old>{_VALUE}),?\s+(?:melainkan|tetapi|tapi)\s+(?P<new>{_VALUE}){_END}",
        rf"(?<!\w)(?P<new>(?:(?!seharusnya|sebenarnya|adalah|benar)\w+\s)?(?=[\w.,%]*\d)[\w.,%]+(?:\s\w+)?|[\w-]+(?:\s[\w-]+)?),?\s+bukan(?:lah)?\s+(?P<old>{_VALUE}){_END}",  # `40 orang, bukan 400`
    )
)
_BUT = re.compile(r"\s*(?P<new>[^.;,\"”]{2,60})")
_REASON = re.compile(
    r"\b(?:karena|lantaran|sebab|akibat|menyusul|setelah menuai|atas permintaan)\s+(?P<reason>[^.;,\"”]{3,80})", re.IGNORECASE
)
_UNIT = re.compile(r"[\d.,]+$")
_AROUND = 400  # characters around a cue in which the values stand
_GAP = 3  # characters between two sentences
_OPENING = ('"', "“")
_REACH = 240  # characters after the sentence of an act in which the right value may stand


def set_values(cue: Cue, text: str, bounds: tuple[int, int], value: str | None) -> None:
    """Set old and new value of a correction, and the reason where one is given; `bounds` are those of the cue's sentence."""
    after = text[cue.end : min(bounds[1], cue.end + _AROUND)]
    if cue.label in ("correction", "editorial_note"):
        low, high = max(bounds[0], cue.start - _AROUND), min(bounds[1], cue.end + _AROUND)
        goes_on = cue.form in ("note", "passive") or text[high : high + _GAP].lstrip()[:1] in _OPENING
        # in the sentence of the act, else in what is told next: `"Bukan 3, tetapi 2," katanya`
        told = (text[low:high], text[low : high + _REACH] if goes_on else "")
        found = (pattern.search(part.partition("\n")[0]) for part in told for pattern in _CHANGES)
        match = next((match for match in found if match), None)
        if match:
            cue.old_value, cue.new_value = _with_unit(_said(match["old"]), _said(match["new"]))
    elif value == "after" and text[cue.start : cue.end].lower().endswith(tuple(members("but"))):
        match = _BUT.match(after)
        cue.new_value = _said(match["new"]) if match else None
    reason = _REASON.search(after)
    if reason:
        cue.reason = _said(reason["reason"])


def _said(text: str) -> str:
    return " ".join(text.split())


def _with_unit(old: str, new: str) -> tuple[str, str]:
    """Return both values with the unit that one of them has: `27` and `19 orang` are `27 orang` and `19 orang`."""
    for bare, full in ((old, new), (new, old)):
        parts = full.split()
        if _UNIT.match(bare) and len(parts) == 2 and _UNIT.match(parts[0]):
            unit = parts[1]
            return (f"{old} {unit}" if bare is old else old, f"{new} {unit}" if bare is new else new)
    return old, new
