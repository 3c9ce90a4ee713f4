"""The names of a text, found by a conditional random field: every question of where a name begins and ends is answered here.

Two readings: the second sees what the first made of the same word in other places of the article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claimx.language.morphology import looks_like_degree
from claimx.language.reading import Reading
from claimx.lexicons import word_class
from claimx.names.features import EDGE, bond, elsewhere, kinds, of_word, pairs, place, runs, shape, stand, told
from claimx.names.model import LABELS, Model, load

_NEVER = np.float32(-50)  # no name begins with its inside
_CLOSED = np.float32(50)  # what no name holds, whatever stands beside it
_OFFICE = 4  # words from an office to the body that it is of
_LONG_OFFICE = 10  # words from an office to the firm that it is of: `Direktur Pemasaran dan Layanan Purna Jual | PT Ranu`
_INSIDE = [n for n, label in enumerate(LABELS) if label[0] == "I"]


class Name(NamedTuple):
    """One name: tokens [start, stop), `kind` PER or ORG."""

    start: int
    stop: int
    kind: str


class Names:
    """The names of a text, in order and apart, with the token that each holds."""

    def __init__(self, found: list[Name], leaning: dict[int, float]) -> None:
        self.found = found
        self.leaning = leaning  # of each token of a run, how far it leans to a personal name: a score above that of none
        self._starts = [name.start for name in found]
        self._at = {i: name for name in found for i in range(name.start, name.stop)}

    def at(self, i: int) -> Name | None:
        """Return the name that holds token `i`."""
        return self._at.get(i)

    def within(self, start: int, stop: int) -> list[Name]:
        """Return the names that lie in tokens [start, stop)."""
        return [n for n in self.found[bisect_left(self._starts, start) : bisect_left(self._starts, stop)] if n.stop <= stop]

    def before(self, i: int) -> list[Name]:
        """Return the names that begin before token `i`."""
        return self.found[: bisect_right(self._starts, i - 1)]


def names_of(reading: Reading) -> Names:
    """Return the names of a text, found when they are first asked for."""
    found: Names | None = reading.names
    if found is None:
        found = reading.names = _tag(reading)
    return found


def _tag(reading: Reading) -> Names:
    stretches = sorted(runs(reading), key=lambda run: run[0] - run[1])  # the longest first: those that go on are the first of all
    if not stretches:
        return Names([], {})
    tokens = [i for first, stop in stretches for i in range(first, stop)]
    scores = _scores(reading, stretches)
    scores[[n for n, i in enumerate(tokens) if reading.is_headline_verb(i)], 0] += _CLOSED
    labels = _decoded(scores, stretches)
    again = elsewhere(reading, {i: LABELS[n] for i, n in zip(tokens, labels, strict=True)})
    if again:
        labels = _decoded(scores + _again(again, tokens), stretches)
    leaning = (scores[:, 1:3].max(1) - scores[:, 0]).tolist()
    found = [_bare(reading, name) for name in _joined(dict(zip(tokens, labels, strict=True)), sorted(stretches))]
    held = {i for name in found for i in range(name.start, name.stop)}
    whole = list(_balanced(reading, [_opened(reading, name, held) for name in found]))
    kept = [name for name in whole if not (_is_degree_after(reading, name) or _is_short_title(reading, name))]
    parted = _with_mayors(reading, _with_whole_firms(reading, _parted(reading, _with_fields(reading, kept))))
    return Names(_with_initials(reading, parted), dict(zip(tokens, leaning, strict=True)))


def _bare(reading: Reading, name: Name) -> Name:
    """Return a name without marks before it, a personal one without a rank or title before it and degrees after it: closed lists, as `annotation.md` has it."""
    start, stop, words = name.start, name.stop, reading.words
    personal = name.kind == "PER"
    while personal and stop - start > 1 and is_degree(words[stop - 1]):
        stop -= 1
        stop -= words[stop - 1] == "," and stop - start > 1
    while stop - start > 1 and (
        (not words[start][0].isalnum() and words[start][0] != "@") or (personal and _is_title_at(reading, start, stop))
    ):
        start += 1
    return Name(start, stop, name.kind)


def _opened(reading: Reading, name: Name, held: set[int]) -> Name:
    """Return a personal name with the word before it that opens names of one people or island, where no other name holds it and it opens no sentence: `kata Kepala Dinas,
    [Lalu] Samsul Adnan`."""
    i = name.start - 1
    opens = name.kind == "PER" and i > 0 and i not in held and reading.words[i].istitle() and reading.low[i] in word_class("name_opening")
    return name._replace(start=i) if opens and not reading.opens_sentence(i) else name


def _is_title_at(reading: Reading, start: int, stop: int) -> bool:
    """Return whether a name in tokens [start, stop) begins with a title."""
    first = reading.words[start]
    of_body = _is_short_for_body(first) and _has_office_before(reading, start, 1)  # `Ketua Kadin | Rina Puspita`
    return of_body or _is_title(first) or (stop - start > 2 and _goes_on_title(reading, start))


def _is_degree_after(reading: Reading, name: Name) -> bool:
    """Return whether what was taken for a name is a degree after one: `Rina Puspita, M.Biomed`, and not `AKBP M.Ridwan`."""
    before = reading.words[name.start - 1] if name.start else ""
    return (before == "," or is_degree(before)) and looks_like_degree("".join(reading.words[name.start : name.stop]))


def _is_short_title(reading: Reading, name: Name) -> bool:
    """Return whether what was taken for a personal name is a title written short and alone: `kata Kadis`."""
    return name.kind == "PER" and name.stop - name.start == 1 and reading.low[name.start] in _SHORT_TITLES


_SHORT_TITLES = frozenset(entry.partition("=")[0] for entry in word_class("short_title"))


def _balanced(reading: Reading, found: list[Name]) -> Iterator[Name]:
    """Yield the names, none of which holds one bracket of two: `Dinas Sosial (Dinsos` are two, and `Dinsos) Sukamerta` goes on from `Dinas Sosial (`."""
    words = reading.words
    before: Name | None = None
    for name in found:
        held = words[name.start : name.stop]
        opened, closed = ((name.start + held.index(mark) if mark in held else None) for mark in "()")
        if opened is None and closed is not None and before is not None and words[before.stop : name.start] == ["("]:
            before = Name(before.start, name.stop, before.kind)
            continue
        if before is not None:
            yield before
        before = name
        if opened is not None and closed is None:
            yield Name(name.start, opened, name.kind)
            before = Name(opened + 1, name.stop, name.kind) if opened + 1 < name.stop else None
        elif opened is None and closed is not None:
            before = Name(name.start, closed, name.kind)
    if before is not None:
        yield before


def _with_fields(reading: Reading, found: list[Name]) -> list[Name]:
    """Return the names, bodies of several fields whole: `Dinas Kepemudaan, | Olahraga, dan Pariwisata`."""
    names: list[Name] = []
    for name in found:
        if names and name.start < names[-1].stop:
            continue  # `Dinas Pendidikan dan | Kebudayaan`
        fields = name.kind == "ORG" and reading.low[name.start] in word_class("body_of_field")
        names.append(name._replace(stop=_fields_end(reading, name.stop)) if fields else name)
    return names


def _fields_end(reading: Reading, stop: int) -> int:
    """Return the token after the fields that follow a body's name, the last of them after `dan`; `stop` where none do."""
    words, low, k, last = reading.words, reading.low, stop, False
    while k < len(words) - 1 and not last and (words[k] == "," or low[k] == "dan"):
        last = "dan" in low[k : k + 2]
        first = k = k + 1 + (words[k] == "," and last)
        while k < len(words) and words[k].istitle() and _is_field(low[k]):
            k += 1
        if k == first:
            return stop
    return k if last else stop


