"""When something was said: the date beside its cue or source, outside what is said."""

from __future__ import annotations

from claimx.annotations import Quote, Timex
from claimx.language.reading import Reading
from claimx.timex.spans import nearest

_AHEAD = 40  # characters by which a date before the cue counts as farther than one after it


def said_on(quote: Quote, dates: list[Timex], reading: Reading) -> int | None:
    """Return the index of the date on which a quote was said: in its sentence, outside its content, nearest after the cue."""
    anchor = quote.cue or quote.source
    if anchor is None:
        return None
    sentence = reading.sentences[reading.sentence_at(anchor[0])]
    return nearest(dates, sentence, anchor, _AHEAD, lambda found: not any(s <= found.start < e for s, e in quote.content))
