"""Paraphrase after an active verb with its subject: `X mengatakan (bahwa) P`, `X meminta Y untuk P`, `P, X menambahkan, P`."""

from __future__ import annotations

import re

from claimx.annotations import Quote, Span
from claimx.attribution.content import DENYING, end_of_content, has_predicate, predicate_at, trim, without_connective
from claimx.attribution.outlets import find_via
from claimx.attribution.phrases import clause_start, concedes, skip_adverbs_left
from claimx.attribution.sources import source_before
from claimx.language.closed import PRONOUNS
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, verb_class
from claimx.lexicons import word_class
from claimx.syntax.classes import class_at, members
from claimx.timex.spans import Dates

_ADVERB_AFTER = re.compile(
    rf"\s+(?:secara\s+\w+|dengan\s+(?:tegas|jelas|lantang|keras|gamblang|lugas|nada\s+\w+)|{'|'.join(sorted(members('how')))}|panjang\s+lebar|hal\s+(?:itu|tersebut|ini|senada)\s+(?:dengan|karena)?)(?=\s)"
)
_CIRCUMSTANCE = r"\s+(?:kepada|di|pada|dalam|saat(?!\s+ini)|ketika|usai|melalui|lewat|seusai|terkait|soal|mengenai)\b[^.;\"“”]{0,160}?"

_UP_TO_THAT = re.compile(_CIRCUMSTANCE + r"\bbahwa\b")

_UP_TO_CLAUSE = re.compile(_CIRCUMSTANCE + r"(?:\bbahwa\b|,\s*(?=[a-zA-Z]))")

_THAT = re.compile(r"\s*(?P<mark>[,:])?\s*(?P<sub>bahwa(?:sanya)?|jika|kalau|bila|apabila|jikalau)?(?=\W)")


_SHORTEST = 4  # characters of a clause


def read_clause(
    reading: Reading, i: int, start: int, end: int, covered: int, dates: Dates, previous: Quote | None, inside: bool
) -> Quote | None:
    """`X mengatakan (bahwa) P`: the verb at token `i` with its subject on the left and its clause on the right."""
    low = reading.low
    floor = reading.token_at(covered if inside else start)
    verb = _verb_group(reading, i, floor, previous is not None)
    if verb is None:
        return None
    begin, cue, at_once = verb
    if begin == floor + 1 and low[floor] in word_class("conceding"):
        return None  # `Kendati menilai P, X menekankan Q`: a clause without a subject
    relative = begin > floor and low[begin - 1] == "yang"
    apposed = _apposed_sayer(reading, begin, floor) if relative else None
    if relative and apposed is None:
        return None
    boundary = None
    if inside:
        source, boundary = _coordinated_subject(reading, begin, floor, dates) or (None, None)
        if source is None:
            return None
    elif at_once and previous is not None:
        source = previous.source
    else:
        clause = clause_start(reading, reading.token_at(max(covered, start)), begin)
        source = apposed or _subject(reading, i, begin, clause, dates, previous)
    content = _told(reading, i, cue[1], end, concedes(reading, floor, begin), dates)
    if content is None:
        return None
    lead = _fronted(reading, start, source, cue, content) if source is not None and not inside else None
    if lead is not None:
        return Quote("indirect", [lead, content], cue, source, "indirect.middle")
    return Quote("indirect", [content], cue, source, "indirect.clause", find_via(reading, content[1], end, dates), cuts=boundary)


def _fronted(reading: Reading, start: int, source: Span, cue: Span, content: Span) -> Span | None:
    """Return what stands before subject and verb, both between commas, and surely is said too: `Jika P, X mengatakan, Q`, `Tiang baru, ia menjelaskan, akan dipasang`."""
    text = reading.text
    if not text[start : source[0]].rstrip().endswith(",") or not text[cue[1] :].lstrip().startswith(","):
        return None
    lead = trim(text, *without_connective(text, start, source[0]))
    held = reading.tokens(*lead)
    if not held:
        return None
    inserted = (
        reading.low[reading.token_at(source[0])] in PRONOUNS and predicate_at(reading, *content) and not has_predicate(reading, *lead)
    )
    noun = inserted and class_at(reading, held.start) in ("noun", "name")
    return lead if noun or reading.low[held.start] in members("condition") else None