def _is_field(low: str) -> bool:
    """Return whether a word names what a body is there for (`Olahraga`), and no body."""
    known = kinds(low)
    fits = "in_titleword" in known or ("abstract" in known and "in_organization" not in known)
    return fits and low not in word_class("body_of_field")


def _with_whole_firms(reading: Reading, found: Iterable[Name]) -> list[Name]:
    """Return the names, those of firms whole that no office is told of: `PT Bumi | Jaya Lestari` is one firm, and nobody called `Jaya Lestari`."""
    names: list[Name] = []
    for name in found:
        firm = names[-1] if names and name.kind == "PER" and names[-1].stop == name.start else None
        if firm is not None and reading.low[firm.start] in word_class("firm") and not _has_office_before(reading, firm.start, _LONG_OFFICE):
            names[-1] = Name(firm.start, name.stop, "ORG")
        else:
            names.append(name)
    return names


def _with_mayors(reading: Reading, found: list[Name]) -> list[Name]:
    """Return the names, those whole that follow an office which sounds like a place: `Wali Kota | Budi Santoso`, and not `Wali Kota Ranu | Rina`."""
    words, low = reading.words, reading.low
    known = {i: name for name in found for i in range(name.start, name.stop)}
    for city in (i for word in word_class("takes_name") for i in reading.body_capitals.get(word.capitalize(), ())):
        start = stop = city + 1
        if start in known or low[city - 1] not in word_class("before_takes_name"):
            continue
        while stop < len(words) and stop - start <= _MOST_WORDS and stop not in reading.line_starts and words[stop].istitle():
            stop += 1
        last = known.get(stop - 1)
        if 1 < stop - start <= _MOST_WORDS and _is_first_name(words[start]) and (last is None or last.stop == stop):
            known |= dict.fromkeys(range(start, stop), Name(start, stop, "PER"))
    return sorted(set(known.values()))


