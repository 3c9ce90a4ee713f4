"""A record for other annotation tools: W3C Web Annotation (https://www.w3.org/TR/annotation-model/) and Label Studio tasks
(https://labelstud.io/guide/predictions), so that people can correct what claimx found.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimx.records import Document, Span


def _spans(document: Document) -> Iterator[tuple[str, str, Span, dict[str, object]]]:
    """Yield (id, label, span, facts) of every stretch that a record marks."""
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    for quote in document["quotes"]:
        facts: dict[str, object] = {"type": quote["type"], "speaker": names.get(quote["speaker"] or ""), "confidence": quote["confidence"]}
        for number, part in enumerate(quote["content"], 1):
            yield f"{quote['id']}.{number}", "content", part, facts
        parts: tuple[tuple[str, Span | None], ...] = (("cue_of_saying", quote["cue"]), ("source", quote["source"]), ("via", quote["via"]))
        for label, span in parts:
            if span:
                yield f"{quote['id']}.{label}", label, span, {}
    for date in document["dates"]:
        yield date["id"], "date", date, {"type": date["type"], "value": date["value"]}
    for cue in document["cues"]:
        facts = {"class": cue["class"], "polarity": cue["polarity"], "modality": cue["modality"], "agent": names.get(cue["agent"] or "")}
        yield cue["id"], "cue", cue["cue"], facts
        if cue["target"]:
            yield f"{cue['id']}.target", "target", cue["target"], {}
    for claim in document["claims"]:
        if claim["history"]:
            yield claim["id"], "claim", claim["span"], {"status": claim["status"]}


def web_annotations(document: Document) -> dict[str, object]:
    """Return a record as a page of W3C annotations: each span a `TextPositionSelector` and a `TextQuoteSelector` on the source."""
    target = f"urn:sha256:{document['sha256']}"
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{target}#annotations",
        "type": "AnnotationPage",
        "generator": "claimx",
        "label": document["source"],
        "items": [
            {
                "id": f"{target}#{identifier}",
                "type": "Annotation",
                "motivation": "classifying",
                "body": [
                    {"type": "TextualBody", "purpose": "tagging", "value": label},
                    *(
                        {"type": "TextualBody", "purpose": "describing", "value": f"{key}: {value}"}
                        for key, value in facts.items()
                        if value is not None
                    ),
                ],
                "target": {
                    "source": target,
                    "selector": [
                        {"type": "TextPositionSelector", "start": span["start"], "end": span["end"]},
                        {"type": "TextQuoteSelector", "exact": span["text"]},
                    ],
                },
            }
            for identifier, label, span, facts in _spans(document)
        ],
    }


def label_studio(document: Document) -> dict[str, object]:
    """Return a record as one task with a prediction; docs/inputs-and-outputs.md has the interface that it fits."""
    return {
        "data": {"text": document["text"], "source": document["source"], "sha256": document["sha256"]},
        "predictions": [
            {
                "model_version": f"claimx {document['schema_version']}",
                "result": [
                    {
                        "id": identifier,
                        "from_name": "span",
                        "to_name": "text",
                        "type": "labels",
                        "value": {"start": span["start"], "end": span["end"], "text": span["text"], "labels": [label]},
                        "meta": {"text": [f"{key}: {value}" for key, value in facts.items() if value is not None]},
                    }
                    for identifier, label, span, facts in _spans(document)
                ],
            }
        ],
    }
