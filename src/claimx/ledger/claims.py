"""The ledger: one entry for each quote and for each other statement, order or report that a cue acts on.

Linking goes from the target of a cue to the stretch of the article that states the claim best: by the words that both
share, by kind (an order for a revocation), by order in time. No link rather than a poor one. Status follows the
precedence rules of the ontology (section 1, rules 4 and 9): only asserted, affirmed acts move it; the claim's own source
can retract, correct or clarify, another party's act contests, denies or debunks beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from claimx.attribution.phrases import Span
from claimx.attribution.quote import Quote
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues
from claimx.ledger.cues import Cue
from claimx.lexicons import word_class

POINTERS = re.compile(
    r"(?i)^(?:hal|kabar|tudingan|tuduhan|isu|rumor|informasi|berita|pernyataan|klaim|pemberitaan|anggapan|laporan|larangan|perintah|itu|tersebut|ini|demikian|larangannya|pernyataannya|ucapannya|tudingannya|tuduhannya|keterangannya|laporannya|seluruh|semua)(?:\s+(?:itu|tersebut|ini|demikian|keterangannya|pernyataannya))*$"
)


@dataclass(slots=True)
class Claim:
    """One entry: the `span` that states it, the index of its `quote` if it is one, its source as index of a speaker."""

    span: Span
    quote: int | None
    speaker: int | None
    status: str = "asserted"
    set_by: int | None = None
    history: list[int] = field(default_factory=list)


@cache
def _stop_words() -> frozenset[str]:
    names = (
        "preposition",
        "subordinator",
        "conjunction",
        "connective",
        "negator",
        "auxiliary",
        "demonstrative",
        "determiner",
        "pronoun_person",
        "circumstance",
    )
    return frozenset(w for name in names for w in word_class(name)) | {
        "adalah",
        "merupakan",
        "adanya",
        "ada",
        "hal",
        "tuduhan",
        "tudingan",
        "isu",
        "kabar",
        "informasi",
        "pernyataan",
        "klaim",
        "rumor",
        "berita",
        "nya",
        "maaf",
    }


def stem(word: str) -> str:
    """Return a word without its commonest affixes: enough to see that `penghapusan` and `menghapus` share a root."""
    base = word.lower()
    base = re.sub(r"(?:nya|lah|kah|pun|ku|mu)$", "", base) if len(base) > 6 else base
    base = re.sub(r"^(?:meng|meny|mem|men|me|peng|peny|pem|pen|pe|di|ber|ter|per|ke)(?=\w{4})", "", base) if len(base) > 5 else base
    return re.sub(r"(?:kan|an|i)$", "", base) if len(base) > 5 else base


def content_words(text: str) -> set[str]:
    """Return the stems of the content words of a stretch."""
    return {stem(w) for w in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text) if w.lower() not in _stop_words() and len(w) > 2}


@dataclass(slots=True)
class Candidate:
    """A stretch that states something which a cue may act upon: a quote, an order, a rumour, a report, an accusation."""

    span: Span
    words: set[str]
    quote: int | None
    speaker: int | None
    kind: str  # quote | order | rumour | verdict


# `kabar bahwa P`, `isu P`, `pernyataan soal P`: the noun says that something was stated, what follows says what
_STATED = re.compile(
    r"\b(?P<noun>pernyataan|ucapan|isu|kabar|rumor|informasi|klaim|tuduhan|tudingan|narasi|berita|pemberitaan|video|foto|rencana|larangan|instruksi|perintah|imbauan|kebijakan|laporan|dugaan|unggahan|keprihatinan|kekhawatiran|kecurigaan)"
    r"(?P<link>(?:\s+(?:[A-Z][\w.-]*|mantan|itu))*?\s+(?:bahwa|soal|mengenai|tentang|terkait|agar|akan|adanya|yang\s+(?:menyebut|menyebutkan|menyatakan|menyinggung|memperlihatkan|menuding|menuduh|berisi|diberitakan\s+menyebut)|jika|kalau)|(?=\s+(?:PT|[A-Z]\w+\s+(?:akan|telah|sudah)\b|penghapusan|penggunaan|pelarangan|penganiayaan|pencopotan|memata-matai)))\s+",
)
# `diisukan P`, `diduga P`, `disebut P`: a passive that leaves the sayer out
_RUMOURED = re.compile(
    r"\b(?:diisukan|dikabarkan|disebut|disebut-sebut|diduga|dituduh|dituding|diklaim|diberitakan|diberitahu|dilaporkan|melaporkan|mengancam|beredar\s+kabar\s+bahwa|viral)\s+(?=\w)"
)
_STOP = re.compile(
    r"[.;!?](?=\s|$)|[\"“”]|,\s+(?:yang|namun|tetapi|sehingga|kata|ujar|menurut|lantaran|karena|padahal|setelah)\b|\s+(?:tersebut\s+(?:juga|terbukti)|hingga\s+sekarang)\b"
)


def _candidates(reading: Reading, quotes: list[Quote], speakers: list[int | None]) -> list[Candidate]:
    """Return everything in an article that states something, in order."""
    text = reading.text
    found: list[Candidate] = []
    for k, quote in enumerate(quotes):
        cue = text[slice(*quote.cue)].lower() if quote.cue else ""
        kind = "order" if active_cues().get(cue) == "request" else "quote"
        said = " ".join(text[s:e] for s, e in quote.content)
        found.append(Candidate(_whole(text, quote), content_words(said), k, speakers[k], kind))
    taken = [span for quote in quotes for span in quote.content]
    orders = ("larangan", "instruksi", "perintah", "kebijakan", "imbauan")
    for match in _STATED.finditer(text):
        stop = _STOP.search(text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + 220)
        if end - match.end() < 12 or not reading.in_body(match.start(), end) or any(s <= match.end() < e for s, e in taken):
            continue
        start = match.start() if match["noun"].lower() in orders else match.end()
        found.append(
            Candidate((start, end), content_words(text[start:end]), None, None, "order" if match["noun"].lower() in orders else "rumour")
        )
    for match in _RUMOURED.finditer(text):
        stop = _STOP.search(text, match.end())
        end = stop.start() if stop else len(text)
        if end - match.end() < 12 or not reading.in_body(match.start(), end) or any(s <= match.end() < e for s, e in taken):
            continue
        found.append(Candidate((match.end(), end), content_words(text[match.end() : end]), None, None, "rumour"))
    return sorted(found, key=lambda c: c.span)


def link(
    reading: Reading, cues: list[Cue], quotes: list[Quote], agents: list[int | None], speakers: list[int | None]
) -> list[tuple[Span, int | None] | None]:
    """Return for each cue the claim it acts on: (span, index of the quote or None), or None."""
    candidates = _candidates(reading, quotes, speakers)
    acts = {cue.quote for cue in cues if cue.quote is not None and cue.label in _TAKERS_BACK}
    # a quote that itself takes something back is the act, not the claim
    candidates = [c for c in candidates if c.quote is None or c.quote not in acts]
    links: list[tuple[Span, int | None] | None] = []
    for number, cue in enumerate(cues):
        found = None
        if cue.label != "nonresponse":
            best = _best(reading, cue, agents[number], candidates, quotes)
            found = (best.span, best.quote) if best is not None else _same_matter(reading, cue, number, cues, links, agents)
        links.append(found)
    return links


MIN_SCORE = 0.42
_TAKERS_BACK = ("retraction", "correction", "error_admission", "clarification", "apology", "takedown")


def _best(reading: Reading, cue: Cue, agent: int | None, candidates: list[Candidate], quotes: list[Quote]) -> Candidate | None:
    """Return the candidate that states best what the cue acts on, None below `MIN_SCORE`."""
    text = reading.text
    target = text[slice(*cue.target)] if cue.target else ""
    wanted = content_words(target)
    pointing = bool(target) and (bool(POINTERS.match(target.strip())) or len(wanted) == 0)
    best: tuple[float, Candidate] | None = None
    for candidate in candidates:
        low, high = candidate.span
        if low <= cue.start < high:
            continue
        if (
            cue.target
            and low < cue.target[1]
            and cue.target[0] < high
            and (candidate.quote is not None or cue.label in ("denial", "debunk"))
        ):
            continue
        quote = quotes[candidate.quote] if candidate.quote is not None else None
        if quote and quote.cue and (quote.cue[0] <= cue.start < quote.cue[1] or any(s <= cue.start < e for s, e in quote.content)):
            continue
        shared = wanted & candidate.words
        same = agent is not None and agent == candidate.speaker
        score = len(shared) / max(2, min(len(wanted), 6)) if len(shared) >= 2 or len(shared) == len(wanted) == 1 else 0.0
        if candidate.kind == "order":
            if cue.label in ("revocation", "error_admission", "clarification") and same:
                score += 0.5
            elif cue.label in ("denial", "debunk"):
                score -= 0.2
        elif cue.label == "revocation":
            score -= 0.5  # what is revoked is an order, not a statement
        if (
            same
            and cue.label in ("retraction", "correction", "apology", "takedown")
            and quote is not None
            and _is_the_statement(reading, quote, target)
        ):
            score += 0.45
        if not same and candidate.speaker is not None and agent is not None and cue.label in ("retraction", "error_admission"):
            score -= 0.4  # one takes back one's own words
        if same and cue.label in ("denial", "debunk", "confirmation"):
            score -= 0.5
        if candidate.kind == "rumour":
            score += 0.12
        if quote is not None and quote.type == "direct":
            score -= 0.12
        distance = cue.start - high
        if distance >= 0:
            score += 0.1
            if pointing and distance < 600 and not (same and cue.label in ("denial", "debunk", "confirmation")):
                score += 0.45 - distance / 2000
        if best is None or score > best[0]:
            best = (score, candidate)
    return best[1] if best and best[0] >= MIN_SCORE else None


_STATEMENTS = re.compile(r"(?i)\b(?:bap|keterangan|kesaksian|pernyataan|ucapan|unggahan|tulisan|cuitan|status|kata-kata)(?:nya)?\b")


def _is_the_statement(reading: Reading, quote: Quote, target: str) -> bool:
    """Tell whether a quote is introduced as the statement that a target names (`Dalam BAP itu, X menyebut P`)."""
    if not _STATEMENTS.search(target) or quote.cue is None:
        return False
    start, end = reading.sentences[reading.sentence_at(quote.cue[0])]
    around = reading.text[start : quote.start] + " " + reading.text[quote.end : end]
    return bool(
        re.search(
            r"(?i)\b(?:dalam|di|lewat|melalui)\s+(?:sebuah\s+)?(?:bap|keterangan|kesaksian|pernyataan|ucapan|unggahan|tulisan|cuitan|status)",
            around,
        )
    )


def _whole(text: str, quote: Quote) -> Span:
    """Return the span that states a quote best: an order with its giver (`Amazon meminta …`), else the content."""
    if (
        quote.type != "direct"
        and quote.cue
        and quote.source
        and active_cues().get(text[slice(*quote.cue)].lower()) == "request"
        and quote.source[0] < quote.cue[0] < quote.start
        and quote.start - quote.cue[1] < 3
    ):
        end = quote.end
        because = re.search(r"\s+(?:karena|lantaran|sebab|dengan alasan|menyusul)\b", text[quote.start : end])
        if because:
            end = quote.start + because.start()
        return quote.source[0], end
    return quote.content[-1] if quote.rule == "indirect.passive" else quote.content[0]


def _same_matter(
    reading: Reading, cue: Cue, number: int, cues: list[Cue], links: list[tuple[Span, int | None] | None], agents: list[int | None]
) -> tuple[Span, int | None] | None:
    """Return the claim of an earlier cue about the same matter: an apology beside a correction, an admission beside a clarification."""
    for other in range(number - 1, -1, -1):
        if cue.start - cues[other].end > 900:
            break
        if links[other] is None or cues[other].label == "nonresponse":
            continue
        if agents[number] is not None and agents[number] == agents[other]:
            return links[other]
        if cue.label in _TAKERS_BACK and cues[other].label in (*_TAKERS_BACK, "denial", "debunk") and cue.start - cues[other].end < 400:
            return links[other]
    return None


RANK = {
    "retraction": "retracted", "revocation": "revoked", "correction": "corrected", "error_admission": "retracted", "denial": "denied",
    "debunk": "debunked", "clarification": "clarified", "confirmation": "confirmed", "nonresponse": "unanswered", "apology": "asserted",
    "takedown": "asserted", "editorial_note": "corrected",
}  # fmt: skip
STRENGTH = (
    "asserted",
    "unanswered",
    "clarified",
    "conceded",
    "confirmed",
    "contested",
    "denied",
    "debunked",
    "corrected",
    "revoked",
    "retracted",
)


def _named_before(text: str, cue: Cue, earlier: list[Cue], owner: list[int | None]) -> int | None:
    """Return the claim of an earlier cue whose target a pointing one repeats by its head noun: `larangan …`, then `Larangan itu`."""
    said = text[slice(*cue.target)].lower().split() if cue.target else []
    if len(said) != 2 or said[1] not in ("itu", "tersebut", "ini"):
        return None
    for other, index in zip(reversed(earlier), reversed(owner), strict=True):
        if index is not None and other.target and text[slice(*other.target)].lower().split()[0] == said[0]:
            return index
    return None


def settle(
    text: str,
    quotes: list[Quote],
    cues: list[Cue],
    links: list[tuple[Span, int | None] | None],
    agents: list[int | None],
    speakers: list[int | None],
) -> tuple[list[Claim], list[int | None]]:
    """Return the ledger and, for each cue, the index of its claim."""
    claims = [Claim(quote.content[0], k, speakers[k]) for k, quote in enumerate(quotes)]
    by_span: dict[Span, int] = {}
    owner: list[int | None] = []
    for number, cue in enumerate(cues):
        found = links[number]
        index: int | None
        if found is None:
            index = None
            if cue.target and cue.label != "nonresponse" and cue.modality == "asserted":
                index = by_span.get(cue.target)
                if index is None:
                    index = _named_before(text, cue, cues[:number], owner)
                governed = next((k for k, q in enumerate(quotes) if q.content[0] == cue.target), None)
                if index is None and governed is not None and cue.label in ("confirmation", "clarification"):
                    index = None
                elif index is None:
                    index = len(claims)
                    claims.append(Claim(cue.target, None, None))
                    by_span[cue.target] = index
        else:
            span, k = found
            if k is not None:
                index = k
                claims[k].span = span
            else:
                index = by_span.get(span)
                if index is None:
                    index = len(claims)
                    claims.append(Claim(span, None, None))
                    by_span[span] = index
        owner.append(index)
        if index is not None:
            claims[index].history.append(number)
    for claim in claims:
        _status(claim, cues, agents)
    return claims, owner


def _status(claim: Claim, cues: list[Cue], agents: list[int | None]) -> None:
    """Set the status that the acts upon a claim leave it in, and the act that set it."""
    acts = [n for n in claim.history if cues[n].polarity == "affirmed" and cues[n].modality == "asserted"]
    labels = {cues[n].label for n in acts}
    best: tuple[int, str, int] | None = None
    for n in acts:
        cue = cues[n]
        own = claim.speaker is not None and agents[n] == claim.speaker
        status = RANK[cue.label]
        if cue.label == "confirmation":
            status = "conceded" if cue.subtype == "concession" else "confirmed"
        if cue.label == "denial" and own:
            status = "retracted"
        if cue.label == "error_admission" and not own and claim.speaker is not None:
            status = "contested"
        if cue.label == "clarification" and "error_admission" in labels and own:
            status = "retracted"
        if cue.label == "revocation" and "error_admission" in labels:
            status = "retracted"
        if status == "asserted":
            continue
        rank = STRENGTH.index(status)
        if best is None or rank > best[0]:
            best = (rank, status, n)
    if best:
        claim.status, claim.set_by = best[1], best[2]
