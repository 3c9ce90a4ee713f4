"""Cues of retraction: where an act of taking back, denying, correcting … is told, who does it and to what.

The rules are data (`lexicons/cues.toml`); this module matches them, reads the scope and looks for the agent's and the
target's span by the form of the cue (verb, passive, noun, predicate). Who an agent span refers to is the speakers' question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimx.attribution.phrases import Dates, Span, source_after, source_before
from claimx.attribution.quote import Quote
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues
from claimx.ledger.scope import DEMANDED, read_scope
from claimx.lexicons import LexiconError, any_of, load, word_class

CLASSES = (
    "retraction", "revocation", "correction", "error_admission", "denial", "debunk", "clarification", "apology",
    "nonresponse", "confirmation", "takedown", "editorial_note",
)  # fmt: skip
FORMS = ("label", "verb", "passive", "noun", "predicate", "first_person", "never", "absent", "note")


@dataclass(slots=True, frozen=True)
class Rule:
    """One rule of the lexicon, compiled."""

    name: str
    label: str
    subtype: str | None
    form: str
    cue: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    quoted: bool
    polar: bool
    target: str | None = None


@dataclass(slots=True)
class Cue:
    """One cue found: offsets, class and attributes; agent and target still as spans."""

    start: int
    end: int
    label: str
    subtype: str | None
    rule: str
    form: str
    polarity: str
    modality: str
    aspect: str | None
    strength: str
    confidence: float
    agent_span: Span | None = None
    agent_quote: int | None = None  # index of the quote whose speaker is the agent
    agent_same_as: int | None = None  # index of the cue whose agent this one shares
    demander_span: Span | None = None
    target: Span | None = None
    old_value: str | None = None
    new_value: str | None = None
    reason: str | None = None
    quote: int | None = None  # index of the quote in whose content the cue stands


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the word at which each is tried, in the order of the file."""
    data = load("cues")
    atoms = {**data["atoms"], **{name: any_of(words) for name, words in data["lists"].items()}}

    def expand(source: str) -> str:
        for _ in range(3):
            source = re.sub(r"\{([a-z]+)\}", lambda m: atoms[m[1]], source)
        return source

    def compiled(source: str | None) -> re.Pattern[str] | None:
        if source is None:
            return None
        return re.compile(re.sub(r" (?![?+*])", r"\\s+", expand(source)).replace(" ?", r"\s?"), re.IGNORECASE)

    table: dict[str, list[Rule]] = {}
    for entry in data["rule"]:
        if entry["class"] not in (*CLASSES, "none") or entry["form"] not in FORMS:
            raise LexiconError(f"cues.toml: {entry['name']}: unknown class or form")
        cue = compiled(entry["cue"])
        assert cue is not None
        rule = Rule(
            entry["name"], entry["class"], entry.get("subtype"), entry["form"], cue, compiled(entry.get("before")),
            compiled(entry.get("not_before")), compiled(entry.get("after")), compiled(entry.get("not_after")),
            entry.get("quoted", False), entry.get("polar", False), entry.get("target"),
        )  # fmt: skip
        for word in entry["at"].split():
            table.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in table.items()}


_ISSUING = re.compile(
    r"(?:pernah)\s+(?:mengeluarkan|menyatakan|membuat|memberikan|mengumumkan|menerbitkan|menerima|meminta|melarang|memerintahkan|menyampaikan|menyebut|mengatakan)",
    re.IGNORECASE,
)
# who speaks of himself: the first person, `dirinya`, or no subject at all behind a verb of saying
_OWN_VOICE = re.compile(
    r"\b(?:saya|kami|aku|kita|dirinya|pihaknya|kliennya|pihak kami)\b[^.;]*$|^\W*(?:\w+\W+){0,2}$|\b(?:mengaku|mengklaim|menjamin|menyatakan|menegaskan|mengatakan|menyebut|bersumpah|memastikan|menepis|bahwa)\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:saya|kami|aku|kita)\b", re.IGNORECASE)
_SUBJECT_HEADS = ("saya", "kami", "aku", "kita")


