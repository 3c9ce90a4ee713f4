"""What a cue acts on: the span of the statement, order or report, by the form of the cue (verb, passive, noun, predicate)."""

from __future__ import annotations

import re

from claimx.attribution.phrases import Dates, Span
from claimx.attribution.quote import Quote
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.ledger.cue import LOOK_BACK, Cue, speech_around

_TARGET_STOP = re.compile(
    r"\s+(?:kecuali|bahkan|apalagi|termasuk|dan\s+sekaligus|serta\s+di\w+|setelah|sehari|seminggu|sebulan|karena|lantaran|sebab|pada|saat|ketika|sejak|usai|sesudah|sebelum|melalui|lewat|kepada|dan\s+(?:juga|tidak|me\w+)|serta\s+me\w+|agar|sehingga|baik\s+di|menyusul|akibat|secara|dengan\s+(?:alasan|syarat)|namun|tetapi|satu\s+jam|selama(?!\s+ini)|guna|untuk\s+me\w+)\b|(?<!\byang)\s+(?:akan|bisa|belum|sudah|tak|telah|tidak)\s+\w+|[,;:.!?\"“”](?=\s|$)|\s+[(]\d"
)
_CLAUSE_STOP = re.compile(
    r"[;.!?\"“”](?=\s|$)|,\s+(?:namun|tetapi|tapi|kata|ujar|menurut|dan juga|kami juga|saya juga|saat|apalagi)\b|\s+(?:dan\s+juga\s+mem|tetapi|namun|bahkan|kecuali)\b"
)
_PREDICATE_STOP = re.compile(r"[;.!?\"“”](?=\s|$)|,\s+(?:apalagi|namun|tetapi|karena|kata|ujar|tutur|ungkap|jelas|menurut)\b")
_COPULA = re.compile(
    r"(?:\s|,)*\b(?:(?:saya|kami)\s+(?:tegaskan|pastikan|nyatakan|katakan)|dikategorikan\s+sebagai\s+\w+|dipastikan\s+itu|hanya|cuma|sekadar|langsung|sendiri|sekarang|kini|bisa|dapat|akan|harus|perlu|adalah|merupakan|ialah|itu|memang|juga|pun|sudah|telah|nyatanya|ternyata|tidak|tak|belum|bukan|alias|sebagai|dikategorikan|dipastikan|dinyatakan|disebut|adanya)*[\s\"“]*$",
    re.IGNORECASE,
)


# what stands before the thing itself: adverbs, conjunctions, prepositions of topic, an interjection
_LEAD = re.compile(
    r"(?i)(?:secara\s+\w+|lebih\s+(?:banyak|jauh|lanjut|detail|rinci)|terutama|dan|namun|tetapi|tapi|walaupun|meski(?:pun)?|kan|iya|ya|oh|mengenai|terkait|soal|tentang|menurut\s+[^,]{3,40},|detail)\s+(?=\w)"
)


def without_lead(text: str, target: Span | None) -> Span | None:
    """Return a target without the words that only lead to it; None where nothing else is there."""
    if target is None:
        return None
    start, end = target
    while match := _LEAD.match(text, start, end):
        start = match.end()
    rest = text[start:end].lower()
    return None if re.fullmatch(r"(?:secara\s+\w+|lebih\s+\w+|iya|ya|kan|namun|tapi|dan|walaupun|apa ?pun|banyak)", rest) else (start, end)


def clause_behind(reading: Reading, dates: Dates, quotes: list[Quote], cue: Cue, i: int, sentence: Span, cover: int | None) -> Span | None:
    """Return the clause behind a cue (`Benar, P`), or the subject before it where none follows (`Itu benar`)."""
    text = reading.text
    quotation = speech_around(reading, cue.start, quotes)
    high = quotation.inner_end if quotation is not None else sentence[1]
    follow = re.match(r"[\s,]*(?:bahwa\s+)?(?:kalau\s+|jika\s+)?", text[cue.end : high])
    start = cue.end + (follow.end() if follow else 0)
    if start < high and not re.match(r"(?:kata|ujar|tutur|ucap|jelas|ungkap)\w*\b|[.?!\"”]", text[start:high]):
        stop = _PREDICATE_STOP.search(text, start, high)
        found = _strip(text, start, stop.start() if stop else high)
        if found and len(text[slice(*found)].split()) >= 2:
            return found
    return find_target(reading, dates, quotes, cue, i, sentence, cover)


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start] in " ,;:.\"“”'‘’(-\n\u00a0"):
        start += 1
    while end > start and (text[end - 1] in " ,;:.\"“”'‘’(-\n\u00a0"):
        end -= 1
    return (start, end) if end - start >= 2 else None


