"""A shallow grammar of noun phrases and clauses, made for sources: where does the phrase that names a sayer begin and end?

It rests on closed classes (`lexicons/words.toml`), verb prefixes and capitals. Token indices are those of a `Reading`;
spans are offsets.
"""

from __future__ import annotations

from functools import cache

from claimx.annotations import Span
from claimx.language.closed import CONJUNCTIONS, PRONOUNS, function_words
from claimx.language.morphology import looks_like_abstract_noun, looks_like_agent_noun, looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues
from claimx.lexicons import word_class
from claimx.names.tagger import is_degree, is_person, names_of, trailing_name
from claimx.syntax.classes import members
from claimx.timex.spans import Dates

LONGEST_SOURCE = 500  # characters; the longest of 450 articles, with a relative clause, had some 300

STRONG_CIRCUMSTANCE = word_class("strong_circumstance")
CLOSERS = word_class("closes_noun_phrase")


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
def one_word_adverbs() -> frozenset[str]:
    """Single-word auxiliaries and adverbs between a subject and its verb."""
    return frozenset(word for word in word_class("auxiliary") if " " not in word)


@cache
def two_word_adverbs() -> frozenset[str]:
    return frozenset(word for word in word_class("auxiliary") if word.count(" ") == 1)


NAMING = word_class("verb_in_noun_phrase")
NOT_SO = word_class("negated_attribute")


def has_role(reading: Reading, start: int, stop: int) -> bool:
    """Return whether a token range holds a noun of role or body."""
    words = (low.rstrip(".").removesuffix("nya") for low in reading.low[start:stop])
    return any(word in word_class("role") or word in word_class("organization") for word in words)


def source_after(reading: Reading, i: int, limit: int, dates: Dates) -> Span | None:
    """Return the noun phrase that begins at token `i`, after a cue, up to offset `limit`."""
    words, low, starts, ends = reading.words, reading.low, reading.starts, reading.ends
    n = len(words)
    while i + 1 < n and (low[i] == "oleh" or (low[i] in bare_cues() and words[i][0].islower() and words[i + 1][0].isupper())):
        i += 1  # `kata ujar Rina`
    if i >= n or starts[i] >= limit:
        return None
    if low[i] in PRONOUNS:
        return starts[i], ends[i]
    if words[i][0] == "@":
        return starts[i], ends[i]  # an account's name is whole, whatever follows
    headed = (
        words[i][0].isupper() or low[i].rstrip(".").removesuffix("nya").partition("-")[0] in heads() or low[i] in word_class("determiner")
    )
    return _scan(reading, i, limit, dates) if headed or _is_told_noun(reading, i, limit) else None


def _is_told_noun(reading: Reading, i: int, limit: int) -> bool:
    """Return whether a small word at token `i` is a noun that what follows makes a source: a pointer, a head, a name (`mahasiswi itu`)."""
    low, following = reading.low, reading.words[i + 1 : i + 2]
    if low[i] in function_words() or looks_like_verb(low[i]) or not low[i].isalpha():
        return False
    if looks_like_agent_noun(low[i]):
        return True  # `kata perancang busana Rina Puspita`
    told = bool(following) and (low[i + 1] in CLOSERS or low[i + 1] == "dan" or low[i + 1] in heads() or following[0][0].isupper())
    return told or _ends_with_pointer(reading, i, limit)


_LONGEST_EPITHET = 7  # tokens


def _ends_with_pointer(reading: Reading, i: int, limit: int) -> bool:
    """Return whether the noun at token `i` begins a short description of somebody known: `ucap lulusan teknologi pangan itu`."""
    words, low = reading.words, reading.low
    for k in range(i + 1, min(i + _LONGEST_EPITHET, len(words))):
        if reading.starts[k] >= limit or not words[k].isalnum():
            return False
        if low[k] in CLOSERS:
            return True
        if low[k] in function_words():
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
        step = _past_mark(reading, j, limit, dates, relative)
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
            if _goes_on_telling(reading, j):
                break
            relative = True
        elif j > i and _breaks_off(reading, i, j, relative, appositions):
            break
        j += 1
    while j > i and (low[j - 1] in CONJUNCTIONS or low[j - 1] in members("ends_no_source")):
        j -= 1
    return (starts[i], ends[j - 1]) if j > i and ends[j - 1] - starts[i] <= LONGEST_SOURCE else None


def _past_mark(reading: Reading, j: int, limit: int, dates: Dates, relative: bool) -> int | None:
    """Return the token after a title, hyphen or bracket at token `j`, `j` where none stands there, None where a mark ends the phrase."""
    words, low, starts = reading.words, reading.low, reading.starts
    word, n = words[j], len(words)
    if word == "-" and j + 1 < n and starts[j + 1] < limit and (low[j - 1] == "co" or words[j - 1].isupper()):
        return j + 1  # `FKUI - RSCM`
    held = names_of(reading).at(j)
    if held is not None and held.start < j < held.stop - 1 and starts[j + 1] < limit:
        return j + 1  # `Rafi al - Qasim`, `@rafi_q.w`
    if word in '.!?;:…"“”«»' or word in ("--", "—", "–", "-") or word in ")]" or (word in "'‘’" and not relative):
        return None
    if word == "(":
        close = next((k for k in range(j + 1, min(n, j + 9)) if words[k] == ")"), None)
        return None if close is None or dates.covering(starts[j + 1]) else close + 1
    return j


