"""Paraphrase: a cue that governs a clause, its subject as source, and the clause as content.

Rules, each named in `Quote.rule`: `indirect.clause` (`X mengatakan (bahwa) P`), `indirect.according` (`menurut X, P`;
`P, menurut X`), `indirect.middle` (`P1, kata X, P2`), `indirect.final` (`P, ujar X.`), `indirect.initial` (`Kata X, P`),
`indirect.passive` (`P1 disebut X P2`), `indirect.closing` (`P, demikian X`), `indirect.fronted` (`Ditambahkan X, P`, `Dikatakannya, P`), `indirect.document` (`dalam D disebutkan bahwa P`), `indirect.via`
(`Dilansir dari X, P`). A paraphrase with a marked part inside is `mixed`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from claimx.attribution.according import first_via, read_according, read_passed_on, read_via
from claimx.attribution.clauses import read_clause
from claimx.attribution.content import PASSED_ON_BY
from claimx.attribution.outlets import find_via
from claimx.attribution.passives import read_closing, read_fronted, read_inverted, read_passive
from claimx.attribution.quote import Quote
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, fronted_cues, is_clitic, passive_cues, via_cues
from claimx.timex.spans import Dates, Span


def find_indirect(reading: Reading, dates: Dates, direct: list[Quote]) -> list[Quote]:
    """Return the indirect and mixed quotes of a text, given its direct ones."""
    taken = sorted((part[0], part[1]) for quote in direct for part in quote.content)
    used_cues = {quote.cue[0] for quote in direct if quote.cue}
    found: list[Quote] = []
    tokens = _cue_tokens(reading, used_cues)
    starts = [reading.starts[i] for i in tokens]
    for start, end in reading.sentences:
        if bisect_left(starts, start) == bisect_left(starts, end):
            continue  # most sentences hold no word that can be a cue
        for low, high in _open_pieces(start, end, taken):
            held = [i for i in tokens[bisect_left(starts, low) : bisect_left(starts, high)] if reading.ends[i] <= high]
            found += _read_piece(reading, low, high, dates, used_cues, held)
    for quote in found:
        if marked := _all_marked(reading, quote):
            quote.type, quote.content = "direct", [marked]
        elif quote.type == "indirect" and _has_marked_part(reading, quote):
            quote.type = "mixed"
    return found


def _all_marked(reading: Reading, quote: Quote) -> Span | None:
    """Return the words between the marks of a quotation that is the whole content (`Dilansir dari X, "P."`)."""
    start, end = quote.content[0]
    for q in reading.outer_quotations(start, start + 1) if len(quote.content) == 1 else ():
        if not q.single and not q.carried and end - 1 <= q.end <= end + 2 and q.inner_end - q.inner > 15:
            return q.inner, q.inner_end
    return None


def _has_marked_part(reading: Reading, quote: Quote) -> bool:
    return any(
        not q.nested and any(s - 1 <= q.start and q.end <= e + 1 for s, e in quote.content) and not (q.single and q.end - q.start < 9)
        for q in reading.outer_quotations(quote.start - 1, quote.end + 1)
    )


def _open_pieces(start: int, end: int, taken: list[Span]) -> Iterator[Span]:
    """Yield the stretches of a sentence that lie outside direct quotations."""
    at = start
    for low, high in taken[max(0, bisect_left(taken, (start, 0)) - 1) : bisect_left(taken, (end, 0))]:
        if high <= start or low >= end:
            continue
        if low > at:
            yield at, low
        at = max(at, high)
    if at < end:
        yield at, end


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(
        {
            *active_cues(),
            *bare_cues(),
            *passive_cues(),
            *fronted_cues(),
            *via_cues(),
            "menurut",
            "menurutnya",
            "bagi",
            "baginya",
            "demikian",
            *PASSED_ON_BY,
        }
    )


def _cue_tokens(reading: Reading, used: set[int]) -> list[int]:
    """Return the tokens that can be a cue of saying, and those that are one already."""
    words, starts = _cue_words(), reading.starts
    return [i for i, low in enumerate(reading.low) if low in words or starts[i] in used]


def _read_piece(reading: Reading, start: int, end: int, dates: Dates, used: set[int], cues: list[int]) -> list[Quote]:  # noqa: C901, PLR0915
    """Read the cues of one stretch, tokens `cues`, from left to right; a cue inside the content of another is nested and left out."""
    words, low, starts = reading.words, reading.low, reading.starts
    text = reading.text
    found: list[Quote] = []
    opening = reading.tokens(start, end).start
    covered = start
    previous: Quote | None = None
    passed_on: Span | None = None
    for i in cues:
        word = low[i]
        at = starts[i]
        if at in used:
            covered = max(covered, _attribution_end(reading, i + 1, end))
            continue
        quote: Quote | None = None
        lower = words[i][0].islower()
        first = i == opening or not text[start:at].strip(" ,.\"”'’“")
        if at >= covered or (found and at < found[-1].end):
            inside = bool(found) and found[-1].content[-1][0] <= at < found[-1].end
            if word in ("menurut", "menurutnya", "bagi", "baginya") and not inside:
                quote = read_according(reading, i, start, end, dates)
            elif not found and not inside and (closed := read_passed_on(reading, i, start, end, dates)):
                quote = closed
            elif word in via_cues() and first_via(reading, i, start) and not inside and not (lower and word in active_cues()):
                quote = read_via(reading, i, start, end, dates)
                passed_on = None if quote else find_via(reading, at, end, dates)  # of whom the clause behind it quotes
            elif first and word in fronted_cues() and not inside and (fronted := read_fronted(reading, i, end, dates)):
                quote = fronted
            elif word in fronted_cues() and is_clitic(word) and not inside:
                inserted = text[start:at].rstrip().endswith(",")  # `P1, dikatakannya, P2` against `P1 disebutnya P2`
                quote = (read_inverted if inserted else read_passive)(reading, i, start, end, dates)
            elif word == "demikian" and not inside and (closing := read_closing(reading, i, start, end, dates)):
                told = [other for other in found if other.start >= closing.start]
                for other in told:  # an outlet behind who says it: `X mengatakan P, demikian Antara`
                    other.via = other.via or closing.source
                quote = None if told else closing
            elif word in passive_cues() and (not inside or word == "diberitahu"):
                quote = read_passive(reading, i, start, end, dates)
                if quote and inside:
                    if quote.cuts is not None and quote.cuts > found[-1].content[-1][0] + 3:
                        found[-1].content[-1] = (found[-1].content[-1][0], quote.cuts)
                    else:
                        quote = None  # nested in what somebody says
            elif lower and word in active_cues():
                quote = read_clause(
                    reading, i, start, end, covered if inside is False else found[-1].content[-1][0], dates, previous, inside
                )
                if quote and inside:
                    if quote.cuts is None or quote.cuts <= found[-1].content[-1][0]:
                        quote = None
                    else:  # a clause of its own behind the first content
                        found[-1].content[-1] = (found[-1].content[-1][0], quote.cuts)
            elif word in bare_cues() and not inside and (lower or first):
                quote = read_inverted(reading, i, start, end, dates)
        if quote is not None and quote.content and all(e > s for s, e in quote.content):
            if passed_on and quote.via is None and quote.rule != "indirect.via":
                quote.via = passed_on
            found.append(quote)
            previous = quote
            covered = max(covered, quote.end, quote.cue[1] if quote.cue else 0)
    return [quote for quote in found if text[quote.start : quote.end].strip(" ,.")]


def _attribution_end(reading: Reading, i: int, end: int) -> int:
    """Return where the attribution clause that follows a direct quote ends: at its sentence."""
    return min(end, reading.sentences[reading.sentence_at(reading.starts[i - 1])][1])