def _told(reading: Reading, i: int, at: int, end: int, conceding: bool, dates: Dates) -> Span | None:
    """Return the content of the verb at token `i`, which ends at `at`, without whom it is addressed to; None where hardly anything follows."""
    start, that, marked = _complement(reading, i, at, end, dates)
    content = trim(reading.text, start, _clause_content_end(reading, start, end, conceding, dates))
    if content[1] - content[0] < _SHORTEST:
        return None
    if (
        not that
        and not marked
        and reading.low[i] in verb_class("denying")
        and reading.low[reading.token_at(content[0])] in members("rumour_noun")
    ):
        return None  # `membantah tudingan …`: what others say
    told = None if that or marked else _ADDRESSED.match(reading.text, *content)
    if told is None:
        return content
    # `mengimbau kepada Y agar P` is `agar P`, `meminta kepada Y untuk P` is `Y untuk P`, `mengaku kepada Y kalau P` is P
    return (told.end("that") + 1 if told["that"] else told.start("mark" if told["mark"] else "who")), content[1]


def _verb_group(reading: Reading, i: int, floor: int, follows: bool) -> tuple[int, Span, bool] | None:
    """Return where the verb group of the cue at token `i` begins, its cue, and whether it is said at once with the quote before.

    None where it is negated. `follows`: a quote of the same sentence stands before.
    """
    low = reading.low
    cue = (reading.starts[i], reading.ends[i])
    begin, negated = skip_adverbs_left(reading, i, floor)
    if negated and low[i] in DENYING:  # `X tak memungkiri jika P`
        cue = (reading.starts[begin], cue[1])
        negated = False
    # `X menegaskan P, sekaligus mengimbau Q`
    at_once = follows and not word_class("at_once").isdisjoint(low[max(floor, begin - 1) : i])
    return None if negated else (begin, cue, at_once)


def _apposed_sayer(reading: Reading, begin: int, floor: int) -> Span | None:
    """Return who says the verb of a relative clause: `Rudi Hartawan, yang mengatakan P`, `polisi yang meminta warga tenang`."""
    comma = begin - 2 > floor and reading.words[begin - 2] == ","
    return _noun_phrase_before(reading, begin - 1 - comma, floor)


_PHRASE = frozenset({"noun", "name", "adjective", "number", "determiner", "demonstrative"})


def _phrase_start(reading: Reading, stop: int, floor: int) -> int:
    """Return the token at which the words of a noun phrase that end before token `stop` begin."""
    start = stop
    while start > floor and class_at(reading, start - 1) in _PHRASE:
        start -= 1
    return start


def _noun_phrase_before(reading: Reading, stop: int, floor: int) -> Span | None:
    """Return the noun phrase that ends at token `stop` (`laporan media asing yang menyebut P`), None where none does."""
    start = _phrase_start(reading, stop, floor)
    if start - 1 > floor and reading.low[start - 1] in members("placing") and class_at(reading, start - 2) in _PHRASE:
        head = _phrase_start(reading, start - 1, floor)  # `unggahan di Ranugram yang menyebut P`, `warga di Lemahabang yang melihat`
        told = reading.low[head] in word_class("utterance") | word_class("document") | members("rumour_noun")
        start, stop = head, start - 1 if told else stop
    if start + 1 < stop and reading.low[start] in bare_cues() and reading.words[start + 1][0].isupper():
        start += 1  # `"…," kata Rina yang meminta warga tenang`
    return (reading.starts[start], reading.ends[stop - 1]) if start < stop else None


def _clause_content_end(reading: Reading, start: int, end: int, conceding: bool, dates: Dates) -> int:
    """Return where the content of a clause ends: of `Meski X mengatakan P, Y` before the comma."""
    stop = end_of_content(reading, start, end, dates)
    if conceding and (comma := reading.text.find(", ", start, stop)) >= 0:
        stop = comma
    return stop


_ADDRESSED = re.compile(r"kepada\s++(?P<who>[^,.;\s][^,.;]{1,79}?)\s++(?:(?P<mark>agar|supaya)|(?P<that>bahwa|kalau|jika)|untuk)\b")


