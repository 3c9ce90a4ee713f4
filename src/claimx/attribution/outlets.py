"""The outlet between a sayer and the article: `dikutip dari X`, `seperti diberitakan X`, `kata Y kepada X`."""

from __future__ import annotations

import re

from claimx.annotations import Span
from claimx.language.reading import Reading
from claimx.language.reporting import via_cues
from claimx.lexicons import word_class
from claimx.syntax.classes import members
from claimx.timex.spans import Dates

OUTLET_WORDS = word_class("outlet_word")
_OUTLET_ENDING = re.compile(r"(?:news|post|times|tv|daily|herald)$")
_COMMON_WORDS = word_class("outlet_or_word")
_COMMA = re.compile(r"\s*,\s*")
_HEARER = re.compile(r"kepada\s[^,.;:]{3,60},\s*")
_CHANNEL = re.compile(r"(?P<outlet>[a-z]+)[A-Z]\w*")
_OUTLET_NOUNS = word_class("outlet_noun")
_PASSED_ON = word_class("passed_on")


def find_via(reading: Reading, start: int, stop: int, dates: Dates) -> Span | None:
    """Return the outlet named by `dikutip dari X`, `dilansir X`, `kepada X` between two offsets."""
    words, low, starts, ends = reading.words, reading.low, reading.starts, reading.ends
    for i in reading.tokens(start, stop):
        if low[i] in via_cues() or (low[i] in _PASSED_ON and i and low[i - 1] in members("as_told")):
            j = i + 1
            while j < len(words) and low[j] in members("after_via"):
                j += 1
            end = _name_end(reading, j, stop, dates)
            if end + 1 < len(words) and end > j and low[end] == "dari" and words[end + 1][0].isupper() and starts[end + 1] < stop:
                j, end = end + 1, _name_end(reading, end + 1, stop, dates)  # `dikutip A dari B`: the words are from B
            if end > j:
                return starts[j], ends[end - 1]
        if low[i] == "kepada" and i + 1 < len(words) and starts[i + 1] < stop and _outlet_begins(reading, i + 1):
            end = _name_end(reading, i + 2, stop, dates)
            return starts[i + 1], ends[end - 1]
    return None


def past_aside(reading: Reading, at: int, stop: int, dates: Dates) -> int:
    """Return the offset after what stands between who says something and what is said, and a comma: `[seperti dikutip A,] P`, `[kepada wartawan,] P`; `at` where neither does."""
    i = reading.token_at(at)
    if i >= len(reading.low) or reading.low[i] not in via_cues() | members("as_told") | {"kepada"}:
        return at
    outlet = find_via(reading, at, stop, dates)
    comma = _COMMA.match(reading.text, outlet[1], stop) if outlet else _HEARER.match(reading.text, at, stop)
    return comma.end() if comma else at


def _name_end(reading: Reading, k: int, stop: int, dates: Dates) -> int:
    """Return the token after the name of an outlet that goes on at token `k`: `laman The New York Times`, `Travel and Leisure`."""
    words, low, starts = reading.words, reading.low, reading.starts
    while k < len(words) and starts[k] < stop and dates.at(starts[k]) is None and words[k] != "Pada":
        joined = low[k] in members("in_english_name") and k + 1 < len(words) and words[k + 1][0].isupper()
        if not (
            words[k][0].isupper() or joined or _is_channel(words[k]) or ("." in words[k] and len(words[k]) > 3) or low[k] in _OUTLET_NOUNS
        ):
            break
        k += 1
    return k


def _is_channel(word: str) -> bool:
    """Return whether a word is an outlet written as one with its channel: `detikNews`."""
    match = _CHANNEL.fullmatch(word)
    return match is not None and match["outlet"] in word_class("outlet")


def names_outlet(reading: Reading, span: Span) -> bool:
    """Return whether a source is an outlet, by its first word or its last."""
    held = reading.tokens(*span)
    return _outlet_begins(reading, held.start) or reading.low[held.stop - 1] in word_class("outlet")


def _outlet_begins(reading: Reading, i: int) -> bool:
    """Return whether an outlet stands after `kepada`: known, in capitals, a domain, with the name of one, or told by its noun."""
    word, low = reading.words[i], reading.low[i]
    following = reading.low[i + 1] if i + 1 < len(reading.low) and reading.words[i + 1][0].isupper() else ""
    return bool(
        (low in word_class("outlet") and (word[0].isupper() or low not in _COMMON_WORDS))
        or (word.isupper() and len(word) > 1)
        or re.search(r"\w\.\w", word)
        or (word[0].isupper() and (_OUTLET_ENDING.search(low) or following in OUTLET_WORDS))
        or (low == "kantor" and reading.low[i + 1 : i + 2] == ["berita"])
        or (low in members("kind_of_outlet") and following)
    )
