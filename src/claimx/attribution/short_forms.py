"""The proper names of an article: full names, and the short forms, nicknames, initials and acronyms that stand for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from claimx.attribution.contexts import count, occurrences
from claimx.attribution.descriptions import clean
from claimx.attribution.name_words import ROYAL, function_words
from claimx.attribution.naming import LONGEST_NAME, names_in, trailing_name, without_tail
from claimx.attribution.outlets import named_as_body
from claimx.attribution.phrases import has_role, heads
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.lexicons import word_class

# what stands beside a short form, an alias, a nickname or initials
_TELLING = frozenset("( alias atau disapa dipanggil begitu demikian berinisial inisial".split())


_LONGEST_TITLE = 12  # tokens before a name
_SHORT = re.compile(r"[A-Z]{1,3}")
_LETTERS = 4  # of a short form, at least
_SURE_LETTERS = 5  # of the beginning of a name that stands for it
_LETTERS_TO_SPARE = 6  # of names that may differ by one
_LONGEST_ALIAS = 4  # words
_MOST_ALIKE = 40  # names of one letter, as each is held against each; no record of 3,259 texts needs more


def _spelt_out(candidate: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Return whether a name of one word is written in full in another (`Marcell` for `Marcello`)."""
    return len(candidate) == len(parts) == 1 and candidate != parts and candidate[0].startswith(parts[0]) and len(parts[0]) >= _SURE_LETTERS


