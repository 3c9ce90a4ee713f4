"""What is known of each word of a run of capitals, as named features of the tagger.

A run is a stretch of words that could hold a name: capitals, numbers, what joins two of them (`dan`, `bin`, `of`, a comma), accounts (`@budi`) and outlets
written small (`detikcom`). Features are texts: those of a word by itself and as a neighbour, of its place, of how the article uses it elsewhere (`told`), of
pairs of neighbours, and of what a first reading made of the same word elsewhere. Nothing here knows a weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from claimx.language.closed import function_words
from claimx.language.morphology import looks_like_abstract_noun, looks_like_degree, looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues
from claimx.lexicons import entries, load, word_class
from claimx.names.table import table

_LONGEST_RUN = 40  # words; what is longer is cut, as every word of a text in capitals is one
_LONGEST_NAME = 12  # words of a name before its short form in brackets
_LONGEST_BRACKET = 3  # words of a short form in brackets
_LONGEST_SYLLABLE = 5  # letters
_MOST_PLACES = 12  # places of a word that are looked at: more tell no more of it
_KNOWN_WORDS = 1 << 16

# the lists of `words.toml` of which a word is told whether it is one of them
_LISTS = (
    "role",
    "rank",
    "rank_tail",
    "degree",
    "organization",
    "titleword",
    "group",
    "document",
    "place",
    "place_prefix",
    "first_name",
    "relation",
    "territorial",
    "before_body",
    "before_club",
    "before_place",
    "firm",
    "body_ending",
    "platform",
    "outlet",
    "royal_title",
    "name_particle",
    "balinese_birth_order",
    "byname",
    "title_noun",
    "company",
    "person_noun",
    "preposition",
    "subordinator",
    "connective",
    "name_opening",
    "title_in_name",
)
ARTICLE = r"(?:a[dlnrstz]|ash|el)-"  # of an Arabic name: `Ahmed al-Sharaa`
_ARTICLE = re.compile(ARTICLE + "[A-Z]")
_SMALL_BODY = re.compile(r"detik[A-Za-z]+|kumparan[A-Z]*\w*|[a-z][A-Z]\w+|[a-z][\w-]*\.(?:com|id|net|co\.id)")


def runs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the runs of a text in order, as ranges of tokens [first, stop); none goes over the end of a line."""
    words, n = reading.words, len(reading.words)
    breaks = reading.line_starts
    begun = 0
    small = {word for word in set(words) if _opens_small(word)}
    for seed in (
        sorted({*reading.capital_tokens, *(i for i, word in enumerate(words) if word in small)}) if small else reading.capital_tokens
    ):
        if seed < begun or not reading.in_body(reading.starts[seed], reading.ends[seed]):
            continue
        i = seed + 1
        while i < n and i - seed < _LONGEST_RUN and i not in breaks:
            word = words[i]
            if word[0].isupper() or word[0].isdigit() or _ARTICLE.match(word) or (_joins(word) and _goes_on(words, i + 1)):
                i += 1
            elif (stop := _bracketed(words, i)) and breaks.isdisjoint(range(i, stop)):
                i = stop
            elif word == "-" and i + 1 < n and i + 1 not in breaks and _ends_hyphenated(words[i + 1]):
                i += 2
            else:
                break
        begun = i
        if i - seed > 1 or not _is_closed(words[seed]):
            yield seed, i


@lru_cache(maxsize=_KNOWN_WORDS)
def _is_closed(word: str) -> bool:
    """Return whether a word that stands alone is of a closed class, with `-pun` or without, and so no name."""
    return not function_words().isdisjoint((word.lower(), word.lower().removesuffix("pun")))


def _bracketed(words: list[str], i: int) -> int:
    """Return the token after a short form in brackets inside a name (`Badan Ranu (BR) Kota`), 0 where none stands at token `i`."""
    if words[i] != "(" or not words[i + 1 : i + 2] or not words[i + 1][0].isupper():
        return 0
    stop = next((k + 1 for k in range(i + 2, min(len(words), i + 2 + _LONGEST_BRACKET)) if words[k] == ")"), 0)
    return stop if stop and words[stop : stop + 1] and words[stop][0].isupper() else 0


@lru_cache(maxsize=_KNOWN_WORDS)
def _ends_hyphenated(word: str) -> bool:
    """Return whether a small word after a hyphen with blanks can end a name: `Kim Dae - ho`."""
    return word.isalpha() and word.islower() and len(word) <= _LONGEST_SYLLABLE and word not in function_words()


def _goes_on(words: list[str], i: int) -> bool:
    """Return whether a capital stands at token `i`, or after one more word that joins."""
    following = words[i : i + 2]
    return bool(following) and (following[0][0].isupper() or (len(following) > 1 and _joins(following[0]) and following[1][0].isupper()))


