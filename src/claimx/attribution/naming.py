"""The names of an article: where each begins and where it ends in its run of capitals (`Bupati Sukamerta | Darmawan Hadi | S.H.`).

Where it begins is a fitted judgement over each word of the run that could be the first (`ranking/name.toml`, fitted by `tools/fit_name_starts.py`): what
the word and the one before it are, and how the article uses them elsewhere. Where it ends is a matter of few rules: gold holds too few such ends to fit.
`--explain` shows how each name was cut (`cuts`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from claimx.annotations import Span
from claimx.attribution.contexts import count, is_body, is_club, is_listed, is_place, occurrences, personal_words, speaks
from claimx.attribution.name_words import (
    CONJUNCTIONS,
    PARTICLES,
    ROMAN,
    ROYAL,
    is_balinese_opening,
    is_name_word,
    is_rank,
    nickname_end,
)
from claimx.attribution.outlets import named_as_body
from claimx.language.morphology import looks_like_abstract_noun, looks_like_degree
from claimx.language.reading import Reading
from claimx.language.reporting import bare_cues
from claimx.lexicons import load, word_class
from claimx.ranking.model import model
from claimx.syntax.classes import listed_class

_LONGEST = 9  # words of a run that are weighed
LONGEST_NAME = 6  # words
_MANY = 5  # words of a name; longer ones are as seldom


def name_start(reading: Reading, floor: int, name: tuple[int, int]) -> int:
    """Return the token at which a personal name begins that was found as `name`, a range of tokens: `floor` or later.

    The run of capitals that it stands in is weighed, so the name may lose words or get some back. One that goes on before the run (`Giuseppe "Beppe"
    Marotta`) keeps its beginning.
    """
    begun, stop = name
    first = run_start(reading, floor, name)
    if begun < first and not reading.words[first - 1][0].isalpha():
        return begun
    if first == stop - 1 or is_balinese_opening(reading, first):
        return first
    known = reading.name_starts.get((first, stop))
    if known is None:
        known = reading.name_starts[first, stop] = _likeliest(reading, first, stop)
    return known


def _likeliest(reading: Reading, first: int, stop: int) -> int:
    if is_all_name(reading, first, stop):
        return first
    return max(weighed(reading, first, stop), key=lambda k: sum(map(_weight, features(reading, first, stop, k))))


def is_all_name(reading: Reading, first: int, stop: int) -> bool:
    """Return whether the words of a run are nothing but names and stand nowhere else without the one after them: then nothing is weighed."""
    words = reading.words
    return (
        all(_is_plain(words[k]) and is_name_word(reading, k) for k in range(first, stop))
        and all(words[i + 1 : i + 2] == [words[k + 1]] for k in range(first, stop - 1) for i in occurrences(reading, [words[k]]))
        and not (_may_be_town(reading, first) or _may_be_firm(reading, first))
    )


@lru_cache(maxsize=1 << 14)
def _is_plain(word: str) -> bool:
    return not set(_of_word(word, "")) - {"first_name", "personal"}


@lru_cache(maxsize=1 << 14)
def _weight(names: tuple[str, ...]) -> float:
    """Return the weights of some features, summed."""
    weights = model("name")["weights"]
    return sum(weights.get(name, 0.0) for name in names)


def candidates(reading: Reading, first: int, stop: int) -> list[int]:
    """Return the tokens of a run at which a name could begin: all but particles inside it."""
    return [k for k in range(first, stop) if reading.words[k][0].isupper()]


def weighed(reading: Reading, first: int, stop: int) -> list[int]:
    """Return those of the candidates that are no word of a title here, and the last word where there is none."""
    found = candidates(reading, first, stop)
    return [k for k in found if is_name_word(reading, k) or not _is_of_title(reading.low[k].rstrip("."))] or [stop - 1]


@lru_cache(maxsize=1 << 14)
def _is_of_title(low: str) -> bool:
    return low in word_class("role") or low in word_class("titleword") or low in word_class("organization") or low in ROYAL


def likelihood(scores: list[float]) -> list[float]:
    """Return the probabilities of the words of a run, by their summed weights."""
    raised = [math.exp(score - max(scores)) for score in scores]
    return [share / sum(raised) for share in raised]


Cut = tuple[int, int, int, list[tuple[float, int]]]


def cuts(reading: Reading, span: Span) -> list[Cut]:
    """Return how the runs of capitals in a described phrase were cut: (first, name, stop, likelihoods), all but the last tokens.

    `likelihoods`: (0 to 1, token) of each word at which the name could begin, the likeliest first; empty where nothing was weighed.
    """
    tokens, found = reading.tokens(*span), []
    for (first, stop), chosen in reading.name_starts.items():
        if tokens.start <= first and stop <= tokens.stop:
            starts = [] if is_all_name(reading, first, stop) else weighed(reading, first, stop)
            sure = likelihood([sum(map(_weight, features(reading, first, stop, k))) for k in starts])
            found.append((first, chosen, stop, sorted(zip(sure, starts, strict=True), reverse=True)))
    return found


def run_start(reading: Reading, floor: int, name: tuple[int, int]) -> int:
    """Return the token at which the run of capitals begins that a name ends. A rank before the name ends the run, and so does a Balinese opening (`I Ketut`)."""
    begun, stop = name
    k = stop - 1
    while (
        k > max(floor, stop - _LONGEST)
        and not is_balinese_opening(reading, k)
        and (reading.words[k - 1][0].isupper() or reading.low[k - 1].rstrip(".") in PARTICLES)
        and _goes_on(reading.text[reading.ends[k - 1] : reading.starts[k]])
        and (k > begun or not is_rank(reading, k - 1) or reading.low[k - 1] in ROYAL)
        and (not reading.opens_sentence(k - 1) or is_name_word(reading, k - 1))
    ):
        k -= 1
    return k


def _goes_on(gap: str) -> bool:
    """Return whether what stands between two words lets a run go on: nothing, or white space within a line."""
    return gap in ("", " ") or (gap.isspace() and "\n" not in gap)


def features(reading: Reading, first: int, stop: int, k: int) -> Iterator[tuple[str, ...]]:
    """Yield what speaks for or against token `k` as the first of the name in the run [`first`, `stop`), some features at a time."""
    words, low = reading.words, reading.low
    yield _of_size(min(stop - k, _MANY), any(low[j].rstrip(".") in word_class("organization") for j in range(k, stop)))
    yield _of_word(words[k], "first_")
    yield _of_place(reading, k, "first_")
    if speaks(reading, words[k]):
        yield ("first_speaks",)
    if stop - k > 2 and _may_be_town(reading, k):
        yield ("first_after_territorial",)
    if stop - k > 2 and _may_be_firm(reading, k):
        yield ("first_after_body_noun",)
    if stop - k > 1 and k > first and _may_be_town(reading, k - 1):
        yield ("before_after_territorial",)
    if stop - k > 1 and k > first and _may_be_firm(reading, k - 1):
        yield ("before_after_body_noun",)
    if k == first:
        yield _opening(low[first - 1].rstrip(".") if first else "")
    else:
        yield _of_word(words[k - 1], "before_")
        yield _of_place(reading, k - 1, "before_")
        yield _cut(reading, first, stop, k)


def _may_be_town(reading: Reading, k: int) -> bool:
    """Return whether a word is where the town of an office or school stands (`Bupati Sukamerta Darmawan`, `SMP Negeri 3 Sukarame`)."""
    before = reading.low[k - 1].rstrip(".") if k else ""
    return (before in word_class("territorial") or before.isdigit()) and _may_be_other(reading, k)


def _may_be_firm(reading: Reading, k: int) -> bool:
    """Return whether a word is where the name of a firm or club stands (`CEO Pindai Laras Wulandari`, `PT Tirta Jaya Danang Prakoso`)."""
    return k > 0 and reading.low[k - 1].rstrip(".") in _body_nouns() and _may_be_other(reading, k)


def _may_be_other(reading: Reading, k: int) -> bool:
    return not is_listed(reading.low[k]) and not speaks(reading, reading.words[k])


@cache
def _of_size(words: int, body: bool) -> tuple[str, ...]:
    return (f"size_{words}", "holds_body") if body else (f"size_{words}",)


@lru_cache(maxsize=1 << 14)
def _of_word(word: str, where: str) -> tuple[str, ...]:
    """Return what a word is by itself, each feature with `where` before it."""
    low = word.lower().rstrip(".")
    kinds = {
        "role": low in word_class("role"),
        "rank": low in word_class("rank") or low in word_class("rank_tail"),
        "body": low in word_class("organization"),
        "titleword": low in word_class("titleword"),
        "place": low in word_class("place"),
        "first_name": low in word_class("first_name"),
        "personal": low in personal_words() and low not in word_class("first_name"),
        "acronym": word.isupper() and len(low) > 1,
        "mixed": any(a.islower() and (b.isupper() or b == ".") for a, b in pairwise(word[:-1])),  # `TikTok`, `Tiket.com`
        "abstract": looks_like_abstract_noun(low),
        "saying": low in bare_cues(),  # `PDIP Desak Budi Arie`, in a headline
    }
    return tuple(where + kind for kind, holds in kinds.items() if holds)


def _of_place(reading: Reading, i: int, where: str) -> tuple[str, ...]:
    """Return what a word is where it stands."""
    named = is_name_word(reading, i)
    found = [where + "name_word"] if named else []
    if not named and listed_class(reading.low[i]) is not None:
        found.append(where + "listed")
    if reading.words[i] in ROMAN and not is_balinese_opening(reading, i):
        found.append(where + "roman")
    if is_place(reading, reading.words[i]):
        found.append(where + "used_as_place")
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _opening(before: str) -> tuple[str, ...]:
    """Return what stands before a run that is all name."""
    if before in word_class("rank"):
        return "opens", "opens_after_rank"
    if before in word_class("role"):
        return "opens", "opens_after_role"
    if before.isdigit():
        return ("opens_after_number",)  # `SMP Negeri 3 Sukarame Endang Pertiwi`
    if before in CONJUNCTIONS:
        return "opens", "opens_after_and"
    return ("opens", "opens_after_mark") if before in (",", ")") else ("opens",)


def _cut(reading: Reading, first: int, stop: int, k: int) -> tuple[str, ...]:
    """Return what speaks for and against leaving out the words before token `k`."""
    words, low = reading.words, reading.low
    word, following = words[k - 1], words[k]
    apart = [i for i in occurrences(reading, [word]) if words[i + 1 : i + 2] != [following]]
    found = [f"before_apart_{min(len(apart), 2)}"]
    if any(low[i - 1].rstrip(".") in _body_nouns() or is_body(reading, i, i + 1) for i in apart if i):
        found.append("before_used_as_body")
    if k - 1 == first and stop - k >= 2 and any(_ends_name(reading, i) for i in apart):
        found.append("before_ends_another")
    if any(speaks(reading, words[j]) for j in range(k, stop)):
        found.append("name_speaks")
    if any(is_listed(low[j].rstrip(".")) for j in range(first, k)):
        found.append("drops_personal")
    return tuple(found)


@cache
def _body_nouns() -> frozenset[str]:
    """Return the nouns and roles that the name of a firm or club follows."""
    return word_class("before_body") | word_class("before_club") | word_class("firm")


def _ends_name(reading: Reading, i: int) -> bool:
    """Return whether the capitals that end with token `i` are a name of two words or more (`Elon Musk`)."""
    if not i or i + 1 >= len(reading.words) or reading.words[i + 1][0].isupper():
        return False
    return is_name_word(reading, i - 1) and reading.low[i - 1] not in PARTICLES and not reading.opens_sentence(i - 1)


def names_in(reading: Reading) -> Iterator[tuple[str, ...]]:
    """Yield the names in the runs of capitals of an article's body, in order, six words long at most; titles between marks are left out."""
    words, low = reading.words, reading.low
    n = len(words)
    after = 0  # where the last run ended
    for i in reading.capital_tokens:
        if i < after or not is_name_word(reading, i) or not words[i][0].isalpha() or not _in_prose(reading, i):
            continue
        j = i + 1
        while j < n and words[j][0].isalpha() and reading.starts[j] - reading.ends[j - 1] <= 1 and is_name_word(reading, j):
            j += 1
        b = j
        while b > i and (low[b - 1] in PARTICLES or (b - i > 1 and low[b - 1] in _weekdays())):
            b -= 1  # `konser Foo Fighters Senin (5/3)`
        begun = next((k + 1 for k in range(b - 2, i - 1, -1) if is_rank(reading, k)), i)
        a = begun if b - begun < 2 else max(begun, name_start(reading, 0, (begun, b)))
        a += a == i and b - a > 1 and _ends_hyphened(reading, i)
        if 1 <= b - a <= LONGEST_NAME:
            yield without_tail(reading, tuple(words[a:b]))
        after = j


