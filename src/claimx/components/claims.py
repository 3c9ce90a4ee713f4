"""`claimx_claims`: the ledger, linking cues to the claims that they act on, with status and lag."""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.cues import cues_of
from claimx.components.quotes import quotes_of
from claimx.components.store import group, layers, reading_of


class Claims:
    """Settle the ledger of a Doc from its quotes and cues."""

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        from claimx.ledger.claims import link, settle
        from claimx.ledger.lag import date_of, lag_of

        data = layers(doc)
        reading = reading_of(doc)
        quotes = quotes_of(data)
        cues = cues_of(data)
        speakers = [s for s, _ in data.get("quote_speakers", ())] or [None] * len(quotes)
        agents = data.get("cue_agents") or [None] * len(cues)
        links = link(reading, cues, quotes, agents, speakers, [s["name"] for s in data.get("speakers", ())])
        claims, owner = settle(reading.text, quotes, cues, links, agents, speakers)
        dates = data.get("dates", [])
        lags = [lag_of(reading, cue, dates) for cue in cues]
        data["cue_claims"] = owner
        data["cue_claim_spans"] = [list(found.span) if found else None for found in links]
        data["cue_evidence"] = [list(found.evidence) if found else [] for found in links]
        data["cue_dates"] = [date_of(reading, cue, dates) for cue in cues]
        data["cue_lags"] = lags
        data["claims"] = [
            {
                "span": list(claim.span),
                "quote": claim.quote,
                "speaker": claim.speaker,
                "date": data["quotes"][claim.quote]["date"] if claim.quote is not None else None,
                "status": claim.status,
                "set_by": claim.set_by,
                "history": claim.history,
                "lag": _lag(claim.set_by, claim.history, lags),
            }
            for claim in claims
        ]
        group(doc, self.spans_key, [(*c.span, c.status, f"C{n}") for n, c in enumerate(claims, 1)])
        return doc


def _lag(set_by: int | None, history: list[int], lags: list[Any]) -> Any:
    """Return the lag of the act that set the status, else that of another act in the history."""
    if set_by is None:
        return None
    return lags[set_by] or next((lags[n] for n in history if lags[n]), None)


@Language.factory("claimx_claims", default_config={"spans_key": "claimx_claims"})
def make_claims(nlp: Language, name: str, spans_key: str) -> Claims:
    """Return the component; `spans_key` names its span group."""
    return Claims(spans_key)
