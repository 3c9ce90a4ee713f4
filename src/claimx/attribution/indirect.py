"""Paraphrase: a cue that governs a clause, its subject as source, and the clause as content.

Rules, each named in `Quote.rule`: `indirect.clause` (`X mengatakan (bahwa) P`), `indirect.according` (`menurut X, P`;
`P, menurut X`), `indirect.middle` (`P1, kata X, P2`), `indirect.final` (`P, ujar X.`), `indirect.initial` (`Kata X, P`),
`indirect.passive` (`P1 disebut X P2`), `indirect.document` (`dalam D disebutkan bahwa P`), `indirect.via`
(`Dilansir dari X, P`). A paraphrase with a marked part inside is `mixed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimx.attribution.direct import find_via
from claimx.attribution.phrases import (
    PRONOUNS,
    Dates,
    Span,
    clause_start,
    is_pointer,
    skip_adverbs_left,
    source_after,
    source_before,
    trailing_name,
)
from claimx.attribution.quote import Quote
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, is_clitic, passive_cues, verb_class, via_cues
from claimx.lexicons import word_class

_ADVERB_AFTER = re.compile(
    r"\s+(?:secara\s+\w+|dengan\s+(?:tegas|jelas|lantang|keras|gamblang|lugas|nada\s+\w+)|kembali|lagi|juga|pula|panjang\s+lebar|hal\s+(?:itu|tersebut|ini|senada)\s+(?:dengan|karena)?)(?=\s)"
)
_TRAILING_SOURCE = re.compile(
    r",?\s+(?:seperti|sebagaimana)\s+(?:yang\s+)?(?:di\w+|\w+)|,\s*(?:dikutip|dilansir|melansir|mengutip|dikutp)\b|,\s*(?:kata|ujar|ucap|tutur|jelas|tegas|ungkap|tulis|imbuh|tambah|lanjut|sambung|papar)(?:nya)?\b|,\s*(?:menurut|demikian(?!\s+(?:pula|juga|halnya)))\b"
    r"|,?\s+(?:saat|ketika|usai|seusai)\s+(?:dihubungi|ditemui|dikonfirmasi|ditanya|dimintai|jumpa\s+pers|konferensi\s+pers|diwawancarai?)\b"
)
_SECOND_ACT = re.compile(
    r",?\s+(?:namun|tetapi|tapi|dan|serta)\s+(?:juga\s+|ia\s+|dia\s+)?(?:menolak|enggan|tidak\s+mau|membantah|menolak|meminta\s+maaf|mengaku|berjanji|meminta|menyebut|mengatakan|menegaskan|mengklaim)\b"
)


def find_indirect(reading: Reading, dates: Dates, direct: list[Quote]) -> list[Quote]:
    """Return the indirect and mixed quotes of a text, given its direct ones."""
    taken = [(part[0], part[1]) for quote in direct for part in quote.content]
    used_cues = {quote.cue[0] for quote in direct if quote.cue}
    found: list[Quote] = []
    for start, end in reading.sentences:
        pieces = _open_pieces(reading, start, end, taken)
        for low, high in pieces:
            found += _read_piece(reading, low, high, dates, used_cues, found)
    for quote in found:
        if quote.type == "indirect" and _has_marked_part(reading, quote):
            quote.type = "mixed"
    return found


def _has_marked_part(reading: Reading, quote: Quote) -> bool:
    return any(
        not q.nested and any(s - 1 <= q.start and q.end <= e + 1 for s, e in quote.content) and not (q.single and q.end - q.start < 9)
        for q in reading.quotations
    )


def _open_pieces(reading: Reading, start: int, end: int, taken: list[Span]) -> Iterator[Span]:
    """Yield the stretches of a sentence that lie outside direct quotations."""
    at = start
    for low, high in taken:
        if high <= start or low >= end:
            continue
        if low > at:
            yield at, low
        at = max(at, high)
    if at < end:
        yield at, end


def _read_piece(reading: Reading, start: int, end: int, dates: Dates, used: set[int], earlier: list[Quote]) -> list[Quote]:
    """Read the cues of one stretch from left to right; a cue inside the content of another is nested and left out."""
    words, low, starts = reading.words, reading.low, reading.starts
    text = reading.text
    found: list[Quote] = []
    tokens = reading.tokens(start, end)
    covered = start
    previous: Quote | None = None
    i = tokens.start
    while i < tokens.stop:
        word = low[i]
        at = starts[i]
        if at in used:
            i += 1
            covered = max(covered, _attribution_end(reading, i, end))
            continue
        quote: Quote | None = None
        lower = words[i][0].islower()
        first = i == tokens.start or not text[start:at].strip(" ,.\"”'’“")
        if at >= covered or (found and at < found[-1].end):
            inside = bool(found) and found[-1].content[-1][0] <= at < found[-1].end
            if word in ("menurut", "menurutnya", "bagi", "baginya") and not inside:
                quote = _according(reading, i, start, end, dates)
            elif word in via_cues() and first_via(reading, i, start) and not inside:
                quote = _via(reading, i, start, end, dates)
            elif word in passive_cues() and not inside:
                quote = _passive(reading, i, start, end, dates)
            elif lower and word in active_cues():
                quote = _clause(reading, i, start, end, covered if inside is False else found[-1].content[-1][0], dates, previous, inside)
                if quote and inside:
                    if quote.cuts is None:
                        quote = None
                    else:  # a clause of its own behind the first content
                        found[-1].content[-1] = (found[-1].content[-1][0], quote.cuts)
            elif word in bare_cues() and not inside and (lower or first):
                quote = _inverted(reading, i, start, end, dates)
        if quote is not None and quote.content and all(e > s for s, e in quote.content):
            found.append(quote)
            previous = quote
            covered = max(covered, quote.end, quote.cue[1] if quote.cue else 0)
        i += 1
    return [quote for quote in found if text[quote.start : quote.end].strip(" ,.")]


def _attribution_end(reading: Reading, i: int, end: int) -> int:
    """Return where the attribution clause that follows a direct quote ends: at its sentence."""
    return min(end, reading.sentences[reading.sentence_at(reading.starts[i - 1])][1])


def first_via(reading: Reading, i: int, start: int) -> bool:
    """Tell whether `dilansir X` opens the sentence."""
    lead = reading.text[start : reading.starts[i]].strip(' "“').lower()
    return lead in ("", "seperti", "sebagaimana", "seperti yang", "sebagaimana yang")


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\n\u00a0,;:–—-":
        start += 1
    while end > start and text[end - 1] in " \t\n\u00a0,;:.":
        end -= 1
    return start, end


def _has_predicate(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch holds a predicate outside relative clauses."""
    if any(start <= q.start and q.end <= end for q in reading.quotations):
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
                "tersebut",
                "dapat",
                "bisa",
                "harus",
                "masih",
                "sedang",
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
    if match and match.start() - start > 8:
        lead = match.group().strip(" ,").lower()
        if lead.split()[0] in ("seperti", "sebagaimana") and not re.search(
            r"(?:dikutip|dilansir|dikatakan|disampaikan|diberitakan|dilaporkan)", lead
        ):
            match = _TRAILING_SOURCE.search(text, match.end(), end)
        if match:
            stop = match.start()
    # `…, Rabu (4/7)` and `…, di Jakarta, Rabu (4/7)` at the end tell when it was said
    trimmed = text[:stop].rstrip(" .")
    for date_start, date_end in dates.spans:
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


