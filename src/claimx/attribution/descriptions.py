"""What a noun phrase says of a sayer: the name in it, the role, the kind, and whether it points back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.annotations import Span
from claimx.attribution.contexts import is_body, personal_words, speaks
from claimx.attribution.name_words import CONJUNCTIONS, PRONOUNS, function_words, is_degree, is_name_word
from claimx.attribution.naming import name_start, trailing_name
from claimx.attribution.outlets import named_as_body
from claimx.attribution.phrases import PARTS_OF_A_COUNTRY, TITLED, generic_bodies, has_role, heads
from claimx.language.morphology import looks_like_abstract_noun, looks_like_agent_noun, looks_like_verb
from claimx.language.reading import Reading
from claimx.lexicons import word_class

KINDS = ("person", "organization", "group", "document", "anonymous")
DEMONSTRATIVES = word_class("points_at_somebody")
_PERSON_NOUNS = word_class("person_noun")


@dataclass(slots=True, frozen=True)
class Description:
    """What a noun phrase says of a sayer: `kind` (or `pronoun`), the `name` as written, the `role`, and whether it points back."""

    kind: str
    name: str | None
    role: str | None
    head: str
    pointing: bool = False


def clean(text: str) -> str:
    """Return the words of a stretch, parted by single spaces, without the marks about them."""
    return " ".join(text.split()).strip(" ,;:\"“”'‘’")


def _unbracketed(text: str) -> str:
    return clean(re.sub(r"\s*\([^)]*\)", "", text) if "(" in text else text)


def describe(reading: Reading, span: Span) -> Description:
    """Return what the noun phrase at `span` says of its referent."""
    known: Description | None = reading.described.get(span)
    if known is None:
        known = reading.described[span] = _describe(reading, span)
    return known


def _describe(reading: Reading, span: Span) -> Description:
    """Return what a noun phrase says, by what its words are: a pronoun, a name after `bernama`, a list, a named or an unnamed one."""
    tokens = reading.tokens(*span)
    low = reading.low
    a, b = tokens.start, tokens.stop
    said = clean(reading.text[span[0] : span[1]])
    if a >= b:
        return Description("anonymous", None, None, said)
    if low[a] == "pihaknya" or (low[a] in PRONOUNS and (b - a == 1 or low[a] != "mereka")):
        return Description("pronoun", None, None, "dia" if low[a] == "pihaknya" else low[a].removesuffix("pun"))
    if called := _called(reading, a, b):
        return called
    if _lists_names(reading, a, b):
        return Description("group", said, None, low[a])
    if low[a] in word_class("utterance") and a + 1 < b and (is_name_word(reading, a + 1) or low[a + 1].rstrip(".") in word_class("role")):
        sayer = describe(reading, (reading.starts[a + 1], span[1]))  # `menurut pengakuan Rina Puspita`
        if sayer.kind == "person":
            return sayer
    yang = next((i for i in range(a + 1, b) if low[i] in ("yang", "selaku")), b)
    chunks = _comma_chunks(reading, a, yang)
    if not chunks:
        return Description("anonymous", None, None, said)
    pointing = _points(reading, a, b, yang)
    return _named(reading, a, b, yang, chunks, pointing) or _unnamed(reading, a, b, yang, pointing)


def _points(reading: Reading, a: int, b: int, yang: int) -> bool:
    """Return whether a phrase with its relative clause at `yang` points back to somebody told of before."""
    low = reading.low
    if yang < b and (low[a] in ("salah", "seorang")):
        return False  # `salah satu warga yang memprotes iklan ini`
    return low[b - 1] in DEMONSTRATIVES or (yang < b and low[yang - 1] in DEMONSTRATIVES) or _describes(reading, a, b)


def _called(reading: Reading, a: int, b: int) -> Description | None:
    """Return whom a phrase names after `bernama`, `yaitu` or `disapa` (`pria yang akrab disapa Ucok itu`)."""
    link = next((i for i in range(a, b) if reading.low[i] in ("yaitu", "yakni", "bernama", "disapa", "dipanggil")), None)
    name = None if link is None else _name_in(reading, link + 1, b)
    if link is None or not name:
        return None
    if reading.low[link] in ("disapa", "dipanggil") and reading.low[b - 1] in DEMONSTRATIVES:
        said = clean(reading.text[reading.starts[name[0]] : reading.ends[name[1] - 1]])
        return Description("person", said, None, said, pointing=True)
    return _person(reading, a, link, name)


def _comma_chunks(reading: Reading, a: int, stop: int) -> list[Span]:
    """Return the token ranges between the commas of [a, stop), without degrees at the end (`kepala eksekutif FAW, Jonathan Ford`)."""
    commas = [i for i in range(a, stop) if reading.words[i] == ","]
    chunks = [(s, e) for s, e in zip([a, *(i + 1 for i in commas)], [*commas, stop], strict=True) if s < e]
    while len(chunks) > 1 and is_degree(reading, chunks[-1][0]):
        chunks.pop()
    return chunks


def _named(reading: Reading, a: int, b: int, yang: int, chunks: list[Span], pointing: bool) -> Description | None:
    """Return the person whom a phrase names: at its head, at the end of a chunk, or after its relative clause; None where it names nobody."""
    # in `kapten klub, Bambang Priyono yang hadir di acara itu` the pointer belongs to the relative clause
    inside = yang < b and reading.low[yang - 1] not in DEMONSTRATIVES
    if not pointing or inside or len(chunks) > 1:  # `Rina Puspita, ketua yayasan itu`, `Rina Puspita yang hadir di rapat itu`
        leading = _leading(reading, chunks)
        if leading:
            return leading
    if pointing and not inside:
        return None
    for chunk in reversed(chunks):
        if named := _named_by_chunk(reading, a, chunk, chunks):
            return named
    return _named_after_clause(reading, a, yang, b) if yang < b else None


def _named_by_chunk(reading: Reading, a: int, chunk: Span, chunks: list[Span]) -> Description | None:
    """Return whom one of the chunks of the phrase at token `a` names: a firm in apposition, or the person whose name ends it."""
    s, e = chunk
    if s != a and reading.low[s] in PARTS_OF_A_COUNTRY:
        return None  # `seorang perajin di Desa Candi, Kecamatan Sukorejo`
    if s != a and reading.low[s].rstrip(".") in word_class("firm"):  # `produsen sabun itu, PT Maju Bersama`
        return Description("organization", _unbracketed(reading.text[reading.starts[s] : reading.ends[e - 1]]), None, reading.low[a])
    name = trailing_name(reading, s, e)
    if name is None or not (s == chunks[0][0] or _titled_chunk(reading, a, s, name[0])):
        return None
    after_role = s != a and has_role(reading, a, s - 1)  # `Direktur Pengawasan, Otoritas Jasa Keuangan (OJK) Rina Puspita`
    if not _is_personal(reading, s, name, len(chunks) > 1, after_role):
        return None
    name = name_start(reading, s, name), name[1]
    return _person(reading, a, name[0] if s == a else s, name, chunks)


def _titled_chunk(reading: Reading, a: int, s: int, stop: int) -> bool:
    """Return whether nothing but ranks and titles stands before the name of a chunk."""
    low, words = reading.low, reading.words
    return all(
        low[k].rstrip(".") in word_class("rank")
        or words[k] in "()"
        or (s != a and (words[k][0].isupper() or low[k] in ("dan", "dari", "sekaligus", "juga")))
        for k in range(s, stop)
    )


def _describes(reading: Reading, a: int, b: int) -> bool:
    """Return whether a phrase says of somebody known what he is (`pelatih asal Prancis`), with no name and no word for one of many."""
    low = reading.low
    return (
        a + 1 < b
        and (low[a + 1] in word_class("describing") or low[a + 1] in TITLED)
        and (low[a] in word_class("role") or low[a] in _PERSON_NOUNS)
        and (low[a + 1] in TITLED or not any(is_name_word(reading, k) for k in range(a + 2, b)))
    )


def _named_after_clause(reading: Reading, a: int, yang: int, b: int) -> Description | None:
    """Return the person whose name alone, or whose title and name, follow a relative clause: `Salah satu warga yang diwawancarai, Nurhayati Salim`."""
    comma = next((k for k in range(b - 1, yang, -1) if reading.words[k] == ","), None)
    if comma is not None and b - comma >= 3 and all(is_name_word(reading, k) for k in range(comma + 1, b)):
        said = clean(reading.text[reading.starts[comma + 1] : reading.ends[b - 1]])
        return Description("person", said, clean(reading.text[reading.starts[a] : reading.ends[yang - 1]]), said)
    name = trailing_name(reading, yang, b)
    if name and name[1] - name[0] >= 2 and has_role(reading, yang, name[0]):  # `anggota lain yang juga Ketua X, Totok Yuliyanto`
        return _person(reading, yang + 1, name[0], name)
    return None


def _lists_names(reading: Reading, a: int, b: int) -> bool:
    """Return whether a phrase is nothing but several names: `Dias, Taufik dan Yandi`."""
    joints = [k for k in range(a, b) if reading.words[k] in (",", "/") or reading.low[k] in ("dan", "serta")]
    if not joints or reading.words[joints[-1]] == ",":
        return False
    parts = [range(s, e) for s, e in zip([a, *(k + 1 for k in joints)], [*joints, b], strict=True) if s < e]
    opening = reading.words[a][0].isupper() and reading.low[a] not in heads() and reading.low[a] not in function_words()
    return len(parts) > 1 and opening and all(k == a or is_name_word(reading, k) for part in parts for k in part)


def _leading(reading: Reading, chunks: list[Span]) -> Description | None:
    """Return the person whose name opens the phrase: `Rendi (35) warga …`, `AKBP Moch Faruk`."""
    low, words = reading.low, reading.words
    if chunks:
        first, stop = chunks[0]
        head_low = low[first].rstrip(".")
        lead = first
        while lead < stop and low[lead].rstrip(".") in word_class("rank") and words[lead][0].isupper():
            lead += 1
        if lead < stop and is_name_word(reading, lead) and head_low not in word_class("determiner") | word_class("document"):
            j = lead
            while j < stop and is_name_word(reading, j):
                j += 1
            follows = j < stop and ((words[j][0].isupper() and not words[j].endswith(".")) or low[j] in ("of", "for", "and", "the", "&"))
            if not follows and _is_personal(reading, first, (lead, j), len(chunks) > 1):
                return _person(reading, j, stop, (name_start(reading, lead, (lead, j)), j), chunks)
    return None


def _is_personal(reading: Reading, start: int, name: tuple[int, int], apposed: bool, after_role: bool = False) -> bool:
    """Return whether a name is a person's and not that of a body, whose noun heads the phrase where no role does."""
    low = reading.low
    a, b = name
    if named_as_body(" ".join(low[a:b])):
        return False
    if a == start:
        return b - a > 2 or not is_body(reading, a, b)
    before = [low[k].rstrip(".") for k in range(start, a)]
    role = after_role or looks_like_agent_noun(before[0]) or any(word in word_class("role") for word in before)
    if _heads_something_else(low[start], before, role, apposed, b - a):
        return False
    if (told := _told_by_first(reading, start, name)) is not None:
        return told
    if (not role and before[-1] in word_class("names_a_body")) or (not apposed and _ends_office(reading, before, name)):
        return False
    if apposed or low[start] in ("sang", "si") or _is_titled(reading, before, start, a):
        return b - a > 2 or not is_body(reading, a, b)
    return b - a >= 2 and _is_trade(reading, start, a)