def _goes_on_telling(reading: Reading, j: int) -> bool:
    """Return whether the `yang` at token `j` goes on with what somebody named did next, and says not who he is: `Rina yang juga mengajak warga …`."""
    following = reading.low[j + 1 : j + 3]
    return len(following) > 1 and following[0] in members("next_deed") and following[1] in active_cues() and is_person(reading, j - 1)


_ENDS_SOURCE = word_class("ends_source")


def _breaks_off(reading: Reading, i: int, j: int, relative: bool, appositions: int) -> bool:
    """Return whether the noun phrase that begins at token `i` ends before token `j`."""
    low = reading.low
    word, lw, before = reading.words[j], low[j], low[j - 1]
    if relative:
        # `wanita yang akrab disapa Rina itu dalam rapat`
        pointed = before in CLOSERS and lw in word_class("circumstance")
        return pointed or lw in STRONG_CIRCUMSTANCE or (lw in members("copula") and before not in members("before_copula"))
    if looks_like_abstract_noun(lw) and lw not in heads() | word_class("titleword") and is_person(reading, j - 1):
        return True  # a sentence that begins without a full stop: `jelas Rina Pembatasan itu …`
    if word[0].islower() and word.isalpha() and _follows_a_bare_name(reading, i, j):
        return True  # `menurut Rina urusan itu selesai`, `lanjut Rina pihaknya …`
    if before in CLOSERS:
        return True  # a noun phrase ends with its demonstrative: `menurut pelatih ini kompetisi masih panjang`
    if lw in word_class("circumstance"):
        return not (
            (lw == "di" and appositions and not is_person(reading, j - 1)) or _in_title(reading, i, j) or _named_after(reading, i, j)
        )
    return lw in word_class("bare_verb") or lw in _ENDS_SOURCE or _begins_predicate(reading, j)


def _begins_predicate(reading: Reading, j: int) -> bool:
    """Return whether an adverb, a negator, a cue or a verb at token `j` begins what is said of a noun phrase."""
    low, word, lw = reading.low, reading.words[j], reading.low[j]
    if lw in members("plain_negator") and low[min(j + 1, len(low) - 1)] not in NOT_SO:
        return True
    if not word[0].islower():
        return False
    if lw == "sekaligus" and j + 1 < len(low) and low[j + 1] in heads():
        return False  # `pendiri sekaligus CEO Palapa`
    if lw in one_word_adverbs() and lw not in members("counting_adverb"):
        return True
    return looks_like_verb(lw) and lw not in NAMING and low[j - 1] not in members("plain_negator")


def _in_title(reading: Reading, i: int, j: int) -> bool:
    """Return whether the preposition at token `j` goes on with who somebody is (`pengacara dari Lembaga X`), and opens no circumstance."""
    words, low, lw = reading.words, reading.low, reading.low[j]
    aged = words[j - 1] == ")" and named_by(reading, i, j)  # `Rina Puspita (25) di Gedung Tirta`
    return (
        (lw == "dalam" and low[j - 1] == "penyakit")
        or words[j][0].isupper()
        or (lw == "selaku" and j + 1 < len(words))
        or (lw == "dari" and (names_a_body(reading, j + 1) or not named_by(reading, i, j)))
        or (lw in members("in_office") and not words[j - 1][0].isupper() and not aged)
        or (lw == "tentang" and not named_by(reading, i, j))
        or (lw == "untuk" and words[j + 1 : j + 2] != [] and words[j + 1].isupper() and not _SENT_TO_A_PLACE.isdisjoint(low[i:j]))
        or (low[i] in word_class("document") and words[i][0].isupper())
    )


_FARTHEST_NAME = 8  # tokens from a preposition to the comma before a name


def _named_after(reading: Reading, i: int, j: int) -> bool:
    """Return whether the preposition at token `j` is of an office whose holder is named after the next comma: `Kepala Riset di Balai Tirta, Rina Puspita`."""
    words = reading.words
    if reading.low[j] not in members("at") or named_by(reading, i, j):
        return False
    comma = next((k for k in range(j + 1, min(j + _FARTHEST_NAME, len(words) - 1)) if not words[k][0].isupper()), j)
    name = names_of(reading).at(comma + 1) if words[comma] == "," else None
    return name is not None and name.kind == "PER" and name.start == comma + 1


_OF_SEVERAL = word_class("of_several")


def _follows_a_bare_name(reading: Reading, i: int, j: int) -> bool:
    """Return whether token `j` is a noun that goes on where nothing but a name stands in [i, j): the subject of the clause after it."""
    low = reading.low[j]
    if low in _OF_SEVERAL or low == "jadi":
        return all(is_person(reading, k) for k in range(i, j))
    if low in heads():
        return False
    noun = low not in function_words()
    return noun and all(is_person(reading, k) for k in range(i, j))