def find_cues(reading: Reading, dates: Dates, quotes: list[Quote]) -> list[Cue]:
    """Return the cues of a text in order; `quotes` are those already found (agents inside quotes need them)."""
    table = rules()
    low, starts = reading.low, reading.starts
    text = reading.text
    found: list[Cue] = []
    blocked = -1
    boilerplate = reading.layout.boilerplate
    for i, word in enumerate(low):
        candidates = table.get(word)
        if candidates is None or starts[i] < blocked:
            continue
        at = starts[i]
        title = reading.layout.title
        on_title = title is not None and title[0] <= at < title[1]
        if not on_title and any(s < reading.ends[i] and at < e for s, e in boilerplate):
            continue
        sentence = title if on_title and title else reading.sentences[reading.sentence_at(at)] if reading.sentences else (0, len(text))
        if not sentence[0] <= at < sentence[1]:
            continue
        low_bound = sentence[0]
        quotation = reading.quotation_at(at)
        cover = _covering(quotes, at)
        if quotation is not None and not quotation.single:
            low_bound = max(low_bound, quotation.inner)
            mark = max((m.end() for m in re.finditer(r"[.!?]\s", text[low_bound:at])), default=0)
            before_all = text[low_bound:at]
            before = text[low_bound + mark : at]
        else:
            before_all = before = text[low_bound:at]
        high_bound = quotation.inner_end if quotation is not None and not quotation.single else sentence[1]
        for rule in candidates:
            match = rule.cue.match(text, at, high_bound)
            if match is None or match.end() == at or (on_title and rule.form != "label"):
                continue
            end = match.end()
            after = text[end:high_bound]
            if rule.before and not rule.before.search(before if rule.label != "confirmation" else before_all):
                continue
            if rule.not_before and rule.not_before.search(before):
                continue
            if rule.after and not rule.after.match(after):
                continue
            if rule.not_after and rule.not_after.match(after):
                continue
            if rule.form == "never" and not (_OWN_VOICE.search(before) or _ISSUING.search(match.group())):
                continue
            if (
                rule.quoted
                and cover is None
                and not _FIRST_PERSON.search(before + after[:40])
                and not (rule.form == "never" and _ISSUING.search(match.group()))
            ):
                continue
            if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
                continue  # `tidak benar-benar`
            if text[end - 1 : end + 1].isalnum() and end < len(text):
                continue
            if rule.label == "none":
                blocked = end
                break
            cue = _cue(reading, dates, quotes, rule, i, at, end, before, after, sentence, cover, found)
            found.append(cue)
            blocked = end
            break
    return found


def _covering(quotes: list[Quote], offset: int) -> int | None:
    """Return the index of the quote whose content holds `offset`, the direct one first."""
    best = None
    for number, quote in enumerate(quotes):
        if any(s <= offset < e for s, e in quote.content) and (best is None or quote.type == "direct"):
            best = number
    return best


def _cue(
    reading: Reading, dates: Dates, quotes: list[Quote], rule: Rule, i: int, at: int, end: int, before: str, after: str,
    sentence: Span, cover: int | None, earlier: list[Cue],
) -> Cue:  # fmt: skip
    text = reading.text
    scope = read_scope(before, text[at:end], after, text[slice(*sentence)], rule.form, rule.polar, rule.label)
    cue = Cue(
        at, end, rule.label, rule.subtype, rule.name, rule.form, scope.polarity, scope.modality, scope.aspect, scope.strength,
        0.9 if rule.form in ("verb", "passive") else 0.8, quote=cover,
    )  # fmt: skip
    if rule.name.endswith("noun_pointer"):  # the act named just before
        same = next((other for other in reversed(earlier) if other.label in ("retraction", "revocation", "takedown")), None)
        if same:
            cue.label, cue.subtype, cue.target = same.label, same.subtype, same.target
    if cue.target is None:
        find = _clause_behind if rule.target == "after" else _target
        cue.target = _without_lead(text, find(reading, dates, quotes, cue, i, sentence, cover))
    if cue.target and text[slice(*cue.target)].lower() in ("saya", "kami", "aku", "kita", "ia", "dia"):
        cue.target = None
    if cue.target is None or _POINTER.match(text[slice(*cue.target)]):
        cue.target = _matter(reading, cue, sentence) or cue.target
    _agent(reading, dates, quotes, cue, i, sentence, cover, earlier)
    _values(cue, text, after)
    if cue.rule == "error.is_mistake" and cue.target and _others_statement(text[slice(*cue.target)]):
        cue.label = "debunk"
    return cue


