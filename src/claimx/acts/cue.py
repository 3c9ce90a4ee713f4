"""Where a cue stands: the quote or quotation around it, and what was rumoured before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from claimx.annotations import Quote
from claimx.language.marks import Quotation
from claimx.language.reading import Reading
from claimx.syntax.classes import members

WITHDRAWALS = frozenset({"retraction", "revocation", "takedown"})  # the classes of acts that take something back
LOOK_BACK = 500  # characters before a cue that are looked at


_NEAR = 16  # quotes on either side among which the one of a place is; no article has more than three inside one another


def near(quotes: list[Quote], offset: int) -> Iterator[tuple[int, Quote]]:
    """Yield the quotes about an offset with their indices, in text order."""
    at = bisect_right(quotes, offset, key=lambda quote: quote.start)
    for number in range(max(0, at - _NEAR), min(len(quotes), at + _NEAR)):
        yield number, quotes[number]


def is_taken_up(verb: str) -> bool:
    """Return whether a verb of act has its object in itself, so that none follows it: `menampiknya | lewat radio`."""
    return verb.startswith("me") and verb.endswith("nya")


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
