"""Paraphrase in the headline, where verbs stand bare and nearly every word has a capital: `Bupati Sebut Jembatan Aman`, `Soal Banjir, Rina: Sungai Meluap`.

Rules: `indirect.headline_colon` and `indirect.headline_verb`. Capitals tell nothing there, so a sayer is taken only where the body has it as a
source too, or where it is an office or a group; its other words are to stand in the body with a capital.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from claimx.annotations import Quote, Span
from claimx.language.closed import function_words
from claimx.language.morphology import looks_like_abstract_noun, looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import bare_cues, verb_class
from claimx.lexicons import word_class
from claimx.names.features import may_be_name

_LONGEST_SAYER = 7  # tokens
_SHORTEST = 3  # tokens of what is said
_SHORTEST_WISH = 2  # and of what is asked for or promised


def find_in_headline(reading: Reading, quotes: list[Quote]) -> list[Quote]:
    """Return what the headline quotes of somebody, one quote at most; `quotes` are those of the body."""
    title = reading.layout.title
    if title is None:
        return []
    sources = frozenset(reading.words[i] for quote in quotes if quote.source for i in reading.tokens(*quote.source))
    headline = _Headline(reading, reading.tokens(*title), sources)
    quote = _after_colon(headline) or _after_verb(headline)
    return [] if quote is None else [quote]


class _Headline(NamedTuple):
    """The tokens of a headline, and the words by which the body names its sources."""

    reading: Reading
    held: range
    sources: frozenset[str]


def _after_colon(headline: _Headline) -> Quote | None:
    """Read `X: P`, `…, X: P` and `X soal Y: P`."""
    reading, held, _ = headline
    colon = next((i for i in held if reading.words[i] == ":"), None)
    if colon is None or held.stop - colon <= _SHORTEST:
        return None
    start = _chunk_start(reading, held.start, colon)
    stop = next((i for i in range(start, colon) if reading.low[i] == "soal"), colon)
    source = _sayer(headline, start, stop)
    content = reading.starts[colon + 1], reading.ends[held.stop - 1]
    marked = not reading.words[colon + 1][0].isalnum()
    return None if source is None or marked else Quote("indirect", [content], None, source, "indirect.headline_colon")


def speaker_before(reading: Reading, i: int) -> Span | None:
    """Return who a headline names before the colon that stands before token `i`: `Warga Tertembak, [Kodam]: Bukan Peluru Kami`; None where that is a label or a thing."""
    title = reading.layout.title
    if title is None or not reading.on_title(reading.starts[i]):
        return None
    first = reading.tokens(*title).start
    colon = next((k for k in range(i - 1, first, -1) if reading.words[k] in ":;.?!"), first)
    start = _chunk_start(reading, first, colon)
    low = reading.low[start]
    if start >= colon or reading.words[colon] != ":" or not (may_be_name(low) or low in _actors()):
        return None
    return reading.starts[start], reading.ends[colon - 1]


def _after_verb(headline: _Headline) -> Quote | None:
    """Read `X Sebut P` and `X Desak P`; what is only named (`Polisi Ungkap Motif`) and what is asked of nobody (`Minta Maaf`) is none."""
    reading, held, sources = headline
    for i in held[1:]:
        if reading.low[i] not in _bare_verbs():
            continue
        stop = _content_stop(reading, i + 1, held.stop, sources)
        source = _sayer(headline, _chunk_start(reading, held.start, i), i)
        if source is None or not _is_said(reading, i, stop):
            return None
        content = reading.starts[i + 1], reading.ends[stop - 1]
        return Quote("indirect", [content], (reading.starts[i], reading.ends[i]), source, "indirect.headline_verb")
    return None


def _is_said(reading: Reading, i: int, stop: int) -> bool:
    """Return whether what follows the verb at token `i`, up to `stop`, is said or asked for, and is no thing."""
    low = reading.low
    asks = low[i] in verb_class("headline_asks")
    if stop - i <= (_SHORTEST_WISH if asks else _SHORTEST) or low[i + 1] in verb_class("headline_points") | verb_class("headline_things"):
        return False
    clause = low[i + 1 : next((k for k in range(i + 1, stop) if low[k] in ("yang", ",")), stop)]
    if any(looks_like_verb(word) or word in word_class("moving") for word in clause[1:]):
        return True
    return low[i] not in verb_class("headline_tells") and not looks_like_abstract_noun(low[i + 1])


def _chunk_start(reading: Reading, first: int, stop: int) -> int:
    """Return the token after the last comma before `stop`."""
    return next((i + 1 for i in range(stop - 1, first - 1, -1) if reading.words[i] == ","), first)


def _content_stop(reading: Reading, first: int, stop: int, sources: frozenset[str]) -> int:
    """Return where the content of a bare verb ends: before a colon and who it is of, or a comma and another verb or somebody else."""
    comma = None
    for i in range(first, stop - 1):
        following = reading.low[i + 1]
        another = following in _ending() or looks_like_verb(following) or reading.words[i + 1] in sources
        if reading.words[i] == "," and (another or following in _actors()):
            return i
        comma = i if reading.words[i] == "," else comma
    return stop


@cache
def _bare_verbs() -> frozenset[str]:
    """Return the verbs of headlines that may have a content."""
    return verb_class("headline_says") | verb_class("headline_asks") | verb_class("headline_tells")


@cache
def _ending() -> frozenset[str]:
    """Return the words that begin something else after a comma."""
    return bare_cues() | _bare_verbs() | verb_class("headline_points")


@cache
def _actors() -> frozenset[str]:
    """Return the nouns of offices, groups and bodies."""
    return word_class("role") | word_class("group") | word_class("organization")


def _sayer(headline: _Headline, start: int, stop: int) -> Span | None:
    """Return the sayer that the tokens [start, stop) of a headline name, None where they hold more, or nobody whom the body lets speak."""
    reading, _, sources = headline
    if not 0 < stop - start <= _LONGEST_SAYER:
        return None
    words = [i for i in range(start, stop) if reading.words[i].isalnum()]
    if not words or any(not _can_name(headline, i) for i in words):
        return None
    low = reading.low[start]
    office = low in word_class("role") or low in word_class("group")
    if not office and not any(reading.words[i] in sources for i in words):
        return None
    return reading.starts[start], reading.ends[stop - 1]


def _can_name(headline: _Headline, i: int) -> bool:
    """Return whether a word of the headline can be of a sayer: the body has it with a capital, or it is an office or body, which the body may write in full."""
    reading, held, sources = headline
    word, low = reading.words[i], reading.low[i]
    if not word[0].isupper() or low in function_words():
        return False
    again = word in sources or any(k not in held and not reading.opens_sentence(k) for k in reading.capitals.get(word, ()))
    return again or low in _actors()