def _clause(
    reading: Reading, i: int, start: int, end: int, covered: int, dates: Dates, previous: Quote | None, inside: bool
) -> Quote | None:
    """`X mengatakan (bahwa) P`: the verb at token `i` with its subject on the left and its clause on the right."""
    text, words, low, starts, ends = reading.text, reading.words, reading.low, reading.starts, reading.ends
    word = low[i]
    kind = active_cues()[word]
    floor = reading.token_at(start) if not inside else reading.token_at(covered)
    begin, negated = skip_adverbs_left(reading, i, floor)
    if negated:
        return None
    apposed: Span | None = None
    if begin > floor and low[begin - 1] == "yang":
        if begin - 2 <= floor or words[begin - 2] != ",":
            return None
        apposed = _named_before_comma(reading, begin - 2, floor, dates)  # `Rudi Hartawan, yang mengatakan P, …`
        if apposed is None:
            return None
    if begin > floor and low[begin - 1] in (
        "untuk",
        "agar",
        "supaya",
        "guna",
        "dengan",
        "dapat",
        "sambil",
        "seraya",
        "sembari",
        "jika",
        "bila",
        "tanpa",
        "cara",
        "berupa",
        "demi",
        "saat",
        "ketika",
        "setelah",
        "sebelum",
        "usai",
        "karena",
        "dalam",
        "lalu",
        "sampai",
        "hingga",
        "daripada",
        "dari",
        "bagi",
    ):
        return None
    if (
        any(low[k] in ("akan", "bakal", "harus", "perlu", "wajib", "bisa", "dapat", "ingin", "hendak", "mau") for k in range(begin, i))
        and kind == "say"
    ):
        return None
    # subject
    boundary = None
    source: Span | None
    if inside:
        # only behind a coordination with a subject of its own: `… bahkan dirinya menilai P`
        subject_end = begin
        k = begin
        while k > floor and k > begin - 8 and low[k - 1] not in ("bahkan", "sedangkan", "sementara", "dan", "namun", "tetapi"):
            k -= 1
        if k <= floor or low[k - 1] not in ("bahkan", "sedangkan", "sementara", "namun", "tetapi", "dan") or k >= subject_end:
            return None
        if low[k - 1] in ("dan",) and low[k] not in PRONOUNS:
            return None
        source = source_before(reading, subject_end, k, dates)
        if source is None:
            return None
        boundary = ends[k - 2] if k >= 2 and words[k - 2] != "," else starts[k - 2]
    else:
        clause_floor = clause_start(reading, max(floor, reading.token_at(covered) if covered > starts[floor] else floor), begin)
        source = apposed or source_before(reading, i, clause_floor, dates)
        if source is None and _coordinated(reading, clause_floor, begin):
            first_verb = next((k for k in range(clause_floor, begin) if looks_like_verb(low[k]) and words[k][0].islower()), None)
            if previous is not None:
                source = previous.source
            elif first_verb is not None:  # `X menyampaikan duka dan memastikan P`
                source = source_before(reading, first_verb, clause_floor, dates)
        if source is None:
            existential = re.search(r"(?i)\bada\s+(?:juga\s+|pula\s+)?yang\s*$", text[start : starts[i]])
            outlet_missing = word in ("memberitakan", "melaporkan", "mewartakan", "melansir") and text[start : starts[i]].rstrip()[-1:] in (
                "",
                ".",
            )
            if not existential and not outlet_missing:
                return None
    # content
    at = ends[i]
    while True:
        adverb = _ADVERB_AFTER.match(text, at, end)
        if not adverb:
            break
        at = adverb.end()
    content_start = at
    rest = text[at:end]
    that = None
    lead = re.match(r"\s*(?P<mark>[,:])?\s*(?P<sub>bahwa(?:sanya)?|jika|kalau|bila|apabila|jikalau)?(?=\W)", rest)
    comma = bool(lead and lead.group("mark"))
    if lead and lead.group("sub"):
        that = lead.group("sub")
        conditional = comma and that != "bahwa" and re.search(r",\s*(?:maka\s+)?\w", rest[lead.end() :])
        if kind in ("judge",) and that in ("jika", "kalau", "bila") and conditional:
            content_start = at + lead.start("sub")
            that = "bahwa"
        else:
            content_start = at + lead.end()
    elif comma and lead:
        content_start = at + lead.end("mark")
    else:
        # circumstance between the cue and its clause: `kepada wartawan di Jakarta, Senin, bahwa P`; `mengatakan minggu ini ia P`
        far = (
            None
            if kind == "request"
            else re.match(
                r"\s+(?:kepada|di|pada|dalam|saat|ketika|usai|melalui|lewat|seusai|terkait|soal|mengenai)\b[^.;\"“”]{0,160}?(?:\bbahwa\b|,\s*(?=[a-zA-Z]))",
                rest,
            )
        )
        date_end = dates.at(at + 1)
        if far and ("bahwa" in far.group() or kind in ("say",)):
            stretch = re.match(
                r"\s+(?:kepada|di|pada|dalam|saat|ketika|usai|melalui|lewat|seusai|terkait|soal|mengenai)\b[^.;\"“”]{0,160}?\bbahwa\b", rest
            )
            used = stretch or far
            content_start = at + used.end()
            that = "bahwa" if "bahwa" in used.group() else None
            comma = True
            while (d := dates.at(content_start)) is not None:  # `…, Rabu (4/7), P`
                content_start = d
                skip = re.match(r"\s*[,)]?\s*(?:bahwa\s+)?", text[content_start:end])
                content_start += skip.end() if skip else 0
        elif date_end is not None and kind == "say" and not re.match(r"(?:saat ini|kini|sekarang)", text[at + 1 : date_end], re.IGNORECASE):
            tail = re.match(r"\s*,?\s*(?:bahwa\s+)?", text[date_end:end])
            candidate = date_end + (tail.end() if tail else 0)
            if candidate < end:
                content_start = candidate
    content_end = _content_end(reading, content_start, end, dates)
    if apposed is not None:
        main_verb = re.search(r",\s+(?=(?:di|me|ber|ter|akan|telah|sudah|tidak|juga|pun)\w*)", text[content_start:content_end])
        content_end = content_start + main_verb.start() if main_verb else content_end
    content = _trim(text, content_start, content_end)
    if content[1] - content[0] < 4:
        return None
    stretch_text = text[content[0] : content[1]]
    if word in ("meminta", "minta", "memohon") and re.match(r"(?i)(?:maaf|ampun|izin)\b", stretch_text):
        return None
    if is_pointer(stretch_text):
        return None
    if _only_pointer_object(stretch_text):
        return None
    if not that and not comma:
        nxt = stretch_text.split()[0].lower()
        if word == "menjamin" and not (nxt in verb_class("predicates") or looks_like_verb(nxt)):
            return None  # provides, not promises
        if word == "mendesak" and (nxt == "untuk" or (i and low[i - 1] in ("sangat", "taraf", "kebutuhan", "paling", "lebih", "cukup"))):
            return None  # urgent
        if word == "melaporkan" and re.match(
            r"(?:\S+\s+){1,6}?(?:ke\s+(?:polisi|polda|polres|polsek|bareskrim|kejaksaan|kpk|propam|mkd)|dengan\s+tuduhan)",
            stretch_text,
            re.IGNORECASE,
        ):
            return None  # a complaint to the police
        asked = re.match(r"kepada\s+(?P<who>[^,.;]{2,80}?)\s+(?P<mark>agar|supaya|untuk)\b", stretch_text) if kind == "request" else None
        if asked:  # `mengimbau kepada Y agar P` is `agar P`; `meminta kepada Y untuk P` is `Y untuk P`
            content = (content[0] + asked.start("mark" if asked["mark"] != "untuk" else "who"), content[1])
            return Quote(
                "indirect", [content], (starts[i], ends[i]), source, "indirect.clause", 0.75, find_via(reading, content[1], end, dates)
            )
        if nxt in ("kepada", "dari", "atas", "soal", "mengenai", "tentang", "terkait", "di", "oleh", "terhadap", "ke", "dengan"):
            return None
        if word in verb_class("needs_that"):
            return None
        if (
            word in verb_class("noun_takers")
            and not _has_predicate(reading, *content)
            and not (word in ("menceritakan", "memprediksi") and len(stretch_text.split()) > 4)
        ):
            return None
        if word in ("menyebut",) and len(stretch_text.split()) < 3:
            return None
    elif (
        word in verb_class("needs_that")
        and not that
        and word not in ("mencatat", "memutuskan", "menjawab", "beralasan", "yakin", "optimistis", "optimis", "menyayangkan")
    ) or (
        comma
        and not that
        and word in verb_class("noun_takers")
        and not _has_predicate(reading, *content)
        and (kind != "say" or len(stretch_text.split()) < 5)
    ):
        return None
    confidence = 0.9 if that or comma else 0.8 if kind == "say" else 0.7
    if word == "menceritakan" and not that and re.match(r"(?:kisah|tentang)\b", stretch_text):
        return None  # the plot of a work
    if source is None:
        confidence -= 0.3
    return Quote(
        "indirect",
        [content],
        (starts[i], ends[i]),
        source,
        "indirect.clause",
        round(confidence, 2),
        find_via(reading, content[1], end, dates),
        cuts=boundary,
    )


