"""The subject of a verb as a source: where its clause begins to the left of the verb, and which noun phrase there names who says it.

Token indices are those of a `Reading`; spans are offsets.
"""

from __future__ import annotations

import re
from itertools import pairwise

from claimx.annotations import Span
from claimx.attribution.phrases import (
    CLOSERS,
    LONGEST_SOURCE,
    NAMING,
    NOT_SO,
    heads,
    named_by,
    names_a_body,
    one_word_adverbs,
    two_word_adverbs,
)
from claimx.language.closed import CONJUNCTIONS, PRONOUNS
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import bare_cues
from claimx.lexicons import word_class
from claimx.names.tagger import is_person, names_of
from claimx.syntax.classes import class_at, members
from claimx.timex.spans import Dates

_LONGEST_BARE_NYA = 6  # letters; `adanya`, `hanya` are no nouns with -nya


def clause_start(reading: Reading, floor: int, stop: int) -> int:
    """Return the token at which the clause that ends before token `stop` begins, `floor` at the least."""
    low, words = reading.low, reading.words
    for i in range(stop - 1, floor, -1):
        if low[i] in members("joint") and words[i - 1] == ",":
            return i + 1
        if words[i] in ";:" or (words[i] in '"“”' and i < stop - 1):
            return i + 1
    return floor + 1 if concedes(reading, floor, stop) else floor


def concedes(reading: Reading, floor: int, stop: int) -> bool:
    """Return whether the verb at token `stop` stands in the clause that `meski` or `setelah` at token `floor` opens, with a subject of its own."""
    words = reading.words
    subject = floor + 1 < stop and _opens_subject(reading, floor + 1)
    return subject and reading.low[floor] in word_class("subordinator") and "," not in words[floor:stop]


def _opens_subject(reading: Reading, i: int) -> bool:
    """Return whether a token surely begins a noun phrase that can say: a capital, a pronoun, a head."""
    return reading.words[i][0].isupper() or reading.low[i] in PRONOUNS or reading.low[i] in heads()


def skip_adverbs_left(reading: Reading, i: int, floor: int) -> tuple[int, bool]:
    """Walk left from token `i` (exclusive) over adverbs and auxiliaries; return the new end and whether a negator was met."""
    low = reading.low
    negated = False
    while i > floor:
        lw = low[i - 1]
        if lw in members("says_not"):
            negated = True
            i -= 1
        elif lw in one_word_adverbs() and names_of(reading).at(i - 1) is None:  # `Polda Jawa Tengah`
            i -= 1
        elif i - 1 > floor and (low[i - 2] == "secara" or f"{low[i - 2]} {lw}" in two_word_adverbs()):
            i -= 2
        else:
            break
    return i, negated


MOST_CHUNKS = 12  # between commas, among which the subject is looked for
LONGEST_SUBJECT = 160  # tokens back from a verb in which its subject and what fronts it stand


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
        if not _continues(reading, begin, before, a):
            subject = _subject_start(reading, a, b, dates)
            begin = subject if subject is not None else a
    begin = _after_a_clause(reading, begin, kept[-1][1])
    end = _before_loose_ends(reading, begin, _cut_circumstance(reading, begin, kept[-1][1], dates), dates)
    if end <= begin or ends[end - 1] - starts[begin] > LONGEST_SOURCE:
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
        or (low[end - 1] in one_word_adverbs() and words[end - 1][0].islower() and dates.ending_at(reading.ends[end - 1]) is None)
    ):
        end -= 1
    return end


def _after_a_clause(reading: Reading, begin: int, stop: int) -> int:
    """Return where a subject begins that `dan` joins to a whole clause (`X berada di posisi sama dan seorang pejabat menyatakan P`), or a causative (`… membuat Y`)."""
    low = reading.low
    caused = next((k + 1 for k in range(stop - 2, begin, -1) if low[k] in _CAUSING and _opens_subject(reading, k + 1)), None)
    if caused is not None and "yang" not in low[begin:caused]:
        return caused
    for k in range(stop - 1, begin + 1, -1):
        if low[k - 1] != "dan":
            continue
        somebody = low[k] in members("indefinite") or low[k] in PRONOUNS
        somebody = somebody and low[k + 1 : k + 2] != ["di"]  # `dan seorang di antaranya`
        joined = somebody or (low[begin] in PRONOUNS and is_person(reading, k))
        verbs = (
            j
            for j in range(begin + 1, k - 1)
            if looks_like_verb(low[j]) and reading.words[j][0].islower() and low[j] not in heads() | NAMING and low[j - 1] != "yang"
        )
        if joined and next(verbs, None) is not None:
            return k
    return begin


_CAUSING = word_class("causing")


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