_MOST_WORDS = 4  # of a name


def _with_initials(reading: Reading, found: list[Name]) -> list[Name]:
    """Return the names with those that are told to be initials (`pelaku berinisial RN`), and the same letters where no other name holds them."""
    words, low = reading.words, reading.low
    if word_class("initials_follow").isdisjoint(reading.small):
        return found
    following = (i + 1 + (words[i + 1] in "\"“'") for i in range(len(words) - 2) if low[i] in word_class("initials_follow"))
    told = {i for i in following if _are_initials(words[i])}
    short = {words[i] for i in told if not any(kind.startswith("in_") for kind in kinds(low[i]))}
    held = {i for name in found for i in range(name.start, name.stop)}
    places = {*told, *(i for word in short for i in reading.body_capitals.get(word, ()))} - held
    return sorted([*found, *(Name(i, i + 1, "PER") for i in places)])


def _are_initials(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) <= _MOST_INITIALS


_MOST_INITIALS = 4  # letters


def _parted(reading: Reading, found: list[Name]) -> Iterator[Name]:
    """Yield the names, those parted that are a body or role and the name after it: told from what stands alone elsewhere, or by the words of a new name."""
    words = reading.words
    persons = {tuple(words[name.start : name.stop]) for name in found if name.kind == "PER"}
    bodies = {tuple(words[name.start : name.stop]) for name in found if name.kind == "ORG"}
    for name in found:
        name = _after_its_place(reading, name, persons)
        held = tuple(words[name.start : name.stop])
        at = next((k for k in range(1, len(held)) if held[k:] in persons and (name.kind == "ORG" or held[:k] in bodies)), None)
        if at is None and name.kind == "ORG":
            at = _holder_in(reading, name)
        if at is None:
            yield name
        else:
            yield Name(name.start, name.start + at, "ORG")
            yield Name(name.start + at, name.stop, "PER")