def _named_before_comma(reading: Reading, comma: int, floor: int, dates: Dates) -> Span | None:
    """Return the noun phrase that ends in a personal name before the comma at token `comma`."""
    name = trailing_name(reading, floor, comma)
    if name is None or name[1] != comma:
        return None
    start = name[0]
    while start > floor and reading.words[start - 1][0].isupper() and reading.words[start - 1].isalpha():
        start -= 1
    return reading.starts[start], reading.ends[comma - 1]


def _only_pointer_object(stretch: str) -> bool:
    """Tell whether a complement begins with an object that points back and ends or turns to circumstance (`hal itu untuk …`)."""
    return bool(
        re.match(
            r"(?i)(?:hal|itu|hal-hal)\s+(?:itu|tersebut|ini|demikian|senada)\b(?:\s+(?:untuk|saat|ketika|di|pada|dalam|kepada|melalui|lewat|karena|setelah|usai|dengan|secara|kemarin|tadi|hari|pekan|[A-Z][a-z]+\s*(?:\(|$))\b|\s*$|,)",
            stretch,
        )
    )


def _coordinated(reading: Reading, floor: int, begin: int) -> bool:
    """Tell whether a verb without subject goes on with the clause before (`dan juga membantah …`)."""
    lead = reading.low[max(floor, begin - 2) : begin]
    return bool(lead) and lead[-1] in ("dan", "serta", "lalu", "kemudian", "sekaligus")


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
    behind = source[1] if source else cue[1]
    rest = text[behind:end]
    lead = text[start : cue[0]]
    lead_stripped = lead.strip(" \"“,.”'")
    via = find_via(reading, behind, end, dates)
    at_front = not lead_stripped or _is_connective(lead_stripped)
    comma = re.match(r"[\s]*(?:\([^)]*\))?\s*,\s*", rest)
    if at_front:
        head = comma or re.match(r"\s+", rest)
        if head is None:
            return None
        content_start = behind + head.end()
        if (
            via
            and via[0] >= behind
            and via[0] < content_start + 40
            and re.match(r"[^,]*(?:dikutip|dilansir)", text[content_start : via[0]])
        ):
            content_start = via[1]
        while True:  # circumstance of the saying behind the source: `Menurut X, di Jakarta, Rabu, P`
            date_end = dates.at(content_start)
            if date_end is None or not re.match(r"\s*[,)]", text[date_end:end]):
                break
            content_start = date_end + 1
            while content_start < end and text[content_start] in " ,":
                content_start += 1
        content = _trim(text, content_start, _content_end(reading, content_start, end, dates))
        if re.match(r"(?i)itu\b|hal itu", text[content[0] : content[1]]) and content[1] - content[0] < 8:
            return None
        if content[1] - content[0] < 6:
            return None
        return Quote("indirect", [content], cue, source, "indirect.according", 0.9, via)
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
            return Quote("indirect", _both(text, before, part), cue, source, "indirect.according", 0.85, via)
        if before[1] - before[0] < 8:
            return None
        return Quote("indirect", [before], cue, source, "indirect.according", 0.88, via)
    # `P1 menurut X P2` without commas
    if len(lead_stripped.split()) >= 2 and rest.strip(" ."):
        part = _trim(text, behind, _content_end(reading, behind, end, dates))
        if part[1] - part[0] > 3 and not re.match(r"\s*(?:di|pada|dan|yang|dalam)\b", rest):
            return Quote("indirect", [before, part], cue, source, "indirect.according", 0.7, via)
    return None


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
    match = re.match(r"\s*([^,]{2,40}),\s*", text[start:end])
    if match and _is_connective(match.group(1)):
        return start + match.end(), end
    return start, end


