"""What a pointing cue means (`hal itu`, `tudingan tersebut`, `laporannya`): the candidate that a fitted model finds most likely."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from claimx.acts.targets import find_topic
from claimx.annotations import Cue
from claimx.language.reading import Reading
from claimx.ledger.candidates import Candidate
from claimx.ledger.wording import Wording, contained, stem
from claimx.ranking.model import Features, model, probability, reasons
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

FARTHEST = 14  # sentences back in which a statement is looked for
_LONG = 160  # characters of a candidate
_MOST = 24  # candidates of one cue, nearest first
_AHEAD = 2  # sentences after a cue in which its claim may stand
_SAME_ROOT = {  # nouns that point back, and the words that introduce what they mean
    "tuduhan": ("menuduh", "menuding", "dituduh", "dituding", "mendakwa"),
    "tudingan": ("menuduh", "menuding", "dituduh", "dituding"),
    "kabar": ("dikabarkan", "menyebut", "diberitakan", "kabar"),
    "isu": ("diisukan", "isu", "dikabarkan", "disebut-sebut"),
    "larangan": ("melarang", "larangan"),
    "perintah": ("memerintahkan", "meminta", "perintah"),
    "laporan": ("melaporkan", "laporan"),
    "gugatan": ("menggugat", "gugatan"),
    "dugaan": ("diduga", "menduga", "dugaan"),
    "pernyataan": ("kata", "ujar", "menyebut", "mengatakan", "menyatakan"),
}


_DISPUTES = frozenset({"denial", "debunk"})
_BEARING = ("overlap", "same_root", "root_inside", "topic")  # features of words that the cue and the candidate share


@dataclass(frozen=True, slots=True)
class Link:
    """What a cue acts on where its own words only point: the candidate, how likely, whether any word bears it out, and what counted."""

    candidate: Candidate
    probability: float
    borne_out: bool
    evidence: list[str]


def features(
    syntax: Syntax, cue: Cue, pointer: Wording | None, agent: int | None, agent_name: str, candidate: Candidate, rank: int
) -> Features:
    """Return the named features of one candidate for one cue; `rank` is how many candidates stand nearer."""
    reading = syntax.reading
    apart = reading.sentence_at(cue.start) - reading.sentence_at(candidate.span[0])
    head = pointer.head if pointer else ""
    own = (pointer.specific - {stem(head)}) if pointer else frozenset()
    names = {stem(part.lower()) for part in agent_name.split()}
    same_paragraph = "\n" not in reading.text[min(candidate.span[0], cue.start) : max(candidate.span[0], cue.start)]
    found: Features = {
        "near": 1 / (1 + abs(apart)),
        "after": float(candidate.span[0] > cue.start),
        "same_sentence": float(apart == 0),
        "nearest": float(rank == 0),
        "second": float(rank == 1),
        "same_paragraph": float(same_paragraph),
        "overlap": contained(own, candidate.content.stems) if own else 0.0,
        "no_words": float(not own),
        "same_root": float(head != "" and (candidate.by in _SAME_ROOT.get(head, ()) or stem(candidate.by) == stem(head) != "")),
        "root_inside": float(head != "" and stem(head) in candidate.content.stems),
        "others": float(candidate.speaker is not None and candidate.speaker != agent),
        "own": float(candidate.speaker is not None and candidate.speaker == agent),
        "names_agent": float(bool(names & candidate.content.names)),
        "negated": float(any(syntax.tokens.kind(i) == "negator" for i in reading.tokens(*candidate.span))),
        "heads_paragraph": float(_heads_paragraph(reading, cue.start) and _heads_paragraph(reading, candidate.span[0])),
        "long": float(candidate.span[1] - candidate.span[0] > _LONG),
        f"kind_{candidate.kind}": 1.0,
    }
    if cue.label in ("retraction", "correction", "error_admission"):
        found["own_retracted"] = found["own"]
    if cue.label in ("denial", "debunk", "confirmation"):
        found["own_disputed"] = found["own"]
        found["accused"] = float(candidate.kind in ("accused", "told", "noun"))
    if cue.label in ("revocation", "error_admission", "clarification", "retraction"):
        found["ordered"] = float(
            candidate.kind == "ordered"
            or (candidate.kind == "noun" and candidate.by in ("larangan", "aturan", "keputusan", "status", "surat", "kebijakan"))
        )
    return found


def _makers(syntax: Syntax, cue: Cue, pointer: Wording | None) -> set[str]:
    """Return the stems of the names that a pointing target holds: whose statement it is."""
    if cue.target is None or pointer is None or pointer.head not in members("frame"):
        return set()
    return {stem(syntax.reading.low[i]) for i in syntax.reading.tokens(*cue.target) if syntax.tokens.kind(i) == "name"}


def _can_be_meant(candidate: Candidate, cue: Cue, agent: int | None) -> bool:
    """Return whether an act can be on a candidate: nobody denies what he states himself; only a dispute is of an act that is told of."""
    if cue.label in _DISPUTES:
        return candidate.speaker is None or candidate.speaker != agent
    return not candidate.act


def _made_by(candidate: Candidate, makers: set[str], names: list[str]) -> bool:
    """Return whether a candidate is no quote of somebody else than whose statement is meant: `pernyataan Rina`."""
    return candidate.speaker is None or bool(makers & {stem(part.lower()) for part in names[candidate.speaker].split()})


def _heads_paragraph(reading: Reading, offset: int) -> bool:
    """Return whether an offset lies in the first sentence of a paragraph that another one precedes or follows."""
    start = reading.sentences[reading.sentence_at(offset)][0]
    return start == 0 or "\n" in reading.text[max(0, start - 2) : start]


def rows(
    syntax: Syntax, cue: Cue, pointer: Wording | None, agent: int | None, names: list[str], candidates: list[Candidate]
) -> list[tuple[Candidate, Features]]:
    """Return the candidates within reach of a cue with their features, nearest before the cue first."""
    reading = syntax.reading
    here = reading.sentence_at(cue.start)

    def at_sentence(number: int) -> int:  # candidates are in text order
        if not 0 < number < len(reading.sentences):
            return 0 if number <= 0 else len(candidates)
        return bisect_left(candidates, reading.sentences[number][0], key=lambda c: c.span[0])

    near = candidates[at_sentence(here - FARTHEST) : at_sentence(here + _AHEAD + 1)]
    pool = [c for c in near if not c.span[0] <= cue.start < c.span[1]]
    title = [c for c in candidates if c.kind == "title" and c not in pool]
    ranked = sorted(pool, key=lambda c: (c.span[0] > cue.start, abs(cue.start - c.span[1]))) + title
    makers = _makers(syntax, cue, pointer)
    ranked = [c for c in ranked if _can_be_meant(c, cue, agent) and (not makers or _made_by(c, makers, names))]
    ranked = ranked[:_MOST] + [c for c in ranked[_MOST:] if c.kind == "title"]
    topic = find_topic(syntax, cue)
    return [
        (
            c,
            features(syntax, cue, pointer, agent, names[agent] if agent is not None else "", c, n)
            | {"topic": float(topic is not None and topic[0] < c.span[1] and c.span[0] < topic[1])},
        )
        for n, c in enumerate(ranked)
    ]


def resolve(
    syntax: Syntax, cue: Cue, pointer: Wording | None, agent: int | None, names: list[str], candidates: list[Candidate]
) -> Link | None:
    """Return the most likely candidate of a pointing cue, None where none reaches the fitted threshold."""
    best: tuple[float, Candidate, Features] | None = None
    reached = rows(syntax, cue, pointer, agent, names, candidates)
    rooted = [row for row in reached if row[1]["same_root"] and not row[1]["after"]]  # `tuduhan itu` is what somebody was accused of
    for candidate, found in rooted or reached:
        if found["root_inside"] and found["negated"]:
            continue  # `belum menangkap pelaku … membantah penangkapan itu`: what is denied is the opposite
        likely = probability("link", found)
        if best is None or likely > best[0]:
            best = likely, candidate, found
    if best is None or best[0] < model("link")["threshold"]:
        return None
    return Link(best[1], best[0], any(best[2][name] > 0 for name in _BEARING), reasons("link", best[2]))
