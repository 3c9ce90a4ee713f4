"""What a pointing cue may mean: every stretch of an article that states something, with how it does so.

Quotes; what a noun of saying holds (`kabar bahwa P`, `isu P`); what is accused, ordered or passively told (`menuding P`,
`dikabarkan P`); the clauses of a headline and lead; and the sentences before. Made only for an article with a cue that points.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from claimx.acts.cue import Cue
from claimx.attribution.quote import Quote
from claimx.ledger.wording import Wording, without_frame, wording
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax
from claimx.timex.spans import Span

LONGEST = 320  # characters of one candidate
_PRONOUN_FIRST = frozenset({"ia", "dia", "mereka", "ini", "itu", "hal"})
NEAR = 4  # sentences before an act that may be what it means
LEAD = 3  # and the first of the article
SHORTEST = 2  # content stems


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that states something. `kind` says how: quote, noun, told, accused, ordered, sentence or title; `by` is the word
    that introduces it, `quote` and `speaker` are indices where it is somebody's."""

    span: Span
    content: Wording
    kind: str
    by: str
    quote: int | None = None
    speaker: int | None = None
    act: bool = False  # whether it tells of an act that nobody states as done


def find_candidates(  # noqa: C901
    syntax: Syntax, quotes: list[Quote], cues: list[Cue], speakers: list[int | None], plain: bool = True
) -> list[Candidate]:
    """Return the candidates of an article in text order; `speakers` are those of the quotes. A stretch that is itself an act is none.

    `plain`: also those that no word of stating introduces, the title and the sentences near an act.
    """
    found: list[Candidate] = []
    unsaid = sorted((cue.start, cue.end) for cue in cues if cue.modality == "possible")  # `pesan yang menyebut X mencabut Q`
    acts = sorted({(cue.start, cue.end) for cue in cues} - set(unsaid))
    longest = max((end - start for start, end in acts), default=0)

    def add(span: Span | None, kind: str, by: str, quote: int | None = None) -> None:
        if span is None or span[1] - span[0] < 8:
            return
        span = without_frame(syntax.reading, syntax.tokens, span)
        near = acts[max(0, bisect_left(acts, (span[0] - longest,))) : bisect_left(acts, (span[1],))]
        if span[1] - span[0] > LONGEST or any(span[0] < end and start < span[1] for start, end in near):
            return
        content = wording(syntax.reading, syntax.tokens, span)
        if len(content.specific - content.names) >= SHORTEST and tokens_of(span)[0] not in _PRONOUN_FIRST:
            act = any(span[0] < end and start < span[1] for start, end in unsaid)
            if by == "melaporkan" and kind == "accused" and not content.predicated:
                return  # `melaporkan situasi`: an object, and nothing that somebody could deny
            found.append(Candidate(span, content, kind, by, quote, None if quote is None else speakers[quote], act))

    def tokens_of(span: Span) -> list[str]:
        return syntax.reading.low[slice(syntax.reading.tokens(*span).start, syntax.reading.tokens(*span).stop)] or [""]

    accusing, ordering, told = members("accusing"), members("ordering"), members("told")
    for number, quote in enumerate(quotes):
        start, end = quote.content[0]
        first = _first_sentence(syntax, (start, end)) if quote.type == "direct" else (start, end)
        said = syntax.reading.text[slice(*quote.cue)].lower() if quote.cue else ""
        if said not in ordering or quote.type == "direct":  # the order is a candidate with its verb
            add(first, "quote", said, number)
    stating = members("content_noun") | members("withdrawable")
    opening = stating | accusing | ordering | told
    for i, low in enumerate(syntax.reading.low):
        base = low.removesuffix("nya")
        if base not in opening and low not in opening:
            continue
        if base in stating:
            add(_complement(syntax, i), "noun", base)
        elif low in accusing:
            add(_object(syntax, i), "accused", low)
        elif low in ordering:
            add(_clause(syntax, i), "ordered", low)
        elif low in told:
            add(_told(syntax, i), "told", low)
    if not plain:
        return sorted(found, key=lambda c: c.span)
    for cue in cues:
        add(_clause_before(syntax, cue), "clause", "")
    title = syntax.reading.layout.title
    if title is not None:
        add(title, "title", "")
    acting = {syntax.reading.sentence_at(cue.start) for cue in cues}
    near = {n + k for n in acting for k in range(-NEAR, 2)} | set(range(LEAD))
    attributed = {syntax.reading.sentence_at(quote.cue[0]) for quote in quotes if quote.cue}
    for number, (start, end) in enumerate(syntax.reading.sentences):
        if number in attributed or number not in near:
            continue  # what is said there is a candidate of its own
        add(_statement(syntax, (start, end)), "sentence", "")
    return sorted(found, key=lambda c: c.span)