def find_target(reading: Reading, dates: Dates, quotes: list[Quote], cue: Cue, i: int, sentence: Span, cover: int | None) -> Span | None:
    """Return the span of what is retracted, denied, corrected."""
    text = reading.text
    for quote in quotes:  # `membantah bahwa P`: the content of the quote that this cue governs
        if quote.cue and quote.cue[0] <= cue.start < quote.cue[1] and quote.type != "direct":
            return quote.content[0]
    quotation = speech_around(reading, cue.start, quotes)
    high = quotation.inner_end if quotation is not None else sentence[1]
    low = max(sentence[0], quotation.inner if quotation is not None else 0)
    if cue.form in ("predicate", "passive", "first_person"):
        follow = re.match(r"\s+(?:bahwa|kalau|jika|bila|apabila)\s+", text[cue.end : high])
        if follow:
            stop = _PREDICATE_STOP.search(text, cue.end + follow.end(), high)
            return _strip(text, cue.end + follow.end(), stop.start() if stop else high)
        return _subject_span(reading, cue, low, cover, quotes)
    if cue.form == "note":
        return None
    if cue.form == "label":  # the heading that the label stands on
        return _strip(text, cue.end, text.find("\n", cue.end) if "\n" in text[cue.end :] else len(text))
    if cue.form == "never":
        verb = re.search(r"pernah\s+(?:sekali pun\s+|sekalipun\s+|sama sekali\s+)?", text[cue.start : cue.end])
        start = cue.start + (verb.end() if verb else 0)
        return _strip(text, start, _stop(text, cue.end, high, clause=True))
    if cue.label == "apology":
        reason = re.match(r"(?i)[^.;\"“”]{0,80}?\b(?:atas|terkait|soal|karena|lantaran|mengenai)\s+(?=\w)", text[cue.end : high])
        if reason:
            start = cue.end + reason.end()
            return _strip(text, start, _stop(text, start, high, clause=True))
        follow = re.match(r"\s+(?=(?:telah|sudah|terjadi|jika|bila|apabila|kalau)\b)", text[cue.end : high])
        if follow:
            return _strip(text, cue.end + follow.end(), _stop(text, cue.end + follow.end(), high, clause=True))
        return None
    if cue.form in ("verb", "noun", "absent"):
        head = _object_start(text, cue)
        if head is not None:
            end = _stop(text, cue.end, high)
            by = text.find(" oleh ", cue.end, end) if cue.form == "noun" else -1  # `pencabutan larangan oleh X`
            return _strip(text, head, by if by > 0 else end)
        stated = re.match(
            r"(?:\s+(?:keras|tegas|dengan tegas|terkait|soal|mengenai|tentang|atas|banyak))*\s+(?=(?:isu|kabar|rumor|tuduhan|tudingan|klaim|informasi|pernyataan|pemberitaan)\b)",
            text[cue.end : high],
        )
        if stated:
            said = text[cue.end + stated.end() : high]
            clause = bool(re.match(r"\w+\s+(?:bahwa|jika|kalau|(?:[A-Z]\S*\s+){1,8}(?:akan|telah|sudah))\b", said))
            return _strip(text, cue.end + stated.end(), _stop(text, cue.end + stated.end(), high, clause))
        if cue.form == "noun" and cue.label not in ("retraction", "revocation", "takedown"):
            about = re.match(
                r"(?:\s+\w+){0,4}?\s+(?:atas|soal|mengenai|tentang|terkait|terhadap)\s+",
                text[cue.end : high],
            )
            if about is None:
                thing = _THING_BEHIND.match(text, cue.end, high)  # `klarifikasi kejadian itu`
                return thing.span("thing") if thing else None
            return _strip(text, cue.end + about.end(), _stop(text, cue.end + about.end(), high))
        skip = re.match(
            r"(?:\s+(?:bahwa|kalau|jika|bila|soal|mengenai|tentang|terkait|dengan tegas|keras|tegas|banyak|lebih jauh|lebih lanjut|atas)(?=\s))*\s+",
            text[cue.end : high],
        )
        if not skip:
            return None
        start = cue.end + skip.end()
        clause = bool(re.search(r"\b(?:bahwa|kalau|jika|bila)\b", skip.group()))
        if re.match(r"(?:saat|ketika|di|pada|kepada|dan|namun|setelah|usai|karena|dalam)\b", text[start:high]):
            return None
        return _strip(text, start, _stop(text, start, high, clause or _verb_first(text, start)))
    return None