def _told_by_first(reading: Reading, start: int, name: tuple[int, int]) -> bool | None:
    """Return whether a name is a person's where the first word of the phrase tells of one (`seorang`, `salah satu`), None where it does not."""
    a, b = name
    first = reading.low[start]
    of_one = b - a >= 2 and has_role(reading, start, a)
    if first in ("seorang", "sang") and of_one:
        return True
    if first in word_class("one_of_many"):  # `salah satu pendiri Maju Bersama Rina Puspita`: her name, if it speaks elsewhere
        return first == "salah" and of_one and any(speaks(reading, w) for w in reading.words[a:b])
    return None


def _is_trade(reading: Reading, start: int, stop: int) -> bool:
    """Return whether what stands before a name, no title that is known, can be one: it has a capital, or is what somebody does (`pemulung Siti Maemunah`)."""
    small = stop - start <= 3 and all(reading.words[k][0].islower() for k in range(start, stop))
    return reading.words[start][0].isupper() or small


def _is_titled(reading: Reading, before: list[str], start: int, stop: int) -> bool:
    """Return whether a role or rank stands before a name, among the words `before` of tokens [start, stop)."""
    return has_role(reading, start, stop) or any(word in word_class("rank") for word in before)


_NAMED_SO = word_class("named_so")
_GOVERNMENTS = word_class("government")


