"""Which bounds a paraphrase has: where its content begins, whether what stands before the cue is part of it. The shape's own bounds and others that are proposed
here are judged by a fitted model (`ranking/bounds.json`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claimx.annotations import Quote, Span
from claimx.attribution.around import Around, Place, of_build, of_predicate, said, step
from claimx.attribution.content import WEEKDAY, trim
from claimx.language.reading import Reading
from claimx.language.reporting import cue_words, verb_class, via_cues
from claimx.ranking.logit import ranker
from claimx.ranking.model import Features
from claimx.syntax.classes import lexical_class, members

_Change = tuple[str, list[Span]]  # what is changed, and the content then
_FAR = 14  # words after the cue or its source in which a content may begin
_COMMAS = 3  # after which a content may begin
_SHORTEST = 4  # characters of a content
_MOST_BEFORE = 30  # words of a part before the cue
_SHORT_LEAD = 4  # words before a cue and its source that are no clause yet
_DAY = re.compile(rf"(?:pada )?(?:hari )?{WEEKDAY} \(")  # of the saying, and no part of it
_FRAMES = ("noun_takers", "needs_that", "of_things", "describing")  # what a verb takes besides a clause (`reporting.toml`)


def variants(reading: Reading, quote: Quote, start: int) -> Iterator[tuple[str, Quote]]:
    """Yield a quote as it is proposed, then with other bounds, each under the name of what is changed; `start`: the offset at which its stretch of the sentence begins."""
    yield "nothing", quote
    cue = quote.cue
    if cue is None or quote.cuts is not None:
        return
    seen = {tuple(quote.content)}
    for change, content in (*_later(reading, quote, cue), *_parts(reading, quote, cue, start)):
        if tuple(content) not in seen and all(e - s >= _SHORTEST for s, e in content):
            seen.add(tuple(content))
            yield change, replace(quote, content=list(content), flags=list(quote.flags))


def _later(reading: Reading, quote: Quote, cue: Span) -> Iterator[_Change]:
    """Yield other beginnings of the part after the cue: at once, after `bahwa`, after a comma."""
    source, last = quote.source, quote.content[-1]
    known = source[1] if source is not None and source[0] >= cue[1] else cue[1]
    if last[0] < known:
        return
    parts = quote.content[:-1]
    at_once = trim(reading.text, known, last[1])
    aside = reading.low[reading.token_at(at_once[0])] in via_cues() | members("as_told") | {"kepada"}
    if at_once[0] < last[0] and not aside and not _DAY.match(reading.text, at_once[0]):
        yield "at once", [*parts, at_once]
    commas, low = 0, reading.low
    first = reading.token_at(known)
    for k in range(first, min(first + _FAR, len(low) - 1)):
        at = reading.starts[k]
        if at >= last[1] or low[k] in (".", "?", "!") or low[k] in cue_words():
            return  # another sentence, or what another says
        if low[k] in (",", ")"):
            commas += 1
            if commas > _COMMAS:
                return
            part = trim(reading.text, reading.ends[k], last[1])
            if low[k] == "," and part[0] > last[0] and lexical_class(low[k + 1]) != "coordinator":
                yield "comma", [*parts, part]


def _parts(reading: Reading, quote: Quote, cue: Span, start: int) -> Iterator[_Change]:
    """Yield the content with what stands before cue and source as a part of its own, or without it."""
    if len(quote.content) > 1:
        yield "last part", quote.content[1:]
        return
    first = min(cue[0], quote.source[0] if quote.source else cue[0])
    if quote.content[0][0] < first:
        return
    lead = reading.text[start:first].rstrip()
    if lead.endswith(",") and len(lead.split()) <= _MOST_BEFORE:
        yield "lead", [trim(reading.text, start, start + len(lead)), quote.content[0]]


def features(reading: Reading, quote: Quote, place: Place, change: str) -> Features:
    """Return the features by which the bounds of a quote are chosen; `change`: what is other than the shape proposes."""
    around = Around(reading, place)
    told = said(around, quote.content[-1])
    found = [
        f"change={change}",
        f"change={change}|{around.kind}",
        f"change={change}|{quote.rule}",
        f"parts={len(quote.content)}|{around.kind}",
    ]
    if told.held:
        that = "bahwa" in reading.low[place.cue + 1 : told.held.start][:2]
        size = step(len(told.held))
        found += [
            *of_predicate(around, told),
            *of_build(around, told.held),
            f"size={size}",
            f"size={size}|{around.kind}",
            f"cue_opens={around.word}|{around.low(told.held.start)}",
        ]
        found += [f"frame={frame}|{that}|{told.clause}|{told.coarse}" for frame in _FRAMES if around.word in verb_class(frame)]
    left = quote.content[-1][0]
    known = max(reading.ends[place.cue], quote.source[1] if quote.source and quote.source[1] <= left else 0)
    if left >= known:
        found += [*_of_gap(around, known, left), *_of_lead(around, quote)]
    found += _of_condition(around, told.held)
    return dict.fromkeys(found, 1.0)


def _of_gap(around: Around, known: int, start: int) -> list[str]:
    """Return what is told by the words that are left out between the cue, or its source, and the content."""
    reading = around.reading
    held = reading.tokens(known, start)
    words = [k for k in held if reading.words[k][0].isalnum()]
    size, kind, then = step(len(words)), around.kind, reading.token_at(start)
    opens, ends = (reading.low[held.start], reading.low[held.stop - 1]) if held else ("-", "-")
    found = [f"gap_size={size}|{kind}", f"gap_ends={ends}|{size > 0}", f"gap_opens={opens}|{size}"]
    if words:
        verbs = any(around.class_of(k) == "verb" for k in words)
        found += [f"gap_verb={verbs}|{kind}", f"gap_last={reading.low[words[-1]]}|{ends}"]
    return [*found, f"gap_then={ends}|{around.class_of(then)}|{around.low(then)}"]


def _of_condition(around: Around, held: range) -> list[str]:
    """Return what is told by a word of condition before the content or at its head: whether it is taken, and what comes after its clause."""
    taken = around.low(held.start) in members("condition")
    if not taken and around.low(held.start - 1) not in members("condition"):
        return []
    comma = next((k for k in held if around.reading.low[k] == ","), None)
    then = "-" if comma is None else around.class_of(comma + 1)
    verbs = comma is not None and any(around.is_predicate(k) for k in range(comma + 1, held.stop))
    word = around.low(held.start if taken else held.start - 1)
    return [f"if={taken}|{then}|{verbs}|{around.kind}", f"if={taken}|{verbs}|{word}", f"if={taken}|{comma is None}"]


def _of_lead(around: Around, quote: Quote) -> list[str]:
    """Return what is told by the words before cue and source, which may be a part of the content."""
    reading = around.reading
    first = min(around.cue, reading.token_at(quote.source[0]) if quote.source else around.cue)
    lead = [k for k in range(around.first, first) if reading.words[k][0].isalnum()]
    if not lead:
        return []
    taken = len(quote.content) > 1 or quote.content[0][1] <= reading.starts[first]
    closed, then = around.low(first - 1) == ",", around.class_of(reading.token_at(quote.content[-1][0]))
    verbs = any(around.class_of(k) == "verb" for k in lead)
    found = [f"lead_opens={taken}|{reading.low[lead[0]]}|{closed}", f"lead_kind={taken}|{around.class_of(lead[0])}|{closed}"]
    found += [f"lead_size={taken}|{step(len(lead))}|{closed}", f"lead_then={taken}|{verbs}|{then}|{closed}"]
    return [*found, f"lead_before={taken}|{then}|{closed}|{len(lead) <= _SHORT_LEAD}"]


def chosen(reading: Reading, quote: Quote, place: Place) -> Quote:
    """Return a quote that a shape proposes with its likeliest bounds."""
    proposed = list(variants(reading, quote, place.start))
    if len(proposed) == 1:
        return quote
    weights = ranker("bounds").weights
    return max(proposed, key=lambda found: sum(weights.get(name, 0.0) for name in features(reading, found[1], place, found[0])))[1]
