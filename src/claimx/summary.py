"""From Doc to records: the only module that makes JSON of the annotations which the components left on a Doc."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from claimx.annotations import Annotations
from claimx.components.store import annotations_of, reading_of
from claimx.components.tokenizer import scanned
from claimx.language.identify import foreign
from claimx.ranking.quotes import confidence
from claimx.records import SCHEMA_VERSION, Claim, Cue, Date, Document, Quote, Speaker, Warning
from claimx.render.words import say

if TYPE_CHECKING:
    from claimx.inputs import Article


def summarize(doc: Doc, article: Article, include_text: bool = False) -> Document:
    """Return the record of a processed Doc; what the `article` knows of title, outlet and authors goes before what the text says."""
    found = annotations_of(doc)
    reading = reading_of(doc)
    text, layout = scanned(doc)[0], reading.layout  # as it was given: a reading has blanks for line breaks that only fit a width
    record: Any = {
        "schema_version": SCHEMA_VERSION,
        "source": article.source,
        "sha256": article.sha256,
        "text": text if include_text else None,
        "title": article.title or (text[slice(*layout.title)] if layout.title else None),
        "outlet": article.outlet or layout.outlet,
        "url": article.url,
        "authors": article.authors or layout.authors,
        "editors": layout.editors,
        "published": found.published,
        **{layer: list(_items(found, text, layer)) for layer in _LAYERS},
        "warnings": _warnings(found, article, foreign(reading.low)),
    }
    return record  # type: ignore[no-any-return]


# of each layer: the letter of its ids, the form of its items (tests hold records against the schema), and where the annotations have them
_LAYERS: dict[str, tuple[str, type, str]] = {
    "speakers": ("S", Speaker, "entities"),
    "quotes": ("Q", Quote, "quotes"),
    "dates": ("D", Date, "dates"),
    "cues": ("R", Cue, "cues"),
    "claims": ("C", Claim, "claims"),
}
_OTHERS = {"speaker": "S", "agent": "S", "demander": "S", "quote": "Q", "date": "D", "claim": "C", "set_by": "R", "history": "R"}


def _items(found: Annotations, text: str, layer: str) -> Iterator[dict[str, Any]]:
    letter, form, held = _LAYERS[layer]
    for number, item in enumerate(getattr(found, held), 1):
        told = {"id": f"{letter}{number}", **_told(layer, item, text)}
        yield {name: _shown(name, told[name] if name in told else getattr(item, name), text) for name in form.__annotations__}


def _told(layer: str, item: Any, text: str) -> dict[str, object]:
    """Return the fields of an item in a record that its annotation has by no name, by another, or otherwise."""
    if layer == "quotes":
        return {"confidence": confidence(item.rule, item.uncertainty, item.speaker_confidence)}
    if layer == "cues":
        agent = item.agent if item.doer is None else item.doer
        return {"class": item.label, "cue": (item.start, item.end), "agent": agent, "confidence": round(item.confidence, 2)}
    return {"text": text[item.start : item.end]} if layer == "dates" else {}


def _shown(name: str, value: Any, text: str) -> Any:
    """Return the value of a field as records have it: offsets as a span, the place of another item as its id."""
    if isinstance(value, list):
        return [_shown(name, part, text) for part in value]
    if isinstance(value, tuple):
        return {"start": value[0], "end": value[1], "text": text[slice(*value)]}
    return f"{_OTHERS[name]}{value + 1}" if name in _OTHERS and value is not None else value


def _warnings(found: Annotations, article: Article, language: str | None) -> list[Warning]:
    notices = list(article.warnings)
    if language:
        notices.append(("not_indonesian", say("en", "warning.not_indonesian", language=language)))
    warnings: list[Warning] = [{"code": code, "message": message, "start": None, "end": None} for code, message in notices]
    return warnings + [{"code": w.code, "message": w.message, "start": w.start, "end": w.end} for w in found.warnings]