def _heads_something_else(first: str, before: list[str], role: bool, apposed: bool, size: int) -> bool:
    """Return whether the words before a name say that it is whose relative, origin, document or body somebody or something is."""
    last = before[-1]
    if last in word_class("relation") and not apposed and size <= 3 and (len(before) == 1 or before[0] in ("banyak", "para", "sejumlah")):
        return True
    if last.startswith("ber") and looks_like_verb(last) and last not in _NAMED_SO:
        return True  # `ibu berlogat Batak`
    if first in word_class("document") and first not in word_class("role"):
        return True  # `keterangan resmi pengelola Sutami`
    return before[0] in word_class("organization") and (not role or before[0] in _GOVERNMENTS)


def _ends_office(reading: Reading, before: list[str], name: tuple[int, int]) -> bool:
    """Return whether a name is that of an office's seat or of a firm: `Kepala Stasiun Klimatologi Teluk Wangi`, `direksi PT Maju Bersama`."""
    a, b = name
    low = reading.low
    seat = low[b - 1] in word_class("place") and not any(speaks(reading, reading.words[k]) for k in range(a, b))
    if seat and any(word in word_class("organization") for word in before):
        return True
    return b - a <= 2 and before[-1] in word_class("of_a_firm") and not any(low[k] in personal_words() for k in range(a, b))