_OWN = re.compile(r"\b(?:kami|saya|kita)\b|nya\b(?! tersebut)", re.IGNORECASE)


def _others_statement(target: str) -> bool:
    """Tell whether a target is a statement that somebody else made (`pernyataan yang dicuitkan X`)."""
    return bool(
        re.search(r"(?i)\b(?:pernyataan|klaim|kabar|informasi|berita|isu|tudingan|tuduhan|narasi|penerbitan|anggapan|foto|video)\b", target)
        and (re.search(r"\byang\s+di\w+|\b(?:dari|oleh)\s+[A-Z]|\bbahwa\b", target))
        and not re.search(r"(?i)\b(?:kami|saya)\b", target)
    )


# -- targets ---------------------------------------------------------------------------------------------------------------
_TARGET_STOP = re.compile(
    r"\s+(?:kecuali|bahkan|apalagi|termasuk|tak\s+\w+|tidak\s+\w+|belum\s+\w+|dan\s+sekaligus|serta\s+di\w+|setelah|sehari|seminggu|sebulan|karena|lantaran|sebab|pada|saat|ketika|sejak|usai|sesudah|sebelum|melalui|lewat|kepada|dan\s+(?:juga|tidak|me\w+)|akan\s+\w+|telah\s+\w+|sudah\s+\w+|bisa\s+\w+|serta\s+me\w+|agar|sehingga|baik\s+di|menyusul|akibat|secara|dengan\s+(?:alasan|syarat)|namun|tetapi|satu\s+jam|selama|guna|untuk\s+me\w+)\b|[,;:.!?\"“”](?=\s|$)|\s+[(]\d"
)
_CLAUSE_STOP = re.compile(
    r"[;.!?\"“”](?=\s|$)|,\s+(?:namun|tetapi|tapi|kata|ujar|menurut|dan juga|kami juga|saya juga|saat|apalagi)\b|\s+(?:dan\s+juga\s+mem|tetapi|namun|bahkan|kecuali)\b"
)
_PREDICATE_STOP = re.compile(r"[;.!?\"“”](?=\s|$)|,\s+(?:apalagi|namun|tetapi|karena)")
_COPULA = re.compile(
    r"(?:\s|,)*\b(?:dikategorikan\s+sebagai\s+\w+|dipastikan\s+itu|langsung|bisa|dapat|akan|harus|perlu|adalah|merupakan|ialah|itu|memang|juga|pun|sudah|telah|nyatanya|ternyata|tidak|tak|belum|bukan|alias|sebagai|dikategorikan|dipastikan|dinyatakan|disebut|adanya)*\s*$",
    re.IGNORECASE,
)


# what stands before the thing itself: adverbs, conjunctions, prepositions of topic, an interjection
_LEAD = re.compile(
    r"(?i)(?:secara\s+\w+|lebih\s+(?:banyak|jauh|lanjut|detail|rinci)|terutama|dan|namun|tetapi|tapi|walaupun|meski(?:pun)?|kan|iya|ya|oh|mengenai|terkait|soal|tentang|menurut\s+[^,]{3,40},|detail)\s+(?=\w)"
)


def _without_lead(text: str, target: Span | None) -> Span | None:
    """Return a target without the words that only lead to it; None where nothing else is there."""
    if target is None:
        return None
    start, end = target
    while match := _LEAD.match(text, start, end):
        start = match.end()
    rest = text[start:end].lower()
    return None if re.fullmatch(r"(?:secara\s+\w+|lebih\s+\w+|iya|ya|kan|namun|tapi|dan|walaupun|apa ?pun|banyak)", rest) else (start, end)


