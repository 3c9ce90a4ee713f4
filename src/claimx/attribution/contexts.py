"""How an article uses a capitalised word: as a person, as a body (`karyawan Amazon`), as a place (`di Girikerta`).

One index of the capitalised tokens answers all questions, so that no question scans the text. The words that tell are
the classes `before_*` of `lexicons/words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues
from claimx.lexicons import entries, load, word_class
from claimx.syntax.classes import listed_class

SAYING = word_class("plain_cue")


_MOST_PLACES = 80  # more tell no more of a name; no record of 3,259 texts needs them


def occurrences(reading: Reading, words: list[str]) -> Iterator[int]:
    """Yield the token index of each place where these words stand in a row, of the first `_MOST_PLACES` of the first word."""
    size = len(words)
    for i in reading.capitals.get(words[0], ())[:_MOST_PLACES]:
        if size == 1 or reading.words[i : i + size] == words:
            yield i


def count(reading: Reading, name: str) -> int:
    """Return how often a name, words parted by spaces, stands in the article."""
    return sum(1 for _ in occurrences(reading, name.split()))


@cache
def personal_words() -> frozenset[str]:
    """Return the words that are personal names in most of their uses (`lexicons/names.toml`)."""
    return frozenset(entries(load("names")["personal"]))


def is_listed(low: str) -> bool:
    """Return whether a word is listed as a personal or a first name."""
    return low in personal_words() or low in word_class("first_name")


def is_body(reading: Reading, a: int, b: int) -> bool:
    """Return whether the article uses tokens [a, b) as the name of a company, club or application rather than of a person."""
    words = reading.words[a:b]
    key = " ".join(words)
    known = reading.bodies.get(key)
    if known is None:
        known = reading.bodies[key] = _is_body(reading, words)
    return known


def _is_body(reading: Reading, words: list[str]) -> bool:
    places = list(occurrences(reading, words))
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= _INITIALS_AT_MOST and any(_are_initials(reading, i) for i in places):
        return False
    told = [_told_as(reading, i, len(words)) for i in places]
    more_often = told.count("body") > told.count("person")
    if len(words) > 1 and _opens_with_initials(reading, words):
        return more_often
    return more_often or _is_mixed(words[0])


_INITIALS_AT_MOST = 3  # letters
_SURNAME = re.compile(r"(?:Mc|Mac|De|Di|La)[A-Z]|.*[-']")


def _is_mixed(word: str) -> bool:
    """Return whether a word has capitals inside, as brands do (`TikTok`) and surnames of some kinds (`McLaren`), which are none."""
    return word[1:] != word[1:].lower() and _SURNAME.match(word) is None


def _are_initials(reading: Reading, i: int) -> bool:
    """Return whether capitals at token `i` are somebody's initials: `berinisial AR`, `AR (35)`."""
    low = reading.low
    if i and low[i - 1].endswith("inisial"):
        return True
    return (
        low[i + 1 : i + 2] == ["("] and reading.starts[i + 1] - reading.ends[i] <= 1 and low[i + 2 : i + 3] != [] and low[i + 2].isdigit()
    )


def _told_as(reading: Reading, i: int, size: int) -> str | None:
    """Return whether the `size` words at token `i` are told as a `body` or a `person` by what stands beside them, None where nothing tells."""
    low = reading.low
    before, earlier = (low[i - 1] if i else ""), (low[i - 2] if i > 1 else "")
    if size > 1 and before in ("ceo", "bos"):
        return None  # `CEO Lei Jun` is a person, `CEO Ivosights Elga Yulianti` one of a firm
    if before in word_class("before_body") and (before != "bicara" or earlier == "juru"):
        # `Sekretaris perusahaan Ratri Anggraini` is a person of a company
        return "body" if earlier not in word_class("role") or before == "bicara" else None
    aged = i + size + 2 < len(low) and low[i + size] == "(" and re.fullmatch(r"\d\d", low[i + size + 1])
    return "person" if aged or before in SAYING or before in ("bapak", "pak", "bu", "ibu", "mas") else None


_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?|[A-Z]{2}")


def _opens_with_initials(reading: Reading, words: list[str]) -> bool:
    """Return whether a name begins with the initials of somebody (`A.M. Wiraguna`), which without stops are those of a body as well (`PN Palu`)."""
    first, last = words[0], words[-1]
    if _INITIALS.fullmatch(first) is None or first.lower() in word_class("organization"):
        return False
    return "." in first or is_listed(last.lower()) or speaks(reading, last)


def speaks(reading: Reading, word: str) -> bool:
    """Return whether the article has a word alone, or after its title, as who speaks: `kata Wenger`, `Wenger menilai`, `tanya hakim Jhon`.

    After an office that may be told with its seat the word may be the seat (`Bupati Sukamerta menilai`): that counts for nothing.
    """
    known = reading.speaking.get(word)
    if known is None:
        known = reading.speaking[word] = _speaks(reading, word)
    return known


def _speaks(reading: Reading, word: str) -> bool:
    low, words = reading.low, reading.words
    for i in occurrences(reading, [word]):
        if i and low[i - 1] in word_class("territorial"):
            continue
        after = low[i + 1] if i + 1 < len(low) else ""
        goes_on = i + 1 < len(low) and words[i + 1][0].isupper() and reading.starts[i + 1] - reading.ends[i] == 1
        first = i - 1 if i and words[i - 1][0].islower() and low[i - 1] in word_class("role") else i
        begun = (
            first
            and (words[first - 1][0].isupper() or words[first - 1].isdigit())
            and not (reading.opens_sentence(first - 1) and _is_common(low[first - 1]))
        )
        if not (begun or goes_on) and ((first and low[first - 1] in bare_cues()) or after in active_cues()):
            return True
    return False


def _is_common(low: str) -> bool:
    """Return whether a word that opens a sentence is a common word, and not the first of a name (`Indosat Ooredoo membantah`)."""
    return listed_class(low) is not None


def is_place(reading: Reading, word: str) -> bool:
    """Return whether the article uses a word as a place or as the seat of a body: after `di`, `Kabupaten`, `Polres` …"""
    known = reading.places.get(word)
    if known is None:
        known = reading.places[word] = _used_as_place(reading, word)
    return known


def _used_as_place(reading: Reading, word: str) -> bool:
    low = reading.low
    for i in occurrences(reading, [word]):
        before = low[i - 1] if i else ""
        earlier = low[i - 2] if i > 1 else ""
        if (
            before in word_class("before_place")
            and not (before == "kota" and earlier == "wali")
            and not (before == "desa" and earlier == "kepala")
            and not (before == "dprd" and reading.words[i + 1 : i + 2] and reading.words[i + 1][0].isupper())  # `Ketua DPRD Rina Puspita`
        ):
            return True
    return False


def is_club(reading: Reading, word: str, following: str) -> bool:
    """Return whether a word is the name of a club or company (`skuad Arsenal`) where `following` does not come after it."""
    known = reading.clubs.get((word, following))
    if known is None:
        known = reading.clubs[word, following] = _used_as_club(reading, word, following)
    return known


def _used_as_club(reading: Reading, word: str, following: str) -> bool:
    low, words = reading.low, reading.words
    found = False
    for i in occurrences(reading, [word]):
        if i + 1 < len(words) and words[i + 1] == following:
            continue
        before = low[i - 1] if i else ""
        if before in SAYING:
            return False
        found = found or before in word_class("before_club")
    return found