class Names:
    """The proper names of an article: full names, short forms, nicknames, acronyms.

    `expand(name)` gives the fullest form that the article uses for a name.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.full: dict[tuple[str, ...], None] = {}  # in text order
        self.alias: dict[str, str] = {}
        self._weights: dict[str, int] = {}
        self._by_letter: dict[str, list[tuple[str, ...]]] = {}  # that one of their words begins with
        self._expanded: dict[tuple[str, int], str] = {}  # by name and how many aliases were known then
        self._collect()
        self._nicknames()

    def _collect(self) -> None:
        self.full.update(dict.fromkeys(names_in(self.reading)))
        for name in self.full:
            for letter in {_letter(word) for word in name}:
                alike = self._by_letter.setdefault(letter, [])
                if len(alike) < _MOST_ALIKE:
                    alike.append(name)

    def body(self, short: str) -> str | None:
        """Return the body that an acronym or a syllabic short form means (`MA`, `Kemlu`, `Komdis`), if the article names it."""
        letters = short.lower()
        if not short.isalpha() or not (short.isupper() or re.fullmatch(r"[A-Z][a-z]{3,}", short)):
            return None
        for run in self.bodies:
            parts = [word for word in run.split() if word[0].isupper()]
            if short.isupper():
                if len(short) >= 2 and "".join(part[0] for part in parts[: len(short)]).lower() == letters:
                    return run if len(parts) == len(short) else run[: run.index(parts[len(short) - 1]) + len(parts[len(short) - 1])]
            elif any(_blends(letters, parts[:size]) for size in (2, 3, 4)) or (
                letters[:3] in ("kem", "pem", "dis", "ban")
                and letters[:3] == parts[0][:3].lower()
                and _subsequence(letters, "".join(parts[:4]).lower())
            ):
                return run
        return None

    @cached_property
    def bodies(self) -> list[str]:
        """Return the capitalised runs of the article that a noun of a body opens, in order, each once."""
        found: dict[str, None] = {}
        for match in _BODY_RUN.finditer(self.reading.text):
            named = match.group().split()[0].lower() in word_class("organization")
            if named and self.reading.in_body(*match.span()):  # in a headline capitals tell nothing
                found.setdefault(re.sub(r"\s+dan$", "", match.group()))
        return list(found)

    def _nicknames(self) -> None:
        """Collect short forms in brackets, aliases, nicknames and initials; each is looked for only where its word stands."""
        low, words = self.reading.low, self.reading.words
        for i in self.reading.among(_TELLING):
            if low[i] == "(":
                close = next((k for k in range(i + 2, min(i + 6, len(words))) if words[k] == ")"), None)
                if close is not None and words[i + 1][0].isupper():
                    self._bracketed(i, close)
            elif low[i] in ("alias", "atau", "disapa", "dipanggil"):
                self._alias(i)
            elif i and i + 1 < len(low):
                (self._initials if low[i].endswith("inisial") else self._nickname)(i)

    def _nickname(self, i: int) -> None:
        """Read `Ucok, begitu sapaannya` at the word of token `i`."""
        low, words = self.reading.low, self.reading.words
        short = words[i - 1] if words[i - 1] != "," else words[i - 2]
        if low[i + 1] in ("sapaan", "panggilan", "ia", "dia") and short[0].isupper():
            target = next((f for f in self.full if any(short.lower() in part.lower() for part in f) and f != (short,)), None)
            if target:
                self.alias.setdefault(short, " ".join(target))

    def _initials(self, i: int) -> None:
        """Read `seorang pengemudi Pajero berinisial AR` at the word of token `i`."""
        low, words = self.reading.low, self.reading.words
        for size in (3, 2, 1) if _SHORT.fullmatch(words[i + 1]) else ():
            described = [w for w in low[max(0, i - size) : i] if w not in ("seorang", "oleh", "sang", "yang", "bernama")]
            self.alias.setdefault(" ".join(described), words[i + 1])

    def _alias(self, i: int) -> None:
        """Read `Rina Puspita alias Rin` and `Rina Puspita yang akrab disapa Rin` at the word of token `i`."""
        reading = self.reading
        low, words = reading.low, reading.words
        left = i - 1
        while left > 0 and low[left] in ("akrab", "biasa", "kerap", "sering", "yang", ","):
            left -= 1
        right = i + 1
        while right < len(low) and low[right] in ("akrab", "biasa", "disapa"):
            right += 1
        end = right
        while end < len(words) and end - right < _LONGEST_ALIAS and words[end][0].isupper() and words[end][0].isalpha():
            end += 1
        known = trailing_name(reading, max(0, left - 5), left + 1)
        if known and known[1] == left + 1 and end > right:
            short = reading.text[reading.starts[right] : reading.ends[end - 1]]
            self.alias.setdefault(short, reading.text[reading.starts[known[0]] : reading.ends[known[1] - 1]])

    def _bracketed(self, at: int, close: int) -> None:
        """Read `Full Name (Short)` and `Name of a Body (ACRONYM)` at the bracket of token `at`."""
        reading = self.reading
        words, low = reading.words, reading.low
        short = reading.text[reading.starts[at + 1] : reading.ends[close - 1]]
        start = at
        while (
            start > 0
            and at - start < _LONGEST_TITLE
            and (
                words[start - 1][0].isupper()
                or low[start - 1] in ("dan", "of", "the", "untuk", "terhadap", "bagi", "and", "for")
                or (words[start - 1] == "," and start - 1 > 0 and words[start - 2][0].isupper())
            )
        ):
            start -= 1
        if start == at or not re.fullmatch(r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,2}", short):
            return
        expansion = _acronym_of(reading.text[reading.starts[start] : reading.ends[at - 1]], short) if at - start >= 2 else None
        if expansion and re.fullmatch(r"[A-Z][A-Za-z-]{1,11}(?:\s[A-Z]+)?", short):
            self.alias.setdefault(short, expansion)
        elif not any(part.isupper() and len(part) > 1 for part in short.split()):
            name = trailing_name(reading, start, at)
            if name and name[1] == at and (name[1] - name[0] > 1 or len(short) < len(words[name[0]])):
                self.alias.setdefault(short, reading.text[reading.starts[name[0]] : reading.ends[name[1] - 1]])

    def expand(self, name: str) -> str:
        """Return the fullest form of a personal name or acronym in this article."""
        if not name.strip():
            return name
        key = (name, len(self.alias))
        known = self._expanded.get(key)
        if known is None:
            known = self._expanded[key] = self._expand(name)
        return known

    def _expand(self, name: str) -> str:
        seen: set[str] = set()
        current = name
        while current in self.alias and current not in seen:
            seen.add(current)
            current = self.alias[current]
        parts = without_tail(self.reading, tuple(self._without_titles(current).split()))
        alike = self._by_letter.get(_letter(parts[0]), [])  # all that may hold the first part, in any spelling
        best = self._longest(parts, alike)
        firms = [other for other in alike if len(other) > len(parts) == 1 and other[0] == parts[0] and named_as_body(" ".join(other))]
        if firms and not any(len(other) > 1 and other[-1] == parts[0] for other in alike):
            return " ".join(firms[0])  # `Starbucks` is `Starbucks Corp`, whatever else bears its name
        if len(parts) == 1 and parts[0] not in best:  # of those that begin as the short form does, who is named most (`Marcell`)
            begun = (other for other in alike if len(other) > 1 and parts[0] not in other and _covers(other, parts))
            # twenty, as each is weighed on the whole article; no article of the news has more
            best = max(islice(begun, 20), key=lambda other: (self._weight(other, parts[0]), other == best), default=best)
        return " ".join(best)

    def _longest(self, parts: tuple[str, ...], alike: list[tuple[str, ...]]) -> tuple[str, ...]:
        """Return the longest of the article's names that a name is short for, in six words at most; itself where there is none."""
        best = parts
        if len(parts) == 1 and len(parts[0]) >= _LETTERS:  # `Aher` for Ahmad Heryawan, `Jokowi` for Joko Widodo
            blends = (other for other in alike if 2 <= len(other) <= 3 and parts[0] not in other and _blends(parts[0].lower(), other[:2]))
            best = next(blends, best)
        body = named_as_body(" ".join(parts))
        for candidate in alike:
            longer = len(best) < len(candidate) <= LONGEST_NAME
            if not (longer or (len(best) == 1 and _spelt_out(candidate, parts))):
                continue
            if _covers(candidate, parts) and (body or not named_as_body(" ".join(candidate))) and not self._chance_pair(candidate, parts):
                best = candidate  # `Jimmy Kimmel Live` is not who `Kimmel` is
        return best

    def _weight(self, name: tuple[str, ...], short: str) -> int:
        """Return how often the article has the part of a name that a short form begins, in any spelling."""
        part = next((part for part in name if part.lower().startswith(short.lower())), name[0])
        if part not in self._weights:
            alike = (word for word in self.reading.capitals if word[0] == part[0])
            self._weights[part] = sum(count(self.reading, word) for word in alike if word == part or _spelling(word.lower(), part.lower()))
        return self._weights[part]

    def _chance_pair(self, candidate: tuple[str, ...], parts: tuple[str, ...]) -> bool:
        """Return whether a word stands before a name by chance, once: after its own noun and used alone elsewhere (`burung
        Nuri Hendri`), or as a common noun that opens a sentence (`Ulah Hendri …`)."""
        if len(candidate) != 2 or parts != candidate[1:]:
            return False
        reading = self.reading
        places = list(occurrences(reading, list(candidate)))
        if len(places) != 1:
            return False
        at = places[0]
        if reading.opens_sentence(at):
            return candidate[0].lower() in reading.words or candidate[0].lower() in word_class("of_somebody")
        before = reading.low[at - 1]
        noun = (
            reading.words[at - 1].islower()
            and before.isalpha()
            and not (before in heads() or before in function_words() or looks_like_verb(before))
        )
        return noun and all(count(reading, part) >= 3 for part in candidate)

    def role_of(self, name: str) -> str | None:
        """Return the title that stands before a name somewhere in the article (`Gubernur Jawa Barat, Ahmad Heryawan`)."""
        reading = self.reading
        low, words = reading.low, reading.words
        for stop in occurrences(reading, name.split()):
            first = stop - 1 if stop and words[stop - 1] == "," else stop
            if first and words[first - 1] == ")":  # `Menteri Perhubungan (Menhub) Bagus Karya`
                first = next((k for k in range(first - 2, max(first - 6, 0), -1) if words[k] == "("), first)
            begin = self._title_start(stop, first)
            while begin is not None and first > begin and low[first - 1].rstrip(".") in word_class("rank"):
                first -= 1
            if begin is not None and first > begin:
                return clean(reading.text[reading.starts[begin] : reading.ends[first - 1]])
        return None

    def _title_start(self, named: int, stop: int) -> int | None:
        """Return where the title begins that ends before token `stop`, within the sentence of token `named`; None where there is none."""
        reading, low = self.reading, self.reading.low
        floor = reading.token_at(reading.sentences[reading.sentence_at(reading.starts[named])][0])
        begin = None
        for k in range(stop - 1, max(floor - 1, stop - _LONGEST_TITLE), -1):
            word = low[k].rstrip(".")
            if word in word_class("role") and word not in word_class("relation"):
                begin = k
            elif not self._of_title(k):
                break
        return begin

    def _of_title(self, k: int) -> bool:
        """Return whether a token can be part of a title: a capital, a body, a word of titles; `dan` only between such words."""
        low = self.reading.low
        word = low[k].rstrip(".")
        if word == "dan" and k and not (has_role(self.reading, k - 1, k) or low[k - 1] in word_class("titleword")):
            return False
        titled = word in word_class("organization") or word in word_class("titleword") or word in ("&", "umum")
        return titled or self.reading.words[k][0].isupper()

    def bearing(self, name: str) -> list[str]:
        """Return every longer name of the article that a short one could stand for."""
        parts = tuple(self._without_titles(name).split())
        alike = self._by_letter.get(_letter(parts[0]), []) if parts else []
        return [" ".join(full) for full in alike if len(full) > len(parts) and _covers(full, parts)]

    def _without_titles(self, name: str) -> str:
        parts = name.split()
        while (
            len(parts) > 1
            and not (parts[0].lower() in ROYAL and tuple(parts) in self.full)
            and (
                parts[0].lower().rstrip(".") in word_class("rank")
                or parts[0].lower() in word_class("role")
                or parts[0].lower() in word_class("titleword")
                or (parts[0].isupper() and len(parts[0]) > 1)
            )
        ):
            parts.pop(0)
        return " ".join(parts)