def _clause_behind(reading: Reading, dates: Dates, quotes: list[Quote], cue: Cue, i: int, sentence: Span, cover: int | None) -> Span | None:
    """Return the clause behind a cue (`Benar, P`), or the subject before it where none follows (`Itu benar`)."""
    text = reading.text
    quotation = reading.quotation_at(cue.start)
    high = quotation.inner_end if quotation is not None and not quotation.single else sentence[1]
    follow = re.match(r"[\s,]*(?:bahwa\s+)?(?:kalau\s+|jika\s+)?", text[cue.end : high])
    start = cue.end + (follow.end() if follow else 0)
    if start < high and not re.match(r"(?:kata|ujar|tutur|ucap|jelas|ungkap)\w*\b|[.?!\"”]", text[start:high]):
        stop = _PREDICATE_STOP.search(text, start, high)
        found = _strip(text, start, stop.start() if stop else high)
        if found and len(text[slice(*found)].split()) >= 2:
            return found
    return _target(reading, dates, quotes, cue, i, sentence, cover)


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start] in " ,;:.\"“”'‘’(-\n\u00a0"):
        start += 1
    while end > start and (text[end - 1] in " ,;:.\"“”'‘’(-\n\u00a0"):
        end -= 1
    return (start, end) if end - start >= 2 else None


def _target(reading: Reading, dates: Dates, quotes: list[Quote], cue: Cue, i: int, sentence: Span, cover: int | None) -> Span | None:
    """Return the span of what is retracted, denied, corrected."""
    text = reading.text
    for quote in quotes:  # `membantah bahwa P`: the content of the quote that this cue governs
        if quote.cue and quote.cue[0] <= cue.start < quote.cue[1] and quote.type != "direct":
            return quote.content[0]
    quotation = reading.quotation_at(cue.start)
    high = quotation.inner_end if quotation is not None and not quotation.single else sentence[1]
    low = max(sentence[0], quotation.inner if quotation is not None and not quotation.single else 0)
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
            return _strip(text, head, _stop(text, cue.end, high))
        stated = re.match(
            r"(?:\s+(?:keras|tegas|dengan tegas|terkait|soal|mengenai|tentang|atas|banyak))*\s+(?=(?:isu|kabar|rumor|tuduhan|tudingan|klaim|informasi|pernyataan|pemberitaan)\b)",
            text[cue.end : high],
        )
        if stated:
            said = text[cue.end + stated.end() : high]
            clause = bool(re.match(r"\w+\s+(?:bahwa|jika|kalau|(?:[A-Z]\S*\s+){1,8}(?:akan|telah|sudah))\b", said))
            return _strip(text, cue.end + stated.end(), _stop(text, cue.end + stated.end(), high, clause))
        if cue.form == "noun" and cue.label not in ("retraction", "revocation", "takedown"):
            about = re.match(r"(?:\s+\w+){0,4}?\s+(?:atas|soal|mengenai|tentang|terkait|terhadap)\s+", text[cue.end : high])
            return _strip(text, cue.end + about.end(), _stop(text, cue.end + about.end(), high)) if about else None
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


def _subject_span(reading: Reading, cue: Cue, low: int, cover: int | None, quotes: list[Quote]) -> Span | None:
    """Return the subject of a predicate or passive: the words before it in its clause."""
    text = reading.text
    start = low
    if cover is not None:
        part = next((s for s, e in quotes[cover].content if s <= cue.start < e), low)
        start = max(start, part)
    lead = text[start : cue.start]
    for match in re.finditer(
        r"[.!?;:]\s+|\b(?:bahwa|namun|tetapi|menyebut|menyatakan|menegaskan|memastikan|mengatakan|menjelaskan jika|menunjukkan|mengakui|kalau|jika|bila|apakah|saya\s+harap|kami\s+harap|dan(?=\s+\w+\s+(?:itu|tersebut|ini)\b))\s+|,\s+(?=(?:dan|maka|itu|kabar|isu|foto|video|pernyataan|klaim)\b)",
        lead,
    ):
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
    if comma > 0 and len(text[start + comma : end]) > 6 and cue.form != "first_person":
        start += comma + 1
    if re.match(r"\s*(?:setelah|usai|saat|ketika|meski|sebelum|karena)\b\s*$", text[start:end], re.IGNORECASE):
        return None
    return _strip(text, start, end)