def _in_prose(reading: Reading, i: int) -> bool:
    """Return whether a token stands in the body, and in no title between marks."""
    return reading.in_body(reading.starts[i], reading.ends[i]) and not _in_headline(reading, i)


def _ends_hyphened(reading: Reading, i: int) -> bool:
    """Return whether token `i` is the tail of a name written with spaces about its hyphen: `Saint - Germain Serge Aurier`."""
    joined = i > 1 and reading.words[i - 1] == "-" and is_name_word(reading, i - 2)
    return joined and reading.in_body(reading.starts[i - 2], reading.ends[i - 2]) and not reading.opens_sentence(i - 2)


def without_tail(reading: Reading, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without the club or place, or the verb of a headline, that ends its run."""
    while len(parts) >= 2 and not named_as_body(" ".join(parts)) and _followed_by_another(reading, parts):
        parts = parts[:-1]
    return parts


def _followed_by_another(reading: Reading, parts: tuple[str, ...]) -> bool:
    """Return whether the last word of a run is no part of the name: a club or place, or a verb of a headline, after who speaks alone."""
    last = parts[-1]
    low = last.lower()
    verb = listed_class(low) == "verb"
    if not (verb or low in word_class("place") or is_club(reading, last, "")):
        return False
    apart = count(reading, last) - count(reading, " ".join(parts))  # `Yunani` that stands nowhere else is her name
    return any(speaks(reading, word) for word in parts[:-1]) and not speaks(reading, last) and (0 if verb else 1) <= apart <= 3


def trailing_name(reading: Reading, start: int, stop: int) -> tuple[int, int] | None:
    """Return the token range of the personal name at the end of [start, stop), or None."""
    j = _name_stop(reading, start, stop)
    if j is None:
        return None
    i = _first_name_word(reading, start, j)
    if i > start and reading.words[i - 1] == "-" and j - i > 1:
        i += 1  # the tail of a name written with spaces about its hyphen: `Saint - Germain Serge Aurier`
    while i < j and reading.low[i] in ("bin", "binti", "al", "el", "ter"):
        i += 1
    while i < j and reading.low[i].rstrip(".") in word_class("rank") and j - i > 1:
        i += 1
    return (i, j) if i < j and not (j - i == 1 and _ends_a_place(reading, start, i)) else None


def _first_name_word(reading: Reading, start: int, j: int) -> int:
    """Return the first token of the words of names, with nicknames between marks, that end before token `j`; a rank or a Balinese opening ends them."""
    i = j
    while i > start and is_name_word(reading, i - 1):
        if i < j and is_rank(reading, i - 1) and not _is_middle_initial(reading, start, i - 1):
            break  # a rank: the name begins after it
        i -= 1
        if i + 1 < j and is_balinese_opening(reading, i):
            break  # `DPRD Sukamaju Ni Luh Puspita`
        opening = next((k for k in range(max(start + 1, i - 4), i - 1) if nickname_end(reading, k) == i - 1), None)
        if opening is not None:
            i = opening  # `Giuseppe "Beppe" Marotta`
    return i


def _name_stop(reading: Reading, start: int, stop: int) -> int | None:
    """Return where the name at the end of [start, stop) ends: before a bracket, `alias` and degrees; None where the bracket tells of a body."""
    j = stop
    if j > start and reading.words[j - 1] == ")":  # an age or a short form after the name
        k = j - 1
        while k > start and reading.words[k] != "(":
            k -= 1
        if _stands_for_a_body(reading, start, k):
            return None
        j = k
    alias = next((k for k in range(max(start + 1, j - 3), j - 1) if reading.low[k] == "alias"), None)
    if alias is not None and is_name_word(reading, alias - 1) and all(is_name_word(reading, k) for k in range(alias + 1, j)):
        j = alias  # `Gede Mahardika alias Lolak`
    while j - 1 > start and _ends_with_degree(reading, j - 1):
        j -= 1
    return j


def _ends_with_degree(reading: Reading, i: int) -> bool:
    """Return whether a name's last token is a degree without its comma (`Husaini Ibrahim MA`); initials belong to the name (`T.O.P`)."""
    capitals = reading.words[i].isupper()
    return (capitals and reading.low[i] in word_class("degree")) or (not capitals and looks_like_degree(reading.words[i]))


def _stands_for_a_body(reading: Reading, start: int, k: int) -> bool:
    """Return whether the short form in the bracket at token `k` is the initials of a body before it: `Satuan Pelayanan Gizi (SPG)`."""
    short = reading.words[k + 1] if k + 1 < len(reading.words) else ""
    if not short.isupper() or len(short) < 2:
        return False
    held = [i for i in range(start, k) if reading.words[i][0].isupper()][-len(short) :]
    initials = "".join(reading.words[i][0] for i in held)
    return initials == short and reading.low[held[0]] in word_class("organization")


def _ends_a_place(reading: Reading, start: int, i: int) -> bool:
    """Return whether a single word is the last of a place or of a numbered body, and not who speaks: `Labuan Nila`, `SMAN 1 Sukorejo`."""
    if i - 1 < start or speaks(reading, reading.words[i]):
        return False
    before = reading.words[i - 1]
    numbered = before.isdigit() and i - 2 >= start and reading.low[i - 2] in word_class("organization")
    return numbered or (before[0].isupper() and reading.low[i - 1] in word_class("place_prefix"))


def _is_middle_initial(reading: Reading, start: int, i: int) -> bool:
    """Return whether an initial that could be a form of address (`H.`) stands after a first name that begins its phrase: `Irine H. Gayatri`."""
    if len(reading.low[i].rstrip(".")) > 1 or i - 1 < start or not is_name_word(reading, i - 1):
        return False
    return i - 1 == start or reading.words[i - 2] == "," or reading.low[i - 2] in word_class("role")


_HEADLINE = 4  # words of a title at least
_CAPITALS = 0.7  # share of them that begin with a capital


def _in_headline(reading: Reading, i: int) -> bool:
    """Return whether token `i` stands in a title between marks, nearly all of its words with capitals: `video "Wali Kota Beri Hadiah"`."""
    quotation = reading.quotation_at(reading.starts[i])
    if quotation is None:
        return False
    known = reading.headlines.get(quotation.start)
    if known is None:
        held = [reading.words[k] for k in reading.tokens(quotation.inner, quotation.inner_end) if reading.words[k].isalpha()]
        capitals = sum(word[0].isupper() for word in held)
        known = reading.headlines[quotation.start] = len(held) >= _HEADLINE and capitals >= _CAPITALS * len(held)
    return known


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(load("dates")["words"]["weekday"])
