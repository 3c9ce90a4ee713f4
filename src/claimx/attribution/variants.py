"""Other bounds of a quote that a shape proposes: where else its content may begin, what stands before its cue or is left out of it, where its source may end.

Nothing is judged here: `accept` chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimx.annotations import Quote, Span
from claimx.attribution.content import trim
from claimx.language.reading import Reading
from claimx.language.reporting import cue_words

_Change = tuple[str, list[Span], Span | None]  # what is changed, content, source
_FAR = 14  # words after the cue or its source in which a content may begin
_COMMAS = 3  # after which a content may begin
_OPENERS = frozenset({"bahwa", "agar", "supaya"})
_SHORTEST = 4  # characters of a content
_MOST_BEFORE = 30  # words of a part before the cue


def variants(reading: Reading, quote: Quote, start: int) -> Iterator[tuple[str, Quote]]:
    """Yield a quote as it is proposed, then with other bounds, each under the name of what is changed; `start`: the offset at which its stretch of the sentence begins."""
    yield "nothing", quote
    cue = quote.cue
    if cue is None or quote.cuts is not None:
        return
    seen = {(tuple(quote.content), quote.source)}
    for change, content, source in (*_later(reading, quote, cue), *_parts(reading, quote, cue, start)):
        key = (tuple(content), source)
        if key not in seen and all(e - s >= _SHORTEST for s, e in content):
            seen.add(key)
            yield change, replace(quote, content=list(content), source=source, flags=list(quote.flags))


def _later(reading: Reading, quote: Quote, cue: Span) -> Iterator[_Change]:
    """Yield other beginnings of the part after the cue: at once, after `bahwa`, after a comma, where what stands before it may belong to the source."""
    source, last = quote.source, quote.content[-1]
    after = source if source is not None and source[0] >= cue[1] else None
    known = after[1] if after is not None else cue[1]
    if last[0] < known:
        return
    parts = quote.content[:-1]
    if after is not None and (cut := reading.text.rfind(",", *after)) > 0:
        yield "less of the source", [*parts, trim(reading.text, cut, last[1])], (after[0], cut)
    at_once = trim(reading.text, known, last[1])
    if at_once[0] < last[0]:
        yield "at once", [*parts, at_once], source
    commas, low = 0, reading.low
    first = reading.token_at(known)
    for k in range(first, min(first + _FAR, len(low) - 1)):
        at = reading.starts[k]
        if at >= last[1] or low[k] in (".", "?", "!") or low[k] in cue_words():
            return  # another sentence, or what another says
        if low[k] in _OPENERS and not commas:
            yield "opener", [*parts, trim(reading.text, reading.ends[k] if low[k] == "bahwa" else at, last[1])], source
        elif low[k] in (",", ")"):
            commas += 1
            if commas > _COMMAS:
                return
            part = trim(reading.text, reading.ends[k], last[1])
            if low[k] == "," and part[0] > last[0]:
                yield "comma", [*parts, part], source
            if after is not None and part[0] >= last[0]:
                yield "more of the source", [*parts, part], (after[0], at if low[k] == "," else reading.ends[k])


def _parts(reading: Reading, quote: Quote, cue: Span, start: int) -> Iterator[_Change]:
    """Yield the content with what stands before cue and source as a part of its own, or without it."""
    if len(quote.content) > 1:
        yield "last part", quote.content[1:], quote.source
        yield "first part", quote.content[:-1], quote.source
        return
    first = min(cue[0], quote.source[0] if quote.source else cue[0])
    if quote.content[0][0] < first:
        return
    lead = reading.text[start:first].rstrip()
    if lead.endswith(",") and len(lead.split()) <= _MOST_BEFORE:
        before = trim(reading.text, start, start + len(lead))
        yield "lead", [before, quote.content[0]], quote.source
        if (comma := reading.text.find(", ", *before)) > 0:  # `Namun, jika P, X mengatakan, Q`
            yield "end of the lead", [trim(reading.text, comma, before[1]), quote.content[0]], quote.source