_MATTER = re.compile(
    r"\b(?:perintah|larangan|instruksi|pernyataan|kabar|isu|tuduhan|tudingan|email|surel|surat|edaran|pengumuman|unggahan|kebijakan|keputusan|ucapan|klaim|berita|laporan|pesan|rumor|foto|video|cuitan)(?:nya)?\b",
    re.IGNORECASE,
)
_MATTER_STOP = re.compile(r"[,;:.]|\s+(?:bocor|viral|beredar|dan|yang|pada|dengan|mengklarifikasi|itu\s+adalah)\b")
_POINTER = re.compile(r"(?i)(?:hal\s+)?(?:itu|tersebut|ini)(?:\s+(?:adalah|merupakan).*)?$")
TOPIC = re.compile(r"(?i)\W*(?:atas|terkait|soal|menanggapi|mengenai|menyikapi|tentang|merespons)\s+(?P<topic>[^,.;]{3,90}),")


def _matter(reading: Reading, cue: Cue, sentence: Span) -> Span | None:
    """Return what a pointing or missing target stands for: the topic that opens the sentence, or the matter named in it before."""
    text = reading.text
    topic = TOPIC.match(text, sentence[0], cue.start)
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


# -- agents ----------------------------------------------------------------------------------------------------------------
_NO_AGENTS = frozenset("alasan cara upaya rencana hal keputusan langkah permohonan keinginan niat sikap proses".split())
_LIGHT = frozenset(
    "menyampaikan membuat memberi memberikan mengucapkan melayangkan mengajukan mengunggah melontarkan menulis menyatakan melakukan mengeluarkan mengungkapkan".split()
)


def _agent(
    reading: Reading, dates: Dates, quotes: list[Quote], cue: Cue, i: int, sentence: Span, cover: int | None, earlier: list[Cue]
) -> None:
    """Set where the agent of a cue is told: a span, the speaker of a quote, or the agent of an earlier cue."""
    text, low, starts, words = reading.text, reading.low, reading.starts, reading.words
    quotation = reading.quotation_at(cue.start)
    direct = cover is not None and quotes[cover].type == "direct"
    floor_offset = max(sentence[0], quotation.inner if quotation is not None and not quotation.single else 0)
    if direct:
        mark = max((m.end() for m in re.finditer(r"[.!?]\s", text[floor_offset : cue.start])), default=0)
        floor_offset += mark
    floor = reading.token_at(floor_offset)
    high = quotation.inner_end if quotation is not None and not quotation.single else sentence[1]
    if cue.form in ("predicate", "note", "label") and cue.label != "nonresponse":
        cue.agent_quote = cover
        return
    if cue.form == "first_person" or (cover is not None and cue.rule in ("error.happened", "clarification.misquoted")):
        cue.agent_quote = cover
        return
    if cue.form == "passive":
        j = reading.token_at(cue.end)
        if (j < len(words) and low[j] in ("oleh", "langsung")) or (
            j < len(words) and starts[j] < high and (words[j][0].isupper() or low[j] in word_class("role") or low[j] in ("juru", "pihak"))
        ):
            while j < len(words) and low[j] in ("oleh", "langsung"):
                j += 1
            cue.agent_span = source_after(reading, j, high, dates)
        elif text[cue.start : cue.end].endswith("oleh"):
            cue.agent_span = source_after(reading, j, high, dates)
        return
    if cue.form in ("noun", "absent"):
        by = re.match(r"(?:\s+\w+){0,3}?\s+(?:dari|oleh)\s+", text[cue.end : high])
        j = reading.token_at(cue.end)
        if by:
            cue.agent_span = source_after(reading, reading.token_at(cue.end + by.end()), high, dates)
            if cue.agent_span:
                return
        if cue.form == "absent":
            cue.agent_span = source_before(reading, i, floor, dates) if i > floor else None
            return
        light = next((k for k in range(i - 1, max(floor - 1, i - 5), -1) if low[k] in _LIGHT), None)
        if light is not None:
            _verb_agent(reading, dates, quotes, cue, light, floor, cover, direct, earlier)
            return
        while j < len(words) and starts[j] < high and low[j] in ("lengkap", "resmi", "tertulis", "terbuka"):
            j += 1
        if j < len(words) and starts[j] < high and words[j][0].isupper() and starts[j] - cue.end < 24:
            cue.agent_span = source_after(reading, j, high, dates)
            return
        same = [k for k, other in enumerate(earlier) if other.label == cue.label]
        if same:
            cue.agent_same_as = same[-1]
        elif direct:
            cue.agent_quote = cover
        return
    _verb_agent(reading, dates, quotes, cue, i, floor, cover, direct, earlier)


