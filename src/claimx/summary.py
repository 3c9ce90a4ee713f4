"""From Doc to records: the only module that makes JSON of the annotations which the components left on a Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spacy.tokens import Doc

from claimx.annotations import Annotations
from claimx.components.store import annotations_of, reading_of
from claimx.language.identify import foreign
from claimx.language.tokenizer import scanned
from claimx.ranking.quotes import confidence
from claimx.records import SCHEMA_VERSION, Claim, Cue, Date, Document, Published, Quote, Span, Speaker, Warning
from claimx.render.words import say

if TYPE_CHECKING:
    from claimx.inputs import Article


def summarize(doc: Doc, article: Article, include_text: bool = False) -> Document:
    """Return the record of a processed Doc; what the `article` knows of title, outlet and authors goes before what the text says."""
    found = annotations_of(doc)
    reading = reading_of(doc)
    text, layout = scanned(doc)[0], reading.layout  # as it was given: a reading has blanks for line breaks that only fit a width
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
        "published": cast("Published | None", found.published),
        "speakers": _speakers(found, text),
        "quotes": _quotes(found, text),
        "dates": _dates(found, text),
        "cues": _cues(found, text),
        "claims": _claims(found, text),
        "warnings": _warnings(found, article, foreign(reading.low)),
    }


def _must(text: str, span: tuple[int, int]) -> Span:
    return {"start": span[0], "end": span[1], "text": text[slice(*span)]}


def _span(text: str, span: tuple[int, int] | None) -> Span | None:
    return None if span is None else _must(text, span)


def _id(prefix: str, number: int | None) -> str | None:
    return None if number is None else f"{prefix}{number + 1}"


# The values that the schema lists (kinds, classes, statuses …) are texts while they are found; tests hold records against the schema.
def _speakers(found: Annotations, text: str) -> list[Speaker]:
    return cast(
        "list[Speaker]",
        [
            {
                "id": f"S{n}",
                "name": e.name,
                "kind": e.kind,
                "role": e.role,
                "aliases": list(e.aliases),
                "mentions": [_must(text, m) for m in e.mentions],
            }
            for n, e in enumerate(found.entities, 1)
        ],
    )


def _quotes(found: Annotations, text: str) -> list[Quote]:
    return cast(
        "list[Quote]",
        [
            {
                "id": f"Q{n}",
                "type": q.type,
                "content": [_must(text, part) for part in q.content],
                "cue": _span(text, q.cue),
                "source": _span(text, q.source),
                "speaker": _id("S", q.speaker),
                "speaker_rule": q.speaker_rule,
                "candidates": list(q.candidates),
                "evidence": list(q.evidence),
                "via": _span(text, q.via),
                "date": _id("D", q.date),
                "rule": q.rule,
                "confidence": confidence(q.rule, q.uncertainty, q.speaker_confidence),
                "flags": list(q.flags),
            }
            for n, q in enumerate(found.quotes, 1)
        ],
    )


def _dates(found: Annotations, text: str) -> list[Date]:
    return cast(
        "list[Date]",
        [
            {
                "id": f"D{n}",
                "start": d.start,
                "end": d.end,
                "text": text[d.start : d.end],
                "type": d.type,
                "value": d.value,
                "mod": d.mod,
                "begin": d.begin,
                "end_date": d.end_date,
                "conflict": d.conflict,
            }
            for n, d in enumerate(found.dates, 1)
        ],
    )


def _cues(found: Annotations, text: str) -> list[Cue]:
    return cast(
        "list[Cue]",
        [
            {
                "id": f"R{n}",
                "class": c.label,
                "subtype": c.subtype,
                "cue": _must(text, (c.start, c.end)),
                "polarity": c.polarity,
                "modality": c.modality,
                "aspect": c.aspect,
                "strength": c.strength,
                "agent": _id("S", c.agent if c.doer is None else c.doer),
                "demander": _id("S", c.demander),
                "target": _span(text, c.target),
                "claim": _id("C", c.claim),
                "claim_span": _span(text, c.claim_span),
                "evidence": list(c.evidence),
                "date": _id("D", c.date),
                "lag": c.lag,
                "old_value": c.old_value,
                "new_value": c.new_value,
                "reason": c.reason,
                "rule": c.rule,
                "confidence": round(c.confidence, 2),
            }
            for n, c in enumerate(found.cues, 1)
        ],
    )


def _claims(found: Annotations, text: str) -> list[Claim]:
    return cast(
        "list[Claim]",
        [
            {
                "id": f"C{n}",
                "span": _must(text, c.span),
                "speaker": _id("S", c.speaker),
                "quote": _id("Q", c.quote),
                "date": _id("D", c.date),
                "status": c.status,
                "set_by": _id("R", c.set_by),
                "history": [f"R{r + 1}" for r in c.history],
                "lag": c.lag,
                "confidence": c.confidence,
                "certainty": c.certainty,
                "doubtful": list(c.doubtful),
                "evidence": list(c.evidence),
            }
            for n, c in enumerate(found.claims, 1)
        ],
    )


def _warnings(found: Annotations, article: Article, language: str | None) -> list[Warning]:
    notices = list(article.warnings)
    if language:
        notices.append(("not_indonesian", say("en", "warning.not_indonesian", language=language)))
    warnings: list[Warning] = [{"code": code, "message": message, "start": None, "end": None} for code, message in notices]
    return warnings + [{"code": w.code, "message": w.message, "start": w.start, "end": w.end} for w in found.warnings]
