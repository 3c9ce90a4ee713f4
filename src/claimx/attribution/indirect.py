"""Paraphrase: a cue that governs a clause, its subject as source, and the clause as content.

Rules, each named in `Quote.rule`: `indirect.clause` (`X mengatakan (bahwa) P`), `indirect.according` (`menurut X, P`;
`P, menurut X`), `indirect.middle` (`P1, kata X, P2`), `indirect.final` (`P, ujar X.`), `indirect.initial` (`Kata X, P`),
`indirect.passive` (`P1 disebut X P2`), `indirect.closing` (`P, demikian X`), `indirect.fronted` (`Ditambahkan X, P`, `Dikatakannya, P`), `indirect.document` (`dalam D disebutkan bahwa P`), `indirect.via`
(`Dilansir dari X, P`). A paraphrase with a marked part inside is `mixed`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from claimx.attribution.outlets import find_via
from claimx.attribution.phrases import (
    PRONOUNS,
    Dates,
    Span,
    clause_start,
    heads,
    is_pointer,
    skip_adverbs_left,
    source_after,
    source_before,
    trailing_name,
)
from claimx.attribution.quote import Quote
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, fronted_cues, is_clitic, passive_cues, verb_class, via_cues
from claimx.lexicons import word_class

_ADVERB_AFTER = re.compile(
    r"\s+(?:secara\s+\w+|dengan\s+(?:tegas|jelas|lantang|keras|gamblang|lugas|nada\s+\w+)|kembali|lagi|juga|pula|panjang\s+lebar|hal\s+(?:itu|tersebut|ini|senada)\s+(?:dengan|karena)?)(?=\s)"
)
_TRAILING_SOURCE = re.compile(
    r",?\s+(?:seperti|sebagaimana)\s+(?:yang\s+)?(?:di\w+|\w+)|,\s*(?:dikutip|dilansir|melansir|mengutip|dikutp)\b|,\s*(?:kata|ujar|ucap|tutur|jelas|tegas|ungkap|tulis|imbuh|tambah|lanjut|sambung|papar)(?:nya)?\b|,\s*(?:menurut|demikian(?!\s+(?:pula|juga|halnya)))\b|,?\s+yang\s+(?:dilansir|dikutip|dilaporkan|diberitakan|diwartakan)\s+(?=[A-Z])"
    r"|,?\s+menurut\s+(?:warta|laporan|siaran|kabar|kantor\s+berita)\b"
    r"|,?\s+(?:saat|ketika|usai|seusai)\s+(?:dihubungi|ditemui|dikonfirmasi|ditanya|dimintai|jumpa\s+pers|konferensi\s+pers|diwawancarai?)\b"
)
# `musik lembut seperti akustik`, told apart from `seperti dikutip X`
_LIKENESS = re.compile(r"(?i)[\s,]*(?:seperti|sebagaimana)\s(?!.*(?:dikutip|dilansir|dikatakan|disampaikan|diberitakan|dilaporkan))")
_SECOND_ACT = re.compile(
    r",?\s+(?:namun|tetapi|tapi|dan|serta)\s+(?:juga\s+|ia\s+|dia\s+)?(?:menolak|enggan|tidak\s+mau|membantah|meminta\s+maaf|mengaku|berjanji|meminta|menyebut|mengatakan|menegaskan|mengklaim)\b"
    # behind a bare `dan` it may be others who agree not: `warga khawatir dan tidak setuju`
    r"|,?\s+(?:(?:namun|tetapi|tapi)\s+(?:juga\s+|ia\s+|dia\s+)?|(?:dan|serta)\s+(?:ia|dia)\s+)ti?dak\s+(?:sepakat|setuju)\b"
)


def find_indirect(reading: Reading, dates: Dates, direct: list[Quote]) -> list[Quote]:
    """Return the indirect and mixed quotes of a text, given its direct ones."""
    taken = sorted((part[0], part[1]) for quote in direct for part in quote.content)
    used_cues = {quote.cue[0] for quote in direct if quote.cue}
    found: list[Quote] = []
    for start, end in reading.sentences:
        pieces = _open_pieces(reading, start, end, taken)
        for low, high in pieces:
            found += _read_piece(reading, low, high, dates, used_cues, found)
    for quote in found:
        if marked := _all_marked(reading, quote):
            quote.type, quote.content = "direct", [marked]
        elif quote.type == "indirect" and _has_marked_part(reading, quote):
            quote.type = "mixed"
    return found


def _all_marked(reading: Reading, quote: Quote) -> Span | None:
    """Return the words between the marks of a quotation that is the whole content (`Dilansir dari X, "P."`)."""
    start, end = quote.content[0]
    for q in reading.outer_quotations(start, start + 1) if len(quote.content) == 1 else ():
        if not q.single and not q.carried and end - 1 <= q.end <= end + 2 and q.inner_end - q.inner > 15:
            return q.inner, q.inner_end
    return None


def _has_marked_part(reading: Reading, quote: Quote) -> bool:
    return any(
        not q.nested and any(s - 1 <= q.start and q.end <= e + 1 for s, e in quote.content) and not (q.single and q.end - q.start < 9)
        for q in reading.outer_quotations(quote.start - 1, quote.end + 1)
    )


def _open_pieces(reading: Reading, start: int, end: int, taken: list[Span]) -> Iterator[Span]:
    """Yield the stretches of a sentence that lie outside direct quotations."""
    at = start
    for low, high in taken[max(0, bisect_left(taken, (start, 0)) - 1) : bisect_left(taken, (end, 0))]:
        if high <= start or low >= end:
            continue
        if low > at:
            yield at, low
        at = max(at, high)
    if at < end:
        yield at, end


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(
        {
            *active_cues(),
            *bare_cues(),
            *passive_cues(),
            *fronted_cues(),
            *via_cues(),
            "menurut",
            "menurutnya",
            "bagi",
            "baginya",
            "demikian",
            *_PASSED_ON_BY,
        }
    )


def _cue_tokens(reading: Reading, tokens: range, used: set[int]) -> list[int]:
    """Return the tokens that can be a cue of saying, and those that are one already."""
    words, low, starts = _cue_words(), reading.low, reading.starts
    return [i for i in tokens if low[i] in words or starts[i] in used]


def _read_piece(reading: Reading, start: int, end: int, dates: Dates, used: set[int], earlier: list[Quote]) -> list[Quote]:
    """Read the cues of one stretch from left to right; a cue inside the content of another is nested and left out."""
    words, low, starts = reading.words, reading.low, reading.starts
    text = reading.text
    found: list[Quote] = []
    tokens = reading.tokens(start, end)
    covered = start
    previous: Quote | None = None
    passed_on: Span | None = None
    for i in _cue_tokens(reading, tokens, used):
        word = low[i]
        at = starts[i]
        if at in used:
            covered = max(covered, _attribution_end(reading, i + 1, end))
            continue
        quote: Quote | None = None
        lower = words[i][0].islower()
        first = i == tokens.start or not text[start:at].strip(" ,.\"”'’“")
        if at >= covered or (found and at < found[-1].end):
            inside = bool(found) and found[-1].content[-1][0] <= at < found[-1].end
            if word in ("menurut", "menurutnya", "bagi", "baginya") and not inside:
                quote = _according(reading, i, start, end, dates)
            elif not found and not inside and (closed := _passed_on(reading, i, start, end, dates)):
                quote = closed
            elif word in via_cues() and first_via(reading, i, start) and not inside and not (lower and word in active_cues()):
                quote = _via(reading, i, start, end, dates)
                passed_on = None if quote else find_via(reading, at, end, dates)  # of whom the clause behind it quotes
            elif first and word in fronted_cues() and not inside and (fronted := _fronted(reading, i, end, dates)):
                quote = fronted
            elif word in fronted_cues() and is_clitic(word) and not inside:
                inserted = text[start:at].rstrip().endswith(",")  # `P1, dikatakannya, P2` against `P1 disebutnya P2`
                quote = (_inverted if inserted else _passive)(reading, i, start, end, dates)
            elif word == "demikian" and not inside and (closing := _closing(reading, i, start, end, dates)):
                told = [other for other in found if other.start >= closing.start]
                for other in told:  # an outlet behind who says it: `X mengatakan P, demikian Antara`
                    other.via = other.via or closing.source
                quote = None if told else closing
            elif word in passive_cues() and (not inside or word == "diberitahu"):
                quote = _passive(reading, i, start, end, dates)
                if quote and inside:
                    if quote.cuts is not None and quote.cuts > found[-1].content[-1][0] + 3:
                        found[-1].content[-1] = (found[-1].content[-1][0], quote.cuts)
                    else:
                        quote = None  # nested in what somebody says
            elif lower and word in active_cues():
                quote = _clause(reading, i, start, end, covered if inside is False else found[-1].content[-1][0], dates, previous, inside)
                if quote and inside:
                    if quote.cuts is None or quote.cuts <= found[-1].content[-1][0]:
                        quote = None
                    else:  # a clause of its own behind the first content
                        found[-1].content[-1] = (found[-1].content[-1][0], quote.cuts)
            elif word in bare_cues() and not inside and (lower or first):
                quote = _inverted(reading, i, start, end, dates)
        if quote is not None and quote.content and all(e > s for s, e in quote.content):
            if passed_on and quote.via is None and quote.rule != "indirect.via":
                quote.via = passed_on
            found.append(quote)
            previous = quote
            covered = max(covered, quote.end, quote.cue[1] if quote.cue else 0)
    return [quote for quote in found if text[quote.start : quote.end].strip(" ,.")]


def _attribution_end(reading: Reading, i: int, end: int) -> int:
    """Return where the attribution clause that follows a direct quote ends: at its sentence."""
    return min(end, reading.sentences[reading.sentence_at(reading.starts[i - 1])][1])


def first_via(reading: Reading, i: int, start: int) -> bool:
    """Tell whether `dilansir X` opens the sentence."""
    lead = reading.text[start : reading.starts[i]].strip(' "“').lower()
    connective, _, rest = lead.rpartition(",")
    if connective and _is_connective(connective):  # `Pasalnya, seperti dikutip dari X, P`
        lead = rest.strip()
    return lead in ("", "seperti", "sebagaimana", "seperti yang", "sebagaimana yang")


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\n\u00a0,;:–—-":
        start += 1
    while end > start and text[end - 1] in " \t\n\u00a0,;:.":
        end -= 1
    return start, end


def _has_predicate(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch holds a predicate outside relative clauses."""
    if any(start <= q.start and q.end <= end for q in reading.outer_quotations(start, end)):
        return True  # somebody's marked words are a predicate enough
    relative = False
    for i in reading.tokens(start, end):
        lw = reading.low[i]
        if lw == "yang":
            relative = True
            continue
        if relative and (
            reading.words[i] == ","
            or lw
            in (
                "adalah",
                "merupakan",
                "akan",
                "telah",
                "sudah",
                "tidak",
                "bukan",
                "belum",
                "itu",
                "ini",
                "tersebut",
                "dapat",
                "bisa",
                "harus",
                "masih",
                "sedang",
                "hanya",
                "semata-mata",
            )
        ):
            relative = False
        if relative:
            continue
        if lw in ("itu", "ini", "tersebut") and _predicate_follows(reading, i, end):
            return True
        if lw in verb_class("predicates") or (looks_like_verb(lw) and reading.words[i][0].islower()):
            return True
    return False