@lru_cache(maxsize=_KNOWN_WORDS)
def _joins(word: str) -> bool:
    return word.lower() in word_class("joins_name_words")


@lru_cache(maxsize=_KNOWN_WORDS)
def _opens_small(word: str) -> bool:
    return word[0] == "@" or (word[0].islower() and _SMALL_BODY.fullmatch(word) is not None)


@lru_cache(maxsize=_KNOWN_WORDS)
def shape(word: str) -> str:
    """Return the shape of a word: `Xx`, `X.`, `XX4` (capitals, up to five), `XxX` (a capital inside), `9`, `x`, or the mark itself."""
    if not word[0].isalpha():
        return "9" if word[0].isdigit() else word[0]
    if word[0].islower():
        return "x" if word.islower() else "xX"
    if len(word) <= 2 and word.endswith("."):
        return "X."
    if word.isupper():
        return "X" if len(word) == 1 else f"XX{min(len(word), 5)}"
    return "Xx" if word[1:].islower() else "XxX"


@lru_cache(maxsize=_KNOWN_WORDS)
def of_word(word: str) -> tuple[str, ...]:
    """Return the features of a word by itself; of the tokens beside it the model has weights for some of them alone."""
    low = word.lower()
    affixes = [f"s{n}={low[-n:]}" for n in (2, 3)] + [f"p{n}={low[:n]}" for n in (2, 3)]
    if len(low) > 6:
        affixes += ["s4=" + low[-4:], "p4=" + low[:4]]
    degree = ("degree_shape",) if looks_like_degree(word) else ()
    return ("low=" + low, *affixes, "shape=" + shape(word), f"len={min(len(word), 10)}", *degree, *kinds(low.rstrip(".")))


EDGE = "^"  # the word before the first and after the last


@lru_cache(maxsize=_KNOWN_WORDS)
def kinds(low: str) -> tuple[str, ...]:
    """Return which lists hold a word, what it looks like, and how unlabelled news use it."""
    found = _in_lists().get(low, ())
    tests = {
        **{"in_" + name: low in held for name, held in _known().items()},
        "active_cue": low in active_cues(),
        "bare_cue": low in bare_cues(),
        "day": low in _days(),
        "abstract": looks_like_abstract_noun(low),
        "verb": looks_like_verb(low),
    }
    return (*found, *(name for name, holds in tests.items() if holds), *table().of(low))


@lru_cache(maxsize=_KNOWN_WORDS)
def may_be_name(low: str) -> bool:
    """Return whether a word where each has a capital, as in a title, is one of names: by the lists, or never written small in news."""
    return not {"unseen", "small0", "in_personal", "given", "family"}.isdisjoint(kinds(low))


@cache
def _in_lists() -> dict[str, tuple[str, ...]]:
    """Return of each word the features that say which lists hold it."""
    found: dict[str, tuple[str, ...]] = {}
    for name in _LISTS:
        for word in word_class(name):
            found[word] = (*found.get(word, ()), "in_" + name)
    return found


@cache
def _known() -> dict[str, frozenset[str]]:
    """Return the lists of words that say by themselves what a name with them is."""
    return {name: frozenset(entries(words)) for name, words in load("names").items()}


@cache
def _days() -> frozenset[str]:
    words = load("dates")["words"]
    return frozenset({*words["weekday"], *words["month"]})


def told(reading: Reading, word: str) -> tuple[str, ...]:
    """Return how the article uses a word with a capital: after a title, a verb of saying, a preposition, a noun of bodies, before such a verb, written small too."""
    known = reading.told.get(word)
    if known is None:
        known = reading.told[word] = tuple(sorted(_told(reading, word)))
    return known


def _told(reading: Reading, word: str) -> set[str]:
    low, words, n = reading.low, reading.words, len(reading.words)
    places = reading.body_capitals.get(word, ())
    found = {"twice" if len(places) < 4 else "often"} if len(places) > 1 else set()
    if word.lower() in reading.small:
        found.add("small")
    for i in places[:_MOST_PLACES]:
        if 1 < i < n - 1 and low[i - 1] == "(" and words[i + 1] == ")":
            found.add(_short_of(reading, i - 2))
        if i:
            found.update(_before(low[i - 1]))
            if words[i - 1][0].isupper():
                found.add("after_capital")
            elif not reading.opens_sentence(i):
                found.add("capital_inside")
        if i + 1 < n:
            following = low[i + 1]
            if following in active_cues():
                found.add("before_cue")
            elif following == "(":
                found.add("aged" if i + 2 < n and words[i + 2].isdigit() and len(words[i + 2]) == 2 else "before_bracket")
            if words[i + 1][0].isupper():
                found.add("before_capital")
    return found


