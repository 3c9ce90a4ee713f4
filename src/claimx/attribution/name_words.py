"""Which words can be part of a personal name, by their letters, the words beside them and the rest of the article."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claimx.attribution.contexts import is_club, occurrences
from claimx.language.morphology import looks_like_abstract_noun, looks_like_degree, looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import bare_cues
from claimx.lexicons import word_class
from claimx.syntax.classes import listed_class

CONJUNCTIONS = word_class("joins_names")
PRONOUNS = word_class("source_pronoun")
PARTICLES = word_class("name_particle")
_OPENING_NAMES = word_class("title_or_first_name")
ROYAL = word_class("royal_title")
_ALSO_NAMES = word_class("title_or_surname")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")  # `Bambang P.S Brodjonegoro`
_CLOSING = frozenset("\"“”'’")  # marks that end a nickname; asked first, as it is cheap
_BALINESE = word_class("balinese_birth_order")
ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split())
_LONGEST_TITLE = 12  # tokens before a first name that may hold the office (`Gubernur Provinsi Banten Ratu …`)


def is_name_word(reading: Reading, i: int) -> bool:
    """Return whether a token can be part of a personal name: capitalised, and no title, body, place or derived noun."""
    known = reading.name_words.get(i)
    if known is None:
        small = not reading.words[i][0].isupper()
        reading.name_words[i] = False  # while its neighbours are asked, which may ask for it in turn (`AH Saya Guru`)
        known = reading.name_words[i] = reading.low[i].rstrip(".") in PARTICLES if small else _is_name_word(reading, i)
    return known


def _is_name_word(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    told = _told_by_neighbours(word)
    if told == "never":
        return _named_all_the_same(reading, i)
    if told and (named := _by_neighbours(reading, i)) is not None:
        return named
    if i and reading.words[i - 1] in _CLOSING and any(nickname_end(reading, k) == i - 1 for k in range(max(0, i - 4), i - 1)):
        return True  # the surname after a nickname
    if reading.opens_sentence(i):
        # the capital of a first word says nothing: is it a name elsewhere, or does a name follow?
        low = reading.low[i].rstrip(".")
        if _seldom_a_name(low) or (looks_like_verb(low) and not reading.capital_inside(word)):  # `Dimas`, `Melati` have the shape of verbs
            return False
        following = i + 1 < len(reading.words) and reading.words[i + 1][0].isupper()
        if not following and not _is_told_of(reading, i) and not reading.capital_inside(word):
            return False
    return True


@lru_cache(maxsize=1 << 16)
def _told_by_neighbours(word: str) -> str:
    """Return what makes the words beside a capitalised word tell whether it is of a name, empty where nothing does.

    `never`: no name as a rule; `shape`: an acronym or a word of titles.
    """
    low = word.lower().rstrip(".")
    if word.isupper() or low in _OPENING_NAMES or low in ROYAL or low in _ALSO_NAMES:
        return "shape"
    return "never" if _never_a_name(low) else ""


def _by_neighbours(reading: Reading, i: int) -> bool | None:
    """Return whether such a word is of a name here, None where its neighbours do not tell."""
    word, low = reading.words[i], reading.low[i].rstrip(".")
    if word.isupper():
        if word in ROMAN:
            if i and word != "I" and is_name_word(reading, i - 1):
                return True  # `Paus Leo XIV`
            return i + 1 < len(reading.words) and reading.low[i + 1] in _BALINESE
        if len(word) > 2 and word[-1] != ".":
            return _INITIALS.fullmatch(word) is not None  # else an acronym
    opening = (low in _OPENING_NAMES and not _completes_title(reading, i)) or (low in ROYAL and _names_somebody(reading, word))
    if opening and _name_follows(reading, i) and not is_club(reading, reading.words[i + 1], ""):
        return True
    if low in _ALSO_NAMES and i and reading.words[i - 1][0].isupper():
        return is_name_word(reading, i - 1)
    return _named_all_the_same(reading, i) if _never_a_name(low) else None


def _is_told_of(reading: Reading, i: int) -> bool:
    """Return whether the first word of a sentence is one whose age or role follows: `Saini, 35, …`, `Hasnah, penjual ikan, …`."""
    low = reading.low
    if i + 2 >= len(low):
        return False
    role = reading.words[i + 1] == "," and low[i + 2] in word_class("role")
    return reading.words[i + 2].isdigit() or (role and listed_class(low[i]) is None and not low[i].startswith(("ter", "se")))


def _named_all_the_same(reading: Reading, i: int) -> bool:
    """Return whether a word that no name has is part of one here, by its capital and its place."""
    low = reading.low[i].rstrip(".")
    if not i or not _name_follows(reading, i):
        return False
    if low in PARTICLES and is_name_word(reading, i - 1):
        return True  # `Rafi Al Gani`
    if low not in function_words() or low in word_class("small_in_titles") or reading.opens_sentence(i):
        return False
    before = reading.words[i - 1]  # `Sekretaris ICF Jadi Rajagukguk`: nobody writes the adverb with a capital
    return ((before.isupper() and len(before) > 1) or reading.low[i - 1] in word_class("role")) and is_name_word(reading, i + 1)


@lru_cache(maxsize=1 << 16)
def _never_a_name(low: str) -> bool:
    """Return whether no personal name has this word, but for `_ALSO_NAMES`: a title, body or place, a derived verb or noun."""
    return low in _never_names() or (low.endswith("nya") and low[:-3] in word_class("role")) or looks_like_abstract_noun(low)


@lru_cache(maxsize=1 << 16)
def _seldom_a_name(low: str) -> bool:
    """Return whether a word opens a sentence as a verb or noun of saying rather than as a name."""
    return low.endswith("nya") or low in bare_cues() or low in word_class("utterance") or low in word_class("document")


def _names_somebody(reading: Reading, word: str) -> bool:
    """Return whether a royal title is a first name in this article: an office stands before it (`Gubernur Banten Ratu …`)."""
    known = reading.royal_names.get(word)
    if known is None:
        known = reading.royal_names[word] = any(_office_before(reading, i) for i in occurrences(reading, [word]))
    return known


def _office_before(reading: Reading, i: int) -> bool:
    """Return whether the capitals before a token, and the word before them, hold an office that is no royal title."""
    k = i
    while k > max(0, i - _LONGEST_TITLE) and (reading.words[k - 1][0].isupper() or k == i):
        k -= 1
    return any(reading.low[j] in word_class("role") and reading.low[j] not in ROYAL | {"pangeran"} for j in range(k, i))


def is_rank(reading: Reading, i: int) -> bool:
    """Return whether a token is a rank or a form of address, and not a surname after another name (`Gatot Imam`)."""
    low = reading.low[i].rstrip(".")
    if i and low in word_class("rank_tail") and reading.low[i - 1].rstrip(".") in word_class("rank"):
        return True  # `Marsekal Lapangan`, `Komisaris Besar`
    return low in word_class("rank") and not (low in _ALSO_NAMES and i > 0)


def is_balinese_opening(reading: Reading, i: int) -> bool:
    """Return whether a Balinese name begins at a token: `I` or `Ni` and the word for the order of birth."""
    return reading.words[i] in ("I", "Ni") and i + 1 < len(reading.low) and reading.low[i + 1] in _BALINESE


def is_degree(reading: Reading, i: int) -> bool:
    """Return whether a token is an academic degree after a name: one that is listed, or built as they are (`Sp.A`)."""
    return reading.low[i].rstrip(".") in word_class("degree") or looks_like_degree(reading.words[i])


def _completes_title(reading: Reading, i: int) -> bool:
    """Return whether a word such as `Agung` belongs to what stands before it: `Jaksa Agung`."""
    before = reading.low[i - 1].rstrip(".") if i else ""
    return before in word_class("role")


def _name_follows(reading: Reading, i: int) -> bool:
    return i + 1 < len(reading.words) and reading.words[i + 1][0].isupper()


@cache
def _never_names() -> frozenset[str]:
    """Return what no personal name is made of, but for `_ALSO_NAMES`: titles, bodies, places and the closed classes."""
    return word_class("titleword") | word_class("organization") | word_class("role") | word_class("place") | PRONOUNS | function_words()


@cache
def function_words() -> frozenset[str]:
    """Return the closed classes: what can never be a name."""
    names = (
        "preposition",
        "subordinator",
        "conjunction",
        "negator",
        "auxiliary",
        "demonstrative",
        "determiner",
        "pronoun_person",
        "connective",
        "circumstance",
    )
    return frozenset(word for name in names for word in word_class(name))


def nickname_end(reading: Reading, i: int, limit: int | None = None) -> int | None:
    """Return the token of the mark that closes a nickname inside a name (`Giuseppe "Beppe" Marotta`) where token `i` opens it.

    The name goes on before offset `limit` where that is given.
    """
    words = reading.words
    if not i or words[i] not in '"“”' or not words[i - 1][0].isupper():
        return None
    for close in (i + 2, i + 3):
        if close + 1 < len(words) and words[close] in '"“”' and all(words[k][0].isupper() for k in range(i + 1, close)):
            reached = limit is None or reading.starts[close + 1] < limit
            return close if reached and words[close + 1][0].isupper() and words[close + 1].isalpha() else None
    return None


def is_about_a_nickname(reading: Reading, i: int) -> bool:
    """Return whether the mark at token `i` opens or closes a nickname inside a name."""
    return nickname_end(reading, i) is not None or any(nickname_end(reading, k) == i for k in range(max(0, i - 3), i))
