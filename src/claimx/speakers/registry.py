"""Who is told of in a text: the names that the tagger found, joined to persons and bodies, whether or not they ever speak.

Short forms, spellings, nicknames, acronyms and syllabic short forms are names of one entity: closed rules of Indonesian naming. Which entity a source means is
another judgement (`resolver`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from claimx.annotations import Span
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import cue_words
from claimx.lexicons import word_class
from claimx.names.features import ARTICLE
from claimx.names.tagger import Name, names_of
from claimx.syntax.classes import lexical_class, members

_ARTICLE = re.compile("^" + ARTICLE)
_STOPS = frozenset(",.?!")
_MOST = 40  # fuller names of one first letter that a form may be short for, the longest first
_PIECE = 6  # letters of a name that may be written short: `Marcell` for Marcello
_LETTERS = 4  # of a short form that may be a piece of a name: shorter ones are pieces of too many
_LONGEST_TITLE = 12  # tokens before a name that can be its title
_LONGEST_APPOSITION = 10  # tokens after it
_AFTER_ROLE = frozenset(',.;:!?"”“()')


@dataclass(slots=True)
class Speaker:
    """One sayer or agent: the fullest `name`, `kind`, `role` in the text's words, and every span that refers to it as a source.

    `places`: the names that name it, in order; `beside`: the words of the titles before them and of appositions, in small letters; `titled`: how many of the places
    a word stands right before, with no comma between. An unnamed one has none.
    """

    name: str
    kind: str
    role: str | None = None
    mentions: list[Span] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    titled: Counter[str] = field(default_factory=Counter)
    starts: list[int] = field(default_factory=list)  # the first tokens of `places`
    forms: set[str] = field(default_factory=set)  # the names as they stand there

    def before(self, i: int) -> int:
        """Return how many of its places begin before token `i`."""
        return bisect_left(self.starts, i)


class Registry:
    """The entities of a text, by the names that name them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.entities: list[Speaker] = []
        self.of_name: dict[Name, Speaker] = {}
        self._alias = dict(_nicknamed(reading)) | dict(_told_aliases(reading))
        forms: dict[tuple[str, ...], list[Name]] = {}
        for name in names_of(reading).found:
            forms.setdefault(tuple(reading.words[name.start : name.stop]), []).append(name)
        hosts: dict[tuple[str, ...], Speaker] = {}
        title = reading.layout.title
        body = 0 if title is None else reading.token_at(title[1])
        headline = {form for form, places in forms.items() if places[-1].start < body}  # there a verb has a capital too
        for form in sorted(forms, key=lambda form: (form in headline, -len(form), -len("".join(form)), forms[form][0].start)):
            places = forms[form]
            persons = sum(name.kind == "PER" for name in places)
            kind = "person" if 2 * persons > len(places) or (2 * persons == len(places) and places[0].kind == "PER") else "organization"
            host = self._host(form, kind, hosts, places[0].start)
            if host is None:
                host = Speaker(_written(reading, places[0]), kind)
                self.entities.append(host)
            hosts[form] = host
            host.places += places
            host.forms.add(" ".join(form))
            for name in places:
                self.of_name[name] = host
        for entity in self.entities:
            entity.places.sort()
            entity.starts = [name.start for name in entity.places]
            for name in entity.places:
                told = reading.low[title_start(reading, name) : name.start]
                entity.beside.update(told, _apposed(reading, name))
                entity.titled.update(set(" ".join(told).strip(" ,").rpartition(",")[2].split()))
            if entity.kind == "person":
                roles = (role for tells in (_role, _role_after) for name in entity.places if (role := tells(reading, name)))
                entity.role = next(roles, None)
        self.entities.sort(key=lambda entity: entity.starts[0])

    def _host(self, form: tuple[str, ...], kind: str, hosts: dict[tuple[str, ...], Speaker], at: int) -> Speaker | None:
        """Return the entity that a form is another name of: by what the text says, else the one told of nearest before whose name it shortens."""
        said = self._alias.get(form)
        if said in hosts:
            return hosts[said]
        brief = hosts.items() if len(form) == 1 and form[0].isupper() else ()
        initials = next((host for other, host in brief if host.kind == "person" and _are_initials(form, other)), None)
        if initials and not any(host.kind == "organization" and shortens(form, other, host.kind) for other, host in hosts.items()):
            return initials
        begins = _initials(form[:1])
        alike = ((other, host) for other, host in hosts.items() if host.kind == kind and not begins.isdisjoint(_initials(other)))
        fitting = [(other, host) for other, host in islice(alike, _MOST) if self._can_mean(form, other, kind, at, host)]
        if not fitting:
            return None
        return max(fitting, key=lambda row: (_nearness(row[1], at), len(row[1].places)))[1]

    def _can_mean(self, form: tuple[str, ...], other: tuple[str, ...], kind: str, at: int, host: Speaker) -> bool:
        """Return whether a form can be another name of an entity: short for it, or in a headline longer by what it says of it."""
        if not shortens(form, other, kind):
            return len(form) > len(other) and min(name.start for name in host.places) > at and other == form[: len(other)]
        begins = kind == "organization" and len(form) == 1 and form == other[:1] and not form[0].isupper()
        # `Apple` before `Apple Intelligence` is a firm of its own, `Polres` after `Polres Wanasari` is none
        return not begins or form[0].lower() in word_class("organization") or min(name.start for name in host.places) < at


