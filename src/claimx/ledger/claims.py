"""The ledger: one entry for each quote and for each other statement, order or report that a cue acts on.

Linking goes from the target of a cue to the stretch of the article that states the claim best: by the words that both
share, by kind (an order for a revocation), by order in time. No link rather than a poor one. Status follows the
precedence rules of the ontology (section 1, rules 4 and 9): only asserted, affirmed acts move it; the claim's own source
can retract, correct or clarify, another party's act contests, denies or debunks beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimx.attribution.phrases import Span
from claimx.attribution.quote import Quote
from claimx.language.reading import Reading
from claimx.ledger.candidates import Candidate, as_written, content_words, find_candidates
from claimx.ledger.cue import Cue
from claimx.ledger.narration import Narrative
from claimx.ledger.targets import TOPIC

POINTERS = re.compile(
    r"(?i)^(?:(?:telah |sudah |pernah )?melakukan (?=hal|tindakan|perbuatan|aksi))?(?:hal|tindakan|perbuatan|aksi|kabar|tudingan|tuduhan|isu|rumor|informasi|berita|pernyataan|klaim|pemberitaan|anggapan|laporan|larangan|perintah|itu|tersebut|ini|demikian|larangannya|pernyataannya|ucapannya|tudingannya|tuduhannya|keterangannya|laporannya|seluruh|semua)(?:\s+(?:itu|tersebut|ini|demikian|keterangannya|pernyataannya))*$"
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


@dataclass(frozen=True, slots=True)
class Link:
    """The stretch that a cue acts on, the index of its quote if it is one, and what speaks for it, in words."""

    span: Span
    quote: int | None
    evidence: tuple[str, ...] = field(default=(), compare=False)


MIN_SCORE = 0.42
FARTHEST_BACK = 3000  # characters between a cue and an earlier one that names its target in full
NEAREST = 150  # candidates on each side of a cue that are weighed; the most of 450 articles was 60 in all
_TAKERS_BACK = ("retraction", "correction", "error_admission", "clarification", "apology", "takedown")
_FALSE = ("denial", "debunk")


def link(
    reading: Reading, cues: list[Cue], quotes: list[Quote], agents: list[int | None], speakers: list[int | None], names: list[str]
) -> list[Link | None]:
    """Return for each cue the claim it acts on, or None; `names` are the speakers' names."""
    if all(cue.label == "nonresponse" for cue in cues):
        return [None] * len(cues)
    acts = {cue.quote for cue in cues if cue.quote is not None and cue.label in (*_TAKERS_BACK, *_FALSE)}
    # a quote that itself takes something back or calls it false is the act, not the claim
    candidates = [c for c in find_candidates(reading, quotes, speakers, names) if c.quote is None or c.quote not in acts]
    links: list[Link | None] = []
    narrative = Narrative(reading, [part for quote in quotes for part in quote.content], [cue.start for cue in cues])
    for number, cue in enumerate(cues):
        found = _best(reading, cue, agents[number], candidates, quotes, names) if cue.label != "nonresponse" else None
        answered = found is None or (cue.label == "confirmation" and found.span[0] > cue.start)  # what is confirmed was told before
        if answered and (span := narrative.told(cue)):
            found = Link(span, None, ("told by the article before",))
        if found is None and narrative.is_pointed_at(cue):
            place = narrative.pointed_at(cue)  # `Kabar itu belum dikonfirmasi. X membantah kabar itu`: the matter of that act
            found = next((links[k] for k in range(number - 1, -1, -1) if reading.sentence_at(cues[k].start) == place), None)
        links.append(found)
    return _spread(reading, cues, links, agents)