def _verb_agent(
    reading: Reading, dates: Dates, quotes: list[Quote], cue: Cue, i: int, floor: int, cover: int | None, direct: bool, earlier: list[Cue]
) -> None:
    text, low, starts = reading.text, reading.low, reading.starts
    words = reading.words
    clause_floor = floor
    for k in range(i - 1, floor, -1):
        if (
            low[k]
            in (
                "bahwa",
                "namun",
                "tetapi",
                "tapi",
                "bahkan",
                "sedangkan",
                "jika",
                "kalau",
                "bila",
                "apabila",
                "apakah",
                "karena",
                "lantaran",
                "sebab",
                "agar",
                "supaya",
                "sehingga",
                "maka",
            )
            or words[k] in ";:"
        ):
            clause_floor = k + 1
            break
    lead = text[starts[clause_floor] if clause_floor < len(starts) else 0 : starts[i]]
    if cue.modality == "demanded" or cue.modality == "conditional":
        demand = None
        for match in DEMANDED.finditer(lead):
            if match.group().lower() not in (
                "harus",
                "wajib",
                "perlu",
                "agar",
                "supaya",
                "seharusnya",
                "semestinya",
                "sebaiknya",
                "hendaknya",
            ):
                demand = match
        if demand and not demand.group().lower().startswith("di"):
            d = reading.token_at(starts[clause_floor] + demand.start())
            j = d + 1
            while j < i and low[j] in ("kepada", "agar", "supaya", "untuk", "dari", "terhadap", "pada", "oleh"):
                j += 1
            if j < i:
                cue.agent_span = source_after(reading, j, starts[i], dates)
            cue.demander_span = source_before(reading, d, floor, dates)
            if cue.agent_span:
                return
            if low[d] in ("tekanan",):
                cue.agent_span = source_before(reading, d, floor, dates)
                return
    relative = i - 1 > clause_floor and any(low[k] == "yang" for k in range(max(clause_floor, i - 3), i))
    if relative:
        k = next(k for k in range(i - 1, clause_floor - 1, -1) if low[k] == "yang")
        begin = (
            next(
                (
                    m
                    for m in range(k - 1, clause_floor, -1)
                    if words[m] in ",;"
                    or (looks_like_verb(low[m]) and words[m][0].islower())
                    or low[m] in ("pernyataan", "oleh", "bagi", "dengan")
                ),
                clause_floor - 1,
            )
            + 1
        )
        subject = source_before(reading, k, begin, dates)
    else:
        # `Dia menambahkan klub itu enggan …`: the subject of the clause that is said
        said = next(
            (
                k
                for k in range(i - 2, clause_floor, -1)
                if active_cues().get(low[k]) == "say" and words[k][0].islower() and low[k - 1] != "yang"
            ),
            None,
        )
        subject = source_before(reading, i, said + 1, dates) if said is not None and low[i - 1] not in ("untuk", "guna", "demi") else None
        if subject is None:
            subject = source_before(reading, i, clause_floor, dates)
    if subject is not None and low[reading.token_at(subject[0])] in _NO_AGENTS:
        same = [k for k, other in enumerate(earlier) if other.label == cue.label]
        cue.agent_same_as = same[-1] if same else None
        return
    if subject is not None:
        first = low[reading.token_at(subject[0])]
        if first in _SUBJECT_HEADS and (direct or cover is not None):
            cue.agent_quote = cover
        else:
            cue.agent_span = subject
        return
    # no subject of its own: that of the quote's speaker, of the clause before, or of the sentence
    if direct or (cover is not None and clause_floor == floor):
        cue.agent_quote = cover
        return
    for number in range(len(earlier) - 1, -1, -1):
        if reading.sentence_at(earlier[number].start) == reading.sentence_at(cue.start):
            cue.agent_same_as = number
            return
    governing = next((k for k, quote in enumerate(quotes) if quote.cue and quote.cue[0] <= cue.start < quote.cue[1]), None)
    if governing is not None:
        cue.agent_quote = governing
        return
    same_sentence = [
        k
        for k, quote in enumerate(quotes)
        if quote.cue and quote.cue[1] <= cue.start and reading.sentence_at(quote.cue[0]) == reading.sentence_at(cue.start)
    ]
    if same_sentence:
        cue.agent_quote = same_sentence[-1]
        return
    if cover is not None:
        cue.agent_quote = cover
        return
    if clause_floor > floor:
        verb = next((k for k in range(floor, i) if looks_like_verb(low[k]) and words[k][0].islower() and k > floor), None)
        if verb is not None:
            cue.agent_span = source_before(reading, verb, floor, dates)
        return
    verb = next((k for k in range(floor + 1, i) if looks_like_verb(low[k]) and words[k][0].islower()), None)
    if verb is not None:
        cue.agent_span = source_before(reading, verb, floor, dates)