def _after_its_place(reading: Reading, name: Name, persons: set[tuple[str, ...]]) -> Name:
    """Return a personal name without a first word that names the town or firm before it: `Bupati Kota Ranu | Hasan Basri`, `Bupati Ranu Timur | Hasan Basri`.

    After a body or an office of a town (`DPRD Ranu | Hasan Basri`, and not `DPRD | Agus Hasan Basri`) it is parted where the rest stands alone elsewhere or begins
    with a listed name.
    """
    i, low = name.start, reading.low
    if name.kind != "PER" or name.stop - i < 2 or not i:
        return name
    before = low[i - 1].rstrip(".")
    parted = low[i] in word_class("direction") and reading.words[i - 1][0].isupper() and not _is_title(reading.words[i - 1])
    if name.stop - i == 2:
        return name._replace(start=i + 1) if parted else name
    rest = tuple(reading.words[i + 1 : name.stop])
    another = not _is_listed(reading.words[i]) and (_is_listed(rest[0]) or rest in persons)  # whose name begins with the second word
    if i > 1 and low[i - 2].rstrip(".") in word_class("firm") and low[i] in word_class("firm_tail"):
        parted = True  # `Direktur PT Bumi Jaya | Rina Sari`
    elif i > 1 and before in word_class("place_prefix") and low[i - 2] in word_class("territorial") | word_class("takes_town"):
        parted = True  # `Bupati Muara Lintang | Hasan Basri`
    elif before in word_class("takes_name") | word_class("firm"):
        parted = parted or (i > 1 and low[i - 2] not in word_class("before_takes_name"))
    elif before in word_class(
        "before_club"
    ):  # `pelatih Persiranu | Hasan Basri`, and not `Pelatih Dae Yong Hartono`, who is later called `Dae`
        parted = parted or (another and len(reading.body_capitals.get(reading.words[i], ())) < 2)
    elif before in word_class("takes_town") or (before in word_class("territorial") and not _TOWN.isdisjoint(kinds(low[i]))):
        parted = parted or another
    return name._replace(start=i + 1) if parted else name


def _is_listed(word: str) -> bool:
    """Return whether a word is of persons' names by the lists."""
    return not (_PERSONAL | {"given", "family", "in_name_opening"}).isdisjoint(kinds(word.lower()))


def _holder_in(reading: Reading, name: Name) -> int | None:
    """Return after how many words of a body, told after an office, its holder's name of two or three words stands, None where none does.

    `Kepala Dinas Sosial | Wening Astuti`. Such words are names of persons, or met nowhere but here: real articles set a comma or tell the name again, a sentence
    alone does not.
    """
    words, low, stop = reading.words, reading.low, name.stop
    after = next((i for i in range(stop, min(stop + 2, len(words))) if words[i] != "," and "day" not in kinds(low[i])), None)
    following = "" if after is None else low[after] if reading.is_headline_verb(after) else words[after]
    if following[:1].isupper() or "(" in words[name.start : stop] or not _has_office_before(reading, name.start):
        return None
    at = stop
    first = low[name.start].rstrip(".")
    least = 1 if first in word_class("body_of_field") or _is_short_for_body(words[name.start]) else 2  # words of the body
    while at - least > name.start and _may_name(words[at - 1]) and low[at - 1] not in word_class("direction"):
        at -= 1
    if at == stop or (at - name.start == 1 and low[at] in word_class("field")):
        return None  # `Kepala Dinas Bina Marga`
    alone = _is_short_for_body(words[at - 1]) and (stop - at == 2 or _is_listed(words[at]))  # `anggota DPRD | Rina Kartika`
    at += low[at - 1] in word_class("before_place") and not alone  # `Ketua DPRD Kabupaten Ranu | Wening Astuti`
    named_after = first in word_class("named_after_persons") and following == ""
    town = "in_place" in kinds(low[at - 1]) and low[at - 2] in word_class("takes_name")  # `Dinas Sosial Kota Madiun | Purwanto`
    short = at - 1 == name.start and _is_short_for_body(words[at - 1]) and "in_personal" in kinds(low[at])  # `Kepala BPBD | Purwanto`
    one = stop - at == 1 < at and (town or short)
    return at - name.start if (one or stop - at in (2, 3)) and not named_after else None


