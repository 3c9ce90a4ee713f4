"""Polarity, modality and aspect of a cue, read from the words that govern it.

After ConText (Harkema et al. 2009): a trigger looks forward to the cue until a terminator stops it. Triggers and
terminators are listed here in the order in which they win.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TERMINATOR = re.compile(
    r"\b(?:yang|bahwa|tetapi|tapi|namun|melainkan|meski|meskipun|sehingga|karena|sebab|lantaran|setelah|usai)\b|[,;:](?=\s)", re.IGNORECASE
)
_NEGATOR = re.compile(r"\b(?:tidak|tak|bukan|belum|tanpa|jangan|nggak|enggak|gak|takkan)\b", re.IGNORECASE)
_PSEUDO = re.compile(
    r"\b(?:tidak hanya|tak hanya|bukan hanya|bukan cuma|tidak cuma|tidak lain|belum lama|tidak lama|tak lama|tidak segan|tak segan|tidak ragu|bukan tidak mungkin)\b",
    re.IGNORECASE,
)
# what may follow a negator up to a noun cue: `belum menerima permintaan maaf`; `belum melihat` leaves the act standing
_NOUN_VERBS = re.compile(
    r"\b(?:menerima|ada|menyampaikan|memberi|memberikan|mendapat|mendapatkan|mengucapkan|mengeluarkan|membuat|melakukan|perlu|memuat)\b\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)

CONDITIONAL = re.compile(r"\b(?:jika|kalau|bila|apabila|seandainya|andai|asalkan|asal|jikalau)\b", re.IGNORECASE)
DEMANDED = re.compile(
    r"\b(?:meminta(?! maaf)|minta(?! maaf)|diminta|dimintai|mendesak|didesak|desak|menuntut|dituntut|tuntut|harus|wajib|perlu|agar|supaya|menyerukan|merekomendasikan|mengimbau|diimbau|memerintahkan|diperintahkan"
    r"|mengultimatum|mempengaruhi|memengaruhi|memaksa|dipaksa|tekanan|ditekan|menyuruh|disuruh|semestinya|seharusnya|sebaiknya|hendaknya|permohonan|mohon(?! maaf)|menyarankan|menyarankannya|mengharuskan|mewajibkan|ajak|mengajak|desakan|tuntutan|berharap|saya harap|kami harap|mendorong)\b",
    re.IGNORECASE,
)
REFUSED = re.compile(r"\b(?:menolak|enggan|ogah|emoh|(?:tidak|tak) (?:mau|bersedia|sudi))(?: untuk)?\s*(?:\w+\s+){0,1}$", re.IGNORECASE)
PLANNED = re.compile(
    r"\b(?:akan|bakal|berencana|hendak|siap|bersiap|rencananya|memutuskan untuk|berjanji|bersedia|berniat|mau|ingin)\b", re.IGNORECASE
)
POSSIBLE = re.compile(
    r"\b(?:mungkin|bisa|dapat|kemungkinan|mempertimbangkan|dikabarkan|berpeluang|kesempatan|kabarnya|konon|boleh)\b", re.IGNORECASE
)
QUESTIONED = re.compile(r"\b(?:apakah|benarkah|akankah|haruskah|mungkinkah)\b", re.IGNORECASE)
EMPHATIC = re.compile(r"\b(?:dengan tegas|tegas|keras|dengan keras|sama sekali|mentah-mentah)\b", re.IGNORECASE)
ASPECTS = (
    ("not_yet", re.compile(r"\bbelum\b", re.IGNORECASE)),
    ("past", re.compile(r"\b(?:sempat|pernah)\b", re.IGNORECASE)),
    ("done", re.compile(r"\b(?:sudah|telah|akhirnya)\b", re.IGNORECASE)),
    ("ongoing", re.compile(r"\b(?:sedang|tengah)\b", re.IGNORECASE)),
    ("repeated", re.compile(r"\b(?:kembali|lagi-lagi|berulang kali|sekali lagi)\b", re.IGNORECASE)),
)


@dataclass(slots=True)
class Scope:
    """The attributes of a cue; values as in the ontology, each with its default."""

    polarity: str = "affirmed"
    modality: str = "asserted"
    aspect: str | None = None
    strength: str = "plain"


def read_scope(before: str, cue: str, after: str, sentence: str, form: str, own_negator: bool, cue_class: str) -> Scope:
    """Return the scope of a cue from the clause before it, the words behind it and its whole sentence."""
    scope = Scope()
    near = before[-90:]
    clause = _clause(near)
    # -- polarity
    if not own_negator:
        masked = _PSEUDO.sub(lambda m: " " * len(m.group()), clause)
        negators = list(_NEGATOR.finditer(masked))
        if negators:
            between = masked[negators[-1].end() :]
            if form == "noun":
                negated = (
                    ("," not in between and bool(_NOUN_VERBS.search(between)))
                    or between.strip() == ""
                    or negators[-1].group().lower() == "tanpa"
                )
            else:
                negated = (
                    not _TERMINATOR.search(between)
                    and len(between.split()) <= 6
                    and not re.search(r"\b(?:melihat|tahu|mengetahui)\b", between)
                )
            if negated:
                scope.polarity = "negated"
    # -- modality
    scope.modality = _modality(before, clause, cue, after, sentence, form, cue_class, scope)
    for aspect, pattern in ASPECTS:
        if pattern.search(clause):
            scope.aspect = aspect
            break
    if EMPHATIC.search(clause[-30:]) or EMPHATIC.match(after.strip()[:20]) or "tegas" in cue:
        scope.strength = "emphatic"
    elif cue_class == "apology" and re.match(r"\s*(?:jika|apabila|bila|kalau)\b", after):
        scope.strength = "hedged"
    return scope


def _clause(text: str) -> str:
    """Return the words back to the start of the clause that the cue closes."""
    return re.split(
        r"[;:.!?\"“”]\s|,\s+(?=(?:namun|tetapi|tapi|sedangkan|sementara|dan|lalu|kemudian|bahkan)\b)|\b(?:tetapi|namun|melainkan|bahkan)\b",
        text,
    )[-1]


def _modality(before: str, clause: str, cue: str, after: str, sentence: str, form: str, cue_class: str, scope: Scope) -> str:
    if cue_class == "nonresponse":
        return "asserted"
    if QUESTIONED.search(clause) or (sentence.rstrip().endswith("?") and QUESTIONED.search(sentence)):
        return "questioned"
    lead = before[-140:]
    condition = list(CONDITIONAL.finditer(lead))
    if condition:
        between = lead[condition[-1].end() :]
        said = re.search(
            r"\b(?:menjelaskan|menyebut|mengatakan|menyatakan|menegaskan|membantah|tidak benar|keliru)\s*$", lead[: condition[-1].start()]
        )
        same_clause = not re.search(r"[.;!?\"“”]\s", between)
        if same_clause and not said and (between.count(",") == 0 or re.search(r"\b(?:maka|akan|bakal|bisa|kami|kita)\b[^,]*$", between)):
            return "conditional"
    if (
        re.match(r"\s*(?:dengan syarat|asal|asalkan|jika|kalau|apabila|bila)\b", after)
        and cue_class != "apology"
        and not (cue_class in ("denial", "clarification", "debunk", "confirmation") and not re.match(r"\s*(?:dengan syarat|asal)", after))
    ):
        return "conditional"
    if re.search(r"\btanpa\s*$", clause, re.IGNORECASE):
        return "conditional"
    scopeless = _cut_at_that(clause)
    demanded = list(DEMANDED.finditer(scopeless))
    if demanded and cue_class in ("denial", "debunk"):  # one seldom asks for a denial: only with an outright demand
        demanded = [
            m
            for m in demanded
            if m.group().lower() in ("mendesak", "didesak", "menuntut", "memerintahkan", "memaksa", "diminta", "meminta")
        ]
    if demanded:
        between = scopeless[demanded[-1].end() :]
        if len(between.split()) <= 12 and not re.search(r"\b(?:setelah|usai|karena|lantaran)\b", between):
            return "demanded"
    if form == "noun" and re.search(r"\b(?:menuntut|meminta|mendesak|menunggu|menanti)\s+(?:\w+\s+){0,4}$", scopeless):
        return "demanded"
    if REFUSED.search(scopeless):
        return "refused"
    planned = list(PLANNED.finditer(scopeless))
    if planned and len(scopeless[planned[-1].end() :].split()) <= 4 and form not in ("predicate",):
        return "planned"
    if cue_class == "confirmation" and scope.polarity == "affirmed" and re.match(r"\s*bahwa\b", after):
        return "asserted"  # `kami bisa mengonfirmasi bahwa P` confirms
    possible = list(POSSIBLE.finditer(scopeless))
    if (
        possible
        and len(scopeless[possible[-1].end() :].split()) <= 3
        and form not in ("predicate",)
        and cue_class not in ("denial", "apology")
    ):
        return "possible"
    if scope.polarity == "negated" and re.search(r"\b(?:tidak|tak) sampai\s*$", scopeless):
        return "possible"
    return "asserted"


def _cut_at_that(clause: str) -> str:
    """Return what stands behind the last terminator of modality."""
    parts = re.split(r"\b(?:bahwa|yang|setelah|karena|lantaran|sebab)\b", clause)
    tail = parts[-1]
    return tail if len(parts) == 1 or tail.strip() else clause
