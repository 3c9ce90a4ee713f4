"""From Doc to records: the only module that reads the layers which the components left on a Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from claimx.attribution.quote import confidence
from claimx.components.store import layers, reading_of
from claimx.language.identify import foreign
from claimx.records import SCHEMA_VERSION, Claim, Cue, Date, Document, Quote, Span, Speaker, Warning
from claimx.render.words import say

if TYPE_CHECKING:
    from claimx.inputs import Article


def summarize(doc: Doc, article: Article, include_text: bool = False) -> Document:
    """Return the record of a processed Doc; what the `article` knows of title, outlet and authors goes before what the text says."""
    data = layers(doc)
    reading = reading_of(doc)
    text, layout = reading.text, reading.layout

    def span(pair: Any) -> Span | None:
        return None if pair is None else {"start": pair[0], "end": pair[1], "text": text[pair[0] : pair[1]]}

    def must(pair: Any) -> Span:
        return {"start": pair[0], "end": pair[1], "text": text[pair[0] : pair[1]]}

    def identifier(prefix: str, number: int | None) -> str | None:
        return None if number is None else f"{prefix}{number + 1}"

    speakers: list[Speaker] = [
        {
            "id": f"S{n}",
            "name": s["name"],
            "kind": s["kind"],
            "role": s["role"],
            "aliases": list(s["aliases"]),
            "mentions": [must(m) for m in s["mentions"]],
        }
        for n, s in enumerate(data.get("speakers", ()), 1)
    ]
    raw_quotes = data.get("quotes", [])
    said_by = data.get("quote_speakers") or [[None, "open"]] * len(raw_quotes)
    rivals = data.get("quote_candidates") or [[]] * len(raw_quotes)
    quotes: list[Quote] = [
        {
            "id": f"Q{n}",
            "type": q["type"],
            "content": [must(part) for part in q["content"]],
            "cue": span(q["cue"]),
            "source": span(q["source"]),
            "speaker": identifier("S", said_by[n - 1][0]),
            "speaker_rule": said_by[n - 1][1],
            "candidates": list(rivals[n - 1]),
            "via": span(q["via"]),
            "date": identifier("D", q["date"]),
            "rule": q["rule"],
            "confidence": confidence(q["rule"], q["doubt"], said_by[n - 1][1]),
            "flags": list(q["flags"]),
        }
        for n, q in enumerate(raw_quotes, 1)
    ]
    dates: list[Date] = [
        {
            "id": f"D{n}",
            "start": d["start"],
            "end": d["end"],
            "text": text[d["start"] : d["end"]],
            "type": d["type"],
            "value": d["value"],
            "mod": d["mod"],
            "begin": d["begin"],
            "end_date": d["end_date"],
            "conflict": d["conflict"],
        }
        for n, d in enumerate(data.get("dates", ()), 1)
    ]
    raw_cues = data.get("cues", [])
    blank: list[Any] = [None] * len(raw_cues)
    agents, demanders = data.get("cue_doers") or data.get("cue_agents") or blank, data.get("cue_demanders") or blank
    owners, claim_spans = data.get("cue_claims") or blank, data.get("cue_claim_spans") or blank
    evidence = data.get("cue_evidence") or [[]] * len(raw_cues)
    cue_dates, lags = data.get("cue_dates") or blank, data.get("cue_lags") or blank
    cues: list[Cue] = [
        {
            "id": f"R{n + 1}",
            "class": c["label"],
            "subtype": c["subtype"],
            "cue": must((c["start"], c["end"])),
            "polarity": c["polarity"],
            "modality": c["modality"],
            "aspect": c["aspect"],
            "strength": c["strength"],
            "agent": identifier("S", agents[n]),
            "demander": identifier("S", demanders[n]),
            "target": span(c["target"]),
            "claim": identifier("C", owners[n]),
            "claim_span": span(claim_spans[n]),
            "evidence": list(evidence[n]),
            "date": identifier("D", cue_dates[n]),
            "lag": lags[n],
            "old_value": c["old_value"],
            "new_value": c["new_value"],
            "reason": c["reason"],
            "rule": c["rule"],
            "confidence": c["confidence"],
        }
        for n, c in enumerate(raw_cues)
    ]
    claims: list[Claim] = [
        {
            "id": f"C{n}",
            "span": must(c["span"]),
            "speaker": identifier("S", c["speaker"]),
            "quote": identifier("Q", c["quote"]),
            "date": identifier("D", c["date"]),
            "status": c["status"],
            "set_by": identifier("R", c["set_by"]),
            "history": [f"R{r + 1}" for r in c["history"]],
            "lag": c["lag"],
            "confidence": c["confidence"],
            "evidence": list(c["evidence"]),
        }
        for n, c in enumerate(data.get("claims", ()), 1)
    ]
    notices = list(article.warnings)
    if language := foreign(reading.low):
        notices.append(("not_indonesian", say("en", "warning.not_indonesian", language=language)))
    warnings: list[Warning] = [{"code": code, "message": message, "start": None, "end": None} for code, message in notices]
    warnings += [{"code": w["code"], "message": w["message"], "start": w["start"], "end": w["end"]} for w in data["warnings"]]
    return {
        "schema_version": SCHEMA_VERSION,
        "source": article.source,
        "sha256": article.sha256,
        "text": text if include_text else None,
        "title": article.title or (text[slice(*layout.title)] if layout.title else None),
        "outlet": article.outlet or layout.outlet,
        "url": article.url,
        "authors": article.authors or layout.authors,
        "editors": layout.editors,
        "published": data["published"],
        "speakers": speakers,
        "quotes": quotes,
        "dates": dates,
        "cues": cues,
        "claims": claims,
        "warnings": warnings,
    }