def _is_short_for_body(word: str) -> bool:
    """Return whether a word is short for a body, `KPU`, `Kadin`, and no kind of firm, and not of what is named after persons or its area: `RSUD`, `Polda`."""
    low = word.lower()
    short = (word.isupper() and len(word) > 2) or "in_bodies" in kinds(low)
    return short and not any(low in word_class(name) for name in ("firm", "named_after_persons", "of_area"))


def _has_office_before(reading: Reading, i: int, within: int = _OFFICE) -> bool:
    """Return whether an office is told before a body that begins at token `i`: `Direktur Utama | PT Ranu`, `pengamat politik dari | Universitas Ranu`; `within` so many words."""
    low = reading.low[max(0, i - within) : i]
    speaks = " ".join(low[-2:]) in word_class("proxy") and reading.low[i].rstrip(".") not in word_class("firm")  # `juru bicara`
    at = next((k for k in reversed(range(len(low))) if low[k].rstrip(".") in word_class("role") - word_class("company")), None)
    return speaks or (at is not None and all(word.isalpha() for word in low[at:]))


@lru_cache(maxsize=1 << 14)
def _is_first_name(word: str) -> bool:
    """Return whether a word is a first name by the lists, on no other list, and no common word or place in the news."""
    known = set(kinds(word.lower()))
    others = {kind for kind in known if kind.startswith("in_")} - _PERSONAL - {"in_name_opening"}
    return word.istitle() and not others and not known.isdisjoint(_PERSONAL | {"given"}) and known.isdisjoint(_COMMON)


_PERSONAL = frozenset({"in_personal", "in_first_name", "in_balinese_birth_order"})
_PLACED = frozenset({"placed3", "placed4", "placed5"})
_COMMON = frozenset({"small3", "small4", "small5"}) | _PLACED
_TOWN = _PLACED | {"in_place", "unseen"}  # what may be a town: the news know it as one, or do not know it


def _may_name(word: str) -> bool:
    """Return whether a word is of a person's name by the lists, or by no list: then no news write it small, after a place word or after a noun of bodies."""
    known = set(kinds(word.lower()))
    new = ("unseen" in known or {"small0", "placed0", "bodied0"} <= known) and not any(kind.startswith("in_") for kind in known)
    return word.istitle() and word.isalpha() and (_is_listed(word) or new)


@lru_cache(maxsize=1 << 14)
def is_degree(word: str) -> bool:
    """Return whether a word is a degree: `MA` and `M.A.`, and not the name `Ma`."""
    return (word.lower().rstrip(".") in word_class("degree") and not (len(word) == 2 and word.istitle())) or looks_like_degree(word)


def _goes_on_title(reading: Reading, i: int) -> bool:
    """Return whether a word that is a title or a surname is a title here: `Ketua Majelis Hakim Rina Puspita`, `Jaksa Agung Rina Puspita`."""
    before = reading.low[i - 1].rstrip(".") if i else ""
    following = reading.words[i + 1 : i + 2]
    judged = reading.low[i] in word_class("role") and bool(following) and _is_first_name(following[0])  # `Hakim Rina Puspita`
    return judged or (reading.low[i] in word_class("title_or_surname") and (before in word_class("role") or before == "majelis"))


@lru_cache(maxsize=1 << 14)
def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".").removesuffix("nya")
    also_names = ("title_in_name", "title_or_surname", "title_or_first_name", "royal_title", "byname", "name_opening")
    titles = word_class("rank") | word_class("rank_tail") | word_class("role")
    return len(low) > 1 and low in titles and not any(low in word_class(name) for name in also_names)


