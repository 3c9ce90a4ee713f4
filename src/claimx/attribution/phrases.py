"""What the patterns of quotes share: the nouns that can head a source, the adverbs before a verb, where a clause begins, what only points.

Token indices are those of a `Reading`; spans are offsets.
"""

from __future__ import annotations

import re
from functools import cache

from claimx.language.closed import PRONOUNS
from claimx.language.reading import Reading
from claimx.lexicons import word_class
from claimx.names.tagger import names_of
from claimx.syntax.classes import members

HEADS = ("role", "organization", "group", "document", "anonymous", "rank")


@cache
def heads() -> frozenset[str]:
    """Return the nouns that can head a source: roles, ranks, organisations, groups, documents, the unnamed."""
    return frozenset[str]().union(*map(word_class, HEADS))


def skip_adverbs_left(reading: Reading, i: int, floor: int) -> tuple[int, bool]:
    """Walk left from token `i` (exclusive) over adverbs and auxiliaries; return the new end and whether a negator was met."""
    low = reading.low
    negated = False
    while i > floor:
        lw = low[i - 1]
        if lw in members("says_not"):
            negated = True
            i -= 1
        elif lw in word_class("auxiliary") and names_of(reading).at(i - 1) is None:  # `Polda Jawa Tengah`
            i -= 1
        elif i - 1 > floor and (low[i - 2] == "secara" or _is_pair(f"{low[i - 2]} {lw}")):
            i -= 2
        else:
            break
    return i, negated


def _is_pair(words: str) -> bool:
    """Return whether two words together are an auxiliary, or tell how often: `tiga kali`."""
    return words in word_class("auxiliary") or words in members("times")


def clause_start(reading: Reading, floor: int, stop: int) -> int:
    """Return the token at which the clause that ends before token `stop` begins, `floor` at the least."""
    low, words = reading.low, reading.words
    for i in range(stop - 1, floor, -1):
        if low[i] in members("joint") and words[i - 1] == ",":
            return i + 1
        if words[i] in ";:" or (words[i] in '"“”' and i < stop - 1):
            return i + 1
    return floor + 1 if concedes(reading, floor, stop) else floor


def concedes(reading: Reading, floor: int, stop: int) -> bool:
    """Return whether the verb at token `stop` stands in the clause that `meski` or `setelah` at token `floor` opens, with a subject of its own."""
    words = reading.words
    subject = floor + 1 < stop and _opens_subject(reading, floor + 1)
    return subject and reading.low[floor] in word_class("subordinator") and "," not in words[floor:stop]


def _opens_subject(reading: Reading, i: int) -> bool:
    """Return whether a token surely begins a noun phrase that can say: a capital, a pronoun, a head."""
    return reading.words[i][0].isupper() or reading.low[i] in PRONOUNS or reading.low[i] in heads()


_ONLY_POINTER = re.compile(r"(?:hal|itu|ini|tersebut|demikian|begitu|hal-hal|keterangan|pernyataan|senada|yang sama|\s|,)+", re.IGNORECASE)


def is_pointer(text: str) -> bool:
    """Return whether a stretch only points back (`hal itu`, `itu`) and holds no content of its own."""
    return _ONLY_POINTER.fullmatch(text.strip(" .,")) is not None