def _continues(reading: Reading, begin: int, previous_stop: int, a: int) -> bool:
    """Return whether the chunk at token `a` goes on with the noun phrase that began at `begin`: an apposition or a list."""
    low = reading.low
    if low[a] in CONJUNCTIONS or low[a] in members("namely"):
        return True
    return low[a] not in PRONOUNS and low[begin] not in PRONOUNS and not _holds_a_clause(reading, begin, previous_stop)


def _holds_a_clause(reading: Reading, begin: int, stop: int) -> bool:
    """Return whether a chunk has a verb of its own outside a relative clause, or tells when (`Jauh sebelum kabar itu muncul, X …`)."""
    low = reading.low
    verbal = any(
        looks_like_verb(low[i]) and reading.words[i][0].islower() and low[i] not in heads() and low[i] not in NAMING
        for i in range(begin, stop)
    )
    if verbal and "yang" not in low[begin:stop]:
        return True
    return any(low[i] in members("sets_time") for i in range(begin + 1, stop))


def _subject_start(reading: Reading, a: int, b: int, dates: Dates) -> int | None:
    """Return where the noun phrase of a first chunk begins, past connectives and a leading circumstance; None if it has none."""
    words, low = reading.words, reading.low
    i = _past_lead(reading, a, b, dates)
    if i >= b:
        return None
    closed = b < len(words) and words[b] == ","
    if _compares(low[i:b][:2], closed):
        return None
    if low[i] == "yang" or (closed and all(low[k] in word_class("place") for k in range(i, b))):
        return None
    if (
        closed
        and (looks_like_verb(low[i]) or low[i] in word_class("bare_predicate"))
        and low[i] not in heads()
        and reading.opens_sentence(i)
    ):
        return None  # `Ditemui di rumahnya, X …`, `Menanggapi hal itu, X …`
    if closed and i + 1 == b and low[i] in members("ordinal"):
        return None  # `Ketiga, X …`
    if not closed and low[i] in word_class("subordinator") and i + 1 < b and _opens_subject(reading, i + 1):
        return i + 1  # `Apalagi setelah Direktur Rina mengatakan …`
    if any(low[i] in word_class(name) for name in ("preposition", "subordinator", "circumstance")):
        return _after_circumstance(reading, i, b, closed, dates)
    return i


