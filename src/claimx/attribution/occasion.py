"""When something was said: the date beside its cue or source, outside what is said."""

from __future__ import annotations

from claimx.annotations import Quote, Timex
from claimx.language.reading import Reading
from claimx.timex.spans import first_from

_AHEAD = 40  # characters by which a date before the cue counts as farther than one after it


def said_on(quote: Quote, dates: list[Timex], reading: Reading) -> int | None:
    """Return the index of the date on which a quote was said: in its sentence, outside its content, nearest after the cue."""
    anchor = quote.cue or quote.source
    if anchor is None:
        return None
    start, end = reading.sentences[reading.sentence_at(anchor[0])]
    best: tuple[int, int] | None = None
    for number in range(first_from(dates, start), first_from(dates, end)):
        found = dates[number]
        if found.type not in ("DATE", "TIME") or any(s <= found.start < e for s, e in quote.content):
            continue
        distance = found.start - anchor[1] if found.start >= anchor[1] else anchor[0] - found.end + _AHEAD
        if best is None or distance < best[0]:
            best = (distance, number)
    return best[1] if best else None
