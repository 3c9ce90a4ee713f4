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
        "speakers": _speakers(data, text),
        "quotes": _quotes(data, text),
        "dates": _dates(data, text),
        "cues": _cues(data, text),
        "claims": _claims(data, text),
        "warnings": _warnings(data, article, foreign(reading.low)),
    }


def _must(text: str, pair: Any) -> Span:
    return {"start": pair[0], "end": pair[1], "text": text[pair[0] : pair[1]]}


def _span(text: str, pair: Any) -> Span | None:
    return None if pair is None else _must(text, pair)


def _id(prefix: str, number: int | None) -> str | None:
    return None if number is None else f"{prefix}{number + 1}"


def _speakers(data: dict[str, Any], text: str) -> list[Speaker]:
    return [
        {
            "id": f"S{n}",
            "name": s["name"],
            "kind": s["kind"],
            "role": s["role"],
            "aliases": list(s["aliases"]),
            "mentions": [_must(text, m) for m in s["mentions"]],
        }
        for n, s in enumerate(data.get("speakers", ()), 1)
    ]


def _quotes(data: dict[str, Any], text: str) -> list[Quote]:
    found = data.get("quotes", [])
    said_by = data.get("quote_speakers") or [[None, "open"]] * len(found)
    rivals = data.get("quote_candidates") or [[]] * len(found)
    return [
        {
            "id": f"Q{n + 1}",
            "type": q["type"],
            "content": [_must(text, part) for part in q["content"]],
            "cue": _span(text, q["cue"]),
            "source": _span(text, q["source"]),
            "speaker": _id("S", said_by[n][0]),
            "speaker_rule": said_by[n][1],
            "candidates": list(rivals[n]),
            "via": _span(text, q["via"]),
            "date": _id("D", q["date"]),
            "rule": q["rule"],
            "confidence": confidence(q["rule"], q["doubt"], said_by[n][1]),
            "flags": list(q["flags"]),
        }
        for n, q in enumerate(found)
    ]


def _dates(data: dict[str, Any], text: str) -> list[Date]:
    return [
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


def _cues(data: dict[str, Any], text: str) -> list[Cue]:
    found = data.get("cues", [])
    blank: list[Any] = [None] * len(found)
    agents, demanders = data.get("cue_doers") or data.get("cue_agents") or blank, data.get("cue_demanders") or blank
    owners, stretches = data.get("cue_claims") or blank, data.get("cue_claim_spans") or blank
    evidence = data.get("cue_evidence") or [[]] * len(found)
    days, lags = data.get("cue_dates") or blank, data.get("cue_lags") or blank
    return [
        {
            "id": f"R{n + 1}",
            "class": c["label"],
            "subtype": c["subtype"],
            "cue": _must(text, (c["start"], c["end"])),
            "polarity": c["polarity"],
            "modality": c["modality"],
            "aspect": c["aspect"],
            "strength": c["strength"],
            "agent": _id("S", agents[n]),
            "demander": _id("S", demanders[n]),
            "target": _span(text, c["target"]),
            "claim": _id("C", owners[n]),
            "claim_span": _span(text, stretches[n]),
            "evidence": list(evidence[n]),
            "date": _id("D", days[n]),
            "lag": lags[n],
            "old_value": c["old_value"],
            "new_value": c["new_value"],
            "reason": c["reason"],
            "rule": c["rule"],
            "confidence": c["confidence"],
        }
        for n, c in enumerate(found)
    ]


def _claims(data: dict[str, Any], text: str) -> list[Claim]:
    return [
        {
            "id": f"C{n}",
            "span": _must(text, c["span"]),
            "speaker": _id("S", c["speaker"]),
            "quote": _id("Q", c["quote"]),
            "date": _id("D", c["date"]),
            "status": c["status"],
            "set_by": _id("R", c["set_by"]),
            "history": [f"R{r + 1}" for r in c["history"]],
            "lag": c["lag"],
            "confidence": c["confidence"],
            "evidence": list(c["evidence"]),
        }
        for n, c in enumerate(data.get("claims", ()), 1)
    ]


def _warnings(data: dict[str, Any], article: Article, language: str | None) -> list[Warning]:
    notices = list(article.warnings)
    if language:
        notices.append(("not_indonesian", say("en", "warning.not_indonesian", language=language)))
    warnings: list[Warning] = [{"code": code, "message": message, "start": None, "end": None} for code, message in notices]
    return warnings + [{"code": w["code"], "message": w["message"], "start": w["start"], "end": w["end"]} for w in data["warnings"]]