_THING_BEHIND = re.compile(r"\s+(?P<thing>(?!tegas|keras|resmi|tertulis|terbuka|lengkap|lisan|bersama)[a-z]+\s+(?:itu|tersebut))\b")


def _verb_first(text: str, start: int) -> bool:
    match = re.match(r"(?:telah|sudah|pernah|tidak|akan|ada|adanya|sempat|\w+)", text[start:])
    return bool(
        match and (looks_like_verb(match.group().lower()) or match.group() in ("telah", "sudah", "pernah", "tidak", "akan", "sempat"))
    )


_CLAUSE_INSIDE = re.compile(r"\b(?:bahwa|kalau|jika|yang\s+(?:mengatakan|menyebut(?:kan)?|menyatakan|menuding|menuduh))\b")


def _stop(text: str, start: int, high: int, clause: bool = False) -> int:
    match = _CLAUSE_STOP.search(text, start, high) if clause else _TARGET_STOP.search(text, start, high)
    if match and not clause and (that := _CLAUSE_INSIDE.search(text, start, match.start())):
        match = _CLAUSE_STOP.search(text, that.end(), high)  # `laporan bahwa kliennya telah …` goes on to the clause's end
    return match.start() if match else high


_OBJECT_CLASSES = frozenset({"retraction", "revocation", "takedown", "correction"})


def _object_start(text: str, cue: Cue) -> int | None:
    """Return where the object noun begins inside a cue of verb and object, None where the cue is the verb alone."""
    said = text[cue.start : cue.end]
    parts = re.match(r"\w+(?:\s+kembali)?(?:\s+(?:tegas|keras|dengan\s+tegas))?\s+(?=\w)", said)
    if parts and (
        cue.label in _OBJECT_CLASSES
        or cue.rule in ("denial.menolak_tuduhan", "clarification.meluruskan", "error.admits", "confirmation.mengakui")
    ):
        if cue.rule == "confirmation.mengakui" and re.search(r"(?:bahwa|telah|sudah|pernah)$", said):
            return cue.end + 1 if said.endswith("bahwa") else cue.start + parts.end()
        return cue.start + parts.end()
    return None


_RUMOUR_THAT = re.compile(
    r"\b(?:isu|kabar|rumor|informasi|berita|klaim|tuduhan|tudingan|anggapan|gosip)(?:nya)?(?:\s+yang\s+(?:beredar|viral|menyebar|muncul|berkembang)\b(?:\s+[\w-]+){0,4})?\s+$",
    re.IGNORECASE,
)
_A_DAY = re.compile(r",\s+(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)(?:\s*\([^()]*\))?[\s,]*$", re.IGNORECASE)


