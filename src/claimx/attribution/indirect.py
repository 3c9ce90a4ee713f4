"""Paraphrase: a cue that governs a clause, its subject as source, and the clause as content.

Rules, each named in `Quote.rule`: `indirect.clause` (`X mengatakan (bahwa) P`), `indirect.according` (`menurut X, P`;
`P, menurut X`), `indirect.middle` (`P1, kata X, P2`), `indirect.final` (`P, ujar X.`), `indirect.initial` (`Kata X, P`),
`indirect.passive` (`P1 disebut X P2`), `indirect.closing` (`P, demikian X`), `indirect.fronted` (`Ditambahkan X, P`, `Dikatakannya, P`), `indirect.document` (`dalam D disebutkan bahwa P`),
`indirect.via` (`Dilansir dari X, P`). A paraphrase with a marked part inside is `mixed`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache

from claimx.annotations import Quote, Span
from claimx.attribution.accept import accepted
from claimx.attribution.according import first_via, nearer_source, read_according, read_passed_on, read_via
from claimx.attribution.around import Place
from claimx.attribution.clauses import read_clause
from claimx.attribution.content import PASSED_ON_BY, SHORTEST, is_connective
from claimx.attribution.outlets import find_via, names_outlet
from claimx.attribution.passives import read_closing, read_fronted, read_inverted, read_passive
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, cue_words, fronted_cues, is_clitic, passive_cues, verb_class, via_cues
from claimx.lexicons import word_class
from claimx.syntax.classes import members
from claimx.timex.spans import Dates

Judge = Callable[[Reading, Quote, Place], Quote | None]  # returns the quote that a shape is, with its bounds, None where it is none


def find_indirect(reading: Reading, dates: Dates, direct: list[Quote], judge: Judge = accepted) -> list[Quote]:
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
            found += _read_piece(_Piece(reading, low, high, dates, judge), used_cues, held)
    for quote in found:
        if quote.type == "indirect" and _has_marked_part(reading, quote):
            quote.type = "mixed"
    return found


def _has_marked_part(reading: Reading, quote: Quote) -> bool:
    return any(
        not q.nested
        and any(s - 1 <= q.start and q.end <= e + 1 for s, e in quote.content)
        and not (q.single and q.end - q.start <= SHORTEST)
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


_LEADS = word_class("as_said")  # before a passive that opens a sentence: `Seperti diungkapkan X, P`


@cache
def _cue_words() -> frozenset[str]:
    return cue_words() | {"demikian", *PASSED_ON_BY}


def _cue_tokens(reading: Reading, used: set[int]) -> list[int]:
    """Return the tokens that can be a cue of saying, and those that are one already."""
    return sorted({*reading.among(_cue_words()), *(reading.token_at(start) for start in used)})


_MOST_CUES = 40  # of one stretch, as the work grows with their square


def _read_piece(piece: _Piece, used: set[int], cues: list[int]) -> list[Quote]:
    """Read the cues of one stretch, tokens `cues`, from left to right; a cue inside the content of another is nested and left out."""
    reading = piece.reading
    for i in cues[:_MOST_CUES]:
        at = reading.starts[i]
        if at in used:
            piece.attributed = max(piece.attributed, _attribution_end(reading, i + 1, piece.end))
        elif at >= piece.covered or (piece.found and at < piece.found[-1].end and not piece.attributes(at)):
            piece.take(piece.read(i))
    return [quote for quote in piece.found if reading.text[quote.start : quote.end].strip(" ,.")]


class _Piece:
    """The stretch of a sentence outside direct quotations, and the quotes found in it so far."""

    def __init__(self, reading: Reading, start: int, end: int, dates: Dates, judge: Judge) -> None:
        self.reading, self.start, self.end, self.dates, self.judge = reading, start, end, dates, judge
        self.opening = reading.tokens(start, end).start
        self.found: list[Quote] = []
        self.covered = start  # up to where a paraphrase and its attribution reach
        self.attributed = start  # up to where the attribution of a direct quote does
        self.passed_on: Span | None = None  # the outlet that a clause after it is quoted from

    def attributes(self, at: int) -> bool:
        """Return whether an offset stands between the cue of the last quote and what it says after it: `Menurut X, [mengutip A], P`."""
        last = self.found[-1]
        return last.cue is not None and last.cue[0] <= at < last.content[-1][0]

    def take(self, quote: Quote | None) -> None:
        """Keep a quote."""
        if quote is None:
            return
        if self.passed_on and quote.via is None and quote.rule != "indirect.via":
            quote.via = self.passed_on
        self.found.append(quote)
        self.covered = max(self.covered, quote.end, quote.cue[1] if quote.cue else 0)

    def read(self, i: int) -> Quote | None:
        """Return the quote of the cue at token `i`, where what has the shape of one is accepted."""
        at = self.reading.starts[i]
        inside = bool(self.found) and self.found[-1].content[-1][0] <= at < self.found[-1].end
        quote = self._read_inside(i) if inside else self._shape(i)
        if quote is None or not quote.content or any(e <= s for s, e in quote.content):
            return None
        quote = self.judge(self.reading, quote, Place(i, self.start, self.end, inside, at < self.attributed))
        if quote is None:
            return None
        if inside and quote.cuts is not None:  # the content around it ends here
            self.found[-1].content[-1] = (self.found[-1].content[-1][0], quote.cuts)
        return quote

    def _shape(self, i: int) -> Quote | None:
        """Return what has the shape of a quote at the cue at token `i`, by what kind of cue it is."""
        reading, at = self.reading, self.reading.starts[i]
        place = (reading, i, self.start, self.end, self.dates)
        word, lower = reading.low[i], reading.words[i][0].islower()
        if word in verb_class("according"):
            known_from = at < self.attributed and reading.low[i - 1] == ","  # `"P," kata X, menurut Y`
            return None if known_from else read_according(*place)
        if not self.found and (closed := read_passed_on(*place)):
            return closed
        if word in via_cues() and first_via(reading, i, self.start) and not (lower and word in active_cues()):
            quote = read_via(reading, i, self.end, self.dates)
            self.passed_on = None if quote else find_via(reading, at, self.end, self.dates)
            return quote
        if not self.found and word in PASSED_ON_BY and reading.low[i - 1] in members("as_told"):
            self.passed_on = find_via(reading, at, self.end, self.dates)  # `Dalam surat itu, seperti dikutip A, X mengatakan P`
        return self._read_verb(i)

    def _read_verb(self, i: int) -> Quote | None:
        """Return the quote of a verb of saying at token `i`, by its form and its place."""
        reading, at = self.reading, self.reading.starts[i]
        place = (reading, i, self.start, self.end, self.dates)
        word, lower = reading.low[i], reading.words[i][0].islower()
        if _asks_to_stay_unnamed(reading.low, i):
            return None
        lead = reading.text[self.start : at].strip(" ,.\"”'’“")
        first = i == self.opening or not lead or lead.lower() in _LEADS or (is_connective(lead) and not lead.lower().startswith("demikian"))
        if first and word in fronted_cues() and (fronted := read_fronted(reading, i, self.end, self.dates)):
            if fronted.source and names_outlet(reading, fronted.source) and nearer_source(reading, fronted.content[0][0], self.end):
                self.passed_on = fronted.source  # `Dikabarkan A, X mengungkapkan bahwa P`
                return None
            return fronted
        if word in fronted_cues() and is_clitic(word):
            inserted = reading.text[self.start : at].rstrip().endswith(",")  # `P1, dikatakannya, P2` against `P1 disebutnya P2`
            return (read_inverted if inserted else read_passive)(*place)
        if word == "demikian" and (closing := read_closing(*place)):
            return self._close(closing)
        if word in passive_cues():
            return read_passive(*place)
        if lower and word in active_cues():
            previous = self.found[-1] if self.found else None
            return read_clause(reading, i, self.start, self.end, self.covered, self.dates, previous, False)
        return read_inverted(*place) if word in bare_cues() and (lower or first) else None

    def _close(self, closing: Quote) -> Quote | None:
        """Give an outlet after who says it to the quotes before (`X mengatakan P, demikian Antara`); return the closing where there are none."""
        told = [other for other in self.found if other.start >= closing.start]
        for other in told:
            other.via = other.via or closing.source
        return None if told else closing

    def _read_inside(self, i: int) -> Quote | None:
        """Return what has the shape of a quote at a cue inside the content of the one before, where it begins a clause of its own."""
        reading, outer = self.reading, self.found[-1]
        word, begun = reading.low[i], outer.content[-1][0]
        if not reading.words[i][0].islower() or word not in active_cues() or word in passive_cues():
            return None
        quote = read_clause(reading, i, self.start, self.end, begun, self.dates, outer, True)
        if quote is None or quote.cuts is None or quote.cuts <= begun:
            return None  # nested in what somebody says
        return quote


_ANONYMITY_REACH = 5  # words after a verb of asking


def _asks_to_stay_unnamed(low: list[str], i: int) -> bool:
    """Return whether a relative clause at token `i` only tells that a source stays unnamed: `pejabat yang meminta namanya dirahasiakan`."""
    asked = low[i + 1 : i + 1 + _ANONYMITY_REACH] if i and low[i - 1] == "yang" and low[i] in word_class("asks_for") else []
    return not word_class("anonymity").isdisjoint(asked)


def _attribution_end(reading: Reading, i: int, end: int) -> int:
    """Return where the attribution clause that follows a direct quote ends: at its sentence."""
    return min(end, reading.sentences[reading.sentence_at(reading.starts[i - 1])][1])