def _best(reading: Reading, cue: Cue, agent: int | None, candidates: list[Candidate], quotes: list[Quote], names: list[str]) -> Link | None:
    """Return the candidate that states best what the cue acts on, with its evidence; None below `MIN_SCORE`."""
    text = reading.text
    target = text[slice(*cue.target)] if cue.target else ""
    wanted = content_words(target)
    pointing = bool(target) and (bool(POINTERS.match(target.strip())) or len(wanted) == 0)
    pointing = pointing or (not target and text[cue.start : cue.end].lower().endswith("nya"))
    sentence = reading.sentences[reading.sentence_at(cue.start)]
    topic = TOPIC.match(text, sentence[0], cue.start)
    if pointing and topic and len(topic["topic"]) > 20:  # `Soal P, X membenarkan hal itu`
        return Link(topic.span("topic"), None, ("the topic of the sentence",))
    owners = {i for i, name in enumerate(names) if i != agent and any(len(part) > 3 and part in target for part in name.split())}
    best: tuple[float, Link] | None = None
    middle = bisect_left(candidates, cue.start, key=lambda c: c.span[0])
    for candidate in candidates[max(0, middle - NEAREST) : middle + NEAREST]:
        low, high = candidate.span
        if low <= cue.start < high:
            continue
        if (
            cue.target
            and low < cue.target[1]
            and cue.target[0] < high
            and (candidate.quote is not None or cue.label in _FALSE)
            and candidate.kind != "title"
        ):
            continue
        quote = quotes[candidate.quote] if candidate.quote is not None else None
        if quote and quote.cue and (quote.cue[0] <= cue.start < quote.cue[1] or any(s <= cue.start < e for s, e in quote.content)):
            continue
        shared = wanted & candidate.words
        same = agent is not None and agent == candidate.speaker
        score = len(shared) / max(2, min(len(wanted), 6)) if len(shared) >= 2 or len(shared) == len(wanted) == 1 else 0.0
        evidence = [f"shared words: {as_written(target, shared)}"] if score else []
        if candidate.kind == "order":
            if cue.label in ("revocation", "error_admission", "clarification") and same:
                score += 0.8
                evidence.append("an order of the agent's own")
            elif cue.label in _FALSE:
                score -= 0.2
        elif cue.label == "revocation":
            score -= 0.5  # what is revoked is an order, not a statement
        if cue.subtype == "complaint" and candidate.kind in ("complaint", "rumour") and candidate.quote is None:
            accused = re.match(r"(?:tuduhan|dugaan)\b|.*\bdiduga\b", text[low:high])
            if candidate.kind == "complaint" or accused:
                score += 0.4
                evidence.append("a complaint")
        if candidate.speaker in owners and cue.label != "revocation":
            score += 0.45
            evidence.append("its speaker is named in the target")
        if (
            same
            and cue.label in ("retraction", "correction", "apology", "takedown")
            and quote is not None
            and _is_the_statement(reading, quote, target)
        ):
            score += 0.45
            evidence.append("the agent's own statement that the target names")
        if not same and candidate.speaker is not None and agent is not None and cue.label in ("retraction", "error_admission"):
            score -= 0.4  # one takes back one's own words
        if same and cue.label in (*_FALSE, "confirmation"):
            score -= 0.5
        if same and candidate.quote is None and _STATEMENTS.search(target):
            score += 0.5
            evidence.append("the agent's own words")
        if candidate.kind == "rumour":
            score += 0.24 if cue.label in _FALSE and _RUMOUR.match(target) else 0.12
            evidence.append("told as a rumour")
        if candidate.kind == "title":
            score += 0.3 if cue.label == "debunk" else -0.3
            evidence.append("the title")
        if quote is not None and quote.type == "direct":
            score -= 0.12
        if cue.label == "clarification" and cue.target and cue.target[0] <= low and high <= cue.target[1] + 40 and candidate.quote is None:
            score += 0.2  # `angkat bicara soal isu P`: P itself
        if cue.target and low < cue.target[1] and cue.target[0] < high and cue.label != "clarification":
            score -= 0.3  # what the cue itself says is stated elsewhere, if anywhere
        distance = cue.start - high
        if distance >= 0:
            score += 0.1
            if pointing and distance < 600 and not (same and cue.label in (*_FALSE, "confirmation")):
                score += 0.45 - distance / 2000
                evidence.append("pointed back at, the nearest")
        if best is None or score > best[0]:
            best = (score, Link(candidate.span, candidate.quote, tuple(evidence)))
    return best[1] if best and best[0] >= MIN_SCORE else None


_RUMOUR = re.compile(r"(?i)\W*(?:semua |segala |berbagai |adanya )?(?:isu|kabar|rumor|tuduhan|tudingan|dugaan|gosip|spekulasi|fitnah)\b")
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


def _around(cues: list[Cue], number: int, reach: int) -> Iterator[int]:
    """Yield the indices of the cues that begin within `reach` characters of one: those before it, the nearest first, then those behind."""
    here = cues[number].start
    for indices in (range(number - 1, -1, -1), range(number + 1, len(cues))):
        for index in indices:
            if abs(here - cues[index].start) > reach:
                break
            yield index


