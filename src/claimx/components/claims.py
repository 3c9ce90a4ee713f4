"""`claimx_claims`: the ledger, one entry for each quote and each matter that cues act on, with status, lag and confidence."""

from collections.abc import Callable
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from claimx.annotations import Annotations, Claim, Cue, Span
from claimx.components.store import annotations_of, group, reading_of, syntax_of
from claimx.records import Lag

if TYPE_CHECKING:
    from claimx.ledger.matters import Ledger, Matter

_NEEDED = ("claimx_quotes", "claimx_cues", "claimx_speakers")
LEAST = 0.1  # probability: what is less likely right is no line, not even a possible one


def settle(doc: Doc, spans_key: str = "claimx_claims", min_confidence: float | None = None, nlp: Language | None = None) -> Doc:
    """Settle the ledger of a Doc from its quotes and cues; an entry at least as likely as `min_confidence` is `sure` where none likelier is worded so, another `possible`.

    `nlp` is None where the one that calls has run what comes before.
    """
    if not annotations_of(doc).quotes and not annotations_of(doc).cues and (lacking := _lacking(nlp)):
        raise ValueError(f"claimx_claims needs {', '.join(lacking)} before it; nlp.add_pipe('claimx') adds all in order")
    from claimx.ledger.lag import date_of, lag_of
    from claimx.ledger.matters import Ledger
    from claimx.ranking.model import model

    found, reading = annotations_of(doc), reading_of(doc)
    least = model("line")["threshold"] if min_confidence is None else min_confidence
    for cue in found.cues:
        said = None if cue.quote is None else found.quotes[cue.quote].date
        cue.date, cue.lag = date_of(reading, cue, found.dates, said), lag_of(reading, cue, found.dates)
    ledger = Ledger(syntax_of(doc), found.quotes, found.cues, found.entities)
    found.claims = [Claim(quote.content[0], k, quote.speaker, quote.date) for k, quote in enumerate(found.quotes)]
    sure = ledger.sure(least)
    owners = {
        index: _enter(found, matter, found.cues[matter.set_by], "sure" if index in sure else "possible")
        for index, matter in enumerate(ledger.matters)
        if matter.set_by is not None and matter.confidence >= min(least, LEAST)
    }
    _tell_cues(found, ledger, owners)
    group(doc, spans_key, [(*c.span, c.status, f"C{n}") for n, c in enumerate(found.claims, 1)])
    return doc


def _lacking(nlp: Language | None) -> list[str]:
    """Return the factories that the pipeline does not run before this one, of those that are needed."""
    if nlp is None:
        return []
    factories = (nlp.get_pipe_meta(name).factory for name in nlp.pipe_names)
    ran = set(takewhile(lambda factory: factory != "claimx_claims", factories))
    return [factory for factory in _NEEDED if factory not in ran]


def _enter(found: Annotations, matter: "Matter", setting: Cue, certainty: str) -> int:
    """Enter a matter, whose status the cue `setting` set, among the claims, in place of the quote that states it; return its index."""
    index = matter.quote if matter.quote is not None and found.claims[matter.quote].status == "asserted" else len(found.claims)
    if index == len(found.claims):
        found.claims.append(Claim(matter.span))
    claim = found.claims[index]
    claim.span, claim.speaker = matter.span, matter.speaker
    claim.status, claim.set_by, claim.history = matter.status, matter.set_by, matter.history
    claim.lag = _lag([setting, *(found.cues[n] for n in matter.history)])
    claim.confidence, claim.certainty, claim.evidence = round(matter.confidence, 2), certainty, matter.evidence
    claim.doubtful = _doubtful(matter, setting) if certainty == "possible" else []
    return index


_DOUBTED = 0.6  # probability below which a part of a line is told as doubtful


def _doubtful(matter: "Matter", setting: Cue) -> list[str]:
    """Return of what an entry is in doubt: what the act is about, who does it, whether it is one; the likeliest doubt where all are likely enough."""
    parts = {"what": matter.likely, "who": setting.agent_confidence if setting.agent is not None else 0.0, "whether": setting.confidence}
    return [part for part, likely in parts.items() if likely < _DOUBTED] or [min(parts, key=parts.__getitem__)]


def _lag(cues: list[Cue]) -> Lag | None:
    """Return the first lag that acts tell."""
    return next((cue.lag for cue in cues if cue.lag), None)


def _tell_cues(found: Annotations, ledger: "Ledger", owners: dict[int, int]) -> None:
    """Set, of each cue, who does it, its claim, where else that is stated, and why that is meant; `owners`: of each matter that is entered, its claim."""
    for cue, doer, owner in zip(found.cues, ledger.doers(), ledger.owner, strict=True):
        cue.doer = doer
        cue.claim = None if owner is None else owners.get(owner)
        span = None if cue.claim is None else found.claims[cue.claim].span
        cue.claim_span = None if _overlap(cue.target, span) else span
        cue.evidence = found.claims[cue.claim].evidence if cue.claim is not None and cue.claim_span is not None else []


def _overlap(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


@Language.factory(
    "claimx_claims",
    default_config={"spans_key": "claimx_claims", "min_confidence": None},
    assigns=["doc._.claimx_claims", "doc.spans"],
    requires=["doc._.claimx_quotes", "doc._.claimx_cues", "doc._.claimx_speakers"],
)
def make_claims(nlp: Language, name: str, spans_key: str, min_confidence: float | None) -> Callable[[Doc], Doc]:
    """Return the component; `spans_key` names its span group, `min_confidence` takes the place of the fitted threshold of sure lines."""
    return partial(settle, spans_key=spans_key, min_confidence=min_confidence, nlp=nlp)