_BODY_RUN = re.compile(  # with a list that `dan` closes: `Badan Meteorologi, Klimatologi dan Geofisika`
    r"\b[A-Z][a-z]+(?:\s+(?:[A-Z][\w-]*|dan(?=\s+[A-Z]))){1,6}(?:(?:,\s+[A-Z][\w-]*){1,4},?\s+dan\s+[A-Z][\w-]*)?"
)


def _blends(short: str, parts: Sequence[str]) -> bool:
    """Return whether a short form is made of the beginnings of all parts: one letter or more of the first, two or more of the others."""
    if len(parts) < 2 or short[0] != parts[0][0].lower() or parts[1][:2].lower() not in short:
        return False

    def fits(at: int, index: int) -> bool:
        if index == len(parts):
            return at == len(short)
        part = parts[index].lower()
        return any(
            short[at : at + size] == part[:size] and fits(at + size, index + 1)
            for size in range(2 if index else 1, min(len(part), len(short) - at) + 1)
        )

    return fits(0, 0)


def _acronym_of(full: str, short: str) -> str | None:
    """Return the tail of `full` whose initials (or syllables) make up `short`, or None."""
    words = re.split(r"\s+", full.replace(",", " , ").strip())
    letters = re.sub(r"\W", "", short).lower()
    best = None
    for start in range(len(words)):
        tail = [w for w in words[start:] if w != ","]
        capital = [w for w in tail if w[0].isupper()]
        if not capital or not words[start][0].isupper():
            continue
        initials = "".join(w[0] for w in capital).lower()
        if initials == letters or "".join(w[0] for w in tail).lower() == letters:
            return " ".join(words[start:]).replace(" , ", ", ")
        if (
            capital[0][0].lower() == letters[0]
            and len(capital) >= 2
            and best is None
            and (_subsequence(letters, "".join(capital).lower()) or " " in short)
        ):
            best = " ".join(words[start:]).replace(" , ", ", ")
    return best