def _name_in(reading: Reading, a: int, b: int) -> tuple[int, int] | None:
    i = a
    while i < b and not is_name_word(reading, i):
        i += 1
    while i < b and reading.low[i].rstrip(".") in word_class("rank"):
        i += 1
    j = i
    while j < b and is_name_word(reading, j):
        j += 1
    return (i, j) if j > i else None


_NICKNAME = re.compile(r"\s*[\"“”][^\"“”]+[\"“”]\s*")


def _person(reading: Reading, a: int, b: int, name: tuple[int, int], chunks: list[Span] | None = None) -> Description:
    text, starts, ends, low = reading.text, reading.starts, reading.ends, reading.low
    n0, n1 = name
    while n1 - n0 > 1 and low[n0].rstrip(".") in word_class("rank"):
        n0 += 1
    said = clean(_NICKNAME.sub(" ", text[starts[n0] : ends[n1 - 1]]))
    role = None
    if chunks:
        s0, e0 = chunks[0]
        if s0 < n0 <= e0:  # the role before the name
            role = clean(text[starts[s0] : ends[n0 - 1]])
        elif n0 > e0:  # the name in apposition
            role = clean(text[starts[s0] : ends[e0 - 1]])
        elif len(chunks) > 1:  # the role in apposition
            role = clean(text[starts[chunks[1][0]] : ends[chunks[-1][1] - 1]])
    elif a < b:
        role = clean(text[starts[a] : ends[b - 1]])
    if role:
        role = _role_alone(role) or None
    return Description("person", said, role, said)


