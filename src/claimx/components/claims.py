"""`claimx_claims`: the ledger, one entry for each quote and each matter that cues act on, with status, lag and confidence."""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.cues import cues_of
from claimx.components.dates import dates_of
from claimx.components.quotes import quotes_of
from claimx.components.store import group, layers, reading_of, syntax_of


class Claims:
    """Settle the ledger of a Doc from its quotes and cues; an entry less sure than `min_confidence` moves no status."""

    def __init__(self, spans_key: str, min_confidence: float | None) -> None:
        self.spans_key = spans_key
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        from claimx.ledger.lag import date_of, lag_of
        from claimx.ledger.matters import Ledger
        from claimx.ranking.model import model

        data = layers(doc)
        reading = reading_of(doc)
        quotes = quotes_of(doc)
        cues = cues_of(doc)
        speakers = [s for s, _ in data.get("quote_speakers", ())] or [None] * len(quotes)
        agents = data.get("cue_agents") or [None] * len(cues)
        dates = data.get("dates", [])
        names = [s["name"] for s in data.get("speakers", ())]
        claimants = data.get("cue_claimants")
        ledger = Ledger(syntax_of(doc, dates_of(doc)), quotes, cues, agents, speakers, names, parties_of(data), claimants)
        least = model("line")["threshold"] if self.min_confidence is None else self.min_confidence
        lags = [lag_of(reading, cue, dates) for cue in cues]
        data["claims"] = [_entry(quote.content[0], k, speakers[k], data["quotes"][k]["date"]) for k, quote in enumerate(quotes)]
        entry_of: dict[int, int] = {}
        for index, matter in enumerate(ledger.matters):
            if matter.set_by is None or matter.confidence < least:
                continue
            free = matter.quote is not None and data["claims"][matter.quote]["status"] == "asserted"
            entry_of[index] = matter.quote if matter.quote is not None and free else len(data["claims"])
            if entry_of[index] == len(data["claims"]):
                data["claims"].append(_entry(matter.span, None, matter.speaker, None))
            data["claims"][entry_of[index]] |= {
                "span": list(matter.span), "status": matter.status, "set_by": matter.set_by, "history": matter.history,
                "lag": _lag(matter.set_by, matter.history, lags), "confidence": round(matter.confidence, 2), "evidence": matter.evidence,
            }  # fmt: skip
        data["cue_doers"] = ledger.doers()
        data["cue_claims"] = [entry_of.get(owner) if owner is not None else None for owner in ledger.owner]
        spans = [data["claims"][claim]["span"] if claim is not None else None for claim in data["cue_claims"]]
        data["cue_claim_spans"] = [None if _within(cue.target, span) else span for cue, span in zip(cues, spans, strict=True)]
        data["cue_evidence"] = [
            link.evidence if link and claim is not None else [] for link, claim in zip(ledger.elsewhere, data["cue_claims"], strict=True)
        ]
        data["cue_dates"] = [date_of(reading, cue, dates) for cue in cues]
        data["cue_lags"] = lags
        group(doc, self.spans_key, [(*c["span"], c["status"], f"C{n}") for n, c in enumerate(data["claims"], 1)])
        return doc


def _within(target: tuple[int, int] | None, span: list[int] | None) -> bool:
    """Return whether the words of a cue's own target are where the claim is stated."""
    return target is not None and span is not None and target[0] < span[1] and span[0] < target[1]


def parties_of(data: dict[str, Any]) -> list[frozenset[str]]:
    """Return, for each speaker, the capitalised words and the initials of the body that it is, or of a person's office, with `person`."""
    found = []
    for speaker in data.get("speakers", ()):
        body = speaker["kind"] == "organization"
        said = f"{speaker['name'] if body else ''} {speaker['role'] or ''}"
        capital = [word for word in said.split() if word[:1].isupper()]
        words = {word for word in capital if len(word) > 3 or (word.isupper() and len(word) > 1)}
        initials = {"".join(word[0] for word in capital)} if body and len(capital) > 1 else set()
        found.append(frozenset(words | (initials if body else {"person"})))
    return found


def _entry(span: tuple[int, int], quote: int | None, speaker: int | None, date: int | None) -> dict[str, Any]:
    return {
        "span": list(span), "quote": quote, "speaker": speaker, "date": date, "status": "asserted", "set_by": None, "history": [],
        "lag": None, "confidence": 1.0, "evidence": [],
    }  # fmt: skip


def _lag(set_by: int, history: list[int], lags: list[Any]) -> Any:
    """Return the lag of the act that set the status, else that of another act in the history."""
    return lags[set_by] or next((lags[n] for n in history if lags[n]), None)


@Language.factory("claimx_claims", default_config={"spans_key": "claimx_claims", "min_confidence": None})
def make_claims(nlp: Language, name: str, spans_key: str, min_confidence: float | None) -> Claims:
    """Return the component; `spans_key` names its span group, `min_confidence` takes the place of the fitted threshold."""
    return Claims(spans_key, min_confidence)
