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

MIN_OVERLAP = 0.34  # share of a target's content words that a linked claim must hold
POINTERS = re.compile(r"(?i)^(?:hal|kabar|tudingan|tuduhan|isu|rumor|informasi|berita|pernyataan|klaim|pemberitaan|anggapan|laporan|larangan|perintah|itu|tersebut|ini|demikian|larangannya|pernyataannya|ucapannya|tudingannya|tuduhannya|keterangannya|laporannya|seluruh|semua)(?:\s+(?:itu|tersebut|ini|demikian|keterangannya|pernyataannya))*$")


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
    names = ("preposition", "subordinator", "conjunction", "connective", "negator", "auxiliary", "demonstrative", "determiner", "pronoun_person", "circumstance")
    return frozenset(w for name in names for w in word_class(name)) | {"adalah", "merupakan", "adanya", "ada", "hal", "tuduhan", "tudingan", "isu", "kabar", "informasi", "pernyataan", "klaim", "rumor", "berita", "nya", "maaf"}


def stem(word: str) -> str:
    """Return a word without its commonest affixes: enough to see that `penghapusan` and `menghapus` share a root."""
    base = word.lower()
    base = re.sub(r"(?:nya|lah|kah|pun|ku|mu)$", "", base) if len(base) > 6 else base
    base = re.sub(r"^(?:meng|meny|mem|men|me|peng|peny|pem|pen|pe|di|ber|ter|per|ke)(?=\w{4})", "", base) if len(base) > 5 else base
    return re.sub(r"(?:kan|an|i)$", "", base) if len(base) > 5 else base


def content_words(text: str) -> set[str]:
    """Return the stems of the content words of a stretch."""
    return {stem(w) for w in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text) if w.lower() not in _stop_words() and len(w) > 2}


def link(reading: Reading, cues: list[Cue], quotes: list[Quote], agents: list[int | None], speakers: list[int | None]) -> list[tuple[Span, int | None] | None]:
    """Return for each cue the claim it acts on: (span, index of the quote or None), or None."""
    words_of_quote = [content_words(" ".join(reading.text[s:e] for s, e in quote.content)) for quote in quotes]
    links: list[tuple[Span, int | None] | None] = []
    last: dict[str, tuple[Span, int | None]] = {}
    for number, cue in enumerate(cues):
        found = None
        if cue.label not in ("nonresponse",):
            found = _best(reading, cue, number, cues, quotes, words_of_quote, agents, speakers)
            if found is None and cue.label in ("error_admission", "apology", "clarification", "revocation", "correction", "takedown"):
                found = _same_matter(reading, cue, cues[:number], links)
        links.append(found)
        if found:
            last[cue.label] = found
    return links


def _best(
    reading: Reading, cue: Cue, number: int, cues: list[Cue], quotes: list[Quote], words_of_quote: list[set[str]], agents: list[int | None], speakers: list[int | None]
) -> tuple[Span, int | None] | None:
    text = reading.text
    target = text[slice(*cue.target)] if cue.target else ""
    wanted = content_words(target)
    pointing = bool(POINTERS.match(target.strip())) or (target and len(wanted) <= 1)
    best: tuple[float, Span, int | None] | None = None
    for k, quote in enumerate(quotes):
        if any(s <= cue.start < e for s, e in quote.content) or (quote.cue and quote.cue[0] <= cue.start < quote.cue[1]):
            continue
        if cue.target and any(s < cue.target[1] and cue.target[0] < e for s, e in quote.content):
            continue
        shared = wanted & words_of_quote[k]
        same_speaker = agents[number] is not None and agents[number] == speakers[k]
        score = len(shared) / max(2, len(wanted)) if wanted else 0.0
        order = quote.cue is not None and active_cues().get(text[slice(*quote.cue)].lower()) == "request"
        if cue.label in ("revocation", "error_admission", "clarification") and order and same_speaker:
            score += 0.35
        if cue.label in ("denial", "debunk", "confirmation") and same_speaker:
            score -= 0.4
        if cue.label in ("retraction", "correction") and same_speaker:
            score += 0.1
        if quote.start < cue.start:
            score += 0.08
            if pointing and 0 < cue.start - quote.end < 500 and not (cue.label in ("denial", "debunk") and same_speaker):
                score += 0.3 - (cue.start - quote.end) / 2500
        if quote.type == "direct":
            score -= 0.1
        span = _whole(text, quote)
        if best is None or score > best[0]:
            best = (score, span, k)
    if best and best[0] >= MIN_OVERLAP:
        return best[1], best[2]
    # a sentence of the narration that shares most of the target's words
    if len(wanted) >= 2:
        top: tuple[float, Span] | None = None
        for start, end in reading.sentences:
            if start <= cue.start < end or (cue.target and start <= cue.target[0] < end):
                continue
            shared = wanted & content_words(text[start:end])
            score = len(shared) / len(wanted) + (0.05 if start < cue.start else 0)
            if len(shared) >= 2 and score >= 0.5 and (top is None or score > top[0]):
                top = (score, (start, end))
        if top:
            span = top[1]
            end = span[1]
            while end > span[0] and text[end - 1] in " .\n":
                end -= 1
            return (span[0], end), None
    return None


def _whole(text: str, quote: Quote) -> Span:
    """Return the span that states a quote best: an order with its giver (`Amazon meminta …`), else the content."""
    if quote.type != "direct" and quote.cue and quote.source and active_cues().get(text[slice(*quote.cue)].lower()) == "request" and quote.source[0] < quote.cue[0] < quote.start and quote.start - quote.cue[1] < 3:
        end = quote.end
        because = re.search(r"\s+(?:karena|lantaran|sebab|dengan alasan|menyusul)\b", text[quote.start : end])
        if because:
            end = quote.start + because.start()
        return quote.source[0], end
    return quote.content[0]


def _same_matter(reading: Reading, cue: Cue, earlier: list[Cue], links: list[tuple[Span, int | None] | None]) -> tuple[Span, int | None] | None:
    """Return the claim of the nearest earlier cue about the same matter: an admission beside a clarification, a deletion after a correction."""
    for other, found in zip(reversed(earlier), reversed(links), strict=False):
        if found and cue.start - other.end < 400 and other.label not in ("nonresponse",):
            return found
    return None


RANK = {
    "retraction": "retracted", "revocation": "revoked", "correction": "corrected", "error_admission": "retracted", "denial": "denied",
    "debunk": "debunked", "clarification": "clarified", "confirmation": "confirmed", "nonresponse": "unanswered", "apology": "asserted",
    "takedown": "asserted", "editorial_note": "corrected",
}  # fmt: skip
STRENGTH = ("asserted", "unanswered", "clarified", "conceded", "confirmed", "contested", "denied", "debunked", "corrected", "revoked", "retracted")


def settle(
    quotes: list[Quote], cues: list[Cue], links: list[tuple[Span, int | None] | None], agents: list[int | None], speakers: list[int | None]
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