# -- values ----------------------------------------------------------------------------------------------------------------
_FROM_TO = re.compile(
    r"[^.;]{0,80}?\bdari\s+(?P<old>[^.;,]{1,40}?)\s+(?:menjadi|ke)\s+(?P<new>[^.;]{1,40}?)(?=\s+(?:orang|korban|jiwa|pada|di|karena|setelah)\b|[.;,\"”]|$)",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(r"(?P<new>(?:\w+\s)?[\w,.%]+(?:\s\w+)?),?\s+bukan\s+(?P<old>[^.;,\"”]{1,40})", re.IGNORECASE)
_SHOULD_BE = re.compile(
    r"tertulis\s+(?P<old>[^.;,]{1,40}),?\s+(?:seharusnya|yang benar(?: adalah)?)\s+(?P<new>[^.;,]{1,40})", re.IGNORECASE
)
_BUT = re.compile(r"\s*(?P<new>[^.;,\"”]{2,60})")
_REASON = re.compile(
    r"\b(?:karena|lantaran|sebab|akibat|menyusul|setelah menuai|atas permintaan)\s+(?P<reason>[^.;,\"”]{3,80})", re.IGNORECASE
)


def _values(cue: Cue, text: str, after: str) -> None:
    """Set old and new value of a correction, and the reason where one is given."""
    if cue.label in ("correction", "editorial_note"):
        for pattern in (_FROM_TO, _SHOULD_BE):
            match = pattern.search(after)
            if match:
                cue.old_value, cue.new_value = match["old"].strip(), match["new"].strip()
                break
        else:
            match = _NOT_BUT.search(after)
            if match:
                cue.old_value, cue.new_value = match["old"].strip(), match["new"].strip()
    elif cue.rule == "debunk.not_but" and text[cue.start : cue.end].lower().endswith(("melainkan", "tetapi", "tapi")):
        match = _BUT.match(after)
        cue.new_value = match["new"].strip() if match else None
    reason = _REASON.search(after)
    if reason:
        cue.reason = reason["reason"].strip()


def rule_names() -> list[dict[str, Any]]:
    """Return the raw rules of the lexicon, for its linter."""
    return list(load("cues")["rule"])