def _compares(begun: list[str], closed: bool) -> bool:
    """Return whether two words open a phrase that holds another against the subject: `Berbeda dengan Rina, …`, `Bukan hanya Rina yang tertarik, …` (`closed`)."""
    if len(begun) < 2:
        return False
    word, following = begun
    if closed and following == "pun" and word in members("asking_who"):
        return True  # `Siapa pun lawannya, Rina …`
    only = closed and word in members("not_only") and following in members("only")
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
    if i + 1 < b and f"{low[i]} {low[i + 1]}" in two_word_adverbs():  # `Dengan tegas dia meminta …`
        return i + 2
    day = dates.covering(reading.starts[i])  # `…, Kamis, 18 Mei 2017, X` is cut inside its day
    if day is not None:
        while i < b and reading.starts[i] < day[1]:
            i += 1
        return i
    leads = (
        (low[i] in one_word_adverbs() and low[i] not in members("counting_adverb"))
        or low[i] in members("there_is")
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
        return i + 2 + (low[i + 1] in members("before_hearer"))
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
    pointed = low[k] in CLOSERS or low[k] == "lalu" or (low[k] == "sama" and low[max(0, k - 1)] == "yang")
    owned = low[k].endswith("nya") and len(low[k]) > _LONGEST_BARE_NYA and not closed
    return pointed or owned or reading.words[k] == ")" or dates.ending_at(reading.ends[k]) is not None


def _cut_circumstance(reading: Reading, begin: int, stop: int, dates: Dates) -> int:
    """Return where a subject ends: before the first circumstance that is no part of a relative clause or a title."""
    words, low = reading.words, reading.low
    depth = 0
    for i in range(begin + 1, stop):
        depth += (words[i] == "(") - (words[i] == ")")
        if depth > 0:
            continue
        if low[i] == "yang":
            return stop
        if _ends_plain(reading, begin, stop, i, dates):
            return i
    return stop


def _is_main_verb(reading: Reading, i: int) -> bool:
    low = reading.low[i]
    return reading.words[i][0].islower() and low not in heads() and low not in NAMING and looks_like_verb(low)


_PREDICATING = word_class("predicating")


def _ends_plain(reading: Reading, begin: int, stop: int, i: int, dates: Dates) -> bool:
    """Return whether a subject without a relative clause ends before token `i`: a day, a predicate, or a circumstance."""
    word, low = reading.words[i], reading.low
    if dates.at(reading.starts[i]) is not None:
        return not _is_year_of(reading, begin, i)
    if not word[0].islower():
        return False
    if low[i] in word_class("bare_verb") or _is_main_verb(reading, i):
        return True
    named_so = low[i] in members("plain_negator") and i + 1 < stop and low[i + 1] in NOT_SO
    if low[i] in _PREDICATING and not named_so:
        return True
    ordinal = low[i] == "ke" and any(word.isdigit() for word in reading.words[i + 1 : i + 3])  # `Presiden ke-7`
    if low[i] not in word_class("circumstance") or ordinal or _inside_title(reading, begin, stop, i):
        return False
    return dates.at(reading.starts[i + 1]) is not None or not _is_of_document(reading, begin, i)


_NUMBER_SIGNS = word_class("number_sign")
_LONGEST_NUMBER = 4  # tokens of the number of a law: `No. 7`, `Nomor 12/PUU`


def _is_year_of(reading: Reading, begin: int, i: int) -> bool:
    """Return whether the day at token `i` is the year of a thing: `sebuah studi tahun 2021`, `Undang-Undang No. 7 Tahun 2021`."""
    low = reading.low
    k = i if low[i] == "tahun" else i - 1
    if low[k] != "tahun":
        return False
    numbered = any(low[n].rstrip(".") in _NUMBER_SIGNS for n in range(max(begin, k - _LONGEST_NUMBER), k))
    return numbered or class_at(reading, k - 1) == "noun" or (low[begin] in word_class("document") and not named_by(reading, begin, k))


def _is_of_document(reading: Reading, begin: int, i: int) -> bool:
    """Return whether the preposition at token `i` says which document or study a subject without a name is: `Studi pada 40 pasien`, `Undang-Undang tentang Desa`."""
    low = reading.low
    if low[i] not in members("about") or named_by(reading, begin, i):
        return False
    return low[i] == "tentang" or low[begin] in word_class("document") or low[begin + 1] in word_class("document")


def _is_pointed_out(reading: Reading, begin: int, stop: int, i: int) -> bool:
    """Return whether a demonstrative right before the verb ends a noun phrase of nobody named that the preposition at token `i` is part of."""
    low = reading.low
    pointed = low[stop - 1] in CLOSERS and stop - 1 > i + 1
    occasion = low[i + 1] in word_class("occasion") or low[i] not in members("of_office")
    return pointed and not occasion and not any(is_person(reading, k) for k in range(begin, i))


def _in_apposition(reading: Reading, begin: int, i: int) -> bool:
    """Return whether the preposition at token `i` stands in what says after a comma who somebody is: `Rina Puspita, kepala bagian Gizi di Balai Tirta,`."""
    words = reading.words
    comma = next((k for k in range(i - 1, begin, -1) if words[k] == ","), begin)
    return reading.low[i] in members("in_apposition") and comma > begin and is_person(reading, comma - 1) and i > comma + 1


def _inside_title(reading: Reading, begin: int, stop: int, i: int) -> bool:
    """Return whether the preposition at token `i` belongs to who somebody is: `Konsul Jenderal RI di Davao`, `pengacara dari X`."""
    words, low = reading.words, reading.low
    if is_person(reading, stop - 1) and not any(is_person(reading, k) for k in range(begin, i)):
        return True  # `Direktur Kredit pada Bank X Rina Puspita`
    if low[i] == "selaku":
        return i + 1 < stop and (low[i + 1] in heads() or words[i + 1][0].isupper())  # `Rina Puspita selaku pengacara`
    if _is_pointed_out(reading, begin, stop, i) or (words[stop : stop + 1] == [","] and _in_apposition(reading, begin, i)):
        return True
    if low[i] in members("of_whom"):
        return not named_by(reading, begin, i) or (low[i] == "dari" and names_a_body(reading, i + 1))
    if low[i] == "dalam":
        return low[i - 1] == "penyakit"  # `spesialis penyakit dalam`
    if low[i] == "atas":
        return low[i - 1] in members("upper")
    if low[i] != "di" or named_by(reading, begin, i):
        return False
    if (not words[i - 1][0].isupper() or reading.opens_sentence(i - 1)) and words[i - 1] != ")":
        return True
    return any(low[k] == "dari" and words[k - 1][0].islower() for k in range(begin + 1, i))  # `peneliti dari Universitas X di Turki`


_ONLY_POINTER = re.compile(r"(?:hal|itu|ini|tersebut|demikian|begitu|hal-hal|keterangan|pernyataan|senada|yang sama|\s|,)+", re.IGNORECASE)


def is_pointer(text: str) -> bool:
    """Return whether a stretch only points back (`hal itu`, `itu`) and holds no content of its own."""
    return _ONLY_POINTER.fullmatch(text.strip(" .,")) is not None