class _Sums:
    """The weights of the model, and after them sums of weights that are asked for again and again: each with its row."""

    def __init__(self) -> None:
        model = load()
        self.pairs = model.rows["pair"]
        self.nothing = len(model.weights) - 1
        self.table = np.vstack([model.weights, np.empty((_MORE, len(LABELS)), np.float32)])
        self.size = len(model.weights)
        self.words = _Words(self, model)
        self.told = {offset: _Rows(self, model.rows[f"told{offset}"]) for offset in (-1, 0, 1)}
        self.again = {offset: _Rows(self, model.rows[f"else{offset}"]) for offset in (-1, 0, 1)}
        self.places = _Rows(self, model.rows["at"])
        self.stands = _Rows(self, model.rows["run"])
        self.bonds = [model.rows[f"bond{offset}"] for offset in (0, 1)]

    def space(self, count: int) -> int:
        """Return the first of so many new rows."""
        if self.size + count > len(self.table):
            self.table = np.vstack([self.table, np.empty((_MORE, len(LABELS)), np.float32)])
        self.size += count
        return self.size - count


class _Rows(dict[tuple[str, ...], int]):
    """The row of the summed weights of each group of features; made where it is missing."""

    def __init__(self, sums: _Sums, known: dict[str, int]) -> None:
        super().__init__()
        self.sums, self.known = sums, known

    def __missing__(self, key: tuple[str, ...]) -> int:
        row = self[key] = self.sums.space(1)
        table = self.sums.table
        np.add.reduce(table.take([self.known[name] for name in key if name in self.known], 0), 0, out=table[row])
        return row


class _Words(dict[str, int]):
    """The first of the five rows of a word: what its features speak for of the token that it is, and of those that it stands at `_OFFSETS` from; made where they are missing."""

    def __init__(self, sums: _Sums, model: Model) -> None:
        super().__init__()
        self.sums = sums
        groups = [model.rows[str(offset)] for offset in _OFFSETS]
        self.known: dict[str, int] = {}  # of each feature its row in the model, with the first of `_OFFSETS` that it has one for
        for group in reversed(groups):
            self.known |= group
        weights = np.zeros((len(model.weights), len(_OFFSETS), len(LABELS)), np.float32)
        for k, group in enumerate(groups):
            first = next(iter(group.values()))
            weights[list(map(self.known.__getitem__, group)), k] = model.weights[first : first + len(group)]
        self.weights = weights.reshape(len(weights), -1)
        self.bias = model.weights[model.rows["bias"][""]]

    def __missing__(self, word: str) -> int:
        row = self[word] = self.sums.space(len(_OFFSETS))
        rows = self.sums.table[row : row + len(_OFFSETS)]
        held = [self.known[name] for name in of_word(word) if name in self.known]
        np.add.reduce(self.weights.take(held, 0), 0, out=rows.reshape(-1))
        rows[0] += self.bias
        return row


_OFFSETS = (0, -1, 1, -2, 2)  # of a word from the token that it tells of
_MORE = 1 << 14  # rows that are added at a time
_MOST_SUMS = 1 << 18  # rows: a stream of texts has no end of words, so then they are made anew
_SUMS: list[_Sums] = []


def _sums() -> _Sums:
    if not _SUMS or _SUMS[0].size > _MOST_SUMS:
        _SUMS[:] = [_Sums()]
    return _SUMS[0]


