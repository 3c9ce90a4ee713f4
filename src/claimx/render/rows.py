"""Flat rows for tables: one for each quote, date, cue, claim or ledger line of a record, names in place of ids.

The same rows make CSV, Parquet and data frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from claimx.records import Claim, Cue, Document, Span
from claimx.render.days import in_words

Row = dict[str, object]
LAYERS = ("quotes", "dates", "cues", "claims", "ledger")


def _text(span: Span | None) -> str | None:
    return span["text"] if span else None


def rows(document: Document, layer: str) -> Iterator[Row]:
    """Return the rows of one layer (`quotes`, `dates`, `cues`, `claims` or `ledger`); raises ValueError for any other.

    `ledger` has the claims that an act moved, each with the sentence of the act where the record holds its text.
    """
    if layer not in LAYERS:
        raise ValueError(f"{layer!r} is none of {', '.join(LAYERS)}")
    return _rows(document, layer)


def _rows(document: Document, layer: str) -> Iterator[Row]:
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    values = {date["id"]: date["value"] for date in document["dates"]}
    cues = {cue["id"]: cue for cue in document["cues"]}
    head: Row = {
        "source": document["source"],
        "published": document["published"]["value"] if document["published"] else None,
        "outlet": document["outlet"],
        "url": document["url"],
    }
    sentence_of = _sentences(document["text"] if layer == "ledger" else None)
    make: Callable[[Any], Row] = {
        "quotes": lambda q: {
            "id": q["id"],
            "type": q["type"],
            "content": " … ".join(part["text"] for part in q["content"]),
            "start": q["content"][0]["start"],
            "end": q["content"][-1]["end"],
            "cue": _text(q["cue"]),
            "source_text": _text(q["source"]),
            "speaker": names.get(q["speaker"]),
            "via": _text(q["via"]),
            "date": values.get(q["date"]),
            "rule": q["rule"],
            "speaker_rule": q["speaker_rule"],
            "confidence": q["confidence"],
        },
        "dates": lambda d: (
            {key: d[key] for key in ("id", "text", "start", "end", "type", "value", "mod", "begin", "end_date")}
            | {"conflict": bool(d["conflict"]), "words": in_words(d["value"], d["mod"])}
        ),
        "cues": lambda c: {
            "id": c["id"],
            "class": c["class"],
            "subtype": c["subtype"],
            "cue": c["cue"]["text"],
            "start": c["cue"]["start"],
            "end": c["cue"]["end"],
            "polarity": c["polarity"],
            "modality": c["modality"],
            "agent": names.get(c["agent"]),
            "demander": names.get(c["demander"]),
            "target": _text(c["target"]),
            "claim": c["claim"],
            "claim_text": _text(c["claim_span"]),
            "date": values.get(c["date"]),
            "lag": c["lag"]["value"] if c["lag"] else None,
            "rule": c["rule"],
            "confidence": c["confidence"],
        },
        "claims": lambda c: {
            "id": c["id"],
            "status": c["status"],
            "claim": c["span"]["text"],
            "start": c["span"]["start"],
            "end": c["span"]["end"],
            "speaker": names.get(c["speaker"]),
            "quote": c["quote"],
            "date": values.get(c["date"]),
            "set_by": c["set_by"],
            "history": " ".join(c["history"]),
            "lag": c["lag"]["value"] if c["lag"] else None,
            **_act(c, cues, names, values),
            "confidence": c["confidence"],
            "certainty": c["certainty"],
        },
        "ledger": lambda c: {
            "id": c["id"],
            "status": c["status"],
            "claim": c["span"]["text"],
            "claimant": names.get(c["speaker"]),
            "claim_date": values.get(c["date"]),
            **_act(c, cues, names, values),
            "lag": c["lag"]["value"] if c["lag"] else None,
            "sentence": sentence_of(cues[c["set_by"]]) if c["set_by"] in cues else None,
            "title": document["title"],
            "confidence": c["confidence"],
            "certainty": c["certainty"],
            "doubtful": " ".join(c["doubtful"]) or None,
        },
    }[layer]
    items: list[Any] = [c for c in document["claims"] if c["history"]] if layer == "ledger" else document[layer]  # type: ignore[literal-required]
    for item in items:
        yield head | make(item)


def _sentences(text: str | None) -> Callable[[Cue], str | None]:
    """Return what gives the sentence of a cue, on one line; None for all where the text is not at hand."""
    if text is None:
        return lambda cue: None
    from claimx.language.reading import Reading

    reading = Reading(text)
    title = [reading.layout.title] if reading.layout.title else []

    def of(cue: Cue) -> str | None:
        at = cue["cue"]["start"]
        return next((" ".join(text[start:end].split()) for start, end in (*reading.sentences, *title) if start <= at < end), None)

    return of


def _act(claim: Claim, cues: dict[str, Cue], names: dict[str, str], values: dict[str, str]) -> Row:
    """Return who set the status of a claim, by which word, on which day, and the values that a correction changed."""
    act = cues.get(claim["set_by"] or "")
    changed = changed_values(claim, cues)
    history = [cues[identifier] for identifier in claim["history"] if identifier in cues]
    told = next((cues_of for cues_of in folded(history) if act in cues_of), [])
    return {
        "actor": names.get(act["agent"] or "") if act else None,
        "verb": act["cue"]["text"] if act else None,
        "act_date": next((values[cue["date"]] for cue in told if cue["date"] in values), None),
        "old_value": changed[0] if changed else None,
        "new_value": changed[1] if changed else None,
    }


def folded(history: list[Cue]) -> list[list[Cue]]:
    """Return the cues of each act: those of one class, agent, polarity and modality, but for those of two days."""
    acts: list[list[Cue]] = []
    for cue in history:
        for told in acts:
            same = all(cue[key] == told[0][key] for key in ("class", "agent", "polarity", "modality"))
            days = {other["date"] for other in (*told, cue)} - {None}
            if same and len(days) <= 1:
                told.append(cue)
                break
        else:
            acts.append([cue])
    return acts


def changed_values(claim: Claim, cues: dict[str, Cue]) -> tuple[str, str] | None:
    """Return the old and the new value that an act on a claim tells, None where none tells both."""
    acts = [cues[identifier] for identifier in claim["history"] if identifier in cues]
    return next(((act["old_value"], act["new_value"]) for act in acts if act["old_value"] and act["new_value"]), None)


COLUMNS: dict[str, tuple[str, ...]] = {
    "quotes": ("source", "published", "outlet", "url", "id", "type", "content", "start", "end", "cue", "source_text", "speaker", "via", "date", "rule", "speaker_rule", "confidence"),
    "dates": ("source", "published", "outlet", "url", "id", "text", "start", "end", "type", "value", "mod", "begin", "end_date", "conflict", "words"),
    "cues": ("source", "published", "outlet", "url", "id", "class", "subtype", "cue", "start", "end", "polarity", "modality", "agent", "demander", "target", "claim", "claim_text", "date", "lag", "rule", "confidence"),
    "claims": ("source", "published", "outlet", "url", "id", "status", "claim", "start", "end", "speaker", "quote", "date", "set_by", "history", "lag", "actor", "verb", "act_date", "old_value", "new_value", "confidence", "certainty"),
    "ledger": ("source", "published", "outlet", "url", "id", "status", "claim", "claimant", "claim_date", "actor", "verb", "act_date", "old_value", "new_value", "lag", "sentence", "title", "confidence", "certainty", "doubtful"),
}  # fmt: skip
# of the statements of threads
THREAD_COLUMNS = (
    "thread", "status", "matter", "claimants", "article", "outlet", "published", "url", "stance", "statement", "silent", "acts", "agents", "confidence", "certainty",
)  # fmt: skip