def _role_alone(role: str) -> str:
    """Return a title without what it is told of (`Keberhasilan pelari Kenya`), who shares it (`pemain dunia Jonas Berg dan`) and a
    rank after it (`Kapolda Irjen Pol`).
    """
    words = role.split()
    head = words[0].lower()
    if head == "nama" or (looks_like_abstract_noun(head) and head not in heads()):
        words = words[next((k for k, word in enumerate(words) if word.lower() in word_class("role")), len(words)) :]
    if words and words[0].lower() in ("sang", "si"):
        words.pop(0)
    if words and words[-1] in CONJUNCTIONS:
        words.pop()
        while len(words) > 1 and words[-1][0].isupper():
            words.pop()
    while len(words) > 1:
        last = words[-1].lower().strip(".,")
        service = last in word_class("rank_tail") and words[-2].lower().strip(".,") in word_class("rank")
        if not (service or last in word_class("rank") or last in ("yang", "lain", "")):
            break
        words.pop()
    return clean(" ".join(words))


def _unnamed(reading: Reading, a: int, b: int, main_stop: int, pointing: bool) -> Description:
    """Return what a phrase without a personal name says: a body, group, document, title, or somebody."""
    text, low, words, starts, ends = reading.text, reading.low, reading.words, reading.starts, reading.ends
    first = low[a].rstrip(".")
    b = next((k for k in range(a + 1, b - 1) if words[k] == "," and low[k + 1] == "yang"), b)  # `wali kota London, yang seorang Muslim`
    main_stop = min(main_stop, b)
    said = _said_of_unnamed(reading, a, b, main_stop)
    head = next((low[k] for k in range(a, main_stop) if low[k] in heads() and low[k] not in word_class("determiner")), first)
    if first == "pihak" and main_stop > a + 1:
        named = any(words[k][0].isupper() for k in range(a + 1, main_stop))  # else `Pihak berwenang`
        said = _unbracketed(text[starts[a + 1] : ends[main_stop - 1]]) if named else said
        return Description("organization", said, None, low[a + 1], pointing)
    if (spoken_of := _spoken_of(reading, a, main_stop, pointing and low[b - 1] in ("ini", "itu", "tersebut"))) is not None:
        return Description("role", said, said, spoken_of, True)
    if first in ("sebuah", "suatu") and a + 1 < main_stop and low[a + 1] in word_class("document"):
        return Description("document", said, None, low[a + 1], pointing)
    if (kind := _somebody_or_several(first, pointing)) is not None:
        return Description(kind, said, None, head, pointing)
    if first in word_class("document") and first not in word_class("organization"):
        received = not _RECEIVED.isdisjoint(low[main_stop + 1 : b][:1])  # `keterangan pers yang diterima di Jakarta`
        said = clean(text[starts[a] : ends[main_stop - 1]]) if received else said
        return Description("document", said, None, head, pointing)
    return _office(reading, a, main_stop, said, head, pointing)


def _office(reading: Reading, a: int, main_stop: int, said: str, head: str, pointing: bool) -> Description:
    """Return what the noun at the head of a phrase makes of it: a title, a body, or somebody."""
    first = reading.low[a].rstrip(".")
    if head in _PERSON_NOUNS or (head in word_class("role") and head not in generic_bodies() and first in word_class("role")):
        return Description("role", said, said, head, pointing)
    small = reading.words[a][0].islower() or reading.opens_sentence(a)
    someone = pointing and small and first not in generic_bodies()  # `doktor lulusan Leiden itu`
    if first in word_class("organization") or (not someone and any(reading.words[k][0].isupper() for k in range(a, main_stop))):
        return Description("organization", said, None, head, pointing)
    if looks_like_agent_noun(first):
        return Description("role" if pointing else "anonymous", said, said, head, pointing)
    if pointing:
        return Description("role" if someone or head not in generic_bodies() else "organization", said, said, head, True)
    return Description("anonymous", said, None, head, pointing)


