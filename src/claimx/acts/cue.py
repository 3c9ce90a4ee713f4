"""One cue while it is being found: offsets, class and attributes; agent and target still as spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from claimx.attribution.quote import Quote
from claimx.language.marks import Quotation
from claimx.language.reading import Reading
from claimx.syntax.classes import members
from claimx.timex.spans import Span

WITHDRAWALS = frozenset({"retraction", "revocation", "takedown"})  # the classes of acts that take something back
LOOK_BACK = 500  # characters before a cue that are looked at


@dataclass(slots=True)
class Cue:
    """One cue found: offsets, class and attributes; agent and target still as spans."""

    start: int
    end: int
    label: str
    subtype: str | None
    rule: str
    form: str
    polarity: str
    modality: str
    aspect: str | None
    strength: str
    confidence: float
    agent_span: Span | None = None
    agent_quote: int | None = None  # index of the quote whose speaker is the agent
    agent_same_as: int | None = None  # index of the cue whose agent this one shares
    demander_span: Span | None = None
    claimant_span: Span | None = None  # who made the statement or order that its target names (`membantah pernyataan X`)
    target: Span | None = None
    old_value: str | None = None
    new_value: str | None = None
    reason: str | None = None
    quote: int | None = None  # index of the quote in whose content the cue stands
    object_inside: bool = False  # whether the cue holds the head of its object
    target_from: str | None = None
    agent_from: str | None = None
    headline: bool = False  # whether it stands in the headline, where every word may have a capital: the body tells who acts
    bare: bool = False  # whether its verb has no prefix: an order inside a quotation, or a headline


_NEAR = 16  # quotes on either side among which the one of a place is; no article has more than three inside one another


def near(quotes: list[Quote], offset: int) -> Iterator[tuple[int, Quote]]:
    """Yield the quotes about an offset with their indices, in text order."""
    at = bisect_right(quotes, offset, key=lambda quote: quote.start)
    for number in range(max(0, at - _NEAR), min(len(quotes), at + _NEAR)):
        yield number, quotes[number]


def covering(quotes: list[Quote], offset: int) -> int | None:
    """Return the index of the quote whose content holds `offset`, the direct one first."""
    best = None
    for number, quote in near(quotes, offset):
        if any(s <= offset < e for s, e in quote.content) and (best is None or quote.type == "direct"):
            best = number
    return best


def speech_around(reading: Reading, offset: int, quotes: list[Quote]) -> Quotation | None:
    """Return the quotation that a cue stands in, None where it is no speech: a title, or one word in marks (`berita itu hanya "hoaks"`)."""
    quotation = reading.quotation_at(offset)
    if quotation is None or quotation.single:
        return None
    if reading.text.find(" ", quotation.inner, quotation.inner_end) >= 0:
        return quotation
    cover = covering(quotes, offset)
    return quotation if cover is not None and quotes[cover].type == "direct" else None


def rumoured_before(reading: Reading, i: int) -> bool:
    """Return whether the article told a rumour or an accusation before token `i`."""
    return not members("rumoured").isdisjoint(reading.low[:i])