def _short_of(reading: Reading, i: int) -> str:
    """Return what stands before a short form in brackets, back from token `i`: a body, or something else."""
    words, low = reading.words, reading.low
    bodies = word_class("organization") | word_class("firm") | word_class("before_body")
    k = i
    while k >= 0 and i - k < _LONGEST_NAME and (words[k][0].isupper() or _joins(words[k])):
        if low[k].rstrip(".") in bodies:
            return "short_of_body"
        k -= 1
    return "short_of_other" if k < i else "in_brackets"


@lru_cache(maxsize=_KNOWN_WORDS)
def _before(low: str) -> tuple[str, ...]:
    """Return what a word tells of the one after it."""
    word = low.rstrip(".")
    lists = {
        "after_rank": word_class("rank"),
        "after_role": word_class("role"),
        "after_place": word_class("before_place"),
        "after_body": word_class("organization") | word_class("before_body"),
        "after_club": word_class("before_club"),
        "after_cue": bare_cues(),
        "after_preposition": word_class("preposition"),
    }
    return next(((name,) for name, held in lists.items() if word in held), ())


def place(reading: Reading, i: int) -> tuple[str, ...]:
    """Return the features of where a token stands."""
    title = reading.layout.title
    found = ["title"] if title is not None and reading.starts[i] < title[1] else []
    if not reading.opens_sentence(i):
        return tuple(found)
    low = reading.low[i]
    return (*found, "opens", "opens_small" if low in reading.small else "opens_only", *_opening(low))


@lru_cache(maxsize=_KNOWN_WORDS)
def _opening(low: str) -> tuple[str, ...]:
    return tuple("opens_" + kind for kind in kinds(low))


def pairs(form: str, before: str, after: str) -> tuple[str, ...]:
    """Return the features of pairs of neighbours of a token of a shape: of shapes, words and clusters of words."""
    near = cluster(before)
    return (
        near + "|" + cluster(after),
        near + "|*" + form,
        shape(before) + "|" + form + "|" + shape(after),
        before.lower() + "|" + form,
        form + "|" + after.lower(),
    )


@lru_cache(maxsize=_KNOWN_WORDS)
def cluster(word: str) -> str:
    """Return the cluster of words of like use that holds a word, else its shape."""
    return table().cluster(word.lower()) or shape(word)


_FAR = 5  # words from the beginning or end of a run: what is farther is told as this far


def stand(first: int, stop: int, i: int, word: str) -> tuple[str, ...]:
    """Return the features of where token `i` stands in its run [first, stop)."""
    left = f"left{min(stop - i, _FAR)}"
    return f"from{min(i - first, _FAR)}", left, left + "|" + shape(word)


def bond(reading: Reading, i: int) -> str | None:
    """Return whether a capital and the one before it stand together elsewhere too, and whether each stands apart from the other; None where none stands before."""
    words = reading.words
    if not 0 < i < len(words):
        return None
    before, word = words[i - 1], words[i]
    together = reading.capital_pairs.get((before, word), 0)
    if not together:
        return None
    apart = "".join(str(int(len(reading.body_capitals[held]) > together)) for held in (before, word))
    return ("bound" if together > 1 else "once") + apart


Labels = dict[int, str]  # of each token of a run, its label


def elsewhere(reading: Reading, labels: Labels) -> dict[int, tuple[str, ...]]:
    """Return of each capital that stands more than once what a first reading made of the others: `PER`, `ORG`, `O`, `?` where they differ, `long` in a name
    of several words."""
    found: dict[int, tuple[str, ...]] = {}
    for places in reading.body_capitals.values():
        if len(places) < 2:
            continue
        kinds_of = [labels.get(k, "O")[2:] or "O" for k in places]
        begins = [labels.get(k, "")[:1] == "B" for k in places]
        longer = [kind == "PER" and (labels[k][0] == "I" or labels.get(k + 1) == "I-PER") for k, kind in zip(places, kinds_of, strict=True)]
        for n, k in enumerate(places):
            counts = [kinds_of.count(kind) - (kinds_of[n] == kind) for kind in ("PER", "ORG", "O")]
            first = begins.count(True) - begins[n]
            found[k] = (*_summed(*counts, longer.count(True) > longer[n]), *_opened(first, counts[0] + counts[1] - first))
    return found


def _opened(first: int, inside: int) -> tuple[str, ...]:
    """Return whether a word opens all, some or none of the names that hold it, by how many it opens and how many it stands inside."""
    if not first:
        return ("inside_names",) if inside else ()
    return ("opens_some",) if inside else ("opens_names",)


@lru_cache(maxsize=_KNOWN_WORDS)
def _summed(persons: int, bodies: int, others: int, longer: bool) -> tuple[str, ...]:
    counts = {"PER": persons, "ORG": bodies, "O": others}
    best = max(counts, key=lambda kind: counts[kind])
    mixed = "" if counts[best] == sum(counts.values()) else "?"
    return (best + mixed, *(("long",) if longer else ()), *("some_" + kind for kind in ("PER", "ORG") if counts[kind] and kind != best))