def _scores(reading: Reading, stretches: list[tuple[int, int]]) -> NDArray[np.float32]:
    """Return what speaks for each label of each token of the runs, (tokens, labels)."""
    sums = _sums()
    nothing, of_pair = sums.nothing, sums.pairs.get
    words = [EDGE, EDGE, *reading.words, EDGE, EDGE]  # token i stands at i + 2
    title = reading.layout.title
    placed = reading.token_at(title[1]) if title else 0
    for i in filter(reading.is_headline_verb, range(placed)):
        words[i + 2] = reading.low[i]  # as it is written in a sentence
    row_of = sums.words
    nowhere = (nothing, nothing, nothing)
    used = {w: tuple(rows[told(reading, w)] for rows in sums.told.values()) for w in reading.capitals}
    bonds = {i: bond(reading, i) for first, stop in stretches for i in range(first, stop + 1)}
    places = [(first, stop, i) for first, stop in stretches for i in range(first, stop)]
    found: list[int] = []
    for first, stop, i in places:
        a, b, word, c, d = words[i : i + 5]
        found += (
            *(row_of[word], row_of[b] + 1, row_of[c] + 2, row_of[a] + 3, row_of[d] + 4),  # in the order of `_OFFSETS`
            *(used.get(b, nowhere)[0], used.get(word, nowhere)[1], used.get(c, nowhere)[2]),
            *(rows.get(bonds[k] or "", nothing) for k, rows in zip((i, i + 1), sums.bonds, strict=True)),
            sums.stands[stand(first, stop, i, word)],
            sums.places[place(reading, i)] if i < placed or reading.opens_sentence(i) else nothing,
        )
        found += [of_pair(name, nothing) for name in pairs(shape(word), b, c)]
    summed: NDArray[np.float32] = sums.table[np.array(found)].reshape(len(places), -1, len(LABELS)).sum(1)
    return summed


def _again(again: dict[int, tuple[str, ...]], tokens: list[int]) -> NDArray[np.float32]:
    """Return what the first reading of the same words elsewhere speaks for, (tokens, labels)."""
    sums = _sums()
    found = [rows[again[i + offset]] if i + offset in again else sums.nothing for i in tokens for offset, rows in sums.again.items()]
    summed: NDArray[np.float32] = sums.table[np.array(found)].reshape(len(tokens), 3, len(LABELS)).sum(1)
    return summed


def _decoded(scores: NDArray[np.float32], stretches: list[tuple[int, int]]) -> list[int]:
    """Return the likeliest label of each token, by Viterbi over all runs at once; `stretches`: the longest first."""
    transitions = load().transitions
    lengths = np.array([stop - first for first, stop in stretches])
    offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    longest = int(lengths[0])
    best = scores[offsets].copy()
    best[:, _INSIDE] += _NEVER
    back = np.zeros((longest, len(stretches), len(LABELS)), np.int8)
    going = np.searchsorted(-lengths, -np.arange(longest), side="left")  # how many runs go on at each step
    for step in range(1, longest):
        some = going[step]
        ways = best[:some, :, None] + transitions
        back[step, :some] = ways.argmax(1)
        best[:some] = ways.max(1) + scores[offsets[:some] + step]
    chosen = best.argmax(1)
    labels = np.empty(len(scores), np.int8)
    labels[offsets + lengths - 1] = chosen
    for step in range(longest - 1, 0, -1):
        some = going[step]
        chosen[:some] = back[step, np.arange(some), chosen[:some]]
        labels[offsets[:some] + step - 1] = chosen[:some]
    found: list[int] = labels.tolist()
    return found


def _joined(labels: dict[int, int], stretches: list[tuple[int, int]]) -> list[Name]:
    """Return the names that labels spell, each within its run."""
    found: list[Name] = []
    for first, stop in stretches:
        begun: int | None = None
        for i in range(first, stop + 1):
            label = LABELS[labels[i]] if i < stop else "O"
            goes_on = label[0] == "I" and begun is not None and label[2:] == LABELS[labels[begun]][2:]
            if begun is not None and not goes_on:
                found.append(Name(begun, i, LABELS[labels[begun]][2:]))
                begun = None
            if label != "O" and not goes_on:
                begun = i
    return found


def is_person(reading: Reading, i: int) -> bool:
    """Return whether a token is part of a personal name."""
    name = names_of(reading).at(i)
    return name is not None and name.kind == "PER"