def _spoken_of(reading: Reading, a: int, main_stop: int, pointing: bool) -> str | None:
    """Return the noun by which a phrase means who was spoken of: of a role after `sang`, or of kin; None where it is no such phrase.

    `sang gelandang`, `sang juru bicara`; `saudara tiri Rina dan Wati ini` is neither of them.
    """
    low = reading.low
    if pointing and low[a].rstrip(".") in word_class("kin"):
        return low[a]
    if low[a] != "sang" or a + 1 >= main_stop or low[a + 1] not in word_class("role"):
        return None
    return low[a + 1] if main_stop == a + 2 or low[a + 1 : main_stop] == ["juru", "bicara"] else None


_SOMEBODY = word_class("somebody")


def _is_doubled(first: str) -> bool:
    """Return whether a noun is doubled and so tells of several (`orang-orang tak dikenal itu`)."""
    half, _, again = first.partition("-")
    return again != "" and again.startswith(half) and first not in _PERSON_NOUNS | word_class("document")


def _somebody_or_several(first: str, pointing: bool) -> str | None:
    """Return whether the first word of a phrase tells of somebody without a name (`anonymous`) or of several (`group`), None where of neither."""
    if _is_doubled(first):
        return "group"
    if first in _SOMEBODY or (first in word_class("anonymous") and not pointing):
        return "anonymous"
    grouped = first in word_class("group") and not (pointing and first in word_class("role"))
    return "group" if grouped or first in ("para", "kedua", "ketiga") else None


def _said_of_unnamed(reading: Reading, a: int, b: int, main_stop: int) -> str:
    """Return the words by which a phrase without a personal name is known: a firm's or body's name alone, else all of it."""
    text, low, words, starts, ends = reading.text, reading.low, reading.words, reading.starts, reading.ends
    stop = b
    body = low[a].rstrip(".") in word_class("organization") or (words[a].isupper() and len(words[a]) > 1)
    if body:
        stop = next((k for k in range(a + 1, main_stop) if words[k] == "," and "dan" not in low[k:main_stop]), main_stop)
    if low[stop - 1] in DEMONSTRATIVES and stop - 1 > a and (main_stop == b or body):
        stop -= 1
    if (apposed := _apposed_name(reading, a, main_stop)) is not None:
        return clean(text[starts[apposed] : ends[main_stop - 1]])
    capital = _firm_name(reading, a, stop)
    begin = a if capital is None else capital
    return _unbracketed(text[starts[begin] : ends[max(begin, stop - 1)]])


def _apposed_name(reading: Reading, a: int, stop: int) -> int | None:
    """Return where the name begins that alone stands after the comma of a phrase without capitals: `lembaga pemantau gempa, GeoNet`."""
    words = reading.words
    comma = next((k for k in range(stop - 1, a, -1) if words[k] == ","), None)
    if comma is None or comma + 1 == stop or not has_role(reading, a, comma):
        return None
    plain = not any(words[k][0].isupper() for k in range(a + 1, comma))
    return comma + 1 if plain and all(words[k][0].isupper() for k in range(comma + 1, stop)) else None


def _firm_name(reading: Reading, a: int, stop: int) -> int | None:
    """Return where the name of a firm begins after its noun (`perusahaan pelayaran PT X`), None where the phrase is none."""
    words, low = reading.words, reading.low
    if low[a].rstrip(".") not in word_class("company") or not (words[a][0].islower() or reading.opens_sentence(a)):
        return None
    capital = next((k for k in range(a + 1, stop) if words[k][0].isupper()), None)
    if capital is None:
        return None
    named = all(words[k][0].isupper() or words[k] in "().&" or low[k] in ("dan", "of") for k in range(capital, stop))
    return capital if named else None


_RECEIVED = word_class("received_document")
