"""What a pointing cue may mean: every stretch of an article that states something, with how it does so.

Quotes; what a noun of saying holds (`kabar bahwa P`, `isu P`); what is accused, ordered or passively told (`menuding P`,
`dikabarkan P`); the clauses of a headline and lead; and the sentences before. Made only for an article with a cue that points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimx.annotations import Cue, Quote, Span
from claimx.ledger.wording import Wording, without_frame, wording
from claimx.lexicons import word_class
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

LONGEST = 320  # characters of one candidate
_PRONOUN_FIRST = members("pronoun_first")
_STATING = members("content_noun") | members("withdrawable")
NEAR = 4  # sentences before an act that may be what it means
LEAD = 3  # and the first of the article
SHORTEST = 2  # content stems
_FEWEST_LETTERS = 8  # characters of a candidate


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


Stretch = tuple[Span | None, str, str, int | None]  # where, kind, by which word, of which quote


def find_candidates(
    syntax: Syntax, quotes: list[Quote], cues: list[Cue], speakers: list[int | None], plain: bool = True
) -> list[Candidate]:
    """Return the candidates of an article in text order; `speakers` are those of the quotes. A stretch that is itself an act is none.

    `plain`: also those that no word of stating introduces, the title and the sentences near an act.
    """
    unsaid = sorted((cue.start, cue.end) for cue in cues if cue.modality == "possible")  # `pesan yang menyebut X mencabut Q`
    acts = sorted({(cue.start, cue.end) for cue in cues} - set(unsaid))
    longest = max((end - start for start, end in acts), default=0)
    stretches = [*_quoted(syntax, quotes), *_introduced(syntax), *(_near_acts(syntax, quotes, cues) if plain else ())]
    found = []
    for where, kind, by, quote in stretches:
        if where is None or where[1] - where[0] < _FEWEST_LETTERS:
            continue
        span = without_frame(syntax.reading, syntax.tokens, where)
        near = acts[max(0, bisect_left(acts, (span[0] - longest,))) : bisect_left(acts, (span[1],))]
        if span[1] - span[0] <= LONGEST and not _crosses(span, near) and (content := _states(syntax, span, kind, by)) is not None:
            speaker = None if quote is None else speakers[quote]
            found.append(Candidate(span, content, kind, by, quote, speaker, _crosses(span, unsaid)))
    return sorted(found, key=lambda c: c.span)


def _crosses(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _states(syntax: Syntax, span: Span, kind: str, by: str) -> Wording | None:
    """Return the content of a stretch that states something by itself, None for one that only points or names an object."""
    content = wording(syntax.reading, syntax.tokens, span)
    first = syntax.reading.tokens(*span)
    own = content.specific - content.names
    told = content.predicated and own and len(content.specific) > SHORTEST  # `Jembatan Wangi ditutup`
    if (len(own) < SHORTEST and not told) or (len(first) and syntax.reading.low[first.start] in _PRONOUN_FIRST):
        return None
    if kind == "noun" and not content.predicated and not content.topical and _tells_whose(syntax, first):
        return None
    # `melaporkan situasi`: an object, and nothing that somebody could deny
    return None if by == "melaporkan" and kind == "accused" and not content.predicated else content


def _tells_whose(syntax: Syntax, held: range) -> bool:
    """Return whether a noun of saying has no more after it than who says it: `unggahan akun X`, `laporan Polda Y`."""
    low = syntax.reading.low
    if len(held) < 2 or low[held.start] not in _STATING:
        return False
    return any(low[held.start + 1] in words for words in (members("opens_owner"), word_class("organization"), word_class("role")))


def _quoted(syntax: Syntax, quotes: list[Quote]) -> Iterator[Stretch]:
    """Yield what quotes say; an order is a candidate with its verb."""
    for number, quote in enumerate(quotes):
        said = syntax.reading.text[slice(*quote.cue)].lower() if quote.cue else ""
        if said not in members("ordering") or quote.type == "direct":
            first = quote.content[0]
            kind = "told" if _is_of_a_post(syntax, quote) else "quote"
            yield _first_sentence(syntax, first) if quote.type == "direct" else first, kind, said, number


def _is_of_a_post(syntax: Syntax, quote: Quote) -> bool:
    """Return whether no person but a post, a message or a rumour says something: `unggahan akun X menyebut P`."""
    first = syntax.reading.low[syntax.reading.token_at(quote.source[0])] if quote.source else ""
    return first in members("rumour_noun") or first in members("posted")


def _introduced(syntax: Syntax) -> Iterator[Stretch]:
    """Yield what a noun of saying holds, and what is accused, ordered or passively told."""
    for i in syntax.reading.among(_introducing()):
        low = syntax.reading.low[i]
        if i and syntax.reading.low[i - 1] in word_class("outlet_noun") and syntax.tokens.kind(i) == "name":
            continue  # `akun Kabar Lembah`
        if low.removesuffix("nya") in _STATING:
            yield _complement(syntax, i), "noun", low.removesuffix("nya"), None
        elif low in members("accusing"):
            yield _object(syntax, i), "accused", low, None
        elif low in members("ordering"):
            yield _clause(syntax, i), "ordered", low, None
        else:
            yield _told(syntax, i), "told", low, None


@cache
def _introducing() -> frozenset[str]:
    """Return the words that introduce what somebody states, accuses of, orders or passes on."""
    return _STATING | {f"{noun}nya" for noun in _STATING} | members("accusing") | members("ordering") | members("told")


def _near_acts(syntax: Syntax, quotes: list[Quote], cues: list[Cue]) -> Iterator[Stretch]:
    """Yield the clauses before acts, the title, and the sentences of the lead and near an act that nobody is quoted in."""
    sentence_at = syntax.reading.sentence_at
    for cue in cues:
        yield _clause_before(syntax, cue), "clause", "", None
    yield syntax.reading.layout.title, "title", "", None
    near = {sentence_at(cue.start) + k for cue in cues for k in range(-NEAR, 2)} | set(range(LEAD))
    attributed = {sentence_at(quote.cue[0]) for quote in quotes if quote.cue}  # what is said there is a candidate of its own
    for number, sentence in enumerate(syntax.reading.sentences):
        if number in near and number not in attributed:
            yield _statement(syntax, sentence), "sentence", "", None


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
