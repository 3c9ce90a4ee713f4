"""A shallow grammar of noun phrases and clauses, made for sources: where does the phrase that names a sayer begin and end?

It rests on closed classes (`lexicons/words.toml`), verb prefixes and capitals. Token indices are those of a `Reading`;
spans are offsets.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from claimx.annotations import Span
from claimx.attribution.contexts import is_place, speaks
from claimx.attribution.name_words import (
    CONJUNCTIONS,
    PRONOUNS,
    function_words,
    is_about_a_nickname,
    is_degree,
    is_name_word,
    is_rank,
)
from claimx.attribution.naming import trailing_name
from claimx.language.morphology import looks_like_abstract_noun, looks_like_agent_noun, looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import bare_cues
from claimx.lexicons import word_class
from claimx.syntax.classes import members
from claimx.timex.spans import Dates

LONGEST_SOURCE = 500  # characters; the longest of 450 articles, with a relative clause, had some 300

STRONG_CIRCUMSTANCE = word_class("strong_circumstance")


@cache
def heads() -> frozenset[str]:
    """Return the nouns that can head a source: roles, ranks, organisations, groups, documents, the unnamed."""
    return (
        word_class("role")
        | word_class("organization")
        | word_class("group")
        | word_class("document")
        | word_class("anonymous")
        | word_class("rank")
    )


@cache
def generic_bodies() -> frozenset[str]:
    """Return the common nouns that can point back to a body (`perusahaan itu`)."""
    return word_class("company") | word_class("body")


@cache
def _dropped() -> frozenset[str]:
    """Single-word auxiliaries and adverbs between a subject and its verb."""
    return frozenset(word for word in word_class("auxiliary") if " " not in word)


@cache
def _two_word_adverbs() -> frozenset[str]:
    return frozenset(word for word in word_class("auxiliary") if word.count(" ") == 1)


_NAMING = word_class("verb_in_noun_phrase")
_NOT_SO = word_class("negated_attribute")


def has_role(reading: Reading, start: int, stop: int) -> bool:
    """Return whether a token range holds a noun of role or body."""
    return any(reading.low[i].rstrip(".") in word_class("role") or reading.low[i] in word_class("organization") for i in range(start, stop))


def source_after(reading: Reading, i: int, limit: int, dates: Dates) -> Span | None:
    """Return the noun phrase that begins at token `i`, after a cue, up to offset `limit`."""
    words, low, starts, ends = reading.words, reading.low, reading.starts, reading.ends
    n = len(words)
    while i < n and low[i] == "oleh":
        i += 1
    if i >= n or starts[i] >= limit:
        return None
    if low[i] in PRONOUNS:
        return (starts[i], ends[i]) if low[i] != "mereka" or i + 1 >= n or low[i + 1] != "yang" else _scan(reading, i, limit, dates)
    if words[i][0] == "@":
        return starts[i], ends[i]  # an account's name is whole, whatever follows
    headed = words[i][0].isupper() or low[i].rstrip(".").partition("-")[0] in heads() or low[i] in word_class("determiner")
    return _scan(reading, i, limit, dates) if headed or _is_told_noun(reading, i, limit) else None


def _is_told_noun(reading: Reading, i: int, limit: int) -> bool:
    """Return whether a small word at token `i` is a noun that what follows makes a source: a pointer, a head, a name (`mahasiswi itu`)."""
    low, following = reading.low, reading.words[i + 1 : i + 2]
    if low[i] in function_words() or looks_like_verb(low[i]) or not low[i].isalpha():
        return False
    told = bool(following) and (low[i + 1] in ("itu", "tersebut", "ini", "dan") or low[i + 1] in heads() or following[0][0].isupper())
    return told or _ends_with_pointer(reading, i, limit)


_LONGEST_EPITHET = 7  # tokens


def _ends_with_pointer(reading: Reading, i: int, limit: int) -> bool:
    """Return whether the noun at token `i` begins a short description of somebody known: `ucap lulusan teknologi pangan itu`."""
    words, low = reading.words, reading.low
    for k in range(i + 1, min(i + _LONGEST_EPITHET, len(words))):
        if reading.starts[k] >= limit or not words[k].isalnum():
            return False
        if low[k] in ("itu", "tersebut", "ini"):
            return True
        if low[k] in function_words() and low[k] not in ("satu", "dua", "tiga", "empat", "lima", "enam"):
            return False
    return False


def _scan(reading: Reading, i: int, limit: int, dates: Dates) -> Span | None:
    """Return the noun phrase that begins at token `i`: names, brackets, appositions and one relative clause, up to what is none of it."""
    words, low, starts, ends = reading.words, reading.low, reading.starts, reading.ends
    j = chunk = i
    relative = False
    appositions = 0
    while j < len(words) and starts[j] < limit:
        if dates.at(starts[j]) is not None and not relative:
            break
        step = _past_mark(reading, i, j, limit, dates, relative)
        if step is None:
            break
        if step > j:
            j = step
            continue
        if words[j] == ",":
            if relative or appositions >= 3 or not _is_apposition(reading, i, chunk, j, limit, dates):
                break
            appositions += 1
            chunk = j = j + 1
            continue
        if j > i and low[j] == "yang":
            relative = True
        elif j > i and _breaks_off(reading, i, j, limit, relative, appositions):
            break
        j += 1
    while j > i and (low[j - 1] in CONJUNCTIONS or low[j - 1] in ("yang", "dari", "di", "untuk", "yakni", "yaitu")):
        j -= 1
    return (starts[i], ends[j - 1]) if j > i and ends[j - 1] - starts[i] <= LONGEST_SOURCE else None


def _past_mark(reading: Reading, i: int, j: int, limit: int, dates: Dates, relative: bool) -> int | None:
    """Return the token after a title, hyphen or bracket at token `j`, `j` where none stands there, None where a mark ends the phrase."""
    words, low, starts = reading.words, reading.low, reading.starts
    word, n = words[j], len(words)
    if j > i and word in "'‘\"“" and (close := _title_end(reading, j, limit)):
        return close + 1  # `pelantun lagu 'Hujan Sore' itu`
    if word == "-" and j + 1 < n and starts[j + 1] < limit and (low[j - 1] == "co" or words[j - 1].isupper()):
        return j + 1  # `FKUI - RSCM`
    if word in '.!?;:…"“”«»' or word in ("--", "—", "–", "-") or word in ")]" or (word in "'‘’" and not relative):
        return None
    if word == "(":
        close = next((k for k in range(j + 1, min(n, j + 9)) if words[k] == ")"), None)
        return None if close is None or dates.covering(starts[j + 1]) else close + 1
    return j


_ENDS_SOURCE = word_class("ends_source")


def _breaks_off(reading: Reading, i: int, j: int, limit: int, relative: bool, appositions: int) -> bool:
    """Return whether the noun phrase that begins at token `i` ends before token `j`."""
    low = reading.low
    word, lw, before = reading.words[j], low[j], low[j - 1]
    if relative:
        return lw in STRONG_CIRCUMSTANCE or (lw in members("copula") and before not in ("yang", "juga"))
    if looks_like_abstract_noun(lw) and lw not in heads() | word_class("titleword") and is_name_word(reading, j - 1):
        return True  # a sentence that begins without a full stop: `jelas Rina Pembatasan itu …`
    if word[0].islower() and word.isalpha() and _follows_a_bare_name(reading, i, j):
        return True  # `menurut Rina urusan itu selesai`, `lanjut Rina pihaknya …`
    if before in ("itu", "ini", "tersebut"):
        return True  # a noun phrase ends with its demonstrative: `menurut pelatih ini kompetisi masih panjang`
    if lw in word_class("circumstance"):
        return not ((lw == "di" and appositions) or _in_title(reading, i, j, limit))
    return lw in word_class("bare_verb") or lw in _ENDS_SOURCE or _begins_predicate(reading, j)


def _begins_predicate(reading: Reading, j: int) -> bool:
    """Return whether an adverb, a negator, a cue or a verb at token `j` begins what is said of a noun phrase."""
    low, word, lw = reading.low, reading.words[j], reading.low[j]
    if lw in ("tak", "tidak") and low[min(j + 1, len(low) - 1)] not in _NOT_SO:
        return True
    if not word[0].islower():
        return False
    if lw == "sekaligus" and j + 1 < len(low) and low[j + 1] in heads():
        return False  # `pendiri sekaligus CEO Palapa`
    if lw in _dropped() and lw not in ("pertama", "satu", "kedua", "umum"):
        return True
    if lw not in heads() and lw in bare_cues():
        return True
    verb = looks_like_verb(lw) and lw not in _NAMING and low[j - 1] not in ("tak", "tidak")
    return verb and not _describes_its_noun(reading, j)


def _in_title(reading: Reading, i: int, j: int, limit: int) -> bool:
    """Return whether the preposition at token `j` goes on with who somebody is (`pengacara dari Lembaga X`), and opens no circumstance."""
    words, low, lw = reading.words, reading.low, reading.low[j]
    return (
        (lw == "dalam" and low[j - 1] == "penyakit")
        or words[j][0].isupper()
        or (lw == "di" and _place_then_name(reading, j, limit))
        or (lw == "selaku" and j + 1 < len(words))
        or (lw == "dari" and (_names_a_body(reading, j + 1) or not _named_by(reading, i, j)))
        or (lw in ("dari", "untuk", "di", "bidang") and not words[j - 1][0].isupper())
        or (lw == "untuk" and words[j + 1 : j + 2] != [] and words[j + 1].isupper() and not _SENT_TO_A_PLACE.isdisjoint(low[i:j]))
        or (low[i] in word_class("document") and words[i][0].isupper())
    )


def _describes_its_noun(reading: Reading, j: int) -> bool:
    """Return whether a verb in ber- says what somebody is like, up to a demonstrative (`gelandang bertinggi 170 cm itu`)."""
    low, words = reading.low, reading.words
    if low[j - 1] not in word_class("role"):
        return False
    return any(low[k] in ("itu", "ini", "tersebut") for k in range(j + 1, min(j + 7, len(words))))


_OF_SEVERAL = word_class("of_several")


def _follows_a_bare_name(reading: Reading, i: int, j: int) -> bool:
    """Return whether token `j` is a noun that goes on where nothing but a name stands in [i, j): the subject of the clause after it."""
    low = reading.low[j]
    if low in _OF_SEVERAL or low == "jadi":
        return all(is_name_word(reading, k) for k in range(i, j))
    if low in heads():
        return False
    noun = low not in function_words()
    return noun and all(is_name_word(reading, k) for k in range(i, j))


TITLED = word_class("before_title")


def _title_end(reading: Reading, j: int, limit: int) -> int | None:
    """Return the mark that closes what a noun of works is followed by (`lagu 'Hujan'`), or an office before a name (`Manajer "Maju", Rina`)."""
    low, words = reading.low, reading.words
    if low[j - 1] in TITLED:
        return _closing_mark(reading, j, limit)
    close = _closing_mark(reading, j, limit)
    named = close and close + 2 < len(words) and is_name_word(reading, close + 2)
    return close if named else None


def _closing_mark(reading: Reading, i: int, limit: int) -> int | None:
    """Return the token of the mark that closes a title of a few words whose opening mark is token `i`."""
    closing = {"'": "'’", "‘": "’'", '"': '"”', "“": '”"'}[reading.words[i]]
    for k in range(i + 1, min(i + 9, len(reading.words))):
        if reading.starts[k] >= limit or reading.words[k] in ".!?":
            return None
        if k > i + 1 and reading.words[k] in closing:
            return k
    return None


_SENT_TO_A_PLACE = word_class("sent_to_place")


def _place_then_name(reading: Reading, j: int, limit: int) -> bool:
    """Return whether the place after `di` at token `j` ends with a comma and a personal name: `Duta Besar di Praha, Rina Puspita`."""
    words = reading.words
    if _SENT_TO_A_PLACE.isdisjoint(reading.low[max(0, j - 6) : j]):
        return False  # `Direktur di Plaza Bakti, Gatot Subroto`: a street
    k = j + 1
    while k < len(words) and reading.starts[k] < limit and words[k][0].isupper():
        k += 1
    return k + 2 < len(words) and is_name_word(reading, k + 1)


def _names_a_body(reading: Reading, j: int) -> bool:
    """Return whether a capitalised word that is no place stands at token `j`: whom somebody is from (`Rina Puspita dari Yayasan Bakti`)."""
    return j < len(reading.words) and reading.words[j][0].isupper() and reading.low[j] not in word_class("place")


def _named_by(reading: Reading, i: int, j: int) -> bool:
    """Return whether tokens [i, j) end in a personal name that stands after a role or alone."""
    name = trailing_name(reading, i, j)
    return name is not None and (name[0] == i or has_role(reading, i, name[0]))


def _another_person(reading: Reading, i: int, k: int, stop: int, name: tuple[int, int]) -> bool:
    """Return whether tokens [k, stop) are the name of another person than `name` before it, which is that of a client or never speaks."""
    run = k
    while run < stop and is_name_word(reading, run):
        run += 1
    if run < stop or run - k < 2 or any(is_place(reading, reading.words[t]) for t in range(k, run)):
        return False
    role = {reading.low[i], " ".join(reading.low[i : i + 2])}  # `pengacara Lina Kartika, Anton Wirajaya`
    return not role.isdisjoint(word_class("proxy")) or not any(speaks(reading, reading.words[t]) for t in range(*name))


def _of_an_acronym(reading: Reading, stop: int) -> bool:
    """Return whether a role and an acronym stand before token `stop`: the words after it belong to the body."""
    acronym = reading.words[stop - 1]
    return acronym.isupper() and len(acronym) > 2


PARTS_OF_A_COUNTRY = word_class("part_of_country")


def _is_apposition(reading: Reading, i: int, chunk: int, comma: int, limit: int, dates: Dates) -> bool:
    """Return whether what follows a comma still belongs to the noun phrase [i, comma): an apposition, not a circumstance."""
    words, low, starts = reading.words, reading.low, reading.starts
    k = comma + 1
    if k >= len(words) or starts[k] >= limit or dates.at(starts[k]) is not None:
        return False
    stop = _chunk_end(reading, k, limit, dates)
    first = low[k].rstrip(".")
    if is_degree(reading, k):
        return True
    if low[k] in PARTS_OF_A_COUNTRY and "di" in low[chunk:comma]:
        return True  # `seorang perajin di Desa Candi, Kecamatan Sukorejo`
    placed = all(low[t] in word_class("place") or low[t] in _OF_A_PLACE for t in range(k, stop))
    if placed or any(first in words_of for words_of in (word_class("circumstance"), PRONOUNS, word_class("subordinator"))):
        return False
    name = _name_at_end(reading, i, chunk, comma)
    if name is None:
        return _names_the_noun(reading, i, comma, k, stop)
    following = words[k][0].isupper() and is_name_word(reading, k)
    if name[0] > i and following and _names_another(reading, i, k, stop, name, dates):
        return True
    return _says_who(low[k], chunk == i)


def _says_who(word: str, right_after: bool) -> bool:
    """Return whether a word begins what somebody is, after the name (`Mana Nakazora, kepala analis …`); `right_after`: nothing stands between."""
    first = word.rstrip(".")
    if first in word_class("role") or first in word_class("rank") or word in ("salah", "seorang", "sang", "yang"):
        return True
    return looks_like_agent_noun(first) or (right_after and word in ("kota", "anak", "warga", "putra", "putri"))


_OF_A_PLACE = word_class("of_place")


def _chunk_end(reading: Reading, k: int, limit: int, dates: Dates) -> int:
    """Return the token after the chunk that begins at token `k`: before a mark, a day or a circumstance."""
    words, low, starts = reading.words, reading.low, reading.starts
    stop = k
    while (
        stop < len(words)
        and starts[stop] < limit
        and words[stop] not in ',.;:"“”('
        and dates.at(starts[stop]) is None
        and low[stop] not in STRONG_CIRCUMSTANCE
    ):
        stop += 1
    return stop


def _name_at_end(reading: Reading, i: int, chunk: int, comma: int) -> tuple[int, int] | None:
    """Return the name that a chunk ends in, None where it ends in none but that of a place (`Kepala Balai Bandarlampung, Syamsul`)."""
    name = trailing_name(reading, chunk, comma)
    if name is None or name[1] < comma - (3 if reading.words[comma - 1] == ")" else 0):
        return None
    return None if name[0] > i and all(is_place(reading, reading.words[t]) for t in range(*name)) else name


def _names_another(reading: Reading, i: int, k: int, stop: int, name: tuple[int, int], dates: Dates) -> bool:
    """Return whether the name after a comma is that of the person, and the one before it that of a body or place."""
    words = reading.words
    if _of_an_acronym(reading, name[0]):
        return True  # `Kepala SPPG Bubutan Tembok Dukuh, Rina Puspita`
    if name[1] - name[0] == 1:
        # the single last word of a body's name (`Kelompok Tani Sumber Rejeki, Sugiyono`), unless a place and a day follow
        day_follows = stop + 1 < len(words) and words[stop] == "," and dates.at(reading.starts[stop + 1]) is not None
        apposed = k
        while apposed < stop and is_name_word(reading, apposed):
            apposed += 1
        if not day_follows and (words.count(words[name[0]]) == 1 or apposed - k >= 2):
            return True
    # `Direktur Operasional Roti Mentari, Vincent Halim`
    return has_role(reading, i, name[0]) and _another_person(reading, i, k, stop, name)


def _names_the_noun(reading: Reading, i: int, comma: int, k: int, stop: int) -> bool:
    """Return whether what follows a comma names or describes a noun phrase that ends in no name (`dokter kloter itu, dr Roro`)."""
    low = reading.low
    headed = has_role(reading, i, comma) or looks_like_agent_noun(low[i])  # `pelari Kenya, Daniel …`
    if not headed and not any(low[t] in word_class("determiner") or low[t] in heads() for t in range(i, comma)):
        return False
    first = low[k].rstrip(".")
    if first in word_class("rank") and k + 1 < stop and is_name_word(reading, k + 1):
        return True
    titled = any(first in word_class(kind) for kind in ("rank", "titleword", "role", "organization"))
    if reading.words[k][0].isupper() and (titled or is_name_word(reading, k)):
        return True
    if low[k] == "dan" and stop > k + 1:
        return True
    return first in heads() and "dan" in low[k:stop]


# -- to the left of a verb --------------------------------------------------------------------------------------------------


def clause_start(reading: Reading, floor: int, stop: int) -> int:
    """Return the token at which the clause that ends before token `stop` begins, `floor` at the least."""
    low, words = reading.low, reading.words
    for i in range(stop - 1, floor, -1):
        if low[i] in ("bahkan", "sedangkan", "sementara", "namun", "tetapi", "tapi", "sehingga") and words[i - 1] == ",":
            return i + 1
        if words[i] in ";:" or (words[i] in '"“”' and i < stop - 1 and not is_about_a_nickname(reading, i)):
            return i + 1
        if low[i] in _BEFORE_CLAUSE and i + 1 < stop and "yang" not in low[floor:i] and _subject_after(reading, i, stop):
            return i + 1
    return floor + 1 if concedes(reading, floor, stop) else floor


_REASONS = frozenset({"sebab", "karena", "lantaran"})
_BEFORE_CLAUSE = _REASONS | {"ketika", "saat", "setelah", "sebelum", "sesudah"}


def _subject_after(reading: Reading, i: int, stop: int) -> bool:
    """Return whether the subject of a verb at token `stop` stands between it and the word of reason or time at token `i`: `Ruang sidang senyap ketika Rina …`."""
    words = reading.words
    capital = words[i + 1][0].isupper()
    if reading.low[i] in _REASONS:
        return capital or reading.low[i + 1] in PRONOUNS
    return capital and (words[stop - 1][0].isupper() or words[stop - 1] == ")") and "," not in words[i:stop]


def concedes(reading: Reading, floor: int, stop: int) -> bool:
    """Return whether the verb at token `stop` stands in the clause of `meski` that token `floor` opens, with a name or pronoun for subject."""
    words = reading.words
    subject = floor + 1 < stop and (words[floor + 1][0].isupper() or reading.low[floor + 1] in PRONOUNS)
    return subject and reading.low[floor] in word_class("conceding") and "," not in words[floor:stop]


def skip_adverbs_left(reading: Reading, i: int, floor: int) -> tuple[int, bool]:
    """Walk left from token `i` (exclusive) over adverbs and auxiliaries; return the new end and whether a negator was met."""
    low = reading.low
    negated = False
    while i > floor:
        lw = low[i - 1]
        if lw in ("tidak", "tak", "belum", "bukan", "enggan", "menolak", "jangan", "nggak", "enggak", "ogah", "tanpa"):
            negated = True
            i -= 1
        elif lw in _dropped():
            i -= 1
        elif i - 1 > floor and f"{low[i - 2]} {lw}" in _two_word_adverbs():
            i -= 2
        elif lw in ("itu", "tersebut") and i - 2 > floor and low[i - 2] in ("kesempatan", "hari"):
            break
        else:
            break
    return i, negated


MOST_CHUNKS = 12  # between commas, among which the subject is looked for
LONGEST_SUBJECT = 160  # tokens back from a verb in which its subject and what fronts it stand
_FRONTING = word_class("fronting")


def source_before(reading: Reading, stop: int, floor: int, dates: Dates) -> Span | None:
    """Return the subject noun phrase in tokens [floor, stop), leading connectives and circumstances left out."""
    words, starts, ends = reading.words, reading.starts, reading.ends
    stop, _ = skip_adverbs_left(reading, stop, floor)
    # trailing circumstance before the verb: `…, dalam keterangan persnya, Rabu (4/7), menyatakan`
    while stop > floor and words[stop - 1] == ",":
        stop -= 1
    if stop <= floor:
        return None
    floor = next((i + 1 for i in range(stop - 1, floor - 1, -1) if words[i] in (".", "!", "?")), floor)
    kept = _subject_chunks(reading, max(floor, stop - LONGEST_SUBJECT), stop, dates)
    if not kept:
        return None
    # A chunk that is a clause of its own does not belong to the subject: keep from the last chunk that starts one.
    begin = kept[0][0]
    for (_, before), (a, b) in pairwise(kept):
        if not _continues(reading, begin, before, a, b):
            subject = _subject_start(reading, a, b, dates)
            begin = subject if subject is not None else a
    begin = _after_a_clause(reading, begin, kept[-1][1])
    end = _before_loose_ends(reading, begin, _cut_circumstance(reading, begin, kept[-1][1], dates), dates)
    if end <= begin or not _can_open_source(reading, begin) or ends[end - 1] - starts[begin] > LONGEST_SOURCE:
        return None
    return starts[begin], ends[end - 1]


def _subject_chunks(reading: Reading, floor: int, stop: int, dates: Dates) -> list[tuple[int, int]]:
    """Return the chunks between commas of [floor, stop) that the subject is made of, from the first that can begin one."""
    chunks = _chunks(reading, floor, stop)[-MOST_CHUNKS:]
    kept: list[tuple[int, int]] = []
    for a, b in chunks:
        if a >= b:
            continue
        if not kept:
            if b < stop and reading.low[a] in word_class("negator"):
                continue  # a clause without a subject: `Namun, belum jelas perkaranya, Dita mencabut …`
            subject = _subject_start(reading, a, b, dates)
            if subject is not None:
                kept.append((subject, b))
        elif _chunk_kind(reading, a, dates) != "circumstance":
            kept.append((a, b))
        elif reading.low[chunks[0][0]] in _FRONTING and _subject_follows(reading, [c for c in chunks if c[0] >= b], dates):
            kept = []  # `Dalam sidang di X, Rabu (6/3), jaksa Y menyatakan`: what was fronted is no subject
        else:
            break
    return kept


def _before_loose_ends(reading: Reading, begin: int, end: int, dates: Dates) -> int:
    """Return where a subject ends without the marks, conjunctions and adverbs after it."""
    words, low = reading.words, reading.low
    while end > begin and (
        words[end - 1] in ",-–"
        or low[end - 1] in CONJUNCTIONS
        or low[end - 1] == "yang"
        or (low[end - 1] in _dropped() and words[end - 1][0].islower() and dates.ending_at(reading.ends[end - 1]) is None)
    ):
        end -= 1
    return end


def _can_open_source(reading: Reading, begin: int) -> bool:
    """Return whether a source can begin with a token: it is no function word but a determiner or pronoun, and no verb."""
    low = reading.low[begin]
    if low in function_words() and low not in word_class("determiner") and low not in PRONOUNS and low != "kedua":
        return False
    return not (looks_like_verb(low) and reading.words[begin][0].islower())


def _subject_follows(reading: Reading, chunks: list[tuple[int, int]], dates: Dates) -> bool:
    """Return whether one of the chunks after a circumstance is a noun phrase that can be a subject."""
    return any(a < b and _subject_start(reading, a, b, dates) is not None for a, b in chunks)


def _after_a_clause(reading: Reading, begin: int, stop: int) -> int:
    """Return where a subject begins that `dan` joins to a whole clause (`X berada di posisi sama dan seorang pejabat menyatakan P`)."""
    low = reading.low
    for k in range(stop - 1, begin + 1, -1):
        if low[k - 1] != "dan":
            continue
        somebody = low[k] in ("seorang", "salah", "para", "sejumlah", "beberapa") or low[k] in PRONOUNS
        somebody = somebody and low[k + 1 : k + 2] != ["di"]  # `dan seorang di antaranya`
        joined = somebody or (low[begin] in PRONOUNS and is_name_word(reading, k))
        verbs = (
            j
            for j in range(begin + 1, k - 1)
            if looks_like_verb(low[j]) and reading.words[j][0].islower() and low[j] not in heads() | _NAMING and low[j - 1] != "yang"
        )
        if joined and next(verbs, None) is not None:
            return k
    return begin


def _chunks(reading: Reading, floor: int, stop: int) -> list[tuple[int, int]]:
    """Cut a token range at commas that stand outside brackets."""
    chunks: list[tuple[int, int]] = []
    depth, a = 0, floor
    for i in range(floor, stop):
        word = reading.words[i]
        if word in "([":
            depth += 1
        elif word in ")]":
            depth = max(0, depth - 1)
        elif word in '"“”' and is_about_a_nickname(reading, i):
            continue
        elif (word in (",", "--", "—", ";", ":") or word in '"“”') and depth == 0:
            chunks.append((a, i))
            a = i + 1
    chunks.append((a, stop))
    return chunks


def _chunk_kind(reading: Reading, a: int, dates: Dates) -> str:
    if dates.covering(reading.starts[a]) is not None:
        return "circumstance"
    if reading.low[a] in word_class("circumstance") or reading.low[a] in word_class("preposition"):
        return "circumstance"
    return "noun"


def _continues(reading: Reading, begin: int, previous_stop: int, a: int, b: int) -> bool:
    """Return whether chunk [a, b) goes on with the noun phrase that began at `begin`: an apposition or a list."""
    low = reading.low
    if low[a] in CONJUNCTIONS or low[a] in ("yakni", "yaitu"):
        return True
    if low[a] in PRONOUNS or low[begin] in PRONOUNS or _holds_a_clause(reading, begin, previous_stop):
        return False
    if b - a == 1 and reading.words[a].isdigit():
        return True  # an age: `Saini, 35, warga Pulau Tidung`
    if previous_stop - begin > 2 and reading.words[previous_stop - 1].isdigit() and reading.words[previous_stop - 2] == ",":
        previous_stop -= 2
    return _names_who(reading, begin, previous_stop, a, b) or _describes_whom(reading, begin, previous_stop, a, b)


def _holds_a_clause(reading: Reading, begin: int, stop: int) -> bool:
    """Return whether a chunk has a verb of its own outside a relative clause, or tells when (`Jauh sebelum kabar itu muncul, X …`)."""
    low = reading.low
    verbal = any(
        looks_like_verb(low[i]) and reading.words[i][0].islower() and low[i] not in heads() and low[i] not in _NAMING
        for i in range(begin, stop)
    )
    if verbal and "yang" not in low[begin:stop]:
        return True
    return any(low[i] in ("sebelum", "setelah", "sesudah", "sejak") for i in range(begin + 1, stop))


def _names_who(reading: Reading, begin: int, previous_stop: int, a: int, b: int) -> bool:
    """Return whether a chunk is nothing but a name, with its rank, after a role: `CEO Mitra Usaha, Rina Puspita`."""
    apposed = a
    while apposed < b and is_rank(reading, apposed):
        apposed += 1
    return (
        (b - apposed >= 2 or b > apposed > a)
        and all(is_name_word(reading, i) for i in range(apposed, b))
        and has_role(reading, begin, previous_stop)
        and not (begin and reading.low[begin - 1].startswith("menurut"))
    )


_PLACED = word_class("placed_body")


def _describes_whom(reading: Reading, begin: int, previous_stop: int, a: int, b: int) -> bool:
    """Return whether a chunk goes on with one that names nobody, or says what the person is whom the one before names."""
    low = reading.low
    name = trailing_name(reading, begin, previous_stop)
    if name is None or name[1] < previous_stop - 3:
        return True
    if has_role(reading, begin, name[0]) and low[name[0] - 1] in _PLACED:
        return True  # `Kepala Seksi Kemenag Kota Sintang, Mukhlas …`
    if name[1] - name[0] == 1 and name[0] > begin:
        following = trailing_name(reading, a, b)
        if following and following[0] == a and following[1] - following[0] >= 2:
            return True  # `Seorang wartawan dari WIN News, Philip Calder`
    first = low[a].rstrip(".")
    described = (
        first in word_class("role") or first in word_class("kin") or is_degree(reading, a) or first in ("kota", "seorang", "salah", "yang")
    )
    return described or any(low[i] in CONJUNCTIONS for i in range(a, b))


def _subject_start(reading: Reading, a: int, b: int, dates: Dates) -> int | None:
    """Return where the noun phrase of a first chunk begins, past connectives and a leading circumstance; None if it has none."""
    words, low = reading.words, reading.low
    i = _past_lead(reading, a, b, dates)
    if i >= b:
        return None
    closed = b < len(words) and words[b] == ","
    if _compares(low[i:b][:2], closed):
        return None
    if low[i] == "baik" and i + 1 < b and words[i + 1][0].isupper():
        i += 1  # `Baik Rina maupun Wati mengaku …`
    if low[i] == "yang" or (closed and all(low[k] in word_class("place") for k in range(i, b))):
        return None
    if closed and (looks_like_verb(low[i]) or low[i] == "bicara") and low[i] not in heads() and reading.opens_sentence(i):
        return None  # `Ditemui di rumahnya, X …`, `Menanggapi hal itu, X …`
    if any(low[i] in word_class(name) for name in ("preposition", "subordinator", "circumstance")):
        return _after_circumstance(reading, i, b, closed, dates)
    return i


def _compares(begun: list[str], closed: bool) -> bool:
    """Return whether two words open a phrase that holds another against the subject: `Berbeda dengan Rina, …`, `Bukan hanya Rina yang tertarik, …` (`closed`)."""
    if len(begun) < 2:
        return False
    word, following = begun
    only = closed and word in ("bukan", "tidak", "tak") and following in ("hanya", "cuma", "sekadar")
    return only or (following == "dengan" and word in _COMPARING)


_COMPARING = word_class("comparing")


def _past_lead(reading: Reading, a: int, b: int, dates: Dates) -> int:
    """Return the token after all that leads to a noun phrase: marks, connectives, adverbs, days."""
    i = a
    while i < b:
        step = _lead(reading, i, b, dates)
        if step == i:
            return i
        i = step
    return i


def _lead(reading: Reading, i: int, b: int, dates: Dates) -> int:
    """Return the token after one mark, connective, adverb or day that stands at token `i`, else `i`."""
    words, low = reading.words, reading.low
    if words[i] in "\"“”'‘’([-–*" or not any(c.isalnum() for c in words[i]):
        return i + 1
    for size in (4, 3, 2, 1):
        if i + size <= b and " ".join(low[i : i + size]) in word_class("connective"):
            return i + size
    if i + 1 < b and f"{low[i]} {low[i + 1]}" in _two_word_adverbs():  # `Dengan tegas dia meminta …`
        return i + 2
    day = dates.covering(reading.starts[i])  # `…, Kamis, 18 Mei 2017, X` is cut inside its day
    if day is not None:
        while i < b and reading.starts[i] < day[1]:
            i += 1
        return i
    leads = (
        (low[i] in _dropped() and low[i] not in ("pertama", "kedua"))
        or low[i] in ("ada", "terdapat", "tercatat")
        or low[i] in CONJUNCTIONS
        or (low[i] in bare_cues() and i + 1 < b and words[i + 1][0].isupper() and words[i][0].islower())
    )
    return i + 1 if leads else i


def _after_circumstance(reading: Reading, i: int, b: int, closed: bool, dates: Dates) -> int | None:
    """Return where the subject begins after the circumstance at token `i` (`Dalam kesempatan itu Aris …`), None where none does.

    `closed`: a comma ends the chunk, so that the circumstance may run to it: `Kepada harian Bakti, Menteri X mengatakan`.
    """
    words, low = reading.words, reading.low
    if low[i] == "kepada" and i + 2 < b and words[i + 1][0].islower() and not closed:  # `Kepada media Direktur Rina …`
        told = i + 1 + (low[i + 1] in ("awak", "para"))
        if words[told + 1][0].isupper() or low[told + 1] in PRONOUNS:
            return told + 1
    for k in range(b - 1, i, -1):
        if closed and all(low[t] in word_class("place") for t in range(k, b)):
            continue  # `di pengadilan (Tipikor) Jakarta, Rabu (31/5), jaksa …`
        begins = words[k][0].isupper() or low[k] in PRONOUNS or low[k] in word_class("determiner") or low[k] in heads()
        if begins and _ends_circumstance(reading, k - 1, closed, dates):
            return k
    return None


def _ends_circumstance(reading: Reading, k: int, closed: bool, dates: Dates) -> bool:
    """Return whether a circumstance that no comma parts from the subject can end with token `k`: a pointer, -nya, a bracket, a day."""
    low = reading.low
    pointed = low[k] in ("itu", "tersebut", "ini", "lalu") or (low[k] == "sama" and low[max(0, k - 1)] == "yang")
    owned = low[k].endswith("nya") and len(low[k]) > 6 and not closed
    return pointed or owned or reading.words[k] == ")" or dates.ending_at(reading.ends[k]) is not None


def _cut_circumstance(reading: Reading, begin: int, stop: int, dates: Dates) -> int:
    """Return where a subject ends: before the first circumstance that is no part of a relative clause or a title."""
    words, low = reading.words, reading.low
    relative = relative_verb = False
    depth = 0
    for i in range(begin + 1, stop):
        depth += (words[i] == "(") - (words[i] == ")")
        if depth > 0:
            continue
        if low[i] == "yang":
            relative = True
            continue
        if not relative and _ends_plain(reading, begin, stop, i, dates):
            return i
        if relative:
            verb = _is_main_verb(reading, i)
            if _ends_relative(reading, stop, i, verb and relative_verb):
                return i
            relative_verb = relative_verb or verb
    return stop


def _is_main_verb(reading: Reading, i: int) -> bool:
    low = reading.low[i]
    return reading.words[i][0].islower() and low not in heads() and low not in _NAMING and looks_like_verb(low)


def _ends_relative(reading: Reading, stop: int, i: int, second: bool) -> bool:
    """Return whether a subject with a relative clause ends before token `i`: a circumstance, or a `second` verb, which is the main one."""
    low = reading.low
    if low[i] in STRONG_CIRCUMSTANCE and "yaitu" not in low[i:stop]:
        return True
    joined = low[i - 1] in ("untuk", "dan", "atau", "yang", "agar", "serta") or low[i - 1] in _dropped()
    return second and not joined


_PREDICATING = word_class("predicating")


def _ends_plain(reading: Reading, begin: int, stop: int, i: int, dates: Dates) -> bool:
    """Return whether a subject without a relative clause ends before token `i`: a day, a predicate, or a circumstance."""
    word, low = reading.words[i], reading.low
    if dates.at(reading.starts[i]) is not None:
        return True
    if not word[0].islower():
        return False
    if low[i] in word_class("bare_verb") or _is_main_verb(reading, i):
        return True
    named_so = low[i] in ("tak", "tidak") and i + 1 < stop and low[i + 1] in _NOT_SO
    if low[i] in _PREDICATING and not named_so:
        return True
    return low[i] in word_class("circumstance") and not _inside_title(reading, begin, stop, i)


def _inside_title(reading: Reading, begin: int, stop: int, i: int) -> bool:
    """Return whether the preposition at token `i` belongs to who somebody is: `Konsul Jenderal RI di Davao`, `pengacara dari X`."""
    words, low = reading.words, reading.low
    if low[i] == "selaku":
        return i + 1 < stop and low[i + 1] in heads()  # `Rina Puspita selaku pengacara`
    if low[i] in ("dari", "untuk"):
        return not _named_by(reading, begin, i) or (low[i] == "dari" and _names_a_body(reading, i + 1))
    if low[i] == "dalam":
        return low[i - 1] == "penyakit"  # `spesialis penyakit dalam`
    if low[i] == "atas":
        return low[i - 1] in ("papan", "kelas", "lapisan", "ruang")
    if low[i] != "di":
        return False
    if (not words[i - 1][0].isupper() or reading.opens_sentence(i - 1)) and words[i - 1] != ")":
        return True
    comma = next((k for k in range(i, stop) if words[k] == ","), stop)
    if comma + 1 < stop and all(is_name_word(reading, k) for k in range(comma + 1, stop)):
        return True  # `Konsul Jenderal RI di Davao, Rina Puspita`
    return any(low[k] == "dari" and words[k - 1][0].islower() for k in range(begin + 1, i))  # `peneliti dari Universitas X di Turki`


_ONLY_POINTER = re.compile(r"(?:hal|itu|ini|tersebut|demikian|begitu|hal-hal|keterangan|pernyataan|senada|yang sama|\s|,)+", re.IGNORECASE)


def is_pointer(text: str) -> bool:
    """Return whether a stretch only points back (`hal itu`, `itu`) and holds no content of its own."""
    return _ONLY_POINTER.fullmatch(text.strip(" .,")) is not None