_WEAK_PREDICATES = frozenset("untuk agar supaya sebagai termasuk kurang lebih paling sama sangat cukup hanya akibat karena mulai".split())


def _is_clause(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch holds a verb, or a word that makes a clause of it whatever stands beside."""
    strong = verb_class("predicates") - _WEAK_PREDICATES
    return any(reading.low[i] in strong or looks_like_verb(reading.low[i]) for i in reading.tokens(start, end))


def _predicate_follows(reading: Reading, i: int, end: int) -> bool:
    """Tell whether a bare adjective or verb follows a demonstrative (`tiang atap itu rapuh`)."""
    if i + 1 >= len(reading.low) or reading.starts[i + 1] >= end:
        return False
    word, low = reading.words[i + 1], reading.low[i + 1]
    closed = ("preposition", "conjunction", "subordinator", "circumstance", "demonstrative", "determiner", "negator", "auxiliary")
    return word[0].islower() and word.isalpha() and low not in ("yang", "oleh") and not any(low in word_class(name) for name in closed)


def _content_end(reading: Reading, start: int, end: int, dates: Dates) -> int:
    """Return where a content that begins at `start` ends: before trailing attribution, date of the saying, or a new act."""
    text = reading.text
    stop = end
    match = _TRAILING_SOURCE.search(text, start, end)
    while match and (match.start() - start <= 8 or _LIKENESS.match(match.group())):
        match = _TRAILING_SOURCE.search(text, match.end(), end)
    if match:
        stop = match.start()
    # `…, Rabu (4/7)` and `…, di Jakarta, Rabu (4/7)` at the end tell when it was said
    trimmed = text[:stop].rstrip(" .")
    for date_start, date_end in dates.within(start, end):
        if (
            date_end in (len(trimmed), len(trimmed) - 1)
            and date_start > start
            and re.match(r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)", text[date_start:date_end])
        ):
            before = text[start:date_start].rstrip()
            if before.endswith(","):
                stop = start + len(before) - 1
                place = re.search(r",?\s+(?:di|kepada|dalam)\s+[^,]*$|,\s*[A-Z][\w ]{2,25}$", text[start:stop])
                if place and stop - start > 40 and place.group().lstrip().startswith(","):
                    stop = start + place.start()
            break
    # a second act of the same subject: `…, namun menolak berkomentar`
    match = _SECOND_ACT.search(text, start, stop)
    if match and match.start() - start > 5:
        stop = match.start()
    return stop


# words before a verb of saying that leave it without a subject of its own
_NO_SUBJECT = frozenset(
    "untuk agar supaya guna dengan dapat sambil seraya sembari jika bila tanpa cara berupa demi saat ketika setelah sebelum usai karena dalam lalu sampai hingga daripada dari bagi".split()
)
_BY_SAYING = frozenset("dengan sambil seraya sembari".split())
_SUPPOSED = frozenset("bisa dapat boleh harus jangan adalah modus".split())  # what might be said, or how a thing is done
_STATED = re.compile(r"\s+(?:bahwa|kalau|ia|dia|dirinya|pihaknya)\s")
_DENYING = frozenset("memungkiri menampik menyangkal mengelak menepis".split())
_THAT_OR_IF = re.compile(r"\s+(?:bahwa|jika|kalau|bila)\s")
_ONLY_WISHED = frozenset("ingin hendak mau".split())
_NOT_YET = frozenset("akan bakal harus perlu wajib bisa dapat ingin hendak mau".split())
_CIRCUMSTANCE = r"\s+(?:kepada|di|pada|dalam|saat(?!\s+ini)|ketika|usai|melalui|lewat|seusai|terkait|soal|mengenai)\b[^.;\"“”]{0,160}?"
_UP_TO_THAT = re.compile(_CIRCUMSTANCE + r"\bbahwa\b")
_UP_TO_CLAUSE = re.compile(_CIRCUMSTANCE + r"(?:\bbahwa\b|,\s*(?=[a-zA-Z]))")
_THAT = re.compile(r"\s*(?P<mark>[,:])?\s*(?P<sub>bahwa(?:sanya)?|jika|kalau|bila|apabila|jikalau)?(?=\W)")
_POLICE = re.compile(
    r"(?:\S+\s+){1,9}?(?:ke\s+(?:polisi|polda|polres|polsek|bareskrim|kejaksaan|kpk|propam|mkd)|dengan\s+tuduhan)", re.IGNORECASE
)
# verbs of `needs_that` that a bare comma serves as well
_COMMA_SERVES = frozenset("melanjutkan mencatat memutuskan menjawab beralasan yakin optimistis optimis menyayangkan".split())


def _clause(
    reading: Reading, i: int, start: int, end: int, covered: int, dates: Dates, previous: Quote | None, inside: bool
) -> Quote | None:
    """`X mengatakan (bahwa) P`: the verb at token `i` with its subject on the left and its clause on the right."""
    text, low = reading.text, reading.low
    word = low[i]
    kind = active_cues()[word]
    cue = (reading.starts[i], reading.ends[i])
    floor = reading.token_at(covered if inside else start)
    begin, negated = skip_adverbs_left(reading, i, floor)
    if negated and word in _DENYING and _THAT_OR_IF.match(text, cue[1], end):  # `X tak memungkiri jika P`
        cue = (reading.starts[begin], cue[1])
        negated = False
    real = not any(low[k] in word_class("negator") or low[k] in _SUPPOSED for k in range(floor, begin))
    if begin > floor and low[begin - 1] in _BY_SAYING and real and _STATED.match(text, cue[1], end):
        begin -= 1  # `X menepis tuduhan itu, dengan mengatakan bahwa P`
    if negated or (begin > floor and low[begin - 1] in _NO_SUBJECT):
        return None
    said_already = kind in ("say", "judge") and word != "berharap"  # `hanya bisa berharap` is to hope
    if any(low[k] in (_NOT_YET if said_already else _ONLY_WISHED) for k in range(begin, i)):
        return None
    apposed: Span | None = None
    if begin > floor and low[begin - 1] == "yang":
        if begin - 2 > floor and reading.words[begin - 2] == ",":
            apposed = _named_before_comma(reading, begin - 2, floor)  # `Rudi Hartawan, yang mengatakan P, …`
        elif word == "mengaku" or _STATED.match(text, cue[1], end):
            apposed = _named_right_before(reading, begin - 1, floor)  # `… dari manajer Rudi Hartawan yang mengatakan bahwa P`
        if apposed is None:
            return None
    boundary = None
    if inside:
        coordinated = _coordinated_subject(reading, begin, floor, dates)
        if coordinated is None:
            return None
        source: Span | None
        source, boundary = coordinated
    else:
        clause_floor = clause_start(reading, max(floor, reading.token_at(covered) if covered > reading.starts[floor] else floor), begin)
        source = apposed or _subject(reading, begin if low[begin] in _BY_SAYING else i, begin, clause_floor, dates, previous)
        if source is None and not _may_lack_subject(word, text[start : cue[0]]):
            return None
    if source and not inside and (inserted := _inserted(reading, reading.token_at(source[0]), source, cue, start, end, dates)):
        return inserted
    if source and low[reading.token_at(source[0])] in ("saya", "aku") and source[1] - source[0] < 5:
        return None  # the author's own voice
    content_start, that, comma = _complement(reading, i, cue[1], end, dates)
    content_end = _content_end(reading, content_start, end, dates)
    if apposed is not None:
        main_verb = re.search(r",\s+(?=(?:di|me|ber|ter|akan|telah|sudah|tidak|juga|pun)\w*)", text[content_start:content_end])
        content_end = content_start + main_verb.start() if main_verb else content_end
    content = _trim(text, content_start, content_end)
    said = text[content[0] : content[1]]
    if content[1] - content[0] < 4 or is_pointer(said) or _only_pointer_object(said) or said in ("lain", "sebaliknya"):
        return None
    if word in ("meminta", "minta", "memohon") and re.match(r"(?i)(?:maaf|ampun|izin)\b", said):
        return None
    if not that and not comma:
        asking = kind == "request" or word == "berharap"
        asked = re.match(r"kepada\s+(?P<who>[^,.;]{2,80}?)\s+(?P<mark>agar|supaya|untuk)\b", said) if asking else None
        if asked:  # `mengimbau kepada Y agar P` is `agar P`; `meminta kepada Y untuk P` is `Y untuk P`
            content = (content[0] + asked.start("mark" if asked["mark"] != "untuk" else "who"), content[1])
            return Quote("indirect", [content], cue, source, "indirect.clause", find_via(reading, content[1], end, dates))
        if _is_object(reading, i, content):
            return None
    elif not that and _is_object_behind_comma(reading, word, kind, content, comma):
        return None
    if word == "menceritakan" and not that and re.match(r"(?:kisah|tentang)\b", said):
        return None  # the plot of a work
    # no mark of where the clause begins, or nobody told who says it
    doubt = (0 if that or comma else 0.04 if kind == "say" else 0.12) + (0.3 if source is None else 0)
    via = find_via(reading, content[1], end, dates)
    return Quote("indirect", [content], cue, source, "indirect.clause", via, cuts=boundary, doubt=doubt)


def _coordinated_subject(reading: Reading, begin: int, floor: int, dates: Dates) -> tuple[Span, int] | None:
    """Return subject and boundary of a verb inside a content, where a coordination gives it its own (`… bahkan dirinya menilai P`)."""
    low = reading.low
    joints = ("bahkan", "sedangkan", "sementara", "dan", "namun", "tetapi", "sehingga")
    k = begin
    while k > floor and k > begin - 8 and low[k - 1] not in joints:
        k -= 1
    if k <= floor or low[k - 1] not in joints or k >= begin or (low[k - 1] == "dan" and low[k] not in PRONOUNS):
        return None
    if low[k - 1] == "sehingga" and low[k] in ("ia", "dia"):
        return None  # whoever the content tells of
    source = source_before(reading, begin, k, dates)
    if source is None:
        return None
    return source, reading.ends[k - 2] if k >= 2 and reading.words[k - 2] != "," else reading.starts[k - 2]


def _subject(reading: Reading, i: int, begin: int, floor: int, dates: Dates, previous: Quote | None) -> Span | None:
    """Return the subject of the verb at token `i`: before it, or that of the verb it is coordinated with."""
    source = source_before(reading, i, floor, dates)
    if source is not None or not _coordinated(reading, floor, begin):
        return source
    if previous is not None:
        return previous.source
    first = next((k for k in range(floor, begin) if looks_like_verb(reading.low[k]) and reading.words[k][0].islower()), None)
    return None if first is None else source_before(reading, first, floor, dates)  # `X menyampaikan duka dan memastikan P`


def _may_lack_subject(word: str, lead: str) -> bool:
    """Tell whether a verb may stand without a sayer: `ada yang menyebut P`, or a report whose outlet was cut off."""
    if re.search(r"(?i)\bada\s+(?:juga\s+|pula\s+)?yang\s*$", lead):
        return True
    return word in ("memberitakan", "melaporkan", "mewartakan", "melansir") and lead.rstrip()[-1:] in ("", ".")


_WISH = re.compile(
    r"\s+(?:pernyataan|pengumuman|klaim|harapan|imbauan|himbauan|pesan|permintaan|seruan|usul|usulan|keyakinan|kekhawatiran|keinginan|pendapat|pandangan|dugaan|optimisme)(?:nya)?\s+"
    r"(?:(?=agar\b|supaya\b)|bahwa\s+)"
)
# verbs by which a wish or a view is uttered; `membantah dugaan bahwa P` says the contrary of P
_UTTERING = frozenset("menyampaikan mengungkapkan mengutarakan menyatakan melontarkan mengemukakan menyuarakan".split())
_TELLING_SOMEBODY = frozenset("meyakinkan mengingatkan memperingatkan memberitahu memberitahukan menginformasikan menjanjikan".split())
_TOLD_SOMEBODY = re.compile(r"\s++(?!kepada\b|pada\b|bahwa\b)[^,.;:\"“”]{2,60}?\s+bahwa\s+")


def _complement(reading: Reading, i: int, at: int, end: int, dates: Dates) -> tuple[int, bool, bool]:
    """Return where the clause of the verb at token `i`, which ends at `at`, begins, whether a subordinator and whether a mark opens it."""
    text, word = reading.text, reading.low[i]
    kind = active_cues()[word]
    while adverb := _ADVERB_AFTER.match(text, at, end):
        at = adverb.end()
    rest = text[at:end]
    lead = _THAT.match(rest)
    if lead and lead["sub"]:
        conditional = lead["mark"] and lead["sub"] != "bahwa" and re.search(r",\s*(?:maka\s+)?\w", rest[lead.end() :])
        then = conditional and re.search(r",\s*maka\s", rest[lead.end() :])
        # a condition is part of what is judged, and of what is said where `maka` closes it
        kept = lead["sub"] in ("jika", "kalau", "bila") and ((kind == "judge" and conditional) or then)
        return at + (lead.start("sub") if kept else lead.end()), True, bool(lead["mark"])
    if lead and lead["mark"]:
        return at + lead.end("mark"), False, True
    if wish := _WISH.match(rest) if word in _UTTERING else None:  # `menyampaikan harapannya agar P`
        return at + wish.end(), True, False
    if told := _TOLD_SOMEBODY.match(rest) if word in _TELLING_SOMEBODY else None:  # `meyakinkan warga bahwa P`
        return at + told.end(), True, False
    # circumstance between the cue and its clause: `kepada wartawan di Jakarta, Senin, bahwa P`; `mengatakan minggu ini ia P`
    far = _UP_TO_CLAUSE.match(rest) if kind != "request" else None
    if far and ("bahwa" in far.group() or kind == "say"):
        used = _UP_TO_THAT.match(rest) or far
        start = at + used.end()
        while (date_end := dates.at(start)) is not None:  # `…, Rabu (4/7), P`
            skip = re.match(r"\s*[,)]?\s*(?:bahwa\s+)?", text[date_end:end])
            start = date_end + (skip.end() if skip else 0)
        return start, "bahwa" in used.group(), True
    said_on = dates.at(at + 1)
    if said_on is not None and kind == "say" and not re.match(r"(?i)(?:saat ini|kini|sekarang)", text[at + 1 : said_on]):
        tail = re.match(r"\s*,?\s*(?:bahwa\s+)?", text[said_on:end])
        start = said_on + (tail.end() if tail else 0)
        if start < end:
            return start, False, False
    return at, False, False


def _is_object(reading: Reading, i: int, content: Span) -> bool:
    """Tell whether what follows a verb without any mark is an object or circumstance rather than a clause."""
    word, low = reading.low[i], reading.low
    said = reading.text[content[0] : content[1]]
    first = said.split()[0].lower()
    if word == "menjamin" and not (first in verb_class("predicates") or looks_like_verb(first)):
        return True  # provides, not promises
    if word == "mendesak" and (first == "untuk" or (i and low[i - 1] in ("sangat", "taraf", "kebutuhan", "paling", "lebih", "cukup"))):
        return True  # urgent
    if word == "mengajak" and not re.search(r"\b(?:untuk|agar|supaya|bersama-sama)\b", said):
        # takes somebody along, but for all of a people
        return not (first in _PEOPLE and any(looks_like_verb(low[k]) for k in reading.tokens(*content)))
    if (
        word == "mengingatkan"
        and re.match(r"\S+(?:\s+\S+){0,4}\s+(?:pada|akan)\s", said)
        and not re.search(r"\b(?:untuk|agar|bahwa)\b", said)
        and not _has_predicate(reading, *content)
    ):
        return True  # brings something to mind
    if word == "melaporkan" and _POLICE.match(said):
        return True  # a complaint to the police
    if first in ("di", "dari", "dengan") and word in _CLAUSE_ONLY and _is_clause(reading, *content) and "," not in said[:40]:
        return False  # `mengatakan di pasar itu harga naik`
    if first in ("kepada", "dari", "atas", "soal", "mengenai", "tentang", "terkait", "di", "oleh", "terhadap", "ke", "dengan"):
        return True
    if word in ("bertanya", "menanyakan", "mempertanyakan") and first in _ASKING:
        return False
    if first in ("agar", "supaya") and active_cues()[word] in ("request", "judge"):
        return False
    if word in ("mengharapkan", "menginginkan", "menghendaki"):
        return not _hopes_for_a_clause(reading, content)
    if word in verb_class("needs_that") and not (
        word == "mencatat" and _data_tell(reading, i, content) and _has_predicate(reading, *content)
    ):
        return True
    if word == "menyebut" and len(said.split()) < 3:
        return True
    if word in verb_class("noun_takers") and _goes_on_with_a_cue(reading, content):
        return True  # `X menyampaikan duka dan memastikan P`: what is said is behind the second verb
    told = word in ("menceritakan", "memprediksi") and len(said.split()) > 4
    return word in verb_class("noun_takers") and not told and not _has_predicate(reading, *content)


_MODALS = frozenset("akan bisa dapat sudah segera tetap tidak mampu telah tak".split())


def _hopes_for_a_clause(reading: Reading, content: Span) -> bool:
    """Tell whether a modal follows the subject of what is hoped for (`mengharapkan jalur itu sudah selesai`), no purpose before it."""
    for k in reading.tokens(*content):
        if reading.low[k] in ("untuk", "yang", "dari", "guna"):
            return False
        if reading.low[k] in _MODALS:
            return reading.starts[k] > content[0]
    return False


def _goes_on_with_a_cue(reading: Reading, content: Span) -> bool:
    """Tell whether the first verb of a content is another cue of saying that `dan` joins to the one before."""
    for k in reading.tokens(*content):
        low = reading.low[k]
        if low in active_cues() and k and reading.low[k - 1] in ("dan", "serta", "lalu", "kemudian"):
            return True
        if low in verb_class("predicates") or low == "yang" or looks_like_verb(low):
            return False
    return False


def _data_tell(reading: Reading, i: int, content: Span) -> bool:
    """Tell whether the verb at token `i` is said of data, a report or a survey (`Data BPS mencatat P`), or an amount follows."""
    first = reading.token_at(reading.sentences[reading.sentence_at(reading.starts[i])][0])
    amounts = any(reading.low[k] in _AMOUNTING for k in reading.tokens(*content))
    return amounts or any(reading.low[k] in ("data", "laporan", "survei", "hasil", "catatan") for k in range(max(first, i - 14), i))


_PEOPLE = frozenset("seluruh semua segenap para masyarakat warga umat rakyat publik generasi".split())
_CLAUSE_ONLY = frozenset("mengatakan mengaku menilai menyatakan menegaskan menambahkan".split())
_ASKING = frozenset("apa apakah mengapa kenapa bagaimana siapa kapan mana berapa dimana".split())
_AMOUNTING = frozenset("mencapai sebesar sebanyak naik turun tumbuh meningkat menurun terdapat berjumlah".split())


def _is_object_behind_comma(reading: Reading, word: str, kind: str, content: Span, comma: bool) -> bool:
    """Tell whether what follows a verb and a comma or colon is no clause of it."""
    if word in verb_class("needs_that") and word not in _COMMA_SERVES:
        return reading.text[content[0] : content[1]].split()[0].lower() not in _ASKING or word not in ("bertanya", "menanyakan")
    short = kind != "say" or len(reading.text[content[0] : content[1]].split()) < 5
    return comma and short and word in verb_class("noun_takers") and not _has_predicate(reading, *content)


def _named_before_comma(reading: Reading, comma: int, floor: int) -> Span | None:
    """Return the noun phrase that ends in a personal name before the comma at token `comma`."""
    name = trailing_name(reading, floor, comma)
    if name is None or name[1] != comma:
        return None
    start = name[0]
    while start > floor and reading.words[start - 1][0].isupper() and reading.words[start - 1].isalpha():
        start -= 1
    return reading.starts[start], reading.ends[comma - 1]


_NOT_HE_WHO_SAYS = frozenset("bukan bukannya video foto rekaman hoaks hoax beredar pernyataan unggahan klaim narasi".split())


def _named_right_before(reading: Reading, stop: int, floor: int) -> Span | None:
    """Return the noun phrase, a title and a personal name, that ends at token `stop`; None where it is told of a film, or denied."""
    name = trailing_name(reading, floor, stop)
    if name is None or name[1] != stop:
        return None
    start = name[0]
    while start > floor and (reading.low[start - 1] in heads() or reading.words[start - 1][0].isupper()):
        start -= 1
    office = next((k for k in range(start - 1, max(floor - 1, start - 4), -1) if reading.low[k] in word_class("role")), start)
    if any(looks_like_verb(reading.low[k]) and reading.low[k] not in heads() for k in range(office, name[0])):
        office = start  # `Polisi menangkap Rudi Hartawan yang mengaku …`
    before = reading.low[max(floor, office - 3) : name[0]]
    if not _NOT_HE_WHO_SAYS.isdisjoint(before) or ("ada" in before and not word_class("negator").isdisjoint(before)):
        return None
    return (reading.starts[office], reading.ends[stop - 1]) if name[1] - name[0] > 1 or office < name[0] else None


def _only_pointer_object(stretch: str) -> bool:
    """Tell whether a complement begins with an object that points back and ends or turns to circumstance (`hal itu untuk …`)."""
    return bool(
        re.match(
            r"(?i)(?:hal|itu|hal-hal)\s+(?:yang\s+)?(?:itu|tersebut|ini|demikian|senada|serupa|sama)\b(?:\s+(?:untuk|saat|ketika|di|pada|dalam|kepada|melalui|lewat|karena|setelah|usai|seusai|sesudah|sebelum|sehabis|dengan|secara|kemarin|tadi|hari|pekan|[A-Z][a-z]+\s*(?:\(|$))\b|\s*$|,)",
            stretch,
        )
    )


def _coordinated(reading: Reading, floor: int, begin: int) -> bool:
    """Tell whether a verb without subject goes on with the clause before (`dan juga membantah …`)."""
    lead = reading.low[max(floor, begin - 2) : begin]
    return bool(lead) and lead[-1] in ("dan", "serta", "lalu", "kemudian", "sekaligus")


def _unclosed(reading: Reading, source: Span, end: int) -> Span:
    """Return a source at the front without a last chunk that no comma closes: that is the subject (`Menurut MA, kementerian tidak …`)."""
    text = reading.text
    cut = text.rfind(",", *source)
    if cut < 0 or re.match(r"\s*[,(]", text[source[1] : end]):
        return source
    low = [reading.low[k] for k in reading.tokens(cut, source[1])]
    verb = re.match(
        r"\s+(?:juga|pun|justru|memang|kini|sempat|pernah|tidak|tak|belum|bukan|akan|telah|sudah|masih|sedang|bisa|dapat|harus|perlu|wajib|ingin|mau|hanya|cukup|lebih|paling|mulai|adalah|merupakan|di\w+|me\w+|ber\w+|ter\w+)\b",
        text[source[1] : end],
    )
    return (source[0], cut) if verb or (low and low[-1] in word_class("negator")) else source


def _according(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`Menurut X, P`, `P, menurut X` and `P1 menurut X P2`."""
    text, low, starts, ends = reading.text, reading.low, reading.starts, reading.ends
    cue = (starts[i], ends[i])
    clitic = is_clitic(low[i])
    if low[i].startswith("bagi"):
        return None
    source = None if clitic else source_after(reading, i + 1, end, dates)
    if source is None and not clitic:
        return None
    if source and low[i + 1] in ("saya", "kami", "kita", "aku"):
        return None  # the author's own voice
    if i and low[i - 1] == "yang" and starts[i - 1] > start:  # `keluhan, yang menurutnya hampir tidak ada`: the clause alone
        at = source[1] if source else cue[1]
        part = _trim(text, at, _content_end(reading, at, end, dates))
        return Quote("indirect", [part], cue, source, "indirect.according", doubt=0.2) if part[1] - part[0] > 8 else None
    if source and not text[start : cue[0]].strip(" \"“,.”'"):
        source = _unclosed(reading, source, end)
    behind = source[1] if source else cue[1]
    rest = text[behind:end]
    lead = text[start : cue[0]]
    lead_stripped = lead.strip(" \"“,.”'")
    via = find_via(reading, behind, end, dates)
    at_front = not lead_stripped or _is_connective(lead_stripped)
    if at_front and source and _somebody_nearer(reading, behind, end, dates):
        return None  # `Menurut perhitungan ahli, kata Rina, P`: hers
    if at_front and source and _told_by_an_outlet(reading, source) and _says_first(reading, behind, end):
        return None  # `Menurut laporan Reuters, X mengaku P`
    comma = re.match(r"[\s]*(?:\([^)]*\))?\s*,\s*", rest)
    if at_front:
        head = comma or re.match(r"\s+", rest)
        if head is None:
            return None
        content_start = behind + head.end()
        told = _WHERE_TOLD.match(text, behind, end) if not comma else None
        if told and not _has_predicate(reading, told.start(), told.end()):
            content_start = told.end()  # `Menurut pengakuan Rina kepada majalah itu, P`
        if (
            via
            and via[0] >= behind
            and via[0] < content_start + 40
            and re.match(r"[^,]*(?:dikutip|dilansir)", text[content_start : via[0]])
        ):
            content_start = via[1]
        while True:  # circumstance of the saying behind the source: `Menurut X, di Jakarta, Rabu, P`
            date_end = dates.at(content_start)
            if date_end is None or not re.match(r"\s*[,)]", text[date_end:end]) or not _DAY_OF_SAYING.search(text, content_start, date_end):
                break
            content_start = date_end + 1
            while content_start < end and text[content_start] in " ,":
                content_start += 1
        content = _trim(text, content_start, _content_end(reading, content_start, end, dates))
        if re.match(r"(?i)itu\b|hal itu", text[content[0] : content[1]]) and content[1] - content[0] < 8:
            return None
        if content[1] - content[0] < 6:
            return None
        return Quote("indirect", [content], cue, source, "indirect.according", via)
    before = _trim(text, *_without_connective(text, start, cue[0]))
    if lead.rstrip().endswith(",") or (comma is None and not rest.strip(" .")):
        tail = re.match(r"\s*,\s*(?P<body>\S.*)", rest, re.DOTALL)
        if (
            lead.rstrip().endswith(",")
            and tail
            and len(tail.group("body").split()) >= 3
            and not via
            and dates.at(behind + tail.start("body")) is None
            and not re.match(r"(?:yang|seperti|dalam|pada|di|saat|ketika)\b", tail.group("body"))
        ):
            part = _trim(text, behind + tail.start("body"), _content_end(reading, behind + tail.start("body"), end, dates))
            return Quote("indirect", _both(text, before, part), cue, source, "indirect.according", via)
        if before[1] - before[0] < 8:
            return None
        return Quote("indirect", [before], cue, source, "indirect.according", via)
    # `P1 menurut X P2` without commas
    defines = re.match(r"\s*(?:adalah|ialah|bisa|akan|sudah|tidak|harus)\s", rest)
    if (len(lead_stripped.split()) >= 2 or defines) and rest.strip(" ."):
        if low[i - 1] in _OPENS_A_CLAUSE:  # `P, tapi menurut X Q`
            part = _trim(text, behind, _content_end(reading, behind, end, dates))
            return Quote("indirect", [part], cue, source, "indirect.according", via, doubt=0.1) if part[1] - part[0] > 8 else None
        part = _trim(text, behind, _content_end(reading, behind, end, dates))
        if part[1] - part[0] > 3 and not re.match(r"\s*(?:di|pada|dan|yang|dalam)\b", rest):
            return Quote("indirect", [before, part], cue, source, "indirect.according", via, doubt=0.2)
    return None


_OPENS_A_CLAUSE = frozenset("tapi tetapi namun lantaran karena sebab sehingga sedangkan".split())
_SOMEBODY_NEARER = re.compile(r"\s*,\s*(?:kata|ujar|tutur|ucap|jelas|ungkap|lanjut|tambah|sambung)\s")


def _told_by_an_outlet(reading: Reading, source: Span) -> bool:
    """Tell whether a source is what an outlet reports (`laporan Reuters`, `warta kantor berita Antara`)."""
    low = [reading.low[k] for k in reading.tokens(*source)]
    outlet = low[0] in ("laporan", "pemberitaan", "berita", "warta", "situs", "media") or low[:2] == ["kantor", "berita"]
    return outlet and len(low) < 6


def _somebody_nearer(reading: Reading, behind: int, end: int, dates: Dates) -> bool:
    """Tell whether a bare cue, its source and a comma follow (`, kata Rina, P`), not the word in another sense (`, kata kunci …`)."""
    cue = _SOMEBODY_NEARER.match(reading.text, behind, end)
    source = source_after(reading, reading.token_at(cue.end()), end, dates) if cue else None
    return source is not None and reading.text[source[1] : end].lstrip().startswith(",")


def _says_first(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the first verb of a stretch, outside subordinate clauses, is a cue of saying."""
    for k in reading.tokens(start, end):
        low = reading.low[k]
        if low in active_cues() and reading.words[k][0].islower():
            return active_cues()[low] in ("say", "judge") and low not in verb_class("needs_that")
        if low in ("menurut", "kata", "ujar"):
            return True
        if low == "yang" or low in word_class("subordinator") or low in verb_class("predicates") or looks_like_verb(low):
            return False
    return False


_DAY_OF_SAYING = re.compile(r"(?i)\b(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|kemarin|hari ini|tadi)\b|\d{4}")
_WHERE_TOLD = re.compile(
    r"\s+(?:(?:kepada|saat|ketika|usai|lewat|melalui|(?:dalam|pada)\s+(?:keterangan|wawancara|siaran|laporan|rilis|acara|jumpa|konferensi))\s"
    r"[^,.;:\"“”]{2,70},\s+|di\s[^,.;:\"“”]{2,70},\s+(?!(?:dan\s+)?[A-Z]))"
)


def _both(text: str, before: Span, part: Span) -> list[Span]:
    """Return both parts of a content, the first left out where it only connects."""
    if before[1] - before[0] < 3 or _is_connective(text[before[0] : before[1]]):
        return [part]
    return [before, part]


_KEPT_CONNECTIVES = frozenset({"sebelumnya", "atas hal ini", "akhirnya", "saat itu", "ketika itu", "waktu itu"})


def _is_connective(lead: str) -> bool:
    """Tell whether a lead only connects sentences."""
    low = " ".join(lead.lower().split()).strip(" ,")
    if low in _KEPT_CONNECTIVES:
        return False
    return low in word_class("connective") or low in ("dan", "lalu", "pun", "sementara", "selain itu juga")


def _without_connective(text: str, start: int, end: int) -> Span:
    """Skip a leading connective and its comma."""
    open_lead = re.match(r"\s*(?:Sementara itu|Selain itu|Di sisi lain)\s+(?=[a-z])", text[start:end])
    if open_lead:
        return start + open_lead.end(), end
    match = re.match(r"\s*([^,]{2,40}),\s*", text[start:end])
    if match and _is_connective(match.group(1)):
        return start + match.end(), end
    return start, end


_STILL = ("juga", "memang", "pun")


def _no_commas_at_all(reading: Reading, i: int, start: int, end: int, dates: Dates) -> bool:
    """Tell whether a bare cue stands between a subject and its predicate without any comma: `Hal itu kata Rina sudah biasa`."""
    low = reading.low
    if is_clitic(low[i]) or low[i] not in ("kata", "ujar", "tutur") or i + 1 >= len(low) or not reading.words[i + 1][0].isupper():
        return False
    if low[i - 1] not in ("itu", "ini", "tersebut") and not low[i - 1].endswith("nya"):
        return False  # `penggunaan kata Cina sudah diganti`
    at = reading.starts[i]
    if len(reading.text[start:at].split()) > 5 or _is_clause(reading, start, at):
        return False
    source = source_after(reading, i + 1, end, dates)
    follows = reading.token_at(source[1]) if source else len(low)
    return (
        follows < len(low)
        and reading.starts[follows] < end
        and (low[follows] in _STILL or low[follows] in verb_class("predicates") - _WEAK_PREDICATES)
    )


_ONLY_SAID = frozenset("katanya ujarnya tuturnya ucapnya ungkapnya imbuhnya".split())  # clitics that are no noun (`nilainya`) as well


def _inverted(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1, kata X, P2`; `P, ujar X.`; `Kata X, P`."""
    text, words, low, starts, ends = reading.text, reading.words, reading.low, reading.starts, reading.ends
    cue = (starts[i], ends[i])
    lead = text[start : cue[0]]
    bare = lead.strip(' "“,.”')
    comma_before = lead.rstrip().endswith(",") or (lead.rstrip().endswith(("”", '"')))
    if bare and not comma_before and _is_connective(bare):  # `Lebih lanjut kata dia, P`
        bare = ""
    if bare and not comma_before and not _no_commas_at_all(reading, i, start, end, dates):
        return None
    if (
        low[i] in ("tambahan", "kritik", "harapan", "pesan", "saran", "tekan", "janji", "nilai", "protes", "doa", "komentar", "yakin")
        and not is_clitic(low[i])
        and not (i + 1 < len(low) and (low[i + 1] in PRONOUNS or words[i + 1][0].isupper()))
    ):
        return None
    clitic = is_clitic(low[i])
    source = None if clitic else source_after(reading, i + 1, end, dates)
    if source is None and not clitic:
        return None
    behind = source[1] if source else cue[1]
    rest = text[behind:end]
    goes_on = re.match(r"\s+([a-z]+)", rest) if clitic and low[i] not in _ONLY_SAID else None
    if goes_on and goes_on[1] not in word_class("circumstance") and goes_on[1] not in word_class("auxiliary"):
        return None  # `…, nilainya naik`, `…, harapannya warga bisa pulang`: a noun
    via = find_via(reading, behind, end, dates)
    comma = re.match(r"\s*,\s*", rest)
    if not bare:
        if not comma or (clitic and words[i][0].islower()):
            return None
        content = _trim(text, behind + comma.end(), _content_end(reading, behind + comma.end(), end, dates))
        return Quote("indirect", [content], cue, source, "indirect.initial", via) if content[1] - content[0] > 5 else None
    if (
        any(q.start >= start - 1 and q.end <= cue[0] + 1 and not q.single for q in reading.outer_quotations(start - 1, cue[0] + 1))
        and len(bare.split()) < 4
    ):
        return None
    before = _trim(text, *_without_connective(text, start, cue[0]))
    if comma and not via:
        body_start = behind + comma.end()
        body = text[body_start:end]
        first = body.split()[:1]
        circumstance = (
            first
            and _is_clause(reading, *before)
            and (
                first[0].lower() in word_class("circumstance")
                and first[0].lower() not in ("dengan", "untuk", "dari", "karena")
                and len(body.split()) < 14
            )
        ) or dates.at(body_start) is not None
        if len(body.split()) >= (2 if _has_predicate(reading, body_start, end) else 3) and not circumstance:
            part = _trim(text, body_start, _content_end(reading, body_start, end, dates))
            return Quote("indirect", _both(text, before, part), cue, source, "indirect.middle", via)
    if _is_connective(text[before[0] : before[1]]):
        return None
    if not comma and not via and not _is_clause(reading, *before) and len(rest.split()) >= 3:
        at = reading.token_at(behind)  # `Keduanya, kata Rina ditangkap kemarin`: the second comma is left out
        by_predicate = low[at] in verb_class("predicates") or low[at] in word_class("determiner") or low[at] in ("pihaknya", *_STILL)
        if looks_like_verb(low[at]) or by_predicate:
            part = _trim(text, behind, _content_end(reading, behind, end, dates))
            return Quote("indirect", [before, part], cue, source, "indirect.middle", via, doubt=0.2)
    if before[1] - before[0] < 8:
        return None
    return Quote("indirect", [before], cue, source, "indirect.final", via)


def _closing(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P, demikian X` and `P, demikian dilaporkan X`, at the end of a sentence."""
    text, low, words, starts, ends = reading.text, reading.low, reading.words, reading.starts, reading.ends
    if not text[start : starts[i]].rstrip().endswith(",") or i + 1 >= len(words) or starts[i + 1] >= end:
        return None
    verb = (
        low[i + 1] in passive_cues()
        or low[i + 1] in bare_cues()
        or low[i + 1] in ("dilaporkan", "dikutip", "dilansir", "diberitakan", "diwartakan")
    )
    j = i + 1 + verb
    if j >= len(words) or starts[j] >= end or not (words[j][0].isupper() or low[j] in heads()):
        return None
    source = source_after(reading, j, end, dates)
    content = _trim(text, *_without_connective(text, start, starts[i]))
    if source is None or content[1] - content[0] < 15 or len(text[source[1] : end].split()) > 8:
        return None
    cue = (starts[i + verb], ends[i + verb])
    return Quote("indirect", [content], cue, source, "indirect.closing", find_via(reading, source[1], end, dates))


def _via(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`Dilansir dari X, P`: the outlet is the source, unless the clause names a nearer one."""
    text, low, starts, ends, words = reading.text, reading.low, reading.starts, reading.ends, reading.words
    j = i + 1
    cue_end = ends[i]
    while j < len(words) and low[j] in ("dari", "oleh"):
        cue_end = ends[j]
        j += 1
    outlet = find_via(reading, starts[i], end, dates)
    comma = re.search(r"[,)]\s*,?\s*", text[(outlet[1] if outlet else cue_end) : end])
    base = outlet[1] if outlet else cue_end
    source = outlet
    if outlet is None:
        source = source_after(reading, j, end, dates)
        base = source[1] if source else cue_end
        comma = re.match(r"[\s,]*", text[base:end])
    content_start = base
    while content_start < end:
        date_end = next(
            (e for s, e in dates.within(content_start, end) if text[content_start:s].strip(" ,(") in ("", "pada", "hari", "pada hari")),
            None,
        )
        if date_end is None:
            break
        content_start = date_end
    skip = re.match(r"[\s,).]*", text[content_start:end])
    content_start += skip.end() if skip else 0
    if comma is None:
        return None
    if _nearer_source(reading, content_start, end) or _POINTS_BACK.match(text, content_start, end):
        return None
    content = _trim(text, content_start, _content_end(reading, content_start, end, dates))
    if content[1] - content[0] < 15 or (source is None and cue_end == ends[i]):
        return None  # `Dikutip Selasa (20/6), …`
    return Quote("indirect", [content], (starts[i], cue_end), source, "indirect.via")


_POINTS_BACK = re.compile(r"(?:hal|informasi|kabar|pernyataan|keterangan)\s+(?:itu|ini|tersebut|serupa|senada)\s+di\w+")


def _passed_on(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P, seperti dikutip dari X` and `P1, seperti dilaporkan X, P2`: an outlet is the source where nobody nearer is."""
    text, low, starts, ends = reading.text, reading.low, reading.starts, reading.ends
    first = i
    while first and low[first - 1] in ("yang", "seperti", "sebagaimana"):
        first -= 1
    if first == i or low[first] == "yang" or low[i] not in _PASSED_ON_BY or starts[first] - start < 15:
        return None
    if not text[start : starts[first]].rstrip().endswith(",") and _denied(reading, start, starts[first]):
        return None  # `membantah telah menyembunyikan data seperti dilaporkan X`: the contrary of what X says
    outlet = find_via(reading, starts[first], end, dates)
    if outlet is None or _nearer_source(reading, start, starts[first]):
        return None
    cue_end = ends[i + 1] if low[i + 1] in ("dari", "oleh") else ends[i]
    before = _trim(text, *_without_connective(text, start, starts[first]))
    behind = re.match(r"\s*,\s*(?=\S)", text[outlet[1] : end])
    content = [before]
    if behind and dates.at(outlet[1] + behind.end()) is None and _is_clause(reading, outlet[1] + behind.end(), end):
        content.append(_trim(text, outlet[1] + behind.end(), end))
    elif not _is_clause(reading, *before) or len(text[outlet[1] : end].split()) > 6:
        return None
    return Quote("indirect", content, (starts[first], cue_end), outlet, "indirect.via", doubt=0.1)


def _denied(reading: Reading, start: int, end: int) -> bool:
    low = [reading.low[k] for k in reading.tokens(start, end)]
    return any(word in word_class("negator") or word in ("membantah", "jangan", *_DENYING) for word in low)


_PASSED_ON_BY = frozenset("dikutip dilansir dilaporkan diberitakan diwartakan dikabarkan".split())


def _nearer_source(reading: Reading, start: int, end: int) -> bool:
    for k in reading.tokens(start, end):
        if reading.low[k] in active_cues() and reading.words[k][0].islower() and reading.low[k] not in verb_class("needs_that"):
            return True
        if reading.low[k] in ("menurut", "kata", "ujar"):
            return True
    return False


def _fronted(reading: Reading, i: int, end: int, dates: Dates) -> Quote | None:
    """`Dinilai X, P`, `Ditambahkan oleh X, P`, `Dikatakannya, P`: a passive that opens the sentence, then its sayer and a comma."""
    text, words, low = reading.text, reading.words, reading.low
    cue = (reading.starts[i], reading.ends[i])
    source: Span | None = None
    behind = cue[1]
    if not is_clitic(low[i]):
        oleh = i + 1 < len(words) and low[i + 1] == "oleh"
        j = i + 1 + oleh
        if j >= len(words) or not (words[j][0].isupper() or low[j] in PRONOUNS or (oleh and low[j] in heads())):
            return None
        source = source_after(reading, j, end, dates)
        if source is None:
            return None
        behind = source[1]
    comma = re.match(r"\s*,\s*(?:bahwa\s+)?|\s+bahwa\s+", text[behind:end])
    if comma is None:
        return None
    at = behind + comma.end()
    content = _trim(text, at, _content_end(reading, at, end, dates))
    if len(text[content[0] : content[1]].split()) < 3:
        return None
    return Quote("indirect", [content], cue, source, "indirect.fronted", find_via(reading, content[1], end, dates))


_OF_WHAT_IS_SAID = frozenset("jika kalau bila apabila lagipula misalnya".split())  # open a clause before an inserted cue that is said too


def _inserted(reading: Reading, begin: int, source: Span, cue: Span, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1, ia menjelaskan, P2`: a pronoun and its verb between commas, what stands before them belongs to what is said."""
    text, low = reading.text, reading.low
    if low[begin] not in PRONOUNS or not text[start : source[0]].rstrip().endswith(","):
        return None
    comma = re.match(r"\s*,\s*", text[cue[1] : end])
    first = reading.token_at(start)
    if comma is None or first >= begin:
        return None
    before = _trim(text, *_without_connective(text, start, text[: source[0]].rindex(",")))
    opening = reading.token_at(before[0])
    closed = ("preposition", "subordinator", "circumstance", "connective", "conjunction", "demonstrative")
    if (
        before[1] <= before[0]
        or dates.at(before[0])
        or (low[opening] not in _OF_WHAT_IS_SAID and any(low[opening] in word_class(name) for name in closed))
        or low[opening].endswith("nya")
    ):
        return None
    several_words = len(text[before[0] : before[1]].split())
    clause = low[opening] not in _OF_WHAT_IS_SAID and any(
        looks_like_verb(low[k]) and reading.words[k][0].islower() for k in range(opening, begin - 1)
    )
    if several_words > 14 or clause:
        return None
    at = cue[1] + comma.end()
    part = _trim(text, at, _content_end(reading, at, end, dates))
    return Quote("indirect", [before, part], cue, source, "indirect.middle") if part[1] - part[0] > 3 else None


def _passive(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1 disebut X P2`, `P1 diminta X untuk P2`, `Dalam D disebutkan bahwa P`."""
    text, words, low, starts, ends = reading.text, reading.words, reading.low, reading.starts, reading.ends
    cue = (starts[i], ends[i])
    rest = text[cue[1] : end]
    that = re.match(r"\s*(?:(?:juga|pula)\s*)?(?:,\s*)?bahwa\s+|\s+(?:juga|pula)\s*,\s*", rest)
    document = re.match(
        r"(?i)\s*(?:dalam|di|pada)\s+((?:[^,.]{2,60}?)(?:\s(?:itu|tersebut|ini))?)\s*,?\s*(?:juga|pun)?\s*$", text[start : cue[0]]
    )
    if that and document and any(word in word_class("document") for word in document.group(1).lower().split()):
        content_start = cue[1] + that.end()
        source = (start + document.start(1), start + document.end(1))
        content = _trim(text, content_start, _content_end(reading, content_start, end, dates))
        return Quote("indirect", [content], cue, source, "indirect.document")
    if i + 1 >= len(words):
        return None
    begin, negated = skip_adverbs_left(reading, i, reading.token_at(start))
    if negated:
        return None
    if begin > 0 and low[begin - 1] == "yang":
        return (
            _cleft(reading, i, end, dates) if low[i] in _CLEFT and not _TOLD_NOUNS.isdisjoint(low[max(0, begin - 3) : begin - 1]) else None
        )
    if low[i] == "diberitahu":  # `diberitahu dokter bahwa P`
        teller = source_after(reading, i + 1, end, dates)
        told = re.match(r"\s*,?\s*(?:bahwa|kalau)\s+", text[teller[1] : end]) if teller else None
        if teller is None or told is None:
            return None
        content = _trim(text, teller[1] + told.end(), _content_end(reading, teller[1] + told.end(), end, dates))
        return Quote("indirect", [content], cue, teller, "indirect.passive", cuts=_lead_end(text, start, cue[0]))
    oleh = low[i + 1] == "oleh"
    agent_token = words[i + 1 + oleh] if i + 1 + oleh < len(words) else ""
    agent_low = agent_token.lower()
    clitic = is_clitic(low[i])
    somebody = agent_token[:1].isupper() or agent_low in ("istri", "suami", "polisi", "pihak", "jaksa", "hakim")
    if not clitic and not oleh and (not somebody or agent_low in word_class("titleword")):
        return None  # with -nya the sayer is in the verb: `P1 disebutnya P2`
    agent = None if clitic else source_after(reading, i + 1 + oleh, end, dates)
    if agent is None and not clitic:
        return None
    behind = agent[1] if agent else cue[1]
    follow = text[behind:end]
    verbal = re.match(
        r"\s*,?\s*(?:bahwa\s+)?(?!(?:melalui|mengingat|menjelang|menyusul|mengenai|menurut|meski)\b)(?=(?:telah|sudah|akan|untuk|agar|menuju|tidak|tak|belum|sebagai|pernah|sempat|bisa|dapat|harus|masih|perlu|mampu|lebih|sangat|ikut|terlibat|me\w{3,}|ber\w{3,}|di\w{4,}|ter\w{3,}|adalah)\b)",
        follow,
    )
    if verbal is None and low[i].removesuffix("nya") in ("disebut", "dinilai", "diklaim", "diduga"):
        j = reading.token_at(behind)
        if _predicate_follows(reading, j - 1, end):  # `P1 disebut X kosong sejak Mei`
            verbal = re.match(r"\s*", follow)
    subject = _trim(
        text,
        *_without_connective(
            text,
            _subject_offset(text, start, len(text[: cue[0]].rstrip(" ,"))),
            starts[begin - 1] + len(words[begin - 1]) if begin > reading.token_at(start) else cue[0],
        ),
    )
    if verbal is None or subject[1] - subject[0] < 2:
        return None
    if is_pointer(text[subject[0] : subject[1]]):
        return None
    part = _trim(text, behind + verbal.end(), _content_end(reading, behind + verbal.end(), end, dates))
    return Quote("indirect", [subject, part], cue, agent, "indirect.passive")


_CLEFT = frozenset(
    "disampaikan dikatakan ditegaskan diungkapkan dijelaskan dikemukakan dilontarkan dinyatakan dikeluhkan ditekankan".split()
)
_TOLD_NOUNS = frozenset("hal pesan harapan imbauan pernyataan keluhan kritik pendapat alasan usul usulan satu poin pertanyaan yang".split())


def _cleft(reading: Reading, i: int, end: int, dates: Dates) -> Quote | None:
    """`Hal yang disampaikan (oleh) X adalah P`."""
    text = reading.text
    agent = source_after(reading, i + 1, end, dates)
    link = re.match(r"\s+(?:adalah|ialah|yakni|yaitu)\s+(?:bahwa\s+)?", text[agent[1] : end]) if agent else None
    if agent is None or link is None:
        return None
    content = _trim(text, agent[1] + link.end(), _content_end(reading, agent[1] + link.end(), end, dates))
    cue = (reading.starts[i], reading.ends[i])
    return Quote("indirect", [content], cue, agent, "indirect.passive", doubt=0.1) if content[1] - content[0] > 15 else None


_WHEN_TOLD = re.compile(r",?\s+(?:setelah|sesudah|usai|ketika|saat|karena)\s+$")


def _lead_end(text: str, start: int, at: int) -> int | None:
    """Return where what stands before a clause of being told ends (`P, setelah diberitahu X bahwa Q`); None where it is no such clause."""
    lead = _WHEN_TOLD.search(text, start, at)
    return lead.start() if lead else None


def _subject_offset(text: str, start: int, end: int) -> int:
    """Return where the subject of a passive begins: behind the last comma of its clause."""
    comma = text.rfind(",", start, end)
    return comma + 1 if comma >= 0 else start