def _subject_span(reading: Reading, cue: Cue, low: int, cover: int | None, quotes: list[Quote]) -> Span | None:
    """Return the subject of a predicate or passive: the words before it in its clause."""
    text = reading.text
    start = low = max(low, cue.start - LOOK_BACK)
    if cover is not None:
        part = next((s for s, e in quotes[cover].content if s <= cue.start < e), low)
        start = max(start, part)
    lead = text[start : cue.start]
    for match in re.finditer(
        r"[.!?;:]\s+|\b(?:bahwa|namun|tetapi|menyebut|menyatakan|menegaskan|memastikan|mengatakan|menjelaskan jika|menunjukkan|mengakui|kalau|jika|bila|apakah|saya\s+harap|kami\s+harap|dan(?=\s+\w+\s+(?:itu|tersebut|ini)\b))\s+|,\s+(?=(?:dan|maka|itu|kabar|isu|foto|video|pernyataan|klaim)\b)",
        lead,
    ):
        if match.group().startswith("bahwa") and _RUMOUR_THAT.search(lead, 0, match.start()):
            continue  # `isu yang beredar bahwa P adalah hoaks`: the rumour itself
        if match.end() < len(lead) - 2 and lead[match.end() :].strip():
            start = cue.start - len(lead) + match.end()
    tail = _COPULA.search(text[start : cue.start])
    end = start + tail.start() if tail else cue.start
    if end <= start:
        return None
    if re.match(r"\s*(?:itu|tersebut)\b", text[end : cue.start]):
        end += re.match(r"\s*(?:itu|tersebut)\b", text[end : cue.start]).end()  # type: ignore[union-attr]
    relative = re.search(r"\s+yang\s*$", text[start:end])
    if relative:
        end = start + relative.start()
    comma = text[start:end].rfind(", ")
    if comma > 0 and len(text[start + comma : end]) > 6 and not _A_DAY.match(text, start + comma, end) and cue.form != "first_person":
        start += comma + 1
    if re.match(r"\s*(?:setelah|usai|saat|ketika|meski|sebelum|karena)\b\s*$", text[start:end], re.IGNORECASE):
        return None
    return _strip(text, start, end)


_MATTER = re.compile(
    r"\b(?:perintah|larangan|instruksi|pernyataan|kabar|isu|tuduhan|tudingan|email|surel|surat|edaran|pengumuman|unggahan|kebijakan|keputusan|ucapan|klaim|berita|laporan|pesan|rumor|foto|video|cuitan)(?:nya)?\b",
    re.IGNORECASE,
)
_MATTER_STOP = re.compile(r"[,;:.]|\s+(?:bocor|viral|beredar|dan|yang|pada|dengan|mengklarifikasi|itu\s+adalah)\b")
POINTER = re.compile(r"(?i)(?:hal\s+)?(?:itu|tersebut|ini)(?:\s+(?:adalah|merupakan).*)?$")
TOPIC = re.compile(r"(?i)\W*(?:atas|terkait|soal|menanggapi|mengenai|menyikapi|tentang|merespons)\s+(?P<topic>[^,.;]{3,90}),")
# what somebody who gives no answer is asked: `Saat ditanya soal P, X enggan …`, `X enggan menjelaskan saat ditanya siapa …`
_ABOUT = r"(?:(?:ihwal|mengenai|soal|tentang|terkait)\s+|(?=(?:apa|apakah|bagaimana|berapa|kapan|kenapa|mengapa|siapa)\b))(?P<topic>[^,.;\"“”]{5,140}?)(?=[,.;\"“”]|$|\s(?:dan\s+(?:langsung|memilih|buru-buru|hanya)|karena|lantaran|usai|seusai|pada\s+[A-Z]|di\s+[A-Z]|saat|ketika|sebelum|setelah|hingga)\b)"
_ASKED = re.compile(
    rf"(?i)\b(?:ditanya|ditanyai|disinggung|dikonfirmasi|dimintai\s+\w+)\s+(?:wartawan\s+)?{_ABOUT}[^,]*,(?!.*\b(?:sedangkan|sementara|namun|tetapi)\b)"
)
_ASKED_BEHIND = re.compile(
    rf"(?i)[^.;,\"“”]{{0,40}}?\s(?:saat|ketika)\s+(?:ditanya|ditanyai|disinggung|dikonfirmasi)\s+(?:wartawan\s+)?{_ABOUT}"
)


def find_matter(reading: Reading, cue: Cue, sentence: Span) -> Span | None:
    """Return what a pointing or missing target stands for: the topic that opens the sentence, or the matter named in it before."""
    text = reading.text
    topic = TOPIC.match(text, sentence[0], cue.start)
    if topic is None and cue.label == "nonresponse" and cue.target is None:
        topic = _ASKED.search(text, sentence[0], cue.start) or _ASKED_BEHIND.match(text, cue.end, sentence[1])
    if topic:
        return topic.span("topic")
    if cue.label not in ("clarification", "error_admission"):
        return None
    named = list(_MATTER.finditer(text, sentence[0], cue.start))
    if not named:
        return None
    # one explains an order or a statement, and admits that a message was wrong
    first = named[0] if cue.label == "error_admission" else named[-1]
    stop = _MATTER_STOP.search(text, first.end(), cue.start)
    return _strip(text, first.start(), stop.start() if stop else cue.start)