def _spread(reading: Reading, cues: list[Cue], links: list[Link | None], agents: list[int | None]) -> list[Link | None]:
    """Give cues without a claim of their own that of a cue about the same matter: an apology beside a correction, a denial in
    the words that follow another. Evidence is the agent and nearness; failing that, a matter that rules the whole article.
    """
    spread = list(links)
    for number, cue in enumerate(cues):
        if links[number] is not None or cue.label == "nonresponse":
            continue
        for other in _around(cues, number, 900):
            near = abs(cue.start - cues[other].start)
            if spread[other] is None or cues[other].label == "nonresponse":
                continue
            agent = agents[number] is not None and agents[number] == agents[other]
            kindred = cue.label in _TAKERS_BACK and cues[other].label in (*_TAKERS_BACK, *_FALSE) and near < 400
            elaborated = cue.label == cues[other].label and reading.sentence_at(cues[other].start) - reading.sentence_at(cue.start) == 1
            # `Kabar itu dibenarkan X. "Betul," kata X`
            echoed = cue.rule == "confirmation.true" and cues[other].label == "confirmation" and other < number and near < 300
            if echoed or (agent and other < number) or (agent and kindred) or (kindred and other < number) or elaborated:
                shared = spread[other]
                assert shared is not None
                spread[number] = Link(
                    shared.span, shared.quote, (f"the matter of the cue {reading.text[slice(cues[other].start, cues[other].end)]!r}",)
                )
                break
    for number, cue in enumerate(cues):
        if spread[number] is None and cue.target and cue.label != "nonresponse":
            wanted = content_words(reading.text[slice(*cue.target)])
            for other in range(number - 1, max(-1, number - 1 - NEAREST), -1):  # the same thing, named in full before
                earlier = cues[other]
                if earlier.target is None or cue.start - earlier.start > FARTHEST_BACK:
                    continue
                named = content_words(reading.text[slice(*earlier.target)])
                fuller = earlier.label == cue.label and bool(wanted) and wanted < named
                meant = not wanted and cue.label in _FALSE and earlier.label in _FALSE and len(named) >= 3
                if fuller or (meant and agents[number] is not None and agents[number] == agents[other]):
                    spread[number] = Link(earlier.target, None, ("named in full by an earlier cue",))
                    break
    counted: dict[Link, int] = {}
    for found in spread:
        if found:
            counted[found] = counted.get(found, 0) + 1
    if counted:
        ruling, votes = max(counted.items(), key=lambda item: item[1])
        if votes >= 2 and votes * 5 >= sum(counted.values()) * 3:
            for number, cue in enumerate(cues):
                wordless = cue.target is None or len(content_words(reading.text[slice(*cue.target)])) <= 1
                inside = ruling.span[0] <= cue.start < ruling.span[1]
                if (
                    spread[number] is None
                    and wordless
                    and not inside
                    and cue.label in (*_TAKERS_BACK, *_FALSE)
                    and cue.subtype != "complaint"
                ):
                    spread[number] = Link(ruling.span, ruling.quote, ("the one matter of the article",))
    return spread


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
    links: list[Link | None],
    agents: list[int | None],
    speakers: list[int | None],
) -> tuple[list[Claim], list[int | None]]:
    """Return the ledger and, for each cue, the index of its claim."""
    claims = [Claim(quote.content[0], k, speakers[k]) for k, quote in enumerate(quotes)]
    by_span: dict[Span, int] = {}
    quoted = {quote.content[0] for quote in quotes}
    owner: list[int | None] = []
    for number, cue in enumerate(cues):
        found = links[number]
        index: int | None
        if found is None:
            index = None
            if cue.target and cue.label != "nonresponse" and cue.modality == "asserted":
                index = by_span.get(cue.target)
                if index is None:
                    index = _named_before(text, cue, cues[max(0, number - NEAREST) : number], owner[-NEAREST:])
                if index is None and not (cue.target in quoted and cue.label in ("confirmation", "clarification")):
                    index = len(claims)
                    claims.append(Claim(cue.target, None, None))
                    by_span[cue.target] = index
        else:
            span, k = found.span, found.quote
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