def _subsequence(short: str, long: str) -> bool:
    at = iter(long)
    return all(letter in at for letter in short)


def _letter(word: str) -> str:
    """Return what a word is found under: its first letter, small."""
    return word.lower().strip(".")[:1]


def _covers(candidate: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Return whether a longer name holds every part of a short one, in order; a part may be a prefix of four letters or more."""
    position = 0
    for part in parts:
        low = part.lower().strip(".")
        for k in range(position, len(candidate)):
            other = candidate[k].lower().strip(".")
            if other[:1] != low[:1]:
                continue
            if (
                other == low
                or (len(low) >= _LETTERS and other.startswith(low))
                or (len(low) == 1 and other.startswith(low))
                or _spelling(low, other)
            ):
                position = k + 1
                break
        else:
            return False
    return True


def _spelling(a: str, b: str) -> bool:
    """Return whether two names differ by one doubled or changed letter (Deny, Denny)."""
    if min(len(a), len(b)) < _LETTERS or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    if a[1] != b[1] and a[-2:] != b[-2:]:
        return False  # one difference cannot be at both ends; most names are told apart here
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    i = next((i for i in range(1, len(short)) if short[i] != long[i]), len(short))  # where they begin to differ
    if len(a) == len(b):
        return len(a) >= _LETTERS_TO_SPARE and i < len(a) and short[i + 1 :] == long[i + 1 :]
    return short[i:] == long[i + 1 :]