_SENT_TO_A_PLACE = word_class("sent_to_place")


def names_a_body(reading: Reading, j: int) -> bool:
    """Return whether a capitalised word that is no place stands at token `j`: whom somebody is from (`Rina Puspita dari Yayasan Bakti`)."""
    return j < len(reading.words) and reading.words[j][0].isupper() and reading.low[j] not in word_class("place")


def named_by(reading: Reading, i: int, j: int) -> bool:
    """Return whether tokens [i, j) end in a personal name that stands after a role or alone."""
    name = trailing_name(reading, i, j)
    return name is not None and (name[0] == i or has_role(reading, i, name[0]))


PARTS_OF_A_COUNTRY = word_class("part_of_country")


def _is_apposition(reading: Reading, i: int, chunk: int, comma: int, limit: int, dates: Dates) -> bool:
    """Return whether what follows a comma still belongs to the noun phrase [i, comma): an apposition, not a circumstance."""
    words, low, starts = reading.words, reading.low, reading.starts
    k = comma + 1
    if k >= len(words) or starts[k] >= limit or dates.at(starts[k]) is not None:
        return False
    stop = _chunk_end(reading, k, limit, dates)
    first = low[k].rstrip(".")
    if is_degree(reading, k) or (stop == k + 1 and _is_capital_degree(words[k]) and _named_before(reading, i, comma)):
        return True
    if low[k] in PARTS_OF_A_COUNTRY and "di" in low[chunk:comma]:
        return True  # `seorang perajin di Desa Candi, Kecamatan Sukorejo`
    placed = all(low[t] in word_class("place") or low[t] in _OF_A_PLACE for t in range(k, stop))
    if placed or any(first in words_of for words_of in (word_class("circumstance"), PRONOUNS, word_class("subordinator"))):
        return False
    name = _name_at_end(reading, chunk, comma)
    if name is None:
        return _names_the_noun(reading, i, comma, k, stop)
    if name[0] > i and has_role(reading, i, name[0]) and stop > k + 1 and all(is_person(reading, t) for t in range(k, stop)):
        return True  # `pengacara Lina Kartika, Anton Wirajaya`
    return _says_who(reading, k, chunk == i)


_LONGEST_DEGREE = 5  # letters


def _is_capital_degree(word: str) -> bool:
    """Return whether a word after a name can be a degree that no list holds: `RDN`, `FACP`."""
    return word.isupper() and len(word) <= _LONGEST_DEGREE


def _named_before(reading: Reading, i: int, comma: int) -> bool:
    """Return whether a personal name ends right before a comma, or before degrees in capitals and theirs (`Rina Puspita, MS, RDN`)."""
    words = reading.words
    while comma - 2 > i and words[comma - 2] == "," and (is_degree(reading, comma - 1) or _is_capital_degree(words[comma - 1])):
        comma -= 2
    return named_by(reading, i, comma)


def _says_who(reading: Reading, k: int, right_after: bool) -> bool:
    """Return whether token `k` begins what somebody is, after the name (`Mana Nakazora, kepala analis …`); `right_after`: nothing stands between."""
    word, following = reading.low[k], reading.low[k + 1 : k + 2]
    first = word.rstrip(".")
    if reading.words[k][0].isupper() and following and following[0] in word_class("role"):
        return True  # `Rina Puspita, PR Manager Tirta`
    if first in word_class("role") or first in word_class("rank") or word in members("opens_epithet"):
        return True
    return looks_like_agent_noun(first) or (right_after and word in members("of_a_home"))


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


def _name_at_end(reading: Reading, chunk: int, comma: int) -> tuple[int, int] | None:
    """Return the personal name that a chunk ends in, None where it ends in none (`Kepala Balai Bandarlampung, Syamsul`)."""
    name = trailing_name(reading, chunk, comma)
    if name is None or name[1] < comma - (3 if reading.words[comma - 1] == ")" else 0):
        return None
    return name


def _names_the_noun(reading: Reading, i: int, comma: int, k: int, stop: int) -> bool:
    """Return whether what follows a comma names or describes a noun phrase that ends in no name (`dokter kloter itu, dr Roro`)."""
    low = reading.low
    headed = has_role(reading, i, comma) or looks_like_agent_noun(low[i])  # `pelari Kenya, Daniel …`
    if not headed and not any(low[t] in word_class("determiner") or low[t] in heads() for t in range(i, comma)):
        return False
    first = low[k].rstrip(".")
    if first in word_class("rank") and k + 1 < stop and is_person(reading, k + 1):
        return True
    titled = any(first in word_class(kind) for kind in ("rank", "titleword", "role", "organization"))
    if reading.words[k][0].isupper() and (titled or is_person(reading, k)):
        return True
    if low[k] == "dan" and stop > k + 1:
        return True
    return first in heads() and "dan" in low[k:stop]