def _coordinated_subject(reading: Reading, begin: int, floor: int, dates: Dates) -> tuple[Span, int] | None:
    """Return subject and boundary of a verb inside a content, where a coordination gives it its own (`… bahkan dirinya menilai P`)."""
    low = reading.low
    joints = members("joint")
    k = begin
    while k > floor and k > begin - 8 and low[k - 1] not in joints and low[k - 1] != "dan":
        k -= 1
    if k <= floor or low[k - 1] not in joints or k >= begin:
        return None
    source = source_before(reading, begin, k, dates)
    if source is None:
        return None
    return source, reading.ends[k - 2] if k >= 2 and reading.words[k - 2] != "," else reading.starts[k - 2]


def _subject(reading: Reading, i: int, begin: int, floor: int, dates: Dates, previous: Quote | None) -> Span | None:
    """Return the subject of the verb at token `i`, whose verb group begins at `begin`, in its clause from token `floor` on: before it, or that of the verb it is
    coordinated with."""
    source = source_before(reading, i, floor, dates)
    if source is not None:
        return source
    if previous is not None:
        return previous.source
    first = next((k for k in range(floor, begin) if looks_like_verb(reading.low[k])), None)
    return None if first is None else source_before(reading, first, floor, dates)  # `X menyampaikan duka dan memastikan P`


_WISH = re.compile(
    r"\s+(?:pernyataan|pengumuman|klaim|harapan|imbauan|himbauan|pesan|permintaan|seruan|usul|usulan|keyakinan|kekhawatiran|keinginan|pendapat|pandangan|dugaan|optimisme)(?:nya)?(?:\s+(?!agar|supaya|bahwa)[a-z]+)?\s+"
    r"(?:(?=agar\b|supaya\b)|bahwa\s+)"
)

_UTTERING = word_class("uttering_verb")

_TELLING_SOMEBODY = word_class("telling_somebody")

_TOLD_SOMEBODY = re.compile(r"\s++(?!kepada\b|pada\b|bahwa\b)[^,.;:\"“”]{2,60}?\s+bahwa\s+")


def _complement(reading: Reading, i: int, at: int, end: int, dates: Dates) -> tuple[int, bool, bool]:
    """Return where the clause of the verb at token `i`, which ends at `at`, begins, whether a subordinator and whether a mark opens it."""
    text, word = reading.text, reading.low[i]
    while adverb := _ADVERB_AFTER.match(text, at, end):
        at = adverb.end()
    rest = text[at:end]
    lead = _THAT.match(rest)
    if lead and lead["sub"]:
        follows = lead["sub"] in members("condition") and "maka" in (reading.low[k] for k in reading.tokens(at, end))
        return at + (lead.start("sub") if follows else lead.end()), True, bool(lead["mark"])  # `jika P maka Q`
    if lead and lead["mark"]:
        return at + lead.end("mark"), False, True
    if wish := _WISH.match(rest) if word in _UTTERING else None:  # `menyampaikan harapannya agar P`
        return at + wish.end(), True, False
    if told := _TOLD_SOMEBODY.match(rest) if word in _TELLING_SOMEBODY else None:  # `meyakinkan warga bahwa P`
        return at + told.end(), True, False
    return _past_occasion(reading, i, at, end, dates) or (at, False, False)


def _past_occasion(reading: Reading, i: int, at: int, end: int, dates: Dates) -> tuple[int, bool, bool] | None:
    """Return, as `_complement` does, the clause after when and to whom it was said: `kepada wartawan di Jakarta, Senin, bahwa P`, `mengatakan Rabu (4/7) ia P`."""
    text, kind = reading.text, active_cues()[reading.low[i]]
    far = _UP_TO_CLAUSE.match(text[at:end]) if kind != "request" else None
    if far and ("bahwa" in far.group() or kind == "say"):
        used = _UP_TO_THAT.match(text[at:end]) or far
        start = at + used.end()
        while (date_end := dates.at(start)) is not None:  # `…, Rabu (4/7), P`
            skip = re.match(r"\s*[,)]?\s*(?:bahwa\s+)?", text[date_end:end])
            start = date_end + (skip.end() if skip else 0)
        return start, "bahwa" in used.group(), True
    said_on = dates.at(at + 1)
    if said_on is None or kind != "say" or re.match(r"(?i)(?:saat ini|kini|sekarang)", text[at + 1 : said_on]):
        return None
    tail = re.match(r"\s*,?\s*(?:bahwa\s+)?", text[said_on:end])
    start = said_on + (tail.end() if tail else 0)
    return (start, False, False) if start < end else None