def _first_sentence(syntax: Syntax, span: Span) -> Span:
    text = syntax.reading.text
    stop = min((k for k in (text.find(mark, span[0], span[1]) for mark in (". ", "! ", "? ")) if k > 0), default=span[1])
    return span[0], stop


def _limit(syntax: Syntax, i: int) -> int:
    return syntax.bounds(syntax.reading.starts[i])[1]


def _offsets(syntax: Syntax, i: int, end: int) -> Span | None:
    return syntax.offsets((i, end)) if end > i else None


def _complement(syntax: Syntax, i: int) -> Span | None:
    """Return what a noun of saying holds, with the noun: `kabar bahwa P`, `isu kenaikan tarif`, `larangan membawa laptop`."""
    end = syntax.tokens.object_end(i, _limit(syntax, i))
    return _offsets(syntax, i, end) if end > i + 1 else None


def _object(syntax: Syntax, i: int) -> Span | None:
    limit = _limit(syntax, i)
    if i + 1 >= limit or syntax.tokens.kind(i + 1) in ("preposition", "adverbial", "mark"):
        return None
    return _offsets(syntax, i + 1, syntax.tokens.clause_end(i + 1, limit))


def _clause(syntax: Syntax, i: int) -> Span | None:
    """Return the clause of a verb with its subject."""
    clause = syntax.parsed(syntax.reading.starts[i]).at(i)
    start = clause.subject[0] if clause.subject is not None and clause.subject[1] <= i and not clause.inherited else i
    return _offsets(syntax, start, syntax.tokens.clause_end(i, _limit(syntax, i)))


def _told(syntax: Syntax, i: int) -> Span | None:
    """Return what a passive of saying tells: subject, if it stands before, and the rest (`X dikabarkan tutup`)."""
    span = _clause(syntax, i)
    if span is None or span[0] != syntax.reading.starts[i]:
        return span
    return _object(syntax, i)


def _clause_before(syntax: Syntax, cue: Cue) -> Span | None:
    """Return the clause that an act in the same sentence follows after `dan` or `namun`: `P, dan ini telah dibenarkan X`."""
    i = syntax.reading.token_at(cue.start)
    clause = syntax.parsed(cue.start).at(i)
    start = syntax.bounds(cue.start)[0]
    if clause.relation != "coordinate" or clause.opener is None or clause.subject is None or clause.inherited:
        return None
    return _offsets(syntax, start, clause.opener)


def _statement(syntax: Syntax, span: Span) -> Span | None:
    """Return a sentence without what leads to it (`Sebelumnya,`), up to its end; None for one with a quotation."""
    reading, tokens = syntax.reading, syntax.tokens
    if reading.outer_quotations(*span):
        return None
    held = reading.tokens(*span)
    i = held.start
    while i < held.stop and (tokens.kind(i) in ("adverb", "coordinator", "mark") or tokens.date_end(i) > i):
        i = max(i + 1, tokens.date_end(i))
    return _offsets(syntax, i, held.stop)
