"""Where a personal name begins in a run of capitals: `Kepala Kebijakan Publik KopiKita | Hilman Adriawan`, `Bupati Sukamerta | Darmawan Hadi`.

One fitted judgement over each word of the run that could be the first (`ranking/name.toml`, fitted by `tools/fit_name_starts.py`): what the
word and the one before it are, and how the article uses them elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from claimx.attribution.phrases import CONJUNCTIONS, PARTICLES, ROMAN, ROYAL, is_balinese_opening, is_name_word, is_rank
from claimx.attribution.usage import is_body, is_place, occurrences, speaks
from claimx.language.morphology import looks_like_abstract_noun
from claimx.language.reading import Reading
from claimx.language.reporting import bare_cues
from claimx.lexicons import entries, load, word_class
from claimx.ranking.model import model
from claimx.syntax.classes import listed_class
from claimx.timex.spans import Span


@cache
def personal_words() -> frozenset[str]:
    """Return the words that are personal names in most of their uses (`lexicons/names.toml`)."""
    return frozenset(entries(load("names")["personal"]))


_LONGEST = 9  # words of a run that are weighed
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
    return not _is_listed(reading.low[k]) and not speaks(reading, reading.words[k])


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
    if any(_is_listed(low[j].rstrip(".")) for j in range(first, k)):
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


def _is_listed(low: str) -> bool:
    return low in personal_words() or low in word_class("first_name")