def _are_initials(form: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether a form is the initials of a person of three names or more: `BGS`."""
    return len(form) == 1 and form[0].isupper() and 2 < len(form[0]) == len(full) and all(map(str.startswith, full, form[0]))


def _nearness(host: Speaker, at: int) -> tuple[bool, int]:
    """Return whether an entity was told of before a token, and how near."""
    earlier = [name.start for name in host.places if name.start < at]
    return (True, max(earlier)) if earlier else (False, -min(name.start for name in host.places))


def _written(reading: Reading, name: Name) -> str:
    """Return a name as written, in one line."""
    return " ".join(reading.text[reading.starts[name.start] : reading.ends[name.stop - 1]].split())


@lru_cache(maxsize=1 << 14)
def shortens(short: tuple[str, ...], full: tuple[str, ...], kind: str) -> bool:
    """Return whether a form can be short for a fuller one of the same kind."""
    if _folded(short) == _folded(full):
        return True
    if len(_folded(short)) == 1:
        return False  # a letter alone hides who is meant: `inisial S` beside an official of that letter
    if kind == "person":
        return _covers(full, short) or (len(short) == 1 and _blends(short[0].lower(), full))
    if len(short) == 1 and short[0].isupper() and len(short[0]) > 1:
        return _is_acronym(short[0], full)
    if short == full[: len(short)] or (len(short) == 1 and is_syllabic(short[0], full)):
        return True
    return len(short) > 1 and short == full[-len(short) :] and full[0].lower().rstrip(".") in word_class("firm")


@lru_cache(maxsize=1 << 12)
def _folded(form: tuple[str, ...]) -> str:
    return re.sub(r"\W", "", "".join(form)).lower()


@lru_cache(maxsize=1 << 12)
def _initials(form: tuple[str, ...]) -> frozenset[str]:
    """Return the letters that a name and its parts begin with: a form that is short for it shares one with its own first part."""
    return frozenset(word[:1] for word in map(_folded, [form, *((part,) for part in _bare(form))]))


def _covers(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Return whether a longer name holds every part of a short one in order: alike, spelt alike, an initial, or a beginning of four letters."""
    rest = iter(_bare(full))
    return all(any(_same_part(part, other) for other in rest) for part in _bare(short))


@lru_cache(maxsize=1 << 12)
def _bare(form: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a name in small letters, without the article and the full stops about each."""
    return tuple(_ARTICLE.sub("", part.lower().strip(".")) for part in form)


def _same_part(short: str, other: str) -> bool:
    if short == other:
        return True
    if not short or short[0] != other[:1]:
        return False
    if other.startswith(short):
        return len(short) == 1 or len(short) >= _PIECE
    return min(len(short), len(other)) > _LETTERS and abs(len(short) - len(other)) < 2 and _differ_once(short, other)


def _differ_once(a: str, b: str) -> bool:
    """Return whether two words differ by one letter, doubled, changed or left out."""
    short, long = sorted((a, b), key=len)
    i = next((i for i in range(len(short)) if short[i] != long[i]), len(short))
    return short[i + 1 :] == long[i + 1 :] if len(a) == len(b) else short[i:] == long[i + 1 :]


def _blends(short: str, full: Sequence[str]) -> bool:
    """Return whether a short form takes the beginnings of the parts of a name in turn: `Jokowi`, `Aher`."""
    if len(short) < _LETTERS or len(full) < 2:
        return False

    def fits(at: int, part: int) -> bool:
        if at == len(short):
            return part >= 2
        if part == len(full):
            return False
        low = full[part].lower()
        return any(
            short[at : at + n] == low[:n] and fits(at + n, part + 1) for n in range(1 + (part > 0), min(len(low), len(short) - at) + 1)
        )

    return fits(0, 0)


def _is_acronym(short: str, full: Sequence[str]) -> bool:
    """Return whether capitals are the initials of a body's words, of its first ones, or of all but the small ones."""
    parts = [part for part in full if part[0].isalpha()]
    initials = "".join(part[0] for part in parts if part[0].isupper())
    every = "".join(part[0] for part in parts).upper()
    return short in (initials, every, initials[: len(short)] if len(short) > 2 else initials) or (
        full[0].lower().rstrip(".") in word_class("firm") and short in full[1:2]
    )


def is_syllabic(short: str, full: Sequence[str]) -> bool:
    """Return whether a word is made of pieces of a body's words in turn: `Kemenkeu`, `Bareskrim`, `Disdik`."""
    low, parts = short.lower(), [part.lower() for part in full if part[0].isupper()]
    if len(low) < _LETTERS or len(parts) < 2 or low[:2] != parts[0][:2]:
        return False

    def fits(at: int, part: int) -> bool:
        if at == len(low):
            return part >= 2
        if part == len(parts):
            return False
        word = parts[part]
        pieces = (n for n in range(2, len(low) - at + 1) if low[at : at + n] in word)
        return any(fits(at + n, part + 1) for n in pieces) or (part > 0 and fits(at, part + 1))

    return fits(0, 0)


def _told_aliases(reading: Reading) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield what the text itself calls another name of one before it: in brackets, after `alias`, `disapa`, `atau`."""
    names = names_of(reading)
    words, low = reading.words, reading.low
    for name, following in zip(names.found, names.found[1:], strict=False):
        between = low[name.stop : following.start]
        bracketed = between == ["("] and following.stop < len(words) and words[following.stop] == ")"
        called = 0 < len(between) <= 6 and _calls(between)
        nicknamed = len(between) > 1 and between[0] == "," and between[1] in word_class("nicknaming") and len(between) <= _NICKNAMED
        if (bracketed or called or nicknamed) and following.kind == name.kind:
            first, second = (tuple(words[n.start : n.stop]) for n in (name, following))
            yield (second, first) if len(second) <= len(first) else (first, second)


def _calls(between: Sequence[str]) -> bool:
    """Return whether the words between two names tell that the second is another of the first: `yang akrab disapa`, and not `melaporkan akun bernama`."""
    before, last = [word for word in between[:-1] if word[0].isalpha()], between[-1]
    usual = any(word in word_class("usually") for word in before)
    known = ("calls", "usually", "before_calling")
    return (
        (last in word_class("calls_alone") or (usual and last in word_class("calls")))
        and _STOPS.isdisjoint(between[1:])
        and all(any(word in word_class(name) for name in known) for word in before)
    )


def _nicknamed(reading: Reading) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the nicknames that are told after them to be such, with the name before that they are of: `Rina Puspita … kata Pita, sapaan akrabnya`."""
    words, low = reading.words, reading.low
    before: list[tuple[str, ...]] = []
    for name in names_of(reading).found:
        if name.kind != "PER":
            continue
        form, told = tuple(words[name.start : name.stop]), low[name.stop : name.stop + 3]
        if told[:1] == [","] and told[1:2] and told[1] in word_class("nicknaming") and told[-1].endswith("nya"):
            others = [other for other in before if form[0] not in other]
            holding = [other for other in others if any(form[-1].lower() in part.lower() for part in other)]  # `Pita` of `Puspita`
            if others:
                yield form, (holding or others)[-1]
        else:
            before.append(form)


_NICKNAMED = 4  # tokens between a nickname and the name that it is told to be of: `, sapaan akrab`


def title_start(reading: Reading, name: Name) -> int:
    """Return the token at which the title before a name begins, the name's own where none stands there."""
    low, words = reading.low, reading.words
    floor = max(0, name.start - _LONGEST_TITLE, reading.token_at(reading.sentences[reading.sentence_at(reading.starts[name.start])][0]))
    begun, k = name.start, name.start
    while k > floor:
        word = low[k - 1].rstrip(".")
        if word in word_class("role") or word in word_class("rank") or word in word_class("proxy"):
            begun = k - 1
        elif not _can_be_in_title(words[k - 1], word):
            break
        k -= 1
    while floor < begun < name.start and low[begun - 1] in word_class("before_role") and words[begun - 1][0].isupper():
        begun -= 1  # `Project Director PT Nusa`
    return name.start if _is_hearer(reading, begun, name) else begun


def _is_hearer(reading: Reading, begun: int, name: Name) -> bool:
    """Return whether what stands before a name, from token `begun` on, is told to: `Kepada polisi, Rina mengaku P`, and not `Kepada Bupati Sigi, Rina, …`."""
    low, before = reading.low, begun - 1
    to = before >= 0 and (low[before] == "kepada" or low[max(0, before - 1) : begun] in (["di", "depan"], ["di", "hadapan"]))
    return to and low[name.start - 1] == "," and low[name.stop : name.stop + 1] != [","]


def _can_be_in_title(word: str, low: str) -> bool:
    """Return whether a word can stand inside a title before a name: a capital, a mark, a word of titles or a small one."""
    return (
        word[0].isupper()
        or word.isdigit()
        or word in "(),&-/"
        or any(low in word_class(name) for name in ("organization", "titleword", "small_in_titles"))
        or (low.isalpha() and lexical_class(low) == "noun" and low not in cue_words() and low not in members("attribute"))
    )


def opens_with_title(reading: Reading, name: Name) -> bool:
    """Return whether a sentence opens with the title of a name: `Kapolres Wanasari AKBP Rina Puspita mengatakan`."""
    begun = title_start(reading, name)
    return begun < name.start and reading.opens_sentence(begun)


def _role(reading: Reading, name: Name) -> str | None:
    """Return the title before a name as the text gives it, without the rank before the name; None where there is none."""
    begun, stop = title_start(reading, name), name.start
    while stop > begun and (
        reading.low[stop - 1].rstrip(".") in word_class("rank") | word_class("rank_tail") or reading.words[stop - 1] == ","
    ):
        stop -= 1
    return " ".join(reading.text[reading.starts[begun] : reading.ends[stop - 1]].split()).strip(" ,") if stop > begun else None


def _past_bracket(reading: Reading, k: int) -> int:
    """Return the token after a short bracket that opens at token `k`, an age or an acronym; `k` where none does."""
    words = reading.words
    close = range(k, min(len(words), k + 6)) if k < len(words) and words[k] == "(" else ()
    return next((j + 1 for j in close if words[j] == ")"), k)


def _role_after(reading: Reading, name: Name) -> str | None:
    """Return the office between commas after a name, or after `selaku`: `Rina Puspita, Direktur Utama PT Nusa, mengatakan`; None where there is none, or it is of the next person."""
    low, words, names = reading.low, reading.words, names_of(reading)
    k = _past_bracket(reading, name.stop)
    first = k + 1
    if first >= len(words) or not (words[k] == "," or low[k] in word_class("opens_role")):
        return None
    if low[first] not in word_class("role") and low[first] not in word_class("before_role"):
        return None
    of_somebody = low[first] in word_class("proxy") or low[first] in word_class("relation")  # `pengacara Rina`
    stop = first + 1
    while stop < min(len(words), first + _LONGEST_TITLE) and not _ends_role(low[stop]):
        other = names.at(stop)
        if other is not None and other.kind == "PER" and not of_somebody:
            return None
        stop += 1
    while stop > first + 1 and low[stop - 1] in word_class("auxiliary"):
        stop -= 1
    return " ".join(reading.text[reading.starts[first] : reading.ends[stop - 1]].split())


def _ends_role(low: str) -> bool:
    return low in _AFTER_ROLE or low in word_class("follows_role") or looks_like_verb(low)


def _apposed(reading: Reading, name: Name) -> Iterator[str]:
    """Yield the words that say after a name who that is: between commas, after `selaku` or `yang`."""
    low, words = reading.low, reading.words
    k = _past_bracket(reading, name.stop)
    opened = k < len(words) and (words[k] == "," or low[k] in members("tells_role"))
    for j in range(k + 1, min(len(words), k + _LONGEST_APPOSITION) if opened else 0):
        if words[j] in ',.;:"”“)':
            break
        yield low[j]