def _inverted(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1, kata X, P2`; `P, ujar X.`; `Kata X, P`."""
    text, words, low, starts, ends = reading.text, reading.words, reading.low, reading.starts, reading.ends
    cue = (starts[i], ends[i])
    lead = text[start : cue[0]]
    bare = lead.strip(' "“,.”')
    comma_before = lead.rstrip().endswith(",") or (lead.rstrip().endswith(("”", '"')))
    if bare and not comma_before:
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
    via = find_via(reading, behind, end, dates)
    comma = re.match(r"\s*,\s*", rest)
    if not bare:
        if not comma or (clitic and words[i][0].islower()):
            return None
        content = _trim(text, behind + comma.end(), _content_end(reading, behind + comma.end(), end, dates))
        return Quote("indirect", [content], cue, source, "indirect.initial", 0.8, via) if content[1] - content[0] > 5 else None
    if any(q.start >= start - 1 and q.end <= cue[0] + 1 and not q.single for q in reading.quotations) and len(bare.split()) < 4:
        return None
    before = _trim(text, *_without_connective(text, start, cue[0]))
    if comma and not via:
        body_start = behind + comma.end()
        body = text[body_start:end]
        first = body.split()[:1]
        circumstance = (
            first
            and (
                first[0].lower() in word_class("circumstance")
                and first[0].lower() not in ("dengan", "untuk", "dari", "karena")
                and len(body.split()) < 14
            )
        ) or dates.at(body_start) is not None
        if len(body.split()) >= (2 if _has_predicate(reading, body_start, end) else 3) and not circumstance:
            part = _trim(text, body_start, _content_end(reading, body_start, end, dates))
            return Quote("indirect", _both(text, before, part), cue, source, "indirect.middle", 0.85, via)
    if _is_connective(text[before[0] : before[1]]) or before[1] - before[0] < 8:
        return None
    return Quote("indirect", [before], cue, source, "indirect.final", 0.85, via)


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
        date_end = next((e for s, e in dates.spans if s >= content_start and not text[content_start:s].strip(" ,(")), None)
        if date_end is None:
            break
        content_start = date_end
    skip = re.match(r"[\s,).]*", text[content_start:end])
    content_start += skip.end() if skip else 0
    if comma is None:
        return None
    nearer = _nearer_source(reading, content_start, end)
    if nearer:
        return None
    content = _trim(text, content_start, _content_end(reading, content_start, end, dates))
    if content[1] - content[0] < 15:
        return None
    return Quote("indirect", [content], (starts[i], cue_end), source, "indirect.via", 0.75)


def _nearer_source(reading: Reading, start: int, end: int) -> bool:
    for k in reading.tokens(start, end):
        if reading.low[k] in active_cues() and reading.words[k][0].islower() and reading.low[k] not in verb_class("needs_that"):
            return True
        if reading.low[k] in ("menurut", "kata", "ujar"):
            return True
    return False


def _passive(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1 disebut X P2`, `P1 diminta X untuk P2`, `Dalam D disebutkan bahwa P`."""
    text, words, low, starts, ends = reading.text, reading.words, reading.low, reading.starts, reading.ends
    cue = (starts[i], ends[i])
    rest = text[cue[1] : end]
    that = re.match(r"\s*,?\s*bahwa\s+", rest)
    document = re.match(
        r"(?i)\s*(?:dalam|di|pada)\s+((?:[^,.]{2,60}?)(?:\s(?:itu|tersebut|ini))?)\s*,?\s*(?:juga|pun)?\s*$", text[start : cue[0]]
    )
    if that and document and any(word in word_class("document") for word in document.group(1).lower().split()):
        content_start = cue[1] + that.end()
        source = (start + document.start(1), start + document.end(1))
        content = _trim(text, content_start, _content_end(reading, content_start, end, dates))
        return Quote("indirect", [content], cue, source, "indirect.document", 0.8)
    if i + 1 >= len(words):
        return None
    begin, negated = skip_adverbs_left(reading, i, reading.token_at(start))
    if negated or (begin > 0 and low[begin - 1] == "yang"):
        return None
    oleh = low[i + 1] == "oleh"
    agent_token = words[i + 1 + oleh] if i + 1 + oleh < len(words) else ""
    agent_low = agent_token.lower()
    if not text[start : cue[0]].strip(' "“') and agent_token[:1].isupper():  # `Dinilai Indra, P`
        first_agent = source_after(reading, i + 1 + oleh, end, dates)
        comma = re.match(r"\s*,\s*", text[first_agent[1] : end]) if first_agent else None
        if first_agent and comma:
            at = first_agent[1] + comma.end()
            content = _trim(text, at, _content_end(reading, at, end, dates))
            if len(text[content[0] : content[1]].split()) >= 4:
                return Quote("indirect", [content], cue, first_agent, "indirect.passive", 0.75)
    if (not oleh and not (agent_token[:1].isupper() or agent_low in ("istri", "suami", "polisi", "pihak", "jaksa", "hakim"))) or (
        agent_low in word_class("titleword") and not oleh
    ):
        return None
    agent = source_after(reading, i + 1 + oleh, end, dates)
    if agent is None:
        return None
    behind = agent[1]
    follow = text[behind:end]
    verbal = re.match(
        r"\s*,?\s*(?:bahwa\s+)?(?=(?:telah|sudah|akan|untuk|agar|menuju|tidak|belum|sebagai|pernah|sempat|bisa|ikut|terlibat|me\w{3,}|ber\w{3,}|di\w{4,}|ter\w{3,}|adalah)\b)",
        follow,
    )
    if verbal is None and low[i] in ("disebut", "dinilai", "diklaim", "diduga"):
        j = reading.token_at(behind)
        if _predicate_follows(reading, j - 1, end):  # `P1 disebut X kosong sejak Mei`
            verbal = re.match(r"\s*", follow)
    subject = _trim(
        text,
        *_without_connective(
            text,
            _subject_offset(text, start, cue[0]),
            starts[begin - 1] + len(words[begin - 1]) if begin > reading.token_at(start) else cue[0],
        ),
    )
    if verbal is None or subject[1] - subject[0] < 2:
        return None
    if is_pointer(text[subject[0] : subject[1]]):
        return None
    part = _trim(text, behind + verbal.end(), _content_end(reading, behind + verbal.end(), end, dates))
    return Quote("indirect", [subject, part], cue, agent, "indirect.passive", 0.7)


def _subject_offset(text: str, start: int, end: int) -> int:
    """Return where the subject of a passive begins: behind the last comma of its clause."""
    comma = text.rfind(",", start, end)
    return comma + 1 if comma >= 0 else start
